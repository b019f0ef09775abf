"""`series.yaml`, groups of UN texts on one subject, and `memory.jsonl`, votes known from the start.

Where a directory has no `series.yaml`, the one that comes with the program holds; without
`memory.jsonl` there is no starter memory.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from newsroom.config import written as w
from newsroom.config.find import starter
from newsroom.config.nodes import Entry, Items, Keys, items_at, text_at
from newsroom.config.reading import MEMORY, SERIES, Snapshot, read_file
from newsroom.config.shapes import Shape
from newsroom.config.wording import quote
from newsroom.errors import Mistake
from newsroom.settings import Series
from newsroom.un.memory import read_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.config.nodes import Path
    from newsroom.config.page import Page


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise ValueError(f"{quote(text)} is no day; write it as 2025-12-31")
    return day


def _symbol(text: str) -> str:
    if "/" not in text or not text.isascii() or not text.isprintable():
        raise ValueError(f"{quote(text)} is no symbol; write it as A/RES/68/262 or A/RES/ES-11/*")
    return text


_DAY_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_Day = Annotated[date, w.Written(_day, {"type": "string", "pattern": _DAY_PATTERN}, date.isoformat)]
_Symbol = Annotated[str, w.Written(_symbol, {"type": "string", "pattern": "/"})]


class SeriesShape(Shape):
    """One group of UN texts."""

    id: w.Id = Field(description="A stable key: letters, digits, hyphens.")
    title: w.Text | None = Field(
        default=None, description="What the texts are about; the id where left out."
    )
    symbols: Annotated[tuple[_Symbol, ...], w.Distinct] = Field(
        default=(), description="Symbols of resolutions or drafts; they may hold stars."
    )
    titles: Annotated[tuple[w.Text, ...], w.Distinct] = Field(
        default=(), description="Words in a row that the title of each text has."
    )
    complete_through: _Day | None = Field(
        default=None, description="Up to this day `symbols` names every text of the group."
    )


class SeriesFile(Shape):
    """series.yaml: groups of UN texts on one subject."""

    series: tuple[SeriesShape, ...] = Field(description="The groups; `series: []` for none.")


def read_series(snapshot: Snapshot) -> tuple[tuple[Series, ...], list[Mistake]]:
    """Return the groups of texts, the operator's or the program's own, and what is wrong."""
    mistakes: list[Mistake] = []
    if any(file.name == SERIES for file in snapshot.files):
        page = snapshot.page(SERIES)
    else:
        own = read_file(starter() / SERIES, SERIES, "the starter configuration")
        mistakes += own.mistakes
        page = own.pages[0] if own.pages else None
    if page is None:
        return (), mistakes
    page = _with_key(page)
    shaped, wrong = page.shaped(SeriesFile)
    mistakes += [*wrong, *_check(page)]
    return tuple(map(_built, shaped.series)) if shaped else (), mistakes


def _with_key(page: Page) -> Page:
    """Take a bare list for what stands below `series:`."""
    if not isinstance(page.root, Items):
        return page
    below = Entry(line=page.root.line, value=page.root)
    return replace(page, root=Keys(entries={"series": below}, line=page.root.line))


def _check(page: Page) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for index, row in enumerate(items_at(page.root, "series")):
        path: Path = ("series", index)
        name = text_at(row, "id")
        if name is not None and first.setdefault(name, row.line) != row.line:
            yield page.mistake(
                (*path, "id"), f"{quote(name)} stands twice; the first is in line {first[name]}"
            )
        if isinstance(row, Keys) and not items_at(row, "symbols") and not items_at(row, "titles"):
            yield page.mistake(path, "has no text; it needs “symbols” or “titles”")


def _built(shape: SeriesShape) -> Series:
    return Series(
        id=shape.id,
        title=shape.title or shape.id,
        symbols=shape.symbols,
        titles=shape.titles,
        complete_through=shape.complete_through,
    )


def read_memory(snapshot: Snapshot) -> tuple[tuple[str, ...], list[Mistake]]:
    """Return the lines of the starter memory, and what is wrong with those that are no votes."""
    lines: list[str] = []
    mistakes: list[Mistake] = []
    found = next((file for file in snapshot.files if file.name == MEMORY and file.whole), None)
    if found is None:
        return (), []
    for number, line in enumerate(found.data.decode("utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            read_line(line)
        except ValueError as error:
            mistakes.append(Mistake(file=found.shown, line=number, key="", message=str(error)))
        lines.append(line)
    return tuple(lines), mistakes
