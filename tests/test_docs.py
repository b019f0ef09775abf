"""The documentation says what the program does: commands, keys, sources, states."""

from __future__ import annotations

import io
import json
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import click
import pytest

from console.cli import COMMANDS, cli, invoke
from newsroom.config.find import starter
from newsroom.config.load import load
from newsroom.config.schema import schemas
from newsroom.delivery import DeliveryState
from newsroom.model import Outcome

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONFIGURATION = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")


def commands(group=cli, path=()):
    """Yield every command with its path, the groups among them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


ALL = dict(commands())


def printed(*arguments):
    with redirect_stdout(io.StringIO()) as out:
        assert invoke(arguments) == 0
    return out.getvalue()


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_each_command_explains_itself(path):
    command = ALL[path]
    assert command.help
    assert command.help.split("\n")[0].endswith((".", ":"))
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help.endswith(".")
    help_text = printed(*path, "--help")
    assert max(map(len, help_text.splitlines())) <= 80
    if not isinstance(command, click.Group):
        assert command.epilog or "." in command.help


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_each_command_takes_a_configuration_and_prints_json(path):
    command = ALL[path]
    if isinstance(command, click.Group):
        return
    options = {option for parameter in command.params for option in parameter.opts}
    assert "--config" in options
    # `run` prints what happens, which is no data.
    assert "--json" in options or path == ("run",)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_in_the_readme(name):
    assert re.search(rf"\| `vedette {name}\b", README)


def test_the_table_of_commands_says_what_their_help_says():
    for name, (where, line) in COMMANDS.items():
        assert where.startswith("console.commands.")
        assert line.endswith("."), name


CONSOLE = re.findall(r"^(?:\S+=\S+ )?(?:\.venv/bin/)?vedette ([^#\n]*)", README, re.MULTILINE)


@pytest.mark.parametrize("line", CONSOLE)
def test_what_the_readme_runs_exists(line):
    words = []
    for word in shlex.split(line):
        if (*words, word) in ALL:
            words.append(word)
    assert words
    known = {option for parameter in ALL[tuple(words)].params for option in parameter.opts}
    assert {word for word in shlex.split(line) if word.startswith("--")} <= known


#: Conditions with the keys of another one that is told key by key.
LIKE_ANOTHER = {"unless": "when"}


def keys(schema, root, path="", *, needed=False):
    """Yield (key, default or None, later) of every leaf of a JSON schema."""
    schema = resolved(schema, root)
    if path in LIKE_ANOTHER:
        assert schema["properties"] == resolved(root["properties"]["when"], root)["properties"]
        yield path, shown(schema.get("default")), False
        return
    if schema.get("deprecated"):
        yield path, None, True
        return
    items = resolved(schema.get("items", {}), root)
    if "properties" in items:
        schema, path = items, f"{path}[]"
    if "properties" not in schema:
        yield path, "needed" if needed else shown(schema.get("default")), False
        return
    for name, inner in schema["properties"].items():
        below = f"{path}.{name}" if path else name
        yield from keys(inner, root, below, needed=name in schema.get("required", ()))


def resolved(schema, root):
    """Follow references, and what may be null."""
    while True:
        choices = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
        if "$ref" in schema:
            target = root["$defs"][schema["$ref"].rpartition("/")[2]]
        elif len(choices) == 1:
            target = choices[0]
        else:
            return schema
        rest = {name: value for name, value in schema.items() if name not in {"$ref", "anyOf"}}
        schema = {**target, **rest}


def shown(default):
    if default is None:
        return "–"
    if isinstance(default, list):
        return f"`[{', '.join(map(str, default))}]`"
    return f"`{default if isinstance(default, str) else json.dumps(default)}`"


FILES = schemas()


@pytest.mark.parametrize("file", FILES)
def test_each_key_is_documented_with_its_default(file):
    rows = dict(re.findall(r"^\| `([^`]+)` \| (.*?) \| ", CONFIGURATION, re.MULTILINE))
    _, _, not_yet = CONFIGURATION.partition("## Not in this version yet")
    for key, default, later in keys(FILES[file], FILES[file]):
        if later:
            assert f"`{key.rpartition('.')[2]}`" in not_yet or f"`{key}`" in not_yet
            assert key not in rows
        else:
            assert rows.get(key) == default, key


def test_no_key_is_documented_that_is_not_there():
    known = {key for schema in FILES.values() for key, *_ in keys(schema, schema)}
    known |= {key.partition(".")[0] for key in known}
    # Keys are told in three cells: the tables of columns and signs of places.csv have two.
    rows = re.findall(r"^\| `([a-z][^`]*)` \| .*? \| ", CONFIGURATION, re.MULTILINE)
    assert set(rows) <= known


def test_the_examples_of_the_configuration_are_right(tmp_path):
    vedette, sources, channels, watch = re.findall(r"```yaml\n(.*?)```", CONFIGURATION, re.DOTALL)
    (tmp_path / "watches").mkdir()
    (tmp_path / "vedette.yaml").write_text(vedette, encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(sources, encoding="utf-8")
    mine = channels.replace("[un-votes, un-resolutions, caucasus-incidents]", "[lachin]")
    (tmp_path / "channels.yaml").write_text(mine, encoding="utf-8")
    (tmp_path / "watches/lachin.yaml").write_text(watch, encoding="utf-8")
    settings = load(tmp_path, {})
    assert [source.id for source in settings.sources] == ["example-news", "example-ministry"]


def test_the_table_of_sources_is_fresh():
    page = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    table = printed("sources", "list", "--markdown", "--config", str(starter()))
    assert page.endswith(f"\n\n{table}")


def table_row(name):
    (values,) = re.findall(rf"^\| .*\*\*{name}\*\*.* \| `(.*)` \|$", ARCHITECTURE, re.MULTILINE)
    return values.split()


def test_outcomes_and_states_are_those_of_the_program():
    assert set(table_row("outcome")) == {str(one) for one in Outcome}
    assert set(table_row("delivery's state")) == {str(one) for one in DeliveryState}


def test_links_within_the_documentation_lead_somewhere():
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http://", "https://")):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
