"""One reader for one vocabulary and one set of places: compiling them takes a while."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsroom.judge.lists import Lists
from newsroom.judge.places import PlaceIndex
from newsroom.judge.watches import Watches
from newsroom.meaning import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.judge.fields import Fields
    from newsroom.judge.findings import Reads
    from newsroom.settings import Place, Settings, WordList


class _WordsAndPlaces:
    """Finds words and places, and says nothing of what they mean."""

    def __init__(self, vocabulary: Sequence[WordList], places: Sequence[Place]) -> None:
        self.lists = Lists(vocabulary)
        self.places = PlaceIndex(places)

    def read(self, both: Fields, lang: str | None, at: datetime) -> Meaning:
        """Read an article of a time."""
        del both, lang, at
        return Meaning()


def watches_of(settings: Settings) -> Watches:
    """Return the watches in force, with a reader that knows the vocabulary and the places."""
    return Watches(settings.watches, reader_of(settings.vocabulary, settings.places))


def reader_of(vocabulary: Sequence[WordList], places: Sequence[Place]) -> Reads:
    """Return the reader that knows these; of the last two it is not made again."""
    return _made(_Known(vocabulary, places))


class _Known:
    """Compared by what it holds: a configuration that is read again mostly knows the same."""

    def __init__(self, vocabulary: Sequence[WordList], places: Sequence[Place]) -> None:
        self.vocabulary = tuple(vocabulary)
        self.places = tuple(places)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Known)
            and self.vocabulary == other.vocabulary
            and self.places == other.places
        )

    def __hash__(self) -> int:
        return hash((len(self.vocabulary), len(self.places)))


@lru_cache(maxsize=2)
def _made(known: _Known) -> Reads:
    return _WordsAndPlaces(known.vocabulary, known.places)
