"""`vedette read`: what a page says, from a file or an address."""

from __future__ import annotations

import asyncio
import errno
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.iso import iso
from console.options import config_option, json_option, settings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.model import Page
    from newsroom.settings import Settings
    from spiders.door import Door
    from spiders.workers import Workers

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
    from console.app import reading_room

    broken = 0
    async with reading_room(settings) as (door, workers):
        for one in inputs:
            page = await _read_one(door, workers, one)
            broken += isinstance(page, str)
            click.echo(_as_json(one, page) if as_json else _for_people(one, page))
    return 3 if broken else 0


async def _read_one(door: Door, workers: Workers, one: str) -> Page | str:
    """Return the page, or the reason why it cannot be read."""
    from newsroom.errors import Unreadable
    from newsroom.model import Failed, Fetched
    from newsroom.read.work import read_any_page

    content_type, url = None, None
    try:
        if one.lower().startswith(("http://", "https://")):
            got = await door.get(one, source="read")
            if not isinstance(got, Fetched):
                return got.reason if isinstance(got, Failed) else "unchanged"
            body, content_type, url = got.body, got.content_type, got.url
        else:
            body = _file(Path(one))
        page: Page = await workers.run(read_any_page, body, content_type, url)
    except (Unreadable, OSError) as error:
        return getattr(error, "strerror", None) or str(error)
    return page


def _file(path: Path) -> bytes:
    """Return a file's bytes; raises `OSError`, also for one that is larger than any page."""
    if path.stat().st_size > _LARGEST_FILE:
        raise OSError(errno.EFBIG, "the file is too large for a page")
    return path.read_bytes()


def _as_json(one: str, page: Page | str) -> str:
    if isinstance(page, str):
        return json.dumps({"input": one, "error": page}, ensure_ascii=False)
    values = {
        "url": page.url,
        "title": page.title,
        "text": page.text,
        "published": iso(page.published),
        "lang": page.lang,
        "authors": list(page.authors),
    }
    return json.dumps(values, ensure_ascii=False)


def _for_people(one: str, page: Page | str) -> str:
    from console.say import printable

    if isinstance(page, str):
        return f"{one}: {page}"
    facts = (page.url, iso(page.published), page.lang, ", ".join(page.authors))
    head = [page.title, " · ".join(fact for fact in facts if fact)]
    return "\n".join([printable(line) for line in (*head, *page.text.split("\n"))]) + "\n"
