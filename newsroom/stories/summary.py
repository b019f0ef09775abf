"""Up to three sentences that tell an event, each taken as it stands from a report in one language.

Chosen for the event's facts: a place, a toll, the act, who says so. No two tell the same facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsroom.facts import QuoteFact
from newsroom.judge.fields import Field
from newsroom.judge.numerals import numbers
from newsroom.read.sentences import sentences
from newsroom.read.text import fold_plain, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.meaning import Evidence, Meaning
    from newsroom.model import Article

MOST_SENTENCES: Final = 3
MOST_LETTERS: Final = 600
_SHORTEST: Final = 25
_LONGEST: Final = 320
#: Sentences of a body that are looked at: what comes later is background.
_FIRST: Final = 12
#: Shared words, as a part of the shorter sentence's, from which on two tell the same.
_SAME: Final = 0.5
_STEM: Final = 6
_SHORTEST_WORD: Final = 4
_YEAR: Final = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]?\d)")


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    at: int
    #: Kinds of facts that it tells.
    tells: frozenset[str]
    words: frozenset[str]

    @property
    def of_the_event(self) -> bool:
        """Whether it names the act, the toll or the place, and not a speaker alone."""
        return any(not kind.startswith("voice ") for kind in self.tells)

    @property
    def worth(self) -> float:
        """What it tells, and a little for standing early."""
        return len(self.tells) - 0.12 * self.at


def choose(article: Article, meaning: Meaning | None) -> tuple[QuoteFact, ...]:
    """Return sentences of one report that tell its event, in the order of the text.

    None where the text does not tell of one: an event is what its reader found.
    """
    found = _sentences(article, meaning)
    if meaning is not None and meaning.incident is not None:
        found = [one for one in found if one.of_the_event]
    title = _words(article.title)
    chosen: list[_Sentence] = []
    told: set[str] = set()
    for one in sorted(found, key=lambda sentence: (-sentence.worth, sentence.at)):
        if chosen and one.tells <= told:
            continue
        if _repeats(one.words, title, [other.words for other in chosen]):
            continue
        if len(" ".join([*(other.text for other in chosen), one.text])) > MOST_LETTERS:
            continue
        chosen.append(one)
        told |= one.tells
        if len(chosen) == MOST_SENTENCES:
            break
    chosen.sort(key=lambda sentence: sentence.at)
    return tuple(
        QuoteFact(text=one.text, source=article.source, lang=article.lang) for one in chosen
    )


def completed(
    known: Sequence[QuoteFact],
    more: Sequence[QuoteFact],
    *,
    newer: bool = False,
    stale: frozenset[int] = frozenset(),
) -> tuple[QuoteFact, ...]:
    """Return the sentences of a story with those of one more report.

    `newer`: the report tells other numbers than those before it. Its sentences go first then, and
    earlier ones of its language with a number in them go; else such a one is not added, for which
    of two numbers is right the facts tell. `stale`: figures that nobody gives any more; in no
    language is a sentence kept that has one of them.
    """
    known = [one for one in known if not stale & _numbers(one)]
    if not more:
        return tuple(known)
    lang = more[0].lang
    others = [one for one in known if one.lang != lang]
    own = [one for one in known if one.lang == lang]
    if newer:
        first, then = list(more), [one for one in own if not _counts(one)]
    else:
        first, then = own, [one for one in more if not (own and _counts(one))]
    for one in then:
        full = len(first) >= MOST_SENTENCES
        text = " ".join((*(other.text for other in first), one.text))
        words = [_words(other.text) for other in first]
        if not full and len(text) <= MOST_LETTERS:
            first += [] if _repeats(_words(one.text), frozenset(), words) else [one]
    return (*others, *first)


def _counts(one: QuoteFact) -> bool:
    return bool(_numbers(one))


def _numbers(one: QuoteFact) -> frozenset[int]:
    found = numbers(Field("body", one.text), one.lang or "")
    return frozenset(number.value for number in found)


def _sentences(article: Article, meaning: Meaning | None) -> list[_Sentence]:
    facts = tuple(_facts(meaning)) if meaning else ()
    found = []
    for at, (start, end) in enumerate(sentences(article.body)):
        if at >= _FIRST:
            break
        text = article.body[start:end]
        if not _SHORTEST <= len(text) <= _LONGEST or "\n" in text:
            continue
        if _of_the_past(text, article):
            continue
        tells = frozenset(
            kind
            for kind, one in facts
            if one.field == "body" and start <= one.start and one.end <= end
        )
        found.append(_Sentence(text, at, tells, _words(text)))
    return found


def _of_the_past(text: str, article: Article) -> bool:
    """Say whether a sentence names an earlier year: it tells the background."""
    return any(int(year) < article.at.year for year in _YEAR.findall(text))


def _facts(meaning: Meaning) -> Iterable[tuple[str, Evidence]]:
    if meaning.incident:
        yield from (("act", one) for one in meaning.incident.evidence)
    for place in meaning.places:
        yield from ((f"place {place.id}", one) for one in place.evidence)
    for voice in meaning.voices:
        yield f"voice {voice.origin}", voice.evidence


def _words(text: str) -> frozenset[str]:
    folded = fold_plain(text)
    words = (folded[start:end] for start, end in tokens(folded))
    return frozenset(word[:_STEM] for word in words if len(word) >= _SHORTEST_WORD)


def _repeats(
    words: frozenset[str], title: frozenset[str], others: Sequence[frozenset[str]]
) -> bool:
    """Say whether a sentence tells what the title or a chosen sentence tells already."""
    if words and len(words & title) / len(words) > 0.8:  # noqa: PLR2004 - next to nothing is new
        return True
    return any(
        words and other and len(words & other) / min(len(words), len(other)) > _SAME
        for other in others
    )
