"""Longest match of phrases on a run of words: names of countries, and words of the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

Value = TypeVar("Value")

_END = ""
#: A stem shorter than this would match by accident.
_SHORTEST_STEM = 3


class Trie(Generic[Value]):
    """Phrases of folded words; a word that ends in `*` stands for all that begin like it."""

    __slots__ = ("_begins", "_root", "_stems")

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}
        self._stems: set[str] = set()
        #: Answers of `begins`, for words come again.
        self._begins: dict[str, bool] = {}

    def add(self, words: Sequence[str], value: Value) -> None:
        """Add a phrase; the first value that a phrase is given holds."""
        node = self._root
        for word in words:
            if word.endswith("*"):
                self._stems.add(word)
            node = node.setdefault(word, {})
        node.setdefault(_END, value)
        self._begins.clear()

    def begins(self, word: str) -> bool:
        """Tell whether any phrase begins with a word."""
        known = self._begins.get(word)
        if known is None:
            known = self._begins[word] = bool(self._after(self._root, word))
        return known

    def longest(self, words: Sequence[str], start: int, stop: int) -> tuple[Value, int] | None:
        """Return the value of the longest phrase at `start`, and where it ends, before `stop`."""
        best: tuple[Value, int] | None = None
        nodes = [self._root]
        for position in range(start, stop):
            nodes = [after for node in nodes for after in self._after(node, words[position])]
            if not nodes:
                break
            for node in nodes:
                if _END in node:
                    best = (node[_END], position + 1)
                    break
        return best

    def _after(self, node: dict[str, Any], word: str) -> list[dict[str, Any]]:
        found = [node[word]] if word in node else []
        if self._stems:
            for length in range(len(word), _SHORTEST_STEM - 1, -1):
                stem = f"{word[:length]}*"
                if stem in self._stems and stem in node:
                    found.append(node[stem])
        return found
