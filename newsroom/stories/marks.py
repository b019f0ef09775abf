"""What a report says of its place among others: again, a day after, words, a burial."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from newsroom.read.text import fold_plain, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Stands before a mark that the title bears: `title again`.
_TITLE: Final = "title "


def marks(title: str, body: str, lang: str | None) -> tuple[str, ...]:
    """Return the marks of a report; what its title bears stands with `title ` before it, too."""
    patterns = _patterns().get(lang or "", {})
    above, whole = _padded(title), _padded(f"{title}\n{body}")
    found = [name for name, pattern in patterns.items() if pattern.search(whole)]
    return (*found, *(_TITLE + name for name in found if patterns[name].search(above)))


def _padded(text: str) -> str:
    """Return the folded words, with a space around each."""
    folded = fold_plain(text)
    return f" {' '.join(folded[start:end] for start, end in tokens(folded))} "


@cache
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    """Return by language what each mark is found by."""
    found: dict[str, dict[str, re.Pattern[str]]] = {}
    for mark, lang, words in _rows():
        either = "|".join(map(_term, words.split(",")))
        found.setdefault(lang, {})[mark] = re.compile(f" (?:{either}) ")
    return found


def _term(term: str) -> str:
    words = (re.escape(_padded(word).strip()) + r"\S*" * ("*" in word) for word in term.split())
    return " ".join(words)


def _rows() -> Iterator[tuple[str, str, str]]:
    table = (files("newsroom.stories") / "data" / "marks.txt").read_text("utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            name, _, words = line.partition(": ")
            mark, _, lang = name.partition(" ")
            yield mark, lang, words
