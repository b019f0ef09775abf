"""Whether a text is the news of a United Nations text decided, or of a vote, or talk about them.

The rules are those by which an editor decides: an organ of the United Nations, a text before it,
what became of the text; and what speaks against news: a draft that is only tabled, a vote to come,
a statement, an election, an old text recalled, the resolution of another body.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsroom.judge.un_hits import VOTED, part_of, touch
from newsroom.judge.un_organs import (
    BODY,
    NATIONS,
    RESOLUTION_WORD,
    STATE,
    TEXT,
    VETOED,
    WAR,
    UnOrgans,
)
from newsroom.meaning import Signal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.judge.fields import Field, Fields, Hit
    from newsroom.judge.signals import Mark
    from newsroom.meaning import Evidence

RESOLUTION: Final = "un_resolution"
VOTE: Final = "un_vote"

# The lists of `config/vocabulary` that this page rests on.
_ADOPTED: Final = "un_adopted"
_DECIDES: Final = "un_decides"
_FAILED: Final = "un_failed"
_AHEAD: Final = "un_ahead"
_ASIDE: Final = "un_aside"
_ELECTED: Final = "un_elected"
_RECALLED: Final = "un_recalled"
_TABLES: Final = "un_tables"
_DRAFT: Final = "un_draft"
_ROUTINE: Final = "un_routine"
_COMMITTEE: Final = "un_organ_committee"
#: What a text does, be it adopted or a draft: told of an organ it is a decision.
_DEMANDS: Final = "un_demands"
_SIDED: Final = "un_side"
#: Adopted without a count of votes.
_AT_ONE: Final = "un_at_one"
_MEETS: Final = "un_meets"
_REACTION: Final = "un_reaction"
#: States at war that vote on texts of others as well.
_VOTER: Final = "un_war_voter"

#: The lists of words for one organ each.
_ORGAN: Final = "un_organ_"

_FATES: Final = (_ADOPTED, VETOED, _FAILED)
#: What an organ does with a text, or demands by it.
_ACTS: Final = (_DECIDES, _DEMANDS)
#: What is told under one of these was not decided now.
_QUESTION: Final = frozenset("?\u055e;")
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
    fate = page.fate()
    against = page.against(fate)
    topics = page.topics(fate)
    if not topics:
        return None
    if fate is None or against is not None:
        why = against or "no text was decided"
        if page.only_talk():
            return None
        if page.only_spoken_of():
            return None if region else UnNews(topics=(), news=False, severity=0, reason=why)
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


class _Page(UnOrgans):
    """Answers about one text."""

    def __init__(
        self, both: Fields, hits: Mapping[str, Sequence[Hit]], marks: Sequence[Mark]
    ) -> None:
        super().__init__(both, hits)
        self._marks = [mark for mark in marks if mark.signal in _NOT_NOW]
        titled = (BODY, RESOLUTION_WORD, _DRAFT, VETOED)
        #: The title speaks of a text or of those who decide: then the whole body may.
        self._titled = any(self._in(name, "title") for name in titled)

    @property
    def election(self) -> bool:
        """Members of an organ are chosen."""
        if self._in(_ELECTED, "title"):
            return bool(self._in(BODY, "title") or self._lead(BODY))
        if self._in(BODY, "title") and self._of_field((*_FATES, *_ACTS), "title"):
            # Elected members are named beside a vote on a text as well.
            return False
        return any(
            self._has(BODY, self._both.body, self._sentence(self._both.body, hit))
            for hit in self._lead(_ELECTED)
        ) and not self._any(VETOED)

    def _text_too(self) -> bool:
        """Say whether a text was decided beside an election; who is elected by all is no text."""
        at_one = self._any(_AT_ONE)
        adopted = any(not any(touch(hit, one) for one in at_one) for hit in self._in(_ADOPTED))
        return adopted or bool(self._in(TEXT, "title"))

    def topics(self, fate: Hit | None) -> tuple[str, ...]:
        """Return what the text is about, decided or not."""
        if self.election and not self._text_too():
            return (VOTE,)
        found = []
        if fate is not None and (self._counted() or self._any(VETOED) or self._failed(fate)):
            found.append(VOTE)
        if fate is not None or self._tabled():
            found.append(RESOLUTION)
        return tuple(found)

    def _tabled(self) -> bool:
        """Say whether a text waits to be decided."""
        # In four languages a draft is a project, too: of an organ, or a resolution's.
        named = self.organs() or self._any(RESOLUTION_WORD)
        if named and (self._there(self._in(_DRAFT, "title")) or self._there(self._lead(_DRAFT))):
            return True
        if any(not self._of_meeting(hit) for hit in self._in(_AHEAD, "title")):
            return True
        text = self._in(TEXT, "title") or self._there(self._lead(RESOLUTION_WORD))
        waits = self._in(_AHEAD) or self._in(_TABLES, "title") or self._lead(_TABLES)
        return bool(text and waits)

    def _there(self, hits: Sequence[Hit]) -> bool:
        """Say whether a text is named otherwise than as one that there is not."""
        return any(not any(touch(hit, one) for one in self._in(_ASIDE, hit.field)) for hit in hits)

    def _of_meeting(self, hit: Hit) -> bool:
        """Say whether what is to come is a meeting: no text is named."""
        meets = any(touch(hit, one) for one in self._in(_MEETS, "title"))
        return meets and not (self._in(TEXT, "title") or self._lead(TEXT))

    def fate(self) -> Hit | None:
        """Return the words that tell what became of a text; None if nothing did."""
        organs = self._in(BODY, "title")
        if organs and self._tally("title"):
            return organs[0]
        return self._told_fate() or self._counted_fate()

    def _counted_fate(self) -> Hit | None:
        """Return the organ in whose votes a text was counted in the lead, if nothing else tells."""
        organs = self._lead(BODY)
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
                if self._now(hit) and self._beside(field, hit) and not self._idle(field, hit):
                    return hit
        return None

    def _announced(self) -> bool:
        """Say whether the title only tells of a draft: whatever it demands is not adopted."""
        return bool(self._in(_AHEAD, "title")) and not self._tally("title")

    def _idle(self, field: Field, hit: Hit) -> bool:
        """Say whether words of deciding are only asked for, or part of a refusal to decide."""
        return self._undone(hit) or self._only_asked(field, hit)

    def _only_asked(self, field: Field, hit: Hit) -> bool:
        """Say whether a draft asks for something, or nobody says which organ does."""
        if hit not in self._any(_DEMANDS):
            return False
        words = self._sentence(field, hit)
        counted = self._has(VOTED, field, words) or self._tally(field.name)
        if self._in(_TABLES, "title") or self._has(_DRAFT, field, words):
            return not counted
        return not (counted or self._in(BODY, "title"))

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

    def _plain(self, fate: Hit | None) -> bool:
        """Say whether the title itself tells an organ, a text, and what became of it."""
        titled = fate is not None and fate.field == "title" and fate in self._any(_DECIDES)
        named = self._in(BODY, "title") and self._in(TEXT, "title")
        return titled and bool(named) and not self._in(_ASIDE, "title")

    def against(self, fate: Hit | None) -> str | None:
        """Return why this is no news although a text is named; None if nothing speaks against."""
        strong = self._of_field((*_FATES, VOTED), "title") or self._tally("title")
        strong = strong or self._plain(fate)
        if self.election and not self._text_too():
            return "an election to an organ"
        if self.only_spoken_of():
            return "a reaction to a vote, or a question about it"
        for what, why in (
            (_AHEAD, "a vote to come, or a draft that is only tabled"),
            (_ASIDE, "a statement or a meeting, no text decided"),
            (_RECALLED, "an old text recalled, or a view on it"),
        ):
            if self._in(what, "title") and not (strong and self._in(BODY, "title")):
                return f"{why}: {self._in(what, 'title')[0].why}"
            if not strong and self._lead(what) and not self._lead_decides():
                return f"{why}: {self._lead(what)[0].why}"
        return None

    def only_spoken_of(self) -> bool:
        """Say whether the title reacts to a vote or asks about one, and nothing is counted."""
        if self._tallied():
            return False
        if self._in(_REACTION, "title"):
            return True
        asks = not _QUESTION.isdisjoint(self._both.title.original[-2:])
        return asks and not self._any(VOTED) and not self._lead(_ADOPTED)

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
        if self._in(VETOED, "title") or self._lead(VETOED):
            return "vetoed"
        return "failed" if self._failed(fate) else "adopted"

    def serious(self, fate: Hit) -> bool:
        """Say whether the text is on a war, was vetoed, or failed in the Council."""
        routine = self._told(_ROUTINE, fate) or self._any(_COMMITTEE)
        return bool(
            self.named_fate(fate) == "vetoed"
            or self._told(WAR, fate)
            or (fate.field == "title" and not routine and self._opens(WAR))
            or (self._told(STATE, fate) and not routine)
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

    def _opens(self, name: str) -> bool:
        """Say whether something is named in the first sentence below the title, no voter there."""
        voters = self._in(_VOTER, "body")
        return any(
            not self._both.body.sentence_of(hit.first)
            and not any(touch(hit, one) for one in voters)
            for hit in self._in(name, "body")
        )

    def _votes_there(self, hit: Hit) -> bool:
        """Say whether a State is named as one that voted: `Israel against`."""
        part = part_of(self._both.of(hit.field), hit.first)
        stop = hit.first + hit.length
        return any(one.first == stop and stop in part for one in self._in(_SIDED, hit.field))

    def evidence(self, fate: Hit) -> list[Evidence]:
        """Return the words that decided."""
        own = [fate, *self._any(BODY)[:1], *self._any(VOTED)[:1]]
        return [self._both.of(hit.field).evidence(hit) for hit in dict.fromkeys(own)]

    # --- small questions ------------------------------------------------------------------------

    def _lead_decides(self) -> bool:
        return any(self._lead(name) for name in (*_FATES, VOTED)) or self._tally("body")

    def _counted(self) -> bool:
        """Say whether votes were counted: a sentence by which all agree counts none."""
        if self._tallied():
            return True
        if not self._any(_AT_ONE):
            return self._votes() > 0
        return any(not self._at_one(hit) for hit in self._any(VOTED))

    def _at_one(self, hit: Hit) -> bool:
        field = self._both.of(hit.field)
        return self._has(_AT_ONE, field, self._sentence(field, hit))

    def _failed(self, fate: Hit) -> bool:
        return fate in self._any(_FAILED)

    def _beside(self, field: Field, hit: Hit) -> bool:
        """Say whether an organ and a text stand with these words."""
        words = self._sentence(field, hit)
        organ = self._has(BODY, field, words) or bool(self._in(BODY, "title"))
        organ = organ or (not self._any(BODY) and bool(self._in(RESOLUTION_WORD)))
        told = self._has(VOTED, field, words) or self._has(RESOLUTION_WORD, field, words)
        if field.name == "title" and told:
            # "Resolution carried by 97 votes": the body says whose votes they are.
            organ = organ or bool(self._lead(BODY))
        text = self._has(TEXT, field, words) or self._in(TEXT, "title") or self.symbols
        counted = field.name == "title" or self._has(VOTED, field, words)
        # A title that names organ and vote needs no second word: demands truce, US abstains.
        voted = self._in(BODY, "title") and (
            self._in(VOTED, "title") or self._has(NATIONS, field, words)
        )
        return bool(organ and (text or (counted and (voted or self._votes() > 1))))

    def _decided(self, field: Field, hit: Hit) -> bool:
        """Say whether a phrase is about a text of the United Nations: either stands near."""
        words = self._sentence(field, hit)
        return bool(
            self.symbols
            or self._has(BODY, field, words)
            or self._has(TEXT, field, words)
            or self._in(BODY, "title")
            or (
                hit in self._any(VETOED)
                and (self._lead(BODY) or self._lead(TEXT) or self.of_fifteen)
            )
        )
