"""Numbers as words, in the four languages of the UN's pages that are read here."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsroom.un.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENGLISH: Final = (
    "zero nil none no nobody|one single|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    "|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_FRENCH: Final = (
    "zéro aucun aucune|un une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize"
    "|quatorze|quinze|seize"
)
_SPANISH: Final = (
    "cero ninguno ninguna ningún nadie|uno una un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez"
    "|once|doce"
    "|trece|catorce|quince|dieciséis|diecisiete|dieciocho|diecinueve|veinte"
    "|veintiuno veintiún veintiuna"
    "|veintidós|veintitrés|veinticuatro|veinticinco|veintiséis|veintisiete|veintiocho|veintinueve"
)
_RUSSIAN: Final = (
    "ноль никто|один одна одно одного одной одним|два две двух двумя|три трех тремя"
    "|четыре четырех четырьмя"
    "|пять пяти пятью|шесть шести шестью|семь семи семью|восемь восьми восемью"
    "|девять девяти девятью"
    "|десять десяти десятью|одиннадцать одиннадцати|двенадцать двенадцати|тринадцать тринадцати"
    "|четырнадцать четырнадцати|пятнадцать пятнадцати|шестнадцать шестнадцати|семнадцать семнадцати"
    "|восемнадцать восемнадцати|девятнадцать девятнадцати"
)
_TENS: Final = {
    "en": {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy",
           80: "eighty", 90: "ninety"},
    "fr": {20: "vingt vingts", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"},
    "es": {30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta", 70: "setenta",
           80: "ochenta", 90: "noventa"},
    "ru": {20: "двадцать двадцати", 30: "тридцать тридцати", 40: "сорок сорока",
           50: "пятьдесят пятидесяти", 60: "шестьдесят шестидесяти", 70: "семьдесят семидесяти",
           80: "восемьдесят восьмидесяти", 90: "девяносто девяноста"},
}  # fmt: skip
_HUNDREDS: Final = {"en": "hundred", "fr": "cent cents", "es": "cien ciento", "ru": "сто ста"}
_UNITS: Final = {"en": _ENGLISH, "fr": _FRENCH, "es": _SPANISH, "ru": _RUSSIAN}
_JOINS: Final = {"en": "and", "fr": "et", "es": "y", "ru": ""}
_HUNDRED: Final = 100
_TEN: Final = 10
#: `quatre-vingt` is the one place where French multiplies below a hundred.
_FOUR, _TWENTY = 4, 20


@lru_cache(maxsize=8)
def _values(lang: str) -> dict[str, int]:
    rows = list(enumerate(_UNITS[lang].split("|")))
    rows += [*_TENS[lang].items(), (_HUNDRED, _HUNDREDS[lang])]
    return {fold_word(word): value for value, words in rows for word in words.split()}


def read_number(words: Sequence[str], start: int, lang: str) -> tuple[int, int] | None:
    """Return the number that folded words spell at `start`, and where it ends."""
    values = _values(lang)
    if words[start] not in values:
        return None
    total, last, end, position = 0, 1_000, start, start
    while position < len(words):
        word = words[position]
        joined = word == _JOINS[lang] and end == position and last > 0 and total >= _TWENTY
        if word == "-" or joined:
            position += 1
            continue
        value = values.get(word)
        if value is None or (grown := _grown(total, last, value)) is None:
            break
        total, last, position = grown, value, position + 1
        end = position
    return total, end


def _grown(total: int, last: int, value: int) -> int | None:
    """Return the number with one more word, None if that word begins another number."""
    if value == _HUNDRED and 0 < total < _TEN:
        return total * _HUNDRED
    if value == _TWENTY and last == _FOUR:
        return total - _FOUR + _FOUR * _TWENTY
    fits = value < last and (last >= _TWENTY or last == _TEN) and value > 0
    if not total and last == 1_000:  # noqa: PLR2004 - nothing was read yet
        return value
    return total + value if fits else None
