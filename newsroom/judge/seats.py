"""Places that stand for those who speak from them: Baku says, the ministry in Tbilisi.

The name of a capital, or of Karabakh, tells the scene only where the words around it say so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsroom.judge.fields import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.judge.facts import Facts
    from newsroom.judge.places import PlaceHit
    from newsroom.meaning import Voice

#: Words between a place and what says that it is not of the event.
_NEAR: Final = 3
#: Words between a place and what happened there, or a verb of movement, at most.
BEFORE: Final = 4
#: Languages that put the verb after the place, and say where with an ending.
VERB_LAST: Final = frozenset({"az", "tr", "hy", "ka"})
#: What happens in a capital where outlets of the country name no town.
AT_HOME: Final = frozenset({"protest", "crackdown"})


def speaks(found: PlaceHit, voices: Sequence[Voice], facts: Facts, kind: str | None) -> bool:
    """Say whether a place stands for those who speak: Baku says, the ministry in Tbilisi."""
    field = facts.field(found.hit)
    start, _ = field.spans[found.hit.first]
    if kind in AT_HOME and (found.hit.field, found.hit.first) == ("title", 0):
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
        after(found.hit, facts, bodies) or _said_in(found.hit, facts) or _quoted(found.hit, facts)
    ):
        return True
    if found.place == "nagorno-karabakh" and _owns(found.hit, facts):
        return True
    if found.place not in _SEATS - _OFTEN_HIT or kind in _IN_TOWN:
        return False
    return not located(found.hit, facts)


#: Capitals whose names often stand for those who govern from there.
_SEATS: Final = frozenset(
    {"baku", "yerevan", "tbilisi", "moscow", "ankara", "khankendi", "sokhumi", "tskhinvali"}
    | {"washington-dc", "white-house"}
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
_LOCATIVE: Final = re.compile(r"(?:da|de|dan|den|daki|deki|ում|ից|տանը|ში|თან|ზე|დან|սկ|եր)\Z")
_APART: Final = frozenset(
    {"da", "de", "dan", "den", "ta", "te", "ում", "ში", "daki", "deki", "ndaki", "taki", "teki"}
)


def struck(hit: Hit, facts: Facts, act_hits: Iterable[Hit], kind: str | None) -> bool:
    """Say whether a name says where, and no comma parts it from what happened: hurt in Sukhumi."""
    if not located(hit, facts):
        return False
    field = facts.field(hit)
    for one in act_hits:
        first, last = sorted((hit, one), key=lambda each: each.first)
        between = last.first - first.first - first.length
        in_order = one.first < hit.first or facts.lang in VERB_LAST or kind in AT_HOME
        if one.field == hit.field and in_order and 0 <= between <= BEFORE:
            start, stop = field.spans[first.first][0], field.spans[last.first][0]
            if not _PARTED.search(field.original[start:stop]):
                return True
    return False


#: What ends a part of a sentence.
_PARTED: Final = re.compile(r"[,;:–—.!?։․՝]")


def _said_in(hit: Hit, facts: Facts) -> bool:
    """Say whether a word of saying and a preposition stand before: заявили в Баку."""
    words = facts.field(hit).words
    if not hit.first or words[hit.first - 1] not in _INSIDE:
        return False
    before = Hit(hit.field, hit.first - 1, 1, "")
    return after(before, facts, facts.of("says", "statement"), reach=1)


def _quoted(hit: Hit, facts: Facts) -> bool:
    """Say whether a word of saying stands at a name: данные Степанакерта, Stepanakert says."""
    stop = hit.first + hit.length
    return any(
        one.field == hit.field and (one.first == stop or one.first + one.length == hit.first)
        for one in facts.of("says", "according_to")
    )


def located(hit: Hit, facts: Facts) -> bool:
    """Say whether a preposition or an ending says that it happened there."""
    words = facts.field(hit).words
    last = hit.first + hit.length - 1
    if _preposition(hit, facts) in _INSIDE:
        return True
    if last + 1 < len(words) and words[last + 1] in _APART:
        return True
    return facts.lang in VERB_LAST and bool(_LOCATIVE.search(words[last]))


def inside(hit: Hit, facts: Facts) -> bool:
    """Say whether a preposition or an ending says that it happened in it: not from, to or of it."""
    words = facts.field(hit).words
    last = hit.first + hit.length - 1
    if _preposition(hit, facts) in _IN:
        return True
    after_it = words[last + 1] if last + 1 < len(words) else ""
    return facts.lang in VERB_LAST and (
        after_it in _APART or bool(_LOCATIVE_IN.search(words[last]))
    )


#: Words and endings of being in a place alone.
_IN: Final = frozenset({"in", "at", "over", "across", "в", "во", "на", "над", "dans", "au", "à"})
_LOCATIVE_IN: Final = re.compile(r"(?:da|de|ta|te|ում|ში)\Z")


def _preposition(hit: Hit, facts: Facts) -> str:
    """Return the word before a name, or before its article; "" where none is."""
    before = facts.field(hit).words[max(0, hit.first - 2) : hit.first]
    if len(before) > 1 and before[-1] in _ARTICLES:
        return before[-2]
    return before[-1] if before else ""


_ARTICLES: Final = frozenset({"the", "la", "le", "l"})


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
    "any/government",
    "any/prime-minister",
)


def after(hit: Hit, facts: Facts, signs: Iterable[Hit], reach: int = _NEAR) -> bool:
    """Say whether one of some signs stands close before a hit, in its sentence."""
    sentence = facts.field(hit).sentence_of(hit.first)
    return any(
        sign.field == hit.field
        and 0 <= hit.first - (sign.first + sign.length) < reach
        and facts.field(sign).sentence_of(sign.first) == sentence
        for sign in signs
    )
