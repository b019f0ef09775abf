"""Recent articles in memory, by their keys: stories among the lines of a file, no database."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, Final

from newsroom.model import Joins
from newsroom.stories.fingerprint import fingerprint, keys
from newsroom.stories.merge import Candidate, place
from newsroom.stories.summary import choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.meaning import Meaning
    from newsroom.model import Article
    from newsroom.settings import Stories
    from newsroom.stories.fingerprint import Fingerprint
    from newsroom.stories.likeness import Comparer

#: Newest articles looked at for one key, and candidates compared: a key that very many share
#: (the capital, the parliament) tells little, and what tells more finds the same articles.
PER_KEY: Final = 64
CANDIDATES: Final = 80


class Shelf:
    """What was filed, by its keys."""

    def __init__(self, settings: Stories, compare: Comparer) -> None:
        self._settings = settings
        self._compare = compare
        self._by_key: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=PER_KEY))
        self._filed: list[Candidate] = []
        #: A story that was found to be another one's, and that other one.
        self._bridged: dict[str, str] = {}
        self._last: tuple[Article, Fingerprint] | None = None

    def joins(self, article: Article, meaning: Meaning | None) -> Joins | None:
        """Return the story that an article joins; None: it begins one."""
        own = self._fingerprint(article, meaning)
        found = place(own, self._candidates(own), self._settings, self._compare)
        if found.story is None:
            return None
        for other in found.bridged:
            self._bridged[other] = found.story
        return Joins(story=found.story, reason=found.reason)

    def file(self, article: Article, meaning: Meaning | None, story: str) -> None:
        """Remember that an article has this story."""
        own = self._fingerprint(article, meaning)
        number = len(self._filed)
        self._filed.append(Candidate(story=story, article=number, fingerprint=own))
        for key in keys(own):
            self._by_key[key].append(number)

    def sentences(self, article: Article, meaning: Meaning | None) -> tuple[str, ...]:
        """Return the sentences of an article that tell its event, as they stand there."""
        return tuple(quote.text for quote in choose(article, meaning))

    def _fingerprint(self, article: Article, meaning: Meaning | None) -> Fingerprint:
        """Return an article's fingerprint; that of the last one is not made twice."""
        if self._last is None or self._last[0] is not article:
            self._last = article, fingerprint(article, meaning)
        return self._last[1]

    def _candidates(self, own: Fingerprint) -> Sequence[Candidate]:
        shared = Counter(number for key in keys(own) for number in self._by_key.get(key, ()))
        return [self._current(self._filed[number]) for number, _ in shared.most_common(CANDIDATES)]

    def _current(self, candidate: Candidate) -> Candidate:
        story = candidate.story
        while story in self._bridged:
            story = self._bridged[story]
        return Candidate(story=story, article=candidate.article, fingerprint=candidate.fingerprint)
