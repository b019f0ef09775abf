"""Symbols of UN documents: found in running text, slips mended, printed as the UN prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class Kind(StrEnum):
    """What a document is."""

    RESOLUTION = "resolution"
    DRAFT = "draft"
    #: A committee's report, by which the Assembly votes on what the committee approved.
    REPORT = "report"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """One symbol where it stands in a text."""

    text: str
    kind: Kind
    start: int
    end: int


_SESSION: Final = r"(?:ES|S|HRC)[-./ ]?\d{1,2}|\d{1,3}"
#: White space may stand at any slash, a dot or a space for the hyphen of `ES-11`.
_SLASH: Final = r"\s?/\s?"
_SUFFIX: Final = rf"(?:{_SLASH}(?:Rev|Add|Corr|Amend)\s?\.\s?\d{{1,3}}(?:-\d+)?)*"
_NUMBER: Final = r"L\s?\.\s?\d{1,3}"
_RULES: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Kind.RESOLUTION, rf"\bA{_SLASH}RES{_SLASH}(?:{_SESSION}){_SLASH}\d{{1,3}}(?:[A-Z]\b)?"),
        (Kind.RESOLUTION, rf"\bA{_SLASH}RES{_SLASH}\d{{1,4}}\s?\([IVXLCES\-]+\)"),
        (Kind.RESOLUTION, rf"\bS{_SLASH}RES{_SLASH}\d{{1,4}}\s?\(\s?\d{{4}}\s?\)"),
        (
            Kind.RESOLUTION,
            rf"\bA{_SLASH}HRC{_SLASH}(?:RES{_SLASH})(?:S-)?\d{{1,3}}{_SLASH}\d{{1,3}}",
        ),
        (Kind.RESOLUTION, rf"\bE{_SLASH}RES{_SLASH}\d{{4}}{_SLASH}\d{{1,3}}"),
        (Kind.DRAFT, rf"\bA{_SLASH}HRC{_SLASH}(?:S-)?\d{{1,3}}{_SLASH}{_NUMBER}{_SUFFIX}"),
        (Kind.DRAFT, rf"\bA{_SLASH}C\s?\.\s?\d{_SLASH}(?:{_SESSION}){_SLASH}{_NUMBER}{_SUFFIX}"),
        (Kind.DRAFT, rf"\bA{_SLASH}(?:{_SESSION}){_SLASH}{_NUMBER}{_SUFFIX}"),
        (Kind.DRAFT, rf"\bE{_SLASH}(?:C\.\d+/)?\d{{4}}{_SLASH}{_NUMBER}{_SUFFIX}"),
        (Kind.OTHER, rf"\bS{_SLASH}PRST{_SLASH}\d{{4}}{_SLASH}\d{{1,3}}"),
        (Kind.OTHER, rf"\b[AS]{_SLASH}(?:{_SESSION}{_SLASH})?PV\s?\.\s?\d+"),
        (Kind.OTHER, rf"\bA{_SLASH}C\s?\.\s?\d{_SLASH}\d+{_SLASH}(?:SR\s?\.\s?)?\d+"),
        (Kind.OTHER, rf"\bA{_SLASH}HRC{_SLASH}(?:S-)?\d{{1,3}}{_SLASH}\d+{_SUFFIX}"),
        (Kind.DRAFT, rf"\bS{_SLASH}\d{{4}}{_SLASH}\d{{1,4}}{_SUFFIX}"),
        (Kind.REPORT, rf"\bA{_SLASH}\d{{2,3}}{_SLASH}\d{{1,4}}{_SUFFIX}(?!{_SLASH})"),
    )
)
_ANY: Final = re.compile(
    "|".join(f"(?P<r{n}>{rule.pattern})" for n, (_, rule) in enumerate(_RULES))
)
#: Without one of these no symbol is there: asked first, for it is asked of every sentence.
_SLASHED: Final = re.compile(r"\b[AES]\s?/")
#: `resolution 68/262`, `resolution ES-11/4`, `resolution 2686 (2023)`, `resolution 34/37`.
_PROSE: Final = re.compile(
    r"\b(?:resolutions?|résolutions?|resolucion(?:es)?|resolución|резолюци\w+)\s+(?:№\s?|n[°º]\s?)?"
    r"(?:(?P<session>ES[-./]\d{1,2}|S-\d{1,2}"
    r"|\d{1,3})\s?/\s?(?P<number>\d{1,3})(?:(?P<letter>[A-Z])\b)?"
    r"|(?P<council>\d{3,4})\s?\(\s?(?P<year>\d{4})\s?\)"
    r"|(?P<old>\d{1,4})\s?\((?P<roman>[IVXLC]+)\))",
    re.IGNORECASE,
)


def find(text: str, *, human_rights: bool = False) -> Iterator[Symbol]:
    """Yield the symbols of an even text in their order.

    `human_rights`: a resolution's number without a prefix is the Human Rights Council's.
    """
    found = [
        Symbol(
            text=printed(match.group()),
            kind=_RULES[_rule(match)][0],
            start=match.start(),
            end=match.end(),
        )
        for match in (_ANY.finditer(text) if _SLASHED.search(text) else ())
    ]
    taken = [(symbol.start, symbol.end) for symbol in found]
    for match in _PROSE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            symbol = _of_prose(match, human_rights=human_rights)
            start = match.start() + len(match.group()) - len(match.group().split(None, 1)[1])
            found.append(Symbol(text=symbol, kind=Kind.RESOLUTION, start=start, end=match.end()))
    yield from sorted(found, key=lambda symbol: symbol.start)


def _rule(match: re.Match[str]) -> int:
    return int((match.lastgroup or "r0")[1:])


def _of_prose(match: re.Match[str], *, human_rights: bool) -> str:
    if match["council"]:
        return f"S/RES/{match['council']} ({match['year']})"
    if match["old"]:
        return f"A/RES/{match['old']}({match['roman'].upper()})"
    session = match["session"].upper().replace(".", "-").replace("/", "-")
    prefix = "A/HRC/RES" if human_rights and not session.startswith("ES") else "A/RES"
    return f"{prefix}/{session}/{match['number']}{(match['letter'] or '').upper()}"


def printed(symbol: str) -> str:
    """Return a symbol as the UN prints it: `A/ES.11/L. 16` is `A/ES-11/L.16`."""
    text = re.sub(r"\s+", "", symbol)
    text = re.sub(r"\bES[-./]?(?=\d)", "ES-", text)
    return re.sub(r"(?<=\d)\((?=\d{4}\))", " (", text)


def key(symbol: str) -> str:
    """Return the form in which symbols are compared."""
    return re.sub(r"\s+", "", symbol).upper()


def base(symbol: str) -> str:
    """Return the symbol without its suffixes: every revision of a draft is that draft."""
    return re.sub(r"(?:/(?:REV|ADD|CORR|AMEND)\.\d+(?:-\d+)?)+$", "", key(symbol))


def body_of(symbol: str) -> str | None:
    """Return the body whose document this is, where the symbol tells; a report belongs to all."""
    text = key(symbol)
    for start, body in _BODIES:
        if re.match(start, text):
            return body
    return None


_COMMITTEES: Final = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
_BODIES: Final = (
    *((rf"A/C\.{n}/", f"{name} Committee") for n, name in enumerate(_COMMITTEES, 1)),
    (r"A/HRC/", "Human Rights Council"),
    (r"S/", "Security Council"),
    (r"E/", "ECOSOC"),
    (r"A/", "General Assembly"),
)


def session_on(day: date) -> int:
    """Return the number of the Assembly's regular session in progress on a day."""
    opened = day.month > _SEPTEMBER or (day.month == _SEPTEMBER and day.day >= _OPENS)
    return day.year - 1946 + (1 if opened else 0)


#: A session opens on the Tuesday of September's third week, the one before closes the day before.
_SEPTEMBER, _OPENS = 9, 12


def is_older(symbol: str, day: date) -> bool:
    """Tell whether a resolution's number is of an earlier session or year than `day`."""
    text = key(symbol)
    if council := re.match(r"S/RES/\d+\((\d{4})\)", text):
        return int(council[1]) < day.year
    if assembly := re.match(r"A/RES/(\d{1,3})/", text):
        return int(assembly[1]) < session_on(day)
    if economic := re.match(r"E/RES/(\d{4})/", text):
        return int(economic[1]) < day.year
    return bool(re.match(r"A/RES/\d+\([IVXLC]+\)", text))
