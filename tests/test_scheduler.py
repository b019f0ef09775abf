import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest

from scheduler import Clock, Reading, first_run, step_between


@pytest.mark.parametrize(
    ("wall_moved", "expected"),
    [(5.0, 0), (3605.0, 3600), (-3595.0, -3600), (5.4, 0.4)],
    ids=["steady", "an hour ahead", "an hour back", "slow drift"],
)
def test_a_step_is_what_the_wall_moved_beyond_the_time_that_passed(wall_moved, expected):
    before = Reading(monotonic=100.0, wall=1_000_000.0)
    after = Reading(monotonic=105.0, wall=1_000_000.0 + wall_moved)
    assert step_between(before, after).total_seconds() == pytest.approx(expected)


def test_first_runs_lie_within_the_interval():
    now = datetime(2026, 11, 24, 10, tzinfo=UTC)
    every = timedelta(minutes=5)
    assert first_run(now, every, 0.0) == now
    assert first_run(now, every, 0.5) == now + timedelta(minutes=2.5)


async def test_an_action_runs_again_and_again_and_never_overlaps_itself():
    running = most = runs = 0

    async def action():
        nonlocal running, most, runs
        runs += 1
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.25)
        running -= 1

    async with Clock(timezone="UTC") as clock:
        clock.every("one", timedelta(seconds=0.1), action)
        await asyncio.sleep(1.2)
    assert runs >= 3
    assert most == 1


async def test_an_action_that_raises_is_logged_and_runs_again(caplog):
    runs = 0

    async def action():
        nonlocal runs
        runs += 1
        raise RuntimeError("no luck")

    with caplog.at_level(logging.ERROR, logger="scheduler"):
        async with Clock(timezone="Asia/Tbilisi") as clock:
            clock.every("unlucky", timedelta(seconds=0.1), action)
            await asyncio.sleep(0.6)
    assert runs >= 2
    assert "job failed job=unlucky" in caplog.text


async def test_stopping_starts_nothing_more_and_lets_what_runs_finish():
    finished = []

    async def action():
        await asyncio.sleep(0.3)
        finished.append(1)

    async with Clock(timezone="UTC") as clock:
        clock.every("one", timedelta(seconds=0.05), action)
        await asyncio.sleep(0.1)
        clock.stop()
        await clock.finish(timedelta(seconds=2))
        assert finished == [1]


async def test_what_does_not_finish_in_time_is_cancelled_without_ado(caplog):
    cancelled = asyncio.Event()

    async def action():
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    async with Clock(timezone="UTC") as clock:
        clock.every("slow", timedelta(seconds=1), action)
        await asyncio.sleep(0.1)
        clock.stop()
        await clock.finish(timedelta(seconds=0.1))
    await asyncio.sleep(0.05)
    assert cancelled.is_set()
    # An operator who stops the program sees no traceback of what was cut off.
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_jobs_planned_by_another_clock_are_planned_anew():
    runs = 0

    async def action():
        nonlocal runs
        runs += 1

    async with Clock(timezone="UTC") as clock:
        clock.every("one", timedelta(seconds=0.2), action)
        await asyncio.sleep(0.1)
        # As after the wall clock went back by an hour: the next run lies an hour ahead.
        clock.replan(datetime.now(UTC) + timedelta(hours=1))
        before = runs
        await asyncio.sleep(0.5)
        assert runs == before
        clock.replan(datetime.now(UTC))
        await asyncio.sleep(0.6)
        assert runs > before
