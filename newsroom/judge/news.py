"""Whether an incident is a new concrete event in the region, worth an alert; with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge import incidents as kind
from newsroom.meaning import Signal

if TYPE_CHECKING:
    from newsroom.judge.facts import Facts
    from newsroom.judge.fields import Hit
    from newsroom.judge.incidents import Act

#: A road accident with fewer dead is everyday life.
ROAD_DEAD: Final = 5
#: Languages whose outlets name no place where the news is at home.
HOME: Final = frozenset({"hy", "ka", "az"})


class Verdict(NamedTuple):
    """Whether an item is news of an incident, and why."""

    news: bool
    #: It is about the region's conflicts all the same, as talk.
    about: bool
    reason: str


def verdict(facts: Facts, act: Act | None) -> Verdict:
    """Say whether an article tells a new concrete event; `act`: the one that makes its news."""
    if act is None:
        return Verdict(news=False, about=False, reason="no act on the ground")
    if (why := _off(facts, act)) is not None:
        return Verdict(news=False, about=False, reason=why)
    if (why := _everyday(facts, act)) is not None:
        return Verdict(news=False, about=False, reason=why)
    if (why := _talk(facts, act)) is not None:
        return Verdict(news=False, about=True, reason=why)
    return Verdict(news=True, about=True, reason=f"a new event: {act.type}")


# --- not of the region, not of its conflicts ----------------------------------------------------


def _off(facts: Facts, act: Act) -> str | None:
    """Say why an item has nothing to do with the region; None if it has."""
    if not in_region(facts):
        return "not in the region"
    if _abroad(facts, act):
        return "it happened elsewhere"
    if _leisure(facts, act):
        return "sport or culture"
    return None


def in_region(facts: Facts) -> bool:
    """Say whether an article is of the region: by a place, a people, or its own language."""
    if _marked_elsewhere(facts) and not any(
        facts.index.in_region(found.place) for found in facts.places
    ):
        return False
    if facts.regional:
        return True
    return facts.lang in HOME and not facts.places and not _marked_elsewhere(facts)


def _marked_elsewhere(facts: Facts) -> bool:
    return facts.marked(Signal.ELSEWHERE) or facts.has("event_abroad", field="title")


def _abroad(facts: Facts, act: Act) -> bool:
    """Say whether it happened outside of the region: by the places of the title, then by all."""
    if act.type == kind.DISASTER and facts.has("event_aircraft"):
        return False
    if _marked_elsewhere(facts):
        return True
    title = [found for found in facts.places if found.hit.field == "title"]
    for found in (title, facts.places):
        inside = [one for one in found if facts.index.in_region(one.place)]
        towns = [one for one in found if not _state(facts, one.place) and one not in inside]
        if inside:
            return False
        if towns:
            return True
    return False


def _state(facts: Facts, key: str) -> bool:
    place = facts.index[key]
    return place.kind == "country" or place.name == place.country


def concerned(facts: Facts) -> bool:
    """Say whether a decision is about the region: it is named, and not as one of the voters."""
    for hit in facts.regional:
        field = facts.field(hit)
        sentence = field.sentences[field.sentence_of(hit.first)]
        voted = [one.first for one in facts.of("un_voted", field=hit.field)]
        if hit.field == "title":
            near = range(hit.first + hit.length, hit.first + hit.length + 3)
            if not any(word in near for word in voted):
                return True
        elif not any(word in sentence for word in voted) and facts.leads(hit):
            return True
    return False


def leisure(facts: Facts) -> bool:
    """Say whether an article is sport: by its title, or by more than one word of it."""
    words = {hit.why for hit in facts.of("sport")}
    hurt = facts.toll.deadly or facts.toll.hurting
    return not hurt and (len(words) > 1 or facts.has("sport", field="title"))


def _leisure(facts: Facts, act: Act) -> bool:
    if facts.has("sport", field="title"):
        return not facts.toll.deadly
    words = len({hit.why for hit in facts.of("sport")})
    if words > 1 or (words and not act.titled):
        return not (facts.toll.deadly or facts.toll.hurting)
    return facts.has("culture", field="title") and not (act.titled or facts.toll.deadly)


# --- everyday life ------------------------------------------------------------------------------


def _everyday(facts: Facts, act: Act) -> str | None:
    """Say why something that happened is everyday life; None if it is more."""
    dead = facts.toll.killed or 0
    if act.type in {kind.DISASTER, kind.TOLL, kind.OTHER}:
        road = facts.has("event_road_accident") and not facts.has("event_aircraft")
        if road and dead < ROAD_DEAD:
            return f"a road accident with fewer than {ROAD_DEAD} dead"
        if facts.has("event_minor") and not dead and (facts.toll.wounded or 0) <= ROAD_DEAD:
            return "a small quake or fire, or the weather"
        if not (facts.toll.deadly or facts.toll.hurting or _grave(facts)):
            return "an accident without victims"
    private = not (facts.has("event_high_profile", field="title") or facts.has("event_political"))
    if private and facts.has("crime") and act.type in _CRIMES:
        return "ordinary crime"
    return None


_CRIMES: Final = frozenset({kind.ARREST, kind.TERROR, kind.TOLL, kind.OTHER})


def _grave(facts: Facts) -> bool:
    return facts.has("event_aircraft") or facts.has("event_poison")


# --- talk ---------------------------------------------------------------------------------------

_STANCES: Final = (
    (Signal.OPINION, "opinion or analysis"),
    (Signal.STATISTIC, "a count over time"),
    (Signal.ANNIVERSARY, "an old event or an anniversary"),
    (Signal.PLAN, "a plan or a drill"),
    (Signal.DENIAL, "a denial"),
)


def _talk(facts: Facts, act: Act) -> str | None:
    """Say why an item only talks about events; None if it tells a new one."""
    titled = [hit for hit in act.hits if hit.field == "title"]
    for signal, why in _STANCES:
        if facts.marked(signal) and not any(_clear(facts, hit) for hit in titled):
            return why
    for true, why in (
        (act.type == kind.TALKS, "talks"),
        (facts.toll.recalled and not _now(facts, titled), "a count over time"),
        (facts.has("event_identified") and act.type in _TOLLS, "victims of an old event"),
        (act.type == kind.PROTEST and facts.has("event_relatives", field="title"), "a plea"),
        (facts.marked(Signal.OPINION), "opinion or analysis"),
        (not act.live, "nothing of it happened now"),
        (facts.has("obituary", field="title") and not titled, "a funeral or a tribute"),
        (facts.has("statement", field="title") and not titled, "a statement"),
        (not titled and not _told(facts, act), "an event is only mentioned"),
    ):
        if true:
            return why
    return None


_TOLLS: Final = frozenset({kind.TOLL, kind.DISASTER, kind.FIRE, kind.CLASH})


def _now(facts: Facts, titled: list[Hit]) -> bool:
    """Say whether the title tells an act, and no figure over time."""
    return bool(titled) and all(one.field != "title" for one in facts.toll.history)


def _clear(facts: Facts, hit: Hit) -> bool:
    return facts.unreal(hit) is None


def _told(facts: Facts, act: Act) -> bool:
    """Say whether an act that the title does not name is what the body leads with."""
    if facts.toll.deadly or facts.toll.hurting:
        return True
    return any(facts.leads(hit) and facts.unreal(hit) is None for hit in act.hits)
