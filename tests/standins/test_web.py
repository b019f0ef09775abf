import contextlib
import gzip
import http.client
import socket
import threading
import time

import pytest

from tests.standins.web import (
    Web,
    busy,
    cut_short,
    drip,
    endless_body,
    endless_headers,
    gzip_bomb,
    hang,
    head,
    in_turn,
    page,
    picky,
    raw,
    redirect,
    reset,
    slow,
)


@pytest.fixture
def site():
    with Web() as web:
        yield web.site()


def ask(site, path="/", **headers):
    connection = http.client.HTTPConnection(site.host, site.port, timeout=20)
    with contextlib.closing(connection):
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()


def test_a_page_and_its_validators(site):
    site.serve("/", page("hello", "text/plain", etag='"1"', last_modified="Sun"))
    status, headers, body = ask(site)
    assert (status, body, headers["Content-Type"], headers["ETag"]) == (
        200, b"hello", "text/plain", '"1"'
    )  # fmt: skip
    assert ask(site, **{"If-None-Match": '"1"'})[::2] == (304, b"")
    assert ask(site, **{"If-Modified-Since": "Sun"})[::2] == (304, b"")
    assert ask(site, **{"If-None-Match": '"0"'})[0] == 200


def test_what_is_not_served_is_not_there(site):
    assert ask(site, "/elsewhere")[0] == 404


def test_a_page_may_have_no_content_type(site):
    site.serve("/", page(b"\xff", None))
    assert ask(site)[1]["Content-Type"] is None


def test_redirects_and_errors(site):
    site.serve("/r", redirect("http://127.0.0.2/", 308))
    site.serve("/b", busy(429, retry_after="7"))
    assert (ask(site, "/r")[0], ask(site, "/r")[1]["Location"]) == (308, "http://127.0.0.2/")
    assert (ask(site, "/b")[0], ask(site, "/b")[1]["Retry-After"]) == (429, "7")


def test_behaviours_in_turn(site):
    site.serve("/", in_turn(page("1"), page("2")))
    assert [ask(site)[2] for _ in range(3)] == [b"1", b"2", b"2"]


def test_a_picky_site(site):
    site.serve("/", picky("text/html", page("x")))
    assert ask(site, Accept="*/*")[0] == 406
    assert ask(site, Accept="text/html")[0] == 200


def test_a_bomb_is_small_on_the_wire(site):
    site.serve("/", gzip_bomb(5_000_000))
    body = ask(site)[2]
    assert len(body) < 10_000
    assert len(gzip.decompress(body)) == 5_000_000


def test_a_body_that_is_cut_short(site):
    site.serve("/", cut_short(b"half"))
    with pytest.raises(http.client.IncompleteRead):
        ask(site)


def test_a_reset(site):
    site.serve("/", reset)
    with pytest.raises(ConnectionError):
        ask(site)


def test_raw_bytes(site):
    site.serve("/", raw(b"hello"))
    with pytest.raises(http.client.BadStatusLine):
        ask(site)


def first_bytes(site, count):
    with socket.create_connection((site.host, site.port), timeout=2) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        taken = b""
        with contextlib.suppress(TimeoutError):
            while len(taken) < count:
                taken += client.recv(65536)
        return taken


@pytest.mark.parametrize("behaviour", [endless_body(), endless_headers()])
def test_what_has_no_end(site, behaviour):
    site.serve("/", behaviour)
    assert len(first_bytes(site, 1_000_000)) >= 1_000_000


def test_drops(site):
    site.serve("/", drip(head(200, {}), every=0.02))
    assert first_bytes(site, 25).endswith(b"\r\n\r\nxxx") or b"xx" in first_bytes(site, 25)


def test_hanging(site):
    site.serve("/", hang)
    assert first_bytes(site, 1) == b""


def test_the_log_has_times_and_the_peak(site):
    site.serve("/", slow(0.1, page("x")))
    asking = [threading.Thread(target=ask, args=(site,)) for _ in range(3)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert site.peak == 3
    assert [one.path for one in site.log] == ["/"] * 3
    until = time.monotonic() + 10
    while any(one.ended is None for one in site.log) and time.monotonic() < until:
        time.sleep(0.01)
    assert all(0.1 <= one.ended - one.began < 10 for one in site.log)
    assert site.connections == 3


def test_sites_on_several_addresses():
    with Web() as web:
        sites = [web.site(host) for host in ("127.0.0.1", "127.0.0.2", "::1")]
        for site in sites:
            site.serve("/", page(site.host))
        assert [ask(site)[2].decode() for site in sites] == ["127.0.0.1", "127.0.0.2", "::1"]
        assert sites[2].url("/x") == f"http://[::1]:{sites[2].port}/x"
