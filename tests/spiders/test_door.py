import asyncio
import gzip
import logging
import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from newsroom.fetched import Failed, Fetched, FetchOutcome, Unchanged, Validators
from newsroom.secret import Redactor
from spiders.door import Door, scrapy_settings
from tests.spiders.given import AGENT, fetch
from tests.standins.web import (
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

_QUICK = timedelta(seconds=0.4)


async def test_a_page_comes_with_its_validators(door, site):
    site.serve("/", page("hello", "text/plain", etag='"1"', last_modified="Sun"))
    answer = await door.get(site.url())
    assert isinstance(answer, Fetched)
    assert (answer.url, answer.status, answer.body) == (site.url(), 200, b"hello")
    assert answer.content_type == "text/plain"
    assert (answer.validators.etag, answer.validators.last_modified) == ('"1"', "Sun")
    assert answer.took > 0


async def test_an_unchanged_page_costs_no_body(door, site):
    site.serve("/", page("hello", etag='"1"'))
    first = await door.get(site.url())
    second = await door.get(site.url(), validators=first.validators)
    assert second == Unchanged(url=site.url(), validators=first.validators)
    assert site.asked("/")[1].headers["if-none-match"] == '"1"'


async def test_last_modified_is_sent_back(door, site):
    moment = "Sun, 01 Mar 2026 12:00:00 GMT"
    site.serve("/", page("hello", last_modified=moment))
    validators = (await door.get(site.url())).validators
    assert isinstance(await door.get(site.url(), validators=validators), Unchanged)


async def test_the_same_bytes_are_unchanged_though_the_server_says_nothing(door, site):
    site.serve("/", in_turn(page("hello"), page("hello", etag='"new"'), page("other")))
    first = await door.get(site.url())
    second = await door.get(site.url(), validators=first.validators)
    assert isinstance(second, Unchanged)
    assert second.validators.etag == '"new"'
    assert isinstance(await door.get(site.url(), validators=second.validators), Fetched)


async def test_304_without_a_question_is_an_error(door, site):
    site.serve("/", page("", status=304))
    assert (await door.get(site.url())).reason == "HTTP 304"


@pytest.mark.parametrize("etag", ["x" * 5000, "a\x01b"])
async def test_a_validator_that_cannot_be_sent_back_is_not_kept(door, site, etag):
    site.serve("/", page("hello", etag=etag))
    assert (await door.get(site.url())).validators.etag is None


_FAILURES = {
    "hang": (hang, "timed_out", "no answer within 0.4 s"),
    "drip": (drip(head(200, {})), "timed_out", "no answer within 0.4 s"),
    "slow headers": (drip(b"HTTP/1.1 200 OK\r\nX: "), "timed_out", "no answer within 0.4 s"),
    "endless": (endless_body(), "too_large", "more than 1 MB"),
    "stated length": (page(bytes(1_000_001)), "too_large", "more than 1 MB"),
    "bomb": (gzip_bomb(20_000_000), "too_large", "more than 1 MB"),
    "headers": (endless_headers(), "too_large", "more than 64 KB of headers"),
    "reset": (reset, "broken_answer", "127.0.0.1 broke the connection off"),
    "closed": (raw(b""), "broken_answer", "127.0.0.1 broke the connection off"),
    "short": (cut_short(b"half"), "broken_answer", "the answer broke off"),
    "no http": (raw(b"SSH-2.0-x\r\n\r\n"), "broken_answer", "the answer is not HTTP"),
    "not found": (busy(404), "http_error", "HTTP 404"),
    "wait": (busy(503, retry_after="120"), "http_error", "HTTP 503; asked to wait 120 s"),
    "too fast": (busy(429, retry_after="nonsense"), "rate_limited", "HTTP 429"),
    "ftp": (redirect("ftp://example.org/x"), "redirect_refused", "redirect to ftp:, not"),
    "javascript": (redirect("javascript:x"), "redirect_refused", "redirect to javascript:, not"),
    "user": (redirect("http://a:b@127.0.0.1/"), "redirect_refused", "with a user name in it"),
    "no address": (redirect("http://[::1/"), "redirect_refused", "that is no address"),
    "long": (redirect("/" + "x" * 3000), "redirect_refused", "that is no address"),
    "circle": (redirect("/"), "redirect_refused", "redirects in a circle, back to http://"),
    "no name": (redirect("http://nowhere.invalid/"), "not_resolved", "the name nowhere.invalid"),
    "long name": (redirect(f"http://{'x' * 80}.org/"), "not_resolved", ""),
}


@pytest.mark.parametrize(("behaviour", "outcome", "reason"), _FAILURES.values(), ids=_FAILURES)
async def test_every_failure_has_a_name_and_a_line(site, caplog, behaviour, outcome, reason):
    site.serve("/", behaviour)
    async with Door(fetch(timeout=_QUICK)) as door:
        answer = await door.get(site.url(), robots=False)
    assert isinstance(answer, Failed)
    assert answer.outcome == outcome
    assert reason in answer.reason
    assert "\n" not in answer.reason
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]


