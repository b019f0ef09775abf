"""`vedette watch`: what the watches make of a text, and why an item was not sent."""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from console.iso import utc_now
from console.marking import marked
from console.options import config_option, json_option, settings_of
from console.say import Mark, coloured, json_text, printable, symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from console.commands.explain import Explanation
    from newsroom.judge.watches import Miss
    from newsroom.model import Judgement
    from newsroom.settings import Settings

_ALL_FAILED = 4
#: Watches that are named as nearest.
_NEAREST = 3


@click.group()
def watch() -> None:
    """Try watches on a text; say why an item was not sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What is tried."""

    title: str
    body: str
    lang: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What today's watches make of a text."""

    text: Text
    judgement: Judgement
    #: What each watch lacks that does not catch it, the nearest first.
    misses: tuple[Miss, ...]
    #: Each channel, and why it would not send it; None: it would.
    channels: tuple[tuple[str, str | None], ...]
    #: Regular expressions that took too long.
    suspended: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """Return it for programs."""
        meaning = self.judgement.meaning
        return {
            "title": self.text.title,
            "lang": self.text.lang,
            "alert": self.judgement.alert,
            "severity": self.judgement.severity,
            "topics": list(self.judgement.topics),
            "reason": meaning.reason if meaning else "",
            "watches": [asdict(one) for one in self.judgement.matches],
            "excluded": [asdict(one) for one in self.judgement.excluded],
            "misses": [{"watch": one.watch, "lacks": list(one.lacks)} for one in self.misses],
            "channels": [
                {"channel": name, "sends": why is None, "why": why} for name, why in self.channels
            ],
        }


def tried(settings: Settings, text: Text) -> Trial:
    """Judge a text by the watches in force."""
    from newsroom.judge.fields import fields
    from newsroom.judge.readers import watches_of

    watches = watches_of(settings)
    both = fields(text.title, text.body)
    meaning = watches.reader.read(both, text.lang, text.at) if watches.reader else None
    judgement = watches.look(both, text.lang, meaning)
    return Trial(
        text=text,
        judgement=judgement,
        misses=watches.misses(both, text.lang, meaning),
        channels=tuple(_channels(settings, judgement)),
        suspended=watches.suspended,
    )


def _channels(settings: Settings, judgement: Judgement) -> Iterator[tuple[str, str | None]]:
    for channel in settings.channels:
        severities = [one.severity for one in judgement.matches if one.watch in channel.watches]
        if not severities:
            yield channel.id, "none of its watches catches it"
        elif max(severities) < channel.min_severity:
            asked = channel.min_severity
            yield channel.id, f"severity {max(severities)}, {channel.id} asks for {asked}"
        else:
            yield channel.id, None


# --- vedette watch test -------------------------------------------------------------------------


@watch.command(
    epilog="""\b
Examples:
  vedette watch test "Two soldiers wounded by gunfire near Sotk"
  vedette watch test https://civil.ge/archives/123456
  vedette watch test - --json < report.txt
"""
)
@click.argument("text", metavar="TEXT|URL|-")
@json_option
@config_option
def test(text: str, *, as_json: bool, config_dir: Path | None) -> int:
    """Say which watches catch a text, by which words, and which channels would send it.

    The first line is the title, the rest is the body. `-` reads from standard input.
    """
    settings = settings_of(config_dir)
    wanted = sys.stdin.read().strip() if text == "-" else text.strip()
    if not wanted:
        raise click.UsageError("there is no text to try")
    got = asyncio.run(_text(settings, wanted))
    if isinstance(got, str):
        error = f"{wanted}: {got}"
        click.echo(json_text({"error": error}) if as_json else printable(error))
        return _ALL_FAILED
    trial = tried(settings, got)
    click.echo(json_text(trial.as_dict()) if as_json else "\n".join(_for_people(trial)))
    return 0


async def _text(settings: Settings, wanted: str) -> Text | str:
    from newsroom.read.languages import detect

    if not wanted.lower().startswith(("http://", "https://")) or "\n" in wanted:
        title, _, body = wanted.partition("\n")
        return Text(title=title.strip(), body=body.strip(), lang=detect(wanted, None), at=utc_now())
    from console.commands.read import Reader

    async with AsyncExitStack() as stack:
        page = await Reader(settings, stack).read(wanted)
    if isinstance(page, str):
        return page
    lang = detect(f"{page.title}\n{page.text}", page.lang)
    return Text(title=page.title, body=page.text, lang=lang, at=page.published or utc_now())


