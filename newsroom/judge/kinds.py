"""The kinds of incident, the acts of each that a text tells, and what they weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.judge.facts import Facts
    from newsroom.judge.fields import Hit

#: The kinds that the reader decides between by rules of its own; the lists say the rest.
FIRE: Final = "shelling_or_fire"
CLASH: Final = "clash"
DRONE: Final = "drone_strike"
MINE: Final = "mine_blast"
TERROR: Final = "terror_or_shooting"
DISASTER: Final = "disaster"
CRACKDOWN: Final = "crackdown"
PROTEST: Final = "protest"
ARREST: Final = "detention_or_arrest"
TOLL: Final = "casualty_report"
OTHER: Final = "other"
TALKS: Final = "peace_talks"
CAPTIVES: Final = "captives_or_exchange"
BORDER: Final = "border_delimitation"
CYBER: Final = "cyber_or_disinfo"
BLOCKADE: Final = "blockade_or_closure"
TROOPS: Final = "troop_movement"

KINDS: Final = (
    *(FIRE, CLASH, DRONE, MINE, TERROR, DISASTER, CRACKDOWN, PROTEST, ARREST, TOLL, OTHER, TALKS),
    *(CAPTIVES, BORDER, CYBER, BLOCKADE, TROOPS),
)

TITLE: Final = 3.0
_LEAD: Final = 1.0
_REST: Final = 0.5
#: Further words of a kind in the same part count less than the first.
_FURTHER: Final = 0.3
_FIRST_OF_TITLE: Final = 1.2
WEAK: Final = 0.3
LESS: Final = 0.8


class Act(NamedTuple):
    """A kind of incident that a text speaks of."""

    type: str
    weight: float
    hits: tuple[Hit, ...]
    #: Some of its words tell something that happened now.
    live: bool

    @property
    def titled(self) -> bool:
        """Say whether the title speaks of it."""
        return any(hit.field == "title" for hit in self.hits)


def weighed(facts: Facts, kind: str, hits: Sequence[Hit], share: float = 1.0) -> Act:
    """Weigh the words of a kind: those of the title most, those of things not real not at all."""
    weight = 0.0
    live = [hit for hit in hits if facts.unreal(hit) is None]
    for value, part in (
        (TITLE, [hit for hit in live if hit.field == "title"]),
        (_LEAD, [hit for hit in live if hit.field == "body" and facts.leads(hit)]),
        (_REST, [hit for hit in live if not facts.leads(hit)]),
    ):
        count = len({facts.field(hit).words[hit.first] for hit in part})
        weight += value * (1 + _FURTHER * (min(count, 3) - 1)) if part else 0.0
    return Act(kind, (weight if live else _REST) * share, tuple(hits), bool(live))


class Scales:
    """The weights of the kinds while rules move them."""

    def __init__(self, found: dict[str, Act]) -> None:
        self.found = found
        self.weights = {act.type: act.weight for act in found.values()}

    def live(self, kind: str) -> bool:
        """Say whether the text tells of an act of this kind that happened now."""
        return kind in self.found and self.found[kind].live

    def titled(self, kind: str) -> bool:
        """Say whether the title does."""
        return self.live(kind) and self.found[kind].titled

    def wins(self, kind: str, *over: str) -> None:
        """Put a kind before others."""
        most = max((self.weights[one] for one in over if one in self.weights), default=0)
        self.weights[kind] = max(self.weights.get(kind, 0), most + 1)

    def add(self, kind: str, act: Act) -> None:
        """Read the words of one kind as those of another."""
        self.found[kind] = act._replace(type=kind)

    def first_of_title(self) -> None:
        """Prefer the act that the title names first."""
        firsts = {
            act.type: min(hit.first for hit in act.hits if hit.field == "title")
            for act in self.found.values()
            if act.titled and act.live
        }
        if firsts:
            self.weights[min(firsts, key=lambda kind: firsts[kind])] += _FIRST_OF_TITLE
