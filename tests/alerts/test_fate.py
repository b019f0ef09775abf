from datetime import timedelta

import pytest

from alerts.answers import NotSent, Refusal, Refused, Sent, Unknown
from alerts.fate import ChatKind, Policy, back_off, chat_kind, fate, policy, settled
from newsroom.delivery import DeliveryState as S
from newsroom.delivery import Operation
from newsroom.settings import OnUnknown
from tests.alerts.given import channel


def seconds(number):
    return timedelta(seconds=number)


def judged(answer, policy=Policy.HOLD, *, operation=Operation.SEND, failures=2, jitter=0.0):
    return fate(answer, policy=policy, operation=operation, failures=failures, jitter=jitter)


def refused(kind):
    return Refused(kind=kind, why="x")


@pytest.mark.parametrize(
    ("answer", "policy", "state", "until", "rest"),
    [
        (Sent(message_id=5), Policy.HOLD, S.SENT, None, None),
        (NotSent(why="x"), Policy.HOLD, S.RETRY, seconds(2), seconds(2)),
        (NotSent(why="x", retry_after=30.0), Policy.RESEND, S.RETRY, seconds(30), seconds(30)),
        (Unknown(why="x"), Policy.HOLD, S.STUCK, None, seconds(2)),
        (Unknown(why="x"), Policy.RESEND, S.PENDING, None, seconds(2)),
        (Unknown(why="x"), Policy.LOOK_UP, S.UNKNOWN, seconds(0), seconds(2)),
        (refused(Refusal.MESSAGE), Policy.RESEND, S.FAILED, None, None),
        (refused(Refusal.PERSON), Policy.RESEND, S.CANCELLED, None, seconds(0)),
        (refused(Refusal.MOVED), Policy.RESEND, S.PENDING, None, seconds(0)),
        (refused(Refusal.CHAT), Policy.RESEND, S.HELD, None, seconds(120)),
        (refused(Refusal.TOKEN), Policy.RESEND, S.HELD, None, seconds(60)),
    ],
)
def test_an_answer_decides_the_fate(answer, policy, state, until, rest):
    end = judged(answer, policy)
    assert (end.state, end.until, end.rest) == (state, until, rest)
    assert end.repeat is (True if state is S.PENDING and isinstance(answer, Unknown) else None)


@pytest.mark.parametrize("policy", list(Policy))
def test_an_edit_of_unknown_fate_is_simply_repeated(policy):
    end = judged(Unknown(why="502"), policy, operation=Operation.EDIT)
    assert (end.state, end.until, end.repeat) == (S.RETRY, seconds(2), None)
    again = settled("ended", policy=policy, operation=Operation.EDIT)
    assert (again.state, again.until) == (S.RETRY, seconds(0))


def test_an_edit_that_is_refused_becomes_an_answer():
    why = "400: Bad Request: message can't be edited"
    end = judged(Refused(kind=Refusal.MESSAGE, why=why), operation=Operation.EDIT)
    assert (end.state, end.operation) == (S.PENDING, Operation.REPLY)
    assert why in end.why


def test_a_sent_one_keeps_its_id_and_what_was_odd():
    end = judged(Sent(message_id=5, note="as plain text"), failures=0, jitter=0.5)
    assert (end.message_id, end.why) == (5, "as plain text")


def test_the_pause_doubles_to_a_minute():
    pauses = [back_off(failures, 0.0).total_seconds() for failures in (0, 1, 2, 3, 7, 50)]
    assert pauses == [1, 1, 2, 4, 60, 60]
    assert back_off(7, 1.0) == seconds(48)


def test_an_unknown_fate_says_what_to_do():
    told = {one: settled("502", policy=one, operation=Operation.SEND).why for one in Policy}
    assert told[Policy.HOLD].startswith("unknown: 502; it may have arrived")
    assert "twice" in told[Policy.RESEND]
    assert "looked through" in told[Policy.LOOK_UP]


@pytest.mark.parametrize(
    ("chat", "kind"),
    [
        ("@example", ChatKind.CHANNEL),
        ("-1001234567890", ChatKind.CHANNEL),
        ("-4567", ChatKind.BASIC_GROUP),
        ("123456", ChatKind.PRIVATE),
    ],
)
def test_a_chats_id_tells_its_kind(chat, kind):
    assert chat_kind(chat) is kind


@pytest.mark.parametrize(
    ("kind", "chat", "on_unknown", "can_look", "expected"),
    [
        ("telegram", "@example", OnUnknown(), True, Policy.LOOK_UP),
        ("telegram", "-1001", OnUnknown(), True, Policy.LOOK_UP),
        ("telegram", "@example", OnUnknown(), False, Policy.HOLD),
        ("telegram", "@example", OnUnknown(channel="hold"), True, Policy.HOLD),
        ("telegram", "@example", OnUnknown(channel="resend"), True, Policy.RESEND),
        ("telegram", "12345", OnUnknown(), True, Policy.RESEND),
        ("telegram", "-12345", OnUnknown(), True, Policy.RESEND),
        ("telegram", "12345", OnUnknown(private="hold"), True, Policy.HOLD),
        ("telegram", "12345", OnUnknown(private="look_up"), True, Policy.HOLD),
        ("terminal", "terminal", OnUnknown(private="hold"), False, Policy.RESEND),
    ],
)
def test_the_policy_is_the_operators(kind, chat, on_unknown, can_look, expected):
    asked = channel(kind=kind, chat=chat)
    assert policy(asked, chat, on_unknown, can_look=can_look) is expected
