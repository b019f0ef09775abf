"""Votes into what is remembered, and what that changes for the stories that told of them.

All of it within the transaction of whoever read them: a page's votes are stored with the page,
those of a record with the record's answer.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from newsroom.ballot import Origin, Sourced
from newsroom.model import Change, ChangeKind, Outcome, Step, Telling
from newsroom.store.shelf import Fate, Home, data_of
from newsroom.un.another import all_others
from newsroom.un.pairing import paired
from newsroom.un.revisions import News, gives_way, news_in
from newsroom.un.sourced import rank, slot_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from newsroom.ballot import Vote
    from newsroom.model import Errand, Verdict
    from newsroom.store.protocol import WriteTransaction

NO_NAMES: Final[Mapping[str, Sourced]] = MappingProxyType({})
#: The weightiest first: a vote is told once, whatever is new in it.
_KINDS: Final = {
    News.CORRECTED: ChangeKind.CORRECTED,
    News.RECORDED: ChangeKind.VOTE_RECORDED,
    News.NUMBERED: ChangeKind.NUMBER_ASSIGNED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A vote that was stored anew."""

    #: What was known of it.
    before: Sourced | None
    after: Sourced
    #: The story that told of it; None: none did.
    home: Home | None

    @property
    def pair(self) -> tuple[Sourced | None, Sourced]:
        """What a change says of it."""
        return self.before, self.after


def of_page(votes: Iterable[Vote], address: str) -> tuple[Sourced, ...]:
    """Return the votes that the page at an address tells of."""
    return tuple(Sourced(vote=vote, origin=Origin.PAGE, source=address) for vote in votes)


async def store_votes(
    tx: WriteTransaction,
    votes: Iterable[Sourced],
    *,
    now: datetime,
    renamed: Mapping[str, Sourced] = NO_NAMES,
    fates: Counter[Fate] | None = None,
) -> tuple[Recorded, ...]:
    """Store votes where no better source tells of them; return those that were stored.

    `renamed`: by id, under what else a vote is known. `fates` counts what became of all.
    """
    counts = Counter[Fate]() if fates is None else fates
    stored = []
    for one in votes:
        known_as = renamed.get(one.vote.id)
        rivals = (*await tx.rivals(one), *((known_as,) if known_as else ()))
        home = await tx.home_of((*rivals, one))
        before = max(rivals, key=rank, default=None)
        after = _with_draft(one, before)
        gave_way = before is None or gives_way(before, one)
        fate = await tx.put_vote(after, now, instead_of=known_as) if gave_way else Fate.OUTRANKED
        counts[fate] += 1
        if fate in {Fate.NEW, Fate.REPLACED}:
            stored.append(Recorded(before=before, after=after, home=home))
    return tuple(stored)


def _with_draft(one: Sourced, before: Sourced | None) -> Sourced:
    """Let a resolution keep the draft that it was: a record may not name it."""
    if one.vote.draft is None and before is not None and before.vote.draft is not None:
        return replace(one, vote=replace(one.vote, draft=before.vote.draft))
    return one


async def of_its_vote(tx: WriteTransaction, verdict: Verdict, votes: Sequence[Sourced]) -> Verdict:
    """Let a report join the story that told of the same vote, instead of beginning one."""
    home = await _home_of(tx, votes) if verdict.starts else None
    if home is None:
        return verdict
    reason = "it tells of a vote of that story"
    new = verdict.outcome is Outcome.NEW_STORY
    return replace(
        verdict,
        outcome=Outcome.JOINED if new else verdict.outcome,
        reason=reason if new else verdict.reason,
        story=home.story,
        starts=False,
        trail=(*verdict.trail, Step(stage="vote", result=Outcome.JOINED, reason=reason)),
    )


async def tells_of_others(tx: WriteTransaction, story: str, votes: Sequence[Sourced]) -> bool:
    """Say whether each of these votes is certainly another one than each that a story tells of."""
    known = await tx.votes_of_story(story) if votes else ()
    return all_others([one.vote for one in votes], [one.vote for one in known])


async def _home_of(tx: WriteTransaction, votes: Iterable[Sourced]) -> Home | None:
    """Return the story that told of the first of these votes of which one told."""
    for one in votes:
        home = await tx.home_of((*await tx.rivals(one), one))
        if home is not None:
            return home
    return None


async def settle(  # noqa: PLR0913 - each is a different thing
    tx: WriteTransaction,
    home: Home | None,
    votes: Sequence[Sourced],
    stored: Iterable[Recorded],
    *,
    begun: bool,
    now: datetime,
) -> int:
    """Give an item's votes to its story, and tell it what is new; return how many changes.

    `home`: the item and its story, which is told by this item; None: it has none. A story that
    begins with the item (`begun`) is told of all of them as it is.
    """
    if home is None:
        return await tell(tx, stored, now=now)
    await tx.link_votes(home, votes)
    found = []
    for one in stored:
        if one.home is not None and one.home.story != home.story:
            found.append(one)
        elif not begun:
            found.append(replace(one, home=home))
    return await tell(tx, found, now=now)


