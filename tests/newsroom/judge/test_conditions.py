"""Conditions of watches, with a reader that says what the test wants it to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newsroom.judge.fields import fields
from newsroom.judge.lists import Lists
from newsroom.judge.places import PlaceIndex
from newsroom.judge.watches import Watches, failing_examples
from newsroom.meaning import Evidence, Incident, Meaning, PlaceFound
from newsroom.settings import SENTENCE, Condition, Place, PlaceName, Watch, WordList

if TYPE_CHECKING:
    from newsroom.model import Judgement

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def _list(name: str, use: str, *words: str) -> WordList:
    return WordList(id=name, title=name, use=use, words={"en": words}, pairs={})


def _place(name: str, *within: str) -> Place:
    return Place(
        id=name.lower(),
        name=name,
        kind="village",
        country=None,
        names=(PlaceName(lang="en", text=name),),
        within=within,
    )


class Told:
    """A reader whose articles all mean the same."""

    lists = Lists(
        [
            _list("sport", "list", "match*", "striker"),
            _list("clash", "incident", "clash*"),
            _list("mine_blast", "incident", "mine*"),
        ]
    )
    places = PlaceIndex([_place("Armenia"), _place("Sotk", "armenia"), _place("Gali")])

    def __init__(self, **meaning) -> None:
        self.meaning = Meaning(**meaning)

    def read(self, both, lang, at) -> Meaning:
        del lang, at
        named = tuple(
            PlaceFound(
                id=found.place,
                name=self.places[found.place].name,
                evidence=(both.of(found.hit.field).evidence(found.hit),),
            )
            for found in self.places.find(both)
        )
        return replace(self.meaning, named=named)


def clash(text: str, word: str, **more) -> Told:
    """Return a reader that found a clash at a word of the title."""
    start = text.index(word)
    proof = Evidence(field="title", start=start, end=start + len(word), text=word, why="clash")
    incident = Incident(type="clash", evidence=(proof,))
    rest = {"topics": ("caucasus_incident",), "news": True, "severity": 2} | more
    return Told(incident=incident, **rest)


def watch(**rules) -> Watch:
    return Watch(**{"id": "w", "title": "W", "topic": "t", **rules})


def judge(title: str, body: str = "", reader: Told | None = None, **rules) -> Judgement:
    return Watches([watch(**rules)], reader or Told()).judge(title, body, "en", NOW)


def words(judgement: Judgement) -> list[tuple[str, str]]:
    return [(one.text, one.why) for match in judgement.matches for one in match.evidence]


WHEN = Condition(
    all=(Condition(incident=("clash",)), Condition(place=("Armenia",))), within=SENTENCE
)


def test_an_incident_and_a_place_in_one_sentence():
    title = "Clash near Sotk. Calm elsewhere."
    got = judge(title, reader=clash(title, "Clash"), when=WHEN)
    assert words(got) == [("Clash", "incident: clash"), ("Sotk", "place: Sotk")]
    assert (got.severity, got.alert) == (2, True)


@pytest.mark.parametrize(
    "title",
    [
        "Clash far away. Calm near Sotk.",
        "Clash near Gali.",
        "Clash nowhere.",
    ],
)
def test_a_place_of_another_sentence_or_region_is_not_enough(title):
    assert not judge(title, reader=clash(title, "Clash"), when=WHEN).matches


def test_another_kind_of_incident_is_not_meant():
    title = "Clash near Sotk"
    assert not judge(
        title, reader=clash(title, "Clash"), when=Condition(incident=("mine_blast",))
    ).matches


@pytest.mark.parametrize(("gap", "holds"), [(3, True), (4, False)])
def test_words_between_two_conditions_are_counted(gap, holds):
    title = "fire " + "so " * gap + "bridge"
    rules = {"all": ("fire", "bridge"), "within": 3}
    assert bool(judge(title, **rules).matches) is holds
    assert bool(judge(" ".join(reversed(title.split())), **rules).matches) is holds


def test_what_is_near_may_stand_anywhere_in_the_text():
    body = "The bridge stands. " * 30 + "A fire broke out on the bridge."
    assert judge("", body, all=("fire", "bridge"), within=SENTENCE).matches
    assert not judge("fire", body.replace("fire", ""), all=("fire", "bridge"), within=2).matches


def test_what_must_not_be_there_may_be_asked_for_a_sentence():
    condition = Condition(all=("fire",), none=("forest",), within=SENTENCE)
    assert not judge("A forest fire", when=condition).matches
    assert judge("A forest fire. Fire on a bridge.", when=condition).matches


def test_a_list_keeps_out():
    rules = {"any": ("shoots",), "unless": Condition(any=(Condition(list=("sport",)),))}
    got = judge("Striker shoots", **rules)
    assert not got.matches
    assert (got.excluded[0].by, got.excluded[0].evidence[0].why) == (
        "unless",
        "list: sport: striker",
    )
    assert judge("Soldier shoots", **rules).alert


def test_a_list_or_a_place_alone_has_the_severity_of_the_watch():
    assert judge("A match", any=(Condition(list=("sport",)),), severity=2).severity == 2
    assert judge("In Sotk", any=(Condition(place=("Armenia",)),)).severity == 1


def test_what_rests_on_the_meaning_has_its_severity_and_words_are_never_overruled():
    title = "No clash near Sotk"
    denied = clash(title, "clash", news=False, severity=0, reason="a denial: “no”", topics=())
    asked = Condition(incident=("clash",))
    got = judge(title, reader=denied, when=asked)
    assert (got.severity, got.alert, got.topics, len(got.matches)) == (0, False, (), 1)
    assert judge(title, reader=denied, when=asked, severity=3).severity == 0
    assert judge(title, reader=denied, any=("Sotk",), when=asked).severity == 1
    assert judge(title, reader=denied, any=("Sotk", asked), severity=2).severity == 2


def test_an_emergency_that_goes_on_is_no_news_by_itself():
    title = "Talks after the clash"
    going_on = clash(title, "clash", news=False, severity=1)
    assert judge(title, reader=going_on, when=Condition(incident=("clash",))).severity == 0


def test_words_have_at_least_the_severity_of_the_meaning():
    title = "Clash near Sotk"
    assert judge(title, reader=clash(title, "Clash", severity=3), any=("Sotk",)).severity == 3


def test_a_topic_without_a_place_in_the_text_holds_everywhere():
    told = Told(topics=("un_vote",), news=True, severity=1)
    both = Condition(all=(Condition(topic=("un_vote",)), "assembly"), within=SENTENCE)
    assert judge("The Assembly votes", reader=told, when=both).severity == 1
    assert not judge("The Council votes", reader=told, when=both).matches
    assert not judge("The Assembly votes", when=both).matches


def test_weights_have_to_reach_the_threshold():
    rules = {
        "any": ("bridge", Condition(word="fire", weight=2), Condition(list=("sport",), weight=3)),
        "threshold": 3,
    }
    assert not judge("bridge bridge bridge", **rules).matches
    assert not judge("fire fire", **rules).matches
    assert judge("fire on a bridge", **rules).matches
    assert judge("a match", **rules).matches


def test_matches_below_the_least_severity_do_not_count():
    title = "Clash near Sotk"
    asked = {"when": Condition(incident=("clash",)), "min_severity": 3}
    got = judge(title, reader=clash(title, "Clash"), **asked)
    assert (got.matches, got.excluded[0].by) == ((), "min_severity")
    assert judge(title, reader=clash(title, "Clash", severity=3), **asked).alert


def test_alternatives_may_hold_groups():
    rules = {"any": (Condition(all=("fire", "bridge")), Condition(all=("flood", "road")))}
    assert words(judge("flood on a road", **rules)) == [
        ("flood", "any.all[0]: flood"),
        ("road", "any.all[1]: road"),
    ]
    assert not judge("fire on a road", **rules).matches


def test_names_that_nobody_knows_are_refused():
    for condition, name in (
        (Condition(incident=("clsh",)), "clsh"),
        (Condition(list=("nothing",)), "nothing"),
        (Condition(place=("Atlantis",)), "Atlantis"),
    ):
        with pytest.raises(ValueError, match=name):
            Watches([watch(any=(condition,))], Told())
    with pytest.raises(ValueError, match="reader"):
        Watches([watch(any=(Condition(topic=("un_vote",)),))])


def test_what_each_watch_lacks_is_told_the_nearest_first():
    title = "Clash far away. Calm near Sotk."
    reader = clash(title, "Clash")
    watches = Watches(
        [
            watch(id="far", all=("flood", "road")),
            watch(id="near", when=WHEN),
            watch(id="there", any=("calm",)),
            watch(id="kept", any=("calm",), none=("clash",)),
            watch(id="one", any=("flood",), languages=("hy",)),
        ],
        reader,
    )
    both = fields(title, "")
    got = watches.misses(both, "en", reader.read(both, "en", NOW))
    assert [(one.watch, one.lacks) for one in got] == [
        ("near", ("not in one sentence: incident: clash and place: Armenia",)),
        ("kept", ("none: “clash”",)),
        ("far", ("no “flood”", "no “road”")),
        ("one", ("language en, it hears hy", "no “flood”")),
    ]


def test_an_example_that_is_no_news_is_not_caught():
    title = "No clash near Sotk"
    denied = clash(title, "clash", news=False, severity=0, reason="a denial: “no”")
    tried = watch(when=Condition(incident=("clash",)), match_examples=(title,))
    assert failing_examples(tried, denied) == (
        f"should match and does not (no news: a denial: “no”): {title!r}",
    )
    assert not failing_examples(
        watch(when=Condition(incident=("clash",)), no_match_examples=(title,)), denied
    )
