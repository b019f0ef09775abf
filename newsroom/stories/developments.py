"""What a report brings to a story: the story's facts after it, and whether that is news, and why.

Pure, from the facts before and one report to the facts after.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from newsroom.facts import (
    NewFact,
    PlaceFact,
    ReportFact,
    State,
    StoryFacts,
    VoiceFact,
)
from newsroom.judge.kinds import OTHER, TALKS
from newsroom.model import ChangeKind
from newsroom.read.languages import LANGUAGES
from newsroom.read.text import fold_plain
from newsroom.stories.origins import added, range_of, state_of
from newsroom.stories.said import Report, voices_of
from newsroom.stories.summary import MOST_SENTENCES, choose, completed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from newsroom.meaning import Incident
    from newsroom.model import Article
    from newsroom.settings import Source

#: Reports and news kept with a story.
_MOST_REPORTS: Final = 12
_MOST_NEWS: Final = 12
#: Sentences kept with a story: the most of each language.
_MOST_QUOTES: Final = MOST_SENTENCES * len(LANGUAGES)
#: The opening in which an outlet says that it corrects, or takes back, what it reported.
_OPENING: Final = 160
_RETRACTS: Final = re.compile(
    r"\bretract|\bwithdrawn report|отозвал\w* сообщени|удалил\w* (?:сообщени|публикаци)"
    r"|հետ է վերցրել|melumati geri|uzr istey\w+ ve xeber|უკან გაიწვი"
    r"|haberi geri cek|retire l'article"
)
_CORRECTS: Final = re.compile(
    r"\bcorrection\b|\bcorrected\b|\bcorrects\b|исправлени|поправка|уточнение:|ուղղում|ճշտում"
    r"|duzelis|შესწორებ|duzeltme|rectificatif|correctif"
)
#: Whose voice a State or its capital may stand for.
_SIDES: Final = {"armenia": "AM", "yerevan": "AM", "azerbaijan": "AZ", "baku": "AZ"}
_COUNTED: Final = frozenset({"killed", "wounded"})
#: What is told aloud, the weightiest first; a report brings one change.
_ORDER: Final = (
    ChangeKind.WITHDRAWN,
    ChangeKind.CORRECTED,
    ChangeKind.DENIED,
    ChangeKind.SEVERITY_ROSE,
    ChangeKind.CONFIRMED,
    ChangeKind.TOLL_CHANGED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Developed:
    """A story after a report."""

    facts: StoryFacts
    kind: ChangeKind
    #: One sentence: what is new, or that nothing is.
    reason: str


@dataclass(frozen=True, slots=True)
class _New:
    kind: ChangeKind
    reason: str
    fact: NewFact | None = None


def develop(
    before: StoryFacts | None, report: Report, sources: Mapping[str, Source], now: datetime
) -> Developed:
    """Return the story after a report; without a story before it, the one that it begins."""
    if before is None:
        return _begun(report, sources, now)
    said = voices_of(report)
    voices = added(before.voices, said, sources)
    known = any(voice.origin for voice in said)
    reported_by = {one.source for one in before.reports}
    state = state_of(voices, before.state)
    if report.article.source in reported_by and _says(report.article, _RETRACTS):
        state = State.RETRACTED
    facts = replace(
        _filled(before, report),
        voices=voices,
        state=state,
        killed=range_of(voice.killed for voice in voices),
        wounded=range_of(voice.wounded for voice in voices),
        severity=_severity(before, report, known=known, voices=len(voices)),
    )
    news = tuple(_news(before, facts, report, said, now))
    best = min(news, key=lambda one: _rank(one.kind), default=None)
    counted = any(one.fact is not None and one.fact.what in _COUNTED for one in news)
    own = choose(report.article, report.judgement.meaning)
    facts = replace(
        facts,
        news=(*(one.fact for one in news if one.fact), *before.news)[:_MOST_NEWS],
        quotes=completed(
            before.quotes, own, newer=counted, stale=_figures(before.voices) - _figures(voices)
        )[:_MOST_QUOTES],
    )
    if best is None or _rank(best.kind) == len(_ORDER):
        return _joined(before, facts, report, best)
    reasons = "; ".join(one.reason for one in news)
    return Developed(facts=facts, kind=best.kind, reason=reasons)


def _figures(voices: Iterable[VoiceFact]) -> frozenset[int]:
    """Return all figures that voices give."""
    given = (number for one in voices for number in (one.killed, one.wounded))
    return frozenset(number for number in given if number)


def _joined(before: StoryFacts, after: StoryFacts, report: Report, best: _New | None) -> Developed:
    """Return a story of which a report tells nothing new, but perhaps in another language."""
    lang = report.article.lang
    worded = any(one.lang == lang for one in after.quotes)
    if lang and worded and not any(one.lang == lang for one in before.quotes):
        reason = f"the first report with words of its own in {lang}"
        return Developed(facts=after, kind=ChangeKind.WORDED, reason=reason)
    reason = best.reason if best else "nothing new"
    return Developed(facts=after, kind=ChangeKind.JOINED, reason=reason)


def _rank(kind: ChangeKind) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _says(article: Article, pattern: re.Pattern[str]) -> bool:
    opening = fold_plain(f"{article.title}\n{article.body[:_OPENING]}")
    return pattern.search(opening) is not None


# --- the facts ----------------------------------------------------------------------------------


def _begun(report: Report, sources: Mapping[str, Source], now: datetime) -> Developed:
    article, meaning = report.article, report.judgement.meaning
    voices = added((), voices_of(report), sources)
    empty = StoryFacts(since=min(article.at, now))
    facts = replace(
        _filled(empty, report),
        severity=max(report.judgement.severity, meaning.severity if meaning else 0),
        quotes=choose(article, meaning),
        state=state_of(voices, State.REPORTED),
        killed=range_of(voice.killed for voice in voices),
        wounded=range_of(voice.wounded for voice in voices),
        voices=voices,
    )
    return Developed(facts=facts, kind=ChangeKind.NEW_STORY, reason="a new story")


def _filled(facts: StoryFacts, report: Report) -> StoryFacts:
    """Return the facts with the report among the reports, and what was not known before it."""
    article, meaning = report.article, report.judgement.meaning
    own = ReportFact(
        source=article.source,
        title=article.title,
        url=article.url,
        lang=article.lang,
        at=article.at,
        dated=article.published is not None,
        day_only=article.day_only,
    )
    incident = meaning.incident if meaning else None
    places = tuple(PlaceFact(id=one.id, name=one.name) for one in meaning.places) if meaning else ()
    named = {_SIDES[one.id] for one in meaning.named if one.id in _SIDES} if meaning else set()
    return replace(
        facts,
        named=tuple(sorted({*facts.named, *named})),
        type=facts.type or _kind(incident),
        places=facts.places or places,
        # The newest one stands last, however many came before it.
        reports=(*facts.reports[: _MOST_REPORTS - 1], own),
    )


def _kind(incident: Incident | None) -> str | None:
    """Return the kind that a headline may name.

    An outcome of politics without talks, as a resignation, the report's title tells better.
    """
    if incident is None or (incident.type in {TALKS, OTHER} and not incident.evidence):
        return None
    return incident.type


def _severity(before: StoryFacts, report: Report, *, known: bool, voices: int) -> int:
    """Return the severity after a report; one source of unknown origin never raises it."""
    own = report.judgement.severity
    if own <= before.severity or not (known or voices > len(before.voices) > 1):
        return before.severity
    return own


# --- what is new --------------------------------------------------------------------------------


def _news(
    before: StoryFacts,
    after: StoryFacts,
    report: Report,
    said: tuple[VoiceFact, ...],
    now: datetime,
) -> Iterator[_New]:
    first = said[0]
    if after.state is not before.state:
        yield from _of_state(before, after, said, now)
    yield from _of_toll(before, after, report, said, now)
    if after.severity > before.severity:
        fact = NewFact(
            what="severity", before=before.severity, after=after.severity,
            origin=first.origin, side=first.side, at=now,
        )  # fmt: skip
        reason = f"severity {after.severity}, was {before.severity}"
        yield _New(ChangeKind.SEVERITY_ROSE, reason, fact)
    for voice in said:
        if voice.origin and voice.origin not in {one.origin for one in before.voices}:
            fact = NewFact(what="voice", origin=voice.origin, side=voice.side, at=now)
            yield _New(ChangeKind.JOINED, f"{voice.origin} speaks for the first time", fact)


def _of_state(
    before: StoryFacts, after: StoryFacts, said: tuple[VoiceFact, ...], now: datetime
) -> Iterator[_New]:
    kinds = {
        State.CONFIRMED: ChangeKind.CONFIRMED,
        State.DENIED: ChangeKind.DENIED,
        State.RETRACTED: ChangeKind.WITHDRAWN,
    }
    kind = kinds.get(after.state)
    if kind is None:
        return
    who = next((one for one in said if one.denies is (kind is ChangeKind.DENIED)), said[0])
    fact = NewFact(
        what="state", before=before.state.value, after=after.state.value,
        origin=who.origin, side=who.side, at=now,
    )  # fmt: skip
    yield _New(kind, f"{after.state.value} by {who.origin or 'a source of unknown origin'}", fact)


def _of_toll(
    before: StoryFacts,
    after: StoryFacts,
    report: Report,
    said: tuple[VoiceFact, ...],
    now: datetime,
) -> Iterator[_New]:
    """Yield new numbers: of an origin that had another one, or outside of what was told so far."""
    earlier = {voice.origin: voice for voice in before.voices if voice.origin}
    corrects = _says(report.article, _CORRECTS)
    for name in ("killed", "wounded"):
        if getattr(before, name) == getattr(after, name):
            continue
        who = next((one for one in said if getattr(one, name) is not None), said[0])
        mine = getattr(who, name)
        old = _earlier(before, who, name)
        falls = who.origin in earlier and old is not None and mine is not None and mine < old
        falls = falls and not (name == "wounded" and _died(earlier[who.origin], who))
        kind = ChangeKind.CORRECTED if falls or corrects else ChangeKind.TOLL_CHANGED
        outlet = "" if who.origin else who.outlets[0]
        fact = NewFact(
            what=name, before=old, after=mine, origin=who.origin, side=who.side, outlet=outlet,
            at=now,
        )  # fmt: skip
        yield _New(kind, f"{name} {mine}, was {'not stated' if old is None else old}", fact)


def _died(before: VoiceFact, now: VoiceFact) -> bool:
    """Say whether an origin counts more dead than before: fewer wounded are no correction then."""
    return now.killed is not None and now.killed > (before.killed or 0)


def _earlier(before: StoryFacts, who: VoiceFact, name: str) -> int | None:
    """Return the number that a voice is measured by: its own, or its outlet's own.

    An outlet that is heard for the first time is measured by the story's if it tells of more.
    """
    for voice in before.voices:
        same = voice.origin == who.origin if who.origin else not voice.origin
        if same and (who.origin or set(voice.outlets) & set(who.outlets)):
            own: int | None = getattr(voice, name)
            return own
    most = None if who.origin else _greatest(getattr(before, name))
    mine = getattr(who, name)
    return most if most is not None and mine is not None and mine > most else None


def _greatest(known: tuple[int, int] | None) -> int | None:
    return None if known is None else known[1]
