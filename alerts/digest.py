"""One message for what was published while sources could not be read: a line for each story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts import labels
from alerts.markup import Line, Span, one_line, units, words
from alerts.render import payload, shown_time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alerts.render import Reader
    from newsroom.delivery import Payload
    from newsroom.model import Match, StoredChange

#: UTF-16 units of a digest; what does not fit is counted in its last line.
LONGEST_DIGEST = 3500
_LONGEST_TITLE = 120
_LONGEST_NAME = 40

#: A change with the matches that the channel asked for.
Caught = tuple["StoredChange", "tuple[Match, ...]"]


def digest(
    caught: Sequence[Caught],
    reader: Reader,
    *,
    headline: Callable[[int, str], str] = labels.caught_up,
) -> Payload:
    """Write the message: severest first, then oldest; every story is linked or counted.

    `headline`: from the number of stories and the language to the first line.
    """
    stories: dict[str, Caught] = {}
    for one in sorted(caught, key=_first_told):
        stories.setdefault(one[0].change.story, one)
    first = headline(len(stories), reader.channel.language)
    lines: list[Line] = [(Span(text=first, bold=True),)]
    addresses: list[str | None] = [None]
    more = labels.labels(reader.channel.language).more
    room = LONGEST_DIGEST - units(first) - units(more) - len(str(len(stories)))
    for told, (stored, _) in enumerate(stories.values()):
        line = _line(stored, reader)
        room -= units(words([line])) + 1
        if room < 0:
            lines.append((Span(text=more.format(n=len(stories) - told)),))
            break
        lines.append(line)
        addresses.append(reader.address(stored.item.article))
    severity = max(_severity(one) for one in caught)
    sources = tuple(dict.fromkeys(stored.item.article.source for stored, _ in stories.values()))
    silent = severity < reader.channel.silent_below
    return payload(
        lines, addresses, silent=silent, sources=sources, language=reader.channel.language
    )


def _severity(one: Caught) -> int:
    return max((match.severity for match in one[1]), default=0)


def _first_told(one: Caught) -> tuple[int, float, str]:
    return -_severity(one), one[0].item.article.at.timestamp(), one[0].change.key


def _line(stored: StoredChange, reader: Reader) -> Line:
    article = stored.item.article
    title = one_line(article.title, _LONGEST_TITLE) or reader.title(article)
    source = one_line(reader.source(article).name, _LONGEST_NAME) or article.source
    return (
        Span(text=f"• {_short_time(stored, reader)} "),
        Span(text=title, href=reader.address(article)),
        Span(text=f" · {source} · #{stored.story_number}"),
    )


def _short_time(stored: StoredChange, reader: Reader) -> str:
    article, channel, now = stored.item.article, reader.channel, reader.now
    language = channel.language
    at, zone = shown_time(article, channel)
    today = labels.local(at, zone).date() == labels.local(now, zone).date()
    if today and not (article.day_only and article.published):
        return labels.clock(at, zone, language)
    return labels.day(at, zone, language, now=now)
