import asyncio
import os
import subprocess
import sys
from datetime import timedelta

import pytest

from newsroom.store.lease import this_process

LONG, SHORT = timedelta(seconds=30), timedelta(seconds=0.15)
A, B = "elsewhere/1:10:boot-1", "elsewhere/1:11:boot-2"


async def test_a_free_lease_is_taken_and_a_held_one_is_not(store):
    assert await store.take("sender:x", A, lasting=LONG)
    assert not await store.take("sender:x", B, lasting=LONG)
    assert await store.take("sender:y", B, lasting=LONG)
    assert await store.holders() == {"sender:x": A, "sender:y": B}


async def test_ones_own_lease_is_taken_again(store):
    assert await store.take("x", A, lasting=SHORT)
    assert await store.take("x", A, lasting=LONG)
    await asyncio.sleep(SHORT.total_seconds() * 1.5)
    assert await store.holders() == {"x": A}


async def test_a_lease_given_back_is_free(store):
    await store.take("x", A, lasting=LONG)
    await store.give_back(["x"], B)
    assert not await store.take("x", B, lasting=LONG)
    await store.give_back(["x", "never held"], A)
    assert await store.take("x", B, lasting=LONG)


async def test_a_lease_of_a_stopped_machine_is_free_once_it_has_outlived(store):
    await store.take("x", A, lasting=SHORT)
    assert not await store.take("x", B, lasting=LONG)
    await asyncio.sleep(SHORT.total_seconds() * 1.5)
    assert await store.holders() == {}
    assert await store.take("x", B, lasting=LONG)


async def test_renewing_prolongs_what_is_still_ours(store):
    await store.take("mine", A, lasting=SHORT)
    await store.take("theirs", B, lasting=LONG)
    assert await store.renew(["mine", "theirs", "nobody's"], A, lasting=LONG) == {"mine"}
    await asyncio.sleep(SHORT.total_seconds() * 1.5)
    assert not await store.take("mine", B, lasting=LONG)
    assert await store.renew([], A, lasting=LONG) == set()


async def test_an_outlived_lease_that_nobody_took_is_still_ours_to_renew(store):
    await store.take("x", A, lasting=SHORT)
    await asyncio.sleep(SHORT.total_seconds() * 1.5)
    assert await store.renew(["x"], A, lasting=LONG) == {"x"}
    assert not await store.take("x", B, lasting=LONG)


async def test_an_outlived_lease_that_somebody_took_is_not(store):
    await store.take("x", A, lasting=SHORT)
    await asyncio.sleep(SHORT.total_seconds() * 1.5)
    await store.take("x", B, lasting=LONG)
    assert await store.renew(["x"], A, lasting=LONG) == set()
    await store.give_back(["x"], A)
    assert await store.holders() == {"x": B}


@pytest.fixture
def killed():
    """Return the name of a process of this machine that was killed, and is not even buried."""
    code = "from newsroom.store.lease import this_process as p; print(p(), flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as process:
        name = process.stdout.readline().strip()
        process.kill()
        # Waits for the end without burying it: a zombie until the block is left.
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        yield name


async def test_a_lease_of_a_killed_process_of_this_machine_is_free_at_once(store, killed):
    await store.take("x", killed, lasting=LONG)
    assert await store.holders() == {}
    assert await store.take("x", this_process(), lasting=LONG)
    assert not await store.take("x", A, lasting=LONG)
    assert await store.holders() == {"x": this_process()}


async def test_of_many_that_want_one_lease_one_gets_it(store):
    wanting = [f"elsewhere/1:{pid}:boot-1" for pid in range(20)]
    got = await asyncio.gather(*(store.take("x", holder, lasting=LONG) for holder in wanting))
    assert sum(got) == 1
    assert await store.holders() == {"x": wanting[got.index(True)]}
