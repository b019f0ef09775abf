"""What the weights make of a text after the written rules.

News or not, politics or not, which kind of incident, how grave. Of what the United Nations decided
they weigh the severity alone; what an operator's own words match they never see.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsroom.judge.features import signs
from newsroom.judge.kinds import KINDS
from newsroom.judge.news import Verdict, event_of
from newsroom.judge.politics import Politics
from newsroom.judge.severity import MAJOR, MANY, MINOR, SERIOUS, severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.judge.facts import Facts
    from newsroom.judge.kinds import Act
    from newsroom.judge.rules import Ruled
    from newsroom.judge.weights import Head, Weights

#: The heads of the model.
INCIDENT: Final = "incident"
POLITICS: Final = "politics"
#: One head for each kind of incident: is it this one.
KIND: Final = "kind: "
#: Is the severity as high as this.
SEVERE: Final = ((MAJOR, "severity: 3"), (SERIOUS, "severity: 2"))
_EVEN: Final = 0.5
#: A kind that the text has no words of must be so much likelier.
_NO_WORDS: Final = -0.4
#: The written rules stand unless the weights are as sure as this of the contrary.
_SURE: Final = 0.65
#: What a title says of an event rather than tells it stays that, however grave its words.
_STANCES: Final = frozenset({"a reaction", "a denial"})
_DOUBT: Final = 0.35


def ranked(weights: Weights, facts: Facts, ruled: Ruled) -> Ruled:
    """Return what the rules said, as the weights have it.

    Where they have no head for a question, the rules stand.
    """
    found = signs(facts, ruled)
    if ruled.united is not None:
        if not ruled.united.news:
            return ruled
        grade = _grade(weights, found, ruled.severity)
        return ruled._replace(united=replace(ruled.united, severity=grade), severity=grade)
    judged, talk = _judged(weights, found, ruled)
    told = _first(weights, found, ruled.acts)
    if not told:
        return ruled._replace(judged=judged, talk=talk)
    if judged.news and judged.reason == event_of(ruled.acts[0].type):
        judged = judged._replace(reason=event_of(told[0].type))
    grade = _grade(weights, found, severity(facts, told[0].type))
    return ruled._replace(acts=told, judged=judged, talk=talk, severity=_by_the_dead(facts, grade))


def _judged(
    weights: Weights, found: Mapping[str, float], ruled: Ruled
) -> tuple[Verdict, Politics | None]:
    """Return whether it is news, and whether politics."""
    judged = ruled.judged
    politics = weights.heads.get(POLITICS)
    talk = _talk(politics, found, ruled.talk)
    head = weights.heads.get(INCIDENT)
    sure = head.score(found) if head else _EVEN
    if head is None or _DOUBT < sure < _SURE or not ruled.acts:
        return judged, talk
    event = sure >= _SURE
    if event == judged.news or (event and judged.reason in _STANCES):
        return judged, talk
    why = "; ".join(head.weightiest(found))
    if event:
        return Verdict(news=True, about=True, reason=f"a new event by its signs ({why})"), talk
    # What the rules took for an event and for talk is talk where it is no event, unless in doubt.
    asked = _EVEN if ruled.talk is None else _DOUBT
    political = politics.score(found) >= asked if politics else talk is not None
    return Verdict(news=False, about=political, reason=f"no new event by its signs ({why})"), talk


def _talk(head: Head | None, found: Mapping[str, float], talk: Politics | None) -> Politics | None:
    if head is None or (talk is not None and talk.news):
        return talk
    if head.score(found) < _EVEN:
        return None
    why = "; ".join(head.weightiest(found))
    return talk or Politics(news=False, severity=0, reason=f"talk about the region ({why})")


def _first(weights: Weights, found: Mapping[str, float], told: Sequence[Act]) -> Sequence[Act]:
    """Put the kind first that the signs speak for, one that the text has words of unless sure."""
    scores = {
        kind: weights.heads[KIND + kind].score(found)
        for kind in KINDS
        if KIND + kind in weights.heads
    }
    if not scores or not told:
        return told
    own = {act.type: act for act in told}
    best = max(scores, key=lambda kind: scores[kind] + (kind not in own) * _NO_WORDS)
    first = own.get(best, told[0]._replace(type=best))
    return (first, *(act for act in told if act.type != best))


def _grade(weights: Weights, found: Mapping[str, float], ruled: int) -> int:
    """Return the severity that the signs speak for."""
    heads = [(grade, weights.heads.get(name)) for grade, name in SEVERE]
    asked = [(grade, head) for grade, head in heads if head is not None]
    if len(asked) < len(heads):
        return ruled
    return next((grade for grade, head in asked if head.score(found) >= _EVEN), MINOR)


def _by_the_dead(facts: Facts, grade: int) -> int:
    """Return the severity that a number of dead asks for, whatever else speaks."""
    dead = facts.toll.killed or 0
    if dead >= MANY:
        return MAJOR
    return max(grade, SERIOUS) if dead else grade
