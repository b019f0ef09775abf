"""What an operator sees when something is wrong, and that the program goes on."""

from __future__ import annotations

import itertools
import os
import resource
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.standins.web import (
    busy,
    cut_short,
    drip,
    endless_body,
    endless_headers,
    gzip_bomb,
    hang,
    head,
    page,
    redirect,
    reset,
)
from tests.whole.given import Feed, News, old_news, rss, started, wait_for

_LETTERS = "abcdefghij"
_ENTITIES = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(_LETTERS)
)
BOMB = (
    f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">{_ENTITIES}]>'
    "<rss><channel><item><title>&j;</title></item></channel></rss>"
)
XML = "text/xml"
#: What a site does -> what is said of it.
HOSTILE = {
    "html": (page("<!DOCTYPE html><html><body>Hello"), "this is a web page, not a feed"),
    "empty": (page(rss(), XML), "there is no item in it"),
    "nothing": (page("", XML), "empty: the answer has no content"),
    "fifty": (page(b"<rss>" + b" " * 50_000_000, XML), "more than 5 MB"),
    "endless": (endless_body(), "more than 5 MB"),
    "headers": (endless_headers(), "more than 64 KB of headers"),
    "entities": (page(BOMB, XML), "a document type with entities is refused"),
    "private": (redirect("http://127.0.0.2/"), "redirect to 127.0.0.2, which is a private address"),
    "bomb": (gzip_bomb(50_000_000), "more than 5 MB"),
    "silent": (hang, "no answer within 10 s"),
    "drip": (drip(head(200, {"Content-Type": XML})), "no answer within 10 s"),
    "reset": (reset, "broke the connection off"),
    "short": (cut_short(b"<rss>"), "the answer broke off"),
    "busy": (busy(503, retry_after="120"), "HTTP 503; asked to wait 120 s"),
    "file": (redirect("file:///etc/passwd"), "redirect to file:, not to http or https"),
}


def test_each_bad_source_has_its_line_and_delays_no_other(office, web, api):
    office.tell(api)
    office.vedette["fetch"] = {"timeout": "10s"}
    feed = Feed(web.site(), "good", old_news())
    rows = [
        {"id": name, "kind": "feed", "url": web.site().serve("/", behaviour), "every": "1s"}
        for name, (behaviour, _) in HOSTILE.items()
    ]
    rows.append({"id": "refused", "kind": "feed", "url": "http://127.0.0.1:9/", "every": "1s"})
    office.configure(feed.row(), *rows)
    running = started(office, [feed])
    feed.publish(News(title="Gunfire at noon", link="http://x.org/noon"))
    began = time.monotonic()
    wait_for(lambda: "Gunfire" in "".join(api.texts()), what=lambda: running.said)
    # Had it waited for the silent one, it would have been ten.
    assert time.monotonic() - began < 8
    running.says(" drip ", within=40)
    running.says(" silent ", within=40)
    assert running.stop(within=15) == 0
    said = {line.split()[2]: line for line in running.err if "✗" in line}
    for name, (_, words) in HOSTILE.items():
        assert words in said[name]
    assert "127.0.0.1:9 refuses connections" in said["refused"]
    assert running.said.count("✗") == len(HOSTILE) + 1
    assert "Traceback" not in running.said
    stats = {one["id"]: one for one in office.json_lines("sources", "stats", "--json")[0]}
    assert stats["good"]["last_error"] is None
    assert stats["good"]["state"] == "ok"
    for name, (_, words) in HOSTILE.items():
        assert words in stats[name]["last_error"]
        assert "\n" not in stats[name]["last_error"]
        assert stats[name]["last_success"] is None


def test_a_full_disk_is_one_line_and_nothing_is_lost(office, api, feeds):
    office.tell(api)
    office.configure(*[feed.row() for feed in feeds])
    running = started(office, feeds)
    largest = max(path.stat().st_size for path in office.folder.glob("vedette.db*"))
    unlimited = resource.RLIM_INFINITY
    resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (largest, unlimited))
    for feed in feeds:
        news = News(title=f"Gunfire near {feed.id}", link=f"http://x.org/{feed.id}", body="w " * 9)
        feed.publish(news)
    running.says("✗ the database", within=20)
    time.sleep(3)
    assert running.said.count("✗") == 1
    resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))
    running.says("✓ the database   is back", within=40)
    wait_for(lambda: len(api.texts()) >= len(feeds), within=40, what=lambda: running.said)
    assert running.stop(within=15) == 0
    assert len(api.texts()) == len(feeds)
    assert office.ask("pragma integrity_check") == [("ok",)]
    assert "Traceback" not in running.said


