"""From watches as they are written to conditions that can be looked at, and their terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.conditions import AllOf, AnyOf, Asked, Near, NoneOf, Window, Words, whole
from newsroom.judge.patterns import is_pattern
from newsroom.settings import Condition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.judge.conditions import Node
    from newsroom.settings import Watch

#: Terms of a list that are repeated to people.
_SHOWN: Final = 4
_ASKED: Final = ("incident", "topic", "place", "list")


class Sought(NamedTuple):
    """For which rule a term is looked for, and how its spots are explained."""

    rule: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A watch ready to be asked."""

    watch: Watch
    #: What has to hold; None: nothing is asked, so nothing is caught.
    wanted: Node | None
    #: What must not hold: `none` and `unless`.
    refused: tuple[tuple[str, Node], ...]
    window: Window
    refused_window: Window
    #: It may hold without a word of its own.
    wordless: bool


class Compiler:
    """Numbers the rules of all watches, and gathers their terms."""

    def __init__(self) -> None:
        self.words: list[tuple[str, Sought]] = []
        self.patterns: list[tuple[str, Sought]] = []
        self.asked: list[Asked] = []
        #: Index of the watch, by rule.
        self.owners: list[int] = []
        self._watch = -1

    def watch(self, watch: Watch) -> Compiled:
        """Compile one watch; the next one has the next index."""
        self._watch += 1
        own = Condition(
            any=watch.any, all=watch.all, within=watch.within, threshold=watch.threshold
        )
        parts = [
            node
            for part, path in ((own, ""), (watch.when, "when"))
            if part is not None and (node := self._condition(part, path)) is not None
        ]
        refused = [
            ("none", self._any(watch.none, "none", None)),
            ("unless", self._condition(watch.unless, "unless") if watch.unless else None),
        ]
        return Compiled(
            watch=watch,
            wanted=_all(parts),
            refused=tuple((name, node) for name, node in refused if node is not None),
            window=whole(watch.fields),
            refused_window=whole(watch.none_fields or watch.fields),
            wordless=not _only_words(watch),
        )

    def _condition(self, condition: Condition, path: str) -> Node | None:
        """Compile what a condition asks for; None where it asks for nothing."""
        parts: list[Node | None] = []
        if condition.word is not None:
            parts.append(self._words([(condition.word, condition.weight)], path or "word"))
        for kind in _ASKED:
            if names := getattr(condition, kind):
                self.asked.append(Asked(kind=kind, names=names))
                parts.append(self.asked[-1])
        parts.append(self._any(condition.any, _below(path, "any"), condition.threshold))
        for index, entry in enumerate(condition.all):
            group = entry if isinstance(entry, tuple) else (entry,)
            parts.append(self._any(group, _below(path, f"all[{index}]"), None))
        none = self._any(condition.none, _below(path, "none"), None)
        parts.append(NoneOf(part=none) if none is not None else None)
        node = _all([part for part in parts if part is not None])
        if node is None or condition.within is None:
            return node
        return Near(part=node, within=condition.within)

    def _any(
        self, entries: Sequence[str | Condition], path: str, threshold: int | None
    ) -> Node | None:
        """Compile alternatives: all plain terms of them are one rule."""
        terms = []
        parts: list[tuple[Node, int]] = []
        for entry in entries:
            if isinstance(entry, str):
                terms.append((entry, 1))
            elif entry == Condition(word=entry.word, weight=entry.weight):
                terms.append((entry.word or "", entry.weight))
            elif (node := self._condition(entry, path)) is not None:
                parts.append((node, entry.weight))
        if terms:
            parts.insert(0, (self._words(terms, path), 1))
        if len(parts) == 1 and threshold is None:
            return parts[0][0]
        return AnyOf(parts=tuple(parts), threshold=threshold) if parts else None

    def _words(self, terms: Sequence[tuple[str, int]], path: str) -> Words:
        rule = len(self.owners)
        self.owners.append(self._watch)
        weights = {f"{path}: {term}": weight for term, weight in terms}
        for term, _ in terms:
            sought = Sought(rule, f"{path}: {term}")
            (self.patterns if is_pattern(term) else self.words).append((term, sought))
        shown = [term for term, _ in terms[:_SHOWN]]
        more = [f"{len(terms) - _SHOWN} more"] if len(terms) > _SHOWN else []
        return Words(
            rule=rule,
            name=path,
            weights={why: weight for why, weight in weights.items() if weight != 1},
            shown=" or ".join([*(f"“{term}”" for term in shown), *more]),
        )


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _all(parts: Sequence[Node]) -> Node | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else AllOf(parts=tuple(parts))


def _only_words(watch: Watch) -> bool:
    """Say whether a watch cannot hold without one of its own terms."""
    top = Condition(any=watch.any, all=watch.all)
    return _needs_words(top) or (watch.when is not None and _needs_words(watch.when))


def _needs_words(condition: Condition) -> bool:
    if condition.word is not None:
        return True
    entries: Iterator[bool] = (_entry_needs_words(entry) for entry in condition.all)
    alternatives = [_entry_needs_words(entry) for entry in condition.any]
    return any(entries) or (bool(alternatives) and all(alternatives))


def _entry_needs_words(entry: str | tuple[str, ...] | Condition) -> bool:
    return _needs_words(entry) if isinstance(entry, Condition) else True
