"""The message that tells of an event, and the answers that follow it: from the story's facts.

Pure. A story without a kind of event has the report's own title for its headline.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alerts import labels
from alerts import story_lines as say
from alerts.markup import Line, Span, capital, isolated, one_line, units, words
from alerts.render import AIM, moment, payload, source_marks, time_of
from alerts.story_labels import story_labels
from newsroom.facts import State
from newsroom.model import ChangeKind
from newsroom.read.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.render import Reader
    from newsroom.delivery import Payload
    from newsroom.facts import NewFact, ReportFact, StoryFacts
    from newsroom.model import Match, StoredChange

_LONGEST_TITLE = 200
#: No sentence that is kept for quotation is longer.
_LONGEST_QUOTE = 320
_MOST_NOTES = 3
_MOST_LINKS = 3
#: Whether voices are named, how many claims and how many notes there are: the first that fits.
_ROOMS = ((True, say.MOST_CLAIMS, _MOST_NOTES), (False, say.MOST_CLAIMS, 2), (False, 3, 1))
_TAKEN_BACK = frozenset({State.WITHDRAWN, State.RETRACTED})


def story_alert(stored: StoredChange, matches: Sequence[Match], reader: Reader) -> Payload:
    """Write the whole message as the story stands now, with a note for each late change.

    Too long, it counts the voices without their names, then has fewer claims and notes.
    """
    facts = _facts(stored)
    head = _head(facts, stored, reader)
    notes = _notes(facts, stored, reader)
    for named, most, kept in _ROOMS:
        claims = say.claims(facts, reader, most=most)
        claimed = _lines([*claims, say.silent_side(facts, reader)])
        below = [
            *_lines([say.voices_line(facts, reader, named=named) or _bare_voice(stored, reader)]),
            *_lines([_written_in(facts, stored, reader)]),
            _meta(facts, stored, reader),
            *notes[:kept],
        ]
        room = AIM - units(words([head, *claimed, *below]))
        if room >= 0:
            break
    told = _retold(stored, reader, room) or _quoted(facts, reader, room)
    lines = [head, *claimed, *told, *below]
    return _payload(lines, facts, stored, matches, reader)


def story_reply(stored: StoredChange, matches: Sequence[Match], reader: Reader) -> Payload:
    """Write the answer that tells what a change brought."""
    facts = _facts(stored)
    brought = _brought(facts, stored)
    head, *below = _answer(facts, stored, brought, reader)
    lines: list[Line] = [(Span(text=head, bold=True),), *_lines(below)]
    meta = _meta(facts, stored, reader, latest=True)
    room = AIM - units(words([*lines, meta]))
    quoted = []
    if stored.change.kind in _QUOTING:
        quoted = _retold(stored, reader, room) or _quoted(_latest(facts), reader, room)
    return _payload([*lines, *quoted, meta], facts, stored, matches, reader, latest=True)


_QUOTING = frozenset(
    {
        ChangeKind.TOLL_CHANGED,
        ChangeKind.SEVERITY_ROSE,
        ChangeKind.CONFIRMED,
        ChangeKind.DENIED,
    }
)


def _facts(stored: StoredChange) -> StoryFacts:
    if stored.facts is None:
        raise ValueError("the story has no facts")
    return stored.facts


def _lines(texts: Sequence[str]) -> list[Line]:
    return [(Span(text=isolated(text)),) for text in texts if text]


# --- the message --------------------------------------------------------------------------------


def _head(facts: StoryFacts, stored: StoredChange, reader: Reader) -> Line:
    own = story_labels(reader.channel.language)
    first = _first(facts, stored, reader)
    if facts.type is None:
        title = Span(text=first, bold=True, href=_address(facts, stored, reader))
    else:
        title = Span(text=first, bold=True)
    if facts.state not in _TAKEN_BACK:
        return (title,)
    mark = own.withdrawn_head if facts.state is State.WITHDRAWN else own.retracted_head
    return (Span(text=mark, bold=True), Span(text=first, struck=True))


def _first(facts: StoryFacts, stored: StoredChange, reader: Reader) -> str:
    if facts.type is not None:
        return say.headline(facts, reader)
    title = facts.reports[0].title if facts.reports else stored.item.article.title
    return one_line(title, _LONGEST_TITLE) or labels.labels(reader.channel.language).untitled


def _bare_voice(stored: StoredChange, reader: Reader) -> str:
    """Name the report's source where nobody else is known to speak in it."""
    return source_marks(reader.source(stored.item.article), reader.channel.language)


