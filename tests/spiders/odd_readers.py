"""Readers that behave as no reader should: run in the workers by their tests."""

from __future__ import annotations

import os
import re
import time

from newsroom.errors import Unreadable


def double(number: int) -> int:
    return 2 * number


def process() -> int:
    return os.getpid()


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def spin() -> None:
    while True:
        pass


def spin_in_c() -> object:
    return re.match(r"(a+)+$", "a" * 60 + "b")


def hoard() -> None:
    kept = []
    while True:
        kept.append(bytes(10_000_000))


def hoard_quietly() -> None:
    try:
        hoard()
    except MemoryError as error:
        raise Unreadable("the page is broken") from error


def die() -> None:
    os._exit(3)


def dive() -> object:
    return dive()


def refuse() -> None:
    raise Unreadable("this is a web page, not a feed")


class UnsendableError(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} {two}")


def fail() -> None:
    raise UnsendableError("a", "b")
