"""The grammar of a tally: which number, and which names, belong to which side.

Each rule is a pattern over the kinds of a sentence (see `lexicon.KINDS`); rules are tried in their
order at each token, from left to right, and what one has read no other reads again. So it does not
matter in which order a page tells the sides, nor whether one sentence holds several tallies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.un.lists import NameList, read_list
from newsroom.un.votes import PERMANENT, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.un.lexer import Lexed


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a sentence says about one side."""

    side: Side
    number: int | None = None
    names: NameList | None = None
    #: The names are some of many: "including China".
    partial: bool = False
    #: Tokens.
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts that belong to one vote."""

    counts: Mapping[Side, Count]
    #: Names given as examples, by side.
    some: Mapping[Side, tuple[str, ...]] = field(default_factory=dict)
    start: int
    end: int

    def number(self, side: Side) -> int | None:
        """Return the number of a side; names without a number count themselves."""
        count = self.counts.get(side)
        if count is None:
            return None
        if count.number is None and count.names and not count.partial:
            return len(count.names.codes) if count.names.clean else None
        return count.number

    @property
    def numbers(self) -> dict[Side, int]:
        """Return the numbers that are stated."""
        return {side: n for side in self.counts if (n := self.number(side)) is not None}


_SIDES: Final = {
    "F": Side.YES,
    "f": Side.YES,
    "A": Side.NO,
    "a": Side.NO,
    "B": Side.ABSTAIN,
    "X": Side.ABSENT,
}

# --- the pieces of which the rules are made -----------------------------------------------------

_SIDE: Final = r"[FfAaBX]"
#: Words between a number and its side: `141 countries voted`, `nine members of the Council were`.
_UNITS: Final = r"[MVvoe]{0,5}(?:b[ow]{0,3}[MV]?[ve]{0,2})?"
_BRACKET: Final = r"\((?:[^()]|\([^()]*\))*\)"
#: A list between a number and its side, or after the side.
_BETWEEN: Final = rf"(?:{_BRACKET}|-[^-9]*-|,o?C,)"
#: What follows a side and names its States.
_AFTER: Final = (
    rf"(?:,?{_BRACKET}|-o?C(?:-|(?=[,;.)&]|$))|:o?C|,o?C(?=[,;.)]|$|&9)|[ob]{{0,2}}yo?C|e[o:]?C)"
)
_NOT_COUNTED: Final = r"(?![MV]?[dpmtl9])"

# --- the rules ----------------------------------------------------------------------------------


class _Rule(NamedTuple):
    name: str
    #: The kinds that it can begin with.
    begins: str
    pattern: re.Pattern[str]


def _rule(name: str, begins: str, *pattern: str) -> _Rule:
    return _Rule(name, begins, re.compile("".join(pattern)))


_RULES: Final = (
    # 106 voix contre une (list) · 106 votos contra 2 · 106 голосами против 1
    _rule(
        "volume",
        "9",
        rf"(?P<yes>9)(?:V(?P<l1>{_BRACKET})?)?[Aa](?P<no>9)(?P<l2>{_BRACKET})?",
        rf"(?!{_UNITS}{_SIDE})",
    ),
    # a recorded vote of 106 to 1 · 106 votes to 1 · a vote of 106 (list) to 1 (list)
    _rule(
        "to",
        "VRvy",
        r"(?:[VRv][bo]{0,3}",
        rf"|y[oR]{{0,2}})(?P<yes>9)V?(?P<l1>{_BRACKET})?T(?P<no>9)(?P<l2>{_BRACKET})?",
        rf"(?!{_UNITS}{_SIDE})",
    ),
    _rule("votes to", "9", rf"(?P<yes>9)VT(?P<no>9)(?!{_UNITS}{_SIDE})"),
    # 10-1-4, after a word of voting
    _rule("joined", "3", r"(?P<three>3)"),
    # 141 in favour · 7 (Belarus, ...) against · seven countries - Belarus, ... - voted against
    _rule(
        "number, side",
        "9",
        rf"(?P<n>9){_UNITS}(?P<l1>{_BETWEEN})?-?[ov]{{0,2}}(?:{_UNITS})(?P<side>{_SIDE})",
        rf"(?P<l2>{_AFTER})?",
    ),
    # with China, India and Gabon abstaining · Russia voted against · (United States against)
    _rule(
        "names, side",
        "C",
        r"(?P<c>C)[oRM]{0,2}(?:(?:[oe]{0,2}v+[oe]?(?P<s1>[FfAaBX]))|[eo]{0,2}(?P<s2>[BX])",
        r"|e?(?P<s3>[FAa])(?=[,;&.)]|$))(?![9b])",
    ),
    # abstentions from China and India · против голосовали Россия ... · voting against were ...
    _rule(
        "side, names",
        "FfAaBX",
        r"(?P<s>[FfAaBX])(?:(?:[vMoe]{0,2}:|[vMo]{0,2}e|[Mo]{0,2}v[Mo]?|b?y)[oM]{0,2}",
        r"|(?<=[BX])b?o?|(?<=A)bo?)(?P<c>C)",
    ),
    # Among those abstaining were China and India · including China (read with the side before)
    _rule("some, side", "I", r"I[owvMbe]{0,4}(?P<s>[FfAaBX])[ve:o]{0,3}(?P<some>C)"),
    _rule("some", "I", r"I[owbe]{0,3}(?P<some>C)"),
    # In favour: 141 · за – 141 · за проголосовала 141 страна · abstentions (24): Albania, ...
    _rule(
        "side, number",
        "FfAaBX",
        rf"(?P<side>{_SIDE})(?:[vMVo]{{0,3}}[:\-(]|(?<=[FABX])[vMVo]{{0,3}}|[vMVo]{{1,3}}",
        rf"|\()o?(?P<n>9)\)?{_NOT_COUNTED}[MV]?(?P<l2>:?{_BRACKET}",
        r"|[:-]?o?C(?![oRM]{0,2}[oe]{0,2}v*[FfAaBX])|,o?C(?=[,;.)]|$))?",
    ),
    # за проект резолюции (its symbol) проголосовали 13 стран
    _rule(
        "side, text, number",
        "FfAa",
        r"(?P<side>[FfAa])(?:[wobdS]|\([ow]{0,2}S\)){1,6}v[Mo]?(?P<n>9)(?:M|(?=[,;.&]|$))",
    ),
    # received 13 votes · recueilli 13 voix
    _rule("obtained", "G", rf"G[ow]{{0,2}}(?P<yes>9)o?V(?!{_SIDE})"),
    # by 141 votes · с 141 голосом, where no side is named
    _rule("votes alone", "yo", rf"(?:y|o)(?P<yes>9)V(?!{_UNITS}{_SIDE}|T)(?=[,.;)(&oCPd]|$)"),
)


_BY_KIND: Final = {
    kind: tuple(rule for rule in _RULES if kind in rule.begins)
    for kind in {kind for rule in _RULES for kind in rule.begins}
}


def counts(lexed: Lexed, lang: str) -> list[Count]:
    """Return all counts of a sentence in their order."""
    found: list[Count] = []
    at = 0
    while at < len(lexed.kinds):
        for rule in _BY_KIND.get(lexed.kinds[at], ()):
            match = rule.pattern.match(lexed.kinds, at)
            if match and (read := list(_read(rule.name, match, lexed, lang, found))):
                found += read
                at = match.end()
                break
        else:
            at += 1
    return found


def _read(
    name: str, match: re.Match[str], lexed: Lexed, lang: str, before: Sequence[Count]
) -> Iterator[Count]:
    """Yield what a rule has read."""
    start, end = match.span()
    if name in {"volume", "to", "votes to", "obtained", "votes alone"}:
        yield from _numbers(match, lexed, lang)
    elif name == "joined":
        for side, number in zip(Side, _triple(lexed, match.start("three")), strict=False):
            yield Count(side=side, number=number, start=start, end=end)
    elif name in {"number, side", "side, number", "side, text, number"}:
        yield _numbered(match, lexed, lang)
    elif name == "some":
        if before:
            some = NameList(codes=_codes(lexed, match.start("some")))
            yield Count(side=before[-1].side, names=some, partial=True, start=start, end=end)
    else:
        yield _named(match, lexed)


def _numbered(match: re.Match[str], lexed: Lexed, lang: str) -> Count:
    """Return a side with its number, and the names beside them."""
    number = _number(lexed, match.start("n"))
    names, partial = _names(match, lexed, lang, number) or (None, False)
    side, (start, end) = _SIDES[match["side"]], match.span()
    return Count(side=side, number=number, names=names, partial=partial, start=start, end=end)


def _named(match: re.Match[str], lexed: Lexed) -> Count:
    """Return a side with names alone."""
    parts = match.groupdict()
    side = _SIDES[next(filter(None, (parts.get(key) for key in ("s", "s1", "s2", "s3"))))]
    group = "some" if parts.get("some") else "c"
    names = NameList(codes=_codes(lexed, match.start(group)))
    start, end = match.span()
    return Count(side=side, names=names, partial=group == "some", start=start, end=end)


def _numbers(match: re.Match[str], lexed: Lexed, lang: str) -> Iterator[Count]:
    for key, side, group in (("yes", Side.YES, "l1"), ("no", Side.NO, "l2")):
        if match.groupdict().get(key):
            number = _number(lexed, match.start(key))
            names = _inside(match, group, lexed, lang)
            listed = names[0] if names else None
            yield Count(
                side=side, number=number, names=listed, start=match.start(), end=match.end()
            )


def _number(lexed: Lexed, at: int) -> int:
    value = lexed.items[at].value
    return value if isinstance(value, int) else 0


def _triple(lexed: Lexed, at: int) -> tuple[int, ...]:
    value = lexed.items[at].value
    return value if isinstance(value, tuple) else ()


def _codes(lexed: Lexed, at: int) -> tuple[str, ...]:
    value = lexed.items[at].value
    return tuple(dict.fromkeys(value)) if isinstance(value, tuple) else ()


def _names(
    match: re.Match[str], lexed: Lexed, lang: str, number: int
) -> tuple[NameList, bool] | None:
    """Return the names of the list inside a rule, and whether they are only some."""
    for group in ("l1", "l2"):
        names = _inside(match, group, lexed, lang)
        if names and (names[0].codes or names[0].nobody):
            bare = match[group][0] == ","
            if not bare or len(names[0].codes) == number:
                return names
    return None


def _inside(
    match: re.Match[str], group: str, lexed: Lexed, lang: str
) -> tuple[NameList, bool] | None:
    if not match.groupdict().get(group):
        return None
    start, end = match.span(group)
    kinds = lexed.kinds[start:end]
    first = re.search(r"[^,:(\-yobe]", kinds)
    if first is None or ("C" not in kinds and not re.search(r"w", kinds)):
        return None
    some = re.match(r"[,:(\-]*I", kinds) is not None
    begin = start + (first.start() + 1 if some else first.start())
    text = (
        lexed.within(begin, end).strip(" ,;:)–-")
        if not kinds.endswith(")")
        else lexed.within(begin, end - 1)
    )
    listed = read_list(text, lang)
    if not listed.codes and "C" not in kinds:
        return None
    return listed, some


# --- tallies ------------------------------------------------------------------------------------


def tallies(found: Sequence[Count]) -> list[Tally]:
    """Put counts together: a side told again begins another tally."""
    grouped: list[Tally] = []
    for count in found:
        if grouped and not _is_new(grouped[-1], count):
            grouped[-1] = add(grouped[-1], count)
        else:
            grouped.append(_begun(count))
    return grouped


#: Tokens between two counts of one tally; lists are one token, explanations are many.
_WIDEST: Final = 40


def _is_new(tally: Tally, count: Count) -> bool:
    if count.start - tally.end > _WIDEST:
        return True
    same = tally.counts.get(count.side)
    return same is not None and same.number is not None and count.number is not None


def _begun(count: Count) -> Tally:
    empty = Tally(counts={}, start=count.start, end=count.end)
    return add(empty, count)


def add(tally: Tally, count: Count) -> Tally:
    """Return the tally with one more count; names join the number that was there before them."""
    sides = dict(tally.counts)
    some = dict(tally.some)
    known = sides.get(count.side)
    if count.partial and count.names:
        some[count.side] = (*some.get(count.side, ()), *count.names.codes)
        if count.number is not None and known is None:
            sides[count.side] = replace(count, names=None, partial=False)
    elif known is None:
        sides[count.side] = count
    elif known.number is None:
        sides[count.side] = replace(known, number=count.number, names=count.names or known.names)
    elif count.names and _lacks_names(known) and len(count.names.codes) == known.number:
        sides[count.side] = replace(known, names=count.names)
    return Tally(
        counts=sides, some=some, start=min(tally.start, count.start), end=max(tally.end, count.end)
    )


def _lacks_names(known: Count) -> bool:
    return known.names is None or not known.names.clean


# --- vetoes -------------------------------------------------------------------------------------

_VETO: Final = re.compile(
    r"K(?:[owyvbMeRVaGT,(\-:9]|K){0,14}?(?P<by>C)|(?P<who>C)[oweIvbyMT,]{0,6}?(?P<k>K)"
)


def vetoes(lexed: Lexed) -> tuple[str, ...]:
    """Return the permanent members that a sentence says cast a veto, in its order."""
    found: list[str] = []
    for match in _VETO.finditer(lexed.kinds):
        at = match.start("by") if match["by"] else match.start("who")
        found += [code for code in _codes(lexed, at) if code in PERMANENT]
    return tuple(dict.fromkeys(found))
