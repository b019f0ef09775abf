"""The words of a vote: each phrase has one kind, in each of four languages (`data/words.*.txt`).

A kind is one letter, so that a sentence becomes a short string on which the grammar is written
(`tally.py`, `mentions.py`, `objects.py`).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from newsroom.un.text import words_of
from newsroom.un.tries import Trie

#: Kind -> what it means. The grammar uses no other letters for words.
KINDS: Final = {
    "F": "in favour",
    "f": "for: a side only where a number or a vote stands beside it",
    "A": "against, as a vote",
    "a": "against: a side only where a number or a vote stands beside it",
    "B": "abstention",
    "X": "did not vote",
    "V": "vote, as a noun",
    "M": "members, States, countries",
    "v": "voted, cast",
    "G": "obtained",
    "o": "the, all, only: may stand anywhere",
    "e": "was, were",
    "y": "by, from",
    "b": "of, in",
    "T": "to",
    "&": "and",
    "I": "including",
    "P": "adopted, approved, retained; shades: adopt, approve, keep",
    "N": "rejected, not adopted; shades: reject, fail",
    "K": "veto",
    "U": "unanimously",
    "W": "without a vote",
    "H": "show of hands",
    "R": "recorded",
    "d": "a text",
    "p": "a paragraph",
    "m": "an amendment",
    "t": "a motion",
    "z": "as a whole",
    "q": "would, shall: not yet",
    "s": "said",
    "u": "a speaker",
}


@cache
def lexicon(lang: str) -> Trie[str]:
    """Return the phrases of a language; values are a kind, or a kind with its shade: `N:fail`."""
    trie: Trie[str] = Trie()
    for line in (
        (files("newsroom.un") / "data" / f"words.{lang}.txt").read_text("utf-8").splitlines()
    ):
        if line.startswith("#") or not line.strip():
            continue
        kind, _, phrases = line.partition(" = ")
        for phrase in phrases.split(" | "):
            trie.add(words_of(phrase), kind)
    return trie
