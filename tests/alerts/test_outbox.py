import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.answers import NotSent, Refusal, Refused, Sent, Unknown
from alerts.channels import open_transports
from alerts.outbox import Outbox
from alerts.terminal import Terminal
from newsroom.delivery import DeliveryState, Payload, Standing
from newsroom.errors import StoreUnavailable
from newsroom.model import Telling
from newsroom.settings import OnUnknown, Pace, Rate, Telegram
from newsroom.store.lease import Keeper
from newsroom.store.memory import Rehearsal
from tests.alerts.given import channel, match, settings
from tests.standins.bot_api import BotApi, Fault, Limits


class Scripted:
    """A transport that answers as it is told, by title, and remembers what it was given."""

    paced = True

    def __init__(self, answers=None):
        self.answers = answers or {}
        self.told = []
        self.hanging = asyncio.Event()

    async def send(self, delivery, _channel):
        title = delivery.payload.plain.partition("\n")[0].removeprefix("Title ")
        self.told.append((delivery.chat, title))
        answers = self.answers.get(title) or self.answers.get(delivery.chat)
        answer = answers.pop(0) if answers else Sent(message_id=len(self.told))
        if answer == "hang":
            await self.hanging.wait()
            return Sent(message_id=0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def close(self):
        pass

    def titles(self, chat="@main"):
        return [title for told, title in self.told if told == chat]


def now():
    return datetime.now(UTC)


def outbox(store, keeper, config, transport, **more):
    transports = dict.fromkeys((one.id for one in config.channels), transport)
    return Outbox(store, keeper, config, transports, now, **more)


async def drained(desk, config, transport, *, holder="one"):
    async with Keeper(desk.store, holder=holder) as keeper:
        box = outbox(desk.store, keeper, config, transport)
        await box.drain()
    return box


@asynccontextmanager
async def running(desk, config, transport, *, holder="one", grace=2.0):
    async with Keeper(desk.store, holder=holder) as keeper:
        box = outbox(desk.store, keeper, config, transport, grace=grace)
        stop = asyncio.Event()
        task = asyncio.create_task(box.run(stop))
        try:
            yield box
        finally:
            stop.set()
            await task


async def until(condition, seconds=5.0):
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.01)


async def test_a_change_becomes_one_message_in_each_chat(desk):
    config = settings(channel(id="a", chat="@a"), channel(id="b", chat="@b", min_severity=3))
    await desk.publish("s1", match(severity=2))
    transport = Scripted()
    box = await drained(desk, config, transport)
    await drained(desk, config, transport)
    assert transport.told == [("@a", "s1")]
    sent, cancelled = [await desk.state(f"s1/new_story@{name}") for name in "ab"]
    assert (sent.state, sent.message_id, sent.attempts) == (DeliveryState.SENT, 1, 1)
    assert (cancelled.state, cancelled.why) == (
        DeliveryState.CANCELLED,
        "severity 2, b asks for 3",
    )
    assert box.tally == {DeliveryState.SENT: 1}
    assert await box.pending() == 0


async def test_the_more_severe_goes_first_then_the_older(desk):
    for story, severity in (("a", 1), ("b", 3), ("c", 1), ("d", 3)):
        await desk.publish(story, match(severity=severity))
    transport = Scripted()
    await drained(desk, settings(), transport)
    assert transport.titles() == ["b", "d", "a", "c"]


async def test_a_hanging_chat_does_not_delay_another(desk):
    config = settings(channel(id="a", chat="@a"), channel(id="b", chat="@b"))
    for story in "xyz":
        await desk.publish(story)
    transport = Scripted({"@a": ["hang"]})
    async with running(desk, config, transport) as box:
        await until(lambda: len(transport.titles("@b")) == 3)
        assert transport.titles("@a") == ["x"]
        assert box.in_flight == 1
        transport.hanging.set()
        await until(lambda: len(transport.titles("@a")) == 3)
    assert transport.titles("@a") == ["x", "y", "z"]


async def test_what_was_not_sent_is_tried_again_and_nothing_overtakes_it(desk):
    for story in "abc":
        await desk.publish(story)
    transport = Scripted({"b": [NotSent(why="no route"), NotSent(why="429", retry_after=0.2)]})
    async with running(desk, settings(), transport):
        await until(lambda: len(transport.told) == 5)
    assert transport.titles() == ["a", "b", "b", "b", "c"]
    assert (await desk.state("b/new_story@main")).attempts == 3


