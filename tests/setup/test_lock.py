"""The lock file gives what pyproject.toml asks for, on every system, and tells nothing more."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["dev"],
    *PROJECT["build-system"]["requires"],
]


def blocks(lock):
    """Split a lock file into (requirement, the lines that belong to it)."""
    for block in re.split(r"\n(?=[a-zA-Z0-9])", lock.split("\n", 2)[2]):
        first, *rest = block.splitlines()
        yield Requirement(first.rstrip(" \\")), rest


def missing(wanted, lock):
    """Name the wanted requirements that no pinned version satisfies."""
    pinned = {}
    for requirement, _ in blocks(lock):
        (pin,) = requirement.specifier
        pinned.setdefault(canonicalize_name(requirement.name), []).append(pin.version)
    return [
        text
        for text in wanted
        for requirement in [Requirement(text)]
        if not any(
            requirement.specifier.contains(version)
            for version in pinned.get(canonicalize_name(requirement.name), [])
        )
    ]


def test_it_holds_a_fitting_version_of_everything_wanted():
    assert missing(WANTED, LOCK) == []


@pytest.mark.parametrize("text", ["not-there>=1", "scrapy<1", "click>=9999"])
def test_what_does_not_fit_is_noticed(text):
    assert missing([text], LOCK) == [text]


def test_every_package_is_pinned_and_has_hashes():
    for requirement, lines in blocks(LOCK):
        assert str(requirement.specifier).startswith("=="), requirement
        hashes = [
            line for line in lines if re.fullmatch(r" +--hash=sha256:[0-9a-f]{64}( \\)?", line)
        ]
        assert hashes, requirement
        assert [line for line in lines if line not in hashes and not line.startswith("    #")] == []


def test_it_names_no_registry_and_no_machine():
    # The options of a registry, addresses and paths; what is left of a line is names and hashes.
    assert re.findall(r"(?m)^-.*|\S*://\S*|\S*@ \S*|(?<!\S)/\S*|~/\S*", LOCK) == []
    assert LOCK.splitlines()[1].split() == ["#", "make", "lock"]
