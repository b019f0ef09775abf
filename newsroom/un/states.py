"""States as voting records write them: three letters and a name, today's and former ones."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from newsroom.un.countries import countries, spelled
from newsroom.un.text import words_of

#: Former codes of Members that only changed their name, or that another State continues without
#: a break. States that ended (CSK, DDR, YUG, YMD ...) keep the code that they had.
_CONTINUED: Final = {
    "SUN": "RUS",
    "BYS": "BLR",
    "BUR": "MMR",
    "DHY": "BEN",
    "HVO": "BFA",
    "ZAR": "COD",
    "ROM": "ROU",
    "TMP": "TLS",
    "SCG": "SRB",
}
#: Members that are no more: code, and the name in the Library's records.
FORMER: Final = {
    "CSK": "Czechoslovakia",
    "DDR": "German Democratic Republic",
    "EAT": "Tanganyika",
    "EAZ": "Zanzibar",
    "UAR": "United Arab Republic",
    "YMD": "Democratic Yemen",
    "YUG": "Yugoslavia",
}
#: Names that records give to Members of today, and that no page of today has.
_OLD_NAMES: Final = {
    "ussr": "RUS",
    "union of soviet socialist republics": "RUS",
    "byelorussian ssr": "BLR",
    "byelorussian soviet socialist republic": "BLR",
    "ukrainian ssr": "UKR",
    "ukrainian soviet socialist republic": "UKR",
    "burma": "MMR",
    "ceylon": "LKA",
    "dahomey": "BEN",
    "upper volta": "BFA",
    "zaire": "COD",
    "siam": "THA",
    "persia": "IRN",
    "ivory coast": "CIV",
    "swaziland": "SWZ",
    "federal republic of germany": "DEU",
    "germany federal republic of": "DEU",
}
_CODE: Final = re.compile(r"[A-Z]{3}")


@lru_cache(maxsize=4096)
def state(code: str, name: str) -> str | None:
    """Return a State's ISO 3166-1 alpha-3 code, or the former code of one that is no more.

    A code that no table has is believed if it looks like one; without code the name decides. None
    where neither tells.
    """
    code = code.strip().upper()
    if code in _CONTINUED:
        return _CONTINUED[code]
    if code in countries() or code in FORMER:
        return code
    return _named(name) or (code if _CODE.fullmatch(code) else None)


def _named(name: str) -> str | None:
    """Return the code of a State by its name, with a bracket before or behind."""
    words = " ".join(words_of(name))
    if not words:
        return None
    if words in _OLD_NAMES:
        return _OLD_NAMES[words]
    former = {" ".join(words_of(known)): code for code, known in FORMER.items()}
    return former.get(words) or spelled("en").get(words)
