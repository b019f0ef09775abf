"""Pages that are broken, or made to hurt: an answer in seconds, and never a wrong one."""

import time
from pathlib import Path

import pytest

from newsroom.errors import Unreadable
from newsroom.un.extract import votes_in
from newsroom.un.votes import Side

_PAGE = (Path(__file__).parents[2] / "data" / "un" / "ga-annex-2008.html").read_bytes()
_ANNEX = b'<p align="center">ANNEX</p>'
#: Generous, in proportion to the longest page that is fetched (5 MB in a minute).
_SECONDS = 24
_SIZE = 2_000_000
#: Enough for what would take time in the square of it.
_LESS = 800_000


def _with(text: str) -> bytes:
    return _PAGE.replace(_ANNEX, text.encode() + _ANNEX)


def _fill(piece: str, size: int = _SIZE) -> str:
    return piece * (size // len(piece.encode()))


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{_fill('The delegates spoke about rivers and voted for nothing. ')}</p>",
        f"<p>In favour: {_fill('Belarus, Papau New Guinea, Fooland, ')}</p>",
        f"<p>adopted the draft with {_fill('5 against (', _LESS)}</p>",
        f"<p>adopted {_fill('A/78/', _LESS)}</p>",
        f"<p>adopted {_fill('“A', _LESS)}</p>",
        f"<p>vote of {_fill('1-2-', _LESS)}</p>",
        _fill("<p>In favour: Mali, Chad</p>"),
        _fill("<p>By a vote of 9 in favour to 2 against, the Assembly adopted A/78/L.1.</p>"),
    ],
    ids=["words", "names", "brackets", "slashes", "quotes", "dashes", "labels", "votes"],
)
def test_megabytes_take_seconds(text):
    started = time.process_time()
    found = votes_in(_with(text), None, None)
    assert time.process_time() - started < _SECONDS
    assert found[0].draft == "A/62/L.42"
    assert found[0].counts[Side.YES] == 39


@pytest.mark.parametrize("end", range(200, _PAGE.index(b"<u>Absent") + 200, 397))
def test_a_page_cut_off_anywhere_tells_nothing_wrong(end):
    for vote in votes_in(_PAGE[:end], None, None):
        assert vote.draft == "A/62/L.42"
        assert vote.counts.get(Side.YES, 39) == 39
        assert len([s for s in vote.roll_call.values() if s is Side.NO]) in {0, 7}
        assert not vote.roll_call_complete


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the page is empty"),
        (b"%PDF-1.7 ...", "this is a PDF, not a web page"),
        (b"<html><body></body></html>", "nothing readable on the page"),
    ],
)
def test_what_is_no_page_is_unreadable(body, reason):
    with pytest.raises(Unreadable, match=reason):
        votes_in(body, None, None)


def test_unknown_markup_is_read_as_text():
    body = (
        b"<html><body><x-a><x-b>The General Assembly adopted draft resolution A/78/L.9 by a "
        b"recorded vote of 100 in favour to 5 against, with 7 abstentions.</x-b></x-a></body>"
    )
    (vote,) = votes_in(body, None, None)
    assert (vote.draft, vote.date) == ("A/78/L.9", None)
    assert vote.counts == {Side.YES: 100, Side.NO: 5, Side.ABSTAIN: 7}
