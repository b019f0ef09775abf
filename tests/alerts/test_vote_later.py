"""What becomes known of a vote after its alert: the record, a number, corrections."""

from dataclasses import replace

import pytest

from alerts.markup import units
from alerts.vote_render import HARD, vote_alert
from alerts.vote_replies import must_reply, vote_reply
from newsroom.ballot import Origin
from newsroom.model import ChangeKind
from newsroom.un.votes import Outcome
from tests.alerts.given import LANGUAGES, match
from tests.alerts.votes_given import (
    ABSENT,
    ABSTAIN,
    NO,
    YES,
    change,
    complete,
    page_of_the_day,
    reader,
    recorded,
    sourced,
    vote,
)

SEVERE = [match("votes", 2)]


def of_record(before, after):
    stored = recorded(before, after, ChangeKind.CORRECTED)
    return replace(stored, revised=((sourced(before), sourced(after, Origin.RECORD)),))


def answered(stored, language="en", known=None, **more):
    return vote_reply(stored, SEVERE, reader(language, known=known, **more))


def test_the_record_brings_the_complete_line_as_an_answer():
    stored = recorded(page_of_the_day(), complete())
    assert must_reply(stored, reader().channel)
    assert answered(stored).plain.startswith(
        "Roll call complete: A/RES/ES-11/6, 141–7–4\n"
        "Armenia: abstained (5 earlier: abstained 4, did not vote 1)\n"
        "Azerbaijan: did not vote (5 earlier: did not vote 5)\n"
        "Georgia: yes (5 earlier: yes 5)\n"
    )
    edited = vote_alert(stored, SEVERE, reader())
    assert (
        "<i>Updated 14:25: A/ES-11/L.7 is now A/RES/ES-11/6. "
        "Roll call now complete, 193 of 193.</i>"
    ) in edited.html
    assert "Azerbaijan: did not vote (5 earlier: did not vote 5)" in edited.html


def test_the_record_is_linked_beside_the_report():
    stored = recorded(page_of_the_day(), complete())
    record_page = "https://digitallibrary.un.org/record/4003921"
    after = replace(sourced(complete(), Origin.RECORD), source=record_page)
    stored = replace(stored, votes=(after,), revised=((stored.revised[0][0], after),))
    for payload in (answered(stored), vote_alert(stored, SEVERE, reader())):
        assert f'</a> · <a href="{record_page}">voting record</a> · #1001' in payload.html


def test_a_wrong_vote_of_a_watched_country_is_corrected_by_name():
    wrong = page_of_the_day(
        symbol="A/RES/ES-11/6", roll_call={**page_of_the_day().roll_call, "AZE": ABSTAIN}
    )
    stored = of_record(wrong, complete())
    payload = answered(stored)
    assert payload.plain.startswith(
        "Correction: Azerbaijan did not vote on A/RES/ES-11/6\n"
        "We wrote “abstained”. The UN voting record says: did not vote.\n"
        "The tally is unchanged, 141–7–4.\n"
        "Roll call now complete, 193 of 193.\n"
    )
    assert not payload.silent
    assert must_reply(stored, reader().channel)
    assert (
        "<i>Corrected 14:25: Azerbaijan: did not vote (was: abstained). "
        "Roll call now complete, 193 of 193.</i>"
    ) in vote_alert(stored, SEVERE, reader()).html


def test_a_wrong_tally_is_corrected():
    wrong = complete(counts={YES: 140, NO: 7, ABSTAIN: 4, ABSENT: 42})
    stored = recorded(wrong, complete(), ChangeKind.CORRECTED)
    assert answered(stored).plain.startswith(
        "Correction: A/RES/ES-11/6, 141–7–4\nTally: 141–7–4 (was 140–7–4).\n"
    )


def test_a_wrong_vote_of_a_country_that_a_channel_does_not_name_is_no_answer():
    wrong = page_of_the_day(roll_call={**page_of_the_day().roll_call, "CHN": YES})
    stored = recorded(wrong, page_of_the_day(), ChangeKind.CORRECTED)
    assert not must_reply(stored, reader().channel)
    assert must_reply(stored, reader(countries=("CHN",)).channel)


def test_a_wrong_outcome_and_a_wrong_day_are_corrected():
    wrong = page_of_the_day(outcome=Outcome.REJECTED, date="2023-02-24")
    plain = answered(recorded(wrong, page_of_the_day(), ChangeKind.CORRECTED)).plain
    assert plain.startswith(
        "Correction: A/ES-11/L.7, 141–7–4\n"
        "Adopted (was: Rejected).\n"
        "23 Feb 2023 (was: 24 Feb 2023).\n"
        "The tally is unchanged, 141–7–4.\n"
    )


def test_another_vote_of_the_page_is_answered_with_that_vote():
    other = vote(
        id="ga/2", symbol="A/RES/80/2", title="On mines", counts={YES: 90, NO: 1, ABSTAIN: 2}
    )
    stored = change(vote(), other, revised=((None, other),))
    assert not must_reply(stored, reader().channel)
    assert answered(stored).plain.startswith(
        "General Assembly adopts “On mines”, 90–1–2\n\nArmenia: "
    )


def test_the_record_is_named_only_where_it_says_so():
    wrong = page_of_the_day(roll_call={**page_of_the_day().roll_call, "AZE": ABSTAIN})
    right = page_of_the_day(roll_call={**page_of_the_day().roll_call, "AZE": ABSENT})
    assert answered(recorded(wrong, right, ChangeKind.CORRECTED)).plain.startswith(
        "Correction: Azerbaijan did not vote on A/ES-11/L.7\n"
        "Azerbaijan: did not vote (was: abstained).\n"
    )


def test_a_number_alone_is_told_without_a_sound_and_in_the_channels_manner():
    stored = recorded(
        page_of_the_day(), page_of_the_day(symbol="A/RES/ES-11/6"), ChangeKind.NUMBER_ASSIGNED
    )
    payload = answered(stored)
    assert payload.plain.startswith("A/ES-11/L.7 is now A/RES/ES-11/6\n")
    assert payload.silent
    assert not must_reply(stored, reader().channel)


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_in_every_language(language):
    wrong = page_of_the_day(
        symbol="A/RES/ES-11/6", roll_call={**page_of_the_day().roll_call, "AZE": ABSTAIN}
    )
    for stored in (
        recorded(page_of_the_day(), complete()),
        recorded(wrong, complete(), ChangeKind.CORRECTED),
        recorded(page_of_the_day(), page_of_the_day(symbol="A/RES/ES-11/6")),
    ):
        for payload in (
            answered(stored, language),
            vote_alert(stored, SEVERE, reader(language)),
        ):
            assert "A/RES/ES-11/6" in payload.plain
            assert "{" not in payload.plain
            assert units(payload.plain.rpartition("\n")[0]) <= HARD
