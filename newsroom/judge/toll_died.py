"""The wounded who died: they are told as hurt and as dead, and count as dead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.judge.toll_parts import Count
    from newsroom.judge.toll_scene import Scene

#: Words between two counts that may be of the same people.
_FAR: Final = 7


def unless_dead(scene: Scene, count: Count, told: list[Count]) -> Iterator[Count]:
    """Yield a count, unless those who were wounded are those who died: they are dead then."""
    died = [other for other in told if _the_same(scene, count, other)]
    if not died:
        yield count
    elif not died[0].stated and (count.stated or died[0].value is None):
        yield count._replace(kind="killed", weak=False)


def _the_same(scene: Scene, hurt: Count, dead: Count) -> bool:
    """Say whether those who were hurt are those who died: the wounded man died, both died."""
    if (hurt.kind, dead.kind) != ("wounded", "killed") or not hurt.value:
        return False
    if hurt.sentence != dead.sentence:
        return False
    if dead.ordinal and _beside(scene, hurt, dead):
        return True
    told = scene.words("all").intersection(range(dead.first - 1, dead.stop))
    if dead.stated and dead.value == hurt.value:
        return bool(told) or (not hurt.stated and dead.value == 1 and _beside(scene, hurt, dead))
    beside = _beside(scene, hurt, dead, commas=hurt.value == 1 and _later(hurt, dead))
    return not dead.stated and dead.value in {None, 1} and (bool(told) or beside)


def _later(hurt: Count, dead: Count) -> bool:
    """Say whether a verb alone tells what came of the hurt: he was wounded, and later died."""
    return hurt.first < dead.first and (dead.value is None or dead.alone)


def _beside(scene: Scene, one: Count, two: Count, *, commas: bool = False) -> bool:
    """Say whether two counts stand together, with no `and` and no comma between them."""
    first, later = sorted((one, two))
    between = range(first.stop, later.first + 1)
    if any(scene.breaks(word) for word in between):
        return False
    if len(between) > _FAR or (not commas and any(scene.comma(word) for word in between)):
        return False
    return not scene.words("and").intersection(between)
