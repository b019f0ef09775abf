"""What a change is told with: its votes, the facts of its story, or the report's own title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.render import alert
from alerts.story_render import story_alert, story_reply
from alerts.vote_render import vote_alert
from alerts.vote_replies import must_reply, vote_reply
from newsroom.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.render import Reader
    from newsroom.delivery import Payload
    from newsroom.model import Match, StoredChange
    from newsroom.settings import Channel


def message(stored: StoredChange, matches: Sequence[Match], reader: Reader) -> Payload:
    """Write the whole message as the story stands after the change."""
    if stored.votes:
        return vote_alert(stored, matches, reader)
    if stored.facts is not None:
        return story_alert(stored, matches, reader)
    return alert(stored, matches, reader)


def reply(stored: StoredChange, matches: Sequence[Match], reader: Reader) -> Payload:
    """Write the answer that tells what the change brought."""
    if stored.votes:
        return vote_reply(stored, matches, reader)
    if stored.facts is not None:
        return story_reply(stored, matches, reader)
    return alert(stored, matches, reader)


def always(_: StoredChange, __: Channel) -> bool:
    """Say that a change is answered whatever a channel asks for."""
    return True


def never(_: StoredChange, __: Channel) -> bool:
    """Say that a change is told in the manner that a channel asks for."""
    return False


def in_its_language(stored: StoredChange, channel: Channel) -> bool:
    """Say whether a channel is of the language of the report that a change is about."""
    return stored.item.article.lang == channel.language


def weighty(stored: StoredChange, channel: Channel) -> bool:
    """Say whether a change completes a roll call, or rights what was told."""
    return (
        must_reply(stored, channel) if stored.votes else stored.change.kind is ChangeKind.CORRECTED
    )


def brings_a_vote(stored: StoredChange, _: Channel) -> bool:
    """Say whether a change brought a vote that was not known before."""
    return any(before is None for before, _ in stored.revised)
