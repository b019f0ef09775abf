"""`vedette evaluate`: judgements against labels; no database, no clock, no network."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from console.options import config_option, json_option, settings_of
from console.say import Mark, counted, json_text, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import TextIO

    from newsroom.judge.scores import Scores, Share, Tally


@click.command(epilog="\b\nExample:\n  vedette evaluate training/items/en.jsonl")
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"))
@json_option
@config_option
def evaluate(file: TextIO, as_json: bool, config_dir: Path | None) -> int:
    """Compare what the watches in force say with labels.

    FILE has one item a line, as `vedette analyse` takes them, each with a `label`: alert, topics,
    incident_type, places (by any of their names), killed, wounded, severity, cluster. A line
    without one is named and left out (exit 3).
    """
    from console.judging import judge_lines
    from newsroom.judge.places import canonical_names
    from newsroom.judge.scores import scores

    items, broken = [], 0
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        item = _labelled(line)
        if isinstance(item, str):
            say(Mark.BAD, f"{file.name}:{number}: {item}")
            broken += 1
        else:
            items.append(item)
    if not items:
        raise click.UsageError(f"{file.name} has no labelled item: nothing to compare")
    settings = settings_of(config_dir, starter=True)
    lines = judge_lines(settings, map(json.dumps, items))
    found = scores(list(zip(items, lines, strict=True)), canonical_names(settings.places))
    broken += len(items) - found.items
    click.echo(json_text(found.as_json()) if as_json else "\n".join(_table(found)))
    return 3 if broken else 0


def _labelled(line: str) -> dict[str, Any] | str:
    try:
        item = json.loads(line)
    except ValueError:
        return "not JSON; an item is one object in one line"
    label = item.get("label") if isinstance(item, dict) else None
    if not isinstance(label, dict) or not isinstance(label.get("alert"), bool):
        return "has no label; a label is an object with at least “alert”: true or false"
    labelled: dict[str, Any] = {**item, "label": {"severity": 0, **label}}
    return labelled


def _table(found: Scores) -> list[str]:
    lines = [
        f" {'':24}{'precision':>10}{'recall':>8}{'F1':>7}{'right':>7}{'false':>7}{'missed':>8}"
    ]
    lines.append(_row("alert", found.alert))
    lines.extend(_rows("alert, ", found.by_language))
    lines.extend(_rows("by watch ", found.by_watch))
    lines.append(_row("topics", found.topics))
    lines.extend(_rows("", found.by_topic))
    lines.append(_row("places of alerts", found.places))
    if found.pairs is not None and found.b_cubed is not None:
        lines.append(_row("pairs of one story", found.pairs))
    lines.append("")
    lines.extend(
        (
            _share("refused, on topic", found.refused),
            _share("language", found.language),
            _share("incident type", found.incident_type),
            _share("killed and wounded", found.tolls),
            _share("severity", found.severity),
        )
    )
    if found.b_cubed is not None:
        lines.append(f" {'stories, B-cubed F1':24}{_number(found.b_cubed.f1):>10}")
    lines.append(f"{counted(found.items, 'item')} compared.")
    return lines


def _rows(before: str, tallies: Mapping[str, Tally]) -> list[str]:
    return [_row(f"{before}{name}", tally) for name, tally in tallies.items()]


def _row(name: str, tally: Tally) -> str:
    shares = (tally.precision, tally.recall, tally.f1)
    precision, recall, f1 = map(_number, shares)
    counts = f"{tally.true:>7}{tally.false:>7}{tally.missed:>8}"
    return f" {name:24}{precision:>10}{recall:>8}{f1:>7}{counts}"


def _share(name: str, share: Share) -> str:
    part = share.right / share.of if share.of else None
    return f" {name:24}{_number(part):>10}  {share.right} of {share.of}"


def _number(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"
