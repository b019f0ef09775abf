"""The other road: a webhook that is told of a dead token, and never leads to a private address."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest

from alerts.alarm import Alarm
from alerts.channels import open_transports
from alerts.outbox import Outbox
from alerts.terminal import Terminal
from newsroom.delivery import DeliveryState
from newsroom.settings import AllowedAddress, Fetch
from newsroom.store.lease import Keeper
from tests.alerts.given import settings
from tests.standins.bot_api import BotApi

HOME = Fetch(user_agent="t", allow_private=(AllowedAddress(network=ip_network("127.0.0.0/8")),))


class Hook:
    """A web server that takes what is posted."""

    def __init__(self):
        self.events = []
        self.answers = []
        self.url = ""

    async def serve(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = int(head.lower().partition("content-length:")[2].partition("\r\n")[0])
        self.events.append(json.loads(await reader.readexactly(length)))
        status = self.answers.pop(0) if self.answers else 204
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
        await writer.drain()
        writer.close()


@pytest.fixture
async def hook():
    made = Hook()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    yield made
    server.close()


async def until(condition, seconds=5.0):
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)


def now():
    return datetime.now(UTC)


async def test_it_is_told_once_it_listens_and_told_when_it_is_over(hook, monkeypatch):
    monkeypatch.setattr("alerts.alarm._FIRST_PAUSE", 0.05)
    hook.answers = [500]
    alarm = Alarm(settings(webhook=hook.url, fetch=HOME), now)
    alarm.raised("401: Unauthorized", waiting=12)
    await until(lambda: len(hook.events) == 2)
    await asyncio.sleep(0.1)
    alarm.over()
    await until(lambda: len(hook.events) == 3)
    await alarm.close()
    first, second, third = hook.events
    assert first == second
    assert (first["event"], first["why"], first["waiting"]) == (
        "token_refused",
        "401: Unauthorized",
        12,
    )
    assert third["event"] == "token_accepted"


async def test_a_private_address_is_refused_by_name(hook, caplog):
    alarm = Alarm(settings(webhook=hook.url.replace("127.0.0.1", "localhost")), now)
    alarm.raised("401: Unauthorized", waiting=0)
    await until(lambda: "127.0.0.1 is a private address" in caplog.text)
    await alarm.close()
    assert hook.events == []


async def test_without_a_webhook_nothing_is_tried():
    alarm = Alarm(settings(), now)
    alarm.raised("401", waiting=1)
    alarm.over()
    await alarm.close()


async def test_a_refused_token_holds_everything_and_takes_the_other_road(desk, hook, monkeypatch):
    monkeypatch.setattr("alerts.outbox.LOOK_EVERY", 0.1)
    async with BotApi() as api:
        api.add_channel("@main")
        config = replace(settings(api_url=api.url), webhook=hook.url, fetch=HOME)
        right, api.token = api.token, "1:revoked"
        for story in "ab":
            await desk.publish(story)
        alarm = Alarm(config, now)
        async with (
            open_transports(config, Terminal(None)) as transports,
            Keeper(desk.store, holder="one") as keeper,
        ):
            box = Outbox(desk.store, keeper, config, transports, now, alarm=alarm)
            stop = asyncio.Event()
            task = asyncio.create_task(box.run(stop))
            await until(lambda: hook.events)
            assert (box.trouble, hook.events[0]["waiting"]) == ("401: Unauthorized", 2)
            states = [(await desk.state(f"{one}/new_story@main")).state for one in "ab"]
            assert states == [DeliveryState.HELD] * 2
            await asyncio.sleep(0.3)
            assert len([one for one in api.calls if one.method == "sendMessage"]) == 1
            api.token = right
            box.ask_soon("")
            await until(lambda: len(api.texts()) == 2)
            await until(lambda: len(hook.events) == 2)
            assert box.trouble is None
            stop.set()
            await task
        await alarm.close()
    assert [one["event"] for one in hook.events] == ["token_refused", "token_accepted"]
