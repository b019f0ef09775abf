"""Groups of UN texts on one subject: which votes belong to one, and which texts it must have."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsroom.un.bodies import COMMITTEES
from newsroom.un.symbols import key
from newsroom.un.text import words_of
from newsroom.un.votes import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.settings import Series
    from newsroom.un.votes import Vote

#: More than any session has resolutions.
_MOST_NUMBERS: Final = 2_000


def order(vote: Vote) -> tuple[str, list[tuple[int, str]]]:
    """Return what votes are sorted by: the day, then the symbol, numbers by their value."""
    parts = re.split(r"(\d+)", key(vote.symbol or vote.draft or vote.id))
    # Of whole numbers without leading zeros the longer one is the greater.
    numbers = [part.lstrip("0") if part.isdecimal() else "" for part in parts]
    return vote.date or "", [(len(n), n or part) for n, part in zip(numbers, parts, strict=True)]


def has(series: Series, vote: Vote) -> bool:
    """Tell whether a vote is on a text of the series: on the text as a whole.

    By its symbol or draft. By its title only where no list of symbols is vouched to be complete,
    and not in a committee, whose texts come back to the Assembly and would count twice.
    """
    if vote.part is not Part.WHOLE:
        return False
    written = [key(one) for one in (vote.symbol, vote.draft) if one]
    if any(pattern.fullmatch(one) for pattern in _patterns(series.symbols) for one in written):
        return True
    if vote.body in COMMITTEES or not _titles_count(series, vote):
        return False
    title = f" {' '.join(words_of(vote.title))} "
    return any(_within(words_of(words), title) for words in series.titles)


def _titles_count(series: Series, vote: Vote) -> bool:
    return bool(series.titles) and not (_named(series) and _vouched(series, vote))


def _named(series: Series) -> frozenset[str]:
    return frozenset(key(symbol) for symbol in series.symbols if "*" not in symbol)


def _vouched(series: Series, vote: Vote) -> bool:
    through = series.complete_through
    return through is not None and vote.date is not None and vote.date <= through.isoformat()


@lru_cache(maxsize=256)
def _patterns(symbols: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return the symbols as patterns; a star is any run of letters, digits and dots."""
    return tuple(re.compile(re.escape(key(symbol)).replace(r"\*", r"[^/]*")) for symbol in symbols)


def _within(words: Sequence[str], title: str) -> bool:
    """Tell whether a title has these words, in a row; a star at a word's end is any ending."""
    return bool(words) and re.search(_title_pattern(tuple(words)), title) is not None


@lru_cache(maxsize=256)
def _title_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        " " + " ".join(re.escape(word).replace(r"\*", r"\S*") for word in words) + " "
    )


def first_with(series: Iterable[Series], vote: Vote) -> Series | None:
    """Return the first series that has a vote."""
    return next((one for one in series if has(one, vote)), None)


def required(series: Series, vote: Vote) -> frozenset[str] | None:
    """Return the texts, as keys, that may have been voted on before this one; None if not certain.

    The texts that the series names are all there are up to the day through which it is vouched to
    be complete; titles bring in later ones.
    A star in the vote's own place, `A/RES/ES-11/*` for `A/RES/ES-11/6`, stands for all
    numbers before it: a session counts its resolutions. Other stars, and titles, leave it open.
    """
    own = key(vote.symbol or vote.draft or "")
    session, _, number = own.rpartition("/")
    named = _named(series)
    stars = {key(symbol) for symbol in series.symbols if "*" in symbol}
    if _titles_count(series, vote) or stars - {f"{session}/*"}:
        return None
    inside = {symbol for symbol in named if symbol.rpartition("/")[0] == session}
    if not _vouched(series, vote) and not (stars and named == inside):
        return None
    if not stars:
        return named - {own}
    if not number.isdecimal() or int(number) > _MOST_NUMBERS:
        return None
    before = {f"{session}/{one}" for one in range(1, int(number))}
    return (named - inside) | before
