"""What the keys of a file mean together, and what is refused because a later version brings it.

These checks read the tree itself, so that they speak even where another value is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.config import written as w
from newsroom.config.nodes import Items, Scalar, at, items_at, text_at
from newsroom.config.wording import not_yet, quote, remedy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from newsroom.config.nodes import Node, Path
    from newsroom.config.page import Page
    from newsroom.errors import Mistake

_LEAVE_OUT = "leave the key out"
_LATER_CHANNEL_KEYS = ("quiet", "digest", "max_per_hour")
#: Kind of channel -> the key of its address, None where it has none.
_ADDRESS = {"telegram": "chat", "terminal": None, "webhook": "url", "apprise": "url"}


def check_vedette(page: Page) -> Iterator[Mistake]:
    """Yield what is wrong in `vedette.yaml` beyond single values."""
    waits = at(page.root, "telegram", "look_up_after")
    if isinstance(waits, Items):
        yield from _check_rising(page, waits)


def _check_rising(page: Page, waits: Items) -> Iterator[Mistake]:
    """Look-ups come one after the other; what is no duration is named elsewhere."""
    from newsroom.config.scalars import parse_duration  # noqa: PLC0415 - only here

    last = None
    for index, item in enumerate(waits.items):
        try:
            wait = parse_duration(text_at(item) or "")
        except ValueError:
            return
        if last is not None and wait <= last:
            path = ("telegram", "look_up_after", index)
            yield page.mistake(path, "should be longer than the one before it")
        last = wait


def check_sources(page: Page) -> Iterator[Mistake]:
    """Yield what is wrong with sources as a whole: ids, kinds, selectors."""
    rows = items_at(page.root, "sources")
    yield from _check_unique([(page, ("sources", index, "id")) for index in range(len(rows))])
    for index, row in enumerate(rows):
        path: Path = ("sources", index)
        yield from _refuse_kind(page, path, w.LATER_SOURCE_KINDS, w.SOURCE_KINDS)
        kind, select = text_at(row, "kind"), given(row, "select")
        if kind == "page" and not select:
            yield page.mistake(
                path, "kind page needs “select”: CSS selectors, at least select: {item: …}"
            )
        if select and kind in w.SOURCE_KINDS and kind != "page":
            yield page.mistake(
                (*path, "select"),
                f"only kind page has selectors, this is kind {kind}; {_LEAVE_OUT}",
            )


def check_channels(page: Page, watches: Collection[str] | None) -> Iterator[Mistake]:
    """Yield what is wrong with channels as a whole; `watches`: all ids, None if not known."""
    rows = items_at(page.root, "channels")
    yield from _check_unique([(page, ("channels", index, "id")) for index in range(len(rows))])
    for index, row in enumerate(rows):
        path: Path = ("channels", index)
        yield from _refuse_kind(page, path, w.LATER_CHANNEL_KINDS, w.CHANNEL_KINDS)
        yield from _check_address(page, path, row)
        yield from _refuse_keys(page, path, [(key,) for key in _LATER_CHANNEL_KEYS])
        if text_at(row, "mode") == "digest":
            yield page.mistake((*path, "mode"), not_yet("mode “digest”", "“live” is"))
        if watches is not None:
            yield from _check_watches_exist(page, path, row, watches)


def _check_address(page: Page, path: Path, row: Node) -> Iterator[Mistake]:
    kind = text_at(row, "kind")
    if kind not in _ADDRESS:
        return
    needed = _ADDRESS[kind]
    if needed and not given(row, needed):
        yield page.mistake(path, f"kind {kind} needs {quote(needed)}: where alerts go")
    for key in ("chat", "url", "thread"):
        fits = key == needed or (key == "thread" and kind == "telegram")
        if not fits and given(row, key):
            yield page.mistake((*path, key), f"kind {kind} has no {quote(key)}; {_LEAVE_OUT}")


def _check_watches_exist(
    page: Page, path: Path, row: Node, watches: Collection[str]
) -> Iterator[Mistake]:
    for index, item in enumerate(items_at(row, "watches")):
        name = text_at(item)
        if name is not None and name not in watches:
            message = f"no watch has the id {quote(name)}; {remedy(name, watches, 'none is there')}"
            yield page.mistake((*path, "watches", index), message)


def check_watch_ids(pages: Iterable[Page]) -> Iterator[Mistake]:
    """Yield ids that two watches have, in one file or in several."""
    yield from _check_unique([(page, ("id",)) for page in pages])


def watch_ids(pages: Iterable[Page]) -> set[str]:
    """Return all ids of watches, those of broken watches among them."""
    return {name for page in pages if (name := text_at(page.root, "id")) is not None}


def _check_unique(places: Iterable[tuple[Page, Path]]) -> Iterator[Mistake]:
    first: dict[str, Mistake] = {}
    for page, path in places:
        name = text_at(page.root, *path)
        if name is None:
            continue
        here = page.mistake(path, "")
        before = first.setdefault(name, here)
        if before is not here:
            where = (
                f"line {before.line}"
                if before.file == here.file
                else f"{before.file}:{before.line}"
            )
            yield page.mistake(path, f"{quote(name)} stands twice; the first is in {where}")


def _refuse_kind(
    page: Page, path: Path, later: Collection[str], known: Collection[str]
) -> Iterator[Mistake]:
    kind = text_at(page.root, *path, "kind")
    if kind is not None and kind in later:
        right = f"one of {', '.join(known)}"
        yield page.mistake((*path, "kind"), not_yet(f"kind {quote(kind)}", right))


def _refuse_keys(page: Page, path: Path, keys: Iterable[Path]) -> Iterator[Mistake]:
    for key in keys:
        if given(at(page.root, *path), *key):
            yield page.mistake((*path, *key), not_yet(quote(str(key[-1])), _LEAVE_OUT))


def given(node: Node | None, *path: str | int) -> bool:
    """Say whether something is written at a path; `null` is nothing."""
    found = at(node, *path)
    return found is not None and not (isinstance(found, Scalar) and found.text is None)
