"""Drawing: a template's parts as SVG, and SVG as PNG. Same facts, same bytes.

Each state of a vote is a colour and a shape, for those who cannot tell the colours apart.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

from alerts.typeface import BOLD, REGULAR, font_path, typeface
from newsroom.un.votes import Side

if TYPE_CHECKING:
    from collections.abc import Iterable

INK: Final = "#14202B"
FADED: Final = "#5B6873"
GROUND: Final = "#FFFFFF"
PANEL: Final = "#F3F5F7"
LINE: Final = "#D5DBE1"
EDGE: Final = "#9AA6B1"
COLOURS: Final = {
    Side.YES: "#0B7A53",
    Side.NO: "#C2410C",
    Side.ABSTAIN: "#E8B400",
    Side.ABSENT: GROUND,
}
#: Strokes in a square of the size 1: tick, cross and dash; who did not vote has an empty one.
_STROKES: Final = {
    Side.YES: (((0.275, 0.5), (0.454, 0.679), (0.725, 0.321)),),
    Side.NO: (((0.275, 0.275), (0.725, 0.725)), ((0.725, 0.275), (0.275, 0.725))),
    Side.ABSTAIN: (((0.275, 0.5), (0.725, 0.5)),),
    Side.ABSENT: (),
}


class Drawing:
    """A picture that grows; lengths are pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._parts: list[str] = []
        self.box(0, 0, width, height, fill=GROUND, round_by=0)

    def text(  # noqa: PLR0913 - what a text in a picture has
        self,
        words: str,
        x: float,
        y: float,
        size: float,
        *,
        bold: bool = False,
        anchor: str = "start",
        fill: str = INK,
        turn: float = 0,
    ) -> None:
        """Write one line; `y` is its base line. `turn`: degrees against the clock, round x, y."""
        turned = f' transform="rotate({_n(-turn)} {_n(x)} {_n(y)})"' if turn else ""
        weight = ' font-weight="bold"' if bold else ""
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{weight} fill="{fill}"'
            f' text-anchor="{anchor}"{turned}>{escape(words, quote=False)}</text>'
        )

    def box(  # noqa: PLR0913 - what a box in a picture has
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str,
        round_by: float = 4,
        edge: str | None = None,
        thick: float = 2,
        dashed: bool = False,
    ) -> None:
        """Draw a box; its edge is drawn inside and outside of its line alike."""
        stroke = f' stroke="{edge}" stroke-width="{_n(thick)}"' if edge else ""
        dashes = ' stroke-dasharray="4 3"' if dashed else ""
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
            f' rx="{_n(round_by)}" fill="{fill}"{stroke}{dashes}/>'
        )

    def rule(self, x: float, y: float, to: float) -> None:
        """Draw a thin line from left to right."""
        self._parts.append(f'<path d="M{_n(x)} {_n(y)}H{_n(to)}" stroke="{LINE}"/>')

    def tile(self, side: Side | None, x: float, y: float, size: float) -> None:
        """Draw the square that stands for a vote; None: it is not known."""
        inner = 0.139 * size
        if side is None:
            self.box(x, y, size, size, fill=PANEL, round_by=inner, edge=EDGE, dashed=True)
            return
        edge = EDGE if side is Side.ABSENT else None
        self.box(x, y, size, size, fill=COLOURS[side], round_by=inner, edge=edge, thick=2.5)
        colour = INK if side is Side.ABSTAIN else GROUND
        for stroke in _STROKES[side]:
            points = "L".join(f"{_n(x + a * size)} {_n(y + b * size)}" for a, b in stroke)
            self._parts.append(
                f'<path d="M{points}" fill="none" stroke="{colour}"'
                f' stroke-width="{_n(0.121 * size)}" stroke-linecap="round"'
                ' stroke-linejoin="round"/>'
            )

    def svg(self, title: str, description: str) -> str:
        """Return the picture with the same facts in words."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}"'
            f' width="{self.width}" height="{self.height}" role="img" aria-labelledby="t d"'
            " font-family=\"'DejaVu Sans',sans-serif\">\n"
            f'<title id="t">{escape(title, quote=False)}</title>\n'
            f'<desc id="d">{escape(description, quote=False)}</desc>\n'
            + "\n".join(self._parts)
            + "\n</svg>\n"
        )


def fitting(
    candidates: Iterable[str], room: float, sizes: Iterable[float], *, bold: bool = False
) -> tuple[str, float]:
    """Return the first of the words that fits, in the greatest of the sizes; else the last, small.

    Words go before sizes: a shorter form is taken only where no size will do.
    """
    face = typeface(BOLD if bold else REGULAR)
    tried = [(words, size) for words in candidates for size in sizes]
    return next(((w, s) for w, s in tried if face.width(w, s) <= room), tried[-1])


@lru_cache(maxsize=8)
def png(svg: str) -> bytes:
    """Return the picture as PNG. Takes some 60 ms; raises `ValueError` for what is no SVG."""
    # Imported here: a service that sends no picture never loads it.
    import resvg_py  # noqa: PLC0415

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            font_files=[font_path(REGULAR), font_path(BOLD)],
        )
    )


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
