"""Where it happened: of the places that a text names, those of the event, the smallest first.

Not where people are taken, not the capital that speaks, not the ends of a route that was flown, no
country where anything smaller is known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsroom.judge.fields import Hit
from newsroom.judge.numerals import gap
from newsroom.judge.sides import ENEMIES, enemies
from newsroom.judge.un_region import SEATS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from newsroom.judge.facts import Facts
    from newsroom.judge.kinds import Act
    from newsroom.judge.places import PlaceHit
    from newsroom.meaning import Voice

#: Words between a place and what says that it is not of the event.
_NEAR: Final = 3
_BEFORE: Final = 4
#: Parts of the world, never a place of an event by themselves.
_NEVER: Final = frozenset({"caucasus", "south-caucasus"})
_SMALL_FIRST: Final = (
    (
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
    told = [found.place for found in facts.places if _of_the_event(found, facts, ())]
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
    told = [found for found in told if not _speaks(found, voices, facts, kind)]
    told = [found for found in told if not _elsewhere(found, facts)]
    told = [found for found in told if _of_the_event(found, facts, hits)]
    told = _not_beside(told, facts)
    if facts.has("event_aircraft") and facts.has("disaster"):
        told = _where_it_fell(told, facts)
    keys = _regions(list(dict.fromkeys(_settled(facts, found.place) for found in told)))
    if act is not None:
        keys = [key for key in keys if facts.index.in_region(key)] or keys
    small = [key for key in keys if not facts.state(key)]
    if not small and act is None:
        return ()
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
    states = {facts.index[key].country for key in keys}
    if (states >= ENEMIES or enemies(facts)) and facts.has("event_border_word"):
        return ("armenia-azerbaijan-border",)
    peoples = [found.place for found in facts.peoples if facts.index.in_region(found.place)]
    small = [key for key in dict.fromkeys(peoples) if not facts.state(key)]
    if kind is not None and small:
        return tuple(small[:1])
    if not keys and kind in _AT_HOME and facts.lang in _CAPITALS_AT_HOME:
        return (_CAPITALS_AT_HOME[facts.lang],)
    if keys or kind is None:
        return tuple(keys)
    return tuple(dict.fromkeys([*peoples, *_states_that_speak(facts)][:1]))


def _states_that_speak(facts: Facts) -> list[str]:
    """Return States, of the region, whose bodies speak: a ministry of Armenia."""
    return [
        found.place
        for found in facts.places
        if facts.index.in_region(found.place) and facts.index[found.place].kind == "country"
    ]


#: What happens in a capital where outlets of the country name no town.
_AT_HOME: Final = frozenset({"protest", "crackdown"})
_CAPITALS_AT_HOME: Final = {"hy": "yerevan", "az": "baku", "ka": "tbilisi"}


def _regions(keys: list[str]) -> list[str]:
    """Read Tskhinvali beside Abkhazia as the region: both are named as regions."""
    if "abkhazia" in keys and "sokhumi" not in keys:
        return ["south-ossetia" if key == "tskhinvali" else key for key in keys]
    return keys


def _size(facts: Facts, key: str) -> int:
    kind = facts.index[key].kind
    return next((size for size, kinds in enumerate(_SMALL_FIRST) if kind in kinds), 1)


def _speaks(found: PlaceHit, voices: Sequence[Voice], facts: Facts, kind: str | None) -> bool:
    """Say whether a place stands for those who speak: Baku says, the ministry in Tbilisi."""
    field = facts.field(found.hit)
    start, _ = field.spans[found.hit.first]
    if kind in _AT_HOME and (found.hit.field, found.hit.first) == ("title", 0):
        # "Tbilisi: a hundred days of protest" names the scene.
        return False
    if any(
        voice.evidence.field == found.hit.field
        and voice.evidence.start <= start < voice.evidence.end
        for voice in voices
    ):
        return True
    bodies = [hit for name in _BODIES for hit in facts.of(name)]
    if found.place in _SEATS and (
        _after(found.hit, facts, bodies) or _said_in(found.hit, facts) or _quoted(found.hit, facts)
    ):
        return True
    if found.place == "nagorno-karabakh" and _owns(found.hit, facts):
        return True
    if found.place not in _SEATS - _OFTEN_HIT or kind in _IN_TOWN:
        return False
    return not _located(found.hit, facts)


#: Capitals whose names often stand for those who govern from there.
_SEATS: Final = frozenset(
    {"baku", "yerevan", "tbilisi", "moscow", "ankara", "khankendi", "sokhumi", "tskhinvali"}
)
#: Of these, seats that are news themselves as often as they speak.
_OFTEN_HIT: Final = frozenset({"khankendi", "sokhumi"})
_IN_TOWN: Final = frozenset(
    {"protest", "crackdown", "detention_or_arrest", "terror_or_shooting", "disaster", "other"}
    | {"cyber_or_disinfo", "drone_strike"}
)
_INSIDE: Final = frozenset(
    {"in", "at", "near", "outside", "over", "around", "на", "в", "во", "под", "над", "у", "близ"}
    | {"из", "à", "a", "dans", "près", "de", "to", "from"}
)
#: Endings that say where: Bakıda, Երևանում, თბილისში; a word of its own after an apostrophe.
_LOCATIVE: Final = re.compile(r"(?:da|de|dan|den|ում|ից|ში|თან|ზე|დან|սկ|եր)\Z")
#: Languages that put the verb after the place, and say where with an ending.
_VERB_LAST: Final = frozenset({"az", "tr", "hy", "ka"})
_APART: Final = frozenset({"da", "de", "dan", "den", "ta", "te", "ում", "ში"})


def _said_in(hit: Hit, facts: Facts) -> bool:
    """Say whether a word of saying and a preposition stand before: заявили в Баку."""
    words = facts.field(hit).words
    if not hit.first or words[hit.first - 1] not in _INSIDE:
        return False
    before = Hit(hit.field, hit.first - 1, 1, "")
    return _after(before, facts, facts.of("says", "statement"), reach=1)


def _quoted(hit: Hit, facts: Facts) -> bool:
    """Say whether a word of saying stands at a name: данные Степанакерта, Stepanakert says."""
    stop = hit.first + hit.length
    return any(
        one.field == hit.field and (one.first == stop or one.first + one.length == hit.first)
        for one in facts.of("says", "according_to")
    )


def _located(hit: Hit, facts: Facts) -> bool:
    """Say whether a preposition or an ending says that it happened there."""
    words = facts.field(hit).words
    last = hit.first + hit.length - 1
    if hit.first and words[hit.first - 1] in _INSIDE:
        return True
    if last + 1 < len(words) and words[last + 1] in _APART:
        return True
    return facts.lang in _VERB_LAST and bool(_LOCATIVE.search(words[last]))


def _owns(hit: Hit, facts: Facts) -> bool:
    """Say whether Karabakh only tells whose people or bodies they are."""
    signs = [one for name, hits in facts.hits.items() if name.startswith("any/") for one in hits]
    signs += [found.hit for found in facts.peoples]
    stop = hit.first + hit.length
    return any(
        one.field == hit.field
        and (one.first == stop or (facts.lang == "fr" and 0 < hit.first - one.first <= _NEAR))
        for one in signs
    )


_BODIES: Final = (
    "any/defence-ministry",
    "any/foreign-ministry",
    "any/interior-ministry",
    "any/security-service",
    "any/prosecutor",
    "any/investigators",
    "any/emergency-ministry",
    "any/head-of-region",
    "any/president",
    "any/prime-minister",
)


def _elsewhere(found: PlaceHit, facts: Facts) -> bool:
    """Say whether a place is one that people are taken to or come from."""
    return (
        _after(found.hit, facts, facts.of("event_taken_to"), reach=_BEFORE)
        or (facts.lang in _VERB_LAST and _before_verb(found.hit, facts))
        or _of_a_cause(found, facts)
    )


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


def _after(hit: Hit, facts: Facts, signs: Iterable[Hit], reach: int = _NEAR) -> bool:
    """Say whether one of some signs stands close before a hit, in its sentence."""
    sentence = facts.field(hit).sentence_of(hit.first)
    return any(
        sign.field == hit.field
        and 0 <= hit.first - (sign.first + sign.length) < reach
        and facts.field(sign).sentence_of(sign.first) == sentence
        for sign in signs
    )


def _before_verb(hit: Hit, facts: Facts) -> bool:
    sentence = facts.field(hit).sentence_of(hit.first)
    return any(
        sign.field == hit.field
        and 0 <= sign.first - (hit.first + hit.length) <= 1
        and facts.field(sign).sentence_of(sign.first) == sentence
        for sign in facts.of("event_taken_to")
    )


def _of_the_event(found: PlaceHit, facts: Facts, act_hits: Collection[Hit]) -> bool:
    """Say whether a place stands in the title, or beside the act and near the title's places."""
    if found.hit.field == "title":
        return True
    body = facts.both.body
    sentence = body.sentence_of(found.hit.first)
    named = [
        one.place
        for one in facts.places
        if one.hit.field == "title"
        and not facts.state(one.place)
        and facts.index[one.place].kind != "border"
    ]
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
    return [found for found in told if found not in wide or not _after(found.hit, facts, near, 2)]


def _where_it_fell(told: list[PlaceHit], facts: Facts) -> list[PlaceHit]:
    """Leave out the ends of the route, and what is no more than the State of the place."""
    kept = [found for found in told if not _of_a_route(found, told, facts)]
    small = [found for found in kept if not facts.state(found.place)]
    title = [found for found in small if found.hit.field == "title"]
    states = [found for found in kept if facts.index.in_region(found.place)]
    return title or small or states or kept or told


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
    return _after(found.hit, facts, signs, reach=1) or (left and facts.lang in _VERB_LAST)
