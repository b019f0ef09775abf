"""What is said of one vote, line by line: outcome, tally, countries, lists. Pure, and no markup.

A country that is not named is unknown: it is said to have voted yes or not at all only where the
lists of the other sides are complete, and never to have been absent.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from babel.dates import format_date

from alerts import labels
from alerts.markup import capital
from alerts.vote_labels import body_name, country_name, side_name, vote_labels
from newsroom.un.claims import Word
from newsroom.un.membership import ASSEMBLY_BODIES, members
from newsroom.un.series import first_with
from newsroom.un.symbols import key
from newsroom.un.votes import Method, Outcome, Part, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from alerts.record import Record
    from newsroom.un.claims import Past
    from newsroom.un.votes import Vote

#: Whose votes are named where a channel asks for none.
WATCHED: Final = ("ARM", "AZE", "GEO", "RUS", "TUR", "IRN")
#: Characters of a headline that is composed.
HEADLINE: Final = 90
COUNCIL: Final = "Security Council"
_MOST_NAMES: Final = 12
_WHOLE: Final = (Side.YES, Side.NO, Side.ABSTAIN)
_WITH_ARTICLE: Final = ("Russian Federation", "United ", "UK", "USA")


def tally(vote: Vote) -> str:
    """Return `141–7–32`; empty where one of the three is not stated."""
    numbers = [vote.counts.get(side) for side in _WHOLE]
    return "" if None in numbers else "–".join(str(number) for number in numbers)


def with_tally(vote: Vote) -> str:
    """Return the tally as it stands behind a phrase; empty where there is none."""
    counted = tally(vote)
    return f", {counted}" if counted else ""


def watched(countries: Sequence[str]) -> tuple[str, ...]:
    """Return the countries whose votes a channel names."""
    return tuple(countries) or WATCHED


def name_of(vote: Vote) -> str:
    """Return the symbol of what was voted on; empty where none is known."""
    return vote.symbol or vote.draft or ""


def day_of(vote: Vote, language: str) -> str:
    """Write the day of a vote, with its year; empty where it is not known."""
    if vote.date is None:
        return ""
    own = labels.labels(language)
    return format_date(
        date.fromisoformat(vote.date), own.day + own.year, locale=labels.locale(language)
    )


# --- the headline -------------------------------------------------------------------------------


def form_of(vote: Vote) -> str:
    """Return which form tells of this vote."""
    if vote.part is not Part.WHOLE:
        return f"{vote.part}_{'adopted' if vote.outcome.passed else 'rejected'}"
    if not vote.outcome.passed:
        return vote.outcome.value
    method = {Method.UNANIMOUS: "unanimous", Method.WITHOUT_A_VOTE: "without_a_vote"}
    how = method.get(vote.method)
    if vote.outcome is Outcome.APPROVED:
        return f"approved_{how}" if how else "approved"
    return how or "adopted"


def headline(vote: Vote, language: str, title: str = "") -> str:
    """Compose the first line. `title`: of the text, to be named in it."""
    long = [_headline(vote, language, one, brief=False) for one in (title, "")]
    fits = (one for one in long if len(one) <= HEADLINE)
    return next(fits, None) or _headline(vote, language, "", brief=True)


def _headline(vote: Vote, language: str, title: str, *, brief: bool) -> str:
    form = form_of(vote)
    filled = {
        "what": _what(vote, language, title),
        "who": vetoers(vote, language, brief=brief),
        "tally": with_tally(vote),
    }
    own, body = vote_labels(language), body_name(vote.body, language)
    if form in own.forms and "{body}" in own.forms[form]:
        return own.forms[form].format(body=body, **filled)
    if form in own.forms:
        return f"{body}{own.stop}{own.forms[form].format(**filled)}"
    return f"{body}{own.stop}{piece(vote, language, named=False)}{with_tally(vote)}"


def _what(vote: Vote, language: str, title: str) -> str:
    own = vote_labels(language)
    if vote.body == COUNCIL and vote.symbol and vote.outcome.passed:
        return own.resolution.format(number=vote.symbol.removeprefix("S/RES/"))
    if title:
        return f"{own.quotes[0]}{title}{own.quotes[1]}"
    return own.text if vote.outcome is Outcome.ADOPTED else own.draft


def piece(vote: Vote, language: str, *, named: bool = True) -> str:
    """Say how a vote on a part, or on the whole beside its parts, ended: `motion rejected`."""
    end = "adopted" if vote.outcome.passed else "rejected"
    name = ""
    if named and vote.part is Part.AMENDMENT and vote.draft:
        name = f" {vote.draft.rpartition('/')[2]}"
    return vote_labels(language).pieces[f"{vote.part}_{end}"].format(name=name)


def vetoers(vote: Vote, language: str, *, brief: bool = False) -> str:
    """Name who cast a veto. `brief`: where room is short."""
    short = vote_labels(language).brief if brief else {}
    names = [short.get(code) or country_name(code, language) for code in vote.vetoed_by]
    if language != "en":
        return ", ".join(names)
    return " and ".join(f"the {name}" if name.startswith(_WITH_ARTICLE) else name for name in names)


# --- countries ----------------------------------------------------------------------------------


def may_have_voted(vote: Vote, code: str) -> bool:
    """Tell whether a country can have had a vote: a member on that day, or named."""
    if code in vote.roll_call:
        return True
    if vote.date is None:
        return vote.body in ASSEMBLY_BODIES
    seated = members(vote.body, date.fromisoformat(vote.date))
    return seated is not None and code in seated


def country_lines(
    vote: Vote, countries: Iterable[str], record: Record, language: str, *, brackets: bool = True
) -> list[str]:
    """Return a line for each of these countries; those that nothing is known of share one."""
    if vote.method in {Method.WITHOUT_A_VOTE, Method.UNANIMOUS}:
        return []
    own = vote_labels(language)
    lines: list[str] = []
    unknown: list[str] = []
    for code in countries:
        side = vote.roll_call.get(code)
        name = country_name(code, language)
        if side is not None:
            past = record.past(code, vote)
            told = against_record(side, past, language, brackets=brackets)
            lines.append(f"{name}{own.colon}{told}")
        elif may_have_voted(vote, code):
            unknown.append(name)
    if unknown and vote.method is Method.RECORDED:
        lines.append(f"{', '.join(unknown)}{own.colon}{left_open(vote, language)}")
    return lines


def left_open(vote: Vote, language: str) -> str:
    """Say what is known of a country that is in no list."""
    own = vote_labels(language)
    settled = {side for side in (Side.NO, Side.ABSTAIN) if _is_settled(vote, side)}
    return own.yes_or_absent if len(settled) == 2 else own.unpublished  # noqa: PLR2004 - both


def _is_settled(vote: Vote, side: Side) -> bool:
    return side in vote.complete or vote.counts.get(side) == 0


def against_record(side: Side, past: Past | None, language: str, *, brackets: bool = True) -> str:
    """Say a country's vote, what is new in it, and what it did before."""
    own, told = vote_labels(language), side_name(side, language)
    if past is None or not past.tally.known:
        return told
    new = {Word.FIRST: own.first, Word.AGAIN: own.again}
    if past.word in new:
        told = new[past.word].format(vote=told)
    if not brackets:
        return told
    form = own.earlier if past.whole else own.known
    counted = form.format(n=past.tally.known, counts=_counts(side, past, language))
    return f"{told} ({counted})"


