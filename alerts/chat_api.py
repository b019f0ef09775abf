"""What is asked of the Bot API about chats and the messages in them, apart from sending alerts.

Every function returns what was learnt, or the answer that says why nothing was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from alerts.answers import Refusal, Refused, Unknown
from alerts.envelope import BARE
from alerts.labels import labels
from alerts.lookup import Seen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alerts.answers import Answer

#: Of the set-up post, so that it can be told from everything else.
SET_UP_KEYBOARD: Mapping[str, Any] = {
    "inline_keyboard": [[{"text": "…", "callback_data": "s:set-up"}]]
}
#: How a probe is refused: what stands there. Descriptions of the Bot API, lower case.
_PROBED = (
    ("message is not modified", Seen.SAME),
    ("message to edit not found", Seen.NOTHING),
    ("message not found", Seen.NOTHING),
    ("message can't be edited", Seen.OTHERS),
    # Said of what cannot carry a keyboard: a forwarded or a service message.
    ("message_id_invalid", Seen.OTHERS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a method returned."""

    result: Any


@runtime_checkable
class Api(Protocol):
    """The Bot API, errors told by what they mean."""

    async def ask(
        self, method: str, *, patience: float | None = None, **given: object
    ) -> Said | Answer:
        """Call a method; `patience`: seconds to wait for its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message of ours and the chat that it stands in."""

    message_id: int
    kind: str | None
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """What stands at an id; the words of the message where the probe has changed its keyboard."""

    seen: Seen
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the bot may do in a chat."""

    kind: str
    may_post: bool
    says: str
    #: Probing may not touch others' posts. None: it cannot; else which right is to be taken away.
    unsafe: str | None = None


async def post_set_up(api: Api, address: str, language: str) -> Posted | Answer:
    """Send the one message by which a chat's ids become known."""
    said = await api.ask(
        "sendMessage",
        chat_id=chat_id(address),
        text=labels(language).set_up,
        disable_notification=True,
        reply_markup=SET_UP_KEYBOARD,
    )
    if not isinstance(said, Said):
        return said
    number = said.result.get("message_id") if isinstance(said.result, dict) else None
    if not isinstance(number, int):
        return Unknown(why="the answer names no message")
    chat = said.result.get("chat") or {}
    return Posted(message_id=number, kind=chat.get("type"), number=chat.get("id"))


async def delete(api: Api, address: str, message_id: int) -> bool:
    """Delete a message of ours; say whether it is gone."""
    said = await api.ask("deleteMessage", chat_id=chat_id(address), message_id=message_id)
    gone = isinstance(said, Refused) and "not found" in said.why.lower()
    return isinstance(said, Said) or gone


async def probe(
    api: Api, address: str, message_id: int, keyboard: Mapping[str, Any] | None
) -> Probed | Answer:
    """Put a keyboard under a message, or none, and see whose it is."""
    said = await api.ask(
        "editMessageReplyMarkup",
        chat_id=chat_id(address),
        message_id=message_id,
        reply_markup=BARE if keyboard is None else keyboard,
    )
    if isinstance(said, Said):
        result = said.result if isinstance(said.result, dict) else {}
        return Probed(seen=Seen.OURS, words=str(result.get("text") or result.get("caption") or ""))
    if isinstance(said, Refused):
        words = said.why.lower()
        found = next((seen for needle, seen in _PROBED if needle in words), None)
        if found is not None:
            return Probed(seen=found)
    return said


async def rights(api: Api, address: str) -> Rights | Answer:
    """Ask what the bot may do in a chat."""
    chat = await api.ask("getChat", chat_id=chat_id(address))
    if not isinstance(chat, Said):
        return chat
    kind = str(chat.result.get("type"))
    if kind == "private":
        return Rights(kind=kind, may_post=True, says="may write")
    me = await api.ask("getMe")
    if not isinstance(me, Said):
        return me
    member = await api.ask("getChatMember", chat_id=chat_id(address), user_id=me.result.get("id"))
    return read_rights(kind, member.result) if isinstance(member, Said) else member


async def takes(api: Api, address: str) -> Rights | Answer:
    """Ask whether a chat takes messages; of a person, whether they have blocked the bot."""
    found = await rights(api, address)
    if isinstance(found, Rights) and found.kind == "private":
        # Seen for some seconds, and only by who has not blocked the bot.
        there = await api.ask("sendChatAction", chat_id=chat_id(address), action="typing")
        return found if isinstance(there, Said) else there
    return found


def read_rights(kind: str, member: Mapping[str, Any]) -> Rights:
    """Read off what the bot's membership allows it to do."""
    status = member.get("status")
    may, says = True, "may post"
    if status in {"left", "kicked"}:
        may, says = False, f"the bot is not in this {kind} ({status})"
    elif kind == "channel" and not member.get("can_post_messages"):
        may, says = False, "may not post: make the bot an administrator with the right to post"
    elif status == "restricted" and not member.get("can_send_messages"):
        may, says = False, "may not write: the bot is restricted there"
    unsafe = None
    if kind == "channel" and member.get("can_edit_messages"):
        unsafe = "take away its right to edit the posts of others"
        says = f"{says}; {unsafe}: while it has it, a lost answer cannot be looked up"
    return Rights(kind=kind, may_post=may, says=says, unsafe=unsafe)


def is_token(answer: object) -> bool:
    """Say whether an answer refuses the token itself."""
    return isinstance(answer, Refused) and answer.kind is Refusal.TOKEN


def chat_id(address: str) -> int | str:
    """Return a chat's id as the API takes it."""
    return int(address) if address.lstrip("-").isdigit() else address
