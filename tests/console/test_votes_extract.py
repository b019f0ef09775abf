"""`vedette votes extract`, as a script meets it."""

import json
from pathlib import Path

import pytest

from console.cli import invoke

_DATA = Path(__file__).parents[1] / "data" / "un"


@pytest.fixture(autouse=True)
def _bare(tmp_path, monkeypatch):
    """Stand in a folder without a configuration."""
    monkeypatch.chdir(tmp_path)


def test_a_page_gives_one_json_array(capsys):
    assert invoke(["votes", "extract", "--json", str(_DATA / "sc-veto-2022.html")]) == 0
    expected = json.loads((_DATA / "sc-veto-2022.json").read_text("utf-8"))
    assert json.loads(capsys.readouterr().out) == expected


def test_a_feed_gives_the_votes_of_its_items(capsys):
    assert invoke(["votes", "extract", "--json", str(_DATA / "feed-press.xml")]) == 0
    assert [vote["body"] for vote in json.loads(capsys.readouterr().out)] == [
        "General Assembly",
        "Security Council",
    ]


def test_no_vote_is_an_empty_array(capsys):
    assert invoke(["votes", "extract", "--json", str(_DATA / "no-vote-speech.html")]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_people_read_lines(capsys):
    assert invoke(["votes", "extract", str(_DATA / "sc-veto-2022.html")]) == 0
    said = capsys.readouterr().out
    assert "S/2022/720: vetoed, recorded, 10-1-4" in said
    assert "vetoed by: RUS" in said
    assert "abstain: BRA CHN GAB IND" in said


def test_people_are_told_that_there_is_none(capsys):
    assert invoke(["votes", "extract", str(_DATA / "no-vote-speech.html")]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "No vote on this page.\n")


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.7"])
def test_what_cannot_be_read_is_an_error_in_its_place(content, tmp_path, capsys):
    page = tmp_path / "page.html"
    if content is not None:
        page.write_bytes(content)
    assert invoke(["votes", "extract", "--json", str(page)]) == 4
    said = capsys.readouterr()
    assert json.loads(said.out)["error"]
    assert str(page) in said.err
