from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from alerts.pace import Floods, Pacer
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


def test_a_chat_that_has_to_wait_takes_no_slots_of_all():
    """It waits for its own window first: what it reserved a minute ahead would delay the others."""
    pacer = Pacer(PACE)
    times(pacer, "@main", 3)
    assert pacer.wait("@main", 0.5) == 59.5
    now = 1.0
    for number in range(40):
        now = pacer.reserve(f"{number}", now)
    assert now <= 9.0


def test_three_refusals_in_a_row_are_the_limit_of_all():
    floods = Floods()
    assert not floods.refused("@a", 10.0)
    assert not floods.refused("@a", 10.1)
    assert not floods.refused("@b", 10.2)
    assert floods.refused("5", 10.3)


def test_refusals_with_something_accepted_or_much_time_between_are_each_chats_own():
    floods = Floods()
    floods.refused("@a", 10.0)
    floods.refused("@b", 10.1)
    floods.accepted()
    assert not floods.refused("5", 10.2)
    floods.refused("6", 10.3)
    assert not floods.refused("7", 13.0)
