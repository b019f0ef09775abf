"""One story, one message, for a match by words: the report's own title is the headline.

Pure: from the stored change, the channel and the settings to a `Payload`. A match by words has no
facts of its own, so nothing is said here but who published what, when, and under which watch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alerts import labels
from alerts.markup import Line, Span, html, isolated, one_line, web_address, words
from alerts.place_names import place_name
from alerts.quote import quotation
from alerts.record import Record
from alerts.story_labels import origin_title
from newsroom.delivery import Payload
from newsroom.facts import PlaceFact
from newsroom.settings import Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from newsroom.model import Article, Match, StoredChange
    from newsroom.settings import Channel, Place, Settings

#: Characters of a title that are shown (messages.md has the same number for readers).
LONGEST_TITLE = 200
#: Characters that an alert aims at; the quotation gives way.
AIM = 700
_LONGEST_QUOTE = 300
_SHORTEST_QUOTE = 40
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom a message is written, and when."""

    channel: Channel
    settings: Settings
    now: datetime
    record: Record = field(default_factory=Record)
    #: What a model makes of the report, in the channel's language; empty: nothing.
    retold: str = ""

    def source(self, article: Article) -> Source:
        """Return the article's source; a bare one if it is no longer configured."""
        known = {source.id: source for source in self.settings.sources}
        bare = Source(id=article.source, name=article.source, kind="feed", url="")
        return known.get(article.source, bare)

    @property
    def places(self) -> Mapping[str, Place]:
        """The places of the settings, by their keys."""
        return {place.id: place for place in self.settings.places}

    def place(self, key: str) -> str:
        """Name a place; its key, if it is no longer known."""
        channel = self.channel
        fact = PlaceFact(id=key, name=key)
        return place_name(fact, self.places, channel.language, channel.names)

    def origin(self, origin: str) -> str:
        """Name who says something."""
        titles = {one.id: one.title for one in self.settings.vocabulary if one.use == "body"}
        return origin_title(origin, self.channel.language, titles)

    def outlet(self, source: str) -> str:
        """Name a source by its id."""
        known = {one.id: one.name for one in self.settings.sources}
        return one_line(known.get(source, source), _LONGEST_NAME)

    def checked(self, url: str | None, source: str) -> str | None:
        """Return a report's address, else its source's, if it may become a link."""
        homes = {one.id: one.url for one in self.settings.sources}
        return web_address(url, homes.get(source))

    def title(self, article: Article) -> str:
        """Return a report's title as it is shown."""
        own = labels.labels(self.channel.language)
        return one_line(article.title, LONGEST_TITLE) or own.untitled

    def address(self, article: Article) -> str | None:
        """Return where the report can be read: its own address, else its source's."""
        return web_address(article.url, self.source(article).url)


def alert(stored: StoredChange, matches: Sequence[Match], reader: Reader) -> Payload:
    """Write the message that tells of a new story; `matches` are those this channel asked for."""
    article = stored.item.article
    address = reader.address(article)
    headline: Line = (Span(text=reader.title(article), bold=True, href=address),)
    facts = [*_who(article, matches, reader), _when(stored, reader)]
    room = AIM - len(words([headline, *facts]))
    lines = [headline, *facts[:-1], *_quoted(article, reader, room), facts[-1]]
    severity = max((match.severity for match in matches), default=0)
    silent = severity < reader.channel.silent_below
    sources = (article.source,)
    return payload(
        lines, [address], silent=silent, sources=sources, language=reader.channel.language
    )


def payload(
    lines: Sequence[Line],
    addresses: Sequence[str | None],
    *,
    silent: bool,
    sources: tuple[str, ...],
    language: str,
) -> Payload:
    """Write the lines for Telegram, and without markup with each address below its line."""
    plain: list[str] = []
    below = [*addresses, *([None] * (len(lines) - len(addresses)))]
    for line, address in zip(lines, below, strict=True):
        plain += [words([line]), *([address] if address else [])]
    return Payload(
        html=html(lines),
        plain="\n".join(plain),
        silent=silent,
        button=labels.labels(language).sources.format(n=len(sources)),
        sources=sources,
    )


def source_marks(source: Source, language: str) -> str:
    """Name a source with whose voice it is: `Armenpress (Armenia, state)`."""
    own = labels.labels(language)
    marks = [
        one_line(labels.seat_name(source.seat, language), _LONGEST_NAME) if source.seat else "",
        own.leanings.get(source.leaning, "") if source.leaning else "",
    ]
    name = one_line(source.name, _LONGEST_NAME) or source.id
    told = ", ".join(dict.fromkeys(mark for mark in marks if mark))
    return f"{name} ({told})" if told else name


def _who(article: Article, matches: Sequence[Match], reader: Reader) -> list[Line]:
    language = reader.channel.language
    titles = {watch.id: watch.title for watch in reader.settings.watches}
    caught = dict.fromkeys(titles.get(match.watch) or match.watch for match in matches)
    said = source_marks(reader.source(article), language)
    watched = one_line(", ".join(caught), _LONGEST_NAME)
    lines: list[Line] = [(Span(text=" · ".join(part for part in (said, watched) if part)),)]
    if article.lang and article.lang != language:
        own = labels.labels(language)
        name = one_line(labels.language_name(article.lang, language), _LONGEST_NAME)
        lines.append((Span(text=own.written_in.format(language=name)),))
    return lines


def _quoted(article: Article, reader: Reader, room: int) -> list[Line]:
    """Quote only what is in the channel's language, and only where there is room for words."""
    limit = min(_LONGEST_QUOTE, room)
    if article.lang != reader.channel.language or limit < _SHORTEST_QUOTE:
        return []
    text = quotation(article.title, article.body, article.lang, limit=limit)
    return [(Span(text=isolated(text), quote=True),)] if text else []


def _when(stored: StoredChange, reader: Reader) -> Line:
    """Say what the report's time is, in the channel's zone; the day only when it is not today."""
    before, told, unix = moment(stored.item.article, reader)
    number = f" · #{stored.story_number}"
    return (Span(text=before), Span(text=told, unix=unix), Span(text=number))


def shown_time(article: Article, channel: Channel) -> tuple[datetime, str]:
    """Return the time that is shown and its zone: a day without a time is in no zone of ours."""
    if article.published is None:
        return article.seen, channel.timezone
    return article.published, "UTC" if article.day_only else channel.timezone


def moment(article: Article, reader: Reader) -> tuple[str, str, int | None]:
    """Return what stands before the report's time, the time, and its Unix time if it has one."""
    at, _ = shown_time(article, reader.channel)
    return time_of(at, reader, dated=article.published is not None, day_only=article.day_only)


def time_of(
    at: datetime, reader: Reader, *, dated: bool, day_only: bool
) -> tuple[str, str, int | None]:
    """Return the same of a time. Not `dated`: it is when the report was seen."""
    channel, now = reader.channel, reader.now
    own, language = labels.labels(channel.language), channel.language
    day_only = day_only and dated
    zone = "UTC" if day_only else channel.timezone
    today = labels.local(at, zone).date() == labels.local(now, zone).date()
    if not dated:
        before, pattern = own.undated
    elif day_only:
        before, pattern = own.on
    else:
        before, pattern = own.at if today else own.on_at
    told = pattern.format(
        time=labels.clock(at, zone, language),
        day=labels.day(at, zone, language, now=now),
        city=labels.city_name(zone, language),
    )
    return before, told, None if day_only else max(int(at.timestamp()), 0)
