"""What a voting record states, as it stands there, judged and made into a vote.

A record in which numbers and names contradict each other is no vote (`Senseless`); names that are
missing leave the roll call incomplete.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from newsroom.read.text import clean
from newsroom.un import bodies, symbols
from newsroom.un.membership import most, seats
from newsroom.un.states import state
from newsroom.un.votes import (
    COUNCIL_MAJORITY,
    PERMANENT,
    Method,
    Outcome,
    Part,
    Side,
    Vote,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Senseless(ValueError):  # noqa: N818 - it is said of the record
    """A record that is no vote; the message says why."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One State in a record."""

    code: str
    name: str
    #: None: the record has the State and no vote of it. Empty: nothing is known.
    vote: str | None


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One record: text as it stands there."""

    number: str = ""
    symbols: tuple[str, ...] = ()
    title: str = ""
    date: str = ""
    #: Recorded, without a vote ...: the words for how it was voted, and the note.
    kind: str = ""
    #: Documents that it rests on, the draft first.
    related: tuple[str, ...] = ()
    #: Stated numbers, `None` as key for their total.
    totals: Mapping[Side | None, str] = field(default_factory=dict)
    cells: Iterable[Cell] = ()


_SIDES: Final = {
    "Y": Side.YES,
    "N": Side.NO,
    "A": Side.ABSTAIN,
    "X": Side.ABSENT,
    "NV": Side.ABSENT,
}
_COUNTED: Final = (Side.YES, Side.NO, Side.ABSTAIN)
_LONGEST_SYMBOL: Final = 80
_LONGEST_TITLE: Final = 2_000
_FIRST_DAY: Final = date(1945, 10, 24)


def vote_of(sheet: Sheet, *, today: date) -> Vote:
    """Return the vote of a record; raises `Senseless`."""
    symbol, draft = _symbols(sheet)
    day = _day(sheet.date, today)
    body = _body(symbol or draft or "")
    method = _method(sheet.kind)
    counts: dict[Side, int] = {}
    roll_call: dict[str, Side] = {}
    if method is not Method.WITHOUT_A_VOTE:
        # Of how many there ever were: who was a member on that day is not for us to teach a record.
        limit = most(body, None)
        counts, total = _counts(sheet, limit)
        roll_call = _roll_call(sheet.cells, limit)
        _agree(counts, total, roll_call)
        if not counts and not roll_call:
            raise Senseless("it holds neither numbers nor votes")
        members = max(seats(body, day) or 0, total or 0) or None
        roll_call, complete = _certain(counts, roll_call, members)
    else:
        complete, members = frozenset(), None
    part = Part.PARAGRAPH if _PARAGRAPH.search(sheet.kind) else Part.WHOLE
    outcome = _outcome(body, symbol, counts, roll_call, sheet)
    vetoed_by = sorted(c for c, side in roll_call.items() if side is Side.NO and c in PERMANENT)
    return Vote(
        id=f"{bodies.CODES[body]}/{day}/{symbols.key(symbol or draft or '')}/{part}/1",
        symbol=symbol,
        draft=draft,
        body=body,
        date=day.isoformat(),
        title=_title(sheet.title),
        outcome=outcome,
        method=method,
        part=part,
        counts=counts,
        roll_call=roll_call,
        complete=complete,
        roll_call_complete=len(roll_call) == members,
        vetoed_by=tuple(vetoed_by) if outcome is Outcome.VETOED else (),
    )


# --- what it is about ---------------------------------------------------------------------------


def _symbols(sheet: Sheet) -> tuple[str | None, str | None]:
    """Return the resolution and the draft."""
    given = [symbols.printed(one) for one in sheet.symbols if one.strip()]
    for one in given:
        if len(one) > _LONGEST_SYMBOL or "/" not in one:
            raise Senseless(f"“{clean(one, one_line=True, limit=40)}” is no symbol of a document")
    resolutions = [one for one in given if "/RES/" in one.upper()]
    others = [one for one in given if one not in resolutions]
    drafts = [*others, *documents(sheet.related)]
    if not resolutions and not others:
        raise Senseless("it names no document that was voted on")
    return (resolutions[0] if resolutions else None), (drafts[0] if drafts else None)


def documents(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the drafts in these texts, then the reports; nothing else, each once."""
    found = [one for text in texts for one in symbols.find(text)]
    wanted = (symbols.Kind.DRAFT, symbols.Kind.REPORT)
    return tuple(dict.fromkeys(one.text for kind in wanted for one in found if one.kind is kind))


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text.strip()[:10])
    except ValueError:
        shown = clean(text, one_line=True, limit=40)
        raise Senseless(f"“{shown}” is no date" if shown else "it has no date") from None
    if not _FIRST_DAY <= day <= today:
        raise Senseless(f"no vote was on {day}")
    return day


def _body(symbol: str) -> str:
    body = symbols.body_of(symbol)
    if body is None:
        raise Senseless(f"“{symbol}” is no document of a body that votes")
    return body


#: What the Library puts behind a title: `resolution / adopted by the General Assembly`.
_TAIL: Final = re.compile(
    r"[\s:/.]*(?:[:/]\s*(?:draft\s+)?(?:resolution|decision)s?\s*(?:/.*)?|/\s*adopted\s+by\b.*)?$",
    re.IGNORECASE,
)


