"""Votes as tables for people, 80 columns wide, and as the data that `--json` prints."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

from console.say import counted, cut, printable
from newsroom.un.claims import agreement, members, tally
from newsroom.un.countries import countries
from newsroom.un.series import first_with, has
from newsroom.un.states import FORMER
from newsroom.un.votes import Method, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.settings import Series
    from newsroom.un.claims import Tally
    from newsroom.un.sourced import Sourced
    from newsroom.un.votes import Vote

WIDTH = 80
#: Countries side by side in a matrix.
_COLUMNS = 8
#: As people read them: nobody is called absent, the UN only knows that there was no vote.
WORDS = {
    Side.YES: "yes",
    Side.NO: "no",
    Side.ABSTAIN: "abstained",
    Side.ABSENT: "did not vote",
}
_SHORT = {Side.YES: "yes", Side.NO: "no", Side.ABSTAIN: "abst.", Side.ABSENT: "none"}
_HEADS = {
    Side.YES: "In favour",
    Side.NO: "Against",
    Side.ABSTAIN: "Abstained",
    Side.ABSENT: "Did not vote",
}


def country_name(code: str) -> str:
    """Return a country's name at the United Nations, the code where none is known."""
    known = countries().get(code)
    return known.name if known else FORMER.get(code, code)


def name_of(vote: Vote) -> str:
    """Return the symbol of what was voted on."""
    return vote.symbol or vote.draft or "no symbol"


# --- one vote -----------------------------------------------------------------------------------


def one_vote(found: Sourced, series: Sequence[Series]) -> list[str]:
    """Return a vote with all its names."""
    vote = found.vote
    outcome = vote.outcome.value.replace("_", " ")
    part = "" if vote.part.value == "whole" else f" ({vote.part.value})"
    lines = [f"{name_of(vote)}{part}  {vote.date or 'no date'}  {vote.body}: {outcome}"]
    lines += textwrap.wrap(vote.title, WIDTH) if vote.title else []
    if vote.draft and vote.symbol:
        lines.append(f"Draft: {vote.draft}")
    mine = first_with(series, vote)
    if mine:
        lines.append(f"Series: {mine.title} ({mine.id})")
    lines += ["", *_sides(vote)]
    if vote.vetoed_by:
        lines.append(f"Vetoed by: {', '.join(map(country_name, vote.vetoed_by))}")
    lines.append(f"Source: {found.source}")
    return [printable(line) for line in lines]


def _sides(vote: Vote) -> Iterator[str]:
    if vote.method is Method.WITHOUT_A_VOTE:
        yield "Without a vote: there is no roll call."
        return
    for side, head in _HEADS.items():
        number = vote.counts.get(side)
        names = sorted(country_name(code) for code, at in vote.roll_call.items() if at is side)
        some = "" if side in vote.complete or not names else f" ({len(names)} of them known)"
        text = ", ".join(names) or ("" if number == 0 else "names not known here")
        yield from textwrap.wrap(
            f"{head}, {'number not known' if number is None else number}{some}: {text}",
            WIDTH,
            subsequent_indent="  ",
            break_long_words=False,
        )


# --- a country ----------------------------------------------------------------------------------


def country_json(code: str, votes: Sequence[Vote], series: Sequence[Series]) -> dict[str, object]:
    """Return what `votes country --json` prints."""
    known = [vote for vote in votes if code in vote.roll_call]
    return {
        "country": code,
        "votes": [
            {
                "symbol": vote.symbol or vote.draft,
                "date": vote.date,
                "vote": vote.roll_call[code].value,
                "series": getattr(first_with(series, vote), "id", None),
                "part": vote.part.value,
            }
            for vote in known
        ],
        "series": {one.id: _counts(tally(code, members(one, known))) for one in series},
    }


def _counts(counted_votes: Tally) -> dict[str, object]:
    streak = counted_votes.streak
    return {
        **{side.value: counted_votes.counts[side] for side in Side},
        "streak": {"vote": streak.vote.value, "length": streak.length} if streak else None,
    }


