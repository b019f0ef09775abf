from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsroom.facts import State, VoiceFact, as_json, facts_from
from newsroom.meaning import PlaceFound
from newsroom.model import ChangeKind
from newsroom.settings import Source
from newsroom.stories.developments import develop
from newsroom.stories.origins import added, by_side, count, range_of, state_of
from newsroom.stories.said import Report
from tests.newsroom.stories.samples import NOW, article, judged, meaning

SOURCES = {
    one.id: one
    for one in (
        Source(id="a", name="A", kind="feed", url="https://a.example", owner="A Media"),
        Source(id="b", name="B", kind="feed", url="https://b.example", owner="B Media"),
        Source(id="c", name="C", kind="feed", url="https://c.example", owner="A Media"),
        Source(id="x", name="X", kind="feed", url="https://x.example"),
    )
}
ARMENIA, BAKU = "AM/defence-ministry", "AZ/defence-ministry"


def report(  # noqa: PLR0913 - of no account to a test that does not name it
    found, *, source="a", title="Fire near Sotk", body="", hours=0.0, severity=2, lang="en"
):
    one = article(title, body, source=source, hours=hours, lang=lang)
    return Report(article=one, judgement=judged(found, severity))


def fire(killed=None, wounded=None, voices=(ARMENIA,), **more):
    return meaning(
        "shelling_or_fire", "sotk", killed=killed, wounded=wounded, voices=voices, **more
    )


def told(*reports):
    """Tell a story's reports one after the other; return the last development, and all kinds."""
    facts, kinds, last = None, [], None
    for number, one in enumerate(reports):
        last = develop(facts, one, SOURCES, NOW + timedelta(hours=number))
        facts = last.facts
        kinds.append(last.kind)
        assert facts_from(as_json(facts)) == facts
    assert last is not None
    return last, kinds


def test_a_story_begins_with_what_its_first_report_says():
    last, kinds = told(report(fire(wounded=2)))
    facts = last.facts
    assert kinds == [ChangeKind.NEW_STORY]
    assert (facts.type, facts.severity, facts.state) == ("shelling_or_fire", 2, State.REPORTED)
    assert (facts.killed, facts.wounded) == (None, (2, 2))
    assert [place.id for place in facts.places] == ["sotk"]
    assert [one.origin for one in facts.voices] == [ARMENIA]
    assert facts.reports[0].title == "Fire near Sotk"


def test_a_report_that_says_nothing_new_joins_in_silence():
    last, kinds = told(report(fire(wounded=2)), report(fire(wounded=2), source="b"))
    assert kinds[-1] is ChangeKind.JOINED
    assert last.reason == "nothing new"
    assert last.facts.news == ()
    assert count(last.facts.voices) == (2, 1)


def test_the_first_report_with_words_in_a_language_brings_them_and_the_next_one_does_not():
    said = meaning(None, "sotk", voices=(ARMENIA,))
    texts = ("Կրակ է բացվել Սոթքի ուղղությամբ։", "Բնակիչները տեղափոխվել են նկուղներ։")
    reports = [report(said, source=f"o{n}", body=text, lang="hy") for n, text in enumerate(texts)]
    last, kinds = told(report(said), *reports)
    assert kinds[1:] == [ChangeKind.WORDED, ChangeKind.JOINED]
    assert [one.text for one in last.facts.quotes] == list(texts)
    assert {one.lang for one in last.facts.quotes} == {"hy"}


def test_a_toll_that_rises_is_told_with_what_it_was_before():
    last, kinds = told(report(fire(killed=0, wounded=2)), report(fire(killed=1, wounded=2)))
    assert kinds[-1] is ChangeKind.TOLL_CHANGED
    assert last.reason == "killed 1, was 0"
    news = last.facts.news[0]
    assert (news.what, news.before, news.after, news.origin) == ("killed", 0, 1, ARMENIA)
    assert last.facts.killed == (1, 1)


