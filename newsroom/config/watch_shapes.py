"""The shape of a watch: its words, and its conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, Tag

from newsroom.config import written as w
from newsroom.config.shapes import Shape
from newsroom.config.wording import quote
from newsroom.meaning import TOPICS
from newsroom.settings import SENTENCE

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import core_schema

_WITHIN = re.compile(r"sentence|[1-9][0-9]{0,3} words")


def _parse_within(text: str) -> int:
    """Read `sentence`, or how many words may stand between."""
    if not _WITHIN.fullmatch(text):
        raise ValueError(f"{quote(text)} is no distance; write sentence, or 25 words")
    return SENTENCE if text == "sentence" else int(text.split(maxsplit=1)[0])


def _show_within(within: int) -> str:
    return "sentence" if within == SENTENCE else f"{within} words"


def _form(value: object) -> str:
    """Tell the forms that an entry may have apart, for pydantic."""
    return "(words)" if isinstance(value, list) else _word_or_condition(value)


def _word_or_condition(value: object) -> str:
    return "(condition)" if isinstance(value, dict) else "(word)"


def _one_is_a_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class _OrOne:
    """Tells editors that a list of one name may be written as the name alone."""

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


_Within = Annotated[
    int,
    w.Written(
        _parse_within,
        {"type": "string", "pattern": f"^({_WITHIN.pattern})$", "examples": ["sentence"]},
        _show_within,
    ),
]
_Names = Annotated[
    tuple[w.Topic, ...], BeforeValidator(_one_is_a_list), w.NotEmpty, w.Distinct, _OrOne()
]
_Words = Annotated[tuple[w.Word, ...], w.NotEmpty]
_Topics = Annotated[
    tuple[Annotated[str, w.one_of(*TOPICS, what="topic")], ...],
    BeforeValidator(_one_is_a_list),
    w.NotEmpty,
    w.Distinct,
    _OrOne(),
]
_Threshold = Annotated[int, w.between(1, 1_000_000)]
_Weight = Annotated[int, w.between(1, 1_000)]
_Condition = Annotated["ConditionShape", Tag("(condition)")]
_AnyEntry: TypeAlias = Annotated[
    Annotated[w.Word, Tag("(word)")] | _Condition, Discriminator(_word_or_condition)
]
_AllEntry: TypeAlias = Annotated[
    Annotated[w.Word, Tag("(word)")] | Annotated[_Words, Tag("(words)")] | _Condition,
    Discriminator(_form),
]


def _only_places(value: object) -> object:
    """Take `place: Lachin` and `place: [Lachin, Goris]` for `place: {in: [...]}`."""
    return {"in": value} if isinstance(value, str | list) else value


_PlaceNames = Annotated[
    tuple[w.Text, ...], BeforeValidator(_one_is_a_list), w.NotEmpty, w.Distinct, _OrOne()
]


class PlaceShape(Shape):
    """A place that has to be named."""

    in_: _PlaceNames = Field(alias="in", description="Names of places, or of what they lie in.")


class _OrPlaces:
    """Tells editors that places may be written without `in`."""

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        whole = handler(schema)
        names = handler.resolve_ref_schema(whole)["properties"]["in"]["anyOf"]
        return {"anyOf": [*names, whole]}


_Place = Annotated[PlaceShape, BeforeValidator(_only_places), _OrPlaces()]


class ConditionShape(Shape):
    """What has to be true of a report; of several keys, each."""

    word: w.Word | None = Field(default=None, description="A term, to give it a weight.")
    incident: _Names | None = Field(default=None, description="One of these types of incident.")
    topic: _Topics | None = Field(default=None, description="One of the reader's own topics.")
    place: _Place | None = Field(default=None, description="A place that has to be named.")
    list: _Names | None = Field(default=None, description="Words of one of these lists.")
    any: Annotated[tuple[_AnyEntry, ...], w.NotEmpty] | None = Field(
        default=None, description="One of these."
    )
    all: Annotated[tuple[_AllEntry, ...], w.NotEmpty] | None = Field(
        default=None, description="Each of these; of a list within it, one."
    )
    none: Annotated[tuple[_AnyEntry, ...], w.NotEmpty] | None = Field(
        default=None, description="None of these."
    )
    within: _Within | None = Field(
        default=None, description="How near to each other: sentence, or 25 words."
    )
    threshold: _Threshold | None = Field(
        default=None, description="What holds of `any` has to weigh so much together."
    )
    weight: _Weight = Field(default=1, description="Its weight in an `any` with a threshold.")


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
        default=None,
        description="One of these has to be there: word, word*, phrase, '/regex/'.",
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
    when: ConditionShape | None = Field(
        default=None, description="A condition that has to hold: incident, topic, place, list ..."
    )
    unless: ConditionShape | None = Field(
        default=None, description="A condition that must not hold."
    )
    within: _Within | None = Field(
        default=None,
        description="How near to each other `any` and `all` stand: sentence, or 25 words.",
    )
    threshold: _Threshold | None = Field(
        default=None, description="What holds of `any` has to weigh so much together."
    )
    min_severity: Annotated[int, w.between(0, 3)] = Field(
        default=0, description="Matches below it do not count."
    )
