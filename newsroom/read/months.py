"""The names of the months in seven languages, folded: whole names inflect, short ones do not."""

from __future__ import annotations

import re
from typing import Final

from newsroom.read.text import fold_plain

#: Stems of whole names, January first: any ending may follow.
_STEMS: Final = (
    "january|january|janvier|январ|հունվար|yanvar|იანვ|ocak|ocağ",
    "february|février|феврал|փետրվար|fevral|თებერვ|şubat",
    "march|mars|март|մարտ|mart|მარტ",
    "april|avril|апрел|ապրիլ|aprel|აპრილ|nisan",
    "mai|май|мая|мае|մայիս|მაის|mayıs",
    "june|juin|июн|հունիս|iyun|ივნის|haziran",
    "july|juillet|июл|հուլիս|iyul|ივლის|temmuz",
    "august|août|август|օգոստոս|avqust|აგვისტ|ağustos",
    "september|septembre|сентябр|սեպտեմբեր|sentyabr|სექტემბ|eylül",
    "october|octobre|октябр|հոկտեմբեր|oktyabr|ოქტომბ|ekim",
    "november|novembre|ноябр|նոյեմբեր|noyabr|ნოემბ|kasım",
    "december|décembre|декабр|դեկտեմբեր|dekabr|დეკემბ|aralı",
)
#: Short names, and names too short for endings.
_SHORT: Final = (
    "jan|janv|янв|հնվ|հուն|yan|იან|oca",
    "feb|févr|fév|фев|փետ|փտվ|fev|თებ|şub",
    "mar|мар|მარ",
    "apr|avr|апр|ապր|აპრ|nis",
    "may|mayın|mayda|მაი|մայ",
    "jun|iyn|ივნ|haz|հնս",
    "jul|juil|iyl|ივლ|tem|հլս",
    "aug|авг|avq|აგვ|ağu|օգս|օգոս",
    "sep|sept|сен|сент|sen|სექ|სექტ|eyl|սեպ",
    "oct|окт|okt|ოქტ|eki|հոկ",
    "nov|ноя|нояб|noy|ნოე|kas|նոյ",
    "dec|déc|дек|dek|დეკ|ara|դեկ",
)


def _folded(rows: tuple[str, ...]) -> dict[str, int]:
    return {
        fold_plain(name): number for number, row in enumerate(rows, 1) for name in row.split("|")
    }


_BY_STEM: Final = _folded(_STEMS)
_BY_SHORT: Final = _folded(_SHORT)

#: A pattern for one month in folded text: a stem with its ending, or a short name.
MONTH: Final = (
    rf"(?<![^\W\d_])(?:(?:{'|'.join(sorted(_BY_STEM, key=len, reverse=True))})[^\W\d_]{{0,5}}"
    rf"|(?:{'|'.join(sorted(_BY_SHORT, key=len, reverse=True))}))(?![^\W\d_])\.?"
)
_STEM: Final = re.compile("|".join(sorted(_BY_STEM, key=len, reverse=True)))


def month_number(name: str) -> int | None:
    """Return 1 to 12 for a month's folded name as `MONTH` found it."""
    bare = name.rstrip(".")
    if bare in _BY_SHORT:
        return _BY_SHORT[bare]
    found = _STEM.match(bare)
    return _BY_STEM[found.group()] if found else None
