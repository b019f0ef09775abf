"""What is shipped: right by its own rules, by the schemas, and by what the README promises."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from newsroom.config.load import load, schemas, starter
from newsroom.config.schema import written_schemas

CONFIG = Path(__file__).parents[3] / "config"
FILES = sorted([*CONFIG.glob("*.yaml"), *CONFIG.glob("watches/*.yaml")])
KIND = {f"{name}.yaml": name for name in ("vedette", "sources", "channels", "series")}
SEATS = {"AM", "AZ", "GE", "RU", "TR", "IR", "INT", "UN", "EU", "US", "FR"}


def _schema_of(path):
    return KIND.get(path.name, "watch")


def _validator(name):
    return jsonschema.Draft202012Validator(schemas()[name])


@pytest.fixture(scope="module")
def shipped():
    return load(CONFIG, {}, shown_as="config")


def test_the_shipped_configuration_is_accepted(shipped):
    watches = ("un-votes", "un-resolutions", "caucasus-incidents", "caucasus-outcomes")
    assert {watch.id for watch in shipped.watches} == set(watches)
    (here,) = shipped.channels
    assert (here.id, here.kind) == ("here", "terminal")
    assert here.watches == watches
    assert shipped.fetch.delay is None
    assert shipped.fetch.allow_private == ()


def test_its_only_doubt_is_the_contact_that_nobody_else_can_give(shipped):
    assert [warning.split(":")[0] for warning in shipped.warnings] == [
        "fetch.user_agent names no contact"
    ]


def test_enough_real_sources_un_press_first(shipped):
    enabled = [source for source in shipped.sources if source.enabled]
    assert len(enabled) >= 25
    assert enabled[0].id == "un-press"
    assert enabled[0].kind == "un_press"
    assert all(source.url.startswith("https://") for source in shipped.sources)


def test_every_source_says_whose_voice_it_is(shipped):
    for source in shipped.sources:
        assert source.seat in SEATS
        assert source.leaning
        assert source.languages
        assert source.name != source.id


def test_each_side_is_heard_in_more_than_one_voice(shipped):
    for seat in ("AM", "AZ", "GE", "RU", "TR", "UN"):
        assert len([source for source in shipped.sources if source.seat == seat]) >= 2


@pytest.mark.parametrize("name", written_schemas())
def test_the_committed_schemas_are_fresh(name):
    committed = (CONFIG / "schema" / name).read_text(encoding="utf-8")
    assert committed == written_schemas()[name], "run: vedette config schema config/schema"


def test_no_other_schema_is_committed():
    assert {path.name for path in (CONFIG / "schema").iterdir()} == set(written_schemas())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_names_its_schema_on_the_first_line(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    start = "# yaml-language-server: $schema="
    assert first.startswith(start)
    named = (path.parent / first.removeprefix(start)).resolve()
    assert named == CONFIG / "schema" / f"{_schema_of(path)}.json"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_holds_by_its_schema(path):
    validator = _validator(_schema_of(path))
    for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
        assert [error.message for error in validator.iter_errors(document)] == []


@pytest.mark.parametrize("name", schemas())
def test_the_schemas_are_schemas(name):
    schema = schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    for key, described in schema["properties"].items():
        meant = schema["$defs"].get(described.get("$ref", "").rpartition("/")[2], {})
        assert described.get("description") or meant.get("description"), key


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("vedette", {"timezon": "UTC"}),
        ("vedette", {"fetch": {"delay": "5 min"}}),
        ("vedette", {"fetch": {"max_body": "5 mb"}}),
        ("vedette", {"telegram": {"pace": {"group": "20/m"}}}),
        ("sources", {}),
        ("sources", {"sources": [{"id": "a", "kind": "rss", "url": "https://a.org"}]}),
        ("sources", {"sources": [{"id": "a_b", "kind": "feed", "url": "https://a.org"}]}),
        ("channels", {"channels": [{"id": "a", "kind": "terminal"}]}),
        ("channels", {"channels": [{"id": "a", "kind": "telegram", "watches": [], "chat": "x"}]}),
        ("watch", {"any": ["x"]}),
        ("watch", {"id": "w", "any": "x"}),
        ("watch", {"id": "w", "any": ["x"], "severity": 4}),
        ("watch", {"id": "w", "any": ["x"], "languages": ["am"]}),
    ],
)
def test_the_schemas_refuse_what_the_program_refuses(name, document):
    assert list(_validator(name).iter_errors(document))


def test_defaults_in_the_schemas_are_written_as_an_operator_would():
    fetch = schemas()["vedette"]["$defs"]["FetchShape"]["properties"]
    assert fetch["timeout"]["default"] == "30s"
    assert fetch["max_body"]["default"] == "5MB"
    assert "PT" not in json.dumps(schemas())


def test_the_starter_is_this_configuration():
    assert (starter() / "sources.yaml").read_bytes() == (CONFIG / "sources.yaml").read_bytes()
