"""Signs that a vote is merely retold: a past date beside it, "recalled", "had", an older number."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from newsroom.read.months import MONTH, month_number
from newsroom.read.text import fold_plain
from newsroom.un.symbols import session_on
from newsroom.un.text import even

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPANISH: Final = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
_MONTHS: Final = f"{MONTH}|{'|'.join(_SPANISH)}"
_YEAR: Final = r"(?:19|20)\d\d"
#: A day in words: `27 March 2014`, `March 27`, `le 27 mars 2014`, `27 марта 2014 года`.
_DAY: Final = re.compile(
    rf"\b(?P<d1>[0-3]?\d)(?:er|st|nd|rd|th)?\s+(?:de\s+)?(?P<m1>{_MONTHS})"
    rf"(?:\s+(?:de\s+|of\s+)?(?P<y1>{_YEAR}))?"
    rf"|\b(?P<m2>{_MONTHS})\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y2>{_YEAR}))?"
)
#: A month or a year alone, with the word that makes it a time: `in March 2014`, `en 2014`.
_TIME: Final = re.compile(
    r"\b(?:in|en|since|depuis|desde|during|в|of|the)\s+(?:(?:early|late|mid)\s+)?"
    rf"(?P<m>{_MONTHS})?\s*(?:de\s+)?(?P<y>{_YEAR})\b(?!\s*(?:agenda|budget))"
    rf"|\b(?:in|en|last|в)\s+(?P<mm>{_MONTHS})\b(?!\s*\d)"
)
#: Words that put a vote into the past without a date.
_PAST: Final = re.compile(
    r"\b(?:last (?:year|month|week|session|time|december|november|october|(?:mon|tues|wednes|thurs"
    r"|fri|satur|sun)day)|a year ago|years? (?:ago|earlier)|months? (?:ago|earlier)|weeks? (?:ago"
    r"|earlier)|days? (?:ago|earlier)"
    r"|the previous (?:year|session|vote|resolution|text)|at its (?:\w+-)?(?:\w+) session in"
    r"|l'an(?:nee)? (?:dernier|derniere|passee?)|le mois dernier|la semaine derniere"
    r"|il y a (?:un|deux|trois|quatre|cinq|six|\d+) (?:ans?|mois|semaines?|jours?)|el (?:ano"
    r"|mes) pasado|la semana pasada|hace (?:un|dos|tres|\d+) (?:anos?|meses|semanas?|dias)"
    r"|в прошлом (?:году|месяце)|на прошлой неделе|год назад|месяц назад|неделю назад"
    r"|earlier this (?:year|month)|plus tot (?:cette annee|ce mois)|ранее в этом)\b"
)
_TODAY: Final = re.compile(
    r"\b(?:today|this (?:morning|afternoon|evening)|aujourd'hui|ce matin|cet apres-midi|hoy"
    r"|сегодня)\b"
)
#: What makes a date the date of a vote: it stands right beside its verb or its tally.
_NEAR: Final = 45
_DISTANT_CLAUSE: Final = re.compile(
    r"[;:()“”«»\"–]|\b(?:comme|as (?:on|in|it did)|like|como|как)\b|, (?:by which|which would"
    r"|that would|the text|would)|\b(?:until|till|through|by|from|since|before|jusqu|d'ici|hasta"
    r"|до|entitled|intitule)\b"
)
_DAYS_OF_ONE_MEETING: Final = timedelta(days=2)
#: Before a date: what the text is about, not when it was voted on.
_NOT_OF_THE_VOTE: Final = re.compile(
    r"(?:\b(?:until|till|through|from|since|before|after|by|to|for|and|end of|jusqu'?(?:au|en)?"
    r"|d'ici|au|apres|avant|depuis|hasta|desde|до|с|после|к)\s+(?:the |le |el )?|\()$"
)

#: `had adopted`, `avait ete adoptee`, `habia aprobado`; not `had it been adopted`.
_PLUPERFECT: Final = re.compile(
    r"\b(?:had|has already"
    r"|have already)\s+(?:\w+ly\s+)?(?:been\s+)?(?:\w+ly\s+)?(?:already\s+)?(?:adopted|approved"
    r"|rejected|vetoed|passed|voted|decided|agreed|defeated|retained|failed to|been vetoed)\b"
    r"|\b(?:avait|avaient|ont deja|a deja)\s+(?:deja\s+)?(?:ete\s+)?(?:\w+ment\s+)?(?:adopt"
    r"|approuv|rejet|vot|enterin|echou|oppos|mis son veto)"
    r"|\b(?:habia|habian|ya ha)\s+(?:sido\s+)?(?:adoptad|aprobad|rechazad|vetad|votad)"
)
_RECALLED: Final = re.compile(
    r"\b(?:recall(?:ed|ing|s)?|remind(?:ed|s|ing)|rappel(?:e|ant|le|lent|ons)|record(?:o|ando"
    r"|aron)|напомн\w+|напомина\w+|in (?:a )?(?:reference to|keeping with)|as (?:it|they) did in"
    r"|like (?:last|the previous))\b"
)
_PREVIOUS: Final = re.compile(r"\b(?:previously|ранее|anteriormente|previamente|precedemment)\b")


def is_retold(
    sentence: str,
    verb: tuple[int, int],
    tally: tuple[int, int] | None,
    day: date | None,
    *,
    assembly: bool,
) -> bool:
    """Tell whether a sentence puts the vote at these offsets into the past, seen from `day`.

    `assembly`: sessions that it names are the General Assembly's.
    """
    text = _same_length(sentence)
    if _RECALLED.search(text[: verb[0]]) or _pluperfect_at(text, verb):
        return True
    first = min(verb[0], tally[0]) if tally else verb[0]
    last = max(verb[1], tally[1]) if tally else verb[1]
    if _TODAY.search(text[max(first - 60, 0) : last + 60]):
        return False
    before = text[:first]
    after = text[last : last + _NEAR]
    after = after[: match.start()] if (match := _DISTANT_CLAUSE.search(after)) else after
    adjoining = text[verb[1] : verb[1] + _NEAR]
    adjoining = (
        adjoining[: match.start()] if (match := _DISTANT_CLAUSE.search(adjoining)) else adjoining
    )
    opening = before if len(before) < 2 * _NEAR else before[-_NEAR:]
    near = (opening, adjoining, after)
    if any(_PAST.search(part) for part in near) or _PREVIOUS.search(
        text[max(verb[0] - 25, 0) : verb[1] + 12]
    ):
        return True
    if day is None:
        return False
    return any(_is_past(part, day) or (assembly and _other_session(part, day)) for part in near)


# --- sessions -----------------------------------------------------------------------------------

#: Of regular sessions only: an emergency session's number is small.
_SESSION: Final = re.compile(
    r"\b(?:(?P<number>[4-9]\d)(?:st|nd|rd|th|e|eme)?"
    r"|(?P<tens>forty|fifty|sixty|seventy|eighty|ninety)-(?P<units>[a-z]+)"
    r"|(?P<dizaines>quarante|cinquante|soixante|quatre-vingt)-(?P<unites>[a-z-]+))"
    r"\s+(?:regular )?session\b"
)
_TENS: Final = {
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "quarante": 40, "cinquante": 50, "soixante": 60, "quatre-vingt": 80,
}  # fmt: skip
_ENGLISH: Final = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"
)  # fmt: skip
_FRENCH: Final = (
    "", "et-unieme", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme",
    "huitieme", "neuvieme", "dixieme", "et-onzieme", "douzieme", "treizieme", "quatorzieme",
    "quinzieme", "seizieme", "dix-septieme", "dix-huitieme", "dix-neuvieme",
)  # fmt: skip


def _other_session(text: str, day: date) -> bool:
    numbers = filter(None, map(_session_number, _SESSION.finditer(text)))
    return any(number < session_on(day) for number in numbers)


def _session_number(found: re.Match[str]) -> int | None:
    if found["number"]:
        return int(found["number"])
    tens, units = found["tens"] or found["dizaines"], found["units"] or found["unites"]
    ordinals = _ENGLISH if found["tens"] else _FRENCH
    return _TENS[tens] + ordinals.index(units) if units in ordinals else None


# --- dates --------------------------------------------------------------------------------------


def _same_length(sentence: str) -> str:
    folded = fold_plain(even(sentence))
    return folded if len(folded) == len(sentence) else even(sentence).lower()


def _pluperfect_at(text: str, verb: tuple[int, int]) -> bool:
    return any(
        found.start() <= verb[1] and verb[0] - 40 <= found.end()
        for found in _PLUPERFECT.finditer(text)
    )


def _is_past(text: str, day: date) -> bool:
    return any(not agrees for agrees in _agreements(text, day))


def _agreements(text: str, day: date) -> Iterator[bool]:
    """Yield for each time in a text whether it can be that of a meeting on `day`."""
    days = list(_DAY.finditer(text))
    for found in days:
        if not _NOT_OF_THE_VOTE.search(text[: found.start()]):
            yield _can_be_day(found, day)
    for found in _TIME.finditer(text):
        within = any(d.start() < found.end() and found.start() < d.end() for d in days)
        if not within and not _NOT_OF_THE_VOTE.search(text[: found.start()]):
            yield _can_be_time(found, day)


def _can_be_day(found: re.Match[str], day: date) -> bool:
    """Compare a day in words; one to come is the text's business, unless it has no year."""
    month, year = _month(found["m1"] or found["m2"]), found["y1"] or found["y2"]
    try:
        stated = date(int(year or day.year), month or 0, int(found["d1"] or found["d2"]))
    except ValueError:
        return True
    to_come = bool(year) and stated > day
    return to_come or abs(stated - day) <= _DAYS_OF_ONE_MEETING


def _can_be_time(found: re.Match[str], day: date) -> bool:
    """Compare a month or a year alone."""
    year, month = int(found["y"] or day.year), _month(found["m"] or found["mm"])
    if year != day.year:
        return year > day.year
    return month is None or month == day.month or bool(found["y"] and month > day.month)


def _month(name: str | None) -> int | None:
    if not name:
        return None
    return _SPANISH.index(name) + 1 if name in _SPANISH else month_number(name)
