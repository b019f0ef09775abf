"""The message that tells of a vote: one story, one message, which grows with what becomes known.

Pure: from the stored change, the channel and the record to a `Payload`. What does not fit gives
way in a fixed order; headline, countries and link are never cut.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alerts import vote_lines as say
from alerts.markup import (
    Line,
    Span,
    capital,
    cut,
    isolated,
    one_line,
    tidy,
    units,
    web_address,
    words,
)
from alerts.render import payload
from alerts.vote_changes import notes
from alerts.vote_labels import country_name, vote_labels
from alerts.vote_picture import vote_picture
from newsroom.ballot import Origin
from newsroom.un.absences import with_absences
from newsroom.un.symbols import key
from newsroom.un.votes import COUNCIL_SEATS, Method, Outcome, Part, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.render import Reader
    from newsroom.delivery import Payload
    from newsroom.model import Match, StoredChange
    from newsroom.un.votes import Vote

#: Characters that an alert aims at; what may give way does.
AIM = 700
#: UTF-16 units that it never passes: a caption has 1,024, and a note of a repeat may follow.
HARD = 900
_LONGEST_TITLE = 300
_MOST_OTHERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What an alert still says when it has to become shorter: one field less at each step."""

    named: frozenset[Side] = frozenset({Side.NO, Side.ABSTAIN, Side.ABSENT})
    others: int = _MOST_OTHERS
    brackets: bool = True
    title: int = _LONGEST_TITLE
    report: int = 200


#: In this order things give way until the aim is met,
ROOMS = (
    Room(),
    Room(named=frozenset({Side.NO, Side.ABSTAIN})),
    Room(named=frozenset({Side.NO})),
    Room(named=frozenset(), others=3),
    Room(named=frozenset(), others=3, title=160, report=120),
    Room(named=frozenset(), others=3, title=120, report=80),
    #: and these only where the limit itself is passed.
    Room(named=frozenset(), others=2, title=120, report=80, brackets=False),
    Room(named=frozenset(), others=0, title=80, report=60, brackets=False),
)
_AIMED = 6


def vote_alert(stored: StoredChange, matches: Sequence[Match], reader: Reader) -> Payload:
    """Write the whole message as the votes stand now, with a note of what this change brought."""
    votes = tuple(with_absences(one.vote) for one in stored.votes)
    own = notes(stored, reader)
    channel = reader.channel
    picture = vote_picture(
        say.main_vote(votes, reader.record),
        say.watched(channel.countries),
        reader.record,
        channel.language,
    )
    written = fitted(
        [(*_body(votes, stored, reader, room), *own) for room in ROOMS],
        stored,
        reader,
        silent=max((match.severity for match in matches), default=1) < channel.silent_below,
    )
    return replace(written, picture=picture)


def fitted(
    versions: Sequence[Sequence[Line]], stored: StoredChange, reader: Reader, *, silent: bool
) -> Payload:
    """Return the first version that meets the aim; else the first that bears the limit."""
    fits = [one for one in versions[:_AIMED] if units(words(one)) <= AIM]
    bears = [one for one in versions[_AIMED - 1 :] if units(words(one)) <= HARD]
    lines = next(iter([*fits, *bears, versions[-1]]))
    article = stored.item.article
    return payload(
        lines,
        [None] * (len(lines) - 1) + [reader.address(article)],
        silent=silent,
        sources=(article.source,),
        language=reader.channel.language,
    )


def _body(votes: Sequence[Vote], stored: StoredChange, reader: Reader, room: Room) -> list[Line]:
    vote = say.main_vote(votes, reader.record)
    lines = headed(vote, votes, stored, reader, room)
    facts = _facts(vote, votes, reader, room)
    lines += [(Span(text=isolated(text)),) for text in facts if text]
    title = _title(vote, room)
    draft_named = bool(title) and title not in words(lines[:1])
    return [*lines, _meta(stored, vote, reader, room, draft_named=draft_named)]


def headed(
    vote: Vote, votes: Sequence[Vote], stored: StoredChange, reader: Reader, room: Room
) -> list[Line]:
    """Say how a vote ended, on what, and how the watched countries voted."""
    language = reader.channel.language
    title = _title(vote, room)
    spoken = stored.item.article.lang in {None, language}
    first = _headline(vote, votes, language, title if spoken and language == "en" else "")
    lines: list[Line] = [(Span(text=first, bold=True),)]
    if title and title not in first:
        lines.append(_title_line(vote, title, language, italic=not spoken))
    countries = country_block(vote, reader, room)
    return [*lines, (Span(text=""),), *countries, (Span(text=""),)] if countries else lines


def _headline(vote: Vote, votes: Sequence[Vote], language: str, title: str) -> str:
    """Compose the first line: a rejected part goes before the whole; a title that fits is named."""
    rejected = [one for one in votes if _is_rejected_part(one)]
    if rejected and _is_one_text(votes) and vote.part is Part.WHOLE:
        rest = f"{say.piece(vote, language)}{say.with_tally(vote)}"
        both = f"{say.headline(rejected[0], language)}; {rest}"
        if len(both) <= say.HEADLINE:
            return both
    named = say.headline(vote, language, title)
    return named if len(named) <= say.HEADLINE else say.headline(vote, language)


