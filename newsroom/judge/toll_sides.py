"""Whose people a text speaks of, by the words for the sides."""

from __future__ import annotations

import re
from typing import Final

_SIDES: Final = {
    "AM": re.compile(r"\b(?:armen|армян|армен|հայ(?![տրց])|ermen|სომხ|სომეხ)"),
    "AZ": re.compile(r"\b(?:azer|азер|ադրբեջան|აზერ)"),
    "GE": re.compile(r"\b(?:georg|груз|վրաց|gurcu|ქართ|georg)"),
    "RU": re.compile(r"\b(?:russian|росси|русс|ռուս|rus|რუს)"),
}
#: Capitals stand for their sides in what a clause says: Baku lost twelve.
_CAPITALS: Final = {
    "AM": re.compile(r"\b(?:yerevan|erevan|erivan|ереван|երեւան|հհ|irevan|ერევ)"),
    "AZ": re.compile(r"\b(?:baku|bakou|baki|баку|բաքու|ბაქო)"),
    "GE": re.compile(r"\b(?:tbilis|tiflis|тбилис|թբիլիս|თბილის)"),
}


def side(words: str, *, capitals: bool = False) -> str | None:
    """Return the one side that folded words name, by its people or also by its capital."""
    named = (*_SIDES.items(), *(_CAPITALS.items() if capitals else ()))
    sides = {one for one, stems in named if stems.search(words)}
    return sides.pop() if len(sides) == 1 else None
