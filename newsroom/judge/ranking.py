"""What the weights make of a text after the written rules: news or not, politics or not.

The weights rank incidents and politics of the region only. What an operator's own words match, and
what the United Nations decided, they never see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsroom.judge.features import signs
from newsroom.judge.news import Verdict
from newsroom.judge.politics import Politics

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.judge.facts import Facts
    from newsroom.judge.incidents import Act
    from newsroom.judge.weights import Head, Weights

#: The heads of the model.
INCIDENT: Final = "incident"
POLITICS: Final = "politics"
HEADS: Final = (INCIDENT, POLITICS)
_EVEN: Final = 0.5
#: The written rules stand unless the weights are as sure as this of the contrary.
_SURE: Final = 0.8
_DOUBT: Final = 0.2


def ruled(
    facts: Facts, acts: Sequence[Act], judged: Verdict, talk: Politics | None
) -> Mapping[str, float]:
    """Return the signs of a text, what the written rules say of it among them."""
    rules = [judged.reason.partition(":")[0]]
    rules += ["news"] if judged.news else ["about the region"] if judged.about else []
    if talk is not None:
        rules += ["an outcome"] if talk.news else ["politics"]
    return signs(facts, acts, rules)


def ranked(
    weights: Weights,
    facts: Facts,
    acts: Sequence[Act],
    judged: Verdict,
    talk: Politics | None,
) -> tuple[Verdict, Politics | None]:
    """Return the verdict and the politics of a text as the weights have them.

    Where they have no head for one of them, the written rules stand.
    """
    found = ruled(facts, acts, judged, talk)
    politics = weights.heads.get(POLITICS)
    talk = _talk(politics, found, talk)
    head = weights.heads.get(INCIDENT)
    sure = head.score(found) if head else _EVEN
    if head is None or _DOUBT < sure < _SURE or not acts:
        return judged, talk
    event = sure >= _SURE
    if event == judged.news:
        return judged, talk
    why = "; ".join(head.weightiest(found))
    if event:
        return Verdict(news=True, about=True, reason=f"a new event by its signs ({why})"), talk
    political = politics.score(found) >= _EVEN if politics else talk is not None
    return Verdict(news=False, about=political, reason=f"no new event by its signs ({why})"), talk


def _talk(head: Head | None, found: Mapping[str, float], talk: Politics | None) -> Politics | None:
    if head is None or (talk is not None and talk.news):
        return talk
    if head.score(found) < _EVEN:
        return None
    why = "; ".join(head.weightiest(found))
    return talk or Politics(news=False, severity=0, reason=f"talk about the region ({why})")