def _title(text: str) -> str:
    return _TAIL.sub("", clean(text, one_line=True, limit=_LONGEST_TITLE), count=1)


_WITHOUT: Final = re.compile(r"without\s+(?:a\s+)?(?:recorded\s+)?vote|consensus", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"\bvote[sd]?\s+on\b.{0,60}\bpara(?:graph)?s?\b", re.IGNORECASE)
_FAILED: Final = re.compile(r"\b(?:not\s+adopted|rejected|failed)\b", re.IGNORECASE)


def _method(kind: str) -> Method:
    if _WITHOUT.search(kind):
        return Method.WITHOUT_A_VOTE
    if re.search(r"show\s+of\s+hands", kind, re.IGNORECASE):
        return Method.SHOW_OF_HANDS
    return Method.UNANIMOUS if re.search(r"unanimous", kind, re.IGNORECASE) else Method.RECORDED


def _outcome(
    body: str,
    symbol: str | None,
    counts: Mapping[Side, int],
    roll_call: Mapping[str, Side],
    sheet: Sheet,
) -> Outcome:
    """Return how it ended: a number of its own says that a text was adopted."""
    if symbol:
        return Outcome.ADOPTED
    yes, no = counts.get(Side.YES, 0), counts.get(Side.NO, 0)
    if body == bodies.COUNCIL:
        if yes < COUNCIL_MAJORITY:
            return Outcome.NOT_ADOPTED
        against = any(side is Side.NO and code in PERMANENT for code, side in roll_call.items())
        return Outcome.VETOED if against else Outcome.ADOPTED
    if _FAILED.search(sheet.kind) or (counts and yes <= no):
        return Outcome.REJECTED
    return Outcome.APPROVED if body in bodies.COMMITTEES else Outcome.ADOPTED


# --- numbers and names --------------------------------------------------------------------------


def _counts(sheet: Sheet, limit: int) -> tuple[dict[Side, int], int | None]:
    """Return the stated numbers and their total; one that is missing is what remains of it."""
    stated = {side: _number(text) for side, text in sheet.totals.items() if text.strip()}
    total = stated.pop(None, None)
    counts = {side: number for side, number in stated.items() if side is not None}
    if max([total or 0, sum(counts.values())]) > limit:
        raise Senseless(f"{max(total or 0, sum(counts.values()))} votes, where {limit} are members")
    missing = [side for side in Side if side not in counts]
    if total is not None and len(missing) == 1:
        counts[missing[0]] = total - sum(counts.values())
    if total is not None and not missing and sum(counts.values()) != total:
        raise Senseless(f"its numbers make {sum(counts.values())}, it says {total}")
    if any(number < 0 for number in counts.values()):
        raise Senseless("its numbers are more than their total")
    return counts, total


def _number(text: str) -> int:
    """Read a whole number; the table has `141.0` as well."""
    match = re.fullmatch(r"\s*(\d{1,4})(?:\.0*)?\s*", text)
    if match is None:
        raise Senseless(f"“{clean(text, one_line=True, limit=40)}” is no number of votes")
    return int(match[1])


def _roll_call(cells: Iterable[Cell], limit: int) -> dict[str, Side]:
    roll_call: dict[str, Side] = {}
    for cell in cells:
        if cell.vote is not None and not cell.vote.strip():
            continue
        side = _SIDES.get(cell.vote.strip().upper()) if cell.vote is not None else Side.ABSENT
        code = state(cell.code, cell.name)
        if side is None:
            raise Senseless(f"“{clean(cell.vote or '', one_line=True, limit=20)}” is no vote")
        if code is None:
            raise Senseless(
                f"“{clean(cell.name or cell.code, one_line=True, limit=40)}” is no State"
            )
        if roll_call.setdefault(code, side) is not side:
            raise Senseless(f"{code} voted twice, and not the same")
        if len(roll_call) > limit:
            raise Senseless(f"more than {limit} States, which is all there are")
    return roll_call


def _agree(counts: Mapping[Side, int], total: int | None, roll_call: Mapping[str, Side]) -> None:
    """Raise `Senseless` if more are named than are counted."""
    named = Counter(roll_call.values())
    for side, number in counts.items():
        absent = side is Side.ABSENT and not any(named[one] for one in _COUNTED)
        if named[side] > number and not absent:
            raise Senseless(f"it names {named[side]} for {side}, and counts {number}")
    if total is not None and len(roll_call) > total:
        raise Senseless(f"it names {len(roll_call)} States, and counts {total}")


def _certain(
    counts: Mapping[Side, int], roll_call: dict[str, Side], members: int | None
) -> tuple[dict[str, Side], frozenset[Side]]:
    """Return the votes that are certain, and the sides whose names add up to their number.

    A State without a vote did not vote, but not where no State has one (the votes were not
    recorded), nor where it cannot be told from one that nobody entered yet.
    """
    named = Counter(roll_call.values())
    complete = frozenset(side for side, number in counts.items() if named[side] == number)
    voted = any(named[side] for side in _COUNTED)
    whole = Side.ABSENT in counts or len(roll_call) == members
    if (voted or not any(counts.get(side) for side in _COUNTED)) and whole:
        return roll_call, complete
    known = dict(filter(lambda item: item[1] is not Side.ABSENT, roll_call.items()))
    return known, complete - {Side.ABSENT}
