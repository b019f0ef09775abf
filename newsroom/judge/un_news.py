"""Whether a text is the news of a United Nations text decided, or of a vote, or talk about them.

The rules are those by which an editor decides: an organ of the United Nations, a text before it,
what became of the text; and what speaks against news: a draft that is only tabled, a vote to come,
a statement, an election, an old text recalled, the resolution of another body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

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
_VOTED: Final = "un_voted"
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
_LAW: Final = "un_law"

#: The lists of words for one organ each.
_ORGAN: Final = "un_organ_"

_FATES: Final = (_ADOPTED, _VETOED, _FAILED)
#: Three numbers with dashes between, `141-7-32`, or two with a word: `141 to 5`.
_TALLY: Final = re.compile(
    r"(?<![\d/.–-])(?:\d{1,3}\s?[-–—:]\s?\d{1,3}\s?[-–—:]\s?\d{1,3}"
    r"|\d{2,3} (?:votes )?(?:to|against|голос\w* против|против|voix contre|contre|դեմ) \d{1,3})"
    r"(?![\d/–%-]|\.\d)"
)
_SIDES: Final = (
    r"(?:за|против|for|against|in favou?r|yes|no|opposed|կողմ|դեմ|ձեռնպահ|lehinə|əleyhinə|bitərəf"
    r"|მომხრე|წინააღმდეგ|lehte|aleyhte|evet|hayır|kabul|ret|çekimser|pour|contre|oui|non"
    r"|воздерж\w+|abst[ae]\w+)"
)
#: A number of one side, `143 за`, `against: 5`; two of them are a tally.
_SIDE: Final = re.compile(
    rf"(?<![\d/.–-])\d{{1,3}}\s?[-–—:]?\s?\b{_SIDES}\b|\b{_SIDES}»?\s?[-–—:]?\s\d{{1,3}}(?![\d/–%-]|\.\d)",
    re.IGNORECASE,
)
#: What is told under one of these was not decided now.
_NOT_NOW: Final = frozenset({Signal.ANNIVERSARY, Signal.PLAN})
#: So many sentences of the body make the news; what follows is background.
_LEAD: Final = 3


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


class _Page:
    """Answers about one text."""

    def __init__(
        self, both: Fields, hits: Mapping[str, Sequence[Hit]], marks: Sequence[Mark]
    ) -> None:
        self._both = both
        self._hits = hits
        self._marks = [mark for mark in marks if mark.signal in _NOT_NOW]
        self.symbols = [*find(both.title.original), *find(both.body.original)]

    @property
    def about(self) -> bool:
        """An organ of the United Nations is the one that decides, not another body or a game."""
        if self._in(_MOCK, "title"):
            return False
        other = [*self._in(_OTHER, "title"), *self._lead(_OTHER)]
        organs = [hit for hit in self._any(_BODY) if not any(_near(hit, one) for one in other)]
        if any(hit.field == "title" for hit in organs):
            return not self._together(_OTHER, _TEXT, "title")
        if other:
            return False
        if organs or self.symbols:
            return True
        # So many votes, or a war, are those of the United Nations, although nobody says so.
        if self._in(_RESOLUTION):
            return len(self._any(_VOTED)) > 1 or self._of_war()
        vetoed = self._any(_VETOED) and not self._any(_LAW)
        return bool(vetoed and self._any(_TEXT) and (self._of_war() or self._any(_VOTED)))

    @property
    def election(self) -> bool:
        """Members of an organ are chosen."""
        if self._in(_ELECTED, "title"):
            return bool(self._in(_BODY, "title") or self._lead(_BODY))
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
            for hit in self._of_field(_FATES, name):
                if self._now(hit) and self._decided(field, hit) and not self._undone(hit):
                    return hit
            for hit in self._of_field((_DECIDES, _VOTED), name):
                if self._now(hit) and self._beside(field, hit):
                    return hit
        return None

    def _now(self, hit: Hit) -> bool:
        """Say whether something is told that was done now, not long ago and not some day."""
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
        return any(_touch(hit, one) for one in aside)

    def against(self) -> str | None:
        """Return why this is no news although a text is named; None if nothing speaks against."""
        strong = self._of_field((*_FATES, _VOTED), "title") or self._tally("title")
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
        failed = self._failed(fate) and self._any(_COUNCIL)
        return bool(
            self._any(_VETOED)
            or failed
            or self._told(_WAR, fate)
            or (self._told(_STATE, fate) and not self._told(_ROUTINE, fate))
        )

    def _told(self, name: str, fate: Hit) -> bool:
        return bool(self._in(name, "title") or self._near_fate(name, fate))

    def evidence(self, fate: Hit) -> list[Evidence]:
        """Return the words that decided."""
        own = [fate, *self._any(_BODY)[:1], *self._any(_VOTED)[:1]]
        return [self._both.of(hit.field).evidence(hit) for hit in dict.fromkeys(own)]

    # --- small questions ------------------------------------------------------------------------

    def _any(self, name: str) -> Sequence[Hit]:
        return self._hits.get(name, ())

    def _in(self, name: str, field: str | None = None) -> list[Hit]:
        return [hit for hit in self._any(name) if field is None or hit.field == field]

    def _of_field(self, names: Sequence[str], field: str) -> list[Hit]:
        return sorted(
            (hit for name in names for hit in self._in(name, field)), key=lambda hit: hit.first
        )

    def _lead(self, name: str) -> list[Hit]:
        body = self._both.body
        return [hit for hit in self._in(name, "body") if body.sentence_of(hit.first) < _LEAD]

    def _lead_decides(self) -> bool:
        return any(self._lead(name) for name in (*_FATES, _VOTED)) or self._tally("body")

    def _of_war(self) -> bool:
        return any(self._any(name) for name in (_WAR, _STATE, _SUBJECT))

    def _tally(self, field: str) -> bool:
        text = self._both.of(field).original
        return _TALLY.search(text) is not None or len(_SIDE.findall(text)) > 1

    def _counted(self) -> bool:
        return self._votes() > 0

    def _votes(self) -> int:
        """Return how many words and tallies say that votes were counted."""
        tallies = self._tally("title") + self._tally("body")
        return len({(hit.field, hit.first) for hit in self._any(_VOTED)}) + 2 * tallies

    def _failed(self, fate: Hit) -> bool:
        return fate in self._any(_FAILED)

    def _sentence(self, field: Field, hit: Hit) -> range:
        return field.sentences[field.sentence_of(hit.first)]

    def _has(self, name: str, field: Field, words: range) -> bool:
        return any(hit.first in words for hit in self._in(name, field.name))

    def _beside(self, field: Field, hit: Hit) -> bool:
        """Say whether an organ and a text stand with these words."""
        words = self._sentence(field, hit)
        organ = self._has(_BODY, field, words) or bool(self._in(_BODY, "title"))
        organ = organ or (not self._any(_BODY) and bool(self._in(_RESOLUTION)))
        text = self._has(_TEXT, field, words) or self._in(_TEXT, "title") or self.symbols
        counted = field.name == "title" or self._has(_VOTED, field, words)
        return bool(organ and (text or (counted and self._votes() > 1)))

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

    def _together(self, one: str, other: str, field: str) -> bool:
        here = self._both.of(field)
        return any(
            self._has(other, here, self._sentence(here, hit)) for hit in self._in(one, field)
        )

    def _near_fate(self, name: str, fate: Hit) -> bool:
        field = self._both.of(fate.field)
        return self._has(name, field, self._sentence(field, fate))


def _touch(one: Hit, other: Hit) -> bool:
    """Say whether two hits of one field share a word."""
    return one.first < other.first + other.length and other.first < one.first + one.length


def _near(one: Hit, other: Hit) -> bool:
    """Say whether two hits stand in one phrase: at most a word between them."""
    if one.field != other.field:
        return False
    return one.first < other.first + other.length + 2 and other.first < one.first + one.length + 2
