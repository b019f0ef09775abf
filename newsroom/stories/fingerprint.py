"""What of an article tells whether another one is about the same event, in whatever language.

A fingerprint holds facts without language (incident, places, tolls, names by their consonants,
numbers, days, UN symbols, concepts) and, for reports in one language, the words. `keys` are what it
is found by: two reports of one event share some of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from newsroom.judge.fields import Field, fields
from newsroom.judge.numerals import numbers
from newsroom.meaning import Signal
from newsroom.model import require_utc
from newsroom.read.skeleton import skeleton
from newsroom.stories.concepts import COMMON, concepts
from newsroom.stories.days import dates, days
from newsroom.stories.marks import marks
from newsroom.un import symbols

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from newsroom.judge.fields import Fields
    from newsroom.meaning import Meaning, PlaceFound
    from newsroom.model import Article

#: Words of a body that are looked at: reports tell the event at their beginning.
_WORDS: Final = 160
_LETTERS: Final = 1_200
#: Letters of a word that are compared: its beginning, for endings differ.
_STEM: Final = 6
_SHORTEST_WORD: Final = 4
_SHORTEST_NAME: Final = 3
#: Hashes of word pairs kept to find near copies: one with a new lead shares most of them.
_SKETCH: Final = 6
_MOST_NAME_KEYS: Final = 12
#: Smaller numbers are in every text.
_TELLING_NUMBER: Final = 13
#: Scores and tallies: two or three numbers with signs between them.
_TALLY: Final = re.compile(r"(?<![\w.,/-])\d{1,3}(?:[-–:]\d{1,3}){1,2}(?![\w/-]|[.,]\d)")
#: Acts that one report calls one thing and the next another.
_FIGHTS: Final = frozenset(
    {"shelling_or_fire", "clash", "drone_strike", "casualty_report", "terror_or_shooting"}
)
#: Without capitals.
CASELESS: Final = frozenset({"ka"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """An article as merging sees it."""

    at: datetime
    lang: str | None
    source: str
    topics: tuple[str, ...] = ()
    #: It tells something new, by itself worth an alert.
    news: bool = False
    incident: str | None = None
    #: Keys of the places of the event, the smallest first.
    places: tuple[str, ...] = ()
    #: Keys of all places that the text names.
    named: tuple[str, ...] = ()
    killed: int | None = None
    wounded: int | None = None
    signals: tuple[str, ...] = ()
    #: Organs of the United Nations that decided, and what became of the text.
    organs: tuple[str, ...] = ()
    fate: str | None = None
    #: UN resolutions and drafts.
    symbols: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    days: tuple[date, ...] = ()
    concepts: tuple[str, ...] = ()
    #: Skeletons of words written with a capital letter; in Georgian of all words.
    names: tuple[str, ...] = ()
    #: Skeletons of the other words.
    others: tuple[str, ...] = ()
    #: Beginnings of the title's words, then of the body's.
    title: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sketch: tuple[int, ...] = ()
    #: What the report says of its own place among others (`marks.py`).
    marks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_utc(self.at)


def fingerprint(article: Article, meaning: Meaning | None) -> Fingerprint:
    """Return what tells this article's event from others."""
    body = article.body[:_LETTERS]
    text = f"{article.title}\n{body}"
    both = fields(article.title, body)
    own = _cased(both.title, article.lang) | _cased(both.body, article.lang)
    words = [*both.title.words, *both.body.words][:_WORDS]
    said = _place_words(meaning) | {word for word in words if concepts((word,))}
    named, others = _skeletons((word for word in words if word not in said), own, article.lang)
    incident = meaning.incident if meaning else None
    return Fingerprint(
        at=article.at,
        lang=article.lang,
        source=article.source,
        topics=meaning.topics if meaning else (),
        news=meaning.news if meaning else False,
        incident=incident.type if incident else None,
        places=_ids(meaning.places) if meaning else (),
        named=_ids(meaning.named) if meaning else (),
        killed=incident.killed if incident else None,
        wounded=incident.wounded if incident else None,
        signals=_signals(meaning),
        organs=meaning.organs if meaning else (),
        fate=meaning.fate if meaning else None,
        symbols=_symbols(text),
        numbers=_numbers(both, article.lang),
        days=days(text, article.at, ahead=_ahead(meaning)),
        concepts=concepts(words),
        names=named,
        others=others,
        title=_stems(both.title.words),
        words=_stems(words),
        sketch=_sketch(words),
        marks=marks(article.title, body, article.lang),
    )


