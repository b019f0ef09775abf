"""`vedette crawl` and what one asks afterwards: `explain`, `sources`, `doctor`."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from console.commands.crawl import When
from console.crawled import Report, Told
from newsroom.fetched import FetchOutcome
from spiders.poll import PollResult
from tests.standins.web import busy, page
from tests.whole.given import Feed, News

KEYS = ["source", "id", "url", "title", "published", "lang", "outcome"]
NEWS = (
    News(title="Shots fired at dawn", link="/1?utm_source=rss", guid="tag:g1"),
    News(title="Gunfire long ago", link="https://x.org/2/", age=timedelta(days=20)),
    News(title="Gunfire at no time", link="http://x.org/3", age=None),
    News(title="Gunfire without a link", link=None, guid="tag:g4"),
    News(title="A football match", link="http://x.org/5", age=timedelta(days=3)),
)


@pytest.fixture
def feed(web, office):
    feed = Feed(web.site(), "good", NEWS)
    office.vedette["fetch"] = {"first_run": "recent"}
    web_page = {"id": "html", "kind": "feed", "url": web.site().serve("/", page("<html>hello"))}
    gone = {"id": "gone", "kind": "feed", "url": web.site().serve("/", busy(404))}
    office.channels.append({"id": "picky", "kind": "terminal", "watches": ["shots"]})
    office.channels[1]["min_severity"] = 3
    office.configure(feed.row(), web_page, gone)
    return feed


def test_one_line_an_item_whatever_its_end(office, feed):
    rehearsed = office.run("crawl", "good", "--dry-run", "--json")
    assert rehearsed.returncode == 0
    assert [path.name for path in office.folder.iterdir()] == ["config"]
    *lines, sums = [json.loads(line) for line in rehearsed.stdout.splitlines()]
    by_title = {line["title"]: line for line in lines}
    assert set(by_title) == {one.title for one in NEWS}
    for line in lines:
        assert list(line)[: len(KEYS)] == KEYS
    dawn = by_title["Shots fired at dawn"]
    assert dawn["id"] == "tag:g1"
    assert dawn["url"] == "http://example.org/1?utm_source=rss"
    assert dawn["published"].endswith("Z")
    assert dawn["outcome"] == "new_story"
    assert by_title["Gunfire long ago"]["url"] == "https://x.org/2/"
    assert by_title["Gunfire at no time"]["published"] is None
    assert by_title["Gunfire without a link"]["url"] is None
    assert by_title["Gunfire without a link"]["id"] == "tag:g4"
    assert sums["counts"] == {"new_story": 2, "baseline": 3}
    assert sums["sources"] == {"good": {"read": 5, "failed": 0, "error": None}}
    assert {"title": "Shots fired at dawn", "channel": "here"} in sums["would_alert"]
    assert {one["channel"] for one in sums["would_alert"]} == {"here"}

    told = office.run("crawl", "good", "html", "gone", "--json")
    assert told.returncode == 3
    *lines, sums = [json.loads(line) for line in told.stdout.splitlines()]
    ends = {line["source"]: line for line in lines if line["id"] is None}
    assert ends["html"]["outcome"] == "unreadable"
    assert ends["gone"]["outcome"] == "failed"
    assert all(ends["gone"][key] is None for key in ("url", "title", "published", "lang"))
    assert sums["sources"]["gone"]["error"] == "HTTP 404"
    assert "would_alert" not in sums
    # An alert for the terminal does not stand between the lines of data.
    assert told.stderr.count("[here → terminal]") == 2

    # A dry run over a database reads it and changes nothing.
    before = office.database.read_bytes()
    *lines, _ = office.json_lines("crawl", "good", "--dry-run", "--json")
    assert {line["outcome"] for line in lines} == {"seen"}
    assert office.database.read_bytes() == before

    assert_what_is_said_afterwards(office)


def assert_what_is_said_afterwards(office):
    (dawn,) = office.json_lines("explain", "tag:g1", "--json")
    assert list(dawn) == ["id", "url", "title", "outcome", "reason", "trail", "deliveries", "today"]
    assert dawn["outcome"] == "new_story"
    assert [step["stage"] for step in dawn["trail"]] == ["read", "judged", "age", "story"]
    assert dawn["deliveries"] == [
        {"channel": "here", "state": "sent", "why": None},
        {
            "channel": "picky",
            "state": "cancelled",
            "why": "severity 2, picky asks for 3",
        },
    ]
    assert dawn["today"]["alert"] is True
    # By address, however it is written, by number, and from a list.
    asked = office.run("explain", "-", "--json", given="https://www.x.org/2\nnothing\n\n")
    assert asked.returncode == 3
    old, nothing = [json.loads(line) for line in asked.stdout.splitlines()]
    assert old["title"] == "Gunfire long ago"
    assert nothing == {"input": "nothing", "error": "nothing stored has the id “nothing”"}
    assert office.run("explain", "nothing").returncode == 4
    people = office.run("explain", "tag:g1", "http://x.org/5").stdout.splitlines()
    assert people[0] == "Sent to here (new_story: shots (Shots fired))"
    assert "Not sent (baseline): there at the first poll of its source" in "\n".join(people)

    (stats,) = office.json_lines("sources", "stats", "--json")
    assert [one["id"] for one in stats] == ["html", "gone", "good"]
    html, _, good = stats
    assert html["state"] == "failing"
    assert html["last_outcome"] == "unreadable"
    assert html["last_error"] == "this is a web page, not a feed"
    assert (html["last_success"], html["silent_for"]) == (None, None)
    assert good["state"] == "ok"
    assert good["last_outcome"] == "ok"
    assert good["last_error"] is None
    assert 200 < good["silent_for"] < 600

    checked = office.run("sources", "check", "--json")
    assert checked.returncode == 3
    states = {one["id"]: one["state"] for one in json.loads(checked.stdout)}
    assert states == {"good": "ok", "html": "failed", "gone": "failed"}
    assert office.run("sources", "check", "gone").returncode == 4

    doctor = office.run("doctor", "--json")
    assert doctor.returncode == 3
    checks = {one["name"]: one for one in json.loads(doctor.stdout)["checks"]}
    assert checks["gone"] == {
        "name": "gone",
        "state": "warning",
        "text": "HTTP 404",
        "advice": "vedette sources check gone",
    }
    assert checks["database"]["state"] == "ok"


def test_alerts_that_were_asked_for(office, web):
    feed = Feed(web.site(), "good", [])
    for days in range(4):
        news = News(title=f"Gunfire {days} days ago", link=f"http://x.org/{days}")
        feed.publish(News(title=news.title, link=news.link, age=timedelta(days=days, hours=1)))
    office.channels.append({"id": "second", "kind": "terminal", "watches": ["shots"]})
    office.configure(feed.row())

    def crawled(*options):
        ended = office.run("crawl", "good", *options)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    assert crawled("--limit", "1").splitlines() == [
        "source  read  base",
        "good       1     1",
        "Sent: 0.",
    ]
    # The rest is still the first poll of the source: silent, unless somebody asks.
    said = crawled("--alerts", "live", "--to", "second", "--since", "36h")
    assert "Gunfire 1 days ago" in said
    assert "[here" not in said
    assert "Sent: 1." in said
    said = crawled("--alerts", "none", "--since", "60h")
    assert "Sent: 0." in said
    assert said.splitlines()[1].split() == ["good", "3", "2", "1"]
    assert "Sent: 0." in crawled("--alerts", "live", "--since", "60h")
    said = crawled("--alerts", "digest")
    assert said.count("Gunfire 3 days ago") == 2
    assert "Sent: 2." in said


def test_a_failed_source_is_said_even_quietly(office, feed):
    quiet = office.run("crawl", "gone", "html", "-q")
    assert quiet.returncode == 4
    assert quiet.stdout == ""
    assert sorted(quiet.stderr.splitlines()) == [
        "✗ gone: HTTP 404",
        "✗ html: this is a web page, not a feed",
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["goood"], "did you mean “good”?"),
        ([], "name sources, or say --all"),
        (["--all", "good"], "name sources, or say --all"),
        (["good", "--to", "nobody"], "no channel “nobody”; there are: here, picky"),
        (["good", "--since", "yesterday"], "“yesterday” is no time; write 2d"),
        (["good", "--limit", "0"], "0 is not in the range"),
        (["good", "--alerts", "loud"], "'loud' is not one of"),
        (["good", "--nothing"], "No such option"),
    ],
)
def test_wrong_usage(here, feed, capsys, arguments, says):
    from console.cli import invoke  # noqa: PLC0415 - beside what it calls

    assert invoke(["crawl", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in " ".join(said.err.split())


def test_points_in_time():
    def at(text, **how):
        return When(**how).convert(text, None, None)

    day = datetime(2026, 11, 20, tzinfo=UTC)
    assert at("2026-11-20") == day
    assert at("2026-11-20T14:00+04:00") == day.replace(hour=10)
    assert at("2026-11-20T14:00") == day.replace(hour=14)
    # Up to a day is up to its end.
    assert day + timedelta(hours=23, minutes=59) < at("2026-11-20", ends=True)
    assert at("2026-11-20", ends=True) < day + timedelta(days=1)
    assert at("2026-11-20T14:00", ends=True) == day.replace(hour=14)
    assert abs(datetime.now(UTC) - timedelta(days=2) - at("2d")) < timedelta(seconds=5)


def test_alerts_that_wait_for_the_database(capsys):
    report = Report(as_json=True, dry_run=False, quiet=False)
    report.ended(PollResult(source="a", outcome=FetchOutcome.OK))
    report.close(Told(error="the database is locked"))
    said = capsys.readouterr()
    assert json.loads(said.out)["sources"] == {"a": {"read": 0, "failed": 0, "error": None}}
    assert said.err == "✗ alerts wait for the next run: the database is locked\n"
