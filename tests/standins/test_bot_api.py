import json
import urllib.error
import urllib.request
from urllib.parse import urlencode

import httpx
import pytest

from tests.standins.bot_api import TOKEN, BotApi, Fault, Limits, serving


@pytest.fixture
async def api():
    async with BotApi() as standin:
        standin.add_channel("@main")
        yield standin


@pytest.fixture
async def client():
    async with httpx.AsyncClient(timeout=5, trust_env=False) as made:
        yield made


@pytest.fixture
def call(api, client):
    async def ask(method, *, token=TOKEN, **given):
        answer = await client.post(f"{api.url}/bot{token}/{method}", data=given)
        return answer.status_code, answer.json()

    return ask


def refused(answer):
    status, said = answer
    assert said["ok"] is False
    assert said["error_code"] == status
    return status, said["description"]


async def test_a_message_gets_the_next_id_of_its_chat(api, call):
    api.add_channel("@other", -1002)
    for expected in (1, 2):
        status, said = await call("sendMessage", chat_id="@main", text="hello")
        assert (status, said["result"]["message_id"]) == (200, expected)
    assert (await call("sendMessage", chat_id="-1002", text="x"))[1]["result"]["message_id"] == 1


async def test_private_chats_and_basic_groups_share_their_ids(api, call):
    api.add_private(5)
    api.add_group(-6)
    api.add_channel("@main")
    ids = [
        (await call("sendMessage", chat_id=chat, text="x"))[1]["result"]["message_id"]
        for chat in ("5", "-6", "@main", "5")
    ]
    assert ids == [1, 2, 1, 3]


async def test_a_post_of_somebody_else_takes_an_id(api, call):
    chat = api.add_channel("@main")
    other = api.post_by_other(chat)
    ours = await call("sendMessage", chat_id="@main", text="x")
    assert (other.message_id, ours[1]["result"]["message_id"]) == (1, 2)
    assert refused(await call("editMessageText", chat_id="@main", message_id=1, text="y")) == (
        400,
        "Bad Request: message can't be edited",
    )
    chat.can_edit = True
    assert (await call("editMessageText", chat_id="@main", message_id=1, text="y"))[0] == 200


async def test_who_is_not_let_in(call):
    assert refused(await call("getMe", token="123:wrong")) == (401, "Unauthorized")
    assert refused(await call("getMe", token="malformed")) == (404, "Not Found")
    assert refused(await call("noSuchMethod")) == (404, "Not Found")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"text": "<b>x"}, "can't parse entities: Can't find end tag corresponding to start tag "),
        ({"text": "é<p>"}, 'can\'t parse entities: Unsupported start tag "p" at byte offset 2'),
        ({"text": ""}, "message text is empty"),
        ({"text": "<b> </b>"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "𝕏" * 2049}, "message is too long"),
        ({"text": "x", "chat_id": "@nowhere"}, "chat not found"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "message_thread_id": 9}, "message thread not found"),
    ],
)
async def test_what_is_refused(call, given, expected):
    asked = {"chat_id": "@main", "parse_mode": "HTML", **given}
    status, description = refused(await call("sendMessage", **asked))
    assert status == 400
    assert description.startswith(f"Bad Request: {expected}")


async def test_length_counts_after_parsing(call):
    text = '<a href="https://a.example/' + "x" * 3000 + '">' + "𝕏" * 2048 + "</a>"
    assert (await call("sendMessage", chat_id="@main", text=text, parse_mode="HTML"))[0] == 200
    assert (await call("sendMessage", chat_id="@main", text="<b>"))[0] == 200


@pytest.mark.parametrize(
    ("chat", "expected"),
    [
        ({"member": "kicked"}, (403, "Forbidden: bot was kicked from the channel chat")),
        ({"member": "left"}, (403, "Forbidden: bot is not a member of the channel chat")),
        (
            {"can_post": False},
            (400, "Bad Request: need administrator rights in the channel chat"),
        ),
        ({"blocked": True}, (403, "Forbidden: bot was blocked by the user")),
    ],
)
async def test_where_the_bot_may_not_write(api, call, chat, expected):
    api.add_channel("@main", **chat)
    assert refused(await call("sendMessage", chat_id="@main", text="x")) == expected


async def test_a_group_that_has_moved_says_where(api, call):
    api.add_group(-7, migrated_to=-1007)
    status, said = await call("sendMessage", chat_id="-7", text="x")
    assert status == 400
    assert said["parameters"] == {"migrate_to_chat_id": -1007}


