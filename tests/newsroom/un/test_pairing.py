"""Which record is of which vote of a page, where the record does not name the draft."""

from newsroom.ballot import Origin, Part, Side
from newsroom.un.pairing import paired
from tests.newsroom.un.votes_given import a_vote, sourced

WAR, PEACE = "Aggression against Ukraine", "Principles of the Charter underlying a lasting peace"


def page(draft, title=WAR, numbers=(141, 5, 35), **values):
    return sourced(a_vote(None, draft=draft, title=title, counts=tally(numbers), **values),
                   Origin.PAGE)  # fmt: skip


def record(symbol, title=WAR, numbers=(141, 5, 35), related=(), **values):
    return sourced(a_vote(symbol, title=title, counts=tally(numbers), **values), related=related)


def tally(numbers):
    return dict(zip((Side.YES, Side.NO, Side.ABSTAIN), numbers, strict=False))


def test_by_its_title():
    one, other = page("A/ES-11/L.1"), page("A/ES-11/L.2", PEACE)
    found = record("A/RES/ES-11/1", f"{WAR} : resolution", (140, 5, 36))
    assert paired([found], [other, one]) == {found.vote.id: one}


def test_by_its_numbers_where_the_page_has_another_title():
    one, other = page("A/ES-11/L.1", "Text on the war"), page("A/ES-11/L.2", PEACE, (1, 2, 3))
    found = record("A/RES/ES-11/1")
    assert paired([found], [one, other]) == {found.vote.id: one}


def test_not_where_two_fit():
    one, other = page("A/ES-11/L.1", "First text"), page("A/ES-11/L.2", "Second text")
    assert paired([record("A/RES/ES-11/1")], [one, other]) == {}
    only = page("A/ES-11/L.1", "First text")
    assert paired([record("A/RES/ES-11/1"), record("A/RES/ES-11/2", PEACE)], [only]) == {}


def test_a_record_that_names_its_draft_needs_no_pairing():
    one = page("A/ES-11/L.1")
    assert paired([record("A/RES/ES-11/1", related=("A/ES-11/L.1",))], [one]) == {}


def test_only_of_one_body_on_one_day_and_of_the_whole_text():
    found = record("A/RES/ES-11/1")
    for other in (
        page("A/ES-11/L.1", date="2022-03-03"),
        page("A/C.3/76/L.1", body="Third Committee"),
        page("A/ES-11/L.1", part=Part.PARAGRAPH),
    ):
        assert paired([found], [other]) == {}


def test_a_text_with_a_number_is_another_resolution():
    known = sourced(a_vote("A/RES/ES-11/2", title=WAR, counts=tally((141, 5, 35))), Origin.PAGE)
    assert paired([record("A/RES/ES-11/1")], [known]) == {}


def test_titles_without_words_say_nothing():
    one = page("A/ES-11/L.1", "On it", (1, 2, 3))
    assert paired([record("A/RES/ES-11/1", "On it")], [one]) == {}
