"""How many people were killed, wounded and captured in the event that a text tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.fields import Hit
from newsroom.judge.toll_counts import FOE, counts
from newsroom.judge.toll_scene import Scene
from newsroom.judge.toll_words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.judge.fields import Field, Fields
    from newsroom.judge.toll_parts import Count
    from newsroom.meaning import Evidence

KINDS: Final = ("killed", "wounded", "captured")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """People of the event, as the text states; None where it states nothing or nothing exact."""

    killed: int | None = None
    wounded: int | None = None
    captured: int | None = None
    #: The text says that people were killed, however many.
    deadly: bool = False
    #: The text says that people were hurt, however many.
    hurting: bool = False
    #: All figures of the text are sums over time, or of another time.
    recalled: bool = False
    #: Whose people they were, where the text says so: `AM`, `AZ`, `GE`, `RU`.
    sides: tuple[str, ...] = ()
    #: The words that say so; those that say that nobody was hurt; figures that are history.
    hits: tuple[Hit, ...] = ()
    nobody: tuple[Hit, ...] = ()
    history: tuple[Hit, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class _Figure(NamedTuple):
    value: int
    stated: bool
    side: str | None
    update: bool
    #: Besides what was told before: also killed.
    more: bool = False
    #: The losses of two sides, added up.
    both: bool = False
    #: A round number.
    bound: bool = False
    #: A side's own people, as that side counts them.
    own: bool = False
    #: So many of them are relatives or colleagues of one whom they were with.
    kin: int = 0


def toll(both: Fields, lang: str | None, at: datetime | None = None) -> Toll:
    """Read the toll; `at` is when the text was published: older years make a figure history."""
    known = lang if lang in LANGUAGES else None
    lang = known or _language(both)
    title, body = _ended(counts(Scene(both.title, lang), at), counts(Scene(both.body, lang), at))
    values = {kind: _settle(*_victims(_of(title, kind), _of(body, kind))) for kind in KINDS}
    killed, wounded = _reconciled(values["killed"], values["wounded"], title, body)
    told = [(both.title, count) for count in title] + [(both.body, count) for count in body]
    now = [(field, count) for field, count in told if not count.recalled]
    hits = tuple(_hit(field, count) for field, count in now if count.value != 0)
    nobody = tuple(_hit(field, count) for field, count in now if count.value == 0)
    return Toll(
        killed=killed,
        wounded=wounded,
        captured=values["captured"],
        deadly=any(count.kind == "killed" and _tells(count) for _, count in told),
        hurting=any(count.kind == "wounded" and _tells(count) for _, count in told),
        recalled=bool(told) and all(count.recalled for _, count in told),
        sides=tuple(
            sorted(
                {count.side for _, count in told if count.side not in {None, FOE} and _tells(count)}
            )
        ),
        hits=hits,
        nobody=nobody,
        history=tuple(_hit(field, count) for field, count in told if count.recalled),
        evidence=tuple(both.of(hit.field).evidence(hit) for hit in (*hits, *nobody)),
    )


def _reconciled(
    killed: int | None, wounded: int | None, title: Sequence[Count], body: Sequence[Count]
) -> tuple[int | None, int | None]:
    """Return both figures as they go together: attackers and those who died later left out."""
    found = [*title, *body]
    if killed == 0 and wounded and not _none_died(found):
        killed = None
    if killed and wounded == 0 and _none_else_hurt(found):
        wounded = None
    if killed and wounded and _hurt_attackers(found):
        wounded = None
    if killed and wounded and _attackers_alone(found):
        killed = None
    # A title that counts the dead counts the wounded without them.
    moved = 0 if _of(title, "killed") else _died_of_the_wounded(found)
    return killed, wounded - moved if wounded and wounded > moved else wounded


def _none_else_hurt(found: Sequence[Count]) -> bool:
    """Say whether it is only of others that nobody was hurt."""
    nobody = (count for count in found if count.kind == "wounded" and count.value == 0)
    return all(count.weak for count in nobody)


def _attackers_alone(found: Sequence[Count]) -> bool:
    """Say whether all the dead were attackers, and others were hurt."""
    dead = [count for count in found if count.kind == "killed" and _tells(count)]
    hurt = [count for count in found if count.kind == "wounded" and _tells(count)]
    return all(count.attackers for count in dead) and not all(count.attackers for count in hurt)


def _hurt_attackers(found: Sequence[Count]) -> bool:
    """Say whether only attackers were hurt where others were killed."""
    dead = [count for count in found if count.kind == "killed" and _tells(count)]
    hurt = [count for count in found if count.kind == "wounded" and _tells(count)]
    return not all(count.attackers for count in dead) and all(count.attackers for count in hurt)


def _none_died(found: Sequence[Count]) -> bool:
    """Say whether it is told of the dead that there were none: "nobody else was hurt" does not."""
    return any(count.kind == "killed" and count.value == 0 and not count.weak for count in found)


def _ended(title: list[Count], body: list[Count]) -> tuple[list[Count], list[Count]]:
    """Return the counts without those who were on a mine, where the text says who died of it."""
    if any(count.kind == "killed" and _tells(count) for count in (*title, *body)):
        title = [count for count in title if not count.mined]
        body = [count for count in body if not count.mined]
    return title, body


def _tells(count: Count) -> bool:
    return not count.recalled and count.value != 0


def _hit(field: Field, count: Count) -> Hit:
    return Hit(field.name, count.first, count.stop - count.first, f"toll: {count.kind}")


def _language(both: Fields) -> str:
    """Return the language whose words of tolls the text has most of."""
    scores = {lang: sum(len(Scene(field, lang).marks) for field in both) for lang in LANGUAGES}
    return max(scores, key=lambda lang: scores[lang])


def _of(found: Sequence[Count], kind: str) -> list[Count]:
    """Return the counts of a kind: without those recalled, and attackers only among themselves."""
    own = [count for count in found if count.kind == kind and not count.recalled]
    strong = [count for count in own if not count.weak]
    own = strong if any(count.value and count.stated for count in strong) else own
    victims = [count for count in own if not count.attackers]
    return victims if any(count.value for count in victims) else own


def _victims(title: list[Count], body: list[Count]) -> tuple[list[Count], list[Count]]:
    """Return the counts of both fields, without attackers where one of them has victims."""
    if any(count.value and not count.attackers for count in (*title, *body)):
        title = [count for count in title if not count.attackers]
        body = [count for count in body if not count.attackers]
    return title, body


def _settle(title: list[Count], body: list[Count]) -> int | None:
    """Return the figure: the title's before the body's, the newest before one that it replaces."""
    head = _figure(title)
    rest = _figure(body)
    if head is None or rest is None:
        best = head or rest
        if best is not None:
            return best.value
        return 0 if any(count.value == 0 for count in (*title, *body)) else None
    own = head.value == 1 and not (head.kin or any(count.weak for count in title))
    if rest.kin and own and not rest.update:
        return head.value + rest.kin
    if (rest.update and not head.update) or (rest.stated and not head.stated):
        # "Priest killed. Six policemen died as well": the one of the title is none of the six.
        besides = rest.more and not rest.update and title[0].kind == "killed"
        return rest.value + (head.value if besides else 0)
    if (rest.both and rest.value > head.value) or _exact(head, rest):
        return rest.value
    # "One died, two more were hurt" under "one dead, two hurt": two besides the dead.
    more = rest.more and rest.value != head.value
    other = _of_another_side(head, rest)
    added = (rest.stated or more) and not head.update and (more or other)
    return head.value + rest.value if added else head.value


def _exact(head: _Figure, rest: _Figure) -> bool:
    """Say whether the body tells exactly what the title rounds: 21 under "over twenty"."""
    near = abs(rest.value - head.value) * 4 <= head.value
    return head.bound and rest.stated and not rest.bound and near


def _of_another_side(one: _Figure, two: _Figure) -> bool:
    """Say whether two figures count the people of two sides."""
    if one.side and two.side:
        return one.side != two.side
    # "A child died. Baku speaks of its own 12 dead": the child was not of Baku's.
    return (one.own or two.own) and two.side is not None and one.value != two.value


def _figure(found: list[Count]) -> _Figure | None:
    """Return what one field says: as many as an ordinal counts, if that is more."""
    figure = _added(found)
    last = max((count.ordinal for count in found), default=0)
    if last and (figure is None or last > figure.value):
        return _Figure(last, stated=True, side=None, update=True)
    return figure


def _added(found: list[Count]) -> _Figure | None:
    """Return what one field says: figures of one sentence add up, so do those of two sides."""
    given = [count for count in found if count.value and not count.part]
    if not given:
        given = [count for count in found if count.value]
    updates = [count for count in given if count.head]
    if updates:
        return _Figure(updates[-1].value or 0, stated=True, side=None, update=True)
    figure: _Figure | None = None
    for sentence in dict.fromkeys(count.sentence for count in given):
        own = _sentence([count for count in given if count.sentence == sentence])
        figure = own if figure is None else _with(figure, own)
    return figure


def _sentence(found: list[Count]) -> _Figure:
    # "Five more bodies found, 16 are dead": what comes after the further ones is the sum.
    if found[0].more:
        sums = [count for count in found if not count.more and count.stated]
        found = [count for count in sums if (count.value or 0) > (found[0].value or 0)] or found
    stated = [count for count in found if count.stated]
    counted = stated or found
    sides = {count.side for count in found if count.side}
    values = [count.value or 0 for count in counted]
    kin = sum(count.value or 0 for count in counted if count.kin)
    alone = [count.value or 0 for count in counted if not count.kin]
    besides = kin if kin and alone and max(alone) == 1 else 0
    # Those taken are often told twice, as detained and as arrested.
    twice = not stated or counted[0].kind == "captured"
    return _Figure(
        max(values) + (besides if max(values) == 1 else 0) if twice else sum(values),
        stated=bool(stated),
        side=next(iter(sides)) if len(sides) == 1 else None,
        update=False,
        more=all(count.more for count in counted),
        both=bool(stated) and len(sides) > 1,
        bound=all(count.bound for count in counted),
        own=all(count.own for count in counted),
        kin=besides or (kin if not alone else 0),
    )


def _with(figure: _Figure, own: _Figure) -> _Figure:
    """Return a field's figure with that of a further sentence."""
    other = _of_another_side(figure, own)
    if own.kin and figure.value == 1 and not figure.kin:
        return figure._replace(value=1 + own.kin, kin=own.kin, stated=True)
    if own.stated and (own.more or other):
        value = figure.value + own.value
        return _Figure(value, stated=True, side=None, update=False, both=other)
    if figure.stated != own.stated:
        return figure if figure.stated else own
    return figure if figure.value >= own.value else own


def _died_of_the_wounded(found: Sequence[Count]) -> int:
    """Return how many of those first told as wounded died: three were hurt, one of them died."""
    moved = 0
    wounded = False
    for count in found:
        wounded = wounded or (count.kind == "wounded" and bool(count.value))
        if count.kind == "killed" and count.part and wounded:
            moved = max(moved, count.value or 0)
    return moved
