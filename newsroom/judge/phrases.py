"""Very many terms compiled into one automaton, and who asks for each of them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick

from newsroom.judge.terms import parse_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsroom.judge.fields import Field
    from newsroom.judge.terms import Part, Term

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """A term in a field: its first word, how many words, and what it was given for."""

    first: int
    length: int
    tag: T


class _Needle(NamedTuple, Generic[T]):
    """A term behind a pattern of the automaton, and who asks for it."""

    #: How many words it has.
    length: int
    #: Index of the word with which the pattern begins.
    anchor: int
    #: None: the pattern is all of it.
    term: Term | None
    tags: list[T]


class Phrases(Generic[T]):
    """Terms with tags, compiled once."""

    def __init__(self, terms: Iterable[tuple[str | Term, T]]) -> None:
        """Compile them, as written or read; raises `ValueError` for the first bad term."""
        asked: dict[str | Term, list[T]] = defaultdict(list)
        for written, tag in terms:
            asked[written].append(tag)
        needles: dict[str, list[_Needle[T]]] = defaultdict(list)
        for written, tags in asked.items():
            term = parse_term(written) if isinstance(written, str) else written
            begin, run = _anchored(term.parts)
            left = None if run == term.parts else term
            needles[_spelled(run)].append(_Needle(len(term.parts), begin, left, tags))
        self._needles = tuple(needles.values())
        self._automaton = AhoCorasick(list(needles))

    def find(self, field: Field) -> Iterator[Found[T]]:
        """Yield each term that a field holds, overlapping ones too, once for each of its tags."""
        spots = self._automaton.find_matches_as_indexes(field.padded, overlapping=True)
        for pattern, start, _ in spots:
            for length, anchor, term, tags in self._needles[pattern]:
                first = field.word_numbers[start] - anchor
                if term is None or term.fits(field.words, first):
                    for tag in tags:
                        yield Found(first, length, tag)


def _anchored(parts: tuple[Part, ...]) -> tuple[int, tuple[Part, ...]]:
    """Return the words that the automaton looks for, and the index of the first of them.

    That is the longest run of neighbouring words without a star between them; the rest of the
    phrase is compared word by word.
    """
    after_stars = [index for index, part in enumerate(parts[:-1], start=1) if part.star]
    if not after_stars:
        return 0, parts
    runs = [(a, parts[a:b]) for a, b in pairwise((0, *after_stars, len(parts)))]
    return max(runs, key=lambda run: len(_spelled(run[1])))


def _spelled(run: Sequence[Part]) -> str:
    """Write words as a text has them, with the spaces that are their borders."""
    return " " + " ".join([stem for stem, _ in run]) + ("" if run[-1].star else " ")
