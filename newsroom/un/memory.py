"""Votes as JSON, both ways: the starter memory `memory.jsonl`, and what stands behind the store.

A line is a vote as `votes show` prints it, with its `source`. What does not add up is refused.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from newsroom.un.absences import with_absences
from newsroom.un.bodies import CODES
from newsroom.un.countries import countries
from newsroom.un.membership import most
from newsroom.un.series import order
from newsroom.un.sourced import Origin, Sourced, same_text, slot_of
from newsroom.un.states import FORMER
from newsroom.un.votes import Method, Outcome, Part, Side, Vote, as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COUNTS: Final = {
    "in_favour": Side.YES,
    "against": Side.NO,
    "abstaining": Side.ABSTAIN,
    "not_voting": Side.ABSENT,
}
_SIDES: Final = {side.value: side for side in Side}
_KEYS: Final = frozenset(
    {
        *COUNTS, "id", "symbol", "draft", "body", "date", "title", "outcome", "method", "part",
        "roll_call", "lists", "roll_call_complete", "vetoed_by", "source",
    }
)  # fmt: skip
#: Of a line; a vote of 193 States has 3,000 characters.
_LONGEST: Final = 50_000


def shown(one: Sourced) -> dict[str, object]:
    """Return a vote with the keys of `votes show`."""
    return {**as_json(one.vote), "source": one.source}


def vote_from(data: Mapping[str, object], notes: Iterable[str] = ()) -> Vote:
    """Return the vote of what `as_json` made; nothing is checked that is not needed for it.

    Raises `KeyError`, `TypeError` or `ValueError` for what `as_json` cannot have made.
    """
    lists, roll_call, vetoed_by = data["lists"], data["roll_call"], data["vetoed_by"]
    if not (isinstance(lists, dict) and isinstance(roll_call, dict)):
        raise TypeError("lists and roll_call should be mappings")
    if not isinstance(vetoed_by, list):
        raise TypeError("vetoed_by should be a list")
    return Vote(
        id=_text(data, "id"),
        symbol=_optional(data, "symbol"),
        draft=_optional(data, "draft"),
        body=_text(data, "body"),
        date=_optional(data, "date"),
        title=_text(data, "title"),
        outcome=Outcome(_text(data, "outcome")),
        method=Method(_text(data, "method")),
        part=Part(_text(data, "part")),
        counts=_counts(data),
        roll_call={code: _SIDES[side] for code, side in roll_call.items()},
        complete=frozenset(_SIDES[side] for side, state in lists.items() if state == "complete"),
        roll_call_complete=data["roll_call_complete"] is True,
        vetoed_by=tuple(vetoed_by),
        notes=tuple(notes),
    )


def _text(data: Mapping[str, object], key: str) -> str:
    value = data[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} should be text")
    return value


def _optional(data: Mapping[str, object], key: str) -> str | None:
    return None if data[key] is None else _text(data, key)


def _counts(data: Mapping[str, object]) -> dict[Side, int]:
    counts: dict[Side, int] = {}
    for key, side in COUNTS.items():
        number = data[key]
        if number is None:
            continue
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise TypeError(f"{key} should be a number or null")
        counts[side] = number
    return counts


# --- memory.jsonl -------------------------------------------------------------------------------


def read_line(line: str) -> Sourced:
    """Return the vote of a line of the starter memory; raises `ValueError` with a sentence."""
    if len(line) > _LONGEST:
        raise ValueError("is too long for a vote")
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("is not JSON") from None
    if not isinstance(data, dict):
        raise ValueError("should be a vote as `vedette votes show --json` prints it")  # noqa: TRY004 - a mistake in a file
    _check_keys(data)
    try:
        vote = vote_from(data)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(str(error.args[0] if error.args else error)) from None
    source = data["source"]
    if not isinstance(source, str) or not source.strip():
        raise ValueError("source should say where this vote is from")
    _check(vote)
    return Sourced(vote=vote, origin=Origin.MEMORY, source=source)


def _check_keys(data: Mapping[str, object]) -> None:
    if lacking := sorted(_KEYS - data.keys()):
        raise ValueError(f"lacks {', '.join(lacking)}")


def _check(vote: Vote) -> None:
    """Raise `ValueError` for a vote that does not add up."""
    if not (vote.symbol or vote.draft):
        raise ValueError("names neither symbol nor draft")
    if vote.body not in CODES:
        raise ValueError(f"{vote.body!r} is no body; one of {', '.join(CODES)}")
    if vote.date is None or date.fromisoformat(vote.date).isoformat() != vote.date:
        raise ValueError("date should be a day, such as 2023-02-23")
    for code in (*vote.roll_call, *vote.vetoed_by):
        if code not in countries() and code not in FORMER:
            raise ValueError(f"{code!r} is no country's code (ISO 3166-1 alpha-3)")
    _check_numbers(vote, most(vote.body, date.fromisoformat(vote.date)))


def _check_numbers(vote: Vote, limit: int) -> None:
    if max(sum(vote.counts.values()), len(vote.roll_call)) > limit:
        raise ValueError(f"has more votes than {limit}, which is all there are")
    named = Counter(vote.roll_call.values())
    for side in Side:
        number = vote.counts.get(side)
        if number is not None and named[side] > number:
            raise ValueError(f"names {named[side]} for {side}, and counts {number}")
        if side in vote.complete and named[side] != number:
            raise ValueError(f"the list of {side} is no complete one: {named[side]} of {number}")
    if vote.roll_call_complete and sum(vote.counts.values()) != len(vote.roll_call):
        raise ValueError("the roll call is not complete")


# --- behind the store ---------------------------------------------------------------------------


def remembered(stored: Sequence[Sourced], memory: Iterable[Sourced]) -> tuple[Sourced, ...]:
    """Return all votes that are known, oldest first, with what membership makes certain.

    A voting record replaces a line of the memory; so does a page, unless the line has every name
    and the page has not.
    """
    known = {slot_of(one): one for one in stored}
    for line in memory:
        rival = known.get(slot_of(line)) or next((o for o in stored if same_text(o, line)), None)
        if rival is None:
            known[slot_of(line)] = line
        elif rival.origin <= Origin.PAGE and _knows_more(line.vote, rival.vote):
            known.pop(slot_of(rival), None)
            known[slot_of(line)] = line
    return tuple(sorted(map(_completed, known.values()), key=lambda one: order(one.vote)))


def _knows_more(line: Vote, page: Vote) -> bool:
    return line.roll_call_complete and not page.roll_call_complete


def _completed(one: Sourced) -> Sourced:
    vote = with_absences(one.vote)
    if vote is one.vote:
        return one
    return Sourced(
        vote=vote,
        origin=one.origin,
        source=one.source,
        record=one.record,
        version=one.version,
        related=one.related,
    )
