"""What becomes of one article: old or new, caught or not, a copy or a story of its own.

Pure: everything that a decision needs is an argument, and every decision says why.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from newsroom.model import Copy, Outcome, Step, Telling, Verdict
from newsroom.settings import CatchUp, FirstRun

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.model import Article, Exclusion, Joins, Judgement, Match, SourceState
    from newsroom.settings import Fetch, Source

#: Two reports with one title are one text when they are no further apart.
COPY_WINDOW: Final = timedelta(hours=48)
#: First poll: what is younger is news all the same (`first_run: recent`).
RECENT: Final = timedelta(hours=2)
#: A gap between two successful polls up to this is no outage, nor is one up to 3 x `every`.
_SHORT_GAP: Final = timedelta(minutes=30)
_OLDEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
_CLOCK_ERROR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
#: A day that is stated without a time stands at its noon in UTC.
_NOON: Final = timedelta(hours=12)
#: In Yerevan, Baku and Tbilisi a day begins so long before it does in UTC.
_EARLIEST_DAY: Final = timedelta(hours=4)


def believable(
    published: datetime | None, now: datetime, *, day_only: bool = False
) -> tuple[datetime, str | None]:
    """Return the time to judge an item by, and a note where that is not the stated one.

    An item without a date, or with one that cannot be true, has the time of its first sight.
    """
    if published is None:
        return now, None
    if published < _OLDEST:
        return now, f"states {published:%Y-%m-%d}, before 2000: judged by the time of first sight"
    begin = published - _NOON - _EARLIEST_DAY if day_only else published
    ahead = begin - now
    if ahead > _CLOCK_ERROR:
        much = "more than a day" if ahead > _DAY else "more than an hour"
        return now, f"states a time {much} ahead: judged by the time of first sight"
    return published, None


def telling(state: SourceState | None, source: Source, catch_up: CatchUp, now: datetime) -> Telling:
    """Say how to tell what a poll brings: as `catch_up` says after an outage, else at once."""
    if state is None or state.last_success is None:
        return Telling.LIVE
    gap = now - state.last_success
    if gap <= _SHORT_GAP or gap <= 3 * source.every:
        return Telling.LIVE
    return {
        CatchUp.DIGEST: Telling.DIGEST,
        CatchUp.LIVE: Telling.LIVE,
        CatchUp.NONE: Telling.NONE,
    }[catch_up]


def decide(  # noqa: PLR0913 - each is a different thing that decides
    article: Article,
    judgement: Judgement,
    *,
    copies: Sequence[Copy],
    joins: Joins | None = None,
    fetch: Fetch,
    first_poll: bool,
    now: datetime,
    unreadable: str | None = None,
    page_failed: str | None = None,
) -> Verdict:
    """Return the end of one first-seen item, with the story that it begins or joins.

    `joins` is the story whose event it tells, where it is a copy of nothing. What is too old to be
    told still has its story, so that a later copy of it joins in silence; what is not worth an
    alert by itself begins no story, but may belong to one: a denial, an inquiry.
    """
    read = _read(article, unreadable, page_failed)
    if unreadable is not None:
        return Verdict(outcome=Outcome.UNREADABLE, reason=unreadable, trail=(read,))
    judged = _judged(judgement)
    age = _age(article, fetch, first_poll=first_poll, now=now)
    story = _story(article, judgement, copies, joins)
    if age.outcome is not None:
        outcome, reason = age.outcome, age.step.reason
    elif not judgement.alert:
        outcome, reason = Outcome(judged.result), judged.reason
    elif story.starts:
        outcome, reason = Outcome.NEW_STORY, judged.reason
    else:
        outcome, reason = Outcome.JOINED, story.step.reason
    return Verdict(
        outcome=outcome,
        reason=reason,
        story=story.key,
        starts=story.starts,
        trail=(read, judged, age.step, story.step),
    )


def copy_of(article: Article, copies: Iterable[Copy]) -> Copy | None:
    """Return the oldest of `copies` that is the same text and has a story; None without one."""
    same = [copy for copy in copies if copy.story is not None and _why_same(article, copy)]
    return min(same, key=lambda copy: (copy.at, copy.article), default=None)


def story_key(article: Article) -> str:
    """Return the key of the story that this article begins: the same whenever it is made."""
    own = article.identity
    marks = (article.source, own.guid, own.link, own.title_day, article.id, article.title_fold)
    return sha256(json.dumps(marks).encode()).hexdigest()[:20]


# --- the four stages ----------------------------------------------------------------------------


def _read(article: Article, unreadable: str | None, page_failed: str | None) -> Step:
    if unreadable is not None:
        return Step(stage="read", result="unreadable", reason=unreadable)
    said = [f"language {article.lang or 'unknown'}", *article.notes]
    if page_failed is not None:
        said.append(f"its page did not come ({page_failed}): judged by what the source's list says")
    return Step(
        stage="read",
        result="read" if page_failed is None else "entry_only",
        reason="; ".join(said),
    )


def _judged(judgement: Judgement) -> Step:
    if judgement.alert:
        return Step(stage="judged", result="match", reason=_names(judgement.matches))
    if judgement.matches:
        why = judgement.meaning.reason if judgement.meaning else ""
        reason = f"{_names(judgement.matches)}: {why or 'the severity is 0'}"
        return Step(stage="judged", result=Outcome.BELOW_THRESHOLD, reason=reason)
    if judgement.excluded:
        return _kept_out(judgement.excluded)
    return Step(stage="judged", result=Outcome.NO_MATCH, reason="no watch has its words")


def _kept_out(excluded: Sequence[Exclusion]) -> Step:
    reason = ", ".join(f"kept out by `{one.by}` of {_named(one)}" for one in excluded)
    weak = all(one.by == "min_severity" for one in excluded)
    result = Outcome.BELOW_THRESHOLD if weak else Outcome.EXCLUDED
    return Step(stage="judged", result=result, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Age:
    step: Step
    #: The end of an item that is too old to be told; None for a fresh one.
    outcome: Outcome | None


def _age(article: Article, fetch: Fetch, *, first_poll: bool, now: datetime) -> _Age:
    if first_poll and (reason := _baseline(article, fetch.first_run, now)):
        step = Step(stage="age", result=Outcome.BASELINE, reason=reason)
        return _Age(step=step, outcome=Outcome.BASELINE)
    stated = article.published is not None and article.published == article.at
    if now - article.at > fetch.fresh + (_NOON if article.day_only and stated else timedelta()):
        reason = f"{_long(now - article.at)} old at first sight, fresh is {_long(fetch.fresh)}"
        step = Step(stage="age", result=Outcome.STALE, reason=reason)
        return _Age(step=step, outcome=Outcome.STALE)
    if not stated:
        reason = "no date that can be believed: counts from its first sight"
    elif article.day_only:
        reason = f"of {article.at:%Y-%m-%d}, no time stated"
    else:
        reason = f"{_long(now - article.at)} old"
    return _Age(step=Step(stage="age", result="fresh", reason=reason), outcome=None)


def _baseline(article: Article, first_run: FirstRun, now: datetime) -> str | None:
    """Return why an item of a source's first poll is not news; None if it is."""
    if first_run is FirstRun.ALERT:
        return None
    if first_run is FirstRun.SILENT:
        return "there at the first poll of its source"
    if article.published is None or article.published != article.at:
        return "there at the first poll of its source, without a date that can be believed"
    if now - article.at + (_NOON if article.day_only else timedelta()) < RECENT:
        return None
    unsure = " (no time stated)" if article.day_only else ""
    return f"there at the first poll of its source, not certainly younger than 2 h{unsure}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    step: Step
    key: str | None = None
    starts: bool = False


