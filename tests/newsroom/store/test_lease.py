import asyncio
import logging
import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest

from newsroom.errors import StoreUnavailable
from newsroom.store import lease
from newsroom.store.lease import Keeper, dead, this_process
from newsroom.store.memory import Rehearsal

# --- who ----------------------------------------------------------------------------------------


def test_this_process_is_named_once_and_lives():
    assert this_process() == this_process()
    assert f":{os.getpid()}:" in this_process()
    assert this_process().startswith(socket.gethostname())
    assert not dead(this_process())


def test_another_process_has_another_name():
    code = "from newsroom.store.lease import this_process as p; print(p())"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    name = other.stdout.strip()
    assert name.split(":")[0] == this_process().split(":")[0]
    assert name != this_process()
    assert dead(name)


def test_a_reused_number_is_not_taken_for_the_process_that_had_it():
    machine, pid, start = this_process().split(":")
    boot, ticks = start.split("-")
    assert dead(f"{machine}:{pid}:{boot}-{int(ticks) - 1}")


def test_before_the_machine_was_started_anew_every_process_was_another():
    machine, pid, start = this_process().split(":")
    assert dead(f"{machine}:{pid}:00000000-{start.split('-')[1]}")


@pytest.mark.parametrize("holder", ["", "x", "elsewhere/1:1:a-1", "::", "a:b", "{}:x:1", "{}:-1:-"])
def test_of_what_is_not_of_this_machine_nobody_knows(holder):
    assert not dead(holder.format(this_process().split(":")[0]))


@pytest.fixture
def without_proc(tmp_path, monkeypatch):
    monkeypatch.setattr(lease, "_PROC", tmp_path)


def test_without_proc_a_process_is_known_by_its_number(without_proc):
    assert this_process() == f"{socket.gethostname()}/:{os.getpid()}:-"
    assert not dead(this_process())
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    assert dead(f"{socket.gethostname()}/:{ended.pid}:-")


# --- keeping ------------------------------------------------------------------------------------

LASTING, EVERY = timedelta(seconds=15), timedelta(seconds=0.01)


class Clock:
    """The holder's own clock, turned by hand."""

    now = 1000.0

    def __call__(self):
        return self.now


class Away(Rehearsal):
    """A store whose leases cannot be reached while `away`."""

    away = False
    asked = 0

    async def renew(self, names, holder, *, lasting):
        self.asked += 1
        if self.away:
            raise StoreUnavailable("away")
        return await super().renew(names, holder, lasting=lasting)

    async def give_back(self, names, holder):
        if self.away:
            raise StoreUnavailable("away")
        await super().give_back(names, holder)


def keeper(store, clock=None, **values):
    values = {"holder": "elsewhere/1:1:me", "lasting": LASTING, "every": EVERY} | values
    return Keeper(store, elapsed=clock or Clock(), **values)


async def renewals(store, number=2):
    """Wait until so many renewals more were asked for."""
    until = store.asked + number
    while store.asked < until:  # noqa: ASYNC110 - a test looks on from outside
        await asyncio.sleep(0.005)


async def test_a_lease_is_held_until_it_is_given_back():
    store = Away()
    async with keeper(store) as ours:
        assert not ours.holds("x")
        assert await ours.take("x")
        assert ours.holds("x")
        assert await store.holders() == {"x": ours.holder}
        await ours.give_back("x", "never held")
        assert not ours.holds("x")
        assert await store.holders() == {}


async def test_what_another_holds_is_not_taken():
    store = Away()
    async with keeper(store) as ours, keeper(store, holder="elsewhere/1:2:they") as theirs:
        assert await ours.take("x")
        assert not await theirs.take("x")
        assert not theirs.holds("x")
        await theirs.give_back("x")
        assert ours.holds("x")
        assert await store.holders() == {"x": ours.holder}
        assert await ours.take("x")


async def test_leases_are_given_back_at_the_end_even_after_an_error():
    store = Away()

    async def work():
        async with keeper(store) as ours:
            await ours.take("x")
            await ours.take("y")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await work()
    assert await store.holders() == {}


async def test_leases_are_given_back_when_the_work_is_cancelled():
    store, taken = Away(), asyncio.Event()

    async def work():
        async with keeper(store) as ours:
            await ours.take("x")
            taken.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(work())
    await taken.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await store.holders() == {}


async def test_a_renewed_lease_is_held_on():
    store, clock = Away(), Clock()
    async with keeper(store, clock) as ours:
        await ours.take("x")
        for _ in range(3):
            clock.now += 10
            assert ours.holds("x")
            await renewals(store)
        assert ours.holds("x")


async def test_a_lease_counts_as_lost_from_the_moment_it_has_outlived():
    store, clock = Away(), Clock()
    async with keeper(store, clock) as ours:
        await ours.take("x")
        store.away = True
        clock.now += 14.999
        assert ours.holds("x")
        clock.now += 0.001
        assert not ours.holds("x")
        store.away = False


async def test_a_store_that_is_away_for_a_while_does_not_end_the_renewing(caplog):
    caplog.set_level(logging.WARNING, logger=lease.__name__)
    store, clock = Away(), Clock()
    async with keeper(store, clock) as ours:
        await ours.take("x")
        store.away = True
        clock.now += 20
        await renewals(store, 5)
        assert not ours.holds("x")
        store.away = False
        await renewals(store)
        # Nobody took it meanwhile.
        assert ours.holds("x")
    assert [record.message for record in caplog.records] == ["leases not renewed names=1: away"]


async def test_a_lease_that_somebody_took_is_lost(caplog):
    store = Away()
    async with keeper(store) as ours:
        await ours.take("x")
        store._leases["x"] = ("elsewhere/1:2:they", 1e12)
        await renewals(store, 1)
        assert not ours.holds("x")
        assert not await ours.take("x")
    assert "lease lost name=x" in caplog.text
    assert set(await store.holders()) == {"x"}


async def test_a_store_that_is_away_at_the_end_holds_nobody_up():
    store = Away()
    async with keeper(store) as ours:
        await ours.take("x")
        store.away = True
    assert not ours.holds("x")


async def test_the_time_counts_from_the_asking_not_from_the_answer():
    store, clock = Away(), Clock()
    take = store.take

    async def slow(name, holder, *, lasting):
        clock.now += 4
        return await take(name, holder, lasting=lasting)

    store.take = slow
    async with keeper(store, clock) as ours:
        await ours.take("x")
        clock.now += 10.999
        assert ours.holds("x")
        clock.now += 0.001
        assert not ours.holds("x")


async def test_what_is_given_back_while_a_renewal_is_under_way_stays_given_back():
    store = Away()
    renew, under_way, go_on = store.renew, asyncio.Event(), asyncio.Event()

    async def slow(names, holder, *, lasting):
        renewed = await renew(names, holder, lasting=lasting)
        under_way.set()
        await go_on.wait()
        return renewed

    store.renew = slow
    async with keeper(store) as ours:
        await ours.take("x")
        await under_way.wait()
        await ours.give_back("x")
        go_on.set()
        await asyncio.sleep(0.03)
        assert not ours.holds("x")


async def test_it_works_on_every_store(store):
    async with Keeper(store, lasting=timedelta(seconds=0.4), every=timedelta(seconds=0.1)) as ours:
        assert await ours.take("x")
        await asyncio.sleep(0.6)
        assert ours.holds("x")
        assert await store.holders() == {"x": this_process()}
        assert not await store.take("x", "elsewhere/1:2:b", lasting=LASTING)
    assert await store.holders() == {}
