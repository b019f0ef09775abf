"""SIGTERM and Ctrl-C become a clean stop; a second Ctrl-C ends at once."""

from __future__ import annotations

import asyncio
import os
import signal

import click

INTERRUPTED = 130


def listen(stop: asyncio.Event) -> list[int]:
    """Set `stop` on a signal; return the place where the exit code will stand (0 or 130)."""
    loop = asyncio.get_running_loop()
    code = [0]

    def interrupted() -> None:
        if code[0] == INTERRUPTED:
            os._exit(INTERRUPTED)
        click.echo("Stopping: finishing what is in flight. Ctrl-C again: at once.", err=True)
        code[0] = INTERRUPTED
        stop.set()

    loop.add_signal_handler(signal.SIGINT, interrupted)
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    return code
