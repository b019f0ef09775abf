"""What the words of two reports have in common: text, names, numbers, and what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsroom.read.skeleton import same_name
from newsroom.stories.concepts import COMMON
from newsroom.stories.fingerprint import CASELESS
from newsroom.stories.signs import HALF_A_DAY, UN, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.stories.fingerprint import Fingerprint


def signs_of_words(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    """Yield what the words of two reports have in common; the order of the two does not matter."""
    yield from _text(one, two)
    names = tuple(_names(one, two))
    yield from names
    if one.lang != two.lang:
        yield from (Sign("names across languages", n.value, n.said, counts=False) for n in names)
    yield from _numbers(one, two)
    yield from _concepts(one, two)


#: Shared beginnings of words, of the smaller text's: from here on a text is a copy.
_COPY: Final = 0.6
_LITTLE: Final = 0.12
#: What two reports of like events share in any case.
_SOME: Final = 0.3
_ENOUGH_WORDS: Final = 8
_LONG: Final = 14


def _text(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    long = min(len(one.words), len(two.words)) >= _LONG
    if long and len(set(one.sketch) & set(two.sketch)) >= 3:  # noqa: PLR2004 - half of a sketch
        yield Sign("near copy", 4.0, "a near copy")
        return
    if one.source == two.source:
        yield Sign("one source", -0.5, "both of one source")
    if one.lang != two.lang or not one.words or not two.words:
        return
    yield Sign("one language", 1.0, "in one language", counts=False)
    # Few words are soon the same, and those beside a title may be the same under all of them.
    title = _overlap(one.title, two.title)
    trust = min(1.0, len(set(one.words) & set(two.words)) / _ENOUGH_WORDS)
    trust *= 1.0 if title or long else 0.5
    if one.source == two.source and abs(one.at - two.at) > HALF_A_DAY:
        # What an outlet prints every day repeats its own words.
        trust *= 0.2
    overlap = _overlap(one.words, two.words)
    if overlap >= _COPY:
        yield Sign("words", 4.0 * trust, f"{overlap:.0%} of the words")
    elif overlap > _SOME:
        yield Sign("words", 3.5 * trust * (overlap - _SOME), f"{overlap:.0%} of the words")
    if title > 2 * _LITTLE:
        yield Sign("words of the title", 1.5 * trust * title, f"{title:.0%} of the title's words")


def _overlap(one: Sequence[str], two: Sequence[str]) -> float:
    """Return shared words as a part of the mean of both, in which short texts count as longer."""
    shared = len(set(one) & set(two))
    return 2 * shared / (len(one) + len(two) + 2) if shared else 0.0


#: What the first, second ... shared name adds.
_BY_NAME: Final = (0.9, 0.9, 0.7, 0.5, 0.3)
#: What a given name is worth at least; beside a surname it is the same person's.
_FIRST_NAME: Final = 0.3
#: Azerbaijan, Armenia, Yerevan, Georgia, Russia, Moscow, Baku, Tbilisi, the Caucasus, Karabakh ...
_FREQUENT: Final = frozenset(
    {"askn", "armn", "arvn", "krs", "krk", "ksr", "bk", "tbls", "rs", "rsn", "rskn", "mskv"}
    | {"knts", "snt", "asrbsn", "krbk", "kvks", "asrb"}
)


def _names(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    weights: list[float] = []
    words: list[str] = []
    for bones in one.names:
        if _matched(bones, two.names):
            weights.append(_name_weight(bones, 1.0))
        elif one.lang != two.lang and _matched(bones, two.others):
            weights.append(_name_weight(bones, 0.5))
        else:
            continue
        words.append(bones)
    if one.lang != two.lang:
        for bones in two.names:
            if _matched(bones, one.others) and not _matched(bones, one.names):
                weights.append(_name_weight(bones, 0.5))
                words.append(bones)
    if one.lang == two.lang and one.lang in CASELESS:
        # Any word may be a name there: what two texts of one language share is told by `_text`.
        weights = [weight / 3 for weight in weights]
    weights.sort(reverse=True)
    total = sum(
        weight * step for weight, step in zip(weights, (*_BY_NAME, *[0.2] * 20), strict=False)
    )
    if len(weights) > 1 and weights[1] > _FIRST_NAME:
        total += 0.4
    if total:
        yield Sign("names", min(0.8 * total, 2.8), f"names {', '.join(words[:5])}")


def _name_weight(bones: str, trust: float) -> float:
    if bones in _FREQUENT or bones[:4] in _FREQUENT:
        return 0.2 * trust
    return trust * {3: 0.4, 4: 0.8, 5: 1.1}.get(len(bones), 1.2)


def _matched(bones: str, others: Sequence[str]) -> bool:
    return any(same_name(bones, other) for other in others)


def _numbers(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    both = (one, two)
    shared = set(one.numbers) & set(two.numbers)
    un = bool(UN & set(one.topics) & set(two.topics))
    total = sum(_number_weight(number) for number in shared)
    if len(shared) > 1:
        total += 0.4
    elif un and all(any(n in _COUNTS and n not in shared for n in each.numbers) for each in both):
        some = any(number in _COUNTS for number in shared)
        yield Sign("other counts", -1.8 if some else -3.5, "other counts")
    if total:
        said = f"numbers {', '.join(map(str, sorted(shared)))}"
        yield Sign("numbers", min(1.4 * total, 3.2), said)
        return
    big = [[number for number in each.numbers if number >= _TELLING] for each in both]
    if all(big) and not un:
        yield Sign("other numbers", -0.3, f"other numbers: {big[0][0]}, {big[1][0]}")


#: How many States may be on one side of a vote that all may take part in; fewer are days or weeks.
_COUNTS: Final = range(30, 194)
#: Smaller numbers are in every text.
_TELLING: Final = 13


def _number_weight(number: int) -> float:
    if number < 3 or number in {10, 100, 1000}:  # noqa: PLR2004 - in every text
        return 0.05
    if number < 13:  # noqa: PLR2004 - spelled out in most languages
        return 0.35
    return 0.8 if number % 10 else 0.6


#: Compared as acts already, where both reports tell of one.
_ACTS: Final = frozenset(
    {"shooting", "blast", "mine", "drone", "arrest", "protest", "teargas", "officer", "crash"}
    | {"attack", "release", "exchange", "captive", "talks", "agreement", "blockade", "terror"}
    | {"border", "prosecutor", "ambulance", "rocket", "deny"}
)


def _other_countries(one: Fingerprint, two: Fingerprint) -> bool:
    mine, theirs = (
        {name for name in each.concepts if name.startswith("@")} - COMMON - _OF_ANY_TEXT
        for each in (one, two)
    )
    return bool(mine and theirs and not mine & theirs)


#: What every report on a decision of the United Nations is about.
_OF_ANY_TEXT: Final = frozenset({"vote", "resolution", "general", "security", "@UN", "rights"})


def _concepts(one: Fingerprint, two: Fingerprint) -> Iterator[Sign]:
    said = COMMON | _ACTS if one.incident and two.incident else COMMON
    un = bool(UN & set(one.topics) & set(two.topics))
    if un:
        said |= _OF_ANY_TEXT
    shared = (set(one.concepts) & set(two.concepts)) - said
    common = set(one.concepts) & set(two.concepts) & said
    total = 1.25 * len(shared) + 0.2 * len(common)
    if one.lang == two.lang:
        total /= 2
    if total:
        yield Sign("about", min(total, 3.3), f"about {', '.join(sorted(shared | common))}")
    if un and _other_countries(one, two):
        yield Sign("other countries", -1.5, "on other countries")
    telling = [set(each.concepts) - said for each in (one, two)]
    if not shared and all(len(each) >= 2 for each in telling):  # noqa: PLR2004 - more than chance
        yield Sign("other things", -1.0, "about other things")
    acts = set(one.concepts) & set(two.concepts) & _ACTS
    if acts and one.incident and two.incident and one.incident != two.incident:
        # An arrest after a blast recalls the blast.
        recalled = f"recalls {', '.join(sorted(acts))}"
        yield Sign("recalls", float(len(acts)), recalled, counts=False)
