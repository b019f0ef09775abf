"""Chats that take no messages, and a token that is refused: held, told once, and taken up again."""

from __future__ import annotations

import logging
import time
from hashlib import sha256
from typing import TYPE_CHECKING

from alerts import labels
from alerts.answers import Refusal
from alerts.chat_api import Rights, Said, takes
from alerts.digest import digest
from alerts.fate import refused_pause
from alerts.render import Reader
from newsroom.delivery import Delivery, DeliveryState, Operation, Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from alerts.answers import Refused
    from alerts.desk import Desk
    from newsroom.delivery import Chat
    from newsroom.settings import Channel

LOG = logging.getLogger(__name__)

#: Of a chat that is back, so many waiting alerts are looked at.
_MOST_WAITING = 1000
#: A person who has blocked the bot is asked again so often at most. Seconds.
_PERSON_PAUSE = 3600.0


class Standings:
    """What is refused, since when, and when it is tried again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        #: By chat, `""` for the token: when it is asked next (monotonic), and how often it was.
        self._next: dict[str, float] = {}
        self._asked: dict[str, int] = {}
        #: Why the token is refused; None while it is not.
        self.barred: str | None = None

    def takes(self, chat: Chat, kind: str) -> bool:
        """Say whether messages may go to a chat now."""
        return chat.standing is Standing.ACTIVE and (self.barred is None or kind != "telegram")

    def due(self, name: str) -> float:
        """Return the seconds until a chat, or the token (`""`), is asked again."""
        return max(self._next.get(name, 0) - time.monotonic(), 0)

    def ask_soon(self, name: str) -> None:
        """Ask a chat at the next opportunity: something has changed there."""
        self._next.pop(name, None)

    def _later(self, name: str, *, least: float = 0.0) -> None:
        self._asked[name] = self._asked.get(name, 0) + 1
        pause = max(refused_pause(self._asked[name]).total_seconds(), least)
        self._next[name] = time.monotonic() + pause

    async def refused(self, chat: Chat, channel: Channel, answer: Refused) -> None:
        """Draw the conclusions from a refusal that is no matter of one message."""
        if answer.kind is Refusal.TOKEN:
            await self._bar(answer.why)
        elif answer.kind is Refusal.CHAT:
            await self._suspend(chat, channel, answer.why)
        elif answer.kind is Refusal.PERSON:
            await self._inactive(chat, answer.why)
        elif answer.kind is Refusal.MOVED and answer.new_chat is not None:
            await self._move(chat, answer.new_chat)

    async def check(self, chat: Chat, channel: Channel) -> None:
        """Ask whether a chat takes messages again, and take it up if it does."""
        api = self._desk.api(channel)
        found = None if api is None else await takes(api, chat.address)
        back = api is None or (isinstance(found, Rights) and found.may_post)
        if not back:
            self._later(chat.name, least=_least(chat))
            LOG.debug("still refused chat=%s", chat.name)
            await self._desk.store.stand(
                chat.name, chat.standing, now=self._desk.now(), why=chat.why
            )
            return
        await self._back(chat, channel)

    async def check_token(self) -> None:
        """Ask whether the token is accepted again, and let everything go on if it is."""
        kind = [one for one in self._desk.settings.channels if one.kind == "telegram"]
        api = self._desk.api(kind[0]) if kind else None
        if api is not None and not isinstance(await api.ask("getMe"), Said):
            self._later("")
            return
        LOG.warning("the token is accepted again")
        self.barred = None
        self._asked.pop("", None)
        chats = await self._open_chats()
        await self._desk.store.put_waiting(
            chats, DeliveryState.PENDING, now=self._desk.now(), why=None
        )
        if self._desk.alarm is not None:
            self._desk.alarm.over()

    async def hold_new(self, names: Collection[str]) -> None:
        """Put what was routed to chats that take nothing where their standing puts it."""
        stored = await self._desk.store.chats(names)
        for chat in stored.values():
            if chat.standing is not Standing.ACTIVE:
                await self._desk.store.stand(
                    chat.name, chat.standing, now=self._desk.now(), why=chat.why
                )

    async def _bar(self, why: str) -> None:
        self._later("")
        first, self.barred = self.barred is None, why
        chats = await self._open_chats()
        await self._desk.store.put_waiting(chats, DeliveryState.HELD, now=self._desk.now(), why=why)
        if first and self._desk.alarm is not None:
            counts = await self._desk.store.delivery_counts()
            self._desk.alarm.raised(why, waiting=counts.get(DeliveryState.HELD, 0))

    async def _open_chats(self) -> list[str]:
        names = self._desk.chats("telegram")
        stored = await self._desk.store.chats(names)
        closed = {one.name for one in stored.values() if one.standing is not Standing.ACTIVE}
        return [name for name in names if name not in closed]

    async def _suspend(self, chat: Chat, channel: Channel, why: str) -> None:
        self._later(chat.name)
        now = self._desk.now()
        if not await self._desk.store.stand(chat.name, Standing.SUSPENDED, now=now, why=why):
            return
        LOG.warning("suspended chat=%s why=%s", chat.name, why)
        await self._desk.tell(
            f"suspended/{chat.name}/{now:%Y%m%dT%H%M%S}",
            f"Nothing can be sent to {channel.id} ({chat.name})",
            why,
            "What is for it waits; nothing is lost. It is asked again by itself.",
        )

    async def _inactive(self, chat: Chat, why: str) -> None:
        self._later(chat.name, least=_PERSON_PAUSE)
        if await self._desk.store.stand(
            chat.name, Standing.INACTIVE, now=self._desk.now(), why=why
        ):
            LOG.warning("inactive chat=%s why=%s", chat.name, why)

    async def _move(self, chat: Chat, to: int) -> None:
        LOG.warning(
            "moved chat=%s: the group is now %s, write that into channels.yaml", chat.name, to
        )
        await self._desk.store.move(chat.name, to)
        await self._desk.tell(
            f"moved/{chat.name}/{to}",
            f"The group {chat.name} is now {to}",
            "Alerts go there already; write the new id into channels.yaml when it suits you.",
        )

    async def _back(self, chat: Chat, channel: Channel) -> None:
        self._next.pop(chat.name, None)
        self._asked.pop(chat.name, None)
        now = self._desk.now()
        waiting: Sequence[Delivery] = ()
        if chat.standing is Standing.INACTIVE:
            await self._desk.store.stand(chat.name, Standing.INACTIVE, now=now, why=chat.why)
        else:
            waiting = await self._desk.store.due([chat.name], now, limit=_MOST_WAITING)
            await self._bundle(waiting)
        await self._desk.store.stand(chat.name, Standing.ACTIVE, now=now)
        LOG.warning("back chat=%s", chat.name)
        if chat.standing is Standing.SUSPENDED and chat.since is not None:
            await self._desk.tell(
                f"back/{chat.name}/{chat.since:%Y%m%dT%H%M%S}",
                f"{channel.id} ({chat.name}) takes messages again",
                f"{len(waiting)} waited" if waiting else "None waited",
            )

    async def _bundle(self, waiting: Sequence[Delivery]) -> None:
        """Make one digest for each channel of the stories that waited, where there are several."""
        for channel_id in dict.fromkeys(one.channel for one in waiting):
            told = [
                one
                for one in waiting
                if one.channel == channel_id and one.operation is Operation.SEND and one.story
            ]
            changes = await self._desk.store.changes([_change(one) for one in told])
            stored = {one.change.key: one for one in changes}
            told = [one for one in told if _change(one) in stored and not one.repeat]
            if len(told) < 2:  # noqa: PLR2004 - a digest of one says less than the alert itself
                continue
            channel = self._desk.channel(told[0])
            caught = []
            for one in told:
                change = stored[_change(one)]
                matches = change.item.judgement.matches
                caught.append((change, tuple(m for m in matches if m.watch in channel.watches)))
            reader = Reader(channel=channel, settings=self._desk.settings, now=self._desk.now())
            keys = [one.key for one in told]
            of_keys = sha256("\n".join(sorted(keys)).encode()).hexdigest()[:16]
            into = Delivery(
                key=f"back/{of_keys}@{channel.id}",
                channel=channel.id,
                chat=told[0].chat,
                state=DeliveryState.HELD,
                severity=max(one.severity for one in told),
                payload=digest(caught, reader, headline=labels.held_back),
                created=self._desk.now(),
            )
            why = f"told in {into.key}"
            await self._desk.store.bundle(keys, into, now=self._desk.now(), why=why)


def _change(delivery: Delivery) -> str:
    return delivery.key.rpartition("@")[0]


def _least(chat: Chat) -> float:
    return _PERSON_PAUSE if chat.standing is Standing.INACTIVE else 0.0
