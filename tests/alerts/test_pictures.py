"""Pictures of votes: no more than is known, every word fits, the same facts give the same bytes."""

import struct
from datetime import date

import pytest
from lxml import etree

from alerts.matrix_picture import MOST_TEXTS, matrix_picture
from alerts.picture import COLOURS, fitting, png
from alerts.record import Record
from alerts.typeface import BOLD, REGULAR, typeface
from alerts.vote_labels import country_name, vote_labels
from alerts.vote_lines import WATCHED
from alerts.vote_picture import vote_picture
from newsroom.un.countries import countries
from newsroom.un.membership import members
from newsroom.un.votes import Method, Part, Side
from tests.alerts.given import LANGUAGES
from tests.alerts.votes_given import (
    ABSENT,
    ABSTAIN,
    NO,
    YES,
    council,
    page_of_the_day,
    record,
    vote,
)

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg):
    return etree.fromstring(svg.encode())


def drawn(one, language="en", watched=WATCHED, known=None):
    svg = vote_picture(one, watched, record() if known is None else known, language)
    assert svg is not None
    return parsed(svg)


def texts(tree):
    return [node.text for node in tree.iter(f"{SVG}text")]


def boxes(tree, colour):
    return sum(node.get("fill") == colour for node in tree.iter(f"{SVG}rect"))


def test_it_says_what_the_text_says():
    tree = drawn(vote())
    assert texts(tree)[:4] == ["UN General Assembly", "23 Feb 2023", "Adopted", "A/RES/ES-11/6"]
    assert {"141", "7", "32", "13", "yes", "no", "abstained", "did not vote"} <= set(texts(tree))
    assert "5 before it, oldest first" in texts(tree)
    described = tree.find(f"{SVG}desc").text
    assert described.startswith("Adopted (23 Feb 2023): yes 141, no 7, abstained 32")
    assert "Armenia: abstained" in described
    # The bar and the numbers, this vote, and the five before it: Georgia and Türkiye.
    assert boxes(tree, COLOURS[YES]) == 2 + 2 + 10


def test_what_may_lack_a_text_in_between_is_only_what_is_recorded():
    known = record()
    holed = Record(votes=known.votes[:3] + known.votes[4:], series=known.series)
    assert "4 recorded here before it" in texts(drawn(vote(), known=holed))
    assert not any("before" in text for text in texts(drawn(vote(), known=Record())))


def test_a_country_in_no_list_has_a_dashed_square_and_no_vote():
    tree = drawn(page_of_the_day())
    dashed = [node for node in tree.iter(f"{SVG}rect") if node.get("stroke-dasharray")]
    assert len(dashed) == 3  # Azerbaijan, Georgia, Türkiye
    assert texts(tree).count("?") == 3
    assert "Georgia" not in tree.find(f"{SVG}desc").text


def test_of_more_than_six_countries_those_who_broke_their_record_stay():
    watched = ("FRA", "DEU", "ITA", "ESP", "POL", "SWE", "ARM")
    more = dict.fromkeys(watched, YES)
    tree = drawn(vote(roll_call={**vote().roll_call, **more}), watched=watched)
    assert "Armenia" in texts(tree)
    assert "Sweden" not in texts(tree)
    assert "This vote · +1" in texts(tree)


def test_fifteen_seats_with_the_permanent_ones_first_and_the_veto_framed():
    tree = drawn(council())
    seats = [text for text in texts(tree) if text in {"China", "France", "Russia", "UK", "USA"}]
    assert seats == ["China", "France", "Russia", "UK", "USA"]
    assert texts(tree).count("VETO") == 1
    framed = [node for node in tree.iter(f"{SVG}rect") if node.get("stroke-width") == "4"]
    assert len(framed) == 1
    assert "10 yes · 1 no · 4 abst." in texts(tree)


@pytest.mark.parametrize(
    "one",
    [
        vote(method=Method.WITHOUT_A_VOTE, counts={}),
        vote(method=Method.UNANIMOUS),
        vote(counts={YES: 141}),
        vote(part=Part.AMENDMENT),
        council(date="1950-06-27", roll_call={"USA": YES}),
    ],
    ids=["without", "unanimous", "no tally", "part", "members unknown"],
)
def test_what_has_nothing_to_show_has_no_picture(one):
    assert vote_picture(one, WATCHED, record(), "en") is None


