"""Text made even without changing its length, paragraphs joined again, sentences cut apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.read.text import fold_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

#: One character for one: offsets into the original stay true.
_EVEN: Final = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " "),
        **dict.fromkeys("\u200a\u202f\u205f\u3000\t\u200b\ufeff\u00ad", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u00ad\u2043\u02d7", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`\u2032", "'"),
        **dict.fromkeys("\u2014\u2015\u2013\u2212", "–"),
    }
)


def even(text: str) -> str:
    """Return `text` with plain spaces, hyphens, apostrophes and one kind of dash, equally long."""
    return text.translate(_EVEN)


class Token(NamedTuple):
    """A word, a number or a mark, with its place in the text."""

    text: str
    #: Folded for comparison; marks stay as they are.
    folded: str
    start: int
    end: int


_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\s\w]|_")


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """Fold one word, remembered: votes are told in few words."""
    return fold_plain(word)


def tokens(text: str) -> list[Token]:
    """Cut an even text into words, numbers and marks; the English genitive's `'s` is dropped."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        adjoins = len(found) > 1 and found[-1].end == match.start()
        if word in {"s", "S"} and adjoins and found[-1].text == "'":
            found.pop()
            continue
        found.append(Token(word, fold_word(word), match.start(), match.end()))
    return found


def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name or phrase, without its marks; a star stays at its stem."""
    plain = even(name).replace("&", " and ")
    return tuple(
        fold_word(stem) + star
        for stem, star in re.findall(r"([^\W_]+)(\*?)", re.sub(r"(?<=\w)'s\b", "", plain))
    )


# --- paragraphs ---------------------------------------------------------------------------------

#: A line that goes on with one of these was broken in the middle of its sentence.
_GOES_ON: Final = re.compile(r"[a-zà-öø-ÿа-яё(,;]")
_ENDS: Final = re.compile(r"[.!?:;»”\"*)]\s*$")
#: A break inside a symbol or a name.
_OPEN_END: Final = re.compile(r"(?:[/,(-]|\b(?:and|of|the|to|et|de|by))\s*$")
_LONGEST_HEAD_LINE: Final = 200


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text, lines that were broken by hand put together again."""
    current = ""
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped:
            continue
        if current and _continues(current, stripped):
            current += stripped if current.endswith("/") else f" {stripped}"
            continue
        if current:
            yield current
        current = stripped
    if current:
        yield current


def _continues(before: str, line: str) -> bool:
    if _OPEN_END.search(before):
        return True
    if _is_capitals(before) and _is_capitals(line):
        return len(before) < 2 * _LONGEST_HEAD_LINE and not _ENDS.search(before)
    return bool(_GOES_ON.match(line)) and not _ENDS.search(before)


def _is_capitals(line: str) -> bool:
    """Tell a heading in capitals, which old pages break into several lines."""
    return len(line) > 12 and line.upper() == line and any(map(str.isalpha, line))  # noqa: PLR2004 - an annex's or list's heading is shorter


# --- sentences ----------------------------------------------------------------------------------

_STOP: Final = re.compile(
    r"[.!?…][\"'”’»)]*\s+(?=[\"'“‘«(–-]?\s*[A-ZÀ-ÖØ-ÞА-ЯЁ0-9])"
    r"|(?<=[^\s.][”’\"»])\s+(?=[A-ZÀ-ÖØ-ÞА-ЯЁ])(?<=[.!?][”’\"»]\s)"
)
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Ste|Gen|Sir|No|Nos|Op|PP|OP|para|paras|par|art|Rev|Add|Corr|vs|etc|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
    r"|M|MM|Mme|Mlle|Sr|Sra|Srta|U\.S|U\.K|U\.N|EE|г|гг|им|пп|ст|п)|\b[A-Z])\.$"
)
_LONGEST_PARENTHESIS: Final = 6_000


def sentences(paragraph: str) -> list[str]:
    """Cut a paragraph into sentences; nothing is cut inside brackets or after an abbreviation."""
    cuts = [0]
    depth = depth_at = 0
    for stop in _STOP.finditer(paragraph):
        piece = paragraph[depth_at : stop.start()]
        depth = max(depth + piece.count("(") - piece.count(")"), 0)
        depth_at = stop.start()
        closing = stop.group().count(")")
        if depth > closing and stop.start() - cuts[-1] < _LONGEST_PARENTHESIS:
            continue
        before = paragraph[max(cuts[-1], stop.start() - 8) : stop.start() + 1]
        if _ABBREVIATION.search(before):
            continue
        depth, depth_at = 0, stop.end()
        cuts.append(stop.end())
    ends = [*cuts[1:], len(paragraph)]
    return [text for a, b in zip(cuts, ends, strict=True) if (text := paragraph[a:b].strip())]
