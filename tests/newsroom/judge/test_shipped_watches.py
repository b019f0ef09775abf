"""What the shipped watches make of labelled items: see `tests/data/items/README.md`."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.config.load import load
from newsroom.judge.readers import watches_of
from newsroom.judge.watches import Watches, failing_examples

ROOT = Path(__file__).parents[3]
ITEMS = ROOT / "tests" / "data" / "items"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
LANGUAGES = ("en", "ru", "hy", "az", "ka", "tr", "fr")


@pytest.fixture(scope="module")
def shipped() -> Watches:
    return watches_of(load(ROOT / "config", {}))


def items(name: str) -> list[dict]:
    return [json.loads(line) for line in (ITEMS / name).read_text("utf-8").splitlines()]


def scores(shipped: Watches, labelled: list[dict]) -> tuple[float, float]:
    counts = Counter(
        (one["alert"], shipped.judge(one["title"], one["body"], one["lang"], NOW).alert)
        for one in labelled
    )
    right = counts[True, True]
    return right / (right + counts[False, True]), right / (right + counts[True, False])


@pytest.mark.parametrize(
    ("name", "precision", "recall"), [("learned.jsonl", 0.97, 0.95), ("unseen.jsonl", 0.93, 0.90)]
)
def test_alerts_are_as_good_as_measured(shipped, name, precision, recall):
    got = scores(shipped, items(name))
    assert got[0] >= precision
    assert got[1] >= recall


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_language_is_left_behind(shipped, lang):
    labelled = [one for one in items("learned.jsonl") if one["lang"] == lang]
    precision, recall = scores(shipped, labelled)
    assert min(precision, recall) >= 0.85
    assert sum(one["alert"] for one in labelled) >= 15


def test_an_alert_has_the_topic_that_it_is_about(shipped):
    own = {"un_resolution", "caucasus_incident"}
    beside = {"un_vote", "caucasus_politics"}
    for one in items("learned.jsonl"):
        wanted = own & set(one["topics"])
        judgement = shipped.judge(one["title"], one["body"], one["lang"], NOW)
        if one["alert"] and wanted and judgement.alert:
            assert set(judgement.topics) - beside == wanted, one["title"]


def test_each_watch_has_examples_of_both_kinds_that_come_out_right(shipped):
    for watch in shipped.watches:
        assert failing_examples(watch, shipped.reader) == ()
        assert min(len(watch.match_examples), len(watch.no_match_examples)) >= 2 * len(LANGUAGES)


@pytest.mark.parametrize(
    "text",
    [
        # Words that fold alike: Azerbaijani "was" and "died", Turkish "became" and "died".
        "Azərbaycanda yeni layihənin təqdimatı olub, Bakıda iclas olub",
        "Azerbaycan bu yıl turizmde lider oldu, Bakü ilgi odağı oldu",
        # Armenian "bodies" of a state, Russian "who", Azerbaijani "in the form of".
        "Հայաստանի պետական մարմինները քննարկել են ծրագիրը",
        "Кто в Армении отвечает за дороги",
        "Bakıda rəqəmsal xidmətlər yeni şəkildə təqdim edilib",
        # French salt, Turkish weather, the English day.
        "Le sel d'Arménie se vend bien le mardi",
        "Azerbaycan'da havanın sıcaklığı artıyor",
        "Armenia opens a bridge on Tuesday",
    ],
)
def test_everyday_words_that_look_like_others_raise_nothing(shipped, text):
    judgement = shipped.judge(text, "", None, NOW)
    assert not judgement.alert, judgement.matches
