"""The picture of a series: a row for each country, a column for each text, the newest one left."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from babel.dates import format_date

from alerts.labels import locale
from alerts.picture import FADED, Drawing, fitting
from alerts.typeface import typeface
from alerts.vote_labels import country_name, side_name, vote_labels
from alerts.vote_lines import name_of
from newsroom.un.votes import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.un.votes import Vote

#: More columns than this are no picture any more: the newest are shown.
MOST_TEXTS: Final = 60
_MARGIN: Final = 30
_NAME: Final = 300
_COLUMN: Final = 52
_ROW: Final = 48
_HEAD: Final = 250
_LEGEND: Final = 70
_SLANT: Final = 110
_NARROWEST: Final = 900
_SIDES: Final = (Side.YES, Side.NO, Side.ABSTAIN, Side.ABSENT, None)


def matrix_picture(
    title: str, countries: Sequence[str], votes: Sequence[Vote], language: str = "en"
) -> str:
    """Return the picture as SVG. `votes`: of the series, oldest first; an unknown one is dashed."""
    shown = tuple(reversed(votes))[:MOST_TEXTS]
    width = max(_NARROWEST, 2 * _MARGIN + _NAME + _COLUMN * len(shown) + _SLANT)
    drawing = Drawing(width, _HEAD + _ROW * len(countries) + _LEGEND)
    words, size = fitting([title], width - 2 * _MARGIN, (30, 26, 22, 18), bold=True)
    drawing.text(words, _MARGIN, 52, size, bold=True)
    for column, vote in enumerate(shown):
        x = _MARGIN + _NAME + _COLUMN * column
        drawing.text(_heading(vote, language), x + 26, _HEAD - 14, 18, turn=55, fill=FADED)
    for row, code in enumerate(countries):
        _country(drawing, code, shown, _HEAD + _ROW * row, language)
    _legend(drawing, _HEAD + _ROW * len(countries) + 22, language)
    return drawing.svg(title, "; ".join(_told(code, shown, language) for code in countries))


def _heading(vote: Vote, language: str) -> str:
    symbol = name_of(vote).removeprefix("A/RES/").removeprefix("S/RES/")
    if vote.date is None:
        return symbol
    day = format_date(date.fromisoformat(vote.date), "MMM y", locale=locale(language))
    return f"{symbol} · {day}"


def _country(drawing: Drawing, code: str, votes: Sequence[Vote], y: float, language: str) -> None:
    if y > _HEAD:
        drawing.rule(_MARGIN, y, drawing.width - _MARGIN)
    brief = vote_labels(language).brief.get(code, code)
    names = (country_name(code, language), brief, code)
    name, size = fitting(names, _NAME - 20, (26, 24), bold=True)
    drawing.text(name, _MARGIN, y + 33, size, bold=True)
    for column, vote in enumerate(votes):
        x = _MARGIN + _NAME + _COLUMN * column
        drawing.tile(vote.roll_call.get(code), x + 8, y + 7, 34)


def _legend(drawing: Drawing, y: float, language: str) -> None:
    x = float(_MARGIN)
    for side in _SIDES:
        word = vote_labels(language).unknown if side is None else side_name(side, language)
        drawing.tile(side, x, y, 26)
        drawing.text(word, x + 36, y + 21, 22)
        x += 36 + typeface().width(word, 22) + 26


def _told(code: str, votes: Sequence[Vote], language: str) -> str:
    sides = [(name_of(vote), vote.roll_call.get(code)) for vote in votes]
    known = ", ".join(f"{name} {side_name(side, language)}" for name, side in sides if side)
    return f"{country_name(code, language)}{vote_labels(language).colon}{known}"
