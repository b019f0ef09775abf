"""Options that many commands share, and what they mean."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.settings import Settings

_Command = TypeVar("_Command", bound="Callable[..., Any]")


def config_option(command: _Command) -> _Command:
    """Add `--config DIR`, handed on as `config_dir: Path | None`."""
    return click.option(
        "--config",
        "config_dir",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The configuration. Default: $VEDETTE_CONFIG, then ./config.",
    )(command)


def json_option(command: _Command) -> _Command:
    """Add `--json`, handed on as `as_json: bool`."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print data as JSON, for programs."
    )(command)


def verbosity_options(command: _Command) -> _Command:
    """Add `-v` and `-q`, handed on as `verbose: int` and `quiet: bool`."""
    command = click.option("-q", "--quiet", is_flag=True, help="Say errors only.")(command)
    return click.option(
        "-v", "--verbose", count=True, help="Say reasons too; twice: log everything."
    )(command)


def settings_of(
    config_dir: Path | None, *, starter: bool = False, trusting: bool = True
) -> Settings:
    """Return the settings in force for a command.

    `starter`: without any configuration the command uses the one that comes with the program.
    `trusting`: examples that came with the program are not run again.
    Raises `ConfigError`, and `click.UsageError` where there is no configuration.
    """
    from newsroom.config import load

    directory = load.find(config_dir, os.environ, Path.cwd())
    if directory is not None:
        return load.load(directory, os.environ, shown_as=_shown(directory), trusting=trusting)
    if starter:
        return load.load(load.starter(), os.environ, shown_as="the starter configuration")
    raise click.UsageError(
        "there is no configuration here. Make one with `vedette init config`, "
        "or name one with --config DIR or VEDETTE_CONFIG."
    )


def _shown(directory: Path) -> str:
    """Name a directory as its owner would: relative where it lies below the current one."""
    try:
        return str(directory.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(directory)
