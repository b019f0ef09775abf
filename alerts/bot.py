"""Listens to the Bot API: pressed buttons, others' posts, changed rights, operators' commands.

A small loop of our own over `getUpdates`. What it learns is in the database before it is confirmed,
so that a crash hears it again; hearing it twice changes nothing. One process listens: it holds the
lease `updates`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from alerts import letters
from alerts.chat_api import Said, chat_id
from alerts.envelope import SOURCES
from alerts.labels import labels
from alerts.notices import toast
from alerts.render import source_marks
from newsroom.errors import StoreUnavailable
from newsroom.settings import Source

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from alerts.chat_api import Api
    from alerts.desk import Desk
    from newsroom.delivery import Delivery

LOG = logging.getLogger(__name__)

LEASE = "updates"
_HEARD = ("callback_query", "channel_post", "message", "my_chat_member")
#: Seconds that the other side may keep a request until there is something to tell.
_LONG_POLL = 25
#: Another process listens, or nothing came at once: not again before so long. Seconds.
_PAUSE = 1.0
_LEASE_PAUSE = 5.0
_LONGEST_PAUSE = 60.0
_LONGEST_ANSWER = 4000


class Bot:
    """Hears and answers. `ask_soon`: a chat's rights have changed; `wake`: there is work."""

    def __init__(
        self,
        api: Api,
        desk: Desk,
        *,
        ask_soon: Callable[[str], None],
        wake: Callable[[], None],
    ) -> None:
        self._api = api
        self._desk = desk
        self._ask_soon = ask_soon
        self._wake = wake
        self._offset: int | None = None
        self._failures = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until `stop`; whatever goes wrong, it is tried again."""
        stopping = asyncio.create_task(stop.wait())
        while not stop.is_set():
            listening = asyncio.create_task(self._once())
            await asyncio.wait({listening, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not listening.done():
                listening.cancel()
            pause = _LONGEST_PAUSE
            with suppress(asyncio.CancelledError):
                try:
                    pause = await listening
                except StoreUnavailable as error:
                    LOG.debug("store away: %s", error)
                    pause = _LEASE_PAUSE
                except Exception:
                    # A mistake of ours in one update must not end the listening.
                    LOG.exception("broken update")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
        stopping.cancel()

    async def _once(self) -> float:
        """Ask for updates once and act on them; return the seconds until the next time."""
        if not await self._desk.keeper.take(LEASE):
            return _LEASE_PAUSE
        began = time.monotonic()
        said = await self._api.ask(
            "getUpdates",
            patience=_LONG_POLL + 10.0,
            offset=self._offset,
            timeout=_LONG_POLL,
            allowed_updates=list(_HEARD),
        )
        if not isinstance(said, Said) or not isinstance(said.result, list):
            self._failures += 1
            if self._failures == 1:
                LOG.warning("cannot listen: %s", getattr(said, "why", "no list of updates"))
            return min(_PAUSE * float(2 ** min(self._failures, 10)), _LONGEST_PAUSE)
        self._failures = 0
        for update in said.result:
            await self._hear(update)
            self._offset = int(update["update_id"]) + 1
        return 0.0 if said.result or time.monotonic() - began > _PAUSE else _PAUSE

    async def _hear(self, update: dict[str, Any]) -> None:
        hears: dict[str, Callable[[dict[str, Any]], Awaitable[None]]] = {
            "callback_query": self._pressed,
            "channel_post": self._posted,
            "message": self._written,
            "my_chat_member": self._rights_changed,
        }
        for kind, act in hears.items():
            if isinstance(update.get(kind), dict):
                await act(update[kind])

    # --- what others do in chats ------------------------------------------------------------------

    async def _posted(self, post: dict[str, Any]) -> None:
        """Remember an id of somebody else's post; one with a keyboard of ours is ours."""
        rows = (post.get("reply_markup") or {}).get("inline_keyboard") or []
        data = [str(one.get("callback_data", "")) for row in rows for one in row]
        if any(one.startswith(SOURCES) for one in data):
            return
        await self._desk.store.note_posts(int(post["chat"]["id"]), [int(post["message_id"])])

    async def _rights_changed(self, change: dict[str, Any]) -> None:
        await self._ask_about(change["chat"])

    async def _ask_about(self, chat: dict[str, Any]) -> None:
        """Let a chat be asked whether it takes messages, if it is one of ours."""
        names = self._desk.chats("telegram")
        numbers = {one.name: one.number for one in (await self._desk.store.chats(names)).values()}
        called = {str(chat.get("id")), f"@{chat.get('username')}"}
        for name in names:
            if name in called or numbers.get(name) == chat.get("id"):
                self._ask_soon(name)

    # --- the button "Sources" ---------------------------------------------------------------------

    async def _pressed(self, press: dict[str, Any]) -> None:
        data = str(press.get("data", ""))
        found: Sequence[Delivery] = ()
        if data.startswith(SOURCES):
            found = await self._desk.store.find_deliveries(data.removeprefix(SOURCES))
        spoken = str((press.get("from") or {}).get("language_code", "en"))
        text = labels(spoken).forgotten
        if len(found) == 1:
            text = await self._sources(found[0])
        await self._api.ask("answerCallbackQuery", callback_query_id=press.get("id"), text=text)

    async def _sources(self, delivery: Delivery) -> str:
        """Name the sources of an alert: those of its story by now, or those it was written with."""
        ids: Sequence[str] = delivery.payload.sources if delivery.payload else ()
        if delivery.story is not None:
            ids = await self._desk.store.sources_of(delivery.story) or ids
        language = self._desk.channel(delivery).language
        known = {source.id: source for source in self._desk.settings.sources}
        names = [
            source_marks(known.get(one) or Source(id=one, name=one, kind="feed", url=""), language)
            for one in ids
        ]
        return toast(names, language)

    # --- operators --------------------------------------------------------------------------------

    async def _written(self, message: dict[str, Any]) -> None:
        chat = message["chat"]
        if chat.get("type") != "private":
            await self._posted(message)
            return
        # Who writes to the bot has not blocked it.
        await self._ask_about(chat)
        text = str(message.get("text", ""))
        if chat.get("id") in self._desk.settings.telegram.operators and text.startswith("/"):
            answer = await self._command(text.split())
            await self._api.ask(
                "sendMessage", chat_id=chat_id(str(chat["id"])), text=answer[:_LONGEST_ANSWER]
            )

    async def _command(self, said: list[str]) -> str:
        """Carry out an operator's command and return the answer."""
        if said[0].partition("@")[0] != "/deliveries":
            return "I know /deliveries, /deliveries show|resend|discard REF."
        if len(said) < 3:  # noqa: PLR2004 - a verb and what it is about
            return await self._list()
        found = await self._desk.store.find_deliveries(said[2])
        if len(found) != 1:
            return f"{len(found)} deliveries are called {said[2]}."
        return await self._about(said[1], found[0])

    async def _list(self) -> str:
        found = await self._desk.store.letters((*letters.OPEN, *letters.DEAD), limit=20)
        lines = [f"{letters.ref(one)} {letters.title(one)}\n{letters.words(one)}" for one in found]
        return "\n\n".join(lines) or "Nothing waits."

    async def _about(self, verb: str, one: Delivery) -> str:
        now = self._desk.now()
        if verb == "resend":
            done = await letters.resend(self._desk.store, one, now)
            self._wake()
            return done or f"Sent again: {letters.title(one)}"
        if verb == "discard":
            return await letters.discard(self._desk.store, one, now) or "Discarded."
        return f"{letters.title(one)}\n{letters.words(one)}\n{one.key} → {one.chat}"
