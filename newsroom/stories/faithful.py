"""Whether a model's text says nothing but what its report says: what is doubtful is refused.

Numbers, days, places, bodies, tolls and the act are compared by what they mean, in whatever words
or language; other names by their consonants. What remains unseen is a false sentence that is made
of the report's own names and numbers, and in Georgian, which has no capitals, an unknown name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from newsroom.judge.dates import stated
from newsroom.judge.fields import fields
from newsroom.judge.numerals import numbers, numerals
from newsroom.meaning import Signal
from newsroom.read.languages import LANGUAGES
from newsroom.read.months import month_number
from newsroom.read.skeleton import same_name, skeleton
from newsroom.read.text import fold_plain
from newsroom.stories.days import dates, is_weekday, named_days
from newsroom.stories.fingerprint import CASELESS
from newsroom.stories.plain_text import misshapen
from newsroom.stories.plain_words import ALIKE, KNOWN, OPENERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from newsroom.judge.facts import Facts
    from newsroom.judge.fields import Field, Fields, Hit
    from newsroom.judge.numerals import Number
    from newsroom.judge.reader import Reader
    from newsroom.meaning import Meaning
    from newsroom.model import Article

_FIGURES: Final = re.compile(r"\d+(?:[.,:/\u2013-]\d+)*")
_ORDINARY_MAY: Final = frozenset({"may", "march", "mars", "mart", "май", "mai"})
_LONG: Final = 5
#: So much of a summary's longer words is in the report.
_SHARED: Final = 0.7
_STEM: Final = 5
#: Says of whatever act that it cost lives.
_ANY_ACT: Final = "casualty_report"
#: One act in more or fewer words.
_SHOTS: Final = frozenset({"shelling_or_fire", "clash", "terror_or_shooting"})
#: Lists that say what happened, or who somebody is.
_TELLING_USES: Final = frozenset(
    {"incident", "toll", "politics", "un", "body", "institution", "side"}
)
_ENDINGS: Final = re.compile(r"(?:ისთვის|თან|დან|ში|ზე|ით|ის|მა|ი|ს|მ)\Z")


def unfaithful(text: str, report: Article, language: str, reader: Reader) -> str | None:
    """Say what is wrong with a model's text on a report; None: it may be printed.

    `language`: of the channel. `reader` reads both, so that they are compared by what they mean.
    """
    return misshapen(text, language) or _unlike(text, report, language, reader)


# --- the text and its report --------------------------------------------------------------------


def _unlike(text: str, report: Article, language: str, reader: Reader) -> str | None:
    told, given = fields("", text), fields(report.title, report.body)
    own = reader.facts(told, language, report.at)
    known = reader.facts(given, report.lang, report.at)
    meant, meaning = (reader.read(one.both, one.lang, one.at) for one in (own, known))
    return (
        _other_days(told, given, report)
        or _other_numbers(told.body, given, language, report.lang)
        or _unlike_words(text, f"{report.title} {report.body}")
        or _other_places(own, known)
        or _other_event(meant, meaning)
        or _other_order(_sides(own, meant, reader), _sides(known, meaning, reader))
        or _other_names(own, known)
        or _beside(own, known, reader)
        or (_other_words(told.body, given) if language == report.lang else None)
    )


def _other_days(told: Fields, given: Fields, report: Article) -> str | None:
    both = f"{report.title}\n{report.body}"
    today = report.at.date()
    allowed = named_days(both, report.at) | _stated(given, today)
    strange = (named_days(told.body.original, report.at) | _stated(told, today)) - allowed
    if strange:
        return f"another day: {min(strange)}"
    months = {day.month for day in allowed} | set(_months(given))
    other = set(_months(told)) - months
    return f"another month: {min(other)}" if other else None


def _stated(both: Fields, today: date) -> set[date]:
    return {one.last for field in both if field.words for one in stated(field, today)}


def _months(both: Fields) -> Iterator[int]:
    for field in both:
        for word in field.words:
            month = _month(word)
            if month and word not in _ORDINARY_MAY:
                yield month


def _month(word: str) -> int | None:
    return month_number(word) if len(word) >= 4 and not word.isdecimal() else None  # noqa: PLR2004 - the shortest whole name


def _other_numbers(told: Field, given: Fields, lang: str, source: str | None) -> str | None:
    """Compare what counts something by its value, other figures as they are written."""
    allowed = {one.value for field in given for one in _counted(field, source or "")}
    written = {figure for field in given for figure in _figures(field.original)}
    own = Counter(one.value for one in _counted(told, lang))
    # `one of the soldiers` counts nobody; a day was compared as a day.
    digits = Counter(int(one) for one in _FIGURES.findall(told.original) if one.isdecimal())
    if 1 in own and not digits[1]:
        del own[1]
    own -= Counter(dates(told.original))
    strange = [value for value in own if value not in allowed]
    if strange:
        return f"another number: {min(strange)}"
    days = set(map(str, dates(told.original)))
    counted = set(map(str, allowed))
    others = [one for one in _figures(told.original) if one not in written | days | counted]
    if others:
        return f"another figure: {others[0]}"
    return _other_numerals(told, given, lang, source, allowed)


def _other_numerals(
    told: Field, given: Fields, lang: str, source: str | None, allowed: set[int]
) -> str | None:
    """Compare numerals in words that count no people: `twelve houses`."""
    known = {int(word) for field in given for word in field.words if word.isdecimal()}
    values = numerals(source or "")
    known |= allowed | {values[word] for field in given for word in field.words if word in values}
    counted = {
        at for one in _counted(told, lang) for at in range(one.first, one.first + one.length)
    }
    for at, word in enumerate(told.words):
        value = numerals(lang).get(word, 0)
        if value > 1 and at not in counted and value not in known:
            return f"another number: {word}"
    return None


def _counted(field: Field, lang: str) -> Sequence[Number]:
    return numbers(field, lang) if field.words else ()


def _figures(text: str) -> Iterator[str]:
    for one in _FIGURES.findall(unicodedata.normalize("NFKC", text)):
        yield one.replace("\u2013", "-").replace(",", ".")


def _unlike_words(told: str, given: str) -> str | None:
    """Find a word that the report would have to have in its own language, and has not."""
    own, known = fold_plain(told), fold_plain(given)
    for pattern in _alike():
        found = pattern.search(own)
        if found and not pattern.search(known):
            return f"a word that the report has not: {found[0]}"
    # The last row turns a sentence round: it may not be lost either.
    turned = _alike()[-1]
    return "not what the report denies" if turned.search(known) and not turned.search(own) else None


@cache
def _alike() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<!\w)(?:{'|'.join(map(_folded_pattern, row.split('|')))})(?!\w)")
        for row in ALIKE
    )


def _folded_pattern(term: str) -> str:
    return term if "[" in term else re.sub(r"^[^\\]+", lambda part: fold_plain(part[0]), term)


def _other_places(own: Facts, known: Facts) -> str | None:
    allowed = {one.place for one in (*known.places, *known.peoples)}
    strange = [one.place for one in (*own.places, *own.peoples) if one.place not in allowed]
    return f"another place: {strange[0]}" if strange else None


def _other_event(own: Meaning, known: Meaning) -> str | None:
    """Compare the act, its toll, who speaks, and whether it is denied."""
    if known.incident and not own.incident:
        return "not the act that the report tells"
    if not set(own.topics) <= set(known.topics):
        return "another subject"
    if own.incident:
        acts = {known.incident.type if known.incident else own.incident.type, _ANY_ACT}
        if own.incident.type not in (acts | _SHOTS if acts & _SHOTS else acts):
            return f"another act: {own.incident.type}"
        killed, wounded = (
            (known.incident.killed, known.incident.wounded) if known.incident else (None, None)
        )
        if own.incident.killed not in {None, killed} or own.incident.wounded not in {None, wounded}:
            return "another toll"
    named = {one.origin for one in known.voices}
    bodies = {origin.partition("/")[2] for origin in named}
    for voice in own.voices:
        side, _, body = voice.origin.partition("/")
        if body and voice.origin not in named and not (side == "any" and body in bodies):
            return f"another speaker: {voice.origin}"
    denied = [any(one.signal is Signal.DENIAL for one in each.signals) for each in (own, known)]
    return None if denied[0] == denied[1] else "a denial on one side only"


def _other_order(own: Sequence[str], known: Sequence[str]) -> str | None:
    """Who does something to whom is told by the order of the two, in most sentences."""
    strange = [side for side in own if side not in known]
    if strange:
        return f"only a speaker there: {strange[0]}"
    return None if own == [side for side in known if side in own] else "the sides in another order"


def _sides(facts: Facts, meaning: Meaning, reader: Reader) -> Sequence[str]:
    """Return the States that a text names, the body's first, without those that speak in it."""
    said = [(one.evidence.field, one.evidence.start, one.evidence.end) for one in meaning.voices]
    for name, hits in facts.hits.items():
        if reader.lists[name].use == "institution":
            said += [(one.field, one.start, one.end) for one in facts.evidence(hits)]
    found = []
    for one in sorted((*facts.places, *facts.peoples), key=lambda one: _order(one.hit)):
        where = facts.field(one.hit).evidence(one.hit)
        # A body is named right behind or before the State that it is of.
        speaks = any(
            field == where.field and start <= where.end + 2 and where.start <= end + 2
            for field, start, end in said
        )
        if facts.index[one.place].kind == "country" and not speaks:
            found.append(one.place)
    return list(dict.fromkeys(found))


