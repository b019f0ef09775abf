"""Who says it, in the text's own attribution: bodies named in seven languages, each one origin.

A voice is a body beside a word of saying ("Baku says", "по данным МВД", "... bildirib") or at the
head of a title ("МИД: ..."). A body is named outright (a list of use `body`), or it is an
institution beside its country ("Armenia's defence ministry").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.fields import Hit
from newsroom.meaning import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsroom.judge.fields import Field, Fields

#: Words between an institution and its country (`МВД по Дагестану`); none in languages in which
#: the verb may stand there.
_BESIDE: Final = 1
#: Words between a body and what it is said to say, either way round, where the verb is inside.
_BEFORE_VERB: Final = 8
_AFTER_VERB: Final = 3
_AFTER_CITING: Final = 5
_BESIDE_VERB: Final = 1
#: The verb ends the sentence: the speaker is far before it.
VERB_LAST: Final = frozenset({"az", "tr", "hy", "ka"})
#: In whose language a ministry needs no country: it is theirs.
_HOME: Final[Mapping[str, str]] = {"az": "AZ", "hy": "AM", "ka": "GE"}
_ANY: Final = "any"
#: Parties to one conflict: each reports of the other with its own ministries.
_PARTIES: Final = frozenset({"AM", "AZ"})
#: The missions of the EU by the State that each is in; in short both are named alike.
_MISSIONS: Final[Mapping[str, str]] = {"INT/euma": "AM", "INT/eumm": "GE"}
#: For the State of a disputed place.
NOBODYS: Final = "any"
#: A country by its bare name; its origin is that of its government.
_COUNTRY: Final = "country"
#: Capitals and states speak through one of their bodies: it is told before them.
_VAGUE: Final = frozenset({"government", "authorities"})
_PAUSE: Final = re.compile(r"[,.;:(]|\s[-–—]\s")
#: Verbs of saying something of, or to, whoever stands behind them.
_AT_SOMEBODY: Final = re.compile(r": (?:accus|blame|condemn|urge|warn|told|tell|обвин|призва)")
#: What is quoted ends before the verb, and the speaker follows: ", a dit le gouverneur".
_BROKEN: Final = re.compile(r",\s*[»”\"]?\s*\Z")
_LABEL: Final = re.compile(r"\s*:\s")
#: Where, and not who: "detained in Yerevan"; but "officials in Yerevan".
_WHERE: Final = frozenset({"in", "near", "at", "from", "outside", "a", "pres", "vers", "depuis"})
_OFFICIALS: Final = frozenset(
    {"officials", "authorities", "leaders", "diplomats", "autorites", "responsables", "dirigeants"}
)
#: Whoever stands beside or before an office does not hold it.
_DEPUTY: Final = frozenset(
    {
        "deputy", "vice", "former", "ex", "вице", "экс", "бывший", "бывшии", "бывшего", "փոխ",
        "նախկին", "kecmis", "sabiq", "eski", "ყოფილი", "ყოფილმა", "ვიცე", "ancien", "ancienne",
    }
)  # fmt: skip
_HELD: Final = frozenset({"president", "prime-minister"})
_HEAD: Final = re.compile(r"\s*[:․։]\s|\s*\.\s|\s[-–—]\s")


class Speaker(NamedTuple):
    """A body that a field names."""

    first: int
    length: int
    #: `AM/defence-ministry`; `any/...` where nothing tells whose it is.
    origin: str
    #: A country's bare name heads a title for its news, not for its words.
    bare: bool = False

    @property
    def end(self) -> int:
        """The word after it."""
        return self.first + self.length

    @property
    def vague(self) -> bool:
        """Whether it is a capital or a state rather than one of its bodies."""
        return self.origin.partition("/")[2] in _VAGUE


def voices(
    both: Fields,
    hits: Mapping[str, Sequence[Hit]],
    lang: str | None,
    countries: frozenset[str] = frozenset(),
) -> tuple[Voice, ...]:
    """Return who speaks in an article, each once, in the order of the text.

    `hits`: those of `Lists.find`. Their ids say what they are: `AM/armenpress` is a body,
    `any/defence-ministry` an institution whose country stands beside it, `AM/any` a country.
    `countries`: in which the places of the article lie; an institution that stands alone is of the
    one State that the article is about.
    """
    known = _named(hits) | countries
    home = _HOME.get(lang or "")
    if home is None or _is_abroad(home, countries):
        home = _only_side(hits, countries, lang)
    verb_last = lang in VERB_LAST
    found: dict[str, Voice] = {}
    for field in both:
        here = {name: kept for name, some in hits.items() if (kept := _of_field(field, some))}
        speakers = _speakers(field, here, home, verb_last=verb_last)
        for speaker, why in _speaking(field, here, speakers, verb_last=verb_last):
            hit = Hit(field.name, speaker.first, speaker.length, why)
            origin = _mission(speaker.origin, known)
            voice = Voice(origin=origin, side=side_of(origin), evidence=field.evidence(hit))
            found.setdefault(origin, voice)
    return tuple(found.values())


def _mission(origin: str, known: frozenset[str]) -> str:
    """Return the mission of the EU that an article can mean; another origin as it is."""
    state = _MISSIONS.get(origin)
    if state is None or state in known:
        return origin
    return next((one for one, other in _MISSIONS.items() if other in known), origin)


def _of_field(field: Field, hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.field == field.name]


def _only_side(
    hits: Mapping[str, Sequence[Hit]], countries: frozenset[str], lang: str | None
) -> str | None:
    """Return the one country that an article names, itself or by places; None for several.

    Of an article that names none, in Turkish, it is Türkiye.
    """
    named = _named(hits) | countries
    if not named and lang == "tr":
        return "TR"
    if NOBODYS in named:
        return None
    return next(iter(named)) if len(named) == 1 else None


def _is_abroad(home: str, countries: frozenset[str]) -> bool:
    """Say whether the places of an article lie in other States than that of its language."""
    if home in _PARTIES:
        return bool(countries) and not countries & {*_PARTIES, NOBODYS}
    return bool(countries & _PARTIES) and home not in countries


def _named(hits: Mapping[str, Sequence[Hit]]) -> frozenset[str]:
    """Return the States that an article names."""
    return frozenset(side for side in map(_side, hits) if side)


def _side(list_id: str) -> str | None:
    """Return the country that a list of countries' words stands for."""
    side, _, body = list_id.partition("/")
    return side if body == _ANY else None


