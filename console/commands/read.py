"""`vedette read`: what a page says, from a file or an address."""

from __future__ import annotations

import asyncio
import errno
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from console.iso import iso
from console.options import config_option, json_option, settings_of
from console.say import json_text, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsroom.model import Page
    from newsroom.settings import Settings
    from spiders.door import Door
    from spiders.workers import Workers

_Result = TypeVar("_Result")
#: A file larger than any page that a spider would take.
_LARGEST_FILE = 20_000_000


@click.command(
    epilog="""\b
Examples:
  vedette read page.html
  vedette read --json https://press.un.org/en/2026/ga12701.doc.htm
"""
)
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|URL...")
@json_option
@config_option
def read(inputs: tuple[str, ...], as_json: bool, config_dir: Path | None) -> int:
    """Print what pages say: title, date, language, authors and text.

    One line per input with --json, in the same order. An input that cannot be read has an error
    in its place (exit 3).
    """
    settings = settings_of(config_dir, starter=True)
    return asyncio.run(_read_all(settings, inputs, as_json=as_json))


async def _read_all(settings: Settings, inputs: Sequence[str], *, as_json: bool) -> int:
    broken = 0
    async with AsyncExitStack() as stack:
        reader = Reader(settings, stack)
        for one in inputs:
            page = await reader.read(one)
            broken += isinstance(page, str)
            click.echo(_as_json(one, page) if as_json else _for_people(one, page))
    return 3 if broken else 0


class Reader:
    """Reads files and addresses; opens the way in with the first address, not before."""

    def __init__(self, settings: Settings, stack: AsyncExitStack) -> None:
        self._settings = settings
        self._stack = stack
        self._door: Door | None = None
        self._workers: Workers | None = None

    async def read(self, one: str) -> Page | str:
        """Return what a page says, or the reason why it cannot be read."""
        from newsroom.read.work import read_any_page

        return await self.run(read_any_page, one)

    async def run(
        self, function: Callable[[bytes, str | None, str | None], _Result], one: str
    ) -> _Result | str:
        """Return what a reader makes of a file or address, or why it cannot be read.

        The reader gets body, content type and address, and runs in a process that can be killed.
        """
        from newsroom.errors import Unreadable
        from spiders.workers import Workers

        try:
            body, content_type, url = await self._bytes_of(one)
            if self._workers is None:
                self._workers = await self._stack.enter_async_context(Workers())
            result: _Result = await self._workers.run(function, body, content_type, url)
        except (Unreadable, OSError) as error:
            return getattr(error, "strerror", None) or str(error)
        return result

    async def _bytes_of(self, one: str) -> tuple[bytes, str | None, str | None]:
        """Return body, content type and address; raises `Unreadable` or `OSError`."""
        from newsroom.errors import Unreadable
        from newsroom.fetched import Fetched
        from spiders.door import Door

        if not one.lower().startswith(("http://", "https://")):
            return _file(Path(one)), None, None
        if self._door is None:
            door = Door(self._settings.fetch, redactor=self._settings.redactor)
            self._door = await self._stack.enter_async_context(door)
        got = await self._door.get(one, source="read")
        if not isinstance(got, Fetched):
            raise Unreadable(getattr(got, "reason", "unchanged"))
        return got.body, got.content_type, got.url


def _file(path: Path) -> bytes:
    """Return a file's bytes; raises `OSError`, also for one that is larger than any page."""
    if path.stat().st_size > _LARGEST_FILE:
        raise OSError(errno.EFBIG, "the file is too large for a page")
    return path.read_bytes()


def _as_json(one: str, page: Page | str) -> str:
    if isinstance(page, str):
        return json_text({"input": one, "error": page})
    values = {
        "url": page.url,
        "title": page.title,
        "text": page.text,
        "published": iso(page.published),
        "lang": page.lang,
        "authors": list(page.authors),
    }
    return json_text(values)


def _for_people(one: str, page: Page | str) -> str:
    if isinstance(page, str):
        return printable(f"{one}: {page}")
    facts = (page.url, iso(page.published), page.lang, ", ".join(page.authors))
    head = [page.title, " · ".join(fact for fact in facts if fact)]
    return "\n".join([printable(line) for line in (*head, *page.text.split("\n"))]) + "\n"
