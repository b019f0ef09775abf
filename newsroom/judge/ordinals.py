"""Ordinals of the seven languages: "the fifth" of those who died says that five did."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from newsroom.judge.numerals import Number, gap, numerals
from newsroom.read.text import fold_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.judge.fields import Field

#: Forms of 2, 3 ... in this order; the stems of an inflected language without their endings.
_ENGLISH: Final = """second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
_RUSSIAN: Final = """втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат
    тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"""
_FRENCH: Final = "deux trois quatr cinqu six sept huit neuv dix onz douz treiz quatorz quinz seiz"
_RUSSIAN_ENDINGS: Final = "ый ой ий ая ое ье ья ого ьего ому ьему ую ью ым ьим ей ьей ом ьем"
_ARMENIAN_ENDINGS: Final = ("", "ը", "ն", "ի", "ին", "ից", "ով", "ս")
#: Endings after the figure, each parted from it by a hyphen or an apostrophe.
_AFTER: Final = re.compile("й|го|му|я|ю|ая|ую|ое|е|ого|րդ|[iu]?nc[iu]|c[iu]|e|eme")
_WITH: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|e|eme|nci|ncu|inci|uncu|րդ)\Z")
_HYPHEN: Final = re.compile(r"[-‑–'’]\Z")
_MOST: Final = 99


@cache
def _forms(lang: str) -> Mapping[str, int]:
    return {fold_plain(form): value for form, value in _WRITERS[lang]()}


def _english() -> list[tuple[str, int]]:
    return [(form, value) for value, form in enumerate(_ENGLISH.split(), start=2)]


def _russian() -> list[tuple[str, int]]:
    stems = enumerate(_RUSSIAN.split(), start=2)
    return [(stem + ending, value) for value, stem in stems for ending in _RUSSIAN_ENDINGS.split()]


def _armenian() -> list[tuple[str, int]]:
    stems = {"երկրորդ": 2, "երրորդ": 3, "չորրորդ": 4}
    for form, value in numerals("hy").items():
        if value > 4:  # noqa: PLR2004 - the three above are irregular
            stems[form + "երորդ"] = value
            stems[form.removesuffix("ը") + "ներորդ"] = value
    return [(stem + ending, value) for stem, value in stems.items() for ending in _ARMENIAN_ENDINGS]


def _turkic(lang: str) -> list[tuple[str, int]]:
    endings = ("inci", "uncu", "nci", "ncu", "ncisi", "incisi", "uncusu", "ncusu")
    stems = {form: value for form, value in numerals(lang).items() if value > 1}
    stems["dord"] = 4
    return [(stem + ending, value) for stem, value in stems.items() for ending in endings]


def _french() -> list[tuple[str, int]]:
    pairs = [(stem + "ième", value) for value, stem in enumerate(_FRENCH.split(), start=2)]
    return [*pairs, ("second", 2), ("seconde", 2), ("vingtième", 20), ("trentième", 30)]


def _georgian() -> list[tuple[str, int]]:
    pairs = []
    for form, value in numerals("ka").items():
        if value > 1 and len(form) > 1:
            head, _, last = form.rpartition("და")
            stem = last.removesuffix("ი")
            pairs += [(f"{head}და{me}" if head else me, value) for me in _after_me(stem)]
    return pairs


def _after_me(stem: str) -> tuple[str, ...]:
    stem = stem.removesuffix("ა")
    return ("მე" + stem + "ე", "მე" + stem + "ემ", "მე" + stem + "ეს")


_WRITERS: Final = {
    "en": _english,
    "ru": _russian,
    "hy": _armenian,
    "az": lambda: _turkic("az"),
    "tr": lambda: _turkic("tr"),
    "fr": _french,
    "ka": _georgian,
}


def ordinals(field: Field, lang: str) -> tuple[Number, ...]:
    """Return the ordinals of a field from the second on, in its order."""
    return tuple(
        found
        for at in range(len(field.words))
        if (found := _digits(field, at) or _words(field, at, lang)) and 1 < found.value <= _MOST
    )


def _digits(field: Field, at: int) -> Number | None:
    """Read 20th, 16-й, 16-րդ, 5'inci, 16e, მე-16."""
    word = field.words[at]
    if found := _WITH.match(word):
        return Number(at, 1, int(found[1]))
    if not word.isdecimal() or len(word) > len(str(_MOST)):
        return None
    after = field.words[at + 1] if at + 1 < len(field.words) else ""
    if _AFTER.fullmatch(after) and _HYPHEN.match(gap(field, at + 1)):
        return Number(at, 2, int(word))
    if at and field.words[at - 1] == "მე" and _HYPHEN.match(gap(field, at)):
        return Number(at - 1, 2, int(word))
    return None


def _words(field: Field, at: int, lang: str) -> Number | None:
    """Read an ordinal in words, also behind a round numeral: twenty-first, on ikinci."""
    words = field.words
    value = _forms(lang).get(words[at])
    if value is None:
        return _first_after_tens(field, at, lang)
    tens = numerals(lang).get(words[at - 1], 0) if at else 0
    if value < 10 <= tens < 100 and tens % 10 == 0:  # noqa: PLR2004 - tens before units
        return Number(at - 1, 2, tens + value)
    return Number(at, 1, value)


#: The first is an ordinal of a toll only behind tens: twenty-first, двадцать первый.
_FIRST: Final = re.compile(r"first|перв(?:ый|ая|ого|ое|ую)|unieme|birinci|birincisi")


def _first_after_tens(field: Field, at: int, lang: str) -> Number | None:
    if not at or not _FIRST.fullmatch(field.words[at]):
        return None
    before = at - 1 - (field.words[at - 1] == "et")
    tens = numerals(lang).get(field.words[before], 0) if before >= 0 else 0
    if not (10 <= tens < 100 and tens % 10 == 0):  # noqa: PLR2004 - tens before units
        return None
    return Number(before, at + 1 - before, tens + 1)
