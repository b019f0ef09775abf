"""Signals: each stance in seven languages, where it holds, and days that a text states."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.judge.dates import stated
from newsroom.judge.fields import Field, fields
from newsroom.judge.signals import marks, signals
from newsroom.meaning import Signal
from tests.newsroom.judge.shipped_reader import shipped

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def lists():
    return shipped().lists


@pytest.fixture(scope="module")
def heard(lists):
    """Return the signals of a text."""

    def found(text, lang, title=""):
        both = fields(title, text)
        return {one.signal for one in signals(both, lists.find(both, lang), lang, AT)}

    return found


@pytest.fixture(scope="module")
def covered(lists):
    """Return the signals that hold over the first hit of one kind of incident."""

    def found(text, lang, kind):
        both = fields("", text)
        hits = lists.find(both, lang)
        first = hits[kind][0]
        return {mark.signal for mark in marks(both, hits, AT) if mark.covers(first)}

    return found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "No fighting took place along the border overnight"),
        ("en", "Baku denies opening fire"),
        ("en", "Reports of shelling are false, the ministry said"),
        ("ru", "Минобороны опровергло сообщения об обстреле"),
        ("ru", "Боёв не было, сообщили в ведомстве"),
        ("hy", "ՊՆ-ն հերքել է կրակոցների մասին լուրը"),
        ("hy", "Ադրբեջանական տարածած լուրն ապատեղեկատվություն է"),
        ("az", "Nazirlik atəş açılması barədə məlumatı təkzib edib"),
        ("az", "Sərhəddə toqquşma olmayıb"),
        ("ka", "სამინისტრო სროლის შესახებ ცნობას უარყოფს"),
        ("ka", "შეტაკება არ მომხდარა"),
        ("tr", "Bakanlık saldırı iddialarını yalanladı"),
        ("tr", "Sınırda çatışma yaşanmadı"),
        ("fr", "Bakou a démenti avoir ouvert le feu"),
        ("fr", "Aucun tir n'a été signalé"),
    ],
)
def test_denials(heard, lang, text):
    assert Signal.DENIAL in heard(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "No one was hurt in the shelling of the village"),
        ("ru", "При обстреле пострадавших нет"),
        ("hy", "Գնդակոծության հետևանքով զոհեր չկան"),
        ("az", "Atəş nəticəsində ölən və yaralanan yoxdur"),
        ("tr", "Saldırıda can kaybı yok"),
        ("fr", "Le bombardement n'a fait aucun blessé"),
    ],
)
def test_that_nobody_was_hurt_denies_no_event(heard, lang, text):
    assert Signal.DENIAL not in heard(text, lang)


@pytest.mark.parametrize(
    ("signal", "lang", "text"),
    [
        (Signal.PLAN, "en", "Joint drills will be held next week"),
        (Signal.PLAN, "ru", "На полигоне пройдут военные учения"),
        (Signal.PLAN, "hy", "Հաջորդ շաբաթ կանցկացվեն զորավարժություններ"),
        (Signal.PLAN, "az", "Gələn həftə təlimlər keçiriləcək"),
        (Signal.PLAN, "ka", "მომავალ კვირას წვრთნა გაიმართება"),
        (Signal.PLAN, "tr", "Gelecek hafta ortak tatbikat yapılacak"),
        (Signal.PLAN, "fr", "Des exercices militaires auront lieu la semaine prochaine"),
        (Signal.ANNIVERSARY, "en", "The village was shelled five years ago"),
        (Signal.ANNIVERSARY, "ru", "27 сентября 2020 года начались бои"),
        (Signal.ANNIVERSARY, "hy", "2020 թ. սեպտեմբերի 27-ին սկսվեց պատերազմը"),
        (Signal.ANNIVERSARY, "az", "2020-ci ilin sentyabrında döyüşlər başlamışdı"),
        (Signal.ANNIVERSARY, "ka", "2008 წლის აგვისტოს ომის წლისთავი"),
        (Signal.ANNIVERSARY, "tr", "27 Eylül 2020'de çatışmalar başladı"),
        (Signal.ANNIVERSARY, "fr", "La guerre de 2008 a fait des centaines de morts"),
        (Signal.STATISTIC, "en", "400 mine victims since the war, the agency said"),
        (Signal.STATISTIC, "ru", "С начала года на минах подорвались 30 человек"),
        (Signal.STATISTIC, "az", "İlin əvvəlindən 30 nəfər minaya düşüb"),
        (Signal.OPINION, "en", "Opinion: why the corridor matters"),
        (Signal.OPINION, "ka", "ანალიზი: რა შეიცვლება"),
        (Signal.LEISURE, "az", "Futbolçu iki qol vurub"),
        (Signal.LEISURE, "ru", "Хет-трик форварда в матче лиги чемпионов"),
        (Signal.ELSEWHERE, "en", "Sheriff says four shot at a school near Atlanta"),
        (Signal.CLAIM, "en", "Baku accuses Yerevan of opening fire"),
        (Signal.CLAIM, "tr", "Bakü, Ermenistan'ın ateş açtığını iddia etti"),
    ],
)
def test_other_stances(heard, signal, lang, text):
    assert signal in heard(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Two soldiers were wounded by shelling on Monday"),
        ("ru", "Двое военных ранены при обстреле позиций"),
        ("hy", "Գնդակոծությունից երկու զինծառայող է վիրավորվել"),
        ("az", "Mövqelərimiz atəşə tutulub, iki əsgər yaralanıb"),
        ("ka", "სოფელი დაბომბეს, ორი ადამიანი დაიჭრა"),
        ("tr", "Köy bombalandı, iki asker yaralandı"),
        ("fr", "Deux soldats blessés par un tir de mortier lundi"),
    ],
)
def test_plain_news_has_none(heard, lang, text):
    assert heard(text, lang) == set()


def test_a_denial_holds_in_its_clause_only(covered):
    text = "No strike on the base took place, but the village was shelled"
    assert Signal.DENIAL not in covered(text, "en", "shelling_or_fire")
    assert Signal.DENIAL in covered(
        "Baku denies that it shelled the village", "en", "shelling_or_fire"
    )


def test_an_old_date_holds_in_its_clause_only(covered):
    old = "In 2020 the town was shelled."
    assert Signal.ANNIVERSARY in covered(old, "en", "shelling_or_fire")
    assert Signal.ANNIVERSARY not in covered(
        "Troops shelled the town. It was rebuilt in 2020.", "en", "shelling_or_fire"
    )


def test_evidence_is_the_texts_own_words(lists):
    both = fields("", "Минобороны опровергло обстрел")
    (found,) = signals(both, {"denial": lists.find(both, "ru")["denial"]}, "ru", AT)
    (evidence,) = found.evidence
    assert (evidence.field, evidence.text) == ("body", "опровергло")
    assert both.body.original[evidence.start : evidence.end] == "опровергло"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("on 27 September 2020", date(2020, 9, 27)),
        ("September 27, 2020", date(2020, 9, 27)),
        ("the 8th of August", None),
        ("August 8", date(2026, 8, 8)),
        ("27 сентября 2020 года", date(2020, 9, 27)),
        ("в сентябре 2020-го", date(2020, 9, 30)),
        ("2020 թվականի սեպտեմբերի 27-ին", date(2020, 9, 27)),
        ("2020-ci ilin 27 sentyabrında", date(2020, 9, 27)),
        ("2008 წლის 8 აგვისტოს", date(2008, 8, 8)),
        ("8 Ağustos 2008'de", date(2008, 8, 8)),
        ("le 1er mars 2022", date(2022, 3, 1)),
        ("27.09.2020", date(2020, 9, 27)),
        ("2020-09-27", date(2020, 9, 27)),
        ("the 2008 war", date(2008, 12, 31)),
        ("3 December", date(2026, 12, 3)),
        ("10 января", date(2027, 1, 10)),
        ("resolution 1973 of the Council", None),
        ("2000 people fled", None),
        ("it may rain", None),
        ("31 February 2020", date(2020, 12, 31)),
        ("in 2031", None),
    ],
)
def test_days_that_a_text_states(text, last):
    found = list(stated(Field("body", text), AT.date()))
    assert [one.last for one in found] == ([] if last is None else [last])


@given(st.text(alphabet="0123456789 .-/мартапрель2020 ", max_size=60))
def test_any_figures_are_read_without_an_error(text):
    field = Field("body", text)
    for one in stated(field, AT.date()):
        assert 0 <= one.first < one.first + one.length <= len(field.words)
