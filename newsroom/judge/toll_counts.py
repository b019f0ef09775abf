"""Which people each mark of a field befell: "two soldiers were killed", "убит военнослужащий"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.numerals import gap
from newsroom.judge.toll_died import unless_dead
from newsroom.judge.toll_history import clause, recalled
from newsroom.judge.toll_none import zeros
from newsroom.judge.toll_parts import Count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newsroom.judge.toll_parts import Group, Mark
    from newsroom.judge.toll_scene import Scene


class _Way(NamedTuple):
    """A group that a mark may speak of, and how far it is."""

    cost: int
    left: bool
    group: Group


#: Words between a mark and its people that are no sign of anything.
_NEAR: Final = 2
_FAR: Final = 7
_LAST: Final = 1000
#: A figure at the head of a sentence ("the toll rises to 5") may stand so far from its word.
_HEAD: Final = 9
#: Languages whose verbs say whether it was one, even where the noun does not: погиб солдат.
_AGREEING: Final = frozenset({"en", "fr", "ru"})
#: These stand for a verb that was said before.
_INSTEAD: Final = frozenset({"-", "–", "—", ":"})
_ABLATIVE: Final = frozenset({"ten", "tan", "den", "dan", "ից", "დან"})


def counts(scene: Scene, at: datetime | None) -> list[Count]:
    """Return all counts of a field, in its order."""
    none = tuple(zeros(scene))
    silent = {word for zero in none for word in range(zero.first, zero.stop)}
    marks = [mark for mark in scene.marks if mark.first not in silent]
    positive = list(_positive(scene, marks))
    positive = [kept for count in positive for kept in unless_dead(scene, count, positive)]
    found = [count._replace(recalled=recalled(scene, count, at)) for count in (*none, *positive)]
    return sorted([*found, *_of_the_other_side(scene, found)])


def _of_the_other_side(scene: Scene, told: list[Count]) -> Iterator[Count]:
    """Yield a bare number with the other side beside it: Armenia lost four, Azerbaijan three."""
    taken = {word for count in told for word in range(count.first, count.stop)}
    for count in told:
        for group in scene.groups:
            if group.people or group.value is None or group.first in taken:
                continue
            around = clause(scene, group.first, group.stop)
            instead = bool(around.start) and gap(scene.field, around.start).strip() in _INSTEAD
            if instead:
                # "On the Armenian side — four": a dash stands for what was said before.
                before = clause(scene, around.start - 1, around.start)
                around = range(before.start, around.stop)
            side = scene.told_side(around)
            if (
                scene.field.sentence_of(group.first) == count.sentence
                and group.first > count.first
                and (count.side or instead)
                and side not in {None, count.side}
                and len(around) <= _HEAD
                and not scene.marked.intersection(around)
                and count.kind != "captured"
            ):
                yield count._replace(
                    first=group.first, stop=group.stop, value=group.value, side=side, stated=True
                )


def _positive(scene: Scene, marks: list[Mark]) -> Iterator[Count]:
    chosen = _assign(scene, marks)
    claimed = {way.group.first for way in chosen.values() if way is not None}
    for mark in marks:
        if mark.head and (number := _head_figure(scene, mark)) is not None:
            yield _count(scene, mark, [number])
            continue
        way = chosen.get(mark)
        groups = [way.group, *_joined(scene, way, claimed)] if way else []
        claimed.update(group.first for group in groups)
        alone = mark.weak or _of_animals(scene, mark) or _is(scene, mark, "hit", "mined")
        if not groups and alone:
            continue
        if _is(scene, mark, "lost") and not any(_so_many(mark, group) for group in groups):
            continue
        if groups or mark.one or _single(scene, mark):
            yield _count(scene, mark, groups)
        else:
            yield _count(scene, mark, [], unknown=True)


def _words(group: Group) -> range:
    return range(group.first, group.stop)


def _is(scene: Scene, mark: Mark, *roles: str) -> bool:
    """Say whether a mark counts by one of these roles: some count only beside people."""
    return any((mark.first, mark.length) in scene.spans(role) for role in roles)


def _so_many(mark: Mark, group: Group) -> bool:
    """Say whether so many people were lost, not so many of a thing: three points."""
    beside = group.stop == mark.first or group.first == mark.stop
    return group.stated and (group.people or beside)


def _of_animals(scene: Scene, mark: Mark) -> bool:
    near = range(mark.first - _NEAR, mark.stop + _NEAR + 1)
    return bool(scene.words("animal").intersection(near))


def _count(scene: Scene, mark: Mark, groups: list[Group], *, unknown: bool = False) -> Count:
    """Return what a mark says of the groups that it speaks of."""
    victims = [group for group in groups if not group.attackers] or groups
    known = [group.value for group in victims if group.value is not None]
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
        more=any(group.more for group in groups)
        or bool(scene.words("also").intersection(range(mark.first - 1, mark.stop + 2))),
        attackers=_downed(scene, mark)
        or (bool(groups) and all(group.attackers for group in groups)),
        weak=mark.weak,
        mined=_is(scene, mark, "mined"),
        head=mark.head,
    )


def _side(scene: Scene, mark: Mark, groups: list[Group]) -> str | None:
    """Return whose people these are: as they are called, else as the clause or sentence says."""
    called = {group.side for group in groups}
    if called - {None}:
        return called.pop() if len(called) == 1 else None
    sentence = scene.field.sentences[scene.field.sentence_of(mark.first)]
    return scene.told_side(clause(scene, mark.first, mark.stop)) or scene.told_side(sentence)


def _downed(scene: Scene, mark: Mark) -> bool:
    """Say whether a mark speaks of attackers by its word, and of no side's soldiers."""
    foes = scene.words("foe").intersection(clause(scene, mark.first, mark.stop))
    return mark.first in scene.words("downed") and not foes


