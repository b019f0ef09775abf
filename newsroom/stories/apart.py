"""Two reports that look alike and are of two events: an outlet's next one, a title used again.

An outlet tells of one event once, and again when there is something new of the same place; what it
publishes beside that is something else, however alike its words are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsroom.stories.fingerprint import Fingerprint
    from newsroom.stories.signs import Near

#: Titles with so many words in common are of one form.
_ONE_FORM: Final = 0.5
#: Bodies with so many words in common are one body, nearly.
_ONE_BODY: Final = 0.7
#: Titles with so many words in common are one title, nearly.
_ONE_TITLE: Final = 0.85


def apart(one: Fingerprint, two: Fingerprint, near: Near) -> str:
    """Return why two look-alikes are of two events; "" where nothing says so."""
    if set(one.symbols) & set(two.symbols):
        return ""
    alike, placed = _alike(one, two), _one_place(one, two)
    if alike < _ONE_FORM and _one_body(one, two) and not (placed and _one_act(one, two)):
        return "one text under two titles"
    if placed:
        return ""
    if one.source == two.source and alike < _ONE_TITLE:
        return "two reports of one outlet with no place in common"
    return _one_form(one, two, near) if one.lang == two.lang and alike >= _ONE_FORM else ""


def _one_form(one: Fingerprint, two: Fingerprint, near: Near) -> str:
    """Say what differs in two titles of one form."""
    if _numbered(one) and _numbered(two) and _numbered(one) != _numbered(two):
        return "one form of title, other numbers"
    if one.places and two.places and not any(near(a, b) for a in one.places for b in two.places):
        return f"one form of title, other places: {one.places[0]}, {two.places[0]}"
    return ""


def _one_body(one: Fingerprint, two: Fingerprint) -> bool:
    """Say whether what stands below the titles is the same: some sites have one text below all."""
    mine, theirs = set(one.words) - set(one.title), set(two.words) - set(two.title)
    return bool(mine) and len(mine & theirs) > _ONE_BODY * len(mine | theirs)


def _one_act(one: Fingerprint, two: Fingerprint) -> bool:
    return one.incident == two.incident


def _one_place(one: Fingerprint, two: Fingerprint) -> bool:
    return bool(set(one.places or one.named) & set(two.places or two.named))


def _alike(one: Fingerprint, two: Fingerprint) -> float:
    mine, theirs = set(one.title), set(two.title)
    if mine == theirs:
        return 1.0
    return len(mine & theirs) / max(len(mine | theirs), 1)


def _numbered(one: Fingerprint) -> frozenset[str]:
    return frozenset(word for word in one.title if any(map(str.isdigit, word)))
