"""Stance and time, clause by clause: what was denied, planned, long ago, counted, thought, claimed.

A `Mark` says over which words a signal holds; `signals` gathers them with their evidence.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.clauses import clause_of, clauses
from newsroom.judge.dates import stated
from newsroom.judge.fields import Hit
from newsroom.meaning import Signal, SignalFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from newsroom.judge.fields import Field, Fields

#: What is older than this is recalled, not told.
OLD: Final = timedelta(days=14)
#: Pieces of evidence kept for one signal.
MOST_EVIDENCE: Final = 5

#: The lists of the vocabulary that give each signal.
LISTS: Final[Mapping[Signal, tuple[str, ...]]] = {
    Signal.DENIAL: ("denial", "event_negated"),
    Signal.PLAN: ("plan", "drill"),
    Signal.ANNIVERSARY: ("anniversaries", "past", "obituary"),
    Signal.STATISTIC: ("statistics",),
    Signal.OPINION: ("opinion", "analysis"),
    Signal.LEISURE: ("sport", "culture"),
    Signal.ELSEWHERE: ("elsewhere",),
    Signal.CLAIM: ("claim",),
}
#: These hold for the clause that they stand in; the others for their whole sentence.
_OF_A_CLAUSE: Final = frozenset({Signal.DENIAL, Signal.PLAN, Signal.CLAIM, Signal.ANNIVERSARY})


class Mark(NamedTuple):
    """A signal, the words over which it holds, and the words that give it."""

    signal: Signal
    #: Field and word numbers.
    field: str
    scope: range
    hit: Hit

    def covers(self, hit: Hit) -> bool:
        """Say whether a hit of another list stands in its scope."""
        return hit.field == self.field and hit.first in self.scope


def marks(both: Fields, hits: Mapping[str, Sequence[Hit]], at: datetime) -> tuple[Mark, ...]:
    """Return every signal of an article where it holds, in the order of the text.

    `hits`: those of `Lists.find`; `at`: when the article was published.
    """
    found: list[Mark] = []
    for field in both:
        given = [*_listed(field, hits), *_old(field, at.date())]
        if given:
            parts = clauses(field, hits.get("contrast", ()))
            found.extend(_mark(field, parts, signal, hit) for signal, hit in given)
    return tuple(sorted(found, key=lambda mark: (mark.field != "title", mark.hit.first)))


def signals(
    both: Fields, hits: Mapping[str, Sequence[Hit]], lang: str | None, at: datetime
) -> tuple[SignalFound, ...]:
    """Return each signal of an article once, with the first words that give it."""
    del lang  # the hits are those of its language already
    return gathered(both, marks(both, hits, at))


def gathered(both: Fields, found: Iterable[Mark]) -> tuple[SignalFound, ...]:
    """Return each signal of some marks once, in the order of `Signal`."""
    by_signal: dict[Signal, dict[Hit, None]] = {}
    for mark in found:
        by_signal.setdefault(mark.signal, {})[mark.hit] = None
    return tuple(
        SignalFound(signal=signal, evidence=tuple(both.of(hit.field).evidence(hit) for hit in kept))
        for signal in Signal
        if (kept := list(by_signal.get(signal, ()))[:MOST_EVIDENCE])
    )


def _listed(field: Field, hits: Mapping[str, Sequence[Hit]]) -> Iterator[tuple[Signal, Hit]]:
    for signal, names in LISTS.items():
        for name in names:
            yield from ((signal, hit) for hit in hits.get(name, ()) if hit.field == field.name)


def _old(field: Field, today: date) -> Iterator[tuple[Signal, Hit]]:
    for first, length, last in stated(field, today):
        if today - last > OLD:
            yield Signal.ANNIVERSARY, Hit(field.name, first, length, f"old date: {last}")


def _mark(field: Field, parts: Sequence[range], signal: Signal, hit: Hit) -> Mark:
    scope = clause_of(parts if signal in _OF_A_CLAUSE else field.sentences, hit.first)
    if hit.why.startswith(_NEGATED):
        scope = _before(field, scope, hit)
    return Mark(signal, field.name, scope, hit)


#: A verb that is negated by an ending denies what stands right before it, not the whole clause.
_NEGATED: Final = "event_negated"
_REACH: Final = 6
_PARTED: Final = re.compile("[,:]")


def _before(field: Field, scope: range, hit: Hit) -> range:
    """Return a verb with the few words before it, as far as the last comma."""
    begin = hit.first
    while begin > max(scope.start, hit.first - _REACH):
        between = field.original[field.spans[begin - 1][1] : field.spans[begin][0]]
        if _PARTED.search(between):
            break
        begin -= 1
    return range(begin, hit.first + hit.length)
