"""Every way in which a fetch may end without a page, as a named outcome and one plain line."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectError
from twisted.web._newclient import ParseError, ResponseFailed

from newsroom.fetched import FetchOutcome
from spiders.handler import Aborted, AddressRefused, HeadersTooLong, host_and_port, out_of_time
from spiders.robots import RobotsRefused
from spiders.unpack import NotUnpacked, TooMuch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newsroom.settings import Fetch

_log = logging.getLogger(__name__)

#: Seconds; whoever asks for more is asked again after this all the same.
LONGEST_WAIT = 3600.0
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a fetch, in a word and in a line."""

    outcome: FetchOutcome
    reason: str


def ending(error: Exception, url: str, fetch: Fetch, *, redirected: bool) -> Ending:
    """Translate what the libraries raised while `url` was asked for."""
    host, port = host_and_port(url)
    if out_of_time(error):
        seconds = fetch.timeout.total_seconds()
        return Ending(FetchOutcome.TIMED_OUT, f"no answer within {seconds:g} s")
    if isinstance(error, AddressRefused):
        return Ending(FetchOutcome.ADDRESS_REFUSED, _refused(error, redirected=redirected))
    if isinstance(error, DownloadFailedError):
        return _broken(error, host)
    if (fixed := _fixed(error, host, port, fetch)) is not None:
        return fixed
    _log.warning("fetch failed oddly: host=%s error=%s", host, type(error).__name__, exc_info=error)
    return Ending(FetchOutcome.FAILED, f"the fetch failed: {type(error).__name__}")


def _fixed(error: Exception, host: str, port: int, fetch: Fetch) -> Ending | None:
    """Return the ending that the error's type alone tells."""
    size = size_in_words(fetch.max_body)
    table: tuple[tuple[type[Exception] | tuple[type[Exception], ...], FetchOutcome, str], ...] = (
        (RobotsRefused, FetchOutcome.ROBOTS_REFUSED, "robots.txt forbids it"),
        (CannotResolveHostError, FetchOutcome.NOT_RESOLVED, f"the name {host} does not resolve"),
        (
            DownloadConnectionRefusedError,
            FetchOutcome.NOT_CONNECTED,
            f"{host}:{port} refuses connections",
        ),
        (ConnectError, FetchOutcome.NOT_CONNECTED, f"{host}:{port} cannot be reached"),
        ((DownloadCancelledError, TooMuch), FetchOutcome.TOO_LARGE, f"more than {size}"),
        (NotUnpacked, FetchOutcome.BROKEN_ANSWER, str(error)),
        (ResponseDataLossError, FetchOutcome.BROKEN_ANSWER, "the answer broke off"),
        (Aborted, FetchOutcome.FAILED, "given up: the program is stopping"),
        (
            (NotSupported, UnsupportedURLSchemeError),
            FetchOutcome.FAILED,
            "only http and https addresses are fetched",
        ),
    )
    found = (
        Ending(outcome, reason) for types, outcome, reason in table if isinstance(error, types)
    )
    return next(found, None)


def _refused(error: AddressRefused, *, redirected: bool) -> str:
    named = error.address if error.host == error.address else f"{error.host} ({error.address})"
    hint = "fetch.allow_private may list it"
    if redirected:
        return f"redirect to {named}, which is {error.kind} ({hint})"
    return f"{named} is {error.kind} ({hint})"


def _broken(error: Exception, host: str) -> Ending:
    """Look into what Twisted wraps: reasons within reasons."""
    causes = list(_causes(error))
    if any(isinstance(cause, HeadersTooLong) for cause in causes):
        return Ending(FetchOutcome.TOO_LARGE, "more than 64 KB of headers")
    if any(isinstance(cause, VerificationError) for cause in causes):
        return Ending(FetchOutcome.TLS_FAILED, f"the certificate is not for {host}")
    for cause in causes:
        if isinstance(cause, SSL.Error):
            return Ending(FetchOutcome.TLS_FAILED, f"no secure connection to {host}{_why(cause)}")
    if any(isinstance(cause, ParseError | ValueError) for cause in causes):
        return Ending(FetchOutcome.BROKEN_ANSWER, "the answer is not HTTP")
    return Ending(FetchOutcome.BROKEN_ANSWER, f"{host} broke the connection off")


def _why(error: SSL.Error) -> str:
    """Return OpenSSL's own words, where it gives some."""
    entries = error.args[0] if error.args and isinstance(error.args[0], list) else []
    return f": {entries[0][-1]}" if entries and entries[0][-1] else ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    yield error
    if isinstance(error, ResponseFailed):
        for failure in error.reasons:
            yield from _causes(failure.value)
    if error.__cause__ is not None:
        yield from _causes(error.__cause__)


def refusal(status: int, wait: float | None) -> Ending:
    """Put an HTTP error into words."""
    asked = f"; asked to wait {wait:g} s" if wait else ""
    outcome = FetchOutcome.RATE_LIMITED if status == _TOO_MANY else FetchOutcome.HTTP_ERROR
    return Ending(outcome, f"HTTP {status}{asked}")


def seconds_to_wait(retry_after: str | None, now: datetime) -> float | None:
    """Read a Retry-After header: seconds or a date, at most an hour; None for nonsense."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        # A number of any length is valid here, and int() refuses 4,300 digits.
        return min(float(text[:9]), LONGEST_WAIT)
    try:
        wait = (parsedate_to_datetime(text) - now).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return None
    return min(wait, LONGEST_WAIT) if wait > 0 else None


def size_in_words(size: int) -> str:
    """Return a size as the configuration writes it: 5 MB, 300 KB, 700 bytes."""
    for unit, name in ((1_000_000, "MB"), (1000, "KB")):
        if size >= unit:
            return f"{size / unit:g} {name}"
    return f"{size} bytes"
