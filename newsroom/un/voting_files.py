"""A file of voting records, whichever of the two kinds it is."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from newsroom.errors import Unreadable
from newsroom.un.bulk import read_table
from newsroom.un.records import read_records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from newsroom.un.records import LeftOut
    from newsroom.un.sourced import Sourced

#: How files begin that hold another one.
_PACKED = {b"\x1f\x8b": "gzip", b"PK": "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}


def read_file(stream: IO[bytes], *, today: date) -> Iterator[Sourced | LeftOut]:
    """Yield the votes of a file, MARCXML or the table of all votes, and what makes no sense in it.

    The stream can seek. Raises `Unreadable` if it is neither to its end; what was yielded before
    must then not be kept.
    """
    start = stream.read(4096)
    stream.seek(0)
    for mark, name in _PACKED.items():
        if start.startswith(mark):
            raise Unreadable(f"it is packed ({name}): unpack it first")
    if not start.strip():
        raise Unreadable("it is empty")
    is_xml = start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    return read_records(stream, today=today) if is_xml else read_table(stream, today=today)
