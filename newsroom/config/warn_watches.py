"""Watches that are allowed and probably not meant: never heard, covered by another, or slow."""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, Final

from newsroom.config.wording import quote
from newsroom.judge.patterns import compile_pattern, is_pattern, literal
from newsroom.judge.terms import parse_term
from newsroom.settings import Condition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.judge.terms import Term
    from newsroom.settings import Watch

#: Watches that are compared with each other; of more, nobody would read the warnings.
_MOST_COMPARED: Final = 60
#: Seconds that an expression may take on a text that is made to be nasty.
_PATIENCE: Final = 0.05
_NASTY: Final = tuple(sign * 3_000 + "!" for sign in ("a", "1", " ", "a ", "ա", "а"))


def doubtful_watches(watches: Sequence[Watch]) -> Iterator[str]:
    """Yield a sentence for each watch that is probably not meant as it is written."""
    for watch in watches:
        if why := _never(watch):
            yield f"watch {quote(watch.id)} can never match: {why}"
        yield from _near_nothing(watch)
        for term in dict.fromkeys(_patterns(watch)):
            yield from _slow(watch, term)
    if len(watches) <= _MOST_COMPARED:
        yield from _covered(watches)


# --- never --------------------------------------------------------------------------------------


def _never(watch: Watch) -> str | None:
    """Say why a watch can never match; None where it may."""
    own = Condition(any=watch.any, all=watch.all, threshold=watch.threshold)
    for part, name in ((own, ""), (watch.when, "when.")):
        if part is not None and (why := _impossible(part, name)):
            return why
    if watch.none_fields and not set(watch.fields) <= set(watch.none_fields):
        return None
    refused = [*watch.none, *((watch.unless,) if watch.unless else ())]
    groups = [watch.any, *(one if isinstance(one, tuple) else (one,) for one in watch.all)]
    if watch.when is not None:
        groups.append((watch.when,))
    for group in groups:
        if group and all(any(_implies(one, other) for other in refused) for one in group):
            return f"all that it asks for in {_shown(group[0])} is kept out by “none” or “unless”"
    return None


def _impossible(condition: Condition, path: str) -> str | None:
    if condition.threshold is not None and condition.any:
        most = sum(_weight(one) for one in condition.any)
        if most < condition.threshold:
            return f"{path}any weighs {most} at most, the threshold is {condition.threshold}"
    inner = [one for one in condition.all if isinstance(one, Condition)]
    return next((why for one in inner if (why := _impossible(one, f"{path}all."))), None)


def _near_nothing(watch: Watch) -> Iterator[str]:
    """Yield conditions of which `within` has nothing to measure: they have one part only."""
    own = Condition(any=watch.any, all=watch.all, within=watch.within, threshold=watch.threshold)
    waiting = [
        (path, one)
        for path, one in (("", own), ("when.", watch.when), ("unless.", watch.unless))
        if one is not None
    ]
    while waiting:
        path, one = waiting.pop()
        if one.within is not None and one.threshold is None and len(list(_parts(one))) == 1:
            yield (
                f"watch {quote(watch.id)}: “{path}within” measures nothing: a distance needs two "
                "parts; write them in “all”"
            )
        for key in ("any", "all", "none"):
            inner = (entry for entry in getattr(one, key) if isinstance(entry, Condition))
            waiting.extend((f"{path}{key}.", entry) for entry in inner)


def _weight(entry: str | Condition) -> int:
    return 1 if isinstance(entry, str) else entry.weight


def _shown(entry: str | tuple[str, ...] | Condition) -> str:
    if isinstance(entry, tuple):
        return _shown(entry[0])
    if isinstance(entry, str):
        return quote(entry)
    if entry.word:
        return quote(entry.word)
    names = (*entry.incident, *entry.topic, *entry.place, *entry.list)
    return quote(names[0]) if names else "a condition"


# --- covered ------------------------------------------------------------------------------------


def _covered(watches: Sequence[Watch]) -> Iterator[str]:
    named: set[str] = set()
    for one, other in permutations(watches, 2):
        # Of two that are alike the second is named.
        if one.id in named or other.id in named:
            continue
        if _covers(other, one) and not (_covers(one, other) and _before(watches, one, other)):
            named.add(one.id)
            yield (
                f"watch {quote(one.id)} catches nothing that {quote(other.id)} does not catch "
                "as well"
            )


def _before(watches: Sequence[Watch], one: Watch, other: Watch) -> bool:
    return watches.index(one) < watches.index(other)


def _covers(wide: Watch, narrow: Watch) -> bool:
    """Say whether all that `narrow` catches is certainly caught by `wide` as well."""
    if wide.min_severity > narrow.min_severity or wide.severity < narrow.severity:
        return False
    if not _within(wide.fields, narrow.fields) or not _hears(wide, narrow):
        return False
    kept_out = [*wide.none, *((wide.unless,) if wide.unless else ())]
    also = [*narrow.none, *((narrow.unless,) if narrow.unless else ())]
    if kept_out and (
        (wide.none_fields or wide.fields) != (narrow.none_fields or narrow.fields)
        or not all(any(_implies(one, other) for other in also) for one in kept_out)
    ):
        return False
    return _implies(_whole(narrow), _whole(wide))


