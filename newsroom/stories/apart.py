"""Two reports that look alike and are of two events: an outlet's next one, a title used again.

An outlet tells of one event once, and again when there is something new of the same place; what it
publishes beside that is something else, however alike its words are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsroom.stories.fingerprint import Fingerprint
    from newsroom.stories.likeness import Near

#: Titles with so many words in common are of one form.
_ONE_FORM: Final = 0.5
#: Titles with so many words in common are one title, nearly.
_ONE_TITLE: Final = 0.85


def apart(one: Fingerprint, two: Fingerprint, near: Near) -> str:
    """Return why two look-alikes are of two events; "" where nothing says so."""
    if set(one.symbols) & set(two.symbols) or _one_place(one, two):
        return ""
    alike = _alike(one, two)
    if one.source == two.source and alike < _ONE_TITLE:
        return "two reports of one outlet with no place in common"
    if one.lang != two.lang or alike < _ONE_FORM:
        return ""
    if _numbered(one) and _numbered(two) and _numbered(one) != _numbered(two):
        return "one form of title, other numbers"
    if one.places and two.places and not any(near(a, b) for a in one.places for b in two.places):
        return f"one form of title, other places: {one.places[0]}, {two.places[0]}"
    return ""


def _one_place(one: Fingerprint, two: Fingerprint) -> bool:
    return bool(set(one.places or one.named) & set(two.places or two.named))


def _alike(one: Fingerprint, two: Fingerprint) -> float:
    mine, theirs = set(one.title), set(two.title)
    return len(mine & theirs) / max(len(mine | theirs), 1)


def _numbered(one: Fingerprint) -> frozenset[str]:
    return frozenset(word for word in one.title if word.isdigit())
