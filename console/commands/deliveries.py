"""`vedette deliveries`: what waits, what is stuck and why, and the decisions about it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from console.options import config_option, json_option, settings_of
from console.say import json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from datetime import datetime
    from pathlib import Path

    from newsroom.delivery import Delivery
    from newsroom.settings import Settings
    from newsroom.store.protocol import Store

_PARTLY, _ALL_FAILED = 3, 4
_STATES = ("held", "pending", "sending", "sent", "retry", "unknown", "stuck", "failed", "cancelled")


@click.group(
    epilog="""\b
Examples:
  vedette deliveries list
  vedette deliveries list --state stuck --json
  vedette deliveries show 3f1c9a02bd
  vedette deliveries resend 3f1c9a02bd
"""
)
def deliveries() -> None:
    """List, show, resend and discard deliveries."""


@deliveries.command("list")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(_STATES),
    help="Only those in this state; may be given several times.",
)
@click.option(
    "--limit",
    default=100,
    show_default=True,
    type=click.IntRange(1, 10_000),
    help="At most so many, the newest.",
)
@json_option
@config_option
def list_deliveries(
    states: tuple[str, ...], limit: int, as_json: bool, config_dir: Path | None
) -> None:
    """List deliveries, newest last: without --state those that wait or need a decision."""
    settings = settings_of(config_dir)
    found = asyncio.run(_listed(settings, states, limit))
    if as_json:
        click.echo(json_text([_as_dict(one) for one in found]))
        return
    _print(found)


async def _listed(settings: Settings, states: tuple[str, ...], limit: int) -> Sequence[Delivery]:
    from alerts.letters import DEAD, OPEN
    from console.stored import stored_only
    from newsroom.delivery import DeliveryState

    wanted = [DeliveryState(state) for state in states] or [*OPEN, *DEAD]
    async with stored_only(settings) as store:
        return () if store is None else await store.letters(wanted, limit=limit)


@deliveries.command()
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@json_option
@config_option
def show(refs: tuple[str, ...], as_json: bool, config_dir: Path | None) -> int:
    """Show deliveries with their words; REF as `list` prints it, or the whole key."""
    settings = settings_of(config_dir)
    found, errors = asyncio.run(_shown(settings, refs))
    if as_json:
        told = [{**_as_dict(one), "text": _text(one)} for one in found]
        click.echo(json_text([*told, *errors]))
    else:
        _print(found, full=True)
        _complain(errors)
    return _code(len(errors), len(refs))


async def _shown(
    settings: Settings, refs: Sequence[str]
) -> tuple[list[Delivery], list[dict[str, str]]]:
    from console.stored import stored_only

    found: list[Delivery] = []
    errors: list[dict[str, str]] = []
    async with stored_only(settings) as store:
        for ref in refs:
            one = "nothing is stored yet" if store is None else await _one(store, ref)
            if isinstance(one, str):
                errors.append({"ref": ref, "error": one})
            else:
                found.append(one)
    return found, errors


@deliveries.command()
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@json_option
@config_option
def resend(refs: tuple[str, ...], as_json: bool, config_dir: Path | None) -> int:
    """Send stuck, failed or cancelled deliveries again.

    `vedette run` takes them up within seconds. Look into the chat first where a delivery is stuck:
    it may have arrived.
    """
    from alerts import letters

    return _decide(settings_of(config_dir), refs, letters.resend, "sent again", as_json=as_json)


@deliveries.command()
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@json_option
@config_option
def discard(refs: tuple[str, ...], as_json: bool, config_dir: Path | None) -> int:
    """Give up deliveries for good: they are never sent."""
    from alerts import letters

    return _decide(settings_of(config_dir), refs, letters.discard, "discarded", as_json=as_json)


def _decide(
    settings: Settings,
    refs: Sequence[str],
    act: Callable[[Store, Delivery, datetime], Coroutine[None, None, str | None]],
    done: str,
    *,
    as_json: bool,
) -> int:
    results = asyncio.run(_decided(settings, refs, act))
    errors = [one for one in results if "error" in one]
    if as_json:
        click.echo(json_text(results))
    else:
        for one in results:
            if "error" not in one:
                click.echo(f"{one['ref']} {done}: {one['title']}")
        _complain(errors)
    return _code(len(errors), len(refs))


async def _decided(
    settings: Settings,
    refs: Sequence[str],
    act: Callable[[Store, Delivery, datetime], Coroutine[None, None, str | None]],
) -> list[dict[str, str]]:
    from alerts.letters import ref as ref_of
    from alerts.letters import title
    from console.iso import utc_now
    from newsroom.store.database import open_store

    results = []
    store = await open_store(settings.secrets.database)
    try:
        for ref in refs:
            one = await _one(store, ref)
            error = one if isinstance(one, str) else await act(store, one, utc_now())
            if isinstance(one, str) or error is not None:
                results.append({"ref": ref, "error": str(error)})
            else:
                results.append({"ref": ref_of(one), "key": one.key, "title": title(one)})
    finally:
        await store.close()
    return results


async def _one(store: Store, ref: str) -> Delivery | str:
    found = await store.find_deliveries(ref)
    if len(found) == 1:
        return found[0]
    if not found:
        return f"no delivery is called “{ref}”"
    return f"“{ref}” is the beginning of {len(found)} references; write more of it"


def _as_dict(one: Delivery) -> dict[str, object]:
    from alerts.letters import ref, title, words
    from console.iso import iso

    return {
        "ref": ref(one),
        "key": one.key,
        "channel": one.channel,
        "chat": one.chat,
        "state": str(one.state),
        "reason": words(one),
        "why": one.why,
        "title": title(one),
        "story": one.story,
        "severity": one.severity,
        "operation": str(one.operation),
        "attempts": one.attempts,
        "message_id": one.message_id,
        "created": iso(one.created),
        "until": iso(one.until),
    }


def _text(one: Delivery) -> str | None:
    return one.payload.plain if one.payload else None


def _print(found: Sequence[Delivery], *, full: bool = False) -> None:
    from alerts.letters import DEAD, ref, title, words
    from console.iso import iso
    from console.say import Mark, printable, symbol

    for one in found:
        mark = symbol(Mark.BAD if one.state in DEAD else Mark.NOTE)
        click.echo(f"{mark} {ref(one)}  {one.channel:<12} {printable(title(one))}")
        click.echo(f"  {iso(one.created)}  {one.state}: {printable(words(one))}")
        if full:
            click.echo(f"  {one.key} → {one.chat}, {one.attempts} attempts")
            click.echo("\n".join(f"  │ {printable(x)}" for x in (_text(one) or "").split("\n")))
    dead = sum(one.state in DEAD for one in found)
    if not full:
        click.echo(f"{len(found)} listed, {dead} need a decision." if found else "Nothing waits.")


def _complain(errors: Sequence[dict[str, str]]) -> None:
    from console.say import Mark, say

    for one in errors:
        say(Mark.BAD, f"{one['ref']}: {one['error']}")


def _code(errors: int, asked: int) -> int:
    if not errors:
        return 0
    return _ALL_FAILED if errors == asked else _PARTLY
