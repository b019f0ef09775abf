"""`vedette config`: check what operators wrote, and write the schemas that their editors use."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from console.options import config_option, json_option, settings_of
from console.say import Mark, counted, json_text, say
from newsroom.config.environment import read_environment
from newsroom.errors import ConfigError

if TYPE_CHECKING:
    from newsroom.settings import Settings

_EXIT_MISTAKES = 2


@click.group()
def config() -> None:
    """Check the configuration; write its schemas."""


@config.command(epilog="Example: vedette config check --config /etc/vedette")
@config_option
@json_option
def check(config_dir: Path | None, *, as_json: bool) -> int:
    """Name every mistake in the configuration.

    Each as FILE:LINE: KEY: what is wrong, what would be right. Exit code 0: it can be used; 2: it
    cannot, or there is none.
    """
    try:
        settings = settings_of(config_dir, trusting=False)
    except ConfigError as error:
        if not as_json:
            raise
        click.echo(json_text(_refused(error)))
        return _EXIT_MISTAKES
    if as_json:
        click.echo(json_text(_accepted(settings)))
        return 0
    for warning in settings.warnings:
        say(Mark.DOUBT, warning)
    say(Mark.OK, _summary(settings), stream=sys.stdout)
    return 0


def _summary(settings: Settings) -> str:
    directory = settings.directory
    shown = directory if Path(directory).is_absolute() else f"./{directory}"
    counts = (
        counted(len(settings.sources), "source"),
        counted(len(settings.watches), "watch", "watches"),
        counted(len(settings.channels), "channel"),
    )
    return f"config {shown}: {', '.join(counts)} ({settings.version})"


def _accepted(settings: Settings) -> dict[str, Any]:
    return {
        "ok": True,
        "mistakes": [],
        "warnings": list(settings.warnings),
        "version": settings.version,
    }


def _refused(error: ConfigError) -> dict[str, Any]:
    redactor = read_environment(os.environ).redactor
    mistakes = [asdict(mistake) for mistake in error.mistakes]
    for mistake in mistakes:
        mistake["message"] = redactor.clean(mistake["message"])
    return {"ok": False, "mistakes": mistakes, "warnings": [], "version": None}


@config.command(epilog="Example: vedette config schema config/schema")
@click.argument(
    "directory", type=click.Path(path_type=Path, file_okay=False), required=False, metavar="[DIR]"
)
@json_option
@config_option
def schema(directory: Path | None, *, as_json: bool, config_dir: Path | None) -> None:
    """Print the JSON Schemas of the files, or write them into DIR.

    Editors complete and check with them, where a file begins with a line such as
    `# yaml-language-server: $schema=schema/sources.json`.
    """
    from newsroom.config.schema import schemas, written_schemas

    del config_dir  # every command takes it; the schemas are the program's own

    if directory is None:
        click.echo(json_text(schemas()) if as_json else json.dumps(schemas(), indent=2))
        return
    texts = written_schemas()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (directory / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    if as_json:
        click.echo(json_text({"directory": str(directory), "files": list(texts)}))
    else:
        say(Mark.OK, f"{directory}: {', '.join(texts)}")
