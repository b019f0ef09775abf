"""Two configurations on the same articles: what each of them would have told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsroom.judge.fields import fields
from newsroom.judge.readers import reader_of
from newsroom.judge.watches import Watches

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from newsroom.meaning import Meaning
    from newsroom.settings import Place, Settings, Watch, WordList


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What of a configuration decides whether an article is told."""

    watches: tuple[Watch, ...]
    vocabulary: tuple[WordList, ...]
    places: tuple[Place, ...]
    weights: str = ""


def rules_of(settings: Settings) -> Rules:
    """Return the rules of a configuration."""
    return Rules(
        watches=settings.watches,
        vocabulary=settings.vocabulary,
        places=settings.places,
        weights=settings.weights,
    )


class Told(NamedTuple):
    """Ids of the watches that would have told an article, by either configuration."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Text(NamedTuple):
    """An article, as far as it is judged."""

    title: str
    body: str
    lang: str | None
    at: datetime
    #: What the rules from before made of it; None: it has to be read again.
    meaning: Meaning | None = None


class Comparison:
    """Both sets of rules, compiled once."""

    def __init__(self, before: Rules, after: Rules) -> None:
        """Compile them; raises `ValueError` for what no configuration would be loaded with."""
        rules = (before, after)
        self._readers = tuple(reader_of(one.vocabulary, one.places) for one in rules)
        self._before, self._after = (
            Watches(one.watches, reader) for one, reader in zip(rules, self._readers, strict=True)
        )

    def compare(self, texts: Iterable[Text]) -> list[Told]:
        """Return for each article by which watches it would have been told."""
        return [self._told(text) for text in texts]

    def _told(self, text: Text) -> Told:
        both = fields(text.title, text.body)
        meaning = text.meaning or self._readers[0].read(both, text.lang, text.at)
        before = self._before.look(both, text.lang, meaning)
        if self._readers[1] is not self._readers[0]:
            meaning = self._readers[1].read(both, text.lang, text.at)
        after = self._after.look(both, text.lang, meaning)
        return Told(
            tuple(one.watch for one in before.matches if one.severity),
            tuple(one.watch for one in after.matches if one.severity),
        )
