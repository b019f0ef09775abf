"""The shape of a watch: words now; conditions are known, so that a mistake in them is named too."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, Tag

from newsroom.config import written as w
from newsroom.config.shapes import Shape, later
from newsroom.config.wording import quote

_WITHIN = re.compile(r"sentence|[1-9][0-9]{0,3} words")


def _parse_within(text: str) -> str:
    if not _WITHIN.fullmatch(text):
        raise ValueError(f"{quote(text)} is no distance; write sentence, or 25 words")
    return text


def _form(value: object) -> str:
    """Tell the forms that an entry may have apart, for pydantic."""
    return "(words)" if isinstance(value, list) else _word_or_condition(value)


def _word_or_condition(value: object) -> str:
    return "(condition)" if isinstance(value, dict) else "(word)"


def _one_is_a_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


_Within = Annotated[str, w.Written(_parse_within, {"type": "string"})]
_Names = Annotated[tuple[w.Topic, ...], BeforeValidator(_one_is_a_list), w.NotEmpty, w.Distinct]
_Words = Annotated[tuple[w.Word, ...], w.NotEmpty]
_Condition = Annotated["Condition", Tag("(condition)")]
_AnyEntry: TypeAlias = Annotated[
    Annotated[w.Word, Tag("(word)")] | _Condition, Discriminator(_word_or_condition)
]
_AllEntry: TypeAlias = Annotated[
    Annotated[w.Word, Tag("(word)")] | Annotated[_Words, Tag("(words)")] | _Condition,
    Discriminator(_form),
]


class PlaceShape(Shape):
    """A place that has to be named."""

    in_: Annotated[tuple[w.Text, ...], w.NotEmpty] = Field(alias="in", description="Names.")


class Condition(Shape):
    """One condition, or several under `any`, `all` and `none`. Not in this version yet."""

    incident: _Names | None = Field(default=None, description="Kinds of incident.")
    place: PlaceShape | None = Field(default=None, description="A place that has to be named.")
    list: _Names | None = Field(default=None, description="Lists of the vocabulary.")
    any: tuple[_AnyEntry, ...] | None = Field(default=None, description="One of these.")
    all: tuple[_AllEntry, ...] | None = Field(default=None, description="Each of these.")
    none: tuple[_AnyEntry, ...] | None = Field(default=None, description="None of these.")
    within: _Within | None = Field(default=None, description="How near to each other.")


class ExamplesShape(Shape):
    """What the watch has to catch and to leave; run whenever it is loaded."""

    match: tuple[w.Example, ...] = Field(default=(), description="Titles that it has to catch.")
    no_match: tuple[w.Example, ...] = Field(default=(), description="Titles that it has to leave.")


class WatchFile(Shape):
    """watches/*.yaml: what to look for. Several watches in one file are parted by `---`."""

    id: w.Id = Field(description="A stable key: letters, digits, hyphens.")
    title: w.Text | None = Field(default=None, description="Its name for people.")
    topic: w.Topic | None = Field(
        default=None,
        description="un_vote, un_resolution, caucasus_incident, caucasus_politics, or your own.",
    )
    severity: Annotated[int, w.between(0, 3)] = Field(
        default=1, description="The least severity of its matches."
    )
    any: Annotated[tuple[_AnyEntry, ...], w.NotEmpty] | None = Field(
        default=None, description="One of these has to be there: a word, word*, or a phrase."
    )
    all: Annotated[tuple[_AllEntry, ...], w.NotEmpty] | None = Field(
        default=None, description="Each has to be there; of a list within it, one."
    )
    none: tuple[_AnyEntry, ...] = Field(default=(), description="None of these may be there.")
    fields: Annotated[
        tuple[Annotated[str, w.one_of("title", "body")], ...], w.NotEmpty, w.Distinct
    ] = Field(default=("title", "body"), description="Where to look.")
    none_fields: Annotated[tuple[Annotated[str, w.one_of("title", "body")], ...], w.Distinct] = (
        Field(default=(), description="Where `none` is looked for; as `fields` where left out.")
    )
    languages: Annotated[tuple[w.OurLanguage, ...], w.Distinct] = Field(
        default=(), description="In articles of these languages only; all where left out."
    )
    examples: ExamplesShape = Field(
        default=ExamplesShape(), description="Run at load; one that fails blocks the change."
    )
    when: Condition | None = later()
    unless: Condition | None = later()
    within: _Within | None = later()
    threshold: Annotated[int, w.between(0)] | None = later()
    min_severity: Annotated[int, w.between(0, 3)] | None = later()