def _latest(facts: StoryFacts) -> StoryFacts:
    """Return the facts with what the last report says in words, and no other.

    Of a source that reported before nobody knows which of its reports the words are from.
    """
    source = facts.reports[-1].source if facts.reports else None
    once = sum(one.source == source for one in facts.reports) == 1
    quotes = tuple(one for one in facts.quotes if once and one.source == source)
    return replace(facts, quotes=quotes)


def _written_in(facts: StoryFacts, stored: StoredChange, reader: Reader) -> str:
    """Name the language of the report, where it is not the channel's."""
    lang = facts.reports[0].lang if facts.reports else stored.item.article.lang
    own = reader.channel.language
    if not lang or lang == own:
        return ""
    return labels.labels(own).written_in.format(language=labels.language_name(lang, own))


def _quoted(facts: StoryFacts, reader: Reader, room: int) -> list[Line]:
    """Quote a report in the channel's language: the first sentence for which there is room."""
    limit = min(_LONGEST_QUOTE, room)
    own = (one.text for one in facts.quotes if one.lang == reader.channel.language)
    fits = next((text for text in own if units(text) <= limit), None)
    return [(Span(text=isolated(fits), quote=True),)] if fits else []


def _retold(stored: StoredChange, reader: Reader, room: int) -> list[Line]:
    """Give what a model makes of the report, marked as that: as many sentences as fit."""
    article, own = stored.item.article, story_labels(reader.channel.language)
    form = own.summarised if article.lang == reader.channel.language else own.translated
    ends = [end for _, end in sentences(reader.retold)]
    for end in reversed(ends):
        text = form.format(outlet=reader.outlet(article.source), text=reader.retold[:end])
        if units(text) <= room:
            return [(Span(text=isolated(text)),)]
    return []


def _notes(facts: StoryFacts, stored: StoredChange, reader: Reader) -> list[Line]:
    """Return a note for each change after the first telling, the newest first."""
    if stored.change.kind is ChangeKind.NEW_STORY:
        return []
    told = say.new_lines(facts.news, reader)
    texts = [f"{say.clock_of(one, reader)} {text}" for one, text in told]
    if stored.change.kind is ChangeKind.MERGED and facts.other is not None:
        own = story_labels(reader.channel.language)
        place = say.place_of(facts, reader)
        texts.insert(0, own.merged.format(n=facts.other, place=place).rstrip(f"{own.colon} "))
    return [(Span(text=text, italic=True),) for text in texts[:_MOST_NOTES]]


def _meta(facts: StoryFacts, stored: StoredChange, reader: Reader, *, latest: bool = False) -> Line:
    """Say when it was reported, link the reports, the first one by its title, and number it."""
    before, told, unix = _time(facts, stored, reader, latest=latest)
    links: list[Span] = []
    for place, one in enumerate(_reports(facts, latest=latest)):
        # The headline of a story without a kind is the first report's link already.
        if facts.type is not None or latest or place:
            links += _link(one, reader, titled=place == 0)
    if not facts.reports:
        article = stored.item.article
        links = [Span(text=" · "), Span(text=reader.title(article), href=reader.address(article))]
    number = Span(text=f" · #{stored.story_number}")
    return (Span(text=before), Span(text=told, unix=unix), *links, number)


def _time(
    facts: StoryFacts, stored: StoredChange, reader: Reader, *, latest: bool
) -> tuple[str, str, int | None]:
    """Return the time of the report that is linked by its title."""
    if latest or not facts.reports:
        return moment(stored.item.article, reader)
    one = facts.reports[0]
    return time_of(one.at, reader, dated=one.dated, day_only=one.day_only)


def _link(one: ReportFact, reader: Reader, *, titled: bool) -> list[Span]:
    """Name the publisher; the report is linked by its title, a further one by the publisher."""
    outlet, address = reader.outlet(one.source), reader.checked(one.url, one.source)
    title = one_line(one.title, _LONGEST_TITLE)
    if not titled or not title:
        return [Span(text=" · "), Span(text=outlet, href=address)]
    colon = story_labels(reader.channel.language).colon
    return [Span(text=f" · {outlet}{colon}"), Span(text=title, href=address)]


