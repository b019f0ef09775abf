"""A delivery as one request to the Bot API: pure. Its keyboard is its own, and proves whose it is.

A picture is a photo with the text as its caption; a keyboard serves text and photo alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from alerts.labels import labels
from alerts.markup import LONGEST_MESSAGE, fit, units
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
#: UTF-16 units of a photo's text.
LONGEST_CAPTION = 1024
#: Name of the file that comes with an edit.
ATTACHED = "picture"
#: What a bare keyboard looks like: there is none.
BARE: Mapping[str, Any] = {"inline_keyboard": []}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A value of a request that is a file: a picture, still to be drawn."""

    svg: str


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


class Form(Enum):
    """How a message may be put, from what it was meant to be to what is hardest to refuse."""

    #: HTML, with the picture where there is one.
    WHOLE = auto()
    #: HTML alone: a text, or the text of whatever stands there.
    TEXT = auto()
    #: HTML for the caption of a photo that stands there.
    CAPTION = auto()
    PLAIN = auto()


def forms(delivery: Delivery) -> tuple[Form, ...]:
    """Return the forms of a delivery, in the order in which they are tried."""
    pictured = delivery.payload is not None and shows_picture(delivery.payload)
    if delivery.operation is Operation.EDIT:
        # What stands there may be a text or a photo: the API says so when it is the other one.
        return (Form.WHOLE, Form.TEXT, Form.CAPTION) if pictured else (Form.TEXT, Form.CAPTION)
    return (Form.WHOLE, Form.TEXT, Form.PLAIN) if pictured else (Form.TEXT, Form.PLAIN)


def shows_picture(payload: Payload) -> bool:
    """Say whether a payload goes as a photo: it has a picture, and its text fits below one."""
    return payload.picture is not None and units(_shown(payload.html)) <= LONGEST_CAPTION


def request(delivery: Delivery, channel: Channel, *, form: Form | None = None) -> Request:
    """Return what sends, edits or answers. Raises `ValueError` where there is nothing to send."""
    if delivery.payload is None:
        raise ValueError("there is nothing to send")
    form = form or forms(delivery)[0]
    payload = marked(delivery.payload, channel.language) if delivery.repeat else delivery.payload
    edit = delivery.operation is Operation.EDIT
    # An edit leaves the message the keyboard by which it is known.
    own = (delivery.after or delivery.key) if edit else delivery.key
    method, said = _edited(payload, form) if edit else _sent(payload, form)
    given: dict[str, Any] = {**said, "reply_markup": keyboard(own, payload)}
    if edit:
        return Request(method=method, given={**given, "message_id": delivery.target})
    given |= {"disable_notification": payload.silent, "message_thread_id": channel.thread}
    if delivery.operation is Operation.REPLY and delivery.target is not None:
        answered = {"message_id": delivery.target, "allow_sending_without_reply": True}
        given["reply_parameters"] = answered
    return Request(method=method, given=given)


def _sent(payload: Payload, form: Form) -> tuple[str, dict[str, Any]]:
    if form is Form.WHOLE and shows_picture(payload) and payload.picture is not None:
        return "sendPhoto", {"photo": Picture(svg=payload.picture), **_caption(payload)}
    return "sendMessage", _text(payload, form)


def _edited(payload: Payload, form: Form) -> tuple[str, dict[str, Any]]:
    if form is Form.WHOLE and shows_picture(payload) and payload.picture is not None:
        media = {"type": "photo", "media": f"attach://{ATTACHED}", **_caption(payload)}
        return "editMessageMedia", {"media": media, ATTACHED: Picture(svg=payload.picture)}
    if form is Form.CAPTION:
        return "editMessageCaption", _caption(payload)
    return "editMessageText", _text(payload, form)


def _caption(payload: Payload) -> dict[str, Any]:
    # Words first: a notification and a screen reader begin with them.
    return {"caption": payload.html, "parse_mode": "HTML", "show_caption_above_media": True}


def _text(payload: Payload, form: Form) -> dict[str, Any]:
    plain = form is Form.PLAIN
    return {
        "text": fit(payload.plain, LONGEST_MESSAGE) if plain else payload.html,
        "parse_mode": None if plain else "HTML",
        "link_preview_options": {"is_disabled": True},
    }


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
    html, plain = _words(_shown(payload.html)), _words(payload.plain)
    if not html:
        return False
    # As plain text it may have been cut.
    return seen.startswith((html, plain)) or (len(seen) > _CUT and plain.startswith(seen))


def _shown(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def _words(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
