"""What the rest of the program may ask about stories: a part of `protocol.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime, timedelta

    from newsroom.facts import StoryFacts
    from newsroom.model import StoredChange, StoredItem
    from newsroom.stories.fingerprint import Fingerprint
    from newsroom.stories.merge import Candidate
    from newsroom.stories.record import Phase, StoryRecord


class ReadStories(Protocol):
    """What placing an article needs to know."""

    async def candidates(
        self, keys: Sequence[int], around: datetime, *, within: timedelta
    ) -> Sequence[Candidate]:
        """Return reports of stories, at most `within` from a time, that share the most keys.

        Of one key only the newest count; the time it takes does not grow with what is stored.
        """

    async def story_record(self, key: str) -> StoryRecord | None:
        """Return what is remembered of a story; None if nobody began it."""


class WriteStories(ReadStories, Protocol):
    """What placing an article writes."""

    async def save_fingerprint(self, number: int, own: Fingerprint, keys: Sequence[int]) -> None:
        """Let a stored article be found by these keys."""

    async def save_story(self, key: str, facts: StoryFacts | None, phase: Phase) -> None:
        """Remember what is known of a story now."""

    async def merge_stories(self, into: str, other: str) -> None:
        """Give all that the other story has to `into`; the other one only points to it then.

        Raises `LookupError` if nobody began one of them.
        """

    async def split_story(self, key: str, articles: Collection[int]) -> None:
        """Begin a story with these stored articles, whatever they belonged to."""


class Stories(Protocol):
    """Stories for people."""

    async def stories(self, *, limit: int = 100) -> Sequence[StoryRecord]:
        """Return the newest stories that were not merged into others, the newest last."""

    async def story(self, number: int) -> StoryRecord | None:
        """Return a story by its number."""

    async def reports(self, key: str) -> Sequence[StoredItem]:
        """Return a story's articles, the first stored one first."""

    async def report_counts(self, keys: Collection[str]) -> Mapping[str, int]:
        """Return how many articles each of these stories has; none of one without."""

    async def changes_of(self, key: str) -> Sequence[StoredChange]:
        """Return what happened to a story, oldest first."""
