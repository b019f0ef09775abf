"""From an answer to what is recorded, and how long the chat has to rest: pure, one table.

Not sent: tried again for ever, with a growing pause. Unknown: never a silent guess; by policy it is
sent again, or stands `stuck` until somebody decides. Refused: by whose fault it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from alerts.answers import NotSent, Refusal, Refused, Sent, Unknown
from newsroom.model import DeliveryState

if TYPE_CHECKING:
    from alerts.answers import Answer
    from newsroom.settings import Channel, OnUnknown

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
#: A chat that does not take us, a token that is refused: asked again so often.
_REFUSED_PAUSE = timedelta(minutes=1)
_LONGEST_REFUSED_PAUSE = timedelta(minutes=15)


class ChatKind(StrEnum):
    """What a chat's id tells of it: who counts its message ids, and how fast it may be written."""

    PRIVATE = "private"
    BASIC_GROUP = "basic_group"
    #: A supergroup too.
    CHANNEL = "channel"


def chat_kind(chat: str) -> ChatKind:
    """Read the kind off a chat's id: `@name` and -100… are channels and supergroups."""
    if chat.startswith(("@", "-100")):
        return ChatKind.CHANNEL
    return ChatKind.BASIC_GROUP if chat.startswith("-") else ChatKind.PRIVATE


def resends(channel: Channel, on_unknown: OnUnknown) -> bool:
    """Say whether a message of unknown fate is sent again; otherwise it is stuck.

    Looking it up comes with the next version: until then `look_up` holds it.
    """
    if channel.kind == "terminal":
        return True
    shared = chat_kind(channel.chat) is ChatKind.CHANNEL
    return (on_unknown.channel if shared else on_unknown.private) == "resend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What is recorded of an attempt."""

    state: DeliveryState
    #: Not tried again before so long.
    until: timedelta | None = None
    message_id: int | None = None
    why: str | None = None
    #: Nothing else is sent to this chat before so long.
    rest: timedelta | None = None
    #: Nor to any other chat of this transport.
    all_rest: bool = False


def fate(answer: Answer, *, resend: bool, failures: int, jitter: float) -> Fate:
    """Decide what an answer means for its delivery.

    `failures`: how many attempts at this chat went wrong in a row, this one among them. `jitter`:
    0 to 1. `resend`: see `resends`.
    """
    pause = back_off(failures, jitter)
    if isinstance(answer, Sent):
        return Fate(state=DeliveryState.SENT, message_id=answer.message_id, why=answer.note)
    if isinstance(answer, NotSent):
        asked = answer.retry_after
        wait = pause if asked is None else timedelta(seconds=max(asked, 0))
        return Fate(state=DeliveryState.RETRY, until=wait, rest=wait, why=answer.why)
    if isinstance(answer, Unknown):
        return settled(answer.why, resend=resend, rest=pause)
    return _refused(answer, failures)


def settled(why: str, *, resend: bool, rest: timedelta | None = None) -> Fate:
    """Settle a delivery of unknown fate, in one write, so that no crash leaves it in between."""
    if resend:
        told = f"unknown: {why}; sent again, so it may stand there twice"
        return Fate(state=DeliveryState.PENDING, why=told, rest=rest)
    told = f"unknown: {why}; it may have arrived: look into the chat before you send it again"
    return Fate(state=DeliveryState.STUCK, why=told, rest=rest)


def back_off(failures: int, jitter: float) -> timedelta:
    """Double the pause with each failure in a row, to a minute; jitter shortens it by a fifth."""
    seconds = min(_FIRST_PAUSE * 2 ** min(max(failures - 1, 0), 10), _LONGEST_PAUSE)
    return timedelta(seconds=seconds * (1 - jitter / 5))


def _refused(answer: Refused, failures: int) -> Fate:
    if answer.kind is Refusal.MESSAGE:
        return Fate(state=DeliveryState.FAILED, why=answer.why)
    if answer.kind is Refusal.PERSON:
        return Fate(state=DeliveryState.CANCELLED, why=answer.why)
    pause = min(_REFUSED_PAUSE * max(failures, 1), _LONGEST_REFUSED_PAUSE)
    token = answer.kind is Refusal.TOKEN
    if token:
        pause = _REFUSED_PAUSE
    return Fate(state=DeliveryState.HELD, until=pause, rest=pause, why=answer.why, all_rest=token)
