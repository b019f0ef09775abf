"""Photos on their way: a caption above its picture, edits that find what stands there."""

import asyncio
import io
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.answers import Refusal, Sent
from alerts.channels import open_transports
from alerts.envelope import LONGEST_CAPTION, Form, forms, request, same_words
from alerts.outbox import Outbox
from alerts.route import route
from alerts.telegram import Telegram
from alerts.terminal import Terminal
from newsroom.delivery import Delivery, DeliveryState, Operation, Payload
from newsroom.model import ChangeKind
from newsroom.settings import Telegram as TelegramSettings
from newsroom.store import rows
from newsroom.store.lease import Keeper
from tests.alerts.given import NOW, QUICK, channel, settings
from tests.alerts.votes_given import complete, page_of_the_day, recorded
from tests.standins.bot_api import BotApi, Fault

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="50">'
    '<rect width="9" height="9"/></svg>'
)
OTHER = SVG.replace('height="9"', 'height="40"')
KEY = "s1/new_story@main"


@pytest.fixture
async def api():
    async with BotApi() as standin:
        standin.add_channel("@main")
        standin.add_private(900)
        yield standin


def payload(html="<b>Title</b>", plain="Title", *, picture=SVG):
    return Payload(html=html, plain=plain, button="Sources 1", sources=("mil",), picture=picture)


def delivery(own=None, *, operation=Operation.SEND, target=None, key=KEY):
    return Delivery(
        key=key,
        channel="main",
        chat="@main",
        state=DeliveryState.SENDING,
        operation=operation,
        after=None if operation is Operation.SEND else KEY,
        target=target,
        payload=own or payload(),
        created=NOW,
    )


@asynccontextmanager
async def bot(api):
    telegram = Telegram(settings(api_url=api.url), patience=5)
    try:
        yield telegram
    finally:
        await telegram.close()


async def send(api, *deliveries):
    async with bot(api) as telegram:
        return [await telegram.send(one, channel()) for one in deliveries]


def methods(api):
    return [call.method for call in api.calls]


async def test_a_picture_goes_as_a_photo_with_the_words_above(api):
    assert await send(api, delivery()) == [Sent(message_id=1)]
    (message,) = api.messages
    assert message.text == "Title"
    assert message.photo.startswith(b"\x89PNG")
    assert [one.type for one in message.entities] == ["b"]
    assert message.markup["inline_keyboard"][0][0]["text"] == "Sources 1"
    assert api.calls[0].parameters["show_caption_above_media"] == "true"
    assert message.silent


async def test_a_text_too_long_for_a_caption_goes_without_its_picture(api):
    fits = payload(html=f"<b>{'x' * LONGEST_CAPTION}</b>", plain="x" * LONGEST_CAPTION)
    over = payload(html=f"<b>{'x' * (LONGEST_CAPTION + 1)}</b>", plain="x")
    await send(api, delivery(fits), delivery(over))
    assert methods(api) == ["sendPhoto", "sendMessage"]
    # Counted as Telegram does: in UTF-16 units, once entities are parsed.
    wide = payload(html=f"{'&lt;' * 1000}{'𝔾' * 13}")
    assert forms(delivery(wide))[0] is Form.TEXT


async def test_a_chat_that_takes_no_photos_gets_the_words(api):
    api.chats[-1001000000001].can_photo = False
    (answer,) = await send(api, delivery())
    assert answer.message_id == 1
    assert "not enough rights to send photos" in answer.note
    assert api.messages[0].photo is None
    assert api.texts() == ["Title"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault.api(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        Fault.api(400, "Bad Request: IMAGE_PROCESS_FAILED"),
    ],
    ids=lambda fault: fault.body[-40:].decode(),
)
async def test_a_picture_that_is_refused_costs_only_itself(api, fault):
    api.faults["sendPhoto"].append(fault)
    (answer,) = await send(api, delivery())
    assert answer.note.startswith("sent as text without its picture, because")
    assert api.messages[0].entities


async def test_words_that_are_refused_too_go_plain(api):
    (answer,) = await send(api, delivery(payload(html="<b>Title")))
    assert methods(api) == ["sendPhoto", "sendMessage", "sendMessage"]
    assert answer.note.startswith("sent as plain text, because")
    assert api.texts() == ["Title"]


async def test_a_picture_that_cannot_be_drawn_costs_only_itself(api):
    (answer,) = await send(api, delivery(payload(picture="no svg")))
    assert methods(api) == ["sendMessage"]
    assert "cannot be drawn" in answer.note


async def test_a_chat_that_is_gone_is_no_fault_of_the_picture(api):
    api.chats[-1001000000001].member = "kicked"
    (answer,) = await send(api, delivery())
    assert answer.kind is Refusal.CHAT
    assert methods(api) == ["sendPhoto"]


async def test_an_edit_changes_picture_and_words_and_leaves_the_keyboard(api):
    edited = delivery(payload(html="<b>New</b>", picture=OTHER), operation=Operation.EDIT, target=1)
    await send(api, delivery())
    before, keyboard = api.messages[0].photo, api.messages[0].markup
    assert await send(api, edited) == [Sent()]
    (message,) = api.messages
    assert message.text == "New"
    assert message.photo != before
    assert message.markup == keyboard


async def test_an_edit_without_a_picture_finds_the_caption(api):
    words = delivery(payload(html="<b>New</b>", picture=None), operation=Operation.EDIT, target=1)
    assert await send(api, delivery(), words) == [Sent(message_id=1), Sent()]
    assert methods(api) == ["sendPhoto", "editMessageText", "editMessageCaption"]
    assert api.texts() == ["New"]
    # The same edit again is one: it is repeated when its fate is unknown.
    assert await send(api, words) == [Sent()]


