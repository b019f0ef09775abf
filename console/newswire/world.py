"""The invented world as frozen data: outlets, and pieces that appear at their seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import resources

import yaml

_UNITS = {"h": "hours", "d": "days", "m": "minutes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One site of the world."""

    id: str
    name: str
    #: Kind of source, as in `sources.yaml`.
    kind: str
    #: What its front looks like: rss, atom, rdf, json, listing, un_press, broken, hanging.
    form: str
    languages: tuple[str, ...]
    seat: str
    leaning: str
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One publication."""

    number: int
    outlet: str
    title: str
    #: Paragraphs.
    body: tuple[str, ...]
    #: When it appears on its site; zero: it is there from the beginning.
    at: timedelta
    #: How old it claims to be when it appears.
    age: timedelta
    #: A UN press symbol, `GA/12801`.
    symbol: str | None = None
    doctype: str = "Meetings Coverage"
    #: Number of the piece whose address it repeats.
    copy_of: int | None = None

    def published(self, start: datetime) -> datetime:
        """Return the time that the piece states, for a world that began at `start`."""
        return start + self.at - self.age


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All of it."""

    outlets: tuple[Outlet, ...]
    pieces: tuple[Piece, ...]

    @property
    def length(self) -> timedelta:
        """Return the time from the start to the last publication."""
        return max(piece.at for piece in self.pieces)

    def visible(self, outlet: str, elapsed: timedelta) -> tuple[Piece, ...]:
        """Return what a site shows after `elapsed`, newest first."""
        shown = [one for one in self.pieces if one.outlet == outlet and one.at <= elapsed]
        return tuple(sorted(shown, key=lambda one: one.at - one.age, reverse=True))


@cache
def sample_world() -> World:
    """Return the world that comes with the program."""
    text = resources.files(__package__).joinpath("world.yaml").read_text(encoding="utf-8")
    raw = yaml.safe_load(text)
    outlets = tuple(
        Outlet(**{**one, "languages": tuple(one["languages"])}) for one in raw["outlets"]
    )
    numbers = {one["id"]: at for at, one in enumerate(raw["pieces"], 1) if "id" in one}
    pieces = tuple(
        _piece(number, one, raw["annexes"], numbers) for number, one in enumerate(raw["pieces"], 1)
    )
    return World(outlets=outlets, pieces=pieces)


def _piece(
    number: int,
    raw: dict[str, str],
    annexes: dict[str, list[str]],
    numbers: dict[str, int],
) -> Piece:
    body = [line.strip() for line in raw["body"].split("\n") if line.strip()]
    return Piece(
        number=number,
        outlet=raw["outlet"],
        title=raw["title"],
        body=(*body, *annexes.get(raw.get("annex", ""), ())),
        at=timedelta(seconds=float(raw.get("at", 0))),
        age=_age(raw.get("ago", "0m")),
        symbol=raw.get("symbol"),
        doctype=raw.get("doctype", "Meetings Coverage"),
        copy_of=numbers.get(raw.get("copy_of", "")),
    )


def _age(text: str) -> timedelta:
    found = re.fullmatch(r"(\d+)([hdm])", text)
    if found is None:
        raise ValueError(f"“{text}” is no age; write 26h or 6d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
