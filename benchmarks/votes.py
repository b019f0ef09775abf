"""How many pages a second votes are read from, beside trafilatura on the same pages.

    python benchmarks/votes.py [FOLDER]

The pages are those of the tests unless a folder is named. Each is read by both, in turn, in this
process; loading is not counted.
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.un.extract import votes_of_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PAGES = Path(__file__).parents[1] / "tests" / "data" / "un"
_ROUNDS = 5


#: What fills most of a real page of meetings coverage: some 60 KB of debate.
_DEBATE = "".join(
    f"<p>The representative of Freedonia said that paragraph {n} of the text reflected long talks, "
    "and that his delegation had voted in favour of it in the past.  He regretted that others had "
    "abstained, thanked the facilitators, and asked the Secretariat to report on the financing of "
    "river commissions, lighthouses and harbours before the end of the session.</p>\n"
    for n in range(160)
)


def main() -> None:
    """Print pages a second of both, and the ratio."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _PAGES
    pages = [path.read_bytes() for path in sorted(folder.glob("*.html"))]
    from trafilatura import extract  # noqa: PLC0415 - half a second that is not measured

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    long = [page.replace(b"</p>", b"</p>" + _DEBATE.encode(), 1) for page in pages]
    for name, given in (("as they are", pages), ("with a debate", long)):
        ours = _rate(given, lambda page: votes_of_page(page, None, None))
        theirs = _rate(given, lambda page: extract(page, favor_precision=True))
        size = sum(map(len, given)) / len(given) / 1000
        print(f"{len(given)} pages {name}, {size:.1f} KB each, best of {_ROUNDS} rounds")
        print(f"  votes        {ours:7.1f} pages/s")
        print(f"  trafilatura  {theirs:7.1f} pages/s")
        print(f"  ratio        {ours / theirs:7.2f}")


def _rate(pages: Sequence[bytes], read: Callable[[bytes], object]) -> float:
    """Return pages a second, the best of the rounds."""
    for page in pages:
        read(page)
    best = float("inf")
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        for page in pages:
            read(page)
        best = min(best, time.perf_counter() - started)
    return len(pages) / best


if __name__ == "__main__":
    main()
