"""One wording after another: what a sentence or two give, without a page around them."""

import datetime

import pytest

from newsroom.un.document import Document
from newsroom.un.extract import votes_of
from newsroom.un.votes import Side, as_json

ASSEMBLY, COUNCIL = "General Assembly", "Security Council"
DAY = datetime.date(2023, 6, 7)


def votes(text, *, body=ASSEMBLY, lang="en", title="", day=DAY):
    return votes_of(Document(title=title, text=text, day=day, lang=lang, body=body, url=None))


def short(vote):
    counts = [vote.counts.get(side) for side in (Side.YES, Side.NO, Side.ABSTAIN)]
    tally = "-".join("?" if n is None else str(n) for n in counts)
    return f"{vote.part} {vote.outcome} {tally} {vote.draft or vote.symbol or ''}".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the core, in either order
        ("By a recorded vote of 9 in favour to 2 against, with 3 abstentions, the Assembly adopted draft A/77/L.1.", ["whole adopted 9-2-3 A/77/L.1"]),
        ("The draft (document A/77/L.1) was adopted by a vote of 9 in favour to none against, with no abstentions.", ["whole adopted 9-0-0 A/77/L.1"]),
        ("The draft (document A/77/L.1) passes by 9 votes in favor, 1 against and 1 abstention.", ["whole adopted 9-1-1 A/77/L.1"]),
        ("The Assembly adopted A/77/L.1 by a recorded vote of 106 to 1, with 67 abstentions.", ["whole adopted 106-1-67 A/77/L.1"]),
        ("The draft A/77/L.1 was rejected by 94 against to 11 in favour, with 56 abstentions.", ["whole rejected 11-94-56 A/77/L.1"]),
        ("Draft A/77/L.1 was adopted: 91-12-57.", ["whole adopted 91-12-57 A/77/L.1"]),
        ("Draft A/77/L.1 was adopted by 101 in favour to none against.", ["whole adopted 101-0-? A/77/L.1"]),
        ("The Assembly voted 120 to 14, with 45 abstentions, for draft A/77/L.1.", ["whole adopted 120-14-45 A/77/L.1"]),
        ("The draft A/77/L.1 was not adopted, the vote being 20 in favour to 30 against, with 4 abstentions.", ["whole rejected 20-30-4 A/77/L.1"]),
        # several in one sentence
        ("The draft on tides (A/77/L.1) was adopted by 9 in favour to 1 against, with 2 abstentions, and that on reefs (A/77/L.2) by 8 in favour to 2 against, with 2 abstentions.", ["whole adopted 9-1-2 A/77/L.1", "whole adopted 8-2-2 A/77/L.2"]),
        ("By 9 in favour to 1 against, the Assembly adopted draft A/77/L.1; by 8 in favour to 2 against, draft A/77/L.2.", ["whole adopted 9-1-? A/77/L.1", "whole adopted 8-2-? A/77/L.2"]),
        ("Following the rejection of an oral amendment by 90 against to 20 in favour, with 30 abstentions, the Assembly adopted “Of the Sea” (A/77/L.3) by a vote of 130-5-20.", ["amendment rejected 20-90-30 A/77/L.3", "whole adopted 130-5-20 A/77/L.3"]),
        ("One amendment (A/77/L.8) was rejected by 9 against to 2 in favour; another (A/77/L.9) by 8 against to 3 in favour.", ["amendment rejected 2-9-? A/77/L.8", "amendment rejected 3-8-? A/77/L.9"]),
        # parts
        ("By a separate vote of 9 in favour to 1 against, the Assembly decided to retain operative paragraph 7 of draft A/77/L.1.", ["paragraph adopted 9-1-? A/77/L.1"]),
        ("The Assembly first voted on the words “and their allies” in operative paragraph 2, retaining them by 70 in favour to 60 against. The draft (A/77/L.1) was then adopted by 100 in favour to 30 against.", ["paragraph adopted 70-60-? A/77/L.1", "whole adopted 100-30-? A/77/L.1"]),
        ("A motion to take no action on the draft (A/77/L.1) was defeated by 29 in favour to 64 against, with 50 abstentions.", ["motion rejected 29-64-50 A/77/L.1"]),
        ("The amendment contained in document A/77/L.8 to draft resolution A/77/L.7 was rejected by 94 against to 11 in favour.", ["amendment rejected 11-94-? A/77/L.8"]),
        ("The Assembly decided, by 107 in favour to 13 against, to reject a request for a secret ballot.", ["motion adopted 107-13-?"]),
        # without a vote
        ("Acting without a vote, the Assembly adopted texts on tides (A/77/L.1), reefs (A/77/L.2) and “Sand” (A/77/L.3).", ["whole adopted ?-?-? A/77/L.1", "whole adopted ?-?-? A/77/L.2", "whole adopted ?-?-? A/77/L.3"]),
        ("Draft A/77/L.1 was adopted, again without a vote.", ["whole adopted ?-?-? A/77/L.1"]),
        ("It adopted the draft decision contained in A/77/L.1 by consensus.", ["whole adopted ?-?-? A/77/L.1"]),
        # none
        ("The Assembly adopted 50 draft texts without a vote.", []),
        ("It adopted 39 of 43 texts — 7 by a recorded vote.", []),
        ("The draft A/77/L.1, with 61 co-sponsors, will be put to a vote.", []),
        ("He asked the Assembly to adopt draft A/77/L.1 without a vote.", []),
        ("The draft A/77/L.1 would be adopted by consensus.", []),
        ("The Assembly adopted its agenda without a vote.", []),
        ("Resolution 68/262 was adopted on 27 March 2014 by a recorded vote of 100 in favour to 11 against, with 58 abstentions.", []),
        ("In 2014 the Assembly adopted a text by 100 in favour to 11 against.", []),
        ("Last year the text was adopted by 95 votes in favour to 12 against, with 56 abstentions.", []),
        ("At its seventy-sixth session, the Assembly adopted the text by 95 in favour to 12 against.", []),
        ("The Assembly had adopted the text by 95 in favour to 12 against.", []),
        ("The speaker recalled that the text was adopted by 95 in favour to 12 against.", []),
        ("The representative of Mali said the text had been adopted by 95 votes in favour to 12 against.", []),
        ("In explanation of vote, Chad’s delegate said her country had abstained.", []),
    ],
)  # fmt: skip
def test_the_assembly(text, expected):
    assert [short(vote) for vote in votes(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected", "vetoed_by"),
    [
        ("The text (S/2023/1) garnered support from 10 members but was vetoed by the Russian Federation. Brazil, China, Gabon and India all abstained.", "whole vetoed 10-1-4 S/2023/1", ("RUS",)),
        ("The draft (S/2023/1) was not adopted owing to a veto exercised by the United States. Fourteen members voted in favour.", "whole vetoed 14-1-0 S/2023/1", ("USA",)),
        ("Draft S/2023/1 was defeated by a vote of 13 in favour to 2 against (China, Russian Federation).", "whole vetoed 13-2-0 S/2023/1", ("CHN", "RUS")),
        ("The Council failed to adopt draft S/2023/1 by 8 in favour to 2 against (France, United Kingdom), with 5 abstentions.", "whole not_adopted 8-2-5 S/2023/1", ()),
        ("The Council failed to adopt draft S/2023/1, with 4 in favour and 2 against.", "whole not_adopted 4-2-9 S/2023/1", ()),
        ("Draft S/2023/1 was adopted by 13 in favour to none against, with 2 abstentions.", "whole adopted 13-0-2 S/2023/1", ()),
        ("Unanimously adopting resolution 2686 (2023), the Council acted.", "whole adopted ?-?-? S/RES/2686 (2023)", ()),
        ("The Council adopted resolution 2686 (2023) with 14 votes in favour, China abstaining.", "whole adopted 14-0-1 S/RES/2686 (2023)", ()),
        ("The amendment (S/2023/2) was rejected by 6 in favour to 1 against (United States), with 8 abstentions.", "amendment rejected 6-1-8 S/2023/2", ()),
    ],
)  # fmt: skip
def test_the_council(text, expected, vetoed_by):
    (vote,) = votes(text, body=COUNCIL)
    assert short(vote) == expected
    assert vote.vetoed_by == vetoed_by


@pytest.mark.parametrize(
    ("lang", "body", "text", "expected"),
    [
        ("fr", ASSEMBLY, "Le projet A/77/L.1 a été adopté par 106 voix contre une, avec 67 abstentions.", "whole adopted 106-1-67 A/77/L.1"),
        ("fr", ASSEMBLY, "Le projet A/77/L.1 est rejeté par 94 voix contre, 11 voix pour et 56 abstentions.", "whole rejected 11-94-56 A/77/L.1"),
        ("fr", ASSEMBLY, "Le projet de résolution A/77/L.1 a été adopté sans vote.", "whole adopted ?-?-? A/77/L.1"),
        ("fr", ASSEMBLY, "La motion de non-action a été rejetée par 64 voix contre, 29 pour et 50 abstentions.", "motion rejected 29-64-50"),
        ("fr", COUNCIL, "Le texte (S/2023/1) a recueilli 13 voix pour mais l’opposition de deux membres permanents, la Chine et la Fédération de Russie.", "whole vetoed 13-2-0 S/2023/1"),
        ("fr", COUNCIL, "La Russie a mis son veto au projet S/2023/1, qui a obtenu 12 voix pour. Le Gabon et la Chine se sont abstenus.", "whole vetoed 12-1-2 S/2023/1"),
        ("fr", COUNCIL, "La résolution 2686 (2023) a été adoptée à l’unanimité.", "whole adopted ?-?-? S/RES/2686 (2023)"),
        ("ru", None, "Генеральная Ассамблея приняла резолюцию: 106 голосами против 1 при 67 воздержавшихся.", "whole adopted 106-1-67"),
        ("ru", None, "Генеральная Ассамблея отклонила поправку: 11 голосов «за», 94 – «против», 56 воздержались.", "amendment rejected 11-94-56"),
        ("ru", None, "Совет Безопасности единогласно принял резолюцию 2686 (2023).", "whole adopted ?-?-? S/RES/2686 (2023)"),
        ("ru", None, "За проект в Совете Безопасности проголосовали 13 стран, США выступили против, Великобритания воздержалась. Документ не был принят.", "whole vetoed 13-1-1"),
        ("es", None, "La Asamblea General rechazó la enmienda por 94 votos en contra, 11 a favor y 56 abstenciones.", "amendment rejected 11-94-56"),
        ("es", None, "El Consejo de Seguridad no aprobó el texto: 13 votos a favor, uno en contra (Estados Unidos) y una abstención (Reino Unido).", "whole vetoed 13-1-1"),
    ],
)  # fmt: skip
def test_other_languages(lang, body, text, expected):
    assert [short(vote) for vote in votes(text, lang=lang, body=body)] == [expected]


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
    (vote,) = votes("The Committee adopted draft A/C.3/77/L.1 by 9 votes to 1.", body="Third Committee")
    assert vote.outcome == "approved"
    assert vote.id == "c3/2023-06-07/A/C.3/77/L.1/whole/1"


def test_absences_are_taken_only_from_what_is_printed():
    (vote,) = votes("Draft A/77/L.1 was adopted by 93 in favour, 24 against and 58 abstentions. Eighteen did not vote.")
    assert as_json(vote)["not_voting"] == 18
    assert not vote.roll_call


def test_a_state_on_two_sides_is_on_neither():
    (vote,) = votes(
        "Draft A/77/L.1 was adopted by 9 in favour to 2 against (Mali, Chad), with 2 abstentions (Chad, Togo)."
    )
    assert vote.counts == {Side.YES: 9, Side.NO: 2, Side.ABSTAIN: 2}
    assert not vote.roll_call
    assert any("Chad stands on two sides" in note for note in vote.notes)


def test_more_votes_than_members_are_no_numbers():
    (vote,) = votes("Draft A/77/L.1 was adopted by 300 in favour to 5 against, with 2 abstentions.")
    assert not vote.counts
    assert "307 votes stated, 193 members" in vote.notes[0]
    assert not votes("A text was adopted by 300 in favour to 5 against, with 2 abstentions.")
