"""One reader for one vocabulary and one set of places: compiling them takes a while."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsroom.collecting import no_collecting
from newsroom.judge.reader import Reader
from newsroom.judge.watches import Watches
from newsroom.judge.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.settings import Place, Settings, WordList


def watches_of(settings: Settings) -> Watches:
    """Return the watches in force, with a reader that knows the vocabulary and the places."""
    return Watches(
        settings.watches, reader_of(settings.vocabulary, settings.places, settings.weights)
    )


def reader_of(vocabulary: Sequence[WordList], places: Sequence[Place], weights: str = "") -> Reader:
    """Return the reader that knows these; of the last two it is not made again."""
    return _made(_Known(vocabulary, places, weights))


class _Known:
    """Compared by what it holds: a configuration that is read again mostly knows the same."""

    def __init__(
        self, vocabulary: Sequence[WordList], places: Sequence[Place], weights: str
    ) -> None:
        self.vocabulary = tuple(vocabulary)
        self.places = tuple(places)
        self.weights = weights

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Known)
            and self.vocabulary == other.vocabulary
            and self.places == other.places
            and self.weights == other.weights
        )

    def __hash__(self) -> int:
        return hash((len(self.vocabulary), len(self.places)))


@lru_cache(maxsize=2)
@no_collecting()
def _made(known: _Known) -> Reader:
    return Reader(
        vocabulary=known.vocabulary,
        places=known.places,
        weights=read_weights(known.weights) if known.weights else None,
    )
