"""Where it happened: of the places that a text names, those of the event, the smallest first.

Not where people are taken, not the capital that speaks, not the ends of a route that was flown, no
country where anything smaller is known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsroom.judge.kinds import CAPTIVES
from newsroom.judge.numerals import gap
from newsroom.judge.seats import AT_HOME, BEFORE, VERB_LAST, after, inside, speaks, struck
from newsroom.judge.sides import ENEMIES, enemies
from newsroom.judge.un_region import SEATS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from newsroom.judge.facts import Facts
    from newsroom.judge.fields import Hit
    from newsroom.judge.kinds import Act
    from newsroom.judge.places import PlaceHit
    from newsroom.meaning import Voice

#: Parts of the world, never a place of an event by themselves.
_NEVER: Final = frozenset({"caucasus", "south-caucasus"})
_SMALL_FIRST: Final = (
    (
        "quarter",
        "landmark",
        "village",
        "town",
        "city",
        "mine",
        "base",
        "airport",
        "crossing",
        "infrastructure",
    ),
    ("road", "corridor", "pass", "river", "lake", "reservoir", "mountain"),
    ("district", "province", "republic", "border"),
    ("region", "country", "elsewhere"),
)


def subject(facts: Facts) -> tuple[str, ...]:
    """Return the keys of what a decision is about: places of the region, not who proposed it."""
    titled = _titled(facts.places, facts)
    told = [found.place for found in facts.places if _of_the_event(found, facts, (), titled)]
    keys = [key for key in _regions(told) if facts.index.in_region(key)]
    small = [key for key in keys if not facts.state(key) and key not in SEATS]
    return tuple(dict.fromkeys(small or [key for key in keys if key == "georgia"]))


def scene(facts: Facts, voices: Sequence[Voice], act: Act | None) -> tuple[str, ...]:
    """Return the keys of the places of the event, each once, the smallest first.

    `act`: what happened; None for talk, which has no place but those that it names.
    """
    kind = act.type if act else None
    hits = (*(act.hits if act else ()), *facts.toll.hits)
    told = [found for found in facts.places if found.place not in _NEVER]
    told = [
        found
        for found in told
        if struck(found.hit, facts, hits, kind) or not speaks(found, voices, facts, kind)
    ]
    told = [found for found in told if not _elsewhere(found, facts)]
    titled = _titled(told, facts)
    told = [found for found in told if _of_the_event(found, facts, hits, titled)]
    if kind == CAPTIVES:
        told = [found for found in told if not _held_there(found, facts)] or told
    told = _not_beside(told, facts)
    told = _not_whose(told, facts)
    if facts.has("event_aircraft") and facts.has("disaster"):
        told = _where_it_fell(told, facts)
    keys = _regions(list(dict.fromkeys(_settled(facts, found.place) for found in told)))
    if act is not None:
        keys = [key for key in keys if facts.index.in_region(key)] or keys
    small = [key for key in keys if not facts.state(key)]
    if not small and act is None:
        return ("armenia-azerbaijan-border",) if _shared_border(facts, keys) else ()
    if not small:
        return _wide(facts, keys, kind)
    if act is not None:
        small += _around(facts, small)
    # A border or a river is the place where nothing nearer is named.
    small = [key for key in small if facts.index[key].kind not in _LONG] or small
    return tuple(sorted(small, key=lambda key: _size(facts, key)))


#: What passes many places, of which the news is in one.
_LONG: Final = frozenset({"border", "river"})


def _settled(facts: Facts, key: str) -> str:
    """Return the settlement of a plant, a mine, a quarter or a street."""
    place = facts.index[key]
    if place.kind in _PARTS_OF_TOWNS and place.within:
        around = facts.index[place.within[0]]
        if around.kind in {"village", "town", "city"}:
            return around.id
    return key


_PARTS_OF_TOWNS: Final = frozenset({"infrastructure", "mine", "landmark"})


def _around(facts: Facts, small: Sequence[str]) -> list[str]:
    """Return the regions around the places, although only a speaker names them."""
    return [
        key
        for key in dict.fromkeys(found.place for found in facts.places)
        if key not in small
        and key not in _LED_FROM_TOWNS
        and facts.index[key].kind in {"province", "republic", "region"}
        and all(facts.index.within(one, key) for one in small)
    ]


#: Regions that are named for whose bodies speak, beside towns of another count.
_LED_FROM_TOWNS: Final = frozenset(
    {"nagorno-karabakh", "caucasus", "south-caucasus", "north-caucasus"}
)


def _wide(facts: Facts, keys: Sequence[str], kind: str | None) -> tuple[str, ...]:
    """Return what is known of the place where nothing small is named."""
    if _shared_border(facts, keys):
        return ("armenia-azerbaijan-border",)
    peoples = [found.place for found in facts.peoples if facts.index.in_region(found.place)]
    small = [key for key in dict.fromkeys(peoples) if not facts.state(key)]
    if kind is not None and small:
        return tuple(small[:1])
    if not keys and kind in AT_HOME and facts.lang in _CAPITALS_AT_HOME:
        return (_CAPITALS_AT_HOME[facts.lang],)
    if keys or kind is None:
        return tuple(keys)
    return tuple(dict.fromkeys([*peoples, *_states_that_speak(facts)][:1]))


def _shared_border(facts: Facts, keys: Sequence[str]) -> bool:
    """Say whether the text is about the border of the two enemies."""
    states = {facts.index[key].country for key in keys}
    return (states >= ENEMIES or enemies(facts)) and facts.has("event_border_word")


def _states_that_speak(facts: Facts) -> list[str]:
    """Return States, of the region, whose bodies speak: a ministry of Armenia."""
    return [
        found.place
        for found in facts.places
        if facts.index.in_region(found.place) and facts.index[found.place].kind == "country"
    ]


_CAPITALS_AT_HOME: Final = {"hy": "yerevan", "az": "baku", "ka": "tbilisi"}


def _regions(keys: list[str]) -> list[str]:
    """Read Tskhinvali beside Abkhazia as the region: both are named as regions."""
    if "abkhazia" in keys and "sokhumi" not in keys:
        return ["south-ossetia" if key == "tskhinvali" else key for key in keys]
    return keys


def _size(facts: Facts, key: str) -> int:
    kind = facts.index[key].kind
    return next((size for size, kinds in enumerate(_SMALL_FIRST) if kind in kinds), 1)


def _elsewhere(found: PlaceHit, facts: Facts) -> bool:
    """Say whether a place is one that people are taken to or come from."""
    return (
        after(found.hit, facts, facts.of("event_taken_to"), reach=BEFORE)
        or (facts.lang in VERB_LAST and _before_verb(found.hit, facts))
        or _of_a_cause(found, facts)
    )


def _held_there(found: PlaceHit, facts: Facts) -> bool:
    """Say whether captives come from a place or were taken there: they change hands elsewhere."""
    stop = found.hit.first + found.hit.length
    if _from(found.hit, facts):
        return True
    held = facts.of("event_held")
    return any(one.field == found.hit.field and 0 <= one.first - stop <= 1 for one in held)


def _from(hit: Hit, facts: Facts) -> bool:
    """Say whether the ending of a name says where from: Bakıdan, Երևանից, თბილისიდან."""
    last = facts.field(hit).words[hit.first + hit.length - 1]
    return facts.lang in VERB_LAST and bool(_ABLATIVE.search(last))


_ABLATIVE: Final = re.compile(r"(?:ից|დან|dan|den|tan|ten)\Z")


def _of_a_cause(found: PlaceHit, facts: Facts) -> bool:
    """Say whether a body names a place of what went before: after a rally in Magas."""
    if found.hit.field == "title" or not any(one.hit.field == "title" for one in facts.places):
        return False
    words = facts.both.body.words
    start = facts.both.body.sentences[facts.both.body.sentence_of(found.hit.first)].start
    before = words[max(start + 1, found.hit.first - _CAUSE) : found.hit.first]
    return bool(_AFTER.intersection(before))


#: Words between "after" and the place of what went before, at most.
_CAUSE: Final = 4
_AFTER: Final = frozenset({"after", "following", "после", "après"})


def _before_verb(hit: Hit, facts: Facts) -> bool:
    """Say whether a verb of taking or coming follows a place, with no other place between."""
    sentence = facts.field(hit).sentence_of(hit.first)
    next_word = (hit.field, hit.first + hit.length)
    if not _from(hit, facts) and any(
        (one.hit.field, one.hit.first) == next_word for one in facts.places
    ):
        return False
    return any(
        sign.field == hit.field
        and 0 <= sign.first - (hit.first + hit.length) <= 1
        and facts.field(sign).sentence_of(sign.first) == sentence
        for sign in facts.of("event_taken_to")
    )


def _titled(told: Iterable[PlaceHit], facts: Facts) -> list[str]:
    """Return the places in the title that say more than a State or a border."""
    return [
        found.place
        for found in told
        if found.hit.field == "title"
        and not facts.state(found.place)
        and facts.index[found.place].kind != "border"
    ]


def _of_the_event(
    found: PlaceHit, facts: Facts, act_hits: Collection[Hit], named: Sequence[str]
) -> bool:
    """Say whether a place stands in the title, or beside the act and near the title's places."""
    if found.hit.field == "title":
        return True
    body = facts.both.body
    sentence = body.sentence_of(found.hit.first)
    acts = {body.sentence_of(hit.first) for hit in act_hits if hit.field == "body"}
    if sentence in acts and sentence <= 1:
        return True
    if named:
        return sentence <= 1 and any(_together(facts, found.place, one) for one in named)
    return sentence == 0 or (sentence == 1 and not acts)


