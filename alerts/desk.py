"""What the way out is wired with, and the few questions that all its parts ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from alerts.chat_api import Api
from alerts.notices import notice, operator_channels
from newsroom.delivery import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from alerts.alarm import Alarm
    from alerts.channels import Transport
    from newsroom.delivery import Delivery
    from newsroom.settings import Channel, Settings
    from newsroom.store.protocol import Store


class Keeper(Protocol):
    """Holds leases and renews them; see `newsroom.store.lease`."""

    @property
    def holder(self) -> str:
        """This process, by the name that its claims bear."""

    async def take(self, name: str) -> bool:
        """Take a lease, or keep it; False if somebody else has it."""

    def holds(self, name: str) -> bool:
        """Say whether a lease is certainly still ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One process's way out."""

    store: Store
    keeper: Keeper
    settings: Settings
    #: By channel.
    transports: Mapping[str, Transport]
    now: Callable[[], datetime]
    #: The other road to the operators; None: there is none.
    alarm: Alarm | None = None

    @property
    def channels(self) -> tuple[Channel, ...]:
        """All channels, the operators' own chats among them."""
        return (*self.settings.channels, *operator_channels(self.settings))

    def chats(self, kind: str | None = None) -> tuple[str, ...]:
        """Return the chats of all channels, or of those of a kind, each once."""
        wanted = (one.chat for one in self.channels if kind in {None, one.kind})
        return tuple(dict.fromkeys(wanted))

    def channel(self, delivery: Delivery) -> Channel:
        """Return the delivery's channel; one that was renamed is found by its chat."""
        here = [one for one in self.channels if one.chat == delivery.chat]
        own = [one for one in self.channels if one.id == delivery.channel]
        return [*(one for one in here if one.id == delivery.channel), *own, *here][0]

    def channel_of(self, chat: str) -> Channel:
        """Return the first channel of a chat."""
        return next(one for one in self.channels if one.chat == chat)

    def transport(self, channel: Channel) -> Transport:
        """Return the way out of a channel; the operators' is that of any channel of its kind."""
        own = self.transports.get(channel.id)
        if own is not None:
            return own
        alike = (one.id for one in self.settings.channels if one.kind == channel.kind)
        return self.transports[next(alike)]

    def api(self, channel: Channel) -> Api | None:
        """Return what can be asked about a channel's chat; None where nothing can."""
        transport = self.transport(channel)
        return transport if isinstance(transport, Api) else None

    async def tell(self, trouble: str, headline: str, *lines: str) -> None:
        """Tell the operators of a trouble, once. Raises `StoreUnavailable`."""
        deliveries = notice(trouble, headline, lines, self.settings, self.now())
        if deliveries:
            await self.store.route((), deliveries)

    async def tell_of(self, delivery: Delivery, state: DeliveryState, why: str) -> None:
        """Tell the operators of one delivery that needs a hand or an eye."""
        if delivery.key.startswith("notice/"):
            return
        titles = {
            DeliveryState.STUCK: "may have arrived, or not",
            DeliveryState.FAILED: "was refused",
        }
        told = titles.get(state, "was sent as plain text")
        title = delivery.payload.plain.partition("\n")[0] if delivery.payload else delivery.key
        lines: Sequence[str] = (
            title,
            why,
            f"vedette deliveries show {delivery.key}",
        )
        trouble = f"{state}/{delivery.key}/{delivery.attempts}"
        await self.tell(trouble, f"1 message to {delivery.channel} {told}", *lines)
