from ipaddress import ip_network

import pytest
from twisted.internet.address import IPv4Address

from newsroom.fetched import Failed, Fetched, FetchOutcome
from newsroom.settings import AllowedAddress
from spiders.door import Door
from spiders.guard import Guard
from tests.spiders.given import fetch
from tests.standins.web import page, redirect

_FORMS = {
    "dotted": "http://127.0.0.2:{port}/",
    "decimal": "http://2130706434:{port}/",
    "octal": "http://0177.0.0.2:{port}/",
    "hex": "http://0x7f.0.0.2:{port}/",
    "one hex number": "http://0x7f000002:{port}/",
    "short": "http://127.2:{port}/",
    "mapped": "http://[::ffff:127.0.0.2]:{port}/",
    "full-width dots": "http://127。0．0.2:{port}/",
    "full-width digits": "http://１２７.0.0.２:{port}/",
    "trailing dot": "http://127.0.0.2.:{port}/",
    "user name": "http://127.0.0.1@127.0.0.2:{port}/",
    "port in the user name": "http://127.0.0.1:80%40127.0.0.2:{port}/",
    "ipv6": "http://[::1]:{port6}/",
    "ipv6 long": "http://[0:0:0:0:0:0:0:1]:{port6}/",
    "nothing": "http://0.0.0.0:{port}/",
    "without a scheme": "//127.0.0.2:{port}/",
    "name": "http://localhost.localdomain:{port}/",
    "backslash": "http://127.0.0.1\\@127.0.0.2:{port}/",
}


@pytest.fixture
def canaries(web):
    """Two servers that nothing may connect to, on addresses beside the one that is allowed."""
    return web.site("127.0.0.2"), web.site("::1")


@pytest.fixture
async def narrow(site):
    """Open a Door that may connect to one port of one address."""
    entry = AllowedAddress(network=ip_network("127.0.0.1/32"), port=site.port)
    async with Door(fetch(allow_private=(entry,))) as opened:
        yield opened


@pytest.mark.parametrize("form", _FORMS.values(), ids=_FORMS)
async def test_no_spelling_gets_past_the_guard_by_a_redirect(narrow, site, canaries, form):
    four, six = canaries
    target = form.format(port=four.port, port6=six.port)
    site.serve("/", redirect(target.encode().decode("latin-1")))
    answer = await narrow.get(site.url(), robots=False)
    assert isinstance(answer, Failed)
    assert (four.connections, six.connections) == (0, 0)


@pytest.mark.parametrize("form", _FORMS.values(), ids=_FORMS)
async def test_no_spelling_gets_past_the_guard_directly(narrow, canaries, form):
    four, six = canaries
    answer = await narrow.get(form.format(port=four.port, port6=six.port))
    assert isinstance(answer, Failed)
    assert (four.connections, six.connections) == (0, 0)


async def test_the_refused_address_is_named(narrow, site, canaries):
    site.serve("/", redirect(canaries[0].url()))
    answer = await narrow.get(site.url(), robots=False)
    assert answer.outcome is FetchOutcome.ADDRESS_REFUSED
    assert answer.reason == (
        "redirect to 127.0.0.2, which is a private address (fetch.allow_private may list it)"
    )


async def test_another_port_of_an_allowed_address_is_refused(narrow, web):
    other = web.site()
    answer = await narrow.get(other.url(), robots=False)
    assert answer.outcome is FetchOutcome.ADDRESS_REFUSED
    assert answer.reason == "127.0.0.1 is a private address (fetch.allow_private may list it)"
    assert other.connections == 0


async def test_robots_txt_passes_the_guard_too(narrow, canaries):
    await narrow.get(canaries[0].url("/page"), robots=True)
    assert canaries[0].connections == 0


async def test_robots_txt_is_not_followed_to_a_refused_address(narrow, site, canaries):
    site.serve("/robots.txt", redirect(canaries[0].url("/robots.txt")))
    site.serve("/", page("hello"))
    assert isinstance(await narrow.get(site.url()), Fetched)
    assert canaries[0].connections == 0


async def test_every_open_door_has_the_guard_on_its_reactor():
    async with Door(fetch(allow_private=())):
        from twisted.internet import reactor  # noqa: PLC0415 - installed by the Door

        assert isinstance(reactor.nameResolver, Guard)
    async with Door(fetch(allow_private=())) as second:
        assert reactor.nameResolver is second._gate.guard


async def test_without_an_entry_loopback_is_refused(site):
    async with Door(fetch(allow_private=())) as door:
        answer = await door.get(site.url(), robots=False)
    assert answer.outcome is FetchOutcome.ADDRESS_REFUSED
    assert site.connections == 0


class _Fixed:
    """A resolver with prepared answers."""

    def __init__(self, *addresses):
        self.addresses = addresses

    def resolveHostName(self, receiver, _host, port, *_):  # noqa: N802 - Twisted's name
        receiver.resolutionBegan(None)
        for address in self.addresses:
            receiver.addressResolved(IPv4Address("TCP", address, port))
        receiver.resolutionComplete()


class _Taken:
    def __init__(self):
        self.hosts = []
        self.done = False

    def resolutionBegan(self, _):  # noqa: N802 - likewise
        pass

    def addressResolved(self, address):  # noqa: N802 - likewise
        self.hosts.append(address.host)

    def resolutionComplete(self):  # noqa: N802 - likewise
        self.done = True


def test_of_mixed_answers_only_the_public_ones_are_handed_on():
    guard, taken = Guard(_Fixed("10.0.0.1", "93.184.216.34", "127.0.0.1"), ()), _Taken()
    guard.resolveHostName(taken, "rebound.example", 80)
    assert taken.hosts == ["93.184.216.34"]
    assert taken.done


def test_the_guard_remembers_the_last_answer_only():
    inner = _Fixed("10.0.0.1")
    guard = Guard(inner, ())
    guard.resolveHostName(_Taken(), "Moving.Example", 80)
    assert guard.refusal("moving.example", 80) == ("10.0.0.1", "a private address")
    inner.addresses = ("93.184.216.34",)
    guard.resolveHostName(_Taken(), "moving.example", 80)
    assert guard.refusal("moving.example", 80) is None


def test_the_guard_forgets_the_oldest_of_very_many_hosts():
    guard = Guard(_Fixed("10.0.0.1"), ())
    for number in range(1200):
        guard.resolveHostName(_Taken(), f"host{number}.example", 80)
    assert guard.refusal("host0.example", 80) is None
    assert guard.refusal("host1199.example", 80) is not None
