"""`vocabulary/*.yaml`: what is shipped, what an operator's directory adds, and its mistakes."""

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from newsroom.config.load import load, schemas
from newsroom.config.vocabulary import read_vocabulary
from newsroom.config.written import LANGUAGES

CONFIG = Path(__file__).parents[3] / "config"
DOCS = (CONFIG.parent / "docs/configuration.md").read_text(encoding="utf-8")
FILES = sorted(CONFIG.glob("vocabulary/*.yaml"))
TYPES = {
    "shelling_or_fire", "clash", "drone_strike", "mine_blast", "casualty_report",
    "detention_or_arrest", "captives_or_exchange", "blockade_or_closure", "protest", "crackdown",
    "terror_or_shooting", "troop_movement", "border_delimitation", "peace_talks",
    "cyber_or_disinfo", "disaster", "other",
}  # fmt: skip
SIGNALS = {"denial", "plan", "drill", "anniversaries", "past", "statistics", "opinion", "analysis"}
#: Stems that begin everyday words: бойкот, минута, ականջ.
DANGEROUS = {"мин*", "бой*", "бо*", "взр*", "ակ*", "mor*", "min*", "bal*", "at*", "on*"}

SMALL = """\
id: fishing
title: Fishing
words:
  en: [trout, fishing rod*]
examples:
  match: [He sold two fishing rods]
  no_match: [Nothing of the kind]
"""


@pytest.fixture(scope="module")
def shipped():
    return {one.id: one for one in load(CONFIG, {}).vocabulary}


def test_the_seventeen_kinds_of_incident_are_there_in_seven_languages(shipped):
    incidents = {name for name, one in shipped.items() if one.use == "incident"}
    assert incidents == TYPES
    for name in TYPES:
        assert set(shipped[name].words) == set(LANGUAGES), name
        assert all(len(words) >= 10 for words in shipped[name].words.values()), name
        assert len(shipped[name].match_examples) >= 7, name


