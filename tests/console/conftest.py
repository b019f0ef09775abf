"""The same office that the tests of the whole work in."""

from __future__ import annotations

import os

import pytest

from tests.standins.web import Web
from tests.whole.given import Office


@pytest.fixture
def web():
    with Web() as web:
        yield web


@pytest.fixture
def office(tmp_path):
    office = Office(folder=tmp_path)
    yield office
    office.close()


@pytest.fixture
def here(office, monkeypatch):
    """Stand in the office's folder, for commands that are called in this process."""
    monkeypatch.chdir(office.folder)
    for name in [name for name in os.environ if name.startswith("VEDETTE_")]:
        monkeypatch.delenv(name)
    return office
