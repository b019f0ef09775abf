"""Photos as the Bot API takes them: with a caption, of sane size, and never mixed up with texts."""

from __future__ import annotations

import json
import struct
from typing import Any

from tests.standins.bot_answers import Refused
from tests.standins.entities import CannotParse, Parsed, parse, units

LONGEST_CAPTION = 1024
_LARGEST = 10_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


class Photos:
    """The methods about photos; a part of `World`, which has the rest."""

    #: An older server adds no photo to a text.
    photo_into_text = True

    def _do_sendphoto(self, given: dict[str, Any]) -> Any:
        chat = self.chat(given)
        self._may_write(chat)
        if not chat.can_photo:
            raise Refused(400, "Bad Request: not enough rights to send photos to the chat")
        photo = photo_of(given.get("photo"))
        parsed = caption_of(given)
        return self._accept(chat, parsed, given, str(given.get("caption", "")), photo=photo)

    def _do_editmessagecaption(self, given: dict[str, Any]) -> Any:
        chat = self.chat(given)
        parsed = caption_of(given)
        message = self._find(chat, given, "message to edit not found")
        self._ours(message, chat)
        if message.photo is None:
            raise Refused(400, "Bad Request: there is no caption in the message to edit")
        return self._change(message, chat, parsed, given, str(given.get("caption", "")))

    def _do_editmessagemedia(self, given: dict[str, Any]) -> Any:
        chat = self.chat(given)
        media = given.get("media")
        media = json.loads(media) if isinstance(media, str) else media or {}
        name = str(media.get("media", ""))
        if media.get("type") != "photo" or not name.startswith("attach://"):
            raise Refused(400, "Bad Request: media not found")
        photo = photo_of(given.get(name.removeprefix("attach://")))
        parsed = caption_of(media)
        message = self._find(chat, given, "message to edit not found")
        self._ours(message, chat)
        if message.photo is None and not self.photo_into_text:
            raise Refused(400, "Bad Request: there is no media in the message to edit")
        # A file that is sent again is a new one: this is never "not modified".
        message.photo, message.text = photo, ""
        return self._change(message, chat, parsed, given, str(media.get("caption", "")))


def photo_of(data: object) -> bytes:
    """Return a photo that the API takes; raises `Refused`."""
    if not isinstance(data, bytes):
        raise Refused(400, "Bad Request: there is no photo in the request")
    if len(data) > _LARGEST:
        raise Refused(400, "Bad Request: file is too big")
    if not data.startswith(_PNG):
        raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", data[16:24])
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise Refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    return data


def caption_of(given: dict[str, Any]) -> Parsed:
    """Return a caption that the API takes; raises `Refused`."""
    source = str(given.get("caption", ""))
    try:
        html = str(given.get("parse_mode", "")).lower() == "html"
        parsed = parse(source) if html else Parsed(text=source)
    except CannotParse as error:
        raise Refused(400, f"Bad Request: can't parse entities: {error}") from error
    trimmed = parsed.text.strip()
    if units(trimmed) > LONGEST_CAPTION:
        raise Refused(400, "Bad Request: message caption is too long")
    return Parsed(text=trimmed, entities=parsed.entities)
