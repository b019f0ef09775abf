from datetime import date

import pytest

from newsroom.settings import Series
from newsroom.un.series import first_with, has, order, required
from newsroom.un.votes import Part
from tests.newsroom.un.votes_given import a_vote

ES_11 = Series(id="ES-11", title="Ukraine", symbols=("A/RES/ES-11/*",))
GEORGIA = Series(
    id="georgia",
    title="Georgia",
    symbols=("A/RES/62/249", "A/RES/63/307"),
    titles=("displaced persons and refugees from Abkhazia",),
    complete_through=date(2009, 12, 31),
)
TITLE = "Status of internally displaced persons and refugees from Abkhazia, Georgia"


@pytest.mark.parametrize(
    ("symbol", "belongs"),
    [
        ("A/RES/ES-11/1", True),
        ("A/RES/ES-11/10", True),
        ("a/res/es-11/2", True),
        ("A/RES/ES-11/1/Add.1", False),
        ("A/RES/ES-10/1", False),
        ("A/RES/ES-111/1", False),
    ],
)
def test_a_star_is_one_piece_of_a_symbol(symbol, belongs):
    assert has(ES_11, a_vote(symbol)) is belongs


def test_symbols_are_compared_without_spaces():
    series = Series(id="s", title="s", symbols=("S/RES/2623 (2022)",))
    assert has(series, a_vote("S/RES/2623(2022)", body="Security Council"))


def test_a_draft_may_be_named():
    series = Series(id="s", title="s", symbols=("S/2022/155",))
    assert has(series, a_vote(None, draft="S/2022/155", body="Security Council"))


def test_only_votes_on_whole_texts_belong():
    assert not has(ES_11, a_vote("A/RES/ES-11/6", part=Part.PARAGRAPH))


@pytest.mark.parametrize(
    ("title", "belongs"),
    [
        (TITLE, True),
        (TITLE.upper(), True),
        ("Displaced persons and refugees from Abkhazian camps", False),
        ("Refugees from Abkhazia", False),
        ("", False),
    ],
)
def test_titles_count_by_whole_words_in_a_row(title, belongs):
    assert has(GEORGIA, a_vote("A/RES/80/1", title=title, date="2026-06-01")) is belongs


def test_a_star_in_a_title_is_any_ending():
    series = Series(id="s", title="s", titles=("glorif* of Nazism",))
    assert has(series, a_vote("A/RES/1/1", title="Combating glorification of Nazism"))


def test_where_the_list_is_vouched_for_titles_add_nothing():
    assert not has(GEORGIA, a_vote("A/RES/64/1", title=TITLE, date="2009-12-31"))
    assert has(GEORGIA, a_vote("A/RES/64/296", title=TITLE, date="2010-09-07"))


def test_a_committee_s_text_comes_back_and_counts_once():
    vote = a_vote(
        None, draft="A/C.3/80/L.1", title=TITLE, body="Third Committee", date="2026-01-01"
    )
    assert not has(GEORGIA, vote)


def test_the_first_series_that_has_a_vote():
    both = Series(id="both", title="both", symbols=("A/RES/ES-11/1", "A/RES/68/262"))
    assert first_with((ES_11, both), a_vote("A/RES/ES-11/1")) is ES_11
    assert first_with((ES_11, both), a_vote("A/RES/68/262")) is both
    assert first_with((ES_11, both), a_vote("A/RES/1/1")) is None


def test_numbers_are_in_order_by_their_value():
    symbols = ["A/RES/ES-11/10", "A/RES/ES-11/9", "A/RES/ES-11/1"]
    votes = sorted((a_vote(symbol) for symbol in symbols), key=order)
    assert [vote.symbol for vote in votes] == symbols[::-1]


def test_a_session_counts_its_resolutions():
    needed = required(ES_11, a_vote("A/RES/ES-11/3"))
    assert needed == {"A/RES/ES-11/1", "A/RES/ES-11/2"}
    assert required(ES_11, a_vote("A/RES/ES-11/1")) == frozenset()


def test_a_list_is_certain_up_to_its_day_and_no_longer():
    assert required(GEORGIA, a_vote("A/RES/63/307", date="2009-09-09")) == {"A/RES/62/249"}
    assert required(GEORGIA, a_vote("A/RES/64/296", date="2010-09-07", title=TITLE)) is None


def test_a_star_elsewhere_leaves_open_what_came_before():
    series = Series(
        id="s",
        title="s",
        symbols=("A/RES/68/262", "A/RES/77/284", "A/RES/ES-11/*"),
        complete_through=date(2023, 12, 31),
    )
    assert required(series, a_vote("A/RES/77/284", date="2023-04-26")) is None
    assert required(series, a_vote("A/RES/ES-11/2", date="2022-03-24")) == {
        "A/RES/68/262", "A/RES/77/284", "A/RES/ES-11/1",
    }  # fmt: skip


def test_without_a_word_for_it_nothing_is_certain():
    series = Series(id="s", title="s", symbols=("A/RES/68/262", "A/RES/77/284"))
    assert required(series, a_vote("A/RES/77/284")) is None
    assert required(series, a_vote("A/RES/77/284", date=None)) is None


def test_a_number_without_end_is_not_counted_up_to():
    assert required(ES_11, a_vote("A/RES/ES-11/99999999999")) is None
