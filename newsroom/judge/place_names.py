"""Where a text has names of places: every name in every form, the longest of those that overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.inflect import NO_ENDING, Word, patterns
from newsroom.judge.letters import accented, lowered
from newsroom.judge.persons import is_first_name, is_surname
from newsroom.judge.phrases import Phrases
from newsroom.judge.terms import Part, Term
from newsroom.read.text import title_fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from newsroom.judge.fields import Field
    from newsroom.settings import Place, PlaceName


_OPENING: Final = frozenset('«“„"')
_CLOSING: Final = frozenset('»”“"')
#: Two single digits, not part of a date or a time.
_SCORE: Final = re.compile(r"(?<![\d.:/-])\b\d\s?[-–:]\s?\d\b(?![\d.:/-])")


class Candidate(NamedTuple):
    """A place that a name may mean."""

    place: Place
    name: PlaceName


class Span(NamedTuple):
    """Words of a field that are a name, and the places that they may mean."""

    field: Field
    first: int
    length: int
    candidates: tuple[Candidate, ...]

    @property
    def sentence(self) -> tuple[str, int]:
        """Return in which sentence of which field it stands."""
        return self.field.name, self.field.sentence_of(self.first)

    @property
    def scored(self) -> bool:
        """Say whether it stands in quotation marks, as clubs do, or beside a score: `2-0`."""
        spans, original = self.field.spans, self.field.original
        start, end = spans[self.first][0], spans[self.first + self.length - 1][1]
        if original[max(0, start - 1) : start] in _OPENING and original[end : end + 1] in _CLOSING:
            return True
        words = self.field.sentences[self.field.sentence_of(self.first)]
        sentence = original[spans[words.start][0] : spans[words.stop - 1][1]]
        return _SCORE.search(sentence) is not None


class _Form(NamedTuple):
    """One way to write a name: what its words begin with and how they may end."""

    words: tuple[Word, ...]
    candidate: Candidate
    #: The name as it is stored, folded.
    plain: tuple[str, ...]
    #: The same in small letters with its accents.
    letters: tuple[str, ...]

    def fits(self, words: Sequence[str], first: int) -> bool:
        return all(word.fits(words[first + index]) for index, word in enumerate(self.words))

    def spelled(self, field: Field, first: int) -> bool:
        """Say whether a word has its capital, and no accent that the name has not."""
        return _capital(field, first, self) and not accented(self.letters, field, first)

    def unchanged(self, words: Sequence[str], first: int) -> bool:
        """Say whether the words are the name without an ending."""
        return tuple(words[first : first + len(self.plain)]) == self.plain


class PlaceNames:
    """The names of all places, compiled once."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Compile them; raises `ValueError` for a name without a letter."""
        self._phrases = Phrases(_terms(places))

    def spans(self, field: Field) -> Iterator[Span]:
        """Yield the names in a field in order of the text, none inside another."""
        found: dict[tuple[int, int], list[_Form]] = defaultdict(list)
        for first, length, form in self._phrases.find(field):
            if form.fits(field.words, first) and form.spelled(field, first):
                found[first, length].append(form)
        kept = _longest(found)
        taken = {word for first, length in kept for word in range(first, first + length)}
        for first, length in kept:
            candidates = _meant(found[first, length], field, first)
            if length > 1 or not _is_person(field, first, candidates, taken):
                yield Span(field, first, length, candidates)


def _meant(forms: Sequence[_Form], field: Field, first: int) -> tuple[Candidate, ...]:
    """Return the places that a spelling may mean, each once, by the name that asks for least.

    A name as it is goes before another one with an ending: Bərdə is Barda, not "to Berd".
    """
    whole = [form for form in forms if form.unchanged(field.words, first)]
    meant: dict[str, Candidate] = {}
    for form in whole or forms:
        known = meant.get(form.candidate.place.id)
        if known is None or _surer(form.candidate, known):
            meant[form.candidate.place.id] = form.candidate
    return tuple(meant.values())


def _terms(places: Iterable[Place]) -> Iterator[tuple[Term, _Form]]:
    for place in places:
        for name in place.names:
            plain = tuple(title_fold(name.text).split())
            letters = lowered(name.text)
            for words in patterns(name.lang, name.text, fixed=name.fixed):
                if not words:
                    raise ValueError(f"{name.text!r} has no letter or digit to look for")
                parts = tuple(Part(word.stem, word.endings != NO_ENDING) for word in words)
                yield Term(parts), _Form(words, Candidate(place, name), plain, letters)


def _capital(field: Field, first: int, form: _Form) -> bool:
    """Say whether a name is written with its capital: `turkey` is no State, `гром` no village.

    A text without any capital may have forgotten this one. Georgian letters have none.
    """
    if not form.candidate.name.text[0].isupper():
        return True
    start, _ = field.spans[first]
    return not field.original[start].islower() or field.original.islower()


def _surer(one: Candidate, other: Candidate) -> bool:
    """Say whether one of two names of a place that are written alike asks for less."""
    return _demands(one.name) < _demands(other.name)


def _demands(name: PlaceName) -> tuple[bool, ...]:
    return name.people, name.second_signal, name.same_sentence, name.club


def _is_person(
    field: Field, first: int, candidates: Sequence[Candidate], taken: Container[int]
) -> bool:
    """Say whether a word that may be a place is somebody's name here."""
    if any(one.name.second_signal for one in candidates):
        return is_first_name(field, first, taken)
    if all(one.place.kind == "village" for one in candidates):
        return is_surname(field, first, taken)
    return False


def _longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans that do not overlap, in order: of those that do, the longest, then the first."""
    taken: set[int] = set()
    kept = []
    for first, length in sorted(spans, key=lambda span: (-span[1], span[0])):
        words = range(first, first + length)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append((first, length))
    return sorted(kept)