def test_figures_of_two_sides_are_a_range_and_never_a_sum():
    last, _ = told(report(fire(killed=2)), report(fire(killed=5, voices=(BAKU,)), source="b"))
    assert last.facts.killed == (2, 5)
    sides = by_side(last.facts.voices)
    assert [one.killed for one in sides["AM"]] == [2]
    assert [one.killed for one in sides["AZ"]] == [5]


def test_a_sum_of_both_sides_is_nobodys_figure():
    both = fire(killed=5)
    both = replace(both, incident=replace(both.incident, both=True))
    last, _ = told(report(both))
    said = {one.origin: one.killed for one in last.facts.voices}
    assert said == {ARMENIA: None, "": 5}
    assert last.facts.killed == (5, 5)


def test_whose_state_or_capital_is_named_is_remembered():
    named = replace(fire(), named=(PlaceFound(id="baku", name="Baku", evidence=()),))
    last, _ = told(report(fire()), report(named, source="b"))
    assert last.facts.named == ("AZ",)


def test_a_smaller_number_of_the_same_origin_is_a_correction():
    _, kinds = told(report(fire(killed=5)), report(fire(killed=3)))
    assert kinds[-1] is ChangeKind.CORRECTED


def test_a_number_that_is_said_to_be_corrected_is_a_correction():
    _, kinds = told(
        report(fire(killed=2)), report(fire(killed=3), title="Correction: 3 killed near Sotk")
    )
    assert kinds[-1] is ChangeKind.CORRECTED


def test_the_other_side_denies_and_then_confirms():
    last, kinds = told(
        report(fire(wounded=2)),
        report(fire(voices=(BAKU,), denies=True), source="b"),
        report(fire(killed=1, voices=(BAKU,)), source="b"),
    )
    assert kinds[1:] == [ChangeKind.DENIED, ChangeKind.CONFIRMED]
    assert last.facts.state is State.CONFIRMED
    assert not any(voice.denies for voice in last.facts.voices)


def test_both_sides_say_so():
    last, kinds = told(report(fire()), report(fire(voices=(BAKU,)), source="b"))
    assert kinds[-1] is ChangeKind.CONFIRMED
    assert last.facts.state is State.CONFIRMED


def test_two_voices_of_one_side_confirm_nothing():
    last, kinds = told(report(fire()), report(fire(voices=("AM/government",)), source="b"))
    assert kinds[-1] is ChangeKind.JOINED
    assert "AM/government" in last.reason
    assert last.facts.state is State.REPORTED


def test_severity_rises_by_a_known_origin_and_never_by_one_unknown_source():
    _, kinds = told(report(fire(), severity=2), report(fire(killed=12), severity=3))
    assert kinds[-1] is ChangeKind.SEVERITY_ROSE
    last, kinds = told(report(fire()), report(fire(killed=12, voices=()), source="x", severity=3))
    assert kinds[-1] is ChangeKind.TOLL_CHANGED
    assert last.facts.severity == 2


def test_a_source_that_takes_its_report_back_withdraws_the_story():
    one = report(fire())
    back = report(fire(), title="News agency retracts report of fire near Sotk")
    last, kinds = told(one, back)
    assert kinds[-1] is ChangeKind.WITHDRAWN
    assert last.facts.state is State.RETRACTED
    _, kinds = told(one, report(fire(), source="b", title="A retracted report, says a blog"))
    assert kinds[-1] is ChangeKind.JOINED


@pytest.mark.parametrize(
    ("outlets", "independent"),
    [
        ((("a",), ("b",)), (True, True)),
        ((("a",), ("c",)), (False, False)),
        ((("a",), ("x",)), (False, False)),
    ],
)
def test_independent_is_said_only_where_owner_and_origin_of_each_are_known(outlets, independent):
    first, second = outlets
    voices = added(
        (VoiceFact(origin=ARMENIA, side="AM", outlets=first),),
        (VoiceFact(origin=BAKU, side="AZ", outlets=second),),
        SOURCES,
    )
    assert tuple(voice.independent for voice in voices) == independent


