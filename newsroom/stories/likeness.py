"""How much two articles look like reports of one event: a score from 0 to 1, with its reasons.

Each sign adds to or takes from the odds, as its value and the weights say. A *stop* says that they
cannot be one event, however much they share: two symbols, two organs, tolls that cannot both be
true.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Final

from newsroom.judge.weights import read_weights
from newsroom.stories.apart import apart
from newsroom.stories.neighbourhood import Neighbourhood
from newsroom.stories.signs import another, signs_of_facts
from newsroom.stories.signs_of_order import signs_of_order
from newsroom.stories.signs_of_words import signs_of_words
from newsroom.stories.stops import stop

if TYPE_CHECKING:
    from newsroom.judge.weights import Head
    from newsroom.settings import Settings
    from newsroom.stories.fingerprint import Fingerprint
    from newsroom.stories.signs import Near, Sign

#: The head of the weights that corrects what the signs are worth.
ONE_EVENT: Final = "one event"
#: Log odds before anything is compared: two reports that share a key are mostly of two events.
_BIAS: Final = -2.0
_MOST: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two articles have in common."""

    #: Probability, as far as these reasons tell.
    score: float
    #: `+2.0 place: sotk`, the weightiest first.
    reasons: tuple[str, ...]
    #: Why they cannot be one event; empty: they can.
    stop: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparer:
    """Compares fingerprints."""

    #: How near places are to each other.
    near: Near
    #: What was learned about the signs; None: they are worth their values.
    head: Head | None = None

    def __call__(self, one: Fingerprint, two: Fingerprint) -> Likeness:
        """Compare two fingerprints; which is the first does not matter."""
        if reason := stop(one, two) or apart(one, two, self.near):
            return Likeness(score=0.0, reasons=(), stop=reason)
        parts = [(self._weight(sign), sign.said) for sign in signs(one, two, self.near)]
        total = _BIAS + (self.head.bias if self.head else 0.0) + sum(weight for weight, _ in parts)
        ordered = sorted(parts, key=lambda part: -abs(part[0]))
        return Likeness(
            score=1 / (1 + exp(-max(-_MOST, min(_MOST, total)))),
            reasons=tuple(f"{weight:+.1f} {said}" for weight, said in ordered if weight),
        )

    def _weight(self, sign: Sign) -> float:
        learned = self.head.signs.get(sign.name, 0.0) if self.head else 0.0
        return sign.value * (sign.counts + learned)


def signs(one: Fingerprint, two: Fingerprint, near: Near) -> list[Sign]:
    """Return all that two reports have in common, and what sets them apart."""
    found = [*signs_of_facts(one, two, near), *signs_of_words(one, two), *signs_of_order(one, two)]
    return [*found, *another(one, two, found)]


def unlearned(found: list[Sign]) -> float:
    """Return the log odds that signs speak for without any weights."""
    return _BIAS + sum(sign.value for sign in found if sign.counts)


def comparer_of(settings: Settings) -> Comparer:
    """Return what compares reports in a configuration."""
    heads = read_weights(settings.weights).heads if settings.weights else {}
    return Comparer(near=Neighbourhood(settings.places), head=heads.get(ONE_EVENT))
