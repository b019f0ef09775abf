import asyncio
import socket
import threading

import pytest

from newsroom.fetched import FetchOutcome
from spiders.names import Names


class _Taken:
    def __init__(self):
        self.hosts = []
        self.done = asyncio.Event()

    def resolutionBegan(self, _):  # noqa: N802 - Twisted's name
        pass

    def addressResolved(self, address):  # noqa: N802 - likewise
        self.hosts.append((address.host, address.port))

    def resolutionComplete(self):  # noqa: N802 - likewise
        self.done.set()


async def resolve(host, look_up=socket.getaddrinfo, *, within=10.0):
    taken = _Taken()
    names = Names(asyncio.get_running_loop(), timeout=within, look_up=look_up)
    names.resolveHostName(taken, host, 80)
    async with asyncio.timeout(20):
        await taken.done.wait()
    return taken.hosts


def never(*_):
    raise AssertionError("nobody is to be asked")


@pytest.mark.parametrize(
    ("spelled", "address"),
    [("127.0.0.1", "127.0.0.1"), ("127.1", "127.0.0.1"), ("0x7f.1", "127.0.0.1"),
     ("2130706433", "127.0.0.1"), ("::1", "::1")],
)  # fmt: skip
async def test_addresses_in_any_spelling_are_read_without_asking(spelled, address):
    assert await resolve(spelled, never) == [(address, 80)]


async def test_names_are_looked_up():
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.7", 80))]
    assert await resolve("a.example", lambda *_: found) == [("192.0.2.7", 80)]


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), UnicodeError("label too long")])
async def test_names_that_cannot_be_found_have_no_address(error):
    def look_up(*_):
        raise error

    assert await resolve("a.example", look_up) == []


async def test_a_name_server_that_says_nothing_is_not_waited_for():
    asked = threading.Event()

    def look_up(*_):
        asked.wait(60)
        return []

    assert await resolve("a.example", look_up, within=0.1) == []
    asked.set()


async def test_a_name_without_an_address_is_not_looked_up_twice_in_a_row(door, monkeypatch):
    asked = []
    monkeypatch.setattr(
        door._gate.guard._inner, "_look_up", lambda *query: asked.append(query) or []
    )
    answer = await door.get("http://host.example/")
    assert answer.outcome is FetchOutcome.NOT_RESOLVED
    assert len(asked) == 1
    monkeypatch.setattr("spiders.names._UNKNOWN_FOR", 0.0)
    await door.get("http://other.example/")
    assert len(asked) == 3


def test_an_answer_after_the_end_of_the_loop_is_dropped(recwarn):
    release, done = threading.Event(), threading.Event()

    def look_up(*_):
        release.wait(60)
        done.set()
        return []

    async def leave():
        names = Names(asyncio.get_running_loop(), timeout=1, look_up=look_up)
        names.resolveHostName(_Taken(), "a.example", 80)

    asyncio.run(leave())
    release.set()
    assert done.wait(30)
    assert not recwarn


async def test_a_hanging_name_server_delays_no_other_source(door, monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(door._gate.guard._inner, "_timeout", 0.3)
    monkeypatch.setattr(door._gate.guard._inner, "_look_up", lambda *_: release.wait(60) or [])
    urls = [f"http://host{number}.example/" for number in range(40)]
    async with asyncio.timeout(10):
        answers = await asyncio.gather(*(door.get(url, robots=False) for url in urls))
    release.set()
    assert {one.outcome for one in answers} == {FetchOutcome.NOT_RESOLVED}
