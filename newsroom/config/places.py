"""`places.csv`, the places that the reader knows: one a row, with all their names.

Where a directory has none, the one that comes with the program holds.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsroom.config.find import starter
from newsroom.config.reading import PLACES, Snapshot, read_file
from newsroom.config.wording import quote, remedy
from newsroom.errors import Mistake
from newsroom.read.text import title_fold
from newsroom.settings import Place, PlaceName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NEEDED: Final = ("id", "name", "kind")
COLUMNS: Final = (
    *NEEDED, "country", "within", "latitude", "longitude", "official", "other", "disputed", "note",
)  # fmt: skip
KINDS: Final = (
    "country", "region", "republic", "province", "district", "city", "town", "village", "border",
    "crossing", "corridor", "road", "pass", "mountain", "river", "lake", "reservoir", "base",
    "airport", "infrastructure", "mine", "quarter", "landmark", "elsewhere", "club", "other",
)  # fmt: skip
#: These rows hold words that are no places.
_NO_PLACES: Final = frozenset({"club", "other"})
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE: Final = re.compile(r"[a-z]{2}")
#: Signs behind a name: `=` never inflected, `~` people, `@` also a club, `?` and `??` doubtful.
_NAME: Final = re.compile(
    r"(?P<text>[^=~@?]*)(?P<fixed>=?)(?P<people>~?)(?P<club>@?)(?P<doubt>\??\??)"
)
_LIMITS: Final = {"latitude": 90.0, "longitude": 180.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A line of the file, cells by column."""

    file: str
    line: int
    cells: Mapping[str, str]

    def mistake(self, column: str, message: str) -> Mistake:
        return Mistake(file=self.file, line=self.line, key=column, message=message)

    def get(self, column: str) -> str:
        return self.cells.get(column, "").strip()


def read_places(snapshot: Snapshot) -> tuple[tuple[Place, ...], list[Mistake]]:
    """Return the places, the operator's or the program's own, and every mistake in the file."""
    file = next((file for file in snapshot.files if file.name == PLACES), None)
    if file is None:
        file = read_file(starter() / PLACES, PLACES, "the starter configuration")
    if not file.whole:
        return (), []
    places, mistakes = _read(file.shown, file.data)
    return places, list(mistakes)


@lru_cache(maxsize=4)
def _read(shown: str, data: bytes) -> tuple[tuple[Place, ...], tuple[Mistake, ...]]:
    """Read a file; remembered, since most changes of a configuration leave the places alone."""
    rows, mistakes = _rows(shown, data.decode("utf-8-sig"))
    if not mistakes:
        mistakes += [*_repeated(rows), *_lost(rows)]
        mistakes += [mistake for row in rows for mistake in _wrong(row)]
    return (() if mistakes else tuple(map(_place, rows))), tuple(mistakes)


