from tests.crash.pace import measure


async def test_many_at_once_keep_the_limits_and_their_order(database, tmp_path, capsys):
    """Sixty, ten times faster than the truth; how long five hundred take: `make bench`."""
    measured = await measure(database, tmp_path, alerts=60, faster=10)
    with capsys.disabled():
        print(f"\n{measured}")  # noqa: T201 - to be read
    assert (measured.early, measured.in_order, measured.wrong) == (0, True, 0)
