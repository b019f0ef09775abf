"""`vedette run`: the main job, until it is told to stop."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from console.options import config_option, settings_of, verbosity_options

if TYPE_CHECKING:
    from pathlib import Path

    from console.app import Rooms
    from newsroom.settings import Settings


@click.command(
    epilog="""\b
Examples:
  vedette run
  vedette run --config /etc/vedette -v
Secrets come from the environment: VEDETTE_TELEGRAM_TOKEN, VEDETTE_DATABASE.
"""
)
@verbosity_options
@config_option
def run(verbose: int, quiet: bool, config_dir: Path | None) -> int:
    """Watch the sources and send alerts, until stopped.

    SIGTERM ends it with 0, Ctrl-C with 130; what is in flight is finished first. Without a
    Telegram token, alerts are printed here.
    """
    from console import logs

    settings = settings_of(config_dir)
    logs.set_up(settings.redactor, verbose=verbose, quiet=quiet)
    return asyncio.run(_run(settings, verbose=verbose, quiet=quiet))


async def _run(settings: Settings, *, verbose: int, quiet: bool) -> int:
    from alerts.terminal import Terminal
    from console.app import rooms
    from console.board import Board
    from console.iso import utc_now
    from console.service import serve
    from console.signals import listen

    stop = asyncio.Event()
    code = listen(stop)
    async with rooms(settings, Terminal(sys.stdout)) as opened:
        if not quiet:
            await _greet(opened)
        board = Board(settings=settings, now=utc_now, verbose=verbose > 0)
        await serve(opened, stop, _silent if quiet else board.show)
    return code[0]


def _silent(_: object) -> None:
    """Show nothing."""


async def _greet(opened: Rooms) -> None:
    from console.board import header
    from console.checks import channel_checks, database_check
    from console.say import Mark, say

    settings = opened.settings
    database = settings.redactor.clean(settings.secrets.database)
    click.echo(header(settings, database=database), err=True)
    for warning in settings.warnings:
        say(Mark.DOUBT, warning)
    checks = [await database_check(opened.store), *await channel_checks(settings)]
    for check in checks:
        say(check.mark, f"{check.name:<12} {check.text}")
        if check.advice is not None:
            click.echo(f"  {'':<12} → {check.advice}", err=True)
