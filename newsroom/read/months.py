"""The names of the months in seven languages, folded: many inflect, some have no endings."""

from __future__ import annotations

import re
from typing import Final

from newsroom.read.text import fold_plain

#: Names that have no endings: English and French months, which would swallow other words (`mais`,
#: `marché`, `maison`), and the short month of May.
_WHOLE: Final = (
    "january|janvier",
    "february|février",
    "march|mars",
    "april|avril",
    "mai|май|мая|мае|маю|маем",
    "june|juin",
    "july|juillet",
    "august|août",
    "september|septembre",
    "october|octobre",
    "november|novembre",
    "december|décembre",
)
#: Stems of whole names, January first: any ending may follow.
_STEMS: Final = (
    "январ|հունվար|yanvar|იანვ|ocak|ocağ",
    "феврал|փետրվար|fevral|თებერვ|şubat",
    "мартовск",
    "апрел|ապրիլ|aprel|აპრილ|nisan",
    "майск|մայիս|მაის|mayıs",
    "июн|հունիս|iyun|ივნის|haziran",
    "июл|հուլիս|iyul|ივლის|temmuz",
    "август|օգոստոս|avqust|აგვისტ|ağustos",
    "сентябр|սեպտեմբեր|sentyabr|სექტემბ|eylül",
    "октябр|հոկտեմբեր|oktyabr|ოქტომბ|ekim",
    "ноябр|նոյեմբեր|noyabr|ნოემბ|kasım",
    "декабр|դեկտեմբեր|dekabr|დეკემბ|aralı",
)
#: March, with its own endings only: Martuni, Martakert, martyrs and Armenian battles begin alike.
_MARCH: Final = (
    "март(?:а|е|у|ом)?|մարտ(?:ի|ին|ից|ը|ում)?|მარტ(?:ი|ს|ის|ში|ით|ამდე|იდან|იდანვე|ისთვის)?"
    "|mart(?:i|in|a|da|dan|ta|tan|daki|taki|inda|indan|indaki|ina|ini|tir|dir)?"
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
_BY_SHORT: Final = _folded(_WHOLE) | _folded(_SHORT)

#: A pattern for one month in folded text: a stem with its ending, or a short name.
MONTH: Final = (
    rf"(?<![^\W\d_])(?:(?:{'|'.join(sorted(_BY_STEM, key=len, reverse=True))})[^\W\d_]{{0,5}}"
    rf"|{_MARCH}"
    rf"|(?:{'|'.join(sorted(_BY_SHORT, key=len, reverse=True))}))(?![^\W\d_])\.?"
)
_STEM: Final = re.compile("|".join(sorted(_BY_STEM, key=len, reverse=True)))


def month_number(name: str) -> int | None:
    """Return 1 to 12 for a month's folded name as `MONTH` found it."""
    bare = name.rstrip(".")
    if bare in _BY_SHORT:
        return _BY_SHORT[bare]
    if re.fullmatch(_MARCH, bare):
        return 3  # March
    found = _STEM.match(bare)
    return _BY_STEM[found.group()] if found else None
