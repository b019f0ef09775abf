"""Finds the table of kinds by pieces of words: softmax regression with a small penalty.

As in `newsroom/judge/training.py`: whole batch, from zero, a fixed number of steps, then rounded,
here to a hundred and twenty-seventh of the greatest weight.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

import numpy as np

from newsroom.judge.grams import ROWS, KindTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

_STEPS: Final = 300
#: The penalty of scikit-learn's C = 30: found best on items that nobody had seen.
_PENALTY: Final = 1 / 30
_MOST: Final = 127
_DIGITS: Final = 6
#: With fewer kinds there is nothing to tell apart.
_TWO: Final = 2


def train_kinds(texts: Sequence[tuple[Mapping[int, float], str]]) -> KindTable | None:
    """Return what texts with their kinds teach; None where they are of one kind, or none."""
    kinds = tuple(sorted({kind for _, kind in texts}))
    if len(kinds) < _TWO:
        return None
    matrix = np.zeros((len(texts), ROWS), dtype=np.float32)
    answers = np.zeros((len(texts), len(kinds)), dtype=np.float32)
    for number, (found, kind) in enumerate(texts):
        matrix[number, list(found)] = list(found.values())
        answers[number, kinds.index(kind)] = 1.0
    weights, bias = _descend(matrix, answers)
    scale = round(float(np.abs(weights).max()) / _MOST, _DIGITS) or 1.0
    small = np.clip(np.rint(weights / scale), -_MOST, _MOST).astype(np.int8)
    return KindTable(
        kinds=kinds,
        bias=tuple(round(float(one), 3) for one in bias),
        scale=scale,
        table=array("b", small.tobytes()),
    )


def _descend(matrix: Matrix, answers: Matrix) -> tuple[Matrix, Matrix]:
    """Return weights and biases with the least penalised log loss, nearly."""
    columns = answers.shape[1]
    rows = np.hstack([matrix, np.ones((len(matrix), 1), dtype=np.float32)])
    penalty = np.full((ROWS + 1, 1), _PENALTY, dtype=np.float32)
    penalty[ROWS] = 0.0
    # Softmax is curved by half at most: no step is longer than that.
    curved = 0.5 * float(np.linalg.norm(rows @ rows.T, 2)) + _PENALTY
    weights = np.zeros((ROWS + 1, columns), dtype=np.float32)
    ahead = weights.copy()
    for step in range(1, _STEPS + 1):
        scores = rows @ ahead
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        sure = raised / raised.sum(axis=1, keepdims=True)
        slope = rows.T @ (sure - answers) + penalty * ahead
        before, weights = weights, ahead - slope / curved
        ahead = weights + (step - 1) / (step + 2) * (weights - before)
    return weights[:ROWS], weights[ROWS]