def _order(hit: Hit) -> tuple[bool, int]:
    return hit.field == "title", hit.first


def _beside(own: Facts, known: Facts, reader: Reader) -> str | None:
    """Find a sentence that has nothing of the report: no place, name, body, number or act."""
    field, lang = own.both.body, own.lang or ""
    shared = [
        hit
        for name, hits in own.hits.items()
        if name in known.hits and reader.lists[name].use in _TELLING_USES
        for hit in hits
    ]
    held = {one.hit.first for one in (*own.places, *own.peoples)} | {hit.first for hit in shared}
    held.update(one.first for one in numbers(field, lang) if one.value > 1)
    names = _names(known.both, known.lang)
    held.update(
        at
        for at, word in enumerate(field.words)
        if _capital(field, at) and len(bones := skeleton(word, lang)) >= _TELLING
        if _has(names, bones)
    )
    free = next((one for one in field.sentences if held.isdisjoint(one)), None)
    return None if free is None else f"a sentence beside the report, at word {free.start}"


def _other_words(told: Field, given: Fields) -> str | None:
    """In the report's own language most words have to be the report's."""
    known = {word[:_STEM] for field in given for word in field.words}
    long = [word for word in told.words if len(word) >= _LONG and not word.isdecimal()]
    shared = sum(word[:_STEM] in known for word in long)
    return "other words than the report's" if long and shared < _SHARED * len(long) else None


