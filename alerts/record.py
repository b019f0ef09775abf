"""All votes that are known: what a new one is measured against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.un.claims import past
from newsroom.un.memory import read_line, remembered
from newsroom.un.series import first_with, has, order, required
from newsroom.un.symbols import key
from newsroom.un.votes import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.settings import Series, Settings
    from newsroom.un.claims import Past
    from newsroom.un.sourced import Sourced
    from newsroom.un.votes import Side, Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Votes in any order, and the series that they belong to."""

    votes: tuple[Vote, ...] = ()
    series: tuple[Series, ...] = ()

    def past(self, country: str, vote: Vote) -> Past | None:
        """Say how a country voted before in the vote's series; None for a vote in no series."""
        series = first_with(self.series, vote)
        return past(country, vote, series, self.votes) if series else None

    def before(self, vote: Vote, most: int) -> tuple[Vote, ...]:
        """Return the last votes of the series before this one, oldest first."""
        series = first_with(self.series, vote)
        if series is None:
            return ()
        own = [one for one in self.votes if has(series, one) and order(one) < order(vote)]
        return tuple(sorted(own, key=order))[-most:]

    def is_whole(self, vote: Vote) -> bool:
        """Say whether every text of the series before a vote is certainly among these."""
        series = first_with(self.series, vote)
        needed = required(series, vote) if series else None
        if series is None or needed is None:
            return False
        own = [one for one in self.votes if has(series, one)]
        return needed <= {key(name) for one in own for name in (one.symbol, one.draft) if name}

    def sides(self, country: str, votes: Sequence[Vote]) -> tuple[Side | None, ...]:
        """Return where a country stood in each of these; None: not known."""
        return tuple(vote.roll_call.get(country) for vote in votes)

    def vetoes(self, vote: Vote) -> tuple[Vote, ...]:
        """Return earlier vetoes on the vote's subject, oldest first."""
        before = self.before(vote, len(self.votes))
        return tuple(one for one in before if one.outcome is Outcome.VETOED)


def record_of(stored: Sequence[Sourced], settings: Settings) -> Record:
    """Put what is stored before the starter memory."""
    known = remembered(stored, map(read_line, settings.memory))
    return Record(votes=tuple(one.vote for one in known), series=settings.series)
