"""What one sentence says about votes: each mention with its outcome, its part, its text.

A sentence is cut among its *anchors* (tallies, and words like "without a vote"): told before its
text ("By a recorded vote of ..., the Assembly adopted ...") an anchor owns what follows it, told
after it ("... was adopted by ...") what precedes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from newsroom.un import symbols
from newsroom.un.objects import Object, object_of
from newsroom.un.symbols import Symbol
from newsroom.un.tally import Tally, counts, tallies, vetoes
from newsroom.un.votes import Method, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.un.lexer import Lexed


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One telling of one vote."""

    #: `adopt`, `approve`, `keep`, `reject`, `fail` or `veto`; None where the sentence says nothing.
    action: str | None
    method: Method
    object: Object
    tally: Tally | None = None
    vetoed_by: tuple[str, ...] = ()
    #: Offsets of the verb, of the tally and of the word of a veto in the sentence.
    verb: tuple[int, int] | None = None
    span: tuple[int, int] = (0, 0)
    veto: tuple[int, int] | None = None
    #: A delegate's words, or another body's vote: it can confirm a vote, not make one.
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one sentence says."""

    mentions: tuple[Mention, ...] = ()
    #: Counts that stand alone: they may complete the sentence before.
    loose: tuple[Tally, ...] = ()
    vetoed_by: tuple[str, ...] = ()
    #: What the sentence speaks of, voted or not.
    subject: Object = field(default_factory=Object)
    #: The sentence's own verb of outcome, for a tally in the next one.
    action: str | None = None
    #: Words of a delegate.
    speech: bool = False


@dataclass(frozen=True, slots=True)
class _Anchor:
    start: int
    end: int
    tally: Tally | None = None
    method: Method | None = None


_METHODS: Final = {"U": Method.UNANIMOUS, "W": Method.WITHOUT_A_VOTE, "H": Method.SHOW_OF_HANDS}
#: Without one of these letters a sentence says nothing of a vote.
_TRIGGER: Final = re.compile(r"[PNKUWHFfAaBX3SV]")


def read(lexed: Lexed, lang: str) -> Reading:
    """Read one sentence."""
    if not _TRIGGER.search(lexed.kinds):
        return Reading()
    told = tallies(counts(lexed, lang))
    verbs = _verbs(lexed.kinds)
    vetoed_by = vetoes(lexed)
    speech = _is_speech(lexed)
    anchors = _anchors(lexed, told, verbs, has_veto="K" in lexed.kinds)
    mentions = _mentions(lexed, told, anchors, verbs, vetoed_by, speech=speech)
    used = {id(anchor.tally) for anchor in anchors} | {id(mention.tally) for mention in mentions}
    loose = tuple(tally for tally in told if id(tally) not in used)
    first = verbs[0] if verbs else None
    return Reading(
        mentions=mentions,
        loose=() if mentions and not loose else loose,
        vetoed_by=vetoed_by,
        subject=object_of(lexed, first, (0, len(lexed.kinds)), None),
        action=_action(lexed, first) if first is not None else None,
        speech=speech,
    )


# --- verbs --------------------------------------------------------------------------------------

#: Not yet, not really: `would be adopted`, `to be retained`, `if adopted`.
_NOT_YET: Final = re.compile(r"q[oewvu]{0,2}$")


def _verbs(kinds: str) -> list[int]:
    """Return the places of verbs of outcome that happened."""
    return [at for at, kind in enumerate(kinds) if kind in "PN" and not _NOT_YET.search(kinds[:at])]


def _action(lexed: Lexed, at: int) -> str:
    return str(lexed.items[at].value)


_SPEECH: Final = re.compile(r"u[^.;]*s|s[^PN]*u|^[^PN9]{0,12}C[^PN]{0,6}s")


def _is_speech(lexed: Lexed) -> bool:
    return _SPEECH.search(lexed.kinds) is not None


# --- anchors ------------------------------------------------------------------------------------

_NEAR: Final = 14


def _anchors(
    lexed: Lexed, told: Sequence[Tally], verbs: Sequence[int], *, has_veto: bool
) -> list[_Anchor]:
    kinds = lexed.kinds
    found = [
        _Anchor(tally.start, tally.end, tally)
        for tally in told
        if _is_vote(tally, kinds, has_verb=bool(verbs) or has_veto)
    ]
    for match in re.finditer(r"[UWH]", kinds):
        at = match.start()
        owner = next((a for a in found if a.tally and _together(kinds, at, a, verbs)), None)
        if owner:
            found[found.index(owner)] = _Anchor(
                owner.start, owner.end, owner.tally, _METHODS[match.group()]
            )
        elif verbs and (match.group() != "H"):
            found.append(_Anchor(at, at + 1, None, _METHODS[match.group()]))
    return sorted(found, key=lambda anchor: anchor.start)


def _is_vote(tally: Tally, kinds: str, *, has_verb: bool) -> bool:
    """Tell a tally from a number that stands by chance beside a word of voting."""
    numbers = tally.numbers
    stated = [side for side in numbers if tally.counts[side].number is not None]
    if len(numbers) > 1 and stated:
        return True
    if not stated:
        return False
    voting = re.search(r"[VRFAB]", kinds[max(tally.start - 4, 0) : tally.end])
    return has_verb and voting is not None


def _together(kinds: str, at: int, anchor: _Anchor, verbs: Sequence[int]) -> bool:
    """Tell "unanimously, with 15 in favour" from two votes in one sentence."""
    between = kinds[at + 1 : anchor.start] if at < anchor.start else kinds[anchor.end : at]
    if kinds[at] == "W":
        return False
    return len(between) <= _NEAR and ";" not in between and len(verbs) <= 1


# --- from anchors to mentions -------------------------------------------------------------------


def _mentions(  # noqa: PLR0913 - what was found out about one sentence
    lexed: Lexed, told: Sequence[Tally], anchors: Sequence[_Anchor], verbs: Sequence[int],
    vetoed_by: tuple[str, ...], *, speech: bool,
) -> tuple[Mention, ...]:  # fmt: skip
    if not anchors:
        return _without_anchor(lexed, told, verbs, vetoed_by, speech=speech)
    found: list[Mention] = []
    for anchor, segment in zip(anchors, _segments(lexed.kinds, anchors, verbs), strict=True):
        verb = _verb_of(lexed.kinds, anchor, segment, verbs)
        if anchor.tally is None and (verb is None or lexed.kinds[verb] == "N"):
            continue
        base = _mention(
            lexed, anchor, segment, verb, vetoed_by if len(anchors) == 1 else (), speech=speech
        )
        shared = verb is not None and not segment[0] <= verb < segment[1]
        if found and shared and not re.search(r"[dpmtz]", lexed.kinds[segment[0] : segment[1]]):
            # As in: one amendment was rejected by this vote, and another (its symbol) by that.
            base = replace(base, object=replace(base.object, part=found[-1].object.part))
        found += [base] if anchor.tally else _each_text(lexed, base, segment)
    return tuple(found)


def _without_anchor(
    lexed: Lexed, told: Sequence[Tally], verbs: Sequence[int], vetoed_by: tuple[str, ...], *,
    speech: bool,
) -> tuple[Mention, ...]:  # fmt: skip
    """Read "failed to adopt", "vetoed", "adopting resolution 2686 (2023)": told without numbers."""
    kinds = lexed.kinds
    failed = next((v for v in verbs if kinds[v] == "N" and _action(lexed, v) == "fail"), None)
    veto = kinds.find("K")
    if failed is None and (veto < 0 or not vetoed_by):
        return ()
    if veto >= 0 and _NOT_YET.search(kinds[:veto]):
        return ()
    at = failed if failed is not None else veto
    named = next((tally for tally in told if tally.numbers), None)
    item = lexed.items[at]
    whole = (0, len(kinds))
    return (
        Mention(
            action="veto" if veto >= 0 else "fail",
            method=Method.RECORDED,
            object=object_of(lexed, at, whole, None),
            tally=named,
            vetoed_by=vetoed_by,
            verb=(item.start, item.end),
            span=(item.start, item.end),
            veto=_place_of_veto(lexed, whole),
            weak=speech,
        ),
    )


def _mention(  # noqa: PLR0913 - what was found out about one anchor
    lexed: Lexed, anchor: _Anchor, segment: tuple[int, int], verb: int | None,
    vetoed_by: tuple[str, ...], *, speech: bool,
) -> Mention:  # fmt: skip
    action = _action(lexed, verb) if verb is not None else None
    kinds = lexed.kinds[segment[0] : segment[1]]
    if "K" in kinds and (vetoed_by or action in {None, "fail", "reject"}) and anchor.tally:
        action = "veto"
    first, last = lexed.items[anchor.start], lexed.items[anchor.end - 1]
    return Mention(
        action=action,
        method=anchor.method or Method.RECORDED,
        object=object_of(lexed, verb, segment, (anchor.start, anchor.end)),
        tally=anchor.tally,
        vetoed_by=vetoed_by,
        verb=_place_of_verb(lexed, verb, segment),
        span=(first.start, last.end),
        veto=_place_of_veto(lexed, segment) if action == "veto" else None,
        weak=speech and not _before_speech(lexed, anchor),
    )


def _place_of_verb(
    lexed: Lexed, verb: int | None, segment: tuple[int, int]
) -> tuple[int, int] | None:
    if verb is None:
        return _place_of_veto(lexed, segment)
    return lexed.items[verb].start, lexed.items[verb].end


def _place_of_veto(lexed: Lexed, segment: tuple[int, int]) -> tuple[int, int] | None:
    at = lexed.kinds.find("K", *segment)
    return (lexed.items[at].start, lexed.items[at].end) if at >= 0 else None


def _before_speech(lexed: Lexed, anchor: _Anchor) -> bool:
    """Tell whether the body's own act is told before anybody speaks."""
    speaks = re.search(r"[us]", lexed.kinds)
    return speaks is not None and anchor.end <= speaks.start()


