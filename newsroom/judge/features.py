"""The signs of a text that have no language: what the model weighs.

Each is named in words that an operator understands, for `explain`: `sport in the title`,
`no place of the region`, `rule: a denial`.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.judge.facts import Facts
    from newsroom.judge.kinds import Act
    from newsroom.judge.rules import Ruled

#: A body with fewer words is a flash.
_SHORT: Final = 15
#: Languages whose outlets name no place where the news is at home.
_HOME: Final = frozenset({"hy", "ka", "az"})
_QUOTES: Final = frozenset("«“„\"'‘")
_QUESTION: Final = frozenset("?\u055e;")
#: Sizes of a toll, as severity has them.
_SIZES: Final = ((0, "none"), (3, "one to three"), (9, "four to nine"), (inf, "ten or more"))
#: So many kinds of incident are looked at, the one that makes the news first.
_ACTS: Final = 2


def signs(facts: Facts, ruled: Ruled) -> Mapping[str, float]:
    """Return the signs of a text, each 1.0; what is not there is left out."""
    found = [*_words(facts), *_signals(facts), *_acts(ruled.acts), *_places(facts)]
    found += [*_toll(facts), *_shape(facts), *_rules(ruled)]
    return dict.fromkeys(found, 1.0)


def _rules(ruled: Ruled) -> Iterator[str]:
    """Yield what the written rules said."""
    acts, judged, united, talk, severity = ruled
    yield f"rule: {judged.reason.partition(':')[0]}"
    if judged.about:
        yield "rule: news" if judged.news else "rule: about the region"
    if talk is not None:
        yield "rule: an outcome" if talk.news else "rule: politics"
    if united is not None:
        yield f"rule: the United Nations, {united.fate or 'no text decided'}"
    yield f"rule: severity {severity}"
    if acts:
        yield f"rule: severity {severity}, {acts[0].type}"


def _words(facts: Facts) -> Iterator[str]:
    for name, hits in facts.hits.items():
        if "/" in name:
            # `AM/defence-ministry`: which body speaks, not whose.
            yield f"body: {name.partition('/')[2]}"
            continue
        for field in {hit.field for hit in hits}:
            yield f"{name} in the {field}"


def _signals(facts: Facts) -> Iterator[str]:
    for mark in facts.marks:
        yield f"signal {mark.signal} in the {mark.field}"


def _acts(acts: Sequence[Act]) -> Iterator[str]:
    if not acts:
        yield "no act"
    titled = [(hit.first, act.type) for act in acts for hit in act.hits if hit.field == "title"]
    if titled:
        yield f"first in the title: {min(titled)[1]}"
    for act in acts:
        if act.titled:
            yield f"in the title: {act.type}"
        if act.live:
            yield f"told: {act.type}"
    for number, act in enumerate(acts[:_ACTS], 1):
        yield f"act {number}: {act.type}"
        yield f"act {number} {'happened now' if act.live else 'did not happen now'}"
        yield f"act {number} {'in the title' if act.titled else 'not in the title'}"


def _places(facts: Facts) -> Iterator[str]:
    inside = outside = False
    for found in facts.places:
        regional = facts.index.in_region(found.place)
        inside, outside = inside or regional, outside or not regional
        where = "in the region" if regional else "outside of the region"
        yield f"a {facts.index[found.place].kind} {where} in the {found.hit.field}"
    if not inside:
        yield "no place of the region"
    if not outside:
        yield "no place outside of the region"
    if facts.peoples:
        yield "a people named"


def _toll(facts: Facts) -> Iterator[str]:
    toll = facts.toll
    for count, what in ((toll.killed, "killed"), (toll.wounded, "hurt"), (toll.captured, "taken")):
        if count is not None:
            yield f"{next(text for most, text in _SIZES if count <= most)} {what}"
    if len(toll.sides) > 1:
        yield "tolls of two sides"


def _shape(facts: Facts) -> Iterator[str]:
    toll = facts.toll
    title = facts.both.title.original
    for true, sign in (
        (bool(toll.deadly), "people killed"),
        (bool(toll.hurting), "people wounded"),
        (toll.killed == 0, "nobody killed"),
        (not _QUOTES.isdisjoint(title), "quotation marks in the title"),
        (not _QUESTION.isdisjoint(title), "a question in the title"),
        (len(facts.both.body.words) < _SHORT, "a short body"),
        (facts.lang in _HOME, "a language of the region"),
    ):
        if true:
            yield sign
