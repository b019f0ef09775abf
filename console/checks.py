"""Looks at the installation: each check is one line, a state, and what to do about it."""

from __future__ import annotations

import platform
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alerts.channels import check_telegram
from console.say import Mark, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.telegram import ChannelCheck
    from newsroom.errors import StoreError
    from newsroom.settings import Settings
    from newsroom.store.protocol import Store
    from spiders.poll import Look

_LITTLE_ROOM = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    mark: Mark
    text: str
    #: What to do; None where nothing is to be done.
    advice: str | None = None


def python_check() -> Check:
    """Name the Python that runs this."""
    return Check(name="python", mark=Mark.OK, text=platform.python_version())


def config_check(settings: Settings) -> Check:
    """Name the configuration in force; its warnings make it doubtful."""
    enabled = sum(source.enabled for source in settings.sources)
    text = (
        f"{settings.directory} ({settings.version}): {enabled} of {len(settings.sources)} sources "
        f"enabled, {counted(len(settings.watches), 'watch', 'watches')}, "
        f"{counted(len(settings.channels), 'channel')}"
    )
    if not settings.warnings:
        return Check(name="config", mark=Mark.OK, text=text)
    warnings = "; ".join(settings.warnings)
    return Check(name="config", mark=Mark.DOUBT, text=f"{text}; {warnings}")


async def database_check(store: Store) -> Check:
    """Say what the database holds."""
    counts = await store.counts()
    text = f"at {store.revision}, {counts['items']} items, {counts['stories']} stories"
    waiting = {
        str(state): number
        for state, number in (await store.delivery_counts()).items()
        if state in {"stuck", "unknown", "failed"} and number
    }
    if not waiting:
        return Check(name="database", mark=Mark.OK, text=text)
    stands = ", ".join(f"{number} {state}" for state, number in waiting.items())
    return Check(
        name="database",
        mark=Mark.DOUBT,
        text=f"{text}; deliveries that need a look: {stands}",
        advice="vedette deliveries list",
    )


def disk_check(settings: Settings) -> Check | None:
    """Say how much room is left beside a SQLite database; None for other databases."""
    url = settings.secrets.database
    if not url.startswith("sqlite"):
        return None
    folder = Path(url.partition("///")[2] or ".").absolute().parent
    if not folder.is_dir():
        return Check(
            name="disk",
            mark=Mark.BAD,
            text=f"the folder {folder} does not exist",
            advice="make it, or name another with VEDETTE_DATABASE",
        )
    free = shutil.disk_usage(folder).free
    mark = Mark.OK if free > _LITTLE_ROOM else Mark.DOUBT
    advice = None if mark is Mark.OK else "make room: a full disk stops new items, not old ones"
    return Check(name="disk", mark=mark, text=f"{free // 1_000_000} MB free", advice=advice)


async def channel_checks(settings: Settings) -> list[Check]:
    """Say where alerts go, and whether they may."""
    wanted = [one for one in settings.channels if one.kind == "telegram"]
    others = [one for one in settings.channels if one.kind != "telegram"]
    checks = [Check(name=one.id, mark=Mark.OK, text=f"{one.kind}: prints here") for one in others]
    if not settings.channels:
        checks.append(Check(name="channels", mark=Mark.NOTE, text="none: nothing is sent"))
    if not wanted:
        return checks
    found = await check_telegram(settings)
    if found is None:
        text = "no VEDETTE_TELEGRAM_TOKEN: alerts go to this terminal"
        return [*checks, Check(name="telegram", mark=Mark.NOTE, text=text)]
    if found.why is not None:
        advice = _telegram_advice(found.why)
        return [*checks, Check(name="telegram", mark=Mark.BAD, text=found.why, advice=advice)]
    checks.append(Check(name="telegram", mark=Mark.OK, text=str(found.who)))
    return [*checks, *(_channel_check(one) for one in found.channels)]


def _channel_check(one: ChannelCheck) -> Check:
    if one.ok and one.unsafe is not None:
        return Check(name=one.channel, mark=Mark.DOUBT, text=one.says, advice=one.unsafe)
    if one.ok:
        return Check(name=one.channel, mark=Mark.OK, text=one.says)
    advice = "is `chat` right in channels.yaml, and may the bot post there?"
    return Check(name=one.channel, mark=Mark.BAD, text=one.says, advice=advice)


def _telegram_advice(why: str) -> str:
    if why.startswith(("401", "404")):
        return "ask @BotFather for a token, set VEDETTE_TELEGRAM_TOKEN; what waits is not lost"
    return "is this machine online, and telegram.api_url right? What waits is not lost"


def source_checks(looks: Sequence[Look]) -> list[Check]:
    """Sum up what the sources answered; if none did, the network is at fault, not they."""
    failed = [look for look in looks if look.failed]
    if looks and len(failed) == len(looks):
        return [
            Check(
                name="network",
                mark=Mark.BAD,
                text=f"no answer from {counted(len(looks), 'source')}: {failed[0].error}",
                advice="is this machine online, and does it resolve names?",
            )
        ]
    checks = [
        Check(
            name=look.source,
            mark=Mark.DOUBT,
            text=look.error or "; ".join(look.doubts),
            advice=f"vedette sources check {look.source}",
        )
        for look in looks
        if look.failed or look.doubts
    ]
    well = len(looks) - len(checks)
    return [Check(name="sources", mark=Mark.OK, text=f"{well} of {len(looks)} answer"), *checks]


def store_failed(error: StoreError) -> Check:
    """Say why the database cannot be used."""
    return Check(
        name="database",
        mark=Mark.BAD,
        text=str(error),
        advice="VEDETTE_DATABASE names it; the default is sqlite:///vedette.db",
    )
