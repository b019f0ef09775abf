"""From an answer to what is recorded, and how long the chat has to rest: pure, one table.

Not sent: tried again for ever, with a growing pause. Unknown: never a silent guess; by policy it is
looked up, or sent again and marked, or stands `stuck` until somebody decides. Refused: by whose
fault it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from alerts.answers import NotSent, Refusal, Refused, Sent, Unknown
from newsroom.delivery import DeliveryState, Operation

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


class Policy(StrEnum):
    """What is done about a message of unknown fate."""

    LOOK_UP = "look_up"
    RESEND = "resend"
    HOLD = "hold"


def policy(channel: Channel, address: str, on_unknown: OnUnknown, *, can_look: bool) -> Policy:
    """Say what is done about a message of unknown fate to this address.

    `can_look`: the way out can see what stands in a chat. Only where ids count up within the chat
    does that prove anything.
    """
    if channel.kind == "terminal":
        return Policy.RESEND
    shared = chat_kind(address) is ChatKind.CHANNEL
    wanted = Policy(on_unknown.channel if shared else on_unknown.private)
    if wanted is Policy.LOOK_UP and not (can_look and shared):
        return Policy.HOLD
    return wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What is recorded of an attempt."""

    state: DeliveryState
    #: Not tried again before so long; of an unknown one: not looked for before so long.
    until: timedelta | None = None
    message_id: int | None = None
    why: str | None = None
    #: Nothing else is sent to this chat before so long.
    rest: timedelta | None = None
    #: The next copy may be a second one.
    repeat: bool | None = None
    #: An edit that was refused is told as an answer instead.
    operation: Operation | None = None


def fate(
    answer: Answer, *, policy: Policy, operation: Operation, failures: int, jitter: float
) -> Fate:
    """Decide what an answer means for its delivery.

    `failures`: how many attempts at this chat went wrong in a row, this one among them. `jitter`:
    0 to 1.
    """
    pause = back_off(failures, jitter)
    if isinstance(answer, Sent):
        return Fate(state=DeliveryState.SENT, message_id=answer.message_id, why=answer.note)
    if isinstance(answer, NotSent):
        asked = answer.retry_after
        wait = pause if asked is None else timedelta(seconds=max(asked, 0))
        return Fate(state=DeliveryState.RETRY, until=wait, rest=wait, why=answer.why)
    if isinstance(answer, Unknown):
        return settled(answer.why, policy=policy, operation=operation, rest=pause)
    return _refused(answer, operation, failures)


def settled(
    why: str, *, policy: Policy, operation: Operation, rest: timedelta | None = None
) -> Fate:
    """Settle a delivery of unknown fate, in one write, so that no crash leaves it in between."""
    if operation is Operation.EDIT:
        told = f"unknown: {why}; the same edit twice is one"
        return Fate(state=DeliveryState.RETRY, until=rest or timedelta(), why=told, rest=rest)
    if policy is Policy.LOOK_UP:
        told = f"unknown: {why}; the chat is being looked through for it"
        return Fate(state=DeliveryState.UNKNOWN, until=timedelta(), why=told, rest=rest)
    if policy is Policy.RESEND:
        told = f"unknown: {why}; sent again, so it may stand there twice"
        return Fate(state=DeliveryState.PENDING, why=told, rest=rest, repeat=True)
    told = f"unknown: {why}; it may have arrived: look into the chat before you send it again"
    return Fate(state=DeliveryState.STUCK, why=told, rest=rest)


def back_off(failures: int, jitter: float) -> timedelta:
    """Double the pause with each failure in a row, to a minute; jitter shortens it by a fifth."""
    seconds = min(_FIRST_PAUSE * 2 ** min(max(failures - 1, 0), 10), _LONGEST_PAUSE)
    return timedelta(seconds=seconds * (1 - jitter / 5))


def refused_pause(failures: int) -> timedelta:
    """Return how long a chat, or the token, is not asked again after so many refusals in a row."""
    return min(_REFUSED_PAUSE * max(failures, 1), _LONGEST_REFUSED_PAUSE)


def _refused(answer: Refused, operation: Operation, failures: int) -> Fate:
    """Decide by whose fault it is; what a chat or the token does to others is the sender's."""
    if answer.kind is Refusal.MESSAGE and operation is Operation.EDIT:
        told = f"the edit was refused ({answer.why}): told as an answer"
        return Fate(state=DeliveryState.PENDING, why=told, operation=Operation.REPLY)
    if answer.kind is Refusal.MESSAGE:
        return Fate(state=DeliveryState.FAILED, why=answer.why)
    if answer.kind is Refusal.PERSON:
        return Fate(state=DeliveryState.CANCELLED, why=answer.why, rest=timedelta())
    if answer.kind is Refusal.MOVED:
        return Fate(state=DeliveryState.PENDING, why=answer.why, rest=timedelta())
    pause = refused_pause(failures if answer.kind is Refusal.CHAT else 1)
    return Fate(state=DeliveryState.HELD, rest=pause, why=answer.why)
