"""Finds the weights of the model from labelled items: logistic regression with a small penalty.

Whole-batch gradient descent with Nesterov's momentum, from zero, a fixed number of steps: the
same items give the same weights. Weights are rounded, so that the last bits of another machine's
arithmetic do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from newsroom.judge.kinds import KINDS
from newsroom.judge.ranking import INCIDENT, KIND, POLITICS, SEVERE
from newsroom.judge.weights import Head, Weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

_STEPS: Final = 400
_DIGITS: Final = 3
_PENALTY: Final = 1.0
#: Pairs of one story repeat each other: they tell less than so many items would.
_PENALTY_OF_PAIRS: Final = 3.0
#: A sign that fewer items have is left out.
_RARE: Final = 3
_NO_LABEL: Final = "has no label: “useful”, “noise”, or an object with “alert” and “topics”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One labelled item as the model sees it."""

    #: What the weights depend on, for the note of how they were made.
    id: str
    signs: Mapping[str, float]
    #: By head: is the answer yes; a head that is left out is not asked of this item.
    answers: Mapping[str, bool]
    weight: float = 1.0
    #: It stands for two items, of which `id` tells neither.
    pair: bool = False
    #: Log odds that stand before any sign is weighed; weights correct them.
    offset: float = 0.0


def train(examples: Sequence[Example]) -> Weights:
    """Return the weights that these examples teach.

    A head that none of them answers, or all of them alike, is left out: there the written rules
    stand. Raises `ValueError` where they answer alike whether there is news.
    """
    answered: dict[str, set[bool]] = {}
    for one in examples:
        for head, answer in one.answers.items():
            answered.setdefault(head, set()).add(answer)
    if len(answered.get(INCIDENT, (True, False))) == 1:
        raise ValueError(f"all items answer {INCIDENT!r} alike: label some of the other kind")
    asked = sorted(head for head, answers in answered.items() if len(answers) > 1)
    items = [one for one in examples if not one.pair]
    made = {
        "items": len(items),
        "ids": sha256("\n".join(sorted(one.id for one in items)).encode()).hexdigest()[:16],
        "pairs": len(examples) - len(items),
    }
    return Weights(heads={head: _head(examples, head) for head in asked}, made=made)


def _signs(examples: Sequence[Example]) -> list[str]:
    counts: dict[str, int] = {}
    for one in examples:
        for name in one.signs:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= _RARE)


def _head(examples: Sequence[Example], head: str) -> Head:
    asked = [one for one in examples if head in one.answers]
    names = _signs(asked)
    answers = np.array([float(one.answers[head]) for one in asked])
    columns = len(names)
    matrix = np.zeros((len(asked), columns + 1))
    matrix[:, columns] = 1.0
    place = {name: column for column, name in enumerate(names)}
    for row, one in enumerate(asked):
        for name, value in one.signs.items():
            if name in place:
                matrix[row, place[name]] = value
    paired = any(one.pair for one in asked)
    penalty = np.full(columns + 1, _PENALTY_OF_PAIRS if paired else _PENALTY)
    penalty[columns] = 0.0
    importance = np.array([one.weight for one in asked])
    offset = np.array([one.offset for one in asked])
    found = _descend(matrix, answers, penalty, importance, offset)
    signs = {name: round(float(found[column]), _DIGITS) for name, column in place.items()}
    return Head(
        bias=round(float(found[columns]), _DIGITS),
        signs={name: weight for name, weight in signs.items() if weight},
    )


def _descend(
    matrix: Matrix, answers: Matrix, penalty: Matrix, importance: Matrix, offset: Matrix
) -> Matrix:
    """Return the weights with the least penalised log loss, nearly."""
    # No step is longer than the loss is curved: a quarter of the greatest squared singular value.
    rows = matrix * np.sqrt(importance)[:, None]
    curved = 0.25 * float(np.linalg.norm(rows.T @ rows, 2)) + float(penalty.max())
    weights = np.zeros(matrix.shape[1])
    ahead = weights.copy()
    for step in range(1, _STEPS + 1):
        sure = 1 / (1 + np.exp(-np.clip(matrix @ ahead + offset, -30, 30)))
        slope = matrix.T @ ((sure - answers) * importance) + penalty * ahead
        before, weights = weights, ahead - slope / curved
        ahead = weights + (step - 1) / (step + 2) * (weights - before)
    return weights


def labelled(item: Mapping[str, Any]) -> Mapping[str, bool]:
    """Return what an item's label answers.

    A label is an operator's word, `useful` or `noise`, or an object with `alert` and `topics`, and
    for an alert `incident_type` and `severity`.
    """
    label = item.get("label")
    if label in ("useful", "noise"):
        return {INCIDENT: label == "useful"}
    if not isinstance(label, dict) or not isinstance(label.get("alert"), bool):
        raise ValueError(_NO_LABEL)  # noqa: TRY004 - the line is wrong, not the caller
    topics = label.get("topics") or ()
    answers: dict[str, bool] = {}
    if not _UNITED.intersection(topics):
        answers[INCIDENT] = label["alert"] and "caucasus_incident" in topics
        answers[POLITICS] = "caucasus_politics" in topics
    if label["alert"]:
        answers |= _graded(label)
    return answers


def _graded(label: Mapping[str, Any]) -> Mapping[str, bool]:
    """Return what an alert's label says of its kind and its severity."""
    answers: dict[str, bool] = {}
    if (kind := label.get("incident_type")) in KINDS:
        answers |= {KIND + one: one == kind for one in KINDS}
    if isinstance(severity := label.get("severity"), int):
        answers |= {name: severity >= grade for grade, name in SEVERE}
    return answers


_UNITED: Final = frozenset({"un_vote", "un_resolution"})
