"""Stories into what is remembered: whose event an article tells, and what it changes for it.

All of it within the transaction that files the article.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from newsroom.model import Change, ChangeKind, Joins, Outcome
from newsroom.stories import merge
from newsroom.stories.developments import develop
from newsroom.stories.fingerprint import fingerprint, keys
from newsroom.stories.record import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.facts import StoryFacts
    from newsroom.model import Article, Judgement, Telling, Verdict
    from newsroom.settings import Settings, Source
    from newsroom.store.protocol import WriteTransaction
    from newsroom.stories.developments import Developed
    from newsroom.stories.fingerprint import Fingerprint
    from newsroom.stories.likeness import Comparer
    from newsroom.stories.said import Report

#: What is told of a report that is not worth an alert by itself.
_TOLD_ALL_THE_SAME: Final = frozenset(
    {ChangeKind.DENIED, ChangeKind.CORRECTED, ChangeKind.WITHDRAWN}
)
#: What a story is for good after such a change; others leave it as it is.
_PHASES: Final = {
    ChangeKind.CORRECTED: Phase.CORRECTED,
    ChangeKind.WITHDRAWN: Phase.WITHDRAWN,
}
_TOO_OLD: Final = frozenset({Outcome.BASELINE, Outcome.STALE, Outcome.UNREADABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where an article belongs, as far as its text tells."""

    own: Fingerprint
    joins: Joins | None
    #: Other stories that it shows to be the same one.
    bridged: tuple[str, ...] = ()

    def alone(self) -> Placed:
        """Return the same article, belonging nowhere yet."""
        return Placed(own=self.own, joins=None)


async def place(
    tx: WriteTransaction,
    article: Article,
    judgement: Judgement,
    settings: Settings,
    compare: Comparer,
) -> Placed:
    """Look for the story whose event an article tells."""
    own = fingerprint(article, judgement.meaning)
    window = settings.stories.window
    candidates = await tx.candidates(keys(own), own.at, within=window)
    found = merge.place(own, candidates, settings.stories, compare)
    if found.story is None:
        return Placed(own=own, joins=None)
    joins = Joins(story=found.story, reason=found.reason)
    return Placed(own=own, joins=joins, bridged=found.bridged)


async def developed(
    tx: WriteTransaction,
    verdict: Verdict,
    report: Report,
    sources: Sequence[Source],
    *,
    now: datetime,
) -> Developed | None:
    """Return what an article makes of its story; None where it has none."""
    if verdict.story is None:
        return None
    record = await tx.story_record(verdict.story)
    before = record.facts if record else None
    return develop(before, report, {source.id: source for source in sources}, now)


def kind_of(verdict: Verdict, story: Developed | None) -> ChangeKind | None:
    """Return what an article changes for its story; None where nobody is to be told."""
    if verdict.story is None or verdict.outcome in _TOO_OLD:
        return None
    if verdict.starts:
        return ChangeKind.NEW_STORY
    kind = story.kind if story and story.kind is not ChangeKind.NEW_STORY else ChangeKind.JOINED
    if verdict.outcome is Outcome.JOINED or kind in _TOLD_ALL_THE_SAME:
        return kind
    return None


def change(
    verdict: Verdict, one: Article, story: Developed | None, *, at: datetime, telling: Telling
) -> Change | None:
    """Return what an article does to its story; None where nobody is to be told."""
    kind = kind_of(verdict, story)
    if kind is None or verdict.story is None:
        return None
    own = "" if verdict.starts else f"/{one.source}/{one.id or one.title_fold}"
    return Change(
        key=f"{verdict.story}/{kind}{own}",
        story=verdict.story,
        kind=kind,
        telling=telling,
        at=at,
        facts=story.facts if story else None,
    )


async def remember(
    tx: WriteTransaction, placed: Placed, verdict: Verdict, number: int, story: Developed | None
) -> None:
    """Store what a filed article is found by, and what is known of its story now."""
    if verdict.story is None or story is None:
        return
    await tx.save_fingerprint(number, placed.own, keys(placed.own))
    record = await tx.story_record(verdict.story)
    before = record.phase if record else Phase.DEVELOPING
    await tx.save_story(verdict.story, story.facts, _PHASES.get(story.kind, before))


async def bridge(  # noqa: PLR0913 - each is a different thing
    tx: WriteTransaction,
    placed: Placed,
    verdict: Verdict,
    number: int,
    *,
    now: datetime,
    telling: Telling,
) -> None:
    """Merge stories that a filed article shows to be one: into the one that was begun first."""
    for other in placed.bridged:
        if verdict.story is None or placed.joins is None or placed.joins.story != verdict.story:
            return
        one, two = await tx.story_record(verdict.story), await tx.story_record(other)
        if one is None or two is None or one.number == two.number:
            continue
        kept, gone = sorted((one, two), key=lambda record: record.number)
        await tx.merge_stories(kept.key, gone.key)
        change = Change(
            key=f"{kept.key}/merged/{gone.key}",
            story=kept.key,
            kind=ChangeKind.MERGED,
            telling=telling,
            at=now,
            facts=_with_other(kept.facts, gone.number),
        )
        await tx.add_change(change, number)
        if kept.key != verdict.story:
            return


def _with_other(facts: StoryFacts | None, number: int) -> StoryFacts | None:
    return None if facts is None else replace(facts, other=number)
