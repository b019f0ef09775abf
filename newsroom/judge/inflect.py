"""How names of places change in the seven languages: stems, and the endings that may follow each.

A name is stored once, in its dictionary form. Here it becomes patterns: for each of its words a
stem and a set of endings, both folded. What a text has must be a stem with one of its endings, so
that `Горис` finds `Гориса` and not `Горисон`. English and French names do not change; what an
apostrophe or a hyphen cuts off (`Armenia's`, `l'Arménie`, `Karabağ'da`) is a word of its own.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.read.text import fold_plain, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Word(NamedTuple):
    """One word of a name: what it begins with, and how it may end."""

    stem: str
    endings: frozenset[str]

    def fits(self, word: str) -> bool:
        """Say whether a folded word of a text is a form of this one."""
        return word.startswith(self.stem) and word[len(self.stem) :] in self.endings


NO_ENDING: Final = frozenset({""})


def patterns(lang: str, name: str, *, fixed: bool = False) -> tuple[tuple[Word, ...], ...]:
    """Return the ways in which a text of this language may write a name, word by word.

    `fixed`: the name never changes (an abbreviation, an indeclinable short name).
    """
    folded = fold_plain(name)
    words = [folded[start:end] for start, end in tokens(folded)]
    if fixed or lang not in _LANGUAGES:
        return (tuple(Word(word, NO_ENDING) for word in words),)
    first, last = _LANGUAGES[lang]
    ways = [first(word) for word in words[:-1]] + [last(word) for word in words[-1:]]
    return tuple(product(*ways))


def _set(*endings: str) -> frozenset[str]:
    return frozenset(fold_plain(ending) for written in endings for ending in written.split(" "))


def _unchanged(word: str) -> tuple[Word, ...]:
    return (Word(word, NO_ENDING),)


# --- Russian: six cases, both numbers; every word of a name changes ------------------------------

_ADJECTIVE_HARD: Final = _set("ый ой ого ому ым ом ая ой ою ую ое ые ых ыми")
_ADJECTIVE_SOFT: Final = _set("ий ой ого ому им ом ая ой ою ую ое ие их ими его ему ем яя ей юю ее")
_RUSSIAN: Final = (
    # The longest ending first: how the dictionary form ends, and what may stand in its place.
    ("большой", "больш", _ADJECTIVE_SOFT),
    ("ский", "ск", _ADJECTIVE_SOFT),
    ("ская", "ск", _ADJECTIVE_SOFT),
    ("ское", "ск", _ADJECTIVE_SOFT),
    ("ские", "ск", _ADJECTIVE_SOFT),
    ("цкий", "цк", _ADJECTIVE_SOFT),
    ("цкая", "цк", _ADJECTIVE_SOFT),
    ("ний", "н", _ADJECTIVE_SOFT),
    ("няя", "н", _ADJECTIVE_SOFT),
    ("нее", "н", _ADJECTIVE_SOFT),
    ("жний", "жн", _ADJECTIVE_SOFT),
    ("ый", "", _ADJECTIVE_HARD),
    ("ая", "", _ADJECTIVE_HARD),
    ("ое", "", _ADJECTIVE_HARD),
    ("ые", "", _ADJECTIVE_HARD),
    ("ия", "и", _set("я и ю ей ею")),
    ("ий", "и", _set("й я ю ем и")),
    ("ие", "и", _set("е я ю ем и")),
    ("й", "", _set("й я ю ем е")),
    ("ль", "л", _set("ь и ю я ью ем е")),
    ("ь", "", _set("ь и ью")),
    ("а", "", _set("а ы и е у ой ою ей ею")),
    ("я", "", _set("я и е ю ей ею ой")),
    ("о", "", _set("о а у ом е")),
    ("е", "", _set("е я ю а у ем")),
)
_CONSONANT: Final = _set("", "а у ом ем е")
_PLURAL: Final = _set("ов ев ей ам ям ами ями ах ях")
#: Shorter ones ending in `и` do not change (Гори), and their plural would be another word (горах).
_LONG_PLURAL: Final = 6
#: Shorter words inside names are prepositions and conjunctions.
_SHORTEST: Final = 3


def _russian(word: str) -> tuple[Word, ...]:
    if len(word) < _SHORTEST or not word[-1].isalpha():
        return _unchanged(word)
    for ending, kept, endings in _RUSSIAN:
        if word.endswith(ending):
            return (Word(word.removesuffix(ending) + kept, endings),)
    if word[-1] in "иы":
        plural = _PLURAL if len(word) >= _LONG_PLURAL else frozenset()
        return (Word(word[:-1], plural | {word[-1]}),)
    if word[-1] in "уюэ":
        return _unchanged(word)
    return (Word(word, _CONSONANT),)


# --- Armenian: endings glued to the last word ---------------------------------------------------

_ARMENIAN: Final = _set("", "ը ն ի ին ից ով ում ու ուն ուց ներ ների ներում ներից")
_AFTER_VOWEL: Final = _set("", "ն ս ի ին ից ով ում յ յի յին յից յով յում ի յից վ ի վի վում վից")
#: Final `ի` may become `ու`: Մեղրի, Մեղրու.
_ARMENIAN_I: Final = _set("ի ին իի իին իից իով իում ու ուն ուց ում ով ից")
#: Nouns inside names that lose or change a vowel.
_ARMENIAN_STEMS: Final = {
    fold_plain(whole): fold_plain(changed)
    for whole, changed in {
        "լիճ": "լճ", "ջուր": "ջր", "տուն": "տան", "կամուրջ": "կամրջ", "գյուղ": "գյուղ",
        "հրապարակ": "հրապարակ", "լեռ": "լեռան", "քաղաք": "քաղաք", "ածին": "ածն",
    }.items()
}  # fmt: skip
_ARMENIAN_VOWELS: Final = "աեէոօ"


def _armenian(word: str) -> tuple[Word, ...]:
    if word.endswith("ի"):
        return (Word(word[:-1], _ARMENIAN_I),)
    if word.endswith("ու") or word[-1] in _ARMENIAN_VOWELS:
        return (Word(word, _AFTER_VOWEL),)
    whole = Word(word, _ARMENIAN)
    for noun, changed in _ARMENIAN_STEMS.items():
        if word.endswith(noun) and changed != noun:
            return (whole, Word(word.removesuffix(noun) + changed, _ARMENIAN))
    return (whole,)


# --- Georgian: the final vowel drops or changes, postpositions are glued on ----------------------


def _also(endings: Iterable[str]) -> frozenset[str]:
    """Add the particle `ც`, "also": თბილისშიც, თბილისსაც."""
    plain = frozenset(endings)
    return plain | {one + ("ც" if one[-1:] in "აეიოუ" else "აც") for one in plain if one}


_GEORGIAN_I: Final = _also(
    _set("", "ი ის ისა ს სა მა ით ითა ად ში ზე თან იდან ამდე მდე ისთვის ისკენ ისგან ებს ებში")
)
_GEORGIAN_A: Final = _also(
    _set("ა ის ისა ას ასა ამ ით ად აში აზე ასთან იდან ამდე ისთვის ისკენ ისგან")
)
_GEORGIAN_E: Final = _also(
    _set("ე ის ისა ეს ესა ემ ით ედ ეში ეზე ესთან იდან ემდე ისთვის ისკენ ისგან")
)
_GEORGIAN_O: Final = _also(_set("", "ს სა მ თი დ ში ზე სთან დან მდე სთვის სკენ სგან ის იდან"))
_GEORGIAN_ADJECTIVE: Final = _set("", "ი ს მა")
_SYNCOPATED: Final = _also(_set("ის ისა ით იდან ისთვის ისკენ ისგან ები ებში ებს ების"))


def _georgian(word: str) -> tuple[Word, ...]:
    stem, vowel = word[:-1], word[-1]
    if vowel == "ა":
        return (Word(stem, _GEORGIAN_A),)
    if vowel == "ე":
        return (Word(stem, _GEORGIAN_E),)
    if vowel in "ოუ":
        return (Word(word, _GEORGIAN_O),)
    stem = stem if vowel == "ი" else word
    forms = [Word(stem, _GEORGIAN_I)]
    # The last vowel of the stem may drop out: საზღვარი, საზღვრის.
    if len(stem) > 3 and stem[-2] in "აეო" and stem[-1] in "ლრნმ" and stem[-3] not in "აეიოუ":  # noqa: PLR2004 - two letters stay
        forms.append(Word(stem[:-2] + stem[-1], _SYNCOPATED))
    return tuple(forms)


def _georgian_before(word: str) -> tuple[Word, ...]:
    """Return a word before the last: an adjective in `ი` agrees, others stay."""
    if word.endswith("ი"):
        return (Word(word[:-1], _GEORGIAN_ADJECTIVE),)
    return _unchanged(word)


# --- Azerbaijani and Turkish: endings in vowel harmony, folded ----------------------------------

_CASES: Final = "a e i u in un da de dan den la le daki deki dakilar dekiler"
#: Who is from there, and "it is": Bakıdakılar, Bakıdadır.
_OF_THERE: Final = (
    "dakilar dekiler dakilarin dekilerin dakilardan dekilerden dakinin dekinin "
    "dir dur tir tur dadir dedir dandir dendir"
)
_TURKIC: Final = _set(
    "",
    _CASES,
    _OF_THERE,
    "ta te tan ten taki teki ca ce lar ler larin lerin larda lerde lardan lerden",
)
#: After a vowel `n` or `y` comes between; after a possessive ending (dəhlizi) always `n`.
_TURKIC_VOWEL: Final = _set(
    "", "da de dan den la le daki deki ca ce nin nun ya ye ni nu yi yu yla yle",
    "na ne nda nde ndan nden ndaki ndeki nca nce lar ler", _OF_THERE,
)  # fmt: skip
_SOFTENED: Final = _set("a e i u in un")


def _turkic(word: str) -> tuple[Word, ...]:
    if word[-1] in "aeiou":
        return (Word(word, _TURKIC_VOWEL),)
    whole = Word(word, _TURKIC)
    if word[-1] in "kq" and len(word) > 3:  # noqa: PLR2004 - in short names the consonant stays
        # Final k and q soften before a vowel: Gedabek, Gedabeyin; Şahbulaq, Şahbulağa.
        return (whole, Word(word[:-1] + "g", _SOFTENED), Word(word[:-1] + "y", _SOFTENED))
    return (whole,)


# --- the languages ------------------------------------------------------------------------------

#: How a word before the last changes, and the last word.
_LANGUAGES: Final[
    dict[str, tuple[Callable[[str], tuple[Word, ...]], Callable[[str], tuple[Word, ...]]]]
] = {
    "ru": (_russian, _russian),
    "hy": (_unchanged, _armenian),
    "ka": (_georgian_before, _georgian),
    "az": (_unchanged, _turkic),
    "tr": (_unchanged, _turkic),
}


def forms(lang: str, name: str) -> Iterator[str]:
    """Yield every form of a name that is looked for, folded, its words with one space between."""
    for words in patterns(lang, name):
        spelled = ([word.stem + ending for ending in sorted(word.endings)] for word in words)
        for form in product(*spelled):
            yield " ".join(form)
