"""MARCXML of the Library: whole files, broken files, records that make no sense."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.errors import Unreadable
from newsroom.un.records import LeftOut, read_records
from newsroom.un.sourced import Origin
from newsroom.un.votes import Method, Outcome, Part, Side

DATA = Path(__file__).parents[2] / "data" / "un-records"
TODAY = date(2026, 11, 24)
ES_11_1 = (DATA / "es-11-1.xml").read_bytes()


def read(data):
    return list(read_records(io.BytesIO(data), today=TODAY))


def record(*fields, number="1"):
    body = "".join(
        f'<datafield tag="{tag}">'
        + "".join(f'<subfield code="{code}">{text}</subfield>' for code, text in parts.items())
        + "</datafield>"
        for tag, parts in fields
    )
    return f'<record><controlfield tag="001">{number}</controlfield>{body}</record>'


def small(*cells, counts=None, symbol="A/RES/80/1", day="2025-10-01", **more):
    """Give a record with a few States; `cells` are pairs of code and vote (None: no vote)."""
    fields = [
        ("245", {"a": "A title :", "b": "resolution /", "c": "adopted by the General Assembly"}),
        ("269", {"a": day}),
        ("791", {"a": symbol}),
        *[(tag, {"a": text}) for tag, text in more.items()],
    ]
    if counts is not None:
        fields.append(("996", dict(zip("bcdef", map(str, counts), strict=False))))
    fields += [
        ("967", {"c": code, "e": code} | ({} if vote is None else {"d": vote}))
        for code, vote in cells
    ]
    return record(*[(tag.removeprefix("f"), parts) for tag, parts in fields])


def only(text):
    (one,) = read(text.encode())
    return one


def test_a_single_record():
    (one,) = read(ES_11_1)
    vote = one.vote
    assert (vote.symbol, vote.draft, vote.body) == (
        "A/RES/ES-11/1",
        "A/ES-11/L.1",
        "General Assembly",
    )
    assert (vote.date, vote.title) == ("2022-03-02", "Aggression against Ukraine")
    assert (vote.outcome, vote.method, vote.part) == (Outcome.ADOPTED, Method.RECORDED, Part.WHOLE)
    assert vote.counts == {Side.YES: 141, Side.NO: 5, Side.ABSTAIN: 35, Side.ABSENT: 12}
    assert vote.roll_call_complete
    assert vote.complete == set(Side)
    assert len(vote.roll_call) == 193
    assert one.source == "https://digitallibrary.un.org/record/3959039"
    assert (one.origin, one.record) == (Origin.RECORD, "3959039")
    assert (one.version, one.related) == ("20230301120000.0", ("A/ES-11/L.1",))


def test_a_state_without_a_vote_did_not_vote():
    (one,) = read(ES_11_1)
    assert one.vote.roll_call["AZE"] is Side.ABSENT
    assert one.vote.roll_call["ARM"] is Side.ABSTAIN
    assert one.vote.roll_call["GEO"] is Side.YES


def test_the_answer_to_a_search():
    found = read((DATA / "search.xml").read_bytes())
    votes = [one.vote for one in found if not isinstance(one, LeftOut)]
    assert [(vote.symbol or vote.draft, vote.outcome.value) for vote in votes] == [
        ("A/RES/68/262", "adopted"),
        ("S/RES/2686 (2023)", "adopted"),
        ("S/2022/720", "vetoed"),
        ("A/RES/72/279", "adopted"),
    ]
    assert votes[2].vetoed_by == ("RUS",)
    assert votes[2].title == "Illegal so-called referenda in Ukraine"
    without = votes[3]
    assert (without.method, without.counts, without.roll_call) == (Method.WITHOUT_A_VOTE, {}, {})
    assert [(one.record, one.place, one.why) for one in found if isinstance(one, LeftOut)] == [
        ("555", 5, "it has no vote: another kind of record"),
        ("774001", 6, "“5 June 2014” is no date"),
    ]


def test_a_record_may_be_the_root_and_have_no_namespace():
    text = small(("ARM", "Y"), counts=(1, 0, 0, 0, 1))
    assert only(text).vote.roll_call == {"ARM": Side.YES}


def test_a_comment_may_stand_before_the_declaration():
    comment = b"<!-- Search-Engine-Total-Number-Of-Results: 1 -->\n"
    assert read(comment + ES_11_1) == read(b"\xef\xbb\xbf" + comment + ES_11_1) == read(ES_11_1)


def test_an_answer_without_records_is_whole():
    assert read(b'<collection xmlns="http://www.loc.gov/MARC21/slim"/>') == []


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=len(ES_11_1) - len(b"</collection>\n") - 1))
def test_a_file_cut_anywhere_is_refused(end):
    with pytest.raises(Unreadable, match=r"not XML to its end|is no voting record"):
        read(ES_11_1[:end])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html><body>Checking your browser</body></html>", "<html> is no voting record"),
        (b"<collection><record></collection>", "not XML to its end"),
        (ES_11_1 + b"<record/>", "not XML to its end"),
        (
            b'<!DOCTYPE c [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><collection>&b;</collection>',
            "it declares a document type",
        ),
        (b'<!DOCTYPE c SYSTEM "file:///etc/passwd"><collection/>', "it declares a document type"),
        (b"<collection>" + b"<x/>" * 200_001 + b"</collection>", "a record without end"),
    ],
)
def test_what_is_no_file_of_records(data, why):
    with pytest.raises(Unreadable, match=re.escape(why)):
        read(data)


def test_entities_are_never_expanded():
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(Unreadable):
        read(f'<!DOCTYPE c [<!ENTITY l0 "ha">{bomb}]><collection a="&l11;"/>'.encode())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (small(("ARM", "Y"), symbol=""), "it names no document that was voted on"),
        (small(("ARM", "Y"), symbol="nonsense"), "“nonsense” is no symbol of a document"),
        (small(("ARM", "Y"), symbol="X/1"), "“X/1” is no document of a body that votes"),
        (small(("ARM", "Y"), day="someday"), "“someday” is no date"),
        (small(("ARM", "Y"), day=""), "it has no date"),
        (small(("ARM", "Y"), day="2031-01-01"), "no vote was on 2031-01-01"),
        (small(("ARM", "Q")), "“Q” is no vote"),
        (small(("ARM", "Y"), ("ARM", "N")), "ARM voted twice, and not the same"),
        (small(("", "Y")), "“” is no State"),
        (small(counts=("many", 0, 0, 0, 1)), "“many” is no number of votes"),
        (small(counts=(300, 1, 1, 1, 303)), "303 votes, where 193 are members"),
        (small(counts=(1, 1, 1, 1, 5)), "its numbers make 4, it says 5"),
        (
            small(("ARM", "Y"), ("AZE", "Y"), counts=(1, 1, 0, 0, 2)),
            "it names 2 for yes, and counts 1",
        ),
        (small(), "it has no vote: another kind of record"),
        (small(f590="RECORDED"), "it holds neither numbers nor votes"),
    ],
)
def test_a_record_that_makes_no_sense_is_left_out(text, why):
    left_out = only(text)
    assert isinstance(left_out, LeftOut)
    assert (left_out.record, left_out.place, left_out.why) == ("1", 1, why)


def test_ten_thousand_countries_are_left_out_and_the_next_record_is_read():
    many = small(*[(f"{chr(65 + n // 676)}{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}", "Y")
                   for n in range(10_000)])  # fmt: skip
    found = read(
        f"<collection>{many}{small(('ARM', 'Y'), counts=(1, 0, 0, 0, 1))}</collection>".encode()
    )
    assert isinstance(found[0], LeftOut)
    assert found[1].vote.roll_call == {"ARM": Side.YES}


def test_names_that_are_missing_leave_the_roll_call_incomplete():
    vote = only(small(("ARM", "A"), ("RUS", "N"), ("AZE", None), counts=(141, 1, 32, 19, 193))).vote
    assert vote.roll_call == {"ARM": Side.ABSTAIN, "RUS": Side.NO, "AZE": Side.ABSENT}
    assert vote.complete == {Side.NO}
    assert not vote.roll_call_complete


def test_nobody_is_called_absent_where_no_vote_was_entered():
    vote = only(small(("ARM", None), ("AZE", None), counts=(2, 0, 0, 0, 2))).vote
    assert vote.counts[Side.YES] == 2
    assert vote.roll_call == {}


def test_nobody_is_called_absent_where_nothing_says_how_many_were():
    vote = only(small(("ARM", "Y"), ("AZE", None))).vote
    assert vote.roll_call == {"ARM": Side.YES}
    assert vote.counts == {}


def test_the_one_missing_number_is_what_remains_of_the_total():
    text = small(("ARM", "Y"), ("AZE", None), counts=(1, 0, 0, 0, 2))
    vote = only(text.replace('<subfield code="e">0</subfield>', "")).vote
    assert vote.counts[Side.ABSENT] == 1
    assert vote.roll_call["AZE"] is Side.ABSENT


def test_a_draft_that_failed():
    draft = only(small(counts=(50, 67, 36, 40, 193), symbol="A/ES-11/L.3")).vote
    assert (draft.symbol, draft.draft, draft.outcome) == (None, "A/ES-11/L.3", Outcome.REJECTED)
    council = only(small(counts=(2, 0, 13, 0, 15), symbol="S/2022/231", day="2022-03-23")).vote
    assert (council.outcome, council.body) == (Outcome.NOT_ADOPTED, "Security Council")
    committee = only(small(counts=(76, 19, 77, 21, 193), symbol="A/C.3/80/L.31")).vote
    assert (committee.outcome, committee.body) == (Outcome.APPROVED, "Third Committee")


@pytest.mark.parametrize(
    ("a", "title"),
    [
        ("Aggression against Ukraine :", "Aggression against Ukraine"),
        ("Question of Palestine : the wall :", "Question of Palestine : the wall"),
        ("The resolution of disputes :", "The resolution of disputes"),
        ("Peace &amp; war :", "Peace & war"),
    ],
)
def test_titles_lose_what_the_library_puts_behind_them(a, title):
    text = small(("ARM", "Y"), counts=(1, 0, 0, 0, 1)).replace("A title :", a)
    assert only(text).vote.title == title


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        ("RECORDED", Method.RECORDED),
        ("ADOPTED WITHOUT VOTE", Method.WITHOUT_A_VOTE),
        ("Adopted without a vote, 65th plenary meeting", Method.WITHOUT_A_VOTE),
        ("by consensus", Method.WITHOUT_A_VOTE),
        ("SHOW OF HANDS", Method.SHOW_OF_HANDS),
        ("UNANIMOUS", Method.UNANIMOUS),
        ("", Method.RECORDED),
    ],
)
def test_kinds_of_vote(kind, method):
    assert only(small(("ARM", "Y"), counts=(1, 0, 0, 0, 1), f590=kind)).vote.method is method


def test_without_a_vote_nobody_is_in_the_roll_call_even_if_all_are_listed():
    vote = only(small(("ARM", None), ("AZE", None), f590="ADOPTED WITHOUT VOTE")).vote
    assert vote.roll_call == {}
    assert not vote.roll_call_complete


def test_a_vote_on_a_paragraph_is_not_the_vote_on_the_text():
    note = "Separate vote on operative paragraph 4"
    vote = only(small(("ARM", "Y"), counts=(1, 0, 0, 0, 1), f591=note)).vote
    assert vote.part is Part.PARAGRAPH


def test_other_related_documents_than_drafts_are_no_drafts():
    vote = only(small(("ARM", "Y"), counts=(1, 0, 0, 0, 1), f993="Letter of the President")).vote
    assert vote.draft is None
    report = only(small(("ARM", "Y"), counts=(1, 0, 0, 0, 1), f993="A/78/464/Add.2")).vote
    assert report.draft == "A/78/464/Add.2"
