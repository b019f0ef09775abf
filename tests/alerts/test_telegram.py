import gc
import logging
import socket
from dataclasses import replace

import httpx
import pytest

from alerts.answers import NotSent, Refusal, Refused, Sent, Unknown
from alerts.telegram import ChannelCheck, Telegram
from newsroom.delivery import Delivery, DeliveryState, Payload
from tests.alerts.given import NOW, channel, settings
from tests.standins.bot_api import TOKEN, BotApi, Fault, Limits

HTML = '<b>Title</b> <a href="https://mil.am/1">&lt;link&gt;</a>'


@pytest.fixture
async def api():
    async with BotApi() as standin:
        standin.add_channel("@main")
        yield standin


def delivery(html=HTML, plain="Title <link>", *, chat="@main", silent=True):
    return Delivery(
        key="s1/new_story@main",
        channel="main",
        chat=chat,
        state=DeliveryState.SENDING,
        payload=Payload(html=html, plain=plain, silent=silent),
        created=NOW,
    )


async def send(api, *, patience=5.0, token=TOKEN, thread=None, url=None, **more):
    config = settings(token=token, api_url=url or api.url)
    telegram = Telegram(config, patience=patience)
    try:
        return await telegram.send(delivery(**more), channel(thread=thread))
    finally:
        await telegram.close()


async def test_a_message_arrives_as_it_was_written(api):
    assert await send(api, silent=False) == Sent(message_id=1)
    (message,) = api.messages
    assert message.text == "Title <link>"
    assert [one.type for one in message.entities] == ["b", "a"]
    assert (message.silent, message.preview, message.thread) == (False, False, None)


async def test_a_numeric_chat_and_a_topic(api):
    chat = api.add_group(-1009876, threads=frozenset({42}))
    assert await send(api, chat="-1009876", thread=42) == Sent(message_id=1)
    assert (api.messages[0].chat, api.messages[0].thread) == (chat.id, 42)
    answer = await send(api, chat="-1009876", thread=43)
    assert answer == Refused(kind=Refusal.CHAT, why="400: Bad Request: message thread not found")


@pytest.mark.parametrize(
    ("fault", "kind", "arrives"),
    [
        (Fault.status(500), Unknown, False),
        (Fault.status(502), Unknown, False),
        (Fault.status(502, accepted=True), Unknown, True),
        (Fault.api(500, "Internal Server Error"), Unknown, False),
        (Fault.api(502, "Bad Gateway", retry_after=3), Unknown, False),
        (Fault.status(403, b"<html>a proxy's</html>"), Unknown, False),
        (Fault.status(200, b"<html>a portal's</html>", accepted=True), Unknown, True),
        (Fault.status(302, b""), Unknown, False),
        (Fault.reset(accepted=False), Unknown, False),
        (Fault.reset(accepted=True), Unknown, True),
        (Fault.hang(5), Unknown, False),
        (Fault.hang(5, accepted=True), Unknown, True),
        (Fault.api(429, "Too Many Requests: retry after 3", retry_after=3), NotSent, False),
    ],
    ids=lambda value: getattr(value, "what", None),
)
async def test_a_fault_is_told_by_what_it_means(api, fault, kind, arrives):
    api.faults["sendMessage"].append(fault)
    answer = await send(api, patience=0.3)
    assert isinstance(answer, kind)
    assert bool(api.texts()) is arrives


async def test_a_flood_says_how_long_to_wait(api):
    api.limits = Limits(group=(1, 30))
    assert isinstance(await send(api), Sent)
    answer = await send(api)
    assert isinstance(answer, NotSent)
    assert answer.retry_after == 30


async def test_a_refused_connection_certainly_sent_nothing(api):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    answer = await send(api, url=url)
    assert isinstance(answer, NotSent)
    assert answer.retry_after is None
    assert "ConnectError" in answer.why


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (httpx.ConnectError("x"), NotSent),
        (httpx.ConnectTimeout("x"), NotSent),
        (httpx.PoolTimeout("x"), NotSent),
        (httpx.ProxyError("x"), NotSent),
        (httpx.UnsupportedProtocol("x"), NotSent),
        (httpx.InvalidURL("x"), NotSent),
        (httpx.ReadTimeout("x"), Unknown),
        (httpx.WriteTimeout("x"), Unknown),
        (httpx.ReadError("x"), Unknown),
        (httpx.WriteError("x"), Unknown),
        (httpx.RemoteProtocolError("x"), Unknown),
        (RuntimeError("x"), Unknown),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_only_errors_of_connecting_prove_that_nothing_left(monkeypatch, cause, kind):
    async def broken(*_args, **_kwargs):
        raise cause

    telegram = Telegram(settings())
    monkeypatch.setattr(telegram._request._client, "request", broken)
    answer = await telegram.send(delivery(), channel())
    await telegram.close()
    assert isinstance(answer, kind)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ({"member": "kicked"}, Refusal.CHAT),
        ({"member": "left"}, Refusal.CHAT),
        ({"can_post": False}, Refusal.CHAT),
    ],
)
async def test_a_chat_that_refuses_us(api, state, kind):
    api.add_channel("@main", **state)
    answer = await send(api)
    assert isinstance(answer, Refused)
    assert answer.kind is kind


