import io
import json

import pytest

from alerts.answers import NotSent, Sent
from alerts.terminal import Terminal, printable
from newsroom.delivery import Delivery, DeliveryState, Payload
from tests.alerts.given import NOW, channel


class Screen(io.StringIO):
    def isatty(self):
        return True


def delivery(plain="Title\nhttps://mil.am/1\nSource", **more):
    given = {
        "key": "s1/new_story@main",
        "channel": "main",
        "chat": "@main",
        "state": DeliveryState.SENDING,
        "story": "s1",
        "watch": "incidents",
        "payload": Payload(html="", plain=plain),
        "created": NOW,
    }
    return Delivery(**{**given, **more})


async def test_a_pipe_gets_plain_lines():
    stream = io.StringIO()
    assert (
        await Terminal(stream).send(delivery("Title\x1b[2J\nhttps://mil.am/1"), channel()) == Sent()
    )
    assert stream.getvalue() == "[main → @main]\nTitle[2J\nhttps://mil.am/1\n\n"


async def test_a_script_gets_one_object_a_line():
    stream = io.StringIO()
    terminal = Terminal(stream, as_json=True)
    await terminal.send(delivery("Ծանուցում\nline"), channel())
    await terminal.send(delivery(story=None, watch=None), channel())
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert first == {
        "story": "s1",
        "watch": "incidents",
        "chat": "@main",
        "text": "Ծանուցում\nline",
    }
    assert second["story"] is None


@pytest.mark.parametrize("no_color", [True, False])
async def test_a_screen_gets_a_bold_title_within_80_columns(monkeypatch, no_color):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    address = "https://mil.am/" + "x" * 120
    stream = Screen()
    await Terminal(stream).send(delivery(f"{'word ' * 40}\n{address}\nSource [red]"), channel())
    shown = stream.getvalue()
    assert address in shown
    assert "Source [red]" in shown
    assert ("\x1b[1m" in shown) is not no_color
    assert (
        max(len(line) for line in shown.split("\n") if "https" not in line and "\x1b" not in line)
        <= 80
    )


async def test_a_terminal_with_few_letters_shows_what_it_can():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    assert isinstance(await Terminal(stream).send(delivery("Сотк: fire"), channel()), Sent)
    assert b"????: fire" in raw.getvalue()


async def test_a_closed_terminal_is_no_message_lost():
    stream = io.StringIO()
    stream.close()
    assert isinstance(await Terminal(stream).send(delivery(), channel()), NotSent)


def test_nothing_drives_the_terminal():
    assert printable("a\x1b]0;title\x07b\u202ec\u00a0d\te\n") == "a]0;titlebc d e\n"