async def test_no_request_before_retry_after_not_even_by_the_next_process(desk):
    await desk.publish("a")
    await desk.publish("b", match(severity=1))
    transport = Scripted({"a": [NotSent(why="429", retry_after=0.6)]})
    began = now()
    await drained(desk, settings(), transport)
    await desk.publish("c", match(severity=3))
    await drained(desk, settings(), transport, holder="two")
    assert transport.titles() == ["a"]
    waiting = await desk.state("a/new_story@main")
    assert waiting.state is DeliveryState.RETRY
    assert waiting.until - began >= timedelta(seconds=0.6)
    await asyncio.sleep(0.7)
    await drained(desk, settings(), transport, holder="three")
    assert transport.titles() == ["a", "c", "a", "b"]


@pytest.mark.parametrize(
    ("policy", "state", "requests"),
    [
        (OnUnknown(), DeliveryState.STUCK, 1),
        (OnUnknown(channel="hold"), DeliveryState.STUCK, 1),
        (OnUnknown(channel="resend"), DeliveryState.SENT, 2),
    ],
)
async def test_an_unknown_fate_is_settled_by_policy(desk, policy, state, requests):
    await desk.publish("a")
    config = settings()
    config = replace(config, telegram=replace(config.telegram, on_unknown=policy))
    transport = Scripted({"a": [Unknown(why="502: not the API's")]})
    async with running(desk, config, transport):
        await until(lambda: len(transport.told) == requests)
    delivery = await desk.state("a/new_story@main")
    assert delivery.state is state
    if state is DeliveryState.STUCK:
        assert delivery.why.startswith("unknown: 502: not the API's; it may have arrived")


@pytest.mark.parametrize(
    ("chat", "requests", "state"),
    [("@main", 0, DeliveryState.STUCK), ("12345", 1, DeliveryState.SENT)],
)
async def test_what_a_dead_process_left_is_of_unknown_fate(desk, chat, requests, state):
    config = settings(channel(chat=chat))
    await desk.publish("a")
    transport = Scripted({"a": ["hang"]})
    async with Keeper(desk.store, holder="dead") as keeper:
        box = outbox(desk.store, keeper, config, transport, grace=0.0)
        stop = asyncio.Event()
        task = asyncio.create_task(box.run(stop))
        await until(lambda: transport.told)
        stop.set()
        await task
    assert (await desk.state("a/new_story@main")).state is DeliveryState.SENDING
    transport.told.clear()
    await drained(desk, config, transport, holder="next")
    await drained(desk, config, transport, holder="after")
    assert len(transport.told) == requests
    assert (await desk.state("a/new_story@main")).state is state


async def test_a_stop_finishes_the_send_in_flight_and_begins_no_other(desk):
    for story in "ab":
        await desk.publish(story)
    transport = Scripted({"a": ["hang"]})
    async with running(desk, settings(), transport):
        await until(lambda: transport.told)
        asyncio.get_running_loop().call_later(0.2, transport.hanging.set)
    assert transport.titles() == ["a"]
    assert (await desk.state("a/new_story@main")).state is DeliveryState.SENT
    assert (await desk.state("b/new_story@main")).state is DeliveryState.PENDING


async def test_two_outboxes_on_one_store_send_each_once(desk):
    config = settings(*(channel(id=f"c{n}", chat=f"@c{n}") for n in range(4)))
    first, second = Scripted(), Scripted()
    async with running(desk, config, first, holder="1"), running(desk, config, second, holder="2"):
        for story in range(8):
            await desk.publish(str(story))
        await until(lambda: len(first.told) + len(second.told) >= 32)
        await asyncio.sleep(0.1)
    told = [*first.told, *second.told]
    assert len(told) == len(set(told)) == 32
    assert {chat for chat, _ in first.told} & {chat for chat, _ in second.told} == set()


async def test_without_the_lease_nothing_is_sent(desk):
    await desk.publish("a")
    transport = Scripted()
    async with Keeper(desk.store, holder="other") as other:
        assert await other.take("sender:@main")
        box = await drained(desk, settings(), transport)
        assert await box.pending() == 1
        assert transport.told == []
    await drained(desk, settings(), transport)
    assert transport.titles() == ["a"]


async def test_a_refused_token_holds_everything_and_is_said_once(desk, caplog):
    config = settings(channel(id="a", chat="@a"), channel(id="b", chat="@b"))
    for story in "xyz":
        await desk.publish(story)
    refused = [Refused(kind=Refusal.TOKEN, why="401: Unauthorized") for _ in range(9)]
    transport = Scripted({"@a": refused, "@b": refused})
    box = await drained(desk, config, transport)
    assert len(transport.told) <= 2
    assert await box.pending() == 6
    assert (await desk.state("x/new_story@a")).state is DeliveryState.HELD
    assert [one.levelname for one in caplog.records if "401" in one.message].count("WARNING") == 1


