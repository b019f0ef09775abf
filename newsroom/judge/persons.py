"""Names of places that are names of people here: `Ararat Mirzoyan`, `Şəhriyar Əlibəyli`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container

    from newsroom.judge.fields import Field

#: How surnames of the region end, folded, with their case endings.
_SURNAME: Final = re.compile(
    r"""
    \w{2,}(?:
      (?:yan|iyan|janyan|ova?|ev|yeva?|zad[ae]|oglu|shvili|chvili|svili|adze|idze)
    | (?:ян|ов|ев|ова|ева)(?:а|у|ым|ом|е|ой)? | заде | оглы | (?:швили|дзе)
    | յան(?:ը|ն|ի|ին|ից|ով)?
    | (?:შვილ|ძე|იან|ოვ|ევ)(?:ი|ს|მა|ის|ისა)?
    )
    """,
    re.VERBOSE,
)
#: Names of villages that are surnames too: Əlibəyli, Zamanlı.
_VILLAGE: Final = re.compile(r"\w{3,}(?:li|lu|ли|лы|լի|լու)")
#: Words before a place that a headline may write with a capital.
_NO_FIRST_NAME: Final = frozenset(
    {
        "near", "in", "at", "of", "to", "from", "the", "and", "for", "by", "on", "village", "town",
        "around", "outside", "towards", "over", "with",
    }
)  # fmt: skip


def is_first_name(field: Field, word: int, places: Container[int]) -> bool:
    """Say whether a surname follows a word; `places`: the words that are names of places."""
    after = word + 1
    return (
        after < len(field.words)
        and after not in places
        and _SURNAME.fullmatch(field.words[after]) is not None
        and _joined(field, word)
        and _capital(field, after)
    )


def is_surname(field: Field, word: int, places: Container[int]) -> bool:
    """Say whether a word is built like a surname and a first name stands before it."""
    before = word - 1
    return (
        _VILLAGE.fullmatch(field.words[word]) is not None
        and before > field.sentences[field.sentence_of(word)].start
        and before not in places
        and field.words[before] not in _NO_FIRST_NAME
        and _joined(field, before)
        and _capital(field, before)
    )


def _joined(field: Field, word: int) -> bool:
    """Say whether one space and nothing else parts a word from the next."""
    return field.original[field.spans[word][1] : field.spans[word + 1][0]] == " "


def _capital(field: Field, word: int) -> bool:
    letter = field.original[field.spans[word][0]]
    return letter.isupper() or "ა" <= letter <= "ჰ"
