from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.judge.analyse import analyse
from newsroom.judge.watches import Watches
from newsroom.settings import Watch

WATCHES = Watches(
    [
        Watch(id="fire", title="", topic="incident", severity=2, any=("gunfire",), none=("opera",)),
        Watch(id="zero", title="", topic="minor", severity=0, any=("storm",)),
    ]
)
KEYS = [
    "id",
    "lang",
    "topics",
    "alert",
    "severity",
    "incident",
    "places",
    "votes",
    "story",
    "watches",
    "outcome",
    "reason",
    "summary",
]


def item(**more) -> dict[str, object]:
    return {
        "id": "a1",
        "title": "Gunfire heard near the village of Sotk on Monday evening",
        "body": "",
        "url": "https://a.example/1",
        "published": "2026-11-24T08:00:00Z",
        "lang": "en",
        **more,
    }


def run(*items: object) -> list[dict[str, object]]:
    lines = [one if isinstance(one, str) else json.dumps(one) for one in items]
    return list(analyse(lines, WATCHES))


def test_a_match_is_one_line_with_exactly_these_keys():
    (line,) = run(item())
    assert list(line) == KEYS
    assert line == {
        "id": "a1",
        "lang": "en",
        "topics": ["incident"],
        "alert": True,
        "severity": 2,
        "incident": None,
        "places": [],
        "votes": [],
        "story": "s1",
        "watches": [
            {
                "id": "fire",
                "evidence": [
                    {
                        "field": "title",
                        "start": 0,
                        "end": 7,
                        "text": "Gunfire",
                        "why": "any: gunfire",
                    }
                ],
            }
        ],
        "outcome": "new_story",
        "reason": "fire (Gunfire)",
        "summary": "Gunfire heard near the village of Sotk on Monday evening",
    }


@pytest.mark.parametrize(
    ("title", "outcome", "topics"),
    [
        ("A quiet day in the village, says the mayor of it", "no_match", []),
        ("Gunfire at the opera: the new season has begun", "excluded", []),
        ("A storm has passed over the village in the night", "below_threshold", ["minor"]),
    ],
)
def test_what_raises_no_alert_has_a_story_all_the_same(title, outcome, topics):
    (line,) = run(item(title=title))
    assert (line["outcome"], line["alert"], line["severity"]) == (outcome, False, 0)
    assert (line["story"], line["summary"], line["topics"]) == ("s1", None, topics)


def test_a_copy_is_an_alert_by_itself_and_joins_the_story():
    first, second, third = run(
        item(),
        item(id="a2", url="https://b.example/x", source="b", published="2026-11-25T20:00:00Z"),
        item(id="a3", url="http://www.a.example/1/?utm_source=x", title="Gunfire, an update of it"),
    )
    assert [first["story"], second["story"], third["story"]] == ["s1"] * 3
    assert [second["alert"], second["outcome"]] == [True, "joined"]
    assert "same title, 36 h apart" in str(second["reason"])
    assert "same address" in str(third["reason"])


def test_the_same_title_days_later_is_another_story():
    lines = run(item(), item(id="a2", url=None, published="2026-11-27T08:00:00Z"))
    assert [(line["story"], line["outcome"]) for line in lines] == [
        ("s1", "new_story"),
        ("s2", "new_story"),
    ]


def test_copies_without_an_alert_share_their_story():
    title = "The village team wins the cup in the last minute"
    lines = run(item(title=title), item(id="a2", title=title, url=None), item(id="a3", url=None))
    assert [line["story"] for line in lines] == ["s1", "s1", "s2"]


def test_a_copy_of_what_was_no_match_begins_the_alert():
    title = "Report from the village by our own correspondent"
    lines = run(item(title=title), item(id="a2", title=title, body="Gunfire was heard.", url=None))
    assert [line["outcome"] for line in lines] == ["no_match", "new_story"]
    assert lines[0]["story"] == lines[1]["story"]


@pytest.mark.parametrize(
    "published", ["1998-03-02T10:00:00Z", "2031-01-01", None, "", "9999-12-31T23:59:59Z"]
)
def test_an_item_is_judged_at_its_own_time_whatever_that_is(published):
    (line,) = run(item(published=published))
    assert line["outcome"] == "new_story"


def test_an_undated_item_stands_beside_the_line_before_it():
    lines = run(item(), item(id="a2", url=None, published=None))
    assert lines[1]["outcome"] == "joined"


def test_a_missing_language_is_found_by_script():
    (line,) = run(item(lang=None, title="Սոթքի մոտ կրակոցներ են լսվել", body=""))
    assert line["lang"] == "hy"


def test_offsets_are_code_points_of_the_field_as_given():
    title = "🔥 <b>GUNFIRE</b> near Sotk in the night"
    (line,) = run(item(title=title))
    evidence = line["watches"][0]["evidence"][0]
    assert title[evidence["start"] : evidence["end"]] == evidence["text"] == "GUNFIRE"


@pytest.mark.parametrize(
    ("bad", "own", "says"),
    [
        ("{", None, "not JSON"),
        ("nonsense", None, "not JSON"),
        ("[]", None, "not an object"),
        ('"text"', None, "not an object"),
        ("[" * 100_000, None, "not JSON"),
        ({"title": "x"}, None, "`id` is missing"),
        (item(id=None), None, "`id` is missing"),
        (item(id=True), None, "`id` is missing"),
        (item(id=["x"]), None, "`id` is missing"),
        (item(title=5), "a1", "`title` is not text"),
        (item(body={}), "a1", "`body` is not text"),
        (item(url=1), "a1", "`url` is not text"),
        (item(lang=["en"]), "a1", "`lang` is not text"),
        (item(published="soon"), "a1", "`published` is no date"),
        (item(published=1_700_000_000), "a1", "`published` is not text"),
        (item(title=" ", body=None), "a1", "neither `title` nor `body`"),
    ],
)
def test_a_bad_line_says_why_and_the_rest_goes_on(bad, own, says):
    before, line, after = run(item(), bad, item(id="a2", url=None))
    assert (list(line), line["id"]) == (["id", "error"], own)
    assert says in str(line["error"])
    assert [before["outcome"], after["outcome"]] == ["new_story", "joined"]


def test_blank_lines_and_a_byte_order_mark_are_no_items():
    lines = run("", "\ufeff" + json.dumps(item()), "  \n", json.dumps(item(id=7)) + "\n")
    assert [line["id"] for line in lines] == ["a1", 7]


def test_half_characters_are_printable_afterwards():
    (line,) = run('{"id": "a\\ud800", "title": "Gunfire \\udfff near", "url": "x:\\ud800"}')
    assert json.dumps(line, ensure_ascii=False).encode()


def test_an_item_without_title_has_its_body_as_headline():
    (line,) = run(item(title="", body="Gunfire\n was heard."))
    assert line["summary"] == "Gunfire was heard."


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(item(), _json)))
def test_whatever_an_object_holds_it_gets_one_printable_line(raw):
    (line,) = run(json.dumps(raw))
    assert list(line) in (KEYS, ["id", "error"])
    assert json.dumps(line, ensure_ascii=False).encode()
