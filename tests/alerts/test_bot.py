"""What the bot hears: buttons, others' posts, people who come back, operators."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.bot import Bot
from alerts.channels import listening, open_transports
from alerts.envelope import SOURCES, short_key
from alerts.letters import ref
from alerts.notices import toast
from alerts.outbox import Outbox
from alerts.terminal import Terminal
from newsroom.delivery import DeliveryState, Standing
from newsroom.settings import Telegram
from newsroom.store.lease import Keeper
from tests.alerts.given import QUICK, channel, settings
from tests.alerts.test_looking import ends, now
from tests.standins.bot_api import BotApi, Fault

S = DeliveryState
MAIN = -1001000000001


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr("alerts.bot._PAUSE", 0.05)
    monkeypatch.setattr("alerts.bot._LEASE_PAUSE", 0.05)
    monkeypatch.setattr("alerts.outbox.LOOK_EVERY", 0.1)


@pytest.fixture
async def api():
    async with BotApi() as standin:
        standin.add_channel("@main")
        standin.add_private(900)
        yield standin


def config(api, *channels):
    waits = (timedelta(seconds=0.3), timedelta(seconds=0.6))
    telegram = Telegram(api_url=api.url, pace=QUICK, operators=(900,), look_up_after=waits)
    return replace(settings(*channels), telegram=telegram)


@asynccontextmanager
async def running(desk, settings_, *, holder="one"):
    async with (
        open_transports(settings_, Terminal(None)) as transports,
        Keeper(desk.store, holder=holder) as keeper,
    ):
        box = Outbox(desk.store, keeper, settings_, transports, now, grace=2.0)
        bot = Bot(listening(transports), box.desk, ask_soon=box.ask_soon, wake=box.wake)
        stop = asyncio.Event()
        tasks = [asyncio.create_task(box.run(stop)), asyncio.create_task(bot.run(stop))]
        try:
            yield box
        finally:
            stop.set()
            await asyncio.gather(*tasks)


async def until(condition, seconds=5.0):
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)


async def test_a_press_names_the_sources_and_posts_nothing(desk, api):
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
        press = api.press(api.messages[-1])
        gone = api.press(api.messages[-1], data=SOURCES + "0" * 32)
        await until(lambda: len(api.toasts) == 2)
    assert api.toasts[press] == "Sources 1\nArmenian MoD (Armenia, state)"
    assert api.toasts[gone] == "This report is no longer stored."
    assert len(api.texts()) == 1
    data = api.messages[-1].markup["inline_keyboard"][0][0]["callback_data"]
    assert data == SOURCES + short_key("a/new_story@main")
    assert len(data) <= 64


async def test_others_posts_are_known_and_need_no_probe(desk, api):
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
        for _ in range(40):
            api.post_by_other(api.chats[MAIN])
        await until(lambda: not api.updates)
        api.faults["sendMessage"].append(Fault.reset(accepted=True))
        await desk.publish("b")
        found = await ends(desk, "b/new_story@main", S.SENT)
    assert found.message_id == 43
    assert len([one for one in api.calls if one.method == "editMessageReplyMarkup"]) == 1


async def test_too_many_posts_that_nobody_told_of_leave_it_stuck(desk, api):
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
        for _ in range(40):
            api.post_by_other(api.chats[MAIN], told=False)
        api.faults["sendMessage"].append(Fault.reset(accepted=True))
        await desk.publish("b")
        ended = await ends(desk, "b/new_story@main", S.STUCK)
    assert "too many other posts" in ended.why
    assert len([one for one in api.calls if one.method == "editMessageReplyMarkup"]) == 30


async def test_a_channel_that_refuses_us_is_told_once_and_gets_one_digest(desk, api):
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
        api.chats[MAIN].can_post = False
        for story in "bcd":
            await desk.publish(story)
        held = await ends(desk, "d/new_story@main", S.HELD)
        await until(lambda: api.texts(api.chats[900]))
        await desk.publish("e")
        await ends(desk, "e/new_story@main", S.HELD)
        assert "need administrator rights" in held.why
        chat = (await desk.store.chats(["@main"]))["@main"]
        assert (chat.standing, chat.why) == (Standing.SUSPENDED, held.why)
        assert chat.since is not None
        api.change_rights(api.chats[MAIN], can_post=True)
        ended = await ends(desk, "e/new_story@main", S.CANCELLED)
        await until(lambda: len(api.texts(api.chats[MAIN])) == 2)
        await until(lambda: len(api.texts(api.chats[900])) == 2)
    assert ended.why.startswith("told in back/")
    digest = api.texts(api.chats[MAIN])[1]
    assert digest.startswith("While this chat could not be reached: 4 stories")
    assert [f"Title {story}" in digest for story in "bcde"] == [True] * 4
    told, back = api.texts(api.chats[900])
    assert "Nothing can be sent to main (@main)" in told
    assert "takes messages again" in back


async def test_one_alert_that_waited_goes_out_as_it_is(desk, api):
    api.chats[MAIN].member = "kicked"
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.HELD)
        api.change_rights(api.chats[MAIN], member="administrator")
        await ends(desk, "a/new_story@main", S.SENT)
    assert api.texts(api.chats[MAIN])[0].startswith("Title a\n")


async def test_a_person_who_comes_back_gets_what_is_new(desk, api):
    person = api.add_private(55, blocked=True)
    await desk.publish("a")
    async with running(desk, config(api, channel(chat="55"))):
        await ends(desk, "a/new_story@main", S.CANCELLED)
        await desk.publish("b")
        await ends(desk, "b/new_story@main", S.CANCELLED)
        person.blocked = False
        api.write_to_bot(55, "/start")
        await until(lambda: not api.updates)
        async with asyncio.timeout(5):
            while (await desk.store.chats(["55"]))["55"].standing is not Standing.ACTIVE:  # noqa: ASYNC110 - no event
                await asyncio.sleep(0.02)
        await desk.publish("c")
        await ends(desk, "c/new_story@main", S.SENT)
    assert [text.partition("\n")[0] for text in api.texts(person)] == ["Title c"]


async def test_a_group_that_has_moved_is_followed_also_after_a_restart(desk, api):
    api.add_group(-77, migrated_to=-10077)
    moved = api.add_group(-10077)
    api.faults["sendMessage"].append(Fault.api(429, "slow", retry_after=0))
    for holder in ("one", "two"):
        await desk.publish(holder)
        async with running(desk, config(api, channel(chat="-77")), holder=holder):
            await ends(desk, f"{holder}/new_story@main", S.SENT)
    assert [text.partition("\n")[0] for text in api.texts(moved)] == ["Title one", "Title two"]
    asked = [one for one in api.calls if str(one.parameters.get("chat_id")) == "-77"]
    assert len(asked) == 2
    assert "is now -10077" in api.texts(api.chats[900])[0]


async def test_operators_can_list_resend_and_discard(desk, api):
    api.chats[MAIN].can_edit = True
    await desk.publish("a")
    async with running(desk, config(api)):
        await ends(desk, "a/new_story@main", S.SENT)
        api.faults["sendMessage"].append(Fault.reset(accepted=False))
        await desk.publish("b")
        stuck = await ends(desk, "b/new_story@main", S.STUCK)
        await until(lambda: api.texts(api.chats[900]))
        said = []

        async def ask(text):
            before = len(api.texts(api.chats[900]))
            api.write_to_bot(900, text)
            await until(lambda: len(api.texts(api.chats[900])) > before)
            said.append(api.texts(api.chats[900])[-1])

        await ask("/deliveries")
        await ask(f"/deliveries show {ref(stuck)}")
        await ask(f"/deliveries resend {ref(stuck)}")
        await ends(desk, "b/new_story@main", S.SENT)
        await ask(f"/deliveries discard {ref(stuck)}")
        await ask("/deliveries show 0000")
        await ask("/what")
    assert said[0].startswith(f"{ref(stuck)} Title b\nmay have arrived")
    assert "b/new_story@main → @main" in said[1]
    assert said[2] == "Sent again: Title b"
    assert "cannot be discarded" in said[3]
    assert said[4] == "0 deliveries are called 0000."
    assert said[5].startswith("I know /deliveries")


async def test_strangers_are_not_obeyed(desk, api):
    api.add_private(55)
    async with running(desk, config(api)):
        api.write_to_bot(55, "/deliveries")
        await until(lambda: not api.updates)
        await asyncio.sleep(0.1)
    assert api.texts(api.chats[55]) == []


async def test_a_server_that_knows_no_updates_is_asked_ever_less(desk, api, caplog):
    api.faults["getUpdates"].extend([Fault.api(404, "Not Found")] * 9)
    async with running(desk, config(api)):
        await asyncio.sleep(0.5)
    assert len([one for one in api.calls if one.method == "getUpdates"]) <= 4
    assert caplog.text.count("cannot listen") == 1


def test_a_toast_is_cut_to_what_fits():
    names = [f"Source number {number} (Armenia, state)" for number in range(20)]
    text = toast(names, "ru")
    assert text.startswith("Источники: 20\nSource number 0")
    assert len(text) <= 200
    assert text.rpartition("+")[2].isdecimal()
    assert len(toast(["x" * 500], "en")) == 200
    assert toast([], "en") == "This report is no longer stored."
