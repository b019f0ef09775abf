"""JSON Schemas of the files, made from their shapes: editors complete and check with them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from newsroom.config.scalars import format_duration
from newsroom.config.series import SeriesFile
from newsroom.config.shapes import ChannelsFile, SourcesFile, VedetteFile
from newsroom.config.vocabulary import VocabularyFile
from newsroom.config.watch_shapes import WatchFile

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

    from newsroom.config.shapes import Shape

_FILES: dict[str, type[Shape]] = {
    "vedette": VedetteFile,
    "sources": SourcesFile,
    "channels": ChannelsFile,
    "watch": WatchFile,
    "series": SeriesFile,
    "vocabulary": VocabularyFile,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Leaves out the titles that repeat a key's name."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401 - pydantic's signature
        del schema
        return False

    def default_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ANN401 - likewise
        """Leave out the default null, which means that the key may be left out."""
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if (key, value) != ("default", None)}

    def encode_default(self, dft: Any) -> Any:  # noqa: ANN401 - likewise
        """Write durations within a list as an operator would, too."""
        if isinstance(dft, tuple):
            return [self.encode_default(each) for each in dft]
        return format_duration(dft) if isinstance(dft, timedelta) else super().encode_default(dft)

    def generate(self, schema: CoreSchema, mode: Any = "validation") -> dict[str, Any]:  # noqa: ANN401 - likewise
        """Name the dialect, too."""
        return {"$schema": _DIALECT, **super().generate(schema, mode)}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each kind of file by its name: vedette, sources, watch ..."""
    # Defaults are shown as they are written (`5m`) in this mode only.
    return {
        name: shape.model_json_schema(schema_generator=_Generator, mode="serialization")
        for name, shape in _FILES.items()
    }


def written_schemas() -> dict[str, str]:
    """Return the text of each schema file by its name, `sources.json`."""
    return {
        f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas().items()
    }
