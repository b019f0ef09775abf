"""How grave an incident is, 0 to 3, by the text's own facts.

3: ten or more dead, war-scale fighting, a lost aircraft with ten or more aboard. 2: deaths, an
attack, a riot, a blockade, mass or high-profile arrests, something signed. 1: the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsroom.judge import kinds as kind
from newsroom.judge.numerals import numbers
from newsroom.judge.sides import enemies

if TYPE_CHECKING:
    from newsroom.judge.facts import Facts

MINOR: Final = 1
SERIOUS: Final = 2
MAJOR: Final = 3

#: From so many on a toll is major, arrests are mass arrests, and an exchange is serious.
MANY: Final = 10
#: So many injured are few.
FEW: Final = 3
#: Words between the number of people and "on board".
_NEAR: Final = 4


def severity(facts: Facts, incident: str) -> int:
    """Return the severity of a new incident of a kind."""
    toll = facts.toll
    if (toll.killed or 0) >= MANY or _aircraft_lost(facts, incident):
        return MAJOR
    if incident in {kind.FIRE, kind.CLASH} and (_war_scale(facts) or _many_towns_shelled(facts)):
        return MAJOR
    if toll.killed or toll.deadly or (toll.wounded or 0) > FEW:
        return SERIOUS
    return SERIOUS if _SERIOUS.get(incident, _never)(facts) else MINOR


def _war_scale(facts: Facts) -> bool:
    return any(facts.unreal(hit) is None for hit in facts.of("event_war_scale"))


def _aircraft_lost(facts: Facts, incident: str) -> bool:
    if incident != kind.DISASTER or not facts.has("event_aircraft"):
        return False
    for field in facts.both:
        aboard = [hit.first for hit in facts.of("event_aboard", field=field.name)]
        for number in numbers(field, facts.lang or "en"):
            near = any(abs(number.first - word) <= _NEAR for word in aboard)
            if number.value >= MANY and near:
                return True
    return _airliner(facts)


def _airliner(facts: Facts) -> bool:
    """Say whether a scheduled flight fell, of which nobody says how many it carried."""
    return facts.has("event_airliner", field="title") or facts.has("event_airliner", field="body")


def _never(facts: Facts) -> bool:  # noqa: ARG001 - one of many questions
    return False


def _always(facts: Facts) -> bool:  # noqa: ARG001 - one of many questions
    return True


def _attack(facts: Facts) -> bool:
    """Say whether fire is an attack: heavy arms, or civilians hurt."""
    return facts.has("event_heavy_arms") or (facts.toll.hurting and facts.has("event_civilians"))


def _many_towns_shelled(facts: Facts) -> bool:
    """Say whether a sentence that leads tells of three towns or more under heavy arms."""
    towns: dict[tuple[str, int], set[str]] = {}
    for found in facts.places:
        town = facts.index[found.place].kind in {"village", "town", "city"}
        if town and found.place not in _CAPITALS and facts.leads(found.hit):
            sentence = facts.field(found.hit).sentence_of(found.hit.first)
            towns.setdefault((found.hit.field, sentence), set()).add(found.place)
    many = any(len(together) >= _TOWNS for together in towns.values())
    return many and facts.has("event_heavy_arms")


#: So many towns under heavy fire are a war.
_TOWNS: Final = 3
_CAPITALS: Final = frozenset({"yerevan", "baku", "tbilisi", "moscow"})


def _drones(facts: Facts) -> bool:
    toll = facts.toll
    harmless = toll.killed == 0 or toll.wounded == 0 or facts.has("event_no_harm")
    # What hit a house did harm, although nobody was hurt.
    return toll.hurting or not (harmless and facts.has("event_shot_down"))


def _arrests(facts: Facts) -> bool:
    if (facts.toll.captured or 0) >= MANY:
        return True
    return any(facts.leads(hit) for hit in facts.of("event_high_profile"))


def _crackdown(facts: Facts) -> bool:
    if (facts.toll.captured or 0) >= MANY or facts.has("event_mass_arrests", "event_force"):
        return True
    return any(facts.leads(hit) for hit in facts.of("event_high_profile"))


def _riot(facts: Facts) -> bool:
    if facts.has("event_riot"):
        return not facts.has("event_calm")
    blocked = facts.has("blockade_or_closure", field="title")
    return blocked and facts.has("event_highway") and not facts.has("event_calm")


def _left_office(facts: Facts) -> bool:
    """Say whether somebody left office because buildings were stormed or held."""
    return facts.has("politics_resigned") and facts.has("event_riot", "event_mob")


def _attacked_widely(facts: Facts) -> bool:
    """Say whether hackers took down many sites, a broadcaster, or took data away."""
    return any(facts.unreal(hit) is None for hit in facts.of("event_cyber_wide"))


def _captives(facts: Facts) -> bool:
    """Say whether many change hands: a number beside a word of time counts nobody."""
    title = facts.both.title
    timed = {hit.first for hit in facts.of("event_time", field="title")}
    counts = [
        number.value
        for number in numbers(title, facts.lang or "en")
        if not timed.intersection(range(number.first - 1, number.first + 3))
    ]
    return max([facts.toll.captured or 0, *counts]) >= MANY


def _signed(facts: Facts, field: str | None = None) -> bool:
    return any(facts.unreal(hit) is None for hit in facts.of("event_signed", field=field))


def _line_drawn(facts: Facts) -> bool:
    """Say whether two States settled their border; posts that follow, and fences, are minor."""
    followed = facts.has("event_fence", field="title")
    return _signed(facts, "title" if followed else None)


def _forces(facts: Facts) -> bool:
    """Say whether forces took ground; those that leave, sail or drive by did not."""
    if facts.has("event_withdrawn", field="title"):
        return False
    column = facts.has("event_warship", field="title")
    return enemies(facts) or (facts.has("event_foreign_force") and not column)


def _closed(facts: Facts) -> bool:
    return not facts.has("event_reopened", field="title")


_SERIOUS: Final = {
    kind.FIRE: _attack,
    kind.CLASH: _attack,
    kind.DRONE: _drones,
    kind.TERROR: _always,
    kind.CRACKDOWN: _crackdown,
    kind.ARREST: _arrests,
    kind.PROTEST: _riot,
    "captives_or_exchange": _captives,
    "blockade_or_closure": _closed,
    "troop_movement": _forces,
    kind.CYBER: _attacked_widely,
    kind.OTHER: _left_office,
    "border_delimitation": _line_drawn,
    "peace_talks": _signed,
}
