"""Look-alikes that are two events."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsroom.judge.fields import fields
from newsroom.stories.apart import apart
from newsroom.stories.fingerprint import Fingerprint

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def told(title, source="a", lang="en", **more):
    return Fingerprint(
        at=NOW, lang=lang, source=source, title=tuple(fields(title, "").title.words), **more
    )


def near(a, b):
    return float(a == b)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (told("Gunfire in the morning"), told("Gunfire at noon")),
        (told("Gunfire near bridge 1"), told("Gunfire near bridge 2", "b")),
        (
            told("Armenia reports shelling near Sotk", places=("sotk",)),
            told("Armenia reports shelling near Tegh", "b", places=("tegh",)),
        ),
    ],
)
def test_two_events_in_one_form_are_two(one, two):
    assert apart(one, two, near)
    assert apart(two, one, near)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # An outlet's next report of the same place, other outlets in other words, a copy.
        (told("Two hurt near Sotk", places=("sotk",)), told("Toll rises", places=("sotk",))),
        (told("Shots fired at dawn"), told("Gunfire in the morning", "b")),
        (told("Gunfire near the bridge"), told("Gunfire near the bridge")),
        (told("Gunfire near the bridge"), told("Gunfire near the bridge", "b")),
        (told("Text adopted", symbols=("S/1",)), told("Council votes", symbols=("S/1",))),
    ],
)
def test_what_may_be_one_event_is_left_to_the_score(one, two):
    assert not apart(one, two, near)


def test_one_text_below_all_titles_makes_no_two_of_them_one_event():
    below = tuple(f"word{n}" for n in range(20))
    one = told("Shelling near Sotk", places=("sotk",), words=("shelli", "sotk", *below))
    two = told("Mine blast in Aghdam", "b", places=("agdam",), words=("blast", "aghdam", *below))
    assert apart(one, two, near)


def test_a_name_with_a_number_in_it_sets_two_titles_of_one_form_apart():
    assert apart(told("Gunfire near post A4"), told("Gunfire near post A5", "b"), near)


def test_another_language_says_nothing_about_titles():
    russian = replace(told("Gunfire near bridge 2", "b"), lang="ru")
    assert not apart(told("Gunfire near bridge 1"), russian, near)
