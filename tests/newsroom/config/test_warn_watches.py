"""Watches that are allowed and probably not meant."""

from __future__ import annotations

import pytest

from newsroom.config.warn_watches import doubtful_watches
from newsroom.settings import SENTENCE, Condition, Watch


def watch(name: str = "a", **rules) -> Watch:
    return Watch(**{"id": name, "title": name, "topic": name, **rules})


def said(*watches: Watch) -> list[str]:
    return list(doubtful_watches(watches))


SPORT = Condition(list=("sport",))
CLASH = Condition(incident=("clash",))


@pytest.mark.parametrize(
    "rules",
    [
        {"any": ("Sotk", "Tegh"), "none": ("Sot*", "Tegh")},
        {"any": ("Sotk",), "all": (("fire", "gunfire"), "mine"), "none": ("mine",)},
        {"any": ("Sotk pass",), "none": ("pass",)},
        {"any": ("Sotk", SPORT), "threshold": 3},
        {"when": CLASH, "unless": Condition(any=(CLASH, SPORT))},
        {"when": Condition(all=(SPORT, CLASH), within=SENTENCE), "unless": SPORT},
    ],
)
def test_a_watch_that_can_never_match(rules):
    (warning,) = said(watch(**rules))
    assert warning.startswith("watch “a” can never match: ")


@pytest.mark.parametrize(
    "rules",
    [
        {"any": ("Sotk", "Tegh"), "none": ("Sotk",)},
        {"any": ("Sot*",), "none": ("Sotk",)},
        {"any": ("pass",), "none": ("Sotk pass",)},
        {"any": ("Sotk",), "none": ("Sotk",), "none_fields": ("title",)},
        {"any": ("Sotk", Condition(word="fire", weight=2)), "threshold": 3},
        {"when": Condition(incident=("clash", "mine_blast")), "unless": CLASH},
        {"any": (Condition(all=("fire", "bridge")),), "none": ("river",)},
    ],
)
def test_a_watch_that_may_match(rules):
    assert said(watch(**rules)) == []


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ({"any": ("Sotk",)}, {"any": ("Sot*", "Tegh")}),
        ({"any": ("Sotk pass",)}, {"any": ("pass",)}),
        ({"all": ("fire", "Sotk")}, {"any": ("Sotk",)}),
        ({"when": CLASH}, {"when": Condition(incident=("mine_blast", "clash"))}),
        ({"when": Condition(all=(CLASH, SPORT))}, {"any": (CLASH,)}),
        ({"any": ("Sotk",), "none": ("fire",)}, {"any": ("Sotk",)}),
        ({"any": ("Sotk",), "none": ("fi*",)}, {"any": ("Sotk",), "none": ("fire",)}),
        ({"any": ("Sotk",), "languages": ("hy",)}, {"any": ("Sotk",), "languages": ("en", "hy")}),
        ({"any": ("Sotk",), "fields": ("title",)}, {"any": ("Sotk",)}),
        ({"any": ("Sotk",), "min_severity": 2}, {"any": ("Sotk",)}),
    ],
)
def test_a_watch_that_another_covers(narrow, wide):
    warning = "watch “a” catches nothing that “b” does not catch as well"
    assert said(watch("a", **narrow), watch("b", **wide)) == [warning]
    assert said(watch("b", **wide), watch("a", **narrow)) == [warning]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"any": ("Sotk",)}, {"any": ("Tegh",)}),
        ({"any": ("Sotk", "Tegh")}, {"any": ("Sotk", "Goris")}),
        ({"any": ("Sotk",)}, {"all": ("Sotk", "fire"), "severity": 2}),
        ({"any": ("Sotk",)}, {"any": ("Sotk",), "none": ("fire",), "severity": 2}),
        ({"any": ("Sotk",), "severity": 3}, {"any": ("Sotk", "Tegh")}),
        ({"all": ("fire", "Sotk")}, {"all": ("fire", "Sotk"), "within": SENTENCE, "severity": 2}),
        ({"when": CLASH}, {"when": SPORT}),
    ],
)
def test_watches_of_which_each_catches_something_of_its_own(one, other):
    assert said(watch("a", **one), watch("b", **other)) == []


def test_of_two_that_are_alike_the_second_is_named():
    same = {"any": ("Sotk",)}
    assert said(watch("a", **same), watch("b", **same)) == [
        "watch “b” catches nothing that “a” does not catch as well"
    ]


@pytest.mark.parametrize(
    ("rules", "key"),
    [
        ({"any": ("Sotk", "Tegh"), "within": SENTENCE}, "within"),
        ({"when": Condition(incident=("clash",), within=SENTENCE)}, "when.within"),
        ({"any": (Condition(all=("Sotk",), within=SENTENCE),)}, "any.within"),
        ({"any": ("Goris",), "unless": Condition(any=("a b", SPORT), within=25)}, "unless.within"),
    ],
)
def test_a_distance_between_one_part_and_nothing(rules, key):
    assert said(watch(**rules)) == [
        f"watch “a”: “{key}” measures nothing: a distance needs two parts; write them in “all”"
    ]


@pytest.mark.parametrize(
    "rules",
    [
        {"any": ("Sotk", "Tegh"), "all": ("fire",), "within": SENTENCE},
        {"any": ("Sotk", "Tegh", "fire"), "threshold": 2, "within": SENTENCE},
        {"when": Condition(incident=("clash",), place=("goris",), within=SENTENCE)},
    ],
)
def test_a_distance_between_two_parts(rules):
    assert said(watch(**rules)) == []


def test_an_expression_without_letters_and_one_that_takes_too_long():
    (first,) = said(watch(any=("/(shell|mortar)/",)))
    assert "is run on every text" in first
    assert said(watch(any=("/bla(c|z)k sea cable/",))) == []
    found = said(watch(when=Condition(all=(("x y", "/(a|aa|a?a)+$/"),))))
    assert ["is run on every text" in one for one in found] == [True, False]
    assert "is suspended when it meets one" in found[1]
