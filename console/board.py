"""What `vedette run` says: how it starts, what each poll brought, and each trouble once."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from console.iso import span
from console.say import Mark, cut, printable, say
from newsroom.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsroom.settings import Settings
    from spiders.poll import PollResult

_NEWS = (
    (Outcome.NEW_STORY, "new"),
    (Outcome.JOINED, "joined"),
    (Outcome.BASELINE, "baseline"),
    (Outcome.STALE, "stale"),
    (Outcome.EXCLUDED, "excluded"),
    (Outcome.NO_MATCH, "no match"),
    (Outcome.BELOW_THRESHOLD, "below threshold"),
    (Outcome.UNREADABLE, "unreadable"),
)


def header(settings: Settings, *, database: str) -> str:
    """Return the first line: what runs, with what."""
    enabled = sum(source.enabled for source in settings.sources)
    return (
        f"vedette · config {settings.directory} ({settings.version}, {enabled} sources, "
        f"{len(settings.watches)} watches, {len(settings.channels)} channels) · {database}"
    )


@dataclass(slots=True)
class Board:
    """Says what changes; a source that stays broken is mentioned once, and once when it is back."""

    settings: Settings
    now: Callable[[], datetime]
    verbose: bool = False
    _broken: dict[str, datetime] = field(default_factory=dict)

    def show(self, result: PollResult) -> None:
        """Say what a poll brought, if it is worth a line."""
        if result.failed:
            self._fails(result)
            return
        since = self._broken.pop(result.source, None)
        if since is not None:
            self._line(Mark.OK, result.source, f"is back after {span(self.now() - since)}")
        news = Counter(line.outcome for line in result.lines)
        parts = [f"{news[outcome]} {title}" for outcome, title in _NEWS if news[outcome]]
        if not parts and not self.verbose:
            return
        first = next((one for one in result.lines if one.outcome is Outcome.NEW_STORY), None)
        headline = f" · {cut(first.title, 60)}" if first else ""
        text = f"{len(result.lines)} read · {' · '.join(parts) or 'nothing new'}{headline}"
        self._line(Mark.NOTE, result.source, text)

    def _fails(self, result: PollResult) -> None:
        if result.busy or result.waiting or result.source in self._broken:
            return
        self._broken[result.source] = self.now()
        self._line(Mark.BAD, result.source, f"{result.error}; trying again, less often")

    def _line(self, mark: Mark, source: str, text: str) -> None:
        zone = ZoneInfo(self.settings.timezone)
        at = self.now().astimezone(zone).strftime("%H:%M:%S")
        line = f"{at} {source:<14} {printable(text)}"
        if mark is Mark.NOTE:
            click.echo(line, err=True)
        else:
            say(mark, line, stream=sys.stderr)
