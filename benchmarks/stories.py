"""What it costs to find an article's story, and that it does not grow with what is stored.

    python benchmarks/stories.py [STORED [ARRIVING]]

Reports are made of a few hundred names and places, all within the window: each is filed with its
keys in a SQLite database, then more arrive. The time of one look-up with its comparisons is printed
for an almost empty and for a full database, with the memory at its end.
"""

from __future__ import annotations

import asyncio
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from newsroom.meaning import Incident, Meaning, PlaceFound
from newsroom.model import Article, Identity, Judgement, Outcome, StoredItem, Verdict
from newsroom.settings import Stories
from newsroom.store.database import open_store
from newsroom.stories.fingerprint import fingerprint, keys
from newsroom.stories.likeness import Comparer
from newsroom.stories.merge import place

if TYPE_CHECKING:
    from newsroom.store.protocol import Store
    from newsroom.stories.fingerprint import Fingerprint

_NOW = datetime(2026, 11, 24, tzinfo=UTC)
_BATCH = 500
_KINDS = ("clash", "mine_blast", "protest", "disaster", "drone_strike", "detention_or_arrest")
_SYLLABLES = ("ka", "ri", "ta", "no", "ve", "shi", "do", "lu", "ma", "ga", "be", "zo")
_WORDS = (
    *("said", "officials", "near", "village", "after", "road", "police", "fire", "morning"),
    *("district", "hospital", "people"),
)


def _word(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=dice.choice((2, 3, 4)))).capitalize()


def _report(number: int, dice: random.Random, names: list[str]) -> tuple[Article, Meaning]:
    at = _NOW - timedelta(minutes=dice.randrange(14 * 24 * 60))
    where = f"place-{dice.randrange(400)}"
    title = f"{dice.choice(names)} {' '.join(dice.sample(_WORDS, 4))} {dice.randrange(300)}"
    body = ". ".join(
        f"{dice.choice(names)} {dice.choice(names)} {' '.join(dice.sample(_WORDS, 8))}"
        for _ in range(6)
    )
    article = Article(
        source=f"s{dice.randrange(100)}",
        identity=Identity(guid=str(number), link=None, title_day=None),
        id=str(number), url=None, title=title, body=body, lang="en",
        published=at, day_only=False, seen=at, at=at, title_fold=title,
    )  # fmt: skip
    found = (PlaceFound(id=where, name=where, evidence=()),)
    incident = Incident(type=dice.choice(_KINDS), killed=dice.randrange(4))
    meaning = Meaning(topics=("caucasus_incident",), incident=incident, places=found, named=found)
    return article, meaning


async def _look(store: Store, own: Fingerprint, settings: Stories) -> None:
    async with store.reading() as tx:
        candidates = await tx.candidates(keys(own), own.at, within=settings.window)
    place(own, candidates, settings, Comparer(near=lambda one, other: float(one == other)))


async def _fill(
    store: Store, first: int, count: int, dice: random.Random, names: list[str]
) -> None:
    for start in range(first, first + count, _BATCH):
        async with store.writing() as tx:
            for number in range(start, min(start + _BATCH, first + count)):
                article, meaning = _report(number, dice, names)
                verdict = Verdict(
                    outcome=Outcome.NEW_STORY, reason="", story=f"s/{number}", starts=True
                )
                item = StoredItem(
                    article=article, judgement=Judgement(), verdict=verdict, config="c"
                )
                row = await tx.add(item, None)
                own = fingerprint(article, meaning)
                await tx.save_fingerprint(row, own, keys(own))


async def _arrive(
    store: Store, first: int, count: int, dice: random.Random, names: list[str]
) -> list[float]:
    taken = []
    for number in range(first, first + count):
        article, meaning = _report(number, dice, names)
        begun = time.perf_counter()
        await _look(store, fingerprint(article, meaning), Stories())
        taken.append(time.perf_counter() - begun)
    return taken


def _said(name: str, taken: list[float]) -> str:
    late = quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    return f"{name}: median {median(taken) * 1e3:.1f} ms, 95 of 100 below {late * 1e3:.1f} ms"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


async def main(stored: int, arriving: int) -> None:
    """Measure with few stored articles, then with all of them."""
    dice = random.Random(1)
    names = [_word(dice) for _ in range(2_000)]
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{folder}/stories.db")
        try:
            few = min(stored, 2 * _BATCH)
            await _fill(store, 0, few, dice, names)
            taken = await _arrive(store, 10**7, min(arriving, 500), dice, names)
            print(_said(f"{few:,} stored", taken))
            begun = time.perf_counter()
            await _fill(store, few, stored - few, dice, names)
            each = (time.perf_counter() - begun) / max(1, stored - few)
            taken = await _arrive(store, 10**8, arriving, dice, names)
            print(_said(f"{stored:,} stored", taken))
            print(f"filing: {each * 1e3:.1f} ms an article, memory {_memory():.0f} MB")
        finally:
            await store.close()


if __name__ == "__main__":
    sizes = [int(one) for one in sys.argv[1:]]
    asyncio.run(main(*(sizes or (100_000, 10_000))[:2]))
