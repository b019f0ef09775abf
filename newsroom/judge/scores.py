"""How far judgements agree with labels: precision, recall and F1, by language and by watch.

Labels are those of `training/README.md`; judgements are the lines of `vedette analyse`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from newsroom.read.text import title_fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    #: An item with its `label`, and its line of `vedette analyse`.
    Pair = tuple[Mapping[str, Any], Mapping[str, Any]]

#: The topics that labels know.
TOPICS: Final = ("un_resolution", "un_vote", "caucasus_incident", "caucasus_politics")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Hits, false alarms and misses."""

    true: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Of what was said, the part that is right; None where nothing was said."""
        said = self.true + self.false
        return self.true / said if said else None

    @property
    def recall(self) -> float | None:
        """Of what is right, the part that was said; None where there is nothing."""
        there = self.true + self.missed
        return self.true / there if there else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where there is neither."""
        whole = 2 * self.true + self.false + self.missed
        return 2 * self.true / whole if whole else None

    def as_json(self) -> dict[str, object]:
        """Return the tally as `vedette evaluate --json` prints it."""
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {
            "true": self.true,
            "false": self.false,
            "missed": self.missed,
            **{name: None if one is None else round(one, 4) for name, one in shares.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many."""

    right: int = 0
    of: int = 0

    def as_json(self) -> dict[str, object]:
        """Return the share as `vedette evaluate --json` prints it."""
        share = round(self.right / self.of, 4) if self.of else None
        return {"right": self.right, "of": self.of, "share": share}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Everything that was measured."""

    items: int
    alert: Tally
    by_language: Mapping[str, Tally] = field(default_factory=dict)
    by_watch: Mapping[str, Tally] = field(default_factory=dict)
    topics: Tally = field(default_factory=Tally)
    by_topic: Mapping[str, Tally] = field(default_factory=dict)
    places: Tally = field(default_factory=Tally)
    #: On-topic items that deserve no alert, and got none.
    refused: Share = field(default_factory=Share)
    language: Share = field(default_factory=Share)
    incident_type: Share = field(default_factory=Share)
    tolls: Share = field(default_factory=Share)
    severity: Share = field(default_factory=Share)
    #: Pairs of reports of one event; None where the labels name no stories.
    pairs: Tally | None = None
    b_cubed: Tally | None = None

    def as_json(self) -> dict[str, object]:
        """Return the scores as `vedette evaluate --json` prints them."""
        return {
            "items": self.items,
            "alert": self.alert.as_json(),
            "by_language": {name: one.as_json() for name, one in self.by_language.items()},
            "by_watch": {name: one.as_json() for name, one in self.by_watch.items()},
            "topics": self.topics.as_json(),
            "by_topic": {name: one.as_json() for name, one in self.by_topic.items()},
            "places": self.places.as_json(),
            "refused": self.refused.as_json(),
            "language": self.language.as_json(),
            "incident_type": self.incident_type.as_json(),
            "tolls": self.tolls.as_json(),
            "severity": self.severity.as_json(),
            "story_pairs": None if self.pairs is None else self.pairs.as_json(),
            "story_b_cubed_f1": None if self.b_cubed is None else self.b_cubed.f1,
        }


def scores(pairs: Sequence[Pair], canonical: Mapping[str, str] | None = None) -> Scores:
    """Compare judgements with labels; a line with an error counts as no judgement.

    `canonical`: the canonical name of a place by any of its folded names, which a label may use.
    """
    called = canonical or {}
    judged = [(item, line) for item, line in pairs if "error" not in line]
    languages = sorted({str(item["lang"]) for item, _ in judged if item.get("lang")})
    watches = sorted({watch["id"] for _, line in judged for watch in line["watches"]})
    alerts = [pair for pair in judged if pair[0]["label"].get("alert")]
    on_topic = [(i, j) for i, j in judged if _topics(i) and not i["label"].get("alert")]
    events = [pair for pair in alerts if pair[0]["label"].get("incident_type")]
    clusters = any(item["label"].get("cluster") for item, _ in judged)
    return Scores(
        items=len(judged),
        alert=_alerts(judged),
        by_language={
            code: _alerts([one for one in judged if one[0].get("lang") == code])
            for code in languages
        },
        by_watch={name: _watch(judged, name) for name in watches},
        topics=_sets(judged, _topics, _topics_of),
        by_topic={topic: _topic(judged, topic) for topic in TOPICS},
        places=_sets(
            alerts,
            lambda item: _canonical(item["label"].get("places", ()), called),
            lambda line: _canonical(line["places"], called),
        ),
        refused=_share(on_topic, lambda _, line: not line["alert"]),
        language=_share(judged, lambda item, line: item.get("lang") == line["lang"]),
        incident_type=_share(events, _same_type),
        tolls=_share(alerts, _same_toll),
        severity=_share(alerts, lambda item, line: item["label"]["severity"] == line["severity"]),
        pairs=_story_pairs(judged) if clusters else None,
        b_cubed=_b_cubed(judged) if clusters else None,
    )


def _topics(item: Mapping[str, Any]) -> set[str]:
    return set(item["label"].get("topics", ())) & set(TOPICS)


def _topics_of(line: Mapping[str, Any]) -> set[str]:
    return set(line["topics"]) & set(TOPICS)


def _canonical(names: Iterable[str], called: Mapping[str, str]) -> set[str]:
    return {called.get(title_fold(name), name) for name in names}


def _count(wanted: Iterable[tuple[bool, bool]]) -> Tally:
    counts = Counter(wanted)
    return Tally(true=counts[True, True], false=counts[False, True], missed=counts[True, False])


def _alerts(pairs: Sequence[Pair]) -> Tally:
    return _count((bool(i["label"].get("alert")), bool(line["alert"])) for i, line in pairs)


def _watch(pairs: Sequence[Pair], name: str) -> Tally:
    """Of what a watch catches, how much deserves an alert; what it misses others may catch."""
    return _count(
        (bool(item["label"].get("alert")), True)
        for item, line in pairs
        if line["alert"] and any(watch["id"] == name for watch in line["watches"])
    )


def _topic(pairs: Sequence[Pair], topic: str) -> Tally:
    return _count((topic in _topics(item), topic in line["topics"]) for item, line in pairs)


def _sets(
    pairs: Sequence[Pair],
    wanted: Callable[[Mapping[str, Any]], set[str]],
    said: Callable[[Mapping[str, Any]], set[str]],
) -> Tally:
    counts: Counter[str] = Counter()
    for item, line in pairs:
        right, got = wanted(item), said(line)
        counts["true"] += len(right & got)
        counts["false"] += len(got - right)
        counts["missed"] += len(right - got)
    return Tally(true=counts["true"], false=counts["false"], missed=counts["missed"])


def _share(
    pairs: Sequence[Pair], right: Callable[[Mapping[str, Any], Mapping[str, Any]], bool]
) -> Share:
    return Share(right=sum(bool(right(*pair)) for pair in pairs), of=len(pairs))


def _same_type(item: Mapping[str, Any], line: Mapping[str, Any]) -> bool:
    said = line["incident"]
    return said is not None and bool(said["type"] == item["label"]["incident_type"])


def _same_toll(item: Mapping[str, Any], line: Mapping[str, Any]) -> bool:
    label, said = item["label"], line["incident"] or {}
    return all(label.get(what) == said.get(what) for what in ("killed", "wounded"))


def _story_pairs(judged: Sequence[Pair]) -> Tally:
    return _count(
        (one[0] == two[0], one[1] == two[1]) for one, two in combinations(_clusters(judged), 2)
    )


def _b_cubed(judged: Sequence[Pair]) -> Tally:
    """Return B-cubed in thousandths: the mean over items of how pure and how whole its story is.

    Bagga and Baldwin, 1998. Its F1 is that of the means, so the tally is scaled to have it.
    """
    clusters = _clusters(judged)
    wanted: dict[str, set[int]] = defaultdict(set)
    said: dict[str, set[int]] = defaultdict(set)
    for number, (right, got) in enumerate(clusters):
        wanted[right].add(number)
        said[got].add(number)
    pure = whole = 0.0
    for right, got in clusters:
        both = len(wanted[right] & said[got])
        pure += both / len(said[got])
        whole += both / len(wanted[right])
    precision, recall = pure / len(clusters), whole / len(clusters)
    # With so many hits, what is false and missed follows from both means.
    true = 1_000_000
    return Tally(
        true=true,
        false=round(true / precision) - true,
        missed=round(true / recall) - true,
    )


def _clusters(judged: Sequence[Pair]) -> list[tuple[str, str]]:
    """Return for each item the story of its label, its own where it names none, and ours."""
    return [
        (item["label"].get("cluster") or f"alone:{number}", str(line["story"]))
        for number, (item, line) in enumerate(judged)
    ]
