"""Looks through a chat for messages of unknown fate: rights, probes, keyboards, the verdicts.

A probe that changes another message's keyboard is undone at once. While a look is under way the
database says so: after a crash a keyboard may stand under a wrong message, and then only the words
of a message tell whose it is.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts.answers import Unknown
from alerts.chat_api import Probed, Rights, probe, rights
from alerts.envelope import keyboard, same_words
from alerts.lookup import (
    BEYOND,
    BEYOND_FIRST,
    BEYOND_LAST,
    MOST_PROBES,
    Ground,
    Seen,
    Sought,
    Verdict,
    conclude,
    next_id,
)
from newsroom.delivery import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from alerts.answers import Answer
    from alerts.chat_api import Api
    from newsroom.delivery import Chat, Delivery
    from newsroom.store.protocol import Store

LOG = logging.getLogger(__name__)

#: A probe whose answer is lost is repeated so often, then the look is broken off.
_TRIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a look through a chat proved."""

    #: By delivery key.
    verdicts: Mapping[str, Verdict]
    #: By delivery key, of those that arrived.
    found: Mapping[str, int]
    #: How many ids were looked at.
    probes: int
    #: Why the look could not be made or was broken off; then nothing but `found` is proved.
    broken: Answer | None = None
    #: Looking is not safe here: which right of the bot is to be taken away.
    unsafe: str | None = None


class _BrokenOffError(Exception):
    """A probe brought no answer that could be used."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class _StoppedError(Exception):
    """We are stopped, or the chat is no longer ours."""


class Search:
    """Looks through chats; `turn` waits for a slot of the chat's pace, False: stop."""

    def __init__(self, store: Store, turn: Callable[[str], Awaitable[bool]]) -> None:
        self._store = store
        self._turn = turn
        #: By chat: ids that were given and stand empty. They stay so.
        self._holes: dict[str, set[int]] = {}

    async def look(
        self, api: Api, chat: Chat, sought: Sequence[Delivery], *, last: frozenset[str], full: bool
    ) -> Result:
        """Look for these deliveries.

        `last`: keys of those for which something has to be decided now. `full`: behind the last
        known message too, where one that is still on its way would come to stand.
        """
        allowed = await rights(api, chat.address)
        if not isinstance(allowed, Rights):
            return Result(verdicts={}, found={}, probes=0, broken=allowed)
        if allowed.unsafe is not None or not allowed.may_post:
            return Result(verdicts={}, found={}, probes=0, unsafe=allowed.unsafe or allowed.says)
        round_ = _Round(self._store, self._turn, api, chat, await self._ours(chat, sought))
        ground = await self._ground(chat, sought, last=last, full=full)
        holes = self._holes.setdefault(chat.name, set())
        seen = {at: Seen.NOTHING for at in holes if at > _floor(sought) and at not in ground.known}
        await self._store.probing(chat.name, begun=True)
        broken: Answer | None = None
        try:
            await round_.walk(ground, seen)
        except _BrokenOffError as error:
            broken = error.answer
        except _StoppedError:
            return Result(verdicts={}, found=round_.found, probes=round_.probes)
        if broken is None or not round_.doubtful:
            await self._store.probing(chat.name, begun=False)
        top = max([ground.top, *(at for at, what in seen.items() if what is not Seen.NOTHING)])
        holes |= {at for at, what in seen.items() if what is Seen.NOTHING and at < top}
        return Result(
            verdicts={} if broken else conclude(ground, seen, round_.found),
            found=round_.found,
            probes=round_.probes,
            broken=broken,
        )

    def forget(self, chat: str) -> None:
        """Drop what is remembered of a chat in which nothing is looked for any more."""
        self._holes.pop(chat, None)

    async def _ours(self, chat: Chat, sought: Sequence[Delivery]) -> list[Delivery]:
        """Return all deliveries that a look may come upon, those that are looked for first."""
        others = await self._store.untraced(chat.name)
        return list({one.key: one for one in (*sought, *others)}.values())

    async def _ground(
        self, chat: Chat, sought: Sequence[Delivery], *, last: frozenset[str], full: bool
    ) -> Ground:
        floor = _floor(sought)
        known = await self._store.known_ids(chat.name, after=floor)
        first = all(one.looks == 0 for one in sought)
        beyond = BEYOND_LAST if last else BEYOND_FIRST if first else BEYOND
        return Ground(
            sought=tuple(
                Sought(key=one.key, floor=one.floor or 0, last=one.key in last) for one in sought
            ),
            known=frozenset(known),
            top=max([floor, *known]),
            beyond=beyond if full else 0,
            budget=MOST_PROBES - min(one.probes for one in sought),
        )


