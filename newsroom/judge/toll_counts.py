"""Which people each mark of a field befell: "two soldiers were killed", "убит военнослужащий"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsroom.judge.numerals import gap
from newsroom.judge.toll_died import unless_dead
from newsroom.judge.toll_history import clause, recalled, times_over
from newsroom.judge.toll_none import zeros
from newsroom.judge.toll_parts import Count, Group
from newsroom.judge.toll_ways import assign, counts_as, head_figure, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from newsroom.judge.toll_parts import Mark
    from newsroom.judge.toll_scene import Scene
    from newsroom.judge.toll_ways import Way


#: Words between a mark and what it is said of.
_NEAR: Final = 2
#: The clause of a bare number for the other side has so many words at most.
_HEAD: Final = 9
#: Languages whose verbs say whether it was one, even where the noun does not: погиб солдат.
_AGREEING: Final = frozenset({"en", "fr", "ru"})
#: A side that is not named: the enemy, qarşı tərəf.
FOE: Final = "other"
#: These stand for a verb that was said before.
_INSTEAD: Final = frozenset({"-", "–", "—", ":"})


def counts(scene: Scene, at: datetime | None) -> list[Count]:
    """Return all counts of a field, in its order."""
    none = tuple(zeros(scene))
    silent = {word for zero in none for word in range(zero.first, zero.stop)}
    marks = [mark for mark in scene.marks if mark.first not in silent]
    positive = list(_positive(scene, marks))
    positive = [kept for count in positive for kept in unless_dead(scene, count, positive)]
    times = times_over(scene, at)
    positive = _less_the_dead(scene, positive)
    found = [count._replace(recalled=recalled(scene, count, times)) for count in (*none, *positive)]
    return sorted([*found, *_of_the_other_side(scene, found)])


def _less_the_dead(scene: Scene, told: list[Count]) -> list[Count]:
    """Return the counts, those hurt without the ones of them who died: one of the three died."""
    of_those = {scene.field.sentence_of(first) for first, _ in scene.spans("one_of")}
    dead = {one.sentence: one.value or 0 for one in told if one.kind == "killed"}
    return [
        one._replace(value=one.value - dead[one.sentence])
        if one.kind == "wounded"
        and one.sentence in of_those
        and (one.value or 0) > dead.get(one.sentence, one.value or 0) > 0
        and one.value
        else one
        for one in told
    ]


def _of_the_other_side(scene: Scene, told: list[Count]) -> Iterator[Count]:
    """Yield a bare number with the other side beside it: Armenia lost four, Azerbaijan three."""
    taken = {word for count in told for word in range(count.first, count.stop)}
    for count in told:
        for group in scene.groups:
            noun = group.people and group.stop > group.first + 1
            if noun or group.value is None or group.first in taken or group.first <= count.first:
                continue
            if scene.field.sentence_of(group.first) != count.sentence:
                continue
            around = clause(scene, group.first, group.stop)
            instead = bool(around.start) and gap(scene.field, around.start).strip() in _INSTEAD
            if instead:
                # "On the Armenian side — four": a dash stands for what was said before.
                before = clause(scene, around.start - 1, around.start)
                around = range(before.start, around.stop)
            side = scene.told_side(around)
            if (
                (count.side or instead)
                and side not in {None, _beside_a_dash(scene, count) if instead else count.side}
                and len(around) <= _HEAD
                and not scene.marked.intersection(around)
                and count.kind != "captured"
            ):
                yield count._replace(
                    first=group.first, stop=group.stop, value=group.value, side=side, stated=True
                )


def _beside_a_dash(scene: Scene, count: Count) -> str | None:
    """Return whose people the clause itself speaks of: another side may be named only later."""
    return scene.told_side(clause(scene, count.first, count.stop))


def _positive(scene: Scene, marks: list[Mark]) -> Iterator[Count]:
    heads = {mark: number for mark in marks if (number := head_figure(scene, mark)) is not None}
    firm = {mark.first for mark in marks if not mark.head}
    claimed = {number.first for number in heads.values() if number.stop not in firm}
    chosen = assign(scene, [mark for mark in marks if mark not in heads], claimed)
    mined = {mark for mark in chosen if counts_as(scene, mark, "mined")}
    claimed |= {way.group.first for mark, way in chosen.items() if mark not in mined}
    yield from _of_the_told(scene)
    for mark in marks:
        if mark in heads:
            yield _count(scene, mark, [heads[mark]])
            continue
        way = chosen.get(mark)
        groups = [way.group, *joined(scene, mark, way, claimed)] if way else []
        groups = groups or _shared(scene, mark, chosen) or _two_names(scene, mark)
        claimed.update(group.first for group in groups)
        alone = mark.weak or _of_animals(scene, mark) or counts_as(scene, mark, "hit", "mined")
        if not groups and alone:
            continue
        if counts_as(scene, mark, "lost") and not any(
            _so_many(scene, mark, group) for group in groups
        ):
            continue
        if groups or mark.one or _single(scene, mark):
            yield _count(scene, mark, groups)
        else:
            yield _count(scene, mark, [], unknown=True)


def _of_the_told(scene: Scene) -> Iterator[Count]:
    """Yield numbers said to be among the dead or the hurt: they count where nothing else does."""
    for kind in ("killed", "wounded"):
        for first, length in scene.spans(f"among_{kind}"):
            near = [
                group
                for group in scene.groups
                if (group.value or 0) > 1
                and group.stated
                and 0 <= max(first - group.stop, group.first - first - length) <= _NEAR
                and not any(scene.breaks(word) for word in range(group.stop, first + 1))
            ]
            for group in near[:1]:
                words = sorted((group.first, group.stop, first, first + length))
                sentence = scene.field.sentence_of(first)
                yield Count(words[0], words[-1], kind, group.value, True, sentence, part=True)  # noqa: FBT003 - fields of a named tuple


def _shared(scene: Scene, mark: Mark, chosen: Mapping[Mark, Way]) -> list[Group]:
    """Return those who were taken and then hurt: dragged from his car and beaten."""
    before = [other for other in scene.marks if other.stop <= mark.first]
    if not before or before[-1].kind != "captured" or mark.kind == "captured" or mark.weak:
        return []
    between = range(before[-1].stop, mark.first)
    apart = any(scene.breaks(word) or scene.comma(word) for word in (*between, mark.first))
    joined_to = between and between[-1] in scene.words("and") and len(between) <= _NEAR + 2
    way = chosen.get(before[-1])
    return [way.group] if way and joined_to and not apart else []


def _two_names(scene: Scene, mark: Mark) -> list[Group]:
    """Return two people told by their names: Nika and Badri Melua were killed."""
    left = mark.first
    while left and left - 1 in scene.words("light") and not scene.breaks(left):
        left -= 1
    words = _names_before(scene, left)
    joined_by = scene.words("and").intersection(words)
    ends = (words.start, words.stop - 1)
    unsure = mark.weak or counts_as(scene, mark, "lost", "hit", "mined")
    if mark.kind == "captured" or unsure or len(joined_by) != 1 or joined_by.intersection(ends):
        return []
    start = words.start in {0, mark.first} or scene.breaks(words.start) or scene.comma(words.start)
    if not start or scene.told_side(words) or words.stop == len(scene.field.words):
        return []
    return [Group(words.start, words.stop, 2, people=True, stated=True)]


def _names_before(scene: Scene, stop: int) -> range:
    """Return the names right before a word, with what joins them."""
    first = stop
    names = scene.names(range(max(0, stop - 2 * _HEAD), stop)) | scene.words("and")
    while first - 1 in names and not scene.breaks(first) and not scene.comma(first):
        first -= 1
    return range(first, stop)


def _words(group: Group) -> range:
    return range(group.first, group.stop)


def _so_many(scene: Scene, mark: Mark, group: Group) -> bool:
    """Say whether so many people were lost, not so many of a thing: three points."""
    between = (*range(group.stop, mark.first), *range(mark.stop, group.first))
    beside = scene.words("light").union(scene.words("bound")).issuperset(between)
    return group.stated and (group.people or beside)


def _of_animals(scene: Scene, mark: Mark) -> bool:
    near = range(mark.first - _NEAR, mark.stop + _NEAR + 1)
    return bool(scene.words("animal").intersection(near))


def _count(scene: Scene, mark: Mark, groups: list[Group], *, unknown: bool = False) -> Count:
    """Return what a mark says of the groups that it speaks of."""
    victims = [group for group in groups if not group.attackers] or groups
    known = [group.value for group in victims if group.value is not None]
    last = max((group.ordinal or 0 for group in groups), default=0)
    single = (mark.one and scene.lang in _AGREEING) and not any(
        scene.words("vague").intersection(_words(g)) for g in groups
    )
    value = sum(known) if known else (1 if (single or not groups) and not unknown else None)
    if value and scene.words("each").intersection(clause(scene, mark.first, mark.stop)):
        value *= 2
    return Count(
        min([mark.first, *(group.first for group in groups)]),
        max([mark.stop, *(group.stop for group in groups)]),
        mark.kind,
        value,
        stated=bool(known) and (len(known) > 1 or any(group.stated for group in groups)),
        sentence=scene.field.sentence_of(mark.first),
        side=_side(scene, mark, groups),
        part=any(group.part for group in groups),
        bound=any(group.bound for group in groups),
        own=any(group.own for group in groups)
        or bool(scene.words("own").intersection(range(mark.first - 2, mark.first))),
        more=any(group.more and not _last(mark, group) for group in groups)
        or bool(scene.words("also").intersection(range(mark.first - 1, mark.stop + 2))),
        attackers=_downed(scene, mark)
        or (bool(groups) and all(group.attackers for group in groups)),
        weak=mark.weak,
        alone=not groups,
        kin=bool(groups) and all(group.kin for group in groups),
        mined=counts_as(scene, mark, "mined"),
        head=mark.head or _newest(scene, mark, groups),
        ordinal=last if _last(mark, *groups) else 0,
    )


def _newest(scene: Scene, mark: Mark, groups: list[Group]) -> bool:
    """Say whether a figure was reached: a newer one than others, not what one side puts."""
    put = scene.words("put").intersection(range(mark.first - _NEAR - 1, mark.first))
    return bool(groups and not put and head_figure(scene, mark) in groups)


def _last(mark: Mark, *groups: Group) -> bool:
    """Say whether an ordinal counts the dead: a fifth person died."""
    return mark.kind == "killed" and any(group.ordinal for group in groups)


def _side(scene: Scene, mark: Mark, groups: list[Group]) -> str | None:
    """Return whose people these are: as they are called, else as the clause or sentence says."""
    called = {group.side for group in groups}
    if called - {None}:
        return called.pop() if len(called) == 1 else None
    sentence = scene.field.sentences[scene.field.sentence_of(mark.first)]
    near = clause(scene, mark.first, mark.stop)
    if not scene.words("foe").isdisjoint(near):
        return FOE
    return scene.told_side(near) or scene.told_side(sentence)


def _downed(scene: Scene, mark: Mark) -> bool:
    """Say whether a mark speaks of attackers by its word, and of no side's soldiers."""
    foes = scene.words("foe").intersection(clause(scene, mark.first, mark.stop))
    return mark.first in scene.words("downed") and not foes


def _single(scene: Scene, mark: Mark) -> bool:
    """Say whether the verb's own form says that it was one person: Ginturi was killed."""
    before = mark.first - 1
    if scene.lang == "hy" and scene.field.words[mark.stop - 1].endswith("ել"):
        # Two verbs share what says that it was one: պայթել է ականի վրա և մահացել.
        words = [scene.field.words[word] for word in clause(scene, mark.first, mark.stop)]
        return mark.kind != "captured" and "է" in words and "են" not in words
    return (
        scene.lang == "en"
        and mark.kind != "captured"
        and before > 0
        and scene.field.words[before] in {"was", "is", "dies"}
        and scene.field.sentence_of(before) == scene.field.sentence_of(mark.first)
    )
