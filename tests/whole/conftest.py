"""A folder to work in, a web to look at, and a channel to tell."""

from __future__ import annotations

import pytest

from tests.standins.bot_api import serving
from tests.standins.web import Web
from tests.whole.given import Feed, Office, old_news


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
def api():
    with serving() as api:
        api.add_channel("@example_channel")
        yield api


@pytest.fixture
def feeds(web):
    """Return five feeds, each on a site of its own."""
    return [Feed(web.site(), f"feed{number}", old_news()) for number in range(5)]
