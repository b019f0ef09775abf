"""What a text is about, in words that seven languages share: a school, a flood, a vote, a country.

No judgement is made of these. They tell only whether two reports in different languages may be
about one thing, where no place, name or number says so.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from babel import Locale

from newsroom.read.text import fold_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LANGUAGES: Final = ("en", "fr", "ru", "hy", "az", "tr", "ka")
#: A word of so few letters is no beginning of another.
_WHOLE: Final = 3
#: Countries whose reports would all be alike if the country counted.
COMMON: Final = frozenset({"@AM", "@AZ", "@GE", "@RU", "@TR", "@US", "death", "wound", "police"})
#: Endings that a country's name loses before a case or an adjective is made of it.
_SHORTEST_COUNTRY: Final = 4


def concepts(words: Iterable[str]) -> tuple[str, ...]:
    """Return the concepts and countries (`@IL`) that these folded words name, each once."""
    whole, begins = _index()
    found: dict[str, None] = {}
    for word in words:
        if concept := whole.get(word):
            found[concept] = None
        for length in range(min(len(word), _LONGEST), _WHOLE, -1):
            if concept := begins.get(word[:length]):
                found[concept] = None
                break
    return tuple(found)


_LONGEST: Final = 14


@cache
def _index() -> tuple[dict[str, str], dict[str, str]]:
    """Return whole words and beginnings of words, with their concept."""
    whole: dict[str, str] = {}
    begins: dict[str, str] = {}
    for concept, word in (*_countries(), *_rows()):
        (begins if len(word) > _WHOLE else whole)[word] = concept
    return whole, begins


def _rows() -> Iterator[tuple[str, str]]:
    table = (files("newsroom.stories") / "data" / "concepts.txt").read_text("utf-8")
    for line in table.splitlines():
        concept, _, words = line.partition(": ")
        if not line.startswith("#"):
            yield from ((concept, fold_plain(word)) for word in words.split())


def _countries() -> Iterator[tuple[str, str]]:
    """Yield names of one word in all seven languages, without their last letter: endings differ."""
    for lang in _LANGUAGES:
        for code, name in Locale(lang).territories.items():
            folded = fold_plain(name)
            if len(code) == 2 and folded.isalpha() and len(folded) > _SHORTEST_COUNTRY:  # noqa: PLR2004 - of ISO 3166
                yield f"@{code}", folded[: min(len(folded) - 1, 8)]
