"""Voices: the same body is one origin in every language, and only who speaks is a voice."""

import pytest

from newsroom.judge.fields import fields
from newsroom.judge.voices import NOBODYS, side_of, voices
from tests.newsroom.judge.shipped_reader import shipped


@pytest.fixture(scope="module")
def heard():
    lists = shipped().lists

    def found(text, lang, title=""):
        both = fields(title, text)
        return [voice.origin for voice in voices(both, lists.find(both, lang), lang)]

    return found


AM, AZ = "AM/defence-ministry", "AZ/defence-ministry"


@pytest.mark.parametrize(
    ("lang", "text", "origins"),
    [
        ("en", "Azerbaijan's Defence Ministry says Armenian forces opened fire", [AZ]),
        ("en", "The Armenian Ministry of Defence said two were hurt", [AM]),
        ("en", "Shots were fired near Sotk, according to Yerevan", ["AM/government"]),
        ("en", "Two hurt at the line, EUMM says", ["INT/eumm"]),
        ("ru", "Минобороны Армении опровергло обстрел", [AM]),
        ("ru", "По данным МВД по Дагестану, погибли двое", ["RU-DAGESTAN/interior-ministry"]),
        ("ru", "Об этом сообщили в Минобороны Азербайджана", [AZ]),
        ("hy", "ՊՆ-ն հայտնել է երկու վիրավորի մասին", [AM]),
        ("hy", "Ադրբեջանի ՊՆ-ն հայտարարել է կրակոցների մասին", [AZ]),
        ("az", "Müdafiə Nazirliyi bildirib ki, Ermənistan silahlı qüvvələri atəş açıb", [AZ]),
        ("az", "Ermənistan Müdafiə Nazirliyinin məlumatına görə iki əsgər ölüb", [AM]),
        ("ka", "სუს-ის ინფორმაციით, მოქალაქე დააკავეს", ["GE/security-service"]),
        ("ka", "აზერბაიჯანის თავდაცვის სამინისტრომ განაცხადა", [AZ]),
        ("az", "Sözçü raketin Ermənistan ərazisindən atıldığını deyib", []),
        ("az", "Ermənistan bildirib ki, atəş açılmayıb", ["AM/government"]),
        (
            "tr",
            "Ermenistan'dan atılan füze Azerbaycan'ı vurdu. Başsavcılık 45 yaralı saydı, açıkladı",
            ["any/prosecutor"],
        ),
        ("tr", "Azerbaycan Savunma Bakanlığı, Ermenistan'ın ateş açtığını açıkladı", [AZ]),
        ("tr", "Milli Savunma Bakanlığı duyurdu", ["TR/defence-ministry"]),
        ("fr", "Selon le ministère arménien de la Défense, deux soldats sont morts", [AM]),
        ("fr", "Bakou affirme avoir abattu un drone", ["AZ/government"]),
        # A sentence of a body begins with who says it, and a colon.
        ("ru", "Минобороны Азербайджана: вертолёт поражён у границы", [AZ]),
        ("ka", "შინაგან საქმეთა სამინისტრო: ათი თანამშრომელი დაშავდა", ["GE/interior-ministry"]),
        # Whose it is stands before an institution where the verb ends the sentence.
        ("az", "Müdafiə Nazirliyi Rusiyanın açıqlamasına münasibət bildirib", [AZ]),
        # Behind the last comma is the subject.
        ("en", "She slapped a police chief in Georgia, her lawyer said", []),
        ("en", "The toll rose in Sukhumi, Russian agencies reported", []),
        ("en", "The Armenian Ministry of Defence, citing its units, said two were hurt", [AM]),
        # Where, and not who; whoever stands beside an office does not hold it.
        ("en", "The tycoon, held on Tuesday in Yerevan, denies the charge", []),
        ("en", "Officials in Yerevan said the road was shut", ["AM/government"]),
        ("en", "The deputy prime minister of Armenia said so", []),
        ("ru", "Вице-премьер Армении заявил об этом", []),
        # Who is accused says nothing.
        ("fr", "Bakou accuse Erevan d'avoir tiré et fait état de deux morts", ["AZ/government"]),
        ("en", "Yerevan blamed Baku for the fire", ["AM/government"]),
        ("en", "The government of Georgia said so", ["GE/government"]),
        ("fr", "Un obus est tombé dans leur cour, a dit le gouverneur", ["any/head-of-region"]),
        ("tr", "Bakü, durumun Ermenistan tarafına iletildiğini açıkladı", ["AZ/government"]),
    ],
)
def test_who_says_it(heard, lang, text, origins):
    assert heard(text, lang) == origins


