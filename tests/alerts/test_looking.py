"""Lost answers, crashes, other people's posts: what becomes of a message of unknown fate."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.channels import open_transports
from alerts.outbox import Outbox
from alerts.terminal import Terminal
from newsroom.delivery import DeliveryState, Payload
from newsroom.settings import OnUnknown, Telegram
from newsroom.store.lease import Keeper
from newsroom.store.memory import Rehearsal
from tests.alerts.given import QUICK, channel, settings
from tests.standins.bot_api import BotApi, Fault

S = DeliveryState
WAITS = (timedelta(seconds=0.3), timedelta(seconds=0.9))


def now():
    return datetime.now(UTC)


def config(api, *channels, **more):
    telegram = Telegram(api_url=api.url, pace=QUICK, look_up_after=WAITS, operators=(900,), **more)
    return replace(settings(*channels), telegram=telegram)


@pytest.fixture
async def api():
    async with BotApi() as standin:
        standin.add_channel("@main")
        standin.add_private(900)
        yield standin


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Look again soon where a look was broken off."""
    monkeypatch.setattr("alerts.seeker._AGAIN", timedelta(seconds=0.3))
    monkeypatch.setattr("alerts.outbox.LOOK_EVERY", 0.1)


@asynccontextmanager
async def running(desk, settings_, *, holder="one"):
    async with (
        open_transports(settings_, Terminal(None)) as transports,
        Keeper(desk.store, holder=holder) as keeper,
    ):
        box = Outbox(desk.store, keeper, settings_, transports, now, grace=2.0)
        stop = asyncio.Event()
        task = asyncio.create_task(box.run(stop))
        try:
            yield box
        finally:
            stop.set()
            await task


async def ends(desk, key, *states, seconds=6.0):
    """Wait until a delivery stands in one of these states."""
    async with asyncio.timeout(seconds):
        while True:
            found = {one.key: one for one in await desk.store.deliveries_of(key.partition("/")[0])}
            if key in found and found[key].state in states:
                return found[key]
            await asyncio.sleep(0.02)


def alerts(api, name="@main"):
    chat = next(one for one in api.chats.values() if f"@{one.username}" == name)
    return [text.partition("\n")[0].removeprefix("Title ") for text in api.texts(chat)]


def keyboards(api):
    return [one.markup["inline_keyboard"][0][0]["callback_data"] for one in api.messages
            if one.markup and not one.deleted]  # fmt: skip


async def test_the_first_message_is_a_set_up_post_that_goes_at_once(desk, api):
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
    first, second = api.messages
    assert (first.deleted, first.silent, "http" in first.text) == (True, True, False)
    assert (second.message_id, alerts(api)) == (2, ["a"])
    known = (await desk.store.chats(["@main"]))["@main"]
    assert (known.kind, known.anchor, known.last_id) == ("channel", 1, 2)


@pytest.mark.parametrize(
    "fault", [Fault.reset(accepted=True), Fault.status(502, accepted=True)], ids=["reset", "502"]
)
async def test_what_arrived_although_the_answer_was_lost_is_found(desk, api, fault):
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
        api.post_by_other(api.chats[-1001000000001])
        api.faults["sendMessage"].append(fault)
        await desk.publish("b")
        found = await ends(desk, "b/new_story@main", S.SENT)
    assert (found.message_id, found.attempts) == (4, 1)
    assert alerts(api) == ["a", "b"]
    assert len(set(keyboards(api))) == 2


async def test_what_did_not_arrive_is_sent_again_after_the_last_look_only(desk, api):
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
        api.faults["sendMessage"].append(Fault.reset(accepted=False))
        await desk.publish("b")
        unknown = await ends(desk, "b/new_story@main", S.UNKNOWN)
        began = now()
        found = await ends(desk, "b/new_story@main", S.SENT)
    assert unknown.floor == 2
    assert now() - began >= timedelta(seconds=0.5)
    assert (found.attempts, alerts(api)) == (2, ["a", "b"])
    probes = [one for one in api.calls if one.method == "editMessageReplyMarkup"]
    assert 3 <= len(probes) <= 30


async def test_what_the_server_holds_back_for_a_while_is_found_by_a_later_look(desk, api):
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
        api.faults["sendMessage"].append(Fault.late(0.6))
        await desk.publish("b")
        await ends(desk, "b/new_story@main", S.UNKNOWN)
        await ends(desk, "b/new_story@main", S.SENT)
        await asyncio.sleep(0.7)
    assert alerts(api) == ["a", "b"]


