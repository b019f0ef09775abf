"""Where sentences end, in texts of the seven languages. Positions are code points of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The Armenian full stop is U+0589; many keyboards have a colon in its place, or a one dot leader,
#: U+2024, which Armenian texts also use after an abbreviation or for a pause.
_END: Final = re.compile(
    r"""
      \n+
    | [.!?…։]+ [)\]»”"’']* (?=\s|\Z)
    | (?<=[\u0561-\u0587»]) : (?=\s+[\u0531-\u0556«]|\s*\Z)
    """,
    re.VERBOSE,
)
#: A stop after one of these, or after a single letter, ends no sentence.
_ABBREVIATED: Final = re.compile(
    r"""
    (?:^|[\s(«“"'-])
    (?: [^\W\d_] | mr | mrs | ms | dr | prof | st | gen | col | lt | sgt | maj | capt | no | nos
      | vs | etc | approx | jan | feb | mar | apr | jun | jul | aug | sept | sep | oct | nov | dec
      | art | г | гг | им | ул | тыс | млн | млрд | руб | км | чел | др | пр | см | стр | обл | респ
      | род | т\.\s?е | т\.\s?д | т\.\s?п | и\.\s?о
      | թ | մլն | հզր | նախ | պրոֆ | ք | մ
      | məs | prof | dos | akad | gen | ş | r | vs
      | e\.g | i\.e | u\.s | u\.n | a\.m | p\.m | м\.г
      | m | mm | mme | mlle | env | av | bd | ch | al | örn | yrd | doç | sn | av | vb )
    \Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_ABBREVIATION: Final = 12
_NEXT: Final = re.compile(r"\s*[«“\"'(\[–—-]*\s*(?P<letter>\S)")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each sentence with something in it; a line break ends one too."""
    start = 0
    for found in _END.finditer(text):
        if not _ends(text, found):
            continue
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, len(text))


def _ends(text: str, found: re.Match[str]) -> bool:
    stop = found.group()
    if not stop.startswith(".") or stop.startswith(".."):
        return True
    before = text[max(0, found.start() - _LONGEST_ABBREVIATION) : found.start()]
    if _ABBREVIATED.search(before):
        return False
    following = _NEXT.match(text, found.end())
    # Georgian has no capitals; elsewhere a sentence goes on with a small letter.
    return (
        following is None or not following["letter"].islower() or "ა" <= following["letter"] <= "ჰ"
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
