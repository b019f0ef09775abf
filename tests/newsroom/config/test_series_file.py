"""`series.yaml` and `memory.jsonl`: what holds where they are missing, and their mistakes."""

from datetime import date
from pathlib import Path

from newsroom.config.load import load
from newsroom.settings import Series

CONFIG = Path(__file__).parents[3] / "config"
MEMORY = (CONFIG / "memory.jsonl").read_text(encoding="utf-8").splitlines()


def test_without_a_file_the_programs_own_series_hold(settings):
    ours = settings({}).series
    assert ours == load(CONFIG, {}).series
    assert ours[0].id == "ES-11"
    assert ours[0].symbols == ("A/RES/ES-11/*",)


def test_the_operators_series_replace_them(settings):
    text = (
        "series:\n"
        "  - id: nazism\n"
        "    title: Nazism\n"
        "    symbols: [A/RES/77/204]\n"
        "    titles: [Combating glorification of Nazism]\n"
        "    complete_through: 2022-12-31\n"
    )
    assert settings({"series.yaml": text}).series == (
        Series(
            id="nazism",
            title="Nazism",
            symbols=("A/RES/77/204",),
            titles=("Combating glorification of Nazism",),
            complete_through=date(2022, 12, 31),
        ),
    )


def test_a_bare_list_is_one_too(settings):
    (one,) = settings({"series.yaml": '- id: ES-11\n  symbols: ["A/RES/ES-11/*"]\n'}).series
    assert one == Series(id="ES-11", title="ES-11", symbols=("A/RES/ES-11/*",))


def test_there_may_be_none(settings):
    assert settings({"series.yaml": "series: []\n"}).series == ()


def test_every_mistake_in_it_has_its_line(mistakes):
    text = (
        "series:\n"
        "  - id: a\n"
        "    symbols: [nonsense]\n"
        "  - id: a\n"
        "    titles: [x]\n"
        "    complete_through: soon\n"
        "  - id: b\n"
        "    colour: red\n"
        "  - id: c\n"
    )
    assert mistakes({"series.yaml": text}) == [
        (
            "config/series.yaml:3: series[0].symbols[0]: “nonsense” is no symbol; write it as "
            "A/RES/68/262 or A/RES/ES-11/*"
        ),
        "config/series.yaml:4: series[1].id: “a” stands twice; the first is in line 2",
        (
            "config/series.yaml:6: series[1].complete_through: “soon” is no day; write it as "
            "2025-12-31"
        ),
        "config/series.yaml:7: series[2]: has no text; it needs “symbols” or “titles”",
        (
            "config/series.yaml:8: series[2].colour: unknown key; one of id, title, symbols, "
            "titles, complete_through"
        ),
        "config/series.yaml:9: series[3]: has no text; it needs “symbols” or “titles”",
    ]


def test_a_broken_file_is_no_reason_to_take_ours(mistakes):
    assert mistakes({"series.yaml": "series: [a"}) == [
        "config/series.yaml:1: the “[” that opens here is never closed, or a comma is missing in it"
    ]
    assert mistakes({"series.yaml": ""})


def test_memory_is_used_only_where_it_is(settings):
    assert settings({}).memory == ()
    text = f"{MEMORY[0]}\n\n{MEMORY[1]}\n"
    assert settings({"memory.jsonl": text}).memory == tuple(MEMORY[:2])
    assert settings({"memory.jsonl": "\ufeff" + text}).memory == tuple(MEMORY[:2])


def test_lines_that_are_no_votes_are_named(mistakes):
    text = f"{MEMORY[0]}\nnonsense\n{MEMORY[1].replace('Assembly', 'Meeting', 1)}\n"
    assert mistakes({"memory.jsonl": text}) == [
        "config/memory.jsonl:2: is not JSON",
        (
            "config/memory.jsonl:3: 'General Meeting' is no body; one of General Assembly, "
            "Security Council, Human Rights Council, ECOSOC, First Committee, Second Committee, "
            "Third Committee, Fourth Committee, Fifth Committee, Sixth Committee"
        ),
    ]


def test_memory_in_another_encoding_is_named(mistakes):
    assert mistakes({"memory.jsonl": "{}\nНовости".encode("cp1251")}) == [
        "config/memory.jsonl:2: is not UTF-8 from here on; save it as UTF-8"
    ]


def test_both_change_the_version(settings):
    versions = {
        settings(files).version
        for files in (
            {},
            {"series.yaml": "series: []\n"},
            {"series.yaml": "series: []\n", "memory.jsonl": MEMORY[0]},
        )
    }
    assert len(versions) == 3


def test_every_shipped_series_is_told_apart():
    shipped = load(CONFIG, {}).series
    assert len({one.id for one in shipped}) == len(shipped)
    assert all(one.title != one.id for one in shipped)
