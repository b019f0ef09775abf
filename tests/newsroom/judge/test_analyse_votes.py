"""The votes of a line: those that its own text tells of, with the keys of `votes extract`."""

import json
from pathlib import Path

import pytest

from newsroom.judge.analyse import analyse
from newsroom.judge.watches import Watches
from newsroom.model import Joins
from newsroom.stories.teaching import Notebook

PAGES = Path(__file__).parents[2] / "data/un"
TEXT = (
    "By a recorded vote of 141 in favour to 5 against (Belarus, Democratic People’s Republic of"
    " Korea, Eritrea, Russian Federation, Syria), with 35 abstentions, the Assembly adopted the"
    " draft resolution titled “Aggression against Ukraine” (document A/ES‑11/L.1)."
)
OTHER = TEXT.replace("141", "93").replace(" 5 ", " 18 ").replace("35", "65")
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


class Alike(Notebook):
    """A shelf on which every article is like the first one."""

    def joins(self, article, meaning):
        super().joins(article, meaning)
        return Joins(story="s1", reason="alike") if article.id != "a" else None


@pytest.mark.parametrize(("text", "story"), [(TEXT, "s1"), (OTHER, "s2")])
def test_a_report_of_another_vote_is_of_another_story_however_alike_it_is(text, story):
    lines = [
        json.dumps({"id": key, "title": title, "body": body, "url": address})
        for key, title, body, address in (
            ("a", "Assembly votes", TEXT, ADDRESS),
            ("b", "Assembly adopts", text, ADDRESS.replace("ga12407", "ga12408")),
        )
    ]
    assert [line["story"] for line in analyse(lines, Watches(()), Alike())] == ["s1", story]


def test_other_texts_have_none():
    assert votes_of(body="Parliament adopted the budget by 70 votes to 5.", url=None) == []
