from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.addresses import refused
from newsroom.settings import AllowedAddress


def allow(network, port=None):
    return AllowedAddress(network=ip_network(network), port=port)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
     "255.255.255.255", "224.0.0.1", "239.1.1.1", "240.0.0.1", "198.18.0.1", "192.0.2.1", "0.0.0.1",
     "::1", "::", "fe80::1", "fe80::1%1", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
     "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1::", "3fff::1"],
)  # fmt: skip
def test_only_public_addresses_are_let_through(address):
    assert refused(address, 80, ()) is not None


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808"]
)
def test_public_addresses_are_let_through(address):
    assert refused(address, 443, ()) is None


def test_the_kind_is_named():
    assert refused("127.0.0.1", 80, ()) == "a private address"
    assert refused("224.0.0.1", 80, ()) == "a multicast address"


def test_an_entry_with_a_port_allows_that_port_only():
    entries = (allow("127.0.0.1/32", 8000),)
    assert refused("127.0.0.1", 8000, entries) is None
    assert refused("127.0.0.1", 8001, entries) is not None
    assert refused("127.0.0.2", 8000, entries) is not None


def test_what_is_allowed_is_the_address_itself_not_what_carries_it():
    assert refused("::ffff:127.0.0.1", 80, (allow("127.0.0.1/32"),)) is not None
    assert refused("::ffff:127.0.0.1", 80, (allow("::ffff:127.0.0.1/128"),)) is None


def test_a_name_is_no_address():
    with pytest.raises(ValueError, match="localhost"):
        refused("localhost", 80, ())


_INSIDE = [
    lambda ip: int(IPv6Address("::ffff:0:0")) | ip,
    lambda ip: ip,
    lambda ip: int(IPv6Address("64:ff9b::")) | ip,
    lambda ip: (0x2002 << 112) | (ip << 80) | 1,
]


@given(st.ip_addresses(v=4), st.sampled_from(_INSIDE))
def test_an_address_inside_another_is_never_let_through_where_it_is_not_itself(ip, carry):
    carried = str(IPv6Address(carry(int(ip))))
    if refused(str(IPv4Address(ip)), 80, ()) is not None:
        assert refused(carried, 80, ()) is not None
