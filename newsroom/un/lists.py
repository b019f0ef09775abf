"""Lists of countries as pages print them: whole names, the longest first, slips mended and noted.

A name is never cut at its own commas or `and`; what stands in no table stays visible as unknown.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsroom.un.countries import Named, known_names, name_of, spelled
from newsroom.un.text import Token, even, tokens, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOG = logging.getLogger(__name__)

#: Marks that may stand inside a name: `Guinea-Bissau`, `Iran (Islamic Republic of)`, `St. Lucia`.
_INSIDE: Final = frozenset("-'().&")
_ARTICLES: Final = frozenset(
    ["the", "le", "la", "les", "l", "d", "de", "du", "des", "el", "los", "las"]
)
_SEPARATORS: Final = frozenset(",;&/•.:–-") | frozenset(
    ["and", "et", "y", "e", "и", "as", "well", "ainsi", "que", "asi", "como", "а", "также"]
)
_ENDS_CHUNK: Final = frozenset({",", ";", "/", "•", ":", "–", "and", "et", "и", "y"})
_NOBODY: Final = frozenset(
    ["none", "nil", "no", "nobody", "aucun", "aucune", "neant", "ninguno", "ninguna"]
) | {"нет", "никто"}
_LONGEST_NAME: Final = 12
#: Letters that may be wrong: one in a short name, two in a long one.
_SHORT: Final = 9
_SHORTEST_MENDED: Final = 5
#: Characters; all Members take some 3,000.
_LONGEST_LIST: Final = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """The countries of a list, each once, in its order."""

    codes: tuple[str, ...] = ()
    #: Words that are no country's name.
    unknown: tuple[str, ...] = ()
    #: Countries that the list names more than once.
    doubled: tuple[str, ...] = ()
    #: What was mended.
    notes: tuple[str, ...] = ()
    #: The list says that there is nobody.
    nobody: bool = False

    @property
    def clean(self) -> bool:
        """Say whether everything in the list was understood, once."""
        return not self.unknown and not self.doubled


def match_name(
    found: Sequence[Token], folded: Sequence[str], at: int, lang: str
) -> tuple[str, int] | None:
    """Return the country whose name begins at a token, and the token after it."""
    names = known_names(lang)
    if not names.begins(folded[at]):
        return None
    words, places = _run(found, folded, at)
    hit = names.longest(words, 0, len(words))
    if hit is None:
        return None
    named, length = hit
    end = places[length - 1] + 1
    if not _written_so(named, found[at:end]):
        return None
    return named.code, _closing(found, at, end)


def _run(found: Sequence[Token], folded: Sequence[str], at: int) -> tuple[list[str], list[int]]:
    """Return the words from a token on that could be one name, with their places."""
    words: list[str] = []
    places: list[int] = []
    for place in range(at, min(at + 2 * _LONGEST_NAME, len(found))):
        text = folded[place]
        if text in _INSIDE and text != "&":
            continue
        if not text[0].isalpha() and text != "&":
            break
        words.append("and" if text == "&" else text)
        places.append(place)
    return words, places


def _written_so(named: Named, part: Sequence[Token]) -> bool:
    return not named.capitals or all(
        token.text.isupper() for token in part if token.text[0].isalpha()
    )


def _closing(found: Sequence[Token], at: int, end: int) -> int:
    """Take the bracket in that a name's own bracket ends with."""
    marks = [token.text for token in found[at:end]]
    opened = marks.count("(") - marks.count(")")
    if opened > 0 and end < len(found) and found[end].text == ")":
        return end + 1
    if (
        end < len(found)
        and found[end].text == "."
        and found[end - 1].text.isupper()
        and len(found[end - 1].text) == 1
    ):
        return end + 1
    return end


#: `(more commonly known as North Korea)` names nobody else.
_REMARK: Final = re.compile(
    r"\([^()]*\b(?:known|formerly|called|aussi|anciennement|conocid\w+|ранее|также"
    r"|permanent)\b[^()]*\)",
    re.IGNORECASE,
)


def read_list(text: str, lang: str) -> NameList:
    """Read a list of countries; `text` holds nothing else."""
    text = _REMARK.sub("", even(text[:_LONGEST_LIST]))
    found = tokens(text)
    folded = [token.folded for token in found]
    codes: list[str] = []
    unknown: list[str] = []
    notes: list[str] = []
    at = 0
    while at < len(found):
        if hit := match_name(found, folded, at, lang):
            codes.append(hit[0])
            at = hit[1]
        elif folded[at] in _ARTICLES or folded[at] in _SEPARATORS or folded[at] in "()'":
            at += 1
        else:
            end = _chunk(found, folded, at, lang)
            written = text[found[at].start : found[end - 1].end]
            mended = _mend(written, lang)
            if mended and mended not in codes:
                codes.append(mended)
                notes.append(f"“{written}” read as {name_of(mended)}")
            elif words_of(written)[:1] and words_of(written)[0] not in _NOBODY:
                unknown.append(written)
            at = end
    for note in notes:
        _LOG.info("slip in a vote list: %s", note)
    nobody = not codes and bool(set(folded) & _NOBODY)
    once = tuple(dict.fromkeys(codes))
    doubled = tuple(code for code in once if codes.count(code) > 1)
    return NameList(
        codes=once, unknown=tuple(unknown), doubled=doubled, notes=tuple(notes), nobody=nobody
    )


def _chunk(found: Sequence[Token], folded: Sequence[str], at: int, lang: str) -> int:
    """Return the end of what stands at a token and is no name: the next separator or name.

    A name does not end it that only looks like one: `Papau New Guinea` is not Guinea.
    """
    for end in range(at + 1, len(found)):
        if folded[end] in _ENDS_CHUNK:
            return end
        following = match_name(found, folded, end, lang)
        if following and not _mend(" ".join(folded[at : following[1]]), lang):
            return end
    return len(found)


@lru_cache(maxsize=4096)
def _mend(written: str, lang: str) -> str | None:
    """Return the one country whose name differs by a slip; None where two could be meant."""
    name = " ".join(words_of(written))
    while (first := name.split(" ", 1)) and first[0] in _ARTICLES and len(first) > 1:
        name = first[1]
    if len(name) < _SHORTEST_MENDED or re.search(r"\d", name):
        return None
    allowed = 1 if len(name) <= _SHORT else 2
    near = {
        code
        for known, code in spelled(lang).items()
        if abs(len(known) - len(name)) <= allowed and _distance(known, name, allowed) <= allowed
    }
    return near.pop() if len(near) == 1 else None


def _distance(one: str, other: str, most: int) -> int:
    """Count the letters to change, add, drop or swap; more than `most` is only told as more."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, second in enumerate(other, 1):
            cost = letter != second
            best = min(last[column] + 1, current[-1] + 1, last[column - 1] + cost)
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == second:
                best = min(best, before_last[column - 2] + 1)
            current.append(best)
        if min(current) > most:
            return most + 1
        before_last, last = last, current
    return last[-1]
