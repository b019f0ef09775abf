"""How wide a text is in the letters that lie beside: read from the font's own tables.

Kerning is left out: a text is at most a little narrower than said here.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

REGULAR = "DejaVuSans.ttf"
BOLD = "DejaVuSans-Bold.ttf"
#: Platform, encoding: Unicode up to U+FFFF, in segments.
_WINDOWS_UNICODE = (3, 1)


def font_path(name: str) -> str:
    """Return where a font lies."""
    return str(files("alerts") / "fonts" / name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """Advance widths of a font's letters, in units of which `em` make the letter's size."""

    em: int
    widths: Mapping[int, int]
    #: Of a letter that the font does not have.
    missing: int

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is at a size, in the size's own unit."""
        return sum(self.widths.get(ord(char), self.missing) for char in text) * size / self.em

    def has(self, text: str) -> bool:
        """Say whether the font has every letter of a text."""
        return all(ord(char) in self.widths for char in text)


@cache
def typeface(name: str = REGULAR) -> Typeface:
    """Read a font."""
    data = (files("alerts") / "fonts" / name).read_bytes()
    tables = _tables(data)
    em = struct.unpack_from(">H", data, tables["head"] + 18)[0]
    long_metrics = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    pairs = struct.unpack_from(f">{long_metrics * 2}H", data, tables["hmtx"])
    advances = pairs[::2]
    glyphs = _glyphs(data, tables["cmap"])
    widths = {code: advances[min(glyph, long_metrics - 1)] for code, glyph in glyphs.items()}
    return Typeface(em=em, widths=widths, missing=advances[0])


def _tables(data: bytes) -> dict[str, int]:
    count = struct.unpack_from(">H", data, 4)[0]
    found = {}
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        found[tag.decode("ascii")] = offset
    return found


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Return the glyph of each character, from the table of the form that every font has."""
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    for number in range(count):
        *kind, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)
        if tuple(kind) == _WINDOWS_UNICODE:
            return _segments(data, cmap + offset)
    raise ValueError("the font has no table of Unicode characters")


def _segments(data: bytes, at: int) -> dict[int, int]:
    n = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{n}H", data, at + 14)
    starts = struct.unpack_from(f">{n}H", data, at + 16 + 2 * n)
    deltas = struct.unpack_from(f">{n}H", data, at + 16 + 4 * n)
    ranges_at = at + 16 + 6 * n
    ranges = struct.unpack_from(f">{n}H", data, ranges_at)
    found: dict[int, int] = {}
    for i in range(n):
        for code in range(starts[i], ends[i] + 1):
            glyph = code + deltas[i]
            if ranges[i]:
                place = ranges_at + 2 * i + ranges[i] + 2 * (code - starts[i])
                inside = struct.unpack_from(">H", data, place)[0] if place + 2 <= len(data) else 0
                glyph = inside + deltas[i] if inside else 0
            if glyph & 0xFFFF:
                found[code] = glyph & 0xFFFF
    return found
