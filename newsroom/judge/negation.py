"""Negated verbs of Azerbaijani and Turkish: the "not" is an ending inside of the word.

`imzalandı` is signed, `imzalanmadı` is not. A term with a star stands for the verb that was done;
what negates it after the stem makes another word of it. Verbal nouns (`imzalanması`) negate
nothing.
"""

from __future__ import annotations

import re
from typing import Final

from newsroom.read.text import fold_plain, tokens

#: Passive, causative and "can" between the stem and the negation, folded.
_BETWEEN: Final = r"(?:[aeiu]?(?:n|l|s|t|r|dir|dur|tir|tur|ndir|nil|nul|lan|len|las|les|y?[ae]))*"
#: The negation with the tense: -madı, -məyib, -mamış, -maz, -mayacaq, -mır, -mıyor.
_TENSE: Final = (
    r"m(?:[ae](?:di|yib|yub|mis|z|yaca[qgk]|yece[kyg]|ma[kq]ta|yiblar|mali)|[iu](?:r|yor))"
)
#: Person, number and -dır.
_PERSON: Final = r"(?:d[iu]r|t[iu]r|lar|ler|d[iu]|iq|ik|am|em|[iu]m|[iu]z|si|in)*"
_NEGATED: Final = re.compile(rf"{_BETWEEN}{_TENSE}{_PERSON}\Z")


def stem(term: str) -> int:
    """Return how many letters the last word of a term has before its star; 0 without one."""
    if not term.endswith("*"):
        return 0
    folded = fold_plain(term)
    start, end = list(tokens(folded))[-1]
    return end - start


def negated(word: str, known: int) -> bool:
    """Say whether a folded word negates the stem that its first `known` letters are."""
    return known > 0 and _NEGATED.match(word, known) is not None