def widest(language):
    """Return a vote in which every long word stands."""
    sides = dict(zip(WATCHED, (ABSENT, ABSTAIN, NO, YES, ABSENT, ABSTAIN), strict=True))
    return vote(
        symbol=None,
        draft="A/C.3/80/L.31/Rev.1",
        body="ECOSOC" if language == "ka" else "Fourth Committee",
        roll_call={**vote().roll_call, **sides},
        date="2023-09-30",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stays_within_the_picture_and_off_its_neighbours(language):
    year = members("Security Council", date(2026, 5, 1))
    twelve = council(
        date="2026-05-01",
        roll_call=dict(zip(sorted(year), [ABSTAIN, NO, YES] * 5, strict=True)),
        counts={YES: 5, NO: 5, ABSTAIN: 5},
        vetoed_by=("CHN", "RUS"),
    )
    for one in (widest(language), council(), twelve):
        rows = {}
        for node in drawn(one, language).iter(f"{SVG}text"):
            face = typeface(BOLD if node.get("font-weight") else REGULAR)
            width = face.width(node.text, float(node.get("font-size")))
            x = float(node.get("x"))
            left = x - width if node.get("text-anchor") == "end" else x
            assert left >= 0, node.text
            assert left + width <= 900, node.text
            rows.setdefault(node.get("y"), []).append((left, left + width, node.text))
        for row in rows.values():
            for (_, end, one_text), (start, _, other) in zip(
                sorted(row), sorted(row)[1:], strict=False
            ):
                assert end <= start, (one_text, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_font_has_every_letter_that_is_printed(language):
    own = vote_labels(language)
    words = [*own.sides, *own.short, *own.outcomes.values(), *own.bodies, *own.committees]
    words += [country_name(code, language) for code in countries()]
    for face in (typeface(REGULAR), typeface(BOLD)):
        assert [word for word in words if not face.has(word)] == []


@pytest.mark.parametrize("language", ["en", "ru", "hy", "ka"])
def test_as_png_it_is_small_and_the_same_each_time(language):
    svg = vote_picture(vote(), WATCHED, record(), language)
    first = png(svg)
    png.cache_clear()
    assert png(vote_picture(vote(), WATCHED, record(), language)) == first
    assert first.startswith(b"\x89PNG")
    assert struct.unpack(">II", first[16:24]) == (900, 500)
    assert len(first) <= 90_000


def test_letters_are_drawn_and_not_left_out():
    # Where a font fails, words vanish without an error: a picture with them is not one without.
    svg = vote_picture(vote(), WATCHED, record(), "ka")
    assert png(svg) != png(svg.replace("სომხეთი", ""))


def test_hostile_words_stay_words():
    one = vote(symbol='A/RES/<script>"&', body="<b>&</b>")
    tree = drawn(one)
    assert 'A/RES/<script>"&' in texts(tree)
    assert png(vote_picture(one, WATCHED, record(), "en"))


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValueError, match="unknown token"):
        png("no picture")


def test_shorter_words_are_taken_only_where_no_size_will_do():
    assert fitting(["Russian Federation", "RUS"], 400, (27, 24), bold=True)[1] == 27
    long = typeface(BOLD).width("Russian Federation", 25)
    assert fitting(["Russian Federation", "RUS"], long, (27, 24), bold=True) == (
        "Russian Federation",
        24,
    )
    assert fitting(["Russian Federation", "RUS"], 100, (27, 24), bold=True) == ("RUS", 27)


def test_a_matrix_has_the_newest_text_on_the_left():
    known = record()
    tree = parsed(matrix_picture("Ukraine", ["ARM", "AZE"], known.votes))
    heads = [text for text in texts(tree) if text.startswith("ES-11")]
    assert heads[0] == "ES-11/5 · Nov 2022"
    assert heads[-1] == "ES-11/1 · Mar 2022"
    assert boxes(tree, COLOURS[Side.ABSTAIN]) == 4 + 1  # and one in the legend
    assert png(matrix_picture("Ukraine", ["ARM"], ()))


def test_a_matrix_never_outgrows_what_can_be_drawn():
    svg = matrix_picture("All", sorted(countries())[:40], record().votes * 40, "hy")
    heads = [text for text in texts(parsed(svg)) if text.startswith("ES-11")]
    assert len(heads) == MOST_TEXTS
    width, height = struct.unpack(">II", png(svg)[16:24])
    assert width < 5_000
    assert height < 10_000
