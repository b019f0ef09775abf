"""Which body voted: by the symbol of a press release, by a document's symbol, or by the words."""

from __future__ import annotations

import re
from typing import Final

ASSEMBLY: Final = "General Assembly"
COUNCIL: Final = "Security Council"
HUMAN_RIGHTS: Final = "Human Rights Council"
ECOSOC: Final = "ECOSOC"
COMMITTEES: Final = tuple(
    f"{ordinal} Committee" for ordinal in ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
)

#: Body -> how it opens an id.
CODES: Final = {
    ASSEMBLY: "ga",
    COUNCIL: "sc",
    HUMAN_RIGHTS: "hrc",
    ECOSOC: "ecosoc",
    **{name: f"c{number}" for number, name in enumerate(COMMITTEES, 1)},
}

#: Families of press releases, English and French, -> whose meetings they cover.
_FAMILIES: Final = {
    **dict.fromkeys(("GA", "AG"), ASSEMBLY),
    **dict.fromkeys(("GA/DIS", "AG/DSI", "GADI"), COMMITTEES[0]),
    **dict.fromkeys(("GA/EF", "AG/EF"), COMMITTEES[1]),
    **dict.fromkeys(("GA/SHC", "AG/SHC"), COMMITTEES[2]),
    **dict.fromkeys(("GA/SPD", "AG/SPD"), COMMITTEES[3]),
    **dict.fromkeys(("GA/AB", "AG/AB"), COMMITTEES[4]),
    **dict.fromkeys(("GA/L", "AG/J"), COMMITTEES[5]),
    **dict.fromkeys(("SC", "CS"), COUNCIL),
    **dict.fromkeys(("ECOSOC",), ECOSOC),
    **dict.fromkeys(("HRC", "CDH"), HUMAN_RIGHTS),
}


def of_release(symbol: str | None) -> str | None:
    """Return the body that a press release covers, None for speeches and others."""
    return _FAMILIES.get(symbol.rpartition("/")[0]) if symbol else None


_ORDINALS: Final = (
    r"First|Premi[eè]re|Primera|Перв*",
    r"Second|Deuxi[eè]me|Segunda|Втор*",
    r"Third|Troisi[eè]me|Tercera|Трет*",
    r"Fourth|Quatri[eè]me|Cuarta|Четверт*",
    r"Fifth|Cinqui[eè]me|Quinta|Пят*",
    r"Sixth|Sixi[eè]me|Sexta|Шест*",
)
#: A body's names; a star stands for any ending.
_SPELLED: Final = {
    COUNCIL: (
        "Security Council", "UNSC", "Conseil de s[eé]curit[eé]", "Consejo de Seguridad",
        "Совет* Безопасности", "Совбез*",
    ),
    HUMAN_RIGHTS: (
        "Human Rights Council", "UNHRC", "Conseil des droits de l['’]homme",
        "Consejo de Derechos Humanos", "Совет* (?:ООН )?по правам человека",
    ),
    ECOSOC: (
        "Economic and Social Council", "ECOSOC", "Conseil [eé]conomique et social",
        "Consejo Econ[oó]mico y Social", "ЭКОСОС", "Экономическ* и Социальн* Совет*",
    ),
    ASSEMBLY: (
        "General Assembly", "UNGA", "Assembl[eé]e g[eé]n[eé]rale", "Asamblea General",
        "Генеральн* Ассамбле*", "Генассамбле*", "ГА ООН",
    ),
    **{
        body: (rf"(?:{ordinal})\s+(?:Committee|Commission|Comisi[oó]n|комитет*)",)
        for body, ordinal in zip(COMMITTEES, _ORDINALS, strict=True)
    },
}  # fmt: skip


def _any_ending(name: str) -> str:
    return name.replace("*", r"\w*")


_NAMES: Final = {
    body: re.compile("|".join(rf"\b(?:{_any_ending(name)})\b" for name in names), re.IGNORECASE)
    for body, names in _SPELLED.items()
}
#: Short forms, which mean the body that the page is about.
_SHORT: Final = re.compile(
    r"\bthe (?:Assembly|Council|Committee)\b|\bl['’]Assembl[eé]e\b|\b(?:le|du) Conseil\b"
    r"|\bla Commission\b",
    re.IGNORECASE,
)


def mentioned(text: str) -> list[tuple[int, int, str]]:
    """Return where a text names bodies: start, end and body, in its order."""
    return sorted(
        (match.start(), match.end(), body)
        for body, name in _NAMES.items()
        for match in name.finditer(text)
    )


def named(text: str) -> str | None:
    """Return the first body that a text names."""
    found = mentioned(text)
    return found[0][2] if found else None


def names_itself(text: str) -> bool:
    """Tell whether a text speaks of "the Assembly", "the Council": the body in whose page it is."""
    return _SHORT.search(text) is not None


_SUBJECT_GAP: Final = 30
_NOT_SUBJECT: Final = re.compile(
    r"\b(?:of|by|from|to|in|de|du|des|par|au|aux|del?|por|its|sa|ses|his|for|with)(?:\s+(?:the|its"
    r"|la|le|l['’]|su))?\s*['’]?$",
    re.IGNORECASE,
)


def subject_before(text: str, verb: int) -> str | None:
    """Return the body that is the subject of the verb at an offset: it stands right before."""
    for start, end, body in reversed(mentioned(text[:verb])):
        between = text[end:verb]
        if len(between) > _SUBJECT_GAP or re.search(r"[.;(]", between):
            return None
        return None if _NOT_SUBJECT.search(text[max(start - 20, 0) : start]) else body
    return None
