import asyncio
import shutil
from datetime import UTC, datetime

import hypothesis
import pytest

from newsroom.model import Change, ChangeKind, Identity, Telling
from newsroom.store.database import open_store
from newsroom.store.memory import Rehearsal
from tests.alerts.given import item

# A machine that does other things as well is slow now and then: that is no failure.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


class Desk:
    """A store with what the tests put into it."""

    def __init__(self, store):
        self.store = store

    async def publish(self, story, *matches, telling=Telling.LIVE, at=None, **more):
        one = item(
            *matches,
            story=story,
            identity=Identity(guid=story, link=None, title_day=None),
            title_fold=story,
            **{"title": f"Title {story}", **more},
        )
        change = Change(
            key=f"{story}/new_story",
            story=story,
            kind=ChangeKind.NEW_STORY,
            telling=telling,
            at=at or datetime.now(UTC),
        )
        async with self.store.writing() as tx:
            await tx.add(one, change)

    async def state(self, key):
        story = key.partition("/")[0]
        found = {one.key: one for one in await self.store.deliveries_of(story)}
        return found[key]


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """Give a database with its tables made: they take longer than a whole test."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"

    async def make():
        await (await open_store(f"sqlite:///{path}")).close()

    asyncio.run(make())
    return path


@pytest.fixture(params=["memory", "sqlite"])
async def desk(request, tmp_path, empty_database):
    if request.param == "memory":
        store = Rehearsal()
    else:
        path = shutil.copy(empty_database, tmp_path / "test.db")
        store = await open_store(f"sqlite:///{path}")
    yield Desk(store)
    await store.close()
