"""One wording after another: what a sentence or two give, without a page around them."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from newsroom.un.document import Document
from newsroom.un.extract import votes_of
from newsroom.un.votes import Side, as_json

ASSEMBLY = "General Assembly"
CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "data" / "un-wordings.yaml").read_text(encoding="utf-8")
)
DAY = dt.date(2023, 6, 7)


def votes(text, *, body=ASSEMBLY, lang="en", title="", day=DAY):
    return votes_of(Document(title=title, text=text, day=day, lang=lang, body=body, url=None))


def short(vote):
    counts = [vote.counts.get(side) for side in (Side.YES, Side.NO, Side.ABSTAIN)]
    tally = "-".join("?" if n is None else str(n) for n in counts)
    symbol = vote.draft or vote.symbol
    vetoed = "by " + " ".join(vote.vetoed_by) if vote.vetoed_by else None
    return " ".join(filter(None, (vote.part, vote.outcome, tally, symbol, vetoed)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_wording(case):
    told = [short(vote) for vote in votes(case["text"], body=case["body"], lang=case["lang"])]
    assert told == case["votes"]


def test_two_texts_with_one_tally_stay_two():
    text = (
        "The Assembly adopted “Voles” (A/77/L.1) by 100 in favour to 2 against, with 8 abstentions."
        "\nIt adopted “Moles” (A/77/L.2) by 100 in favour to 2 against, with 8 abstentions."
    )
    assert [vote.draft for vote in votes(text)] == ["A/77/L.1", "A/77/L.2"]


def test_another_body_than_the_pages_is_retold():
    text = "The Security Council failed to adopt a draft by 10 in favour to 1 against (China)."
    assert not votes(text)


def test_without_a_body_of_the_un_there_is_no_vote():
    text = "Members of the European Parliament adopted a resolution by 400 votes to 100."
    assert not votes(text, body=None, title="European Parliament adopts text")


def test_a_committee_approves():
    (vote,) = votes(
        "The Committee adopted draft A/C.3/77/L.1 by 9 votes to 1.", body="Third Committee"
    )
    assert vote.outcome == "approved"
    assert vote.id == "c3/2023-06-07/A/C.3/77/L.1/whole/1"


def test_absences_are_taken_only_from_what_is_printed():
    (vote,) = votes(
        "Draft A/77/L.1 was adopted by 93 in favour, 24 against and 58 abstentions. "
        "Eighteen did not vote."
    )
    assert as_json(vote)["not_voting"] == 18
    assert not vote.roll_call


def test_a_state_on_two_sides_is_on_neither():
    (vote,) = votes(
        "Draft A/77/L.1 was adopted by 9 in favour to 2 against (Mali, Chad), "
        "with 2 abstentions (Chad, Togo)."
    )
    assert vote.counts == {Side.YES: 9, Side.NO: 2, Side.ABSTAIN: 2}
    assert not vote.roll_call
    assert any("Chad stands on two sides" in note for note in vote.notes)


def test_more_votes_than_members_are_no_numbers():
    (vote,) = votes("Draft A/77/L.1 was adopted by 300 in favour to 5 against, with 2 abstentions.")
    assert not vote.counts
    assert "307 votes stated, 193 members" in vote.notes[0]
    assert not votes("A text was adopted by 300 in favour to 5 against, with 2 abstentions.")


def test_a_list_after_voices_against_names_the_one():
    (vote,) = votes(
        "Par 90 voix contre une (le Tchad), avec 2 abstentions (le Mali et le Togo), l'Assemblée "
        "a adopté le projet A/77/L.1.",
        lang="fr",
    )
    assert vote.roll_call == {"TCD": Side.NO, "MLI": Side.ABSTAIN, "TGO": Side.ABSTAIN}
