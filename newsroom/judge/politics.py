"""Whether a text is politics of the region: talk about it, or a concrete outcome of it.

Talk is never worth an alert. An outcome is: something signed or agreed between parties, a section
of a border settled, somebody who left office under the pressure of the street.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsroom.judge.facts import BEGINNING
from newsroom.meaning import Signal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from newsroom.judge.fields import Field, Fields, Hit
    from newsroom.judge.signals import Mark
    from newsroom.meaning import Evidence

TOPIC: Final = "caucasus_politics"

# The lists of `config/vocabulary` that this page rests on.
_SUBJECT: Final = "politics_subject"
#: Subjects that no other region has: they say which is spoken of.
_OWN: Final = "politics_own"
_OUTCOME: Final = "politics_outcome"
_PACT: Final = "politics_pact"
_BORDER: Final = "border_delimitation"
_BUSINESS: Final = "politics_business"
_RESIGNED: Final = "politics_resigned"
_UNREST: Final = "politics_unrest"
_AHEAD: Final = "politics_ahead"
_HOME: Final = "politics_home"
#: A farewell to a soldier is talk about the war that he fell in.
_FUNERAL: Final = "event_funeral"
#: Between a speaker and the words of the speaker, in a title.
_SAYS: Final = re.compile(r":|\u2024|\.\s|[\u201c\u201d\u00bb]\s*[-\u2013\u2014]")
#: A title with these is no politics, unless it names a subject of it as well.
_OFF: Final = ("sport", "culture", "economy", "everyday", "crime")
#: What makes an outcome no outcome yet, or one of long ago.
#: Kinds of incident that are never politics by themselves.
_EVERYDAY: Final = frozenset({"disaster", "other", "casualty_report", "terror_or_shooting"})
#: Lists of the bodies of the region: `AM/government`, `GE/any`.
_SIDES: Final = ("AM/", "AZ/", "GE/", "ABKHAZIA/", "KARABAKH/", "SOUTH_OSSETIA/", "RU-")
#: Who governs there, and words that quote them.
_GOVERNING: Final = tuple(
    f"{side}{body}" for side in _SIDES for body in ("government", "authorities", "head-of-region")
)
_SPEECH: Final = ("says", "claim", "statement", "denial", "according_to")
_NOT_DONE: Final = frozenset(
    {Signal.PLAN, Signal.DENIAL, Signal.ANNIVERSARY, Signal.STATISTIC, Signal.OPINION}
)
_SIGNED: Final = 2
_LEFT_OFFICE: Final = 1
#: Lists of words for buildings stormed or held: then it was unrest with force.
_STORMED: Final = ("event_riot", "event_mob")


@dataclass(frozen=True, slots=True, kw_only=True)
class Politics:
    """What a text says about the politics of the region."""

    #: A concrete outcome.
    news: bool
    severity: int
    reason: str
    evidence: tuple[Evidence, ...] = ()
    #: Somebody left office.
    resigned: bool = False


def politics(
    both: Fields,
    hits: Mapping[str, Sequence[Hit]],
    marks: Sequence[Mark],
    *,
    regional: bool,
    events: Collection[str] = (),
) -> Politics | None:
    """Return what a text says about the politics of the region; None if it says nothing.

    `regional`: a place, a people or a body of the region is named, or it is where the news is at
    home; `marks`: its signals where they
    hold; `events`: the kinds of incident that it speaks of, new or not.
    """
    page = _Page(both, hits, marks)
    grave = [event for event in events if event not in _EVERYDAY]
    if not (regional or page.side()) or page.off(bool(grave)):
        return None
    for field in both:
        if (hit := page.outcome(field)) is not None:
            return Politics(
                news=True,
                severity=_SIGNED,
                reason=f"a concrete outcome: {hit.why}",
                evidence=(field.evidence(hit),),
            )
        if (hit := page.left_office(field)) is not None:
            return Politics(
                news=True,
                severity=_SIGNED if page.stormed() else _LEFT_OFFICE,
                resigned=True,
                reason=f"somebody left office after unrest: {hit.why}",
                evidence=(field.evidence(hit),),
            )
    if page.remembered() or not (grave or page.subject() or page.speech()):
        return None
    return Politics(news=False, severity=0, reason="talk about the region, no outcome")


class _Page:
    """Answers about one text."""

    def __init__(
        self, both: Fields, hits: Mapping[str, Sequence[Hit]], marks: Sequence[Mark]
    ) -> None:
        self._both = both
        self._hits = hits
        self._marks = marks

    def side(self) -> bool:
        """Say whether a body of the region is named, or a subject that is only its own."""
        return bool(self._in(_OWN)) or any(name.startswith(_SIDES) for name in self._hits)

    def off(self, event: bool) -> bool:  # noqa: FBT001 - it is the question
        """Say whether this is sport, culture, business or the everyday politics of parties."""
        if any(self._in(name, "title") for name in _OFF) or len(self._in("sport")) > 1:
            return not (self._in(_SUBJECT, "title") and (event or len(self._in(_SUBJECT)) > 1))
        home = self._in(_HOME, "title")
        return bool(home) and not (event or self._in(_UNREST) or self._in(_SUBJECT, "title"))

    def outcome(self, field: Field) -> Hit | None:
        """Return the words that say that something was signed or agreed; None without them."""
        for hit in self._in(_OUTCOME, field.name):
            sentence = field.sentence_of(hit.first)
            if sentence >= BEGINNING:
                return None
            words = field.sentences[sentence]
            pact = self._has(_PACT, field, words) or self._has(_BORDER, field, words)
            if not pact or self._has(_BUSINESS, field, words):
                continue
            if not self._not_done(hit):
                return hit
        return None

    def stormed(self) -> bool:
        """Say whether a crowd took buildings."""
        return any(self._in(name) for name in _STORMED)

    def left_office(self, field: Field) -> Hit | None:
        """Return the words that say that somebody left office under pressure of the street."""
        if not self._in(_UNREST):
            return None
        hits = [
            hit
            for hit in self._in(_RESIGNED, field.name)
            if field.sentence_of(hit.first) < BEGINNING
        ]
        return next((hit for hit in hits if not self._not_done(hit)), None)

    def remembered(self) -> bool:
        """Say whether an old event is only commemorated: nobody says anything about it."""
        titled = not self._in(_FUNERAL, "title") and any(
            mark.signal is Signal.ANNIVERSARY and mark.field == "title" for mark in self._marks
        )
        views = any(mark.signal is Signal.OPINION for mark in self._marks)
        return titled and not views and not any(self._in(name) for name in _SPEECH)

    def speech(self) -> bool:
        """Say whether somebody who governs in the region speaks in the title."""
        governs = any(
            hit.field == "title"
            for name, hits in self._hits.items()
            if name.startswith(_GOVERNING)
            for hit in hits
        )
        quoted = any(self._in(name, "title") for name in _SPEECH)
        # `Tbilisi: two flights a week` quotes nobody.
        said = ":" in self._both.title.original and any(self._in(name) for name in _SPEECH)
        return governs and (quoted or said)

    def subject(self) -> bool:
        """Say whether a subject of the region's politics is named where the news stands."""
        if self._in(_SUBJECT, "title") or self._in(_OWN, "title"):
            return True
        body = self._both.body
        told = (*self._in(_SUBJECT, "body"), *self._in(_OWN, "body"))
        return any(not body.sentence_of(hit.first) for hit in told)

    def _not_done(self, hit: Hit) -> bool:
        """Say whether something was not done: it is to come, denied, long ago, or wished for."""
        ahead = self._in(_AHEAD, hit.field)
        if any(hit.first < one.first + one.length and one.first <= hit.first for one in ahead):
            return True
        return any(mark.signal in _NOT_DONE and mark.covers(hit) for mark in self._marks)

    def _in(self, name: str, field: str | None = None) -> list[Hit]:
        return [hit for hit in self._hits.get(name, ()) if field is None or hit.field == field]

    def _has(self, name: str, field: Field, words: range) -> bool:
        return any(hit.first in words for hit in self._in(name, field.name))
