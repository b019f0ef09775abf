"""Who says it, counted by origin: ten outlets that repeat one ministry are one voice.

An origin is who claims it, as the reports attribute it. What no report attributes is of unknown
origin, each outlet by itself. Never a verdict on who is right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsroom.facts import State, VoiceFact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsroom.settings import Source

#: Whose accounts of one event are two accounts: the sides to the region's conflicts.
_OPPOSED: Final = (
    frozenset({"AM", "AZ"}),
    frozenset({"KARABAKH", "AZ"}),
    frozenset({"GE", "RU"}),
    frozenset({"GE", "ABKHAZIA"}),
    frozenset({"GE", "SOUTH_OSSETIA"}),
    frozenset({"RU", "UA"}),
)
#: Origins kept for one story.
_MOST: Final = 40
#: Whose institution it is nobody says: `any/defence-ministry`.
_ANY: Final = "any"


#: Without recognition, and each one voice, whichever of its bodies speaks.
_DE_FACTO: Final = frozenset({"KARABAKH", "ABKHAZIA", "SOUTH_OSSETIA"})


def one_origin(one: str, other: str) -> bool:
    """Say whether two origins are the same, or bodies of one authority without recognition."""
    side = one.partition("/")[0]
    return one == other or (side in _DE_FACTO and side == other.partition("/")[0])


def whole_origins(origins: Iterable[str]) -> dict[str, str]:
    """Return each origin of one report with the one that is meant.

    Where one country's ministry is named, and "the ministry" beside it, the second is the first.
    """
    known = tuple(dict.fromkeys(origins))
    return {origin: _meant(origin, known) for origin in known}


def _meant(origin: str, known: Sequence[str]) -> str:
    same = next(one for one in known if one_origin(one, origin))
    if same != origin:
        return same
    meant = [one for one in known if one != origin and _is_bare(origin, one)]
    return meant[0] if len(meant) == 1 else origin


def _is_bare(origin: str, other: str) -> bool:
    """Say whether an origin is an institution of nobody knows whom, and another one its like."""
    side, _, body = origin.partition("/")
    return side == _ANY and other.partition("/")[2] == body


def added(
    known: Sequence[VoiceFact], said: Iterable[VoiceFact], sources: Mapping[str, Source]
) -> tuple[VoiceFact, ...]:
    """Return the voices of a story after a report, the first one first."""
    voices = list(known)
    for one in said:
        at = _place_of(one, voices)
        if at is None:
            voices.append(one)
        else:
            voices[at] = _joined(voices[at], one)
    owners = [_owners(voice, sources) for voice in voices[:_MOST]]
    return tuple(
        replace(voice, independent=_independent(at, voices, owners))
        for at, voice in enumerate(voices[:_MOST])
    )


def _place_of(one: VoiceFact, voices: Sequence[VoiceFact]) -> int | None:
    """Return where a voice stands already: by its origin, else as its outlet names it in short."""
    same = next((at for at, other in enumerate(voices) if _same(one, other)), None)
    if same is not None:
        return same
    short = [at for at, other in enumerate(voices) if _shortened(one, other)]
    return short[0] if len(short) == 1 else None


def _same(one: VoiceFact, other: VoiceFact) -> bool:
    if one.origin or other.origin:
        return one_origin(one.origin, other.origin)
    return bool(set(one.outlets) & set(other.outlets))


def _shortened(one: VoiceFact, other: VoiceFact) -> bool:
    """Say whether one outlet names an institution with its country, and once without."""
    bare = _is_bare(one.origin, other.origin) or _is_bare(other.origin, one.origin)
    return bare and one.denies is other.denies and bool(set(one.outlets) & set(other.outlets))


def _joined(old: VoiceFact, new: VoiceFact) -> VoiceFact:
    """Return an origin after it spoke again: what it states now counts, what it leaves out stays.

    A denial is over when it states a toll of its own.
    """
    counts = new.killed is not None or new.wounded is not None
    whole = new if _is_bare(old.origin, new.origin) else old
    return replace(
        old,
        origin=whole.origin,
        side=whole.side,
        outlets=tuple(dict.fromkeys((*old.outlets, *new.outlets))),
        killed=old.killed if new.killed is None else new.killed,
        wounded=old.wounded if new.wounded is None else new.wounded,
        at_least=_least(old, new) if counts else old.at_least,
        denies=new.denies or (old.denies and not counts),
    )


def _least(old: VoiceFact, new: VoiceFact) -> tuple[str, ...]:
    """Return of which figures the least is told: of a new figure as it is told now."""
    kept = (name for name in old.at_least if getattr(new, name) is None)
    return (*kept, *new.at_least)


def _owners(voice: VoiceFact, sources: Mapping[str, Source]) -> frozenset[str]:
    """Return who owns the outlets that carry a voice; empty where one of them is not known."""
    owners = [sources[outlet].owner if outlet in sources else None for outlet in voice.outlets]
    return frozenset(owner for owner in owners if owner) if all(owners) else frozenset()


def _independent(at: int, voices: Sequence[VoiceFact], owners: Sequence[frozenset[str]]) -> bool:
    """Say whether owner and origin of a voice are known, and no other voice shares one of them."""
    if not voices[at].origin or not owners[at] or len(owners) < 2:  # noqa: PLR2004 - of what else
        return False
    others = [other for number, other in enumerate(owners) if number != at]
    return all(other and not other & owners[at] for other in others)


def state_of(voices: Iterable[VoiceFact], before: State) -> State:
    """Return how sure a story is: confirmed once two opposed sides say so, or who denied it does.

    What was withdrawn, or taken back in words, stays so.
    """
    if before in {State.WITHDRAWN, State.RETRACTED}:
        return before
    known = counted(voices)
    saying = {voice.side for voice in known if voice.side and not voice.denies}
    if any(pair <= saying for pair in _OPPOSED) or before is State.CONFIRMED:
        return State.CONFIRMED
    denying = {voice.side for voice in known if voice.denies}
    if denying:
        return State.DENIED
    return State.CONFIRMED if before is State.DENIED else State.REPORTED


def range_of(numbers: Iterable[int | None]) -> tuple[int, int] | None:
    """Return the least and the greatest number that an origin gives; None: none gives one."""
    given = [number for number in numbers if number is not None]
    return (min(given), max(given)) if given else None


def count(voices: Iterable[VoiceFact]) -> tuple[int, int]:
    """Return how many outlets tell a story, and of how many origins."""
    known = tuple(voices)
    outlets = {outlet for voice in known for outlet in voice.outlets}
    return len(outlets), len(counted(known))


#: A State by its name or its capital alone: it speaks through one of its bodies.
_VAGUE: Final = frozenset({"government", "authorities"})


def counted(voices: Iterable[VoiceFact]) -> tuple[VoiceFact, ...]:
    """Return the voices that are an origin each.

    A State by its name alone is none where one of its bodies speaks, and what an outlet adds
    itself to the words of others is none.
    """
    known = tuple(voices)
    quoting = {outlet for voice in known if voice.origin for outlet in voice.outlets}
    return tuple(
        voice
        for voice in known
        if not _has_body(voice, known) and (voice.origin or not quoting.issuperset(voice.outlets))
    )


def _has_body(voice: VoiceFact, known: Sequence[VoiceFact]) -> bool:
    """Say whether a State by its name alone has a body among the voices."""
    side, _, body = voice.origin.partition("/")
    if body not in _VAGUE or not voice.side:
        return False
    return any(
        other.origin.startswith(f"{side}/") and other.origin.partition("/")[2] not in _VAGUE
        for other in known
    )


def by_side(voices: Iterable[VoiceFact]) -> dict[str | None, tuple[VoiceFact, ...]]:
    """Return the voices of each side, in the order in which the sides spoke."""
    sides: dict[str | None, list[VoiceFact]] = {}
    for voice in voices:
        sides.setdefault(voice.side, []).append(voice)
    return {side: tuple(own) for side, own in sides.items()}
