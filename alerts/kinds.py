"""The kinds of change that a channel can be told of: one row for each, with its template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts.render import alert
from newsroom.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from alerts.render import Reader
    from newsroom.delivery import Payload
    from newsroom.model import Match, StoredChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How one kind of change is told."""

    #: Writes the message; None where this kind brings none of its own.
    template: Callable[[StoredChange, Sequence[Match], Reader], Payload] | None


#: A kind that is not here is never made by this version.
KINDS: Mapping[ChangeKind, Kind] = {
    ChangeKind.NEW_STORY: Kind(template=alert),
    # An exact copy says nothing new: the story keeps it, nobody is woken.
    ChangeKind.JOINED: Kind(template=None),
}
