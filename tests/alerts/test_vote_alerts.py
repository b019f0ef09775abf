"""The form of alerts on votes: expected texts are written by hand."""

from dataclasses import replace

import pytest

from alerts.markup import units
from alerts.record import Record
from alerts.vote_lines import HEADLINE, headline
from alerts.vote_render import HARD, vote_alert
from newsroom.un.votes import Method, Outcome, Part
from tests.alerts.given import LANGUAGES, match
from tests.alerts.votes_given import (
    ABSENT,
    ABSTAIN,
    NO,
    TITLE,
    YES,
    change,
    council,
    page_of_the_day,
    reader,
    record,
    vote,
)

SEVERE = [match("votes", 2)]


def told(*votes, language="en", known=None, **more):
    return vote_alert(change(*votes), SEVERE, reader(language, known=known, **more))


def test_a_vote_of_the_assembly_with_the_past_of_the_watched_countries():
    assert told(vote()).html == (
        "<b>General Assembly adopts text, 141–7–32</b>\n"
        f"{TITLE}\n"
        "\n"
        "Armenia: abstained (5 earlier: abstained 4, did not vote 1)\n"
        "Azerbaijan: did not vote (5 earlier: did not vote 5)\n"
        "Georgia: yes (5 earlier: yes 5)\n"
        "Russian Federation: no (5 earlier: no 5)\n"
        "Türkiye: yes (5 earlier: yes 5)\n"
        "Iran: abstained, again (5 earlier: abstained 2, no 2, did not vote 1)\n"
        "\n"
        "Against: Belarus, DPRK, Eritrea, Mali, Nicaragua, Russian Federation, Syria. "
        "Did not vote: 13\n"
        "A/RES/ES-11/6 · 23 Feb 2023 · UN Press: "
        '<a href="https://press.un.org/en/2023/ga12492.doc.htm">'
        "General Assembly Adopts Text on Ukraine</a> · #1001"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "ru",
            [
                "<b>Генеральная Ассамблея ООН: резолюция принята, 141–7–32</b>",
                "Армения: воздержание (прежде, 5: воздержание 4, неучастие 1)",
                "Азербайджан: неучастие (прежде, 5: неучастие 5)",
                "Грузия: за (прежде, 5: за 5)",
                "A/RES/ES-11/6 · 23 февраля 2023 · ",
                " · неучастие: 13",
            ],
        ),
        (
            "hy",
            [
                "<b>ՄԱԿ-ի Գլխավոր ասամբլեա․ բանաձևն ընդունված է, 141–7–32</b>",
                "Հայաստան՝ ձեռնպահ (նախորդ 5-ը՝ ձեռնպահ 4, չի քվեարկել 1)",
                "Ադրբեջան՝ չի քվեարկել (նախորդ 5-ը՝ չի քվեարկել 5)",
                "Վրաստան՝ կողմ (նախորդ 5-ը՝ կողմ 5)",
                "23 փետրվարի 2023",
                " · չեն քվեարկել՝ 13",
            ],
        ),
        (
            "az",
            [
                "<b>BMT Baş Assambleyası: qətnamə qəbul edildi, 141–7–32</b>",
                "Ermənistan: bitərəf (əvvəlki 5 səsvermə: bitərəf 4, səs verməyib 1)",
                "Azərbaycan: səs verməyib (əvvəlki 5 səsvermə: səs verməyib 5)",
                "Gürcüstan: lehinə (əvvəlki 5 səsvermə: lehinə 5)",
                "23 fevral 2023",
                " · səs verməyən: 13",
            ],
        ),
        (
            "ka",
            [
                "<b>გაეროს გენერალური ასამბლეა: რეზოლუცია მიღებულია, 141–7–32</b>",
                "სომხეთი: თავი შეიკავა (წინა 5: თავი შეიკავა 4, არ მონაწილეობდა 1)",
                "აზერბაიჯანი: კენჭისყრაში არ მონაწილეობდა (წინა 5: არ მონაწილეობდა 5)",
                "საქართველო: მომხრე (წინა 5: მომხრე 5)",
                "23 თებერვალი, 2023",
                " · არ მონაწილეობდა: 13",
            ],
        ),
        (
            "tr",
            [
                "<b>BM Genel Kurulu: karar kabul edildi, 141–7–32</b>",
                "Ermenistan: çekimser (önceki 5 oylama: çekimser 4, oy kullanmadı 1)",
                "Azerbaycan: oy kullanmadı (önceki 5 oylama: oy kullanmadı 5)",
                "Gürcistan: lehte (önceki 5 oylama: lehte 5)",
                "23 Şubat 2023",
                " · oy kullanmayan: 13",
            ],
        ),
        (
            "fr",
            [
                "<b>Assemblée générale de l'ONU\u00a0: résolution adoptée, 141–7–32</b>",
                "Arménie\u00a0: abstention (5 votes antérieurs\u00a0: abstention 4, non-",
                "Géorgie\u00a0: pour (5 votes antérieurs\u00a0: pour 5)",
                "23 février 2023",
                " · non-participation\u00a0: 13",
            ],
        ),
    ],
)
def test_the_same_in_each_language(language, expected):
    html = told(vote(), language=language).html
    for line in expected:
        assert line in html
    # A title in another language than the channel's is set apart.
    assert f"<i>{TITLE}</i>" in html


