"""The Members and observers of the United Nations, and all the names that pages give them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING, Final

from newsroom.un.text import words_of
from newsroom.un.tries import Trie

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Languages of which the table has names; English ones are known on every page.
LANGUAGES: Final = ("en", "fr", "es", "ru")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that a State has or had."""

    text: str
    #: Last year in which it was the State's own name; None for names in use.
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A Member or observer."""

    #: ISO 3166-1 alpha-3.
    code: str
    #: The UN's own short name.
    name: str
    member: bool
    #: Day of admission, where it is after 1989.
    joined: date | None
    #: By language.
    names: Mapping[str, tuple[Name, ...]]


_UNTIL: Final = re.compile(r"\s*\(to (\d{4})\)$")


@cache
def countries() -> Mapping[str, Country]:
    """Return all of them by their code."""
    table = (files("newsroom.un") / "data" / "countries.csv").read_text("utf-8")
    return {row["code"]: _country(row) for row in csv.DictReader(table.splitlines())}


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        code=row["code"],
        name=row["name"],
        member=row["seat"] == "member",
        joined=date.fromisoformat(row["joined"]) if row["joined"] else None,
        names={lang: tuple(map(_name, filter(None, row[lang].split("|")))) for lang in LANGUAGES},
    )


def _name(written: str) -> Name:
    until = _UNTIL.search(written)
    return Name(text=_UNTIL.sub("", written), until=int(until[1]) if until else None)


def name_of(code: str) -> str:
    """Return the UN's name of a country."""
    return countries()[code].name


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a name in a text stands for."""

    code: str
    #: Read only where it is written in capitals: `US`, not `us`.
    capitals: bool


@cache
def known_names(lang: str) -> Trie[Named]:
    """Return the names that pages in a language use."""
    trie: Trie[Named] = Trie()
    for code, text in _spelled(lang):
        words = words_of(text)
        short = text.replace(".", "").replace(" ", "").isupper()
        trie.add(words, Named(code=code, capitals=short))
    return trie


@cache
def spelled(lang: str) -> Mapping[str, str]:
    """Return every folded name with its code, for the correction of slips."""
    return {" ".join(words_of(text)): code for code, text in _spelled(lang)}


def _spelled(lang: str) -> Iterator[tuple[str, str]]:
    for country in countries().values():
        yield country.code, country.name
        for language in dict.fromkeys((lang, "en")):
            for name in country.names.get(language, ()):
                if language == "ru":
                    yield from ((country.code, form) for form in inflected(name.text))
                else:
                    yield country.code, name.text


# --- Russian names in the cases that sentences need ---------------------------------------------

#: Ending of the nominative -> all endings; the longest that fits is taken.
_CASES: Final = {
    "ия": ("ия", "ии", "ию", "ией"),
    "ая": ("ая", "ой", "ую"),
    "яя": ("яя", "ей", "юю"),
    "ые": ("ые", "ых", "ым", "ыми"),
    "ий": ("ий", "ого", "ому", "им", "ом"),
    "ое": ("ое", "ого", "ому", "ым", "ом"),
    "ый": ("ый", "ого", "ому", "ым", "ом"),
    "а": ("а", "ы", "и", "е", "у", "ой", "ов", "ам"),
    "я": ("я", "и", "е", "ю", "ей"),
    "ь": ("ь", "и", "я", "ю", "ью", "ем"),
    "й": ("й", "я", "ю", "ем", "е"),
    "ы": ("ы", "ов", "ам", "ами", ""),
}
_CONSONANT: Final = re.compile(r"[бвгджзклмнпрстфхцчшщ]$")
_LONGEST_INFLECTED: Final = 4


def inflected(name: str) -> list[str]:
    """Return a Russian name in its cases; abbreviations and long official names stay."""
    words = name.split(" ")
    if name.isupper() or len(words) > _LONGEST_INFLECTED:
        return [name]
    return [" ".join(forms) for forms in product(*map(_forms, words))]


def _forms(word: str) -> tuple[str, ...]:
    if word in {"и", "Шри-Ланка"} or word.isupper():
        return (word, word[:-1] + "и", word[:-1] + "у") if word[0] == "Ш" else (word,)
    for ending, endings in _CASES.items():
        if word.endswith(ending):
            stem = word[: -len(ending)]
            return tuple(stem + other for other in endings)
    if _CONSONANT.search(word):
        return tuple(word + ending for ending in ("", "а", "у", "ом", "е"))
    return (word,)
