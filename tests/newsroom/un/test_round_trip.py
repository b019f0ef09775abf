"""Any roll call, printed in any form that pages have, reads back the same."""

import datetime as dt
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.un.countries import countries
from newsroom.un.document import Document
from newsroom.un.extract import votes_of
from newsroom.un.membership import members
from newsroom.un.votes import Outcome, Part, Side

DAY = dt.date(2024, 11, 20)
EVERYBODY = sorted(members("General Assembly", DAY) or ())
YES, NO, ABSTAIN, ABSENT = Side.YES, Side.NO, Side.ABSTAIN, Side.ABSENT
#: In French, names stand with their articles; a few genders are enough, each vowel has its own.
_FEMININE = "aeo"


@dataclass(frozen=True)
class Roll:
    sides: dict[Side, list[str]]

    def size(self, side):
        return len(self.sides[side])


@st.composite
def rolls(draw, most_named=40):
    """A full Assembly, each Member on a side; the sides that pages name are of any size."""
    order = draw(st.permutations(EVERYBODY))
    no = draw(st.integers(0, most_named))
    abstain = draw(st.integers(0, most_named))
    absent = draw(st.integers(0, most_named))
    cuts = [no, no + abstain, no + abstain + absent]
    return Roll(
        {
            NO: order[: cuts[0]],
            ABSTAIN: order[cuts[0] : cuts[1]],
            ABSENT: order[cuts[1] : cuts[2]],
            YES: order[cuts[2] :],
        }
    )


def english(code, pick=0):
    country = countries()[code]
    spellings = (country.name, *(name.text for name in country.names["en"]))
    return spellings[pick % len(spellings)]


def french(code):
    name = countries()[code].names["fr"][0].text
    if name[0].lower() in "aeéèêiîïouœy":
        return f"l’{name}"
    return f"{'la' if name[-1] in _FEMININE else 'le'} {name}"


def listed(codes, spell=english, conjunction="and"):
    names = [spell(code) for code in sorted(codes)]
    if len(names) > 1:
        return ", ".join(names[:-1]) + f" {conjunction} {names[-1]}"
    return "".join(names)


def bracket(codes, spell=english, conjunction="and"):
    return f" ({listed(codes, spell, conjunction)})" if codes else ""


def read(text, lang="en", body="General Assembly", title=""):
    document = Document(title=title, text=text, day=DAY, lang=lang, body=body, url=None)
    (vote,) = votes_of(document)
    return vote


def assert_same(vote, roll, *, sides):
    for side in (YES, NO, ABSTAIN):
        assert vote.counts[side] == roll.size(side)
    expected = {code: side for side in sides for code in roll.sides[side]}
    assert dict(vote.roll_call) == expected
    assert vote.part is Part.WHOLE


SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@SLOWLY
@given(rolls(), st.integers(0, 6))
def test_small_sides_in_brackets(roll, pick):
    def spell(code):
        return english(code, pick)

    text = (
        f"By a recorded vote of {roll.size(YES)} in favour to {roll.size(NO)} against"
        f"{bracket(roll.sides[NO], spell)}, with {roll.size(ABSTAIN)} abstentions"
        f"{bracket(roll.sides[ABSTAIN], spell)}, the Assembly adopted draft resolution A/79/L.1."
    )
    vote = read(text)
    assert_same(vote, roll, sides=(NO, ABSTAIN))
    assert vote.draft == "A/79/L.1"
    assert not vote.notes
    assert vote.roll_call_complete is (not roll.sides[YES] and not roll.sides[ABSENT])


@SLOWLY
@given(rolls())
def test_a_rejected_text_tells_the_side_against_first(roll):
    text = (
        "The Assembly rejected the draft resolution “Tides and Reefs” (document A/79/L.2) by "
        f"{roll.size(NO)} against{bracket(roll.sides[NO])} to {roll.size(YES)} in favour, "
        f"with {roll.size(ABSTAIN)} abstentions{bracket(roll.sides[ABSTAIN])}."
    )
    vote = read(text)
    assert_same(vote, roll, sides=(NO, ABSTAIN))
    assert vote.outcome is Outcome.REJECTED


