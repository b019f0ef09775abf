"""Items in, judgements out, as JSON Lines: no database, no clock, stories among the lines only."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Protocol

from newsroom.judge.decide import copy_of, decide
from newsroom.meaning import Meaning
from newsroom.model import Article, Copy, Identity
from newsroom.read.dates import feed_date
from newsroom.read.languages import detect
from newsroom.read.text import clean, title_fold
from newsroom.read.urls import canonical
from newsroom.settings import Fetch
from newsroom.un.another import all_others
from newsroom.un.votes import as_json
from newsroom.un.work import votes_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsroom.ballot import Vote
    from newsroom.judge.watches import Watches
    from newsroom.meaning import Incident
    from newsroom.model import Joins, Judgement, Verdict
    from newsroom.read.dates import Moment

#: Each item is judged at its own publication, so no age but zero is ever met.
_FETCH: Final = Fetch(user_agent="")
#: An undated item stands at the time of the line before it; the first line has none before it.
_NO_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_HEADLINE: Final = 200
#: JSON can spell half a character; nobody can print it. The length stays, so offsets hold.
_HALF: Final = re.compile("[\ud800-\udfff]")


class Shelf(Protocol):
    """What tells which earlier line is of the same event (`newsroom/stories/shelf.py`)."""

    def joins(self, article: Article, meaning: Meaning | None) -> Joins | None:
        """Return the story that an article joins; None: it begins one."""

    def file(self, article: Article, meaning: Meaning | None, story: str) -> None:
        """Remember that an article has this story."""

    def sentences(self, article: Article, meaning: Meaning | None) -> tuple[str, ...]:
        """Return the sentences of an article that tell its event, as they stand there."""


def analyse(
    lines: Iterable[str], watches: Watches, shelf: Shelf | None = None
) -> Iterator[dict[str, object]]:
    """Yield one judgement for each line that is not blank, `{"id", "error"}` for a bad one.

    Without a `shelf` only exact copies share a story.
    """
    desk = _Desk(watches, shelf)
    for line in lines:
        if not line.strip():
            continue
        try:
            raw = _object(line)
        except ValueError as error:
            yield {"id": None, "error": str(error)}
            continue
        try:
            item = _item(raw)
        except ValueError as error:
            yield {"id": _id(raw), "error": str(error)}
            continue
        yield desk.line(item)


# --- in -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    id: str | int
    title: str
    body: str
    url: str | None
    published: Moment | None
    lang: str | None
    source: str | None


def _object(line: str) -> dict[str, object]:
    """Read one line; raises `ValueError`."""
    try:
        raw = json.loads(line.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except (ValueError, RecursionError):
        raise ValueError(
            "not JSON that can be read: a number or a nesting beyond all use"
        ) from None
    if not isinstance(raw, dict):
        raise ValueError('not an object: a line is {"id": ..., "title": ..., ...}')  # noqa: TRY004 - the line is wrong, not the caller
    return raw


def _item(raw: dict[str, object]) -> _Item:
    """Read the keys of one object; raises `ValueError`."""
    own = _id(raw)
    if own is None:
        raise ValueError("`id` is missing, or neither text nor a whole number")
    item = _Item(
        id=own,
        title=_text(raw, "title") or "",
        body=_text(raw, "body") or "",
        url=_text(raw, "url"),
        published=_published(raw),
        lang=_text(raw, "lang"),
        source=_text(raw, "source"),
    )
    if not item.title.strip() and not item.body.strip():
        raise ValueError("neither `title` nor `body` holds a text")
    return item


def _id(raw: dict[str, object]) -> str | int | None:
    own = raw.get("id")
    if isinstance(own, str):
        return _HALF.sub("\ufffd", own)
    return own if isinstance(own, int) and not isinstance(own, bool) else None


def _text(raw: dict[str, object], key: str) -> str | None:
    text = raw.get(key)
    if text is None:
        return None
    if not isinstance(text, str):
        raise ValueError(f"`{key}` is not text")  # noqa: TRY004 - the line is wrong, not the caller
    return _HALF.sub("\ufffd", text)


def _published(raw: dict[str, object]) -> Moment | None:
    stated = _text(raw, "published")
    if not stated or not stated.strip():
        return None
    moment = feed_date(stated)
    if moment is None:
        raise ValueError(
            f"`published` is no date that can be read: {stated[:60]!r}; 2026-11-24T08:00:00Z is one"
        )
    return moment


# --- out ----------------------------------------------------------------------------------------


class _Desk:
    """Judges one item after the other, and remembers which texts have been there."""

    def __init__(self, watches: Watches, shelf: Shelf | None) -> None:
        self._watches = watches
        self._shelf = shelf
        #: Votes that each story tells of.
        self._votes: dict[str, list[Vote]] = defaultdict(list)
        #: Stories with an item that was worth an alert.
        self._told: set[str] = set()
        self._by_link: dict[str, list[Copy]] = defaultdict(list)
        self._by_title: dict[str, list[Copy]] = defaultdict(list)
        #: Numbers of the items that were worth an alert: only these can be joined.
        self._alerts: set[int] = set()
        self._count = 0
        self._stories = 0
        self._now = _NO_TIME

    def line(self, item: _Item) -> dict[str, object]:
        """Return the judgement of one item, in the words of the contract."""
        if item.published is not None:
            self._now = item.published.at
        article = _article(item, self._now)
        judgement = self._watches.judge(article.title, article.body, article.lang, article.at)
        copies = self._copies(article)
        votes = votes_told(article)
        joins = self._shelf.joins(article, judgement.meaning) if self._shelf else None
        if joins and all_others(votes, self._votes[joins.story]):
            joins = None
        verdict = decide(
            article,
            judgement,
            copies=[copy for copy in copies if copy.article in self._alerts],
            joins=joins if joins and joins.story in self._told else None,
            fetch=_FETCH,
            first_poll=False,
            now=self._now,
        )
        story = self._story(article, verdict, copies, joins)
        self._remember(article, judgement, story)
        self._votes[story] += votes
        sentences: tuple[str, ...] = ()
        if self._shelf and judgement.alert:
            sentences = self._shelf.sentences(article, judgement.meaning)
        line = _line(item, article, judgement, verdict, story, votes)
        return line | {"summary": _summary(item, sentences) if judgement.alert else None}

    def _copies(self, article: Article) -> list[Copy]:
        linked = self._by_link.get(article.identity.link or "", [])
        return [*linked, *self._by_title.get(article.title_fold, [])]

    def _story(
        self, article: Article, verdict: Verdict, copies: list[Copy], joins: Joins | None
    ) -> str:
        """Return the item's story; also items without an alert have one."""
        if verdict.story is not None and not verdict.starts:
            return verdict.story
        first = copy_of(article, copies)
        if first is not None and first.story is not None:
            return first.story
        if joins is not None:
            return joins.story
        self._stories += 1
        return f"s{self._stories}"

    def _remember(self, article: Article, judgement: Judgement, story: str) -> None:
        self._count += 1
        if judgement.alert:
            self._alerts.add(self._count)
            self._told.add(story)
        if self._shelf:
            self._shelf.file(article, judgement.meaning, story)
        copy = Copy(
            article=self._count,
            source=article.source,
            story=story,
            link=article.identity.link,
            title_fold=article.title_fold,
            at=article.at,
        )
        if copy.link:
            self._by_link[copy.link].append(copy)
        if copy.title_fold:
            self._by_title[copy.title_fold].append(copy)


