"""Who belonged to a body on a day, and how many they were; unknown where it is not certain."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from newsroom.un.countries import countries
from newsroom.un.votes import COUNCIL_SEATS, PERMANENT

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Members of the United Nations from a day on. Between 1992 and 2000 the seat of Yugoslavia counted
#: and could not vote.
_ASSEMBLY: Final = (
    (date(2011, 7, 14), 193),
    (date(2006, 6, 28), 192),
    (date(2002, 9, 27), 191),
    (date(2002, 9, 10), 190),
    (date(2000, 9, 5), 189),
    (date(1999, 9, 14), 188),
    (date(1994, 12, 15), 185),
    (date(1993, 7, 28), 184),
    (date(1993, 5, 28), 183),
    (date(1993, 4, 8), 181),
    (date(1993, 1, 19), 180),
)
#: From the day on which Serbia (then Yugoslavia) was admitted, the table of countries tells all.
_NAMES_KNOWN_FROM: Final = date(2000, 11, 1)
_HUMAN_RIGHTS_COUNCIL_FROM: Final = date(2006, 6, 19)
_COUNCIL_FROM: Final = date(1966, 1, 1)
_ECOSOC_FROM: Final = date(1973, 10, 12)
#: The main committees are the Assembly over again.
ASSEMBLY_BODIES: Final = frozenset(
    {
        "General Assembly",
        *(f"{n} Committee" for n in ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")),
    }
)


def seats(body: str, day: date) -> int | None:
    """Return how many members a body had on a day, None where that is not certain."""
    if body in ASSEMBLY_BODIES:
        return next((number for start, number in _ASSEMBLY if day >= start), None)
    fixed = {
        "Security Council": (_COUNCIL_FROM, COUNCIL_SEATS),
        "Human Rights Council": (_HUMAN_RIGHTS_COUNCIL_FROM, 47),
        "ECOSOC": (_ECOSOC_FROM, 54),
    }
    start, number = fixed.get(body, (date.max, 0))
    return number if day >= start else None


def members(body: str, day: date) -> frozenset[str] | None:
    """Return the members of a body on a day by their codes, None where that is not certain.

    Of the Human Rights Council and ECOSOC no table is kept.
    """
    if body in ASSEMBLY_BODIES and day >= _NAMES_KNOWN_FROM:
        return frozenset(
            country.code
            for country in countries().values()
            if country.member and (country.joined is None or country.joined <= day)
        )
    if body == "Security Council" and (elected := _elected().get(day.year)):
        return elected | PERMANENT
    return None


def most(body: str, day: date | None) -> int:
    """Return the largest number of votes that a body can have had; what exceeds it is no vote."""
    certain = seats(body, day) if day else None
    return certain or {
        "Security Council": COUNCIL_SEATS,
        "Human Rights Council": 53,
        "ECOSOC": 54,
    }.get(body, 193)


@cache
def _elected() -> Mapping[int, frozenset[str]]:
    table = (files("newsroom.un") / "data" / "council.csv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines())
    return {int(row["year"]): frozenset(row["elected"].split()) for row in rows}
