"""The Bot API through python-telegram-bot: the only file that knows it.

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
from telegram import Bot, InputFile
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from alerts.answers import NotSent, Refusal, Refused, Sent, Unknown, read_answer
from alerts.chat_api import Rights, Said, chat_id, rights
from alerts.envelope import Form, Picture, forms, request
from alerts.fate import ChatKind, chat_kind
from alerts.picture import png
from newsroom.delivery import Operation
from newsroom.secret import RedactingFilter

if TYPE_CHECKING:
    from alerts.answers import Answer
    from newsroom.delivery import Delivery
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
#: A photo stands where a text was to be edited, or the other way round.
_OTHER_STANDS_THERE = ("there is no text in", "there is no caption in", "there is no media in")
_SIMPLER = {Form.TEXT: "text without its picture", Form.PLAIN: "plain text"}
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
    async def call(self, method: str, patience: float | None, given: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """Call a method and return its result as it came.

        The library's own types demand every field of today's API: an older server's answer would
        end in a TypeError after the message has arrived.
        """
        if patience is None:
            return await self._post(method, given)
        return await self._post(method, given, read_timeout=patience)

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
    #: Which right is to be taken away so that lost answers can be looked up.
    unsafe: str | None = None


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

    def __repr__(self) -> str:
        return f"Telegram({self._settings.telegram.api_url})"

    async def close(self) -> None:
        """Close all connections."""
        await self._request.shutdown()
        await self._updates_request.shutdown()
        self._filter.remove()

    async def ask(
        self, method: str, *, patience: float | None = None, **given: object
    ) -> Said | Answer:
        """Call a method; `patience`: seconds to wait for its answer."""
        try:
            return Said(result=await self._bot.call(method, patience, given))
        except TelegramError as error:
            return self._meaning(error)

    async def send(self, delivery: Delivery, channel: Channel) -> Answer:
        """Send, edit or answer as the delivery says; its chat is the address.

        Where the API refuses the message itself, it is put in a simpler form: without its picture,
        then in plain words. An edit goes to the text or to the caption, whichever stands there.
        """
        if delivery.payload is None:
            return Refused(kind=Refusal.MESSAGE, why="there is nothing to send")
        edit = delivery.operation is Operation.EDIT
        tried = forms(delivery)
        first: Refused | None = None
        for form, simpler in zip(tried, (*tried[1:], None), strict=True):
            answer = await self._attempt(delivery, channel, form)
            if simpler is None or not isinstance(answer, Refused):
                break
            if not _other_form_may_do(answer, form, edit=edit):
                break
            first = first or answer
            if not edit:
                told = (delivery.key, answer.why, _SIMPLER[simpler])
                LOG.warning("refused delivery=%s why=%s: sending %s", *told)
        if first is None or edit or not isinstance(answer, Sent):
            return answer
        note = f"sent as {_SIMPLER[form]}, because the API refused the message: {first.why}"
        return Sent(message_id=answer.message_id, note=note)

    async def check(self) -> Check:
        """Ask who we are and, for each channel of kind telegram, whether we may post there."""
        me = await self.ask("getMe")
        if not isinstance(me, Said):
            return Check(who=None, why=None if isinstance(me, Sent) else me.why)
        channels = [one for one in self._settings.channels if one.kind == "telegram"]
        checks = await asyncio.gather(*(self._check(channel) for channel in channels))
        return Check(who=f"@{me.result.get('username')}", why=None, channels=tuple(checks))

    async def _attempt(self, delivery: Delivery, channel: Channel, form: Form) -> Answer:
        asked = request(delivery, channel, form=form)
        try:
            given: dict[str, Any] = {
                name: await _drawn(value) for name, value in asked.given.items()
            }
        except ValueError as error:
            return Refused(kind=Refusal.MESSAGE, why=f"the picture cannot be drawn: {error}")
        said = await self.ask(asked.method, chat_id=chat_id(delivery.chat), **given)
        if isinstance(said, Said):
            edited = delivery.operation is Operation.EDIT
            result = said.result if isinstance(said.result, dict) else {}
            return Sent(message_id=None if edited else result.get("message_id"))
        same = isinstance(said, Refused) and "message is not modified" in said.why
        return Sent() if same and delivery.operation is Operation.EDIT else said

    async def _check(self, channel: Channel) -> ChannelCheck:
        found = await rights(self, channel.chat)
        if isinstance(found, Rights):
            looked = chat_kind(channel.chat) is ChatKind.CHANNEL
            return ChannelCheck(
                channel=channel.id,
                chat=channel.chat,
                ok=found.may_post,
                says=found.says,
                unsafe=found.unsafe if looked else None,
            )
        says = "" if isinstance(found, Sent) else found.why
        return ChannelCheck(channel=channel.id, chat=channel.chat, ok=False, says=says)

    def _meaning(self, error: TelegramError) -> Answer:
        """Say what an error means; its text loses every secret."""
        if isinstance(error, _Answered):
            return _redacted(read_answer(error.status, error.body), self._redactor)
        cause = error.__cause__
        why = self._redactor.clean(str(error) or type(error).__name__)
        return NotSent(why=why) if isinstance(cause, _NEVER_LEFT) else Unknown(why=why)


async def _drawn(value: object) -> object:
    """Draw a picture; the drawing holds a thread for some 60 ms, never the loop's own."""
    if not isinstance(value, Picture):
        return value
    return InputFile(await asyncio.to_thread(png, value.svg), filename="vote.png")


def _other_form_may_do(answer: Refused, form: Form, *, edit: bool) -> bool:
    """Say whether a message that was refused may be taken in another form."""
    why = answer.why.lower()
    if edit:
        return any(sign in why for sign in _OTHER_STANDS_THERE)
    # A chat may take texts and no photos: that is no reason to leave it.
    return answer.kind is Refusal.MESSAGE or (form is Form.WHOLE and "photo" in why)


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
