"""`vedette doctor`: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from console.options import config_option, json_option, settings_of
from console.say import Mark, json_text, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from console.checks import Check
    from newsroom.settings import Settings

_WARNINGS, _BROKEN = 3, 4


@click.command(
    epilog="""\b
Exit codes: 0 all well, 2 mistakes in the configuration, 3 warnings, 4 broken.
"""
)
@click.option("--offline", is_flag=True, help="Do not ask the sources.")
@json_option
@config_option
def doctor(offline: bool, as_json: bool, config_dir: Path | None) -> int:
    """Say what is wrong with this installation, and what to do about it."""
    from console import logs

    settings = settings_of(config_dir)
    logs.set_up(settings.redactor, quiet=True)
    checks = asyncio.run(_all(settings, offline=offline))
    if as_json:
        click.echo(json_text({"checks": [_as_dict(one) for one in checks]}))
    else:
        _print(checks)
    marks = {one.mark for one in checks}
    if Mark.BAD in marks:
        return _BROKEN
    return _WARNINGS if Mark.DOUBT in marks else 0


async def _all(settings: Settings, *, offline: bool) -> list[Check]:
    from console import checks
    from console.commands.sources import look_at
    from console.stored import stored_only
    from newsroom.errors import StoreError

    found = [checks.python_check(), checks.config_check(settings)]
    try:
        async with stored_only(settings) as store:
            if store is None:
                note = "none yet: `vedette run` or `vedette crawl` makes it"
                found.append(checks.Check(name="database", mark=Mark.NOTE, text=note))
            else:
                found.append(await checks.database_check(store))
    except StoreError as error:
        found.append(checks.store_failed(error))
    disk = checks.disk_check(settings)
    found += [disk] if disk is not None else []
    found += await checks.channel_checks(settings)
    if not offline:
        enabled = tuple(source for source in settings.sources if source.enabled)
        found += checks.source_checks(await look_at(settings, enabled))
    return found


def _as_dict(check: Check) -> dict[str, object]:
    words = {"ok": "ok", "note": "ok", "doubt": "warning", "bad": "broken"}
    return {
        "name": check.name,
        "state": words[check.mark],
        "text": check.text,
        "advice": check.advice,
    }


def _print(checks: Sequence[Check]) -> None:
    for check in checks:
        say(check.mark, f"{check.name:<14} {check.text}", stream=sys.stdout)
        if check.advice is not None:
            click.echo(f"  {'':<14} → {check.advice}")
    bad = sum(check.mark is Mark.BAD for check in checks)
    doubt = sum(check.mark is Mark.DOUBT for check in checks)
    click.echo("All well." if not bad + doubt else f"{bad} broken, {doubt} doubtful.")