def _speakers(
    field: Field, here: Mapping[str, Sequence[Hit]], home: str | None, *, verb_last: bool
) -> list[Speaker]:
    owners = _Owners(
        field=field,
        sides=tuple((hit, side) for name in here if (side := _side(name)) for hit in here[name]),
        home=home or _ANY,
        beside=0 if verb_last else _BESIDE,
    )
    found: list[Speaker] = []
    for name, hits in here.items():
        side, slash, body = name.partition("/")
        if side == _ANY:
            found.extend(owners.join(hit, body) for hit in hits)
        elif slash and body != _ANY:
            bare = body == _COUNTRY
            origin = f"{side}/government" if bare else name
            found.extend(Speaker(hit.first, hit.length, origin, bare) for hit in hits)
    return [one for one in _longest(found) if _is_who(field, one)]


def _is_who(field: Field, one: Speaker) -> bool:
    """Say whether a body stands for those who speak, and not for a place or another office."""
    before = field.words[one.first - 1] if one.first else ""
    if one.origin.partition("/")[2] in _HELD:
        return before not in _DEPUTY
    if not one.vague or before not in _WHERE or one.length > 1:
        return True
    return one.first > 1 and field.words[one.first - 2] in _OFFICIALS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owners:
    """The countries that a field names, to be joined with institutions."""

    field: Field
    sides: tuple[tuple[Hit, str], ...]
    #: Whose an institution is that stands alone.
    home: str
    #: Words between an institution and its country.
    beside: int

    def join(self, hit: Hit, name: str) -> Speaker:
        """Join an institution with the country beside it, one that precedes it first."""
        near = [
            (gap, one.first > hit.first, one, side)
            for one, side in self.sides
            if 0 <= (gap := _gap(hit, one)) <= self.beside
            # Whose it is stands before it, where the verb ends the sentence.
            and (self.beside or one.first < hit.first)
            and _joined(self.field, hit, one)
        ]
        if not near:
            return Speaker(hit.first, hit.length, f"{self.home}/{name}")
        _, _, one, side = min(near, key=lambda found: found[:2])
        first = min(hit.first, one.first)
        last = max(hit.first + hit.length, one.first + one.length)
        return Speaker(first, last - first, f"{side}/{name}")


def _gap(one: Hit, other: Hit) -> int:
    """Return how many words stand between two hits; less than 0 where they overlap."""
    return max(other.first - (one.first + one.length), one.first - (other.first + other.length))


def side_of(origin: str) -> str | None:
    """Return whose voice an origin is: `RU` of `RU-DAGESTAN/investigators`; None if nobody's."""
    side = origin.partition("/")[0].partition("-")[0]
    return side if side.isupper() else None


def _joined(field: Field, one: Hit, other: Hit) -> bool:
    """Say whether no pause stands between two hits."""
    begin, end = sorted((one, other))
    between = field.original[
        field.spans[begin.first + begin.length - 1][1] : field.spans[end.first][0]
    ]
    return _PAUSE.search(between) is None


