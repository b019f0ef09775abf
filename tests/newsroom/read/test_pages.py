import json
from pathlib import Path

import pytest

from newsroom.errors import Unreadable
from newsroom.read.pages import read_page

PAGES = Path(__file__).parents[2] / "data" / "pages"


@pytest.mark.parametrize("saved", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_a_saved_page_reads_as_written_beside_it(saved):
    expected = json.loads(saved.with_suffix(".json").read_text())
    page = read_page(saved.read_bytes(), expected["content_type"], expected["fetched"])
    assert {
        "url": page.url,
        "title": page.title,
        "published": page.published and page.published.isoformat(),
        "day_only": page.day_only,
        "lang": page.lang,
        "authors": list(page.authors),
    } == {
        key: expected[key] for key in ("url", "title", "published", "day_only", "lang", "authors")
    }
    assert [words for words in expected["has"] if words not in page.text] == []
    assert [words for words in expected["lacks"] if words in page.text] == []
    assert page.title not in page.text.split("\n")