def _story(
    article: Article, judgement: Judgement, copies: Sequence[Copy], joins: Joins | None
) -> _Story:
    first = copy_of(article, copies) if judgement.alert else None
    if first is None and joins is not None:
        step = Step(stage="story", result=Outcome.JOINED, reason=joins.reason)
        return _Story(step=step, key=joins.story)
    if not judgement.alert:
        return _Story(step=Step(stage="story", result="none", reason="nothing to tell"))
    if first is None:
        reason = "no stored article with a story is the same text, or tells the same event"
        step = Step(stage="story", result=Outcome.NEW_STORY, reason=reason)
        return _Story(step=step, key=story_key(article), starts=True)
    reason = f"a copy of a report of {first.source}: {_why_same(article, first)}"
    return _Story(step=Step(stage="story", result=Outcome.JOINED, reason=reason), key=first.story)


def _why_same(article: Article, copy: Copy) -> str | None:
    """Return what makes two articles one text; None if they are two."""
    if copy.link is not None and copy.link == article.identity.link:
        return "the same address"
    if not copy.title_fold or copy.title_fold != article.title_fold:
        return None
    apart = abs(copy.at - article.at)
    return f"the same title, {_long(apart)} apart" if apart <= COPY_WINDOW else None


# --- words for people ---------------------------------------------------------------------------


def _names(caught: Sequence[Match | Exclusion]) -> str:
    return ", ".join(map(_named, caught))


def _named(caught: Match | Exclusion) -> str:
    """Name a watch with its words; a topic may hold by facts for which no words stand."""
    words = ", ".join(dict.fromkeys(evidence.text for evidence in caught.evidence))
    return f"{caught.watch} ({words})" if words else caught.watch


def _long(span: timedelta) -> str:
    """Return a duration in its largest sensible unit: `50 min`, `3 h`, `5 d`."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 2 * 60:
        return f"{minutes} min"
    hours = minutes // 60
    return f"{hours} h" if hours < 3 * 24 else f"{hours // 24} d"
