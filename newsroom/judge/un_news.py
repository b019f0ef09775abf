"""Whether a text is the news of a United Nations text decided, or of a vote, or talk about them.

The rules are those by which an editor decides: an organ of the United Nations, a text before it,
what became of the text; and what speaks against news: a draft that is only tabled, a vote to come,
a statement, an election, an old text recalled, the resolution of another body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsroom.judge.un_hits import VOTED, UnHits, near, part_of, touch, within
from newsroom.meaning import Signal
from newsroom.un.symbols import find

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.judge.fields import Field, Fields, Hit
    from newsroom.judge.signals import Mark
    from newsroom.meaning import Evidence

RESOLUTION: Final = "un_resolution"
VOTE: Final = "un_vote"

# The lists of `config/vocabulary` that this page rests on.
_BODY: Final = "un_body"
_TEXT: Final = "un_text"
_ADOPTED: Final = "un_adopted"
_DECIDES: Final = "un_decides"
_VETOED: Final = "un_vetoed"
_FAILED: Final = "un_failed"
_AHEAD: Final = "un_ahead"
_ASIDE: Final = "un_aside"
_ELECTED: Final = "un_elected"
_OTHER: Final = "un_other_bodies"
_RECALLED: Final = "un_recalled"
_TABLES: Final = "un_tables"
_DRAFT: Final = "un_draft"
_MOCK: Final = "un_mock"
_RESOLUTION: Final = "un_resolution_word"
_WAR: Final = "un_war"
#: States at war: a text is on the war unless it is routine, as those on mandates and sanctions.
_STATE: Final = "un_war_state"
_ROUTINE: Final = "un_routine"
#: What else only texts of the United Nations are about.
_SUBJECT: Final = "un_subject"
_COUNCIL: Final = "un_organ_council"
_COMMITTEE: Final = "un_organ_committee"
#: Names of organs that councils of towns bear as well, and who votes in those of the States.
_BARE: Final = "un_bare"
_NATIONS: Final = "un_nations"
#: What a text does, be it adopted or a draft: told of an organ it is a decision.
_DEMANDS: Final = "un_demands"
_SIDED: Final = "un_side"
_LAW: Final = "un_law"

#: The lists of words for one organ each.
_ORGAN: Final = "un_organ_"

_FATES: Final = (_ADOPTED, _VETOED, _FAILED)
#: What an organ does with a text, or demands by it.
_ACTS: Final = (_DECIDES, _DEMANDS)
#: A resolution of the Security Council of these years.
_NUMBER: Final = re.compile(r"(?<![\d.,])2[6789]\d\d(?![\d.,]\d|\d)")
#: What is told under one of these was not decided now.
_NOT_NOW: Final = frozenset({Signal.ANNIVERSARY, Signal.PLAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class UnNews:
    """What a text says about decisions of the United Nations."""

    topics: tuple[str, ...]
    #: A text was decided just now.
    news: bool
    #: 0 for what is no news; 2 for vetoes and for texts on a war, else 1.
    severity: int
    reason: str
    evidence: tuple[Evidence, ...] = ()
    organs: tuple[str, ...] = ()
    #: `adopted`, `failed` or `vetoed`; None: nothing yet.
    fate: str | None = None


def un_news(
    both: Fields,
    hits: Mapping[str, Sequence[Hit]],
    marks: Sequence[Mark] = (),
    *,
    region: bool = False,
) -> UnNews | None:
    """Return what a text says about decisions of the United Nations; None if it says nothing.

    `hits`: the vocabulary's hits by list; `marks`: the text's signals where they hold; `region`:
    the decision is about the Caucasus.
    """
    page = _Page(both, hits, marks)
    if not page.about:
        return None
    against = page.against()
    fate = page.fate()
    topics = page.topics(fate)
    if not topics:
        return None
    if fate is None or against is not None:
        why = against or "no text was decided"
        if page.only_talk():
            return None
        return UnNews(topics=topics, news=False, severity=0, reason=why, organs=page.organs())
    return UnNews(
        topics=topics,
        news=True,
        severity=2 if region or page.serious(fate) else 1,
        reason=f"a text of the United Nations was decided: {fate.why}",
        evidence=tuple(page.evidence(fate)),
        organs=page.organs(),
        fate=page.named_fate(fate),
    )


class _Page(UnHits):
    """Answers about one text."""

    def __init__(
        self, both: Fields, hits: Mapping[str, Sequence[Hit]], marks: Sequence[Mark]
    ) -> None:
        super().__init__(both, hits)
        self._marks = [mark for mark in marks if mark.signal in _NOT_NOW]
        self.symbols = [*find(both.title.original), *find(both.body.original)]
        titled = (_BODY, _RESOLUTION, _DRAFT, _VETOED)
        #: The title speaks of a text or of those who decide: then the whole body may.
        self._titled = any(self._in(name, "title") for name in titled)

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
        own = [hit for hit in self._any(_BODY) if hit.field == "title" or self._leads(hit)]
        organs = [hit for hit in own if not any(near(hit, one) for one in other)]
        named = self._full(organs)
        if any(hit.field == "title" for hit in named):
            return not self._together(_OTHER, _TEXT, "title")
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
        states = self._in(_NATIONS, "title") or self._lead(_NATIONS)
        counted = self._votes() > (not bare) and bool(states)
        named = bool(self._in(_RESOLUTION) or (bare and self._in(_TEXT)))
        if (bare and counted) or (
            named and (counted or self._of_war() or (bare and self.numbered))
        ):
            return True
        vetoed = self._any(_VETOED) and not self._any(_LAW)
        if vetoed and (bare or self._any(_TEXT)):
            return bare or self._of_war() or bool(self._any(VOTED))
        return counted and bool(self._in(_TEXT, "title"))

    @property
    def election(self) -> bool:
        """Members of an organ are chosen."""
        if self._in(_ELECTED, "title"):
            return bool(self._in(_BODY, "title") or self._lead(_BODY))
        if self._in(_BODY, "title") and self._of_field((*_FATES, *_ACTS), "title"):
            # Elected members are named beside a vote on a text as well.
            return False
        return any(
            self._has(_BODY, self._both.body, self._sentence(self._both.body, hit))
            for hit in self._lead(_ELECTED)
        ) and not self._any(_VETOED)

    def topics(self, fate: Hit | None) -> tuple[str, ...]:
        """Return what the text is about, decided or not."""
        if self.election and not (self._in(_ADOPTED) or self._in(_TEXT, "title")):
            return (VOTE,)
        found = []
        if fate is not None and (self._counted() or self._any(_VETOED) or self._failed(fate)):
            found.append(VOTE)
        if fate is not None or self._tabled():
            found.append(RESOLUTION)
        return tuple(found)

    def _tabled(self) -> bool:
        """Say whether a text waits to be decided."""
        # In four languages a draft is a project, too: of an organ, or a resolution's.
        named = self.organs() or self._any(_RESOLUTION)
        if named and (self._in(_DRAFT, "title") or self._lead(_DRAFT)):
            return True
        if self._in(_AHEAD, "title"):
            return True
        text = self._in(_TEXT, "title") or self._lead(_RESOLUTION)
        waits = self._in(_AHEAD) or self._in(_TABLES, "title") or self._lead(_TABLES)
        return bool(text and waits)

    def fate(self) -> Hit | None:
        """Return the words that tell what became of a text; None if nothing did."""
        organs = self._in(_BODY, "title")
        if organs and self._tally("title"):
            return organs[0]
        return self._told_fate() or self._counted_fate()

    def _counted_fate(self) -> Hit | None:
        """Return the organ in whose votes a text was counted in the lead, if nothing else tells."""
        organs = self._lead(_BODY)
        counted = self.organs() and self._tally("body")
        return organs[0] if organs and counted and self._now(organs[0]) else None

    def _told_fate(self) -> Hit | None:
        for name in ("title", "body"):
            field = self._both.of(name)
            if name == "title" and self._announced():
                continue
            for hit in self._of_field(_FATES, name):
                if self._now(hit) and self._decided(field, hit) and not self._undone(hit):
                    return hit
            for hit in self._of_field((_DECIDES, VOTED, _DEMANDS), name):
                if self._now(hit) and self._beside(field, hit) and not self._only_asked(field, hit):
                    return hit
        return None

    def _announced(self) -> bool:
        """Say whether the title only tells of a draft: whatever it demands is not adopted."""
        return bool(self._in(_AHEAD, "title")) and not self._tally("title")

    def _only_asked(self, field: Field, hit: Hit) -> bool:
        """Say whether a draft asks for something, or nobody says which organ does."""
        if hit not in self._any(_DEMANDS):
            return False
        words = self._sentence(field, hit)
        counted = self._has(VOTED, field, words) or self._tally(field.name)
        if self._in(_TABLES, "title") or self._has(_DRAFT, field, words):
            return not counted
        return not (counted or self._in(_BODY, "title"))

    def _now(self, hit: Hit) -> bool:
        """Say whether something is told that was done now, not long ago and not some day."""
        if hit.field == "body" and not (self._titled or self._leads(hit)):
            return False
        return not any(
            mark.covers(hit)
            for mark in self._marks
            # A title that recalls something is about what it says of it today.
            if hit.field != "title" or mark.signal is not Signal.ANNIVERSARY
        )

    def _undone(self, hit: Hit) -> bool:
        """Say whether a phrase is part of one that says the contrary, or of no text at all."""
        aside = self._in(_ASIDE, hit.field)
        if hit in self._any(_FAILED):
            words = self._sentence(self._both.of(hit.field), hit)
            return any(one.first in words for one in aside)
        return any(touch(hit, one) for one in aside)

    def against(self) -> str | None:
        """Return why this is no news although a text is named; None if nothing speaks against."""
        strong = self._of_field((*_FATES, VOTED), "title") or self._tally("title")
        if self.election and not (self._in(_ADOPTED) or self._in(_TEXT, "title")):
            return "an election to an organ"
        for what, why in (
            (_AHEAD, "a vote to come, or a draft that is only tabled"),
            (_ASIDE, "a statement or a meeting, no text decided"),
            (_RECALLED, "an old text recalled, or a view on it"),
        ):
            if self._in(what, "title") and not (strong and self._in(_BODY, "title")):
                return f"{why}: {self._in(what, 'title')[0].why}"
            if not strong and self._lead(what) and not self._lead_decides():
                return f"{why}: {self._lead(what)[0].why}"
        return None

    def only_talk(self) -> bool:
        """Say whether a text is only recalled, or a meeting held without one."""
        if self.election or self._in(_AHEAD, "title") or self._in(_DRAFT, "title"):
            return False
        return any(self._in(what, "title") or self._lead(what) for what in (_ASIDE, _RECALLED))

    def organs(self) -> tuple[str, ...]:
        """Return which organs are named where the news is told, by short names."""
        return tuple(
            name.removeprefix(_ORGAN)
            for name in self._hits
            if name.startswith(_ORGAN) and (self._in(name, "title") or self._lead(name))
        )

    def named_fate(self, fate: Hit) -> str:
        """Return what became of the text in a word."""
        if self._in(_VETOED, "title") or self._lead(_VETOED):
            return "vetoed"
        return "failed" if self._failed(fate) else "adopted"

    def serious(self, fate: Hit) -> bool:
        """Say whether the text is on a war, was vetoed, or failed in the Council."""
        routine = self._told(_ROUTINE, fate) or self._any(_COMMITTEE)
        return bool(
            self.named_fate(fate) == "vetoed"
            or self._told(_WAR, fate)
            or (self._told(_STATE, fate) and not routine)
        )

    def _told(self, name: str, fate: Hit) -> bool:
        """Say whether something is named in the title or beside the fate, not as a voter."""
        field = self._both.of(fate.field)
        words = self._sentence(field, fate)
        return any(
            hit.field == "title" or (hit.field == field.name and hit.first in words)
            for hit in self._any(name)
            if name == _ROUTINE or not self._votes_there(hit)
        )

    def _votes_there(self, hit: Hit) -> bool:
        """Say whether a State is named as one that voted: `Israel against`."""
        part = part_of(self._both.of(hit.field), hit.first)
        stop = hit.first + hit.length
        return any(one.first == stop and stop in part for one in self._in(_SIDED, hit.field))

    def evidence(self, fate: Hit) -> list[Evidence]:
        """Return the words that decided."""
        own = [fate, *self._any(_BODY)[:1], *self._any(VOTED)[:1]]
        return [self._both.of(hit.field).evidence(hit) for hit in dict.fromkeys(own)]

    # --- small questions ------------------------------------------------------------------------

    def _lead_decides(self) -> bool:
        return any(self._lead(name) for name in (*_FATES, VOTED)) or self._tally("body")

    def _of_war(self) -> bool:
        return any(self._any(name) for name in (_WAR, _STATE, _SUBJECT))

    def _counted(self) -> bool:
        return self._votes() > 0

    def _failed(self, fate: Hit) -> bool:
        return fate in self._any(_FAILED)

    def _beside(self, field: Field, hit: Hit) -> bool:
        """Say whether an organ and a text stand with these words."""
        words = self._sentence(field, hit)
        organ = self._has(_BODY, field, words) or bool(self._in(_BODY, "title"))
        organ = organ or (not self._any(_BODY) and bool(self._in(_RESOLUTION)))
        if field.name == "title" and self._has(VOTED, field, words):
            # "Resolution carried by 97 votes": the body says whose votes they are.
            organ = organ or bool(self._lead(_BODY))
        text = self._has(_TEXT, field, words) or self._in(_TEXT, "title") or self.symbols
        counted = field.name == "title" or self._has(VOTED, field, words)
        # A title that names organ and vote needs no second word: demands truce, US abstains.
        voted = self._in(_BODY, "title") and self._in(VOTED, "title")
        return bool(organ and (text or (counted and (voted or self._votes() > 1))))

    def _decided(self, field: Field, hit: Hit) -> bool:
        """Say whether a phrase is about a text of the United Nations: either stands near."""
        words = self._sentence(field, hit)
        return bool(
            self.symbols
            or self._has(_BODY, field, words)
            or self._has(_TEXT, field, words)
            or self._in(_BODY, "title")
            or (hit in self._any(_VETOED) and self._lead(_BODY))
        )

    def _played(self) -> bool:
        """Say whether the organ is one of a game: a model UN."""
        return any(touch(game, organ) for game in self._lead(_MOCK) for organ in self._lead(_BODY))
