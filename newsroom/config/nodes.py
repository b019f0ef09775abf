"""YAML text as a tree that remembers its lines. No value is guessed: `no` and `23:00` stay text.

The tree is built from the parser's events, so that hostile input (deep nesting, aliases that
multiply) is refused while it is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from newsroom.config.syntax import Broken, broken_by, refuse_characters
from newsroom.config.wording import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Values of one file, those counted again that an alias repeats.
MAX_NODES = 100_000
MAX_DEPTH = 40

#: libyaml's parser is ten times faster; PyYAML may be installed without it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: What is no value where it stands without quotation marks.
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})

Path: TypeAlias = "tuple[str | int, ...]"
Node: TypeAlias = "Scalar | Items | Keys"


class Scalar(NamedTuple):
    """A single value: its text, None where nothing (or `null`) is written."""

    text: str | None
    line: int
    size: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int
    size: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A value below its key."""

    #: Line of the key.
    line: int
    value: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """A mapping."""

    entries: dict[str, Entry]
    line: int
    size: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A mistake found while reading: where, and a sentence."""

    line: int
    path: Path
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What one file says: its documents, and what is wrong with its form."""

    documents: tuple[Node, ...]
    flaws: tuple[Flaw, ...] = ()
    #: False: reading stopped at a flaw, there may be more documents.
    whole: bool = True


@lru_cache(maxsize=256)  # of a directory that is read again mostly one file has changed
def read_tree(text: str) -> Tree:
    """Read all documents of a YAML text; never raises, what is wrong is in `flaws`."""
    builder = _Builder()
    documents: list[Node] = []
    try:
        refuse_characters(text)
        documents.extend(builder.documents(text))
    except Broken as broken:
        flaw = Flaw(line=broken.line, path=(), message=broken.message)
        return Tree(documents=tuple(documents), flaws=(*builder.flaws, flaw), whole=False)
    return Tree(documents=tuple(documents), flaws=tuple(builder.flaws))


def plain(node: Node) -> object:
    """Return a node as `str`, `None`, lists and dicts."""
    match node:
        case Scalar():
            return node.text
        case Items():
            return [plain(item) for item in node.items]
        case Keys():
            return {key: plain(entry.value) for key, entry in node.entries.items()}


def at(node: Node | None, *path: str | int) -> Node | None:
    """Return the node at a path; None where there is nothing."""
    for step in path:
        match node, step:
            case Keys(entries=entries), str() if step in entries:
                node = entries[step].value
            case Items(items=items), int() if step < len(items):
                node = items[step]
            case _:
                return None
    return node


def text_at(node: Node | None, *path: str | int) -> str | None:
    """Return the text of the scalar at a path; None where there is none."""
    found = at(node, *path)
    return found.text if isinstance(found, Scalar) else None


def items_at(node: Node | None, *path: str | int) -> tuple[Node, ...]:
    """Return the items of the list at a path; none where there is no list."""
    found = at(node, *path)
    return found.items if isinstance(found, Items) else ()


def line_of(node: Node, path: Path) -> int:
    """Return the line of the value at a path, or of what is nearest above it.

    A single value has its own line; a list or a mapping, the line of its key.
    """
    line = node.line
    for step in path:
        match node, step:
            case Keys(entries=entries), str() if step in entries:
                entry = entries[step]
                node = entry.value
                single = isinstance(node, Scalar) and node.text is not None
                line = node.line if single else entry.line
            case Items(items=items), int() if step < len(items):
                node = items[step]
                line = node.line
            case _:
                return line
    return line


