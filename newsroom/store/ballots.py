"""Votes within a transaction: what is known of one, whose story it is, and what a change brought.

A vote belongs to the story that told it first; where a resolution takes the place of its draft,
or a record that of a page, it stays in that story.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, select, update

from newsroom.ballot import Origin
from newsroom.model import Change, ChangeKind, StoredChange, Telling
from newsroom.store import dialect, rows
from newsroom.store.schema import article as article_table
from newsroom.store.schema import change, errand, story, story_vote, vote
from newsroom.store.shelf import Fate, Home, Shelf, Spine, data_of, lookup_marks, spine_of
from newsroom.store.shelf import sourced as sourced_from

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select

    from newsroom.ballot import Sourced
    from newsroom.model import Errand
    from newsroom.store.sessions import Session

    #: What was known of a vote, and what is known now.
    Revised = Sequence[tuple[Sourced | None, Sourced]]

#: Values in one IN list.
_CHUNK = 500
MARKS = select(
    vote.c.slot_mark,
    vote.c.text_mark,
    vote.c.symbol_mark,
    vote.c.origin,
    vote.c.version,
    vote.c.digest,
)
WHOLE = select(vote.c.origin, vote.c.data)


class ReadingVotes:
    """What recording a vote needs to know."""

    _session: Session

    async def rivals(self, one: Sourced) -> Sequence[Sourced]:
        """Return the stored tellings of this vote: of its resolution, its draft, its id."""
        found = await self._session.execute(WHOLE.where(_like(spine_of(one))))
        return [sourced(row) for row in found]

    async def home_of(self, votes: Iterable[Sourced]) -> Home | None:
        """Return the story of the first of these votes that has one."""
        marks = [spine_of(one).slot for one in votes]
        query = (
            select(story_vote.c.slot_mark, story_vote.c.article, story.c.key)
            .join(story, story_vote.c.story == story.c.number)
            .where(story_vote.c.slot_mark.in_(marks))
        )
        found = {row.slot_mark: row for row in await self._session.execute(query)}
        row = next((found[mark] for mark in marks if mark in found), None)
        return Home(story=row.key, article=row.article) if row else None

    async def story_of(self, article: int) -> str | None:
        """Return the story of an item; None if it has none, or is no longer stored."""
        query = (
            select(story.c.key)
            .join(article_table, article_table.c.story == story.c.number)
            .where(article_table.c.number == article)
        )
        key: str | None = await self._session.scalar(query)
        return key

    async def votes_of_story(self, key: str) -> Sequence[Sourced]:
        """Return the votes that a story tells of, in its order."""
        of_story = select(story.c.number).where(story.c.key_mark == rows.mark(key))
        found = await self._session.execute(_of_stories(story_vote.c.story.in_(of_story)))
        return [sourced(row) for row in found]

    async def change(self, key: str) -> Change | None:
        """Return a stored change, routed or not."""
        query = (
            select(change, story.c.key.label("story_key"))
            .join(story, change.c.story == story.c.number)
            .where(change.c.key_mark == rows.mark(key))
        )
        row = (await self._session.execute(query)).first()
        if row is None:
            return None
        return Change(
            key=row.key,
            story=row.story_key,
            kind=ChangeKind(row.kind),
            telling=Telling(row.telling),
            only_for=row.only_for,
            at=row.at,
        )

    async def votes_of_pages(self, since: datetime) -> Sequence[Sourced]:
        """Return the votes stored since then of which only pages tell, oldest first."""
        query = WHOLE.where(vote.c.origin == Origin.PAGE, vote.c.imported >= since)
        found = await self._session.execute(query.order_by(vote.c.number))
        return [sourced(row) for row in found]

    async def errands(self, source: str) -> Sequence[Errand]:
        """Return what a source is still to be asked for, the first due first."""
        query = select(errand).where(errand.c.source == source).order_by(errand.c.due, errand.c.key)
        return [rows.errand(row) for row in await self._session.execute(query)]


class WritingVotes(ReadingVotes):
    """What recording a vote writes."""

    async def put_vote(
        self, one: Sourced, now: datetime, *, instead_of: Sourced | None = None
    ) -> Fate:
        """Store a vote unless a better source tells of it; it keeps its story."""
        spine = spine_of(one)
        known = await self._session.execute(MARKS.where(_like(spine)))
        fate, emptied = Shelf.of([spine_from(row) for row in known]).put(spine)
        if fate in {Fate.NEW, Fate.REPLACED}:
            if instead_of is not None:
                emptied = (*emptied, spine_of(instead_of).slot)
            await write(self._session, set(emptied), {spine.slot: row_of(one, spine, now)})
            await move(self._session, dict.fromkeys(emptied, spine.slot))
        return fate

    async def save_votes(self, votes: Iterable[Sourced], now: datetime) -> Mapping[Fate, int]:
        """Store very many votes, as `Votes.save_votes` does; they keep their stories."""
        return await save(self._session, votes, now)

    async def link_votes(self, home: Home, votes: Sequence[Sourced]) -> None:
        """Note that a story tells of these votes, in this order; one that has a story keeps it."""
        of_story = await self._session.scalar(
            select(story.c.number).where(story.c.key_mark == rows.mark(home.story))
        )
        put = dialect.insert(self._session.kind, story_vote)
        for place, one in enumerate(votes):
            row = {
                "slot_mark": spine_of(one).slot,
                "story": of_story,
                "article": home.article,
                "place": place,
            }
            await self._session.execute(put.values(row).on_conflict_do_nothing())

    async def add_change(self, new: Change, article: int, revised: Revised = ()) -> None:
        """Store a change of a stored story, brought by this item; not one whose key is there.

        Raises `LookupError` for a story that nobody began.
        """
        of_story = await self._session.scalar(
            select(story.c.number).where(story.c.key_mark == rows.mark(new.story))
        )
        if of_story is None:
            raise LookupError(f"no story {new.story!r} to change")
        row = rows.of_change(new, story=of_story, article=article)
        put = dialect.insert(self._session.kind, change).values(
            row | {"revised": revised_json(revised)}
        )
        await self._session.execute(put.on_conflict_do_nothing(index_elements=["key_mark"]))

    async def save_errand(self, one: Errand) -> None:
        """Store what a source is to be asked for again, in place of what its key had."""
        put = dialect.insert(self._session.kind, errand).values(rows.of_errand(one))
        await self._session.execute(
            put.on_conflict_do_update(
                index_elements=["source", "key_mark"], set_=dict(put.excluded.items())
            )
        )

    async def drop_errands(self, source: str, keys: Collection[str]) -> None:
        """Forget what needs no asking any more."""
        marks = [rows.mark(key) for key in keys]
        for start in range(0, len(marks), _CHUNK):
            await self._session.execute(
                delete(errand).where(
                    errand.c.source == source, errand.c.key_mark.in_(marks[start : start + _CHUNK])
                )
            )


def _like(spine: Spine) -> ColumnElement[bool]:
    same = vote.c.slot_mark == spine.slot
    return or_(same, vote.c.text_mark.in_(spine.texts)) if spine.texts else same


# --- rows ---------------------------------------------------------------------------------------


def spine_from(row: Any) -> Spine:  # noqa: ANN401 - a row of `MARKS`
    """Return the marks of a stored vote."""
    return Spine(
        slot=row.slot_mark,
        texts=() if row.text_mark is None else (row.text_mark,),
        has_symbol=row.symbol_mark is not None,
        rank=(row.origin, row.version),
        digest=row.digest,
    )


def row_of(one: Sourced, spine: Spine, now: datetime) -> dict[str, Any]:
    """Return the row of a vote, without its number."""
    symbol, draft = lookup_marks(one)
    return {
        "slot_mark": spine.slot,
        "text_mark": spine.texts[0] if spine.texts else None,
        "symbol_mark": symbol,
        "draft_mark": draft,
        "origin": int(one.origin),
        "version": one.version,
        "digest": spine.digest,
        "imported": now,
        "data": data_of(one),
    }


def sourced(row: Any) -> Sourced:  # noqa: ANN401 - a row of `WHOLE`
    """Return the vote of a row."""
    return sourced_from(row.origin, row.data)


def revised_json(revised: Revised) -> list[list[dict[str, Any] | None]] | None:
    """Return what a change brought of votes, as it is stored."""
    pairs = [[_written(before), _written(after)] for before, after in revised]
    return pairs or None


def _written(one: Sourced | None) -> dict[str, Any] | None:
    return None if one is None else {"origin": int(one.origin), **data_of(one)}


def _read(data: Mapping[str, Any]) -> Sourced:
    return sourced_from(data["origin"], data)


# --- statements ---------------------------------------------------------------------------------


async def save(session: Session, votes: Iterable[Sourced], now: datetime) -> Mapping[Fate, int]:
    """Store very many votes, each where no better source tells of it."""
    shelf = Shelf.of([spine_from(row) for row in await session.execute(MARKS)])
    counts: Counter[Fate] = Counter()
    waiting: dict[bytes, dict[str, Any]] = {}
    gone: dict[bytes, bytes] = {}
    for one in votes:
        spine = spine_of(one)
        fate, emptied = shelf.put(spine)
        counts[fate] += 1
        if fate in {Fate.NEW, Fate.REPLACED}:
            for slot in emptied:
                waiting.pop(slot, None)
                _leads(gone, slot, spine.slot)
            waiting[spine.slot] = row_of(one, spine, now)
    await write(session, set(gone), waiting)
    await move(session, gone)
    return counts


def _leads(gone: dict[bytes, bytes], old: bytes, new: bytes) -> None:
    """Note where what stood in a slot stands now, also what had come there from elsewhere."""
    if old != new:
        gone.update({first: new for first, last in gone.items() if last == old})
    gone[old] = new


async def write(session: Session, gone: set[bytes], new: Mapping[bytes, dict[str, Any]]) -> None:
    """Take these slots away, and put these rows up."""
    for some in _pieces(sorted(gone), _CHUNK):
        await session.execute(delete(vote).where(vote.c.slot_mark.in_(some)))
    for batch in _pieces(list(new.values()), 200):
        await session.execute(vote.insert().values(batch))


async def move(session: Session, moved: Mapping[bytes, bytes]) -> None:
    """Let votes that stand in another slot now keep their story; one that has a story keeps it."""
    away = {old: new for old, new in moved.items() if old != new}
    for some in _pieces(sorted(away), _CHUNK):
        links = select(story_vote.c.slot_mark).where(story_vote.c.slot_mark.in_(some))
        for old in (await session.execute(links)).scalars().all():
            taken = select(story_vote.c.slot_mark).where(story_vote.c.slot_mark == away[old])
            own = story_vote.c.slot_mark == old
            if await session.scalar(taken) is None:
                new_slot = update(story_vote).where(own).values(slot_mark=away[old])
                await session.execute(new_slot)
            else:
                await session.execute(delete(story_vote).where(own))


def _pieces(values: Sequence[Any], size: int) -> Iterable[Sequence[Any]]:
    return (values[start : start + size] for start in range(0, len(values), size))


def _of_stories(wanted: ColumnElement[bool]) -> Select[Any]:
    return (
        select(story_vote.c.story, vote.c.origin, vote.c.data)
        .join(vote, story_vote.c.slot_mark == vote.c.slot_mark)
        .where(wanted)
        .order_by(story_vote.c.article, story_vote.c.place)
    )


async def with_votes(session: Session, found: Sequence[Any]) -> list[StoredChange]:
    """Return the changes of these rows, each with all votes of its story."""
    of_stories: dict[int, list[Sourced]] = {}
    for some in _pieces(sorted({row.change_story_number for row in found}), _CHUNK):
        for row in await session.execute(_of_stories(story_vote.c.story.in_(some))):
            of_stories.setdefault(row.story, []).append(sourced(row))
    return [
        replace(
            rows.change(row),
            votes=tuple(of_stories.get(row.change_story_number, ())),
            revised=tuple(
                (None if before is None else _read(before), _read(after))
                for before, after in row.change_revised or ()
            ),
        )
        for row in found
    ]
