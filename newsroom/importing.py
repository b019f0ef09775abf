"""From files of voting records into the store: each file whole, or nothing of it."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.errors import Unreadable
from newsroom.recording import take_in
from newsroom.store.shelf import Fate
from newsroom.un.records import LeftOut
from newsroom.un.voting_files import read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from newsroom.store.protocol import Store
    from newsroom.un.sourced import Sourced

#: Votes that pages told within so long are compared with the file's.
_PAGES_OF = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a file."""

    #: As its operator named it.
    file: str
    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    #: A better source told of these votes already.
    outranked: int = 0
    #: Records that make no sense.
    left_out: tuple[LeftOut, ...] = ()
    #: Why nothing of it was kept.
    error: str | None = None

    @property
    def votes(self) -> int:
        """How many votes were read."""
        return self.new + self.replaced + self.unchanged + self.outranked

    @property
    def whole(self) -> bool:
        """Say whether everything in the file was a vote."""
        return self.error is None and not self.left_out


async def import_file(
    store: Store, path: Path, *, now: datetime, progress: Callable[[int], None]
) -> Imported:
    """Read a file of voting records and store its votes in one transaction.

    `progress` is told how many bytes are read. Raises `StoreError`; what is wrong with the file is
    in the answer. The file is read to its end before the transaction begins, which is then short.
    """
    imported = Imported(file=str(path))
    votes: list[Sourced] = []
    left_out: list[LeftOut] = []
    try:
        with _Watched(path, progress) as raw, io.BufferedReader(raw, 1 << 20) as stream:
            # A record may be of tomorrow where its meeting was.
            for one in read_file(stream, today=now.date() + timedelta(days=1)):
                (left_out if isinstance(one, LeftOut) else votes).append(one)  # type: ignore[arg-type]
    except Unreadable as error:
        return replace(imported, error=str(error))
    except OSError as error:
        return replace(imported, error=f"cannot be read: {error.strerror}")
    async with store.writing() as tx:
        fates = await take_in(tx, votes, since=now - _PAGES_OF, now=now)
    return replace(
        imported,
        new=fates.get(Fate.NEW, 0),
        replaced=fates.get(Fate.REPLACED, 0),
        unchanged=fates.get(Fate.UNCHANGED, 0),
        outranked=fates.get(Fate.OUTRANKED, 0),
        left_out=tuple(left_out),
    )


class _Watched(io.FileIO):
    """A file that tells how far it was read."""

    def __init__(self, path: Path, progress: Callable[[int], None]) -> None:
        super().__init__(path, "rb")
        self._progress = progress

    def readinto(self, buffer: bytearray | memoryview) -> int | None:  # type: ignore[override]
        """Read into a buffer."""
        count = super().readinto(buffer)
        self._progress(self.tell())
        return count
