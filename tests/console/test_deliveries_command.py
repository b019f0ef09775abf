"""`vedette deliveries`: what is stuck, in words, and the decisions about it."""

from __future__ import annotations

import asyncio
import json

import pytest

from console.cli import invoke
from newsroom.delivery import DeliveryState, Payload
from newsroom.store.database import open_store
from tests.newsroom.store.samples import a_delivery

S = DeliveryState
WORDS = Payload(html="<b>Gunfire at Sotk</b>", plain="Gunfire at Sotk\nhttps://a.example/1")
WHY = "unknown: 502; it may have arrived: look into the chat before you send it again"


@pytest.fixture
def stored(here):
    here.configure()

    async def put():
        store = await open_store("sqlite:///vedette.db")
        await store.route(
            (),
            [
                a_delivery("a/new_story@main", state=S.STUCK, payload=WORDS, why=WHY),
                a_delivery("b/new_story@main", state=S.SENT, payload=WORDS, message_id=7),
                a_delivery(
                    "c/new_story@main", state=S.CANCELLED, why="severity 1, main asks for 2"
                ),
                a_delivery("d/new_story@main", payload=WORDS),
            ],
        )
        await store.close()

    asyncio.run(put())
    return here


def asked(capsys, *arguments):
    code = invoke(["deliveries", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def as_json(capsys, *arguments):
    code, out, _ = asked(capsys, *arguments, "--json")
    return code, json.loads(out)


def test_what_waits_or_needs_a_decision_is_listed_in_words(stored, capsys):
    code, out, _ = asked(capsys, "list")
    assert code == 0
    assert "Gunfire at Sotk" in out
    assert (
        "stuck: may have arrived; look into the chat, then resend or discard it: unknown: 502"
        in out
    )
    assert out.endswith("2 listed, 1 need a decision.\n")
    code, found = as_json(capsys, "list")
    assert (code, [one["state"] for one in found]) == (0, ["stuck", "pending"])
    assert found[0] | {"ref": "", "created": ""} == {
        "ref": "",
        "key": "a/new_story@main",
        "channel": "main",
        "chat": "@news",
        "state": "stuck",
        "reason": f"may have arrived; look into the chat, then resend or discard it: {WHY}",
        "why": WHY,
        "title": "Gunfire at Sotk",
        "story": None,
        "severity": 1,
        "operation": "send",
        "attempts": 0,
        "message_id": None,
        "created": "",
        "until": None,
    }


def test_a_state_can_be_asked_for(stored, capsys):
    _, found = as_json(capsys, "list", "--state", "sent", "--state", "cancelled")
    assert [one["key"] for one in found] == ["b/new_story@main", "c/new_story@main"]


def test_one_is_shown_with_its_text(stored, capsys):
    _, (listed, _) = as_json(capsys, "list")
    code, (shown,) = as_json(capsys, "show", listed["ref"])
    assert (code, shown["text"]) == (0, WORDS.plain)
    code, out, err = asked(capsys, "show", listed["key"], "nothing")
    assert code == 3
    assert "│ https://a.example/1" in out
    assert "no delivery is called “nothing”" in err


def test_a_stuck_one_is_sent_again_when_somebody_says_so(stored, capsys):
    _, (listed, _) = as_json(capsys, "list")
    code, out, _ = asked(capsys, "resend", listed["ref"])
    assert (code, out) == (0, f"{listed['ref']} sent again: Gunfire at Sotk\n")
    _, (now, _) = as_json(capsys, "list")
    assert (now["state"], now["why"]) == ("pending", "an operator asked for it to be sent again")
    code, _, err = asked(capsys, "resend", listed["ref"])
    assert code == 4
    assert "only what is stuck, failed or cancelled can be sent again; it waits for its turn" in err


def test_it_may_be_discarded_instead(stored, capsys):
    code, (done,) = as_json(capsys, "discard", "a/new_story@main")
    assert (code, done["title"]) == (0, "Gunfire at Sotk")
    _, found = as_json(capsys, "list")
    assert [one["key"] for one in found] == ["d/new_story@main"]


@pytest.mark.parametrize(
    ("verb", "key", "says"),
    [
        ("resend", "b/new_story@main", "it sent as message 7"),
        ("resend", "c/new_story@main", "there is nothing to send"),
        ("discard", "b/new_story@main", "what is over or being sent cannot be discarded"),
    ],
)
def test_what_cannot_be_done_is_said(stored, capsys, verb, key, says):
    code, _, err = asked(capsys, verb, key)
    assert code == 4
    assert says in err


def test_without_a_database_nothing_waits(here, capsys):
    here.configure()
    assert asked(capsys, "list")[:2] == (0, "Nothing waits.\n")
    assert not here.database.exists()
