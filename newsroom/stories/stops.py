"""What two reports of one event cannot have: two symbols, two organs, tolls that fall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsroom.stories.fingerprint import Fingerprint

_UN: Final = frozenset({"un_vote", "un_resolution"})
#: A toll that is so many times smaller, stated later, is of another event; less is a side's own.
_FALLS: Final = 4


def stop(one: Fingerprint, two: Fingerprint) -> str:
    """Return why the two cannot be reports of one event; "" if they can."""
    return _other_text(one, two) or _other_organ(one, two) or _toll(one, two)


def _other_text(one: Fingerprint, two: Fingerprint) -> str:
    """Two UN texts with symbols of one kind, none of them shared, are two texts."""
    mine, theirs = set(one.symbols), set(two.symbols)
    if not mine or not theirs or mine & theirs or not _un(one, two):
        return ""
    for kind in ("/RES/", "/L."):
        if any(kind in each for each in mine) and any(kind in each for each in theirs):
            return f"other texts: {one.symbols[0]}, {two.symbols[0]}"
    return ""


def _other_organ(one: Fingerprint, two: Fingerprint) -> str:
    """Tell texts that two organs decided."""
    if not one.organs or not two.organs or not _un(one, two):
        return ""
    if not set(one.organs) & set(two.organs):
        return f"other organs: {one.organs[0]}, {two.organs[0]}"
    return ""


def _un(one: Fingerprint, two: Fingerprint) -> bool:
    return bool(_UN & set(one.topics)) and bool(_UN & set(two.topics))


def _toll(one: Fingerprint, two: Fingerprint) -> str:
    """Tell two tolls that cannot be of one event: it may rise, and is mended while it is small."""
    early, late = sorted((one, two), key=lambda each: each.at)
    if early.killed is None or late.killed is None:
        return ""
    if early.killed > 5 and late.killed * _FALLS < early.killed:  # noqa: PLR2004 - small tolls are mended
        return f"killed {early.killed}, then {late.killed}"
    return ""
