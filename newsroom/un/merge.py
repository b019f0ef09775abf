"""Which tellings are one vote: headline, lead and annex may tell it three times."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsroom.read.text import fold_plain
from newsroom.un import symbols
from newsroom.un.votes import Method, Part, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsroom.un.lists import NameList
    from newsroom.un.objects import Object
    from newsroom.un.tellings import Telling

_COUNTED: Final = (Side.YES, Side.NO, Side.ABSTAIN)
_NEGATIVE: Final = frozenset({"reject", "fail", "veto"})


def merged(tellings: Iterable[Telling]) -> list[Telling]:
    """Return one telling for each vote, in the order in which they were first told."""
    votes: list[Telling] = []
    weak: list[Telling] = []
    for telling in tellings:
        if telling.weak:
            weak.append(telling)
            continue
        at = _find(votes, telling)
        if at is None:
            votes.append(telling)
        else:
            votes[at] = _joined(votes[at], telling)
    for telling in weak:
        if telling.numbers and (at := _find(votes, telling)) is not None and _says_more(telling):
            votes[at] = _joined(votes[at], telling)
    return _without_echoes(votes)


def _says_more(telling: Telling) -> bool:
    return len(telling.numbers) > 1


def _find(votes: list[Telling], telling: Telling) -> int | None:
    scores = [(_likeness(vote, telling), -at) for at, vote in enumerate(votes)]
    best = max(scores, default=(0.0, 0))
    return -best[1] if best[0] > 0 else None


# --- the same vote? -----------------------------------------------------------------------------


def _likeness(vote: Telling, other: Telling) -> float:
    """Return how surely two tellings are of one vote; 0 if they are not."""
    if (
        vote.body != other.body
        or vote.object.part is not other.object.part
        or _contradict(vote, other)
    ):
        return 0.0
    same_text = _likeness_of_texts(vote.object, other.object)
    if _is_voteless(vote) or _is_voteless(other):
        return same_text if _is_voteless(vote) == _is_voteless(other) else 0.0
    return _likeness_of_counts(vote, other, same_text)


def _likeness_of_counts(vote: Telling, other: Telling, same_text: float) -> float:
    agree, differ = _compare(vote.numbers, other.numbers)
    if differ:
        misprint = differ == 1 and agree > 1 and _same_symbol(vote.object, other.object)
        return 0.5 if misprint and vote.object.part is Part.WHOLE else 0.0
    if agree > 1:
        return 2.0 + same_text
    if _both_failed(vote, other) and not (
        other.object.draft and vote.object.draft and not same_text
    ):
        return 1.0 + same_text
    if agree == 1 or not (vote.numbers and other.numbers):
        return same_text
    return 0.0


def _is_voteless(telling: Telling) -> bool:
    return telling.method in {Method.WITHOUT_A_VOTE, Method.UNANIMOUS} and not telling.numbers


def _both_failed(vote: Telling, other: Telling) -> bool:
    """Tell two tellings of one text that failed in the Council: numbers here, the veto there."""
    failed = vote.action in _NEGATIVE and other.action in _NEGATIVE
    apart = vote.vetoed_by and other.vetoed_by and set(vote.vetoed_by) != set(other.vetoed_by)
    return failed and not apart and not (len(vote.numbers) > 1 and len(other.numbers) > 1)


def _compare(one: dict[Side, int], other: dict[Side, int]) -> tuple[int, int]:
    shared = [side for side in _COUNTED if side in one and side in other]
    agree = sum(one[side] == other[side] for side in shared)
    return agree, len(shared) - agree


def _contradict(vote: Telling, other: Telling) -> bool:
    one, two = vote.object, other.object
    if one.draft and two.draft and symbols.base(one.draft) != symbols.base(two.draft):
        return True
    if one.symbol and two.symbol and symbols.key(one.symbol) != symbols.key(two.symbol):
        return True
    if one.label and two.label and one.label != two.label:
        return True
    if vote.action and other.action and (vote.action in _NEGATIVE) != (other.action in _NEGATIVE):
        return True
    quoted = one.quoted and two.quoted and not _same_symbol(one, two)
    return bool(quoted and _overlap(one.title, two.title) < _ALIKE)


def _same_symbol(one: Object, two: Object) -> bool:
    drafts = one.draft and two.draft and symbols.base(one.draft) == symbols.base(two.draft)
    resolutions = one.symbol and two.symbol and symbols.key(one.symbol) == symbols.key(two.symbol)
    return bool(drafts or resolutions)


#: Share of the shorter title's words that both have.
_ALIKE: Final = 0.5


def _likeness_of_texts(one: Object, two: Object) -> float:
    """Return 1 for the same symbol, less for titles alike, little where one has no name at all."""
    if _same_symbol(one, two):
        return 1.0
    if one.title and two.title:
        share = _overlap(one.title, two.title)
        return 0.8 * share if share >= _ALIKE else 0.0
    nameless = not (one.title or one.draft or one.symbol) or not (
        two.title or two.draft or two.symbol
    )
    return 0.2 if nameless else 0.0


_WORD: Final = re.compile(r"[^\W\d_]{4,}|\d{4}")
_EMPTY: Final = frozenset(
    [
        "draft",
        "resolution",
        "text",
        "decision",
        "general",
        "assembly",
        "council",
        "security",
        "with",
        "from",
        "that",
        "this",
        "which",
        "their",
        "united",
        "nations",
        "projet",
        "resolution",
        "texte",
        "assemblee",
        "generale",
        "dans",
        "pour",
        "nations",
        "unies",
        "sobre",
        "resolucion",
        "asamblea",
    ]
)


def _overlap(one: str, two: str) -> float:
    first, second = _words(one), _words(two)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def _words(title: str) -> set[str]:
    """Return the words of a title by their beginnings: `refugees` is `refugee`."""
    return {word[:6] for word in _WORD.findall(fold_plain(title)) if word not in _EMPTY}


# --- one of two ---------------------------------------------------------------------------------


def _joined(vote: Telling, other: Telling) -> Telling:
    names = dict(vote.names)
    for side, listed in other.names.items():
        if side not in names or _better(
            listed, names[side], vote.numbers.get(side, other.numbers.get(side))
        ):
            names[side] = listed
    some = {
        side: tuple(dict.fromkeys((*vote.some.get(side, ()), *other.some.get(side, ()))))
        for side in {*vote.some, *other.some}
    }
    unanimous = Method.UNANIMOUS in {vote.method, other.method}
    special = next(
        (m for m in (vote.method, other.method) if m is not Method.RECORDED), Method.RECORDED
    )
    return replace(
        vote,
        action=_action(vote.action, other.action),
        method=Method.UNANIMOUS if unanimous else special,
        object=_object(vote.object, other.object, headline=vote.headline),
        numbers={**other.numbers, **vote.numbers},
        names=names,
        some=some,
        vetoed_by=tuple(dict.fromkeys((*vote.vetoed_by, *other.vetoed_by))),
        headline=vote.headline and other.headline,
        place=other.place,
    )


def _action(one: str | None, two: str | None) -> str | None:
    return "veto" if "veto" in {one, two} else one or two


def _better(new: NameList, known: NameList, number: int | None) -> bool:
    return len(new.codes) == number and len(known.codes) != number


def _object(one: Object, two: Object, *, headline: bool) -> Object:
    """Take the draft's latest form, the title in quotation marks, the longest of others."""
    draft = one.draft or two.draft
    if one.draft and two.draft and len(two.draft) > len(one.draft):
        draft = two.draft
    title, quoted = one.title, one.quoted
    if two.title and (not title or (two.quoted and not quoted) or (headline and not quoted)):
        title, quoted = two.title, two.quoted
    return replace(
        one,
        draft=draft,
        symbol=one.symbol or two.symbol,
        title=title,
        quoted=quoted,
        label=one.label or two.label,
    )


# --- echoes -------------------------------------------------------------------------------------


def _without_echoes(votes: list[Telling]) -> list[Telling]:
    """Leave out texts adopted without a vote that the summary paraphrases and the body names."""
    named = [v for v in votes if _is_voteless(v) and (v.object.draft or v.object.symbol)]
    kept: list[Telling] = []
    for vote in votes:
        vague = _is_voteless(vote) and not (vote.object.draft or vote.object.symbol)
        echo = vague and any(_may_echo(vote, other) for other in named)
        if not echo and not _is_lesser(vote, votes):
            kept.append(vote)
    return kept


def _may_echo(vague: Telling, other: Telling) -> bool:
    if vague.object.part is not other.object.part or vague.method is not other.method:
        return False
    return not vague.object.title or _overlap(vague.object.title, other.object.title) > 0


def _is_lesser(vote: Telling, votes: list[Telling]) -> bool:
    """Tell a failure without numbers where the page counts one: "failed to adopt" alone."""
    if vote.numbers or vote.action not in _NEGATIVE or vote.object.draft:
        return False
    return any(
        o is not vote and o.numbers and o.action in _NEGATIVE and o.body == vote.body for o in votes
    )
