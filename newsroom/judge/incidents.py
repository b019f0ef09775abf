"""What kind of incident a text tells: the act that makes the news, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from newsroom.judge.crowds import arrests, crowds
from newsroom.judge.kinds import (
    ARREST,
    BLOCKADE,
    BORDER,
    CAPTIVES,
    CLASH,
    CRACKDOWN,
    CYBER,
    DISASTER,
    DRONE,
    FIRE,
    LESS,
    MINE,
    OTHER,
    PROTEST,
    TALKS,
    TERROR,
    TITLE,
    TOLL,
    TROOPS,
    WEAK,
    Act,
    Scales,
    weighed,
)
from newsroom.judge.sides import (
    ENEMIES,
    across_a_line,
    enemies,
    held_across,
    in_border_villages,
    in_russia,
    occupied_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.judge.facts import Facts
    from newsroom.judge.fields import Hit
    from newsroom.settings import WordList

#: Words that say a kind less surely: they count where its own list says nothing.
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    TERROR: ("event_hostage",),
    BORDER: ("event_fence",),
    TROOPS: ("event_warship",),
    BLOCKADE: ("event_cut",),
    CYBER: ("event_cyber",),
    DRONE: ("event_drone",),
}


def acts(facts: Facts, kinds: Sequence[WordList]) -> tuple[Act, ...]:
    """Return the kinds of incident that a text speaks of, the one that makes the news first.

    `kinds`: the lists of use `incident`.
    """
    hits = _own_words(facts, kinds)
    found = {
        kind.id: weighed(facts, kind.id, hits[kind.id], WEAK if kind.weak else 1)
        for kind in kinds
        if hits[kind.id]
    }
    for act in (*_also(facts), *_from_the_toll(facts)):
        if act.type not in found or not found[act.type].live:
            found[act.type] = act
    scales = Scales(found)
    _by_rules(facts, scales)
    ranked = [act._replace(weight=scales.weights[act.type]) for act in found.values()]
    ranked = [act for act in ranked if act.weight > 0]
    return tuple(sorted(ranked, key=lambda act: (-act.live, -act.weight, act.type)))


def _own_words(facts: Facts, kinds: Sequence[WordList]) -> dict[str, list[Hit]]:
    """Return the hits of each kind that no longer hit of another kind holds."""
    spans = [(hit, kind.id) for kind in kinds for hit in facts.of(kind.id)]
    kept: dict[str, list[Hit]] = defaultdict(list)
    for kind in kinds:
        if not _in_context(facts, kind):
            continue
        for hit in facts.of(kind.id):
            if not any(_inside(hit, other) and name != kind.id for other, name in spans):
                kept[kind.id].append(hit)
    return kept


def _inside(hit: Hit, other: Hit) -> bool:
    return (
        other.field == hit.field
        and other.length > hit.length
        and other.first <= hit.first
        and hit.first + hit.length <= other.first + other.length
    )


def _in_context(facts: Facts, kind: WordList) -> bool:
    if not kind.context_any:
        return True
    toll = facts.toll
    there = {
        "place": bool(facts.places or facts.peoples or facts.lang in {"hy", "ka", "az"}),
        "toll": toll.deadly or toll.hurting or toll.killed == 0,
    }
    return any(there.get(name, False) or facts.has(name) for name in kind.context_any)


def _also(facts: Facts) -> Iterator[Act]:
    """Yield what words say that are less sure than those of the lists of incidents."""
    for kind, lists in _ALSO.items():
        if hits := facts.of(*lists):
            yield weighed(facts, kind, hits, LESS)
    if (hits := facts.of("event_fire", "event_heavy_arms")) and across_a_line(facts):
        yield weighed(facts, FIRE, hits, LESS)
    hits = [hit for hit in facts.toll.hits if hit.why == "toll: captured"]
    if hits and facts.toll.captured:
        yield weighed(facts, ARREST, hits, LESS)
    hurt = facts.toll.deadly or facts.toll.hurting
    if (hits := facts.of("event_accident")) and hurt:
        yield weighed(facts, DISASTER, hits, LESS)


def _from_the_toll(facts: Facts) -> Iterator[Act]:
    """Yield what people killed or hurt say by themselves: a toll, or a death by poison."""
    if not (facts.toll.deadly or facts.toll.hurting):
        return
    if hits := facts.of("event_poison"):
        yield weighed(facts, DISASTER, hits)
    yield Act(TOLL, WEAK, facts.toll.hits, live=True)


def _by_rules(facts: Facts, scales: Scales) -> None:
    """Decide between kinds whose words often stand together."""
    scales.first_of_title()
    _captives(facts, scales)
    arrests(facts, scales)
    _explosions(facts, scales)
    crowds(facts, scales)
    _fights(facts, scales)
    _cargo(facts, scales)
    _harm_first(facts, scales)
    _lost_soldiers(facts, scales)
    if scales.titled(DISASTER) and facts.has("event_aircraft"):
        _aircraft(facts, scales)
    _weak_last(scales)


def _weak_last(scales: Scales) -> None:
    """Put tolls and other events behind kinds of their own, unless only the title tells one."""
    kinds = [kind for kind in scales.found if kind not in {TOLL, OTHER} and scales.live(kind)]
    alone = scales.titled(OTHER) and not any(scales.titled(kind) for kind in kinds)
    for weak in (TOLL, *(() if alone else (OTHER,))):
        if kinds and weak in scales.weights and scales.weights[weak] < TITLE:
            scales.weights[weak] = min(scales.weights[weak], WEAK)


def _aircraft(facts: Facts, scales: Scales) -> None:
    """Tell an army's aircraft brought down by fire from one that crashed; an airliner is lost."""
    army = facts.has("event_aircraft", field="title") and not facts.has("event_airliner")
    hits = facts.of("event_brought_down", field="title")
    if army and hits and not scales.titled(DRONE):
        scales.found.setdefault(FIRE, weighed(facts, FIRE, hits))
        scales.wins(FIRE, DISASTER, DRONE, TERROR)
    else:
        scales.wins(DISASTER, DRONE, FIRE, TERROR)