def _within(wide: Sequence[str], narrow: Sequence[str]) -> bool:
    return set(narrow) <= set(wide)


def _hears(wide: Watch, narrow: Watch) -> bool:
    return not wide.languages or (
        bool(narrow.languages) and set(narrow.languages) <= set(wide.languages)
    )


def _whole(watch: Watch) -> Condition:
    own = Condition(any=watch.any, all=watch.all, within=watch.within, threshold=watch.threshold)
    if watch.when is None:
        return own
    return Condition(all=(own, watch.when)) if watch.any or watch.all else watch.when


def _implies(
    narrow: str | tuple[str, ...] | Condition, wide: str | tuple[str, ...] | Condition
) -> bool:
    """Say whether `wide` certainly holds wherever `narrow` does; in doubt, no."""
    if narrow == wide:
        return True
    if isinstance(narrow, tuple):
        return all(_implies(one, wide) for one in narrow)
    if isinstance(wide, tuple):
        return any(_implies(narrow, one) for one in wide)
    if isinstance(narrow, str) and isinstance(wide, str):
        return _term_implies(narrow, wide)
    if isinstance(wide, str):
        wide = Condition(word=wide)
    if isinstance(narrow, str):
        narrow = Condition(word=narrow)
    return _condition_implies(narrow, wide)


def _condition_implies(narrow: Condition, wide: Condition) -> bool:
    if wide.none or wide.threshold is not None:
        return False
    if wide.within is not None and not _as_near(narrow, wide):
        return False
    parts = list(_parts(wide))
    if len(parts) != 1:
        return bool(parts) and all(_implies(narrow, part) for part in parts)
    return _part_implies(narrow, wide)


def _as_near(narrow: Condition, wide: Condition) -> bool:
    """Say whether what has to stand near in `wide` certainly does in `narrow`."""
    return narrow.within == wide.within and len(list(_parts(narrow))) == len(list(_parts(wide)))


def _parts(condition: Condition) -> Iterator[str | tuple[str, ...] | Condition]:
    """Yield what has to hold of a condition, each as a condition of its own."""
    if condition.word is not None:
        yield Condition(word=condition.word)
    for kind in ("incident", "topic", "place", "list"):
        if names := getattr(condition, kind):
            yield Condition(**{kind: names})
    if condition.any:
        yield Condition(any=condition.any, threshold=condition.threshold)
    yield from condition.all


def _part_implies(narrow: Condition, wide: Condition) -> bool:
    """Compare with a condition that has one part."""
    if wide.any:
        if any(_implies(narrow, one) for one in wide.any):
            return True
    elif wide.all:
        return _implies(narrow, wide.all[0])
    elif wide.word is not None and narrow.word is not None:
        return _term_implies(narrow.word, wide.word)
    else:
        for kind in ("incident", "topic", "list", "place"):
            names, own = getattr(wide, kind), getattr(narrow, kind)
            if names and own and set(own) <= set(names):
                return True
    # A group of the narrow one may do it: each alternative of it, or one of what it needs.
    if narrow.any and all(_implies(one, wide) for one in narrow.any):
        return True
    parts = list(_parts(narrow))
    return parts != [narrow] and any(part != narrow and _implies(part, wide) for part in parts)


@lru_cache(maxsize=20_000)
def _parsed(term: str) -> Term:
    return parse_term(term)


def _term_implies(narrow: str, wide: str) -> bool:
    """Say whether a text with one term certainly has the other as well."""
    if is_pattern(narrow) or is_pattern(wide):
        return False
    small, large = _parsed(narrow).parts, _parsed(wide).parts
    return any(
        all(
            part.stem == small[at + index].stem and part.star >= small[at + index].star
            if not part.star
            else small[at + index].stem.startswith(part.stem)
            for index, part in enumerate(large)
        )
        for at in range(len(small) - len(large) + 1)
    )


# --- slow ---------------------------------------------------------------------------------------


def _patterns(watch: Watch) -> Iterator[str]:
    entries = [*watch.any, *watch.all, *watch.none, *filter(None, (watch.when, watch.unless))]
    while entries:
        match entries.pop(0):
            case str(term) if is_pattern(term):
                yield term
            case tuple(terms):
                entries += terms
            case Condition() as one:
                entries += [*((one.word,) if one.word else ()), *one.any, *one.all, *one.none]


def _slow(watch: Watch, term: str) -> Iterator[str]:
    if literal(term.strip().strip("/")) is None:
        yield (
            f"watch {quote(watch.id)}: the regular expression {quote(term)} is run on every text: "
            "outside of its brackets it has no three letters in a row to look for first"
        )
    compiled = compile_pattern(term)
    try:
        for text in _NASTY:
            compiled.search(text, timeout=_PATIENCE)
    except TimeoutError:
        yield (
            f"watch {quote(watch.id)}: the regular expression {quote(term)} takes too long on some "
            "texts: it is suspended when it meets one"
        )
