"""Which channel is told of a change: pure, from changes and channels to deliveries.

A change that concerns a channel, and that its watches caught, always leaves a delivery, if only a
cancelled one that says why: so `explain` can answer for every such channel.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from alerts.developments import NOT_TOLD, TOLD_IN, Root, following, operations, root_of, seen_from
from alerts.digest import digest
from alerts.kinds import KINDS
from alerts.record import Record
from alerts.render import Reader
from newsroom.delivery import Delivery, DeliveryState, Operation
from newsroom.model import ChangeKind, Telling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from alerts.kinds import Kind
    from newsroom.model import Match, StoredChange
    from newsroom.settings import Channel, Settings

NEW_STORY = ChangeKind.NEW_STORY
NOT_EDITED = "the digest that told the story is not edited"
#: A digest goes out when nothing has joined it for so long,
QUIET = timedelta(seconds=20)
#: and at the latest so long after its oldest change.
LONGEST_GATHERING = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caught:
    """A change, a channel whose watches caught it, and by which matches."""

    stored: StoredChange
    channel: Channel
    matches: tuple[Match, ...]
    #: The message that told this channel of the story before.
    root: Root | None = None

    @property
    def first(self) -> Match:
        """The severest match; of equal ones the first."""
        return max(self.matches, key=lambda match: match.severity)

    def why_not(self) -> str | None:
        """Say why this channel is not told; None if it is."""
        if self.stored.change.telling is Telling.NONE:
            return "told to nobody: catch_up is none, or the crawl was not to alert"
        if self.stored.change.only_for not in {None, self.channel.id}:
            return f"an operator's crawl told it to {self.stored.change.only_for} alone"
        if self.root is None and self.first.severity < self.channel.min_severity:
            asked = self.channel.min_severity
            return f"severity {self.first.severity}, {self.channel.id} asks for {asked}"
        return None


def route(  # noqa: PLR0913 - a change, and all that its messages need
    stored: StoredChange,
    settings: Settings,
    now: datetime,
    *,
    record: Record | None = None,
    earlier: Sequence[Delivery] = (),
    retold: Mapping[str, str] | None = None,
) -> tuple[Delivery, ...]:
    """Return the deliveries of one change that is told at once, or not at all.

    `earlier`: the story's deliveries so far, the first one first. `retold`: what a model makes of
    its report, by language.
    """
    kind = KINDS.get(stored.change.kind)
    if kind is None or kind.template is None:
        return ()
    deliveries: list[Delivery] = []
    told: dict[tuple[str, str, int | None, str], str] = {}
    for caught in _catch(stored, settings, earlier):
        channel = caught.channel
        place = (channel.kind, channel.chat, channel.thread, channel.language)
        why = caught.why_not()
        if why is None and channel.kind != "terminal" and place in told:
            why = f"{told[place]} tells it in the same chat"
        reader = Reader(
            channel=channel,
            settings=settings,
            now=now,
            record=record or Record(),
            retold=(retold or {}).get(channel.language, ""),
        )
        made = _told(caught, kind, reader) if why is None else [_delivery(caught, now, why)]
        if any(one.state is DeliveryState.PENDING for one in made):
            told[place] = channel.id
        deliveries += made
    return tuple(deliveries)


def languages(
    stored: StoredChange, settings: Settings, earlier: Sequence[Delivery] = ()
) -> tuple[str, ...]:
    """Return the languages in which a change may be told to anybody; `earlier`: as in `route`."""
    kind = KINDS.get(stored.change.kind)
    if kind is None or kind.template is None:
        return ()
    told = [one for one in _catch(stored, settings, earlier) if one.why_not() is None]
    return tuple(dict.fromkeys(one.channel.language for one in told))


def _told(caught: Caught, kind: Kind, reader: Reader) -> list[Delivery]:
    """Return what tells a channel of a change: a message, or what follows the story's own."""
    stored, root = caught.stored, caught.root
    assert kind.template is not None  # noqa: S101 - asked by the caller
    if root is None:
        if not kind.begins(stored, caught.channel):
            return [_delivery(caught, reader.now, NOT_TOLD)]
        payload = kind.template(stored, caught.matches, reader)
        return [replace(_delivery(caught, reader.now, None), payload=payload)]
    stored = seen_from(stored, root)
    asked = operations(stored, caught.channel, kind, root)
    if not asked:
        why = f"updates is {caught.channel.updates}" if not root.shared else NOT_EDITED
        return [_delivery(caught, reader.now, why)]
    templates = {Operation.EDIT: kind.template, Operation.REPLY: kind.reply or kind.template}
    made = []
    for operation in asked:
        payload = templates[operation](stored, caught.matches, reader)
        one = replace(_delivery(caught, reader.now, None), payload=payload)
        made.append(following(one, operation, root, beside=len(asked) > 1))
    return made


