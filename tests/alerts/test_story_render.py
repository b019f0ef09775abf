"""Events told from facts: expected texts are written by hand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.compose import message, reply
from alerts.markup import units
from alerts.place_names import place_name, where
from alerts.render import Reader
from alerts.story_labels import origin_title, story_labels
from alerts.story_lines import HEADLINE, headline
from newsroom.facts import (
    NewFact,
    PlaceFact,
    QuoteFact,
    ReportFact,
    State,
    StoryFacts,
    VoiceFact,
)
from newsroom.model import ChangeKind
from newsroom.settings import Place, PlaceName, Source, WordList
from tests.alerts.given import LANGUAGES, NOW, channel, match, settings, stored

MOD_AM, MOD_AZ = "AM/defence-ministry", "AZ/defence-ministry"


def place(key, name, *, country="Armenia", kind="village", both=(None, None), **names):
    known = tuple(
        PlaceName(lang=lang, text=text) for lang, texts in names.items() for text in texts
    )
    return Place(
        id=key,
        name=name,
        kind=kind,
        country=country,
        names=known,
        official=both[0],
        other=both[1],
        disputed=both[0] is not None,
    )


PLACES = (
    place("sotk", "Sotk", en=["Sotk", "Zod"], ru=["Сотк"], hy=["Սոթք"], az=["Zod", "Sotk"],
          ka=["სოთქი"], tr=["Sotk"], fr=["Sotk"]),
    place("gegharkunik-province", "Gegharkunik Province", kind="province",
          ru=["Гегаркуникская область"], hy=["Գեղարքունիքի մարզ"]),
    place("armenia", "Armenia", kind="country", ru=["Армения"], hy=["Հայաստան"],
          az=["Ermənistan"], ka=["სომხეთი"], tr=["Ermenistan"], fr=["Arménie"]),
    place("khankendi", "Stepanakert", country="Azerbaijan", kind="city",
          both=("Khankendi", "Stepanakert"),
          en=["Khankendi", "Stepanakert"], ru=["Степанакерт", "Ханкенди"],
          hy=["Ստեփանակերտ", "Խանքենդի"], az=["Xankəndi"], ka=["ხანქენდი", "სტეფანაკერტი"]),
)  # fmt: skip
SOTK = (
    PlaceFact(id="sotk", name="Sotk"),
    PlaceFact(id="gegharkunik-province", name="Gegharkunik Province"),
)
FIRST = VoiceFact(origin=MOD_AM, side="AM", outlets=("mil",), killed=0, wounded=2)
SECOND = VoiceFact(origin=MOD_AZ, side="AZ", outlets=("mod",))
FACTS = StoryFacts(
    type="shelling_or_fire",
    places=SOTK,
    severity=2,
    since=NOW,
    killed=(0, 0),
    wounded=(2, 2),
    voices=(FIRST,),
    quotes=(QuoteFact(text="“Two servicemen are wounded,” it said.", source="mil", lang="en"),),
    reports=(
        ReportFact(
            source="mil",
            title="On Sotk",
            url="https://mil.am/1",
            lang="en",
            at=NOW - timedelta(minutes=5),
        ),
    ),
)


def reader(language="en", **more):
    own = channel(language=language, **more)
    sources = (
        Source(id="mil", name="mil.am", kind="feed", url="https://mil.am"),
        Source(id="mod", name="mod.gov.az", kind="feed", url="https://mod.gov.az"),
    )
    tass = WordList(id="RU/tass", title="TASS", use="body", words={}, pairs={})
    config = settings(own, places=PLACES, sources=sources, vocabulary=(tass,))
    return Reader(channel=own, settings=config, now=NOW)


def changed(kind=ChangeKind.NEW_STORY, **more):
    return replace(stored(kind=kind), facts=replace(FACTS, **more))


def told(language="en", kind=ChangeKind.NEW_STORY, **more):
    return message(changed(kind, **more), [match()], reader(language))


def answered(kind, language="en", **more):
    return reply(changed(kind, **more), [match()], reader(language))


def test_the_first_alert_with_its_claimant_quotation_and_voices():
    assert told().html == (
        "<b>Shelling reported: Sotk, Gegharkunik Province, Armenia</b>\n"
        "Armenia, Defence Ministry: killed 0 · wounded 2\n"
        "The Azerbaijani side: no comment in the sources we read, as of 14:25\n"
        "<blockquote>“Two servicemen are wounded,” it said.</blockquote>\n"
        "Voices: 1 (Armenia, state)\n"
        'Reported <tg-time unix="1795342800">14:20 (Tbilisi)</tg-time> · mil.am: '
        '<a href="https://mil.am/1">On Sotk</a> · #1017'
    )


BAKU = VoiceFact(origin="AZ/defence-ministry", side="AZ", outlets=("mod",))
ELSEWHERE = (PlaceFact(id="grozny", name="Grozny"),)


@pytest.mark.parametrize(
    ("facts", "side"),
    [
        ({}, "Azerbaijani"),
        ({"voices": (BAKU,)}, "Armenian"),
        ({"voices": (FIRST, BAKU)}, None),
        ({"voices": (VoiceFact(outlets=("mil",)),)}, None),
        ({"type": "disaster"}, None),
        ({"places": ELSEWHERE}, None),
        ({"named": ("AM",)}, "Azerbaijani"),
        ({"named": ("AM", "AZ")}, None),
        # Somebody of the side has told of it, in words that were not understood.
        ({"reports": (replace(FACTS.reports[0], lang="az"),)}, None),
        ({"voices": (BAKU,), "reports": (replace(FACTS.reports[0], lang="hy"),)}, None),
    ],
)
def test_the_side_of_a_fight_that_nobody_heard_is_named_and_treated_like_the_other(facts, side):
    text = told(**facts).html
    assert ("no comment" in text) is (side is not None)
    assert side is None or f"The {side} side: no comment" in text


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "ru",
            "Сообщается об обстреле: Сотк, Гегаркуникская область, Армения",
            "Армения, Минобороны: погибшие 0 · раненые 2",
        ),
        (
            "hy",
            "Հաղորդվում է գնդակոծության մասին․ Սոթք, Գեղարքունիքի մարզ, Հայաստան",
            "Հայաստան, պաշտպանության նախարարություն՝ զոհեր 0 · վիրավորներ 2",
        ),
        (
            "az",
            "Atəş açıldığı bildirilir: Sotk, Ermənistan",
            "Ermənistan, Müdafiə Nazirliyi: ölən 0 · yaralı 2",
        ),
        (
            "ka",
            "ვრცელდება ცნობა ცეცხლის გახსნის შესახებ: სოთქი, სომხეთი",
            "სომხეთი, თავდაცვის სამინისტრო: დაღუპული 0 · დაჭრილი 2",
        ),
        (
            "tr",
            "Ateş açıldığı bildirildi: Sotk, Ermenistan",
            "Ermenistan, Savunma Bakanlığı: ölü 0 · yaralı 2",
        ),
        (
            "fr",
            "Tirs signalés\u00a0: Sotk, Arménie",
            "Arménie, ministère de la Défense\u00a0: tués 0 · blessés 2",
        ),
    ],
)
def test_the_same_in_each_language_without_a_quotation_in_another(language, first, second):
    payload = told(language)
    assert payload.plain.split("\n")[:2] == [first, second]
    assert "blockquote" not in payload.html


def test_tolls_that_differ_are_a_range_and_printed_as_given():
    voices = (replace(FIRST, killed=1), replace(SECOND, killed=0))
    plain = told(
        kind=ChangeKind.TOLL_CHANGED, voices=voices, killed=(0, 1), state=State.CONFIRMED
    ).plain
    assert plain.startswith(
        "Shelling reported by both sides: Sotk, Gegharkunik Province, Armenia; killed 0–1\n"
        "Armenia, Defence Ministry: killed 1 · wounded 2\n"
        "Azerbaijan, Defence Ministry: killed 0\n"
        "Figures differ; we print them as given.\n"
    )
    assert "Voices: 2 (Armenia, state; Azerbaijan, state)" in plain


def test_what_nobody_counts_is_no_zero():
    plain = told(voices=(SECOND,), killed=None, wounded=None).plain
    assert "killed" not in plain
    assert "0" not in plain.split("\n")[1]


def test_of_very_many_voices_six_are_named_and_the_others_counted():
    many = tuple(
        VoiceFact(origin=f"the mayor of town {n}", outlets=("mil",), killed=n) for n in range(1, 30)
    )
    plain = told(voices=many, killed=(1, 29)).plain
    assert plain.startswith("Shelling reported by 29 sources: Sotk, ")
    assert "; killed 1–29\n" in plain
    assert "the mayor of town 6: killed 6\n+23\n" in plain
    assert "; +23)" in plain
    assert units(plain) <= 1024


def test_at_least_stays_where_the_source_says_so():
    plain = told(voices=(replace(FIRST, killed=12, at_least=("killed",), wounded=None),)).plain
    assert "Armenia, Defence Ministry: killed at least 12\n" in plain


def test_several_origins_of_one_side_are_counted_and_no_confirmation():
    more = VoiceFact(origin="AM/investigators", side="AM", outlets=("mil",))
    plain = told(voices=(FIRST, more)).plain
    assert plain.startswith("Shelling reported by 2 sources: Sotk, ")


def test_an_edit_has_a_note_for_each_change_the_newest_first():
    news = (
        NewFact(what="killed", before=0, after=1, origin=MOD_AM, at=NOW),
        NewFact(what="voice", origin=MOD_AZ, side="AZ", at=NOW - timedelta(minutes=20)),
        NewFact(what="severity", before=1, after=2, origin=MOD_AM, at=NOW - timedelta(hours=1)),
        NewFact(what="wounded", before=1, after=2, origin=MOD_AM, at=NOW - timedelta(days=1)),
    )
    html = told(kind=ChangeKind.TOLL_CHANGED, news=news).html
    assert html.split("\n")[-3:] == [
        "<i>14:25 killed 1 (was 0), Armenia, Defence Ministry</i>",
        "<i>14:05 also: Azerbaijan, Defence Ministry</i>",
        # How grave it is in our own measure is no news to a reader.
        "<i>21 Nov 14:25 wounded 2 (was 1), Armenia, Defence Ministry</i>",
    ]


def test_an_answer_says_what_is_new_and_who_says_so():
    news = (NewFact(what="killed", before=0, after=1, origin=MOD_AM, at=NOW),)
    assert answered(ChangeKind.TOLL_CHANGED, news=news).html == (
        "<b>Sotk: killed 1 (was 0), Armenia, Defence Ministry</b>\n"
        "<blockquote>“Two servicemen are wounded,” it said.</blockquote>\n"
        'Reported <tg-time unix="1795342800">14:20 (Tbilisi)</tg-time> · mil.am: '
        '<a href="https://mil.am/1">On Sotk</a> · #1017'
    )


def test_a_denial_is_in_the_headline_and_stands_beside_the_claim():
    voices = (FIRST, replace(SECOND, denies=True))
    denied = {"voices": voices, "state": State.DENIED}
    assert told(kind=ChangeKind.DENIED, **denied).plain.startswith(
        "Shelling reported: Sotk, Gegharkunik Province, Armenia; denied: Azerbaijan\n"
        "Armenia, Defence Ministry: killed 0 · wounded 2\n"
        "Azerbaijan, Defence Ministry: denied\n"
    )
    assert answered(ChangeKind.DENIED, **denied).plain.startswith(
        "Denied by Azerbaijan, Defence Ministry: shelling, Sotk\n"
        "Armenia, Defence Ministry: killed 0 · wounded 2\n"
        "Both statements stand unverified.\n"
    )


def test_a_denial_by_nobody_known_is_its_outlets():
    voices = (FIRST, VoiceFact(outlets=("mod",), denies=True))
    plain = answered(ChangeKind.DENIED, voices=voices, state=State.DENIED).plain
    assert plain.startswith("Denied by mod.gov.az: shelling, Sotk\n")
    assert "; denied: mod.gov.az\n" in told(voices=voices, state=State.DENIED).plain


def test_an_answer_quotes_only_the_report_that_brought_it():
    news = (NewFact(what="killed", before=0, after=1, origin=MOD_AM, at=NOW),)
    more = ReportFact(source="mod", title="Other", url=None, lang="en", at=NOW)
    html = answered(ChangeKind.TOLL_CHANGED, news=news, reports=(*FACTS.reports, more)).html
    assert "blockquote" not in html


@pytest.mark.parametrize(
    ("state", "mark", "first"),
    [
        (State.WITHDRAWN, "No longer at its address: ", "No longer at its address: report, "),
        (State.RETRACTED, "Retracted: ", "Retracted by its source: "),
    ],
)
def test_what_was_taken_back_is_struck_and_asked_not_to_be_forwarded(state, mark, first):
    html = told(kind=ChangeKind.WITHDRAWN, state=state).html
    assert html.startswith(
        f"<b>{mark}</b><s>Shelling reported: Sotk, Gegharkunik Province, Armenia</s>\n"
    )
    answer = answered(ChangeKind.WITHDRAWN, state=state).plain
    assert answered(ChangeKind.WITHDRAWN, state=state).plain.startswith(f"{first}shelling: Sotk\n")
    assert "Please do not forward the earlier post." in answer


def test_corrections_mergers_and_parts():
    news = (NewFact(what="place", before="sotk", after="khankendi", at=NOW),)
    assert answered(ChangeKind.CORRECTED, news=news).plain.startswith(
        "Correction: shelling: Khankendi (Stepanakert) (was Sotk)\nThe post is corrected.\n"
    )
    assert answered(ChangeKind.MERGED, other=1016).plain.startswith("Same story as #1016: Sotk\n")
    assert answered(ChangeKind.SPLIT, other=1020).plain.startswith(
        "Part of this is a story of its own: #1020\n"
    )
    assert "<i>Same story as #1016: Sotk</i>" in told(kind=ChangeKind.MERGED, other=1016).html


def test_a_graver_story_is_answered_with_what_made_it_so():
    news = (NewFact(what="killed", before=None, after=11, origin=MOD_AM, at=NOW),)
    payload = answered(ChangeKind.SEVERITY_ROSE, news=news, severity=3)
    assert payload.plain.startswith(
        "Sotk: graver than first reported\nKilled 11, Armenia, Defence Ministry\n"
    )
    assert not payload.silent


def test_a_story_of_no_kind_keeps_the_reports_title_as_its_link():
    html = told(type=None, places=()).html
    assert html.startswith('<b><a href="https://mil.am/1">On Sotk</a></b>\n')
    assert html.count("https://mil.am/1") == 1


@pytest.mark.parametrize(
    ("language", "policy", "expected"),
    [
        ("en", "official_first", "Khankendi (Stepanakert)"),
        ("en", "both_sides", "Khankendi / Stepanakert"),
        ("en", "as_in_source", "Stepanakert"),
        ("ru", "official_first", "Ханкенди (Степанакерт)"),
        ("hy", "official_first", "Խանքենդի (Ստեփանակերտ)"),
        ("az", "official_first", "Xankəndi (Stepanakert)"),
        ("ka", "both_sides", "ხანქენდი / სტეფანაკერტი"),
        ("fr", "official_first", "Khankendi (Stepanakert)"),
    ],
)
def test_a_disputed_place_by_the_channels_policy(language, policy, expected):
    known = {one.id: one for one in PLACES}
    fact = PlaceFact(id="khankendi", name="Stepanakert")
    assert place_name(fact, known, language, policy) == expected


def test_a_state_that_is_no_country_of_the_region_is_named_in_the_language_too():
    table = (
        place("kizlyar", "Kizlyar", country="Russia", ru=["Кизляр"]),
        place("russia", "Russia", country="Russia", kind="elsewhere", ru=["Россия"]),
    )
    known = {one.id: one for one in table}
    facts = (PlaceFact(id="kizlyar", name="Kizlyar"),)
    assert where(facts, known, "ru", "own") == ("Кизляр", "Россия")


def test_a_place_that_is_no_longer_in_the_table_keeps_its_name():
    assert where((PlaceFact(id="gone", name="Gone"),), {}, "ru", "official_first") == ("Gone",)


def test_a_report_in_another_language_is_said_to_be():
    assert "Voices: 1 (Armenia, state)\nReported" in told().plain
    reports = (replace(FACTS.reports[0], lang="hy"),)
    assert (
        "Voices: 1 (Armenia, state)\nReported in Armenian\nReported" in told(reports=reports).plain
    )


def test_further_reports_are_linked_by_their_publishers():
    more = ReportFact(source="mod", title="Other", url="https://mod.gov.az/1", lang="az", at=NOW)
    html = told(reports=(*FACTS.reports, more)).html
    assert 'On Sotk</a> · <a href="https://mod.gov.az/1">mod.gov.az</a> · #1017' in html


@pytest.mark.parametrize(
    ("origin", "side", "mark"),
    [
        ("GE/opposition", "GE", "Georgia, Opposition"),
        ("RU/tass", "RU", "TASS"),
        ("ABKHAZIA/authorities", "ABKHAZIA", "de facto authorities in Sokhumi"),
        ("INT/osce", "INT", "OSCE"),
        ("", None, "mil.am"),
        ("GE/court", "GE", "Georgia, state"),
    ],
)
def test_only_bodies_of_a_state_are_marked_as_such(origin, side, mark):
    voice = VoiceFact(origin=origin, side=side, outlets=("mil",), wounded=1)
    assert f"Voices: 1 ({mark})" in told(voices=(voice,)).plain


def test_origins_have_names_of_their_own_or_a_country_and_a_body():
    titles = {"RU/tass": "TASS"}
    assert origin_title("RU/tass", "hy", titles) == "TASS"
    assert origin_title("ABKHAZIA/authorities", "en") == "de facto authorities in Sokhumi"
    assert origin_title("RU-DAGESTAN/investigators", "ru") == "Дагестан, следствие"
    assert origin_title("AM/government", "en", {"AM/government": "Yerevan, Armenia"}) == (
        "Armenia, Government"
    )
    assert origin_title("any/court", "fr") == "tribunal"
    assert origin_title("the mayor of the town", "en") == "the mayor of the town"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_event_and_every_answer_in_every_language(language):
    own = story_labels(language)
    english = story_labels("en")
    assert own.nouns.keys() == own.reported.keys() == english.nouns.keys()
    assert own.bodies.keys() == english.bodies.keys()
    voices = (FIRST, replace(SECOND, denies=True), VoiceFact(origin="own/correspondent"))
    news = (NewFact(what="killed", before=0, after=1, origin=MOD_AM, at=NOW),)
    for kind in own.nouns:
        for state in State:
            facts = replace(FACTS, type=kind, state=state, voices=voices, news=news, other=3)
            assert len(headline(facts, reader(language))) <= HEADLINE, kind
    for kind in ChangeKind:
        for payload in (
            told(language, kind, voices=voices, news=news, other=3),
            answered(kind, language, voices=voices, news=news, other=3),
        ):
            assert "{" not in payload.html
            assert units(payload.plain) <= 1024
            assert payload.plain.endswith("https://mil.am/1")


def test_the_time_is_that_of_the_report_whose_title_is_linked():
    first = replace(FACTS.reports[0], at=NOW - timedelta(hours=3))
    stored_late = changed(ChangeKind.TOLL_CHANGED, reports=(first, FACTS.reports[0]))
    assert (
        "Reported 11:25 (Tbilisi) · mil.am: On Sotk"
        in message(stored_late, [match()], reader()).plain
    )
    undated = changed(reports=(replace(first, dated=False),))
    assert "11:25" in message(undated, [match()], reader()).plain
    assert "Reported" not in message(undated, [match()], reader()).plain
    a_day = changed(reports=(replace(first, day_only=True),))
    assert "11:25" not in message(a_day, [match()], reader()).plain


def test_no_sentence_is_quoted_in_part():
    long = QuoteFact(text="Word " * 63 + "end.", source="mil", lang="en")
    short = QuoteFact(text="Nobody was killed.", source="mil", lang="en")
    title = "A title " * 24
    report = replace(FACTS.reports[0], title=title)
    html = told(quotes=(long, short), reports=(report,) * 3).html
    assert "<blockquote>Nobody was killed.</blockquote>" in html
    assert "…" not in html.split("blockquote")[1]


def test_an_answer_quotes_nothing_of_a_source_that_reported_before():
    twice = (FACTS.reports[0], replace(FACTS.reports[0], url="https://mil.am/2"))
    news = (NewFact(what="killed", before=0, after=1, origin=MOD_AM, at=NOW),)
    assert "blockquote" not in answered(ChangeKind.TOLL_CHANGED, news=news, reports=twice).html


def test_a_body_without_a_country_begins_a_line_with_a_capital():
    bare = VoiceFact(origin="any/defence-ministry", outlets=("mil",), wounded=2)
    assert "\nՊաշտպանության նախարարություն՝ վիրավորներ 2\n" in told("hy", voices=(bare,)).plain


def test_a_ministry_is_a_states_voice_even_if_nobody_shares_its_outlet():
    alone = replace(FIRST, independent=True)
    assert "Voices: 1 (Armenia, state)\n" in told(voices=(alone,)).plain
    mission = VoiceFact(origin="INT/euma", side="INT", outlets=("mod",), independent=True)
    assert "Voices: 1 (independent)\n" in told(voices=(mission,)).plain


def test_a_correction_says_its_figures_in_one_line_and_a_long_one_below_it():
    long = "GE/emergency-ministry"
    told = {
        origin: tuple(
            NewFact(what=what, before=1300, after=1100, origin=origin, at=NOW)
            for what in ("killed", "wounded")
        )
        for origin in (MOD_AM, long)
    }
    short = answered(ChangeKind.CORRECTED, news=told[MOD_AM][:1]).plain
    assert short.startswith(
        "Correction: shelling: killed 1100 (was 1300), Armenia, Defence Ministry\n"
        "The post is corrected.\n"
    )
    assert answered(ChangeKind.CORRECTED, news=told[long]).plain.startswith(
        "Correction: shelling: Sotk\n"
        "Killed 1100 (was 1300) · wounded 1100 (was 1300), Georgia, Emergency Ministry\n"
        "The post is corrected.\n"
    )


def test_what_one_origin_brings_at_one_time_is_one_note_and_its_first_words_none():
    news = (
        NewFact(what="killed", before=1, after=2, origin=MOD_AM, at=NOW),
        NewFact(what="wounded", after=7, origin=MOD_AM, at=NOW),
        NewFact(what="voice", origin=MOD_AM, at=NOW),
        NewFact(what="state", before="reported", after="denied", origin=MOD_AZ, at=NOW),
        NewFact(what="voice", origin=MOD_AZ, at=NOW),
        NewFact(what="wounded", after=3, outlet="mil", at=NOW),
    )
    assert told(kind=ChangeKind.TOLL_CHANGED, news=news).plain.split("\n")[-4:-1] == [
        "14:25 killed 2 (was 1) · wounded 7, Armenia, Defence Ministry",
        "14:25 denied, Azerbaijan, Defence Ministry",
        # A figure has its claimant, though it be the outlet alone.
        "14:25 wounded 3, mil.am",
    ]


def test_voices_are_counted_as_they_are_listed():
    outlet = VoiceFact(outlets=("mil",), wounded=2)
    state = VoiceFact(origin="AM/government", side="AM", outlets=("mod",))
    police = VoiceFact(origin="AM/interior-ministry", side="AM", outlets=("mod",))
    # What the outlet adds to the ministry's words, and the State beside its ministry, are no more.
    assert "\nVoices: 1 (Armenia, state)\n" in told(voices=(FIRST, outlet, state)).plain
    assert told(voices=(FIRST, outlet, state)).plain.startswith("Shelling reported: ")
    assert "\nVoices: 2 (Armenia, state ×2)\n" in told(voices=(FIRST, police)).plain


def test_a_headline_gives_up_its_province_before_a_denial_and_keeps_the_state_if_it_can():
    karabakh = VoiceFact(origin="KARABAKH/authorities", side="KARABAKH", denies=True)
    plain = told(voices=(FIRST, karabakh), state=State.DENIED).plain
    assert plain.startswith(
        "Shelling reported: Sotk, Armenia; denied: de facto authorities in Stepanakert\n"
    )
    assert len(plain.partition("\n")[0]) <= 90


def test_both_names_of_a_disputed_place_stand_also_where_a_language_has_only_one():
    one_side = place("karki", "Karki", both=("Karki", "Tigranashen"), hy=["Տիգրանաշեն"])
    alike = place("shusha", "Shusha", both=("Shusha", "Shushi"), hy=["Շուշի"])
    other = place("kalbajar", "Kalbajar", both=("Kalbajar", "Karvachar"), hy=["Քելբաջար"])
    named = {one.id: one for one in (one_side, alike, other)}
    told_as = [
        place_name(PlaceFact(id=key, name=key), named, "hy", "official_first") for key in named
    ]
    assert told_as == ["Karki (Տիգրանաշեն)", "Շուշի", "Քելբաջար (Karvachar)"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_of_sixty_reports_keeps_its_length_and_who_denies(language):
    bodies = tuple(story_labels("en").bodies)[1:11]
    many = [
        VoiceFact(origin=f"AM/{body}", side="AM", outlets=("mil",), killed=n, wounded=n + 2)
        for n, body in enumerate(bodies)
    ]
    many.append(VoiceFact(origin=MOD_AZ, side="AZ", outlets=("mod",), denies=True))
    late = [NewFact(what="killed", before=n, after=n + 1, origin=MOD_AM, at=NOW) for n in range(12)]
    long = replace(FACTS.reports[0], title="A long title " * 30)
    payload = told(
        language,
        kind=ChangeKind.TOLL_CHANGED,
        voices=tuple(many),
        killed=(0, 9),
        news=tuple(late),
        reports=(long,) * 12,
    )
    assert units(payload.plain) < 800
    assert f"{story_labels(language).denies}\n" in payload.plain


def test_places_stand_from_the_inside_out_and_none_in_another_country():
    inner = replace(place("village", "Village"), kind="village", within=("district",))
    town = replace(place("town", "Town"), kind="city", within=("district", "province"))
    province = replace(place("province", "Province"), kind="province")
    abroad = place("abroad", "Abroad", country="Azerbaijan")
    town = replace(town, within=("district",))
    named = {one.id: one for one in (inner, town, province, abroad)}
    facts = tuple(PlaceFact(id=key, name=key) for key in ("town", "village", "abroad"))
    assert where(facts, named, "en", "official_first") == ("Village", "Town", "Armenia")
