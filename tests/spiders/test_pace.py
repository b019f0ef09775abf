import asyncio
import time

import pytest

from spiders.pace import PATIENCE, Lane, Pace, Ticket


def lane_of(*sources):
    lane = Lane()
    lane.waiting = [Ticket(source=name, number=number) for number, name in enumerate(sources)]
    return lane


def run_out(lane, *, delay=0.0, now=0.0):
    """Give out all turns, each over at once; return whose they were."""
    order = []
    while lane.waiting:
        now = max(now, lane.ready_at)
        ticket = lane.choose(now, 1)
        lane.start(ticket, now, delay)
        order.append(ticket.source)
        lane.leave(ticket, now, delay)
    return order


def test_first_come_first_served():
    assert run_out(lane_of("a", "b", "c")) == ["a", "b", "c"]


def test_no_source_has_two_turns_before_another_that_waits():
    assert run_out(lane_of("a", "a", "a", "b", "b", "c")) == ["a", "b", "c", "a", "b", "a"]


def test_one_at_a_time():
    lane = lane_of("a", "b")
    lane.start(lane.choose(0.0, 1), 0.0, 0.0)
    assert lane.choose(1.9, 1) is None


def test_two_at_a_time_where_the_operator_says_so():
    lane = lane_of("a", "b", "c")
    lane.start(lane.choose(0.0, 2), 0.0, 0.0)
    lane.start(lane.choose(0.0, 2), 0.0, 0.0)
    assert lane.choose(0.0, 2) is None


def test_the_pause_counts_from_the_end_of_a_request():
    lane = lane_of("a", "b")
    first = lane.choose(0.0, 1)
    lane.start(first, 0.0, 1.0)
    lane.leave(first, 5.0, 1.0)
    assert lane.choose(5.9, 1) is None
    assert lane.wake_at(5.9) == 6.0
    assert lane.choose(6.0, 1).source == "b"


def test_a_request_that_hangs_holds_up_only_its_own_source():
    lane = lane_of("hangs", "hangs", "other")
    lane.start(lane.choose(0.0, 1), 0.0, 0.0)
    assert lane.wake_at(0.5) == PATIENCE
    assert lane.choose(PATIENCE, 1).source == "other"
    lane.start(lane.choose(PATIENCE, 1), PATIENCE, 0.0)
    assert lane.choose(PATIENCE * 3, 1) is None


def test_nothing_to_wake_for_without_anybody_waiting():
    lane = lane_of("a")
    assert lane.wake_at(0.0) is None
    lane.start(lane.choose(0.0, 1), 0.0, 1.0)
    assert lane.wake_at(0.0) is None


async def test_turns_at_one_host_do_not_overlap():
    pace, inside, most = Pace(1, lambda _: 0.01), 0, 0

    async def one(source):
        nonlocal inside, most
        async with pace.turn("example.org:80", source):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.005)
            inside -= 1

    began = time.monotonic()
    await asyncio.gather(*(one(f"s{number % 3}") for number in range(9)))
    assert most == 1
    assert time.monotonic() - began > 8 * 0.015


async def test_hosts_do_not_wait_for_each_other():
    pace = Pace(1, lambda _: 60.0)
    async with pace.turn("a:80", "x"), pace.turn("a:81", "x"), pace.turn("b:80", "x"):
        pass


async def test_who_gives_up_waiting_leaves_the_lane():
    pace = Pace(1, lambda _: 0.0)
    async with pace.turn("a:80", "x"):
        waiting = asyncio.ensure_future(pace.turn("a:80", "x").__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait({waiting})
    async with asyncio.timeout(1), pace.turn("a:80", "x"):
        pass


async def test_who_gives_up_in_the_moment_of_its_turn_passes_it_on():
    pace = Pace(1, lambda _: 0.0)
    first = pace.turn("a:80", "x")
    await first.__aenter__()
    waiting = asyncio.ensure_future(pace.turn("a:80", "y").__aenter__())
    await asyncio.sleep(0)
    waiting.cancel()
    await first.__aexit__(None, None, None)
    await asyncio.wait({waiting})
    async with asyncio.timeout(1), pace.turn("a:80", "z"):
        pass


async def test_what_never_reached_the_host_is_due_no_pause():
    pace = Pace(1, lambda _: 60.0)
    async with pace.turn("a:80", "x") as turn:
        turn.sent = False
    async with asyncio.timeout(1), pace.turn("a:80", "x"):
        pass


async def test_idle_lanes_are_forgotten():
    pace = Pace(1, lambda _: 0.0)
    for number in range(1500):
        async with pace.turn(f"host{number}:80", "x"):
            pass
    assert len(pace._lanes) < 1100


@pytest.mark.parametrize("error", [ValueError, asyncio.CancelledError])
async def test_a_turn_ends_with_its_block_however_that_ends(error):
    pace = Pace(1, lambda _: 0.0)
    with pytest.raises(error):
        async with pace.turn("a:80", "x"):
            raise error
    async with asyncio.timeout(1), pace.turn("a:80", "x"):
        pass
