"""One document of the operator's files: where its values stand, and how mistakes are named."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from newsroom.config.nodes import line_of, plain
from newsroom.config.wording import remedy
from newsroom.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from newsroom.config.nodes import Node, Path

_Model = TypeVar("_Model", bound=BaseModel)

#: More than anybody reads, and few enough to be worded in a moment.
MOST_MISTAKES = 500
_SECRET_KEYS = {
    "token": "VEDETTE_TELEGRAM_TOKEN",
    "bot_token": "VEDETTE_TELEGRAM_TOKEN",
    "database": "VEDETTE_DATABASE",
    "password": "VEDETTE_CONSOLE_PASSWORD",
    "api_key": "VEDETTE_LLM_KEY",
    "key": "VEDETTE_LLM_KEY",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document of a file."""

    #: As the operator wrote it: `config/sources.yaml`.
    file: str
    root: Node

    def mistake(self, path: Path, message: str) -> Mistake:
        """Name a mistake in the value at a path."""
        line = line_of(self.root, path)
        return Mistake(file=self.file, line=line, key=key_of(path), message=message)

    def shaped(self, shape: type[_Model]) -> tuple[_Model | None, list[Mistake]]:
        """Return the document as its shape; None and every mistake if it does not fit."""
        try:
            return shape.model_validate(plain(self.root)), []
        except ValidationError as error:
            return None, list(self._worded(shape, error))

    def _worded(self, shape: type[BaseModel], error: ValidationError) -> Iterator[Mistake]:
        details = error.errors(include_url=False, include_input=True)
        for detail in islice(details, MOST_MISTAKES):
            path = tuple(step for step in detail["loc"] if not str(step).startswith(("(", "[key]")))
            yield self.mistake(path, _sentence(shape, path, detail))
        if len(details) > MOST_MISTAKES:
            yield self.mistake((), f"{len(details) - MOST_MISTAKES:,} more mistakes like these")


def key_of(path: Path) -> str:
    """Write a path as operators read it: `sources[4].every`."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(parts).removeprefix(".")


def _sentence(shape: type[BaseModel], path: Path, detail: ErrorDetails) -> str:
    """Say what is wrong with a value, and what would be right."""
    match detail["type"]:
        case "value_error":
            return str(detail.get("ctx", {}).get("error", detail["msg"]))
        case "missing":
            return _missing(shape, path)
        case "extra_forbidden":
            return _unknown(shape, path)
        case "tuple_type":
            return _no_list(detail["input"])
        case "model_type":
            return "should be a mapping: keys with their values"
        case _:
            return detail["msg"]


def _missing(shape: type[BaseModel], path: Path) -> str:
    above = _shape_at(shape, path[:-1])
    field = _fields(above).get(str(path[-1])) if above else None
    about = field.description if field else None
    return f"is missing: {about[0].lower()}{about[1:]}" if about else "is missing"


def _unknown(shape: type[BaseModel], path: Path) -> str:
    key = str(path[-1])
    if key in _SECRET_KEYS:
        return f"secrets come from the environment only: set {_SECRET_KEYS[key]}"
    above = _shape_at(shape, path[:-1])
    return f"unknown key; {remedy(key, tuple(_fields(above)) if above else ())}"


def _no_list(value: object) -> str:
    if isinstance(value, str):
        return f"should be a list; write [{value}]" if len(value) < 60 else "should be a list"  # noqa: PLR2004 - one line
    if value is None:
        return "should be a list; write [] for an empty one"
    return "should be a list, not a mapping"


def _fields(shape: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in shape.model_fields.items()}


def _shape_at(shape: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Return the shape of the mapping at a path."""
    for step in path:
        if isinstance(step, int):
            continue
        field = _fields(shape).get(step)
        found = _shape_within(field.annotation) if field else None
        if found is None:
            return None
        shape = found
    return shape


def _shape_within(annotation: object) -> type[BaseModel] | None:
    """Return the shape that a list, an optional or an annotated type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_shape_within, get_args(annotation))), None)
