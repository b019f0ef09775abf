"""Taking the one layer of packing off a body, up to a limit, while it is unpacked.

Done here and not by Scrapy, which unpacks layer after layer.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from newsroom.errors import VedetteError

if TYPE_CHECKING:
    from scrapy.http import Response

#: What we ask for.
ENCODINGS = "gzip, deflate"
_PLAIN = {"", "identity", "none"}
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_RAW = -zlib.MAX_WBITS
_BLOCK = 64 * 1024


class TooMuch(VedetteError):  # noqa: N818 - reads as the sentence it is
    """Unpacked, the body is larger than the limit."""


class NotUnpacked(VedetteError):  # noqa: N818 - likewise
    """The body is packed in a way that was not asked for, or broken."""


def unpacked(response: Response, most: int) -> bytes:
    """Return a response's body as it was before it was packed.

    Raises `TooMuch` above `most` bytes, and `NotUnpacked`.
    """
    stated = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
    layers = [name.strip().lower() for name in stated.split(",")]
    layers = [name for name in layers if name not in _PLAIN]
    if not layers or not response.body:
        return response.body
    if len(layers) > 1:
        raise NotUnpacked("the answer is packed more than once")
    if layers[0] not in {"gzip", "x-gzip", "deflate"}:
        raise NotUnpacked("the answer is packed in a way that was not asked for")
    return _inflate(response.body, most, gzip="gzip" in layers[0])


def _inflate(body: bytes, most: int, *, gzip: bool) -> bytes:
    if gzip and not body.startswith(b"\x1f\x8b"):
        # Servers exist that say gzip and mean it not.
        return body
    try:
        return _stream(body, most, _GZIP_OR_ZLIB)
    except zlib.error as error:
        if gzip:
            raise NotUnpacked("the answer's packing is broken") from error
    try:
        # What some servers call deflate lacks the zlib header.
        return _stream(body, most, _RAW)
    except zlib.error as error:
        raise NotUnpacked("the answer's packing is broken") from error


def _stream(body: bytes, most: int, window: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    unpacker = zlib.decompressobj(window)
    while not unpacker.eof:
        parts.append(unpacker.decompress(body, _BLOCK))
        body = unpacker.unconsumed_tail
        size += len(parts[-1])
        if size > most:
            raise TooMuch
        if not (parts[-1] or body or unpacker.eof):
            raise NotUnpacked("the answer broke off")
    return b"".join(parts)
