"""The guard at the reactor: whatever asks for a name gets only addresses that may be connected to.

Installed as the reactor's name resolver it sees every connection: literals in any spelling,
redirects, robots.txt, mixed and changing DNS answers. What it hands on is what is connected to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped] # zope has no types

from newsroom.addresses import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.settings import AllowedAddress

_T = TypeVar("_T")
#: More hosts than any configuration has; a site that redirects to ever new names ends here.
_MOST_KEPT = 1000


@implementer(IHostnameResolver)
class Guard:
    """Wraps a resolver; passes on only the addresses that the judge lets through."""

    def __init__(self, inner: Any, allowed: Sequence[AllowedAddress]) -> None:  # noqa: ANN401 - zope's interfaces are no types
        self._inner = inner
        self._allowed = tuple(allowed)
        self._refused: dict[tuple[str, int], tuple[str, str]] = {}
        self._spared: dict[tuple[str, int], None] = {}

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        receiver: Any,  # noqa: ANN401 - likewise
        hostName: str,  # noqa: N803 - Twisted passes it by this name
        portNumber: int = 0,  # noqa: N803 - likewise
        addressTypes: Any = None,  # noqa: ANN401, N803 - likewise
        transportSemantics: str = "TCP",  # noqa: N803 - likewise
    ) -> Any:  # noqa: ANN401 - likewise
        """Resolve as the wrapped resolver does, through a sieve."""
        self._refused.pop((plain(hostName), portNumber), None)
        sieve = _Sieve(receiver, self, hostName, portNumber)
        return self._inner.resolveHostName(
            sieve, hostName, portNumber, addressTypes, transportSemantics
        )

    def lets_through(self, address: str, host: str, port: int) -> bool:
        """Judge one address that a name led to, and remember what it was."""
        key = (plain(host), port)
        kind = refused(address, port, self._allowed)
        if kind is not None:
            _keep(self._refused, key, (address, kind))
        elif refused(address, port, ()) is not None:
            _keep(self._spared, key, None)
        return kind is None

    def refusal(self, host: str, port: int) -> tuple[str, str] | None:
        """Return the address that was last refused to this host, and what kind it is."""
        return self._refused.get((plain(host), port))

    def spares(self, host: str, port: int) -> bool:
        """Say whether this host was reached only because `fetch.allow_private` lists it."""
        return (plain(host), port) in self._spared


@implementer(IResolutionReceiver)
class _Sieve:
    """Stands between a resolver and who waits for its addresses."""

    def __init__(self, receiver: Any, guard: Guard, host: str, port: int) -> None:  # noqa: ANN401 - zope
        self._receiver = receiver
        self._guard = guard
        self._host = host
        self._port = port

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: ANN401, N802 - Twisted's interface
        """Pass it on."""
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: ANN401, N802 - likewise
        """Pass the address on if it may be connected to."""
        if self._guard.lets_through(address.host, self._host, self._port):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802 - likewise
        """Pass it on."""
        self._receiver.resolutionComplete()


def plain(host: str) -> str:
    """Spell a host in one way, however it was written: lower case, ASCII, no brackets."""
    try:
        spelled = host.encode("idna").decode("ascii")
    except UnicodeError:
        spelled = host
    return spelled.strip("[]").lower()


def _keep(kept: dict[tuple[str, int], _T], key: tuple[str, int], value: _T) -> None:
    kept.pop(key, None)
    kept[key] = value
    if len(kept) > _MOST_KEPT:
        del kept[next(iter(kept))]
