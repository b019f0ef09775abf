"""Which of several tellings of one vote is kept: decided on their marks alone, for every store."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from newsroom.ballot import Origin, Sourced
from newsroom.store.rows import mark
from newsroom.un.memory import shown, vote_from
from newsroom.un.sourced import drafts_of, rank, slot_of
from newsroom.un.symbols import base, key
from newsroom.un.votes import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Fate(StrEnum):
    """What became of a vote that was to be stored."""

    NEW = "new"
    #: It took the place of an older or lesser telling.
    REPLACED = "replaced"
    #: It is stored just so.
    UNCHANGED = "unchanged"
    #: A better source tells of it already.
    OUTRANKED = "outranked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a vote was told first."""

    #: Key of the story.
    story: str
    #: Row number of the item.
    article: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spine:
    """The marks of a stored vote, or of one to be stored."""

    #: What two tellings of one vote share.
    slot: bytes
    #: The drafts on which its body voted that day, if it was a vote on a whole text.
    texts: tuple[bytes, ...]
    has_symbol: bool
    rank: tuple[int, str]
    #: Of all that is stored.
    digest: bytes


def data_of(one: Sourced) -> dict[str, object]:
    """Return all that is stored of a vote, but its origin."""
    return {
        **shown(one),
        "notes": list(one.vote.notes),
        "record": one.record,
        "version": one.version,
        "related": list(one.related),
    }


def sourced(origin: int, data: Mapping[str, Any]) -> Sourced:
    """Return the vote of what `data_of` made."""
    return Sourced(
        vote=vote_from(data, notes=data["notes"]),
        origin=Origin(origin),
        source=data["source"],
        record=data["record"],
        version=data["version"],
        related=tuple(data["related"]),
    )


def spine_of(one: Sourced) -> Spine:
    """Return the marks of a vote; the first text is the one that is stored."""
    vote = one.vote
    drafts = sorted(drafts_of(one), key=lambda draft: draft != base(vote.draft or ""))
    whole = vote.part is Part.WHOLE
    return Spine(
        slot=mark(slot_of(one)),
        texts=tuple(mark(f"{vote.body}/{vote.date}/{draft}") for draft in drafts if whole),
        has_symbol=vote.symbol is not None,
        rank=rank(one),
        digest=mark(json.dumps([int(one.origin), data_of(one)], sort_keys=True)),
    )


def lookup_marks(one: Sourced) -> tuple[bytes | None, bytes | None]:
    """Return the marks under which a person finds the vote: of its symbol, and of its draft."""
    symbol, draft = one.vote.symbol, one.vote.draft
    return (mark(key(symbol)) if symbol else None), (mark(base(draft)) if draft else None)


_NOBODY: Final[tuple[Spine, ...]] = ()


@dataclass(slots=True)
class Shelf:
    """All stored votes by their marks."""

    _by_slot: dict[bytes, Spine] = field(default_factory=dict)
    _by_text: dict[bytes, list[Spine]] = field(default_factory=dict)

    @staticmethod
    def of(spines: Iterable[Spine]) -> Shelf:
        """Return a shelf with these."""
        shelf = Shelf()
        for spine in spines:
            shelf._add(spine)
        return shelf

    def put(self, new: Spine) -> tuple[Fate, tuple[bytes, ...]]:
        """Put a vote up; return what became of it, and the slots that it empties.

        A better source keeps its place; of equal ones the newest has it. A resolution takes the
        place of its draft.
        """
        rivals = self._rivals(new)
        if any(rival.rank > new.rank for rival in rivals):
            return Fate.OUTRANKED, ()
        if [(rival.slot, rival.digest) for rival in rivals] == [(new.slot, new.digest)]:
            return Fate.UNCHANGED, ()
        for rival in rivals:
            self._remove(rival)
        self._add(new)
        return (Fate.REPLACED if rivals else Fate.NEW), tuple(rival.slot for rival in rivals)

    def _rivals(self, new: Spine) -> list[Spine]:
        found = {}
        if same := self._by_slot.get(new.slot):
            found[same.slot] = same
        for text in new.texts:
            for other in self._by_text.get(text, _NOBODY):
                if not (other.has_symbol and new.has_symbol):
                    found[other.slot] = other
        return list(found.values())

    def _add(self, spine: Spine) -> None:
        self._by_slot[spine.slot] = spine
        for text in spine.texts:
            self._by_text.setdefault(text, []).append(spine)

    def _remove(self, spine: Spine) -> None:
        del self._by_slot[spine.slot]
        for text in spine.texts:
            self._by_text[text].remove(spine)
