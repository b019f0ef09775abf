"""`vedette votes`: votes at the United Nations, read from pages."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import click

from console.commands.votes_records import COMMANDS as RECORDS
from console.options import config_option, json_option, settings_of
from console.say import json_text, printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsroom.settings import Settings
    from newsroom.un.votes import Vote

EXIT_ALL_FAILED = 4


@click.group()
def votes() -> None:
    """Votes at the United Nations: who voted how, and who was not there."""


@votes.command(
    epilog="""\b
Examples:
  vedette votes extract page.html
  vedette votes extract --json https://press.un.org/en/2023/ga12492.doc.htm
"""
)
@click.argument("source", metavar="FILE|URL")
@json_option
@config_option
def extract(source: str, as_json: bool, config_dir: Path | None) -> int:
    """Print the votes that a page or a feed tells of.

    One JSON array with --json; a page without votes gives an empty one. A page that cannot be
    read has an error in its place (exit 4).
    """
    settings = settings_of(config_dir, starter=True)
    found = asyncio.run(_extract(settings, source))
    if isinstance(found, str):
        if as_json:
            click.echo(json_text({"input": source, "error": found}))
        click.echo(f"{source}: {found}", err=True)
        return EXIT_ALL_FAILED
    _show(found, as_json=as_json)
    return 0


async def _extract(settings: Settings, source: str) -> tuple[Vote, ...] | str:
    """Return the votes, or the reason why the page cannot be read."""
    from console.commands.read import Reader
    from newsroom.un.work import extract_votes

    async with AsyncExitStack() as stack:
        reader = Reader(settings, stack)
        found: tuple[Vote, ...] | str = await reader.run(extract_votes, source)
        return found


# --- for people ---------------------------------------------------------------------------------


def _show(found: Sequence[Vote], *, as_json: bool) -> None:
    if as_json:
        from newsroom.un.votes import as_json as values_of

        click.echo(json_text([values_of(vote) for vote in found]))
        return
    if not found:
        click.echo("No vote on this page.", err=True)
    for vote in found:
        click.echo("\n".join(_lines(vote)) + "\n")


def _lines(vote: Vote) -> list[str]:
    from newsroom.un.votes import Side

    name = vote.symbol or vote.draft or "no symbol"
    how = ", ".join((vote.outcome.value.replace("_", " "), vote.method.value.replace("_", " ")))
    part = "" if vote.part.value == "whole" else f" ({vote.part.value})"
    lines = [f"{name}{part}: {how}{_tally(vote)}", f"  {vote.body}, {vote.date or 'no date'}"]
    if vote.title:
        lines.append(f"  {vote.title}")
    for side in Side:
        codes = sorted(code for code, where in vote.roll_call.items() if where is side)
        if codes:
            partly = "" if side in vote.complete else " (some)"
            lines.append(f"  {side.value}{partly}: {' '.join(codes)}")
    if vote.vetoed_by:
        lines.append(f"  vetoed by: {' '.join(vote.vetoed_by)}")
    lines += [f"  note: {note}" for note in vote.notes]
    return [printable(line) for line in lines]


def _tally(vote: Vote) -> str:
    from newsroom.un.votes import Side

    if not vote.counts:
        return ""
    numbers = (vote.counts.get(side) for side in (Side.YES, Side.NO, Side.ABSTAIN))
    return ", " + "-".join("?" if number is None else str(number) for number in numbers)


for _command in RECORDS:
    votes.add_command(_command)
