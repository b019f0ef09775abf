"""The conditions of watches, compiled: what of them holds in an article, and by which words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeAlias

from newsroom.settings import SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsroom.judge.fields import Field

#: Greater than any number of words.
_END: Final = 1 << 60


class Spot(NamedTuple):
    """Where something stands: so many of a field's words from `first` on."""

    field: str
    first: int
    length: int
    #: Which rule, and the term as the operator wrote it.
    why: str
    #: Code points of the original, where these are not just the words.
    span: tuple[int, int] | None = None


class Stretch(NamedTuple):
    """Some words of a field."""

    field: str
    first: int
    stop: int


class Window(NamedTuple):
    """What is looked at: fields of an article, or some words of one."""

    stretches: tuple[Stretch, ...]
    #: A part of a text: what the whole text means counts only where it is said.
    near: bool = False


def whole(fields: Iterable[str]) -> Window:
    """Return the window that shows these fields."""
    return Window(tuple(Stretch(name, 0, _END) for name in fields))


class Spots:
    """Where one thing stands in an article, in the order of the text."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self._by_field: dict[str, list[Spot]] = defaultdict(list)
        for spot in sorted(spots, key=order):
            same = self._by_field[spot.field]
            # Of terms that hit the same words one is enough.
            if not same or same[-1][1:3] != spot[1:3]:
                same.append(spot)

    def __bool__(self) -> bool:
        return bool(self._by_field)

    def within(self, window: Window) -> list[Spot]:
        """Return those that begin in a window."""
        found: list[Spot] = []
        for field, first, stop in window.stretches:
            spots = self._by_field.get(field, ())
            begin = bisect_left(spots, first, key=_first)
            end = len(spots) if stop == _END else bisect_left(spots, stop, key=_first)
            found += spots[begin:end]
        return found


def order(spot: Spot) -> tuple[bool, int, int, str]:
    """Return the place of a spot in the article, as a sort key."""
    return spot.field != "title", spot.first, spot.length, spot.why


def _first(spot: Spot) -> int:
    return spot.first


class Findings(Protocol):
    """What was found in one article."""

    #: By rule.
    words: Mapping[int, Spots]

    def asked(self, condition: Asked) -> Spots | None:
        """Return where what is asked for stands; None: nowhere. Empty: it is true as a whole."""

    def field(self, name: str) -> Field:
        """Return a field of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A condition that holds."""

    #: By rule, the words on which it rests.
    rules: tuple[tuple[str, Sequence[Spot]], ...] = ()
    #: It rests on words of the operator.
    words: bool = False
    #: It rests on what the text means.
    meaning: bool = False
    weight: int = 1


def _together(parts: Sequence[Held], weight: int = 1) -> Held:
    return Held(
        rules=tuple(rule for part in parts for rule in part.rules),
        words=any(part.words for part in parts),
        meaning=any(part.meaning for part in parts),
        weight=weight,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One of these terms stands there."""

    rule: int
    name: str
    #: By the `why` of a term's spots; a term that is not in it weighs 1.
    weights: Mapping[str, int]
    #: As written, some of them.
    shown: str

    def look(self, found: Findings, window: Window) -> Held | None:
        """Return what holds in a window."""
        spots = found.words[self.rule].within(window) if self.rule in found.words else []
        if not spots:
            return None
        weight = sum(self.weights.get(why, 1) for why in {spot.why for spot in spots})
        return Held(rules=((self.name, spots),), words=True, weight=weight)

    def spots(self, found: Findings) -> Iterator[Spots]:
        """Yield where its words stand."""
        if self.rule in found.words:
            yield found.words[self.rule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Something that the reader finds: `incident`, `topic`, `place` or `list`."""

    kind: str
    names: tuple[str, ...]

    @property
    def shown(self) -> str:
        """As an operator would write it."""
        return f"{self.kind}: {', '.join(self.names)}"

    @property
    def of_meaning(self) -> bool:
        """It asks for what the text means as a whole."""
        return self.kind in {"incident", "topic"}

    def look(self, found: Findings, window: Window) -> Held | None:
        """Return what holds in a window."""
        spots = found.asked(self)
        if spots is None:
            return None
        anywhere = self.of_meaning and not window.near
        inside = list(spots.within(whole(("title", "body")) if anywhere else window))
        if spots and not inside:
            return None
        return Held(
            rules=((self.shown, inside),) if inside else (),
            meaning=self.of_meaning,
        )

    def spots(self, found: Findings) -> Iterator[Spots]:
        """Yield where it stands."""
        spots = found.asked(self)
        if spots:
            yield spots


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """One of these holds, or several that weigh enough together."""

    #: With the weight of each.
    parts: tuple[tuple[Node, int], ...]
    threshold: int | None = None

    @property
    def shown(self) -> str:
        """As an operator would say it."""
        parts = " or ".join(part.shown for part, _ in self.parts)
        return f"{parts} (threshold: {self.threshold})" if self.threshold else parts

    def look(self, found: Findings, window: Window) -> Held | None:
        """Return what holds in a window."""
        held = []
        weight = 0
        for part, own in self.parts:
            one = part.look(found, window)
            if one is not None:
                held.append(one)
                weight += one.weight if isinstance(part, Words) else own
        if not held or weight < (self.threshold or 0):
            return None
        return _together(held)

    def spots(self, found: Findings) -> Iterator[Spots]:
        """Yield where its parts stand."""
        for part, _ in self.parts:
            yield from part.spots(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Each of these holds."""

    parts: tuple[Node, ...]

    @property
    def shown(self) -> str:
        """As an operator would say it."""
        return " and ".join(part.shown for part in self.parts)

    def look(self, found: Findings, window: Window) -> Held | None:
        """Return what holds in a window."""
        held = []
        for part in self.parts:
            one = part.look(found, window)
            if one is None:
                return None
            held.append(one)
        return _together(held)

    def spots(self, found: Findings) -> Iterator[Spots]:
        """Yield where its parts stand."""
        for part in self.parts:
            yield from part.spots(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneOf:
    """Its part does not hold."""

    part: Node

    @property
    def shown(self) -> str:
        """As an operator would say it."""
        return f"none of {self.part.shown}"

    def look(self, found: Findings, window: Window) -> Held | None:
        """Return what holds in a window."""
        return Held() if self.part.look(found, window) is None else None

    def spots(self, found: Findings) -> Iterator[Spots]:
        """Yield nothing: what is missing stands nowhere."""
        del found
        yield from ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Its part holds within one sentence, or among words that stand near each other."""

    part: Node
    #: `SENTENCE`, or how many words may stand between the first and the last.
    within: int

    @property
    def shown(self) -> str:
        """As an operator would say it."""
        near = "in one sentence" if self.within == SENTENCE else f"within {self.within} words"
        return f"{self.part.shown}, {near}"

    def look(self, found: Findings, window: Window) -> Held | None:
        """Return what holds in the first part of a window in which its part holds."""
        alike = [spot for spots in self.part.spots(found) for spot in spots.within(window)]
        if not alike:
            return self.part.look(found, window)
        for stretch in self._stretches(found, sorted(alike, key=order)):
            held = self.part.look(found, Window((stretch,), near=True))
            if held is not None:
                return held
        return None

    def spots(self, found: Findings) -> Iterator[Spots]:
        """Yield where its parts stand."""
        yield from self.part.spots(found)

    def _stretches(self, found: Findings, spots: Sequence[Spot]) -> Iterable[Stretch]:
        made: dict[Stretch, None] = {}
        for spot in spots:
            if self.within == SENTENCE:
                field = found.field(spot.field)
                sentence = field.sentences[field.sentence_of(spot.first)]
                made[Stretch(spot.field, sentence.start, sentence.stop)] = None
            else:
                stop = spot.first + spot.length + self.within + 1
                made[Stretch(spot.field, spot.first, stop)] = None
        return made


Node: TypeAlias = Words | Asked | AnyOf | AllOf | NoneOf | Near


def missing(node: Node, found: Findings, window: Window) -> list[str]:
    """Return a phrase for each part of a condition that does not hold."""
    if node.look(found, window) is not None:
        return []
    match node:
        case AllOf(parts=parts):
            return [phrase for part in parts for phrase in missing(part, found, window)]
        case Near(part=part) if part.look(found, window) is not None:
            where = "in one sentence" if node.within == SENTENCE else f"within {node.within} words"
            return [f"not {where}: {part.shown}"]
        case Near(part=part):
            return missing(part, found, window)
        case NoneOf(part=part):
            return [f"there is {part.shown}"]
        case _:
            return [f"no {node.shown}"]
