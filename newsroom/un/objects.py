"""What a verb of outcome is about: the whole, a paragraph, an amendment, a motion; its names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from newsroom.un.symbols import Kind, Symbol
from newsroom.un.votes import Part

if TYPE_CHECKING:
    from newsroom.un.lexer import Lexed


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """What was voted on, as far as one sentence tells."""

    part: Part = Part.WHOLE
    draft: str | None = None
    symbol: str | None = None
    title: str = ""
    #: The title stood in quotation marks.
    quoted: bool = False
    #: Which paragraph: "4", "8th preambular".
    label: str = ""
    #: "28 texts", "several drafts": a statistic unless symbols or a tally stand beside it.
    many: bool = False
    #: "the draft", "it": what the sentences before speak of.
    definite: bool = False
    #: Something that can be voted on was named at all.
    found: bool = False

    def for_draft(self, lexed: Lexed, draft: str, segment: tuple[int, int]) -> Object:
        """Return the object for one of several drafts of a sentence, with the title beside it."""
        at = next(
            place
            for place in range(*segment)
            if isinstance(value := lexed.items[place].value, Symbol) and value.text == draft
        )
        title, quoted = _title_near(lexed, at, segment)
        if not quoted:
            title = _listed_title(lexed, at, segment) or title
        return replace(
            self, draft=draft, symbol=None, title=title, quoted=quoted, many=False, found=True
        )


_PARTS: Final = {"d": Part.WHOLE, "S": Part.WHOLE, "Q": Part.WHOLE, "z": Part.WHOLE,
                 "p": Part.PARAGRAPH, "m": Part.AMENDMENT, "t": Part.MOTION}  # fmt: skip
#: A noun after `to`, `of`, `in` belongs to another: `an amendment to the draft`.
_COMPLEMENT: Final = re.compile(r"[Tb][owl9]{0,3}$|[Tb]o?d$")
_FAR: Final = 14


def object_of(
    lexed: Lexed, verb: int | None, segment: tuple[int, int], anchor: tuple[int, int] | None
) -> Object:
    """Return what the verb at a place is about; all of the segment where there is no verb."""
    head = _head(lexed.kinds, verb, segment, anchor)
    part = _PARTS[lexed.kinds[head]] if head is not None else Part.WHOLE
    if part is Part.WHOLE and head is None and (found := _any_part(lexed.kinds, segment)):
        head, part = found
    if "z" in lexed.kinds[segment[0] : segment[1]] and part is not Part.AMENDMENT:
        part = Part.WHOLE
    draft = _draft(lexed, head, part, segment)
    symbol = _resolution(lexed, verb, head, segment)
    title, quoted = _title(lexed, head, draft, segment)
    return Object(
        part=part,
        draft=draft,
        symbol=symbol,
        title=title,
        quoted=quoted,
        label=_label(lexed, head) if part is Part.PARAGRAPH and head is not None else "",
        many=head is not None and _is_many(lexed, head),
        definite=head is None or _is_definite(lexed, head),
        found=head is not None,
    )


# --- the noun -----------------------------------------------------------------------------------


def _head(
    kinds: str, verb: int | None, segment: tuple[int, int], anchor: tuple[int, int] | None
) -> int | None:
    """Return the place of the noun that a verb is about: it follows, else it is the subject."""
    if verb is None:
        return _first(kinds, *segment)
    limit = min(segment[1], verb + _FAR)
    if anchor and verb < anchor[0]:
        limit = min(limit, anchor[0])
    follows = kinds[verb + 1 : limit]
    if not re.match(r"[owe]?(?:y|W|U|[,(.;-]|$|o?R)", follows):
        stop = re.search(r"[;]|y", follows)
        found = _first(kinds, verb + 1, verb + 1 + stop.start() if stop else limit)
        if found is not None:
            return found
    if (before := _before(kinds, verb, segment)) is not None:
        return before
    after = anchor[1] if anchor and anchor[0] > verb else verb + 1
    return _first(kinds, after, segment[1])


def _first(kinds: str, start: int, end: int) -> int | None:
    """Return the first noun of a stretch that is no complement of another."""
    for place in range(max(start, 0), end):
        if kinds[place] in "dpmtSQ" and not _COMPLEMENT.search(kinds[max(start, 0) : place]):
            return place
    return None


def _before(kinds: str, verb: int, segment: tuple[int, int]) -> int | None:
    """Return the subject of a passive verb: the first noun of the nearest chunk that has one."""
    end = verb
    while end > segment[0]:
        begin = max((kinds.rfind(mark, segment[0], end) for mark in ",;-("), default=-1) + 1
        begin = max(begin, segment[0])
        chunk = kinds[begin:end]
        found = None if re.match(r"[Tb]", chunk) else _first(kinds, begin, end)
        bracketed = begin > segment[0] and kinds[begin - 1] == "("
        if found is not None and not (bracketed and kinds[found] == "S"):
            return found
        end = begin - 1
    return None


def _any_part(kinds: str, segment: tuple[int, int]) -> tuple[int, Part] | None:
    match = re.search(r"[pmt]", kinds[segment[0] : segment[1]])
    return (segment[0] + match.start(), _PARTS[match.group()]) if match else None


_MANY: Final = re.compile(
    r"(?:drafts|texts|resolutions|decisions|paragraphs|amendments|motions|projets|textes|projects"
    r"|documentos|proyectos|resoluciones|textos|резолюций|проектов|документов)\b",
    re.IGNORECASE,
)


def _is_many(lexed: Lexed, head: int) -> bool:
    """Tell "28 texts" and "several drafts"."""
    return lexed.kinds[head] == "d" and _MANY.search(lexed.within(head, head + 1)) is not None


_DEFINITE: Final = re.compile(
    r"\b(?:the|that|this|it|le|la|les|l'|ce|cette|cet|el|los|las|esta|este|этот|эту|эта"
    r"|это)\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def _is_definite(lexed: Lexed, head: int) -> bool:
    if lexed.kinds[head] in "SQ":
        return False
    item = lexed.items[head]
    return _DEFINITE.search(lexed.plain[max(item.start - 30, 0) : item.start]) is not None


# --- its number ---------------------------------------------------------------------------------

_ORDINAL: Final = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last"
    r"|final|new|premier|deuxi[eè]me|troisi[eè]me|quatri[eè]me|cinqui[eè]me|sixi[eè]me|septi[eè]me"
    r"|huiti[eè]me|dernier|\d+(?:st|nd|rd|th|e|er|[eè]me))\s+(?:and \w+ )?(?:new )?$",
    re.IGNORECASE,
)
_PREAMBLE: Final = re.compile(r"pream|préam|преамб|preám", re.IGNORECASE)


def _label(lexed: Lexed, head: int) -> str:
    item = lexed.items[head]
    around = lexed.plain[item.start : item.end + 25]
    preamble = "pp" if _PREAMBLE.search(around) else "op"
    if ordinal := _ORDINAL.search(lexed.plain[max(item.start - 40, 0) : item.start]):
        return f"{preamble} {ordinal[1].lower()}"
    numbers = re.match(r"[(,&TS\-ob]{0,2}((?:l[,&\-To]*)+)", lexed.kinds[head + 1 :])
    if not numbers:
        return ""
    span = lexed.items[head + 1 : head + 1 + numbers.end()]
    return preamble + " " + " ".join(str(i.value) for i in span if isinstance(i.value, int))


# --- its names ----------------------------------------------------------------------------------

#: What a draft of the Security Council is called; its other documents have such symbols too.
_DRAFT_WORD: Final = re.compile(
    r"draft|text|projet|proyecto|проект|resolution|amend", re.IGNORECASE
)


#: Before a symbol: the noun stands in a sentence before, as in "The first (S/2023/1) received".
ONE_OF_SEVERAL: Final = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|former|latter|last|other|premi[eè]re?|seconde?"
    r"|(?:deux|trois|quatr|cinqu)i[eè]me|derni[eè]re?|autre|primer[oa]?|segund[oa]|tercer[oa]?"
    r"|últim[oa]|перв\w+|втор\w+|трет\w+|последн\w+)(?: (?:one|of (?:these|them|those|the two)))?"
    r"\s*[(,–-]\s*(?:(?:contained in )?document )?$",
    re.IGNORECASE,
)


def _symbols(lexed: Lexed, start: int, end: int) -> list[tuple[int, Symbol]]:
    return [
        (place, value)
        for place in range(start, end)
        if isinstance(value := lexed.items[place].value, Symbol)
    ]


def _draft(lexed: Lexed, head: int | None, part: Part, segment: tuple[int, int]) -> str | None:
    found = [
        (place, symbol)
        for place, symbol in _symbols(lexed, *segment)
        if symbol.kind in {Kind.DRAFT, Kind.REPORT} and _is_draft(lexed, symbol)
    ]
    drafts = [pair for pair in found if pair[1].kind is Kind.DRAFT] or found
    if not drafts:
        return None
    if head is None:
        return drafts[0][1].text
    after = [symbol for place, symbol in drafts if place >= head]
    if after and part in {Part.AMENDMENT, Part.WHOLE, Part.MOTION, Part.PARAGRAPH}:
        return after[0].text
    return drafts[-1][1].text


def _is_draft(lexed: Lexed, symbol: Symbol) -> bool:
    if not symbol.text.startswith("S/"):
        return True
    before = lexed.plain[max(symbol.start - 160, 0) : symbol.start]
    called = _DRAFT_WORD.search(before) or ONE_OF_SEVERAL.search(before)
    return called is not None or len(lexed.plain) < len(symbol.text) + 30


_TAKEN_FROM: Final = re.compile(
    r"\b(?:recall\w*|under|pursuant to|in line with|accordance with|following|since|established by"
    r"|by|of|en application de|conform\w+ [aà]|de)\s+(?:(?:the|its|la|sa) )?(?:Council "
    r"|Assembly )?(?:resolutions?|résolutions?)?\s*$",
    re.IGNORECASE,
)


#: Tokens between a verb or noun and the number of its resolution.
_BESIDE: Final = 6


def _resolution(
    lexed: Lexed, verb: int | None, head: int | None, segment: tuple[int, int]
) -> str | None:
    """Return the number of the resolution that was made, not of one that it leans on."""
    for place, symbol in _symbols(lexed, *segment):
        if symbol.kind is not Kind.RESOLUTION:
            continue
        near = [at for at in (verb, head) if at is not None]
        before = lexed.plain[max(symbol.start - 60, 0) : symbol.start]
        directly = re.search(r"[PN][ow]{0,2}d?$", lexed.kinds[:place]) is not None
        leans = not directly and _TAKEN_FROM.search(before)
        if not leans and any(abs(place - at) <= _BESIDE for at in near):
            return symbol.text
    return None


# --- its title ----------------------------------------------------------------------------------


def _title(
    lexed: Lexed, head: int | None, draft: str | None, segment: tuple[int, int]
) -> tuple[str, bool]:
    if draft:
        for place, symbol in _symbols(lexed, *segment):
            if symbol.text == draft:
                return _title_near(lexed, place, segment)
    if head is None:
        return "", False
    return _title_near(lexed, head, segment)


_ONE_OF_SEVERAL: Final = re.compile(
    r"^\W*(?:(?:and|et|y|и)\b\W*)?(?:(?:a|the|one|another|on|sur|sobre|о|об)\b\s*)*", re.IGNORECASE
)


def _listed_title(lexed: Lexed, at: int, segment: tuple[int, int]) -> str:
    """Return the title of a draft in a row: `texts on tides (A/..), reefs (A/..), sand (A/..)`."""
    opening = lexed.kinds.rfind("(", segment[0], at)
    before = lexed.kinds.rfind(")", segment[0], max(opening, 0))
    if opening < 0 or before < 0 or not {"S"} & set(lexed.kinds[segment[0] : before]):
        return ""
    text = lexed.within(before + 1, opening)
    return (
        _ONE_OF_SEVERAL.sub("", text).strip(' ,;“”"«»')
        if "P" not in lexed.kinds[before:opening]
        else ""
    )


def _title_near(lexed: Lexed, at: int, segment: tuple[int, int]) -> tuple[str, bool]:
    """Return the quoted title nearest to a symbol or noun, else what it is said to be about."""
    kinds = lexed.kinds
    nearest: tuple[int, str] | None = None
    for place in range(max(segment[0], at - 12), min(segment[1], at + 13)):
        if kinds[place] != "Q":
            continue
        between = kinds[place:at] if place < at else kinds[at:place]
        text = str(lexed.items[place].value)
        if re.search(r"[;PN]", between) or "S" in between[1:] or not _is_title(lexed, place, text):
            continue
        if nearest is None or abs(place - at) < nearest[0]:
            nearest = (abs(place - at), text)
    if nearest:
        return nearest[1].strip(" ,.;"), True
    return _about(lexed, at, segment), False


#: Characters of a quoted phrase that is no title.
_LONGEST_PHRASE: Final = 20


def _is_title(lexed: Lexed, place: int, text: str) -> bool:
    """Tell a title from a phrase that is quoted: it opens in capitals, or is called one."""
    before = lexed.plain[max(lexed.items[place].start - 25, 0) : lexed.items[place].start]
    called = re.search(
        r"(?:titled|intitul\w+|titulad\w+|названием|озаглавлен\w+|on|sur|sobre)\W*$",
        before,
        re.IGNORECASE,
    )
    beside = re.search(r"[dSP][(ow,]{0,2}$", lexed.kinds[:place]) or re.match(
        r"[(ow,]{0,3}S", lexed.kinds[place + 1 :]
    )
    looks_so = text[0].isupper() or len(text) > _LONGEST_PHRASE
    return called is not None or (beside is not None and looks_so)


_ABOUT: Final = re.compile(
    r"\s*(?:\)|\([^()]*\)\s*)?\s*(?:today |hoy |aujourd'hui )?(?:on|concerning|regarding"
    r"|relating to|about|relatif à|relative à|relatifs à|concernant|portant sur|sur"
    r"|sobre|relativo a|relativa a|о"
    r"|об)\s+(?P<about>[^;()“”«»]{4,300}?)(?P<stop>\s*(?:\((?=document|contained|[AES]/|published"
    r"|issued)"
    r"|[;(.–:“«]|$|,? (?:was |were |a été |est )?(?:adopted|approved|rejected|again |without|by a "
    r"|by \d|by the|by vote|by (?:separate |recorded )|with \d+ |par \d+|à l'unanimité|sans "
    r"|adoptée?\b"
    r"|by consensus|as a whole|as orally|as amended|which )))",
    re.IGNORECASE,
)
_GENERIC: Final = re.compile(
    r"(?:the|that|this|le|la|el|этот)\s+(?:draft|text|resolution|matter|subject|issue|question"
    r"|motion|same|projet|texte|motion)\b",
    re.IGNORECASE,
)


def _about(lexed: Lexed, at: int, segment: tuple[int, int]) -> str:
    """Return what follows "draft resolution on", or a number and "on": a title without marks."""
    noun = at
    while noun > segment[0] and lexed.kinds[noun] not in "dpmt" and at - noun < 40:  # noqa: PLR2004 - tokens
        noun -= 1
    places = [noun, noun + 1, at] if lexed.kinds[noun + 1 : noun + 2] == "S" else [noun, at]
    starts = [lexed.items[place].end for place in places if lexed.kinds[place] in "dmtS"]
    stop = lexed.items[segment[1] - 1].end
    for begin in starts:
        if (found := _ABOUT.match(lexed.plain, begin, stop)) and not _GENERIC.match(found["about"]):
            start, end = found.span("about")
            if not re.match(r"\s*\(", found["stop"]):
                end = start + _comma(found["about"])
            return lexed.text[start:end].strip(' ,.“”"«»')
    return ""


def _comma(about: str) -> int:
    """Cut at a comma where no bracket tells how far the title goes."""
    comma = re.search(r",(?! and | et | y )", about)
    return comma.start() if comma else len(about)
