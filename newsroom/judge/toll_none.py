"""What a text says did not befall anybody: no casualties, nobody was hurt, погибших нет."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsroom.judge.toll_parts import Count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.judge.toll_scene import Scene

_CHAIN: Final = frozenset(
    {"or", "nor", "или", "ни", "կամ", "ან", "ya", "da", "ou", "ni", "ve", "və"}
)
_REACH: Final = 4


def zeros(scene: Scene) -> Iterator[Count]:
    """Yield what the text says did not happen to anybody: no casualties, погибших нет."""
    kinds = _zero_kinds(scene)
    for first, length in scene.spans("not_before"):
        yield from _chain(scene, range(first + length, len(scene.field.words)), kinds, first)
    for first, length in (*scene.spans("unhurt"), *scene.spans("unharmed")):
        sentence = scene.field.sentence_of(first)
        for kind in ("killed", "wounded"):
            weak = kind == "killed" or first in scene.words("unharmed")
            yield Count(first, first + length, kind, 0, stated=True, sentence=sentence, weak=weak)
    for first, length in scene.spans("all_alive"):
        sentence = scene.field.sentence_of(first)
        yield Count(first, first + length, "killed", 0, stated=True, sentence=sentence)
    for first, _ in scene.spans("not_after"):
        yield from _chain(scene, range(first - 1, -1, -1), kinds, first)


def _zero_kinds(scene: Scene) -> dict[int, tuple[str, ...]]:
    """Return what each word denies when it is denied."""
    kinds: dict[int, tuple[str, ...]] = {}
    for role in ("killed", "killed_one"):
        kinds.update(dict.fromkeys(scene.words(role), ("killed",)))
    # Where nobody was hurt nobody was killed, if nothing else is told.
    for role in ("wounded", "wounded_one"):
        kinds.update(dict.fromkeys(scene.words(role), ("killed", "wounded")))
    kinds.update(dict.fromkeys(scene.words("who_died"), ("killed",)))
    # Whom nothing hurt nothing killed either: nobody hurt, no casualties.
    for role in ("casualties", "hurt_any"):
        kinds.update(dict.fromkeys(scene.words(role), ("killed", "wounded")))
    return kinds


def _of_some(scene: Scene, word: int, sign: int) -> bool:
    """Say whether it is told of some people only that none was hurt: no losses among the police."""
    field = scene.field
    near = field.words[word + 1 : max(word, sign) + 3]
    between = range(min(word, sign) + 1, max(word, sign))
    people = scene.words("people") | scene.words("person")
    return not _AMONG.isdisjoint(near) or bool(people.intersection(between) - scene.marked)


#: People follow who had no losses, where others may have had some.
_AMONG: Final = frozenset({"among", "среди", "arasinda", "parmi", "chez", "შორის", "շրջանում"})


def _chain(
    scene: Scene, words: range, kinds: dict[int, tuple[str, ...]], sign: int
) -> Iterator[Count]:
    unsure = scene.words("unsure")
    # "No deaths, three wounded": a number ends what is denied.
    counted = {group.stop for group in scene.groups if (group.value or 0) > 1}
    hurt = scene.words("hurt_any") | scene.words("wounded") | scene.words("wounded_one")
    strange = 0
    for word in words:
        edge = word if words.step > 0 else word + 1
        if edge < len(scene.field.words) and scene.breaks(edge):
            return
        # "He is wounded, his life in no danger": what is denied stands after the comma.
        if words.step < 0 and strange and scene.comma(edge):
            return
        if word in unsure or strange > _REACH or (words.step > 0 and word in counted):
            return
        if word in kinds:
            if unsure.intersection((word - 1, word - 2)):
                return
            strange = 0
            for kind in kinds[word]:
                sentence = scene.field.sentence_of(word)
                yield Count(
                    min(word, sign),
                    max(word, sign) + 1,
                    kind,
                    0,
                    stated=True,
                    sentence=sentence,
                    weak=(kind == "killed" and word in hurt) or _of_some(scene, word, sign),
                )
        elif word not in scene.words("and") and scene.field.words[word] not in _CHAIN:
            strange += 1
