"""Which decisions of the United Nations are about the region, and which its States only vote on."""

import pytest

from newsroom.judge.un_region import about_region
from tests.newsroom.judge.shipped_reader import facts


@pytest.mark.parametrize(
    ("lang", "title", "body"),
    [
        ("en", "Assembly adopts text on those displaced from Abkhazia", "Armenia abstained."),
        ("en", "Council extends observer mission in Georgia", "All 15 members agreed."),
        ("ru", "Генассамблея приняла грузинскую резолюцию о беженцах", "За были 99 стран."),
        (
            "tr",
            "BM, Gürcistan'ın yerinden edilenler kararını kabul etti",
            "98 ülke lehte oy verdi.",
        ),
        ("fr", "L'ONU adopte le texte géorgien sur les déplacés", "Par 98 voix contre 11."),
    ],
)
def test_a_place_of_the_region_or_its_displaced_make_a_text_one_about_it(lang, title, body):
    assert about_region(facts(lang, title, body))


@pytest.mark.parametrize(
    ("lang", "title", "body"),
    [
        ("en", "Armenian-drafted text on torture clears Third Committee", "No vote was taken."),
        ("en", "Assembly condemns nuclear tests", "Azerbaijan abstained, Georgia was in favour."),
        ("ru", "Генассамблея осудила пытки: Грузия поддержала", "Азербайджан воздержался."),
        ("hy", "ՄԱԿ-ի ԳԱ-ն ընդունեց խոշտանգումների մասին բանաձևը", "Հայաստանը կողմ է քվեարկել։"),
        ("az", "Baş Assambleya Azərbaycanın təşəbbüsü ilə qətnamə qəbul edib", "Lehinə 120 səs."),
        ("ka", "გენასამბლეამ წამების შესახებ რეზოლუცია მიიღო", "საქართველომ მხარი დაუჭირა."),
    ],
)
def test_who_votes_or_proposes_makes_no_text_about_the_region(lang, title, body):
    assert not about_region(facts(lang, title, body))
