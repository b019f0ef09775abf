"""How much two articles look like reports of one event: a score from 0 to 1, with its reasons.

Each reason adds to or takes from the odds. A *stop* says that they cannot be one event, however
much they share: two symbols, two organs, tolls that cannot both be true.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import exp
from typing import TYPE_CHECKING, Final, Protocol

from newsroom.meaning import Signal
from newsroom.read.skeleton import same_name
from newsroom.stories.apart import apart
from newsroom.stories.concepts import COMMON
from newsroom.stories.fingerprint import CASELESS
from newsroom.stories.stops import stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.stories.fingerprint import Fingerprint


class Near(Protocol):
    """How far places are from each other."""

    def __call__(self, a: str, b: str) -> float:
        """Return 1 for the same place, less for one inside the other or near, 0 for far apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two articles have in common."""

    #: Probability, as far as these reasons tell.
    score: float
    #: `+2.0 place: sotk`, the weightiest first.
    reasons: tuple[str, ...]
    #: Why they cannot be one event; empty: they can.
    stop: str = ""


#: Odds before anything is compared: two reports that share a key are mostly of two events.
_BIAS: Final = -2.4
#: By hours between two reports: most of a story comes within a day.
_BY_HOURS: Final = ((6, 1.2), (24, 0.8), (48, -0.3), (96, -1.3), (192, -2.3), (24 * 15, -3.0))
_LATE: Final = -5.0

_ALIKE: Final = frozenset(
    {
        frozenset({"shelling_or_fire", "clash"}),
        frozenset({"shelling_or_fire", "casualty_report"}),
        frozenset({"clash", "casualty_report"}),
        frozenset({"mine_blast", "casualty_report"}),
        frozenset({"drone_strike", "shelling_or_fire"}),
        frozenset({"drone_strike", "clash"}),
        frozenset({"protest", "crackdown"}),
        frozenset({"crackdown", "detention_or_arrest"}),
        frozenset({"terror_or_shooting", "shelling_or_fire"}),
        frozenset({"terror_or_shooting", "casualty_report"}),
        frozenset({"terror_or_shooting", "clash"}),
        frozenset({"terror_or_shooting", "detention_or_arrest"}),
        frozenset({"disaster", "casualty_report"}),
        frozenset({"border_delimitation", "peace_talks"}),
    }
)
_OPINION: Final = str(Signal.OPINION)
_DENIAL: Final = str(Signal.DENIAL)
_TAKEN_AND_FREED: Final = {"detention_or_arrest", "captives_or_exchange"}
_HALF_A_DAY: Final = timedelta(hours=12)
_ONE_DAY: Final = timedelta(hours=30)
_UN: Final = frozenset({"un_vote", "un_resolution"})
_EVENT: Final = frozenset({"caucasus_incident"}) | _UN


def compare(one: Fingerprint, two: Fingerprint, near: Near) -> Likeness:
    """Compare two fingerprints; which is the first does not matter."""
    if reason := stop(one, two) or apart(one, two, near):
        return Likeness(score=0.0, reasons=(), stop=reason)
    parts = [
        *_time(one, two),
        *_text(one, two),
        *_symbols(one, two),
        *_places(one, two, near),
        *_act(one, two),
        *_opinion(one, two),
        *_toll(one, two),
        *_names(one, two),
        *_numbers(one, two),
        *_concepts(one, two),
        *_days(one, two),
        *_deadly(one, two, near),
    ]
    parts += _another(one, two, parts)
    total = _BIAS + sum(weight for weight, _ in parts)
    ordered = sorted(parts, key=lambda part: -abs(part[0]))
    return Likeness(
        score=1 / (1 + exp(-total)),
        reasons=tuple(f"{weight:+.1f} {said}" for weight, said in ordered if weight),
    )


Part = tuple[float, str]


def _time(one: Fingerprint, two: Fingerprint) -> Iterator[Part]:
    apart = abs(one.at - two.at)
    for hours, weight in _BY_HOURS:
        if apart <= timedelta(hours=hours):
            yield weight, f"{apart.total_seconds() / 3600:.0f} h apart"
            return
    yield _LATE, f"{apart.days} d apart"


#: Shared beginnings of words, of the smaller text's: from here on a text is a copy.
_COPY: Final = 0.6
_LITTLE: Final = 0.12
#: What two reports of like events share in any case.
_SOME: Final = 0.3
_ENOUGH_WORDS: Final = 8
_LONG: Final = 14


def _text(one: Fingerprint, two: Fingerprint) -> Iterator[Part]:
    long = min(len(one.words), len(two.words)) >= _LONG
    if long and len(set(one.sketch) & set(two.sketch)) >= 3:  # noqa: PLR2004 - half of a sketch
        yield 4.0, "a near copy"
        return
    if one.source == two.source:
        yield -0.5, "both of one source"
    if one.lang != two.lang or not one.words or not two.words:
        return
    # Few words are soon the same, and those beside a title may be the same under all of them.
    title = _overlap(one.title, two.title)
    trust = min(1.0, len(set(one.words) & set(two.words)) / _ENOUGH_WORDS)
    trust *= 1.0 if title or long else 0.5
    if one.source == two.source and abs(one.at - two.at) > _HALF_A_DAY:
        # What an outlet prints every day repeats its own words.
        trust *= 0.2
    overlap = _overlap(one.words, two.words)
    if overlap >= _COPY:
        yield 4.0 * trust, f"{overlap:.0%} of the words"
    elif overlap > _SOME:
        yield 3.5 * trust * (overlap - _SOME), f"{overlap:.0%} of the words"
    if title > 2 * _LITTLE:
        yield 1.5 * trust * title, f"{title:.0%} of the title's words"


def _overlap(one: Sequence[str], two: Sequence[str]) -> float:
    """Return shared words as a part of the mean of both, in which short texts count as longer."""
    shared = len(set(one) & set(two))
    return 2 * shared / (len(one) + len(two) + 2) if shared else 0.0


def _symbols(one: Fingerprint, two: Fingerprint) -> Iterator[Part]:
    if shared := set(one.symbols) & set(two.symbols):
        yield 4.0, f"symbol {min(shared)}"


def _places(one: Fingerprint, two: Fingerprint, near: Near) -> Iterator[Part]:
    mine, theirs = one.places or one.named, two.places or two.named
    if not mine or not theirs:
        return
    best, a, b = max((near(a, b), a, b) for a in mine for b in theirs)
    shared = sum(near(place, place) for place in set(one.named) & set(two.named))
    if shared > 1:
        yield min(0.8 * (shared - 1), 1.6), "more places in common"
    if best > 0:
        yield min(1.9, 2.6 * best), f"place {a}" if a == b else f"near: {a} and {b}"
    elif set(mine) & set(two.named) or set(theirs) & set(one.named):
        yield 0.4, f"{mine[0]} beside {theirs[0]}"
    elif one.places and two.places:
        yield -1.4, f"other places: {one.places[0]}, {two.places[0]}"


def _act(one: Fingerprint, two: Fingerprint) -> Iterator[Part]:
    if one.topics and two.topics:
        # The other side's denial is its version of the event.
        if _DENIAL not in {*one.signals, *two.signals}:
            yield from _topics(set(one.topics), set(two.topics))
    elif bool(one.topics) != bool(two.topics):
        yield -0.7, "one is of no watched subject"
    if one.incident is None or two.incident is None:
        return
    if {one.incident, two.incident} == _TAKEN_AND_FREED and abs(one.at - two.at) > _HALF_A_DAY:
        yield -4.0, "a release is not the detention before it"
    elif one.incident == two.incident:
        yield 1.4, f"both {one.incident}"
    elif frozenset({one.incident, two.incident}) in _ALIKE:
        yield 0.5, f"{one.incident} and {two.incident}"
    else:
        yield -1.2, f"{one.incident}, not {two.incident}"


def _topics(one: set[str], two: set[str]) -> Iterator[Part]:
    if one & two & _UN:
        yield 0.8, "both of the United Nations"
    elif bool(one & _UN) != bool(two & _UN):
        yield -2.4, "one is of the United Nations"
    elif bool(one & _EVENT) != bool(two & _EVENT):
        yield -1.0, "one is the event, one is politics"


def _opinion(one: Fingerprint, two: Fingerprint) -> Iterator[Part]:
    if _OPINION in {*one.signals, *two.signals}:
        yield -1.5, "one is an opinion, or an analysis"


def _toll(one: Fingerprint, two: Fingerprint) -> Iterator[Part]:
    for name, mine, theirs in (
        ("killed", one.killed, two.killed),
        ("wounded", one.wounded, two.wounded),
    ):
        if mine is None or theirs is None:
            continue
        if mine == theirs:
            yield (0.2 if mine <= 2 else 0.5), f"{name} {mine}"  # noqa: PLR2004 - common tolls
        elif min(mine, theirs) == 0 or max(mine, theirs) > 3 * min(mine, theirs):
            yield -0.6, f"{name} {mine}, not {theirs}"


#: What the first, second ... shared name adds.
_BY_NAME: Final = (0.9, 0.9, 0.7, 0.5, 0.3)
#: What a given name is worth at least; beside a surname it is the same person's.
_FIRST_NAME: Final = 0.3
#: Azerbaijan, Armenia, Yerevan, Georgia, Russia, Moscow, Baku, Tbilisi, the Caucasus, Karabakh ...
_FREQUENT: Final = frozenset(
    {"askn", "armn", "arvn", "krs", "krk", "ksr", "bk", "tbls", "rs", "rsn", "rskn", "mskv"}
    | {"knts", "snt", "asrbsn", "krbk", "kvks", "asrb"}
)


def _names(one: Fingerprint, two: Fingerprint) -> Iterator[Part]:
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
        yield min(0.8 * total, 2.8), f"names {', '.join(words[:5])}"


def _name_weight(bones: str, trust: float) -> float:
    if bones in _FREQUENT or bones[:4] in _FREQUENT:
        return 0.2 * trust
    return trust * {3: 0.4, 4: 0.8, 5: 1.1}.get(len(bones), 1.2)


def _matched(bones: str, others: Sequence[str]) -> bool:
    return any(same_name(bones, other) for other in others)


def _numbers(one: Fingerprint, two: Fingerprint) -> Iterator[Part]:
    both = (one, two)
    shared = set(one.numbers) & set(two.numbers)
    un = bool(_UN & set(one.topics) & set(two.topics))
    total = sum(_number_weight(number) for number in shared)
    if len(shared) > 1:
        total += 0.4
    elif un and all(any(n in _COUNTS and n not in shared for n in each.numbers) for each in both):
        yield (-1.8 if any(n in _COUNTS for n in shared) else -3.5), "other counts"
    if total:
        yield min(1.4 * total, 3.2), f"numbers {', '.join(map(str, sorted(shared)))}"
        return
    big = [[number for number in each.numbers if number >= _TELLING] for each in both]
    if all(big) and not un:
        yield -0.3, f"other numbers: {big[0][0]}, {big[1][0]}"


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


def _concepts(one: Fingerprint, two: Fingerprint) -> Iterator[Part]:
    said = COMMON | _ACTS if one.incident and two.incident else COMMON
    un = bool(_UN & set(one.topics) & set(two.topics))
    if un:
        said |= _OF_ANY_TEXT
    shared = (set(one.concepts) & set(two.concepts)) - said
    common = set(one.concepts) & set(two.concepts) & said
    total = 1.25 * len(shared) + 0.2 * len(common)
    if one.lang == two.lang:
        total /= 2
    if total:
        yield min(total, 3.3), f"about {', '.join(sorted(shared | common))}"
    if un and _other_countries(one, two):
        yield -1.5, "on other countries"
    telling = [set(each.concepts) - said for each in (one, two)]
    if not shared and all(len(each) >= 2 for each in telling):  # noqa: PLR2004 - more than chance
        yield -1.0, "about other things"


def _another(one: Fingerprint, two: Fingerprint, parts: Sequence[Part]) -> Iterator[Part]:
    """Two acts of one kind, days apart, are two events unless something particular links them."""
    if one.incident is None or two.incident is None or abs(one.at - two.at) <= _ONE_DAY:
        return
    linked = sum(
        weight
        for weight, said in parts
        if weight > 0 and said.startswith(("names", "numbers", "symbol", "a near", "announced"))
    )
    if linked < 1:
        yield -0.7, "nothing particular in common after more than a day"


def _deadly(one: Fingerprint, two: Fingerprint, near: Near) -> Iterator[Part]:
    """Two deadly events of one kind in one region on one day are mostly one event."""
    if one.incident is None or two.incident is None or not (one.killed and two.killed):
        return
    alike = one.incident == two.incident or frozenset({one.incident, two.incident}) in _ALIKE
    close = any(near(a, b) for a in one.places for b in two.places)
    if alike and close and abs(one.at - two.at) <= timedelta(hours=12):
        yield 1.2, "deadly, in one region on one day"


def _days(one: Fingerprint, two: Fingerprint) -> Iterator[Part]:
    early, late = sorted((one, two), key=lambda each: each.at)
    if late.at.date() in early.days and late.at.date() > early.at.date():
        yield 2.0, f"announced for {late.at.date()}"
        return
    if not one.days or not two.days:
        return
    if set(one.days) & set(two.days):
        yield 0.5, f"day {min(set(one.days) & set(two.days))}"
    # A night belongs to two days.
    elif min(abs(a - b) for a in one.days for b in two.days) > timedelta(days=1):
        yield -0.9, f"other days: {one.days[-1]}, {two.days[-1]}"
