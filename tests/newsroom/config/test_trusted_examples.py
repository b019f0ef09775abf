"""Which examples are run: an operator's always, the program's own where something else decides."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import newsroom
from newsroom.config.load import load
from newsroom.errors import ConfigError

CONFIG = Path(__file__).parents[3] / "config"
WATCH = """\
id: fishing
any: [{list: fishing}]
examples: {match: [Two trout were seen]}
"""
LIST = """\
id: fishing
words: {en: [trout]}
examples: {match: [Two trout were seen]}
"""


@pytest.fixture
def starter(tmp_path, monkeypatch):
    """Return a starter that comes with the program, with a list and a watch of its own."""
    package = tmp_path / "program" / "newsroom"
    monkeypatch.setattr(newsroom, "__file__", str(package / "__init__.py"))
    directory = package / "_starter"
    for name, text in {
        "sources.yaml": "sources: []\n",
        "channels.yaml": "channels: []\n",
        "watches/fishing.yaml": WATCH,
        "vocabulary/fishing.yaml": LIST,
    }.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(text)
    shutil.copy(CONFIG / "places.csv", directory)
    shutil.copy(CONFIG / "series.yaml", directory)
    return directory


@pytest.fixture
def own(starter, tmp_path):
    """Return an operator's copy of it."""
    return Path(shutil.copytree(starter, tmp_path / "config"))


def spoil(*files):
    """Write an example that is wrong into files."""
    for file in files:
        file.write_text(file.read_text().replace("Two trout were seen", "Two cars were seen"))


def wrong(directory, *, trusting=True):
    """Return the files in which mistakes are named."""
    try:
        load(directory, {}, shown_as="config", trusting=trusting)
    except ConfigError as error:
        return {mistake.file for mistake in error.mistakes}
    return set()


IN_WATCH = "config/watches/fishing.yaml"


def test_every_example_that_is_shipped_comes_out_right():
    load(CONFIG, {}, trusting=False)


@pytest.mark.parametrize("name", ["vocabulary/fishing.yaml", "watches/fishing.yaml"])
def test_those_of_a_file_as_shipped_are_run_only_where_that_is_asked_for(starter, own, name):
    spoil(starter / name, own / name)
    assert wrong(own) == set()
    assert wrong(own, trusting=False) == {f"config/{name}"}


def test_a_list_that_is_in_no_directory_of_the_operators_is_the_programs(starter, own):
    spoil(starter / "vocabulary/fishing.yaml")
    (own / "vocabulary/fishing.yaml").unlink()
    assert wrong(own) == set()
    assert wrong(own, trusting=False) == {"the starter configuration/vocabulary/fishing.yaml"}


@pytest.mark.parametrize("name", ["vocabulary/fishing.yaml", "watches/fishing.yaml"])
def test_those_of_a_file_that_the_operator_changed_are_run(own, name):
    spoil(own / name)
    assert wrong(own) == {f"config/{name}"}


def test_a_watch_as_shipped_is_run_where_the_operator_changed_the_vocabulary(own):
    (own / "vocabulary/mine.yaml").write_text("id: fishing\nwords: {en: [salmon]}\n")
    (own / "vocabulary/fishing.yaml").unlink()
    assert wrong(own) == {IN_WATCH}


def test_a_watch_as_shipped_is_run_where_the_operator_changed_the_places(starter, own):
    spoil(starter / "watches/fishing.yaml", own / "watches/fishing.yaml")
    with (own / "places.csv").open("a", encoding="utf-8") as places:
        places.write("\n")
    assert wrong(own) == {IN_WATCH}


@pytest.mark.parametrize("name", ["vocabulary/fishing.yaml", "watches/fishing.yaml"])
def test_the_starter_of_a_checkout_vouches_for_nothing(starter, name):
    spoil(starter / name)
    assert wrong(starter) == set()
    checkout = starter.rename(starter.parents[1] / "config")
    assert wrong(checkout) == {f"config/{name}"}
