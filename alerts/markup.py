"""A message as parts: what is bold, a link, a quotation or a time; escaped at the very last step.

Texts are cut while they are still plain, so no cut can fall inside a tag or an entity.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What Telegram takes in one message, in UTF-16 units after its entities are parsed.
LONGEST_MESSAGE = 4096
_LONGEST_ADDRESS = 2048
_ASTRAL = 0xFFFF
_JOINER = "\u200d"
#: What is never shown: controls but the line feed, surrogates, direction marks, non-characters.
_UNSHOWN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]"
)
_NO_BREAK = frozenset("\u00a0\u202f")
#: Telegram takes a text of nothing but these for empty.
_INVISIBLE = "\u00ad\u034f\u115f\u1160\u180e\u200b\u200c\u200d\u2060\u2800\u3164\ufeff\uffa0"
#: A cluster of marks longer than this is no letter but an attack: cut it anywhere.
_LONGEST_CLUSTER = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of plain text with what it is; a quotation stands alone in its line."""

    text: str
    bold: bool = False
    #: Our own notes, and titles in another language.
    italic: bool = False
    #: What no longer holds.
    struck: bool = False
    #: An address checked by `web_address`.
    href: str | None = None
    quote: bool = False
    #: The moment that the text names: a tap shows it in the reader's own zone.
    unix: int | None = None


Line = tuple["Span", ...]


def html(lines: Sequence[Line]) -> str:
    """Write the lines as Telegram's HTML."""
    return "\n".join("".join(_tagged(span) for span in line) for line in lines)


def words(lines: Sequence[Line]) -> str:
    """Write the lines without markup: exactly what Telegram shows once it has parsed the HTML."""
    return "\n".join("".join(span.text for span in line) for line in lines)


def _tagged(span: Span) -> str:
    text = escape(span.text, quote=False)
    if span.href is not None:
        text = f'<a href="{escape(span.href)}">{text}</a>'
    if span.unix is not None:
        text = f'<tg-time unix="{span.unix}">{text}</tg-time>'
    if span.struck:
        text = f"<s>{text}</s>"
    if span.italic:
        text = f"<i>{text}</i>"
    if span.bold:
        text = f"<b>{text}</b>"
    return f"<blockquote>{text}</blockquote>" if span.quote else text


def units(text: str) -> int:
    """Count UTF-16 units, as Telegram does."""
    return len(text) + sum(ord(char) > _ASTRAL for char in text)


def one_line(text: str, limit: int) -> str:
    """Make foreign text safe to show in one line of at most `limit` characters and an ellipsis."""
    return isolated(cut(tidy(text), limit))


def tidy(text: str) -> str:
    """Put text into one line without anything that is not shown; nothing is decoded (R11).

    What is stored is clean already: this holds for names from the configuration too, and for
    whatever else may reach a message one day.
    """
    spaced = _UNSHOWN.sub(lambda found: " " if found.group().isspace() else "", text)
    # A single no-break space stays: French needs it.
    line = re.sub(r"\s+", lambda run: run[0] if run[0] in _NO_BREAK else " ", spaced).strip()
    return line if line.strip(_INVISIBLE + " ") else ""


def cut(text: str, limit: int) -> str:
    """Keep at most `limit` characters, never half of a visible one; an ellipsis marks the cut."""
    if len(text) <= limit:
        return text
    end = limit
    while end > max(limit - _LONGEST_CLUSTER, 1) and _within_character(text, end):
        end -= 1
    return text[:end].rstrip() + "…"


def _within_character(text: str, at: int) -> bool:
    """Say whether a cut at `at` would split what a reader takes for one character."""
    before, after = text[at - 1], text[at]
    return (
        unicodedata.category(after).startswith("M")
        or _JOINER in {before, after}
        or "\U0001f3fb" <= after <= "\U0001f3ff"  # skin tones
        or ("\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
    )


def fit(text: str, limit: int) -> str:
    """Keep whole lines of at most `limit` UTF-16 units together, for a message of plain text."""
    if units(text) <= limit:
        return text
    kept: list[str] = []
    room = limit - 2
    for line in text.split("\n"):
        room -= units(line) + 1
        if room < 0:
            break
        kept.append(line)
    # Half the limit in characters is at most the limit in units.
    return "\n".join([*kept, "…"]) if kept else cut(text, limit // 2 - 1)


def capital(text: str, language: str) -> str:
    """Begin a line with a capital letter: Georgian has none, and the Turkic i keeps its dot."""
    if language == "ka":
        return text
    first = "İ" if language in {"az", "tr"} and text[:1] == "i" else text[:1].upper()
    return first + text[1:]


def isolated(text: str) -> str:
    """Wrap right-to-left words, so that they do not turn round what stands beside them."""
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text):
        return f"\u2068{text}\u2069"
    return text


def web_address(*candidates: str | None) -> str | None:
    """Return the first candidate that may become a link: http(s), with a host, of sane length."""
    return next((url for url in candidates if url and _is_web(url)), None)


def _is_web(url: str) -> bool:
    if len(url) > _LONGEST_ADDRESS or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
