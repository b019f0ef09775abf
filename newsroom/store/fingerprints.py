"""Fingerprints to and from the JSON in which they are stored."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from newsroom.stories.fingerprint import Fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping

_TUPLES = frozenset(one.name for one in fields(Fingerprint) if one.type.startswith("tuple"))


def as_json(one: Fingerprint) -> dict[str, Any]:
    """Return a fingerprint as JSON, without what is empty."""
    values = {each.name: getattr(one, each.name) for each in fields(one)}
    return {
        **{name: value for name, value in values.items() if value not in ((), None)},
        "at": one.at.isoformat(),
        "days": [day.isoformat() for day in one.days],
    }


def fingerprint_from(data: Mapping[str, Any]) -> Fingerprint:
    """Return the fingerprint that `as_json` made; keys of another version are passed over."""
    known = {"lang": None, **{name: data[name] for name in data if name in _NAMES}}
    tuples = {name: tuple(value) for name, value in known.items() if name in _TUPLES}
    return Fingerprint(
        **known
        | tuples
        | {
            "at": datetime.fromisoformat(data["at"]),
            "days": tuple(date.fromisoformat(day) for day in data.get("days", ())),
        }
    )


_NAMES = frozenset(one.name for one in fields(Fingerprint))