async def test_a_closed_port(door):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    answer = await door.get(f"http://127.0.0.1:{port}/", robots=False)
    assert answer.outcome is FetchOutcome.NOT_CONNECTED
    assert answer.reason == f"127.0.0.1:{port} refuses connections"


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "data:,x", "http://", "http://a:b@c/", "x",
            "http://[::1", "http://a:99999/"]
)  # fmt: skip
async def test_what_is_not_fetched(door, url):
    answer = await door.get(url)
    assert answer.outcome is FetchOutcome.FAILED


async def test_five_redirects_are_followed_and_no_more(door, site):
    for number in range(7):
        site.serve(f"/{number}", redirect(f"/{number + 1}"))
    site.serve("/7", page("there"))
    assert (await door.get(site.url("/2"))).body == b"there"
    answer = await door.get(site.url("/1"))
    assert answer.outcome is FetchOutcome.REDIRECT_REFUSED
    assert answer.reason.startswith("more than 5 redirects")


async def test_all_redirects_together_have_the_time_of_one_fetch(site):
    for number in range(4):
        site.serve(f"/{number}", slow(0.3, redirect(f"/{number + 1}")))
    async with Door(fetch(timeout=timedelta(seconds=0.8))) as door:
        began = time.monotonic()
        answer = await door.get(site.url("/0"), robots=False)
    assert answer.outcome is FetchOutcome.TIMED_OUT
    assert time.monotonic() - began < 5


async def test_the_time_limit_leaves_out_the_wait_for_others(site):
    site.serve("/slow", slow(0.3, page("x")))
    async with Door(fetch(timeout=timedelta(seconds=0.5))) as door:
        answers = await asyncio.gather(
            *(door.get(site.url("/slow"), source=str(number), robots=False) for number in range(4))
        )
    assert all(isinstance(one, Fetched) for one in answers)
    assert site.peak == 1


async def test_manners_of_a_request(door, site):
    site.serve("/a", redirect("/b"))
    site.serve("/b", page("x", headers={"Set-Cookie": "a=1"}))
    await door.get(site.url("/a"), accept="text/html")
    await door.get(site.url("/b"))
    for asked in site.log:
        assert asked.headers["user-agent"] == AGENT
        assert not {"referer", "cookie", "authorization"} & set(asked.headers)
    assert site.asked("/a")[0].headers["accept"] == "text/html"


async def test_a_site_that_accepts_little_is_asked_again_for_html(door, site):
    site.serve("/", picky("text/html", page("hello")))
    assert (await door.get(site.url(), accept="application/rss+xml")).body == b"hello"
    assert len(site.asked("/")) == 2


async def test_meta_refresh_is_not_followed(door, site):
    site.serve("/", page('<meta http-equiv="refresh" content="0;url=/other">'))
    await door.get(site.url())
    assert not site.asked("/other")


async def test_one_layer_of_packing_is_taken_off(door, site):
    packed = page(gzip.compress(b"hello"), headers={"Content-Encoding": "gzip"})
    site.serve("/", packed)
    assert (await door.get(site.url())).body == b"hello"


async def test_robots_txt_is_asked_once_and_obeyed(door, site):
    site.serve("/robots.txt", page("User-agent: *\nDisallow: /private", "text/plain"))
    site.serve("/private/x", page("secret"))
    site.serve("/open", page("hello"))
    answer = await door.get(site.url("/private/x"))
    assert answer.outcome is FetchOutcome.ROBOTS_REFUSED
    assert answer.reason == "robots.txt forbids it"
    assert isinstance(await door.get(site.url("/open")), Fetched)
    assert isinstance(await door.get(site.url("/private/x"), robots=False), Fetched)
    assert len(site.asked("/robots.txt")) == 1


