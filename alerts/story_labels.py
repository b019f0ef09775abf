"""Every word that an alert on an event adds, in the seven languages: a file of `words/` for each.

A kind of event that was reported is a whole phrase; all names stand in the nominative.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from alerts.labels import seat_name
from alerts.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping


EMPTY: Mapping[str, str] = MappingProxyType({})
#: Whoever speaks for them is named alike.
_DE_FACTO = frozenset({"KARABAKH", "ABKHAZIA", "SOUTH_OSSETIA"})

_NO_STATE = _DE_FACTO | {"INT", "any", "own", "local", ""}
_NOT_OF_THE_STATE = frozenset({"opposition", "local-authorities"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLabels:
    """One language."""

    #: Between a label and its value, and between what happened and where.
    colon: str
    stop: str
    #: Between two statements of one line.
    semi: str
    #: Headlines of what both sides, or several sources, say.
    both: str
    several: str
    denied_by: str
    denies: str
    killed: str
    wounded: str
    at_least: str
    differ: str
    voices: str
    independent: str
    unknown: str
    #: A value with the one that it replaces.
    was: str
    new_voice: str
    #: Who says what.
    head: str
    #: Headlines of answers, and what stands below some of them.
    denied: str
    rose: str
    withdrawn: str
    retracted: str
    merged: str
    split: str
    correction: str
    updated: str
    unverified: str
    gone: str
    fixed: str
    #: What a model makes of an outlet's report, in another language and in its own.
    translated: str
    summarised: str
    #: What stands before a headline that no longer holds.
    withdrawn_head: str
    retracted_head: str
    #: By kind of event.
    nouns: Mapping[str, str]
    reported: Mapping[str, str]
    #: By side: it says nothing of a fight, as far as is read.
    silent: Mapping[str, str]
    #: Institutions, and whoever has a name without a country.
    bodies: Mapping[str, str]
    own: Mapping[str, str]


@cache
def story_labels(language: str) -> StoryLabels:
    """Return a language's words; English for one that has none yet."""
    return StoryLabels(**words_of("story", language))


def side_title(side: str, language: str) -> str:
    """Name a side: a country, or whoever has a name of its own."""
    own = story_labels(language).own.get(side)
    return own or seat_name(side.partition("-")[0], language)


def is_state(origin: str) -> bool:
    """Say whether an origin is a body of a recognised State."""
    side, _, body = origin.partition("/")
    bodies = story_labels("en").bodies
    return side not in _NO_STATE and body in bodies and body not in _NOT_OF_THE_STATE


def origin_title(origin: str, language: str, titles: Mapping[str, str] = EMPTY) -> str:
    """Name who says something: `Armenia, Defence Ministry`; empty where nobody knows.

    `titles`: of outlets and other bodies by their id; a name of its own is not translated.
    """
    own = story_labels(language)
    side, _, body = origin.partition("/")
    if origin in own.own:
        return own.own[origin]
    if body not in own.bodies:
        return titles.get(origin, origin)
    if side == "any":
        return own.bodies[body]
    if side in _DE_FACTO:
        return own.own[side]
    return f"{side_title(side, language)}, {own.bodies[body]}"