@SLOWLY
@given(rolls(), st.booleans(), st.sampled_from(["Abstain", "Abstaining", "Abstentions"]))
def test_an_annex_gives_all_of_it(roll, numbered, word):
    def label(name, side):
        return f"{name} ({roll.size(side)})" if numbered else name

    def names(side):
        return ", ".join(english(code) for code in sorted(roll.sides[side])) or "None"

    sentence = (
        "The draft resolution on tides (document A/79/L.3) was adopted by a recorded vote of "
        f"{roll.size(YES)} in favour to {roll.size(NO)} against, with {roll.size(ABSTAIN)} "
        "abstentions, as follows:"
    )
    text = "\n".join(
        [
            "ANNEX II",
            "Vote on Tides",
            sentence,
            f"{label('In favour', YES)}: {names(YES)}.",
            f"{label('Against', NO)}: {names(NO)}.",
            f"{label(word, ABSTAIN)}: {names(ABSTAIN)}.",
            f"{label('Absent', ABSENT)}: {names(ABSENT)}.",
        ]
    )
    vote = read(text)
    assert_same(vote, roll, sides=tuple(Side))
    assert vote.counts.get(ABSENT, 0) == roll.size(ABSENT)
    assert vote.roll_call_complete


@SLOWLY
@given(rolls())
def test_french_lists_with_articles(roll):
    text = (
        f"Par {roll.size(YES)} voix pour, {roll.size(NO)} voix contre"
        f"{bracket(roll.sides[NO], french, 'et')} et {roll.size(ABSTAIN)} abstentions"
        f"{bracket(roll.sides[ABSTAIN], french, 'et')}, l’Assemblée générale a adopté le projet de "
        "résolution A/79/L.4."
    )
    assert_same(read(text, "fr"), roll, sides=(NO, ABSTAIN))


@SLOWLY
@given(rolls(most_named=12))
def test_prose_with_dashes(roll):
    against = f" — {listed(roll.sides[NO])} —" if roll.sides[NO] else ""
    number = roll.size(NO) or "none"
    text = (
        f"The General Assembly adopted the resolution. {roll.size(YES)} countries voted in favour,"
        f" {number}{against} voted against and {roll.size(ABSTAIN)} abstained."
    )
    vote = read(text, body=None, title="General Assembly adopts text")
    assert_same(vote, roll, sides=(NO,))


@SLOWLY
@given(rolls(most_named=14))
def test_russian_and_spanish_prose(roll):
    def russian(code):
        return countries()[code].names["ru"][0].text

    def spanish(code):
        return countries()[code].names["es"][0].text

    against = bracket(roll.sides[NO], russian, "и")
    text = (
        f"Генеральная Ассамблея приняла резолюцию. За проголосовали {roll.size(YES)} стран, "
        f"против – {roll.size(NO)}{against}, воздержались – {roll.size(ABSTAIN)}."
    )
    assert_same(read(text, "ru", None), roll, sides=(NO,))
    text = (
        f"La Asamblea General aprobó la resolución con {roll.size(YES)} votos a favor, "
        f"{roll.size(NO)} en contra{bracket(roll.sides[NO], spanish, 'y')} y "
        f"{roll.size(ABSTAIN)} abstenciones."
    )
    assert_same(read(text, "es", None), roll, sides=(NO,))


@SLOWLY
@given(st.data())
def test_the_councils_fifteen(data):
    seated = sorted(members("Security Council", DAY) or ())
    order = data.draw(st.permutations(seated))
    no = data.draw(st.integers(0, 6))
    abstain = data.draw(st.integers(0, 15 - no - 1))
    roll = Roll(
        {NO: order[:no], ABSTAIN: order[no : no + abstain], YES: order[no + abstain :], ABSENT: []}
    )
    text = (
        f"The draft resolution (document S/2024/900) received {roll.size(YES)} votes in favour"
        f"{bracket(roll.sides[YES])}, {roll.size(NO) or 'none'} against{bracket(roll.sides[NO])} "
        f"and {roll.size(ABSTAIN)} abstentions{bracket(roll.sides[ABSTAIN])}."
    )
    vote = read(text, body="Security Council")
    assert_same(vote, roll, sides=(YES, NO, ABSTAIN))
    assert vote.roll_call_complete
    vetoed = roll.size(YES) >= 9 and {"CHN", "FRA", "GBR", "RUS", "USA"} & set(roll.sides[NO])
    assert (vote.outcome is Outcome.VETOED) is bool(vetoed)
    assert (vote.outcome is Outcome.NOT_ADOPTED) is (roll.size(YES) < 9)
