"""The types of single values as they are written in YAML, for the shapes in `shapes.py`.

A value arrives as text, whatever YAML would make of it; its expected type alone decides how it is
read, so that `no` can be a language, a word or a switch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator
from pydantic_core import core_schema

from newsroom.config import names, scalars
from newsroom.config.terms import parse_word
from newsroom.config.wording import quote
from newsroom.settings import AllowedAddress, Rate

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

LANGUAGES = ("en", "ru", "hy", "az", "ka", "tr", "fr")
SOURCE_KINDS = ("feed", "page", "un_press", "un_library")
LATER_SOURCE_KINDS = ("sitemap", "telegram", "reliefweb", "gdelt")
CHANNEL_KINDS = ("telegram", "terminal")
LATER_CHANNEL_KINDS = ("webhook", "apprise")


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """How one kind of value is read from text, shown again, and described to an editor."""

    parse: Callable[[str], object]
    #: JSON Schema of what may be written.
    schema: dict[str, Any]
    show: Callable[[Any], object] = field(default=lambda value: value)

    def read(self, value: object) -> object:
        """Read a value from YAML; raises `ValueError`."""
        match value:
            case str():
                return self.parse(value)
            case None:
                raise ValueError("has no value; give it one or leave the key out")
            case list():
                raise ValueError("should be a single value, not a list")
            case _:
                raise ValueError("should be a single value, not a mapping")

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        del source, handler
        shown = core_schema.plain_serializer_function_ser_schema(self.show)
        return core_schema.no_info_plain_validator_function(self.read, serialization=shown)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        del schema, handler
        return dict(self.schema)


def _pattern(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


def between(least: int, most: int = 10**9) -> Written:
    """Read whole numbers within bounds."""
    bounds = {"minimum": least} | ({"maximum": most} if most < 10**9 else {})
    parse = partial(scalars.parse_whole, least=least, most=most)
    return Written(parse, {"type": "integer", **bounds})


def share() -> Written:
    """Read a number from 0 to 1, such as 0.6."""
    return Written(scalars.parse_share, {"type": "number", "minimum": 0, "maximum": 1})


def lasting(least: str, most: str = "36500d") -> Written:
    """Read durations within bounds."""
    low, high = scalars.parse_duration(least), scalars.parse_duration(most)

    def parse(text: str) -> timedelta:
        duration = scalars.parse_duration(text)
        if duration < low:
            raise ValueError(f"{quote(text)} is too short; {least} is the least")
        if duration > high:
            raise ValueError(f"{quote(text)} is too long; {most} is the most")
        return duration

    return Written(parse, _pattern("^[0-9]+[smhd]$"), scalars.format_duration)


def one_of(*known: str, later: tuple[str, ...] = (), what: str = "value") -> Written:
    """Read one word out of a few; `later` ones are refused by name elsewhere."""

    def parse(text: str) -> str:
        if text not in known and text not in later:
            raise ValueError(f"{quote(text)} is an unknown {what}; one of {', '.join(known)}")
        return text

    return Written(parse, {"type": "string", "enum": list(known)})


def _size(text: str) -> int:
    size = scalars.parse_size(text)
    if not 1_000 <= size <= 100_000_000:  # noqa: PLR2004 - below it no page fits, above it no memory
        raise ValueError(f"{quote(text)} is out of bounds; 1KB to 100MB")
    return size


def distinct(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse a list in which one value stands twice."""
    for index, value in enumerate(values):
        if value in values[:index]:
            raise ValueError(f"{quote(str(value))} stands twice in it")
    return values


def not_empty(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse an empty list."""
    if not values:
        raise ValueError("is an empty list; name one at least, or leave the key out")
    return values


Distinct = AfterValidator(distinct)
NotEmpty = AfterValidator(not_empty)

Id = Annotated[str, Written(names.parse_id, _pattern(names.ID_PATTERN))]
Topic = Annotated[str, Written(names.parse_topic, _pattern(names.TOPIC_PATTERN))]
#: An editor takes 2026 for a number, where the program reads a word.
_WORDS = {"type": ["string", "number"], "minLength": 1}
Text = Annotated[str, Written(names.parse_text, _WORDS)]
#: Of an example: line breaks are welcome, as in the reports that it stands for.
Example = Annotated[str, Written(str, _WORDS)]
Word = Annotated[str, Written(parse_word, _WORDS)]
Header = Annotated[str, Written(names.parse_header, {"type": "string", "minLength": 1})]
Switch = Annotated[bool, Written(scalars.parse_switch, {"type": "boolean"})]
Zone = Annotated[str, Written(names.parse_zone, {"type": "string", "examples": ["Asia/Tbilisi"]})]
Url = Annotated[str, Written(names.parse_url, _pattern("^https?://"))]
Host = Annotated[str, Written(names.parse_host, {"type": "string"})]
Selector = Annotated[str, Written(names.parse_selector, {"type": "string", "minLength": 1})]
Size = Annotated[int, Written(_size, _pattern("^[0-9]+([KMG]i?)?B$"), scalars.format_size)]
SpokenLanguage = Annotated[str, Written(names.parse_language, _pattern(names.LANGUAGE_PATTERN))]
OurLanguage = Annotated[str, one_of(*LANGUAGES, what="language")]
Chat = Annotated[
    str, Written(names.parse_chat, {"type": ["string", "integer"], "pattern": names.CHAT_PATTERN})
]
PerSecond = Annotated[
    Rate, Written(scalars.parse_rate, _pattern("^[0-9]+/(s|min|h)$"), scalars.format_rate)
]
TimeOfDay = Annotated[
    time,
    Written(scalars.parse_time, _pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$"), scalars.format_time),
]
Allowed = Annotated[
    AllowedAddress, Written(names.parse_allowed, {"type": "string"}, names.format_allowed)
]
Seat = Annotated[
    str,
    Written(
        partial(names.parse_code, pattern=names.SEAT_PATTERN, example="AM, UN or INT"),
        _pattern(names.SEAT_PATTERN),
    ),
]
Country = Annotated[
    str,
    Written(
        partial(names.parse_code, pattern=names.COUNTRY_PATTERN, example="ARM"),
        _pattern(names.COUNTRY_PATTERN),
    ),
]
