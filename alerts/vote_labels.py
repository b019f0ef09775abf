"""Every word that an alert on a vote adds, in the seven languages: a file of `words/` for each.

All names come in the nominative, and no word is bent by a template.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from babel.core import get_global

from alerts.labels import locale
from alerts.words import words_of
from newsroom.un.countries import countries
from newsroom.un.votes import Side

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteLabels:
    """One language. `{tally}` is empty or `, 141–7–32`."""

    #: Between a label and its value.
    colon: str = ": "
    #: Between a body and what it did.
    stop: str = ": "
    #: Between two labels in a line.
    joint: str = " · "
    quotes: tuple[str, str] = ("«", "»")
    #: General Assembly, Security Council, Human Rights Council, ECOSOC.
    bodies: tuple[str, str, str, str]
    #: First to Sixth Committee.
    committees: tuple[str, str, str, str, str, str]
    #: What was voted on: a text, a draft, a resolution with its number.
    text: str
    draft: str
    resolution: str
    #: A body's name on a picture, which stands alone.
    sealed: str = "{body}"
    #: By form: a headline, or what follows the body's name.
    forms: Mapping[str, str]
    #: Votes on parts of a text, and on the whole where both stand together.
    pieces: Mapping[str, str]
    #: A country's vote: yes, no, abstained, did not vote.
    sides: tuple[str, str, str, str]
    #: The same where room is short.
    short: tuple[str, str, str, str]
    #: Heads of lists of names: against, abstained, did not vote.
    against: str
    abstaining: str
    absent: str
    in_favour: str
    permanent: str
    #: In brackets behind a title.
    of_draft: str
    unpublished: str
    yes_or_absent: str
    #: In a picture of many votes.
    unknown: str
    #: The past of a country: every vote is known, or those that are.
    earlier: str
    known: str
    first: str
    again: str
    vetoes: str
    not_yet: str
    no_roll_call: str
    by_hands: str
    parts: str
    more: str
    #: Answers to an alert, and the notes of what was changed in it.
    complete: str
    complete_note: str
    number: str
    correction: str
    correction_of: str
    wrote: str
    tally_same: str
    tally_new: str
    #: The link to the record of the UN.
    record: str
    updated: str
    corrected: str
    #: What was printed before, in brackets.
    was: str
    #: Ends a sentence.
    end: str = "."
    #: Captions of a picture: this vote, and those before it.
    this_vote: str
    before_it: str
    #: The same where one in between may be missing.
    recorded_before: str
    permanent_members: str
    elected_members: str
    outcomes: Mapping[str, str]
    #: What a country did, as a verb, where the language has another form for it.
    did: tuple[str, str, str, str] | None = None
    #: Names of countries that are not babel's, and short ones for a small box.
    names: Mapping[str, str] = field(default_factory=dict)
    brief: Mapping[str, str] = field(default_factory=dict)


_BODIES = ("General Assembly", "Security Council", "Human Rights Council", "ECOSOC")
_COMMITTEES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
_SIDES = (Side.YES, Side.NO, Side.ABSTAIN, Side.ABSENT)


@cache
def vote_labels(language: str) -> VoteLabels:
    """Return a language's words; English for one that has none yet."""
    given: dict[str, Any] = words_of("vote", language)
    lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
    return VoteLabels(**given | lists)


def body_name(body: str, language: str) -> str:
    """Name a body of the United Nations; one that is not in the table keeps its name."""
    own = vote_labels(language)
    if body in _BODIES:
        return own.bodies[_BODIES.index(body)]
    first = body.removesuffix(" Committee")
    return own.committees[_COMMITTEES.index(first)] if first in _COMMITTEES else body


def side_name(side: Side, language: str) -> str:
    """Name a country's vote."""
    return vote_labels(language).sides[_SIDES.index(side)]


def deed(side: Side, language: str) -> str:
    """Say what a country did, to stand behind its name."""
    own = vote_labels(language)
    return (own.did or own.sides)[_SIDES.index(side)]


@cache
def country_name(code: str, language: str) -> str:
    """Name a country by its ISO 3166-1 alpha-3 code, short and in the nominative."""
    own = vote_labels(language).names.get(code)
    two = get_global("territory_aliases").get(code)
    if own or not two:
        return own or code
    names: Mapping[str, str] = locale(language).territories
    known = countries().get(code)
    return names.get(two[0]) or (known.name if known else code)
