"""Who reacts to an event, or speaks in a title, and tells none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from newsroom.judge.facts import Facts
    from newsroom.judge.fields import Hit

#: So many words between an act and its answer are an act and then an answer.
_NEXT: Final = 2


def reacts(facts: Facts, titled: list[Hit]) -> bool:
    """Say whether the title is what somebody thinks of an act, not the act and then the answer."""
    answers = facts.of("event_react", field="title")
    acts = [hit.first for hit in titled if facts.unreal(hit) is None]
    if not answers:
        return False
    first = min(hit.first for hit in answers)
    spoken = _colon(facts)
    if 0 < spoken <= min((first, *acts)):
        return True
    return not any(at < first - _NEXT or _apart(facts, first, at) for at in acts)


def _apart(facts: Facts, answer: int, act: int) -> bool:
    """Say whether a comma parts an act from an answer before it: X condemns it, storms the hall."""
    title = facts.both.title
    return answer < act and bool(
        _COMMA.search(title.original[title.spans[answer][1] : title.spans[act][0]])
    )


#: A comma or a colon, and no word that only says what the answer is to.
_COMMA: Final = re.compile(
    r"[,;:](?!\s*(?:after|following|over|amid|что|чтобы|после|из-за)\b)", re.IGNORECASE
)


def _colon(facts: Facts) -> int:
    """Return the number of the title's first word behind a colon; 0 without one."""
    title = facts.both.title
    gaps = zip(title.spans, title.spans[1:], strict=False)
    found = (at for at, (one, two) in enumerate(gaps, 1) if ":" in title.original[one[1] : two[0]])
    return next(found, 0)


def quoted(facts: Facts) -> bool:
    """Say whether the title is what a politician says behind a colon."""
    colon = _colon(facts)
    speakers = [*facts.of("politics_persons", field="title")]
    for name, hits in facts.hits.items():
        if name.endswith("/government"):
            # A capital further on is one that somebody spoke with.
            speakers += [hit for hit in hits if hit.field == "title" and not hit.first]
    return any(hit.first < colon for hit in speakers)
