"""The picture of a vote: a bar with the watched countries, or the fifteen of the Security Council.

It holds no fact that the text above it lacks, and never more than is known: a country that no list
names has a dashed square.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from alerts import vote_lines as say
from alerts.picture import COLOURS, EDGE, FADED, INK, LINE, PANEL, Drawing, fitting
from alerts.typeface import BOLD, typeface
from alerts.vote_labels import body_name, country_name, side_name, vote_labels
from newsroom.un.claims import Word
from newsroom.un.membership import members
from newsroom.un.votes import COUNCIL_SEATS, PERMANENT, Method, Part, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.record import Record
    from newsroom.un.votes import Vote

WIDTH: Final = 900
HEIGHT: Final = 500
LEFT: Final = 30
RIGHT: Final = 870
_ROWS: Final = 6
_BEFORE: Final = 5
_SIDES: Final = (Side.YES, Side.NO, Side.ABSTAIN, Side.ABSENT)
_QUIET: Final = frozenset({Method.UNANIMOUS, Method.WITHOUT_A_VOTE, Method.SHOW_OF_HANDS})


def vote_picture(vote: Vote, countries: Sequence[str], record: Record, language: str) -> str | None:
    """Return the picture of a vote as SVG; None for a vote that has nothing to show."""
    if vote.method in _QUIET or vote.part is not Part.WHOLE or not say.tally(vote):
        return None
    if vote.body == say.COUNCIL:
        return _council(vote, language)
    return _roll_call(vote, countries, record, language)


def _head(drawing: Drawing, vote: Vote, language: str) -> None:
    body = vote_labels(language).sealed.format(body=body_name(vote.body, language))
    body, size = fitting([body], 640, (26, 24, 22))
    drawing.text(body, LEFT, 46, size, fill=FADED)
    day = say.day_of(vote, language)
    drawing.text(day, RIGHT, 46, 26, anchor="end", fill=FADED)


def _described(vote: Vote, language: str, told: Sequence[str]) -> tuple[str, str]:
    own = vote_labels(language)
    title = f"{body_name(vote.body, language)}{own.colon}{say.name_of(vote)}"
    outcome = own.outcomes[vote.outcome.value]
    numbers = [
        f"{side_name(side, language)} {vote.counts[side]}" for side in _SIDES if side in vote.counts
    ]
    sums = ", ".join(numbers)
    return title, "; ".join([f"{outcome} ({say.day_of(vote, language)}){own.colon}{sums}", *told])


# --- the Assembly and whoever votes like it -----------------------------------------------------


def _roll_call(vote: Vote, countries: Sequence[str], record: Record, language: str) -> str:
    drawing = Drawing(WIDTH, HEIGHT)
    _head(drawing, vote, language)
    _outcome(drawing, vote, language)
    _bar(drawing, vote)
    _numbers(drawing, vote, language)
    drawing.box(0, 228, WIDTH, HEIGHT - 228, fill=PANEL, round_by=0)
    shown, more = _chosen(vote, countries, record)
    before = record.before(vote, _BEFORE)
    own = vote_labels(language)
    caption = own.before_it if record.is_whole(vote) else own.recorded_before
    _captions(drawing, caption.format(n=len(before)) if before else "", more, language)
    for row, code in enumerate(shown):
        y = 278 + row * 35.5
        _country(drawing, vote, code, y, language)
        past = record.sides(code, before)
        for place, side in enumerate(past):
            drawing.tile(side, 843 - 37 * (len(past) - 1 - place), y + 1, 26)
        if row:
            drawing.rule(LEFT, y - 3.7, RIGHT)
    told = [
        f"{country_name(code, language)}{vote_labels(language).colon}"
        f"{side_name(vote.roll_call[code], language)}"
        for code in shown
        if code in vote.roll_call
    ]
    return drawing.svg(*_described(vote, language, told))


def _outcome(drawing: Drawing, vote: Vote, language: str) -> None:
    words = vote_labels(language).outcomes[vote.outcome.value]
    name, size = fitting([say.name_of(vote)], 440, (34, 30, 26, 24), bold=True)
    taken = typeface(BOLD).width(name, size)
    room = RIGHT - LEFT - taken - 30
    words, large = fitting([words], room, (50, 44, 38, 32, 26), bold=True)
    drawing.text(words, LEFT, 104, large, bold=True)
    drawing.text(name, RIGHT, 104, size, bold=True, anchor="end")


def _bar(drawing: Drawing, vote: Vote) -> None:
    counts = [(side, vote.counts.get(side) or 0) for side in _SIDES]
    shown = [(side, number) for side, number in counts if number]
    whole = sum(number for _, number in shown) or 1
    room = RIGHT - LEFT - 3 * (len(shown) - 1)
    x = float(LEFT)
    for side, number in shown:
        width = room * number / whole
        edge = EDGE if side is Side.ABSENT else None
        drawing.box(x, 122, width, 30, fill=COLOURS[side], edge=edge)
        x += width + 3


def _numbers(drawing: Drawing, vote: Vote, language: str) -> None:
    """Write the four numbers, each over its word, with the room between them shared out."""
    own, face = vote_labels(language), typeface()
    told = [side for side in _SIDES if vote.counts.get(side) is not None]
    words = {side: side_name(side, language) for side in told}
    if Side.ABSENT in words:
        words[Side.ABSENT] = own.absent[:1].lower() + own.absent[1:]
    widths = [max(face.width(words[side], 24), 110.0) for side in told]
    gap = (RIGHT - LEFT - sum(widths)) / max(len(told) - 1, 1)
    x = float(LEFT)
    for side, width in zip(told, widths, strict=True):
        drawing.tile(side, x, 162, 28)
        drawing.text(str(vote.counts[side]), x + 38, 187, 32, bold=True)
        drawing.text(words[side], x, 217, 24)
        x += width + min(gap, 96)


def _chosen(vote: Vote, countries: Sequence[str], record: Record) -> tuple[tuple[str, ...], int]:
    """Return the countries for which there is room, and how many are left to the text.

    Where there are too many, those who broke their record go first.
    """
    can = [code for code in countries if say.may_have_voted(vote, code)]
    if len(can) <= _ROWS:
        return tuple(can), 0
    broke = [code for code in can if _broke(vote, code, record)]
    first = [*broke, *(code for code in can if code not in broke)][:_ROWS]
    return tuple(code for code in can if code in first), len(can) - _ROWS


def _broke(vote: Vote, code: str, record: Record) -> bool:
    past = record.past(code, vote)
    return past is not None and past.word in {Word.FIRST, Word.AGAIN}


def _captions(drawing: Drawing, before: str, more: int, language: str) -> None:
    own = vote_labels(language)
    left = f"{own.this_vote} · +{more}" if more else own.this_vote
    drawing.text(left, LEFT, 262, 22, fill=FADED)
    if before:
        words, size = fitting([before], 520, (22, 20))
        drawing.text(words, RIGHT, 262, size, anchor="end", fill=FADED)


def _country(drawing: Drawing, vote: Vote, code: str, y: float, language: str) -> None:
    side = vote.roll_call.get(code)
    drawing.tile(side, LEFT, y, 28)
    name, size = fitting(_names(code, language), 366, (27, 25, 24), bold=True)
    drawing.text(name, 74, y + 23, size, bold=True)
    words, size = fitting(_words(side, language), 235, (26, 24))
    drawing.text(words, 450, y + 23, size)


def _names(code: str, language: str) -> tuple[str, ...]:
    """Return a country's name, its short form, and what fits everywhere."""
    brief = vote_labels(language).brief.get(code, code)
    return (country_name(code, language), brief, code)