def _for_people(trial: Trial) -> list[str]:
    """Return the answer first, then what was found, watches and channels."""
    judgement = trial.judgement
    caught = [one for one in judgement.matches if one.severity]
    names = ", ".join(one.watch for one in caught)
    lines = [f"Caught by {names}, severity {judgement.severity}" if caught else "Not caught"]
    lines += [printable(line) for line in _found(judgement)]
    texts = {"title": trial.text.title, "body": trial.text.body}
    for match in judgement.matches:
        mark = symbol(Mark.OK if match.severity else Mark.NOTE, stream=sys.stdout)
        lines.append(f" {mark} {match.watch}: severity {match.severity}")
        words = marked(texts, match.evidence, coloured=coloured(sys.stdout))
        lines += [f"     {line}" for line in words]
    for kept in judgement.excluded:
        lines.append(f" {symbol(Mark.NOTE, stream=sys.stdout)} {kept.watch}: kept out by {kept.by}")
        words = marked(texts, kept.evidence, coloured=coloured(sys.stdout))
        lines += [f"     {line}" for line in words]
    if not caught:
        lines += _near(trial.misses)
    return [*lines, *_of_channels(trial), *(_suspended(trial))]


def _found(judgement: Judgement) -> Iterator[str]:
    meaning = judgement.meaning
    if meaning is None:
        return
    if meaning.incident is not None:
        yield f"   incident: {meaning.incident.type}, severity {meaning.severity}"
    if meaning.places:
        yield f"   places: {', '.join(place.name for place in meaning.places)}"
    if meaning.reason:
        yield f"   {meaning.reason}"


def _near(misses: Sequence[Miss]) -> list[str]:
    mark = symbol(Mark.NOTE, stream=sys.stdout)
    return [
        printable(f" {mark} {one.watch} lacks: {'; '.join(one.lacks)}") for one in misses[:_NEAREST]
    ]


def _of_channels(trial: Trial) -> Iterator[str]:
    for name, why in trial.channels:
        mark = symbol(Mark.OK if why is None else Mark.BAD, stream=sys.stdout)
        yield f" {mark} channel {name}: {'would send it' if why is None else why}"


def _suspended(trial: Trial) -> Iterator[str]:
    for term in trial.suspended:
        mark = symbol(Mark.DOUBT, stream=sys.stdout)
        yield printable(f" {mark} takes too long and is not run any more: {term}")


# --- vedette watch why-not ----------------------------------------------------------------------


@watch.command("why-not", epilog="Example: vedette watch why-not https://civil.ge/archives/123456")
@click.argument("url", metavar="URL")
@json_option
@config_option
def why_not(url: str, *, as_json: bool, config_dir: Path | None) -> int:
    """Say why nothing was sent of an item, and what the nearest watch lacks.

    URL (or id) of a stored item; the address of a page that is not stored is fetched and judged.
    """
    settings = settings_of(config_dir)
    got = asyncio.run(_explained(settings, url))
    if isinstance(got, str):
        click.echo(json_text({"error": got}) if as_json else printable(got))
        return _ALL_FAILED
    text = Text(title=got.title, body=got.body, lang=got.lang, at=got.at)
    trial = tried(settings, text)
    if as_json:
        click.echo(json_text(_why_not_dict(got, trial)))
    else:
        click.echo("\n".join(_why_not_lines(got, trial)))
    return 0


async def _explained(settings: Settings, url: str) -> Explanation | str:
    from console.commands.explain import explanation
    from console.stored import stored_only

    async with stored_only(settings) as store:
        return await explanation(settings, store, url)


def _why_not_dict(got: Explanation, trial: Trial) -> dict[str, object]:
    known = got.as_dict()
    kept = {key: known[key] for key in ("id", "url", "title", "outcome", "reason", "deliveries")}
    return {**kept, "today": trial.as_dict()}


def _why_not_lines(got: Explanation, trial: Trial) -> list[str]:
    from console.commands.explain import answer

    return [
        printable(answer(got)),
        printable(f"  {got.title}"),
        f"Today: {_lower(_for_people(trial)[0])}",
        *_for_people(trial)[1:],
    ]


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
