"""`vedette run` from a published item to the message, and to its end, however it ends."""

from __future__ import annotations

import random
import signal
import time

from tests.standins.bot_api import Fault
from tests.standins.web import hang
from tests.whole.given import News, started, wait_for


def titles(api):
    return sorted(text.split("\n")[0] for text in api.texts())


def test_a_story_is_told_once_wherever_it_stands(office, web, api, feeds):
    feeds[4].publish(News(title="Gunfire before the first look", link="http://x.org/old"))
    office.tell(api)
    silent = {"id": "silent", "kind": "feed", "url": web.site().serve("/", hang), "every": "1s"}
    office.configure(*[feed.row() for feed in feeds], silent)
    running = started(office, feeds)
    feeds[0].publish(News(title="Shots fired near the bridge", link="http://x.org/1"))
    for feed in feeds[1:3]:
        # One address, as two outlets write it.
        link = f"http://www.x.org/2/?utm_source={feed.id}"
        feed.publish(News(title=f"Gunfire in the valley, says {feed.id}", link=link))
    for feed in feeds[2:5]:
        feed.publish(News(title="Two wounded: gunfire!", link=f"http://{feed.id}.org/3"))
    feeds[3].publish(News(title="A football match ends in a draw", link="http://x.org/4"))
    wait_for(lambda: len(api.texts()) >= 3, what=lambda: running.said)
    # An ad hoc crawl meanwhile files what it finds; the one that runs tells it, once.
    feeds[0].publish(News(title="Gunfire at the gate", link="http://x.org/5"))
    assert office.run("crawl", "feed0").returncode == 0
    wait_for(lambda: len(api.texts()) >= 4, what=lambda: running.said)
    time.sleep(1.5)
    assert running.stop(signal.SIGTERM, within=15) == 0
    told = titles(api)
    assert told[0] == "Gunfire at the gate"
    assert told[1].startswith("Gunfire in the valley, says feed")
    assert told[2:] == ["Shots fired near the bridge", "Two wounded: gunfire!"]
    assert running.said.count(" silent ") == 1
    assert "Traceback" not in running.said


def test_a_stop_while_a_source_and_telegram_hang(office, web, api, feeds):
    office.tell(api)
    office.vedette["fetch"] = {"timeout": "60s"}
    silent = {"id": "silent", "kind": "feed", "url": web.site().serve("/", hang), "every": "1s"}
    office.configure(*[feed.row() for feed in feeds], silent)
    running = started(office, feeds)
    api.faults["sendMessage"].append(Fault.hang(60))
    feeds[0].publish(News(title="Shots fired near the bridge", link="http://x.org/1"))
    wait_for(lambda: any(call.method == "sendMessage" for call in api.calls))
    # 10 s is the promise; a busy machine adds to it.
    assert running.stop(signal.SIGTERM, within=15) == 0
    assert "Traceback" not in running.said


def test_ctrl_c_and_a_second_one(office, web, feeds):
    def end(running):
        running.send(signal.SIGINT)
        running.says("Stopping")

    office.vedette["fetch"] = {"timeout": "60s"}
    silent = {"id": "silent", "kind": "feed", "url": web.site().serve("/", hang), "every": "1s"}
    office.configure(feeds[0].row(), silent)
    running = started(office, feeds[:1])
    end(running)
    assert running.ends(within=20) == 130
    assert office.ask("select name from lease") == []
    running = started(office, feeds[:1])
    end(running)
    assert running.stop(signal.SIGINT) == 130
    # It was not waited for anything: what it held, nobody gave back.
    assert office.ask("select name from lease") != []
    assert "Traceback" not in running.said


def test_a_killed_program_loses_nothing_and_repeats_nothing(office, api, feeds):
    chance = random.Random(7)
    office.tell(api)
    office.configure(*[feed.row() for feed in feeds])
    running = started(office, feeds)
    published = 0
    for _ in range(4):
        for feed in feeds:
            published += 1
            title = f"Gunfire number {published} in the valley"
            feed.publish(News(title=title, link=f"http://x.org/{published}"))
        time.sleep(chance.uniform(0.2, 1.6))
        running.kill()
        running = office.start("run")
        time.sleep(chance.uniform(0.5, 4))
    # What was cut off between two lines may be unknown; whatever is, stands in the database.
    unsure = "select count(*) from delivery where state in ('unknown', 'stuck')"
    wait_for(
        lambda: len(api.texts()) + office.ask(unsure)[0][0] >= published,
        within=40,
        what=lambda: f"{len(api.texts())} of {published}\n{running.said}",
    )
    assert running.stop() == 0
    assert len(titles(api)) == len(set(titles(api)))
    assert office.ask("select count(*) from story") == [(published,)]
    assert office.ask("pragma integrity_check") == [("ok",)]


def test_two_programs_on_one_database(office, api, feeds):
    office.tell(api)
    office.configure(*[feed.row() for feed in feeds])
    first = office.start("run")
    second = started(office, feeds)
    for number, feed in enumerate(feeds):
        feed.publish(News(title=f"Gunfire near bridge {number}", link=f"http://x.org/{number}"))
    wait_for(lambda: len(api.texts()) >= len(feeds), what=lambda: first.said + second.said)
    first.kill()
    feeds[0].publish(News(title="Shots fired after the end of one", link="http://x.org/last"))
    wait_for(lambda: len(api.texts()) > len(feeds), within=30, what=lambda: second.said)
    assert second.stop() == 0
    assert len(titles(api)) == len(set(titles(api))) == len(feeds) + 1
    assert "Traceback" not in second.said


def test_an_outage_ends_with_one_digest(office, api, feeds):
    office.tell(api)
    office.configure(feeds[0].row())
    assert office.run("crawl", "--all").returncode == 0
    office.ask("update source set last_success = datetime('now', '-3 hours')")
    feeds[0].publish(
        News(title="Gunfire in the morning", link="http://x.org/1"),
        News(title="Gunfire at noon", link="http://x.org/2"),
        News(title="A football match", link="http://x.org/3"),
    )
    running = started(office, feeds[:1])
    wait_for(lambda: "Gunfire" in "".join(api.texts()), within=40, what=lambda: running.said)
    (text,) = api.texts()
    assert "Gunfire in the morning" in text
    assert "Gunfire at noon" in text
    assert "football" not in text
    assert running.stop() == 0
