import gzip
import io
from datetime import date
from pathlib import Path

import pytest

from newsroom.errors import Unreadable
from newsroom.un.sourced import Origin
from newsroom.un.voting_files import read_file

DATA = Path(__file__).parents[2] / "data" / "un-records"
XML = (DATA / "es-11-1.xml").read_bytes()
CSV = (DATA / "assembly.csv").read_bytes()


def read(data):
    return list(read_file(io.BytesIO(data), today=date(2026, 11, 24)))


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n  "])
def test_xml_is_known_by_its_first_character(before):
    data = before + XML.partition(b"\n")[2]
    assert [one.origin for one in read(data)] == [Origin.RECORD]


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"])
def test_everything_else_is_a_table(before):
    assert [one.origin for one in read(before + CSV)] == [Origin.BULK, Origin.BULK]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b" \n\n", "it is empty"),
        (gzip.compress(XML), r"it is packed \(gzip\): unpack it first"),
        (b"PK\x03\x04rest", r"it is packed \(zip\)"),
        (bytes(range(256)) * 8, "no table to its end"),
        (b"%PDF-1.7 nothing here", "no table of votes"),
    ],
)
def test_what_is_neither(data, why):
    with pytest.raises(Unreadable, match=why):
        read(data)
