import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.answers import NotSent, Refusal, Refused, Sent, Unknown, read_answer


def refusal(description, **parameters):
    said = {"ok": False, "error_code": 400, "description": description}
    return said | ({"parameters": parameters} if parameters else {})


@pytest.mark.parametrize(
    ("status", "said", "expected"),
    [
        (200, {"ok": True, "result": {"message_id": 5}}, Sent(message_id=5)),
        (200, {"ok": True, "result": True}, Sent()),
        (
            429,
            refusal("Too Many Requests: retry after 7", retry_after=7),
            NotSent(why="429: Too Many Requests: retry after 7", retry_after=7.0),
        ),
        (429, refusal("Too Many Requests"), NotSent(why="429: Too Many Requests")),
        (
            400,
            refusal("Bad Request: upgraded", migrate_to_chat_id=-100123),
            Refused(kind=Refusal.MOVED, why="400: Bad Request: upgraded", new_chat=-100123),
        ),
    ],
)
def test_an_answer_is_read(status, said, expected):
    assert read_answer(status, json.dumps(said).encode()) == expected


@pytest.mark.parametrize(
    ("status", "description", "kind"),
    [
        (400, "Bad Request: can't parse entities: Unsupported start tag", Refusal.MESSAGE),
        (400, "Bad Request: message is too long", Refusal.MESSAGE),
        (400, "Bad Request: message text is empty", Refusal.MESSAGE),
        (400, "Bad Request: something new", Refusal.MESSAGE),
        (413, "Request Entity Too Large", Refusal.MESSAGE),
        (400, "Bad Request: chat not found", Refusal.CHAT),
        (400, "Bad Request: not enough rights to send text messages to the chat", Refusal.CHAT),
        (400, "Bad Request: need administrator rights in the channel chat", Refusal.CHAT),
        (400, "Bad Request: message thread not found", Refusal.CHAT),
        (400, "Bad Request: TOPIC_CLOSED", Refusal.CHAT),
        (403, "Forbidden: bot was kicked from the supergroup chat", Refusal.CHAT),
        (403, "Forbidden: bot is not a member of the channel chat", Refusal.CHAT),
        (403, "Forbidden: something new", Refusal.CHAT),
        (403, "Forbidden: bot was blocked by the user", Refusal.PERSON),
        (403, "Forbidden: user is deactivated", Refusal.PERSON),
        (403, "Forbidden: bot can't initiate conversation with a user", Refusal.PERSON),
        (401, "Unauthorized", Refusal.TOKEN),
        (404, "Not Found", Refusal.TOKEN),
    ],
)
def test_a_refusal_says_whose_fault_it_is(status, description, kind):
    answer = read_answer(status, json.dumps(refusal(description)).encode())
    assert answer == Refused(kind=kind, why=f"{status}: {description}")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, json.dumps(refusal("Internal Server Error")).encode()),
        (502, json.dumps(refusal("Bad Gateway", retry_after=5)).encode()),
        (502, b"<html>502 Bad Gateway</html>"),
        (400, b"<html>400 Bad Request</html>"),
        (403, b""),
        (429, b"slow down"),
        (404, b'{"message": "not found"}'),
        (200, b"<html>welcome</html>"),
        (200, b'{"ok": true}'),
        (200, b'{"ok": false, "description": "odd"}'),
        (302, b'{"ok": false, "description": "elsewhere"}'),
        (400, b'{"ok": true, "result": {}}'),
        (400, b"[" * 100_000),
        (400, b"\xff\xfe"),
    ],
)
def test_all_else_is_unknown(status, body):
    assert isinstance(read_answer(status, body), Unknown)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(["ok", "result", "description", "parameters", "error_code"])


@given(st.integers(100, 599), st.binary() | st.dictionaries(KEYS, JSON).map(json.dumps))
def test_nothing_that_a_server_says_breaks_the_reading(status, said):
    answer = read_answer(status, said if isinstance(said, bytes) else said.encode())
    assert isinstance(answer, Sent | NotSent | Unknown | Refused)
    if status // 100 == 5:
        assert isinstance(answer, Unknown)
