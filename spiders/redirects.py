"""Following redirects: where an answer sends us, and where we do not go."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from w3lib.url import safe_url_string

from newsroom.errors import VedetteError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.http import Response

MOST = 5
_LONGEST = 2048
_STATUSES = {301, 302, 303, 307, 308}
#: Characters of an address in a sentence.
_SHOWN = 120


class RedirectRefused(VedetteError):  # noqa: N818 - reads as the sentence it is
    """A redirect that is not followed; the message says why."""


def next_address(response: Response, visited: Sequence[str]) -> str | None:
    """Return where the answer sends us; None if it is no redirect.

    Raises `RedirectRefused` for a circle, the sixth redirect, and what is not plain http(s).
    """
    location = response.headers.get("Location")
    if response.status not in _STATUSES or not location:
        return None
    try:
        address = urldefrag(urljoin(visited[-1], safe_url_string(location.strip()))).url
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise RedirectRefused("redirect to something that is no address") from error
    if parts.scheme not in {"http", "https"}:
        raise RedirectRefused(f"redirect to {parts.scheme or 'something'}:, not to http or https")
    if not host or len(address) > _LONGEST:
        raise RedirectRefused("redirect to something that is no address")
    if "@" in parts.netloc:
        raise RedirectRefused("redirect to an address with a user name in it")
    if address in visited:
        raise RedirectRefused(f"redirects in a circle, back to {address[:_SHOWN]}")
    if len(visited) > MOST:
        raise RedirectRefused(f"more than {MOST} redirects, the last to {address[:_SHOWN]}")
    return address