def _is_rejected_part(vote: Vote) -> bool:
    return vote.part in {Part.AMENDMENT, Part.PARAGRAPH} and not vote.outcome.passed


def _is_one_text(votes: Sequence[Vote]) -> bool:
    return sum(one.part is Part.WHOLE for one in votes) == 1


def _title(vote: Vote, room: Room) -> str:
    return cut(tidy(vote.title), room.title)


def _draft(vote: Vote) -> str:
    """Return the draft's symbol where no resolution has its number yet."""
    return "" if vote.symbol or vote.body == say.COUNCIL else vote.draft or ""


def _title_line(vote: Vote, title: str, language: str, *, italic: bool) -> Line:
    draft = _draft(vote)
    behind = f" {vote_labels(language).of_draft.format(draft=draft)}" if draft else ""
    return (Span(text=isolated(title), italic=italic), Span(text=behind))


def country_block(vote: Vote, reader: Reader, room: Room) -> list[Line]:
    """Return the lines of the countries that the channel watches."""
    language = reader.channel.language
    countries = say.watched(reader.channel.countries)
    if vote.body == say.COUNCIL:
        # Who was against or abstained stands in the lists with the others.
        listed = frozenset(
            name for side in (Side.NO, Side.ABSTAIN) for name in say.names_on(vote, side, language)
        )
        countries = tuple(one for one in countries if country_name(one, language) not in listed)
    told = say.country_lines(vote, countries, reader.record, language, brackets=room.brackets)
    return [(Span(text=line),) for line in told]


def _facts(vote: Vote, votes: Sequence[Vote], reader: Reader, room: Room) -> list[str]:
    language = reader.channel.language
    own = vote_labels(language)
    lines = [say.list_line(vote, language, room.named)]
    if vote.method is Method.UNANIMOUS and (number := vote.counts.get(Side.YES)):
        seats = COUNCIL_SEATS if vote.body == say.COUNCIL else number
        lines.append(own.in_favour.format(n=number, all=seats))
    if vote.method is Method.WITHOUT_A_VOTE:
        lines.append(own.no_roll_call)
    if vote.method is Method.SHOW_OF_HANDS:
        lines.append(own.by_hands)
    vetoes = reader.record.vetoes(vote) if vote.outcome is Outcome.VETOED else ()
    if vetoes:
        symbols = ", ".join(say.name_of(one) for one in vetoes[-3:])
        lines.append(own.vetoes.format(n=len(vetoes), symbols=symbols))
    lines.append(_other_votes(vote, votes, language, room))
    if vote.outcome is Outcome.APPROVED and not vote.symbol:
        lines.append(own.not_yet)
    return lines


def _other_votes(vote: Vote, votes: Sequence[Vote], language: str, room: Room) -> str:
    """Say how the other votes of the page ended."""
    others = [one for one in votes if one is not vote]
    if not others or not room.others:
        return ""
    own = vote_labels(language)
    told = [_other(one, vote, language) for one in others[: room.others]]
    if len(others) > room.others:
        told.append(f"+{len(others) - room.others}")
    form = own.parts if _is_one_text(votes) else own.more
    return form.format(list=", ".join(told))


def _other(one: Vote, vote: Vote, language: str) -> str:
    counted = f" ({counts})" if (counts := say.tally(one)) else ""
    if one.part is not Part.WHOLE:
        return f"{say.piece(one, language)}{counted}"
    outcome = vote_labels(language).outcomes[one.outcome.value]
    outcome = outcome if language == "ka" else outcome[:1].lower() + outcome[1:]
    name = say.name_of(one) or cut(tidy(one.title), 40)
    if not name or key(name) == key(say.name_of(vote) or "-"):
        return f"{say.piece(one, language)}{counted}"
    return f"{name} {outcome}{counted}"


def _meta(
    stored: StoredChange, vote: Vote, reader: Reader, room: Room, *, draft_named: bool
) -> Line:
    """Say symbol, day, report and number. `draft_named`: beside the title above."""
    language = reader.channel.language
    name = vote.symbol or ("" if _draft(vote) else vote.draft or "")
    if _draft(vote) and not draft_named:
        name = capital(
            vote_labels(language).of_draft.format(draft=_draft(vote)).strip("()"), language
        )
    before = [name, say.day_of(vote, language)]
    return (
        Span(text="".join(f"{one} · " for one in before if one)),
        *report(stored, reader, room),
        Span(text=f" · #{stored.story_number}"),
    )


def report(stored: StoredChange, reader: Reader, room: Room) -> Line:
    """Name the source and link the report by its own title; the UN's record, where it has come."""
    article = stored.item.article
    own = vote_labels(reader.channel.language)
    source = one_line(reader.source(article).name, 80) or article.source
    title = one_line(article.title, room.report) or reader.title(article)
    link = Span(text=title, href=reader.address(article))
    told = (Span(text=f"{source}{own.colon}"), link)
    address = _record_address(stored)
    if address is None or address == link.href:
        return told
    return (*told, Span(text=" · "), Span(text=own.record, href=address))


def _record_address(stored: StoredChange) -> str | None:
    """Return where the record lies that a vote of this change rests on."""
    known = [after for _, after in stored.revised] or stored.votes
    records = [one for one in known if one.origin is Origin.RECORD]
    return web_address(*(one.source.partition(" ")[0] for one in records))
