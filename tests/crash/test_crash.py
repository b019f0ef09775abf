"""`make crash` kills at every point; `make test` at a tenth of them, drawn by a seed it prints."""

import os
import random
import shutil
from contextlib import contextmanager

import pytest

from tests.crash.sweep import Sweep

#: `all`: every point, as `make crash` wants it; or how many.
ASKED = os.environ.get("VEDETTE_CRASH", "")
WHOLE = ASKED == "all"
SEED = int(os.environ["VEDETTE_CRASH_SEED"])
#: In `make test`, so that it does not take longer than all other tests.
MOST = {"sqlite": 40, "postgresql": 12}
LEAST_SWEEP = 200


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def sweep(request, tmp_path):
    if request.param == "sqlite":
        empty = request.getfixturevalue("sqlite_file")

        @contextmanager
        def databases(folder):
            yield f"sqlite:///{shutil.copy(empty, folder / 'vedette.db')}"
    else:
        server = request.getfixturevalue("postgres")

        @contextmanager
        def databases(_folder):
            address = server.new()
            yield address
            server.drop(address)

    return request.param, Sweep(databases=databases, folder=tmp_path)


def drawn(kind, total):
    """Return the points of this run."""
    if WHOLE:
        return [(at,) for at in range(1, total + 1)]
    number = int(ASKED) if ASKED else min(total // 10, MOST[kind])
    some = random.Random(SEED).sample(range(1, total + 1), min(number, total))
    return [(at,) for at in some]


async def test_killed_anywhere_each_story_has_exactly_one_message(sweep, capsys):
    kind, runs = sweep
    places = await runs.count()
    await runs.kill_at(drawn(kind, len(places)))
    with capsys.disabled():
        print(f"\n{runs.summary(kind)}; of {len(places)} points; seed {SEED}")  # noqa: T201 - to be read
    assert len([one for one in runs.runs if one.places]) >= (LEAST_SWEEP if WHOLE else 10)
    assert [str(one) for one in runs.runs if not one.kept] == []


async def test_killed_twice_in_a_row_each_story_has_exactly_one_message(sweep, capsys):
    """The second kill is in the process that takes up what the first has left, or looks for it."""
    kind, runs = sweep
    total = len(await runs.count())
    chance = random.Random(SEED)
    number = MOST[kind] * 3 if WHOLE else MOST[kind] // 4
    pairs = [(chance.randint(1, total), chance.randint(1, total // 2)) for _ in range(number)]
    await runs.kill_at(pairs)
    with capsys.disabled():
        print(f"\n{runs.summary(f'{kind}, twice')}; seed {SEED}")  # noqa: T201 - to be read
    assert [str(one) for one in runs.runs if not one.kept] == []
