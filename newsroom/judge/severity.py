"""How grave an incident is, 0 to 3, by the text's own facts.

3: ten or more dead, war-scale fighting, a lost aircraft with ten or more aboard. 2: deaths, an
attack, a riot, a blockade, mass or high-profile arrests, something signed. 1: the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsroom.judge import incidents as kind
from newsroom.judge.numerals import numbers

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
    if incident in {kind.FIRE, kind.CLASH} and _war_scale(facts):
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


def _drones(facts: Facts) -> bool:
    toll = facts.toll
    harmless = toll.killed == 0 or toll.wounded == 0 or facts.has("event_no_harm")
    return toll.hurting or not harmless


def _fought(facts: Facts) -> bool:
    return facts.toll.hurting or facts.has("event_heavy_arms")


def _arrests(facts: Facts) -> bool:
    if (facts.toll.captured or 0) >= MANY:
        return True
    return any(facts.leads(hit) for hit in facts.of("event_high_profile"))


def _crackdown(facts: Facts) -> bool:
    if (facts.toll.captured or 0) >= MANY or facts.has("event_mass_arrests"):
        return True
    return facts.has("event_high_profile", field="title")


def _riot(facts: Facts) -> bool:
    return facts.has("event_riot") or facts.has("blockade_or_closure", field="title")


def _captives(facts: Facts) -> bool:
    counts = numbers(facts.both.title, facts.lang or "en")
    return max([facts.toll.captured or 0, *(number.value for number in counts)]) >= MANY


def _signed(facts: Facts) -> bool:
    return any(facts.unreal(hit) is None for hit in facts.of("event_signed"))


def _forces(facts: Facts) -> bool:
    return facts.has("event_foreign_force") or kind.enemies(facts)


def _closed(facts: Facts) -> bool:
    return not facts.has("event_reopened", field="title")


_SERIOUS: Final = {
    kind.FIRE: _attack,
    kind.CLASH: _fought,
    kind.DRONE: _drones,
    kind.TERROR: _always,
    kind.CRACKDOWN: _crackdown,
    kind.ARREST: _arrests,
    kind.PROTEST: _riot,
    "captives_or_exchange": _captives,
    "blockade_or_closure": _closed,
    "troop_movement": _forces,
    "border_delimitation": _signed,
    "peace_talks": _signed,
}
