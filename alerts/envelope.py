"""A delivery as one request to the Bot API: pure. Its keyboard is its own, and proves whose it is.

Photos with captions will be a further method here; a keyboard serves text and photo alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from alerts.labels import labels
from alerts.markup import LONGEST_MESSAGE, fit
from newsroom.delivery import Operation
from newsroom.store.rows import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.delivery import Delivery, Payload
    from newsroom.settings import Channel

#: What the button "Sources" sends before the delivery's short key.
SOURCES = "s:"
#: A message with so many letters may be the beginning of a longer one.
_CUT = 1000
#: What a bare keyboard looks like: there is none.
BARE: Mapping[str, Any] = {"inline_keyboard": []}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A method of the Bot API with what it is given, the chat apart."""

    method: str
    given: Mapping[str, Any]


def short_key(key: str) -> str:
    """Return the 32 hex digits that stand for a delivery where there is little room."""
    return mark(key).hex()


def keyboard(key: str, payload: Payload | None) -> Mapping[str, Any] | None:
    """Return the keyboard of a delivery; None for a message without one."""
    if payload is None or payload.button is None:
        return None
    button = {"text": payload.button, "callback_data": SOURCES + short_key(key)}
    return {"inline_keyboard": [[button]]}


def request(delivery: Delivery, channel: Channel, *, as_html: bool = True) -> Request:
    """Return what sends, edits or answers. Raises `ValueError` where there is nothing to send."""
    if delivery.payload is None:
        raise ValueError("there is nothing to send")
    payload = marked(delivery.payload, channel.language) if delivery.repeat else delivery.payload
    edit = delivery.operation is Operation.EDIT
    # An edit leaves the message the keyboard by which it is known.
    own = (delivery.after or delivery.key) if edit else delivery.key
    given: dict[str, Any] = {
        "text": payload.html if as_html else fit(payload.plain, LONGEST_MESSAGE),
        "parse_mode": "HTML" if as_html else None,
        "link_preview_options": {"is_disabled": True},
        "reply_markup": keyboard(own, payload),
    }
    if edit:
        return Request(method="editMessageText", given={**given, "message_id": delivery.target})
    given |= {"disable_notification": payload.silent, "message_thread_id": channel.thread}
    if delivery.operation is Operation.REPLY and delivery.target is not None:
        answered = {"message_id": delivery.target, "allow_sending_without_reply": True}
        given["reply_parameters"] = answered
    return Request(method="sendMessage", given=given)


def marked(payload: Payload, language: str) -> Payload:
    """Say under a message that it may have been sent before."""
    note = labels(language).repeat
    return replace(
        payload,
        html=f"{payload.html}\n\n<i>{escape(note, quote=False)}</i>",
        plain=f"{payload.plain}\n\n{note}",
    )


def same_words(shown: str, payload: Payload) -> bool:
    """Say whether a message that stands in a chat has a payload's words.

    Letters and digits only: the other side may tidy up the rest.
    """
    seen = _words(shown)
    html, plain = _words(unescape(re.sub(r"<[^>]*>", " ", payload.html))), _words(payload.plain)
    if not html:
        return False
    # As plain text it may have been cut.
    return seen.startswith((html, plain)) or (len(seen) > _CUT and plain.startswith(seen))


def _words(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
