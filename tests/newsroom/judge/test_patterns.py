"""Regular expressions of watches."""

from __future__ import annotations

import logging
import re
import time
from datetime import UTC, datetime

import pytest
import regex
from hypothesis import given, reject
from hypothesis import strategies as st

from newsroom.judge.patterns import LONGEST_TEXT, Patterns, is_pattern, literal
from newsroom.judge.watches import Watches
from newsroom.settings import Condition, Watch

NOW = datetime(2026, 11, 24, tzinfo=UTC)
#: Takes as long as it likes on letters a without an end.
CATASTROPHE = "/(a|aa|a?a)+$/"


def found(pattern: str, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in Patterns([(pattern, None)]).find(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        (
            "/bla(c|z)k[- ]?sea cable/",
            "The BLACK-SEA cable, a blazksea Cable",
            ["BLACK-SEA cable", "blazksea Cable"],
        ),
        ("/(лачин|berdzor)/", "в ЛАЧИНЕ", ["ЛАЧИН"]),
        (r"/\b\d{3} mm\b/", "a 152 mm shell, 1522 mm", ["152 mm"]),
        ("/istanbul/", "İSTANBUL, ISTANBUL, istanbul", ["İSTANBUL", "ISTANBUL", "istanbul"]),
        ("/x*/", "abc", []),
        ("/եվրոպա/", "ԵՎՐՈՊԱ", ["ԵՎՐՈՊԱ"]),
    ],
)
def test_an_expression_is_found_as_it_stands(pattern, text, words):
    assert found(pattern, text) == words


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("bla(c|z)k[- ]?sea cable", "cable"),
        ("black sea", "black"),
        ("colou?r", "colo"),
        ("abcd*", "abc"),
        ("abcd{0,3}x", "abc"),
        ("abc|def", None),
        ("(abc|def)", None),
        ("(abc)?defg", "defg"),
        (r"\babc\b", "abc"),
        (r"\x41bcde", None),
        (r"[abc]+\]abcd[]abcdef]", "abcd"),
        (r"(a\)bcde)fgh", "fgh"),
        ("(?x) abc d", None),
        ("ab.cd", None),
    ],
)
def test_the_letters_that_every_match_holds(pattern, letters):
    assert literal(pattern) == letters


_pieces = st.sampled_from(
    [
        "abc",
        "ab",
        "c",
        "d",
        "(",
        ")",
        "[ab]",
        "[^c]",
        "|",
        "*",
        "+",
        "?",
        "{2}",
        "{0,1}",
        ".",
        r"\.",
        r"\b",
        r"\d",
        "ş",
        "İ",
    ]
)


@given(
    st.lists(_pieces, min_size=1, max_size=8).map("".join), st.text("abcdABCŞşİiı. 1", max_size=20)
)
def test_the_letters_first_lose_no_match(pattern, text):
    try:
        re.compile(pattern)
        patterns = Patterns([(f"/{pattern}/", None)])
    except (re.error, ValueError):
        reject()
    plain = [one.span() for one in regex.finditer(pattern, text, regex.IGNORECASE) if one[0]]
    assert [(start, end) for start, end, _ in patterns.find(text)] == plain


def test_one_that_takes_too_long_is_suspended_and_the_others_go_on(caplog):
    tried = Watches(
        [
            Watch(id="bad", title="", topic="t", any=(CATASTROPHE, "shell")),
            Watch(id="good", title="", topic="t", any=("/aaa!/",)),
        ]
    )
    nasty = "a" * 5_000 + "!"
    caplog.set_level(logging.WARNING)
    begin = time.process_time()
    for _ in range(3):
        got = tried.judge(nasty, "shell", "en", NOW)
    assert time.process_time() - begin < 2
    assert [match.watch for match in got.matches] == ["bad", "good"]
    assert tried.suspended == (CATASTROPHE,)
    assert [one.getMessage() for one in caplog.records if "suspended" in one.getMessage()] == [
        f"regular expression suspended: it takes too long pattern={CATASTROPHE}"
    ]


def test_expressions_see_the_beginning_of_a_long_text():
    assert found("/cable/", " " * LONGEST_TEXT + "cable") == []


def test_an_expression_in_a_watch_counts_as_a_word_of_it():
    tried = Watches([Watch(id="w", title="", topic="t", all=("/ca(b)le/", "sea"), within=2)])
    (match,) = tried.judge("At sea: a cable", "", "en", NOW).matches
    assert [(one.text, one.why, one.start) for one in match.evidence] == [
        ("sea", "all[1]: sea", 3),
        ("cable", "all[0]: /ca(b)le/", 10),
    ]
    assert not tried.judge("At sea there was once a cable", "", "en", NOW).matches


def test_an_expression_may_have_a_weight():
    tried = Watch(
        id="w",
        title="",
        topic="t",
        any=(Condition(word="/cabl[eo]/", weight=2), "sea"),
        threshold=2,
    )
    assert Watches([tried]).judge("cable", "", None, NOW).matches
    assert not Watches([tried]).judge("sea", "", None, NOW).matches


@pytest.mark.parametrize(
    ("term", "is_one"), [("/a/", True), ("//", False), ("a/b", False), ("/a", False)]
)
def test_what_is_an_expression(term, is_one):
    assert is_pattern(term) is is_one
