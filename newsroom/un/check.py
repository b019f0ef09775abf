"""A telling made into a vote: lists checked, numbers against seats, the veto computed."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newsroom.un import bodies
from newsroom.un.countries import name_of
from newsroom.un.membership import most, seats
from newsroom.un.votes import (
    COUNCIL_MAJORITY,
    COUNCIL_SEATS,
    PERMANENT,
    Method,
    Outcome,
    Part,
    Side,
    Vote,
)

if TYPE_CHECKING:
    from newsroom.un.document import Document
    from newsroom.un.tellings import Telling

_LOG = logging.getLogger(__name__)
_COUNTED: Final = (Side.YES, Side.NO, Side.ABSTAIN)


@dataclass(slots=True)
class _Sheet:
    """The counting paper of one vote."""

    numbers: dict[Side, int]
    lists: dict[Side, tuple[str, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def checked(telling: Telling, document: Document) -> Vote | None:
    """Return the vote that a telling states, None if what it states can be no vote of its body."""
    sheet = _Sheet(dict(telling.numbers))
    if not _possible(sheet, telling, document) and not (
        telling.object.draft or telling.object.symbol
    ):
        return None
    _lists(sheet, telling)
    if telling.body == bodies.COUNCIL:
        _council(sheet, telling)
    roll_call, complete = _roll_call(sheet, telling)
    outcome = _outcome(telling, sheet)
    for note in sheet.notes:
        _LOG.info("%s: %s", telling.object.draft or telling.object.title or telling.body, note)
    return Vote(
        id="",
        symbol=telling.object.symbol,
        draft=telling.object.draft,
        body=telling.body,
        date=document.day.isoformat() if document.day else None,
        title=telling.object.title,
        outcome=outcome,
        method=_method(telling, sheet),
        part=telling.object.part,
        counts=sheet.numbers,
        roll_call=roll_call,
        complete=complete,
        roll_call_complete=_is_whole(sheet, complete, telling.body, document),
        vetoed_by=_vetoed_by(telling, sheet) if outcome is Outcome.VETOED else (),
        notes=tuple(sheet.notes),
    )


def _possible(sheet: _Sheet, telling: Telling, document: Document) -> bool:
    """Take numbers away that the body has not the members for."""
    limit = most(telling.body, document.day)
    total = sum(sheet.numbers.values())
    if total <= limit:
        return True
    sheet.notes.append(f"{total} votes stated, {limit} members: no number is kept")
    sheet.numbers.clear()
    return False


# --- lists --------------------------------------------------------------------------------------


def _lists(sheet: _Sheet, telling: Telling) -> None:
    """Keep the lists that fit their number; of the others the number stays."""
    for side, names in telling.names.items():
        sheet.notes += names.notes
        number = sheet.numbers.get(side)
        if number is None:
            # The numbers that the page stated cannot be: nothing can be checked against them.
            continue
        if names.nobody and number == 0:
            sheet.lists[side] = ()
        elif names.clean and len(names.codes) == number:
            sheet.lists[side] = names.codes
        elif names.codes:
            sheet.notes.append(
                _misfit(side, number, len(names.codes), names.unknown, names.doubled)
            )
    _mend_korea(sheet)
    _drop_contradictions(sheet)


def _misfit(
    side: Side, number: int, named: int, unknown: tuple[str, ...], doubled: tuple[str, ...]
) -> str:
    reasons = [f"{number} stated, {named} named"]
    reasons += [f"not understood: {word}" for word in unknown[:3]]
    reasons += [f"named twice: {name_of(code)}" for code in doubled]
    return f"list of {side.value} dropped: {'; '.join(reasons)}"


def _mend_korea(sheet: _Sheet) -> None:
    """Undo a known slip: DR Congo printed for the DPRK, so that it stands on two sides at once."""
    sides = [side for side, codes in sheet.lists.items() if "COD" in codes]
    if (
        len(sides) == 1
        or Side.NO not in sides
        or any("PRK" in codes for codes in sheet.lists.values())
    ):
        return
    sheet.lists[Side.NO] = tuple("PRK" if code == "COD" else code for code in sheet.lists[Side.NO])
    sheet.notes.append("DR Congo stands on two sides: read as the DPRK among those against")


def _drop_contradictions(sheet: _Sheet) -> None:
    """Drop lists that name one State on two sides: one of them is wrong, and which is not known."""
    seen: dict[str, Side] = {}
    wrong: set[Side] = set()
    for side, codes in sheet.lists.items():
        for code in codes:
            if code in seen:
                wrong |= {side, seen[code]}
                sheet.notes.append(f"{name_of(code)} stands on two sides: both lists dropped")
            seen[code] = side
    for side in wrong:
        del sheet.lists[side]


def _roll_call(sheet: _Sheet, telling: Telling) -> tuple[dict[str, Side], frozenset[Side]]:
    roll_call = {code: side for side, codes in sheet.lists.items() for code in codes}
    for side, codes in telling.some.items():
        if side in sheet.numbers and side not in sheet.lists:
            for code in codes:
                roll_call.setdefault(code, side)
    return roll_call, frozenset(sheet.lists)


def _is_whole(sheet: _Sheet, complete: frozenset[Side], body: str, document: Document) -> bool:
    """Tell whether every member on that day is in the lists."""
    stated = {side for side, number in sheet.numbers.items() if number}
    if not stated or not stated <= complete or not set(_COUNTED) <= set(sheet.numbers):
        return False
    members = seats(body, document.day) if document.day else None
    if members is None and body == bodies.COUNCIL:
        members = COUNCIL_SEATS
    return sum(len(codes) for codes in sheet.lists.values()) == members


# --- the Security Council -----------------------------------------------------------------------


def _council(sheet: _Sheet, telling: Telling) -> None:
    """Add what the Council's rules make certain: a veto states its voter, fifteen are fifteen."""
    if telling.method is Method.WITHOUT_A_VOTE:
        return
    numbers = sheet.numbers
    if telling.vetoed_by and telling.action == "veto":
        missing = {Side.YES, Side.ABSTAIN} <= set(numbers)
        if Side.NO not in numbers and not missing:
            numbers[Side.NO] = len(telling.vetoed_by)
        _fill(numbers)
        if numbers.get(Side.NO) == len(telling.vetoed_by) and Side.NO not in sheet.lists:
            sheet.lists[Side.NO] = telling.vetoed_by
    _fill(numbers)


