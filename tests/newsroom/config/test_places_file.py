"""`places.csv`: what holds where it is missing, what its cells mean, and its mistakes by line."""

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.config.places import COLUMNS, KINDS, read_places
from newsroom.config.reading import PLACES, Snapshot, read_file
from newsroom.judge.inflect import forms
from newsroom.read.text import title_fold
from newsroom.settings import Place, PlaceName

CONFIG = Path(__file__).parents[3] / "config"
HEADER = "id,name,kind,country,within,latitude,longitude,en,ru"
GOOD = f"{HEADER}\nland,Land,country,Land,,,,Land,Ланд\n"


def shipped():
    file = read_file(CONFIG / PLACES, PLACES, PLACES)
    return read_places(Snapshot(files=(file,), mistakes=(), warnings=()))[0]


@pytest.fixture
def read(tmp_path):
    """Read a `places.csv` with this text."""

    def reading(text):
        path = tmp_path / PLACES
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        file = read_file(path, PLACES, "config/places.csv")
        places, mistakes = read_places(Snapshot(files=(file,), mistakes=(), warnings=()))
        return places, [*map(str, file.mistakes), *map(str, mistakes)]

    return reading


def test_without_a_file_the_programs_own_places_hold(settings):
    ours = settings({}).places
    assert ours == shipped()
    assert {place.id for place in ours} >= {"armenia", "azerbaijan", "georgia", "north-caucasus"}


def test_the_operators_places_replace_them(settings):
    (land,) = settings({"places.csv": GOOD}).places
    assert land == Place(
        id="land",
        name="Land",
        kind="country",
        country="Land",
        names=(PlaceName(lang="en", text="Land"), PlaceName(lang="ru", text="Ланд")),
    )


def test_every_cell_is_read(read):
    places, mistakes = read(
        "id,name,kind,country,within,latitude,longitude,official,other,disputed,hy,note\n"
        'a,A,region,,,,,,,,Աա,\nb,B,town,Land,a,40.5,-45,Bee,Bay,yes,Բե~|Բու=|Բո@??|Բի?,"x, y"\n'
    )
    assert mistakes == []
    assert places[1] == Place(
        id="b",
        name="B",
        kind="town",
        country="Land",
        names=(
            PlaceName(lang="hy", text="Բե", people=True),
            PlaceName(lang="hy", text="Բու", fixed=True),
            PlaceName(lang="hy", text="Բո", club=True, second_signal=True, same_sentence=True),
            PlaceName(lang="hy", text="Բի", second_signal=True),
        ),
        within=("a",),
        official="Bee",
        other="Bay",
        disputed=True,
        latitude=40.5,
        longitude=-45.0,
        note="x, y",
    )


@pytest.mark.parametrize(
    ("row", "mistake"),
    [
        ("Bad Id,B,town,,,,,Bb,", ":3: id: “Bad Id” is no id; write small letters, digits"),
        ("land,B,town,,,,,Bb,", ":3: id: “land” stands twice; the first is in line 2"),
        ("b,,town,,,,,Bb,", ":3: name: is missing"),
        ("b,B,twon,,,,,Bb,", ":3: kind: “twon” is no kind of place; did you mean “town”?"),
        ("b,B,town,,nowhere,,,Bb,", ":3: within: there is no place “nowhere”"),
        ("b,B,town,,b,,,Bb,", ":3: within: the place lies in itself"),
        ("b,B,town,,land,95,20,Bb,", ":3: latitude: “95” is no latitude; write degrees, from -90"),
        ("b,B,town,,land,40,x,Bb,", ":3: longitude: “x” is no longitude"),
        ("b,B,town,,land,40,,Bb,", ":3: latitude: latitude and longitude stand together"),
        ("b,B,town,,land,,,,", ":3: has no name in any language"),
        ("b,B,town,,land,,,B,", ":3: en: “B” has fewer than two letters"),
        ("b,B,town,,land,,,Bb?=,", ":3: en: “Bb?=”: signs behind a name stand in the order"),
        ("b,B,town,,land,,,Bb", ":3: has 8 cells, and the first line 9"),
        ('b,"B,town,,land,,,Bb,', ":3: is no CSV"),
    ],
)
def test_each_mistake_has_its_line_and_column(read, row, mistake):
    places, mistakes = read(f"{GOOD}{row}\n")
    assert places == ()
    (one,) = mistakes
    assert one.startswith(f"config/places.csv{mistake}")


@pytest.mark.parametrize(
    ("header", "mistake"),
    [
        ("id,name,en", ":1: kind: the first line has no column “kind”"),
        ("id,name,kind,contry,en", ":1: contry: unknown column; did you mean “country”?"),
        ("id,name,kind,en,en", ":1: en: the column stands twice"),
    ],
)
def test_a_wrong_first_line(read, header, mistake):
    _, mistakes = read(f"{header}\n")
    assert mistakes == [f"config/places.csv{mistake}"]


def test_two_places_that_lie_in_each_other(read):
    _, mistakes = read(f"{HEADER}\na,A,town,,b,,,Aa,\nb,B,town,,a,,,Bb,\n")
    assert [one.split(": ")[0] for one in mistakes] == [
        "config/places.csv:2",
        "config/places.csv:3",
    ]


def test_a_line_break_in_a_cell_does_not_shift_the_lines(read):
    text = f'{HEADER}\nland,"La\nnd",country,,,,,Land,\nb,B,twon,,,,,Bb,\n'
    assert read(text)[1][0].startswith("config/places.csv:4: kind:")


def test_what_is_not_utf_8_is_named(read):
    assert read(GOOD.encode() + b"x,\xff\n")[1] == [
        "config/places.csv:3: is not UTF-8 from here on; save it as UTF-8"
    ]


def test_mistakes_stop_the_configuration(mistakes):
    (one,) = mistakes({"places.csv": GOOD.replace("country,Land", "contry,Land")})
    assert one.startswith("config/places.csv:2: kind:")


def test_the_documentation_names_every_column_and_kind():
    text = (CONFIG.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    section = text.split("\n## places.csv\n")[1].split("\n## ")[0]
    assert [word for word in (*COLUMNS, *KINDS) if f"`{word}`" not in section] == []


def test_the_shipped_rows_are_sorted_out():
    with (CONFIG / PLACES).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["id"] for row in rows if not row["en"] and row["kind"] != "other"] == []
    region = [row for row in rows if row["kind"] not in {"elsewhere", "club", "other"}]
    assert [row["id"] for row in region if row["kind"] != "region" and not row["latitude"]] == []


def test_no_shipped_name_is_a_form_of_another_of_its_place():
    spare = []
    for place in shipped():
        alike = defaultdict(list)
        for name in place.names:
            if not name.fixed:
                alike[replace(name, text="")].append(name)
        for names in alike.values():
            made = [{*forms(name.lang, name.text)} for name in names]
            spare += [
                (place.id, name.lang, name.text)
                for name in names
                if sum(title_fold(name.text) in one for one in made) > 1
            ]
    assert spare == []


def test_examples_prove_nothing_where_the_places_cannot_be_read(mistakes):
    found = mistakes(
        {
            "places.csv": b"\xff\xfe",
            "watches/w.yaml": "id: w\nwhen: {incident: clash}\nexamples: {match: [Clash]}\n",
        }
    )
    assert [one.split(":")[0] for one in found] == ["config/places.csv"]
