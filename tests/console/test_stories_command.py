"""`vedette stories`: what belongs together, why, and the decisions about it."""

from __future__ import annotations

import asyncio
import json

import pytest

from console.cli import invoke
from newsroom.model import ChangeKind, Outcome, Step, Verdict
from newsroom.store.database import open_store
from newsroom.stories.record import Phase
from tests.newsroom.store.samples import an_item, file

WHY = "of one event with a report of a, 0.93: +1.6 place sotk"


def joined(story):
    step = Step(stage="story", result="joined", reason=WHY)
    return Verdict(outcome=Outcome.JOINED, reason=WHY, story=story, trail=(step,))


@pytest.fixture
def stored(here):
    here.configure()

    async def put():
        store = await open_store("sqlite:///vedette.db")
        await file(
            store,
            an_item("g1", story="s/1", starts=True, title="Fire near Sotk", source="a"),
            an_item("g2", verdict=joined("s/1"), title="Огонь у Сотка", source="b"),
            an_item("g3", story="s/2", starts=True, title="Snow in Tbilisi", source="c"),
        )
        await store.close()

    asyncio.run(put())
    return here


def asked(capsys, *arguments):
    code = invoke(["stories", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def as_json(capsys, *arguments):
    code, out, _ = asked(capsys, *arguments, "--json")
    return code, json.loads(out)


def changes(story):
    async def look():
        store = await open_store("sqlite:///vedette.db")
        found = await store.changes_of(story)
        await store.close()
        return found

    return asyncio.run(look())


def test_stories_are_listed_with_how_many_reports_they_have(stored, capsys):
    code, found = as_json(capsys, "list")
    assert code == 0
    assert [(one["number"], one["reports"]) for one in found] == [(1, 2), (2, 1)]
    code, out, _ = asked(capsys, "list", "--limit", "1")
    assert (code, out.count("#")) == (0, 1)


def test_a_story_is_shown_with_its_timeline_and_why_each_report_belongs_to_it(stored, capsys):
    code, (one,) = as_json(capsys, "show", "1")
    assert code == 0
    assert [each["kind"] for each in one["timeline"]] == ["new_story"]
    assert [each["title"] for each in one["articles"]] == ["Fire near Sotk", "Огонь у Сотка"]
    assert one["articles"][1]["why"] == WHY
    code, out, _ = asked(capsys, "show", "1")
    assert code == 0
    assert WHY in out


def test_a_story_that_is_not_there_is_named(stored, capsys):
    code, found = as_json(capsys, "show", "1", "9")
    assert code == 3
    assert found[1] == {"number": 9, "error": "there is no story #9"}
    code, _, err = asked(capsys, "show", "9")
    assert code == 4
    assert "there is no story #9" in err


def test_two_stories_are_merged_and_the_channels_hear_of_it(stored, capsys):
    code, out, _ = asked(capsys, "merge", "1", "2")
    assert (code, out) == (0, "#2 is part of #1 now.\n")
    _, (one, two) = as_json(capsys, "show", "1", "2")
    assert (one["reports"], two["reports"], two["merged_into"]) == (3, 0, 1)
    merged = changes("s/1")[-1]
    assert merged.change.kind is ChangeKind.MERGED
    assert merged.facts.other == 2
    code, _, err = asked(capsys, "merge", "1", "2")
    assert code == 4
    assert "#2 is part of #1" in err


def test_an_article_is_split_off(stored, capsys):
    code, out, _ = asked(capsys, "split", "1", "2")
    assert (code, out) == (0, "#3 has 1 articles of #1 now.\n")
    _, (one, three) = as_json(capsys, "show", "1", "3")
    assert [each["article"] for each in one["articles"]] == [1]
    assert [each["article"] for each in three["articles"]] == [2]
    assert changes("s/1")[-1].facts.other == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("split", "1", "3"), "#1 has no article 3"),
        (("split", "1", "1", "2"), "nothing would stay in #1"),
        (("merge", "1", "1"), "#1 is one story already"),
        (("withdraw", "9"), "there is no story #9"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(stored, capsys, arguments, said):
    code, found = as_json(capsys, *arguments)
    assert (code, found) == (4, {"error": said})
    assert len(changes("s/1")) == 1


def test_a_story_is_withdrawn(stored, capsys):
    assert asked(capsys, "withdraw", "1")[:2] == (0, "#1 is withdrawn.\n")
    _, (one,) = as_json(capsys, "show", "1")
    assert one["phase"] == Phase.WITHDRAWN
    assert one["facts"]["state"] == "withdrawn"
    assert changes("s/1")[-1].change.kind is ChangeKind.WITHDRAWN


def test_without_a_database_there_is_no_story(here, capsys):
    here.configure()
    assert asked(capsys, "list")[:2] == (0, "No story yet.\n")


def test_one_report_is_not_called_reports(stored, capsys):
    _, listed, _ = asked(capsys, "list")
    assert "  2 reports " in listed
    assert "  1 report " in listed
    _, shown, _ = asked(capsys, "show", "2")
    assert "\n1 report of " in shown
