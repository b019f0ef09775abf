"""All watches compiled into one automaton: which of them catch an article, and by which words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from newsroom.judge.terms import Part, Term, parse_term
from newsroom.model import Evidence, Exclusion, Judgement, Match
from newsroom.read.text import fold, fold_plain, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.settings import Watch

#: Pieces of evidence kept for one watch; more only where it has more rules than that.
MOST_EVIDENCE: Final = 10


class Rule(NamedTuple):
    """One list of a watch's terms: `any`, `all[0]`, `all[1]` ... or `none`."""

    watch: int
    name: str


class Hit(NamedTuple):
    """A term found in a field, at so many of the field's words from `first` on."""

    field: str
    first: int
    length: int
    #: Which rule, and the term as the operator wrote it.
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Needle:
    """A term behind a pattern of the automaton, and who asks for it."""

    term: Term
    #: Index of the word with which the pattern begins.
    anchor: int
    rules: tuple[tuple[Rule, str], ...]


class _Field:
    """A field of an article, as the automaton reads it."""

    def __init__(self, name: str, original: str) -> None:
        self.name = name
        self.original = original
        folded = fold_plain(original)
        self.words = [folded[start:end] for start, end in tokens(folded)]
        #: One space before, between and after the words: borders are part of the patterns.
        self.padded = f" {' '.join(self.words)} "

    def word_numbers(self) -> dict[int, int]:
        """Return which word follows the space at an offset of `padded`."""
        numbers = {}
        at = 0
        for number, word in enumerate(self.words):
            numbers[at] = number
            at += len(word) + 1
        return numbers

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word stands in the original; asked only for a field that has evidence."""
        folded = fold(self.original)
        return tuple(folded.span(start, end) for start, end in tokens(folded.text))

    def evidence(self, hit: Hit) -> Evidence:
        """Return what a hit is in the original text."""
        start, _ = self.spans[hit.first]
        _, end = self.spans[hit.first + hit.length - 1]
        text = self.original[start:end]
        return Evidence(field=self.name, start=start, end=end, text=text, why=hit.why)


class Watches:
    """The watches in force, compiled once."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        """Compile them; raises `ValueError` for the first bad term."""
        self.watches = tuple(watches)
        asked: dict[Term, list[tuple[Rule, str]]] = defaultdict(list)
        for index, watch in enumerate(watches):
            for name, terms in _lists(watch):
                for term in dict.fromkeys(terms):
                    asked[parse_term(term)].append((Rule(index, name), f"{name}: {term}"))
        needles: dict[str, list[_Needle]] = defaultdict(list)
        for parsed, rules in asked.items():
            pattern, anchor = _pattern(parsed)
            needles[pattern].append(_Needle(term=parsed, anchor=anchor, rules=tuple(rules)))
        self._needles = tuple(tuple(behind) for behind in needles.values())
        self._automaton = AhoCorasick(list(needles))

    def judge(self, title: str, body: str, lang: str | None) -> Judgement:
        """Say which watches catch an article, and which were kept from it by their `none`."""
        fields = {"title": _Field("title", title), "body": _Field("body", body)}
        found = self._search(fields)
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
                evidence = _evidence({"none": kept_out}, fields)
                excluded.append(Exclusion(watch=watch.id, evidence=evidence))
                continue
            matches.append(
                Match(
                    watch=watch.id,
                    topic=watch.topic,
                    severity=watch.severity,
                    evidence=_evidence(rules, fields),
                )
            )
        return Judgement(matches=tuple(matches), excluded=tuple(excluded))

    def _search(self, fields: Mapping[str, _Field]) -> dict[Rule, list[Hit]]:
        """Return the hits of each rule that has one, in the order of the text."""
        found: dict[Rule, list[Hit]] = defaultdict(list)
        for field in fields.values():
            spots = self._automaton.find_matches_as_indexes(field.padded, overlapping=True)
            numbers = field.word_numbers() if spots else {}
            for pattern, start, _ in spots:
                for needle in self._needles[pattern]:
                    first = numbers[start] - needle.anchor
                    if needle.term.fits(field.words, first):
                        self._note(found, field.name, first, needle)
        return {rule: _in_order(hits) for rule, hits in found.items()}

    def _note(self, found: dict[Rule, list[Hit]], field: str, first: int, needle: _Needle) -> None:
        for rule, why in needle.rules:
            watch = self.watches[rule.watch]
            fields = (rule.name == "none" and watch.none_fields) or watch.fields
            if field in fields:
                found[rule].append(Hit(field, first, len(needle.term.parts), why))


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


def _pattern(term: Term) -> tuple[str, int]:
    """Return what the automaton looks for, and the index of the word with which it begins.

    That is the longest run of neighbouring words without a star between them; the rest of the
    phrase is compared word by word.
    """
    runs: list[tuple[int, list[Part]]] = [(0, [])]
    for index, part in enumerate(term.parts):
        runs[-1][1].append(part)
        if part.star and index + 1 < len(term.parts):
            runs.append((index + 1, []))
    patterns = [
        (" " + " ".join(part.stem for part in run) + ("" if run[-1].star else " "), anchor)
        for anchor, run in runs
    ]
    return max(patterns, key=lambda pattern: len(pattern[0]))


def _place(hit: Hit) -> tuple[bool, int, int, str]:
    return hit.field != "title", hit.first, hit.length, hit.why


def _in_order(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits in the order of the text; of terms that hit the same words only one is kept."""
    ordered = sorted(hits, key=_place)
    return [next(same) for _, same in groupby(ordered, key=lambda hit: hit[:3])]


def _evidence(
    rules: Mapping[str, Sequence[Hit]], fields: Mapping[str, _Field]
) -> tuple[Evidence, ...]:
    """Return the evidence to keep: the first hit of each rule, then the first of all hits."""
    ordered = sorted((hit for hits in rules.values() for hit in hits), key=_place)
    kept = {hits[0] for hits in rules.values()}
    for hit in ordered:
        if len(kept) >= MOST_EVIDENCE:
            break
        kept.add(hit)
    return tuple(fields[hit.field].evidence(hit) for hit in sorted(kept, key=_place))
