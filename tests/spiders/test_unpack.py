import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response

from spiders.unpack import NotUnpacked, TooMuch, unpacked


def answer(body, *encodings):
    headers = {"Content-Encoding": list(encodings)} if encodings else {}
    return Response("http://example.org/", body=body, headers=headers)


def raw_deflate(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@given(st.binary(max_size=200_000), st.sampled_from(["gzip", "x-gzip", "deflate", "raw"]))
def test_what_was_packed_comes_back(body, how):
    pack = {"deflate": zlib.compress, "raw": raw_deflate}.get(how, gzip.compress)
    stated = "deflate" if how == "raw" else how
    assert unpacked(answer(pack(body), stated), 200_000) == body


@pytest.mark.parametrize("stated", [(), ("identity",), ("",), ("none",)])
def test_what_is_not_packed_stays(stated):
    assert unpacked(answer(b"plain", *stated), 10) == b"plain"


def test_a_server_that_says_gzip_and_sends_none_is_forgiven():
    assert unpacked(answer(b"<rss/>", "gzip"), 10) == b"<rss/>"


def test_the_limit_holds_while_unpacking():
    with pytest.raises(TooMuch):
        unpacked(answer(gzip.compress(bytes(50_000_000)), "gzip"), 1_000_000)


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), ("gzip, gzip",)),
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), ("gzip", "gzip")),
        (b"\x1f\x8bgarbage in a packing", ("gzip",)),
        (b"\x00garbage", ("deflate",)),
        (gzip.compress(b"x" * 10_000, mtime=0)[:-20], ("gzip",)),
        (b"whatever", ("br",)),
    ],
)
def test_what_cannot_be_unpacked_says_so(body, stated):
    with pytest.raises(NotUnpacked, match="the answer"):
        unpacked(answer(body, *stated), 1_000_000)