def _floor(sought: Sequence[Delivery]) -> int:
    return min(one.floor or 0 for one in sought)


class _Round:
    """One look through one chat."""

    def __init__(
        self,
        store: Store,
        turn: Callable[[str], Awaitable[bool]],
        api: Api,
        chat: Chat,
        ours: Sequence[Delivery],
    ) -> None:
        self._store = store
        self._turn = turn
        self._api = api
        self._chat = chat
        self._ours = ours
        self.found: dict[str, int] = {}
        self.probes = 0
        #: A keyboard may stand under a wrong message: words alone prove.
        self.doubtful = chat.probing

    async def walk(self, ground: Ground, seen: dict[int, Seen]) -> None:
        """Look at one id after another until enough was seen; `seen` takes what was."""
        while (at := next_id(ground, seen, self.found)) is not None:
            lead = next(
                one
                for one in self._ours
                if one.key not in self.found
                and one.state is DeliveryState.UNKNOWN
                and (one.floor or 0) < at
            )
            self.probes += 1
            seen[at] = await self._see(at, lead)
            if seen[at] in {Seen.OTHERS, Seen.OURS} and self._chat.number is not None:
                # Whose it is does not change: the next look need not ask again.
                await self._store.note_posts(self._chat.number, [at])

    async def _see(self, at: int, lead: Delivery) -> Seen:
        """Find out whose message stands at an id, and leave it with its own keyboard."""
        probed, lost = await self._probe(at, lead)
        if probed.seen is Seen.SAME and (self.doubtful or lost):
            # Our own probe may have put it there.
            self.doubtful = True
            probed = await self._read_words(at, lead)
            return await self._identified(at, probed)
        if probed.seen is Seen.SAME:
            self.found[lead.key] = at
            return Seen.SAME
        if probed.seen is Seen.OURS:
            return await self._identified(at, probed)
        return probed.seen

    async def _identified(self, at: int, probed: Probed) -> Seen:
        """Tell by its words whose a message of ours is, and give it its keyboard back."""
        if probed.seen is not Seen.OURS:
            return probed.seen
        owner = next(
            (one for one in self._ours if one.payload and same_words(probed.words, one.payload)),
            None,
        )
        before, self.doubtful = self.doubtful, True
        await self._probe(at, owner)
        self.doubtful = before
        if owner is None:
            LOG.warning("a message of ours nobody knows chat=%s id=%s", self._chat.name, at)
            return Seen.OURS
        self.found[owner.key] = at
        return Seen.SAME if owner.state is DeliveryState.UNKNOWN else Seen.OURS

    async def _read_words(self, at: int, lead: Delivery) -> Probed:
        """Change a message's keyboard until an answer shows its words."""
        for _ in range(_TRIES):
            for owner in (None, lead):
                probed, _ = await self._probe(at, owner)
                if probed.seen is not Seen.SAME:
                    return probed
        return Probed(seen=Seen.OURS)

    async def _probe(self, at: int, owner: Delivery | None) -> tuple[Probed, bool]:
        """Probe an id; also say whether an earlier answer was lost, and so what changed it."""
        keys = None if owner is None else keyboard(owner.key, owner.payload)
        lost = False
        for _ in range(_TRIES):
            if not await self._turn(self._chat.name):
                self.doubtful = self.doubtful or lost
                raise _StoppedError
            probed = await probe(self._api, self._chat.address, at, keys)
            if isinstance(probed, Probed):
                return probed, lost
            answer = probed
            if not isinstance(answer, Unknown):
                break
            lost = True
        self.doubtful = self.doubtful or lost
        raise _BrokenOffError(answer)
