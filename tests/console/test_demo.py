"""The sample newswire plays to its end, and is large enough."""

from __future__ import annotations

import json

import pytest

from console.newswire.world import sample_world


def test_the_demo_tells_and_sums_up(office):
    ended = office.run("demo", "--once", "--json")
    assert ended.returncode == 0
    *alerts, sums = [json.loads(line) for line in ended.stdout.splitlines()]
    # What is new about a story is told as well, after the story itself.
    stories = {alert["story"] for alert in alerts}
    assert len(alerts) > len(stories) == sums["counts"]["new_story"] >= 8
    assert all(set(alert) == {"story", "watch", "chat", "text"} for alert in alerts)
    assert {alert["watch"] for alert in alerts} == {"un-resolutions", "caucasus-incidents"}
    assert sum(sums["counts"].values()) == len(sample_world().pieces) >= 40
    assert set(sums["failed"]) == {"broken-gazette", "silent-herald"}
    assert "Traceback" not in ended.stderr
    assert list(office.folder.iterdir()) == []


@pytest.mark.parametrize("form", ["broken", "hanging"])
def test_the_world_has_what_goes_wrong(form):
    assert any(outlet.form == form for outlet in sample_world().outlets)


def test_the_world_speaks_many_languages():
    spoken = {language for outlet in sample_world().outlets for language in outlet.languages}
    assert len(spoken) >= 5
