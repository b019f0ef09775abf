"""Single values: what is written comes back, what is meant is guessed."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.config.names import format_allowed, parse_allowed, parse_url
from newsroom.config.scalars import (
    format_duration,
    format_rate,
    format_size,
    format_time,
    parse_duration,
    parse_rate,
    parse_size,
    parse_time,
)
from newsroom.settings import Rate


@given(st.integers(0, 36_500 * 86_400))
def test_durations_come_back(seconds):
    duration = timedelta(seconds=seconds)
    assert parse_duration(format_duration(duration)) == duration


@given(st.integers(0, 10**10))
def test_sizes_come_back(size):
    assert parse_size(format_size(size)) == size


@given(st.integers(1, 999_999), st.sampled_from([1, 60, 3_600]))
def test_rates_come_back(count, seconds):
    rate = Rate(count=count, per=timedelta(seconds=seconds))
    assert parse_rate(format_rate(rate)) == rate


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_times_of_day_come_back(moment):
    assert parse_time(format_time(moment)) == time(moment.hour, moment.minute)


@given(st.ip_addresses(), st.none() | st.integers(1, 65_535))
def test_allowed_addresses_come_back(address, port):
    host = f"[{address}]" if address.version == 6 and port else str(address)
    text = f"{host}:{port}" if port else host
    assert format_allowed(parse_allowed(text)) == text


@given(st.text(max_size=40))
def test_no_text_does_more_than_raise_a_sentence(text):
    for parse in (
        parse_duration, parse_size, parse_rate, parse_time, parse_allowed, parse_url,
    ):  # fmt: skip
        try:
            parse(text)
        except ValueError as error:
            assert str(error)  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("5 min", "write 5m"),
        ("5min", "write 5m"),
        ("90 seconds", "write 90s"),
        ("1.5h", "write 90m"),
        ("1,5 h", "write 90m"),
        ("1h 30m", "write 90m"),
        ("2 weeks", "write 14d"),
        ("5M", "write 5m"),
        ("5", "it has no unit: write 5s, 5m or 5h"),
        ("-5m", "write a whole number and s, m, h or d, such as 30s, 5m, 2h or 1d"),
        ("", "write a whole number and s, m, h or d, such as 30s, 5m, 2h or 1d"),
        ("soon", "write a whole number and s, m, h or d, such as 30s, 5m, 2h or 1d"),
    ],
)
def test_a_duration_is_guessed(text, advice):
    with pytest.raises(ValueError, match="is not a duration; ") as caught:
        parse_duration(text)
    assert str(caught.value).endswith(advice)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("5 MB", "write 5MB"),
        ("5mb", "write 5MB"),
        ("5M", "write 5MB"),
        ("5mib", "write 5MiB"),
        ("500k", "write 500KB"),
        ("5000000", "it has no unit: write 5000000B, 5000000KB or 5000000MB"),
        ("5.5MB", "write a whole number and KB, MB, KiB or MiB, such as 500KB or 5MB"),
        ("big", "write a whole number and KB, MB, KiB or MiB, such as 500KB or 5MB"),
    ],
)
def test_a_size_is_guessed(text, advice):
    with pytest.raises(ValueError, match="is not a size; ") as caught:
        parse_size(text)
    assert str(caught.value).endswith(advice)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("8:00", 'write "08:00"'),
        ("8.30", 'write "08:30"'),
        ("24:00", 'write "00:00"'),
        ("25:00", "00:00 to 23:59 are"),
        ("12:60", "00:00 to 23:59 are"),
        ("8 pm", 'write "08:00" or "23:30"'),
    ],
)
def test_a_time_of_day_is_guessed(text, advice):
    with pytest.raises(ValueError, match="is not a time of day; ") as caught:
        parse_time(text)
    assert str(caught.value).endswith(advice)
