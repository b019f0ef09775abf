"""Parts of a sentence that may differ in stance or time: what denies one does not deny the other.

A clause ends with its sentence, at a semicolon or a dash, and before a word of contrast (`but`,
`while`), which are the list `contrast` of the vocabulary. A comma ends none: what is denied often
stands behind one (`denied, that ...` in Russian).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsroom.judge.fields import Field, Hit

#: Between two words: a dash that stands free, a semicolon (Armenian has a raised dot, U+00B7).
_BREAK: Final = re.compile(r"[;·]|\s[-–—]{1,2}\s")


def clauses(field: Field, contrast: Iterable[Hit] = ()) -> tuple[range, ...]:
    """Return the words of each clause of a field, in order, as ranges of word numbers.

    `contrast`: the field's hits of that list; a clause begins with each.
    """
    begins = {hit.first for hit in contrast if hit.field == field.name}
    return tuple(
        clause for sentence in field.sentences for clause in _split(field, sentence, begins)
    )


def _split(field: Field, sentence: range, begins: set[int]) -> Iterator[range]:
    begin = sentence.start
    for word in range(sentence.start + 1, sentence.stop):
        between = field.original[field.spans[word - 1][1] : field.spans[word][0]]
        if word in begins or _BREAK.search(between):
            yield range(begin, word)
            begin = word
    yield range(begin, sentence.stop)


def clause_of(parts: Sequence[range], word: int) -> range:
    """Return the one of a field's clauses (or sentences) that a word stands in."""
    ends = [part.stop for part in parts]
    return parts[min(bisect_right(ends, word), len(parts) - 1)]