def _fill(numbers: dict[Side, int]) -> None:
    """Set the one missing number to what remains of fifteen; fifteen in favour leave nobody."""
    missing = [side for side in _COUNTED if side not in numbers]
    rest = COUNCIL_SEATS - sum(numbers.values())
    if rest >= 0 and numbers and (len(missing) == 1 or (rest == 0 and missing)):
        numbers.update(
            dict.fromkeys(missing, 0) | ({missing[0]: rest} if len(missing) == 1 else {})
        )


def _vetoed_by(telling: Telling, sheet: _Sheet) -> tuple[str, ...]:
    against = [code for code in sheet.lists.get(Side.NO, ()) if code in PERMANENT]
    return tuple(sorted(against or telling.vetoed_by))


# --- how it ended -------------------------------------------------------------------------------


def _method(telling: Telling, sheet: _Sheet) -> Method:
    divided = sheet.numbers.get(Side.NO) or sheet.numbers.get(Side.ABSTAIN)
    if telling.method is Method.UNANIMOUS and divided:
        return Method.RECORDED
    return telling.method


def _outcome(telling: Telling, sheet: _Sheet) -> Outcome:
    passed = _passed(telling, sheet)
    if telling.body == bodies.COUNCIL:
        return _council_outcome(telling, sheet, passed=passed)
    if not passed:
        return Outcome.REJECTED
    return Outcome.APPROVED if telling.body in bodies.COMMITTEES else Outcome.ADOPTED


def _passed(telling: Telling, sheet: _Sheet) -> bool:
    if telling.action is not None:
        return telling.action in {"adopt", "approve", "keep"}
    sheet.notes.append("no word of the outcome: taken from the numbers")
    return sheet.numbers.get(Side.YES, 0) > sheet.numbers.get(Side.NO, 0)


def _council_outcome(telling: Telling, sheet: _Sheet, *, passed: bool) -> Outcome:
    """Compute the veto: nine or more in favour, and a permanent member against."""
    yes = sheet.numbers.get(Side.YES)
    against = PERMANENT & set(sheet.lists.get(Side.NO, ()))
    procedural = telling.object.part is Part.MOTION
    if not procedural and yes is not None and yes >= COUNCIL_MAJORITY and (against or not passed):
        return Outcome.VETOED
    if not procedural and telling.action == "veto" and (yes is None or yes >= COUNCIL_MAJORITY):
        return Outcome.VETOED
    if passed and (yes is None or yes >= COUNCIL_MAJORITY):
        return Outcome.ADOPTED
    rejected = telling.action == "reject" and telling.object.part is not Part.WHOLE
    return Outcome.REJECTED if rejected else Outcome.NOT_ADOPTED
