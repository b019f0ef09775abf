from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.fetched import FetchOutcome
from spiders.failures import ending, refusal, seconds_to_wait, size_in_words
from tests.spiders.given import fetch

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("86400", 3600),
        ("9" * 5000, 3600),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW + timedelta(days=9), usegmt=True), 3600),
        (format_datetime(NOW - timedelta(days=9), usegmt=True), None),
        ("Sun, 01 Mar 2026 12:00:30", None),
        ("-5", None),
        ("soon", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(stated, seconds):
    assert seconds_to_wait(stated, NOW) == seconds


@given(st.text(max_size=60))
def test_no_retry_after_is_too_odd(stated):
    wait = seconds_to_wait(stated, NOW)
    assert wait is None or 0 <= wait <= 3600


def test_http_errors_in_words():
    assert refusal(404, None).reason == "HTTP 404"
    assert refusal(503, 120.0).reason == "HTTP 503; asked to wait 120 s"
    assert refusal(429, None).outcome is FetchOutcome.RATE_LIMITED


@pytest.mark.parametrize(
    ("size", "words"), [(5_000_000, "5 MB"), (1_500_000, "1.5 MB"), (2000, "2 KB"), (7, "7 bytes")]
)
def test_sizes_in_words(size, words):
    assert size_in_words(size) == words


def test_what_nobody_thought_of_is_named_and_logged(caplog):
    end = ending(KeyError("x"), "http://example.org/", fetch(), redirected=False)
    assert end.outcome is FetchOutcome.FAILED
    assert end.reason == "the fetch failed: KeyError"
    assert "host=example.org" in caplog.text
