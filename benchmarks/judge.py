"""How many items a second are judged, with 20,000 terms of watches beside what is shipped.

    python benchmarks/judge.py [FILE]

The items are those of the tests (JSON Lines), each with some 1,500 characters of report below its
own text, unless a file is named. On the same text: ahocorasick-rs with the same terms as plain
strings, and one regular expression of them all. Loading and memory are told first.
"""

from __future__ import annotations

import json
import random
import re
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from newsroom.config.load import load
from newsroom.judge.fields import fields
from newsroom.judge.readers import reader_of
from newsroom.judge.watches import Watches
from newsroom.settings import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ROOT = Path(__file__).parents[1]
_ITEMS = _ROOT / "tests" / "data" / "items" / "learned.jsonl"
_NOW = datetime(2026, 11, 24, tzinfo=UTC)
_TERMS = 20_000
_LENGTH = 1_500
_ROUNDS = 3
_ALTERNATIVES_ON = 20

_Item = tuple[str, str, str | None]


def main() -> None:
    """Print load time, memory, and items a second of each."""
    items = _items(Path(sys.argv[1]) if len(sys.argv) > 1 else _ITEMS)
    terms = _terms()
    size = sum(len(title) + len(body) for title, body, _ in items) / len(items)
    print(f"{len(items)} items, {size:,.0f} characters each; {_TERMS:,} terms")

    before = _memory()
    begin = time.perf_counter()
    settings = load(_ROOT / "config", {})
    loaded = time.perf_counter()
    reader = reader_of(settings.vocabulary, settings.places)
    own = Watch(id="terms", title="", topic="t", any=terms)
    watches = Watches((*settings.watches, own), reader)
    compiled = time.perf_counter()
    words = Watches([own])
    print(f"  configuration   {loaded - begin:6.2f} s (vocabulary and examples are checked)")
    print(f"  compiling       {compiled - loaded:6.2f} s")
    print(f"  memory          {_memory() - before:6.0f} MB")

    whole = _rate(items, lambda one: watches.judge(*one, _NOW))
    read = _rate(items, lambda one: reader.read(fields(one[0], one[1]), one[2], _NOW))
    alone = _rate(items, lambda one: words.judge(*one, _NOW))
    automaton = AhoCorasick([f" {term.rstrip('*')}" for term in terms])
    plain = _rate(items, lambda one: automaton.find_matches_as_indexes(_folded(one)))
    pattern = re.compile("|".join(rf"\b{re.escape(term.rstrip('*'))}" for term in terms))
    slow = _rate(items[:_ALTERNATIVES_ON], lambda one: pattern.findall(_folded(one)))
    for name, rate in (
        ("the whole judgement", whole),
        ("the reader alone", read),
        ("the terms alone", alone),
        ("ahocorasick-rs", plain),
        ("regex alternation", slow),
    ):
        print(f"  {name:<20} {rate:9.1f} items/s   {rate / whole:8.2f}")


def _items(path: Path) -> list[_Item]:
    raw = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    below: dict[str | None, str] = {}
    for one in raw:
        lang = one.get("lang")
        below[lang] = f"{below.get(lang, '')} {one['body'] or one['title']}"
    draw = random.Random(1)
    items = []
    for one in raw:
        text = below[one.get("lang")]
        start = draw.randrange(max(1, len(text) - _LENGTH))
        body = f"{one['body']} {text[start : start + _LENGTH]}"
        items.append((one["title"], body, one.get("lang")))
    return items


def _terms() -> tuple[str, ...]:
    """Return made-up words and phrases: as long as real ones, and hardly ever there."""
    draw = random.Random(2)

    def word() -> str:
        return "".join(draw.choices("aeiournstlkdmbgv", k=draw.randint(5, 10)))

    made: dict[str, None] = {}
    while len(made) < _TERMS:
        made[draw.choice((word() + "*", word(), f"{word()} {word()}*"))] = None
    return tuple(made)


def _folded(one: _Item) -> str:
    return f" {one[0]} {one[1]} ".lower()


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _rate(items: Sequence[_Item], judge: Callable[[_Item], object]) -> float:
    """Return items a second of processor time, the best of the rounds."""
    best = float("inf")
    for _ in range(_ROUNDS):
        started = time.process_time()
        for one in items:
            judge(one)
        best = min(best, time.process_time() - started)
    return len(items) / best


if __name__ == "__main__":
    main()