def _longest(found: Iterable[Speaker]) -> list[Speaker]:
    """Return speakers in the order of the text; of those that overlap, the longest."""
    kept: list[Speaker] = []
    for speaker in sorted(found, key=lambda one: (-one.length, one.vague, one.first, one.origin)):
        if all(speaker.end <= one.first or one.end <= speaker.first for one in kept):
            kept.append(speaker)
    return sorted(kept)


def _speaking(
    field: Field,
    here: Mapping[str, Sequence[Hit]],
    speakers: Sequence[Speaker],
    *,
    verb_last: bool,
) -> Iterator[tuple[Speaker, str]]:
    if not speakers:
        return
    if field.name == "title":
        yield from _heading(field, speakers, _named(here))
    else:
        yield from _labels(field, speakers)
    if not verb_last:
        objects = {one for verb in here.get("says", ()) for one in _objects(verb, speakers)}
        speakers = [one for one in speakers if one not in objects]
    for verb in here.get("says", ()):
        if speaker := _subject(field, verb, speakers, verb_last=verb_last):
            yield speaker, verb.why
    for frame in here.get("according_to", ()):
        end = frame.first + frame.length
        after = [one for one in _beside(field, frame, speakers) if one.first >= end]
        if after and after[0].first - end <= _AFTER_CITING:
            yield after[0], frame.why


def _heading(
    field: Field, speakers: Sequence[Speaker], named: frozenset[str]
) -> Iterator[tuple[Speaker, str]]:
    """Yield who stands before a title's colon, or alone behind its last dash.

    A capital before a colon is where the news is from, unless another State is named behind it.
    """
    first, last = speakers[0], speakers[-1]
    if (
        first.first == 0
        and not first.bare
        and first.end < len(field.words)
        and _HEAD.match(_between(field, first.end))
        and not (first.vague and not named - {side_of(first.origin)})
    ):
        yield first, "head of the title"
    if (
        last.first
        and not last.bare
        and last.end == len(field.words)
        and _HEAD.match(_between(field, last.first))
    ):
        yield last, "end of the title"


def _objects(verb: Hit, speakers: Sequence[Speaker]) -> list[Speaker]:
    """Return who is spoken of, or to: "accuses Yerevan"."""
    end = verb.first + verb.length
    if not _AT_SOMEBODY.search(verb.why):
        return []
    return [one for one in speakers if 0 <= one.first - end <= 1]


def _labels(field: Field, speakers: Sequence[Speaker]) -> Iterator[tuple[Speaker, str]]:
    """Yield who begins a sentence of a body before a colon: `Минобороны: вертолёт поражён`."""
    begins = {sentence.start for sentence in field.sentences}
    for one in speakers:
        if one.bare or one.first not in begins or one.end == len(field.words):
            continue
        if _LABEL.match(_between(field, one.end)):
            yield one, "head of the sentence"


def _between(field: Field, word: int) -> str:
    return field.original[field.spans[word - 1][1] : field.spans[word][0]]


def _beside(field: Field, hit: Hit, speakers: Sequence[Speaker]) -> list[Speaker]:
    """Return the speakers in the sentence of a hit."""
    sentence = field.sentence_of(hit.first)
    return [one for one in speakers if field.sentence_of(one.first) == sentence]


def _subject(
    field: Field, verb: Hit, speakers: Sequence[Speaker], *, verb_last: bool
) -> Speaker | None:
    """Return who is the subject of a verb of saying."""
    there = _beside(field, verb, speakers)
    end = verb.first + verb.length
    before = [one for one in there if one.end <= verb.first]
    if not verb_last:
        before = [
            one
            for one in before
            if verb.first - one.end <= _BEFORE_VERB and _governs(field, one, verb)
        ]
        after = [one for one in there if 0 <= one.first - end <= _AFTER_VERB]
        nearer = not before or (after and after[0].first - end < verb.first - before[-1].end)
        if after and (nearer or _BROKEN.search(_between(field, verb.first))):
            return after[0]
    bodies = [one for one in before if not one.vague]
    first = field.sentences[field.sentence_of(verb.first)].start
    if verb_last:
        # A country far from the verb is what is spoken of: "from Armenia's land, he said".
        before = [one for one in before if not one.bare or verb.first - one.end <= _BESIDE_VERB]
        begins = [one for one in before if one.first == first]
        return next(iter(bodies or begins), before[-1] if before else None)
    return (bodies or before)[-1] if before else None


def _governs(field: Field, speaker: Speaker, verb: Hit) -> bool:
    """Say whether nobody else can be the subject of a verb that follows a speaker.

    Behind the last comma nobody stands: "the police chief was slapped, her lawyer said".
    """
    begin, end = field.spans[speaker.end - 1][1], field.spans[verb.first][0]
    _, comma, last = field.original[begin:end].rpartition(",")
    return not comma or not last.strip(" «»“”\"'’—–-")
