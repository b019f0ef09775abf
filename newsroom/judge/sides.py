"""Who stands against whom in a text: the sides of the long war, those beyond a line, a crowd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsroom.judge.facts import Facts

#: Languages whose outlets name no place where the news is at home.
HOME: Final = frozenset({"hy", "ka", "az"})
#: The two sides of the long war.
ENEMIES: Final = frozenset({"Armenia", "Azerbaijan"})


def across_a_line(facts: Facts) -> bool:
    """Say whether fire is fire across a line between armies."""
    if facts.has("event_line", "event_heavy_arms", "event_war_scale") or enemies(facts):
        return True
    return in_border_villages(facts)


def in_border_villages(facts: Facts) -> bool:
    """Say whether all places are villages, or the provinces, along Armenia's eastern border."""
    inside = [found.place for found in facts.places if facts.index.in_region(found.place)]
    villages = [key for key in inside if facts.index[key].kind == "village"]
    return bool(villages) and all(
        key in _BORDER or any(facts.index.within(key, around) for around in _BORDER)
        for key in inside
        if not facts.state(key)
    )


_BORDER: Final = frozenset({"tavush", "syunik", "gegharkunik", "vayots-dzor"})


def enemies(facts: Facts) -> bool:
    """Say whether both sides of the long war are in the text."""
    if facts.sides >= ENEMIES:
        return True
    karabakh = any(found.place == "nagorno-karabakh" for found in facts.places)
    others = {
        facts.index[found.place].country
        for found in (*facts.places, *facts.peoples)
        if found.place != "nagorno-karabakh"
    }
    return karabakh and bool(others & ENEMIES)


def occupied_line(facts: Facts) -> bool:
    """Say whether Georgia and those beyond the line of occupation are both in the text."""
    named = {found.place for found in (*facts.places, *facts.peoples)}
    return bool(named & _OCCUPIED and named & {"georgia", "tbilisi"}) and facts.has("event_line")


def held_across(facts: Facts) -> bool:
    """Say whether those who hold and those who are held stand on two sides."""
    occupied = any(found.place in _OCCUPIED for found in facts.places)
    land = facts.has("event_land") and not facts.has("captives_or_exchange", field="title")
    return not land and (enemies(facts) or occupied or facts.has("captives_or_exchange"))


_OCCUPIED: Final = frozenset({"abkhazia", "south-ossetia", "sokhumi", "tskhinvali", "ergneti"})


def in_russia(facts: Facts) -> bool:
    """Say whether it happened in the North Caucasus, where there is no line between armies."""
    return any(facts.index.within(found.place, "north-caucasus") for found in facts.places)


def blocked_by_a_crowd(facts: Facts) -> bool:
    """Say whether people block a street in protest: a road blocked is news as a road.

    The siege of Karabakh was no protest.
    """
    if road_blocked(facts):
        return False
    siege = besieged(facts)
    by_those_in_power = facts.has("any/authorities", field="title") and not facts.has(
        "event_crowd", field="title"
    )
    in_power = by_those_in_power or _closed_by_a_state(facts) or _at_a_crossing(facts)
    return facts.has("event_crowd") and not (facts.has(*_FORCES) or siege or in_power)


def besieged(facts: Facts) -> bool:
    """Say whether a place is named that was cut off by one side of the war."""
    return any(found.place in _SIEGE for found in facts.places)


def road_blocked(facts: Facts) -> bool:
    """Say whether the title tells of a road between places, and names no protest before it."""
    road = [hit.first for hit in facts.of("event_road", field="title")]
    blocked = facts.of("blockade_or_closure", field="title")
    shut = {at for hit in blocked for at in range(hit.first, hit.first + hit.length)}
    told = min((*road, *shut), default=0)
    return bool(road) and not any(
        hit.first < told and shut.isdisjoint(range(hit.first, hit.first + hit.length))
        for hit in facts.of("protest", field="title")
    )


def _closed_by_a_state(facts: Facts) -> bool:
    """Say whether the title begins with who closes: Russia shuts, South Ossetia seals."""
    closed = {hit.first for hit in facts.of("blockade_or_closure", field="title")}
    return any(
        found.hit.field == "title"
        and found.hit.first + found.hit.length in closed
        and facts.index[found.place].kind in _GOVERNED
        for found in facts.places
    )


def _at_a_crossing(facts: Facts) -> bool:
    """Say whether the title names a border crossing and no protest: hundreds only wait there."""
    return not facts.has("protest", field="title") and any(
        found.hit.field == "title" and facts.index[found.place].kind == "crossing"
        for found in facts.places
    )


_GOVERNED: Final = frozenset({"country", "region", "republic", "elsewhere"})


_SIEGE: Final = frozenset({"lachin-corridor", "nagorno-karabakh", "khankendi"})


#: Whose soldiers or agents close a road is no crowd.
_FORCES: Final = ("any/peacekeepers", "any/border-service", "event_weather")


def own_body_first(facts: Facts, *bodies: str) -> bool:
    """Say whether the title begins with a body that readers know as their own: MFA to France."""
    if facts.lang not in HOME or all(found.hit.field != "title" for found in facts.places):
        return False
    return any(
        name.startswith(bodies) and (hits[0].field, hits[0].first) == ("title", 0)
        for name, hits in facts.hits.items()
    )
