"""Votes for the tests of alerts: the six texts on Ukraine with the votes of the watched six."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from alerts.record import Record
from alerts.render import Reader
from newsroom.model import ChangeKind, StoredChange
from newsroom.settings import Series, Source
from newsroom.un.membership import members
from newsroom.un.sourced import Origin, Sourced
from newsroom.un.votes import Method, Outcome, Part, Side, Vote
from tests.alerts.given import NOW, channel, match, settings, stored

YES, NO, ABSTAIN, ABSENT = Side.YES, Side.NO, Side.ABSTAIN, Side.ABSENT
ES11 = Series(id="ES-11", title="Emergency session on Ukraine", symbols=("A/RES/ES-11/*",))
DAYS = ("2022-03-02", "2022-03-24", "2022-04-07", "2022-10-12", "2022-11-14", "2023-02-23")
#: The votes of ES-11/1 to ES-11/5.
EARLIER = {
    "ARM": (ABSTAIN, ABSTAIN, ABSENT, ABSTAIN, ABSTAIN),
    "AZE": (ABSENT,) * 5,
    "GEO": (YES,) * 5,
    "IRN": (ABSTAIN, ABSTAIN, NO, ABSENT, NO),
    "RUS": (NO,) * 5,
    "TUR": (YES,) * 5,
}
AGAINST = ("BLR", "PRK", "ERI", "MLI", "NIC", "RUS", "SYR")
TITLE = (
    "Principles of the Charter of the United Nations underlying a comprehensive, just and lasting "
    "peace in Ukraine"
)
PRESS = "https://press.un.org/en/2023/ga12492.doc.htm"


def vote(**more: Any) -> Vote:
    given = {
        "id": "ga/2023-02-23/A/RES/ES-11/6/whole/1",
        "symbol": "A/RES/ES-11/6",
        "draft": "A/ES-11/L.7",
        "body": "General Assembly",
        "date": "2023-02-23",
        "title": TITLE,
        "outcome": Outcome.ADOPTED,
        "method": Method.RECORDED,
        "part": Part.WHOLE,
        "counts": {YES: 141, NO: 7, ABSTAIN: 32, ABSENT: 13},
        "roll_call": {
            **dict.fromkeys(AGAINST, NO),
            "ARM": ABSTAIN,
            "AZE": ABSENT,
            "GEO": YES,
            "IRN": ABSTAIN,
            "TUR": YES,
        },
        "complete": frozenset({NO}),
    }
    return Vote(**{**given, **more})


def council(**more: Any) -> Vote:
    """Return the vote on the referendums in four regions of Ukraine."""
    yes = ("ALB", "FRA", "GAB", "GHA", "IRL", "KEN", "MEX", "NOR", "ARE", "GBR", "USA")
    given = {
        "id": "sc/2022-09-30/S/2022/720/whole/1",
        "symbol": None,
        "draft": "S/2022/720",
        "body": "Security Council",
        "date": "2022-09-30",
        "title": "Draft on the referendums in four regions of Ukraine",
        "outcome": Outcome.VETOED,
        "counts": {YES: 10, NO: 1, ABSTAIN: 4},
        "roll_call": {
            **dict.fromkeys(yes, YES),
            **dict.fromkeys(("BRA", "CHN", "GAB", "IND"), ABSTAIN),
            "RUS": NO,
        },
        "complete": frozenset({YES, NO, ABSTAIN}),
        "roll_call_complete": True,
        "vetoed_by": ("RUS",),
    }
    return vote(**{**given, **more})


def page_of_the_day(**more: Any) -> Vote:
    """Return the vote as a press page has it: two lists, and no names beyond them."""
    abstained = ("ARM", "CHN", "IND", "IRN")
    given = {
        "symbol": None,
        "counts": {YES: 141, NO: 7, ABSTAIN: 4},
        "roll_call": {**dict.fromkeys(AGAINST, NO), **dict.fromkeys(abstained, ABSTAIN)},
        "complete": frozenset({NO, ABSTAIN}),
    }
    return vote(**{**given, **more})


def record(*, without: tuple[str, int] | None = None) -> Record:
    """Return the five texts before; `without`: a country whose vote on one is not known."""
    texts = []
    for number in range(1, 6):
        roll_call = {code: sides[number - 1] for code, sides in EARLIER.items()}
        if without and without[1] == number:
            del roll_call[without[0]]
        texts.append(
            vote(
                id=f"ga/{number}",
                symbol=f"A/RES/ES-11/{number}",
                draft=None,
                date=DAYS[number - 1],
                roll_call=roll_call,
                counts={},
                complete=frozenset(),
            )
        )
    return Record(votes=tuple(texts), series=(ES11,))


def sourced(one: Vote, origin: Origin = Origin.PAGE) -> Sourced:
    return Sourced(vote=one, origin=origin, source=PRESS)


def change(*votes: Vote, kind: ChangeKind = ChangeKind.NEW_STORY, **more: Any) -> StoredChange:
    given = {
        "source": "un-press",
        "title": "General Assembly Adopts Text on Ukraine",
        "url": PRESS,
        "number": 1001,
        "story": "s1001",
    }
    revised = more.pop("revised", ())
    made = stored(match("votes", 2), kind=kind, **{**given, **more})
    pairs = tuple(
        (None if before is None else sourced(before), sourced(after)) for before, after in revised
    )
    return replace(made, votes=tuple(map(sourced, votes)), revised=pairs)


def reader(language: str = "en", *, known: Record | None = None, **more: Any) -> Reader:
    own = channel(language=language, watches=("votes",), **more)
    press = Source(id="un-press", name="UN Press", kind="un_press", url="https://press.un.org/en")
    return Reader(
        channel=own,
        settings=settings(own, sources=(press,), series=(ES11,)),
        now=NOW,
        record=record() if known is None else known,
    )


def complete(**more):
    """Return the vote as the record has it; four abstained, and the rest is made up to 193."""
    page = page_of_the_day()
    rest = sorted(members("General Assembly", date(2023, 2, 23)))
    left = [code for code in rest if code not in page.roll_call]
    absent = ["AZE", *(code for code in left if code not in {"AZE", "GEO", "TUR"})][:41]
    roll_call = {
        **page.roll_call,
        **{code: ABSENT if code in absent else YES for code in left},
    }
    given = {
        "symbol": "A/RES/ES-11/6",
        "counts": {YES: 141, NO: 7, ABSTAIN: 4, ABSENT: 41},
        "roll_call": roll_call,
        "complete": frozenset({YES, NO, ABSTAIN, ABSENT}),
        "roll_call_complete": True,
    }
    return vote(**{**given, **more})


def recorded(before, after, kind=ChangeKind.VOTE_RECORDED):
    return change(after, kind=kind, revised=((before, after),))
