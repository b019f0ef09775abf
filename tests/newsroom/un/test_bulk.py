"""The Library's table of all votes: editions, rows in any order, tables that break off."""

import io
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.errors import Unreadable
from newsroom.un.bulk import read_table
from newsroom.un.records import LeftOut, read_records
from newsroom.un.sourced import Origin
from newsroom.un.votes import Side

DATA = Path(__file__).parents[2] / "data" / "un-records"
TODAY = date(2026, 11, 24)
ASSEMBLY = (DATA / "assembly.csv").read_bytes()
HEADER = "undl_id,ms_code,ms_name,ms_vote,date,resolution,title,total_yes,total_no,total_ms\n"


def read(data):
    data = data.encode() if isinstance(data, str) else data
    return list(read_table(io.BytesIO(data), today=TODAY))


def rows(number, cells, **more):
    """Give the rows of a vote; `cells` are pairs of code and vote."""
    row = {"day": "2025-10-01", "symbol": f"A/RES/80/{number}", "yes": "", "every": ""} | more
    behind = f"{row['day']},{row['symbol']},T,{row['yes']},,{row['every']}"
    return "".join(f"{number},{code},{code},{vote},{behind}\n" for code, vote in cells)


def test_the_edition_of_today():
    human_rights, aggression = read(ASSEMBLY)
    assert human_rights.vote.symbol == "A/RES/74/168"
    assert human_rights.vote.draft == "A/74/399/Add.3"
    vote = aggression.vote
    assert vote.counts == {Side.YES: 141, Side.NO: 5, Side.ABSTAIN: 35, Side.ABSENT: 12}
    assert vote.roll_call_complete
    assert vote.roll_call["AZE"] is Side.ABSENT
    assert aggression.source == "https://digitallibrary.un.org/record/3959039"
    assert (aggression.origin, aggression.record) == (Origin.BULK, "3959039")


def test_it_says_the_same_as_the_record():
    data = (DATA / "es-11-1.xml").read_bytes()
    (record,) = read_records(io.BytesIO(data), today=TODAY)
    assert read(ASSEMBLY)[1].vote == record.vote


def test_the_edition_of_2024_has_other_names_and_nv():
    (one,) = read((DATA / "assembly-2024.csv").read_bytes())
    assert one.vote.counts == {Side.YES: 100, Side.NO: 11, Side.ABSTAIN: 58, Side.ABSENT: 24}
    assert one.vote.roll_call_complete
    assert one.vote.roll_call["AZE"] is Side.YES


def test_former_states_keep_their_code_where_none_continues_them():
    (one,) = read((DATA / "former-states.csv").read_bytes())
    assert one.vote.roll_call == {
        "ARG": Side.YES, "BLR": Side.NO, "CSK": Side.NO, "RUS": Side.NO, "UKR": Side.NO,
        "YUG": Side.ABSTAIN, "MMR": Side.YES, "THA": Side.YES, "GBR": Side.ABSENT,
    }  # fmt: skip


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_rows_of_a_vote_may_stand_anywhere(chance: random.Random):
    first, *lines = ASSEMBLY.decode().splitlines(keepends=True)
    chance.shuffle(lines)
    by_symbol = {one.vote.symbol: one for one in read(first + "".join(lines))}
    assert by_symbol == {one.vote.symbol: one for one in read(ASSEMBLY)}


def test_equal_rows_count_once():
    first, *lines = ASSEMBLY.decode().splitlines(keepends=True)
    assert read(first + "".join(lines + lines)) == read(ASSEMBLY)