async def test_a_chat_that_refuses_us_holds_its_own_deliveries(desk):
    config = settings(channel(id="a", chat="@a"), channel(id="b", chat="@b"))
    for story in "xy":
        await desk.publish(story)
    why = "403: Forbidden: bot was kicked from the channel chat"
    transport = Scripted({"@a": [Refused(kind=Refusal.CHAT, why=why)]})
    box = await drained(desk, config, transport)
    assert (transport.titles("@a"), transport.titles("@b")) == (["x"], ["x", "y"])
    held = await desk.state("x/new_story@a")
    assert (held.state, held.why) == (DeliveryState.HELD, why)
    assert await box.pending() == 2


async def test_a_message_that_will_never_be_taken_ends_and_the_next_follows(desk):
    for story in "ab":
        await desk.publish(story)
    transport = Scripted({"a": [Refused(kind=Refusal.MESSAGE, why="400: no")]})
    await drained(desk, settings(), transport)
    assert transport.titles() == ["a", "b"]
    ended = await desk.state("a/new_story@main")
    assert (ended.state, ended.why) == (DeliveryState.FAILED, "400: no")


async def test_for_a_person_who_blocked_the_bot_everything_is_cancelled(desk):
    config = settings(channel(chat="55"))
    for story in "ab":
        await desk.publish(story)
    why = "403: Forbidden: bot was blocked by the user"
    transport = Scripted({"a": [Refused(kind=Refusal.PERSON, why=why)]})
    await drained(desk, config, transport)
    assert transport.titles("55") == ["a"]
    for story in "ab":
        ended = await desk.state(f"{story}/new_story@main")
        assert (ended.state, ended.why) == (DeliveryState.CANCELLED, why)
    assert (await desk.store.chats(["55"]))["55"].standing is Standing.INACTIVE


async def test_a_mistake_in_a_transport_is_of_unknown_fate_and_stops_nothing(desk, caplog):
    for story in "ab":
        await desk.publish(story)
    config = settings(token="123456789:AAtoken-in-an-error")
    transport = Scripted({"a": [RuntimeError("oops 123456789:AAtoken-in-an-error")]})
    async with running(desk, config, transport):
        await until(lambda: len(transport.told) == 2)
    assert (await desk.state("a/new_story@main")).why.startswith("unknown: RuntimeError: oops [sec")
    assert "AAtoken" not in caplog.text


async def test_a_digest_is_gathered_and_told_once(desk):
    for story in "abc":
        await desk.publish(story, telling=Telling.DIGEST)
    await desk.publish("live")
    transport = Scripted()
    async with running(desk, settings(), transport) as box:
        await until(lambda: transport.titles() == ["live"])
        await asyncio.sleep(0.1)
        assert transport.titles() == ["live"]
        await box.drain()
    assert transport.titles() == ["live", "While the sources could not be read: 3 stories"]
    told = await desk.state("b/new_story@main")
    assert told.state is DeliveryState.CANCELLED
    assert told.why.startswith("told in catch_up/")


async def test_a_digest_goes_out_when_it_has_been_quiet(desk):
    for story, age in (("a", 40), ("b", 21)):
        at = now() - timedelta(seconds=age)
        await desk.publish(story, telling=Telling.DIGEST, at=at)
    transport = Scripted()
    async with running(desk, settings(), transport):
        await until(lambda: transport.told)
    assert transport.titles() == ["While the sources could not be read: 2 stories"]


async def test_news_wake_the_loop(desk):
    transport = Scripted()
    async with running(desk, settings(), transport) as box:
        await asyncio.sleep(0.2)
        await desk.publish("a")
        box.wake()
        await until(lambda: transport.told, seconds=1.0)


async def test_a_renamed_channels_delivery_leaves_by_its_chat(desk):
    await desk.publish("a")
    transport = Scripted()
    box_before = Scripted({"a": [NotSent(why="no route", retry_after=0.0)]})
    await drained(desk, settings(channel(id="old")), box_before)
    await drained(desk, settings(channel(id="new")), transport)
    assert [*box_before.told, *transport.told].count(("@main", "a")) == 2
    assert (await desk.state("a/new_story@old")).state is DeliveryState.SENT


class Failing(Rehearsal):
    """A store that is away for a while."""

    def __init__(self):
        super().__init__()
        self.away: set[str] = set()

    def _check(self, name):
        if name in self.away:
            raise StoreUnavailable("disk full")

    async def unrouted(self, *, limit=100):
        self._check("unrouted")
        return await super().unrouted(limit=limit)

    async def claim(self, key, payload: Payload, **more):
        self._check("claim")
        return await super().claim(key, payload, **more)

    async def record(self, key, state, **more):
        self._check("record")
        await super().record(key, state, **more)


