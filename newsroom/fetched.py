"""What a fetch brought: a page, the news that nothing changed, or one line that says why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What lets an unchanged address answer in a few bytes, or be dropped before it is parsed."""

    etag: str | None = None
    last_modified: str | None = None
    #: SHA-256 of the body, hex.
    body_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page that arrived."""

    #: The address that answered, after redirects.
    url: str
    status: int
    content_type: str | None
    body: bytes = field(repr=False)
    validators: Validators
    #: Seconds.
    took: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The server said 304, or sent the same bytes as last time."""

    url: str
    validators: Validators


class FetchOutcome(StrEnum):
    """How one fetch, or one poll of a source, ended."""

    OK = "ok"
    UNCHANGED = "unchanged"
    TIMED_OUT = "timed_out"
    TOO_LARGE = "too_large"
    NOT_RESOLVED = "not_resolved"
    NOT_CONNECTED = "not_connected"
    TLS_FAILED = "tls_failed"
    ADDRESS_REFUSED = "address_refused"
    ROBOTS_REFUSED = "robots_refused"
    REDIRECT_REFUSED = "redirect_refused"
    HTTP_ERROR = "http_error"
    RATE_LIMITED = "rate_limited"
    BROKEN_ANSWER = "broken_answer"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BUSY = "busy"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A fetch that brought nothing, with one line that says why."""

    url: str
    outcome: FetchOutcome
    reason: str
    #: Seconds to wait that the server asked for, capped; None where it did not.
    retry_after: float | None = None
