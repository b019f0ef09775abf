"""Addresses of press.un.org: which is an article, its symbol, and which listings to poll."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

#: Families of symbols, by the letters of the address; any other is one word (`pal2234`).
_FAMILIES = {
    "sgsm": "SG/SM",
    "sgt": "SG/T",
    "sga": "SG/A",
    "dsgsm": "DSG/SM",
    "gadis": "GA/DIS",
    "gaef": "GA/EF",
    "gashc": "GA/SHC",
    "gaspd": "GA/SPD",
    "gaab": "GA/AB",
    "gal": "GA/L",
    "gapal": "GA/PAL",
    "gacol": "GA/COL",
    "agdsi": "AG/DSI",
    "agef": "AG/EF",
    "agshc": "AG/SHC",
    "agspd": "AG/SPD",
    "agab": "AG/AB",
    "agj": "AG/J",
    "agpal": "AG/PAL",
    "agcol": "AG/COL",
    "envdev": "ENV/DEV",
    "soccp": "SOC/CP",
    "socnar": "SOC/NAR",
}
_SLUG = re.compile(
    r"(?:\d{8}\.)?(?P<family>[a-z]{1,8}?)(?P<number>\d{1,6})(?:[.-]?rev\.?(?P<rev>\d+))?(?:-\d+)?",
    re.IGNORECASE,
)
#: `/en/2026/sc16316.doc.htm`, `/en/1999/19991124.gaef2899.doc.html`,
#: `/press/fr/2004/CS2669.doc.htm`.
_ARTICLE = re.compile(
    r"/(?P<lang>en|fr)/(?P<year>\d{4})/(?P<slug>[a-z0-9.-]+?)\.doc\.html?$", re.IGNORECASE
)
#: `www.un.org/News/Press/docs/1998/19981203.ga9525.html`, later with `.doc.htm`.
_OLD_ARTICLE = re.compile(
    r"/News/Press/docs/(?P<year>\d{4})/(?P<slug>[a-z0-9.-]+?)(?:\.doc)?\.html?$", re.IGNORECASE
)
_DATED_SLUG = re.compile(r"(\d{4})(\d{2})(\d{2})\.")
_HOME = re.compile(r"(?P<before>.*?)/(?P<lang>en|fr)/*$", re.IGNORECASE)

#: Seen in 2026. What the French front page has instead of the two English listings is by organ.
_LISTINGS = {
    "en": ("/en/content/meetings-coverage", "/en/content/press-release"),
    "fr": (
        "/fr/content/general-assembly/meetings-coverage",
        "/fr/content/plenary",
        "/fr/content/security-council",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnAddress:
    """What the address of an article tells."""

    lang: str
    year: int
    slug: str
    #: As the UN prints it, `GA/12492`; None where the slug is no symbol.
    symbol: str | None
    #: Day in the slug (the 1990s), `1998-12-03`.
    day: str | None


def un_address(url: str) -> UnAddress | None:
    """Read an article's address, on whichever host; None for anything that is no article."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    found = _ARTICLE.search(path) or _OLD_ARTICLE.search(path)
    if not found:
        return None
    parts = found.groupdict()
    day = _DATED_SLUG.match(parts["slug"])
    return UnAddress(
        lang=parts.get("lang", "en").lower(),
        year=int(parts["year"]),
        slug=parts["slug"].lower(),
        symbol=symbol_of(parts["slug"]),
        day="-".join(day.groups()) if day else None,
    )


def symbol_of(slug: str) -> str | None:
    """Symbol of a slug: `gashc3771` is `GA/SHC/3771`; None if it is not made like one."""
    found = _SLUG.fullmatch(slug)
    if not found:
        return None
    family = found["family"].lower()
    symbol = f"{_FAMILIES.get(family, family.upper())}/{found['number']}"
    return f"{symbol}/Rev.{found['rev']}" if found["rev"] else symbol


def un_listing_urls(source_url: str) -> tuple[str, ...]:
    """Return the listings to poll: those of a language's front page, else the address itself."""
    parts = urlsplit(source_url)
    path = parts.path if parts.path.strip("/") else "/en"
    home = _HOME.fullmatch(path)
    if not home:
        return (source_url,)
    lang = home["lang"].lower()
    return tuple(
        urlunsplit((parts.scheme, parts.netloc, home["before"] + listing, "", ""))
        for listing in _LISTINGS[lang]
    )


def next_listing(url: str) -> str:
    """Address of the page of older items: pages count from 0, the first has no number."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    numbers = [int(value) for key, value in query if key == "page" and value.isdecimal()]
    others = [(key, value) for key, value in query if key != "page"]
    page = (numbers[0] if numbers else 0) + 1
    return urlunsplit(parts._replace(query=urlencode([*others, ("page", str(page))]), fragment=""))
