"""Roll calls printed as lists: the annexes of older pages, and Geneva's "result of the vote".

A block is a run of labels, each with the names of its side: `In favour (18): Albania, ...`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsroom.un.lists import NameList, match_name, read_list
from newsroom.un.text import even, tokens
from newsroom.un.votes import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One side of a block."""

    #: The number that its label states.
    number: int | None
    names: NameList


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCall:
    """A block of lists, one for each side that is printed."""

    sides: Mapping[Side, Listed]

    @property
    def sizes(self) -> dict[Side, int | None]:
        """Return the number of each side: the one stated, else how many it names."""
        return {side: _size(listed) for side, listed in self.sides.items()}


def _size(listed: Listed) -> int | None:
    if listed.number is not None:
        return listed.number
    if listed.names.nobody:
        return 0
    return len(listed.names.codes) if listed.names.clean else None


_LABELS: Final = {
    Side.YES: (
        r"(?:those |states )?(?:votes? |voting |voted )?in favou?r|for|yes|(?:ont vot[ée] |votent "
        r"|votes? |voix )?pour|en faveur|(?:votos |votaron )?a favor|(?:голосовали )?за"
        r"|проголосовали за"
    ),
    Side.NO: (
        r"(?:those |states )?(?:votes? |voting |voted )?against|opposed|no|(?:ont vot[ée] |votent "
        r"|votes? |voix )?contre|(?:votos |votaron )?en contra|(?:голосовали )?против"
        r"|проголосовали против"
    ),
    Side.ABSTAIN: (
        r"abstain(?:ed|ing)?|abstentions?|se sont abstenus|s'abstiennent|abstenus|abstenciones"
        r"|abstenci[oó]n|se abstuvieron|воздержал(?:ись|ся|ась)|воздержавшиеся"
    ),
    Side.ABSENT: (
        r"absent(?:ees|s|es)?|not voting|did not vote|non[- ]voting|n'ont pas vot[ée]|non votants?"
        r"|ausentes?|no votaron|отсутств\w+|не голосовали|не участвовали(?: в голосовании)?"
    ),
}
_GROUPS: Final = {f"s{number}": side for number, side in enumerate(_LABELS)}
_LABEL: Final = re.compile(
    r"(?:(?P<start>^)|(?<=[.;:,)\]–-])|(?<=follows)|(?<=suivant)|(?<=suit))\s*\W{0,3}(?:"
    + "|".join(f"(?P<s{number}>{words})" for number, words in enumerate(_LABELS.values()))
    + r")\b['\"”*]{0,3}\s*"
    r"(?:\(\s*(?P<n1>\d{1,3})[^()\d]{0,20}\)|(?P<n2>\d{1,3})(?=\s*[:–-]))?\s*"
    r"(?P<mark>[:–-]|\.\s(?=[A-Z])|$)?\s*",
    re.IGNORECASE,
)
#: A list of names may hold this share of words that are none (slips, footnotes).
_FOREIGN: Final = 0.34


@dataclass(slots=True)
class _Open:
    """A label whose names are being gathered."""

    side: Side
    number: int | None
    text: str


def split(paragraphs: Iterable[str], lang: str) -> Iterator[str | RollCall]:
    """Yield the paragraphs of a text with its roll calls taken out, each in its place."""
    gathered: list[_Open] = []
    for paragraph in paragraphs:
        plain = even(paragraph)
        labels = _labels(plain, lang)
        if not labels:
            if gathered and _is_names(plain, lang):
                gathered[-1].text += f"; {plain}"
                continue
            yield from _closed(gathered, lang)
            gathered = []
            yield paragraph
            continue
        before = plain[: labels[0].start()].strip(" \"'“*–-")
        if gathered and before and _is_names(before, lang):
            gathered[-1].text += f"; {before}"
        elif before:
            yield from _closed(gathered, lang)
            gathered = []
            yield paragraph[: labels[0].start()]
        for label, text in _texts(plain, labels):
            side = _side(label)
            if any(opened.side is side for opened in gathered):
                yield from _closed(gathered, lang)
                gathered = []
            number = label["n1"] or label["n2"]
            gathered.append(_Open(side, int(number) if number else None, text))
    yield from _closed(gathered, lang)


def _labels(plain: str, lang: str) -> list[re.Match[str]]:
    """Return the labels of a paragraph that are followed by names, or end it."""
    # Without a colon a label only stands at the beginning; most paragraphs have neither.
    candidates = _LABEL.finditer(plain) if ":" in plain else filter(None, [_LABEL.match(plain)])
    found = [match for match in candidates if _may_be_label(match, plain, lang)]
    return [match for match, text in _texts(plain, found) if not text or _is_names(text, lang)]


def _may_be_label(match: re.Match[str], plain: str, lang: str) -> bool:
    mark = match["mark"]
    if mark and (mark == ":" or match["start"] is not None):
        return True
    rest = plain[match.end() :]
    if match["start"] is None:
        return False
    return not rest or _begins_with_name(rest, lang) or (mark == "" and not rest)


def _texts(plain: str, labels: list[re.Match[str]]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each label with the text up to the next one."""
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        end = following.start() if following else len(plain)
        yield label, _one_list(plain[label.end() : end])


#: What follows the last list on the same line: another sentence.
_NEXT_SENTENCE: Final = re.compile(r"[.]\s+(?=[A-ZÀ-ÞА-Я][\w'-]+ [a-zà-ÿа-я(])")


def _one_list(text: str) -> str:
    return _NEXT_SENTENCE.split(text, maxsplit=1)[0].strip(" .;,*\"'–-")


def _side(label: re.Match[str]) -> Side:
    return next(side for group, side in _GROUPS.items() if label[group] is not None)


def _begins_with_name(text: str, lang: str) -> bool:
    found = tokens(text[:120])
    folded = [token.folded for token in found]
    skip = 1 if folded[:1] and folded[0] in {"the", "le", "la", "les", "l"} else 0
    return bool(found[skip:]) and match_name(found, folded, skip, lang) is not None


def _is_names(text: str, lang: str) -> bool:
    names = read_list(text, lang)
    if names.nobody:
        return len(text) < 40  # noqa: PLR2004 - "None.", not a sentence about nobody
    return bool(names.codes) and len(names.unknown) <= _FOREIGN * len(names.codes)


def _closed(gathered: list[_Open], lang: str) -> Iterator[RollCall]:
    """Yield what was gathered, if it is a roll call: two sides at least, with names in one."""
    sides = {
        opened.side: Listed(number=opened.number, names=read_list(opened.text, lang))
        for opened in gathered
        if opened.text
    }
    if len(sides) > 1 or any(len(listed.names.codes) > 1 for listed in sides.values()):
        yield RollCall(sides=sides)
