"""`vedette config` and `vedette init`, as an operator meets them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsroom
from console.cli import invoke
from newsroom.config.schema import written_schemas

ROOT = Path(__file__).parents[2]
GOOD = {
    "vedette.yaml": 'fetch: {user_agent: "desk/1 (+desk@example.org)"}\n',
    "sources.yaml": "sources:\n  - {id: a, kind: feed, url: https://a.org}\n",
    "channels.yaml": "channels:\n  - {id: here, kind: terminal, watches: [w]}\n",
    "watches/w.yaml": "id: w\nany: [corridor]\n---\nid: v\nany: [border]\n",
}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Stand in a folder with a good ./config, without anything in the environment."""
    for name, text in GOOD.items():
        path = tmp_path / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("VEDETTE_")]:
        monkeypatch.delenv(name)
    return tmp_path


def test_a_good_configuration(desk, capsys):
    assert invoke(["config", "check"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("✓ config ./config: 1 source, 2 watches, 1 channel (")
    assert said.err == "! watch “v” is named by no channel: its matches are sent nowhere\n"


def test_every_mistake_of_a_bad_one(desk, capsys):
    (desk / "config/sources.yaml").write_text("defaults: {every: 5 min}\nsources: []\n")
    (desk / "config/watches/w.yaml").write_text("id: w\n")
    assert invoke(["config", "check", "--config", "config"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "config/sources.yaml:1: defaults.every: “5 min” is not a duration; write 5m",
        "config/watches/w.yaml:1: looks for nothing; a watch needs “any”, “all” or “when”",
        "2 mistakes in 4 files.",
    ]


def test_examples_that_came_with_the_program_are_run_as_well(desk, monkeypatch, capsys):
    starter = desk / "program/newsroom/_starter"
    (starter / "vocabulary").mkdir(parents=True)
    for name in ("places.csv", "series.yaml"):
        shutil.copy(ROOT / "config" / name, starter)
    text = "id: fishing\nwords: {en: [trout]}\nexamples: {match: [cars]}\n"
    (starter / "vocabulary/fishing.yaml").write_text(text)
    monkeypatch.setattr(newsroom, "__file__", str(starter.parent / "__init__.py"))
    assert invoke(["config", "check"]) == 2
    where = "the starter configuration/vocabulary/fishing.yaml:3: examples.match[0]"
    assert capsys.readouterr().err.startswith(where)


def test_a_good_one_as_json(desk, capsys):
    assert invoke(["config", "check", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said.pop("version")
    assert said == {
        "ok": True,
        "mistakes": [],
        "warnings": ["watch “v” is named by no channel: its matches are sent nowhere"],
    }


def test_a_bad_one_as_json(desk, capsys):
    (desk / "config/vedette.yaml").write_text("\ntimezon: UTC\n")
    assert invoke(["config", "check", "--json"]) == 2
    said = capsys.readouterr()
    assert said.err == ""
    assert json.loads(said.out) == {
        "ok": False,
        "mistakes": [
            {
                "file": "config/vedette.yaml",
                "line": 2,
                "key": "timezon",
                "message": "unknown key; did you mean “timezone”?",
            }
        ],
        "warnings": [],
        "version": None,
    }


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_secret_is_never_printed(desk, capsys, monkeypatch, more):
    monkeypatch.setenv("VEDETTE_TELEGRAM_TOKEN", "hunter2/is-no-token")
    assert invoke(["config", "check", *more]) == 2
    said = capsys.readouterr()
    assert "VEDETTE_TELEGRAM_TOKEN" in said.out + said.err
    assert "hunter2" not in said.out + said.err


def test_without_any_configuration(desk, capsys, monkeypatch):
    (desk / "elsewhere").mkdir()
    monkeypatch.chdir(desk / "elsewhere")
    assert invoke(["config", "check"]) == 2
    assert "vedette init" in capsys.readouterr().err


def test_without_unicode_and_colour(desk):
    code = "from console.cli import main; main(['config', 'check'])"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=desk, env=environ, capture_output=True, check=False
    )
    assert ended.stdout.startswith(b"ok config ./config: 1 source, ")
    assert ended.returncode == 0


def test_schemas_are_printed(desk, capsys):
    assert invoke(["config", "schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert {f"{name}.json": None for name in printed}.keys() == written_schemas().keys()
    assert {"vedette", "sources", "channels", "watch"} <= set(printed)


def test_schemas_are_written(desk, capsys):
    assert invoke(["config", "schema", "made/schema"]) == 0
    assert "made/schema: vedette.json, sources.json" in capsys.readouterr().err
    written = {
        path.name: path.read_text(encoding="utf-8") for path in (desk / "made/schema").iterdir()
    }
    assert written == written_schemas()


def test_schemas_have_no_place(desk, capsys):
    (desk / "file").write_text("")
    assert invoke(["config", "schema", "file/schema"]) == 1
    assert "file/schema: Not a directory" in capsys.readouterr().err


@pytest.mark.parametrize("there", [True, False])
def test_a_new_desk_is_at_once_right(desk, capsys, there):
    if there:
        (desk / "new").mkdir()
    assert invoke(["init", "new"]) == 0
    said = capsys.readouterr().err
    assert said.startswith("✓ new: ")
    assert "vedette run --config new" in said
    assert (desk / "new/schema/sources.json").is_file()
    assert (desk / "new/watches/un-resolutions.yaml").is_file()
    assert invoke(["config", "check", "--config", "new"]) == 0


def test_what_was_copied_as_json(desk, capsys):
    assert invoke(["init", "new", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["directory"] == "new"
    there = {
        p.relative_to(desk / "new").as_posix() for p in (desk / "new").rglob("*") if p.is_file()
    }
    assert set(said["files"]) == there


def test_nothing_is_overwritten(desk, capsys):
    before = (desk / "config/sources.yaml").read_text()
    assert invoke(["init", "config"]) == 2
    said = capsys.readouterr().err
    assert "config is not empty: channels.yaml, sources.yaml, vedette.yaml, watches." in said
    assert (desk / "config/sources.yaml").read_text() == before
    assert not (desk / "config/schema").exists()


def test_many_files_in_the_way_are_counted(desk, capsys):
    (desk / "full").mkdir()
    for number in range(12):
        (desk / "full" / f"file{number:02}").touch()
    assert invoke(["init", "full"]) == 2
    assert "file09 and 2 more. Nothing was copied" in " ".join(capsys.readouterr().err.split())


def test_a_file_in_the_way(desk, capsys):
    (desk / "file").write_text("kept")
    assert invoke(["init", "file"]) == 2
    assert "file is a file." in capsys.readouterr().err
    assert invoke(["init", "file/below"]) == 1
    assert (desk / "file").read_text() == "kept"
