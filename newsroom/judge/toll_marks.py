"""A field as the reader of tolls sees it: marks (killed, wounded ...), people, and signs."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from newsroom.judge.numerals import Number, ages, gap, numbers
from newsroom.judge.phrases import Phrases
from newsroom.judge.toll_parts import Group, Mark
from newsroom.judge.toll_sides import side
from newsroom.judge.toll_words import toll_words
from newsroom.read.text import fold_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.judge.fields import Field

#: Role of a word -> (kind of toll, the form itself states one person, only if nothing better).
_MARKS: Final = {
    "head": ("killed", False, False),
    "head_wounded": ("wounded", False, False),
    "killed_one": ("killed", True, False),
    "killed": ("killed", False, False),
    "bodies": ("killed", False, False),
    "wounded_one": ("wounded", True, False),
    "wounded": ("wounded", False, False),
    "shot": ("wounded", False, False),
    "lost": ("killed", False, False),
    "hit": ("wounded", False, False),
    "captured": ("captured", False, False),
    "wounded_weak": ("wounded", False, True),
}
#: Forms that deny what their stem says, of languages that deny by a suffix: yaralanmayıb, ölmedi.
_DENIED: Final = re.compile(r"(?:ma|me)(?:di|yib|yip|mis|yan|yen|dig)[a-z]*\Z")
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
#: Endings of Russian plurals and of adverbs: no single person.
_PLURAL_RU: Final = re.compile(r"[ыиеохмуюв]\Z")
#: Plurals of languages that leave the noun alone after a number.
_PLURAL: Final = {
    "az": re.compile(r"(?:lar|ler)(?:i|in|a|e|da|de|dan|den|imiz\w*)?\Z"),
    "tr": re.compile(r"(?:lar|ler)(?:i|in|a|e|da|de|dan|den)?\Z"),
    "hy": re.compile(r"(?:ներ|(?<!դստ)եր)(?:ը|ն|ի|ին|ից|ով)?\Z"),
    "ka": re.compile(r"ებ(?:ი|მა|ს|ის)?\Z"),
}
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


#: What belongs to the police and is no person, in az, tr and en: polis postu, a police station.
_POST: Final = re.compile(r"post|nokta|karakol|bolme|idare|qerargah|station|checkpoint")


class Scene:
    """A field in one language, its words marked by what they do in the counting of people."""

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
        hidden = self.words("part")
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
        if self.lang in {"az", "tr"} and _DENIED.search(words[mark.stop - 1]):
            return True
        return mark.first - 1 in self.words("not_word")

    def _handed_over(self, mark: Mark) -> bool:
        """Say whether a mark speaks of bodies that were not found just now."""
        if not set(range(mark.first, mark.stop)) <= self.words("bodies"):
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

    # --- people ---------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of people, in the field's order; none overlaps another."""
        counted = [
            group for number in self._numbers if (group := self._counted(number)) is not None
        ]
        counted += [
            self._group(range(first, first + length), 2, people=True, stated=True)
            for first, length in self.spans("pair")
        ]
        counted += [self._vague(first, length) for first, length in self.spans("vague")]
        taken = {word for group in counted for word in range(group.first, group.stop)}
        pronouns = [group for group in self._pronouns() if group.first not in taken]
        known = [*counted, *pronouns, *self._bare(taken)]
        strangers = tuple(self._strangers(known))
        theirs = {word for group in strangers for word in range(group.first, group.stop)}
        return tuple(sorted([*(one for one in known if one.first not in theirs), *strangers]))

    def _strangers(self, known: list[Group]) -> Iterator[Group]:
        """Yield people of no listed noun, told beside others: two officers and a tiler died."""
        taken = {word for group in known for word in range(group.first, group.stop)}
        ends = {group.stop for group in known if group.people}
        for word in sorted(self.words("and") - taken):
            if not ends.intersection(range(word - 2, word + 1)):
                continue
            article = word + 1 in self.words("one")
            stop = self._plain(word + 1 + article, taken)
            after = stop
            while after in self.words("light") - self.marked and not self.breaks(after):
                after += 1
            single = article or (self.lang == "ru" and stop == word + 2 == after)
            plural = (
                not article
                and self.field.words[word + 1 : word + 2]
                and _PLURAL_RU.search(self.field.words[word + 1])
            )
            if single and not plural and stop > word + 1 + article and after in self.marked:
                yield self._group(range(word + 1, stop), 1, people=True, stated=article)

    def _plain(self, start: int, taken: set[int]) -> int:
        """Return where a few words end that have no part in the counting."""
        roles = ("light", "stop", "and", "thing", "animal", "part", "vague")
        blocked = self.marked.union(taken, *(self.words(role) for role in roles))
        word = start
        while word < min(start + 3, len(self.field.words)) and word not in blocked:
            if word > start and (self.breaks(word) or self.comma(word)):
                break
            word += 1
        return word

    def _pronouns(self) -> Iterator[Group]:
        """Yield "another" where it stands for a person: one died, another was wounded."""
        light = self.words("light")
        for first, length in self.spans("one"):
            after = first + length
            while after in light and after not in self.marked:
                after += 1
            article = length == 1 and len(self.field.words[first]) <= len("une")
            if after in self.marked and not article:
                words = range(first, first + length)
                yield self._group(words, 1, people=False, stated=True)

    @cached_property
    def _numbers(self) -> tuple[Number, ...]:
        vague = self.words("vague")
        return tuple(
            number for number in numbers(self.field, self.lang) if number.first not in vague
        )

    def _counted(self, number: Number) -> Group | None:
        """Return the people that a number counts; None where it counts something else."""
        stop = number.first + number.length
        end = self._reach_people(stop)
        words = range(number.first, max(end, stop))
        if self.words("animal").intersection(range(stop, stop + 3)):
            return None
        if end == stop and stop in self.words("thing"):
            return None
        return self._group(words, number.value, people=end > stop, stated=True)

    def _reach_people(self, start: int) -> int:
        """Return where people end that a number or an article at `start` leads to, else `start`."""
        nouns = self._nouns
        blocked = self.words("stop") | self.words("and") | self.words("part") | self.marked
        numbers_at = {number.first for number in self._numbers}
        for word in range(start, min(start + 4, len(self.field.words))):
            if self.breaks(word) or self.comma(word) or word in blocked or word in numbers_at:
                break
            if word in nouns:
                end = word + 1
                while end in nouns and not self.breaks(end) and not self.comma(end):
                    end += 1
                return end
        return start

    @cached_property
    def _nouns(self) -> frozenset[int]:
        nouns = self.words("person") | self.words("people") | self.words("attackers")
        return frozenset(word for word in nouns - self.marked if not self._of_a_thing(word))

    def _of_a_thing(self, word: int) -> bool:
        """Say whether a noun of people only tells whose thing it is: a police post, askeri üs."""
        words = self.field.words
        if word + 1 >= len(words) or self.breaks(word + 1):
            return False
        if words[word] == "askeri":
            return word + 1 not in self.marked
        if word in self.words("folk"):
            # The Chechen capital: a person is told by a noun, a verb or nothing after it.
            roles = ("person", "people", "attackers", "light", "and", "stop")
            return not any(word + 1 in self.words(role) for role in roles) and (
                word + 1 not in self.marked
            )
        return bool(_POST.match(words[word + 1]))

    def _vague(self, first: int, length: int) -> Group:
        stop = max(first + length, self._reach_people(first + length))
        return self._group(range(first, stop), None, people=True, stated=False)

    def _bare(self, taken: set[int]) -> Iterator[Group]:
        """Yield people without a number: a soldier (1), soldiers (some)."""
        many = self.words("people") | self.words("attackers")
        word = 0
        words = len(self.field.words)
        while word < words:
            if word not in self._nouns or word in taken:
                word += 1
                continue
            stop = word + 1
            while stop in self._nouns - taken and not self.breaks(stop) and not self.comma(stop):
                stop += 1
            article = self._article(word, taken)
            plural = article is None and (stop - 1 in many or self._plural(stop - 1))
            first = word if article is None else article
            value = None if plural else 1
            yield self._group(range(first, stop), value, people=True, stated=article is not None)
            word = stop

    def _plural(self, word: int) -> bool:
        pattern = _PLURAL.get(self.lang)
        return pattern is not None and bool(pattern.search(self.field.words[word]))

    def _article(self, noun: int, taken: set[int]) -> int | None:
        for word in range(noun - 1, max(-1, noun - 5), -1):
            if word in taken or word in self.marked or self.breaks(word + 1):
                return None
            if word in self.words("one"):
                return word
        return None

    def side(self, words: range) -> str | None:
        """Return whose people these words speak of, where they name one side only."""
        return side(self._named(words))

    def told_side(self, words: range) -> str | None:
        """Return the side that a clause speaks of, by its people or by its capital."""
        return side(self._named(words), capitals=True)

    def _named(self, words: range) -> str:
        """Return these words without those that say whose fire it was."""
        return " ".join(self.field.words[word] for word in words if word not in self._of_doers)

    @cached_property
    def _of_doers(self) -> frozenset[int]:
        return frozenset(word for arm in self.words("doer") for word in self._around(arm))

    def _around(self, word: int) -> Iterator[int]:
        """Yield a few words beside a word, up to a comma or a stronger stop."""
        for near in range(word + 1, min(word + 4, len(self.field.words))):
            if self.breaks(near) or self.comma(near):
                break
            yield near
        for near in range(word - 1, max(word - 3, -1), -1):
            if self.breaks(near + 1) or self.comma(near + 1):
                break
            yield near

    def _next_to(self, word: int, words: range) -> bool:
        """Say whether a word stands in or next to others, with no comma between."""
        if not words.start - 2 <= word < words.stop + 2:
            return False
        first, last = (word, words.start) if word < words.start else (words.stop - 1, word)
        return not any(self.breaks(one) or self.comma(one) for one in range(first + 1, last + 1))

    def _group(self, words: range, value: int | None, *, people: bool, stated: bool) -> Group:
        told = self.words("part").intersection(range(words.start - 3, words.stop))
        told |= {word for word in self.words("of_them") if self._next_to(word, words)}
        return Group(
            words.start,
            words.stop,
            value,
            people=people,
            stated=stated,
            attackers=bool(self.words("attackers").intersection(words)),
            part=bool(told),
            bound=bool(self.words("bound").intersection(range(words.start - 2, words.stop + 1))),
            own=bool(self.words("own").intersection(range(words.start - 2, words.stop + 1))),
            more=bool(self.words("more").intersection(range(words.start - 1, words.stop + 1))),
            side=self.side(words),
        )