@pytest.mark.parametrize("takes", [True, False])
async def test_an_edit_with_a_picture_of_a_text(api, takes):
    api.photo_into_text = takes
    await send(api, delivery(payload(picture=None)))
    edit = delivery(payload(html="<b>New</b>"), operation=Operation.EDIT, target=1)
    assert await send(api, edit) == [Sent()]
    (message,) = api.messages
    assert message.text == "New"
    assert (message.photo is not None) is takes


async def test_an_edit_that_is_refused_for_another_reason_is_no_second_try(api):
    edit = delivery(payload(picture=None), operation=Operation.EDIT, target=7)
    (answer,) = await send(api, edit)
    assert answer.kind is Refusal.MESSAGE
    assert methods(api) == ["editMessageText"]


def test_a_photos_words_are_known_by_its_caption():
    own = payload(html="<b>Title &amp; more</b>", plain="Title & more")
    assert same_words("Title & more", own)
    assert not same_words("Another", own)


def test_a_stored_payload_keeps_its_picture_and_an_older_one_has_none():
    own = payload()
    assert rows.payload(rows.of_payload(own)) == own
    older = {key: value for key, value in rows.of_payload(own).items() if key != "picture"}
    assert rows.payload(older).picture is None


def test_the_form_of_a_reply_names_the_message_that_it_answers():
    asked = request(delivery(operation=Operation.REPLY, target=5), channel())
    assert asked.method == "sendPhoto"
    assert asked.given["reply_parameters"]["message_id"] == 5


# --- through the store --------------------------------------------------------------------------


def now():
    return datetime.now(UTC)


@asynccontextmanager
async def running(store, config):
    async with (
        open_transports(config, Terminal(None)) as transports,
        Keeper(store, holder="one") as keeper,
    ):
        box = Outbox(store, keeper, config, transports, now, grace=2.0)
        stop = asyncio.Event()
        task = asyncio.create_task(box.run(stop))
        try:
            yield box
        finally:
            stop.set()
            await task


async def until(condition, seconds=10.0):
    async with asyncio.timeout(seconds):
        while True:
            if await condition():
                return
            await asyncio.sleep(0.02)


def config_of(api, **more):
    looks = (timedelta(seconds=0.2), timedelta(seconds=0.5))
    telegram = TelegramSettings(api_url=api.url, pace=QUICK, look_up_after=looks, operators=(900,))
    return replace(settings(channel(watches=("votes",), **more)), telegram=telegram)


async def states(store, story="s1001"):
    return [one.state for one in await store.deliveries_of(story)]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr("alerts.seeker._AGAIN", timedelta(seconds=0.3))
    monkeypatch.setattr("alerts.outbox.LOOK_EVERY", 0.1)


async def all_sent(store, number):
    found = await states(store)
    return len(found) == number and set(found) == {DeliveryState.SENT}


async def test_two_acts_are_one_post_and_an_answer(api, desk):
    config, store = config_of(api, updates="none"), desk.store
    page = recorded(None, page_of_the_day(), ChangeKind.NEW_STORY)
    async with running(store, config) as box:
        await store.route((), route(page, config, now()))
        box.wake()
        await until(lambda: all_sent(store, 1))
        post = next(one for one in api.messages if one.photo)
        first = post.photo
        assert "names not published yet" in post.text
        earlier = await store.deliveries_of("s1001")
        later = route(recorded(page_of_the_day(), complete()), config, now(), earlier=earlier)
        await store.route((), later)
        box.wake()
        await until(lambda: all_sent(store, 3))
    standing = [one for one in api.messages if not one.deleted and one.chat != 900]
    assert [one.reply_to for one in standing] == [None, post.message_id]
    assert "Azerbaijan: did not vote" in post.text
    assert post.photo != first
    assert standing[1].text.startswith("Roll call complete: A/RES/ES-11/6")


async def test_a_photo_whose_answer_was_lost_is_found_and_not_sent_again(api, desk):
    config, store = config_of(api), desk.store
    api.faults["sendPhoto"].append(Fault.reset(accepted=True))
    page = recorded(None, page_of_the_day(), ChangeKind.NEW_STORY)
    async with running(store, config) as box:
        await store.route((), route(page, config, now()))
        box.wake()
        await until(lambda: all_sent(store, 1))
    photos = [one for one in api.messages if one.photo]
    assert len(photos) == 1
    (stored,) = await store.deliveries_of("s1001")
    assert stored.message_id == photos[0].message_id
    assert "editMessageReplyMarkup" in methods(api)


async def test_an_edit_of_a_post_that_has_not_left_yet_is_said_in_it(api, desk):
    config, store = config_of(api), desk.store
    page = recorded(None, page_of_the_day(), ChangeKind.NEW_STORY)
    first = route(page, config, now())
    await store.route((), first)
    number = recorded(
        page_of_the_day(), page_of_the_day(symbol="A/RES/ES-11/6"), ChangeKind.NUMBER_ASSIGNED
    )
    await store.route((), route(number, config, now(), earlier=first))
    assert await states(store) == [DeliveryState.PENDING, DeliveryState.CANCELLED]
    async with running(store, config) as box:
        box.wake()

        async def sent():
            return DeliveryState.SENT in await states(store)

        await until(sent)
    (photo,) = [one for one in api.messages if one.photo]
    assert "A/ES-11/L.7 is now A/RES/ES-11/6" in photo.text


async def test_a_terminal_prints_the_words_and_no_picture():
    stream = io.StringIO()
    await Terminal(stream).send(delivery(), channel(kind="terminal"))
    assert stream.getvalue() == "[main → @main]\nTitle\n\n"