def _words(side: Side | None, language: str) -> tuple[str, ...]:
    if side is None:
        return ("?",)
    own, long = vote_labels(language), side_name(side, language)
    short = own.short[_SIDES.index(side)]
    return (long, own.absent, short) if side is Side.ABSENT else (long, short)


# --- the Security Council -----------------------------------------------------------------------


def _council(vote: Vote, language: str) -> str | None:
    seated = members(vote.body, date.fromisoformat(vote.date)) if vote.date else None
    everybody = seated or frozenset(vote.roll_call)
    if len(everybody) != COUNCIL_SEATS or not set(vote.roll_call) <= everybody:
        return None
    own = vote_labels(language)
    drawing = Drawing(WIDTH, HEIGHT)
    _head(drawing, vote, language)
    _outcome(drawing, vote, language)
    drawing.text(own.permanent_members, LEFT, 150, 22, fill=FADED)
    drawing.text(own.elected_members, LEFT, 279, 22, fill=FADED)
    named = [(country_name(code, language), code) for code in everybody]
    named.sort(key=lambda one: say.alphabetical(one[0]))
    permanent = [one for one in named if one[1] in PERMANENT]
    elected = [one for one in named if one[1] not in PERMANENT]
    for place, (_, code) in enumerate([*permanent, *elected]):
        row, column = divmod(place, 5)
        _seat(drawing, vote, code, 30 + 169 * column, (160, 288, 390)[row], language)
    told = [
        f"{name}{own.colon}{side_name(vote.roll_call[code], language)}"
        for name, code in named
        if code in vote.roll_call
    ]
    drawing.text(_sums(vote, language), RIGHT, 150, 24, anchor="end")
    return drawing.svg(*_described(vote, language, told))


def _sums(vote: Vote, language: str) -> str:
    short = vote_labels(language).short
    told = [(side, vote.counts.get(side)) for side in _SIDES[:3]]
    return " · ".join(f"{n} {short[_SIDES.index(side)]}" for side, n in told if n is not None)


def _seat(  # noqa: PLR0913, PLR0917 - a place in a picture
    drawing: Drawing, vote: Vote, code: str, x: float, y: float, language: str
) -> None:
    veto = code in vote.vetoed_by
    side = vote.roll_call.get(code)
    edge, thick = (INK, 4.0) if veto else (LINE, 1.5)
    drawing.box(x, y, 161, 90, fill=PANEL, round_by=10, edge=edge, thick=thick)
    drawing.tile(side, x + 10, y + 12, 36)
    own = vote_labels(language)
    short = own.outcomes["veto"] if veto else own.short[_SIDES.index(side)] if side else "?"
    words, size = fitting([short], 98, (25, 22, 20, 18), bold=veto)
    drawing.text(words, x + 56, y + 40, size, bold=veto)
    name, size = fitting(_names(code, language), 149, (26, 24), bold=True)
    drawing.text(name, x + 8, y + 76, size, bold=True)
