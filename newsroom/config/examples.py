"""A watch's own examples: it is loaded only if it catches what it should, and leaves the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.config.page import Page
    from newsroom.errors import Mistake
    from newsroom.settings import Watch


def check_examples(page: Page, watch: Watch) -> Iterator[Mistake]:
    """Yield a mistake for each example that comes out wrong, at the example's line."""
    from newsroom.judge.watches import failing_examples  # noqa: PLC0415 - slow, and not always asked

    if not failing_examples(watch):
        return
    for index, example in enumerate(watch.match_examples):
        alone = replace(watch, match_examples=(example,), no_match_examples=())
        for why in failing_examples(alone):
            yield page.mistake(("examples", "match", index), why)
    for index, example in enumerate(watch.no_match_examples):
        alone = replace(watch, match_examples=(), no_match_examples=(example,))
        for why in failing_examples(alone):
            yield page.mistake(("examples", "no_match", index), why)
