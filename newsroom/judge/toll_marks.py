"""The words of a field that count people: marks (killed, wounded ...) and other signs."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from newsroom.judge.numerals import Number, ages, gap, numbers
from newsroom.judge.ordinals import ordinals
from newsroom.judge.phrases import Phrases
from newsroom.judge.toll_parts import Mark
from newsroom.judge.toll_words import toll_words
from newsroom.read.text import fold_plain

if TYPE_CHECKING:
    from newsroom.judge.fields import Field

#: Role of a word -> (kind of toll, the form itself states one person, only if nothing better).
_MARKS: Final = {
    "head": ("killed", False, False),
    "head_wounded": ("wounded", False, False),
    "killed_one": ("killed", True, False),
    "killed": ("killed", False, False),
    "bodies": ("killed", False, False),
    "body": ("killed", True, False),
    "wounded_one": ("wounded", True, False),
    "wounded": ("wounded", False, False),
    "shot": ("wounded", False, False),
    "lost": ("killed", False, False),
    "hit": ("wounded", False, False),
    "mined": ("wounded", False, False),
    "captured": ("captured", False, False),
    "wounded_weak": ("wounded", False, True),
}
#: Forms that deny what their stem says, of languages that deny by a suffix: yaralanmayıb, ölmedi.
_DENIED: Final = re.compile(r"(?:ma|me)(?:di|yib|yip|mis|yan|yen|dig)[a-z]*\Z")
#: Who could not be saved is dead.
_SAVED: Final = "kurtar"
#: Words of other roles that begin as the verb "to die" does when folded.
_BECAME: Final = frozenset(
    {"olmadi", "olmayib", "olmadigi", "olmadigini", "olmaqla", "olarak", "olmamisdir", "olup"}
)
#: Forms of verbs that tell what was before: ölmüşdü, hayatını kaybetmişti.
_PLUPERFECT: Final = {
    "az": re.compile(r"m[iu]sd[iu](?:lar|ler)?\Z"),
    "tr": re.compile(r"m[iu]st[iu](?:lar|ler)?\Z"),
}
#: After an apostrophe a word of its own is an ending of the word before: Şuşa'da is no "also".
_AFFIX: Final = re.compile("['’]\\Z")
_STRONG: Final = re.compile(r"[.;:!?…։()\[\]\n]|\s[-–—]\s|\s[–—]|[–—]\s")


@cache
def _phrases(lang: str) -> Phrases[str]:
    """Compile the words of a language; once for a process, as they never change."""
    return Phrases((term, role) for term, role in toll_words(lang) if len(term) > 1)


@cache
def _letters(lang: str) -> dict[str, tuple[str, ...]]:
    """Return the roles of words of one letter, which no watch may ask for: a, и, à."""
    roles: dict[str, tuple[str, ...]] = {}
    for term, role in toll_words(lang):
        if len(term) == 1:
            letter = fold_plain(term)
            roles[letter] = (*roles.get(letter, ()), role)
    return roles


class Marks:
    """The words of a field in one language by what they do in the counting of people."""

    def __init__(self, field: Field, lang: str) -> None:
        self.field = field
        self.lang = lang
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for hit in _phrases(lang).find(field):
            if lang not in {"az", "tr"} or self._dies(hit.first):
                found[hit.tag].append((hit.first, hit.length))
        for word, roles in _letters(lang).items():
            for first, written in enumerate(field.words):
                if written == word:
                    for role in roles:
                        found[role].append((first, 1))
        if past := _PLUPERFECT.get(lang):
            words = enumerate(field.words)
            found["had"] += [(number, 1) for number, word in words if past.search(word)]
        found["also"] = [hit for hit in found["also"] if not _AFFIX.search(gap(field, hit[0]))]
        self._found = found

    def _dies(self, word: int) -> bool:
        """Tell öldü (died) from oldu (became), which fold to the same."""
        if not self.field.words[word].startswith("ol") or self.field.words[word] in _BECAME:
            return True
        return self.field.original[self.field.spans[word][0]] in "öÖ"

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks in the field's order; of those that overlap, the longest."""
        spans = [
            Mark(first, length, kind, one, weak, role.startswith("head"))
            for role, (kind, one, weak) in _MARKS.items()
            for first, length in self._found[role]
        ]
        # A part ("among the dead") is no toll of its own.
        hidden = self.words("part") | self.words("idle")
        kept: list[Mark] = []
        for mark in sorted(spans, key=lambda mark: -mark.length):
            words = range(mark.first, mark.stop)
            if hidden.intersection(words) or self._denied(mark) or self._idle(mark):
                continue
            if not any(other.first < mark.stop and mark.first < other.stop for other in kept):
                kept.append(mark)
        return tuple(sorted(kept))

    def _idle(self, mark: Mark) -> bool:
        return self._a_shot(mark) or self._handed_over(mark)

    def _denied(self, mark: Mark) -> bool:
        words = self.field.words
        last = words[mark.stop - 1]
        if self.lang in {"az", "tr"} and _DENIED.search(last) and not last.startswith(_SAVED):
            return True
        return mark.first - 1 in self.words("not_word")

    def _handed_over(self, mark: Mark) -> bool:
        """Say whether a mark speaks of bodies that were not found just now."""
        if not set(range(mark.first, mark.stop)) <= self.words("bodies") | self.words("body"):
            return False
        sentence = self.field.sentences[self.field.sentence_of(mark.first)]
        counted = any(number.first + number.length == mark.first for number in self._numbers)
        return not counted and not self.words("found").intersection(sentence)

    def _a_shot(self, mark: Mark) -> bool:
        """Tell the noun (one shot was fired) and "shot at, down" from people who were shot."""
        if self.field.words[mark.first : mark.stop] != ["shot"]:
            return False
        before = self.field.words[max(0, mark.first - 2) : mark.first]
        after = self.field.words[mark.stop : mark.stop + 1]
        start = mark.first - len(before) in self._starts
        passive = before[-1:] and before[-1] in {"were", "was", "been", "is", "are"}
        people = before[-1:] and mark.first - 1 in self.words("people") | self.words("person")
        return not (start or passive or people) or after[:1] in (["down"], ["into"], ["the"])

    def spans(self, role: str) -> list[tuple[int, int]]:
        """Return first word and length of each place where a role's words stand."""
        return sorted(self._found[role])

    def words(self, role: str) -> frozenset[int]:
        """Return the numbers of all words that a role's words cover."""
        return self._words[role]

    @cached_property
    def _words(self) -> defaultdict[str, frozenset[int]]:
        covered: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
        for role, spans in self._found.items():
            covered[role] = frozenset(
                word for first, length in spans for word in range(first, first + length)
            )
        covered["light"] |= self._ages
        return covered

    @cached_property
    def marked(self) -> frozenset[int]:
        """The numbers of all words of marks."""
        return frozenset(word for mark in self.marks for word in range(mark.first, mark.stop))

    @cached_property
    def barriers(self) -> frozenset[int]:
        """The words of marks that end what another mark speaks of; "in hospital" ends nothing."""
        firm = (mark for mark in self.marks if not mark.weak)
        return frozenset(word for mark in firm for word in range(mark.first, mark.stop))

    @cached_property
    def stops(self) -> frozenset[int]:
        """The words before which a comma or a stronger stop stands."""
        words = range(len(self.field.words))
        return frozenset(word for word in words if self.breaks(word) or self.comma(word))

    def breaks(self, word: int) -> bool:
        """Say whether a strong stop stands before a word: full stop, colon, dash, bracket."""
        return bool(_STRONG.search(gap(self.field, word))) or word in self._starts

    def comma(self, word: int) -> bool:
        """Say whether a comma stands before a word."""
        return "," in gap(self.field, word) and not self._ages.intersection((word - 1, word))

    @cached_property
    def _ages(self) -> frozenset[int]:
        """The words of ages between commas: a priest, 66, was killed."""
        return ages(self.field)

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(sentence.start for sentence in self.field.sentences)

    @cached_property
    def _numbers(self) -> tuple[Number, ...]:
        vague = self.words("vague")
        return tuple(
            number for number in numbers(self.field, self.lang) if number.first not in vague
        )

    @cached_property
    def _ordinals(self) -> tuple[Number, ...]:
        return ordinals(self.field, self.lang)
