"""What kind of incident a text tells: the act that makes the news, with the words that say so."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.sides import (
    ENEMIES,
    across_a_line,
    blocked_by_a_crowd,
    enemies,
    held_across,
    in_russia,
    occupied_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.judge.facts import Facts
    from newsroom.judge.fields import Hit
    from newsroom.settings import WordList

#: The kinds that the reader decides between by rules of its own; the lists say the rest.
FIRE: Final = "shelling_or_fire"
CLASH: Final = "clash"
DRONE: Final = "drone_strike"
MINE: Final = "mine_blast"
TERROR: Final = "terror_or_shooting"
DISASTER: Final = "disaster"
CRACKDOWN: Final = "crackdown"
PROTEST: Final = "protest"
ARREST: Final = "detention_or_arrest"
TOLL: Final = "casualty_report"
OTHER: Final = "other"
TALKS: Final = "peace_talks"
CAPTIVES: Final = "captives_or_exchange"
BORDER: Final = "border_delimitation"
CYBER: Final = "cyber_or_disinfo"
BLOCKADE: Final = "blockade_or_closure"
TROOPS: Final = "troop_movement"

KINDS: Final = (
    *(FIRE, CLASH, DRONE, MINE, TERROR, DISASTER, CRACKDOWN, PROTEST, ARREST, TOLL, OTHER, TALKS),
    *(CAPTIVES, BORDER, CYBER, BLOCKADE, TROOPS),
)

_TITLE: Final = 3.0
_LEAD: Final = 1.0
_REST: Final = 0.5
#: Further words of a kind in the same part count less than the first.
_FURTHER: Final = 0.3
_FIRST_OF_TITLE: Final = 1.2
_WEAK: Final = 0.3
_LESS: Final = 0.8


#: Words that say a kind less surely: they count where its own list says nothing.
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    TERROR: ("event_hostage",),
    BORDER: ("event_fence",),
    TROOPS: ("event_warship",),
    BLOCKADE: ("event_cut",),
    CYBER: ("event_cyber",),
    DRONE: ("event_drone",),
}


class Act(NamedTuple):
    """A kind of incident that a text speaks of."""

    type: str
    weight: float
    hits: tuple[Hit, ...]
    #: Some of its words tell something that happened now.
    live: bool

    @property
    def titled(self) -> bool:
        """Say whether the title speaks of it."""
        return any(hit.field == "title" for hit in self.hits)


def acts(facts: Facts, kinds: Sequence[WordList]) -> tuple[Act, ...]:
    """Return the kinds of incident that a text speaks of, the one that makes the news first.

    `kinds`: the lists of use `incident`.
    """
    hits = _own_words(facts, kinds)
    found = {
        kind.id: _act(facts, kind.id, hits[kind.id], _WEAK if kind.weak else 1)
        for kind in kinds
        if hits[kind.id]
    }
    for act in (*_also(facts), *_from_the_toll(facts)):
        if act.type not in found or not found[act.type].live:
            found[act.type] = act
    scales = _Scales(found)
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


def _act(facts: Facts, kind: str, hits: Sequence[Hit], share: float = 1.0) -> Act:
    weight = 0.0
    live = [hit for hit in hits if facts.unreal(hit) is None]
    for value, part in (
        (_TITLE, [hit for hit in live if hit.field == "title"]),
        (_LEAD, [hit for hit in live if hit.field == "body" and facts.leads(hit)]),
        (_REST, [hit for hit in live if not facts.leads(hit)]),
    ):
        count = len({facts.field(hit).words[hit.first] for hit in part})
        weight += value * (1 + _FURTHER * (min(count, 3) - 1)) if part else 0.0
    return Act(kind, (weight if live else _REST) * share, tuple(hits), bool(live))


def _also(facts: Facts) -> Iterator[Act]:
    """Yield what words say that are less sure than those of the lists of incidents."""
    for kind, lists in _ALSO.items():
        if hits := facts.of(*lists):
            yield _act(facts, kind, hits, _LESS)
    if (hits := facts.of("event_fire", "event_heavy_arms")) and across_a_line(facts):
        yield _act(facts, FIRE, hits, _LESS)
    hits = [hit for hit in facts.toll.hits if hit.why == "toll: captured"]
    if hits and facts.toll.captured:
        yield _act(facts, ARREST, hits, _LESS)
    hurt = facts.toll.deadly or facts.toll.hurting
    if (hits := facts.of("event_accident")) and hurt:
        yield _act(facts, DISASTER, hits, _LESS)


def _from_the_toll(facts: Facts) -> Iterator[Act]:
    """Yield what people killed or hurt say by themselves: a toll, or a death by poison."""
    if not (facts.toll.deadly or facts.toll.hurting):
        return
    if hits := facts.of("event_poison"):
        yield _act(facts, DISASTER, hits)
    yield Act(TOLL, _WEAK, facts.toll.hits, live=True)


class _Scales:
    """The weights of the kinds while rules move them."""

    def __init__(self, found: dict[str, Act]) -> None:
        self.found = found
        self.weights = {act.type: act.weight for act in found.values()}

    def live(self, kind: str) -> bool:
        """Say whether the text tells of an act of this kind that happened now."""
        return kind in self.found and self.found[kind].live

    def titled(self, kind: str) -> bool:
        """Say whether the title does."""
        return self.live(kind) and self.found[kind].titled

    def wins(self, kind: str, *over: str) -> None:
        """Put a kind before others."""
        most = max((self.weights[one] for one in over if one in self.weights), default=0)
        self.weights[kind] = max(self.weights.get(kind, 0), most + 1)

    def add(self, kind: str, act: Act) -> None:
        """Read the words of one kind as those of another."""
        self.found[kind] = act._replace(type=kind)

    def first_of_title(self) -> None:
        """Prefer the act that the title names first."""
        firsts = {
            act.type: min(hit.first for hit in act.hits if hit.field == "title")
            for act in self.found.values()
            if act.titled and act.live
        }
        if firsts:
            self.weights[min(firsts, key=lambda kind: firsts[kind])] += _FIRST_OF_TITLE


def _by_rules(facts: Facts, scales: _Scales) -> None:
    """Decide between kinds whose words often stand together."""
    scales.first_of_title()
    _captives(facts, scales)
    _arrests(facts, scales)
    _explosions(facts, scales)
    _crowds(facts, scales)
    _fights(facts, scales)
    _cargo(facts, scales)
    _harm_first(facts, scales)
    _lost_soldiers(facts, scales)
    if scales.titled(DISASTER) and facts.has("event_aircraft"):
        scales.wins(DISASTER, DRONE, FIRE, TERROR)
    if any(scales.live(kind) for kind in scales.found if kind not in {TOLL, OTHER}):
        for weak in (TOLL, OTHER):
            if weak in scales.weights and scales.weights[weak] < _TITLE:
                scales.weights[weak] = min(scales.weights[weak], _WEAK)


def _captives(facts: Facts, scales: _Scales) -> None:
    """Captives who are only spoken of are no act; people handed over across a line are one."""
    moved = [hit for hit in facts.of("event_release") if facts.leads(hit)]
    moved = [hit for hit in moved if facts.unreal(hit) is None]
    if scales.live(CAPTIVES) and not moved:
        scales.found[CAPTIVES] = scales.found[CAPTIVES]._replace(live=False)
        scales.weights[CAPTIVES] = _WEAK
    if any(hit.field == "title" for hit in moved) and held_across(facts):
        if CAPTIVES not in scales.found:
            scales.found[CAPTIVES] = _act(facts, CAPTIVES, moved)
        scales.wins(CAPTIVES, ARREST, TROOPS, CRACKDOWN, MINE)
    if facts.has("event_hostage", field="title") and scales.live(TERROR):
        scales.wins(TERROR, CAPTIVES, ARREST, DISASTER)


def _arrests(facts: Facts, scales: _Scales) -> None:
    """Deaths go before arrests; arrests of the press and the opposition are a crackdown."""
    if not scales.live(ARREST):
        return
    if facts.toll.deadly and not scales.titled(ARREST):
        scales.wins(TERROR if scales.live(TERROR) else TOLL, ARREST)
    if facts.has("event_foreign_media"):
        scales.wins(ARREST, CRACKDOWN)
    elif _of_the_press(facts) and not facts.toll.deadly:
        scales.add(CRACKDOWN, scales.found[ARREST])
        scales.wins(CRACKDOWN, ARREST, OTHER)
    elif scales.titled(ARREST) and _same_words(scales.found, CRACKDOWN, ARREST):
        scales.wins(ARREST, CRACKDOWN)


def _of_the_press(facts: Facts) -> bool:
    """Say whether the title names the press or the opposition, and no clergyman accused beside."""
    return facts.has("event_press", field="title") and not facts.has("event_clergy", field="title")


def _same_words(found: Mapping[str, Act], kind: str, other: str) -> bool:
    """Say whether the title says one kind with no words but those of another."""
    if kind not in found:
        return False
    theirs = {hit.first for hit in found[other].hits if hit.field == "title"}
    own = {hit.first for hit in found[kind].hits if hit.field == "title"}
    return own <= theirs


def _explosions(facts: Facts, scales: _Scales) -> None:
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
    if scales.titled(DRONE):
        scales.wins(DRONE, DISASTER, TERROR, CYBER, *(() if scales.titled(FIRE) else (FIRE,)))
    if scales.live(FIRE) and scales.live(DISASTER) and enemies(facts):
        scales.wins(FIRE, DISASTER)


def _crowds(facts: Facts, scales: _Scales) -> None:
    """Tell what a crowd does from what is done to it."""
    if facts.has("event_mob", field="title") and facts.has("event_crowd"):
        hits = facts.of("event_mob", field="title")
        scales.found.setdefault(PROTEST, _act(facts, PROTEST, hits))
        scales.wins(PROTEST, ARREST, OTHER)
    taken = facts.of(ARREST, "event_seized")
    unrest = any(hit not in taken for hit in facts.of("politics_unrest")) or scales.live(PROTEST)
    storm = facts.has("event_riot", "event_mob", field="title")
    if scales.titled(BLOCKADE) and blocked_by_a_crowd(facts):
        scales.add(PROTEST, scales.found.get(PROTEST, scales.found[BLOCKADE]))
        scales.wins(PROTEST, BLOCKADE, ARREST, CRACKDOWN)
    elif _crowd_first(facts, scales):
        scales.wins(PROTEST, CRACKDOWN, ARREST, CLASH, FIRE)
    elif _mere_arrest(facts, scales):
        scales.wins(ARREST, CRACKDOWN, PROTEST)
    elif scales.live(CRACKDOWN) and (scales.titled(CRACKDOWN) or unrest):
        if scales.titled(CRACKDOWN) or not storm:
            scales.wins(CRACKDOWN, ARREST, CLASH, FIRE, TERROR, PROTEST, "peace_talks")
    elif unrest and scales.titled(ARREST) and not storm:
        scales.add(CRACKDOWN, scales.found[ARREST])
        scales.wins(CRACKDOWN, ARREST, PROTEST, CLASH)
    elif scales.titled(PROTEST) and (
        scales.titled(ARREST) or facts.has("event_force", field="title")
    ):
        scales.add(CRACKDOWN, scales.found[PROTEST])
        scales.wins(CRACKDOWN, PROTEST, ARREST, CLASH)
    elif scales.live(PROTEST) and (scales.live(CLASH) or (storm and scales.live(ARREST))):
        scales.wins(PROTEST, CLASH, ARREST)
    if unrest and _left_office_first(facts, scales):
        scales.found[OTHER] = _act(facts, OTHER, facts.of("politics_resigned"))
        scales.weights[OTHER] = _TITLE
        scales.wins(OTHER, PROTEST, CRACKDOWN)


def _crowd_first(facts: Facts, scales: _Scales) -> bool:
    """Say whether the title tells what a crowd did, and only behind a comma what the police did."""
    crowd = [hit for hit in facts.of("event_crowd_act", field="title") if not facts.unreal(hit)]
    if not crowd:
        return False
    title = facts.both.title
    begin = min(hit.first for hit in crowd)
    force = [
        hit.first
        for hit in facts.of(CRACKDOWN, ARREST, "event_force", field="title")
        if hit not in crowd
    ]
    if not force or not (scales.live(PROTEST) or facts.has("event_crowd", "event_riot")):
        return False
    scales.found.setdefault(PROTEST, _act(facts, PROTEST, crowd))
    between = title.original[title.spans[begin][1] : title.spans[min(force)][0]]
    return begin < min(force) and bool(_PARTED.search(between))


#: Between two acts of a title.
_PARTED: Final = re.compile(r"[,;.\u0589\u2024]|\s[-–—]\s")


def _left_office_first(facts: Facts, scales: _Scales) -> bool:
    """Say whether the title tells that somebody left office, before it tells of protests."""
    left = [hit.first for hit in facts.of("politics_resigned", field="title")]
    others = [
        hit.first
        for kind in (PROTEST, CRACKDOWN)
        if scales.live(kind)
        for hit in scales.found[kind].hits
        if hit.field == "title"
    ]
    return bool(left) and (not others or min(left) < min(others))


def _mere_arrest(facts: Facts, scales: _Scales) -> bool:
    """Say whether the title tells an arrest, with no word of a crowd or of the press."""
    if not scales.titled(ARREST):
        return False
    if facts.has("event_foreign_media") or facts.has("event_clergy", field="title"):
        return True
    known = facts.has("event_high_profile", field="title") and CRACKDOWN not in scales.found
    if not known and not _same_words(scales.found, CRACKDOWN, ARREST):
        return False
    taken = {hit.first for hit in scales.found[ARREST].hits if hit.field == "title"}
    others = facts.of("event_press", "politics_unrest", PROTEST, field="title")
    return all(hit.first in taken for hit in others)


def _fights(facts: Facts, scales: _Scales) -> None:
    """Tell fire across a line from fights and from shootings in a town."""
    lines = enemies(facts)
    both = len(facts.toll.sides) > 1 or any(
        facts.leads(hit) and facts.unreal(hit) is None for hit in facts.of("event_both_fire")
    )
    if (
        both
        and (lines or occupied_line(facts) or (scales.live(FIRE) and facts.sides & ENEMIES))
        and any(scales.live(kind) for kind in (FIRE, TERROR, TOLL))
    ):
        if CLASH not in scales.found:
            scales.found[CLASH] = _act(facts, CLASH, facts.of("event_both_fire"))
        scales.wins(CLASH, FIRE, TERROR, TOLL)
    elif scales.live(FIRE) and scales.live(TERROR):
        if lines or _fire_of_armies(facts, scales):
            scales.wins(FIRE, TERROR, TOLL)
        elif scales.titled(TERROR) or not scales.titled(FIRE):
            scales.wins(TERROR, FIRE)
    elif scales.live(FIRE) and not (across_a_line(facts) or facts.sides & ENEMIES):
        scales.add(TERROR, scales.found[FIRE])
        scales.wins(TERROR, FIRE)


def _fire_of_armies(facts: Facts, scales: _Scales) -> bool:
    """Say whether the title's fire is that of armies: heavy arms in the South, or a line."""
    armed = facts.has("event_line", "event_heavy_arms")
    return scales.titled(FIRE) and armed and not in_russia(facts)


