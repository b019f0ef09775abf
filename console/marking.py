"""Matched words in their context: what an operator sees of a match."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

import click

from console.say import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsroom.meaning import Evidence

#: Code points shown before the first matched word of a line and after the last.
_AROUND: Final = 50
_SPACES: Final = re.compile(r"\s+")
#: Words nearer than this stand in one line.
_TOGETHER: Final = 80


def marked(
    texts: Mapping[str, str], evidence: Iterable[Evidence], *, coloured: bool = False
) -> Iterator[str]:
    """Yield a line for each group of matched words that stand together, with the rules behind.

    `texts`: title and body, as they were judged. Words stand in brackets, on a terminal in colour.
    """
    ordered = sorted(evidence, key=lambda one: (one.field != "title", one.start, -one.end))
    for field, found in groupby(ordered, key=lambda one: one.field):
        for group in _groups(list(found)):
            yield f"{field}: {_excerpt(texts[field], group, coloured)} ({printable(_rules(group))})"


def _groups(found: Sequence[Evidence]) -> Iterator[list[Evidence]]:
    group: list[Evidence] = []
    for one in found:
        if group and one.start - group[-1].end > _TOGETHER:
            yield group
            group = []
        group.append(one)
    yield group


def _excerpt(text: str, group: Sequence[Evidence], coloured: bool) -> str:
    begin = _word_border(text, max(0, group[0].start - _AROUND))
    end = max(one.end for one in group)
    stop = min(len(text), end + _AROUND)
    pieces = ["…" if begin else ""]
    at = begin
    for one in group:
        # Two rules may have found the same words, or parts of them.
        start = max(at, one.start)
        if one.end <= at:
            continue
        pieces += [_plain(text[at:start]), _mark(_plain(text[start : one.end]), coloured)]
        at = one.end
    pieces += [_plain(text[at:stop]), "…" if stop < len(text) else ""]
    return "".join(pieces)


def _plain(text: str) -> str:
    """Put a text in one line that drives no terminal."""
    return printable(_SPACES.sub(" ", text))


def _word_border(text: str, at: int) -> int:
    """Return the beginning of the next word, unless that is far."""
    border = text.find(" ", at, at + _AROUND // 2)
    return border + 1 if at and border >= 0 else at


def _mark(words: str, coloured: bool) -> str:
    return click.style(words, bold=True, fg="yellow") if coloured else f"[{words}]"


def _rules(group: Sequence[Evidence]) -> str:
    return "; ".join(dict.fromkeys(one.why for one in group))
