import pytest

from spiders.door import Door
from tests.spiders.given import fetch
from tests.standins.web import Web


@pytest.fixture
def web():
    with Web() as opened:
        yield opened


@pytest.fixture
def site(web):
    return web.site()


@pytest.fixture
async def door():
    async with Door(fetch()) as opened:
        yield opened
