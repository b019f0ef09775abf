from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from alerts.pace import Pacer
from newsroom.settings import Pace, Rate


def rate(count, seconds):
    return Rate(count=count, per=timedelta(seconds=seconds))


PACE = Pace(overall=rate(5, 1), private=rate(1, 1), group=rate(3, 60))


def times(pacer, chat, count, now=0.0):
    return [pacer.reserve(chat, now) for _ in range(count)]


def test_a_private_chat_gets_one_a_second():
    assert times(Pacer(PACE), "12345", 3) == [0, 1, 2]


def test_a_channel_gets_its_burst_and_then_waits():
    assert times(Pacer(PACE), "@main", 4) == [0, 0, 0, 60]


def test_chats_do_not_wait_for_each_other():
    pacer = Pacer(PACE)
    times(pacer, "@main", 4)
    assert pacer.reserve("@other", 0.0) == 0


def test_all_together_keep_the_overall_rate():
    pacer = Pacer(PACE)
    assert [pacer.reserve(f"@{n}", 0.0) for n in range(7)] == [0, 0, 0, 0, 0, 1, 1]


def test_a_slow_request_counts_from_its_answer():
    pacer = Pacer(PACE)
    pacer.reserve("12345", 0.0)
    pacer.used("12345", 0.4)
    assert pacer.reserve("12345", 0.5) == 1.4


@given(st.lists(st.tuples(st.sampled_from(["1", "2", "@a", "-7"]), st.floats(0, 2)), max_size=60))
def test_no_window_ever_holds_too_many(asked):
    pacer, now, slots = Pacer(PACE), 0.0, []
    for chat, pause in asked:
        now += pause
        at = pacer.reserve(chat, now)
        assert at >= now
        slots.append((chat, at))
    _keeps([at for chat, at in slots if chat == "1"], 1, 1)
    _keeps([at for chat, at in slots if chat == "@a"], 3, 60)


def _keeps(slots, count, seconds):
    slots.sort()
    for first, later in zip(slots, slots[count:], strict=False):
        assert later - first >= seconds - 1e-6