def _each_text(lexed: Lexed, base: Mention, segment: tuple[int, int]) -> list[Mention]:
    """Make a mention of each draft that one "without a vote" adopts."""
    drafts = [
        item.value
        for item in lexed.items[segment[0] : segment[1]]
        if isinstance(item.value, Symbol) and item.value.kind is symbols.Kind.DRAFT
    ]
    if base.object.part is not Part.WHOLE or len({symbols.base(d.text) for d in drafts}) < 2:  # noqa: PLR2004 - several
        return [base]
    return [
        replace(base, object=base.object.for_draft(lexed, draft, segment))
        for draft in dict.fromkeys(d.text for d in drafts)
    ]


def _segments(
    kinds: str, anchors: Sequence[_Anchor], verbs: Sequence[int]
) -> list[tuple[int, int]]:
    """Cut the sentence among its anchors."""
    if len(anchors) == 1:
        return [(0, len(kinds))]
    first = anchors[0]
    tally_first = not any(v < first.start for v in verbs) and not re.search(
        r"[dpmtSQ]", kinds[: first.start]
    )
    if tally_first:
        starts = [0, *(_clause_start(kinds, a.start) for a in anchors[1:])]
        return list(zip(starts, [*starts[1:], len(kinds)], strict=True))
    ends = [_clause_end(kinds, a.end, b.start) for a, b in pairwise(anchors)]
    ends.append(len(kinds))
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _clause_start(kinds: str, at: int) -> int:
    """Go back over "and by a recorded vote of" to where the clause of an anchor begins."""
    while at > 0 and kinds[at - 1] in "yoRVb,&;9-":
        at -= 1
    return at


def _clause_end(kinds: str, at: int, limit: int) -> int:
    """Let an anchor keep what stands before the next conjunction: its list, its text."""
    conjunction = re.search(r"[,;]?&|;", kinds[at:limit])
    return at + conjunction.start() if conjunction else at


def _verb_of(
    kinds: str, anchor: _Anchor, segment: tuple[int, int], verbs: Sequence[int]
) -> int | None:
    """Return the verb that an anchor's numbers belong to."""
    inside = [
        v for v in verbs if segment[0] <= v < segment[1] and not anchor.start < v < anchor.end
    ]
    opening = max((kinds.rfind(mark, segment[0], anchor.start) for mark in ",;(-"), default=-1)
    opening = max(opening + 1, segment[0])
    left = [v for v in inside if v < anchor.start]
    right = [v for v in inside if v >= anchor.end]
    if own := [v for v in left if v >= opening]:
        return own[-1]
    if right and (not left or (right[0] - anchor.end <= 3 < opening - left[-1])):  # noqa: PLR2004 - `, the Assembly adopted`
        return right[0]
    if left:
        return left[-1]
    before = [v for v in verbs if v < segment[0]]
    after = [v for v in verbs if v >= segment[1]]
    return before[-1] if before else after[0] if after else None
