"""How a place is called in a channel: in its language, with both names where they are disputed."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from newsroom.read.skeleton import skeleton
from newsroom.read.text import fold_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsroom.facts import PlaceFact
    from newsroom.settings import Place

#: Two names of one place are spellings of one from here on.
_SAME = 0.8
_TOWNS = frozenset({"city", "town"})
#: Two names in two scripts are one if their letters agree so far.
_ALIKE = 0.6


def place_name(fact: PlaceFact, places: Mapping[str, Place], language: str, policy: str) -> str:
    """Name one place by a channel's policy: `Khankendi (Stepanakert)`."""
    place = places.get(fact.id)
    if place is None:
        return fact.name
    named = [one for one in place.names if one.lang == language and not one.people]
    # What is never inflected may be an inflected form itself, unless it ends as the name does.
    whole = [one for one in named if not one.fixed or one.text[-1:] == place.name[-1:]]
    known = [one.text for one in whole or named]
    if place.official is None or policy == "as_in_source":
        return place.name if language == "en" or not known else _own(place.name, known, language)
    if language == "en":
        return _both(place.official, place.other, policy)
    return _both(*_two_names(place.official, place.other, known, language), policy)


def _two_names(
    official: str, other: str | None, known: Sequence[str], language: str
) -> tuple[str, str | None]:
    """Return both names of a disputed place; as the table has them where the language has none."""
    # An adjective is no name; Georgian has no capitals to tell it by.
    proper = [one for one in known if language == "ka" or not one[:1].islower()]
    known = proper or known
    first = _like(official, known, language)
    if other is None:
        return first or (known[0] if known else official), None
    if first is None:
        # What the language has is the name of the other side, or nobody knows whose.
        return official, _like(other, known, language) or (known[0] if known else other)
    second = _like(other, [one for one in known if one != first], language)
    # Shusha and Shushi are one name in a language that has no other.
    same = _alike(other, first, language) >= _SAME
    return first, second or (None if same else other)


def _own(name: str, known: Sequence[str], language: str) -> str:
    """Return the language's first name, unless only a later one sounds like the place's own."""
    like = _alike(name, known[0], language) >= _ALIKE
    return known[0] if like else _like(name, known, language) or known[0]


def _both(first: str, second: str | None, policy: str) -> str:
    if not second or second == first:
        return first
    return f"{first} / {second}" if policy == "both_sides" else f"{first} ({second})"


def _like(name: str | None, known: Iterable[str], language: str) -> str | None:
    """Return the name that sounds like this one; None if none does."""
    if name is None:
        return None
    # Of names with the same consonants, the one that ends alike, or is as long: Sukhumi is Sokhumi
    # before Sukhum is, Choucha is Shusha before Chouchi is.
    rated = [
        (_alike(name, one, language), name[-1:] == one[-1:], -abs(len(name) - len(one)), one)
        for one in known
    ]
    best, _, _, found = max(rated, default=(0.0, False, 0, None), key=lambda one: one[:3])
    return found if best >= _ALIKE else None


def _alike(one: str, other: str, language: str) -> float:
    return SequenceMatcher(None, _bones(one, "en"), _bones(other, language)).ratio()


def _bones(name: str, language: str) -> str:
    return " ".join(skeleton(word, language) for word in fold_plain(name).split())


def where(
    facts: tuple[PlaceFact, ...], places: Mapping[str, Place], language: str, policy: str
) -> tuple[str, ...]:
    """Return the names of an event's places, the smallest first, the country last.

    A province without a name in the language is left out, and so is what lies in another country
    than the first place; the place itself never is.
    """
    facts = _inside_out(facts, places)
    told = (one for one in facts[1:] if _has_name(places.get(one.id), language))
    told = (one for one in told if not _abroad(places.get(one.id), places.get(facts[0].id)))
    names = [place_name(one, places, language, policy) for one in (*facts[:1], *told)]
    country = _country(facts, places, language)
    return tuple(dict.fromkeys([*names, *([country] if country else [])]))


def _abroad(one: Place | None, first: Place | None) -> bool:
    """Say whether two places are known to lie in two countries."""
    known = one is not None and first is not None and one.country and first.country
    return bool(known and one is not None and first is not None and one.country != first.country)


def _inside_out(facts: tuple[PlaceFact, ...], places: Mapping[str, Place]) -> tuple[PlaceFact, ...]:
    """Return places in their order, but each before what it lies in."""
    ordered: list[PlaceFact] = []
    for one in facts:
        around = (at for at, other in enumerate(ordered) if _inside(one, other, places))
        ordered.insert(next(around, len(ordered)), one)
    return tuple(ordered)


def _inside(one: PlaceFact, other: PlaceFact, places: Mapping[str, Place]) -> bool:
    """Say whether a place lies in another, or is a village of the town's district."""
    inner, outer = places.get(one.id), places.get(other.id)
    if inner is None or outer is None:
        return False
    of_town = inner.kind == "village" and outer.kind in _TOWNS
    return outer.id in inner.within or (of_town and inner.within == outer.within)


def _has_name(place: Place | None, language: str) -> bool:
    return place is None or language == "en" or any(one.lang == language for one in place.names)


def _country(
    facts: tuple[PlaceFact, ...], places: Mapping[str, Place], language: str
) -> str | None:
    first = places.get(facts[0].id) if facts else None
    if first is None or first.country is None or first.name == first.country:
        return None
    states = (place for place in places.values() if place.name == place.country)
    state = next((one for one in states if one.name == first.country), None)
    if state is None or language == "en":
        return first.country
    known = [one.text for one in state.names if one.lang == language and not one.people]
    return known[0] if known else first.country
