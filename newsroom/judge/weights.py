"""A small linear model: signs of a text with weights, scored by an addition.

Signs are the language-free features of `newsroom/judge/features.py`. `newsroom/judge/training.py`
finds the weights; here they are read and used. A score is a probability by the logistic function.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One question that the model answers."""

    bias: float
    signs: Mapping[str, float]

    def score(self, signs: Mapping[str, float]) -> float:
        """Return the probability of yes."""
        total = self.bias
        total += sum(self.signs.get(name, 0.0) * value for name, value in signs.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def weightiest(self, signs: Mapping[str, float], count: int = 3) -> tuple[str, ...]:
        """Return the signs of a text that weigh most, either way, the weightiest first."""
        weighed = {name: self.signs.get(name, 0.0) * value for name, value in signs.items()}
        ranked = sorted(weighed.items(), key=lambda one: (-abs(one[1]), one[0]))
        return tuple(f"{name} {weight:+.1f}" for name, weight in ranked[:count] if weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The model: its heads by name."""

    heads: Mapping[str, Head]
    #: How it was made, for people.
    made: Mapping[str, Any]

    def as_text(self) -> str:
        """Return the model as `weights.json` holds it."""
        heads = {
            name: {"bias": head.bias, "signs": dict(head.signs)}
            for name, head in self.heads.items()
        }
        document = {"version": _VERSION, "made": dict(self.made), "heads": heads}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_weights(text: str) -> Weights:
    """Read what `as_text` wrote; raises `ValueError` with what is wrong."""
    try:
        document = json.loads(text)
    except ValueError:
        raise ValueError("is not JSON; `vedette train` writes it") from None
    if not isinstance(document, dict) or document.get("version") != _VERSION:
        raise ValueError(f"is no model of version {_VERSION}; `vedette train` writes one")
    try:
        heads = {str(name): _head(one) for name, one in document["heads"].items()}
    except (AttributeError, KeyError, TypeError, ValueError):
        raise ValueError("holds weights that are no numbers; `vedette train` writes it") from None
    return Weights(heads=heads, made=document.get("made", {}))


def _head(one: Mapping[str, Any]) -> Head:
    return Head(
        bias=float(one["bias"]),
        signs={str(name): float(weight) for name, weight in one["signs"].items()},
    )
