"""`vedette train`: weights from labelled items; no database, no network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from console.options import config_option, json_option, settings_of
from console.say import Mark, counted, json_text, say

if TYPE_CHECKING:
    from newsroom.judge.training import Example

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
    """Teach the weights that rank incidents and politics, their kind and severity.

    Each of FILES has one item a line, as `vedette analyse` takes them, with a `label`: `useful`
    or `noise`, or an object with alert and topics. A line without one is named and left out
    (exit 3). The same items give the same weights. A match by a watch's own words is never
    vetoed by them.
    """
    from newsroom.judge.training import train as teach

    settings = settings_of(config_dir, starter=out is not None)
    examples, broken = _examples(files, settings)
    try:
        weights = teach(examples)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    path = out or Path(settings.directory) / _DEFAULT
    # Whole or not at all: a running program reads the directory.
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(weights.as_text(), encoding="utf-8")
    beside.replace(path)
    if as_json:
        click.echo(json_text({"weights": str(path), "items": len(examples), "left_out": broken}))
    else:
        click.echo(f"{path}: {counted(len(examples), 'item')}, {counted(broken, 'line')} left out.")
    return 3 if broken else 0


def _examples(files: tuple[Path, ...], settings: Any) -> tuple[list[Example], int]:  # noqa: ANN401 - its type is slow to import
    from newsroom.judge.readers import reader_of

    reader = reader_of(settings.vocabulary, settings.places)
    examples, broken = [], 0
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                one = _example(reader, line)
            except ValueError as error:
                say(Mark.BAD, f"{path}:{number}: {error}")
                broken += 1
            else:
                examples.append(one)
    return examples, broken


def _example(reader: Any, line: str) -> Example:  # noqa: ANN401 - its type is slow to import
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
    return Example(id=str(item.get("id", "")), signs=signs, answers=answers)
