"""Terms of a watch: a word, `word*`, or a phrase of neighbouring words, each maybe with a star."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.read.text import fold_plain, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

_REGEX: Final = re.compile(r"/.*/[a-z]*", re.DOTALL)
_LONGEST: Final = 200
#: A letter with its star.
_LONGEST_LETTER: Final = 2


class Part(NamedTuple):
    """One word of a term, folded."""

    stem: str
    #: The text's word may go on after the stem.
    star: bool = False

    def fits(self, word: str) -> bool:
        """Say whether a folded word of the text is meant."""
        return word.startswith(self.stem) if self.star else word == self.stem


class Term(NamedTuple):
    """A word or a phrase to look for."""

    parts: tuple[Part, ...]

    def fits(self, words: Sequence[str], at: int) -> bool:
        """Say whether the folded words of a text hold this term from index `at` on."""
        return 0 <= at <= len(words) - len(self.parts) and all(
            part.fits(words[at + index]) for index, part in enumerate(self.parts)
        )


@lru_cache(maxsize=1 << 16)  # the configuration's checks and every automaton read the same terms
def parse_term(term: str) -> Term:
    """Read a term as it is written in a watch.

    Raises `ValueError` with a sentence that says what is wrong and what would be right.
    """
    written = term.strip()
    _refuse_what_is_no_term(written)
    folded = fold_plain(written)
    return _of_plain_words(folded) or _of_any_signs(written, folded)


def _of_plain_words(folded: str) -> Term | None:
    """Read what nearly all terms are: words of letters, one space between; None: it is more."""
    parts = []
    for word in folded.split(" "):
        star = word[-1:] == "*"
        stem = word[:-1] if star else word
        if not stem.isalpha():
            return None
        parts.append(Part(stem, star))
    return Term(tuple(parts)) if len(folded) > _LONGEST_LETTER else None


def _of_any_signs(written: str, folded: str) -> Term:
    bounds = tuple(tokens(folded))
    if not bounds:
        raise ValueError(f"{written!r} has no letter or digit to look for")
    stars = {index for index, sign in enumerate(folded) if sign == "*"}
    parts = tuple(Part(stem=folded[start:end], star=end in stars) for start, end in bounds)
    if stars - {end for _, end in bounds} or stars & {start - 1 for start, _ in bounds}:
        raise ValueError(
            f"{written!r}: a star stands only at the end of a word, directly after its last letter"
        )
    if len(parts) == 1 and len(parts[0].stem) == 1:
        raise ValueError(
            f"{written!r} is a single letter and would be found everywhere: write at least two"
        )
    return Term(parts=parts)


def _refuse_what_is_no_term(written: str) -> None:
    if not written:
        raise ValueError("a term is empty: write a word, `word*` or a phrase")
    if written[0] == "/" and _REGEX.fullmatch(written):
        raise ValueError(f"{written!r} is a regular expression, which only watches have")
    if len(written) > _LONGEST:
        raise ValueError(f"a term is longer than {_LONGEST} characters: {written[:40]!r}...")
