from tests.crash.pace import measure


async def test_many_at_once_take_no_longer_than_the_limits_ask_for(database, tmp_path, capsys):
    """Sixty, ten times faster than the truth; five hundred, at any speed: `make bench`."""
    measured = await measure(database, tmp_path, alerts=60, faster=10)
    with capsys.disabled():
        print(f"\n{measured}")  # noqa: T201 - to be read
    assert (measured.early, measured.in_order, measured.wrong) == (0, True, 0)
    assert measured.took <= measured.floor * 1.15
