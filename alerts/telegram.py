"""The Bot API through python-telegram-bot: the only file (with a later bot) that knows it.

The library folds what happened into exceptions that no longer tell a 502 from a refusal; so the
answer is read here, in its own request class, before the library sees it. Of the errors without an
answer, only those of connecting prove that nothing was sent.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from alerts.answers import NotSent, Refusal, Refused, Sent, Unknown, read_answer
from alerts.markup import LONGEST_MESSAGE, fit
from newsroom.secret import RedactingFilter

if TYPE_CHECKING:
    from alerts.answers import Answer
    from newsroom.model import Delivery, Payload
    from newsroom.secret import Redactor
    from newsroom.settings import Channel, Settings

LOG = logging.getLogger(__name__)

#: Nothing has left when these happen.
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)
#: These would log addresses that hold the token, below WARNING.
_TALKATIVE = ("httpx", "httpcore", "telegram")
_CONNECT_SECONDS = 10.0
_POOL_SECONDS = 5.0
_CONNECTIONS = 64


class _Answered(TelegramError):  # noqa: N818 - an answer is no error
    """Carries an answer past the library, which would forget its status."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.body = body


class _Request(HTTPXRequest):
    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 - the library's own signature, passed on
        status, body = await super().do_request(*args, **kwargs)
        if not isinstance(read_answer(status, body), Sent):
            raise _Answered(status, body)
        return status, body


