"""Which groups of people a mark speaks of: the nearest that fit, and those joined to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.numerals import gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsroom.judge.toll_parts import Group, Mark
    from newsroom.judge.toll_scene import Scene


class Way(NamedTuple):
    """A group that a mark may speak of, and how far it is."""

    cost: int
    left: bool
    group: Group


#: Words between a mark and its people that are no sign of anything.
_NEAR: Final = 2
_FAR: Final = 7
_LAST: Final = 1000
_LATER: Final = 80
#: The cost of people right beside a mark.
_BESIDE: Final = 8
#: A figure at the head of a sentence ("the toll rises to 5") may stand so far from its word.
_HEAD: Final = 9
_ABLATIVE: Final = frozenset({"ten", "tan", "den", "dan", "ից", "დან"})


def counts_as(scene: Scene, mark: Mark, *roles: str) -> bool:
    """Say whether a mark counts by one of these roles: some count only beside people."""
    return any((mark.first, mark.length) in scene.spans(role) for role in roles)


def assign(scene: Scene, marks: list[Mark], claimed: set[int]) -> dict[Mark, Way]:
    """Return the group of each mark: the nearest first, no group twice."""
    ways = [
        # Who is in hospital may have died there: that word comes last.
        (way.cost + _late(mark, way.group), mark.first, mark, way)
        for mark in marks
        if not mark.head
        for way in (*_leftward(scene, mark), *_rightward(scene, mark))
        if way.group.people or not counts_as(scene, mark, "hit", "mined")
    ]
    chosen: dict[Mark, Way] = {}
    # Who is held may be hurt as well: the detained man was shot in the leg.
    held: set[int] = set()
    hurt = set(claimed)
    for _, _, mark, way in sorted(ways, key=lambda way: way[:2]):
        taken = held if mark.kind == "captured" else hurt
        shared = way.group.first in held and way.cost > _BESIDE
        if mark not in chosen and way.group.first not in taken and not shared:
            chosen[mark] = way
            taken.add(way.group.first)
    return chosen


def _late(mark: Mark, group: Group) -> int:
    """Return how much later a mark chooses: the fifth is of the dead before he is of the hurt."""
    return (_LAST if mark.weak else 0) + (_LATER if group.ordinal and mark.kind != "killed" else 0)


def _leftward(scene: Scene, mark: Mark) -> Iterator[Way]:
    """Yield the groups before a mark that it may speak of; whose body it is stands after it."""
    ends = {group.stop - 1: group for group in scene.groups}
    word, strange, commas = mark.first - 1, 0, 0
    if word > 0 and scene.field.words[word] == "s":
        word -= 1  # a fourth miner's body
    while word >= 0:
        commas += scene.comma(word + 1)
        numbered = mark.kind == "killed" and _numbered(scene, ends, word)
        if scene.breaks(word + 1) or (
            not numbered and _stops(scene, word, mark) and not _goes_on(scene, word, mark)
        ):
            return
        if counts_as(scene, mark, "body") and not (word in ends and _many(ends[word])):
            return
        if (group := ends.get(word)) and not (strange and _of_a_place(scene, group)):
            if _elsewhere(scene, mark, group, strange + commas):
                return
            if group.part and (whole := _whole(scene, group)):
                yield Way(_cost(scene, whole, strange, 0, left=True), True, whole)  # noqa: FBT003 - fields of a named tuple
                return
            if _fits(scene, group, strange, commas) and not (group.part and commas):
                yield Way(_cost(scene, group, strange, commas, left=True), True, group)  # noqa: FBT003 - fields of a named tuple
            if not group.part or not commas:
                return
            word = group.first - 1
            continue
        strange += word not in scene.words("light")
        word -= 1


def _numbered(scene: Scene, ends: Mapping[int, Group], word: int) -> bool:
    """Say whether an ordinal counts a word: the fifth of the wounded."""
    while word in scene.barriers and word not in ends:
        word -= 1
    return word in ends and bool(ends[word].ordinal)


def _many(group: Group) -> bool:
    """Say whether a group counts bodies: twenty-one, a fourth; not whose body it is."""
    return bool(group.ordinal) or ((group.value or 0) > 1 and not group.people)


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


def _rightward(scene: Scene, mark: Mark) -> Iterator[Way]:
    """Yield the group after a mark that it may speak of."""
    starts = {group.first: group for group in scene.groups}
    strange = commas = 0
    for word in range(mark.stop, len(scene.field.words)):
        commas += scene.comma(word)
        if scene.breaks(word) and not _colon(scene, mark, word):
            return
        if (group := starts.get(word)) and _elsewhere(scene, mark, group, strange + commas):
            return
        if group and not _of_a_place(scene, group):
            if _fits(scene, group, strange, commas) and not (commas and not group.stated):
                yield Way(_cost(scene, group, strange, commas, left=False), False, group)  # noqa: FBT003 - fields of a named tuple
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
    near = bool(between) or mark.weak or counts_as(scene, mark, "hit")
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
_TO_A_THING: Final = frozenset(
    {"d", "de", "dans", "a", "sur", "devant", "lors", "contre", "en", "par"}
)


def _elsewhere(scene: Scene, mark: Mark, group: Group, apart: int) -> bool:
    """Say whether something else is told of a group: that they are missing, were rescued, left."""
    roles = {"killed": ("elsewhere", "alive"), "wounded": ("elsewhere",)}.get(mark.kind, ())
    return bool(apart) and scene.has_beside(group, *roles)


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


def joined(scene: Scene, mark: Mark, way: Way, claimed: set[int]) -> Iterator[Group]:
    """Yield the groups that `and` and commas join to the one that was chosen."""
    groups = scene.groups
    if way.group.part:
        return
    step = -1 if way.left else 1
    index = groups.index(way.group) + step
    here = way.group
    ended = False
    while 0 <= index < len(groups):
        group = groups[index]
        between = range(group.stop, here.first) if way.left else range(here.stop, group.first)
        ended = ended or not scene.words("and").isdisjoint(between)
        if group.stop in scene.words("saying") and not scene.comma(group.stop):
            return
        if not (group.stated or ended or _listed(scene, way, here, group)):
            return
        if (
            group.first in claimed
            or group.part
            or (mark.kind != "captured" and scene.has_beside(group, "elsewhere", "alive"))
            or not _linked(scene, between, here, group)
        ):
            return
        yield group
        here = group
        index += step


def _listed(scene: Scene, way: Way, here: Group, group: Group) -> bool:
    """Say whether `and` ends the list that a group is of, not: two others, the prosecutor said."""
    first, later = sorted((here, group))
    if not any(scene.comma(word) for word in range(first.stop, later.first + 1)):
        return True
    if way.left:
        return False
    sentence = scene.field.sentences[scene.field.sentence_of(group.first)]
    return any(word in scene.words("and") for word in range(group.stop, sentence.stop))


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
    if here.attackers != group.attackers and not joined:
        return False  # 26 people are in hospital, five attackers dead
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


def head_figure(scene: Scene, mark: Mark) -> Group | None:
    """Return the figure of "the toll rises from 3 to 5": the last state of it."""
    start = _risen(scene, mark) or (mark.stop if mark.head else None)
    if start is None:
        return None
    near = list(_figures_after(scene, mark, start))
    now = [group for group in near if not _from(scene, group)]
    if near:
        return now[0] if now else near[0]
    return _figure_before(scene, mark) if mark.head else None


def _risen(scene: Scene, mark: Mark) -> int | None:
    """Return where a figure begins that the dead reached: deaths in the valley reach four."""
    put = scene.words("put").intersection(range(mark.first - _NEAR - 1, mark.first))
    spots = scene.spans("rises") + (scene.spans("at") if put else [])
    for first, length in sorted(spots):
        between = range(mark.stop, first)
        if first < mark.stop or len(between) > _HEAD or scene.barriers.intersection(between):
            continue
        if not any(scene.breaks(word) or scene.comma(word) for word in (*between, first)):
            counted = {group.first for group in scene.groups if group.stated}
            if mark.head:
                return first + length
            return None if counted.intersection(between) else first + length
    return None


def _figures_after(scene: Scene, mark: Mark, start: int) -> Iterator[Group]:
    reach = _HEAD if mark.head else _NEAR
    firm = frozenset(
        word
        for one in scene.marks
        if not counts_as(scene, one, "hit")
        for word in range(one.first, one.stop)
    )
    for group in scene.groups:
        if group.value is None or not 0 <= group.first - start <= reach or group.ordinal:
            continue
        following = any(one.first == group.stop and one.kind != mark.kind for one in scene.marks)
        if following and not scene.breaks(group.stop) and not scene.comma(group.stop):
            continue
        broken = any(scene.breaks(word) for word in range(start + 1, group.first + 1))
        if not broken and not firm.intersection(range(start, group.first)):
            yield group


def _figure_before(scene: Scene, mark: Mark) -> Group | None:
    """Return the figure before the head: 38 can kaybı, to 23 rose the number of dead."""
    word = mark.first - 1
    ends = {group.stop - 1: group for group in scene.groups}
    while word >= 0 and word not in ends and word in scene.words("rises") | scene.words("light"):
        word -= 1
    group = ends.get(word)
    if group is None or not group.stated or group.people or group.value == 1:
        return None
    apart = any(scene.breaks(one) or scene.comma(one) for one in range(group.stop, mark.first + 1))
    return None if apart else group


def _from(scene: Scene, group: Group) -> bool:
    words = scene.field.words
    after = words[group.stop] if group.stop < len(words) else ""
    return group.first - 1 in scene.words("from") or after in _ABLATIVE