def _together(facts: Facts, a: str, b: str) -> bool:
    """Say whether one place lies in the other, or in the district that bears its name."""
    index = facts.index
    return index.near(a, b) == 0 or _holds(facts, a, b) or _holds(facts, b, a)


def _holds(facts: Facts, town: str, place: str) -> bool:
    """Say whether a place lies in the district that bears a town's name."""
    name = facts.index[town].name
    return any(
        around.kind == "district" and around.name.startswith(name)
        for around in map(facts.index.__getitem__, facts.index.above(place))
    )


def _not_beside(told: list[PlaceHit], facts: Facts) -> list[PlaceHit]:
    """Leave out a region that the event is only near to, where a smaller place is named."""
    near = facts.of("event_near")
    wide = [found for found in told if facts.index[found.place].kind in {"region", "republic"}]
    if len(wide) == len(told):
        return told
    return [found for found in told if found not in wide or not after(found.hit, facts, near, 2)]


def _not_whose(told: list[PlaceHit], facts: Facts) -> list[PlaceHit]:
    """Leave out Karabakh where it says whose and a smaller place is named: Karabakh's leader."""
    small = [
        found
        for found in told
        if found.place not in _LED_FROM_TOWNS
        and not facts.state(found.place)
        and facts.index[found.place].kind not in _LONG
    ]
    if not small:
        return told
    return [
        found
        for found in told
        if found.place != "nagorno-karabakh" or _heads(found.hit, facts) or inside(found.hit, facts)
    ]


