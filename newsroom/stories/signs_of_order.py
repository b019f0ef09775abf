"""What two reports say of each other: a further event, a day after, somebody's words about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from newsroom.meaning import Signal
from newsroom.stories.signs import HALF_A_DAY, ONE_DAY, UN, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.stories.fingerprint import Fingerprint

#: A day in the region begins four hours before it does in UTC.
_REGION: Final = timedelta(hours=4)
_SOON: Final = timedelta(hours=6)
_DENIAL: Final = str(Signal.DENIAL)


def signs_of_order(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    """Yield what marks, days and tallies say of two reports; the earlier is the first of them."""
    early, late = sorted((one, two), key=lambda each: each.at)
    yield from _further(early, late)
    yield from _freed(early, late)
    yield from _talks(early, late)
    yield from _buried(early, late)
    yield from _recurring(early, late)
    yield from _later_day(early, late)
    yield from _tally(early, late)


def _further(early: Fingerprint, late: Fingerprint) -> Iterator[Sign]:
    """Say whether the later report tells that it happened once more, or a day after."""
    if late.at - early.at <= _SOON or UN & {*early.topics, *late.topics}:
        return
    if "again" in late.marks and "again" not in early.marks:
        value = -1.0 if "title again" in late.marks else -0.5
        yield Sign("again", value, "it happened again")
    if "after" in late.marks and "after" not in early.marks:
        yield Sign("after", -0.5, "it speaks of a day before")


def _freed(early: Fingerprint, late: Fingerprint) -> Iterator[Sign]:
    """Say whether the later title tells that those are let go whom the earlier report holds."""
    if "title freed" not in late.marks or "title freed" in early.marks:
        return
    if early.incident in _HELD:
        yield Sign("freed", -1.5, "those who were held are free")


_HELD: Final = frozenset({"detention_or_arrest", "crackdown", "captives_or_exchange", "protest"})


def _talks(early: Fingerprint, late: Fingerprint) -> Iterator[Sign]:
    """Say whether one report's title has somebody's words, and the other's has what happened."""
    mine, theirs = _talk(early), _talk(late)
    if mine and theirs:
        yield Sign("both talk", 1.0, "both are somebody's words", counts=False)
    elif mine or theirs:
        name = "talk later" if theirs else "talk before"
        yield Sign(name, -0.7, "one is somebody's words about it")


def _talk(one: Fingerprint) -> bool:
    """Say whether a report is of words: its title speaks, it states no toll and denies nothing."""
    stated = one.killed is not None or one.wounded is not None
    return "title talks" in one.marks and not stated and _DENIAL not in one.signals


def _buried(early: Fingerprint, late: Fingerprint) -> Iterator[Sign]:
    if ("buried" in early.marks) is not ("buried" in late.marks):
        title = "title buried" in {*early.marks, *late.marks}
        yield Sign("buried", -1.5 if title else -0.5, "one is of a burial")


def _recurring(early: Fingerprint, late: Fingerprint) -> Iterator[Sign]:
    """Say how long after each other two reports of one act come: some acts recur each night."""
    if early.incident is None or late.incident is None:
        return
    apart = late.at - early.at
    when = "at once" if apart <= HALF_A_DAY else "next day" if apart <= ONE_DAY else "days"
    act = early.incident if early.incident == late.incident else "another act"
    yield Sign(f"{act}, {when}", 1.0, f"{early.incident}, {late.incident}, {when}", counts=False)


def _later_day(early: Fingerprint, late: Fingerprint) -> Iterator[Sign]:
    """Say whether all days that the later report names came after the earlier report."""
    if late.days and min(late.days) > (early.at + _REGION).date():
        yield Sign("later day", -0.3, f"of {min(late.days)}, after the other report")
        if {early.incident, late.incident} <= _RECURRING:
            yield Sign("later day again", 1.0, "acts that recur, on a later day", counts=False)


#: Acts that are repeated at one place within days.
_RECURRING: Final = frozenset(
    {"shelling_or_fire", "clash", "drone_strike", "protest", "crackdown", "mine_blast"}
    | {"terror_or_shooting", "detention_or_arrest", "blockade_or_closure"}
)


def _tally(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    """Say whether two votes ended otherwise, or have other numbers beside chance ones in common."""
    if not UN & set(one.topics) & set(two.topics):
        return
    yield from _fates(one, two)
    yield from _beyond(one, two)
    yield from _beyond(two, one)
    mine, theirs = ({n for n in each.numbers if n in _VOTES} for each in (one, two))
    other = min(len(mine - theirs), len(theirs - mine), 2)
    if other and min(len(mine), len(theirs)) > 1:
        yield Sign("other tally", -1.0 * other, "another tally")


def _fates(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    """Say whether one text passed and one was vetoed; a report may tell of both."""
    if {one.fate, two.fate} == {"adopted", "vetoed"}:
        yield Sign("other fates", -3.0, "one text was adopted, one was vetoed")


def _beyond(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    """Say whether one text is of the Security Council, and the other has more votes than that."""
    if one.organs == ("council",) and not two.organs and any(n in _MANY for n in two.numbers):
        yield Sign("beyond the Council", -1.5, "more votes than the Council has")


#: More than sit in the Security Council, at most all members.
_MANY: Final = range(30, 194)
#: States on one side of a vote.
_VOTES: Final = range(2, 194)