# --- whom a mark speaks of ----------------------------------------------------------------------


def _assign(scene: Scene, marks: list[Mark]) -> dict[Mark, _Way]:
    """Return the group of each mark: the nearest first, no group twice."""
    ways = [
        # Who is in hospital may have died there: that word comes last.
        (way.cost + (_LAST if mark.weak else 0), mark.first, mark, way)
        for mark in marks
        if not mark.head
        for way in (*_leftward(scene, mark), *_rightward(scene, mark))
        if way.group.people or not _is(scene, mark, "hit", "mined")
    ]
    chosen: dict[Mark, _Way] = {}
    taken: set[int] = set()
    for _, _, mark, way in sorted(ways, key=lambda way: way[:2]):
        if mark not in chosen and way.group.first not in taken:
            chosen[mark] = way
            taken.add(way.group.first)
    return chosen


def _leftward(scene: Scene, mark: Mark) -> Iterator[_Way]:
    """Yield the groups before a mark that it may speak of; whose body it is stands after it."""
    if _is(scene, mark, "body"):
        return
    ends = {group.stop - 1: group for group in scene.groups}
    word, strange, commas = mark.first - 1, 0, 0
    while word >= 0:
        commas += scene.comma(word + 1)
        if scene.breaks(word + 1) or (
            _stops(scene, word, mark) and not _goes_on(scene, word, mark)
        ):
            return
        if (group := ends.get(word)) and not (strange and _of_a_place(scene, group)):
            if group.part and (whole := _whole(scene, group)):
                yield _Way(_cost(scene, whole, strange, 0, left=True), True, whole)  # noqa: FBT003 - fields of a named tuple
                return
            if _fits(scene, group, strange, commas) and not (group.part and commas):
                yield _Way(_cost(scene, group, strange, commas, left=True), True, group)  # noqa: FBT003 - fields of a named tuple
            if not group.part or not commas:
                return
            word = group.first - 1
            continue
        strange += word not in scene.words("light")
        word -= 1


def _whole(scene: Scene, part: Group) -> Group | None:
    """Return those whom a part belongs to: five people, of them two policemen, were hurt."""
    before = scene.groups.index(part) - 1
    whole = scene.groups[before] if before >= 0 else None
    if whole is None or whole.value is None or whole.part or whole.value <= (part.value or 0):
        return None
    between = range(whole.stop, part.first)
    # "Three people, among them a man of the local council": his office may stand before him.
    led = any(word in scene.words("part") for word in between[:_NEAR])
    plain = not scene.marked.intersection(between) and len(between) <= _FAR
    same = scene.field.sentence_of(whole.first) == scene.field.sentence_of(part.first)
    return whole if led and plain and same else None


def _rightward(scene: Scene, mark: Mark) -> Iterator[_Way]:
    """Yield the group after a mark that it may speak of."""
    starts = {group.first: group for group in scene.groups}
    strange = commas = 0
    for word in range(mark.stop, len(scene.field.words)):
        commas += scene.comma(word)
        if scene.breaks(word) and not _colon(scene, mark, word):
            return
        if (group := starts.get(word)) and not _of_a_place(scene, group):
            if _fits(scene, group, strange, commas) and not (commas and not group.stated):
                yield _Way(_cost(scene, group, strange, commas, left=False), False, group)  # noqa: FBT003 - fields of a named tuple
            return
        if _stops(scene, word, mark) or strange > _FAR:
            return
        strange += word not in scene.words("light")


def _stops(scene: Scene, word: int, mark: Mark) -> bool:
    if word in scene.words("light") and word not in scene.words("stop"):
        return False
    if word in scene.words("and"):
        return True
    return word in scene.words("stop") or (
        word in scene.barriers and not mark.first <= word < mark.stop
    )


def _goes_on(scene: Scene, word: int, mark: Mark) -> bool:
    """Say whether `and` joins what befell the same people: saved and taken to hospital."""
    between = set(range(word + 1, mark.first))
    near = bool(between) or mark.weak
    return word in scene.words("and") and near and between <= scene.words("light")


