"""Which items of one source are the same item: by guid, link, and title with day (R9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.model import Identity
from newsroom.read.text import title_fold
from newsroom.read.urls import canonical

if TYPE_CHECKING:
    from newsroom.model import Entry


def identity(entry: Entry) -> Identity:
    """Return the three marks of an entry; a mark that it does not have is None."""
    folded = title_fold(entry.title)
    day = entry.published.date().isoformat() if entry.published else "undated"
    return Identity(
        guid=entry.guid or None,
        link=canonical(entry.link) if entry.link else None,
        title_day=f"{day} {folded}" if folded else None,
    )


def same(a: Identity, b: Identity) -> bool:
    """Say whether two entries of one source are the same item.

    Two marks that agree decide. Where only one agrees, it has to be the strongest that both have
    (guid before link before title); and an equal guid with another link is another item.
    """
    pairs = ((a.guid, b.guid), (a.link, b.link), (a.title_day, b.title_day))
    verdicts = [None if None in pair else pair[0] == pair[1] for pair in pairs]
    agreeing = verdicts.count(True)
    if agreeing != 1:
        return agreeing > 1
    guid, link, _ = verdicts
    if guid:
        return link is not False
    return next(verdict for verdict in verdicts if verdict is not None)
