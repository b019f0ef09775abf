"""The votes of a line: those that its own text tells of, with the keys of `votes extract`."""

import json
from pathlib import Path

from newsroom.judge.analyse import analyse
from newsroom.judge.watches import Watches

PAGES = Path(__file__).parents[2] / "data/un"
TEXT = (
    "By a recorded vote of 141 in favour to 5 against (Belarus, Democratic People’s Republic of"
    " Korea, Eritrea, Russian Federation, Syria), with 35 abstentions, the Assembly adopted the"
    " draft resolution titled “Aggression against Ukraine” (document A/ES‑11/L.1)."
)
ADDRESS = "https://press.un.org/en/2022/ga12407.doc.htm"


def votes_of(**given):
    item = {"id": "a", "title": "Assembly Demands End to War", "body": TEXT, "url": ADDRESS,
            "published": "2022-03-02T17:00:00Z"} | given  # fmt: skip
    (line,) = analyse([json.dumps(item)], Watches(()))
    return line["votes"]


def test_a_line_has_the_votes_that_its_page_would_have():
    assert votes_of() == json.loads((PAGES / "ga-es11-1.json").read_text(encoding="utf-8"))


def test_the_day_is_that_of_the_item():
    (vote,) = votes_of(published="2022-03-05")
    assert vote["date"] == "2022-03-05"


def test_other_texts_have_none():
    assert votes_of(body="Parliament adopted the budget by 70 votes to 5.", url=None) == []