def _heads(hit: Hit, facts: Facts) -> bool:
    """Say whether a name opens a title and a colon follows: Haut-Karabakh : ..."""
    stop = hit.first + hit.length
    if (hit.field, hit.first) != ("title", 0) or stop >= len(facts.field(hit).words):
        return False
    return gap(facts.field(hit), stop).strip() in {":", "․", ".", "—", "–", "-"}


def _where_it_fell(told: list[PlaceHit], facts: Facts) -> list[PlaceHit]:
    """Leave out the ends of the route, and what is no more than the State of the place."""
    kept = [found for found in told if not _of_a_route(found, told, facts)]
    small = [found for found in kept if not facts.state(found.place)]
    title = [found for found in small if found.hit.field == "title"]
    title += [found for found in small if found not in title and _inside(found, title, facts)]
    states = [found for found in kept if facts.index.in_region(found.place)]
    return title or small or states or kept or told


def _inside(found: PlaceHit, title: Sequence[PlaceHit], facts: Facts) -> bool:
    """Say whether a place lies in one of the title, or around it."""
    return found.place not in _LED_FROM_TOWNS and any(
        _together(facts, found.place, one.place) for one in title
    )


def _of_a_route(found: PlaceHit, told: list[PlaceHit], facts: Facts) -> bool:
    """Say whether a place is joined to another with a dash or `to`: Baku - Grozny."""
    field = facts.field(found.hit)
    for other in told:
        if other.hit.field != found.hit.field or other.hit == found.hit:
            continue
        first, last = sorted((found.hit, other.hit), key=lambda hit: hit.first)
        between = field.words[first.first + first.length : last.first]
        if not between and gap(field, last.first).strip() in {"-", "–", "—"}:
            return True
        if between in (["to"], ["в"], ["à"], ["vers"]):
            return True
    signs = facts.of("event_bound")
    stop = found.hit.first + found.hit.length
    left = any(one.field == found.hit.field and 0 <= one.first - stop <= 1 for one in signs)
    return after(found.hit, facts, signs, reach=1) or (left and facts.lang in VERB_LAST)
