"""`read`, `analyse`, and `explain` of a page that is not stored."""

from __future__ import annotations

import json

import pytest

from console.cli import invoke
from tests.standins.web import busy, page

PAGE = """<html lang="en"><head><title>Shots near Sotk | Example News</title>
<meta property="og:site_name" content="Example News">
<link rel="canonical" href="https://news.example.org/a/1">
<meta property="article:published_time" content="2026-11-20T10:00:00+04:00">
<meta name="author" content="Ani Petrosyan"></head><body><nav>Menu</nav>
<article><h1>Shots near Sotk</h1>""" + (
    "<p>Two soldiers were wounded by gunfire near Sotk on Friday, the ministry said.</p>" * 5
)
ITEM = {
    "id": "a1",
    "title": "Gunfire at dawn",
    "body": "More shots fired later.",
    "url": "http://x.org/1",
    "published": "2026-11-20T10:00:00Z",
}
KEYS = {
    "id", "lang", "topics", "alert", "severity", "incident", "places", "votes", "story",
    "watches", "outcome", "reason", "summary",
}  # fmt: skip


def test_pages_are_read_in_their_order(office, web):
    site = web.site()
    (office.folder / "page.html").write_text(PAGE, encoding="utf-8")
    (office.folder / "empty.html").write_bytes(b"")
    office.configure()
    good, gone = site.serve("/1", page(PAGE)), site.serve("/2", busy(404))
    inputs = ["page.html", "nowhere.html", "empty.html", good, gone, "http://[bad"]
    ended = office.run("read", *inputs, "--json")
    assert ended.returncode == 3
    first, nowhere, empty, fetched, missing, bad = map(json.loads, ended.stdout.splitlines())
    assert first["url"] == "https://news.example.org/a/1"
    assert first["title"] == "Shots near Sotk"
    assert first["published"] == "2026-11-20T06:00:00Z"
    assert first["lang"] == "en"
    assert first["authors"] == ["Ani Petrosyan"]
    assert "wounded by gunfire" in first["text"]
    assert set(first) == {"url", "title", "text", "published", "lang", "authors"}
    assert fetched["title"] == "Shots near Sotk"
    assert nowhere["error"] == "No such file or directory"
    assert missing["error"] == "HTTP 404"
    assert "error" in empty
    assert "error" in bad

    explained = office.run("explain", good, "--json")
    assert explained.returncode == 0
    (line,) = [json.loads(line) for line in explained.stdout.splitlines()]
    assert line["outcome"] is None
    assert line["today"]["watches"][0]["id"] == "shots"
    assert office.run("explain", gone).returncode == 4
    assert not office.database.exists()


def test_the_starter_reads_where_there_is_no_configuration(here, capsys):
    (here.folder / "page.html").write_text(PAGE, encoding="utf-8")
    assert invoke(["read", "page.html", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Shots near Sotk"


def analysed(here, capsys, text, *options):
    (here.folder / "items.jsonl").write_text(text, encoding="utf-8")
    code = invoke(["analyse", "items.jsonl", "--json", *options])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_judgement_a_line(here, capsys):
    here.configure()
    copy = {**ITEM, "id": 7, "url": "http://y.org/2", "more": {"ignored": True}}
    code, (first, second) = analysed(here, capsys, f"{json.dumps(ITEM)}\n{json.dumps(copy)}\n")
    assert code == 0
    assert set(first) == KEYS
    assert (first["alert"], first["outcome"], first["severity"]) == (True, "new_story", 2)
    assert first["incident"] is None
    assert first["places"] == first["votes"] == []
    (watch,) = first["watches"]
    assert watch["id"] == "shots"
    for proof in watch["evidence"]:
        assert ITEM[proof["field"]][proof["start"] : proof["end"]] == proof["text"]
    assert second["id"] == 7
    assert (second["alert"], second["outcome"]) == (True, "joined")
    assert second["story"] == first["story"]


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("{bad", None),
        ("[1]", None),
        ('"text"', None),
        ('{"id": "z"}', "z"),
        (json.dumps({**ITEM, "published": "soon"}), "a1"),
    ],
)
def test_a_bad_line_has_its_error_and_the_rest_go_on(here, capsys, line, known):
    here.configure()
    code, lines = analysed(here, capsys, f"{line}\n{json.dumps(ITEM)}\n")
    assert code == 3
    assert lines[0]["id"] == known
    assert lines[0]["error"]
    assert lines[1]["outcome"] == "new_story"


def test_judgements_for_people(here, capsys):
    here.configure()
    (here.folder / "items.jsonl").write_text(f"{json.dumps(ITEM)}\n{{bad\n", encoding="utf-8")
    assert invoke(["analyse", "items.jsonl"]) == 3
    first, second = capsys.readouterr().out.splitlines()
    assert first == "a1: new_story by shots: shots (Gunfire, shots fired)"
    assert second.startswith("?: not JSON")


def test_no_items_no_lines(here, capsys):
    here.configure()
    assert analysed(here, capsys, "") == (0, [])


def test_an_item_file_that_is_not_there(here, capsys):
    assert invoke(["analyse", "nowhere.jsonl"]) == 2
    assert "No such file" in capsys.readouterr().err


def test_analyse_opens_no_database(here, capsys):
    here.configure()
    analysed(here, capsys, json.dumps(ITEM))
    assert not here.database.exists()