def _colon(scene: Scene, mark: Mark, word: int) -> bool:
    """Say whether a figure follows the mark like an entry of a list: "dead: 2", "погибших — 2"."""
    before = gap(scene.field, word).strip()
    return word == mark.stop and before in {":", "-", "–", "—", "("}


def _of_a_place(scene: Scene, group: Group) -> bool:
    """Say whether "one" is the article of a thing: shot at a post, abattus à un poste."""
    if group.people or group.value != 1 or not group.first:
        return False
    return scene.field.words[group.first - 1] in _TO_A_THING


#: Prepositions that lead to where it happened, where an article may follow them.
_TO_A_THING: Final = frozenset({"d", "de", "dans", "a", "sur", "devant", "lors", "contre", "en"})


def _fits(scene: Scene, group: Group, strange: int, commas: int) -> bool:
    if not group.people:
        # A noun that nobody listed may stand between: seven pilgrims killed.
        things = scene.words("thing") | scene.words("animal")
        listed = things.intersection(range(group.stop, group.stop + 2))
        return strange <= (0 if listed else 2) and commas == 0
    return strange <= _FAR - 2 * commas


def _cost(scene: Scene, group: Group, strange: int, commas: int, *, left: bool) -> int:
    """Return how unlikely it is that a mark speaks of a group; the least is chosen."""
    cost = 4 * strange + 12 * commas
    if group.value is None:
        cost += 6
    elif not group.stated:
        cost += 3
    if group.attackers:
        cost += 3
    # A number right after the word goes before one that stands before it: gunmen killed two.
    return 2 * cost + (left and group.people and not _passive(scene, group))


def _passive(scene: Scene, group: Group) -> bool:
    """Say whether an auxiliary follows a group: two soldiers were killed."""
    return scene.lang not in {"en", "fr"} or group.stop in scene.words("light")


def _joined(scene: Scene, way: _Way, claimed: set[int]) -> Iterator[Group]:
    """Yield the groups that `and` and commas join to the one that was chosen."""
    groups = scene.groups
    if way.group.part:
        return
    step = -1 if way.left else 1
    index = groups.index(way.group) + step
    here = way.group
    while 0 <= index < len(groups):
        group = groups[index]
        between = range(group.stop, here.first) if way.left else range(here.stop, group.first)
        if group.first in claimed or group.part or not _linked(scene, between, here, group):
            return
        yield group
        here = group
        index += step


def _linked(scene: Scene, between: range, here: Group, group: Group) -> bool:
    first, later = sorted((here.first, group.first))
    if any(scene.breaks(word) for word in range(between.start, later + 1)):
        return False
    if scene.marked.intersection(between) or scene.words("stop").intersection(between):
        return False
    if any("՝" in gap(scene.field, word) for word in range(first + 1, later + 1)):
        return False  # it says who they are: two officers, Major A and Captain B
    sided = bool(scene.told_side(between)) or not scene.words("foe").isdisjoint(between)
    if here.people and not group.people and scene.comma(later) and not sided:
        return False  # it says how old they are: two children, 6 and 11
    joined = scene.words("and").intersection(between)
    # A bare number counts what follows it: "a lorry, nine people hurt" are nine.
    plain = scene.words("light") | scene.names(between) if group.people else frozenset()
    strange = len(set(between) - joined - plain)
    near = _NEAR if group.people or sided else 0
    # Armenia 105, Azerbaijan 71: a comma may stand before the side, or before "their children".
    listed = any(
        scene.comma(word)
        for word in (*between, later)
        if sided or plain.issuperset(range(word, later))
    )
    return bool(joined or listed) and strange <= near


def _single(scene: Scene, mark: Mark) -> bool:
    """Say whether the verb's own form says that it was one person: Ginturi was killed."""
    before = mark.first - 1
    return (
        scene.lang == "en"
        and mark.kind != "captured"
        and before > 0
        and scene.field.words[before] in {"was", "is", "dies"}
        and scene.field.sentence_of(before) == scene.field.sentence_of(mark.first)
    )


def _head_figure(scene: Scene, mark: Mark) -> Group | None:
    """Return the figure of "the toll rises from 3 to 5": the last state of it."""
    near: list[Group] = []
    for group in scene.groups:
        if group.value is None or not 0 <= group.first - mark.stop <= _HEAD:
            continue
        if any(one.first == group.stop and one.kind != mark.kind for one in scene.marks):
            continue
        if any(scene.breaks(word) for word in range(mark.stop + 1, group.first + 1)):
            continue
        if not scene.marked.intersection(range(mark.stop, group.first)):
            near.append(group)
    now = [group for group in near if not _from(scene, group)]
    return now[0] if now else (near[0] if near else None)


def _from(scene: Scene, group: Group) -> bool:
    words = scene.field.words
    after = words[group.stop] if group.stop < len(words) else ""
    return group.first - 1 in scene.words("from") or after in _ABLATIVE
