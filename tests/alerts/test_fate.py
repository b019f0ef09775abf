from datetime import timedelta

import pytest

from alerts.answers import NotSent, Refusal, Refused, Sent, Unknown
from alerts.fate import ChatKind, back_off, chat_kind, fate, resends, settled
from newsroom.model import DeliveryState
from newsroom.settings import OnUnknown
from tests.alerts.given import channel


def seconds(number):
    return timedelta(seconds=number)


@pytest.mark.parametrize(
    ("answer", "resend", "state", "until", "rest"),
    [
        (Sent(message_id=5), False, DeliveryState.SENT, None, None),
        (NotSent(why="x"), False, DeliveryState.RETRY, seconds(2), seconds(2)),
        (NotSent(why="x", retry_after=30.0), True, DeliveryState.RETRY, seconds(30), seconds(30)),
        (Unknown(why="x"), False, DeliveryState.STUCK, None, seconds(2)),
        (Unknown(why="x"), True, DeliveryState.PENDING, None, seconds(2)),
        (Refused(kind=Refusal.MESSAGE, why="x"), True, DeliveryState.FAILED, None, None),
        (Refused(kind=Refusal.PERSON, why="x"), True, DeliveryState.CANCELLED, None, None),
        (Refused(kind=Refusal.CHAT, why="x"), True, DeliveryState.HELD, seconds(120), seconds(120)),
        (Refused(kind=Refusal.TOKEN, why="x"), True, DeliveryState.HELD, seconds(60), seconds(60)),
        (
            Refused(kind=Refusal.MOVED, why="x"),
            True,
            DeliveryState.HELD,
            seconds(120),
            seconds(120),
        ),
    ],
)
def test_an_answer_decides_the_fate(answer, resend, state, until, rest):
    end = fate(answer, resend=resend, failures=2, jitter=0.0)
    assert (end.state, end.until, end.rest) == (state, until, rest)
    assert end.all_rest is (isinstance(answer, Refused) and answer.kind is Refusal.TOKEN)


def test_a_sent_one_keeps_its_id_and_what_was_odd():
    end = fate(Sent(message_id=5, note="as plain text"), resend=False, failures=0, jitter=0.5)
    assert (end.message_id, end.why) == (5, "as plain text")


def test_the_pause_doubles_to_a_minute():
    pauses = [back_off(failures, 0.0).total_seconds() for failures in (0, 1, 2, 3, 7, 50)]
    assert pauses == [1, 1, 2, 4, 60, 60]
    assert back_off(7, 1.0) == seconds(48)


def test_an_unknown_fate_says_what_to_do():
    assert settled("502", resend=False).why.startswith("unknown: 502; it may have arrived")
    assert "twice" in settled("502", resend=True).why


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
    ("kind", "chat", "policy", "expected"),
    [
        ("telegram", "@example", OnUnknown(), False),
        ("telegram", "@example", OnUnknown(channel="hold"), False),
        ("telegram", "@example", OnUnknown(channel="resend"), True),
        ("telegram", "12345", OnUnknown(), True),
        ("telegram", "-12345", OnUnknown(), True),
        ("telegram", "12345", OnUnknown(private="hold"), False),
        ("terminal", "terminal", OnUnknown(private="hold"), True),
    ],
)
def test_the_policy_is_the_operators(kind, chat, policy, expected):
    assert resends(channel(kind=kind, chat=chat), policy) is expected
