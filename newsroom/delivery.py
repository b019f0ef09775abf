"""What the way out remembers: a message on its way to one chat, and the chat itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from newsroom.model import require_utc

if TYPE_CHECKING:
    from datetime import datetime


class DeliveryState(StrEnum):
    """Where a delivery stands. Nothing leaves `sent`; `failed`, `cancelled` only an operator."""

    HELD = "held"
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    RETRY = "retry"
    UNKNOWN = "unknown"
    STUCK = "stuck"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Operation(StrEnum):
    """What a delivery asks the channel to do."""

    SEND = "send"
    EDIT = "edit"
    REPLY = "reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A message, rendered; frozen at the first attempt."""

    #: Telegram's HTML.
    html: str
    #: The same words without markup: for a terminal, and where the HTML is refused.
    plain: str
    #: Without a sound.
    silent: bool = True
    #: What stands on its button; None: the message has none.
    button: str | None = None
    #: Ids of the sources that it rests on, the first one first.
    sources: tuple[str, ...] = ()
    #: SVG of the picture that goes with it; None: there is none. A terminal shows none.
    picture: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One operation on one chat."""

    #: Stable: `<change>@<channel>`; unique in the database.
    key: str
    channel: str
    chat: str
    state: DeliveryState
    #: Story it tells of; None for a digest.
    story: str | None = None
    #: The watch that caught it for this channel.
    watch: str | None = None
    severity: int = 1
    operation: Operation = Operation.SEND
    #: Key of the delivery that has to be sent before this one.
    after: str | None = None
    #: Not before this time, for `held`, `retry` and `unknown`.
    until: datetime | None = None
    attempts: int = 0
    payload: Payload | None = None
    #: The message's id in its chat, once sent.
    message_id: int | None = None
    #: Why it is held, failed, cancelled or stuck.
    why: str | None = None
    created: datetime
    #: The greatest id of its chat that was known before the last attempt: it stands after this one.
    floor: int | None = None
    #: How often the chat was looked through for it since the last attempt, and the ids looked at.
    looks: int = 0
    probes: int = 0
    #: An earlier attempt may have arrived: the message says so.
    repeat: bool = False
    #: Id of the message that it edits or answers; known once that one was sent.
    target: int | None = None

    def __post_init__(self) -> None:
        require_utc(self.until)
        require_utc(self.created)


def edit_beside(key: str) -> str:
    """Return the key of the edit that says in the message what an answer says beside it."""
    change, _, channel = key.rpartition("@")
    return f"{change}/edit@{channel}"


class Standing(StrEnum):
    """Whether a chat takes messages."""

    ACTIVE = "active"
    #: It refuses them; what is for it is held until it is back.
    SUSPENDED = "suspended"
    #: A person has blocked the bot: what is for them is cancelled until they are back.
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """What is remembered of a chat."""

    #: As the configuration has it.
    name: str
    #: `channel`, `supergroup`, `group` or `private`, as the Bot API says; None: not asked yet.
    kind: str | None = None
    #: Its numeric id.
    number: int | None = None
    #: Id of the set-up post: all of ours come after it.
    anchor: int | None = None
    #: The greatest id that is known to have been given, to anybody's post.
    last_id: int | None = None
    #: The id that a group got when it became a supergroup.
    moved_to: int | None = None
    #: A look through the chat began and did not end: keyboards may stand under wrong messages.
    probing: bool = False
    standing: Standing = Standing.ACTIVE
    #: Why and since when it is not active.
    why: str | None = None
    since: datetime | None = None

    def __post_init__(self) -> None:
        require_utc(self.since)

    @property
    def address(self) -> str:
        """What the Bot API knows it by today."""
        return self.name if self.moved_to is None else str(self.moved_to)
