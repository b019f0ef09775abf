"""Why something that happened is everyday life: the weather, the road, ordinary crime, one word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsroom.judge import kinds as kind
from newsroom.judge.sides import besieged, enemies
from newsroom.judge.un_hits import within

if TYPE_CHECKING:
    from newsroom.judge.facts import Facts
    from newsroom.judge.kinds import Act

#: A road accident with fewer dead is everyday life.
ROAD_DEAD: Final = 5
#: Lists whose words make those of war a joke or a game.
LIGHT: Final = ("sport", "culture", "event_trivial")
#: What is lost in the air, on water or on rails is no road accident.
_NO_ROAD: Final = ("event_aircraft", "event_capsized")
#: So many words of one kind are no slip of the pen.
SEVERAL: Final = 3


def everyday(facts: Facts, act: Act) -> str | None:
    """Say why something that happened is everyday life; None if it is more."""
    dead = facts.toll.killed or 0
    harmed = facts.toll.deadly or facts.toll.hurting
    accident = act.type in {kind.DISASTER, kind.TOLL}
    road = facts.told("event_road_accident") and not facts.has(*_NO_ROAD, kind.TERROR)
    small = facts.told("event_minor") and not facts.toll.deadly and (facts.toll.wounded or 0) <= FEW
    grave = _beyond_minor(facts, act)
    for true, why in (
        (
            accident and road and dead < ROAD_DEAD,
            f"a road accident with fewer than {ROAD_DEAD} dead",
        ),
        (accident and small and not grave, "a small quake or fire, or the weather"),
        (accident and not harmed and not grave and _weather(facts), "the weather"),
        (accident and not facts.toll.deadly and _landed(facts), "a safe landing"),
        (act.type == kind.TOLL and dead <= 1 and facts.has(*LIGHT), "a death of everyday life"),
        (act.type == kind.TOLL and not _violent(facts) and dead < ROAD_DEAD, "an everyday death"),
        (not facts.toll.deadly and facts.has("event_animal", field="title"), "animals"),
        (act.type == kind.BLOCKADE and _snowed_in(facts), "a road closed by the weather"),
        (act.type in _CRIMES and _private(facts), "ordinary crime"),
        (act.type == kind.PROTEST and _brawl(facts), "ordinary crime"),
        (not _borne_out(facts, act), "a single word of war, and nothing else"),
    ):
        if true:
            return why
    return None


def _beyond_minor(facts: Facts, act: Act) -> bool:
    """Say whether something broke, fell or buried people: more than a fire or a quake."""
    if _broken(facts):
        return True
    minor = {hit.first for hit in facts.of("event_minor", field="title")}
    titled = [hit for hit in act.hits if hit.field == "title"]
    return facts.has("event_aircraft", field="title") and any(
        minor.isdisjoint(range(hit.first, hit.first + hit.length)) for hit in titled
    )


def _broken(facts: Facts) -> bool:
    damage = any(facts.unreal(hit) is None for hit in facts.of("event_damage"))
    return damage or facts.told("event_stricken")


def _weather(facts: Facts) -> bool:
    """Say whether the weather did no more than to close roads: no bodies are spoken of."""
    return facts.told("event_weather") and not facts.has(kind.TOLL)


def _snowed_in(facts: Facts) -> bool:
    """Say whether a road is closed by weather or for repair, not by one side against the other."""
    if facts.has("event_weather", field="title"):
        return True
    return facts.told("event_weather") and not (enemies(facts) or besieged(facts))


def _landed(facts: Facts) -> bool:
    """Say whether an aircraft came down safely: one that asked to land and crashed did not."""
    safe = facts.of("event_safe")
    if _broken(facts):
        return False
    if any(hit.field == "title" for hit in safe):
        return True
    crashed = [hit for hit in facts.of("event_crash_word", "event_accident") if facts.leads(hit)]
    return bool(safe) and all(
        any(hit.field == one.field and within(hit, one) for one in safe) for hit in crashed
    )


def _borne_out(facts: Facts, act: Act) -> bool:
    """Say whether more than one or two words of a text speak of an event."""
    if facts.toll.deadly or facts.toll.hurting or facts.toll.killed == 0 or facts.toll.wounded == 0:
        return True
    own = {(hit.field, hit.first) for hit in act.hits}
    if len(own) >= SEVERAL:
        return True
    if act.type not in _DOUBTFUL or len(facts.sides) > 1 or facts.has("event_hostage"):
        return True
    goods = facts.has("economy", "everyday", field="title" if act.type in _OF_ARMS else None)
    if act.titled and not goods and not facts.has(*LIGHT):
        return True
    lists = (*_CONTEXT, *_SERVICES, *((("event_crowd",)) if act.type == kind.PROTEST else ()))
    return any((hit.field, hit.first) not in own for hit in facts.of(*lists))


#: Kinds that goods and harvests told below the title do not put in doubt.
_OF_ARMS: Final = frozenset({kind.FIRE, kind.DRONE, kind.CLASH, kind.MINE})
#: Kinds whose words also belong to games, films, goods and roads.
_DOUBTFUL: Final = frozenset(
    {kind.TERROR, kind.FIRE, kind.DRONE, kind.CLASH, kind.MINE, kind.DISASTER, kind.ARREST}
    | {kind.BLOCKADE, kind.PROTEST, kind.OTHER, kind.TROOPS, kind.TOLL}
)
_CONTEXT: Final = (
    *("event_line", "event_political", "event_heavy_arms", "event_high_profile", "event_hostage"),
    *("event_ordnance", "event_foreign_force", "politics_subject", "event_press"),
)
#: Who speaks of events on the ground, and for whom.
_SERVICES: Final = (
    *("any/defence-ministry", "any/interior-ministry", "any/security-service", "any/prosecutor"),
    *("any/border-service", "any/investigators", "any/emergency-ministry", "any/peacekeepers"),
    *("any/authorities", "any/ombudsman", "any/head-of-region", "any/opposition"),
    "politics_unrest",
    *("INT/euma", "INT/eumm", "INT/icrc", "RU-CHECHNYA/head-of-region", "enemies"),
)


def _violent(facts: Facts) -> bool:
    if facts.has("event_soldiers", field="title"):
        return True
    return facts.has("event_line", "event_political", "event_heavy_arms", "event_fire") or _grave(
        facts
    )


def _private(facts: Facts) -> bool:
    """Say whether a crime is one of private life."""
    if not facts.told("crime", "event_private") or len(facts.sides) > 1:
        return False
    return not (facts.has("event_high_profile", field="title") or facts.has("event_public"))


def _brawl(facts: Facts) -> bool:
    """Say whether a scuffle is one of private life: no crowd is spoken of."""
    return _private(facts) and not facts.has("event_crowd")


#: So many hurt by a quake or a fire are few.
FEW: Final = 3
_CRIMES: Final = frozenset({kind.ARREST, kind.TERROR, kind.TOLL, kind.OTHER})


def _grave(facts: Facts) -> bool:
    return facts.has("event_aircraft") or facts.has("event_poison")