async def test_robots_txt_holds_for_redirects_too(door, site):
    site.serve("/robots.txt", page("User-agent: *\nDisallow: /private", "text/plain"))
    site.serve("/open", redirect("/private"))
    assert (await door.get(site.url("/open"))).outcome is FetchOutcome.ROBOTS_REFUSED


@pytest.mark.parametrize("behaviour", [busy(404), busy(500), reset, page(b"\xff\xfe\x00" * 99)])
async def test_without_a_readable_robots_txt_everything_is_allowed(door, site, behaviour):
    site.serve("/robots.txt", behaviour)
    site.serve("/", page("hello"))
    assert isinstance(await door.get(site.url()), Fetched)


async def test_robots_txt_is_asked_for_again_after_a_day(door, site, monkeypatch):
    site.serve("/", page("hello"))
    site.serve("/robots.txt", page("", "text/plain"))
    await door.get(site.url())
    monkeypatch.setattr("spiders.robots.time", _Later(24 * 3600 - 10))
    await door.get(site.url())
    assert len(site.asked("/robots.txt")) == 1
    monkeypatch.setattr("spiders.robots.time", _Later(24 * 3600 + 10))
    await door.get(site.url())
    assert len(site.asked("/robots.txt")) == 2


class _Later:
    """A clock that is some seconds ahead."""

    def __init__(self, seconds):
        self._seconds = seconds

    def monotonic(self):
        return time.monotonic() + self._seconds


async def test_one_request_at_a_time_for_all_sources_of_a_host(door, site):
    for number in range(6):
        site.serve(f"/{number}", slow(0.02, page("x")))
    urls = [site.url(f"/{number}") for number in range(6)]
    await asyncio.gather(*(door.get(url, source=url) for url in urls))
    assert site.peak == 1


async def test_a_pause_that_is_set_holds_between_all_requests(site):
    site.serve("/", page("x"))
    async with Door(fetch(delay=timedelta(seconds=0.15))) as door:
        await asyncio.gather(*(door.get(site.url(), source=str(number)) for number in range(3)))
    begins = [one.began for one in site.log]
    assert len(begins) == 4
    assert all(later - earlier >= 0.14 for earlier, later in pairwise(begins))


async def test_public_hosts_get_a_pause_by_default_and_allowed_ones_none(door, site):
    site.serve("/", page("x"))
    await door.get(site.url())
    assert door._delay(f"127.0.0.1:{site.port}") == 0
    assert door._delay("example.org:443") == 1


async def test_a_hanging_source_does_not_hold_up_another_one_of_its_host(site):
    site.serve("/hang", hang)
    site.serve("/", page("x"))
    async with Door(fetch(timeout=timedelta(seconds=20))) as door:
        hanging = asyncio.ensure_future(door.get(site.url("/hang"), source="a", robots=False))
        await asyncio.sleep(0.05)
        began = time.monotonic()
        assert isinstance(await door.get(site.url(), source="b", robots=False), Fetched)
        assert time.monotonic() - began < 10
        hanging.cancel()
        await asyncio.wait({hanging})


async def test_closing_does_not_wait_for_requests_that_hang(site):
    site.serve("/hang", hang)
    site.serve("/robots.txt", in_turn(page("", "text/plain"), hang))
    async with Door(fetch(timeout=timedelta(seconds=30))) as door:
        gets = [
            asyncio.ensure_future(door.get(site.url("/hang"), source=str(number)))
            for number in range(4)
        ]
        await asyncio.sleep(0.2)
        began = time.monotonic()
    assert time.monotonic() - began < 10
    answers = await asyncio.gather(*gets)
    assert {one.reason for one in answers} == {"given up: the program is stopping"}


async def test_a_fetch_that_is_cancelled_lets_go_of_its_host(door, site):
    site.serve("/hang", hang)
    site.serve("/", page("x"))
    hanging = asyncio.ensure_future(door.get(site.url("/hang"), robots=False))
    await asyncio.sleep(0.1)
    hanging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hanging
    async with asyncio.timeout(1):
        assert isinstance(await door.get(site.url(), robots=False), Fetched)


async def test_who_first_asked_for_robots_txt_may_give_up(door, site):
    site.serve("/robots.txt", slow(0.3, page("User-agent: *\nDisallow: /x", "text/plain")))
    first = asyncio.ensure_future(door.get(site.url("/x")))
    await asyncio.sleep(0.1)
    second = asyncio.ensure_future(door.get(site.url("/x"), source="other"))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait({first})
    assert (await second).outcome is FetchOutcome.ROBOTS_REFUSED
    assert len(site.asked("/robots.txt")) == 1