@dataclass(slots=True)
class _Builder:
    """Builds nodes from events, and notes what is wrong but can be passed over."""

    flaws: list[Flaw] = field(default_factory=list)
    _events: Iterator[Event] = field(default_factory=lambda: iter(()))
    _anchors: dict[str, Node] = field(default_factory=dict)

    def documents(self, text: str) -> Iterator[Node]:
        """Yield the root of each document; raises `Broken`."""
        self._events = _events(text)
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                self._anchors = {}
                yield self._node(next(self._events), ())

    def _node(self, event: Event, path: Path) -> Node:
        line = _line(event)
        if len(path) > MAX_DEPTH:
            raise Broken(line, f"nested more than {MAX_DEPTH} levels deep")
        if isinstance(event, ScalarEvent) and event.tag is None and event.anchor is None:
            return _scalar(event, line)  # nearly every value: nothing below can be said of it
        if isinstance(event, AliasEvent):
            return self._alias(event, line)
        assert isinstance(event, NodeEvent)  # noqa: S101 - nothing else can stand here
        node = self._new(event, path, line)
        if node.size > MAX_NODES:
            raise Broken(line, f"more than {MAX_NODES:,} values, those counted that aliases repeat")
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _new(self, event: NodeEvent, path: Path, line: int) -> Node:
        written: str | None = getattr(event, "tag", None)
        if written not in {None, "!"}:
            tag = quote(str(written).replace("tag:yaml.org,2002:", "!!"))
            self._note(line, path, f"the tag {tag} has no meaning here; leave it out")
        match event:
            case MappingStartEvent():
                return self._keys(path, line)
            case SequenceStartEvent():
                return self._items(path, line)
            case _:
                return _scalar(event, line)

    def _alias(self, event: AliasEvent, line: int) -> Node:
        name = event.anchor
        if name not in self._anchors:
            raise Broken(
                line, f"{quote(f'*{name}')} repeats a value that is named &{name} before it, and "
                f"there is none; as plain text put it in quotes: '*{name}'")  # fmt: skip
        return self._anchors[name]

    def _items(self, path: Path, line: int) -> Items:
        items: list[Node] = []
        size = 1
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
            size += items[-1].size
        return Items(items=tuple(items), line=line, size=size)

    def _keys(self, path: Path, line: int) -> Keys:
        entries: dict[str, Entry] = {}
        merged: list[Keys] = []
        size = 1
        while not isinstance(event := next(self._events), MappingEndEvent):
            key, key_line = self._key(event, path)
            value = self._node(next(self._events), (*path, key))
            size += value.size
            if key == "<<":
                merged.extend(self._merged(value, path))
            elif key in entries:
                first = entries[key].line
                self._note(key_line, (*path, key), f"stands twice; the first is in line {first}")
            else:
                entries[key] = Entry(line=key_line, value=value)
        for each in merged:
            entries = {**each.entries, **entries}
        return Keys(entries=entries, line=line, size=size)

    def _key(self, event: Event, path: Path) -> tuple[str, int]:
        line = _line(event)
        node = self._node(event, path)
        if not isinstance(node, Scalar):
            raise Broken(line, "a list or a mapping cannot be a key; text in brackets or braces "
                         "has to stand in quotes")  # fmt: skip
        return node.text or "", line

    def _merged(self, value: Node, path: Path) -> Iterator[Keys]:
        """Yield the mappings that `<<` brings in, those that count least last."""
        for each in value.items if isinstance(value, Items) else (value,):
            if isinstance(each, Keys):
                yield each
            else:
                message = "takes a mapping that has a name: “<<: *name”"
                self._note(each.line, (*path, "<<"), message)

    def _note(self, line: int, path: Path, message: str) -> None:
        self.flaws.append(Flaw(line=line, path=path, message=message))


def _scalar(event: Event, line: int) -> Scalar:
    assert isinstance(event, ScalarEvent)  # noqa: S101 - the parser has no other event here
    nothing = event.value in _NOTHING and event.implicit[0]
    return Scalar(None if nothing else event.value, line)


def _line(event: Event) -> int:
    return 0 if event.start_mark is None else event.start_mark.line + 1


def _events(text: str) -> Iterator[Event]:
    """Yield the parser's events; its errors become `Broken`."""
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise broken_by(error, text) from error
