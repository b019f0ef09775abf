"""Telegram's own rules for HTML in messages, with the error texts of its parser.

Written after the rules of the open-source client library's parser: which tags and attributes are
known, how entities are decoded, where offsets are counted (in bytes of UTF-8).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLAIN = {"b", "strong", "i", "em", "s", "strike", "del", "u", "ins", "pre", "code", "blockquote"}
TAGS = frozenset(_PLAIN | {"a", "span", "tg-spoiler", "tg-emoji", "tg-time"})
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,8})|([A-Za-z]+));?")
_SPACE = " \t\r\n\0\v"
_END = "\0"


class CannotParse(Exception):  # noqa: N818 - as the API words it
    """What the API says after "can't parse entities: "."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    type: str
    #: UTF-16 units.
    offset: int
    length: int
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(source: str) -> Parsed:
    """Parse a message; raises `CannotParse`."""
    return _Parser(source).parse()


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    start: int


class _Parser:
    def __init__(self, source: str) -> None:
        # A zero byte ends the text, as it does in the API.
        self.source = source.partition("\0")[0] + _END
        self.at = 0
        self.out: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> Parsed:
        while (char := self.source[self.at]) != _END:
            if char == "<":
                self._tag()
            elif char == "&":
                self._put(self._entity())
            else:
                self._put(char)
                self.at += 1
        if self.open:
            tag = self.open[-1].tag
            raise CannotParse(f'Can\'t find end tag corresponding to start tag "{tag}"')
        text = "".join(self.out)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise CannotParse(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        found = sorted(self.entities, key=lambda one: (one.offset, -one.length))
        return Parsed(text=text, entities=tuple(found))

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.offset += units(text)

    def _entity(self) -> str:
        """Decode the entity here and go past it; an unknown one stays what it is."""
        found = _ENTITY.match(self.source, self.at)
        decoded = _decoded(found) if found else None
        if found is None or decoded is None:
            self.at += 1
            return "&"
        self.at = found.end()
        return decoded

    def _tag(self) -> None:
        begin = len(self.source[: self.at].encode("utf-8", "surrogatepass"))
        self.at += 1
        if self.source[self.at] == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        name = self._until(_SPACE + ">").lower()
        if self.source[self.at] == _END:
            raise CannotParse(f"Unclosed start tag at byte offset {begin}")
        if name not in TAGS:
            raise CannotParse(f'Unsupported start tag "{name}" at byte offset {begin}')
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise CannotParse(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.at += 1
        argument = attributes.get({"a": "href", "tg-time": "unix"}.get(name, ""), "")
        if name == "tg-time" and not argument.isdigit():
            raise CannotParse(f'Tag "tg-time" must have a Unix time at byte offset {begin}')
        self.open.append(_Open(name, argument, self.offset, len(self.out)))

    def _attributes(self, name: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._spaces()
            if self.source[self.at] == ">":
                return attributes
            key = self._until(_SPACE + "=>")
            if not key:
                raise CannotParse(
                    f'Empty attribute name in the tag "{name}" at byte offset {begin}'
                )
            self._spaces()
            if name == "blockquote" and key == "expandable" and self.source[self.at] != "=":
                attributes[key] = ""
                continue
            if self.source[self.at] != "=":
                raise CannotParse(
                    f'Expected equal sign in declaration of an attribute of the tag "{name}" '
                    f"at byte offset {begin}"
                )
            self.at += 1
            self._spaces()
            attributes[key] = self._value(begin)
            if self.source[self.at] == _END:
                raise CannotParse(f"Unclosed start tag at byte offset {begin}")

    def _value(self, begin: int) -> str:
        quote = self.source[self.at]
        if quote == _END:
            raise CannotParse(f"Unclosed start tag at byte offset {begin}")
        if quote not in "'\"":
            start = len(self.source[: self.at].encode("utf-8", "surrogatepass"))
            token = re.compile(r"[A-Za-z0-9.-]*").match(self.source, self.at)
            assert token is not None
            self.at = token.end()
            if self.source[self.at] not in _SPACE + ">":
                raise CannotParse(f"Unexpected end of name token at byte offset {start}")
            return token.group().lower()
        self.at += 1
        value = ""
        while self.source[self.at] not in {quote, _END}:
            if self.source[self.at] == "&":
                value += self._entity()
            else:
                value += self.source[self.at]
                self.at += 1
        if self.source[self.at] == quote:
            self.at += 1
        return value

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise CannotParse(f"Unexpected end tag at byte offset {begin}")
        self.at += 1
        name = self._until(_SPACE + ">").lower()
        self._spaces()
        if self.source[self.at] != ">":
            raise CannotParse(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        last = self.open.pop()
        if name and name != last.tag:
            raise CannotParse(
                f'Unmatched end tag at byte offset {begin}, expected "</{last.tag}>", '
                f'found "</{name}>"'
            )
        length = self.offset - last.offset
        if length:
            argument = last.argument
            if last.tag == "a" and not argument:
                argument = "".join(self.out[last.start :])
            self.entities.append(
                Entity(type=last.tag, offset=last.offset, length=length, argument=argument)
            )

    def _until(self, stops: str) -> str:
        start = self.at
        while self.source[self.at] not in stops + _END:
            self.at += 1
        return self.source[start : self.at]

    def _spaces(self) -> None:
        while self.source[self.at] in _SPACE and self.source[self.at] != _END:
            self.at += 1


def _decoded(found: re.Match[str]) -> str | None:
    if found[3]:
        return _NAMED.get(found[3])
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code < 0x10FFFF else None