def _reports(facts: StoryFacts, *, latest: bool) -> Sequence[ReportFact]:
    return facts.reports[-1:] if latest else facts.reports[:_MOST_LINKS]


def _address(facts: StoryFacts, stored: StoredChange, reader: Reader) -> str | None:
    if facts.reports:
        return reader.checked(facts.reports[0].url, facts.reports[0].source)
    return reader.address(stored.item.article)


def _payload(  # noqa: PLR0913 - what a message is made of
    lines: Sequence[Line],
    facts: StoryFacts,
    stored: StoredChange,
    matches: Sequence[Match],
    reader: Reader,
    *,
    latest: bool = False,
) -> Payload:
    severity = max([facts.severity, *(match.severity for match in matches)])
    reports = _reports(facts, latest=latest)
    outlets = tuple(dict.fromkeys(o for voice in facts.voices for o in voice.outlets))
    first = reader.checked(reports[0].url, reports[0].source) if reports else None
    return payload(
        lines,
        [None] * (len(lines) - 1) + [first or reader.address(stored.item.article)],
        silent=severity < reader.channel.silent_below,
        sources=outlets or (stored.item.article.source,),
        language=reader.channel.language,
    )


# --- the answers --------------------------------------------------------------------------------


def _brought(facts: StoryFacts, stored: StoredChange) -> tuple[NewFact, ...]:
    """Return what this change brought: what is as old as it."""
    new = tuple(one for one in facts.news if one.at >= stored.change.at)
    return new or facts.news[:1]


def _answer(
    facts: StoryFacts, stored: StoredChange, brought: Sequence[NewFact], reader: Reader
) -> list[str]:
    """Compose the answer's first line, and those below it."""
    kind, own = stored.change.kind, story_labels(reader.channel.language)
    place = say.place_of(facts, reader)
    told = [text for _, text in say.new_lines(brought, reader)]
    below = [capital(text, reader.channel.language) for text in told]
    if kind in _STANDING:
        return _standing(facts, kind, reader)
    if kind is ChangeKind.CORRECTED:
        return [*_corrected(facts, told, below, reader), own.fixed]
    if kind is ChangeKind.CONFIRMED or not told:
        return [_first(facts, stored, reader), *below]
    if kind is ChangeKind.SEVERITY_ROSE and place:
        return [own.rose.format(place=place), *below]
    return [
        own.head.format(origin=place or _first(facts, stored, reader), what=told[0]),
        *below[1:],
    ]


def _corrected(
    facts: StoryFacts, told: Sequence[str], below: Sequence[str], reader: Reader
) -> list[str]:
    """Say what was corrected: in the first line, where it has room for all of it."""
    own = story_labels(reader.channel.language)
    noun = say.noun(facts, reader.channel.language, inside=True)
    head = own.correction.format(noun=noun, what=own.semi.join(told))
    place = say.place_of(facts, reader)
    if len(head) <= say.HEADLINE or not place:
        return [head]
    return [own.correction.format(noun=noun, what=place), *below]


#: These say of the story as a whole how it stands.
_STANDING = frozenset(
    {ChangeKind.DENIED, ChangeKind.WITHDRAWN, ChangeKind.MERGED, ChangeKind.SPLIT}
)


def _standing(facts: StoryFacts, kind: ChangeKind, reader: Reader) -> list[str]:
    language = reader.channel.language
    own = story_labels(language)
    place = say.place_of(facts, reader)
    filled = {
        "noun": say.noun(facts, language, inside=True),
        "place": place,
        "n": facts.other or "",
    }
    if kind is ChangeKind.DENIED:
        denying = next((one for one in reversed(facts.voices) if one.denies), None)
        who = say.who_says(denying, reader) if denying else own.unknown
        return [own.denied.format(origin=who, **filled), *_others(facts, reader), own.unverified]
    if kind is ChangeKind.WITHDRAWN:
        form = own.retracted if facts.state is State.RETRACTED else own.withdrawn
        return [form.format(**filled), own.gone]
    form = own.merged if kind is ChangeKind.MERGED else own.split
    return [form.format(**filled).rstrip(f"{own.colon} ")]


def _others(facts: StoryFacts, reader: Reader) -> list[str]:
    """Return what the voices say that do not deny."""
    return [line for line in say.claims(facts, reader)[:2] if not line.endswith(_denies(reader))]


def _denies(reader: Reader) -> str:
    return story_labels(reader.channel.language).denies
