"""Whether a text is politics of the region: talk about it, or a concrete outcome of it.

Talk is never worth an alert. An outcome is: something signed or agreed between parties, a section
of a border settled, somebody who left office under the pressure of the street.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsroom.judge.facts import BEGINNING
from newsroom.judge.news import in_region
from newsroom.judge.sides import ENEMIES, own_body_first
from newsroom.judge.voices import VERB_LAST
from newsroom.meaning import Signal

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsroom.judge.facts import Facts
    from newsroom.judge.fields import Field, Hit
    from newsroom.meaning import Evidence

TOPIC: Final = "caucasus_politics"

# The lists of `config/vocabulary` that this page rests on.
_SUBJECT: Final = "politics_subject"
#: Subjects that no other region has: they say which is spoken of.
_OWN: Final = "politics_own"
#: Its politicians: they say the same, and no subject.
_PERSONS: Final = "politics_persons"
_KARABAKH: Final = "politics_karabakh"
_KARABAKH_ID: Final = "nagorno-karabakh"
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
#: A title with these is no politics, unless it names a subject of it as well.
_OFF: Final = ("sport", "culture", "economy", "everyday", "crime")
#: Words beside which a subject that only the body names is none.
_TRIVIAL: Final = "event_trivial"
#: Lists that make a title a question, a view or a judgement.
_DISCUSSING: Final = (
    *("analysis", "opinion", "event_explained", "event_inquiry", "event_trial", "event_funeral"),
    *("event_foreign_court", "event_react", "event_talk", "statement", "claim", "denial"),
)
#: Lists of what is no everyday matter.
_GRAVE: Final = (
    *(_SUBJECT, _OWN, _UNREST, "event_political", "event_line", "event_heavy_arms"),
    *("event_soldiers", "un_recalled"),
)
#: Kinds of incident that are never politics by themselves.
_EVERYDAY: Final = frozenset({"disaster", "other", "casualty_report", "terror_or_shooting"})
#: Lists of the bodies of the region: `AM/government`, `GE/any`.
_SIDES: Final = ("AM/", "AZ/", "GE/", "ABKHAZIA/", "KARABAKH/", "SOUTH_OSSETIA/", "RU-")
#: Who governs there, and words that quote them.
_GOVERNING: Final = tuple(
    f"{side}{body}" for side in _SIDES for body in ("government", "authorities", "head-of-region")
)
_SPEECH: Final = ("says", "claim", "statement", "denial", "according_to")
#: What makes an outcome no outcome yet, or one of long ago.
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


def politics(facts: Facts, events: Collection[str], *, about: bool) -> Politics | None:
    """Return what a text says about the politics of the region; None if it says nothing.

    `events`: the kinds of incident that it speaks of, new or not; `about`: they are the region's.
    """
    page = _Page(facts)
    grave = [event for event in events if about and event not in _EVERYDAY]
    if not (_at_home(facts) or page.side()) or page.off(bool(grave)):
        return None
    for field in facts.both:
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
    refused = bool(events) and not about
    if page.talk(event=bool(grave), refused=refused) or page.discussed(event=bool(events)):
        return Politics(news=False, severity=0, reason="talk about the region, no outcome")
    return None


def _at_home(facts: Facts) -> bool:
    """Say whether talk is about the region: it is named, or no other place is at home there."""
    if facts.regional or own_body_first(facts, "any/"):
        return True
    return not facts.places and in_region(facts)


def _beside(hit: Hit, said: Hit) -> bool:
    """Say whether a word of saying follows a name at once, or stands before it."""
    return said.first <= hit.first + hit.length


class _Page:
    """Answers about one text."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def side(self) -> bool:
        """Say whether a body of the region is named, or a subject that is only its own."""
        named = self._own() or self._in(_PERSONS)
        return bool(named) or any(name.startswith(_SIDES) for name in self._facts.hits)

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

    def talk(self, *, event: bool, refused: bool) -> bool:
        """Say whether a subject of the region's politics is spoken of, or those who govern speak.

        `refused`: what happened is no news of the region; then a subject has to stand in the title.
        """
        if self._remembered():
            return False
        return event or self._speech() or self._subject(titled=refused) or self._between_enemies()

    def discussed(self, *, event: bool) -> bool:
        """Say whether the title asks, explains or judges what is no everyday matter."""
        if not any(self._in(name, "title") for name in _DISCUSSING):
            return False
        named = (*self._facts.regional, *self._own(), *self._in(_PERSONS))
        if not any(self._facts.leads(hit) for hit in named):
            return False
        return event or any(self._facts.leads(hit) for name in _GRAVE for hit in self._in(name))

    def _remembered(self) -> bool:
        """Say whether an old event is only commemorated: nobody says anything about it."""
        titled = not self._in(_FUNERAL, "title") and any(
            mark.signal is Signal.ANNIVERSARY and mark.field == "title"
            for mark in self._facts.marks
        )
        views = any(mark.signal is Signal.OPINION for mark in self._facts.marks)
        return titled and not views and not any(self._in(name) for name in _SPEECH)

    def _speech(self) -> bool:
        """Say whether somebody who governs in the region speaks in the title."""
        governs = [
            hit
            for name, hits in self._facts.hits.items()
            if name.startswith(_GOVERNING)
            for hit in hits
            if hit.field == "title"
        ]
        said = [hit for name in _SPEECH for hit in self._in(name, "title")]
        if self._facts.lang not in VERB_LAST:
            # `Tbilisi traders say`: the capital names the traders' town.
            governs = [hit for hit in governs if any(_beside(hit, one) for one in said) or not said]
        # `Tbilisi: two flights a week` quotes nobody.
        title = self._facts.both.title.original
        quoted = ":" in title and any(self._in(name) for name in _SPEECH)
        return bool(governs) and (bool(said) or quoted)

    def _subject(self, *, titled: bool) -> bool:
        """Say whether a subject of the region's politics is named where the news stands."""
        told = [*self._in(_SUBJECT), *self._own()]
        if any(hit.field == "title" for hit in told):
            return True
        if len({hit.why for hit in self._in(_PERSONS, "title")}) > 1:
            return True
        light = titled or any(self._in(name) for name in (*_OFF, _TRIVIAL))
        first = (hit for hit in told if not self._facts.both.body.sentence_of(hit.first))
        return not light and any(first)

    def _between_enemies(self) -> bool:
        """Say whether the title names both sides of the long war, and no goods or games."""
        facts = self._facts
        named = {
            facts.index[found.place].country for found in facts.places if found.hit.field == "title"
        }
        return named >= ENEMIES and not any(self._in(name) for name in (*_OFF, _TRIVIAL))

    def _own(self) -> list[Hit]:
        """Return subjects that only the region has: Karabakh is one, the club of its name none."""
        places = [found.hit for found in self._facts.places if found.place == _KARABAKH_ID]
        named = {(hit.field, hit.first + hit.length) for hit in places}
        karabakh = [
            hit for hit in self._in(_KARABAKH) if (hit.field, hit.first + hit.length) in named
        ]
        return [*self._in(_OWN), *karabakh]

    def _not_done(self, hit: Hit) -> bool:
        """Say whether something was not done: it is to come, denied, long ago, wished or asked."""
        if hit.field == "title" and self._facts.both.title.original.rstrip().endswith("?"):
            return True
        ahead = self._in(_AHEAD, hit.field)
        if any(hit.first < one.first + one.length and one.first <= hit.first for one in ahead):
            return True
        return any(mark.signal in _NOT_DONE and mark.covers(hit) for mark in self._facts.marks)

    def _in(self, name: str, field: str | None = None) -> list[Hit]:
        return self._facts.of(name, field=field)

    def _has(self, name: str, field: Field, words: range) -> bool:
        return any(hit.first in words for hit in self._in(name, field.name))
