"""What the Bot API remembers and how its methods behave: chats, rights, messages, flood limits."""

from __future__ import annotations

import json
import time
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Any

from tests.standins.bot_answers import Refused, flag, flood_wait
from tests.standins.bot_photos import Photos
from tests.standins.entities import CannotParse, Entity, Parsed, parse, units

LONGEST = 4096
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@dataclass(slots=True, kw_only=True)
class Chat:
    """A chat and what the bot may do there."""

    id: int
    type: str
    username: str | None = None
    #: `administrator | member | restricted | left | kicked`.
    member: str = "administrator"
    can_post: bool = True
    can_edit: bool = False
    can_photo: bool = True
    #: A person who has blocked the bot.
    blocked: bool = False
    migrated_to: int | None = None
    threads: frozenset[int] = frozenset()

    @property
    def counts_own(self) -> bool:
        """Channels and supergroups count message ids within the chat, others per bot."""
        return self.type in {"channel", "supergroup"}


@dataclass(slots=True, kw_only=True)
class Message:
    """A message that was accepted."""

    chat: int
    message_id: int
    text: str
    entities: tuple[Entity, ...]
    #: As it was sent.
    source: str
    #: Seconds of a monotonic clock.
    at: float
    silent: bool = False
    thread: int | None = None
    reply_to: int | None = None
    markup: Any = None
    preview: bool = True
    #: False: somebody else's post.
    ours: bool = True
    deleted: bool = False
    #: `text` is its caption then.
    photo: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Flood limits: at most so many messages in so many seconds; None: none."""

    overall: tuple[int, float] | None = None
    private: tuple[int, float] | None = None
    group: tuple[int, float] | None = None


class World(Photos):
    """The state behind the server; `perform` carries out one method."""

    def __init__(self, *, token: str, limits: Limits | None = None) -> None:
        self.token = token
        self.limits = limits or Limits()
        self.chats: dict[int, Chat] = {}
        self.messages: list[Message] = []
        self.me = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Stand-in",
                   "username": "example_bot"}  # fmt: skip
        #: Not confirmed yet.
        self.updates: list[dict[str, Any]] = []
        self.pressed: list[str] = []
        #: Press to the toast that answered it.
        self.toasts: dict[str, str] = {}
        self._last_update = 0
        self._own_ids = 0
        self._chat_ids: dict[int, int] = defaultdict(int)
        self._floods: dict[str, deque[float]] = defaultdict(deque)

    def add(self, chat: Chat) -> Chat:
        self.chats[chat.id] = chat
        return chat

    def add_channel(self, username: str, number: int = -1001000000001, **more: Any) -> Chat:
        name = username.removeprefix("@")
        return self.add(Chat(id=number, type="channel", username=name, **more))

    def add_private(self, number: int, **more: Any) -> Chat:
        return self.add(Chat(id=number, type="private", **more))

    def add_group(self, number: int, **more: Any) -> Chat:
        kind = "supergroup" if str(number).startswith("-100") else "group"
        return self.add(Chat(**{"id": number, "type": kind, "member": "member", **more}))

    def post_by_other(self, chat: Chat, text: str = "not ours", *, told: bool = True) -> Message:
        """Let somebody else post: an id is used up that is not ours. `told`: to the bot."""
        message = self._store(chat, Parsed(text=text), text, ours=False)
        if told:
            kind = "channel_post" if chat.type == "channel" else "message"
            self.update(kind, self._message_json(message, chat))
        return message

    def write_to_bot(self, number: int, text: str) -> None:
        """Let a person write to the bot."""
        chat = self.chats[number]
        person = {"id": number, "is_bot": False, "first_name": "x"}
        message = self._store(chat, Parsed(text=text), text, ours=False)
        self.update("message", {**self._message_json(message, chat), "from": person})

    def press(self, message: Message, *, by: int = 1, data: str | None = None) -> str:
        """Let somebody press a message's first button; return the id of the press."""
        button = message.markup["inline_keyboard"][0][0] if message.markup else {}
        number = f"press-{len(self.pressed) + 1}"
        self.pressed.append(number)
        said = {
            "id": number,
            "from": {"id": by, "is_bot": False, "first_name": "x"},
            "message": self._message_json(message, self.chats[message.chat]),
            "data": data or button.get("callback_data"),
            "chat_instance": "1",
        }
        self.update("callback_query", said)
        return number

    def change_rights(self, chat: Chat, **rights: Any) -> None:
        """Change what the bot may do in a chat, and tell it."""
        for name, value in rights.items():
            setattr(chat, name, value)
        member = self._do_getchatmember({"chat_id": chat.id})
        self.update("my_chat_member", {"chat": _chat_json(chat), "new_chat_member": member})

    def update(self, kind: str, what: dict[str, Any]) -> None:
        """Queue an update for the bot."""
        self._last_update += 1
        self.updates.append({"update_id": self._last_update, kind: what})

    def texts(self, chat: Chat | None = None) -> list[str]:
        """Return what stands in a chat, or in all."""
        return [
            one.text
            for one in self.messages
            if one.ours and not one.deleted and (chat is None or one.chat == chat.id)
        ]

    def perform(self, method: str, given: dict[str, Any]) -> Any:
        """Return a method's result; raises `Refused`."""
        carry_out = getattr(self, f"_do_{method.lower()}", None)
        if carry_out is None:
            raise Refused(404, "Not Found")
        return carry_out(given)

    def chat(self, given: dict[str, Any]) -> Chat:
        """Return the chat that a call is about; raises `Refused`."""
        wanted = str(given.get("chat_id", ""))
        if not wanted:
            raise Refused(400, "Bad Request: chat_id is empty")
        for chat in self.chats.values():
            if wanted in {str(chat.id), f"@{chat.username}"}:
                return chat
        raise Refused(400, "Bad Request: chat not found")

    # --- methods ----------------------------------------------------------------------------------

    def _do_getme(self, _given: dict[str, Any]) -> Any:
        return {**self.me, "can_join_groups": True, "can_read_all_group_messages": False,
                "supports_inline_queries": False}  # fmt: skip

    def _do_getupdates(self, given: dict[str, Any]) -> Any:
        offset = int(given.get("offset") or 0)
        self.updates = [one for one in self.updates if one["update_id"] >= offset]
        wanted = _loaded(given.get("allowed_updates"))
        return [one for one in self.updates if not wanted or set(one) & set(wanted)]

    def _do_answercallbackquery(self, given: dict[str, Any]) -> Any:
        if given.get("callback_query_id") not in self.pressed:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or "
                               "query ID is invalid")  # fmt: skip
        text = str(given.get("text", ""))
        if units(text) > 200:
            raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        self.toasts[given["callback_query_id"]] = text
        return True

    def _do_sendchataction(self, given: dict[str, Any]) -> Any:
        self._may_write(self.chat(given))
        return True

    def _do_getchat(self, given: dict[str, Any]) -> Any:
        chat = self.chat(given)
        return {**_chat_json(chat), "accent_color_id": 0, "max_reaction_count": 11,
                "accepted_gift_types": {"unlimited_gifts": False, "limited_gifts": False,
                                        "unique_gifts": False, "premium_subscription": False,
                                        "gifts_from_channels": False}}  # fmt: skip

    def _do_getchatmember(self, given: dict[str, Any]) -> Any:
        chat = self.chat(given)
        member: dict[str, Any] = {"status": chat.member, "user": self.me}
        if chat.member == "administrator":
            rights = ["can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
                      "can_manage_video_chats", "can_restrict_members", "can_promote_members",
                      "can_change_info", "can_invite_users", "can_post_stories",
                      "can_edit_stories", "can_delete_stories"]  # fmt: skip
            member |= dict.fromkeys(rights, False)
            if chat.type == "channel":
                member |= {"can_post_messages": chat.can_post, "can_edit_messages": chat.can_edit}
        if chat.member == "restricted":
            rights = ["can_send_audios", "can_send_documents", "can_send_photos",
                      "can_send_videos", "can_send_video_notes", "can_send_voice_notes",
                      "can_send_polls", "can_send_other_messages", "can_add_web_page_previews",
                      "can_change_info", "can_invite_users", "can_pin_messages",
                      "can_manage_topics"]  # fmt: skip
            member |= dict.fromkeys(rights, False)
            member |= {"can_send_messages": chat.can_post, "is_member": True, "until_date": 0}
        if chat.member == "kicked":
            member["until_date"] = 0
        return member

    def _do_sendmessage(self, given: dict[str, Any]) -> Any:
        chat = self.chat(given)
        self._may_write(chat)
        return self._accept(chat, self._content(given), given, str(given["text"]))

    def _accept(
        self,
        chat: Chat,
        parsed: Parsed,
        given: dict[str, Any],
        source: str,
        *,
        photo: bytes | None = None,
    ) -> Any:
        thread = given.get("message_thread_id")
        if thread is not None and int(thread) not in chat.threads:
            raise Refused(400, "Bad Request: message thread not found")
        self._flood(chat)
        message = self._store(chat, parsed, source)
        message.photo = photo
        message.silent = flag(given.get("disable_notification"))
        message.thread = None if thread is None else int(thread)
        message.markup = _loaded(given.get("reply_markup"))
        message.preview = not (_loaded(given.get("link_preview_options")) or {}).get("is_disabled")
        message.reply_to = (_loaded(given.get("reply_parameters")) or {}).get("message_id")
        return self._message_json(message, chat)

    def _do_editmessagetext(self, given: dict[str, Any]) -> Any:
        chat = self.chat(given)
        parsed = self._content(given)
        message = self._find(chat, given, "message to edit not found")
        self._ours(message, chat)
        if message.photo is not None:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        return self._change(message, chat, parsed, given, str(given["text"]))

    def _change(
        self, message: Message, chat: Chat, parsed: Parsed, given: dict[str, Any], source: str
    ) -> Any:
        markup = _loaded(given.get("reply_markup"))
        new = (parsed.text, parsed.entities, markup)
        if (message.text, message.entities, message.markup) == new:
            raise Refused(400, f"Bad Request: {_NOT_MODIFIED}")
        message.text, message.entities, message.markup = new
        message.source = source
        return self._message_json(message, chat)

    def _do_editmessagereplymarkup(self, given: dict[str, Any]) -> Any:
        chat = self.chat(given)
        message = self._find(chat, given, "message to edit not found")
        self._ours(message, chat)
        markup = _loaded(given.get("reply_markup"))
        if not (markup and any(markup["inline_keyboard"])):
            markup = None  # a keyboard without buttons is none
        if message.markup == markup:
            raise Refused(400, f"Bad Request: {_NOT_MODIFIED}")
        message.markup = markup
        return self._message_json(message, chat)

    def _do_deletemessage(self, given: dict[str, Any]) -> Any:
        chat = self.chat(given)
        message = self._find(chat, given, "message to delete not found")
        if not message.ours:
            raise Refused(400, "Bad Request: message can't be deleted")
        message.deleted = True
        return True

    # --- rules ------------------------------------------------------------------------------------

    def _may_write(self, chat: Chat) -> None:
        if chat.migrated_to is not None:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if chat.member == "kicked":
            raise Refused(403, f"Forbidden: bot was kicked from the {chat.type} chat")
        if chat.member == "left":
            raise Refused(403, f"Forbidden: bot is not a member of the {chat.type} chat")
        if not chat.can_post and chat.type == "channel":
            raise Refused(400, "Bad Request: need administrator rights in the channel chat")
        if not chat.can_post:
            raise Refused(400, "Bad Request: not enough rights to send text messages to the chat")

    def _content(self, given: dict[str, Any]) -> Parsed:
        source = str(given.get("text", ""))
        mode = str(given.get("parse_mode", "")).lower()
        try:
            parsed = parse(source) if mode == "html" else Parsed(text=source)
        except CannotParse as error:
            raise Refused(400, f"Bad Request: can't parse entities: {error}") from error
        trimmed = parsed.text.strip()
        if not trimmed:
            raise Refused(400, "Bad Request: message text is empty")
        if units(trimmed) > LONGEST:
            raise Refused(400, "Bad Request: message is too long")
        return Parsed(text=trimmed, entities=parsed.entities)

    def _flood(self, chat: Chat) -> None:
        own = self.limits.private if chat.type == "private" else self.limits.group
        now = time.monotonic()
        waits = [
            flood_wait(self._floods[name], limit, now)
            for name, limit in (("", self.limits.overall), (str(chat.id), own))
            if limit is not None
        ]
        if any(waits):
            wait = max(1, -int(-max(waits) // 1))
            raise Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        for name in ("", str(chat.id)):
            self._floods[name].append(now)

    def _store(self, chat: Chat, parsed: Parsed, source: str, *, ours: bool = True) -> Message:
        if chat.counts_own:
            self._chat_ids[chat.id] += 1
            number = self._chat_ids[chat.id]
        else:
            self._own_ids += 1
            number = self._own_ids
        message = Message(chat=chat.id, message_id=number, text=parsed.text, source=source,
                          entities=parsed.entities, at=time.monotonic(), ours=ours)  # fmt: skip
        self.messages.append(message)
        return message

    def _find(self, chat: Chat, given: dict[str, Any], missing: str) -> Message:
        wanted = int(given.get("message_id", 0))
        for message in self.messages:
            if (message.chat, message.message_id) == (chat.id, wanted) and not message.deleted:
                return message
        raise Refused(400, f"Bad Request: {missing}")

    def _ours(self, message: Message, chat: Chat) -> None:
        if not message.ours and not chat.can_edit:
            raise Refused(400, "Bad Request: message can't be edited")

    def _message_json(self, message: Message, chat: Chat) -> Any:
        said: dict[str, Any] = {"message_id": message.message_id, "date": int(time.time()),
                                "chat": _chat_json(chat)}  # fmt: skip
        said |= {"caption" if message.photo else "text": message.text}
        if message.photo:
            said["photo"] = [{"file_id": "x", "file_unique_id": "x", "width": 900, "height": 500}]
        if message.markup:
            said["reply_markup"] = message.markup
        return said


def _chat_json(chat: Chat) -> dict[str, Any]:
    said: dict[str, Any] = {"id": chat.id, "type": chat.type}
    if chat.username:
        said["username"] = chat.username
    said["first_name" if chat.type == "private" else "title"] = chat.username or str(chat.id)
    return said


def _loaded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
