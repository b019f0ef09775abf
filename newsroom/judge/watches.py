"""All watches compiled into one automaton: which of them catch an article, and by which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.compiling import Compiler
from newsroom.judge.conditions import Spot, missing, order
from newsroom.judge.fields import fields
from newsroom.judge.findings import Found, proof, spot_at
from newsroom.judge.patterns import Patterns
from newsroom.judge.phrases import Phrases
from newsroom.model import Exclusion, Judgement, Match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.judge.compiling import Compiled
    from newsroom.judge.conditions import Held
    from newsroom.judge.fields import Fields
    from newsroom.judge.findings import Reads
    from newsroom.meaning import Evidence, Meaning
    from newsroom.settings import Watch

#: Pieces of evidence kept for one watch; more only where it has more rules than that.
MOST_EVIDENCE: Final = 10
#: When an example is published: it stands for a report of today, whatever day that is.
_EXAMPLE: Final = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Miss(NamedTuple):
    """A watch that did not catch an article, and what it lacked."""

    watch: str
    lacks: tuple[str, ...]
    #: Something of what it asks for is there.
    near: bool


class Watches:
    """The watches in force, compiled once, and who reads articles for them."""

    def __init__(self, watches: Sequence[Watch], reader: Reads | None = None) -> None:
        """Compile them.

        Without a `reader` nobody says what a text means: for watches of words alone. Raises
        `ValueError` for the first bad term, or name that the reader does not know.
        """
        self.watches = tuple(watches)
        self.reader = reader
        compiler = Compiler()
        self._compiled = tuple(compiler.watch(watch) for watch in watches)
        self._owners = tuple(compiler.owners)
        self._phrases = Phrases(dict.fromkeys(compiler.words))
        self._patterns = Patterns(dict.fromkeys(compiler.patterns))
        self._wordless = tuple(
            index for index, one in enumerate(self._compiled) if one.wordless and one.wanted
        )
        for asked in compiler.asked:
            _refuse_unknown(asked.kind, asked.names, reader)

    @property
    def suspended(self) -> tuple[str, ...]:
        """Regular expressions that took too long and are not run any more, as written."""
        return tuple(self._patterns.suspended)

    def judge(self, title: str, body: str, lang: str | None, at: datetime) -> Judgement:
        """Say what an article of a time means, and which watches catch it, or nearly do."""
        both = fields(title, body)
        meaning = self.reader.read(both, lang, at) if self.reader else None
        return self.look(both, lang, meaning)

    def look(self, both: Fields, lang: str | None, meaning: Meaning | None) -> Judgement:
        """Say which watches catch an article that has been read."""
        found = self._search(both, lang, meaning)
        matches: list[Match] = []
        excluded: list[Exclusion] = []
        candidates = {self._owners[rule] for rule in found.words}
        for index in sorted(candidates.union(self._wordless)):
            caught = _ask(self._compiled[index], found)
            if isinstance(caught, Match):
                matches.append(caught)
            elif caught is not None:
                excluded.append(caught)
        return Judgement(matches=tuple(matches), excluded=tuple(excluded), meaning=meaning)

    def misses(self, both: Fields, lang: str | None, meaning: Meaning | None) -> tuple[Miss, ...]:
        """Return what each watch lacks that does not catch an article, the nearest first."""
        found = self._search(both, lang, meaning)
        made = (
            Miss(one.watch.id, tuple(_lacks(one, found)), _is_near(one, found))
            for one in self._compiled
        )
        missed = [miss for miss in made if miss.lacks]
        return tuple(sorted(missed, key=lambda one: (not one.near, len(one.lacks))))

    def _search(self, both: Fields, lang: str | None, meaning: Meaning | None) -> Found:
        """Look for all terms of all watches."""
        found = Found(both, lang, meaning, self.reader)
        for field in both:
            for first, length, (rule, why) in self._phrases.find(field):
                found.note(rule, Spot(field.name, first, length, why))
            for start, end, (rule, why) in self._patterns.find(field.original):
                found.note(rule, spot_at(field, start, end, why))
        found.sort()
        return found


def _ask(one: Compiled, found: Found) -> Match | Exclusion | None:
    """Return what a watch says of an article; None: nothing."""
    watch = one.watch
    if watch.languages and found.lang not in watch.languages:
        return None
    held = one.wanted.look(found, one.window) if one.wanted else None
    if held is None:
        return None
    for name, node in one.refused:
        refused = node.look(found, one.refused_window)
        if refused is not None:
            evidence = _evidence(refused, found.both)
            return Exclusion(watch=watch.id, evidence=evidence, by=name)
    evidence = _evidence(held, found.both)
    severity = _severity(watch, held, found.meaning)
    if severity < watch.min_severity:
        return Exclusion(watch=watch.id, evidence=evidence, by="min_severity")
    return Match(
        watch=watch.id,
        topic=watch.topic,
        severity=severity,
        evidence=evidence,
        by_meaning=held.meaning and not held.words,
    )


def _severity(watch: Watch, held: Held, meaning: Meaning | None) -> int:
    """Return the severity of a match.

    What rests on the meaning alone is no news where the meaning says so; words of the operator are
    never overruled.
    """
    known = meaning.severity if meaning is not None and meaning.news else 0
    if held.meaning and not held.words and known == 0:
        return 0
    return max(watch.severity, known)


def _lacks(one: Compiled, found: Found) -> Iterator[str]:
    watch = one.watch
    if one.wanted is None:
        return
    if watch.languages and found.lang not in watch.languages:
        yield f"language {found.lang or 'unknown'}, it hears {', '.join(watch.languages)}"
    yield from missing(one.wanted, found, one.window)
    for name, node in one.refused:
        if node.look(found, one.refused_window) is not None:
            yield f"{name}: {node.shown}"


def _is_near(one: Compiled, found: Found) -> bool:
    return one.wanted is not None and any(one.wanted.spots(found))


def _refuse_unknown(kind: str, names: Sequence[str], reader: Reads | None) -> None:
    if reader is None:
        raise ValueError(f"a watch asks for {kind} {names[0]!r}: that takes a reader")
    for name in names:
        if kind == "place" and not reader.places.areas(name):
            raise ValueError(f"no place has the name {name!r}")
        if kind in {"incident", "list"} and name not in reader.lists:
            raise ValueError(f"no list of the vocabulary has the id {name!r}")


# --- examples -----------------------------------------------------------------------------------


def failing_examples(watch: Watch, reader: Reads | None = None) -> tuple[str, ...]:
    """Return a sentence for each of the watch's own examples that comes out wrong.

    An example stands in the title if the watch looks there, else in the body, and counts as being
    in the watch's language. It is caught where it would be told: with a severity of 1 or more, or
    by a watch of severity 0.
    """
    compiled = Watches([replace(watch, languages=())], reader)
    in_title = "title" in watch.fields

    def judged(example: str) -> Judgement:
        title, body = (example, "") if in_title else ("", example)
        return compiled.judge(title, body, None, _EXAMPLE)

    failing = []
    for example in watch.match_examples:
        judgement = judged(example)
        if not _caught(judgement, watch):
            failing.append(f"should match and does not{_why_not(judgement)}: {example!r}")
    for example in watch.no_match_examples:
        judgement = judged(example)
        if _caught(judgement, watch):
            failing.append(f"should not match and does (by {_words(judgement)}): {example!r}")
    return tuple(failing)


def _caught(judgement: Judgement, watch: Watch) -> bool:
    return judgement.alert or (bool(judgement.matches) and watch.severity == 0)


def _why_not(judgement: Judgement) -> str:
    if judgement.excluded:
        return f" (kept out by {_words(judgement)})"
    if judgement.matches and judgement.meaning:
        return f" (no news: {judgement.meaning.reason})"
    return ""


def _words(judgement: Judgement) -> str:
    caught: tuple[Match | Exclusion, ...] = (*judgement.matches, *judgement.excluded)
    return ", ".join(f"{one.text!r}" for one in caught[0].evidence)


def _evidence(held: Held, both: Fields) -> tuple[Evidence, ...]:
    """Return the evidence to keep: the first spot of each rule, then the first of all spots."""
    every = chain.from_iterable(spots for _, spots in held.rules)
    ordered = sorted(dict.fromkeys(every), key=order)
    kept = {spots[0]: None for _, spots in held.rules if spots}
    for spot in ordered:
        if len(kept) >= MOST_EVIDENCE:
            break
        kept[spot] = None
    return tuple(proof(spot, both) for spot in sorted(kept, key=order))
