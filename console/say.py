"""Words for people: one symbol per state, colour only where it is wanted, width only on a terminal.

Data goes to stdout; what is said here goes to stderr unless told otherwise.
"""

from __future__ import annotations

import json
import locale
import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typing import TextIO


class Mark(StrEnum):
    """What a line is about."""

    OK = "ok"
    DOUBT = "doubt"
    BAD = "bad"
    NOTE = "note"


_SYMBOLS = {
    Mark.OK: ("✓", "ok", "green"),
    Mark.DOUBT: ("!", "!", "yellow"),
    Mark.BAD: ("✗", "x", "red"),
    Mark.NOTE: ("·", "-", None),
}


def symbol(mark: Mark, *, stream: TextIO | None = None) -> str:
    """Return the symbol of a state, in colour on a terminal that wants it."""
    stream = stream or sys.stderr
    drawn, ascii_form, colour = _SYMBOLS[mark]
    text = drawn if speaks_unicode(stream) else ascii_form
    return click.style(text, fg=colour) if colour and coloured(stream) else text


def speaks_unicode(stream: TextIO) -> bool:
    """Say whether a stream can show more than ASCII."""
    encoding = getattr(stream, "encoding", None) or locale.getpreferredencoding(do_setlocale=False)
    return encoding.lower().replace("-", "") in {"utf8", "utf16", "utf32", "gb18030"}


def coloured(stream: TextIO) -> bool:
    """Say whether colour is wanted on a stream."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(mark: Mark, text: str, *, stream: TextIO | None = None) -> None:
    """Print one line that begins with its state's symbol."""
    stream = stream or sys.stderr
    click.echo(f"{symbol(mark, stream=stream)} {printable(text)}", file=stream)


def printable(text: str) -> str:
    """Return `text` without characters that would drive a terminal or start a new line."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def cut(text: str, width: int, *, stream: TextIO) -> str:
    """Shorten to `width` characters on a terminal, with an ellipsis where something went."""
    if len(text) <= width or not stream.isatty():
        return text
    return text[: max(width - 1, 0)] + "…"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: `1 watch`, `2 watches`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def json_text(data: object, *, stream: TextIO | None = None) -> str:
    """Return data as JSON in one line, escaped where the stream (stdout) is not Unicode."""
    plain = not speaks_unicode(stream or sys.stdout)
    return json.dumps(data, ensure_ascii=plain)