def _captives(facts: Facts, scales: Scales) -> None:
    """Captives who are only spoken of are no act; people handed over across a line are one."""
    moved = [hit for hit in facts.of("event_release") if facts.leads(hit)]
    moved = [hit for hit in moved if facts.unreal(hit) is None]
    if scales.live(CAPTIVES) and not moved:
        scales.found[CAPTIVES] = scales.found[CAPTIVES]._replace(live=False)
        scales.weights[CAPTIVES] = WEAK
    if any(hit.field == "title" for hit in moved) and held_across(facts):
        if CAPTIVES not in scales.found:
            scales.found[CAPTIVES] = weighed(facts, CAPTIVES, moved)
        scales.wins(CAPTIVES, ARREST, TROOPS, CRACKDOWN, MINE, TALKS)
    if facts.has("event_hostage", field="title") and scales.live(TERROR):
        scales.wins(TERROR, CAPTIVES, ARREST, DISASTER)


def _explosions(facts: Facts, scales: Scales) -> None:
    if scales.live(MINE) and facts.has("event_pit") and not facts.has("event_ordnance"):
        scales.add(DISASTER, scales.found.get(DISASTER, scales.found[MINE]))
        scales.wins(DISASTER, MINE, TOLL)
    elif scales.live(MINE) and (scales.titled(MINE) or not scales.titled(FIRE)):
        scales.wins(MINE, DISASTER, TERROR, FIRE, TOLL, *((TROOPS,) if scales.titled(MINE) else ()))
    elif scales.live(DISASTER) and facts.has("event_ordnance"):
        scales.add(MINE, scales.found[DISASTER])
        scales.wins(MINE, DISASTER, TERROR)
    if scales.titled(DISASTER) and facts.has("event_industry") and not facts.has("event_hostage"):
        scales.wins(DISASTER, TERROR)
    if scales.titled(TERROR) and scales.titled(DISASTER) and facts.has("event_bomb", field="title"):
        scales.wins(TERROR, DISASTER, TOLL)
    if scales.titled(DRONE):
        scales.wins(DRONE, DISASTER, TERROR, CYBER, *(() if scales.titled(FIRE) else (FIRE,)))
    if scales.live(FIRE) and scales.live(DISASTER) and _shelled(facts, scales):
        scales.wins(FIRE, DISASTER)


def _shelled(facts: Facts, scales: Scales) -> bool:
    """Say whether rubble and dead are those of fire: arms named in the title, or enemies."""
    if facts.has("event_heavy_arms", field="title") and scales.titled(FIRE):
        return True
    if facts.has("event_industry", field="title"):
        return False
    told = any(facts.leads(hit) for hit in facts.of("event_heavy_arms"))
    return enemies(facts) or (told and not facts.has("event_aircraft"))


