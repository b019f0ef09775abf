"""Stories within a transaction: whose reports share a key, what is known, merging and splitting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, bindparam, select, text, update

from newsroom.facts import as_json, facts_from
from newsroom.store import dialect, fingerprints, rows, schema
from newsroom.store.schema import article, fingerprint, story, story_key, story_vote
from newsroom.stories.merge import Candidate
from newsroom.stories.record import Phase, StoryRecord
from newsroom.stories.shelf import CANDIDATES, PER_KEY

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime, timedelta

    from newsroom.facts import StoryFacts
    from newsroom.store.sessions import Session
    from newsroom.stories.fingerprint import Fingerprint

#: Keys asked for in one statement; where there are fewer, the rest is a key that nothing has.
_KEYS = 48
_NO_KEY = -1
#: One look into the index for each key, none of them longer than `PER_KEY`: the time does not grow
#: with the table. Written out because making such a statement costs more than running it.
_ONE = (
    "SELECT article FROM (SELECT article FROM story_key WHERE key = :k{n} AND at BETWEEN :early"
    " AND :late ORDER BY at DESC, article DESC LIMIT {per_key}) AS t{n}"
)
_ALL = " UNION ALL ".join(_ONE.format(n=number, per_key=PER_KEY) for number in range(_KEYS))
_COUNTED = (
    "SELECT article, count(*) AS shared FROM ({}) AS found"
    " GROUP BY article ORDER BY shared DESC, article DESC LIMIT {}"
)
_SHARING = text(_COUNTED.format(_ALL, CANDIDATES)).bindparams(
    *(bindparam(f"k{number}", type_=BigInteger()) for number in range(_KEYS)),
    bindparam("early", type_=schema.Utc()),
    bindparam("late", type_=schema.Utc()),
)
_CANDIDATES = (
    select(fingerprint.c.article, fingerprint.c.data, story.c.key)
    .join(article, fingerprint.c.article == article.c.number)
    .join(story, article.c.story == story.c.number)
)
RECORD = select(story.c.key, story.c.number, story.c.phase, story.c.facts, story.c.merged_into)


class ReadingStories:
    """What placing an article needs to know."""

    _session: Session

    async def candidates(
        self, keys: Sequence[int], around: datetime, *, within: timedelta
    ) -> Sequence[Candidate]:
        """Return recent reports that share the most of these keys, the first stored one first."""
        asked = [*keys[:_KEYS], *[_NO_KEY] * (_KEYS - len(keys))]
        values = {f"k{number}": key for number, key in enumerate(asked)}
        bounds = {"early": around - within, "late": around + within}
        sharing = (await self._session.execute(_SHARING, values | bounds)).scalars().all()
        if not sharing:
            return ()
        query = _CANDIDATES.where(fingerprint.c.article.in_(sharing)).order_by(
            fingerprint.c.article
        )
        return [
            Candidate(
                story=row.key,
                article=row.article,
                fingerprint=fingerprints.fingerprint_from(row.data),
            )
            for row in await self._session.execute(query)
        ]

    async def story_record(self, key: str) -> StoryRecord | None:
        """Return what is remembered of a story; None if nobody began it."""
        query = RECORD.where(story.c.key_mark == rows.mark(key))
        row = (await self._session.execute(query)).first()
        return None if row is None else record(row)


class WritingStories(ReadingStories):
    """What placing an article writes."""

    async def save_fingerprint(self, number: int, own: Fingerprint, keys: Sequence[int]) -> None:
        """Let a stored article be found by these keys."""
        put = dialect.insert(self._session.kind, fingerprint).on_conflict_do_nothing()
        row = {"article": number, "data": fingerprints.as_json(own)}
        await self._session.execute(put.values(row))
        if keys:
            put = dialect.insert(self._session.kind, story_key).on_conflict_do_nothing()
            found_by = [{"key": key, "at": own.at, "article": number} for key in keys[:_KEYS]]
            await self._session.execute(put.values(found_by))

    async def save_story(self, key: str, facts: StoryFacts | None, phase: Phase) -> None:
        """Remember what is known of a story now."""
        values = {"facts": as_json(facts) if facts else None, "phase": phase.value}
        await self._session.execute(
            update(story).where(story.c.key_mark == rows.mark(key)).values(values)
        )

    async def merge_stories(self, into: str, other: str) -> None:
        """Give all that the other story has to `into`; the other one only points to it then.

        Raises `LookupError` if nobody began one of them.
        """
        kept, gone = await self._numbers(into, other)
        for table in (article, story_vote):
            await self._session.execute(
                update(table).where(table.c.story == gone).values(story=kept)
            )
        await self._session.execute(
            update(story)
            .where((story.c.number == gone) | (story.c.merged_into == gone))
            .values(merged_into=kept)
        )

    async def split_story(self, key: str, articles: Collection[int]) -> None:
        """Begin a story with these stored articles, whatever they belonged to."""
        row = {"key": key, "key_mark": rows.mark(key)}
        made = await self._session.execute(schema.story.insert().returning(story.c.number), row)
        begun = made.scalar_one()
        mine = article.c.number.in_(list(articles))
        await self._session.execute(update(article).where(mine).values(story=begun))

    async def _numbers(self, *keys: str) -> list[int]:
        found = [
            await self._session.scalar(
                select(story.c.number).where(story.c.key_mark == rows.mark(key))
            )
            for key in keys
        ]
        for key, number in zip(keys, found, strict=True):
            if number is None:
                raise LookupError(f"no story {key!r}")
        return [number for number in found if number is not None]


def record(row: Any) -> StoryRecord:  # noqa: ANN401 - a row of `RECORD`
    """Return the story of a row of `RECORD`."""
    return StoryRecord(
        key=row.key,
        number=row.number,
        phase=Phase(row.phase),
        facts=None if row.facts is None else facts_from(row.facts),
        merged_into=row.merged_into,
    )
