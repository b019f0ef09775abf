"""Judgements against labels."""

import pytest

from newsroom.judge.scores import scores


def item(number, lang="en", **label):
    whole = {"alert": False, "topics": ["none"], "severity": 0, "places": [], **label}
    return {"id": number, "lang": lang, "label": whole}


def line(number, lang="en", **more):
    return {
        "id": number, "lang": lang, "alert": False, "topics": [], "severity": 0, "places": [],
        "incident": None, "watches": [], "story": f"s{number}", **more,
    }  # fmt: skip


CLASH = {"type": "clash", "killed": 2, "wounded": None}


def test_alerts_are_counted_by_language_and_by_watch():
    caught = {"alert": True, "watches": [{"id": "w", "evidence": []}]}
    found = scores(
        [
            (item(1, alert=True), line(1, **caught)),
            (item(2), line(2, **caught)),
            (item(3, "ru", alert=True), line(3, "ru")),
        ]
    )
    assert (found.alert.true, found.alert.false, found.alert.missed) == (1, 1, 1)
    assert found.by_language["en"].precision == 0.5
    assert found.by_language["ru"].recall == 0
    assert found.by_watch["w"].precision == 0.5


def test_facts_are_compared_where_there_is_an_event():
    wanted = {
        "alert": True, "incident_type": "clash", "killed": 2, "wounded": 1, "severity": 2,
        "places": ["Sotk", "Armenia"],
    }  # fmt: skip
    got = line(1, alert=True, incident=CLASH, severity=2, places=["Sotk"])
    found = scores([(item(1, **wanted), got), (item(2), line(2))])
    assert (found.incident_type.right, found.incident_type.of) == (1, 1)
    assert (found.tolls.right, found.tolls.of) == (0, 1)
    assert found.severity.right == 1
    assert found.places.recall == 0.5


def test_none_is_no_topic_and_what_is_about_the_region_may_be_refused():
    talk = item(1, topics=["caucasus_politics"])
    found = scores([(talk, line(1, topics=["caucasus_politics"])), (item(2), line(2))])
    assert found.topics.f1 == 1
    assert (found.refused.right, found.refused.of) == (1, 1)


def test_stories_are_compared_in_pairs_and_as_wholes():
    one = [(item(n, cluster="c"), line(n, story=story)) for n, story in enumerate("aab")]
    found = scores([*one, (item(9), line(9, story="d"))])
    assert found.pairs.recall == pytest.approx(1 / 3)
    assert found.pairs.precision == 1
    # Precision 1; recall (2/3 + 2/3 + 1/3 + 1) / 4 = 2/3.
    assert found.b_cubed.f1 == pytest.approx(0.8, abs=1e-4)
    assert scores([(item(1), line(1))]).pairs is None


def test_a_line_with_an_error_is_no_judgement():
    found = scores([(item(1, alert=True), {"id": 1, "error": "no"})])
    assert found.items == 0


def test_a_label_may_call_a_place_by_any_of_its_names():
    wanted = item(1, alert=True, places=["Syunik Province", "Zod", "Nowhere"])
    got = line(1, alert=True, places=["Syunik", "Sotk", "Tegh"])
    called = {"syunik province": "Syunik", "zod": "Sotk", "sotk": "Sotk"}
    found = scores([(wanted, got)], called)
    assert (found.places.true, found.places.false, found.places.missed) == (2, 1, 1)
