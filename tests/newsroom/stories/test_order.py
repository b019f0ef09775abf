"""What two reports say of each other: a further event, words about it, another vote."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from newsroom.settings import Place
from newsroom.stories.fingerprint import Fingerprint, keys
from newsroom.stories.neighbourhood import Neighbourhood
from newsroom.stories.signs_of_order import signs_of_order

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIRST = Fingerprint(at=NOON, lang="en", source="a", incident="drone_strike")
NEXT = replace(FIRST, at=NOON + timedelta(hours=22), source="b")
VOTE = Fingerprint(at=NOON, lang="en", source="a", topics=("un_vote",), numbers=(93, 18, 65))


def named(one, two):
    found = {sign.name: sign for sign in signs_of_order(one, two)}
    assert found == {sign.name: sign for sign in signs_of_order(two, one)}
    return found


def against(one, two):
    return {name for name, sign in named(one, two).items() if sign.counts and sign.value < 0}


def test_what_happened_again_is_another_event():
    again = replace(NEXT, marks=("again", "title again"))
    assert against(FIRST, again) == {"again"}
    # Reports of the second night are of one event, and those of one hour tell of one night.
    assert not against(replace(FIRST, marks=("again",)), again)
    assert not against(FIRST, replace(again, at=NOON + timedelta(hours=2)))


def test_a_yearly_vote_that_is_taken_again_is_no_second_one():
    late = replace(VOTE, at=NOON + timedelta(hours=9), marks=("again", "title again"))
    assert not against(VOTE, late)


def test_who_speaks_of_the_day_before_has_news_of_today():
    assert against(FIRST, replace(NEXT, marks=("after",))) == {"after"}


def test_a_day_after_the_other_report_is_another_day():
    assert against(FIRST, replace(NEXT, days=(date(2026, 11, 25),))) == {"later day"}
    assert not against(FIRST, replace(NEXT, days=(date(2026, 11, 24),)))
    disaster = replace(FIRST, incident="disaster")
    later = replace(NEXT, incident="disaster", days=(date(2026, 11, 25),))
    assert "later day again" in named(FIRST, replace(NEXT, days=(date(2026, 11, 25),)))
    assert "later day again" not in named(disaster, later)


@pytest.mark.parametrize("held", ["detention_or_arrest", "crackdown", "captives_or_exchange"])
def test_a_release_is_not_what_came_before_it(held):
    taken = replace(FIRST, incident=held)
    freed = replace(NEXT, incident=held, marks=("freed", "title freed"))
    assert against(taken, freed) == {"freed"}
    # Who demands a release does not tell of one.
    assert against(replace(taken, marks=("freed",)), freed) == {"freed"}
    assert not against(replace(taken, marks=("freed", "title freed")), freed)


def test_words_about_an_event_are_not_the_event():
    words = replace(NEXT, marks=("talks", "title talks"))
    assert against(FIRST, words) == {"talk later"}
    assert "both talk" in named(replace(FIRST, marks=words.marks), words)
    # A side's version, and a toll with words beside it, are news of it.
    assert not against(FIRST, replace(words, signals=("denial",)))
    assert not against(FIRST, replace(words, killed=2))


def test_a_burial_is_not_the_event():
    assert against(FIRST, replace(NEXT, marks=("buried", "title buried"))) == {"buried"}


def test_two_votes_of_one_day_are_told_apart_by_the_rest_of_their_numbers():
    other = replace(VOTE, source="b", numbers=(93, 8, 73))
    assert named(VOTE, other)["other tally"].value == -2
    assert not against(VOTE, replace(other, numbers=(93, 18)))
    assert not against(VOTE, replace(other, numbers=(93,)))


def test_a_veto_speaks_against_an_adoption_and_does_not_rule_it_out():
    passed, vetoed = replace(VOTE, fate="adopted"), replace(VOTE, fate="vetoed", source="b")
    assert against(passed, vetoed) == {"other fates"}


def test_more_votes_than_the_council_has_are_of_another_organ():
    council = replace(VOTE, organs=("council",), numbers=(10, 5))
    assert "beyond the Council" in against(council, replace(VOTE, source="b", numbers=(93,)))
    assert not against(council, replace(VOTE, source="b", numbers=(10,)))


@pytest.mark.parametrize(("hours", "when"), [(3, "at once"), (22, "next day"), (60, "days")])
def test_one_act_twice_says_how_soon(hours, when):
    late = replace(FIRST, at=NOON + timedelta(hours=hours))
    assert f"drone_strike, {when}" in named(FIRST, late)
    assert f"another act, {when}" in named(FIRST, replace(late, incident="clash"))


def test_two_reports_on_one_subject_meet_whatever_their_words_are():
    one = Fingerprint(at=NOON, lang="hy", source="a", topics=("un_resolution",))
    assert set(keys(one)) & set(keys(replace(one, lang="tr", source="b")))


def test_a_place_lies_in_all_that_its_district_lies_in():
    places = [
        place("country", "country"),
        place("province", "province", "country"),
        place("district", "district", "province"),
        place("village", "village", "district"),
        place("elsewhere", "village"),
    ]
    near = Neighbourhood(places)
    values = [near("village", outer) for outer in ("village", "district", "province", "country")]
    assert values == sorted(values, reverse=True)
    assert values[-1] > 0
    assert near("country", "village") == values[-1]
    assert near("village", "elsewhere") == 0


def place(key, kind, *within):
    return Place(id=key, name=key, kind=kind, country=None, names=(), within=within)