async def test_a_person_who_has_blocked_the_bot(api):
    api.add_private(55, blocked=True)
    answer = await send(api, chat="55")
    assert answer == Refused(kind=Refusal.PERSON, why="403: Forbidden: bot was blocked by the user")


async def test_an_unknown_chat(api):
    answer = await send(api, chat="@elsewhere")
    assert answer == Refused(kind=Refusal.CHAT, why="400: Bad Request: chat not found")


@pytest.mark.parametrize("token", ["123456789:AAwrong-token-altogether", "malformed"])
async def test_a_token_that_is_refused(api, token):
    answer = await send(api, token=token)
    assert isinstance(answer, Refused)
    assert answer.kind is Refusal.TOKEN


async def test_html_that_is_refused_is_sent_as_plain_text_once(api, caplog):
    answer = await send(api, html="<b>broken", plain="Title\nhttps://mil.am/1")
    assert isinstance(answer, Sent)
    assert "can't parse entities" in answer.note
    assert api.texts() == ["Title\nhttps://mil.am/1"]
    assert "sending plain text" in caplog.text


async def test_a_message_that_cannot_be_sent_either_way_is_refused(api):
    answer = await send(api, html=" ", plain=" ")
    assert answer == Refused(kind=Refusal.MESSAGE, why="400: Bad Request: message text is empty")
    assert len(api.calls) == 2


async def test_plain_text_that_is_too_long_is_cut(api):
    assert isinstance(await send(api, html="<x>", plain="𝕏" * 5000), Sent)
    assert api.texts()[0].endswith("…")


async def test_a_group_that_has_moved_says_where(api):
    api.add_group(-77, migrated_to=-10077)
    answer = await send(api, chat="-77")
    assert (answer.kind, answer.new_chat) == (Refusal.MOVED, -10077)


async def test_check_says_who_we_are_and_where_we_may_post(api):
    api.add_channel("@editing", -1002, can_edit=True)
    api.add_channel("@silent", -1003, can_post=False)
    api.add_group(-1004, member="kicked")
    api.add_group(-1005).member = "restricted"
    api.chats[-1005].can_post = False
    api.add_private(55)
    names = ["@main", "@editing", "@silent", "-1004", "-1005", "55", "@nowhere"]
    channels = [channel(id=f"c{n}", chat=name) for n, name in enumerate(names)]
    terminal = channel(id="t", kind="terminal", chat="terminal")
    telegram = Telegram(settings(*channels, terminal, api_url=api.url))
    check = await telegram.check()
    await telegram.close()
    assert (check.who, check.why) == ("@example_bot", None)
    assert [(one.chat, one.ok) for one in check.channels] == list(
        zip(names, [True, True, False, False, False, True, False], strict=True)
    )
    says = {one.chat: one.says for one in check.channels}
    assert says["@main"] == "may post"
    assert "take away its right to edit" in says["@editing"]
    assert "administrator with the right to post" in says["@silent"]
    assert says["@nowhere"] == "400: Bad Request: chat not found"
    assert isinstance(check.channels[0], ChannelCheck)
    assert not api.messages


async def test_check_says_why_we_are_not_let_in(api):
    telegram = Telegram(settings(token="1234:AAnot-the-one", api_url=api.url))
    check = await telegram.check()
    await telegram.close()
    assert (check.who, check.why, check.channels) == (None, "401: Unauthorized", ())


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://127.0.0.1:1:2", "ftp://127.0.0.1"])
async def test_the_token_is_nowhere(api, caplog, capsys, url):
    loggers = [logging.getLogger(name) for name in ("httpx", "httpcore", "telegram", "asyncio")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    caplog.set_level(logging.DEBUG)
    api.faults["sendMessage"].append(Fault.status(404, f"no /bot{TOKEN}/ here".encode()))
    api.faults["sendMessage"].append(Fault.api(400, f"Bad Request: no /bot{TOKEN}/ here"))
    telegram = Telegram(settings(api_url=api.url))
    texts = [str(await telegram.send(delivery(), channel())) for _ in range(3)]
    texts += [
        repr(telegram),
        repr(telegram._bot),
        repr(vars(telegram)),
        str(await telegram.check()),
    ]
    await telegram.close()
    refused = Telegram(replace(settings(), telegram=settings(api_url=url).telegram))
    texts += [str(await refused.send(delivery(), channel())), str(await refused.check())]
    await refused.close()
    del telegram, refused
    gc.collect()
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)
    told = "\n".join([*texts, caplog.text, *capsys.readouterr()])
    assert "HTTP Request: POST" in told
    assert "[secret]" in told
    assert TOKEN not in told
    assert TOKEN.partition(":")[2] not in told


async def test_without_settings_of_ours_the_library_is_quiet(api, caplog):
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    await send(api)
    assert "api.telegram" not in caplog.text
    assert "HTTP Request" not in caplog.text


def test_a_telegram_without_a_token_is_none():
    with pytest.raises(ValueError, match="no token"):
        Telegram(settings(token=None))