def _counts(own_side: Side, past: Past, language: str) -> str:
    """List how often each side was taken, the most frequent first; of equals the vote's own."""
    order = sorted(
        (side for side in Side if past.tally.counts[side]),
        key=lambda side: (-past.tally.counts[side], side is not own_side),
    )
    return ", ".join(f"{_short(side, language)} {past.tally.counts[side]}" for side in order)


def _short(side: Side, language: str) -> str:
    # Georgian says of an absence in a list only that there was no part in it.
    own = vote_labels(language)
    long = side_name(side, language)
    return own.absent if side is Side.ABSENT and long.endswith(own.absent) else long


# --- lists --------------------------------------------------------------------------------------


def names_on(vote: Vote, side: Side, language: str) -> tuple[str, ...]:
    """Return the names of a side, in the language's order, if all are known and not too many."""
    if side not in vote.complete or not 0 < (vote.counts.get(side) or 0) <= _MOST_NAMES:
        return ()
    codes = [code for code, where in vote.roll_call.items() if where is side]
    return tuple(sorted((country_name(code, language) for code in codes), key=alphabetical))


def alphabetical(name: str) -> str:
    """Return what names are sorted by, in any of the languages."""
    # A letter with a mark stands beside the one without, not behind the z.
    return "".join(char for char in normalize("NFKD", name) if not combining(char)).casefold()


def list_line(vote: Vote, language: str, named: frozenset[Side]) -> str:
    """Name or count who was against, abstained or did not vote. `named`: sides to be named."""
    own = vote_labels(language)
    heads = {Side.NO: own.against, Side.ABSTAIN: own.abstaining, Side.ABSENT: own.absent}
    parts = []
    for side, head in heads.items():
        names = names_on(vote, side, language) if side in named else ()
        number = vote.counts.get(side)
        if names:
            told = ", ".join(_permanent(vote, side, names, language))
        elif number and side is not Side.ABSTAIN:
            told = str(number)
        else:
            continue
        parts.append(f"{head}{own.colon}{told}")
    return capital(own.joint.join(parts), language)


def _permanent(vote: Vote, side: Side, names: tuple[str, ...], language: str) -> list[str]:
    vetoing = {country_name(code, language) for code in vote.vetoed_by}
    mark = vote_labels(language).permanent
    return [
        mark.format(name=name) if side is Side.NO and name in vetoing else name for name in names
    ]


def main_vote(votes: Sequence[Vote], record: Record) -> Vote:
    """Return the vote that a page's alert is about: on a whole text, and the least ordinary."""
    return max(votes, key=lambda vote: _weight(vote, record))


def _weight(vote: Vote, record: Record) -> tuple[bool, bool, bool, bool]:
    return (
        vote.part is Part.WHOLE,
        first_with(record.series, vote) is not None,
        not vote.outcome.passed,
        vote.method is Method.RECORDED,
    )


def same_text(one: Vote, other: Vote) -> bool:
    """Tell whether two votes were on one text."""
    return bool(one.draft and other.draft and key(one.draft) == key(other.draft))
