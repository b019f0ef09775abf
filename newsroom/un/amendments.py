"""Which documents are amendments, where the sentence that tells their vote only has a symbol."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsroom.un import symbols
from newsroom.un.objects import ONE_OF_SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOUN: Final = r"\b(?:sub-?)?(?:amende?ment|enmienda|поправ)\w*"
#: `an amendment by Togo (A/77/L.2)`, but no `amendment to draft A/77/L.1`.
_BEFORE: Final = re.compile(
    rf"{_NOUN}(?:(?!\b(?:to|as|au|aux|à|al|a la|к|draft|text|projet|resolution)\b)[^.;(),]){{0,60}}"
    r"\(?(?:document )?$",
    re.IGNORECASE,
)
#: `A/77/L.2, an amendment to that text`, `A/77/L.2, which would amend draft A/77/L.1`.
_AFTER: Final = re.compile(
    r"[\s),–-]*(?:(?:which|that|being|is|was|an?|would|sought|seeks|seeking|aimed|to|proposed|oral"
    r"|est|qui|un|une|es|una)\s+)*"
    rf"(?:{_NOUN}(?!\s+(?:to|of) the (?!draft|text|resolution))"
    r"|amend(?:s|ing)?\b[^.;]{0,60}?(?:\bdraft|\btext\b|[AES]/\d))",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(
    r"\b(?P<amendments>(?:sub-?)?amende?ments|enmiendas|поправ(?:ки|ок|ками|кам|ках))\b"
    r"|\b(?:drafts|draft resolutions|resolutions|texts|motions|paragraphs|projets|textes"
    r"|paragraphes|proyectos|textos|проект(?:ы|а|ов))\b",
    re.IGNORECASE,
)


def called_so(text: str) -> set[str]:
    """Return the drafts, each without its revision, that a sentence calls amendments."""
    return {
        symbols.base(symbol.text)
        for symbol in symbols.find(text)
        if _BEFORE.search(text[: symbol.start]) or _AFTER.match(text, symbol.end)
    }


def one_of_them(text: str, draft: str, before: Iterable[str]) -> bool:
    """Tell "the first (A/77/L.2)" of amendments; `before` are sentences, the nearest first."""
    start = next((s.start for s in symbols.find(text) if s.text == draft), None)
    if start is None or not ONE_OF_SEVERAL.search(text[:start]):
        return False
    for sentence in (text[:start], *before):
        if found := list(_SEVERAL.finditer(sentence)):
            return any(match["amendments"] for match in found)
    return False