def test_two_voices_in_one_sentence(heard):
    text = "Двое ранены, сообщает Интерфакс со ссылкой на МЧС Грузии"
    assert set(heard(text, "ru")) == {"RU/interfax", "GE/emergency-ministry"}


def test_who_heads_a_title_speaks(heard):
    assert heard("", "ru", title="СК Грузии: задержан подозреваемый") == ["GE/investigators"]
    assert heard("", "hy", title="ԱԳՆ․ ժամկետ դեռ չկա") == ["AM/foreign-ministry"]


def test_a_country_heads_a_title_for_its_news(heard):
    assert heard("", "fr", title="Géorgie: deux blessés dans une fusillade") == []


def test_who_is_only_named_is_no_voice(heard):
    assert heard("The Armenian Defence Ministry building burned", "en") == []


def test_a_ministry_without_a_country_is_that_of_the_only_one_named(heard):
    assert heard("Two Georgian men were hurt, the interior ministry said", "en") == [
        "GE/interior-ministry"
    ]
    text = "Armenia and Azerbaijan met; the defence ministry said so"
    assert heard(text, "en") == ["any/defence-ministry"]


@pytest.mark.parametrize(
    ("origin", "side"),
    [
        ("AM/defence-ministry", "AM"),
        ("RU-DAGESTAN/investigators", "RU"),
        ("INT/eumm", "INT"),
        ("any/court", None),
        ("local/witnesses", None),
    ],
)
def test_whose_voice_it_is(origin, side):
    assert side_of(origin) == side


def test_evidence_is_the_body(heard):
    lists = shipped().lists
    both = fields("", "Two hurt, the OSCE said")
    (voice,) = voices(both, lists.find(both, "en"), "en")
    assert (voice.origin, voice.side, voice.evidence.text) == ("INT/osce", "INT", "OSCE")


@pytest.mark.parametrize(
    ("countries", "origin"),
    [((), "AM/prosecutor"), (("AM",), "AM/prosecutor"), (("AZ",), "any/prosecutor")],
)
def test_an_institution_alone_is_of_the_one_state_that_the_article_is_about(countries, origin):
    both = fields("", "A rocket from Armenia hit a quarter. Prosecutors said that 13 people died.")
    found = voices(both, shipped().lists.find(both, "en"), "en", frozenset(countries))
    assert [voice.origin for voice in found] == [origin]


def test_a_lone_institution_in_a_disputed_place_is_of_no_state():
    lists = shipped().lists
    both = fields("", "The ombudsman said most were in severe condition")
    hits = lists.find(both, "en")
    assert [one.origin for one in voices(both, hits, "en", frozenset({NOBODYS}))] == [
        "any/ombudsman"
    ]
    assert [one.origin for one in voices(both, hits, "en", frozenset({"GE"}))] == ["GE/ombudsman"]


def test_a_capital_before_a_colon_speaks_only_of_another_state(heard):
    assert heard("", "ru", "Ереван: оппозиция шестой день блокирует центр") == []
    assert heard("", "fr", "Tbilissi : un opposant emmené de force") == []
    assert heard("", "ru", "Баку: Армения обстреляла позиции у Товуза") == ["AZ/government"]


def test_whose_a_lone_ministry_is_where_the_language_is_of_no_party():
    lists = shipped().lists
    both = fields("", "თავდაცვის სამინისტრო ერევანს ადანაშაულებს")
    hits = lists.find(both, "ka")
    assert [one.origin for one in voices(both, hits, "ka", frozenset({"AZ"}))] == [
        "AZ/defence-ministry"
    ]
    both = fields("", "თავდაცვის სამინისტრომ განაცხადა")
    hits = lists.find(both, "ka")
    assert [one.origin for one in voices(both, hits, "ka")] == ["GE/defence-ministry"]


def test_a_ministry_abroad_is_not_that_of_the_language(heard):
    lists = shipped().lists
    both = fields("", "DİN bildirib ki, 27 nəfər yaralanıb")
    hits = lists.find(both, "az")
    assert [one.side for one in voices(both, hits, "az", frozenset({"GE"}))] == ["GE"]
    # Of the other party a side tells by its own ministries.
    assert [one.side for one in voices(both, hits, "az", frozenset({"AM"}))] == ["AZ"]


def test_the_mission_of_the_eu_is_that_of_the_state_in_question():
    lists = shipped().lists
    both = fields("", "EU Monitoring Mission said that its patrol was near Tegh")
    hits = lists.find(both, "en")
    assert [one.origin for one in voices(both, hits, "en", frozenset({"AM"}))] == ["INT/euma"]
    assert [one.origin for one in voices(both, hits, "en")] == ["INT/eumm"]