def _harm_first(facts: Facts, scales: _Scales) -> None:
    """Where people were killed or hurt, what harmed them goes before what else is told."""
    if not (facts.toll.deadly or facts.toll.hurting):
        return
    harm = [kind for kind in (TERROR, FIRE, CLASH, DRONE, MINE, DISASTER) if scales.live(kind)]
    soft = [kind for kind in (ARREST, TROOPS, BLOCKADE, TALKS, BORDER) if not scales.titled(kind)]
    if any(hit.field == "title" for hit in facts.toll.hits):
        soft += [TROOPS, BORDER]
    if harm:
        scales.wins(max(harm, key=lambda kind: scales.weights[kind]), *soft)


def _lost_soldiers(facts: Facts, scales: _Scales) -> None:
    """Read a list of an army's dead as a toll: where they fell was told before."""
    counted = facts.of("event_counted", field="title")
    if counted and facts.has("event_soldiers", field="title"):
        scales.found[TOLL] = _act(facts, TOLL, [*counted, *facts.of(TOLL)])
        scales.wins(TOLL, FIRE, CLASH, TERROR, DRONE, MINE, CAPTIVES, TROOPS)


def _cargo(facts: Facts, scales: _Scales) -> None:
    """Read a ship or its freight that is stopped as another event; fake messages as cyber."""
    if scales.titled(PROTEST):
        # What a crowd protests against is named beside it: a swap of land, a pact.
        scales.wins(PROTEST, BORDER, TALKS)
    if facts.has("event_cyber", field="title") and scales.live(CYBER):
        scales.wins(CYBER, CLASH, FIRE, TERROR, TROOPS, OTHER)
    if facts.has("event_fence", field="title") and scales.live(BORDER):
        scales.wins(BORDER, BLOCKADE, ARREST, PROTEST)
    if facts.has("event_vessel", field="title") and facts.has("event_seized", field="title"):
        hits = facts.of("event_seized", field="title")
        scales.found[OTHER] = _act(facts, OTHER, hits)
        scales.wins(OTHER, ARREST, DISASTER, CRACKDOWN, BLOCKADE, TERROR)
