"""The Library's table of all votes (CSV): one row for each State in each vote.

Read as a stream; the rows of a vote may stand anywhere. A table that breaks off is refused whole.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from operator import itemgetter
from typing import IO, TYPE_CHECKING, Final

from newsroom.errors import Unreadable
from newsroom.un.records import ADDRESS, LeftOut
from newsroom.un.sheets import Cell, Senseless, Sheet, documents, vote_of
from newsroom.un.sourced import Origin, Sourced
from newsroom.un.votes import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

#: Our name -> the names that editions of the table give to the column, the first one the newest.
_COLUMNS: Final = {
    "code": ("ms_code", "ms_codes"),
    "vote": ("ms_vote", "ms_votes"),
    "symbol": ("resolution", "resolutions"),
    "date": ("date",),
    "record": ("undl_id",),
    "name": ("ms_name", "ms_names"),
    "draft": ("draft",),
    "report": ("committee_report",),
    "title": ("title", "description"),
    "modality": ("modality",),
    "note": ("vote_note",),
    "yes": ("total_yes", "yes"),
    "no": ("total_no", "no"),
    "abstain": ("total_abstentions", "abstentions"),
    "absent": ("total_non_voting", "non_voting", "non-voting"),
    "all": ("total_ms", "total_voting", "total-voting"),
}
_NEEDED: Final = ("code", "vote", "symbol", "date")
_CELL: Final = ("code", "name", "vote")
_TOTALS: Final = {
    "yes": Side.YES,
    "no": Side.NO,
    "abstain": Side.ABSTAIN,
    "absent": Side.ABSENT,
    "all": None,
}
_LONGEST_FIELD: Final = 100_000
#: More States than any record has; what comes after them is not kept.
_MOST_CELLS: Final = 400


@dataclass(slots=True)
class _Group:
    """The rows of one vote."""

    place: int
    facts: tuple[str, ...]
    cells: list[Cell] = field(default_factory=list)
    #: Why they are no vote.
    wrong: str | None = None


class Table:
    """A table as it is read, with the names of its columns."""

    def __init__(self, header: list[str]) -> None:
        names = {name.strip().lower(): place for place, name in enumerate(header)}
        found = {
            ours: next((names[one] for one in theirs if one in names), None)
            for ours, theirs in _COLUMNS.items()
        }
        lacking = [_COLUMNS[ours][0] for ours in _NEEDED if found[ours] is None]
        if lacking:
            raise Unreadable(f"no table of votes: it has no column {', '.join(lacking)}")
        self.width = len(header)
        #: Columns that are the same in all rows of a vote.
        self.facts = tuple(
            ours for ours, place in found.items() if place is not None and ours not in _CELL
        )
        self._facts = itemgetter(*(found[ours] for ours in self.facts))
        # Where there are no names, the code stands for it.
        self._cell = itemgetter(*(found[ours] or found["code"] for ours in _CELL))
        self._cells: dict[tuple[str, ...], Cell] = {}
        self._key = found["symbol"] if found["record"] is None else found["record"]

    def key(self, row: list[str]) -> str:
        """Return what the rows of one vote share; empty for a row that is too short."""
        place = self._key or 0
        return row[place].strip() if place < len(row) else ""

    def facts_of(self, row: list[str]) -> tuple[str, ...]:
        """Return what a row says of its vote."""
        facts: tuple[str, ...] = self._facts(row)
        return facts

    def cell(self, row: list[str]) -> Cell:
        """Return what a row says of its State; equal ones are one and the same."""
        written = self._cell(row)
        if written not in self._cells:
            self._cells[written] = Cell(*written)
        return self._cells[written]


def read_table(stream: IO[bytes], *, today: date) -> Iterator[Sourced | LeftOut]:
    """Yield the votes of a table and the groups of rows that make no sense, in their order.

    Raises `Unreadable` before anything is yielded, if it is not such a table to its end.
    """
    table, groups = _read(stream)
    for key, group in groups.items():
        yield _vote(key, group, table, today)


def _read(stream: IO[bytes]) -> tuple[Table, Mapping[str, _Group]]:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    limit = csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.reader(text, strict=True)
    try:
        table = Table(next(rows, []))
        return table, _grouped(rows, table)
    except (csv.Error, UnicodeError) as error:
        raise Unreadable(f"no table to its end: line {rows.line_num + 1}: {error}") from error
    finally:
        csv.field_size_limit(limit)
        text.detach()


def _grouped(rows: Iterator[list[str]], table: Table) -> Mapping[str, _Group]:
    groups: dict[str, _Group] = {}
    last: list[str] = []
    group: _Group | None = None
    key = None
    for row in rows:
        if not row:
            continue
        last = row
        if len(row) != table.width:
            _mark_broken(groups, row, table)
            continue
        facts = table.facts_of(row)
        # Nearly all rows follow one of their own vote.
        if group is None or table.key(row) != key:
            key = table.key(row)
            group = groups.setdefault(key, _Group(len(groups) + 1, facts))
        if group.facts != facts and group.wrong is None:
            group.wrong = f"its rows differ in {_difference(group.facts, facts, table)}"
        if len(group.cells) < _MOST_CELLS:
            group.cells.append(table.cell(row))
    if len(last) < table.width and last:
        raise Unreadable(f"it breaks off in its last line: {len(last)} of {table.width} columns")
    _refuse_cut(groups, table)
    return groups


def _mark_broken(groups: dict[str, _Group], row: list[str], table: Table) -> None:
    """Note that a vote has a row with too few columns or too many."""
    empty = ("",) * len(table.facts)
    group = groups.setdefault(table.key(row), _Group(len(groups) + 1, empty))
    group.wrong = f"a row of it has {len(row)} columns, the table {table.width}"


def _difference(one: tuple[str, ...], other: tuple[str, ...], table: Table) -> str:
    differ = (ours for ours, a, b in zip(table.facts, one, other, strict=True) if a != b)
    return ", ".join(_COLUMNS[ours][0] for ours in differ)


def _refuse_cut(groups: Mapping[str, _Group], table: Table) -> None:
    """Refuse a table that ends within its last vote, where all before it have all their rows."""
    if "all" not in table.facts or len(groups) < 2:  # noqa: PLR2004 - one alone tells nothing
        return
    *before, last = groups.values()
    place = table.facts.index("all")
    if _lacks(last, place) and not any(_lacks(group, place) for group in before):
        raise Unreadable(f"it breaks off within its last vote: {len(last.cells)} rows of it")


def _lacks(group: _Group, place: int) -> bool:
    """Tell whether a vote has fewer rows than it says there are States."""
    stated = group.facts[place].partition(".")[0].strip()
    return stated.isdecimal() and len(group.cells) < int(stated)


def _vote(key: str, group: _Group, table: Table, today: date) -> Sourced | LeftOut:
    facts = dict(zip(table.facts, group.facts, strict=True))
    number = facts.get("record", "").strip()
    related = (facts.get("draft", ""), facts.get("report", ""))
    sheet = Sheet(
        number=number,
        symbols=(facts.get("symbol", ""),),
        title=facts.get("title", ""),
        date=facts.get("date", ""),
        kind=f"{facts.get('modality', '')} {facts.get('note', '')}",
        related=related,
        totals={side: facts.get(ours, "") for ours, side in _TOTALS.items()},
        cells=group.cells,
    )
    name = (number or key)[:40]
    if group.wrong:
        return LeftOut(record=name, place=group.place, why=group.wrong)
    try:
        vote = vote_of(sheet, today=today)
    except Senseless as error:
        return LeftOut(record=name, place=group.place, why=str(error))
    return Sourced(
        vote=vote,
        origin=Origin.BULK,
        source=ADDRESS.format(number) if number.isalnum() else "UN Digital Library, all votes",
        record=number or None,
        related=documents(related),
    )