def _numbers(both: Fields, lang: str | None) -> tuple[int, ...]:
    """Return what a text counts, and the numbers of a tally: `141-7-32`."""
    found = [one.value for field in both for one in numbers(field, lang or "")]
    for field in both:
        for tally in _TALLY.finditer(field.original[:_LETTERS]):
            found += map(int, re.split(r"\D+", tally.group()))
    dated = {number for field in both for number in dates(field.original[:_LETTERS])}
    return tuple(dict.fromkeys(number for number in found if number not in dated))


def _ids(places: Iterable[PlaceFound]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.id for place in places))


def _place_words(meaning: Meaning | None) -> set[str]:
    """Return the folded words that name places: these are compared as places."""
    found = meaning.named if meaning else ()
    texts = (evidence.text for place in found for evidence in place.evidence)
    return {word for text in texts for word in Field("title", text).words}


def _signals(meaning: Meaning | None) -> tuple[str, ...]:
    found = meaning.signals if meaning else ()
    return tuple(sorted({str(Signal(one.signal)) for one in found}))


def _ahead(meaning: Meaning | None) -> bool:
    return meaning is not None and any(one.signal is Signal.PLAN for one in meaning.signals)


def _symbols(text: str) -> tuple[str, ...]:
    wanted = (symbols.Kind.RESOLUTION, symbols.Kind.DRAFT)
    found = (symbols.base(one.text) for one in symbols.find(text) if one.kind in wanted)
    return tuple(dict.fromkeys(found))


def _cased(field: Field, lang: str | None) -> set[int]:
    """Return the hashes of words with a capital letter: names, and the first words of sentences."""
    if lang in CASELESS:
        return set(map(hash, field.words))
    original = field.original
    return {
        hash(word)
        for word, (start, _) in zip(field.words, field.spans, strict=True)
        if original[start].isupper()
    }


def _skeletons(
    words: Iterable[str], own: set[int], lang: str | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    named: dict[str, None] = {}
    others: dict[str, None] = {}
    for word in words:
        bones = skeleton(word, lang)
        if len(bones) < _SHORTEST_NAME or word.isdigit():
            continue
        (named if hash(word) in own else others)[bones] = None
    return tuple(named), tuple(other for other in others if other not in named)


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    long = (word[:_STEM] for word in words if len(word) >= _SHORTEST_WORD or word.isdigit())
    return tuple(dict.fromkeys(long))


def _sketch(words: Sequence[str]) -> tuple[int, ...]:
    """Return the smallest hashes of the text's word pairs: near copies share most of them."""
    pairs = {f"{one} {two}" for one, two in pairwise(words)}
    return tuple(sorted(map(_hash, pairs))[:_SKETCH])


def _hash(text: str) -> int:
    """Return 63 bits that stand for a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1


# --- what it is found by ------------------------------------------------------------------------


def keys(one: Fingerprint) -> tuple[int, ...]:
    """Return the hashes by which reports of the same event are looked up."""
    return tuple(dict.fromkeys(map(_hash, _keys(one))))


def _keys(one: Fingerprint) -> Iterator[str]:
    yield from (f"symbol {symbol}" for symbol in one.symbols[:4])
    yield from (f"copy {number}" for number in one.sketch)
    yield from (f"place {place}" for place in dict.fromkeys((*one.places, *one.named[:4])))
    yield from (f"number {number}" for number in one.numbers[:8] if number >= _TELLING_NUMBER)
    long = sorted(one.names[:30], key=len, reverse=True)
    yield from (f"name {bones[:4]}" for bones in long[:_MOST_NAME_KEYS] if len(bones) > 3)  # noqa: PLR2004 - what is cut
    telling = [concept for concept in one.concepts if concept not in COMMON][:6]
    yield from (f"about {a} {b}" for a, b in pairwise(telling))
    yield from (f"topic {topic}" for topic in one.topics)
    if one.incident:
        yield f"incident {one.incident}"
        if one.incident in _FIGHTS:
            yield "incident fight"
    yield from (f"title {stem}" for stem in sorted(one.title, key=len, reverse=True)[:4])
