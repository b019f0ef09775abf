"""`vedette train`: weights from labelled items; no database, no network."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from console.options import config_option, json_option, settings_of
from console.say import Mark, counted, json_text, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.judge.reader import Reader
    from newsroom.judge.training import Example
    from newsroom.judge.weights import Weights
    from newsroom.settings import Settings

_DEFAULT = "weights.json"


@click.command(epilog="\b\nExample:\n  vedette train training/items/*.jsonl labels.jsonl")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the weights go. Default: weights.json in the configuration.",
)
@json_option
@config_option
def train(files: tuple[Path, ...], out: Path | None, as_json: bool, config_dir: Path | None) -> int:
    """Teach the weights that rank incidents and politics, and tell reports of one event.

    Each of FILES has one item a line, as `vedette analyse` takes them, with a `label`: `useful`
    or `noise`, or an object with alert and topics. A line without one is named and left out
    (exit 3). The same items give the same weights. A match by a watch's own words is never
    vetoed by them.
    """
    settings = settings_of(config_dir, starter=out is not None)
    taught, broken = _taught(files, settings)
    try:
        weights = _weights(taught, settings)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    path = out or Path(settings.directory) / _DEFAULT
    # Whole or not at all: a running program reads the directory.
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(weights.as_text(), encoding="utf-8")
    beside.replace(path)
    if as_json:
        click.echo(json_text({"weights": str(path), "items": len(taught), "left_out": broken}))
    else:
        click.echo(f"{path}: {counted(len(taught), 'item')}, {counted(broken, 'line')} left out.")
    return 3 if broken else 0


class _Taught(NamedTuple):
    """A labelled item, and what it teaches."""

    item: Mapping[str, Any]
    example: Example


def _weights(taught: Sequence[_Taught], settings: Settings) -> Weights:
    """Return what the items teach, then what their pairs do, read with what the items taught."""
    from newsroom.judge.training import train as teach

    examples = [one.example for one in taught]
    alone = teach(examples)
    pairs = _pairs([one.item for one in taught], replace(settings, weights=alone.as_text()))
    return teach([*examples, *pairs]) if pairs else alone


def _pairs(items: Sequence[Mapping[str, Any]], settings: Settings) -> list[Example]:
    """Return pairs of the items whose labels say which story they are of."""
    from newsroom.judge.analyse import analyse
    from newsroom.judge.readers import watches_of
    from newsroom.stories.neighbourhood import Neighbourhood
    from newsroom.stories.teaching import Notebook, pairs

    clusters = {
        str(item["id"]): item["label"]["cluster"]
        for item in items
        if "id" in item and isinstance(item["label"], dict) and "cluster" in item["label"]
    }
    notebook = Notebook()
    lines = (json.dumps(item) for item in items if str(item.get("id")) in clusters)
    for _ in analyse(lines, watches_of(settings), notebook):
        pass
    near = Neighbourhood(settings.places)
    return list(pairs(notebook.fingerprints, clusters, near, settings.stories.window))


def _taught(files: tuple[Path, ...], settings: Settings) -> tuple[list[_Taught], int]:
    """Return what each line teaches, and how many lines teach nothing."""
    from newsroom.judge.readers import reader_of

    reader = reader_of(settings.vocabulary, settings.places)
    taught, broken = [], 0
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                taught.append(_one(reader, line))
            except ValueError as error:
                say(Mark.BAD, f"{path}:{number}: {error}")
                broken += 1
    return taught, broken


def _one(reader: Reader, line: str) -> _Taught:
    """Return what an item teaches; raises `ValueError` for a line that is no labelled item."""
    from newsroom.judge.fields import fields
    from newsroom.judge.training import Example, labelled
    from newsroom.read.dates import feed_date

    try:
        item = json.loads(line)
    except ValueError:
        raise ValueError("not JSON; an item is one object in one line") from None
    if not isinstance(item, dict):
        raise ValueError("not an object; an item is one object in one line")  # noqa: TRY004 - the line is wrong
    answers = labelled(item)
    published = feed_date(str(item.get("published", "")))
    if published is None:
        raise ValueError("“published” is no date that can be read")
    both = fields(str(item.get("title", "")), str(item.get("body", "")))
    signs = reader.signs(both, item.get("lang"), published.at)
    return _Taught(item, Example(id=str(item.get("id", "")), signs=signs, answers=answers))