_LAST_ROW = len(ASSEMBLY) - ASSEMBLY.rstrip(b"\r\n").rfind(b"\n") - 1
_BEFORE_THE_END = len(ASSEMBLY) - _LAST_ROW + 1


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=_BEFORE_THE_END))
def test_a_table_cut_before_its_last_row_is_refused(end):
    """At any byte: within a name, within quotes, between two rows, between two votes.

    Between two votes, and in the first one's rows where nothing stands beside it, nobody can tell.
    """
    cut = ASSEMBLY[:end]
    whole_first = cut.count(b"3838001,") == 193 and b"3959039," not in cut
    try:
        found = read(cut)
    except Unreadable:
        return
    lines = cut.decode().splitlines()
    assert whole_first or len(lines) <= 194
    assert all(len(one.vote.roll_call) <= 193 for one in found if not isinstance(one, LeftOut))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "no column ms_code, ms_vote, resolution, date"),
        ("a,b\n1,2\n", "no column"),
        (HEADER.replace("ms_vote", "vote"), "no column ms_vote"),
        (HEADER + '1,ARM,"ARMEN', "no table to its end"),
        (HEADER + rows(1, [("ARM", "Y")]) + "1,AZE", "breaks off in its last line: 2 of 10"),
        (HEADER.encode() + b"1,\xff\xfe", "no table to its end"),
        (HEADER + "1," + "x" * 200_000 + "\n", "no table to its end"),
        (
            HEADER
            + rows(1, [("ARM", "Y"), ("AZE", "Y")], every="2")
            + rows(2, [("ARM", "Y")], every="2"),
            "breaks off within its last vote: 1 rows of it",
        ),
    ],
)
def test_what_is_no_table_to_its_end(data, why):
    with pytest.raises(Unreadable, match=why):
        read(data)


def test_a_row_too_short_leaves_its_vote_out_and_no_other():
    text = HEADER + "1,ARM\n" + rows(1, [("AZE", "Y")]) + rows(2, [("ARM", "Y")])
    left_out, whole = read(text)
    assert (left_out.record, left_out.why) == ("1", "a row of it has 2 columns, the table 10")
    assert whole.vote.symbol == "A/RES/80/2"


def test_rows_that_differ_in_what_they_share_leave_their_vote_out():
    text = HEADER + rows(1, [("ARM", "Y")]) + rows(1, [("AZE", "Y")], day="2025-10-02")
    (left_out,) = read(text)
    assert left_out.why == "its rows differ in date"


@pytest.mark.parametrize(
    ("cells", "more", "why"),
    [
        ([("ARM", "Z")], {}, "“Z” is no vote"),
        ([("ARM", "Y"), ("ARM", "N")], {}, "ARM voted twice, and not the same"),
        ([("ARM", "Y")], {"day": "never"}, "“never” is no date"),
        ([("ARM", "Y")], {"symbol": "?"}, "“?” is no symbol of a document"),
        ([("ARM", "Y"), ("AZE", "Y")], {"yes": "1"}, "it names 2 for yes, and counts 1"),
        ([("ARM", "Y")], {"yes": "300.0"}, "300 votes, where 193 are members"),
        ([(f"{chr(65 + n // 26)}{chr(65 + n % 26)}X", "Y") for n in range(400)], {},
         "more than 193 States, which is all there are"),
    ],
)  # fmt: skip
def test_a_vote_that_makes_no_sense_is_left_out(cells, more, why):
    left_out, whole = read(HEADER + rows(1, cells, **more) + rows(2, [("ARM", "Y")]))
    assert (left_out.record, left_out.place, left_out.why) == ("1", 1, why)
    assert whole.vote.roll_call == {"ARM": Side.YES}


def test_a_cell_left_empty_is_not_known():
    (one,) = read(HEADER + rows(1, [("ARM", "Y"), ("AZE", "")]))
    assert one.vote.roll_call == {"ARM": Side.YES}


def test_a_table_without_numbers_of_records_is_grouped_by_symbol():
    behind = "2025-10-01,A/RES/80/1"
    (one,) = read(f"ms_code,ms_vote,date,resolution\nARM,Y,{behind}\nAZE,X,{behind}\n")
    assert one.vote.symbol == "A/RES/80/1"
    assert one.vote.roll_call["ARM"] is Side.YES
