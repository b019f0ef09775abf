"""What the written rules say of a text: acts, news, the United Nations, politics, severity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.incidents import acts
from newsroom.judge.kinds import CRACKDOWN, PROTEST
from newsroom.judge.news import LEISURE, leisure, verdict
from newsroom.judge.politics import politics
from newsroom.judge.severity import severity
from newsroom.judge.un_news import un_news
from newsroom.judge.un_region import about_region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.judge.facts import Facts
    from newsroom.judge.kinds import Act
    from newsroom.judge.news import Verdict
    from newsroom.judge.politics import Politics
    from newsroom.judge.un_news import UnNews
    from newsroom.settings import WordList

_CROWDS: Final = frozenset({PROTEST, CRACKDOWN})


class Ruled(NamedTuple):
    """What the written rules, and after them the weights, say of a text."""

    #: The kinds of incident that it speaks of, the one that makes the news first.
    acts: Sequence[Act]
    judged: Verdict
    united: UnNews | None
    talk: Politics | None
    #: Of the text as news, be it news or not: 1 to 3; 0 where nothing could be.
    severity: int


def rule(facts: Facts, kinds: Sequence[WordList]) -> Ruled:
    """Return what the rules say; `kinds`: the vocabulary's lists of incidents."""
    told = acts(facts, kinds)
    judged = verdict(facts, told[0] if told else None)
    united = un_news(facts.both, facts.hits, facts.marks, region=about_region(facts))
    talk = _talk(facts, told, judged)
    if united is not None:
        grade = united.severity
    elif told:
        grade = severity(facts, told[0].type)
    else:
        grade = talk.severity if talk is not None else 0
    return Ruled(told, judged, united, talk, grade)


def _talk(facts: Facts, told: Sequence[Act], judged: Verdict) -> Politics | None:
    if leisure(facts) or judged.reason == LEISURE or _abroad(told, judged):
        return None
    return politics(facts, [act.type for act in told], about=judged.about)


def _abroad(told: Sequence[Act], judged: Verdict) -> bool:
    """Say whether a crowd gathers outside of the region: a diaspora's protest is no politics."""
    return not judged.about and any(act.type in _CROWDS for act in told)
