"""What `vedette crawl` shows: a bar on a terminal, lines elsewhere, JSON for programs."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import click

from console.iso import iso
from console.say import Mark, cut, json_text, printable, say
from newsroom.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.ingest import Line
    from spiders.poll import PollResult

#: Columns of the table after the source and the number of items, in the order of an item's way.
_COLUMNS = (
    ("seen", "seen"),
    ("baseline", "base"),
    ("stale", "stale"),
    ("excluded", "excl"),
    ("no_match", "no match"),
    ("below_threshold", "below"),
    ("joined", "joined"),
    ("new_story", "new"),
    ("unreadable", "unread."),
    ("failed", "failed"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Would:
    """An alert that a dry run did not send."""

    title: str
    channel: str

    def __str__(self) -> str:
        title = printable(cut(self.title, 60, stream=sys.stdout))
        return f"“{title}” → {self.channel}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of the alerts."""

    would: tuple[Would, ...] = ()
    sent: int = 0
    #: Deliveries that wait.
    left: int = 0
    #: Why sending ended early; None where it did not.
    error: str | None = None


class Report:
    """Collects what each source brought, and shows it as it comes."""

    def __init__(self, *, as_json: bool, dry_run: bool, quiet: bool) -> None:
        self.as_json = as_json
        self.dry_run = dry_run
        self._quiet = quiet
        self._results: list[PollResult] = []

    @property
    def for_people(self) -> bool:
        """Say whether a person reads along."""
        return not self._quiet and not self.as_json

    def ended(self, result: PollResult) -> None:
        """Show what one source brought."""
        self._results.append(result)
        if self.as_json:
            for line in _json_lines(result):
                click.echo(line)
            sys.stdout.flush()
        elif result.failed or not self._quiet:
            _say_result(result)

    def close(self, told: Told) -> None:
        """Show the sums."""
        if told.error is not None:
            say(Mark.BAD, f"alerts wait for the next run: {told.error}")
        if self.as_json:
            click.echo(json_text(self._sums(told.would)))
            return
        if self._quiet:
            return
        click.echo(_table(self._results))
        if self.dry_run:
            alerts = ", ".join(str(one) for one in told.would)
            click.echo(f"Dry run: nothing stored, nothing sent. Would alert: {len(told.would)}"
                       + (f" ({alerts})" if told.would else ""))  # fmt: skip
        else:
            waits = f" {told.left} wait for the running vedette, or for the chat."
            click.echo(f"Sent: {told.sent}.{waits if told.left else ''}")

    def _sums(self, would: Sequence[Would]) -> dict[str, object]:
        counts: Counter[str] = Counter()
        for result in self._results:
            counts.update(_outcomes(result))
        sums: dict[str, object] = {
            "counts": dict(counts),
            "sources": {result.source: _source_sum(result) for result in self._results},
        }
        if self.dry_run:
            sums["would_alert"] = [{"title": one.title, "channel": one.channel} for one in would]
        return sums


class Progress:
    """A bar of finished sources on a terminal; nothing elsewhere."""

    def __init__(self, total: int, *, wanted: bool) -> None:
        self._bar = None
        if wanted and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("crawling", total=total)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, name: str) -> None:
        """One more source is done."""
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=name)


def _outcomes(result: PollResult) -> Counter[str]:
    counts = Counter(str(line.outcome) for line in result.lines)
    if result.failed:
        counts["unreadable" if result.outcome == "unreadable" else "failed"] += 1
    return counts


def _source_sum(result: PollResult) -> dict[str, object]:
    failed = sum(line.outcome is Outcome.UNREADABLE for line in result.lines)
    return {"read": len(result.lines), "failed": failed, "error": result.error}


def _json_lines(result: PollResult) -> list[str]:
    lines = [_json_line(line) for line in result.lines]
    if result.failed:
        nothing = dict.fromkeys(("id", "url", "title", "published", "lang"))
        outcome = "unreadable" if result.outcome == "unreadable" else "failed"
        values = {"source": result.source, **nothing, "outcome": outcome, "error": result.error}
        lines.append(json_text(values))
    return lines


def _json_line(line: Line) -> str:
    values = {
        "source": line.source,
        "id": line.id,
        "url": line.url,
        "title": line.title,
        "published": iso(line.published),
        "lang": line.lang,
        "outcome": line.outcome,
        "reason": line.reason,
    }
    return json_text(values)


def _say_result(result: PollResult) -> None:
    if result.failed:
        say(Mark.BAD, f"{result.source}: {result.error}")
        return
    counts = _outcomes(result)
    parts = [f"{counts[name]} {title}" for name, title in _COLUMNS if counts[name]]
    parts += [f"{result.records} voting records"] if result.records else []
    doubt = f" · {result.error}" if result.error else ""
    text = f"{result.source}: {len(result.lines)} read · {' · '.join(parts) or 'nothing'}{doubt}"
    say(Mark.DOUBT if result.error else Mark.OK, text)


def _table(results: Sequence[PollResult]) -> str:
    """Return one row a source and a last one with the sums, numbers right-aligned."""
    counts = [_outcomes(result) for result in results]
    shown = [(name, title) for name, title in _COLUMNS if any(count[name] for count in counts)]
    rows = [
        [result.source, str(len(result.lines)), *(str(count[name]) for name, _ in shown)]
        for result, count in zip(results, counts, strict=True)
    ]
    head = ["source", "read", *(title for _, title in shown)]
    if len(rows) > 1:
        sums = (sum(int(row[at]) for row in rows) for at in range(1, len(head)))
        rows.append(["all", *map(str, sums)])
    return _aligned([head, *rows])


def _aligned(table: Sequence[Sequence[str]]) -> str:
    """Return a table's lines: the first column is of words, the others are of numbers."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for name, *numbers in table:
        cells = [cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True)]
        lines.append("  ".join([name.ljust(widths[0]), *cells]))
    return "\n".join(lines)
