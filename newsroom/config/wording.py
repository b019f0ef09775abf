"""How mistakes are worded: what was written, what was probably meant, what would be right."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

#: Characters of a wrong value that a message repeats.
_SHOWN = 60


def quote(text: str) -> str:
    """Return `text` between quotation marks, short and printable."""
    return f"“{_line(text)}”"


def listed(names: Iterable[str]) -> str:
    """Return names between commas, each short and printable."""
    return ", ".join(map(_line, names))


def _line(text: str) -> str:
    line = "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word that `word` was probably meant to be."""
    by_lower = {each.lower(): each for each in known}
    # Long words cost difflib quadratic time, and resemble nothing that is known.
    close = difflib.get_close_matches(word.lower()[:_SHOWN], by_lower, n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None


def remedy(word: str, known: Collection[str], nothing: str = "nothing is known here") -> str:
    """Say what would be right instead of `word`."""
    meant = nearest(word, known)
    if meant is not None:
        return f"did you mean {quote(meant)}?"
    return f"one of {listed(known)}" if known else nothing


def not_yet(what: str, instead: str) -> str:
    """Refuse by name what a later version brings."""
    return f"{what} is not in this version yet; {instead}"
