"""Letters that folding makes equal and that part words of Azerbaijani and Turkish: olub, ölüb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.judge.fields import Field, Fields

#: Languages in which these letters part words that are common in the news.
LANGUAGES: Final = frozenset({"az", "tr"})
_OWN: Final = re.compile("[öçşüğə]", re.IGNORECASE)
_PAIRS: Final = frozenset(map(frozenset, ("oö", "cç", "sş", "uü", "gğ")))
#: Its small letter is two code points.
_DOTTED: Final = str.maketrans("İI", "ii")


def has_own(both: Fields) -> bool:
    """Say whether a text is typed with its language's own letters, and not without accents."""
    return any(_OWN.search(field.original) for field in both)


def lowered(term: str) -> tuple[str, ...]:
    """Return the words of a term in small letters, accents kept."""
    return tuple(word.rstrip("*") for word in re.split(r"[\s'’-]+", _lower(term)))


def agree(term: Sequence[str], field: Field, first: int) -> bool:
    """Say whether the words of a field from `first` on have the letters of a term."""
    return all(
        frozenset(pair) not in _PAIRS
        for number, word in enumerate(term, first)
        if number < len(field.spans)
        for pair in zip(word, _written(field, number), strict=False)
    )


def accented(term: Sequence[str], field: Field, first: int) -> bool:
    """Say whether words are written with an accent that a term has not: Görüş is not Gorus."""
    return any(
        frozenset((plain, letter)) in _PAIRS and _OWN.match(letter)
        for number, word in enumerate(term, first)
        if number < len(field.spans)
        for plain, letter in zip(word, _written(field, number), strict=False)
    )


def _written(field: Field, number: int) -> str:
    start, end = field.spans[number]
    return _lower(field.original[start:end])


def _lower(text: str) -> str:
    return text.translate(_DOTTED).lower()