def gathered(changes: Sequence[StoredChange], now: datetime) -> bool:
    """Say whether a catching up is complete: nothing new for a while, or it has waited enough."""
    if not changes:
        return False
    times = [stored.change.at for stored in changes]
    return max(times) <= now - QUIET or min(times) <= now - LONGEST_GATHERING


def gather(
    changes: Sequence[StoredChange], settings: Settings, now: datetime
) -> tuple[Delivery, ...]:
    """Return one digest for each channel that any of these changes concerns.

    Each change keeps a cancelled delivery of its own that names the digest.
    """
    deliveries: list[Delivery] = []
    new = [one for one in changes if one.change.kind in KINDS and KINDS[one.change.kind].template]
    caught = [one for stored in new for one in _catch(stored, settings)]
    for channel in settings.channels:
        own = [one for one in caught if one.channel.id == channel.id]
        told = [one for one in own if one.why_not() is None]
        key = _digest_key(told, channel)
        deliveries += [_delivery(one, now, one.why_not() or f"{TOLD_IN}{key}") for one in own]
        if told:
            deliveries.append(_digest(key, told, settings, now))
    return tuple(deliveries)


def _catch(
    stored: StoredChange, settings: Settings, earlier: Sequence[Delivery] = ()
) -> list[Caught]:
    """Return the channels that a change concerns: their watches caught it, or they know the story.

    A report that brings a development may be caught by no watch itself.
    """
    found = []
    kind = KINDS[stored.change.kind]
    for channel in settings.channels:
        if not kind.concerns(stored, channel):
            continue
        root = root_of(channel, earlier) if stored.change.kind is not NEW_STORY else None
        matches = tuple(
            match for match in stored.item.judgement.matches if match.watch in channel.watches
        )
        if root is not None and not matches:
            matches = (root.match,)
        if matches:
            found.append(Caught(stored=stored, channel=channel, matches=matches, root=root))
    return found


def _delivery(caught: Caught, now: datetime, why: str | None) -> Delivery:
    return Delivery(
        key=f"{caught.stored.change.key}@{caught.channel.id}",
        channel=caught.channel.id,
        chat=caught.channel.chat,
        state=DeliveryState.PENDING if why is None else DeliveryState.CANCELLED,
        story=caught.stored.change.story,
        watch=caught.first.watch,
        severity=caught.first.severity,
        why=why,
        created=now,
    )


def _digest(key: str, told: Sequence[Caught], settings: Settings, now: datetime) -> Delivery:
    channel = told[0].channel
    reader = Reader(channel=channel, settings=settings, now=now)
    return Delivery(
        key=key,
        channel=channel.id,
        chat=channel.chat,
        state=DeliveryState.PENDING,
        severity=max(one.first.severity for one in told),
        payload=digest([(one.stored, one.matches) for one in told], reader),
        created=now,
    )


def _digest_key(told: Sequence[Caught], channel: Channel) -> str:
    """Derive the key from the changes in it, so that they make the same digest again."""
    keys = "\n".join(sorted(one.stored.change.key for one in told))
    return f"catch_up/{sha256(keys.encode()).hexdigest()[:16]}@{channel.id}"
