"""Reports as the reader would find them, for tests of stories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsroom.meaning import Evidence, Incident, Meaning, PlaceFound, Signal, SignalFound, Voice
from newsroom.model import Article, Identity, Judgement, Match
from newsroom.read.text import title_fold

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


def article(  # noqa: PLR0913 - of no account to a test that does not name it
    title, body="", *, lang="en", source=None, hours=0.0, guid=None
):
    # An outlet tells of an event once: reports are of as many outlets as there are titles.
    source = source or f"outlet-{sum(map(ord, title))}"
    at = NOW + timedelta(hours=hours)
    return Article(
        source=source,
        identity=Identity(guid=guid or title, link=None, title_day=None),
        id=guid or title,
        url=f"https://{source}.example/{abs(hash(title))}",
        title=title,
        body=body,
        lang=lang,
        published=at,
        day_only=False,
        seen=at,
        at=at,
        title_fold=title_fold(title),
    )


def words(text="x", field="title", start=0):
    return Evidence(field=field, start=start, end=start + len(text), text=text, why="test")


def meaning(  # noqa: PLR0913 - what a reader finds
    kind=None,
    *places,
    killed=None,
    wounded=None,
    topics=("caucasus_incident",),
    voices=(),
    denies=False,
    severity=2,
):
    incident = None
    if kind:
        incident = Incident(type=kind, killed=killed, wounded=wounded, severity=severity)
    found = tuple(PlaceFound(id=place, name=place, evidence=()) for place in places)
    signals = ()
    if denies:
        signals = (SignalFound(signal=Signal.DENIAL, evidence=(words(),)),)
    return Meaning(
        topics=topics,
        news=True,
        severity=severity,
        incident=incident,
        places=found,
        named=found,
        signals=signals,
        voices=tuple(
            Voice(origin=origin, side=origin.partition("/")[0], evidence=words())
            for origin in voices
        ),
    )


def judged(found, severity=2):
    match = Match(watch="w", topic="caucasus_incident", severity=severity, evidence=())
    return Judgement(matches=(match,), meaning=found)