@pytest.mark.parametrize("step", ["unrouted", "claim", "record"])
async def test_a_database_that_is_away_is_waited_for(step, caplog, monkeypatch):
    monkeypatch.setattr("alerts.outbox.LOOK_EVERY", 0.1)
    from tests.alerts.conftest import Desk  # noqa: PLC0415 - a fixture's own class

    desk = Desk(Failing())
    await desk.publish("a")
    transport = Scripted()
    desk.store.away.add(step)
    async with running(desk, settings(), transport):
        await asyncio.sleep(0.6)
        assert len(transport.told) == (1 if step == "record" else 0)
        desk.store.away.clear()
        await until(lambda: transport.told)
        await asyncio.sleep(0.6)
    assert transport.titles() == ["a"]
    assert (await desk.state("a/new_story@main")).state is DeliveryState.SENT
    said = [one for one in caplog.records if "disk full" in one.getMessage()]
    assert len([one for one in said if one.levelname == "WARNING"]) <= 1


async def test_a_burst_for_one_channel_delays_no_other_chat(desk):
    """40 alerts to a channel that takes 3 a second; overall 30 a second."""
    pace = Pace(overall=_rate(30, 1), private=_rate(9, 1), group=_rate(3, 1))
    busy = channel(id="busy", chat="@busy", watches=("votes",))
    others = [channel(id=f"p{n}", chat=str(100 + n)) for n in range(6)]
    config = settings(busy, *others)
    config = replace(config, telegram=replace(config.telegram, pace=pace))
    for number in range(40):
        await desk.publish(f"busy{number}", match("votes"))
    transport = Scripted()
    async with running(desk, config, transport) as box:
        await until(lambda: len(transport.titles("@busy")) >= 3)
        await asyncio.sleep(0.5)
        for number in range(3):
            await desk.publish(f"private{number}")
        began = asyncio.get_running_loop().time()
        box.wake()
        await until(lambda: all(len(transport.titles(str(100 + n))) == 3 for n in range(6)))
        took = asyncio.get_running_loop().time() - began
        assert len(transport.titles("@busy")) < 12
    assert took < 1.5


async def test_the_limit_of_all_stops_all_and_that_of_one_chat_no_other(desk):
    config = settings(*(channel(id=f"c{n}", chat=f"@c{n}") for n in range(5)))
    await desk.publish("x")
    slow = NotSent(why="429", retry_after=0.8)
    alone = Scripted({"@c0": [slow]})
    async with running(desk, config, alone):
        await until(lambda: len(alone.told) == 5, seconds=0.7)
        await until(lambda: len(alone.told) == 6)
    await desk.publish("y")
    every = Scripted({f"@c{n}": [slow] for n in range(5)})
    async with running(desk, config, every, holder="two"):
        await until(lambda: len(every.told) == 5)
        await desk.publish("z", match(severity=3))
        await asyncio.sleep(0.5)
        assert len(every.told) == 5
        await until(lambda: len(every.told) == 15)


def _rate(count, seconds):
    return Rate(count=count, per=timedelta(seconds=seconds))


async def test_the_whole_way_to_the_bot_api(desk):
    """Floods, refusals, lost answers and a restart: nothing lost, nothing twice."""
    async with BotApi(limits=Limits(group=(3, 1.0))) as api:
        main = api.add_channel("@main")
        person = api.add_private(55)
        api.faults["sendMessage"].extend(
            [Fault.api(429, "Too Many Requests: retry after 1", retry_after=1)]
        )
        config = settings(channel(), channel(id="me", chat="55", language="ru"), api_url=api.url)
        names = ["Сотк", "Sotk <b>&", "სოთქი", "Սոթք", "گزارش", "👨‍👩‍👧", "x" * 300]
        for number, name in enumerate(names):
            await desk.publish(f"s{number}", title=name)
        async with (
            open_transports(config, Terminal(None)) as transports,
            Keeper(desk.store, holder="one") as keeper,
        ):
            box = Outbox(desk.store, keeper, config, transports, now)
            stop = asyncio.Event()
            task = asyncio.create_task(box.run(stop))
            await until(lambda: len(api.texts()) == 14, seconds=15)
            stop.set()
            await task
        for chat in (main, person):
            assert len(api.texts(chat)) == len(set(api.texts(chat))) == 7
        assert api.texts(main)[1].startswith("Sotk <b>&\n")
        assert "Язык сообщения: английский" in api.texts(person)[0]
        assert (await desk.store.delivery_counts())[DeliveryState.SENT] == 14


def test_settings_of_the_tests_are_fast():
    assert settings().telegram.pace != Telegram().pace
