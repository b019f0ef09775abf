"""The whole language of watches, from YAML to what it catches."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsroom.judge.readers import watches_of
from newsroom.settings import SENTENCE, Condition

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DESIGN = """
id: caucasus-incidents
title: Caucasus incidents
topic: caucasus_incident
when:
  all:
    - incident: [shelling_or_fire, clash, mine_blast]
    - place: {in: [Armenia, Azerbaijan, Georgia, North Caucasus]}
  within: sentence
unless:
  any:
    - list: sport
    - list: anniversaries
examples:
  match: ["Two soldiers wounded by gunfire near Sotk, ministry says"]
  no_match: ["Qarabag striker shoots twice in Baku derby"]
---
id: lachin
severity: 1
any:
  - Lachin corridor
  - Laçın dəhliz*
  - Лачин* коридор*
  - '/bla(c|z)k[- ]?sea cable/'
none: ["music festival"]
fields: [title, body]
languages: [en, az, ru, hy]
"""
EVERY_KEY = """
id: w
any: [mine, {word: shell*, weight: 2}, {list: sport, weight: 3}]
all: [a b, [c d, e f], {place: Sotk}]
none: [{topic: un_vote}]
when:
  incident: clash
  topic: [un_vote, un_resolution]
  place: [Sotk, Gali]
  list: sport
  any: [aa, bb]
  all: [cc, [dd, ee]]
  none: [ff]
  within: 25 words
  threshold: 2
unless: {place: {in: Goris}}
within: sentence
threshold: 3
min_severity: 2
"""


def test_every_key_of_a_condition_arrives(settings):
    (watch,) = settings({"watches/w.yaml": EVERY_KEY}).watches
    assert watch.any == (
        "mine",
        Condition(word="shell*", weight=2),
        Condition(list=("sport",), weight=3),
    )
    assert watch.all == (("a b",), ("c d", "e f"), Condition(place=("Sotk",)))
    assert watch.none == (Condition(topic=("un_vote",)),)
    assert watch.when == Condition(
        incident=("clash",),
        topic=("un_vote", "un_resolution"),
        place=("Sotk", "Gali"),
        list=("sport",),
        any=("aa", "bb"),
        all=(("cc",), ("dd", "ee")),
        none=("ff",),
        within=25,
        threshold=2,
    )
    assert watch.unless == Condition(place=("Goris",))
    assert (watch.within, watch.threshold, watch.min_severity) == (SENTENCE, 3, 2)


@pytest.fixture(scope="module")
def design(tmp_path_factory):
    from newsroom.config.load import load  # noqa: PLC0415 - once for the whole page

    directory = tmp_path_factory.mktemp("config")
    (directory / "watches").mkdir()
    (directory / "sources.yaml").write_text("sources: []", encoding="utf-8")
    (directory / "channels.yaml").write_text("channels: []", encoding="utf-8")
    (directory / "watches/w.yaml").write_text(DESIGN, encoding="utf-8")
    return watches_of(load(directory, {}))


@pytest.mark.parametrize(
    ("text", "lang", "caught"),
    [
        ("Two soldiers wounded by gunfire near Sotk, ministry says", "en", "caucasus-incidents"),
        ("Под Сотком обстреляны армянские позиции", "ru", "caucasus-incidents"),
        ("Two wounded by gunfire in Marseille", "en", None),
        ("Qarabag striker shoots twice in Baku derby", "en", None),
        ("Laçın dəhlizində hərəkət dayanıb", "az", "lachin"),
        ("В Лачинском коридоре остановлено движение", "ru", "lachin"),
        ("BLACK-SEA CABLE is cut", "en", "lachin"),
        ("BLACK-SEA CABLE is cut", "fr", None),
        ("Music festival in the Lachin corridor", "en", None),
    ],
)
def test_the_watches_of_the_handbook_catch_what_they_say(design, text, lang, caught):
    matches = design.judge(text, "", lang, NOW).matches
    assert [match.watch for match in matches if match.severity] == ([caught] if caught else [])


def test_a_denial_is_below_the_threshold_and_says_why(design):
    judgement = design.judge("Baku denies shelling Armenian positions near Sotk", "", "en", NOW)
    assert not judgement.alert
    assert judgement.meaning.reason