def _rows(file: str, text: str) -> tuple[list[_Row], list[Mistake]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[_Row] = []
    mistakes: list[Mistake] = []
    line = 1
    try:
        header = [cell.strip() for cell in next(reader, [])]
        mistakes += _wrong_header(file, header)
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                rows.append(
                    _Row(file=file, line=line, cells=dict(zip(header, cells, strict=False)))
                )
                if len(cells) != len(header):
                    mistakes.append(rows[-1].mistake("", _count(len(cells), len(header))))
            line = reader.line_num + 1
    except csv.Error as error:
        mistakes.append(Mistake(file=file, line=line, key="", message=f"is no CSV: {error}"))
    return rows, mistakes


def _count(found: int, needed: int) -> str:
    return (
        f"has {found} cells, and the first line {needed}; a cell with a comma stands in quotation "
        "marks, an empty one still has its comma"
    )


def _wrong_header(file: str, header: list[str]) -> Iterator[Mistake]:
    for column in NEEDED:
        if column not in header:
            message = f"the first line has no column {quote(column)}"
            yield Mistake(file=file, line=1, key=column, message=message)
    for index, column in enumerate(header):
        if column not in COLUMNS and not _LANGUAGE.fullmatch(column):
            how = remedy(column, COLUMNS)
            yield Mistake(file=file, line=1, key=column, message=f"unknown column; {how}")
        elif column in header[:index]:
            yield Mistake(file=file, line=1, key=column, message="the column stands twice")


def _repeated(rows: list[_Row]) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for row in rows:
        key = row.get("id")
        if first.setdefault(key, row.line) != row.line:
            yield row.mistake("id", f"{quote(key)} stands twice; the first is in line {first[key]}")


def _lost(rows: list[_Row]) -> Iterator[Mistake]:
    """Yield places that lie in one that is not there, or in themselves."""
    above = {row.get("id"): _split(row.get("within")) for row in rows}
    for row in rows:
        for key in _split(row.get("within")):
            if key not in above:
                yield row.mistake("within", f"there is no place {quote(key)}")
        if row.get("id") in _reached(above, row.get("id")):
            yield row.mistake("within", "the place lies in itself: follow “within” upwards")


def _reached(above: Mapping[str, tuple[str, ...]], start: str) -> set[str]:
    reached: set[str] = set()
    waiting = list(above[start])
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting.extend(above.get(key, ()))
    return reached


def _wrong(row: _Row) -> Iterator[Mistake]:
    """Yield what is wrong with the cells of one row."""
    key, kind = row.get("id"), row.get("kind")
    if not _ID.fullmatch(key):
        yield row.mistake("id", f"{quote(key)} is no id; write small letters, digits and hyphens")
    if not row.get("name"):
        yield row.mistake("name", "is missing: the name to print")
    if kind not in KINDS:
        yield row.mistake("kind", f"{quote(kind)} is no kind of place; {remedy(kind, KINDS)}")
    if row.get("disputed") not in {"", "yes"}:
        yield row.mistake("disputed", f"{quote(row.get('disputed'))}; write yes or nothing")
    yield from _wrong_position(row)
    yield from _wrong_names(row)


def _wrong_position(row: _Row) -> Iterator[Mistake]:
    for column, most in _LIMITS.items():
        cell = row.get(column)
        if cell and not _is_degree(cell, most):
            yield row.mistake(
                column, f"{quote(cell)} is no {column}; write degrees, from -{most:g} to {most:g}"
            )
    if bool(row.get("latitude")) != bool(row.get("longitude")):
        yield row.mistake("latitude", "latitude and longitude stand together, or neither does")


def _is_degree(cell: str, most: float) -> bool:
    return re.fullmatch(r"-?\d{1,3}(\.\d+)?", cell) is not None and abs(float(cell)) <= most


def _wrong_names(row: _Row) -> Iterator[Mistake]:
    none = True
    for column, cell in row.cells.items():
        for written in _split(cell) if column not in COLUMNS else ():
            none = False
            found = _NAME.fullmatch(written)
            if found is None:
                yield row.mistake(
                    column, f"{quote(written)}: signs behind a name stand in the order = ~ @ ?"
                )
            elif len(title_fold(found["text"])) < 2:  # noqa: PLR2004 - one letter is everywhere
                yield row.mistake(column, f"{quote(written)} has fewer than two letters")
    if none:
        yield row.mistake("", "has no name in any language: nothing would be found")


def _split(cell: str) -> tuple[str, ...]:
    if not cell:
        return ()
    return tuple(filter(None, map(str.strip, cell.split("|"))))


def _place(row: _Row) -> Place:
    latitude, longitude = row.get("latitude"), row.get("longitude")
    return Place(
        id=row.get("id"),
        name=row.get("name"),
        kind=row.get("kind"),
        country=row.get("country") or None,
        names=tuple(
            _name(column, written)
            for column, cell in row.cells.items()
            if column not in COLUMNS
            for written in _split(cell)
        ),
        within=_split(row.get("within")),
        official=row.get("official") or None,
        other=row.get("other") or None,
        disputed=row.get("disputed") == "yes",
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        note=row.get("note") or None,
    )


def _name(lang: str, written: str) -> PlaceName:
    found = _NAME.fullmatch(written)
    if found is None:
        raise ValueError(f"{written!r} is no name")  # refused before
    return PlaceName(
        lang=lang,
        text=found["text"].strip(),
        second_signal=bool(found["doubt"]),
        same_sentence=found["doubt"] == "??",
        club=bool(found["club"]),
        people=bool(found["people"]),
        fixed=bool(found["fixed"]),
    )