def _article(item: _Item, now: datetime) -> Article:
    return Article(
        source=item.source or str(item.id),
        identity=Identity(
            guid=str(item.id), link=canonical(item.url) if item.url else None, title_day=None
        ),
        id=str(item.id),
        url=item.url,
        title=item.title,
        body=item.body,
        lang=detect(f"{item.title}\n{item.body}", item.lang),
        published=item.published.at if item.published else None,
        day_only=bool(item.published and item.published.day_only),
        seen=now,
        at=now,
        title_fold=title_fold(item.title),
    )


def _line(  # noqa: PLR0913, PLR0917 - one for each part of the line
    item: _Item,
    article: Article,
    judgement: Judgement,
    verdict: Verdict,
    story: str,
    votes: Sequence[Vote],
) -> dict[str, object]:
    meaning = judgement.meaning or Meaning()
    return {
        "id": item.id,
        "lang": article.lang,
        "topics": list(judgement.topics),
        "alert": judgement.alert,
        "severity": max(judgement.severity, meaning.severity),
        "incident": _incident(meaning.incident),
        "places": [place.name for place in meaning.places],
        "votes": [as_json(vote) for vote in votes],
        "story": story,
        "watches": [
            {
                "id": match.watch,
                "evidence": [
                    {
                        "field": one.field,
                        "start": one.start,
                        "end": one.end,
                        "text": one.text,
                        "why": one.why,
                    }
                    for one in match.evidence
                ],
            }
            for match in judgement.matches
        ],
        "outcome": str(verdict.outcome),
        "reason": verdict.reason,
    }


def _summary(item: _Item, sentences: Sequence[str]) -> str:
    """Return the title, then sentences of the text, one a line."""
    headline = clean(item.title, one_line=True) or clean(
        item.body, one_line=True, limit=_LONGEST_HEADLINE
    )
    told = (sentence for sentence in sentences if sentence not in headline)
    return "\n".join((headline, *told))


def _incident(incident: Incident | None) -> dict[str, object] | None:
    if incident is None:
        return None
    return {
        "type": incident.type,
        "killed": incident.killed,
        "wounded": incident.wounded,
        "severity": incident.severity,
    }
