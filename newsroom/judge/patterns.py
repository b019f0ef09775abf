"""Regular expressions of watches: run only where their letters stand, and never for long.

An expression is matched against the text as published, whatever its case. Of one that has three
letters or digits in a row the text is searched for these first; one that takes too long on a text
is suspended and named, and the others go on.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

import regex
from ahocorasick_rs import AhoCorasick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T")

#: Seconds of one expression in one field: a sane one takes a thousandth of it.
TIME_LIMIT: Final = 0.05
#: Code points of a field that expressions look at.
LONGEST_TEXT: Final = 20_000
#: Matches of one expression in one field.
_MOST_MATCHES: Final = 50
_LEAST_LITERAL: Final = 3
_WRITTEN: Final = re.compile(r"/(?P<pattern>.+)/", re.DOTALL)

_log = logging.getLogger(__name__)


class Matched(NamedTuple, Generic[T]):
    """A match in a text, and what its expression was given for."""

    start: int
    end: int
    tag: T


class _Pattern(NamedTuple, Generic[T]):
    written: str
    compiled: regex.Pattern[str]
    tags: tuple[T, ...]


def is_pattern(term: str) -> bool:
    """Say whether a term is a regular expression between slashes."""
    return _WRITTEN.fullmatch(term.strip()) is not None


def compile_pattern(term: str) -> regex.Pattern[str]:
    """Compile a term between slashes; raises `ValueError` for a bad one."""
    found = _WRITTEN.fullmatch(term.strip())
    if found is None:
        raise ValueError(f"{term!r} is no regular expression between slashes")
    try:
        return regex.compile(found["pattern"], regex.IGNORECASE)
    except regex.error as error:
        raise ValueError(f"{term!r} is a broken regular expression: {error.msg}") from None
    except (OverflowError, RecursionError, MemoryError):
        raise ValueError(f"{term!r} is too large a regular expression") from None


class Patterns(Generic[T]):
    """Regular expressions with tags, compiled once."""

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        """Compile them; raises `ValueError` for the first bad one."""
        asked: dict[str, list[T]] = {}
        for written, tag in terms:
            asked.setdefault(written.strip(), []).append(tag)
        self._patterns = tuple(
            _Pattern(written, compile_pattern(written), tuple(tags))
            for written, tags in asked.items()
        )
        #: Those that took too long, as written.
        self.suspended: dict[str, None] = {}
        behind: dict[str, list[int]] = {}
        always = []
        for index, one in enumerate(self._patterns):
            letters = literal(one.written.strip("/"))
            if letters is None:
                always.append(index)
            else:
                behind.setdefault(_alike(letters), []).append(index)
        self._always: Sequence[int] = always
        self._behind = tuple(behind.values())
        self._automaton = AhoCorasick(list(behind))

    def find(self, text: str) -> Iterator[Matched[T]]:
        """Yield the matches of each expression in a text, once for each of its tags."""
        if not self._patterns:
            return
        text = text[:LONGEST_TEXT]
        asked = dict.fromkeys(self._always)
        for behind, _, _ in self._automaton.find_matches_as_indexes(_alike(text), overlapping=True):
            asked.update(dict.fromkeys(self._behind[behind]))
        for index in asked:
            one = self._patterns[index]
            for start, end in self._spans(one, text):
                for tag in one.tags:
                    yield Matched(start, end, tag)

    def _spans(self, one: _Pattern[T], text: str) -> Sequence[tuple[int, int]]:
        if one.written in self.suspended:
            return ()
        spans: list[tuple[int, int]] = []
        try:
            for found in one.compiled.finditer(text, timeout=TIME_LIMIT):
                if found.end() > found.start():
                    spans.append(found.span())
                if len(spans) >= _MOST_MATCHES:
                    break
        except (TimeoutError, MemoryError, RecursionError):
            self.suspended[one.written] = None
            _log.warning("regular expression suspended: it takes too long pattern=%s", one.written)
            return ()
        return spans


#: The dotless and the dotted I are alike to an expression that minds no case.
_I: Final = {ord(letter): "i" for letter in "İIı"}


def _alike(text: str) -> str:
    """Return `text` so that what an expression takes for the same letter is the same letter."""
    return text.translate(_I).casefold()


_PIECE: Final = re.compile(
    r"""
      \\ (?P<escaped>.)
    | \[ \^? \]? (?: \\. | [^\]\\] )* \]
    | (?P<open>\() | (?P<close>\))
    | (?P<or>\|)
    | (?P<repeat>[*?+] | \{ [^}]* \} )
    | (?P<letter>\w)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
#: Letters that stand for a place or a kind of letter; what other escapes stand for is not asked.
_KINDS: Final = frozenset("bBdDwWsSAZtnrfvGKRX")


def literal(pattern: str) -> str | None:
    """Return the longest run of letters that every match of a pattern holds; None without one.

    Only what stands outside of all groups is looked at, and nothing where the pattern has
    alternatives there.
    """
    if "(?" in pattern and re.search(r"\(\?[a-zA-Z0-9]*x", pattern):
        return None
    runs = [""]
    depth = 0
    for piece in _PIECE.finditer(pattern):
        depth += bool(piece["open"]) - bool(piece["close"])
        escaped = piece["escaped"]
        if (piece["or"] and depth == 0) or (
            escaped and escaped.isalnum() and escaped not in _KINDS
        ):
            return None
        if depth == 0 and piece["letter"]:
            runs[-1] += piece["letter"]
        elif piece["repeat"] and depth == 0:
            # What is repeated may be missing, or stand more often.
            runs[-1] = runs[-1][:-1]
            runs.append("")
        else:
            runs.append("")
    longest = max(runs, key=len)
    return longest if len(longest) >= _LEAST_LITERAL else None
