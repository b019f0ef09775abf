"""An article's title and body as the automata read them: folded words, sentences, the way back."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from newsroom.meaning import Evidence
from newsroom.read.sentences import sentences
from newsroom.read.text import fold, fold_plain, tokens


class Hit(NamedTuple):
    """A term found in a field, at so many of the field's words from `first` on."""

    field: str
    first: int
    length: int
    #: Which rule, and the term as the operator wrote it.
    why: str


class Field:
    """A field of an article."""

    def __init__(self, name: str, original: str) -> None:
        self.name = name
        self.original = original
        folded = fold_plain(original)
        self.words = [folded[start:end] for start, end in tokens(folded)]
        #: One space before, between and after the words: borders are part of the patterns.
        self.padded = f" {' '.join(self.words)} "

    @cached_property
    def word_numbers(self) -> dict[int, int]:
        """Which word follows the space at an offset of `padded`."""
        numbers = {}
        at = 0
        for number, word in enumerate(self.words):
            numbers[at] = number
            at += len(word) + 1
        return numbers

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word stands in the original; asked only for a field that has evidence."""
        folded = fold(self.original)
        return tuple(folded.span(start, end) for start, end in tokens(folded.text))

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """The words of each sentence that has words, as ranges of word numbers."""
        starts = [start for start, _ in self.spans]
        bounds = [bisect_right(starts, end - 1) for _, end in sentences(self.original)]
        begins = [0, *bounds]
        pairs = zip(begins, bounds, strict=False)
        return tuple(range(begin, end) for begin, end in pairs if end > begin)

    def sentence_of(self, word: int) -> int:
        """Return the index in `sentences` of the sentence that a word stands in."""
        ends = self._sentence_ends
        return min(bisect_right(ends, word), len(ends) - 1)

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [one.stop for one in self.sentences]

    def evidence(self, hit: Hit) -> Evidence:
        """Return what a hit is in the original text."""
        start, _ = self.spans[hit.first]
        _, end = self.spans[hit.first + hit.length - 1]
        text = self.original[start:end]
        return Evidence(field=self.name, start=start, end=end, text=text, why=hit.why)


class Fields(NamedTuple):
    """Both fields of an article, folded once for all who look into them."""

    title: Field
    body: Field

    def of(self, name: str) -> Field:
        """Return a field by its name."""
        return self.title if name == "title" else self.body


def fields(title: str, body: str) -> Fields:
    """Fold an article's title and body."""
    return Fields(Field("title", title), Field("body", body))