async def test_a_later_acknowledged_message_settles_it(desk, api):
    slow = replace(config(api).telegram, look_up_after=(timedelta(hours=1), timedelta(hours=2)))
    await desk.publish("a")
    async with running(desk, replace(config(api), telegram=slow)):
        await ends(desk, "a/new_story@main", S.SENT)
        api.faults["sendMessage"].append(Fault.late(0.4))
        await desk.publish("b")
        await ends(desk, "b/new_story@main", S.UNKNOWN)
        await asyncio.sleep(0.6)
        await desk.publish("c")
        await ends(desk, "c/new_story@main", S.SENT)
        await ends(desk, "b/new_story@main", S.SENT)
    assert alerts(api) == ["a", "b", "c"]


async def test_what_somebody_deleted_is_never_sent_again(desk, api):
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
        api.faults["editMessageReplyMarkup"].extend([Fault.status(502)] * 4)
        api.faults["sendMessage"].append(Fault.reset(accepted=True))
        await desk.publish("b")
        await ends(desk, "b/new_story@main", S.UNKNOWN)
        api.messages[-1].deleted = True
        await desk.publish("c")
        await ends(desk, "c/new_story@main", S.SENT)
        ended = await ends(desk, "b/new_story@main", S.CANCELLED, seconds=40)
    assert "deleted" in ended.why
    assert alerts(api) == ["a", "c"]


async def test_two_at_once_are_told_apart_and_keep_their_keyboards(desk, api):
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
        api.faults["editMessageReplyMarkup"].extend([Fault.api(429, "slow", retry_after=1)] * 1)
        api.faults["sendMessage"].extend([Fault.reset(accepted=True), Fault.reset(accepted=True)])
        await desk.publish("b")
        await desk.publish("c")
        found = [await ends(desk, f"{one}/new_story@main", S.SENT, seconds=40) for one in "bc"]
    assert [one.message_id for one in found] == [3, 4]
    assert alerts(api) == ["a", "b", "c"]
    assert len(set(keyboards(api))) == 3


async def test_after_a_crash_in_the_middle_of_a_look_the_words_tell(desk, api):
    """The keyboard of one message was left under another: not taken for a proof."""
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
    for key in "bc":
        await desk.publish(key)
    async with running(desk, config(api), holder="crashed"):
        await ends(desk, "c/new_story@main", S.SENT)
    (b,) = await desk.store.deliveries_of("b")
    store = desk.store
    # As a crash would leave it: both unknown, the keyboard of b under c, b nowhere.
    message_b, message_c = api.messages[-2:]
    message_b.deleted, message_b.ours = True, False
    await _unsend(store, "b/new_story@main", floor=2)
    await _unsend(store, "c/new_story@main", floor=2)
    message_c.markup = message_b.markup
    await store.probing("@main", begun=True)
    async with running(desk, config(api), holder="next"):
        found = await ends(desk, "c/new_story@main", S.SENT, seconds=10)
        assert found.message_id == message_c.message_id
        ended = await ends(desk, "b/new_story@main", S.CANCELLED, seconds=10)
    assert "deleted" in ended.why
    assert message_c.markup["inline_keyboard"][0][0]["callback_data"] != b.key
    assert alerts(api) == ["a", "c"]
    assert not (await store.chats(["@main"]))["@main"].probing


async def _unsend(store, key, *, floor):
    """Put a sent delivery back to where a crash leaves it."""
    if isinstance(store, Rehearsal):
        one = store._deliveries[key]
        store._deliveries[key] = replace(one, state=S.UNKNOWN, message_id=None, floor=floor)
        store._posts["@main"].discard(one.message_id)
        store._chats["@main"] = replace(store._chats["@main"], last_id=floor)
        return
    from sqlalchemy import delete, update  # noqa: PLC0415 - only here

    from newsroom.store.rows import mark  # noqa: PLC0415 - likewise
    from newsroom.store.schema import chat, delivery, post  # noqa: PLC0415 - likewise

    async with store._write() as session:
        await session.execute(
            update(delivery)
            .where(delivery.c.key_mark == mark(key))
            .values(state="unknown", message_id=None, floor=floor)
        )
        await session.execute(delete(post).where(post.c.id > floor))
        await session.execute(update(chat).values(last_id=floor))