# --- names --------------------------------------------------------------------------------------


def _other_names(own: Facts, known: Facts) -> str | None:
    field, lang = own.both.body, own.lang or ""
    source = known.lang
    names = _names(known.both, source)
    every = {word for one in known.both for word in one.words}
    sure = _explained(own, known)
    listed = _listed(own)
    for at, word in enumerate(field.words):
        if at in sure or word.isdecimal() or word in every:
            continue
        bare = _ENDINGS.sub("", word) if lang in CASELESS else word
        bones = skeleton(word, lang)
        if _is_known(bones, skeleton(bare, lang)) and not _has(names, bones):
            return f"another person: {word}"
        if not _foreign(word, lang) and not _capital(field, at):
            continue
        if _opens(field, at) and (word in OPENERS.get(lang, frozenset()) or at in listed):
            continue
        if len(bones) < 2 or not _has(names, bones):  # noqa: PLR2004 - one consonant tells nothing
            return f"another name: {word}"
    return None


def _names(both: Fields, lang: str | None) -> frozenset[str]:
    """Return the consonants of what may be names in the report."""
    return frozenset(
        skeleton(word, lang)
        for field in both
        for at, word in enumerate(field.words)
        if lang in CASELESS or _capital(field, at) or _foreign(word, lang or "")
    )


def _has(names: frozenset[str], bones: str) -> bool:
    return bones in names or any(same_name(bones, one) for one in names if one)


#: Shorter skeletons are those of many words.
_TELLING: Final = 3
_KNOWN_BONES: Final = frozenset(skeleton(name, "en") for name in KNOWN)


def _is_known(*bones: str) -> bool:
    return any(len(one) >= _TELLING and one in _KNOWN_BONES for one in bones)


def _explained(own: Facts, known: Facts) -> set[int]:
    """Return the words that were compared by what they mean: places, bodies, numbers, days."""
    field, lang = own.both.body, own.lang or ""
    sure = {at for one in (*own.places, *own.peoples) for at in _words_of(one.hit)}
    for name, hits in own.hits.items():
        if name in known.hits:
            sure.update(at for hit in hits for at in _words_of(hit))
    sure.update(
        at for one in numbers(field, lang) for at in range(one.first, one.first + one.length)
    )
    sure.update(at for at, word in enumerate(field.words) if _month(word) or is_weekday(word))
    return sure


def _listed(own: Facts) -> set[int]:
    """Return the words of the vocabulary that name nobody."""
    return {
        at for hits in own.hits.values() for hit in hits if hit.length == 1 for at in _words_of(hit)
    }


def _words_of(hit: Hit) -> range:
    return range(hit.first, hit.first + hit.length)


def _capital(field: Field, at: int) -> bool:
    start, end = field.spans[at]
    return any(letter.isupper() for letter in field.original[start:end])


def _opens(field: Field, at: int) -> bool:
    return field.sentences[field.sentence_of(at)].start == at


def _foreign(word: str, lang: str) -> bool:
    """Say whether a word has letters of another script than the language's."""
    script = LANGUAGES[lang].script if lang in LANGUAGES else ""
    return any(
        letter.isalpha() and not unicodedata.name(letter, "").startswith(script.upper())
        for letter in word
    )
