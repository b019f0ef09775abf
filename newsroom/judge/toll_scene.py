"""A field as the reader of tolls sees it: marks, groups of people, and whose people they are."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from newsroom.judge.toll_marks import Marks
from newsroom.judge.toll_parts import Group
from newsroom.judge.toll_sides import side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.judge.numerals import Number

#: Endings of Russian plurals and of adverbs: no single person.
_PLURAL_RU: Final = re.compile(r"[ыиеохмуюв]\Z")
_ADJECTIVE_RU: Final = re.compile(r"(?:[ыио]й|ая|[ео]го|ую|ое)\Z")
#: Plurals of languages that leave the noun alone after a number.
_PLURAL: Final = {
    "az": re.compile(r"(?:lar|ler)(?:i|in|a|e|da|de|dan|den|imiz\w*)?\Z"),
    "tr": re.compile(r"(?:lar|ler)(?:i|in|a|e|da|de|dan|den)?\Z"),
    "hy": re.compile(
        r"(?:(?<!ինժե)ներ|(?<!դստ)(?<!ֆերմ)(?<!ինժեն)(?<!ընկ)եր)(?:ը|ն|ի|ին|ից|ով)?\Z"
    ),
    "ka": re.compile(r"ებ(?:ი|მა|ს|ის)?\Z"),
}
#: Numerals that count people alone: двое, трое.
_OF_PEOPLE: Final = re.compile(
    r"(?:дво|тро)(?:е|их|им)|(?:четвер|пятер|шестер|семер|восьмер)(?:о|ых|ым)"
)
#: Endings of "our" in az and tr: hərbçimiz, askerlerimiz.
_OUR: Final = re.compile(r"[iu]m[iu]z(?:i|u|in|un|e|a|den|dan)?\Z")
#: Armed is a person, where nothing follows that is armed: silahlı hücum.
_ARMED: Final = re.compile(
    r"hucum|basqin|qarsidur|insident|catisma|atisma|saldiri|quvve|kuvvet|qrup"
)
#: What belongs to the police and is no person, in az, tr and en: polis postu, a police station.
_POST: Final = re.compile(r"post|nokta|karakol|bolme|idare|qerargah|station|checkpoint")


class Scene(Marks):
    """A field in one language with the people that it counts."""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of people, in the field's order; none overlaps another."""
        pairs = [range(first, first + length) for first, length in self.spans("pair")]
        counted = [self._group(pair, 2, people=True, stated=True) for pair in pairs]
        before = {pair.start - 1 for pair in pairs}  # a couple is no "a" besides a couple
        counted += [
            group
            for number in self._numbers
            if number.first not in before and (group := self._counted(number)) is not None
        ]
        counted += [self._vague(first, length) for first, length in self.spans("vague")]
        counted = self._with_ordinals(counted)
        taken = {word for group in counted for word in range(group.first, group.stop)}
        pronouns = [
            group
            for group in self._pronouns()
            if not taken.intersection(range(group.first, group.stop))
        ]
        known = [*counted, *pronouns, *self._bare(taken)]
        strangers = tuple(self._strangers(known))
        theirs = {word for group in strangers for word in range(group.first, group.stop)}
        return tuple(sorted([*(one for one in known if one.first not in theirs), *strangers]))

    def has_beside(self, group: Group, *roles: str) -> bool:
        """Say whether words of these roles stand beside a group: missing, rescued, led away."""
        beside = (
            *range(group.first, group.stop),
            *self._run(group.stop, 1),
            *self._run(group.first - 1, -1),
        )
        return any(not self.words(role).isdisjoint(beside) for role in roles)

    def _run(self, start: int, step: int) -> Iterator[int]:
        """Yield a few words on one side of a group, up to a stop, a mark or another group."""
        for word in range(start, start + 4 * step, step):
            edge = word if step > 0 else word + 1
            if not 0 <= word < len(self.field.words) or word in self.marked:
                return
            if self.breaks(edge) or self.comma(edge) or word in self.words("and"):
                return
            yield word

    def _with_ordinals(self, counted: list[Group]) -> list[Group]:
        """Return the groups with those that an ordinal counts: the fifth person, a sixth body."""
        found = [group for number in self._ordinals if (group := self._numbered(number))]
        words = {word for group in found for word in range(group.first, group.stop)}
        kept = [one for one in counted if words.isdisjoint(range(one.first, one.stop))]
        return [*kept, *found]

    def _numbered(self, number: Number) -> Group | None:
        """Return the one person whom an ordinal counts, None where it counts something else."""
        stop = number.first + number.length
        noun = stop
        while self._between(noun) and not self._parted(noun):
            noun += 1
        if noun in self._nouns and not self._parted(noun):
            stop = noun + 1
        elif stop not in self.marked or self._parted(stop):
            return None
        group = self._group(range(number.first, stop), 1, people=True, stated=True)
        return group._replace(ordinal=number.value)

    def _between(self, word: int) -> bool:
        """Say whether a word may stand between an ordinal and the person that it counts."""
        hurt = any(mark.first <= word < mark.stop for mark in self.marks if mark.kind == "wounded")
        adjective = (
            self.lang == "ru"
            and word < len(self.field.words)
            and word not in self._nouns
            and bool(_ADJECTIVE_RU.search(self.field.words[word]))
        )
        return hurt or (adjective and word not in self.marked)

    def _parted(self, word: int) -> bool:
        return word < len(self.field.words) and (self.breaks(word) or self.comma(word))

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
            if (after in self.marked or first - 1 in self.marked) and not article:
                words = range(first, first + length)
                yield self._group(words, 1, people=False, stated=True)

    def _counted(self, number: Number) -> Group | None:
        """Return the people that a number counts; None where it counts something else."""
        stop = number.first + number.length
        end = self._reach_people(stop)
        words = range(number.first, max(end, stop))
        if self.words("animal").intersection(range(stop, stop + 3)):
            return None
        if end == stop and stop in self.words("thing"):
            return None
        people = end > stop or bool(_OF_PEOPLE.fullmatch(self.field.words[stop - 1]))
        return self._group(words, number.value, people=people, stated=True)

    def _reach_people(self, start: int) -> int:
        """Return where people end that a number or an article at `start` leads to, else `start`."""
        nouns = self._nouns
        blocked = self.marked.union(*(self.words(role) for role in ("stop", "and", "part")))
        blocked |= self.words("thing") - nouns
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
        things = _ARMED if words[word] == "silahli" else _POST
        return bool(things.match(words[word + 1]))

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
            ends = word in taken or word in self.marked or word in self.words("and")
            if ends or self.breaks(word + 1):
                return None
            if word in self.words("one"):
                return word
        return None

    def side(self, words: range) -> str | None:
        """Return whose people these words speak of, where they name one side only."""
        return side(self._named(words))

    def names(self, words: range) -> frozenset[int]:
        """Return the words written like names of people: a driver Aram Petrosyan."""
        spans, original = self.field.spans, self.field.original
        return frozenset(word for word in words if original[spans[word][0]].isupper())

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

    def _own(self, words: range) -> bool:
        """Say whether a side counts its own: its soldiers, hərbçimiz."""
        if self.lang in {"az", "tr"} and any(_OUR.search(self.field.words[one]) for one in words):
            return True
        return bool(self.words("own").intersection(range(words.start - 2, words.stop + 1)))

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
            own=self._own(words),
            more=bool(self.words("more").intersection(range(words.start - 1, words.stop + 1))),
            side=self.side(words),
            kin=bool(self.words("kin").intersection(range(words.start - 1, words.stop))),
        )
