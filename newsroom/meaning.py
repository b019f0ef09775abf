"""What a text says, in facts that have no language: places, incident, tolls, signals, voices."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: What a text can be about.
TOPICS: Final = ("un_vote", "un_resolution", "caucasus_incident", "caucasus_politics")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that decided: code points `start:end` of the original field."""

    field: str
    start: int
    end: int
    text: str
    #: Which rule: `any: Lachin corridor`.
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFound:
    """A place that a text names."""

    #: Key of the place in `places.csv`.
    id: str
    #: Its canonical name: `Gegharkunik`.
    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A concrete event on the ground, of the seventeen types of `config/vocabulary`."""

    type: str
    #: People of this event, as the text states; None where it does not.
    killed: int | None = None
    wounded: int | None = None
    #: They are the losses of both sides, added up: a figure that nobody gave but the text.
    both: bool = False
    #: 0 to 3 by the text's own facts; 0 for what is no new event.
    severity: int = 0
    evidence: tuple[Evidence, ...] = ()


class Signal(StrEnum):
    """What speaks for or against a new concrete event."""

    DENIAL = "denial"
    PLAN = "plan"
    ANNIVERSARY = "anniversary"
    STATISTIC = "statistic"
    OPINION = "opinion"
    LEISURE = "leisure"
    ELSEWHERE = "elsewhere"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalFound:
    """A signal with the words that give it."""

    signal: Signal
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who says it, in the text's own attribution."""

    #: Stable name of the origin: `AM/defence-ministry`, `INT/eumm`; the words themselves, folded,
    #: where no named body is known.
    origin: str
    #: Whose voice it is: `AM`, `AZ`, `GE`, `RU`, `INT` ...; None: unknown.
    side: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Everything that the reader found in one article, whatever the watches ask for."""

    #: Of un_resolution, un_vote, caucasus_incident, caucasus_politics; none for other news.
    topics: tuple[str, ...] = ()
    #: It is new and concrete: by itself worth an alert.
    news: bool = False
    #: 0 to 3; 0 for what is not news, 1 where that concerns an emergency that goes on.
    severity: int = 0
    incident: Incident | None = None
    #: Of the event, not of its mention; the smallest first.
    places: tuple[PlaceFound, ...] = ()
    #: Every place that the text names.
    named: tuple[PlaceFound, ...] = ()
    signals: tuple[SignalFound, ...] = ()
    voices: tuple[Voice, ...] = ()
    #: Organs of the United Nations that a text about a decision names: `assembly`, `council`,
    #: `rights`, `committee`.
    organs: tuple[str, ...] = ()
    #: What became of the text before them: `adopted`, `failed` or `vetoed`; None: nothing yet.
    fate: str | None = None
    #: What decided about the topics, where no incident did.
    evidence: tuple[Evidence, ...] = ()
    #: One sentence: what decided.
    reason: str = ""