@pytest.mark.parametrize("accepted", [True, False])
async def test_where_the_bot_may_edit_others_posts_nothing_is_guessed(desk, api, accepted):
    chat = api.chats[-1001000000001]
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
        chat.can_edit = True
        api.faults["sendMessage"].append(Fault.reset(accepted=accepted))
        await desk.publish("b")
        ended = await ends(desk, "b/new_story@main", S.STUCK)
        async with asyncio.timeout(5):
            while not api.texts(api.chats[900]):  # noqa: ASYNC110 - no event to wait for
                await asyncio.sleep(0.02)
    assert "take away its right to edit the posts of others" in ended.why
    assert "take away its right to edit" in api.texts(api.chats[900])[0]
    assert [one for one in api.calls if one.method == "editMessageReplyMarkup"] == []


async def test_a_private_chat_gets_a_second_copy_that_says_so(desk, api):
    api.add_private(55)
    api.faults["sendMessage"].append(Fault.reset(accepted=True))
    await desk.publish("a")
    async with running(desk, config(api, channel(chat="55", language="ru"))):
        sent = await ends(desk, "a/new_story@main", S.SENT)
    first, second = api.texts(api.chats[55])
    assert second.startswith(first)
    assert second.endswith("Возможно, повтор: неизвестно, дошло ли первое сообщение.")
    assert sent.repeat


async def test_a_private_chat_may_be_held_instead(desk, api):
    api.add_private(55)
    api.faults["sendMessage"].append(Fault.reset(accepted=False))
    await desk.publish("a")
    held = OnUnknown(private="hold")
    async with running(desk, config(api, channel(chat="55"), on_unknown=held)):
        await ends(desk, "a/new_story@main", S.STUCK)
    assert api.texts(api.chats[55]) == []


async def test_a_set_up_post_whose_answer_is_lost_is_cleared_away(desk, api):
    api.faults["sendMessage"].append(Fault.reset(accepted=True))
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
    assert [one.deleted for one in api.messages] == [True, True, False]


async def test_a_process_that_died_while_sending_leaves_exactly_one(desk, api):
    await desk.publish("a")
    api.chat_faults[-1001000000001] = Fault.hang(30, accepted=True)
    box = running(desk, config(api))
    api.chat_faults.clear()
    async with box:
        await ends(desk, "a/new_story@main", S.SENT)
        api.faults["sendMessage"].append(Fault.hang(30, accepted=True))
        await desk.publish("b")
        await ends(desk, "b/new_story@main", S.SENDING)
        await asyncio.sleep(0.2)
    async with running(desk, config(api), holder="next"):
        await ends(desk, "b/new_story@main", S.SENT)
    assert alerts(api) == ["a", "b"]


async def test_edits_wait_for_the_message_and_are_made_in_it(desk, api):
    await desk.publish("a")
    edit = Payload(html="<b>Title a, changed</b>", plain="Title a, changed", button="Sources 2")
    async with running(desk, config(api)) as box:
        sent = await ends(desk, "a/new_story@main", S.SENT)
        await desk.store.route((), [_edit(sent, edit)])
        api.faults["editMessageText"].append(Fault.reset(accepted=True))
        box.wake()
        await ends(desk, "a/edit@main", S.SENT)
    assert alerts(api) == ["a, changed"]
    assert keyboards(api) == [_data(sent.key)]


async def test_an_edit_that_is_refused_becomes_an_answer(desk, api):
    await desk.publish("a")
    edit = Payload(html="<b>Title a, changed</b>", plain="Title a, changed", button="Sources 2")
    async with running(desk, config(api)) as box:
        sent = await ends(desk, "a/new_story@main", S.SENT)
        api.faults["editMessageText"].append(Fault.api(400, "Bad Request: message can't be edited"))
        await desk.store.route((), [_edit(sent, edit)])
        box.wake()
        await ends(desk, "a/edit@main", S.SENT)
    assert alerts(api) == ["a", "a, changed"]
    assert api.messages[-1].reply_to == sent.message_id


def _edit(sent, payload):
    from newsroom.delivery import Delivery, Operation  # noqa: PLC0415 - only here

    return Delivery(
        key="a/edit@main", channel="main", chat="@main", state=S.PENDING, story="a",
        operation=Operation.EDIT, after=sent.key, payload=payload, created=now(),
    )  # fmt: skip


def _data(key):
    from alerts.envelope import SOURCES, short_key  # noqa: PLC0415 - only here

    return SOURCES + short_key(key)