def test_a_locked_database_is_waited_for(office, api, feeds):
    office.tell(api)
    office.configure(*[feed.row() for feed in feeds])
    running = started(office, feeds)
    with closing(sqlite3.connect(office.database, isolation_level=None, timeout=20)) as other:
        other.execute("begin exclusive")
        feeds[0].publish(News(title="Gunfire at noon", link="http://x.org/noon"))
        running.says("database is locked", within=20)
        assert office.run("sources", "stats").returncode == 0
        other.execute("commit")
    wait_for(lambda: "Gunfire" in "".join(api.texts()), within=40, what=lambda: running.said)
    assert running.stop(within=15) == 0
    assert len(api.texts()) == 1
    assert "Traceback" not in running.said


def test_a_wrong_token_holds_all_and_is_never_shown(office, api, feeds):
    canary = "AAcanary-canary-canary-canary-canary"
    office.tell(api, token=f"123456789:{canary}")
    office.configure(feeds[0].row())
    running = started(office, feeds[:1], "-vv")
    feeds[0].publish(
        News(title="Gunfire at noon", link="http://x.org/noon"),
        News(title="Gunfire at dusk", link="http://x.org/dusk"),
    )
    wait_for(lambda: office.ask("select * from delivery where state = 'held'"), within=20)
    time.sleep(2)
    assert running.stop(within=15) == 0
    assert not api.texts()
    assert "✗ telegram     401: Unauthorized" in running.said
    assert "@BotFather" in running.said
    doctor = office.run("doctor", "--offline")
    assert doctor.returncode == 4
    explained = office.run("explain", "http://x.org/noon", "http://x.org/dusk")
    assert "401: Unauthorized" in explained.stdout
    for said in (running.said, doctor.stdout, doctor.stderr, explained.stdout):
        assert canary not in said
        assert canary[2:] not in said
    for path in office.folder.glob("vedette.db*"):
        assert canary.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("database", "words"),
    [
        ("sqlite:////nowhere/x.db", "no folder /nowhere"),
        ("sqlite:///notes.txt", "file is not a database"),
        ("postgresql://u:canary-word@127.0.0.1:9/x", "Connection refused"),
    ],
)
def test_a_database_that_cannot_be_opened(office, feeds, database, words):
    office.configure(feeds[0].row())
    (office.folder / "notes.txt").write_text("no database\n" * 100)
    ended = office.run("run", VEDETTE_DATABASE=database)
    assert ended.returncode == 1
    assert words in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert "canary-word" not in ended.stderr


def test_mistakes_in_the_configuration_at_the_start(office, feeds):
    config = office.configure(feeds[0].row())
    (config / "sources.yaml").write_text("sources:\n  - {id: a, kind: fed, url: ftp://x}\n")
    (config / "channels.yaml").write_text("channels: [\n")
    ended = office.run("run")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert [line.split(":")[0] for line in ended.stderr.splitlines()] == [
        "config/channels.yaml",
        "config/sources.yaml",
        "config/sources.yaml",
        "3 mistakes in 4 files.",
    ]


def test_the_program_listens_to_nobody(office, feeds):
    office.configure(feeds[0].row())
    running = started(office, feeds[:1])
    asked = [sys.executable, "-c", _LISTENING, str(running.process.pid)]
    ended = subprocess.run(asked, capture_output=True, check=True, env=os.environ)
    assert ended.stdout == b""
    assert running.stop(within=15) == 0


#: Prints the local addresses of a process's sockets that listen, from Linux's own tables.
_LISTENING = """
import os, sys
folder = f"/proc/{sys.argv[1]}"
own = {os.readlink(f"{folder}/fd/{number}") for number in os.listdir(f"{folder}/fd")}
for table in ("tcp", "tcp6"):
    for line in open(f"{folder}/net/{table}").readlines()[1:]:
        parts = line.split()
        if parts[3] == "0A" and f"socket:[{parts[9]}]" in own:
            print(parts[1])
"""
