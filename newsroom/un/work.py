"""What a worker process runs for votes: a top-level function with plain arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.un.extract import votes_in

if TYPE_CHECKING:
    from newsroom.un.votes import Vote


def extract_votes(body: bytes, content_type: str | None, url: str | None) -> tuple[Vote, ...]:
    """Return the votes that a page or a feed tells of; `url` is None for a file."""
    return votes_in(body, content_type, url)
