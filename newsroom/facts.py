"""What is known of a story, in facts that have no language: an alert's text is composed of these.

`newsroom/stories/` makes them from the reports of a story, `alerts/story_render.py` prints them.
`None` is "not stated"; zero only where a source says so.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class State(StrEnum):
    """How sure a story is, by its origins and not by its pages."""

    #: One side, or one origin, says so.
    REPORTED = "reported"
    #: Each side to it says so, or the side that had denied it does.
    CONFIRMED = "confirmed"
    #: A side denies it, and none that had denied has confirmed.
    DENIED = "denied"
    #: Its report is no longer at its address.
    WITHDRAWN = "withdrawn"
    #: Its source takes it back in words.
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFact:
    """Where it happened; names are printed by the channel's policy from `Settings.places`."""

    #: Key of the place in `places.csv`.
    id: str
    #: Its canonical name, for a place that is no longer in the table.
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceFact:
    """One origin with all that it says, however many outlets carry it."""

    #: `AM/defence-ministry`, as in `Voice.origin`; empty: unknown.
    origin: str = ""
    #: `AM`, `AZ`, `INT` ...; None: unknown.
    side: str | None = None
    #: Ids of the sources that carry it, the first one first.
    outlets: tuple[str, ...] = ()
    killed: int | None = None
    wounded: int | None = None
    #: Of these, `killed` or `wounded`, the origin itself says "at least".
    at_least: tuple[str, ...] = ()
    denies: bool = False
    #: Owner and origin of each are known, and differ from all others.
    independent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFact:
    """A sentence of a report, as it stands there."""

    text: str
    #: Id of the source.
    source: str
    lang: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFact:
    """A report that the story rests on."""

    #: Id of the source.
    source: str
    title: str
    url: str | None
    lang: str | None
    at: datetime
    #: False: the report has no date, `at` is when it was seen.
    dated: bool = True
    #: Its date has no time of the day.
    day_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFact:
    """One thing that changed: `killed 1 (was 0), says AM/defence-ministry`.

    `what`: killed | wounded | severity | state | voice | place | type | title. For a voice,
    `origin` and `side` are the new one's; for a place the values are keys of places.
    """

    what: str
    before: int | str | None = None
    after: int | str | None = None
    origin: str = ""
    side: str | None = None
    #: Id of the source that says so itself; empty where an origin is known.
    outlet: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFacts:
    """A story as it stands after one change."""

    #: Incident type of `config/vocabulary`, None for other news.
    type: str | None = None
    #: The smallest first: Sotk, Gegharkunik, Armenia.
    places: tuple[PlaceFact, ...] = ()
    severity: int = 0
    state: State = State.REPORTED
    #: When it was first reported.
    since: datetime
    #: The least and the greatest number that an origin gives; None: none gives one.
    killed: tuple[int, int] | None = None
    wounded: tuple[int, int] | None = None
    #: The first one first.
    voices: tuple[VoiceFact, ...] = ()
    quotes: tuple[QuoteFact, ...] = ()
    #: The earliest primary source first.
    reports: tuple[ReportFact, ...] = ()
    #: What this change brought, then what earlier ones did: the newest first.
    news: tuple[NewFact, ...] = ()
    #: Sides whose State or capital a report names: it may be they who are quoted there.
    named: tuple[str, ...] = ()
    #: Number of the other story, for `merged` and `split`: #1016.
    other: int | None = None


def as_json(facts: StoryFacts) -> dict[str, Any]:
    """Return facts as JSON; times are ISO 8601."""
    return {key: _written(value) for key, value in asdict(facts).items()}


def _written(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_written(one) for one in value]
    if isinstance(value, dict):
        return {key: _written(one) for key, one in value.items()}
    return value


def facts_from(data: Mapping[str, Any]) -> StoryFacts:
    """Return the facts of what `as_json` made. Raises what bad data raise."""
    return StoryFacts(
        type=data["type"],
        places=tuple(PlaceFact(**one) for one in data["places"]),
        severity=data["severity"],
        state=State(data["state"]),
        since=datetime.fromisoformat(data["since"]),
        killed=_range(data["killed"]),
        wounded=_range(data["wounded"]),
        voices=tuple(_voice(one) for one in data["voices"]),
        quotes=tuple(QuoteFact(**one) for one in data["quotes"]),
        reports=tuple(ReportFact(**_timed(one)) for one in data["reports"]),
        news=tuple(NewFact(**_timed(one)) for one in data["news"]),
        named=tuple(data.get("named", ())),
        other=data["other"],
    )


def _voice(data: Mapping[str, Any]) -> VoiceFact:
    # Before it was kept of which figure, it was kept of both.
    least = data["at_least"]
    named = tuple(least) if isinstance(least, list) else ("killed", "wounded") if least else ()
    return VoiceFact(**{**data, "outlets": tuple(data["outlets"]), "at_least": named})


def _range(pair: list[int] | None) -> tuple[int, int] | None:
    return None if pair is None else (pair[0], pair[1])


def _timed(data: Mapping[str, Any]) -> dict[str, Any]:
    return {**data, "at": datetime.fromisoformat(data["at"])}
