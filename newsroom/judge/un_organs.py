"""Whether organs of the United Nations are those that decide, not another body or a game."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsroom.judge.un_hits import UnHits, near, touch, within
from newsroom.un.symbols import find

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.judge.fields import Fields, Hit

#: The lists of `config/vocabulary` that this page rests on.
BODY: Final = "un_body"
TEXT: Final = "un_text"
VETOED: Final = "un_vetoed"
RESOLUTION_WORD: Final = "un_resolution_word"
WAR: Final = "un_war"
#: States at war: a text is on the war unless it is routine, as those on mandates and sanctions.
STATE: Final = "un_war_state"
_OTHER: Final = "un_other_bodies"
_MOCK: Final = "un_mock"
#: What else only texts of the United Nations are about.
_SUBJECT: Final = "un_subject"
#: Subjects of texts of all States: of an assembly they say that it is theirs.
_WORLDWIDE: Final = "un_worldwide"
#: Names of organs that councils of towns bear as well, and who votes in those of the States.
_BARE: Final = "un_bare"
NATIONS: Final = "un_nations"
_LAW: Final = "un_law"

#: A resolution of the Security Council of these years.
_NUMBER: Final = re.compile(r"(?<![\d.,])2[6789]\d\d(?![\d.,]\d|\d)")

#: As many members as the Security Council has: `13 of its 15 members`.
_FIFTEEN: Final = re.compile(
    r"\b(?:(?:1[0-4]|nine|ten|eleven|twelve|thirteen|fourteen)\s(?:of\s\w*\s?|из\s)(?:15|fifteen|пятнадцати)"
    r"|(?:dix|onze|douze|treize|quatorze|1[0-4])\sdes\s(?:15|quinze)"
    r"|15\s(?:üyenin|üzvdən|անդամից|წევრიდან))\b",
    re.IGNORECASE,
)


class UnOrgans(UnHits):
    """Answers about who decides in one text."""

    def __init__(self, both: Fields, hits: Mapping[str, Sequence[Hit]]) -> None:
        super().__init__(both, hits)
        self.symbols = [*find(both.title.original), *find(both.body.original)]

    @property
    def numbered(self) -> bool:
        """A text has the number of a resolution of the Security Council."""
        return _NUMBER.search(self._both.body.original + self._both.title.original) is not None

    @property
    def about(self) -> bool:
        """An organ of the United Nations is the one that decides, not another body or a game."""
        if self._in(_MOCK, "title") or self._played():
            return False
        other = [*self._in(_OTHER, "title"), *self._lead(_OTHER)]
        own = [hit for hit in self._any(BODY) if hit.field == "title" or self._leads(hit)]
        organs = [hit for hit in own if not any(near(hit, one) for one in other)]
        named = self._full(organs)
        titled = [hit.first for hit in named if hit.field == "title"]
        if titled:
            before = any(hit.first < min(titled) for hit in self._in(_OTHER, "title"))
            return not (before or self._together(_OTHER, TEXT, "title"))
        if other:
            return False
        return bool(named or self.symbols) or self._of_states(bare=bool(organs))

    def _full(self, organs: Sequence[Hit]) -> list[Hit]:
        """Leave out names of organs that other bodies bear as well."""
        bare = self._any(_BARE)
        return [
            hit
            for hit in organs
            if not any(one.field == hit.field and within(hit, one) for one in bare)
        ]

    def _of_states(self, *, bare: bool) -> bool:
        """Say whether only States decide so: by their number, their war, or a veto."""
        states = self._in(NATIONS, "title") or self._lead(NATIONS)
        counted = self._votes() > (not bare) and bool(states)
        if bare and (counted or (self._of_war() and self._tallied())):
            return True
        resolution = bool(self._in(RESOLUTION_WORD))
        named = resolution or (bare and bool(self._in(TEXT)))
        if named and (counted or self._of_war() or (bare and self._worldwide())):
            return True
        if named and self.numbered:
            return True
        return self._vetoed(bare=bare) or (counted and bool(self._in(TEXT, "title")))

    def _vetoed(self, *, bare: bool) -> bool:
        """Say whether a veto is one of the Council, no president's of a law."""
        if not self._any(VETOED) or self._any(_LAW):
            return False
        if self.of_fifteen:
            return True
        if not (bare or self._any(TEXT)):
            return False
        return bare or self._of_war() or self._votes() > 0

    @property
    def of_fifteen(self) -> bool:
        """Votes are counted of the fifteen members of the Security Council."""
        return any(_FIFTEEN.search(field.original) for field in self._both)

    def _worldwide(self) -> bool:
        return bool(self._in(_WORLDWIDE, "title") or self._lead(_WORLDWIDE))

    def _of_war(self) -> bool:
        return any(self._any(name) for name in (WAR, STATE, _SUBJECT))

    def _played(self) -> bool:
        """Say whether the organ is one of a game: a model UN."""
        return any(touch(game, organ) for game in self._lead(_MOCK) for organ in self._lead(BODY))