async def test_edits_say_what_they_changed(api, call):
    markup = json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]})
    await call("sendMessage", chat_id="@main", text="<b>x</b>", parse_mode="HTML")
    where = {"chat_id": "@main", "message_id": 1}
    same = {**where, "text": "<b>x</b>", "parse_mode": "HTML"}
    assert "message is not modified" in refused(await call("editMessageText", **same))[1]
    assert (await call("editMessageText", **where, text="x"))[0] == 200
    assert (await call("editMessageReplyMarkup", **where, reply_markup=markup))[0] == 200
    again = await call("editMessageReplyMarkup", **where, reply_markup=markup)
    assert "message is not modified" in refused(again)[1]
    missing = await call("editMessageReplyMarkup", chat_id="@main", message_id=9)
    assert refused(missing) == (400, "Bad Request: message to edit not found")
    assert api.messages[0].markup == json.loads(markup)


async def test_a_deleted_message_is_gone_and_its_id_used_up(api, call):
    await call("sendMessage", chat_id="@main", text="x")
    assert await call("deleteMessage", chat_id="@main", message_id=1) == (
        200,
        {"ok": True, "result": True},
    )
    gone = await call("deleteMessage", chat_id="@main", message_id=1)
    assert refused(gone) == (400, "Bad Request: message to delete not found")
    assert (await call("sendMessage", chat_id="@main", text="y"))[1]["result"]["message_id"] == 2
    assert api.texts() == ["y"]


async def test_floods_are_stopped_for_each_chat_and_for_all(api, call):
    api.limits = Limits(group=(2, 60), overall=(3, 60))
    api.add_channel("@other", -1002)
    statuses = [
        (await call("sendMessage", chat_id=chat, text="x"))[0]
        for chat in ("@main", "@main", "@main", "@other", "@other")
    ]
    assert statuses == [200, 200, 429, 200, 429]
    status, said = await call("sendMessage", chat_id="@main", text="x")
    assert status == 429
    assert (
        said["description"] == f"Too Many Requests: retry after {said['parameters']['retry_after']}"
    )
    assert 55 <= said["parameters"]["retry_after"] <= 60


async def test_rights_can_be_asked_for(api, call):
    api.add_channel("@main", can_edit=True)
    _, me = await call("getMe")
    _, chat = await call("getChat", chat_id="@main")
    _, member = await call("getChatMember", chat_id="@main", user_id=me["result"]["id"])
    assert me["result"]["username"] == "example_bot"
    assert (chat["result"]["type"], chat["result"]["username"]) == ("channel", "main")
    assert member["result"]["status"] == "administrator"
    assert member["result"]["can_post_messages"] is True
    assert member["result"]["can_edit_messages"] is True
    assert (await call("getUpdates"))[1]["result"] == []


async def test_faults_come_in_their_order_and_once(api, call, client):
    api.faults["sendMessage"].extend(
        [Fault.status(502), Fault.status(500, accepted=True), Fault.api(429, "slow", retry_after=2)]
    )
    url = f"{api.url}/bot{TOKEN}/sendMessage?chat_id=@main&text=x"
    first = await client.get(url)
    assert (first.status_code, first.headers["content-type"]) == (502, "text/html")
    assert (len(api.texts()), (await client.get(url)).status_code, len(api.texts())) == (0, 500, 1)
    assert (await call("sendMessage", chat_id="@main", text="x"))[1]["parameters"] == {
        "retry_after": 2
    }
    assert (await call("sendMessage", chat_id="@main", text="x"))[0] == 200
    assert [one.status for one in api.calls] == [502, 500, 429, 200]


@pytest.mark.parametrize("accepted", [True, False])
async def test_a_connection_can_break_before_and_after_acceptance(api, call, accepted):
    api.faults["sendMessage"].append(Fault.reset(accepted=accepted))
    with pytest.raises(httpx.TransportError):
        await call("sendMessage", chat_id="@main", text="x")
    assert bool(api.texts()) is accepted


async def test_one_chat_can_hang_while_others_go_on(api, call, client):
    api.add_private(5)
    api.chat_faults[5] = Fault.hang(30)
    with pytest.raises(httpx.ReadTimeout):
        await client.get(
            f"{api.url}/bot{TOKEN}/sendMessage?chat_id=5&text=x", timeout=httpx.Timeout(0.2)
        )
    assert (await call("sendMessage", chat_id="@main", text="x"))[0] == 200


async def test_json_is_understood(api, client):
    given = {"chat_id": -1001000000001, "text": "x", "disable_notification": True}
    answer = await client.post(f"{api.url}/bot{TOKEN}/sendMessage", json=given)
    assert answer.status_code == 200
    assert api.messages[0].silent


def test_it_serves_tests_without_a_loop():
    with serving() as api:
        api.add_channel("@main")
        asked = urlencode({"chat_id": "@main", "text": "x"})
        address = f"{api.url}/bot{TOKEN}/sendMessage?{asked}"
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
            assert json.load(answer)["ok"] is True
        assert api.texts() == ["x"]
        with pytest.raises(urllib.error.HTTPError) as raised:
            urllib.request.urlopen(f"{api.url}/bot1:x/getMe", timeout=5)  # noqa: S310 - likewise
        raised.value.close()
