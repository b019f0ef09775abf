"""`vedette analyse`: items in, judgements out; no database, no clock, no network."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from console.options import config_option, json_option, settings_of
from console.say import json_text, printable

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO


@click.command(
    epilog="""\b
Example:
  echo '{"id": "1", "title": "Shots fired near Sotk", "body": "", "url": null,
    "published": "2026-11-24T10:00:00Z"}' | vedette analyse --json
"""
)
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"), default="-")
@json_option
@config_option
def analyse(file: TextIO, as_json: bool, config_dir: Path | None) -> int:
    """Judge items by the watches in force.

    FILE has one JSON object a line: id, title, body, url, published, and lang and source where
    known. Out comes one judgement a line, in the same order. A line that cannot be read gets an
    error of its own (exit 3); the others go on.
    """
    from newsroom.judge.analyse import analyse as judge_lines
    from newsroom.judge.readers import watches_of
    from newsroom.stories.likeness import comparer_of
    from newsroom.stories.shelf import Shelf

    settings = settings_of(config_dir, starter=True)
    shelf = Shelf(settings.stories, comparer_of(settings))
    broken = 0
    for result in judge_lines(file, watches_of(settings), shelf):
        broken += "error" in result
        click.echo(json_text(result) if as_json else _for_people(result))
        sys.stdout.flush()
    return 3 if broken else 0


def _for_people(result: dict[str, object]) -> str:
    name = "?" if result["id"] is None else result["id"]
    if "error" in result:
        return printable(f"{name}: {result['error']}")
    watches = result["watches"]
    names = ", ".join(str(one["id"]) for one in watches) if isinstance(watches, list) else ""
    caught = f" by {names}" if names else ""
    return printable(f"{name}: {result['outcome']}{caught}: {result['reason']}")
