"""The vocabulary's hits in one text as the pages on the United Nations ask for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.judge.fields import Field, Fields, Hit

VOTED: Final = "un_voted"
#: Three numbers with dashes between, `141-7-32`, or two with a word: `141 to 5`.
_TALLY: Final = re.compile(
    r"(?<![\d/.–-])(?:\d{1,3}\s?[-–—:]\s?\d{1,3}\s?[-–—:]\s?\d{1,3}"
    r"|(?:passed|carried|fell|adopted|approved|rejected|voted)(?: by)? \d{1,3}[-–—]\d{1,3}"
    r"|\d{2,3} (?:votes )?(?:to|against|голос\w* против|против|voix contre|contre|դեմ) \d{1,3})"
    r"(?![\d/–%-]|\.\d)"
)
_SIDES: Final = (
    r"(?:за|против|for|against|in favou?r|yes|no|opposed|կողմ|դեմ|ձեռնպահ|lehinə|əleyhinə|bitərəf"
    r"|მომხრე|წინააღმდეგ|lehte|aleyhte|evet|hayır|kabul|ret|çekimser|pour|contre|oui|non"
    r"|воздерж\w+|abst[ae]\w+)"
)
_VOTES: Final = (
    r"(?:\s(?:votes?|голос\w*|voix|ձայն\w*|səs\w*|ხმ\w*|oy\w*"
    r"|стран\w*|countries|states|ülke\w*|pays))?"
)
#: A number of one side, `143 за`, `against: 5`; two of them are a tally.
_SIDE: Final = re.compile(
    rf"(?<![\d/.–-])\d{{1,3}}{_VOTES}\s?[-–—:]?\s?[«\"]?\b{_SIDES}\b|\b{_SIDES}»?\s?[-–—:]?\s\d{{1,3}}(?![\d/–%-]|\.\d)",
    re.IGNORECASE,
)
#: The votes that a text won: `13 votes`, `par 149 voix`.
_WON: Final = re.compile(
    r"(?<![\d/.–-])\d{1,3}\s(?:votes|голос\w*|voix|suffrages|ձայն\w*|səs\w*|ხმ\w*|oy\w*)\b",
    re.IGNORECASE,
)
#: Between two parts of a sentence.
_BREAK: Final = re.compile(r"[,;:·․]|\s[-–—]{1,2}\s")
#: So many sentences of the body make the news; what follows is background.
_LEAD: Final = 3


class UnHits:
    """Small questions about one text: which lists have words where, and whether votes count."""

    def __init__(self, both: Fields, hits: Mapping[str, Sequence[Hit]]) -> None:
        self._both = both
        self._hits = hits

    def _any(self, name: str) -> Sequence[Hit]:
        return self._hits.get(name, ())

    def _in(self, name: str, field: str | None = None) -> list[Hit]:
        return [hit for hit in self._any(name) if field is None or hit.field == field]

    def _of_field(self, names: Sequence[str], field: str) -> list[Hit]:
        return sorted(
            (hit for name in names for hit in self._in(name, field)), key=lambda hit: hit.first
        )

    def _lead(self, name: str) -> list[Hit]:
        return [hit for hit in self._in(name, "body") if self._leads(hit)]

    def _leads(self, hit: Hit) -> bool:
        return self._both.body.sentence_of(hit.first) < _LEAD

    def _tally(self, field: str) -> bool:
        text = self._both.of(field).original
        return _TALLY.search(text) is not None or len(_SIDE.findall(text)) > 1

    def _tallied(self) -> bool:
        return self._tally("title") or self._tally("body")

    def _votes(self) -> int:
        """Return how many words and tallies say that votes were counted."""
        tallies = self._tally("title") + self._tally("body")
        won = any(_WON.search(field.original) for field in self._both)
        return len({(hit.field, hit.first) for hit in self._any(VOTED)}) + 2 * tallies + won

    def _sentence(self, field: Field, hit: Hit) -> range:
        return field.sentences[field.sentence_of(hit.first)]

    def _has(self, name: str, field: Field, words: range) -> bool:
        return any(hit.first in words for hit in self._in(name, field.name))

    def _together(self, one: str, other: str, field: str) -> bool:
        here = self._both.of(field)
        return any(
            self._has(other, here, self._sentence(here, hit)) for hit in self._in(one, field)
        )


def touch(one: Hit, other: Hit) -> bool:
    """Say whether two hits of one field share a word."""
    return one.first < other.first + other.length and other.first < one.first + one.length


def within(one: Hit, other: Hit) -> bool:
    """Say whether a hit lies in another of the same field."""
    return other.first <= one.first and one.first + one.length <= other.first + other.length


def near(one: Hit, other: Hit) -> bool:
    """Say whether two hits stand in one phrase: at most a word between them."""
    if one.field != other.field:
        return False
    return one.first < other.first + other.length + 2 and other.first < one.first + one.length + 2


def part_of(field: Field, word: int) -> range:
    """Return the words between two marks, be it a comma, that a word stands in."""
    sentence = field.sentences[field.sentence_of(word)]
    begin, stop = sentence.start, sentence.stop
    for at in range(sentence.start + 1, sentence.stop):
        if _BREAK.search(field.original[field.spans[at - 1][1] : field.spans[at][0]]):
            begin, stop = (at, stop) if at <= word else (begin, min(stop, at))
    return range(begin, stop)
