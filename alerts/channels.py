"""The kinds of channel that alerts leave by: one table, and how a snapshot's channels use it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

from alerts.chat_api import Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from alerts.answers import Answer
    from alerts.telegram import Check
    from alerts.terminal import Terminal
    from newsroom.delivery import Delivery
    from newsroom.settings import Channel, Settings


class Transport(Protocol):
    """A way out."""

    #: The outbox keeps `telegram.pace` towards it.
    paced: bool

    async def send(self, delivery: Delivery, channel: Channel) -> Answer:
        """Send the delivery once, to the address in its `chat`; never raises for the other side.

        A way out that can say what stands in a chat also has `chat_api.Api`'s `ask`.
        """

    async def close(self) -> None:
        """Let go of connections."""


def _terminal(_settings: Settings, terminal: Terminal) -> Transport:
    return terminal


def _telegram(settings: Settings, terminal: Terminal) -> Transport:
    if settings.secrets.telegram_token is None:
        return terminal
    # Imported here: it takes most of a second, and nothing without a token needs it.
    from alerts.telegram import Telegram  # noqa: PLC0415

    return Telegram(settings)


TRANSPORTS: Mapping[str, Callable[[Settings, Terminal], Transport]] = {
    "terminal": _terminal,
    "telegram": _telegram,
}


@asynccontextmanager
async def open_transports(
    settings: Settings, terminal: Terminal
) -> AsyncIterator[Mapping[str, Transport]]:
    """Open the ways out of these channels, by channel; channels of one kind share one.

    Without a token, what is meant for Telegram goes to the terminal.
    """
    kinds = dict.fromkeys(channel.kind for channel in settings.channels)
    opened = {kind: TRANSPORTS[kind](settings, terminal) for kind in kinds}
    try:
        yield {channel.id: opened[channel.kind] for channel in settings.channels}
    finally:
        for transport in opened.values():
            await transport.close()


def listening(transports: Mapping[str, Transport]) -> Api | None:
    """Return the way out by which one can also listen; None where there is none."""
    return next((one for one in transports.values() if isinstance(one, Api)), None)


async def check_telegram(settings: Settings) -> Check | None:
    """Ask the Bot API who we are and where we may post; None without a token."""
    if settings.secrets.telegram_token is None:
        return None
    from alerts.telegram import Telegram  # noqa: PLC0415

    telegram = Telegram(settings)
    try:
        return await telegram.check()
    finally:
        await telegram.close()
