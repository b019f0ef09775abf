"""Stories for people: the list, one of them, its reports, and what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from newsroom.store import rows
from newsroom.store.outbox import changes_where
from newsroom.store.schema import article, story
from newsroom.store.sessions import Sessions
from newsroom.store.stories import RECORD, record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from newsroom.model import StoredChange, StoredItem
    from newsroom.stories.record import StoryRecord


class SqlStories(Sessions):
    """Stories for people."""

    async def stories(self, *, limit: int = 100) -> Sequence[StoryRecord]:
        """Return the newest stories that were not merged into others, the newest last."""
        query = (
            RECORD.where(story.c.merged_into.is_(None)).order_by(story.c.number.desc()).limit(limit)
        )
        async with self._read() as session:
            return [record(row) for row in await session.execute(query)][::-1]

    async def story(self, number: int) -> StoryRecord | None:
        """Return a story by its number."""
        async with self._read() as session:
            row = (await session.execute(RECORD.where(story.c.number == number))).first()
        return None if row is None else record(row)

    async def reports(self, key: str) -> Sequence[StoredItem]:
        """Return a story's articles, the first stored one first."""
        query = (
            select(article, story.c.key.label("story_key"))
            .join(story, article.c.story == story.c.number)
            .where(story.c.key_mark == rows.mark(key))
            .order_by(article.c.number)
        )
        async with self._read() as session:
            return [rows.item(row) for row in await session.execute(query)]

    async def report_counts(self, keys: Collection[str]) -> dict[str, int]:
        """Return how many articles each of these stories has."""
        query = (
            select(story.c.key, func.count())
            .join(article, article.c.story == story.c.number)
            .where(story.c.key_mark.in_([rows.mark(key) for key in keys]))
            .group_by(story.c.key)
        )
        async with self._read() as session:
            return {row[0]: row[1] for row in await session.execute(query)}

    async def changes_of(self, key: str) -> Sequence[StoredChange]:
        """Return what happened to a story, oldest first."""
        async with self._read() as session:
            return await changes_where(session, key)