def test_ten_outlets_of_one_ministry_are_one_origin_and_unknown_ones_one_each():
    known: tuple[VoiceFact, ...] = ()
    for number in range(10):
        known = added(known, (VoiceFact(origin=ARMENIA, outlets=(f"o{number}",)),), SOURCES)
    assert count(known) == (10, 1)
    known = added(known, (VoiceFact(outlets=("y",)), VoiceFact(outlets=("z",))), SOURCES)
    assert count(known) == (12, 3)
    assert count(added(known, (VoiceFact(outlets=("z",)),), SOURCES)) == (12, 3)


def test_what_was_taken_back_stays_so():
    assert state_of((), State.RETRACTED) is State.RETRACTED
    assert range_of([None, None]) is None


def test_a_ministry_named_with_its_country_and_once_without_is_one_voice():
    last, _ = told(report(fire(wounded=2, voices=("any/defence-ministry", ARMENIA))))
    (voice,) = last.facts.voices
    assert (voice.origin, voice.side, voice.wounded) == (ARMENIA, "AM", 2)
    last, kinds = told(
        report(fire(wounded=2, voices=("any/defence-ministry",))), report(fire(wounded=2))
    )
    assert [one.origin for one in last.facts.voices] == [ARMENIA]
    assert kinds[-1] is ChangeKind.JOINED


def test_the_ministry_of_nobody_knows_whom_is_not_the_other_sides():
    last, _ = told(
        report(fire(wounded=2, voices=("any/defence-ministry",))),
        report(fire(voices=(BAKU,), denies=True), source="b"),
    )
    assert [(one.origin, one.wounded) for one in last.facts.voices] == [
        ("any/defence-ministry", 2),
        (BAKU, None),
    ]


def test_who_tells_a_toll_and_that_all_is_calm_since_denies_nothing():
    last, _ = told(report(fire(wounded=2, denies=True)))
    assert last.facts.state is State.REPORTED
    assert [(one.wounded, one.denies) for one in last.facts.voices] == [(2, False)]


def test_fewer_wounded_are_no_correction_where_more_have_died():
    _, kinds = told(report(fire(killed=1, wounded=2)), report(fire(killed=2, wounded=1)))
    assert kinds[-1] is ChangeKind.TOLL_CHANGED
    _, kinds = told(report(fire(killed=1, wounded=2)), report(fire(killed=1, wounded=1)))
    assert kinds[-1] is ChangeKind.CORRECTED


def test_the_newest_report_is_kept_however_many_came_before_it():
    last, _ = told(*(report(fire(), title=f"Report {number}") for number in range(30)))
    titles = [one.title for one in last.facts.reports]
    assert (titles[0], titles[-1], len(titles)) == ("Report 0", "Report 29", 12)


def test_a_number_of_one_side_corrects_none_of_the_other():
    last, kinds = told(
        report(fire(wounded=4)),
        report(fire(voices=(BAKU,), denies=True), source="b"),
        report(fire(wounded=1, voices=(BAKU,)), source="b"),
    )
    assert kinds[1:] == [ChangeKind.DENIED, ChangeKind.CONFIRMED]
    toll = next(one for one in last.facts.news if one.what == "wounded")
    assert (toll.before, toll.after, toll.origin) == (None, 1, BAKU)


def test_bodies_without_recognition_are_one_voice():
    last, _ = told(
        report(fire(killed=1, voices=("KARABAKH/defence-army",))),
        report(fire(killed=2, voices=("KARABAKH/ombudsman",)), source="b"),
    )
    (voice,) = last.facts.voices
    assert voice.killed == 2


def test_what_was_before_is_of_the_same_outlet_and_no_number_falls_by_another_ones():
    last, _ = told(
        report(fire(killed=30, voices=())), report(fire(killed=12, voices=()), source="b")
    )
    assert [(one.after, one.before, one.outlet) for one in last.facts.news] == [(12, None, "b")]
    last, _ = told(
        report(fire(killed=12, voices=())), report(fire(killed=30, voices=()), source="b")
    )
    assert [(one.after, one.before, one.outlet) for one in last.facts.news] == [(30, 12, "b")]
