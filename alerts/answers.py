"""What became of one attempt to send, as a small closed type: errors by what they mean.

Certain is only what the Bot API itself says in its own JSON with a 4xx status. Everything else
that comes after a request has left may have arrived all the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """It arrived."""

    #: The message's id in its chat; None where there are no ids.
    message_id: int | None = None
    #: What was odd about it; reported, not hidden.
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSent:
    """It certainly did not arrive, and may be tried again."""

    why: str
    #: Seconds that the other side asked for.
    retry_after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """It may have arrived, or not."""

    why: str


class Refusal(StrEnum):
    """Whose fault a refusal is: decides who has to wait."""

    #: The message itself: it will never be taken.
    MESSAGE = "message"
    #: The chat: not found, or the bot has lost its place or its rights there.
    CHAT = "chat"
    #: A person has blocked the bot or is gone.
    PERSON = "person"
    #: The token: nothing can be sent to anybody.
    TOKEN = "token"  # noqa: S105 - the name of a kind of refusal
    #: The group has a new id.
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It did not arrive, and trying again changes nothing until something else has changed."""

    kind: Refusal
    why: str
    #: For `MOVED`.
    new_chat: int | None = None


Answer = Sent | NotSent | Unknown | Refused

#: Words of the Bot API's descriptions, lower case, first hit wins. Seen in its documentation and
#: in the wild; a 400 that none of them fits is the message's own fault.
_REFUSALS = (
    ("blocked by the user", Refusal.PERSON),
    ("user is deactivated", Refusal.PERSON),
    ("can't initiate conversation", Refusal.PERSON),
    ("bot can't send messages to bots", Refusal.PERSON),
    ("chat not found", Refusal.CHAT),
    ("not enough rights", Refusal.CHAT),
    ("need administrator rights", Refusal.CHAT),
    ("no rights to send", Refusal.CHAT),
    ("write_forbidden", Refusal.CHAT),
    ("restricted", Refusal.CHAT),
    ("kicked", Refusal.CHAT),
    ("deactivated", Refusal.CHAT),
    ("not a member", Refusal.CHAT),
    ("channel_private", Refusal.CHAT),
    ("peer_id_invalid", Refusal.CHAT),
    ("thread not found", Refusal.CHAT),
    ("topic_", Refusal.CHAT),
)


def read_answer(status: int, body: bytes) -> Answer:
    """Say what an answer of the Bot API to a message means."""
    said = _own_json(body)
    if said is None:
        return Unknown(why=f"{status}: the answer is not the Bot API's")
    if status // 100 == 2 and said.get("ok") is True and "result" in said:  # noqa: PLR2004 - 2xx
        result = said.get("result")
        number = result.get("message_id") if isinstance(result, dict) else None
        return Sent(message_id=number if isinstance(number, int) else None)
    why = f"{status}: {said.get('description', 'no reason given')}"
    if status // 100 != 4 or said.get("ok") is not False:  # noqa: PLR2004 - 4xx
        return Unknown(why=why)
    return _refusal(status, why, said)


def _refusal(status: int, why: str, said: dict[str, object]) -> Answer:
    stated = said.get("parameters")
    parameters = stated if isinstance(stated, dict) else {}
    moved = parameters.get("migrate_to_chat_id")
    if isinstance(moved, int):
        return Refused(kind=Refusal.MOVED, why=why, new_chat=moved)
    if status == 429:  # noqa: PLR2004 - Too Many Requests
        wait = parameters.get("retry_after")
        return NotSent(why=why, retry_after=float(wait) if isinstance(wait, int | float) else None)
    # A token that is not even well formed has no methods: 404.
    if status in {401, 404}:
        return Refused(kind=Refusal.TOKEN, why=why)
    fallback = Refusal.CHAT if status == 403 else Refusal.MESSAGE  # noqa: PLR2004 - Forbidden
    words = why.lower()
    kind = next((kind for needle, kind in _REFUSALS if needle in words), fallback)
    return Refused(kind=kind, why=why)


def _own_json(body: bytes) -> dict[str, object] | None:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and "ok" in said else None
