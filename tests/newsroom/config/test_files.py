"""Files that cannot be read, are missing, or would not be read at all."""

from __future__ import annotations

import time

import pytest

from newsroom.config.load import load
from newsroom.errors import ConfigError


@pytest.mark.parametrize("name", ["sources", "channels"])
def test_a_missing_file(mistakes, name):
    assert mistakes({f"{name}.yaml": None}) == [
        f"config/{name}.yaml:1: the file is missing; write one with “{name}: []”"
    ]


def test_an_empty_directory_of_watches_is_no_mistake(configure):
    directory = configure()
    (directory / "watches").mkdir()
    assert load(directory, {}).watches == ()


@pytest.mark.parametrize("text", ["", "# off for now\n", "---\n---\n", "\ufeff"])
def test_a_file_of_watches_may_hold_none(settings, text):
    assert settings({"watches/w.yaml": text}).watches == ()


def test_a_byte_order_mark_is_no_mistake(settings):
    assert settings({"sources.yaml": "\ufeffsources: []\n"}).sources == ()


def test_windows_line_ends_count_as_one(mistakes):
    assert mistakes({"vedette.yaml": "# a\r\n# b\r\ntimezon: UTC\r\n"}) == [
        "config/vedette.yaml:3: timezon: unknown key; did you mean “timezone”?"
    ]


def test_another_encoding_is_named_at_its_line(mistakes):
    assert mistakes({"sources.yaml": "sources: []\n# Новости\n".encode("cp1251")}) == [
        "config/sources.yaml:2: is not UTF-8 from here on; save it as UTF-8"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b: c", ("1: a second “: ” in this line, or a line that is indented too far; text "
                    "with a colon has to stand in quotes")),
        ("\n\ta: 1", "2: a tab; YAML is indented with spaces"),
        ("\na: 'x", "2: the quotation mark that opens here is never closed"),
        ("a:\n  - [1, 2", ("2: the “[” that opens here is never closed, or a comma is missing "
                          "in it")),
        ("a:\n  {b: 1", ("2: the “{” that opens here is never closed, or a comma is missing "
                        "in it")),
        ('a: "\\q"', ("1: a backslash in double quotes begins an escape; write the text in "
                     "single quotes")),
        ("a: 1\n# \x07", "2: the control character U+0007 cannot stand in YAML"),
        ("a:\n  - b\n c: d", ("3: neither a key at the depth of its neighbours nor the end of a "
                             "value; check the indentation and the quotes")),
        ("- 'it's'", ("1: neither “- ” at the depth of its neighbours nor the end of a value; "
                     "check the indentation and the quotes")),
        ("a: ]", "1: a value is missing before this place"),
        ("a: - b", "1: a list has to begin in a line of its own: “- …”"),
        ("{{ name }}: x", ("1: a list or a mapping cannot be a key; text in brackets or braces "
                          "has to stand in quotes")),
        ("%YAML 3.0\n---\na: 1", "1: this is not YAML: found incompatible YAML document"),
        ("&a [*a]", ("1: “*a” repeats a value that is named &a before it, and there is none; "
                    "as plain text put it in quotes: '*a'")),
    ],
)  # fmt: skip
def test_text_that_is_no_yaml(mistakes, text, message):
    assert mistakes({"vedette.yaml": text}) == [f"config/vedette.yaml:{message}"]


def test_tags_and_merges_of_nothing_are_named(mistakes):
    assert mistakes({"vedette.yaml": "timezone: !!str UTC\nfetch: {<<: 3}\n"}) == [
        "config/vedette.yaml:1: timezone: the tag “!!str” has no meaning here; leave it out",
        "config/vedette.yaml:2: fetch.<<: takes a mapping that has a name: “<<: *name”",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("vedete.yaml", "is no file of this program; did you mean “vedette.yaml”?"),
        ("sources.yml", "is no file of this program; did you mean “sources.yaml”?"),
        ("x.yaml", ("is no file of this program; "
                   "those are vedette.yaml, series.yaml, sources.yaml, channels.yaml")),
        ("watches/lachin.yml", "would not be read; name it lachin.yaml"),
    ],
)  # fmt: skip
def test_a_file_that_nobody_would_read(mistakes, name, message):
    assert mistakes({name: ""}) == [f"config/{name}:1: {message}"]


def test_hidden_files_are_passed_over(settings):
    settings({".#vedette.yaml": "x", "watches/.#w.yaml": "]", "watches/.w.yml": "x"})


def test_a_directory_in_the_place_of_a_file(configure):
    directory = configure({"sources.yaml": None})
    (directory / "sources.yaml").mkdir()
    with pytest.raises(ConfigError, match=r"config/sources.yaml:1: cannot be read: Is a directory"):
        load(directory, {}, shown_as="config")


HOSTILE = {
    "aliases that multiply": "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)),
    "lists in lists": "[" * 100_000,
    "dashes in dashes": "- " * 100_000,
    "mappings in mappings": "{a: " * 50_000,
    "a megabyte of values": "- {a: 1, b: xx yy}\n" * 55_000,
    "a megabyte of keys": "".join(f"key{n}: 1\n" for n in range(80_000)),
    "a megabyte of one key": "a: 1\n" * 200_000,
    "a megabyte of text": "timezone: " + "x" * 1_000_000,
    "three megabytes": "#" * 3_000_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_in_no_time(mistakes, text):
    begin = time.process_time()
    found = mistakes({"vedette.yaml": text})
    assert 1 <= len(found) <= 1_010
    assert all(len(line) < 400 for line in found)
    assert time.process_time() - begin < 10


def test_a_list_of_a_thousand_sources_is_read(settings):
    row = "  - {{id: s{0}, kind: feed, url: 'https://example.org/{0}', languages: [en, ru]}}\n"
    text = "sources:\n" + "".join(row.format(number) for number in range(1_000))
    assert len(settings({"sources.yaml": text}).sources) == 1_000
