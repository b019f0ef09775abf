"""The answers to an alert on a vote: the roll call is complete, the number came, we were wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts import vote_lines as say
from alerts.markup import Line, Span
from alerts.vote_changes import added, differences, figures_corrected, side_corrected
from alerts.vote_labels import country_name, deed, side_name, vote_labels
from alerts.vote_render import ROOMS, Room, country_block, fitted, headed, report
from newsroom.un.absences import with_absences
from newsroom.un.votes import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alerts.render import Reader
    from alerts.vote_changes import Difference
    from newsroom.delivery import Payload
    from newsroom.model import Match, StoredChange
    from newsroom.settings import Channel
    from newsroom.un.votes import Vote


def vote_reply(stored: StoredChange, matches: Sequence[Match], reader: Reader) -> Payload:
    """Write the answer that tells what a change brought."""
    found = differences(stored, say.watched(reader.channel.countries))
    severity = max((match.severity for match in matches), default=1)
    quiet = severity < reader.channel.silent_below
    only_number = bool(found) and not any(one.wrong or one.completed for one in found)
    versions = []
    for room in ROOMS:
        lines = [line for one in found for line in _answer(one, reader, room)]
        if not found:
            lines = _as_it_stands(stored, reader, room)
        linked = (*report(stored, reader, room), Span(text=f" · #{stored.story_number}"))
        versions.append([*lines, linked])
    return fitted(versions, stored, reader, silent=quiet or only_number)


def must_reply(stored: StoredChange, channel: Channel) -> bool:
    """Say whether the change is answered whatever a channel asks for: rule of truth 5.

    A roll call is complete, or something was wrong that the channel has read.
    """
    found = differences(stored, say.watched(channel.countries))
    return any(one.completed or one.wrong for one in found)


def _answer(one: Difference, reader: Reader, room: Room) -> list[Line]:
    language = reader.channel.language
    if one.wrong:
        return _correction(one, language)
    if one.completed:
        return _complete(one.after, reader, room)
    text = vote_labels(language).number.format(
        draft=one.before.draft or "", symbol=one.after.symbol or ""
    )
    return [(Span(text=text, bold=True),)]


def _complete(vote: Vote, reader: Reader, room: Room) -> list[Line]:
    language = reader.channel.language
    own = vote_labels(language)
    head = own.complete.format(text=say.name_of(vote), tally=say.with_tally(vote))
    lines: list[Line] = [(Span(text=head, bold=True),)]
    lines += country_block(vote, reader, room)
    listed = say.list_line(vote, language, room.named & {Side.NO, Side.ABSENT})
    return [*lines, (Span(text=listed),)] if listed else lines


def _correction(one: Difference, language: str) -> list[Line]:
    own, vote = vote_labels(language), one.after
    text = say.name_of(vote)
    lines: list[Line] = []
    if one.sides:
        code, _ = one.sides[0]
        name, vote_now = country_name(code, language), deed(vote.roll_call[code], language)
        head = own.correction.format(name=name, vote=vote_now, text=text)
        lines = [(Span(text=head, bold=True),)]
        lines += [(Span(text=_wrote(one, code, old, language)),) for code, old in one.sides]
    else:
        head = own.correction_of.format(text=text, tally=say.with_tally(vote))
        lines = [(Span(text=head, bold=True),)]
    below = figures_corrected(one, language)
    if not one.tally:
        below.append(own.tally_same.format(tally=say.with_tally(vote)))
    lines += [(Span(text=text),) for text in below]
    if one.completed:
        lines.append((Span(text=own.complete_note.format(n=len(vote.roll_call))),))
    return lines


def _wrote(one: Difference, code: str, old: Side, language: str) -> str:
    """Say what was printed, and what is right: by the UN's record only where it is known."""
    if not one.of_record:
        return side_corrected(one, code, old, language)
    own = vote_labels(language)
    said = own.wrote.format(
        old=side_name(old, language), new=side_name(one.after.roll_call[code], language)
    )
    return f"{country_name(code, language)}{own.colon}{said}" if len(one.sides) > 1 else said


def _as_it_stands(stored: StoredChange, reader: Reader, room: Room) -> list[Line]:
    """Tell the votes that the change brought; where it does not say which, what is known."""
    votes = added(stored) or [with_absences(one.vote) for one in stored.votes]
    vote = say.main_vote(votes, reader.record)
    return headed(vote, votes, stored, reader, room)
