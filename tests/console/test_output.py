"""How words reach people and programs: pipes, terminals, plain ASCII, and how commands end."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from console import cli
from console.board import Board
from console.cli import invoke
from console.iso import iso, span
from console.say import counted, cut, json_text, printable
from newsroom.config import load
from newsroom.fetched import FetchOutcome
from spiders.poll import PollResult

ARMENIAN = {"id": "a", "title": "Կրակոցներ Սոթքում", "published": "2026-11-20T10:00:00Z"}


@pytest.fixture
def items(office):
    office.configure(watches=[{"id": "shots", "any": ["կրակոցներ"]}])
    path = office.folder / "items.jsonl"
    path.write_text("".join(f"{json.dumps(ARMENIAN)}\n" * 2000), encoding="utf-8")
    return path


def shell(office, line, **env):
    program = f"{sys.executable} -c 'from console.cli import main; main()'"
    command = ["bash", "-c", f"set -o pipefail; {program} {line}"]
    return subprocess.run(
        command, cwd=office.folder, env=office.env(**env), capture_output=True, check=False
    )


def test_a_reader_that_leaves_early(office, items):
    ended = shell(office, "analyse items.jsonl --json | head -1")
    assert ended.returncode == 0
    assert ended.stderr == b""
    assert ended.stdout.count(b"\n") == 1


def test_where_not_every_letter_can_be_shown(office, items):
    plain = {"PYTHONIOENCODING": "ascii"}
    data = shell(office, "analyse items.jsonl --json", **plain)
    assert data.returncode == 0
    assert json.loads(data.stdout.splitlines()[0])["summary"] == ARMENIAN["title"]
    assert data.stdout.isascii()
    words = shell(office, "analyse items.jsonl", PYTHONIOENCODING="latin-1")
    assert words.returncode == 0
    assert b"a: new_story by shots: shots (\\u053f" in words.stdout


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colour_where_it_is_wanted(office, env, coloured):
    office.configure()
    ours, theirs = pty.openpty()
    with open(ours, "rb", buffering=0) as reader:  # noqa: PTH123 - a descriptor, not a path
        subprocess.run(
            [sys.executable, "-c", "from console.cli import main; main(['config', 'check'])"],
            cwd=office.folder, env=office.env(**env), stdout=theirs, stderr=theirs, check=True,
        )  # fmt: skip
        os.close(theirs)
        said = reader.read(4096)
    assert b"config ./config" in said
    assert (b"\x1b[" in said) is coloured


def test_help_imports_no_library():
    code = (
        "import sys; from console.cli import invoke; invoke(['--help']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    modules = ended.stderr.split()
    heavy = {"asyncio", "pydantic", "yaml", "rich", "scrapy", "twisted", "sqlalchemy", "httpx"}
    assert not heavy & set(modules)
    assert len(modules) < 200


def test_looking_at_the_database_imports_no_spider(office):
    office.configure()
    code = (
        "import sys; from console.cli import invoke; invoke(['sources', 'stats']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=office.folder, env=office.env(),
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert not {"scrapy", "twisted", "telegram", "trafilatura"} & set(ended.stderr.split())


def test_an_unexpected_error_keeps_secrets(monkeypatch, capsys):
    monkeypatch.setenv("VEDETTE_TELEGRAM_TOKEN", "123456789:AAcanary-canary-canary")

    def broken(*_, **__):
        raise RuntimeError("https://api.telegram.org/bot123456789:AAcanary-canary-canary/getMe")

    monkeypatch.setattr(cli.cli, "main", broken)
    assert invoke(["run"]) == 1
    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "an unexpected error" in said
    assert "canary" not in said


@pytest.mark.parametrize("command", [["run"], ["crawl", "--all"], ["sources", "list"], ["doctor"]])
def test_commands_that_need_a_configuration(here, capsys, command):
    assert invoke(command) == 2
    assert "vedette init" in capsys.readouterr().err


def test_the_configuration_is_found_in_its_order(here, capsys, monkeypatch):
    def listed(*options):
        assert invoke(["sources", "list", "--json", *options]) == 0
        return [one["id"] for one in json.loads(capsys.readouterr().out)]

    row = {"kind": "feed", "url": "http://x.org/"}
    for name in ("named", "variable", "config"):
        here.configure({"id": name, **row})
        if name != "config":
            (here.folder / "config").rename(here.folder / name)
    assert listed() == ["config"]
    monkeypatch.setenv("VEDETTE_CONFIG", "variable")
    assert listed() == ["variable"]
    assert listed("--config", "named") == ["named"]


def result(source="a", **more):
    return PollResult(**{"source": source, "outcome": FetchOutcome.OK} | more)


def test_each_trouble_is_said_once(office, capsys):
    office.configure()
    settings = load.load(office.folder / "config", {})
    now = datetime(2026, 11, 24, 10, tzinfo=UTC)
    times = iter(now + timedelta(minutes=minute) for minute in range(60))
    board = Board(settings=settings, now=lambda: next(times))
    bad = {"outcome": FetchOutcome.HTTP_ERROR, "error": "HTTP 403"}
    away = {"outcome": FetchOutcome.FAILED, "error": "the disk is full", "stored": False}
    for _ in range(3):
        board.show(result(**bad))
        board.show(result("b", outcome=FetchOutcome.BUSY, error="another process"))
        board.show(result("c", **bad, waiting=True))
    for source in ("a", "b", "c"):
        board.show(result(source, **away))
    board.show(result("b"))
    board.show(result("a"))
    assert capsys.readouterr().err.splitlines() == [
        "14:01:00 ✗ a              HTTP 403; trying again, less often",
        "14:03:00 ✗ the database   the disk is full",
        "14:05:00 ✓ the database   is back after 2 min",
        "14:07:00 ✓ a              is back after 6 min",
    ]


def test_small_words():
    assert counted(1, "watch", "watches") == "1 watch"
    assert counted(0, "source") == "0 sources"
    assert printable("a\x1b[31mb\nc") == "a�[31mb�c"
    assert cut("a long title", 5, stream=io.StringIO()) == "a long title"
    assert json_text({"a": "ə"}, stream=io.StringIO()) in {'{"a": "ə"}', '{"a": "\\u0259"}'}
    assert iso(datetime(2026, 11, 22, 12, 0, 0, 5, tzinfo=UTC)) == "2026-11-22T12:00:00Z"
    assert iso(None) is None


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(days=2, hours=3), "2 d 3 h"),
        (timedelta(hours=5, minutes=10), "5 h 10 m"),
        (timedelta(minutes=41), "41 min"),
        (timedelta(seconds=6), "6 s"),
        (timedelta(seconds=-6), "0 s"),
    ],
)
def test_durations(duration, words):
    assert span(duration) == words
