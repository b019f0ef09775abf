"""Which addresses may be connected to: one judge for everything that this program fetches or calls.

It judges the address of a connection, never the text of a URL (see docs/decisions.md).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsroom.settings import AllowedAddress

#: Translators put an IPv4 address into the last 32 bits of these.
_CARRIERS = (ip_network("64:ff9b::/96"), ip_network("::/96"))
#: Not public, but unknown to the `is_global` of some Python versions that we run on.
_NEVER = tuple(
    ip_network(text) for text in ("64:ff9b:1::/48", "fec0::/10", "5f00::/16", "3fff::/20")
)


def refused(address: str, port: int, allowed: Iterable[AllowedAddress]) -> str | None:
    """Say what kind of address it is if nothing may connect to it: "a private address".

    None: it may be connected to. What the operator allows is matched on the address itself, before
    anything else; what is not allowed has to be public, and so has every address inside it.
    Raises `ValueError` for a text that is no address.
    """
    ip = ip_address(address)
    if any(ip in entry.network and entry.port in {None, port} for entry in allowed):
        return None
    kinds = (_kind(one) for one in (ip, *_inside(ip)))
    return next((kind for kind in kinds if kind), None)


def _kind(ip: IPv4Address | IPv6Address) -> str | None:
    if ip.is_multicast:
        return "a multicast address"
    if any(ip in network for network in _NEVER):
        return "a reserved address"
    if ip.is_global:
        return None
    return "a private address" if ip.is_private or ip.is_link_local else "a reserved address"


def _inside(ip: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """Yield the IPv4 addresses that an IPv6 address stands for."""
    if isinstance(ip, IPv4Address):
        return
    if ip.ipv4_mapped:
        yield ip.ipv4_mapped
    if ip.sixtofour:
        yield ip.sixtofour
    yield from ip.teredo or ()
    if any(ip in network for network in _CARRIERS):
        yield IPv4Address(int(ip) & 0xFFFFFFFF)
