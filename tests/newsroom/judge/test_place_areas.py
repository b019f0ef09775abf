"""How places lie to each other, and what operators call them."""

from pathlib import Path

import pytest

from newsroom.config.places import read_places
from newsroom.config.reading import PLACES, Snapshot, read_file
from newsroom.judge.places import PlaceIndex, canonical_names
from newsroom.read.text import title_fold
from newsroom.settings import Place, PlaceName

_FILE = read_file(Path(__file__).parents[3] / "config" / PLACES, PLACES, PLACES)
SHIPPED, _ = read_places(Snapshot(files=(_FILE,), mistakes=(), warnings=()))
INDEX = PlaceIndex(SHIPPED)


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("sotk", "Gegharkunik"),
        ("sotk", "Gegharkunik Province"),
        ("sotk", "Armenia"),
        ("sotk", "Հայաստան"),
        ("sotk", "South Caucasus"),
        ("khankendi", "Azerbaijan"),
        ("khankendi", "Artsakh"),
        ("khankendi", "Карабах"),
        ("nakhchivan-city", "Azerbaijan"),
        ("sokhumi", "Georgia"),
        ("tskhinvali", "South Ossetia"),
        ("tskhinvali", "საქართველო"),
        ("kaspiysk", "Dagestan"),
        ("kaspiysk", "North Caucasus"),
        ("kaspiysk", "Северный Кавказ"),
        ("kaspiysk", "Caucasus"),
        ("grozny", "grozny"),
        ("kaspiysk", "Russia"),
    ],
)
def test_a_place_lies_in_its_areas(place, area):
    assert INDEX.within(place, area)


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("sotk", "Azerbaijan"),
        ("kaspiysk", "South Caucasus"),
        ("atlanta", "Caucasus"),
        ("moscow", "North Caucasus"),
        ("atlanta", "no such place"),
        ("kars", "Armenia"),
    ],
)
def test_and_in_no_other(place, area):
    assert not INDEX.within(place, area)


def test_areas_are_known_by_every_name():
    assert INDEX.areas("North Caucasus") == ("north-caucasus",)
    assert INDEX.areas("Khankendi") == INDEX.areas("Ստեփանակերտ") == ("khankendi",)
    assert INDEX.areas("Atlantis") == ()


@pytest.mark.parametrize("name", ["Armenia", "Azerbaijan", "Georgia", "North Caucasus"])
def test_the_region_is_what_the_watches_ask_for(name):
    (key,) = INDEX.areas(name)
    assert INDEX.in_region(key)
    assert not INDEX.within("atlanta", name)


def test_neighbourhood():
    assert INDEX.near("sotk", "sotk") == 0
    assert INDEX.near("sotk", "gegharkunik") == INDEX.near("gegharkunik", "sotk") == 0
    assert 150 < INDEX.near("baku", "lachin") < 400
    assert INDEX.near("armenia-azerbaijan-border", "sotk") is None
    nowhere = Place(
        id="x", name="X", kind="village", country=None, names=(PlaceName(lang="en", text="Xx"),)
    )
    assert PlaceIndex([*SHIPPED, nowhere]).near("x", "baku") is None


def test_every_place_of_the_region_ends_in_it():
    for place in SHIPPED:
        if place.kind not in {"elsewhere", "club", "other"} and place.country != "Türkiye":
            assert INDEX.in_region(place.id), place.id
        if place.kind == "elsewhere":
            assert not INDEX.in_region(place.id), place.id


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("gegharkunik province", "Gegharkunik"),
        ("сюникская область", "Syunik"),
        ("tovuz district", "Tovuz"),
        ("xankəndi", "Stepanakert"),
        ("tovuz", "Tovuz"),
    ],
)
def test_a_land_and_its_town_are_called_alike(written, name):
    assert canonical_names(SHIPPED)[title_fold(written)] == name


def test_a_name_of_several_places_is_nobodys_other_name():
    called = canonical_names(SHIPPED)
    assert all(called.get(title_fold(place.name)) == place.name for place in SHIPPED)
