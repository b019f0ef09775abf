"""What an operator may want to know about an accepted configuration: it blocks nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsroom.config.scalars import format_duration
from newsroom.config.shapes import DEFAULT_USER_AGENT
from newsroom.config.wording import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.settings import Settings


#: Hosts that are this machine.
_HERE: Final = re.compile(r"localhost|127\.\d+\.\d+\.\d+|::1")


def doubts(settings: Settings) -> Iterator[str]:
    """Yield a sentence for each thing that is allowed, and probably not meant."""
    yield from _silent_channels(settings)
    yield from _unheard_watches(settings)
    yield from _doubtful_watches(settings)
    yield from _twice_polled(settings)
    if settings.fetch.user_agent == DEFAULT_USER_AGENT:
        yield "fetch.user_agent names no contact: sites block programs that do not name their owner"
    yield from _bare_key(settings)
    kept, fresh = settings.retention.articles, settings.fetch.fresh
    if kept < fresh:
        yield (
            f"retention.articles ({format_duration(kept)}) is shorter than fetch.fresh "
            f"({format_duration(fresh)}): news that is forgotten may be told again"
        )


def _silent_channels(settings: Settings) -> Iterator[str]:
    token = settings.secrets.telegram_token
    for channel in settings.channels:
        if not channel.watches:
            yield f"channel {quote(channel.id)} names no watch: nothing is sent to it"
        if channel.kind == "telegram" and token is None:
            yield (
                f"channel {quote(channel.id)} is for Telegram and VEDETTE_TELEGRAM_TOKEN is not "
                "set: its alerts go to the terminal"
            )


def _bare_key(settings: Settings) -> Iterator[str]:
    llm, key = settings.llm, settings.secrets.llm_key
    if llm is None or key is None:
        return
    parts = urlsplit(llm.base_url)
    if parts.scheme == "http" and not _HERE.fullmatch(parts.hostname or ""):
        yield "summary.llm.base_url is http: VEDETTE_LLM_KEY goes out for anybody to read"


def _unheard_watches(settings: Settings) -> Iterator[str]:
    asked = {watch for channel in settings.channels for watch in channel.watches}
    for watch in settings.watches:
        if watch.id not in asked:
            yield f"watch {quote(watch.id)} is named by no channel: its matches are sent nowhere"


def _doubtful_watches(settings: Settings) -> Iterator[str]:
    from newsroom.config.warn_watches import doubtful_watches  # noqa: PLC0415 - slow to import

    yield from doubtful_watches(settings.watches)


def _twice_polled(settings: Settings) -> Iterator[str]:
    first: dict[str, str] = {}
    for source in settings.sources:
        if source.enabled and first.setdefault(source.url, source.id) != source.id:
            yield f"sources {quote(first[source.url])} and {quote(source.id)} poll one address"
