"""The vocabulary compiled into one automaton: which of its lists an article's words belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.fields import Hit, fields
from newsroom.judge.letters import LANGUAGES as LETTERED
from newsroom.judge.letters import agree, has_own, lowered
from newsroom.judge.negation import negated, stem
from newsroom.judge.phrases import Phrases
from newsroom.read.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsroom.judge.fields import Field, Fields
    from newsroom.settings import WordList

#: Words that may stand between the two sides of a pair.
MOST_BETWEEN: Final = 7

#: Which side of a pair a term is: the pair's number, and 0 or 1. None: a word of the list itself.
_Side = tuple[int, int]


class _Asker(NamedTuple):
    """Who asks for a term."""

    list: int
    #: None: in every language, for what a list leaves out.
    lang: str | None
    side: _Side | None
    why: str
    #: In Latin letters, in a language that has others.
    foreign: bool = False
    #: The term's words with their accents, where these part words: olub, ölüb.
    written: tuple[str, ...] = ()
    #: Letters of its last word before the star, in languages that negate after them.
    stem: int = 0


class Lists:
    """All lists of the vocabulary."""

    def __init__(self, vocabulary: Sequence[WordList]) -> None:
        """Compile them; raises `ValueError` for the first bad term."""
        self._lists = tuple(vocabulary)
        self._by_id = {one.id: one for one in vocabulary}
        self._phrases = Phrases(
            asked for index, one in enumerate(vocabulary) for asked in _terms(index, one)
        )

    def __getitem__(self, list_id: str) -> WordList:
        """Return a list by its id; raises `KeyError` where there is none."""
        return self._by_id[list_id]

    def __contains__(self, list_id: object) -> bool:
        """Say whether there is a list of this id."""
        return list_id in self._by_id

    def __iter__(self) -> Iterator[WordList]:
        """Yield every list."""
        return iter(self._lists)

    def of_use(self, use: str) -> tuple[WordList, ...]:
        """Return the lists of one use: `incident`, `signal`, `toll` ..."""
        return tuple(one for one in self._lists if one.use == use)

    def find(self, both: Fields, lang: str | None = None) -> Mapping[str, tuple[Hit, ...]]:
        """Return the hits of each list that has one, by its id, in the order of the text.

        `lang`: the article's language. A word that is written in the letters of another known
        language (`but` is a goal in French) counts only in its own; None: words of all languages.
        """
        found: dict[int, list[Hit]] = defaultdict(list)
        accented = lang in LETTERED and has_own(both)
        for field in both:
            for index, hits in self._in(field, lang, accented=accented).items():
                found[index].extend(hits)
        return {self._lists[index].id: tuple(found[index]) for index in sorted(found)}

    def _in(self, field: Field, lang: str | None, *, accented: bool) -> dict[int, list[Hit]]:
        kept_out: dict[int, list[range]] = defaultdict(list)
        words: dict[int, list[Hit]] = defaultdict(list)
        sides: dict[int, dict[_Side, list[Hit]]] = defaultdict(lambda: defaultdict(list))
        for first, length, asker in self._phrases.find(field):
            if asker.lang is None:
                kept_out[asker.list].append(range(first, first + length))
            elif _counts(asker, lang) and _means(asker, field, first, length, accented=accented):
                hit = Hit(field.name, first, length, asker.why)
                if asker.side is None:
                    words[asker.list].append(hit)
                else:
                    sides[asker.list][asker.side].append(hit)
        for index, found in sides.items():
            left = {side: _left(hits, kept_out[index]) for side, hits in found.items()}
            words[index].extend(_paired(field, left))
        return {
            index: kept
            for index, hits in words.items()
            if (kept := _in_order(_left(hits, kept_out[index])))
        }


@lru_cache(maxsize=2)
def lists_of(vocabulary: tuple[WordList, ...]) -> Lists:
    """Return the lists compiled; those whose examples were run are mostly those that are read."""
    return Lists(vocabulary)


def failing_examples(lists: Lists, list_id: str) -> Iterator[tuple[str, int, str]]:
    """Yield each example of a list that comes out wrong: `match` or `no_match`, which, and why."""
    one = lists[list_id]
    for index, example in enumerate(one.match_examples):
        if list_id not in lists.find(fields(example, "")):
            yield "match", index, f"should be found and is not: {example!r}"
    for index, example in enumerate(one.no_match_examples):
        if hits := lists.find(fields(example, "")).get(list_id):
            words = ", ".join(hit.why for hit in hits)
            yield "no_match", index, f"should not be found and is (by {words}): {example!r}"


def _terms(index: int, one: WordList) -> Iterator[tuple[str, _Asker]]:
    for lang, words in one.words.items():
        for word in dict.fromkeys(words):
            yield word, _asker(index, lang, None, f"{one.id}: {word}", word)
    for lang, pairs in one.pairs.items():
        for number, pair in enumerate(pairs):
            for side, words in enumerate(pair):
                for word in dict.fromkeys(words):
                    why = f"{one.id}: {word} (in a pair)"
                    yield word, _asker(index, lang, (number, side), why, word)
    for word in dict.fromkeys(one.exclude):
        yield word, _Asker(index, None, None, word)


def _asker(index: int, lang: str, side: _Side | None, why: str, word: str) -> _Asker:
    if lang not in LETTERED:
        return _Asker(index, lang, side, why, _foreign(word, lang))
    return _Asker(index, lang, side, why, written=lowered(word), stem=stem(word))


_SCRIPT: Final = {code: language.script for code, language in LANGUAGES.items()}
_LATIN: Final = re.compile(r"[a-z]", re.IGNORECASE)


def _foreign(word: str, lang: str) -> bool:
    return _SCRIPT.get(lang) != "Latin" and _LATIN.search(word) is not None


def _counts(asker: _Asker, article: str | None) -> bool:
    """Say whether words of one language are read in an article of another."""
    if article is None or asker.lang == article:
        return True
    # A name in Latin letters within Georgian is a common word elsewhere: Report, Trend.
    return not asker.foreign and _SCRIPT.get(asker.lang or "") != _SCRIPT.get(article)


def _means(asker: _Asker, field: Field, first: int, length: int, *, accented: bool) -> bool:
    """Say whether words found are those of a term: not with other letters, and not negated."""
    if accented and asker.written and not agree(asker.written, field, first):
        return False
    return not negated(field.words[first + length - 1], asker.stem)


def _paired(field: Field, sides: Mapping[_Side, Sequence[Hit]]) -> Iterator[Hit]:
    """Yield both hits of each pair whose sides stand near each other in one sentence."""
    for number, side in sides:
        if side:
            continue
        for left in sides[number, 0]:
            for right in sides.get((number, 1), ()):
                if _near(field, left, right):
                    yield left
                    yield right


def _near(field: Field, left: Hit, right: Hit) -> bool:
    begin, end = sorted((left, right), key=lambda hit: hit.first)
    between = end.first - (begin.first + begin.length)
    return 0 <= between <= MOST_BETWEEN and field.sentence_of(begin.first) == field.sentence_of(
        end.first
    )


def _left(hits: Iterable[Hit], kept_out: Sequence[range]) -> list[Hit]:
    """Return the hits that overlap nothing of what their list leaves out."""
    return [
        hit
        for hit in hits
        if all(hit.first >= span.stop or span.start >= hit.first + hit.length for span in kept_out)
    ]


def _in_order(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits in the order of the text, the longest first; the same words only once."""
    ordered = sorted(hits, key=lambda hit: (hit.first, -hit.length, hit.why))
    kept: list[Hit] = []
    for hit in ordered:
        if not kept or kept[-1][1:3] != hit[1:3]:
            kept.append(hit)
    return kept