async def test_a_process_has_one_door_at_a_time(door):
    with pytest.raises(RuntimeError, match="a Door is open already"):
        async with Door(fetch()):
            pass
    assert door is not None


def test_doors_can_follow_each_other_on_different_loops(site):
    site.serve("/", page("hello"))

    async def once():
        async with Door(fetch()) as door:
            return await door.get(site.url())

    assert [asyncio.run(once()).body for _ in range(3)] == [b"hello"] * 3


def test_a_loop_that_ended_with_its_door_open_spoils_nothing(site):
    site.serve("/", page("hello"))

    async def broken():
        await Door(fetch()).__aenter__()

    async def once():
        async with Door(fetch()) as door:
            return await door.get(site.url())

    asyncio.run(broken())
    Door._open = False
    assert asyncio.run(once()).body == b"hello"


async def test_an_open_door_listens_on_no_socket(door, site):
    site.serve("/", page("x"))
    before = _listening()
    await door.get(site.url())
    assert _listening() == before
    assert before == {site.port}


def _listening():
    """Return the ports on which this process listens."""
    own = {path.readlink().name for path in _descriptors()}
    ports = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with Path(table).open(encoding="ascii") as lines:
            for line in list(lines)[1:]:
                _, local, _, state, *rest = line.split()
                if state == "0A" and f"socket:[{rest[5]}]" in own:
                    ports.add(int(local.rpartition(":")[2], 16))
    return ports


def _descriptors():
    for path in Path("/proc/self/fd").iterdir():
        try:
            path.readlink()
        except OSError:
            continue
        yield path


def test_what_scrapy_must_not_do_is_off():
    given = scrapy_settings(fetch(timeout=timedelta(seconds=30)))
    off = ["REMOTE_CONTROL_ENABLED", "TELNETCONSOLE_ENABLED", "HTTPPROXY_ENABLED", "RETRY_ENABLED",
           "COOKIES_ENABLED", "METAREFRESH_ENABLED"]  # fmt: skip
    assert not any(given[name] for name in off)
    assert given["REDIRECT_MAX_TIMES"] == 5
    assert given["DOWNLOAD_MAXSIZE"] == 1_000_000
    assert given["DOWNLOAD_TIMEOUT"] == 30
    assert given["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert given["ROBOTSTXT_OBEY"] is True
    assert [given["DOWNLOAD_HANDLERS"][name] for name in ("file", "ftp", "data", "s3")] == [
        None
    ] * 4


async def test_a_proxy_is_refused(door, site):
    import scrapy  # noqa: PLC0415 - only here

    from spiders.handler import CALL, Call  # noqa: PLC0415 - likewise

    meta = {
        "proxy": "http://127.0.0.2:1",
        CALL: Call(source="x", left=1),
        "dont_obey_robotstxt": True,
    }
    with pytest.raises(scrapy.exceptions.NotSupported, match="around the address guard"):
        await door._crawler.engine.download_async(scrapy.Request(site.url(), meta=meta))


async def test_proxies_of_the_environment_are_not_used(site, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.2:9")
    site.serve("/", page("hello"))
    async with Door(fetch()) as door:
        assert isinstance(await door.get(site.url()), Fetched)


async def test_secrets_are_struck_out_of_reasons():
    async with Door(fetch(), redactor=Redactor(["hidden-word"])) as door:
        answer = await door.get("http://hidden-word.invalid/", robots=False)
    assert answer.reason == "the name [secret].invalid does not resolve"


async def test_a_certificate_that_nobody_vouches_for(web, door, tmp_path):
    site = web.site(tls=_self_signed(tmp_path))
    site.serve("/", page("hello"))
    answer = await door.get(site.url(), robots=False)
    assert answer.outcome is FetchOutcome.TLS_FAILED
    assert answer.reason.startswith("no secure connection to 127.0.0.1: ")


def _self_signed(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8
    bare = serialization.NoEncryption()
    both = certificate.public_bytes(pem) + key.private_bytes(pem, plain, bare)
    (folder / "both.pem").write_bytes(both)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    return context


async def test_validators_of_a_stranger_do_no_harm(door, site):
    site.serve("/", page("hello", etag='"1"'))
    odd = Validators(etag='"2"', last_modified="nonsense", body_hash="0" * 64)
    assert isinstance(await door.get(site.url(), validators=odd), Fetched)
