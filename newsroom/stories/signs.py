"""What two reports have in common, and what sets them apart, as signs with values.

A sign that `counts` adds its value to the log odds that the two are of one event; the weights of
`weights.json` correct each of them. Signs that do not count say something only with a weight.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.meaning import Signal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    from newsroom.stories.fingerprint import Fingerprint

    class Near(Protocol):
        """How far places are from each other."""

        def __call__(self, a: str, b: str) -> float:
            """Return 1 for the same place, less for one inside the other, 0 for far apart."""


class Sign(NamedTuple):
    """One thing that speaks for or against one event."""

    #: What the weights know it by.
    name: str
    value: float
    #: What people read: `place sotk`.
    said: str
    counts: bool = True


#: By hours between two reports: most of a story comes within a day.
_BY_HOURS: Final = ((6, 1.2), (24, 0.8), (48, -0.3), (96, -1.3), (192, -2.3), (24 * 15, -3.0))
_LATE: Final = -5.0

_ALIKE: Final = frozenset(
    {
        frozenset({"shelling_or_fire", "clash"}),
        frozenset({"shelling_or_fire", "casualty_report"}),
        frozenset({"clash", "casualty_report"}),
        frozenset({"mine_blast", "casualty_report"}),
        frozenset({"drone_strike", "shelling_or_fire"}),
        frozenset({"drone_strike", "clash"}),
        frozenset({"protest", "crackdown"}),
        frozenset({"crackdown", "detention_or_arrest"}),
        frozenset({"terror_or_shooting", "shelling_or_fire"}),
        frozenset({"terror_or_shooting", "casualty_report"}),
        frozenset({"terror_or_shooting", "clash"}),
        frozenset({"terror_or_shooting", "detention_or_arrest"}),
        frozenset({"disaster", "casualty_report"}),
        frozenset({"border_delimitation", "peace_talks"}),
    }
)
_OPINION: Final = str(Signal.OPINION)
_DENIAL: Final = str(Signal.DENIAL)
_TAKEN_AND_FREED: Final = {"detention_or_arrest", "captives_or_exchange"}
HALF_A_DAY: Final = timedelta(hours=12)
ONE_DAY: Final = timedelta(hours=30)
UN: Final = frozenset({"un_vote", "un_resolution"})
_EVENT: Final = frozenset({"caucasus_incident"}) | UN


def signs_of_facts(one: Fingerprint, two: Fingerprint, near: Near) -> Iterator[Sign]:
    """Yield what the facts of two reports have in common; which is the first does not matter."""
    yield from _time(one, two)
    yield from _symbols(one, two)
    yield from _places(one, two, near)
    yield from _act(one, two)
    yield from _kinds(one, two)
    yield from _opinion(one, two)
    yield from _toll(one, two)
    yield from _days(one, two)
    yield from _deadly(one, two, near)


def another(one: Fingerprint, two: Fingerprint, signs: list[Sign]) -> Iterator[Sign]:
    """Two acts of one kind, days apart, are two events unless something particular links them."""
    if abs(one.at - two.at) <= ONE_DAY:
        return
    linking = [sign for sign in signs if sign.value > 0 and sign.name in _LINKS]
    yield from (Sign(f"{one.name}, late", one.value, one.said, counts=False) for one in linking)
    if one.incident and two.incident and sum(sign.value for sign in linking) < 1:
        yield Sign("nothing particular", -0.7, "nothing particular in common after a day")


_LINKS: Final = frozenset({"names", "numbers", "symbol", "near copy", "announced"})


def _time(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    apart = abs(one.at - two.at)
    hours = apart.total_seconds() / 3600
    if hours <= _AT_ONCE:
        yield Sign("at once", 1.0, "at once", counts=False)
    for most, value in _BY_HOURS:
        if hours <= most:
            yield Sign(f"within {most} h", value, f"{hours:.0f} h apart")
            return
    yield Sign("later", _LATE, f"{apart.days} d apart")


_AT_ONCE: Final = 3


def _symbols(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    if shared := set(one.symbols) & set(two.symbols):
        yield Sign("symbol", 4.0, f"symbol {min(shared)}")


def _places(one: Fingerprint, two: Fingerprint, near: Near) -> Iterator[Sign]:
    mine, theirs = one.places or one.named, two.places or two.named
    if not mine or not theirs:
        yield Sign("no places", 1.0, "no places to compare", counts=False)
        return
    best, a, b = max((near(a, b), a, b) for a in mine for b in theirs)
    shared = [near(place, place) for place in set(one.named) & set(two.named)]
    if sum(shared) > 1:
        yield Sign("more places", min(0.8 * (sum(shared) - 1), 1.6), "more places in common")
    if best > 0:
        said = f"place {a}" if a == b else f"near: {a} and {b}"
        yield Sign("place" if a == b else "near", min(1.9, 2.6 * best), said)
        first = near(mine[0], theirs[0])
        yield Sign("smallest places", first, "their smallest places", counts=False)
    elif set(mine) & set(two.named) or set(theirs) & set(one.named):
        yield Sign("beside", 0.4, f"{mine[0]} beside {theirs[0]}")
    elif one.places and two.places:
        yield Sign("other places", -1.4, f"other places: {one.places[0]}, {two.places[0]}")
    small = min(2.0, sum(width >= _SMALL for width in shared))
    yield Sign("small places", small, "small places in common", counts=False)


#: What a place is worth that is no country and no capital.
_SMALL: Final = 0.7


def _act(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    if one.topics and two.topics:
        # The other side's denial is its version of the event.
        if _DENIAL not in {*one.signals, *two.signals}:
            yield from _topics(set(one.topics), set(two.topics))
    elif bool(one.topics) != bool(two.topics):
        yield Sign("unwatched", -0.7, "one is of no watched subject")
    if one.incident is None or two.incident is None:
        if one.incident or two.incident:
            yield Sign("one incident", 1.0, "one tells no incident", counts=False)
        return
    if {one.incident, two.incident} == _TAKEN_AND_FREED and abs(one.at - two.at) > HALF_A_DAY:
        yield Sign("release", -4.0, "a release is not the detention before it")
    elif one.incident == two.incident:
        yield Sign("one act", 1.4, f"both {one.incident}")
        yield Sign(f"both {one.incident}", 1.0, f"both {one.incident}", counts=False)
    elif frozenset({one.incident, two.incident}) in _ALIKE:
        yield Sign("acts alike", 0.5, f"{one.incident} and {two.incident}")
    else:
        yield Sign("other acts", -1.2, f"{one.incident}, not {two.incident}")
    if one.incident != two.incident:
        early, late = sorted((one, two), key=lambda each: each.at)
        order = f"{early.incident}, then {late.incident}"
        yield Sign(order, 1.0, order, counts=False)


def _topics(one: set[str], two: set[str]) -> Iterator[Sign]:
    if one & two & UN:
        yield Sign("united nations", 0.8, "both of the United Nations")
    elif bool(one & UN) != bool(two & UN):
        yield Sign("one united nations", -2.4, "one is of the United Nations")
    elif bool(one & _EVENT) != bool(two & _EVENT):
        yield Sign("event and politics", -1.0, "one is the event, one is politics")


def _kinds(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    """Say what the two are: news or talk of an incident, of politics, of a text."""
    kinds = " and ".join(sorted((_kind(one), _kind(two))))
    yield Sign(kinds, 1.0, kinds, counts=False)
    for signal in Signal:
        marked = (signal in one.signals) + (signal in two.signals)
        if marked:
            name = f"{'both' if marked > 1 else 'one'} with {signal}"
            yield Sign(name, 1.0, name, counts=False)


def _kind(one: Fingerprint) -> str:
    topics = set(one.topics)
    about = (
        "text" if topics & UN else "incident" if topics & _EVENT else "politics" if topics else ""
    )
    return f"{'news' if one.news else 'talk'} of {about}" if about else "another subject"


def _opinion(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    if _OPINION in {*one.signals, *two.signals}:
        yield Sign("opinion", -1.5, "one is an opinion, or an analysis")


def _toll(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    early, late = sorted((one, two), key=lambda each: each.at)
    if early.killed is not None and late.killed is not None and late.killed < early.killed:
        yield Sign("toll falls", 1.0, f"killed {early.killed}, then {late.killed}", counts=False)
    for name, mine, theirs in (
        ("killed", one.killed, two.killed),
        ("wounded", one.wounded, two.wounded),
    ):
        if mine is None or theirs is None:
            if mine is not theirs:
                yield Sign(f"one {name}", 1.0, f"one states no {name}", counts=False)
        elif mine == theirs:
            value = 0.2 if mine <= _FEW else 0.5
            yield Sign(f"same {name}", value, f"{name} {mine}")
        else:
            far = min(mine, theirs) == 0 or max(mine, theirs) > 3 * min(mine, theirs)
            said = f"{name} {mine}, not {theirs}"
            yield Sign(f"far {name}" if far else f"other {name}", -0.6 if far else 0.0, said)


#: Tolls that many events have.
_FEW: Final = 2


def _deadly(one: Fingerprint, two: Fingerprint, near: Near) -> Iterator[Sign]:
    """Two deadly events of one kind in one region on one day are mostly one event."""
    if one.incident is None or two.incident is None or not (one.killed and two.killed):
        return
    alike = one.incident == two.incident or frozenset({one.incident, two.incident}) in _ALIKE
    close = any(near(a, b) for a in one.places for b in two.places)
    if alike and close and abs(one.at - two.at) <= HALF_A_DAY:
        yield Sign("deadly", 1.2, "deadly, in one region on one day")


def _days(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    early, late = sorted((one, two), key=lambda each: each.at)
    if late.at.date() in early.days and late.at.date() > early.at.date():
        yield Sign("announced", 2.0, f"announced for {late.at.date()}")
        return
    if not one.days or not two.days:
        return
    if set(one.days) & set(two.days):
        yield Sign("day", 0.5, f"day {min(set(one.days) & set(two.days))}")
    # A night belongs to two days.
    elif min(abs(a - b) for a in one.days for b in two.days) > timedelta(days=1):
        yield Sign("other days", -0.9, f"other days: {one.days[-1]}, {two.days[-1]}")
