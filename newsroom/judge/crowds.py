"""What a crowd does, what is done to it, and who is merely arrested."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsroom.judge.kinds import (
    ARREST,
    BLOCKADE,
    CLASH,
    CRACKDOWN,
    FIRE,
    OTHER,
    PROTEST,
    TALKS,
    TERROR,
    TITLE,
    TOLL,
    weighed,
)
from newsroom.judge.sides import blocked_by_a_crowd, road_blocked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.judge.facts import Facts
    from newsroom.judge.kinds import Act, Scales


def arrests(facts: Facts, scales: Scales) -> None:
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


def crowds(facts: Facts, scales: Scales) -> None:
    """Tell what a crowd does from what is done to it."""
    if facts.has("event_mob", field="title") and facts.has("event_crowd"):
        hits = facts.of("event_mob", field="title")
        scales.found.setdefault(PROTEST, weighed(facts, PROTEST, hits))
        scales.wins(PROTEST, ARREST, OTHER)
    taken = facts.of(ARREST, "event_seized")
    unrest = any(hit not in taken for hit in facts.of("politics_unrest")) or scales.live(PROTEST)
    _crowd_or_police(facts, scales, unrest=unrest)
    if unrest and _left_office_first(facts, scales):
        scales.found[OTHER] = weighed(facts, OTHER, facts.of("politics_resigned"))
        scales.weights[OTHER] = TITLE
        scales.wins(OTHER, PROTEST, CRACKDOWN)


def _crowd_or_police(facts: Facts, scales: Scales, *, unrest: bool) -> None:
    storm = facts.has("event_riot", "event_mob", field="title")
    forced = scales.titled(ARREST) or facts.has("event_force", field="title")
    if scales.titled(BLOCKADE) and blocked_by_a_crowd(facts):
        scales.add(PROTEST, _with_the_road(scales.found))
        scales.wins(PROTEST, BLOCKADE, ARREST, CRACKDOWN)
    elif scales.titled(BLOCKADE) and road_blocked(facts):
        scales.wins(BLOCKADE, PROTEST, ARREST)
    elif _crowd_first(facts, scales):
        scales.wins(PROTEST, CRACKDOWN, ARREST, CLASH, FIRE)
    elif _mere_arrest(facts, scales):
        scales.wins(ARREST, CRACKDOWN, PROTEST)
    elif scales.live(CRACKDOWN) and (scales.titled(CRACKDOWN) or unrest):
        if scales.titled(CRACKDOWN) or not storm:
            scales.wins(CRACKDOWN, ARREST, CLASH, FIRE, TERROR, PROTEST, TALKS)
    elif unrest and scales.titled(ARREST) and not storm:
        scales.add(CRACKDOWN, scales.found[ARREST])
        scales.wins(CRACKDOWN, ARREST, PROTEST, CLASH)
    elif scales.titled(PROTEST) and forced:
        scales.add(CRACKDOWN, scales.found[PROTEST])
        scales.wins(CRACKDOWN, PROTEST, ARREST, CLASH)
    elif scales.live(PROTEST) and (scales.live(CLASH) or (storm and scales.live(ARREST))):
        scales.wins(PROTEST, CLASH, ARREST)


def _with_the_road(found: Mapping[str, Act]) -> Act:
    """Return the crowd's act together with the road that it blocks."""
    road = found[BLOCKADE]
    crowd = found[PROTEST].hits if PROTEST in found else ()
    return road._replace(hits=(*crowd, *road.hits))


def _crowd_first(facts: Facts, scales: Scales) -> bool:
    """Say whether the title tells what a crowd did, and only behind a comma what the police did."""
    crowd = [hit for hit in facts.of("event_crowd_act", field="title") if not facts.unreal(hit)]
    if not crowd:
        return False
    title = facts.both.title
    begin = min(hit.first for hit in crowd)
    # Words for the crowd also stand in the pairs of a crackdown.
    theirs = {hit.first for hit in (*crowd, *facts.of(PROTEST, "event_crowd", field="title"))}
    force = {
        hit.first for hit in facts.of(CRACKDOWN, ARREST, "event_force", field="title")
    } - theirs
    if not force or not (scales.live(PROTEST) or facts.has("event_crowd", "event_riot")):
        return False
    act = scales.found.setdefault(PROTEST, weighed(facts, PROTEST, crowd))
    scales.weights.setdefault(PROTEST, act.weight)
    between = title.original[title.spans[begin][1] : title.spans[min(force)][0]]
    return begin < min(force) and bool(_PARTED.search(between))


#: Between two acts of a title.
_PARTED: Final = re.compile(r"[,;.\u0589\u2024]|\s[-–—]\s")


def _left_office_first(facts: Facts, scales: Scales) -> bool:
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


def _mere_arrest(facts: Facts, scales: Scales) -> bool:
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
