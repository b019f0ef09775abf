from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsroom.model import Entry, Identity
from newsroom.read.identity import identity, same

DAY = datetime(2026, 11, 15, 9, 0, tzinfo=UTC)


def test_marks_of_an_entry() -> None:
    entry = Entry(
        guid="tag:1",
        link="http://www.a.example/x/?utm_source=rss",
        title="Two WOUNDED near Sotk!",
        published=DAY,
    )
    assert identity(entry) == Identity(
        guid="tag:1", link="https://a.example/x", title_day="2026-11-15 two wounded near sotk"
    )


def test_an_entry_without_marks() -> None:
    assert identity(Entry(title="!")) == Identity(guid=None, link=None, title_day=None)


def test_the_same_title_on_another_day_is_another_mark() -> None:
    today = identity(Entry(title="Weather", published=DAY))
    assert (
        today.title_day != identity(Entry(title="Weather", published=DAY.replace(day=16))).title_day
    )
    assert today.title_day != identity(Entry(title="Weather")).title_day


def marks(text: str) -> Identity:
    """Three letters: guid, link and title; `-` for a mark that is missing."""
    guid, link, title_day = (None if letter == "-" else letter for letter in text)
    return Identity(guid=guid, link=link, title_day=title_day)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("abc", "abc", True),
        ("abc", "abx", True),  # a corrected title
        ("abc", "xbc", True),  # new guids at every poll
        ("abc", "axc", True),  # a moved page
        ("abc", "axx", False),  # one guid for all items
        ("abc", "xbx", False),  # one live page, many posts
        ("abc", "xxc", False),  # a weekly column
        ("abc", "xxx", False),
        ("a-c", "a-x", True),
        ("abc", "a-x", True),
        ("-bc", "-bx", True),
        ("abc", "-bx", True),
        ("-bc", "-xc", False),
        ("--c", "--c", True),
        ("--c", "--x", False),
        ("a--", "-b-", False),
        ("a--", "--c", False),
        ("---", "---", False),
    ],
)
def test_two_of_three_marks_make_the_same_item(one: str, other: str, expected: bool) -> None:  # noqa: FBT001 - a table's column
    assert same(marks(one), marks(other)) is expected
    assert same(marks(other), marks(one)) is expected
