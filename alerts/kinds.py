"""The kinds of change that a channel can be told of: one row for each, with how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from alerts.compose import (
    always,
    brings_a_vote,
    in_its_language,
    message,
    never,
    reply,
    weighty,
)
from newsroom.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from alerts.render import Reader
    from newsroom.delivery import Payload
    from newsroom.model import Match, StoredChange
    from newsroom.settings import Channel

Template: TypeAlias = "Callable[[StoredChange, Sequence[Match], Reader], Payload]"
Says: TypeAlias = "Callable[[StoredChange, Channel], bool]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How one kind of change is told."""

    #: Writes the message as the story stands now; None where this kind brings none of its own.
    template: Template | None
    #: Writes the answer that tells what is new; None where an edit says all.
    reply: Template | None = reply
    #: It is answered, and edited in, whatever a channel's `updates` say: rule of truth 5.
    answered: Says = never
    #: Channels that it is for; the others are not told of it.
    concerns: Says = always
    #: It is told as a new story where the story was not told before.
    begins: Says = never


#: A kind that is not here is never made by this version.
KINDS: Mapping[ChangeKind, Kind] = {
    ChangeKind.NEW_STORY: Kind(template=message, reply=None, begins=always),
    # An exact copy says nothing new: the story keeps it, nobody is woken.
    ChangeKind.JOINED: Kind(template=None, reply=None),
    # "Reported in Georgian" becomes a sentence that can be read; nobody is woken.
    ChangeKind.WORDED: Kind(template=message, reply=None, concerns=in_its_language),
    ChangeKind.TOLL_CHANGED: Kind(template=message, begins=always),
    ChangeKind.SEVERITY_ROSE: Kind(template=message, answered=always, begins=always),
    ChangeKind.CONFIRMED: Kind(template=message, begins=always),
    ChangeKind.DENIED: Kind(template=message),
    ChangeKind.VOTE_RECORDED: Kind(template=message, answered=weighty, begins=brings_a_vote),
    ChangeKind.NUMBER_ASSIGNED: Kind(template=message, answered=weighty),
    ChangeKind.CORRECTED: Kind(template=message, answered=weighty),
    ChangeKind.WITHDRAWN: Kind(template=message, answered=always),
    ChangeKind.MERGED: Kind(template=message),
    ChangeKind.SPLIT: Kind(template=message),
}
