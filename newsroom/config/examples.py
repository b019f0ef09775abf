"""A watch's own examples: it is loaded only if it catches what it should, and leaves the rest."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from newsroom.settings import Condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.config.page import Page
    from newsroom.config.watch_files import Known
    from newsroom.errors import Mistake
    from newsroom.judge.reader import Reader
    from newsroom.settings import Watch


def needs_reader(watch: Watch) -> bool:
    """Say whether it takes more than the watch's own words to tell what it catches."""
    entries = (*watch.any, *watch.all, *watch.none, watch.when, watch.unless)
    return watch.min_severity > 0 or any(isinstance(one, Condition) for one in entries)


@lru_cache(maxsize=16)  # of watches that are read again mostly one has changed
def _all_right(watch: Watch, reader: Reader | None) -> bool:
    from newsroom.judge.watches import failing_examples  # noqa: PLC0415 - slow, as below

    return not failing_examples(watch, reader)


def check_examples(page: Page, watch: Watch, known: Known) -> Iterator[Mistake]:
    """Yield a mistake for each example that comes out wrong, at the example's line."""
    # Both are slow to import, and not always asked.
    from newsroom.judge.readers import reader_of  # noqa: PLC0415 - as said
    from newsroom.judge.watches import failing_examples  # noqa: PLC0415 - as said

    if not watch.match_examples and not watch.no_match_examples:
        return
    wanted = (known.vocabulary, known.places, known.weights)
    reader = reader_of(*wanted) if needs_reader(watch) else None
    if _all_right(watch, reader):
        return
    for index, example in enumerate(watch.match_examples):
        alone = replace(watch, match_examples=(example,), no_match_examples=())
        for why in failing_examples(alone, reader):
            yield page.mistake(("examples", "match", index), why)
    for index, example in enumerate(watch.no_match_examples):
        alone = replace(watch, match_examples=(), no_match_examples=(example,))
        for why in failing_examples(alone, reader):
            yield page.mistake(("examples", "no_match", index), why)
