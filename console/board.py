"""What `vedette run` says: how it starts, what each poll brought, and each trouble once."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from console.iso import span
from console.say import Mark, counted, cut, printable, symbol
from newsroom.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsroom.settings import Settings
    from spiders.poll import PollResult

#: No source can be called so: an id has no blank.
_DATABASE = "the database"
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
        f"vedette · config {settings.directory} ({settings.version}, {counted(enabled, 'source')}, "
        f"{counted(len(settings.watches), 'watch', 'watches')}, "
        f"{counted(len(settings.channels), 'channel')}) · {database}"
    )


@dataclass(slots=True)
class Board:
    """Says what changes; a source that stays broken is mentioned once, and once when it is back."""

    settings: Settings
    now: Callable[[], datetime]
    verbose: bool = False
    #: What does not answer, since when.
    _broken: dict[str, datetime] = field(default_factory=dict)

    def show(self, result: PollResult) -> None:
        """Say what a poll brought, if it is worth a line."""
        if not result.stored:
            self._fails(_DATABASE, str(result.error))
            return
        self._is_back(_DATABASE)
        if result.failed:
            if not result.busy and not result.waiting:
                self._fails(result.source, f"{result.error}; trying again, less often")
            return
        self._is_back(result.source)
        news = Counter(line.outcome for line in result.lines)
        parts = [f"{news[outcome]} {title}" for outcome, title in _NEWS if news[outcome]]
        parts += [f"{result.records} voting records"] if result.records else []
        if not parts and not self.verbose:
            return
        first = next((one for one in result.lines if one.outcome is Outcome.NEW_STORY), None)
        headline = f" · {cut(first.title, 60, stream=sys.stderr)}" if first else ""
        text = f"{len(result.lines)} read · {' · '.join(parts) or 'nothing new'}{headline}"
        self._line(Mark.NOTE, result.source, text)

    def _fails(self, name: str, text: str) -> None:
        if name not in self._broken:
            self._broken[name] = self.now()
            self._line(Mark.BAD, name, text)

    def _is_back(self, name: str) -> None:
        since = self._broken.pop(name, None)
        if since is not None:
            self._line(Mark.OK, name, f"is back after {span(self.now() - since)}")

    def _line(self, mark: Mark, name: str, text: str) -> None:
        zone = ZoneInfo(self.settings.timezone)
        at = self.now().astimezone(zone).strftime("%H:%M:%S")
        drawn = " " if mark is Mark.NOTE else symbol(mark, stream=sys.stderr)
        click.echo(f"{at} {drawn} {name:<14} {printable(text)}", err=True)
