import asyncio
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

import pytest

from newsroom.errors import Unreadable
from spiders.workers import Limits, Overrun, Workers
from tests.spiders import odd_readers

_ROOT = Path(__file__).parents[2]


@pytest.fixture
async def workers():
    async with Workers(limits=Limits(deadline=1.0)) as opened:
        yield opened


async def test_a_reader_runs_in_another_process(workers):
    assert await workers.run(odd_readers.double, 4) == 8
    assert await workers.run(odd_readers.process) != os.getpid()


@pytest.mark.parametrize("reader", [odd_readers.spin, odd_readers.spin_in_c])
async def test_who_takes_too_long_is_killed(workers, reader):
    await workers.run(odd_readers.double, 1)
    began = time.monotonic()
    with pytest.raises(Overrun, match="took longer than 1 s to read"):
        await workers.run(reader)
    assert time.monotonic() - began < 15
    assert await workers.run(odd_readers.double, 4) == 8


@pytest.mark.parametrize("reader", [odd_readers.hoard, odd_readers.hoard_quietly])
async def test_who_needs_too_much_memory_is_replaced(workers, reader):
    with pytest.raises(Overrun, match="needed more than 400 MB"):
        await workers.run(reader)
    assert await workers.run(odd_readers.double, 4) == 8


async def test_who_dies_is_replaced(workers):
    with pytest.raises(Overrun, match="the reader crashed on it"):
        await workers.run(odd_readers.die)
    assert await workers.run(odd_readers.double, 4) == 8


async def test_a_pool_that_broke_is_tried_once_more(workers, monkeypatch):
    tries = []
    honest = workers._try

    async def breaks_first(call):
        tries.append(call)
        if len(tries) == 1:
            raise BrokenProcessPool("All workers expired")
        return await honest(call)

    monkeypatch.setattr(workers, "_try", breaks_first)
    assert await workers.run(odd_readers.double, 4) == 8
    assert len(tries) == 2


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        (odd_readers.refuse, "this is a web page, not a feed"),
        (odd_readers.dive, "is nested too deeply"),
        (odd_readers.fail, "cannot be read: UnsendableError: a b"),
    ],
)
async def test_what_a_reader_raises_comes_home_as_unreadable(workers, reader, words):
    with pytest.raises(Unreadable, match=words) as raised:
        await workers.run(reader)
    assert not isinstance(raised.value, Overrun)


async def test_a_readers_bug_is_logged(workers, caplog):
    with suppress(Unreadable):
        await workers.run(odd_readers.fail)
    assert "reader=fail error=UnsendableError" in caplog.text


async def test_waiting_in_the_queue_takes_no_time_of_the_task(workers):
    tasks = [workers.run(odd_readers.sleep, 0.5) for _ in range(8)]
    assert await asyncio.gather(*tasks) == [0.5] * 8


async def test_one_page_that_hangs_does_not_stop_the_others():
    async with Workers(limits=Limits(deadline=20.0)) as workers:
        await workers.run(odd_readers.double, 1)
        hanging = asyncio.ensure_future(workers.run(odd_readers.spin))
        read = [await workers.run(odd_readers.double, number) for number in range(20)]
        assert read == list(range(0, 40, 2))
        assert not hanging.done()
    await asyncio.gather(hanging, return_exceptions=True)


async def test_who_gives_up_frees_the_worker(workers):
    workers._count = 1
    await workers.run(odd_readers.double, 1)
    waiting = asyncio.ensure_future(workers.run(odd_readers.sleep, 0.9))
    await asyncio.sleep(0.2)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await workers.run(odd_readers.double, 4) == 8


async def test_workers_are_replaced_after_their_share_of_tasks():
    async with Workers(count=1, tasks=3) as workers:
        seen = {await workers.run(odd_readers.process) for _ in range(7)}
    assert len(seen) >= 3


async def test_closing_ends_what_is_under_way():
    async with Workers(limits=Limits(deadline=30.0)) as workers:
        await workers.run(odd_readers.double, 1)
        pids = {await workers.run(odd_readers.process) for _ in range(20)}
        tasks = [asyncio.ensure_future(workers.run(odd_readers.spin_in_c)) for _ in range(3)]
        await asyncio.sleep(0.2)
        began = time.monotonic()
    assert time.monotonic() - began < 5
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert {str(end) for end in ends} == {"the program is stopping"}
    assert not [pid for pid in pids if _lives(pid)]
    with pytest.raises(Unreadable, match="stopping"):
        await workers.run(odd_readers.double, 1)


async def test_closing_without_having_started_starts_nothing():
    async with Workers() as workers:
        pass
    assert workers._pool is None


async def test_a_broken_pool_is_replaced(workers):
    await workers.run(odd_readers.double, 1)
    workers._pool.stop()
    assert await workers.run(odd_readers.double, 4) == 8


_PROGRAM = """
import asyncio, signal
# A shell starts what runs in the background with Ctrl-C ignored; this is a program at a terminal.
signal.signal(signal.SIGINT, signal.default_int_handler)
from spiders.workers import Limits, Workers
from tests.spiders import odd_readers

async def main():
    async with Workers(limits=Limits(deadline=5.0)) as workers:
        pids = [await workers.run(odd_readers.process) for _ in range(20)]
        print(*set(pids), flush=True)
        await workers.run(odd_readers.sleep, 30)

if __name__ == "__main__":
    asyncio.run(main())
"""


def _started(tmp_path, **options):
    (tmp_path / "program.py").write_text(_PROGRAM)
    program = subprocess.Popen(
        [sys.executable, str(tmp_path / "program.py")],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(_ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # fmt: skip
    return program, [int(pid) for pid in program.stdout.readline().split()]


def test_a_parent_that_is_killed_leaves_no_worker_behind(tmp_path):
    program, workers = _started(tmp_path)
    family = {*workers, *_children(program.pid)}
    program.kill()
    # The busy one has its deadline, and some grace.
    program.communicate(timeout=30)
    until = time.monotonic() + 2
    while any(map(_lives, family)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in family if _lives(pid)]


def test_ctrl_c_in_the_terminal_makes_no_worker_complain(tmp_path):
    program, _ = _started(tmp_path, start_new_session=True)
    os.killpg(program.pid, signal.SIGINT)
    _, errors = program.communicate(timeout=30)
    # The program's own is there, from asyncio.run.
    assert "KeyboardInterrupt" in errors
    assert "multiprocessing" not in errors
    assert "pebble" not in errors


def test_nothing_is_imported_from_the_folder_where_the_program_is_called(tmp_path):
    (tmp_path / "feedparser.py").write_text("open('trapped', 'w').close()")
    program, _ = _started(tmp_path)
    program.kill()
    # The busy worker holds the pipes for its deadline and some grace: ten seconds in all.
    program.communicate(timeout=30)
    assert not (tmp_path / "trapped").exists()


def _lives(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def _children(pid):
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


def test_ctrl_c_finds_no_worker_that_would_die_of_it():
    """The first start in a process also starts multiprocessing's tracker, which unblocks SIGINT."""
    asked = subprocess.run(
        [sys.executable, "-c", _BLOCKED], cwd=_ROOT, capture_output=True, check=True, text=True
    )
    assert int(asked.stdout, 16) & 1 << (signal.SIGINT - 1)


_BLOCKED = """
import asyncio
from multiprocessing import forkserver
from pathlib import Path
from spiders.workers import Workers

async def main():
    async with Workers() as workers:
        await workers.run(len, b"")
        status = Path(f"/proc/{forkserver._forkserver._forkserver_pid}/status").read_text()
        print(status.partition("SigBlk:")[2].split()[0])

asyncio.run(main())
"""
