"""`watch test`, `watch why-not`, `backtest`, and words marked in their context."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import click
import pytest

from console.cli import invoke
from console.commands.backtest import Difference
from console.marking import marked
from newsroom.judge.comparing import Comparison, Rules, Text, Told
from newsroom.meaning import Evidence, Meaning
from newsroom.settings import Condition, Watch
from newsroom.store.database import open_store
from tests.newsroom.store.samples import an_item, file

NOW = datetime.now(UTC)
BRIDGE = {"id": "bridge", "any": ["bridge*"], "severity": 2}
FLOOD = {"id": "flood", "all": ["flood", "road"], "within": "sentence"}
CHANNELS = [
    {"id": "calm", "kind": "terminal", "watches": ["bridge"], "min_severity": 3},
    {"id": "here", "kind": "terminal", "watches": ["bridge", "flood"]},
]


def shown(capsys, *arguments: str) -> tuple[int, str]:
    code = invoke(arguments)
    return code, capsys.readouterr().out


@pytest.fixture
def desk(here):
    here.channels[:] = CHANNELS
    here.configure(watches=[BRIDGE, FLOOD])
    return here


def test_a_text_is_tried_on_watches_and_channels(desk, capsys):
    code, out = shown(capsys, "watch", "test", "--json", "Old bridges close\nA flood. A road.")
    got = json.loads(out)
    assert (code, got["alert"], got["severity"], got["lang"]) == (0, True, 2, "en")
    (match,) = got["watches"]
    assert (match["watch"], match["evidence"][0]["text"]) == ("bridge", "bridges")
    assert got["misses"] == [
        {"watch": "flood", "lacks": ["not in one sentence: “flood” and “road”"]}
    ]
    assert got["channels"] == [
        {"channel": "calm", "sends": False, "why": "severity 2, calm asks for 3"},
        {"channel": "here", "sends": True, "why": None},
    ]


def test_for_people_the_answer_comes_first(desk, capsys):
    code, out = shown(capsys, "watch", "test", "Old bridges close")
    assert code == 0
    assert out.startswith("Caught by bridge, severity 2\n")
    assert "title: Old [bridges] close (any: bridge*)" in out
    assert "channel here: would send it" in out
    _, out = shown(capsys, "watch", "test", "A flood is coming")
    assert out.startswith("Not caught\n")
    assert "flood lacks: no “road”" in out


def test_a_text_may_come_from_standard_input(desk, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", type("In", (), {"read": lambda _: "A bridge\n"})())
    assert shown(capsys, "watch", "test", "-")[1].startswith("Caught by bridge")
    monkeypatch.setattr("sys.stdin", type("In", (), {"read": lambda _: " \n"})())
    assert shown(capsys, "watch", "test", "-")[0] == 2


def _stored(office, *titles: str) -> None:
    """Store these titles, each a day older than the one before."""
    asyncio.run(_file_all(office, titles))


async def _file_all(office, titles) -> None:
    store = await open_store(f"sqlite:///{office.folder / 'vedette.db'}")
    await file(
        store,
        *(
            an_item(
                title,
                title=title,
                body="",
                lang="en",
                url=f"https://a.example/{number}",
                at=NOW - timedelta(days=number),
            )
            for number, title in enumerate(titles)
        ),
    )
    await store.close()


def test_why_nothing_was_sent_of_a_stored_item(desk, capsys):
    _stored(desk, "A flood is coming")
    code, out = shown(capsys, "watch", "why-not", "https://a.example/0", "--json")
    got = json.loads(out)
    assert code == 0
    assert (got["outcome"], got["deliveries"]) == ("no_match", [])
    assert got["today"]["misses"][0] == {"watch": "flood", "lacks": ["no “road”"]}
    _, plain = shown(capsys, "watch", "why-not", "https://a.example/0")
    assert plain.startswith("Not sent (no_match)")
    assert "flood lacks: no “road”" in plain
    code, out = shown(capsys, "watch", "why-not", "nowhere", "--json")
    assert (code, "nowhere" in out) == (4, True)


def test_another_configuration_on_the_stored_news(desk, capsys):
    _stored(desk, "A bridge", "A flood on a road", "A road", "A bridge long ago", "A bridge")
    other = desk.folder / "other"
    (other / "watches").mkdir(parents=True)
    for name, text in (
        ("sources.yaml", "sources: []"),
        ("channels.yaml", "channels: []"),
        ("watches/road.yaml", "id: road\nany: [road]\n---\nid: flood\nany: [flood]\n"),
    ):
        (other / name).write_text(text, encoding="utf-8")
    code, out = shown(capsys, "backtest", "--against", "other", "--days", "4", "--json")
    got = json.loads(out)
    assert code == 0
    assert [(one["watch"], one["title"]) for one in got["gained"]] == [
        ("road", "A flood on a road"),
        ("road", "A road"),
    ]
    assert [(one["watch"], one["title"]) for one in got["lost"]] == [
        ("bridge", "A bridge"),
        ("bridge", "A bridge long ago"),
    ]
    assert set(got["gained"][0]) == {"url", "title", "watch", "at"}
    assert got["per_day"][f"{NOW - timedelta(days=2):%Y-%m-%d}"] == {"before": 0, "after": 1}
    assert got["items"] == 4
    _, plain = shown(capsys, "backtest", "--against", "other", "--days", "4")
    assert "2 gained, 2 lost: 4 items" in plain
    assert shown(capsys, "backtest", "--against", "nowhere")[0] == 2


def test_what_was_read_already_is_not_read_again():
    rules = Rules(
        watches=(Watch(id="w", title="", topic="t", when=Condition(topic=("un_vote",))),),
        vocabulary=(),
        places=(),
    )
    text = Text("Nothing", "", "en", NOW)
    read = text._replace(meaning=Meaning(topics=("un_vote",), news=True, severity=1))
    none = replace(rules, watches=())
    assert Comparison(rules, none).compare([text, read]) == [Told((), ()), Told(("w",), ())]


def test_a_difference_names_each_watch_once_and_counts_days():
    difference = Difference()
    item = an_item("1", at=NOW)
    difference.add(item, Told(("a", "b"), ("b", "c")))
    difference.add(item, Told((), ()))
    got = difference.as_dict()
    assert [one["watch"] for one in got["gained"]] == ["c"]
    assert [one["watch"] for one in got["lost"]] == ["a"]
    assert got["per_day"] == {f"{NOW:%Y-%m-%d}": {"before": 1, "after": 1}}


# --- marking ------------------------------------------------------------------------------------


def proof(text: str, word: str, why: str = "any", field: str = "title") -> Evidence:
    start = text.index(word)
    return Evidence(field=field, start=start, end=start + len(word), text=word, why=why)


def test_words_that_stand_together_are_marked_in_one_line():
    title = "Two hurt by gunfire near Sotk"
    body = f"Far {'away ' * 60}from Sotk.\x1b[2J\nNext"
    lines = list(
        marked(
            {"title": title, "body": body},
            [
                proof(body, "Sotk", field="body"),
                proof(title, "Sotk", "place"),
                proof(title, "gunfire"),
            ],
        )
    )
    assert lines[0] == "title: Two hurt by [gunfire] near [Sotk] (any; place)"
    assert lines[1].startswith("body: …away")
    assert "\x1b" not in lines[1]
    assert "from [Sotk]." in lines[1]


def test_rules_that_found_the_same_words_mark_them_once():
    title = "shells fall"
    proofs = [proof(title, "shells"), proof(title, "shells fall", "phrase")]
    assert list(marked({"title": title}, proofs)) == ["title: [shells fall] (phrase; any)"]


def test_on_a_terminal_words_are_marked_in_colour():
    (line,) = marked({"title": "a mine"}, [proof("a mine", "mine")], coloured=True)
    assert click.unstyle(line) == "title: a mine (any)"
    assert line != click.unstyle(line)
