"""Items judged as `vedette analyse` judges them, for every command that needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.judge.analyse import analyse
from newsroom.judge.readers import watches_of
from newsroom.stories.likeness import comparer_of
from newsroom.stories.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsroom.settings import Settings


def judge_lines(settings: Settings, lines: Iterable[str]) -> Iterator[dict[str, object]]:
    """Yield the judgement of each line, with stories formed among the lines."""
    shelf = Shelf(settings.stories, comparer_of(settings))
    return analyse(lines, watches_of(settings), shelf)
