"""What is new in a telling, and which of two pages may replace the other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.ballot import Method, Origin, Outcome, Side
from newsroom.un.revisions import News, contradicts, gives_way, news_in
from tests.newsroom.un.votes_given import a_vote, sourced

TALLY = {Side.YES: 141, Side.NO: 5, Side.ABSTAIN: 35}
PAGE = a_vote(None, {"RUS": "N", "BLR": "N"}, draft="A/ES-11/L.1", counts=TALLY)


def changed(**values):
    return news_in(PAGE, replace(PAGE, **values))


@pytest.mark.parametrize(
    ("values", "news"),
    [
        ({}, set()),
        ({"title": "Another"}, set()),
        ({"symbol": "A/RES/ES-11/1"}, {News.NUMBERED}),
        ({"counts": TALLY | {Side.YES: 140}}, {News.CORRECTED}),
        ({"counts": TALLY | {Side.ABSENT: 12}}, set()),
        ({"counts": {}}, set()),
        ({"roll_call": {"RUS": Side.YES}}, {News.CORRECTED}),
        ({"roll_call": {}}, set()),
        ({"roll_call": {**PAGE.roll_call, "ARM": Side.ABSTAIN}}, set()),
        ({"outcome": Outcome.REJECTED}, {News.CORRECTED}),
        ({"date": "2022-03-03"}, {News.CORRECTED}),
        ({"date": None}, set()),
        ({"method": Method.UNANIMOUS}, set()),
        ({"roll_call_complete": True}, {News.RECORDED}),
        ({"complete": frozenset({Side.NO})}, {News.RECORDED}),
        (
            {"roll_call_complete": True, "symbol": "A/RES/ES-11/1", "counts": {Side.YES: 142}},
            {News.RECORDED, News.NUMBERED, News.CORRECTED},
        ),
    ],
)
def test_what_is_new(values, news):
    assert changed(**values) == news


def test_a_vote_that_was_not_known_is_new():
    assert news_in(None, PAGE) == {News.RECORDED}


def test_numbers_that_come_later_are_new():
    bare = replace(PAGE, counts={}, roll_call={})
    assert news_in(bare, PAGE) == {News.RECORDED}


def test_words_of_the_press_for_one_end_do_not_contradict():
    lost = replace(PAGE, outcome=Outcome.REJECTED)
    assert not contradicts(lost, replace(lost, outcome=Outcome.NOT_ADOPTED))
    assert contradicts(lost, replace(lost, outcome=Outcome.VETOED))


def test_a_council_page_whose_lists_are_whole_needs_no_record():
    fourteen = [
        "ALB",
        "BRA",
        "CHE",
        "CHN",
        "ECU",
        "FRA",
        "GAB",
        "GHA",
        "JPN",
        "MLT",
        "MOZ",
        "ARE",
        "GBR",
        "USA",
    ]
    page = a_vote(
        "S/RES/2700 (2023)",
        body="Security Council",
        date="2023-10-02",
        counts={Side.YES: 14, Side.NO: 0, Side.ABSTAIN: 1},
        roll_call={"RUS": "A"},
        complete=frozenset({Side.NO, Side.ABSTAIN}),
    )
    record = replace(
        page,
        roll_call={**dict.fromkeys(fourteen, Side.YES), "RUS": Side.ABSTAIN},
        counts={**page.counts, Side.ABSENT: 0},
        complete=frozenset(Side),
        roll_call_complete=True,
    )
    assert news_in(page, record) == set()


_SIDES = st.sampled_from(list(Side))
_VOTES = st.builds(
    lambda counts, names: replace(PAGE, counts=counts, roll_call=names),
    st.dictionaries(_SIDES, st.integers(0, 3)),
    st.dictionaries(st.sampled_from(["ARM", "AZE", "GEO"]), _SIDES),
)


@given(_VOTES, _VOTES)
def test_two_tellings_contradict_each_other_or_not(one, other):
    assert contradicts(one, other) == contradicts(other, one)
    assert not contradicts(one, one)


# --- two pages -----------------------------------------------------------------------------------


def page(address, vote=PAGE, origin=Origin.PAGE):
    return replace(sourced(vote, origin), source=address)


UN, NEWS = "https://press.un.org/en/2022/ga12407.doc.htm", "https://example.org/story"
POORER = replace(PAGE, counts={Side.YES: 141}, roll_call={})


@pytest.mark.parametrize(
    ("known", "told", "may"),
    [
        (page(UN), page(UN, POORER), True),
        (page(UN, POORER), page(NEWS), False),
        (page(NEWS), page(UN, POORER), True),
        (page(NEWS, POORER), page("https://example.com/other"), True),
        (page(NEWS), page("https://example.com/other", POORER), False),
        (page(UN), page("https://press.un.org/fr/2022/ag12407.doc.htm"), False),
        (page(UN), page("https://un.org.example.com/", PAGE), False),
        (page("http://[broken", POORER), page(NEWS), True),
        (page(UN), page("record", origin=Origin.RECORD), True),
        (page("memory", origin=Origin.MEMORY), page(NEWS, POORER), True),
    ],
)
def test_which_page_gives_way(known, told, may):
    assert gives_way(known, told) is may
