"""Whether an article joins a story or begins one: a scored choice among few, with its reasons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.settings import Stories
    from newsroom.stories.fingerprint import Fingerprint
    from newsroom.stories.likeness import Comparer, Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A recent article that has a story and shares a key with the new one."""

    story: str
    #: What people can find it by: the article's number.
    article: int
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The story that an article joins, or None: it begins one."""

    story: str | None
    #: The best score that a candidate had, whether it was enough or not.
    score: float
    #: One sentence.
    reason: str
    #: Other stories that this article shows to be the same one.
    bridged: tuple[str, ...] = ()


def place(
    one: Fingerprint, candidates: Iterable[Candidate], settings: Stories, compare: Comparer
) -> Placement:
    """Choose the story whose reports are most like this article.

    A story counts by its best report, held back by the others; but where one of its reports cannot
    be of this event, it is not joined unless that best report is a copy, nearly.
    """
    stories: dict[str, list[tuple[Likeness, Candidate]]] = defaultdict(list)
    for candidate in candidates:
        if abs(candidate.fingerprint.at - one.at) <= settings.window:
            likeness = compare(one, candidate.fingerprint)
            stories[candidate.story].append((likeness, candidate))
    ranked = sorted(
        ((_story_score(found), story) for story, found in stories.items()),
        key=lambda pair: (-pair[0], _first(stories[pair[1]])),
    )
    if not ranked:
        return Placement(story=None, score=0.0, reason="no recent report shares a place, a name, "
                         "a number or a symbol with it")  # fmt: skip
    score, story = ranked[0]
    if score < settings.join:
        return Placement(story=None, score=score, reason=_why_not(stories[story], score, settings))
    bridged = tuple(other for other_score, other in ranked[1:] if other_score >= settings.bridge)
    return Placement(story=story, score=score, reason=_why(stories[story], score), bridged=bridged)


#: A report that is as good as a copy is believed against another report of the story.
_SURE: Final = 0.995


def _story_score(found: Sequence[tuple[Likeness, Candidate]]) -> float:
    """Return how much an article looks like a story: its best report, held back by the others.

    In log odds a mean of the best, of all that were compared and of the worst: one report that is
    alike by chance does not outweigh ten that are not, and no chain of such makes two events one.
    """
    best = max(likeness.score for likeness, _ in found)
    if best >= _SURE:
        return best
    if any(likeness.stop for likeness, _ in found):
        return best * 0.5
    odds = sorted(_log_odds(likeness.score) for likeness, _ in found)
    total = _BEST * odds[-1] + _ALL * sum(odds) / len(odds) + _WORST * odds[0]
    return 1 / (1 + exp(-total))


#: Parts of a story's score: its likest report, the mean of all, the least like.
_BEST: Final = 0.4
_ALL: Final = 0.4
_WORST: Final = 0.2


def _log_odds(score: float) -> float:
    score = min(max(score, 1 - _SURE), _SURE)
    return log(score / (1 - score))


def _first(found: Sequence[tuple[Likeness, Candidate]]) -> int:
    return min(candidate.article for _, candidate in found)


def _best(found: Sequence[tuple[Likeness, Candidate]]) -> tuple[Likeness, Candidate]:
    return max(found, key=lambda pair: (pair[0].score, -pair[1].article))


def _why(found: Sequence[tuple[Likeness, Candidate]], score: float) -> str:
    likeness, candidate = _best(found)
    return (
        f"of one event with a report of {candidate.fingerprint.source}, {score:.2f}: "
        f"{'; '.join(likeness.reasons[:6])}"
    )


def _why_not(found: Sequence[tuple[Likeness, Candidate]], score: float, settings: Stories) -> str:
    likeness, candidate = _best(found)
    said = likeness.stop or "; ".join(likeness.reasons[:6])
    return (
        f"most like a report of {candidate.fingerprint.source}, {score:.2f}, less than"
        f" {settings.join:g}: {said}"
    )
