"""One frozen type for each step from a fetched page to a delivered message.

Times are aware UTC datetimes, checked where they enter. `None` means unknown, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from newsroom.ballot import Sourced, Vote
    from newsroom.facts import StoryFacts
    from newsroom.fetched import FetchOutcome, Validators
    from newsroom.meaning import Evidence, Meaning

# --- what comes in ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item as a feed or a listing gives it: clean text, absolute address, nothing guessed."""

    #: The guid as given, hashed if longer than 1,000 characters.
    guid: str | None = None
    #: As published, made absolute; None if it is not http(s).
    link: str | None = None
    title: str = ""
    #: Summary or full text, tags removed.
    body: str = ""
    #: What the source states, or None where it states nothing readable.
    published: datetime | None = None
    #: The source states a day only.
    day_only: bool = False
    lang: str | None = None
    authors: tuple[str, ...] = ()
    #: Oddities met while reading, for the trail.
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_utc(self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All items of one feed or listing page, in its order (newest first where it says so)."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page says."""

    #: The canonical address that the page itself names.
    url: str | None = None
    #: Without the site's name.
    title: str = ""
    text: str = ""
    published: datetime | None = None
    day_only: bool = False
    lang: str | None = None
    authors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_utc(self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An entry with what its page added, or the reason why the page added nothing."""

    entry: Entry
    page: Page | None = None
    #: The page was asked for and did not come; the entry is judged by itself.
    page_failed: str | None = None
    #: The item cannot be read at all: it ends as `unreadable`.
    unreadable: str | None = None
    #: Votes at the United Nations that it tells of as taken just then.
    votes: tuple[Vote, ...] = ()
    #: Its page is to be read again so long after this: pages are corrected.
    again: timedelta | None = None
    #: What the page said of itself, to ask for it again.
    validators: Validators | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The three marks of an item within its source; two that agree make it the same (R9)."""

    guid: str | None
    #: Canonical form of the link.
    link: str | None
    #: Folded title and the day that the source states.
    title_day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An item, read: what is judged, stored and shown."""

    source: str
    identity: Identity
    #: The guid or the link as the feed gives it.
    id: str | None
    #: As published.
    url: str | None
    title: str
    body: str
    lang: str | None
    #: What the source states.
    published: datetime | None
    day_only: bool
    #: First sight.
    seen: datetime
    #: The time that judging uses: `published` where it can be believed, else `seen`.
    at: datetime
    #: Folded title, the mark of an exact copy.
    title_fold: str
    authors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for moment in (self.published, self.seen, self.at):
            require_utc(moment)


# --- what it means ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A watch that caught the article."""

    watch: str
    topic: str
    severity: int
    evidence: tuple[Evidence, ...]
    #: It rests on what the text means, not on words of the operator.
    by_meaning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A watch that would have caught it, had something not kept it out."""

    watch: str
    evidence: tuple[Evidence, ...]
    #: What did: `none`, `unless` or `min_severity`.
    by: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the watches in force say of one article."""

    matches: tuple[Match, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    #: What the text says, whatever the watches ask for; None where nobody has read it.
    meaning: Meaning | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics of the text, then those of all matches, each once.

        A match that means nothing new says nothing of its own about the topic.
        """
        own = self.meaning.topics if self.meaning else ()
        caught = (one.topic for one in self.matches if one.severity or not one.by_meaning)
        return tuple(dict.fromkeys((*own, *caught)))

    @property
    def severity(self) -> int:
        """The greatest severity of the matches; 0 without a match."""
        return max((match.severity for match in self.matches), default=0)

    @property
    def alert(self) -> bool:
        """Say whether the article by itself is worth an alert, whatever the channels ask for."""
        return self.severity >= 1


class Outcome(StrEnum):
    """The one named end of every item."""

    UNREADABLE = "unreadable"
    SEEN = "seen"
    BASELINE = "baseline"
    STALE = "stale"
    EXCLUDED = "excluded"
    NO_MATCH = "no_match"
    BELOW_THRESHOLD = "below_threshold"
    JOINED = "joined"
    NEW_STORY = "new_story"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stage that an item went through: `result` in a word, `reason` in a sentence."""

    stage: str
    result: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A stored article that might be the same text: a candidate for an exact copy."""

    #: The stored article's row number.
    article: int
    source: str
    #: The story's key; None for an article without a story.
    story: str | None
    link: str | None
    title_fold: str
    at: datetime

    def __post_init__(self) -> None:
        require_utc(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joins:
    """The story that an article belongs to without being a copy: another report of one event."""

    #: The story's key.
    story: str
    #: The score and what it is made of, in a sentence.
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The end of one item, with the reason, and the story it begins or joins."""

    outcome: Outcome
    reason: str
    #: Key of the story: begun (`starts`) or joined.
    story: str | None = None
    starts: bool = False
    trail: tuple[Step, ...] = ()


class ChangeKind(StrEnum):
    """What happened to a story."""

    NEW_STORY = "new_story"
    JOINED = "joined"
    #: A report that says nothing new says it in a language that had no words for it yet.
    WORDED = "worded"
    TOLL_CHANGED = "toll_changed"
    SEVERITY_ROSE = "severity_rose"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    VOTE_RECORDED = "vote_recorded"
    NUMBER_ASSIGNED = "number_assigned"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    SPLIT = "split"


class Telling(StrEnum):
    """How a change is told: at once, in one digest with others, or not at all."""

    LIVE = "live"
    DIGEST = "digest"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something new about a story, waiting in its table until `alerts` has routed it."""

    #: Stable: `<story>/new_story`, `<story>/joined/<article>`.
    key: str
    story: str
    kind: ChangeKind
    telling: Telling
    #: The one channel that is told; None: every channel whose watches caught it.
    only_for: str | None = None
    #: The story as it stands after this change; None where nobody has composed it.
    facts: StoryFacts | None = None
    at: datetime

    def __post_init__(self) -> None:
        require_utc(self.at)


# --- what is stored -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What is remembered of a source between polls."""

    id: str
    last_poll: datetime | None = None
    first_success: datetime | None = None
    last_success: datetime | None = None
    last_outcome: FetchOutcome | None = None
    #: One line; None for a healthy source.
    last_error: str | None = None
    #: Failures in a row.
    failures: int = 0
    #: Not before this time, after a failure or a Retry-After.
    retry_at: datetime | None = None
    #: Time of the newest article that the source brought.
    last_item: datetime | None = None
    #: Items that were listed since then stand in the listing of it that was read last.
    listed_since: datetime | None = None

    def __post_init__(self) -> None:
        for moment in (
            self.last_poll,
            self.first_success,
            self.last_success,
            self.retry_at,
            self.last_item,
            self.listed_since,
        ):
            require_utc(moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something to be asked for again: a page that may be corrected, a record to come."""

    source: str
    #: What is asked for: an address, or a symbol. Unique for its source.
    key: str
    #: Row number of the item whose page it is.
    article: int | None = None
    #: How often it was asked for.
    tries: int = 0
    #: When the asking began.
    since: datetime
    due: datetime
    #: What the page said of itself when it was read last.
    validators: Validators | None = None

    def __post_init__(self) -> None:
        require_utc(self.since)
        require_utc(self.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """An article as it stands in the database, with everything decided about it."""

    #: Row number; 0 before it is stored.
    number: int = 0
    article: Article
    judgement: Judgement
    verdict: Verdict
    #: Version of the configuration that judged it.
    config: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredChange:
    """A change with the item that brought it: all that an alert is made of."""

    change: Change
    item: StoredItem
    #: The story's number, as people see it: #1017.
    story_number: int
    #: The story as it stands after this change; None where nobody has composed it.
    facts: StoryFacts | None = None
    #: All votes of the story as they are known now, in the order of the page that told them.
    votes: tuple[Sourced, ...] = ()
    #: The votes that this change brought, each after what was known of it; None: nothing was.
    revised: tuple[tuple[Sourced | None, Sourced], ...] = ()


def require_utc(moment: datetime | None) -> None:
    """Raise `ValueError` unless `moment` is None or an aware datetime in UTC."""
    if moment is not None and moment.utcoffset() != UTC.utcoffset(None):
        raise ValueError(f"not an aware UTC time: {moment!r}")
