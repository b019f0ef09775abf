"""What is new about a vote that was told before: the notes in its message, and the answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts import labels
from alerts import vote_lines as say
from alerts.markup import Line, Span
from alerts.vote_labels import country_name, side_name, vote_labels
from newsroom.ballot import Origin
from newsroom.un.absences import with_absences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alerts.render import Reader
    from newsroom.model import StoredChange
    from newsroom.un.votes import Side, Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one telling of a vote says otherwise than the one before it."""

    before: Vote
    after: Vote
    #: Watched countries whose printed vote was wrong, with what was printed.
    sides: tuple[tuple[str, Side], ...]
    #: The UN's own record says so, and not a page.
    of_record: bool = False

    @property
    def tally(self) -> bool:
        """Say whether a printed tally was wrong."""
        return bool(say.tally(self.before)) and say.tally(self.before) != say.tally(self.after)

    @property
    def outcome(self) -> bool:
        """Say whether a printed outcome was wrong."""
        return self.before.outcome is not self.after.outcome

    @property
    def day(self) -> bool:
        """Say whether a printed day was wrong."""
        return self.before.date is not None and self.before.date != self.after.date

    @property
    def numbered(self) -> bool:
        """Say whether a draft has become a resolution with a number."""
        return self.before.symbol is None and self.after.symbol is not None

    @property
    def completed(self) -> bool:
        """Say whether the roll call has become complete."""
        return self.after.roll_call_complete and not self.before.roll_call_complete

    @property
    def wrong(self) -> bool:
        """Say whether anything that was printed was wrong."""
        return self.tally or bool(self.sides) or self.outcome or self.day


def added(stored: StoredChange) -> tuple[Vote, ...]:
    """Return the votes that the change brought, and that were not known before it."""
    return tuple(with_absences(new.vote) for old, new in stored.revised if old is None)


def differences(stored: StoredChange, countries: Iterable[str]) -> tuple[Difference, ...]:
    """Return what the change brought; of votes that it brought nothing new to, nothing."""
    watched = tuple(countries)
    found = []
    for old, new in stored.revised:
        if old is None:
            continue
        before, after = with_absences(old.vote), with_absences(new.vote)
        sides = tuple(
            (code, before.roll_call[code])
            for code in watched
            if code in before.roll_call
            and code in after.roll_call
            and before.roll_call[code] is not after.roll_call[code]
        )
        record = new.origin in {Origin.RECORD, Origin.BULK}
        one = Difference(before=before, after=after, sides=sides, of_record=record)
        if one.wrong or one.numbered or one.completed:
            found.append(one)
    return tuple(found)


def notes(stored: StoredChange, reader: Reader) -> list[Line]:
    """Return the notes that stand under an edited message, one for each vote that changed."""
    channel = reader.channel
    own = vote_labels(channel.language)
    found = differences(stored, say.watched(channel.countries))
    lines: list[Line] = []
    for one in found[:3]:
        told = [*_corrections(one, channel.language), *_news(one, channel.language)]
        form = own.corrected if one.wrong else own.updated
        text = form.format(time=_moment(stored, reader), what=" ".join(told))
        lines.append((Span(text=text, italic=True),))
    return lines


def _corrections(one: Difference, language: str) -> list[str]:
    told = [side_corrected(one, code, old, language) for code, old in one.sides]
    return [*told, *figures_corrected(one, language)]


def side_corrected(one: Difference, code: str, old: Side, language: str) -> str:
    """Say a country's vote, and what was printed."""
    own = vote_labels(language)
    new = side_name(one.after.roll_call[code], language)
    was = own.was.format(old=side_name(old, language))
    return f"{country_name(code, language)}{own.colon}{new} {was}{own.end}"


def figures_corrected(one: Difference, language: str) -> list[str]:
    """Say tally, outcome and day where they were printed otherwise."""
    own, told = vote_labels(language), []
    if one.tally:
        told.append(own.tally_new.format(new=say.tally(one.after), old=say.tally(one.before)))
    if one.outcome:
        new, old = (own.outcomes[vote.outcome.value] for vote in (one.after, one.before))
        told.append(f"{new} {own.was.format(old=old)}{own.end}")
    if one.day:
        new, old = (say.day_of(vote, language) for vote in (one.after, one.before))
        told.append(f"{new} {own.was.format(old=old)}{own.end}")
    return told


def _news(one: Difference, language: str) -> list[str]:
    own = vote_labels(language)
    told = []
    if one.numbered and one.before.draft:
        text = own.number.format(draft=one.before.draft, symbol=one.after.symbol)
        told.append(f"{text}{own.end}")
    if one.completed:
        told.append(own.complete_note.format(n=len(one.after.roll_call)))
    return told


def _moment(stored: StoredChange, reader: Reader) -> str:
    """Write when the change came: the day, where it is not today, and the time."""
    channel, at = reader.channel, stored.change.at
    zone, language = channel.timezone, channel.language
    clock = labels.clock(at, zone, language)
    if labels.local(at, zone).date() == labels.local(reader.now, zone).date():
        return clock
    return f"{labels.day(at, zone, language, now=reader.now)} {clock}"
