"""Judgements from the JSON in which they are stored; into it goes `dataclasses.asdict`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsroom.meaning import Evidence, Incident, Meaning, PlaceFound, Signal, SignalFound, Voice
from newsroom.model import Exclusion, Judgement, Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    #: An object of JSON.
    Stored = Mapping[str, Any]


def judgement(stored: Stored) -> Judgement:
    """Return the judgement that was stored as JSON; an older one has no meaning."""
    meaning = stored.get("meaning")
    return Judgement(
        matches=tuple(
            Match(**match | {"evidence": _evidence(match["evidence"])})
            for match in stored["matches"]
        ),
        excluded=tuple(
            Exclusion(**one | {"evidence": _evidence(one["evidence"])})
            for one in stored["excluded"]
        ),
        meaning=None if meaning is None else _meaning(meaning),
    )


def _meaning(stored: Stored) -> Meaning:
    incident = stored["incident"]
    return Meaning(
        topics=tuple(stored["topics"]),
        news=stored["news"],
        severity=stored["severity"],
        incident=None if incident is None else _incident(incident),
        places=_places(stored["places"]),
        named=_places(stored["named"]),
        signals=tuple(
            SignalFound(signal=Signal(one["signal"]), evidence=_evidence(one["evidence"]))
            for one in stored["signals"]
        ),
        voices=tuple(
            Voice(**one | {"evidence": Evidence(**one["evidence"])}) for one in stored["voices"]
        ),
        evidence=_evidence(stored.get("evidence", ())),
        organs=tuple(stored.get("organs", ())),
        fate=stored.get("fate"),
        reason=stored["reason"],
    )


def _incident(stored: Stored) -> Incident:
    return Incident(**{**stored, "evidence": _evidence(stored["evidence"])})


def _places(stored: Iterable[Stored]) -> tuple[PlaceFound, ...]:
    return tuple(PlaceFound(**{**one, "evidence": _evidence(one["evidence"])}) for one in stored)


def _evidence(stored: Iterable[Stored]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**one) for one in stored)
