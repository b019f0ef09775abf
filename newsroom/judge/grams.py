"""Which kind of incident a text tells by pieces of its words: a weak second opinion to the lists.

Runs of two to five letters within a word, hashed into a table of weights (the hashing trick:
Weinberger et al., 2009). It knows words that no list has, and nothing of negation, time or place.
"""

from __future__ import annotations

import math
from array import array
from base64 import b64decode, b64encode
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.judge.fields import Fields

#: Rows of the table.
ROWS: Final = 1 << 14
_SHORTEST: Final = 2
_LONGEST: Final = 5
#: So many words of a body tell the news.
_WORDS: Final = 90
#: A title counts as often.
_TITLE: Final = 2


def grams(both: Fields) -> Mapping[int, float]:
    """Return the rows of a text with their shares, the squares of which add up to 1."""
    counts: Counter[int] = Counter()
    for word, times in Counter(both.title.words).items():
        counts.update(dict.fromkeys(_pieces(word), times * _TITLE))
    for word, times in Counter(both.body.words[:_WORDS]).items():
        for piece in _pieces(word):
            counts[piece] += times
    size = math.sqrt(sum(count * count for count in counts.values()))
    return {row: count / size for row, count in counts.items()}


def _pieces(word: str) -> Iterator[int]:
    edged = f" {word} "
    for length in range(_SHORTEST, _LONGEST + 1):
        for start in range(max(1, len(edged) - length + 1)):
            yield crc32(edged[start : start + length].encode()) % ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTable:
    """Weights of the kinds by row, as small numbers of one scale."""

    kinds: tuple[str, ...]
    bias: tuple[float, ...]
    #: What a 1 in the table weighs.
    scale: float
    #: -127 to 127, row after row, one for each kind.
    table: array[int]

    def shares(self, found: Mapping[int, float]) -> Mapping[str, float]:
        """Return how likely each kind is; together 1."""
        width = len(self.kinds)
        totals = list(self.bias)
        for row, share in found.items():
            much = share * self.scale
            for kind, weight in enumerate(self.table[row * width : (row + 1) * width]):
                totals[kind] += weight * much
        most = max(totals)
        raised = [math.exp(total - most) for total in totals]
        whole = sum(raised)
        return {kind: one / whole for kind, one in zip(self.kinds, raised, strict=True)}

    def as_json(self) -> dict[str, object]:
        """Return the table as `weights.json` holds it."""
        return {
            "kinds": list(self.kinds),
            "bias": list(self.bias),
            "scale": self.scale,
            "table": b64encode(self.table.tobytes()).decode("ascii"),
        }


def read_table(document: Mapping[str, Any]) -> KindTable:
    """Read what `as_json` made; raises `ValueError`, `KeyError` or `TypeError` where it did not."""
    kinds = tuple(str(kind) for kind in document["kinds"])
    table = array("b", b64decode(document["table"], validate=True))
    bias: Sequence[Any] = document["bias"]
    if len(table) != ROWS * len(kinds) or len(bias) != len(kinds) or not kinds:
        raise ValueError("a table of another size")
    return KindTable(
        kinds=kinds, bias=tuple(map(float, bias)), scale=float(document["scale"]), table=table
    )
