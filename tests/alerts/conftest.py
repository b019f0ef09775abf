from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsroom.model import Change, ChangeKind, Identity, Telling
from newsroom.store.database import open_store
from newsroom.store.memory import Rehearsal
from tests.alerts.given import item


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


@pytest.fixture(params=["memory", "sqlite"])
async def desk(request, tmp_path):
    if request.param == "memory":
        store = Rehearsal()
    else:
        store = await open_store(f"sqlite:///{tmp_path / 'test.db'}")
    yield Desk(store)
    await store.close()
