"""All watches compiled into one automaton: which of them catch an article, and by which words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge.fields import Hit, fields
from newsroom.judge.phrases import Phrases
from newsroom.model import Exclusion, Judgement, Match

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.judge.fields import Fields
    from newsroom.meaning import Evidence
    from newsroom.settings import Watch

#: Pieces of evidence kept for one watch; more only where it has more rules than that.
MOST_EVIDENCE: Final = 10


class Rule(NamedTuple):
    """One list of a watch's terms: `any`, `all[0]`, `all[1]` ... or `none`."""

    watch: int
    name: str


class Watches:
    """The watches in force, compiled once."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        """Compile them; raises `ValueError` for the first bad term."""
        self.watches = tuple(watches)
        self._phrases = Phrases(
            (term, (Rule(index, name), f"{name}: {term}"))
            for index, watch in enumerate(watches)
            for name, terms in _lists(watch)
            for term in dict.fromkeys(terms)
        )

    def judge(self, title: str, body: str, lang: str | None) -> Judgement:
        """Say which watches catch an article, and which were kept from it by their `none`."""
        both = fields(title, body)
        found = self._search(both)
        matches: list[Match] = []
        excluded: list[Exclusion] = []
        for index in sorted({rule.watch for rule in found}):
            watch = self.watches[index]
            if watch.languages and lang not in watch.languages:
                continue
            rules = {name: found.get(Rule(index, name), []) for name, _ in _lists(watch)}
            kept_out = rules.pop("none", [])
            if not rules or not all(rules.values()):
                continue
            if kept_out:
                evidence = _evidence({"none": kept_out}, both)
                excluded.append(Exclusion(watch=watch.id, evidence=evidence))
                continue
            matches.append(
                Match(
                    watch=watch.id,
                    topic=watch.topic,
                    severity=watch.severity,
                    evidence=_evidence(rules, both),
                )
            )
        return Judgement(matches=tuple(matches), excluded=tuple(excluded))

    def _search(self, both: Fields) -> dict[Rule, list[Hit]]:
        """Return the hits of each rule that has one, in the order of the text."""
        found: dict[Rule, list[Hit]] = defaultdict(list)
        for field in both:
            for first, length, (rule, why) in self._phrases.find(field):
                watch = self.watches[rule.watch]
                asked = (rule.name == "none" and watch.none_fields) or watch.fields
                if field.name in asked:
                    found[rule].append(Hit(field.name, first, length, why))
        return {rule: _in_order(hits) for rule, hits in found.items()}


def failing_examples(watch: Watch) -> tuple[str, ...]:
    """Return a sentence for each of the watch's own examples that comes out wrong.

    An example stands in the title if the watch looks there, else in the body, and counts as being
    in the watch's language.
    """
    compiled = Watches([replace(watch, languages=())])
    in_title = "title" in watch.fields

    def judged(example: str) -> Judgement:
        return compiled.judge(example if in_title else "", "" if in_title else example, None)

    failing = []
    for example in watch.match_examples:
        judgement = judged(example)
        if not judgement.matches:
            why = f" (kept out by {_words(judgement)})" if judgement.excluded else ""
            failing.append(f"should match and does not{why}: {example!r}")
    for example in watch.no_match_examples:
        judgement = judged(example)
        if judgement.matches:
            failing.append(f"should not match and does (by {_words(judgement)}): {example!r}")
    return tuple(failing)


def _words(judgement: Judgement) -> str:
    caught: tuple[Match | Exclusion, ...] = (*judgement.matches, *judgement.excluded)
    return ", ".join(f"{one.text!r}" for one in caught[0].evidence)


def _lists(watch: Watch) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the lists of a watch that has to be heard, by name."""
    if watch.any:
        yield "any", watch.any
    for index, group in enumerate(watch.all):
        yield f"all[{index}]", group
    if watch.none:
        yield "none", watch.none


def _place(hit: Hit) -> tuple[bool, int, int, str]:
    return hit.field != "title", hit.first, hit.length, hit.why


def _in_order(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits in the order of the text; of terms that hit the same words only one is kept."""
    ordered = sorted(hits, key=_place)
    return [next(same) for _, same in groupby(ordered, key=lambda hit: hit[:3])]


def _evidence(rules: Mapping[str, Sequence[Hit]], both: Fields) -> tuple[Evidence, ...]:
    """Return the evidence to keep: the first hit of each rule, then the first of all hits."""
    ordered = sorted((hit for hits in rules.values() for hit in hits), key=_place)
    kept = {hits[0] for hits in rules.values()}
    for hit in ordered:
        if len(kept) >= MOST_EVIDENCE:
            break
        kept.add(hit)
    return tuple(both.of(hit.field).evidence(hit) for hit in sorted(kept, key=_place))