@pytest.mark.parametrize("name", sorted(SIGNALS | {"sport", "culture", "elsewhere", "claim"}))
def test_every_stance_is_known_in_seven_languages(shipped, name):
    assert set(shipped[name].words) == set(LANGUAGES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_one_list_is_named_like_it(path):
    documents = list(yaml.load_all(path.read_text(encoding="utf-8"), yaml.CBaseLoader))
    assert len(documents) > 1 or documents[0]["id"] == path.stem


def test_the_files_hold_by_their_schema():
    validator = jsonschema.Draft202012Validator(schemas()["vocabulary"])
    wrong = [
        f"{path.name}: {error.message}"
        for path in FILES
        for document in yaml.load_all(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for error in validator.iter_errors(document)
    ]
    assert wrong == []


def test_no_stem_is_so_short_that_everyday_words_begin_with_it(shipped):
    for one in shipped.values():
        for words in one.words.values():
            assert not DANGEROUS & set(words), one.id
            short = [word for word in words if word.endswith("*") and len(word) < 3]
            assert short == [], one.id


def test_no_word_is_kept_out_by_its_own_list(shipped):
    for one in shipped.values():
        kept_out = set(one.exclude)
        for words in one.words.values():
            assert not kept_out & set(words), one.id


def test_a_directory_without_vocabulary_has_ours(settings, shipped):
    assert {one.id for one in settings({}).vocabulary} == set(shipped)


def test_a_file_adds_its_list(settings, shipped):
    found = {one.id: one for one in settings({"vocabulary/fishing.yaml": SMALL}).vocabulary}
    assert set(found) == {*shipped, "fishing"}
    assert found["fishing"].words == {"en": ("trout", "fishing rod*")}
    assert found["fishing"].use == "list"


def test_a_list_replaces_ours_of_its_id(settings, shipped):
    text = "id: sport\nwords: {en: [croquet]}\npairs: {en: [[ball, [hoop, peg]]]}\n"
    found = {one.id: one for one in settings({"vocabulary/mine.yaml": text}).vocabulary}
    assert set(found) == set(shipped)
    assert found["sport"].words == {"en": ("croquet",)}
    assert found["sport"].pairs == {"en": ((("ball",), ("hoop", "peg")),)}


def test_several_lists_stand_in_one_file(settings):
    text = f"{SMALL}---\nid: hunting\nwords:\n  ru: [охот*]\n"
    found = {one.id for one in settings({"vocabulary/free-time.yaml": text}).vocabulary}
    assert {"fishing", "hunting"} <= found


def test_a_copy_of_ours_is_not_read_twice(settings, shipped):
    text = (CONFIG / "vocabulary" / "sport.yaml").read_text(encoding="utf-8")
    found = settings({"vocabulary/sport.yaml": text}).vocabulary
    assert sorted(one.id for one in found) == sorted(shipped)


def test_every_mistake_has_its_file_line_and_key(mistakes):
    text = (
        "id: fishing\n"
        "use: hobby\n"
        "words:\n"
        "  en: [trout, 'tr*out', /cod/]\n"
        "  xx: [carp]\n"
        "pairs:\n"
        "  en:\n"
        "    - [rod]\n"
        "context_any: [plaice, place]\n"
        "colour: red\n"
    )
    found = mistakes({"vocabulary/fishing.yaml": text})
    where = "config/vocabulary/fishing.yaml"
    begins = [
        f"{where}:2: use: “hobby” is an unknown use",
        f"{where}:4: words.en[1]: 'tr*out': a star stands only at the end of a word",
        f"{where}:4: words.en[2]: '/cod/' is a regular expression",
        f"{where}:5: words.xx: “xx” is an unknown language",
        f"{where}:8: pairs.en[0]: a pair has two sides, this has 1",
        f"{where}:9: context_any[0]: there is no list “plaice”; did you mean “place”?",
        f"{where}:10: colour: unknown key",
    ]
    assert len(found) == len(begins)
    for mistake, begin in zip(found, begins, strict=True):
        assert mistake.startswith(begin)


def test_a_list_without_words_finds_nothing(mistakes):
    assert mistakes({"vocabulary/a.yaml": "id: a\ntitle: A\n"}) == [
        "config/vocabulary/a.yaml:1: has no words; a list needs “words” or “pairs”"
    ]


def test_an_id_that_stands_twice_is_named(mistakes):
    (found,) = mistakes({"vocabulary/a.yaml": SMALL, "vocabulary/b.yaml": SMALL})
    assert found == (
        "config/vocabulary/b.yaml:1: id: “fishing” stands twice; the first is in "
        "config/vocabulary/a.yaml:1"
    )


def test_examples_that_fail_are_named(mistakes):
    text = SMALL.replace("two fishing rods", "two cars").replace("Nothing of the kind", "A trout")
    assert mistakes({"vocabulary/fishing.yaml": text}) == [
        (
            "config/vocabulary/fishing.yaml:6: examples.match[0]: should be found and is not: "
            "'He sold two cars'"
        ),
        (
            "config/vocabulary/fishing.yaml:7: examples.no_match[0]: should not be found and is "
            "(by fishing: trout): 'A trout'"
        ),
    ]


def test_another_ending_of_a_file_is_no_file_of_ours(mistakes):
    assert mistakes({"vocabulary/fishing.yml": SMALL}) == [
        "config/vocabulary/fishing.yml:1: would not be read; name it fishing.yaml"
    ]


def test_the_example_of_the_documentation_is_right(settings):
    (example,) = re.findall(r"```yml\n(id: mine_blast.*?)```", DOCS, re.DOTALL)
    found = {one.id: one for one in settings({"vocabulary/a.yaml": example}).vocabulary}
    assert found["mine_blast"].words["en"][0] == "landmine*"


def test_each_key_is_documented():
    _, _, section = DOCS.partition("## vocabulary/*.yaml")
    section, _, _ = section.partition("\n## ")
    for key in schemas()["vocabulary"]["properties"]:
        assert f"\n| `{key}" in section, key


def test_vocabulary_changes_the_version(settings):
    assert settings({}).version != settings({"vocabulary/fishing.yaml": SMALL}).version


def test_nothing_wrong_is_said_of_what_is_shipped():
    from newsroom.config.reading import read_directory  # noqa: PLC0415 - only here

    _, wrong = read_vocabulary(read_directory(CONFIG, "config"))
    assert [str(one) for one in wrong] == []
