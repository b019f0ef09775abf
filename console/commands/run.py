"""`vedette run`: the main job, until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import click

from console.options import config_option, settings_of, verbosity_options

if TYPE_CHECKING:
    from pathlib import Path

    from console.app import Rooms
    from newsroom.settings import Settings

_INTERRUPTED = 130


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
    from console.app import rooms, utc_now
    from console.board import Board
    from console.service import serve

    stop = asyncio.Event()
    code = _listen(stop)
    async with rooms(settings) as opened:
        if not quiet:
            await _greet(opened)
        board = Board(settings=settings, now=utc_now, verbose=verbose > 0)
        await serve(opened, stop, _silent if quiet else board.show)
    return code[0]


def _silent(_: object) -> None:
    """Show nothing."""


def _listen(stop: asyncio.Event) -> list[int]:
    """Turn signals into a clean stop; return the place where the exit code will stand."""
    loop = asyncio.get_running_loop()
    code = [0]

    def interrupted() -> None:
        if stop.is_set():
            os._exit(_INTERRUPTED)
        click.echo("Stopping: finishing what is in flight. Ctrl-C again: at once.", err=True)
        code[0] = _INTERRUPTED
        stop.set()

    loop.add_signal_handler(signal.SIGINT, interrupted)
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    return code


async def _greet(opened: Rooms) -> None:
    from console.board import header
    from console.checks import channel_checks, database_check
    from console.say import say

    settings = opened.settings
    database = settings.redactor.clean(settings.secrets.database)
    click.echo(header(settings, database=database), err=True)
    for warning in settings.warnings:
        click.echo(f"! {warning}", err=True)
    checks = [await database_check(opened.store), *await channel_checks(settings)]
    for check in checks:
        say(check.mark, f"{check.name:<12} {check.text}")