class _Bot(Bot):
    async def call(self, method: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """Call a method and return its result as it came.

        The library's own types demand every field of today's API: an older server's answer would
        end in a TypeError after the message has arrived.
        """
        result = await self._post(method, given)
        return result if isinstance(result, dict) else {}

    def __repr__(self) -> str:
        # The library's own shows the token.
        return "Bot(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCheck:
    """May we post there: one line for `run` and `doctor`."""

    channel: str
    chat: str
    ok: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Who the Bot API says that we are, and where we may post."""

    #: `@example_bot`; None where we were not let in.
    who: str | None
    #: Why not; None where we were.
    why: str | None
    channels: tuple[ChannelCheck, ...] = ()


class Telegram:
    """Sends to chats of the Bot API. Its own texts never hold the token."""

    paced = True

    def __init__(self, settings: Settings, *, patience: float = 30.0) -> None:
        """`patience`: seconds to wait for an answer. Needs a token."""
        token = settings.secrets.telegram_token
        if token is None:
            raise ValueError("no token")
        self._settings = settings
        self._redactor = settings.redactor
        self._filter = _Filter(settings.redactor)
        self._request = _request(patience)
        self._updates_request = _request(patience)
        base = settings.telegram.api_url.rstrip("/")
        self._bot = _Bot(
            token.reveal(),
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._request,
            get_updates_request=self._updates_request,
        )
        #: New ids of groups that have moved; their old ids keep answering with the new one.
        self._moved: dict[str, int] = {}

    def __repr__(self) -> str:
        return f"Telegram({self._settings.telegram.api_url})"

    async def close(self) -> None:
        """Close all connections."""
        await self._request.shutdown()
        await self._updates_request.shutdown()
        self._filter.remove()

    async def send(self, delivery: Delivery, channel: Channel) -> Answer:
        """Send the delivery's payload to its chat once.

        Where the API refuses the message itself, its plain words are sent instead, once; a group
        that has moved is followed.
        """
        if delivery.payload is None:
            return Refused(kind=Refusal.MESSAGE, why="there is nothing to send")
        answer = await self._follow(delivery, channel, delivery.payload, as_html=True)
        if not isinstance(answer, Refused) or answer.kind is not Refusal.MESSAGE:
            return answer
        LOG.warning("refused delivery=%s why=%s: sending plain text", delivery.key, answer.why)
        again = await self._follow(delivery, channel, delivery.payload, as_html=False)
        if isinstance(again, Sent):
            note = f"sent as plain text, because the API refused the HTML: {answer.why}"
            return Sent(message_id=again.message_id, note=note)
        return again

    async def check(self) -> Check:
        """Ask who we are and, for each channel of kind telegram, whether we may post there."""
        try:
            me = await self._bot.call("getMe")
        except TelegramError as error:
            answer = self._meaning(error)
            return Check(who=None, why=None if isinstance(answer, Sent) else answer.why)
        channels = [one for one in self._settings.channels if one.kind == "telegram"]
        checks = await asyncio.gather(*(self._check(channel, me.get("id")) for channel in channels))
        return Check(who=f"@{me.get('username')}", why=None, channels=tuple(checks))

    async def _follow(
        self, delivery: Delivery, channel: Channel, payload: Payload, *, as_html: bool
    ) -> Answer:
        chat = self._moved.get(delivery.chat) or _address(delivery.chat)
        answer = await self._attempt(chat, channel.thread, payload, as_html=as_html)
        if not isinstance(answer, Refused) or answer.new_chat is None:
            return answer
        LOG.warning(
            "moved channel=%s: the group is now %s, write that into channels.yaml",
            channel.id,
            answer.new_chat,
        )
        self._moved[delivery.chat] = answer.new_chat
        return await self._attempt(answer.new_chat, channel.thread, payload, as_html=as_html)

    async def _attempt(
        self, chat: int | str, thread: int | None, payload: Payload, *, as_html: bool
    ) -> Answer:
        try:
            message = await self._bot.call(
                "sendMessage",
                chat_id=chat,
                text=payload.html if as_html else fit(payload.plain, LONGEST_MESSAGE),
                parse_mode="HTML" if as_html else None,
                link_preview_options={"is_disabled": True},
                disable_notification=payload.silent,
                message_thread_id=thread,
            )
        except TelegramError as error:
            return self._meaning(error)
        return Sent(message_id=message.get("message_id"))

    async def _check(self, channel: Channel, me: object) -> ChannelCheck:
        chat = _address(channel.chat)
        try:
            found = await self._bot.call("getChat", chat_id=chat)
            member = await self._bot.call("getChatMember", chat_id=chat, user_id=me)
        except TelegramError as error:
            answer = self._meaning(error)
            says = "" if isinstance(answer, Sent) else answer.why
            return ChannelCheck(channel=channel.id, chat=channel.chat, ok=False, says=says)
        ok, says = _rights(str(found.get("type")), member)
        return ChannelCheck(channel=channel.id, chat=channel.chat, ok=ok, says=says)

    def _meaning(self, error: TelegramError) -> Answer:
        """Say what an error means; its text loses every secret."""
        if isinstance(error, _Answered):
            return _redacted(read_answer(error.status, error.body), self._redactor)
        cause = error.__cause__
        why = self._redactor.clean(str(error) or type(error).__name__)
        return NotSent(why=why) if isinstance(cause, _NEVER_LEFT) else Unknown(why=why)


def _address(chat: str) -> int | str:
    return int(chat) if chat.lstrip("-").isdigit() else chat


def _request(patience: float) -> _Request:
    return _Request(
        connection_pool_size=_CONNECTIONS,
        connect_timeout=min(_CONNECT_SECONDS, patience),
        read_timeout=patience,
        write_timeout=patience,
        pool_timeout=min(_POOL_SECONDS, patience),
    )


def _redacted(answer: Answer, redactor: Redactor) -> Answer:
    """Strike secrets out of an answer's reason: a server may echo the address it was asked at."""
    if isinstance(answer, NotSent):
        return NotSent(why=redactor.clean(answer.why), retry_after=answer.retry_after)
    if isinstance(answer, Unknown):
        return Unknown(why=redactor.clean(answer.why))
    if isinstance(answer, Refused):
        why = redactor.clean(answer.why)
        return Refused(kind=answer.kind, why=why, new_chat=answer.new_chat)
    return answer


def _rights(kind: str, member: dict[str, Any]) -> tuple[bool, str]:
    """Read off what the bot's membership allows it to do."""
    status = member.get("status")
    if kind == "private":
        return True, "may write"
    if status in {"left", "kicked"}:
        return False, f"the bot is not in this {kind} ({status})"
    if kind == "channel" and not member.get("can_post_messages"):
        return False, "may not post: make the bot an administrator with the right to post"
    if status == "restricted" and not member.get("can_send_messages"):
        return False, "may not write: the bot is restricted there"
    if member.get("can_edit_messages"):
        return True, "may post; take away its right to edit the posts of others, it needs it not"
    return True, "may post"


class _Filter:
    """Keeps the library's loggers quiet and, should somebody turn them up, clean (R13).

    A logger's filter does not hold for the loggers below it: each that exists gets one.
    """

    def __init__(self, redactor: Redactor) -> None:
        self._filter = RedactingFilter(redactor)
        self._loggers = [
            logging.getLogger(name)
            for name in (*_TALKATIVE, *logging.Logger.manager.loggerDict)
            if name.partition(".")[0] in _TALKATIVE
        ]
        for logger in self._loggers:
            logger.addFilter(self._filter)
        for name in _TALKATIVE:
            if logging.getLogger(name).level == logging.NOTSET:
                logging.getLogger(name).setLevel(logging.WARNING)

    def remove(self) -> None:
        for logger in self._loggers:
            logger.removeFilter(self._filter)