def _fights(facts: Facts, scales: Scales) -> None:
    """Tell fire across a line from fights and from shootings in a town."""
    lines = enemies(facts) or in_border_villages(facts)
    both = len(facts.toll.sides) > 1 or any(
        facts.leads(hit) and facts.unreal(hit) is None for hit in facts.of("event_both_fire")
    )
    if (
        both
        and (lines or occupied_line(facts) or (scales.live(FIRE) and facts.sides & ENEMIES))
        and any(scales.live(kind) for kind in (FIRE, TERROR, TOLL))
    ):
        if CLASH not in scales.found:
            scales.found[CLASH] = weighed(facts, CLASH, facts.of("event_both_fire"))
        scales.wins(CLASH, FIRE, TERROR, TOLL)
    elif scales.live(FIRE) and scales.live(TERROR):
        if lines or _fire_of_armies(facts, scales):
            scales.wins(FIRE, TERROR, TOLL)
        elif scales.titled(TERROR) or not scales.titled(FIRE):
            scales.wins(TERROR, FIRE)
    elif scales.live(FIRE) and not (across_a_line(facts) or facts.sides & ENEMIES):
        scales.add(TERROR, scales.found[FIRE])
        scales.wins(TERROR, FIRE)
    if scales.live(CLASH) and scales.titled(TERROR) and not (lines or across_a_line(facts)):
        # Where no armies face each other a fight with gunmen is no battle of two sides.
        scales.wins(TERROR, CLASH)


def _fire_of_armies(facts: Facts, scales: Scales) -> bool:
    """Say whether the title's fire is that of armies: heavy arms in the South, or a line."""
    armed = facts.has("event_line", "event_heavy_arms")
    return scales.titled(FIRE) and armed and not in_russia(facts)


def _harm_first(facts: Facts, scales: Scales) -> None:
    """Where people were killed or hurt, what harmed them goes before what else is told."""
    if not (facts.toll.deadly or facts.toll.hurting):
        return
    harm = [kind for kind in (TERROR, FIRE, CLASH, DRONE, MINE, DISASTER) if scales.live(kind)]
    soft = [kind for kind in (ARREST, TROOPS, BLOCKADE, TALKS, BORDER) if not scales.titled(kind)]
    if any(hit.field == "title" for hit in facts.toll.hits):
        soft += [TROOPS, BORDER]
    if harm:
        scales.wins(max(harm, key=lambda kind: scales.weights[kind]), *soft)


def _lost_soldiers(facts: Facts, scales: Scales) -> None:
    """Read a list of an army's dead as a toll: where they fell was told before."""
    counted = facts.of("event_counted", field="title")
    if counted and facts.has("event_soldiers", field="title"):
        scales.found[TOLL] = weighed(facts, TOLL, [*counted, *facts.of(TOLL)])
        scales.wins(TOLL, FIRE, CLASH, TERROR, DRONE, MINE, CAPTIVES, TROOPS)


def _at_a_fence(facts: Facts, scales: Scales) -> None:
    """Tell a line moved from a crowd that breaks a fence, and from who was taken beside one."""
    if facts.has("event_crowd_act", field="title"):
        scales.wins(PROTEST, BORDER)
        return
    taken = () if scales.titled(ARREST) else (ARREST,)
    scales.wins(BORDER, BLOCKADE, PROTEST, TROOPS, *taken)


def _cargo(facts: Facts, scales: Scales) -> None:
    """Read a ship or its freight that is stopped as another event; fake messages as cyber."""
    if scales.titled(PROTEST):
        # What a crowd protests against is named beside it: a swap of land, a pact, a call-up.
        scales.wins(PROTEST, BORDER, TALKS, TROOPS)
    if facts.has("event_cyber", field="title") and scales.live(CYBER):
        scales.wins(CYBER, CLASH, FIRE, TERROR, TROOPS, OTHER)
    if facts.has("event_fence", field="title") and scales.live(BORDER):
        _at_a_fence(facts, scales)
    if facts.has("event_vessel", field="title") and facts.has("event_seized", field="title"):
        hits = facts.of("event_seized", field="title")
        scales.found[OTHER] = weighed(facts, OTHER, hits)
        scales.wins(OTHER, ARREST, DISASTER, CRACKDOWN, BLOCKADE, TERROR)
