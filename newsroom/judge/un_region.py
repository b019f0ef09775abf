"""Whether a decision of the United Nations is about the region.

Its States vote on everything and propose much: a State that votes, or whose text it is, makes no
text about the region. A place smaller than a State does, and so do people displaced from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsroom.judge.un_hits import part_of

if TYPE_CHECKING:
    from newsroom.judge.facts import Facts
    from newsroom.judge.fields import Hit

#: Capitals stand for those who govern from there.
SEATS: Final = frozenset({"baku", "yerevan", "tbilisi"})
#: Who voted how, and whose text it is.
_VOTED: Final = ("un_voted", "un_side")
_SPONSOR: Final = ("un_sponsor",)
_PAPER: Final = ("un_resolution_word", "un_draft", "un_paper")
#: What makes a text of a State of the region one about it.
_DISPLACED: Final = "un_displaced"
_CONFLICT: Final = "un_region_subject"
_FAR: Final = ("un_war", "un_war_state")
#: Words between a State and the verb of its vote: more where verbs come last.
_REACH: Final = {"az": 7, "hy": 7, "ka": 7, "tr": 7}
_SHORT: Final = 3


def about_region(facts: Facts) -> bool:
    """Say whether a decision is about the region, not only of votes or texts of its States."""
    named = [hit for hit in facts.regional if facts.leads(hit)]
    if any(_small(hit, facts) for hit in named):
        return True
    displaced = [hit for hit in facts.of(_DISPLACED) if facts.leads(hit)]
    if displaced and not facts.has(*_FAR, field="title"):
        return bool(named) or facts.lang == "ka"
    return any(_subject(hit, facts) for hit in named)


def _small(hit: Hit, facts: Facts) -> bool:
    """Say whether a place is named that is no State and no capital: Abkhazia, Lachin."""
    return any(
        found.hit == hit and not facts.state(found.place) and found.place not in SEATS
        for found in (*facts.places, *facts.peoples)
    )


def _subject(hit: Hit, facts: Facts) -> bool:
    """Say whether a State is what a text is about: in the title, or beside a word of conflict."""
    field = facts.field(hit)
    if voter(hit, facts) or _sponsor(hit, facts):
        return False
    if hit.field == "title":
        return True
    sentence = field.sentences[field.sentence_of(hit.first)]
    beside = any(one.first in sentence for one in facts.of(_CONFLICT, field=hit.field))
    return beside and not any(one.first in sentence for one in facts.of(*_FAR, field=hit.field))


def voter(hit: Hit, facts: Facts) -> bool:
    """Say whether a State is named as one that votes."""
    field = facts.field(hit)
    part = part_of(field, hit.first)
    stop = hit.first + hit.length
    reach = _REACH.get(facts.lang or "", _SHORT)
    votes = [one for one in facts.of(*_VOTED, field=hit.field) if one.first in part]
    if hit.field == "body":
        return bool(votes)
    return any(
        0 <= one.first - stop < reach or one.first + one.length == hit.first for one in votes
    )


def _sponsor(hit: Hit, facts: Facts) -> bool:
    """Say whether a State is one whose text it is."""
    part = part_of(facts.field(hit), hit.first)
    if any(one.first in part for one in facts.of(*_SPONSOR, field=hit.field)):
        return True
    stop = hit.first + hit.length
    return any(
        0 <= one.first - stop <= 1 or one.first + one.length == hit.first
        for one in facts.of(*_PAPER, field=hit.field)
    )
