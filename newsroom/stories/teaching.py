"""Pairs of labelled items, as examples of what makes two reports ones of one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newsroom.judge.training import Example
from newsroom.stories.apart import apart
from newsroom.stories.fingerprint import fingerprint, keys
from newsroom.stories.likeness import ONE_EVENT, signs, unlearned
from newsroom.stories.shelf import CANDIDATES
from newsroom.stories.stops import stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import timedelta

    from newsroom.meaning import Meaning
    from newsroom.model import Article
    from newsroom.stories.fingerprint import Fingerprint
    from newsroom.stories.signs import Near


class Notebook:
    """A shelf that joins nothing and keeps the fingerprint of every article, by its id."""

    def __init__(self) -> None:
        self.fingerprints: dict[str, Fingerprint] = {}

    def joins(self, article: Article, meaning: Meaning | None) -> None:
        """Keep the article's fingerprint."""
        self.fingerprints[str(article.id)] = fingerprint(article, meaning)

    def file(self, article: Article, meaning: Meaning | None, story: str) -> None:
        """Do nothing more."""

    def sentences(self, article: Article, meaning: Meaning | None) -> tuple[str, ...]:
        """Return none: nobody asks for them here."""
        del article, meaning
        return ()


class _Filed(NamedTuple):
    """A report, and the story that its label gives; None: one of its own."""

    own: Fingerprint
    cluster: str | None


def pairs(
    fingerprints: Mapping[str, Fingerprint],
    clusters: Mapping[str, str | None],
    near: Near,
    window: timedelta,
) -> Iterator[Example]:
    """Yield each pair that merging would compare, with the answer of the labels.

    `clusters`: the story of each item, by its id; items that are not there are left out.
    """
    known = [(fingerprints[item].at, item) for item in clusters.keys() & fingerprints.keys()]
    filed = [_Filed(fingerprints[item], clusters[item]) for _, item in sorted(known)]
    for one, two in _met(filed):
        if abs(one.own.at - two.own.at) > window or stop(one.own, two.own):
            continue
        if apart(one.own, two.own, near):
            continue
        found = signs(one.own, two.own, near)
        values: dict[str, float] = defaultdict(float)
        for sign in found:
            values[sign.name] += sign.value
        alike = one.cluster is not None and one.cluster == two.cluster
        yield Example(
            id="", pair=True, signs=values, answers={ONE_EVENT: alike}, offset=unlearned(found)
        )


def _met(filed: Sequence[_Filed]) -> Iterator[tuple[_Filed, _Filed]]:
    """Yield each report with the earlier ones that share most keys with it."""
    by_key: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(filed):
        own = keys(one.own)
        shared = Counter(other for key in own for other in by_key[key])
        yield from ((filed[other], one) for other, _ in shared.most_common(CANDIDATES))
        for key in own:
            by_key[key].append(number)
