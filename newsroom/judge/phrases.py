"""Very many terms compiled into one automaton, and who asks for each of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick

from newsroom.judge.terms import parse_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsroom.judge.fields import Field
    from newsroom.judge.terms import Part, Term

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """A term in a field: its first word, how many words, and what it was given for."""

    first: int
    length: int
    tag: T


@dataclass(frozen=True, slots=True, kw_only=True)
class _Needle(Generic[T]):
    """A term behind a pattern of the automaton, and who asks for it."""

    term: Term
    #: Index of the word with which the pattern begins.
    anchor: int
    tags: tuple[T, ...]


class Phrases(Generic[T]):
    """Terms with tags, compiled once."""

    def __init__(self, terms: Iterable[tuple[str, T]]) -> None:
        """Compile them; raises `ValueError` for the first bad term."""
        asked: dict[Term, list[T]] = defaultdict(list)
        parsed: dict[str, Term] = {}
        for written, tag in terms:
            term = parsed.get(written)
            if term is None:
                term = parsed[written] = parse_term(written)
            asked[term].append(tag)
        needles: dict[str, list[_Needle[T]]] = defaultdict(list)
        for term, tags in asked.items():
            pattern, anchor = _pattern(term)
            needles[pattern].append(_Needle(term=term, anchor=anchor, tags=tuple(tags)))
        self._needles = tuple(tuple(behind) for behind in needles.values())
        self._automaton = AhoCorasick(list(needles))

    def find(self, field: Field) -> Iterator[Found[T]]:
        """Yield each term that a field holds, overlapping ones too, once for each of its tags."""
        spots = self._automaton.find_matches_as_indexes(field.padded, overlapping=True)
        for pattern, start, _ in spots:
            for needle in self._needles[pattern]:
                first = field.word_numbers[start] - needle.anchor
                if needle.term.fits(field.words, first):
                    for tag in needle.tags:
                        yield Found(first, len(needle.term.parts), tag)


def _pattern(term: Term) -> tuple[str, int]:
    """Return what the automaton looks for, and the index of the word with which it begins.

    That is the longest run of neighbouring words without a star between them; the rest of the
    phrase is compared word by word.
    """
    runs: list[tuple[int, list[Part]]] = [(0, [])]
    for index, part in enumerate(term.parts):
        runs[-1][1].append(part)
        if part.star and index + 1 < len(term.parts):
            runs.append((index + 1, []))
    patterns = [
        (" " + " ".join(part.stem for part in run) + ("" if run[-1].star else " "), anchor)
        for anchor, run in runs
    ]
    return max(patterns, key=lambda pattern: len(pattern[0]))
