"""The terms of a watch as they are written: words, or a regular expression between slashes."""

from __future__ import annotations

import re
import warnings

from newsroom.config.wording import quote

_LONGEST = 500
_REGEX = re.compile(r"/.+/[a-z]*", re.DOTALL)
_PROBLEMS = {
    "missing ), unterminated subpattern": "lacks a “)”",
    "unbalanced parenthesis": "has a “)” too many",
    "unterminated character set": "lacks a “]”",
    "nothing to repeat": "repeats nothing: a “*”, “+” or “?” stands where a sign is missing",
    "multiple repeat": "repeats a repetition",
    "bad escape (end of pattern)": "ends with a single backslash",
    "missing >, unterminated name": "lacks a “>”",
}


def is_regex(text: str) -> bool:
    """Say whether a term is a regular expression between slashes."""
    return _REGEX.fullmatch(text.strip()) is not None


def parse_word(text: str) -> str:
    """Read a term; raises `ValueError` with a sentence."""
    from newsroom.judge.terms import parse_term  # noqa: PLC0415 - only where there are watches

    if len(text) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST} characters; a term is a word or a phrase")
    if text.strip() == "//":
        raise ValueError("holds no expression between its slashes")
    if is_regex(text):
        _check_regex(text.strip())
    else:
        parse_term(text)
    return text


def _check_regex(text: str) -> None:
    """Name what is wrong with an expression, in words where these are known."""
    from newsroom.judge.patterns import compile_pattern  # noqa: PLC0415 - likewise

    pattern, flags = text[1 : text.rindex("/")], text[text.rindex("/") + 1 :]
    if flags:
        raise ValueError(
            f"regex {quote(pattern)} has letters after its last slash; leave {quote(flags)} out: "
            "no expression minds upper and lower case"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
            compile_pattern(text)
    except re.error as error:
        why = _PROBLEMS.get(error.msg, f"cannot be read: {error.msg}")
        words = f'as plain words write "{pattern}"'
        raise ValueError(f"regex {quote(pattern)} {why}; {words}") from None
    except (OverflowError, RecursionError):
        raise ValueError(f"regex {quote(pattern)} is too large") from None