def test_a_first_time_is_said_only_of_a_whole_record():
    one = vote(roll_call={**vote().roll_call, "ARM": YES})
    assert "Armenia: yes, for the first time (5 earlier: abstained 4, did not vote 1)" in (
        told(one).plain
    )
    holed = told(one, known=record(without=("ARM", 3))).plain
    assert "Armenia: yes (of 4 recorded here: abstained 4)" in holed
    assert "first" not in holed


def test_no_earlier_vote_no_brackets():
    lines = told(vote(), known=Record()).plain.split("\n")
    assert "Armenia: abstained" in lines
    assert "Georgia: yes" in lines


def test_who_is_in_no_list_of_the_page_voted_yes_or_not_at_all():
    plain = told(page_of_the_day(), known=Record()).plain
    assert "Armenia: abstained\n" in plain
    assert (
        "Azerbaijan, Georgia, Türkiye: voted yes or did not vote (names not published yet)" in plain
    )
    assert "absent" not in plain
    assert f"{TITLE} (draft A/ES-11/L.7)" in plain


@pytest.mark.parametrize("dropped", [NO, ABSTAIN])
def test_with_a_list_missing_nothing_is_said_of_the_others(dropped):
    page = page_of_the_day()
    holed = replace(
        page,
        roll_call={code: side for code, side in page.roll_call.items() if side is not dropped},
        complete=page.complete - {dropped},
    )
    plain = told(holed, known=Record()).plain
    assert "Georgia" in plain
    assert "not published yet" in plain
    assert "voted yes or did not vote" not in plain


def test_a_veto_names_who_cast_it():
    known = Record(
        votes=(council(draft="S/2022/155", date="2022-02-25"),),
        series=(replace(record().series[0], symbols=("S/2022/155", "S/2022/720")),),
    )
    assert told(council(), known=known).html == (
        "<b>Security Council: draft vetoed by the Russian Federation, 10–1–4</b>\n"
        "Draft on the referendums in four regions of Ukraine\n"
        "Against: Russian Federation (permanent member). Abstained: Brazil, China, Gabon, India\n"
        "Earlier vetoes on this subject in our record: 1 (S/2022/155)\n"
        "S/2022/720 · 30 Sep 2022 · UN Press: "
        '<a href="https://press.un.org/en/2023/ga12492.doc.htm">'
        "General Assembly Adopts Text on Ukraine</a> · #1001"
    )


def test_a_title_gives_way_before_a_name():
    one = council(title="The inspection of ports")
    assert headline(one, "en", one.title) == (
        "Security Council: “The inspection of ports” vetoed by the Russian Federation, 10–1–4"
    )
    one = council(title="The inspection of ports of the Black Sea")
    assert headline(one, "en", one.title) == (
        "Security Council: draft vetoed by the Russian Federation, 10–1–4"
    )
    two = council(vetoed_by=("RUS", "CHN", "GBR", "USA", "FRA"))
    assert " by Russia and China and the UK and the USA and France, 10–1–4" in headline(two, "en")


def test_unanimous():
    one = council(
        symbol="S/RES/2686 (2023)",
        date="2023-06-14",
        title="Tolerance and international peace and security",
        outcome=Outcome.ADOPTED,
        method=Method.UNANIMOUS,
        counts={YES: 15},
        roll_call={},
        complete=frozenset(),
        vetoed_by=(),
    )
    assert told(one).plain.startswith(
        "Security Council adopts resolution 2686 (2023) unanimously\n"
        "Tolerance and international peace and security\n"
        "In favour: 15 of 15\n"
        "S/RES/2686 (2023) · 14 Jun 2023 · UN Press: "
    )
    assert told(one).picture is None


def test_without_a_vote_there_is_no_roll_call():
    one = vote(
        symbol=None,
        draft="A/80/L.22",
        title="Assistance in mine action",
        method=Method.WITHOUT_A_VOTE,
        counts={},
        roll_call={},
        complete=frozenset(),
    )
    assert told(one).plain.startswith(
        "General Assembly adopts “Assistance in mine action” without a vote\n"
        "No roll call exists: no state asked for one.\n"
        "Draft A/80/L.22 · 23 Feb 2023 · UN Press: "
    )


