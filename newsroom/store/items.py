"""What deciding about new items reads, and what filing them writes, within one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import bindparam, func, or_, select, update

from newsroom.store import dialect, rows, schema
from newsroom.store.ballots import ReadingVotes, WritingVotes
from newsroom.store.stories import ReadingStories, WritingStories

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy import ColumnElement

    from newsroom.fetched import Validators
    from newsroom.model import Article, Change, Copy, Identity, SourceState, StoredItem
    from newsroom.store.ballots import Revised
    from newsroom.store.sessions import Session

T = TypeVar("T")

#: Values in one IN list: both databases take more, neither gets faster by it.
CHUNK = 500
#: Stored items looked at for one mark. A feed all of whose items link to one page would otherwise
#: bring its whole history along at each poll.
SHARING = 50
#: Candidates for an exact copy.
COPIES = 100

# Built once: making a statement costs as much as running it.
_ITEM_NUMBER = select(schema.article.c.number).where(
    schema.article.c.source == bindparam("source"),
    schema.article.c.identity_mark == bindparam("mark"),
)
_STORY_NUMBER = select(schema.story.c.number).where(schema.story.c.key_mark == bindparam("mark"))
_ADD_ITEM = schema.article.insert().returning(schema.article.c.number)
_ADD_STORY = schema.story.insert().returning(schema.story.c.number)
_IDENTITY = (schema.article.c.guid, schema.article.c.link, schema.article.c.title_day)
_COPY = (
    schema.article.c.number,
    schema.article.c.source,
    schema.article.c.link,
    schema.article.c.title_fold,
    schema.article.c.at,
    schema.story.c.key.label("story_key"),
)


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut into pieces that fit one statement."""
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


class Reading(ReadingVotes, ReadingStories):
    """A transaction that looks."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def source_state(self, source: str) -> SourceState | None:
        """Return what is remembered of a source; None if it was never polled."""
        found = await self._session.execute(
            select(schema.source).where(schema.source.c.id == source)
        )
        row = found.first()
        return rows.source(row) if row else None

    async def validators(self, source: str) -> Mapping[str, Validators]:
        """Return the stored validators of a source, by address."""
        query = select(schema.validator).where(schema.validator.c.source == source)
        return {row.url: rows.validators(row) for row in await self._session.execute(query)}

    async def story_number(self, key: str) -> int | None:
        """Return the number of a stored story."""
        number: int | None = await self._session.scalar(_STORY_NUMBER, {"mark": rows.mark(key)})
        return number

    async def item_number(self, source: str, identity: Identity) -> int | None:
        """Return the row number of the item with exactly these three marks."""
        marked = {"source": source, "mark": rows.identity_mark(identity)}
        number: int | None = await self._session.scalar(_ITEM_NUMBER, marked)
        return number

    async def known(
        self, source: str, identities: Sequence[Identity]
    ) -> Sequence[Sequence[Identity]]:
        """Return for each identity the stored ones of this source that share a mark with it."""
        guids = await self._sharing(source, "guid", [one.guid for one in identities])
        links = await self._sharing(source, "link", [one.link for one in identities])
        days = await self._sharing(source, "title_day", [one.title_day for one in identities])
        return [
            tuple(
                dict.fromkeys(
                    (
                        *guids.get(one.guid, ()),
                        *links.get(one.link, ()),
                        *days.get(one.title_day, ()),
                    )
                )
            )
            for one in identities
        ]

    async def _sharing(
        self, source: str, name: str, values: Sequence[str | None]
    ) -> Mapping[str | None, Sequence[Identity]]:
        """Return the newest stored identities of this source by their guid, link or title_day."""
        marked = schema.article.c[f"{name}_mark"]
        place = func.row_number().over(partition_by=marked, order_by=schema.article.c.number.desc())
        found: dict[str | None, list[Identity]] = {}
        for some in chunks(sorted({value for value in values if value})):
            ranked = (
                select(*_IDENTITY, place.label("place"))
                .where(
                    schema.article.c.source == source, marked.in_([rows.mark(one) for one in some])
                )
                .subquery()
            )
            query = select(ranked).where(ranked.c.place <= SHARING)
            for row in await self._session.execute(query):
                found.setdefault(getattr(row, name), []).append(rows.identity(row))
        return found

    async def copies(self, article: Article, *, within: timedelta) -> Sequence[Copy]:
        """Return stored articles with the same link, or the same title not long before or after."""
        alike: list[ColumnElement[bool]] = []
        if article.identity.link:
            alike.append(schema.article.c.link_mark == rows.mark(article.identity.link))
        if article.title_fold:
            near = schema.article.c.at.between(article.at - within, article.at + within)
            alike.append((schema.article.c.title_fold_mark == rows.mark(article.title_fold)) & near)
        if not alike:
            return ()
        query = (
            select(*_COPY)
            .outerjoin(schema.story, schema.article.c.story == schema.story.c.number)
            .where(or_(*alike))
            .order_by(
                schema.article.c.story.is_(None), schema.article.c.at, schema.article.c.number
            )
            .limit(COPIES)
        )
        return [rows.copy(row) for row in await self._session.execute(query)]


class Writing(Reading, WritingVotes, WritingStories):
    """An exclusive transaction that also files."""

    async def add(self, item: StoredItem, change: Change | None, revised: Revised = ()) -> int:
        """Store an item with its outcome, story and change; return its row number.

        Raises `LookupError` if the verdict or the change names a story that nobody began.
        """
        number = await self.item_number(item.article.source, item.article.identity)
        if number is not None:
            return number
        verdict = item.verdict
        of_story = await self._story(verdict.story, starts=verdict.starts)
        made = await self._session.execute(_ADD_ITEM, rows.of_item(item, of_story))
        row: int = made.scalar_one()
        if change is not None:
            await self.add_change(change, row, revised)
        return row

    async def _story(self, key: str | None, *, starts: bool = False) -> int | None:
        """Return a story's number; make it if this is its beginning."""
        if key is None:
            return None
        number = await self.story_number(key)
        if number is not None:
            return number
        if not starts:
            raise LookupError(f"no story {key!r} to join")
        row = {"key": key, "key_mark": rows.mark(key)}
        made = await self._session.execute(_ADD_STORY, row)
        begun: int = made.scalar_one()
        return begun

    async def listed(
        self, source: str, identities: Sequence[Identity], *, now: datetime, since: datetime
    ) -> None:
        """Note that these stored items stand in a listing; those noted `since` are left."""
        last = func.coalesce(schema.article.c.listed, schema.article.c.seen)
        for some in chunks(tuple({rows.identity_mark(one) for one in identities})):
            await self._session.execute(
                update(schema.article)
                .where(
                    schema.article.c.source == source,
                    schema.article.c.identity_mark.in_(some),
                    last < since,
                )
                .values(listed=now)
            )

    async def save_source(
        self, state: SourceState, validators: Mapping[str, Validators] | None = None
    ) -> None:
        """Store a source's state and, where given, the validators of these addresses."""
        put = dialect.insert(self._session.kind, schema.source).values(rows.of_source(state))
        await self._session.execute(
            put.on_conflict_do_update(index_elements=["id"], set_=dict(put.excluded.items()))
        )
        for url, each in (validators or {}).items():
            put = dialect.insert(self._session.kind, schema.validator).values(
                rows.of_validators(state.id, url, each)
            )
            await self._session.execute(
                put.on_conflict_do_update(
                    index_elements=["source", "url_mark"], set_=dict(put.excluded.items())
                )
            )