async def tell(tx: WriteTransaction, stored: Iterable[Recorded], *, now: datetime) -> int:
    """Store what these votes change for the stories that were told; return how many changes.

    One change for a story and a kind, and of each vote only the weightiest. What was told to
    nobody, or to one channel, stays so.
    """
    found: dict[tuple[Home, ChangeKind], list[tuple[Sourced | None, Sourced]]] = {}
    for one in stored:
        news = news_in(one.before.vote if one.before else None, one.after.vote)
        kind = next((kind for each, kind in _KINDS.items() if each in news), None)
        if one.home is not None and kind is not None:
            found.setdefault((one.home, kind), []).append(one.pair)
    told = 0
    for (home, kind), pairs in found.items():
        begun = await tx.change(f"{home.story}/{ChangeKind.NEW_STORY}")
        if begun is not None and begun.telling is not Telling.NONE:
            change = _change(begun, kind, pairs, now)
            await tx.add_change(change, home.article, pairs)
            told += 1
    return told


def _change(
    begun: Change,
    kind: ChangeKind,
    pairs: Sequence[tuple[Sourced | None, Sourced]],
    now: datetime,
) -> Change:
    return Change(
        key=f"{begun.story}/{kind}/{_digest(pairs)}",
        story=begun.story,
        kind=kind,
        telling=Telling.LIVE,
        only_for=begun.only_for,
        at=now,
    )


def _digest(pairs: Sequence[tuple[Sourced | None, Sourced]]) -> str:
    """Return what is the same whenever the same becomes known after the same."""
    said = [[before and data_of(before), data_of(after)] for before, after in pairs]
    text = json.dumps(sorted(json.dumps(pair, sort_keys=True) for pair in said))
    return sha256(text.encode()).hexdigest()[:16]


# --- records ------------------------------------------------------------------------------------


async def record(
    tx: WriteTransaction,
    records: Sequence[Sourced],
    *,
    since: datetime,
    now: datetime,
    fates: Counter[Fate] | None = None,
) -> int:
    """Store voting records, and what they change for stories; return how many changes.

    A record that does not name its draft is found by its title or its numbers among the votes that
    pages told `since` then.
    """
    pages = await tx.votes_of_pages(since) if records else ()
    stored = await store_votes(tx, records, now=now, renamed=paired(records, pages), fates=fates)
    return await tell(tx, stored, now=now)


async def take_in(
    tx: WriteTransaction, votes: Sequence[Sourced], *, since: datetime, now: datetime
) -> Mapping[Fate, int]:
    """Store very many votes, and what they change for stories; return what became of how many.

    Only those of a body and a day of which pages told `since` then can change a story.
    """
    days = {(one.vote.body, one.vote.date) for one in await tx.votes_of_pages(since)}
    told = [one for one in votes if (one.vote.body, one.vote.date) in days]
    fates = Counter[Fate]()
    await record(tx, told, since=since, now=now, fates=fates)
    others = (one for one in votes if (one.vote.body, one.vote.date) not in days)
    fates.update(await tx.save_votes(others, now))
    return fates


# --- a page that is read again ------------------------------------------------------------------


async def reread(
    tx: WriteTransaction, errand: Errand, votes: Iterable[Vote], *, now: datetime
) -> int:
    """Store what a page tells today, and what that changes for its story; return how many changes.

    A vote that the page tells no longer stays: nobody took it back.
    """
    told = of_page(votes, errand.key)
    story = await tx.story_of(errand.article) if errand.article is not None else None
    if story is None or errand.article is None:
        await store_votes(tx, told, now=now)
        return 0
    home = Home(story=story, article=errand.article)
    renamed = _renamed(await tx.votes_of_story(story), told)
    stored = await store_votes(tx, told, now=now, renamed=renamed)
    return await settle(tx, home, told, stored, begun=False, now=now)


def _renamed(known: Iterable[Sourced], told: Sequence[Sourced]) -> dict[str, Sourced]:
    """Return which votes of the page, by id, were known under another symbol or title.

    Those that it told before and does not tell now, if one with the same numbers is new in it.
    """
    slots = {slot_of(one) for one in told}
    page = {one.source for one in told}
    gone = [one for one in known if one.source in page and slot_of(one) not in slots]
    have = {slot_of(one) for one in known}
    found: dict[str, Sourced] = {}
    for one in told:
        same = next((old for old in gone if _same_vote(old.vote, one.vote)), None)
        if same is not None and slot_of(one) not in have:
            gone.remove(same)
            found[one.vote.id] = same
    return found


def _same_vote(one: Vote, other: Vote) -> bool:
    return (
        bool(one.counts)
        and (one.body, one.date, one.part) == (other.body, other.date, other.part)
        and dict(one.counts) == dict(other.counts)
    )