def test_a_committee_approves_and_the_assembly_votes_later():
    one = vote(
        symbol=None,
        draft="A/C.3/80/L.31",
        body="Third Committee",
        outcome=Outcome.APPROVED,
        counts={YES: 76, NO: 19, ABSTAIN: 77},
        title="Situation of human rights in the temporarily occupied territories of Ukraine",
    )
    plain = told(one, known=Record()).plain
    assert plain.startswith(
        "Third Committee approves draft, 76–19–77; Assembly votes later\n"
        "Situation of human rights in the temporarily occupied territories of Ukraine "
        "(draft A/C.3/80/L.31)\n"
    )
    assert "\nNot yet a resolution.\n" in plain


def test_a_rejected_amendment_goes_before_the_text_that_was_adopted():
    whole = vote(counts={YES: 98, NO: 12, ABSTAIN: 60}, roll_call={}, complete=frozenset())
    amendment = vote(
        draft="A/80/L.58",
        symbol=None,
        part=Part.AMENDMENT,
        outcome=Outcome.REJECTED,
        counts={YES: 40, NO: 71, ABSTAIN: 52},
    )
    kept = vote(part=Part.PARAGRAPH, counts={YES: 90, NO: 20, ABSTAIN: 55})
    plain = told(whole, amendment, kept, known=Record()).plain
    assert plain.startswith(
        "General Assembly rejects amendment, 40–71–52; text adopted, 98–12–60\n"
    )
    assert (
        "Votes on this text: amendment L.58 rejected (40–71–52), paragraph kept (90–20–55)" in plain
    )


def test_several_texts_on_one_page_are_one_alert():
    other = vote(symbol="A/RES/80/2", draft="A/80/L.9", counts={YES: 100, NO: 2, ABSTAIN: 9})
    lost = vote(symbol=None, draft="A/80/L.8", outcome=Outcome.REJECTED, counts={})
    plain = told(vote(), other, lost).plain
    assert plain.startswith("General Assembly adopts text, 141–7–32\n")
    assert "Also voted: A/RES/80/2 adopted (100–2–9), A/80/L.8 rejected" in plain


def test_a_title_that_fits_is_in_the_headline_and_not_repeated():
    plain = told(vote(title="Peace in Ukraine")).plain
    assert plain.startswith("General Assembly adopts “Peace in Ukraine”, 141–7–32\n\nArmenia")


FORMS = [
    vote(),
    council(),
    vote(method=Method.UNANIMOUS, counts={}),
    vote(method=Method.WITHOUT_A_VOTE, counts={}),
    vote(outcome=Outcome.REJECTED),
    council(outcome=Outcome.NOT_ADOPTED, vetoed_by=()),
    council(vetoed_by=("RUS", "CHN")),
    vote(body="Fourth Committee", outcome=Outcome.APPROVED),
    vote(body="Third Committee", outcome=Outcome.APPROVED, method=Method.WITHOUT_A_VOTE),
    vote(body="Third Committee", outcome=Outcome.APPROVED, method=Method.UNANIMOUS),
    vote(body="Human Rights Council"),
    vote(part=Part.AMENDMENT, outcome=Outcome.REJECTED),
    vote(part=Part.PARAGRAPH),
    vote(part=Part.MOTION, outcome=Outcome.REJECTED),
    vote(body="ECOSOC", method=Method.SHOW_OF_HANDS),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", FORMS, ids=lambda one: f"{one.body}-{one.outcome}-{one.method}")
def test_every_form_keeps_its_length_in_every_language(one, language):
    assert len(headline(one, language)) <= HEADLINE
    payload = told(one, vote(symbol="A/RES/80/2", draft="A/80/L.9"), language=language)
    shown = payload.plain.rpartition("\n")[0]
    assert units(shown) <= HARD
    assert "{" not in payload.html


def test_long_names_and_titles_give_way_before_countries_and_link():
    twelve = ("BLR", "PRK", "ERI", "MLI", "NIC", "RUS", "SYR", "CAF", "VCT", "ARE", "BIH", "COD")
    one = vote(
        title="word " * 200,
        counts={YES: 141, NO: 12, ABSTAIN: 12, ABSENT: 12},
        roll_call={**vote().roll_call, **dict.fromkeys(twelve, NO)},
        complete=frozenset({NO}),
    )
    for language in LANGUAGES:
        stored = change(one, title="title " * 60)
        payload = vote_alert(stored, SEVERE, reader(language))
        assert units(payload.plain.rpartition("\n")[0]) <= HARD
        assert payload.plain.endswith("https://press.un.org/en/2023/ga12492.doc.htm")
        assert "2023" in payload.plain
        assert len([line for line in payload.plain.split("\n") if "(" in line or ":" in line]) > 3
