"""What follows a story in a channel: its message is edited, answered, or both; never a second post.

Pure, from a change and the story's earlier deliveries to new ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsroom.delivery import DeliveryState, Operation, edit_beside
from newsroom.model import ChangeKind, Match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.kinds import Kind
    from newsroom.delivery import Delivery
    from newsroom.model import StoredChange
    from newsroom.settings import Channel

#: Said of a change that a digest tells; the digest's key follows.
TOLD_IN = "told in "
NOT_TOLD = "the story was not told here"
_ASKED = {"edit": (Operation.EDIT,), "reply": (Operation.REPLY,)}
_NEVER_SENT = frozenset({DeliveryState.CANCELLED, DeliveryState.FAILED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The message that told a channel of a story first."""

    #: The delivery's key.
    key: str
    match: Match
    #: Of which story it tells: one that is merged into another keeps its message.
    story: str | None = None
    #: It tells of other stories, too: it can be answered, and is not edited.
    shared: bool = False


def root_of(channel: Channel, earlier: Sequence[Delivery]) -> Root | None:
    """Return the message that told this channel of the story; None if there is none."""
    own = [one for one in earlier if one.channel == channel.id]
    own = [one for one in own if one.operation is Operation.SEND]
    for one in own:
        match = Match(watch=one.watch or "", topic="", severity=one.severity, evidence=())
        if one.state not in _NEVER_SENT:
            return Root(key=one.key, match=match, story=one.story)
        if one.state is DeliveryState.CANCELLED and (one.why or "").startswith(TOLD_IN):
            told_in = (one.why or "").removeprefix(TOLD_IN)
            return Root(key=told_in, match=match, story=one.story, shared=True)
    return None


def operations(
    stored: StoredChange, channel: Channel, kind: Kind, root: Root
) -> tuple[Operation, ...]:
    """Return what is done with the story's message; nothing: the channel is not told."""
    if channel.kind == "terminal":
        # What was printed stays as it is.
        wanted = channel.updates != "none" or kind.answered(stored, channel)
        return (Operation.REPLY,) if wanted and kind.reply else ()
    asked: tuple[Operation, ...] = _ASKED.get(channel.updates, ())
    if kind.answered(stored, channel):
        asked = (Operation.EDIT, Operation.REPLY)
    if kind.reply is None:
        asked = tuple(one for one in asked if one is Operation.EDIT)
    return tuple(one for one in asked if one is Operation.REPLY or not root.shared)


def seen_from(stored: StoredChange, root: Root) -> StoredChange:
    """Return a change as it stands below a message of the story that it merged into its own."""
    merged = stored.change.kind is ChangeKind.MERGED and root.story != stored.change.story
    if not merged or stored.facts is None:
        return stored
    return replace(stored, facts=replace(stored.facts, other=stored.story_number))


def following(told: Delivery, operation: Operation, root: Root, *, beside: bool) -> Delivery:
    """Turn a delivery into one that edits or answers the root. `beside`: another one does so too.

    Both are of one change and one channel, so the edit beside an answer has a key of its own.
    """
    key = told.key
    if beside and operation is Operation.EDIT:
        key = edit_beside(key)
    return replace(told, key=key, operation=operation, after=root.key)