def country_lines(code: str, votes: Sequence[Vote], series: Sequence[Series]) -> list[str]:
    """Return a country's known votes, oldest first, and its counts in each series."""
    known = [vote for vote in votes if code in vote.roll_call]
    lines = [f"{country_name(code)} ({code}): {counted(len(known), 'vote')} known here"]
    for vote in known:
        start = f"{vote.date}  {name_of(vote):<18}  {WORDS[vote.roll_call[code]]:<12}  "
        lines.append(cut(start + printable(vote.title), WIDTH, stream=sys.stdout))
    told = [(one, members(one, votes)) for one in series]
    told = [(one, texts) for one, texts in told if any(code in text.roll_call for text in texts)]
    if told:
        lines += ["", "Series (known of the texts that are stored)"]
    lines += [_series_line(code, one, texts) for one, texts in told]
    return lines


def _series_line(code: str, one: Series, texts: Sequence[Vote]) -> str:
    counts = tally(code, texts)
    sides = ", ".join(f"{WORDS[side]} {n}" for side, n in counts.counts.items() if n)
    streak = counts.streak
    last = f"; last {streak.length}: {WORDS[streak.vote]}" if streak else ""
    return f"{one.id:<24} {counts.known} of {len(texts)}: {sides}{last}"


# --- several countries --------------------------------------------------------------------------


def matrix_json(codes: Sequence[str], votes: Sequence[Vote], series: Series) -> dict[str, object]:
    """Return what `votes matrix --json` prints; an unknown vote is null."""
    texts = members(series, votes)
    return {
        "series": series.id,
        "title": series.title,
        "countries": list(codes),
        "votes": [
            {
                "symbol": text.symbol or text.draft,
                "date": text.date,
                "title": text.title,
                "votes": {code: text.roll_call.get(code) for code in codes},
            }
            for text in texts
        ],
        "totals": {code: _counts(tally(code, texts)) for code in codes},
        "agreement": [
            {
                "countries": [one, other],
                "same": (pair := agreement(one, other, texts)).same,
                "both_voted": pair.both_voted,
                "both_known": pair.both_known,
            }
            for place, one in enumerate(codes)
            for other in codes[place + 1 :]
        ],
    }


def matrix_lines(codes: Sequence[str], votes: Sequence[Vote], series: Series) -> list[str]:
    """Return one line a text, one column a country; what is not known stays empty."""
    texts = members(series, votes)
    lines = textwrap.wrap(series.title, WIDTH)
    lines.append(f"{series.id}: {counted(len(texts), 'text')} known here")
    for start in range(0, len(codes), _COLUMNS):
        lines += ["", *_block(codes[start : start + _COLUMNS], texts)]
    lines += ["", "abst.: abstained; none: did not vote; empty: not known"]
    return [printable(line) for line in lines]


def _block(codes: Sequence[str], texts: Sequence[Vote]) -> Iterator[str]:
    """Yield the table of as many countries as fit side by side."""
    yield " " * 31 + "".join(f"{code:>6}" for code in codes)
    for text in texts:
        sides = (text.roll_call.get(code) for code in codes)
        cells = "".join(f"{_SHORT[side] if side else '':>6}" for side in sides)
        yield f"{text.date}  {name_of(text):<19}{cells}".rstrip()


# --- series -------------------------------------------------------------------------------------


def series_json(votes: Sequence[Vote], series: Sequence[Series]) -> list[dict[str, object]]:
    """Return what `votes series --json` prints."""
    return [
        {
            "id": one.id,
            "title": one.title,
            "symbols": list(one.symbols),
            "titles": list(one.titles),
            "complete_through": one.complete_through.isoformat() if one.complete_through else None,
            "votes": [
                {"symbol": text.symbol or text.draft, "date": text.date, "title": text.title}
                for text in members(one, votes)
            ],
        }
        for one in series
    ]


def series_lines(votes: Sequence[Vote], series: Sequence[Series]) -> list[str]:
    """Return each series with the number of its texts that are known."""
    lines = []
    for one in series:
        known = sum(has(one, vote) for vote in votes)
        through = f", named through {one.complete_through}" if one.complete_through else ""
        lines += [f"{one.id}: {counted(known, 'text')} known{through}", f"  {one.title}"]
    return [printable(line) for line in lines]
