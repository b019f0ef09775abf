"""`vedette init DIR`: a starter configuration to go on from."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import click

from console.options import json_option
from console.say import Mark, json_text, say
from newsroom.config.find import starter

#: Files in the way that are named one by one.
_NAMED = 10


@click.command(
    epilog="Example: vedette init config && vedette config check && vedette run",
)
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@json_option
@click.option(
    "--config",
    "config_dir",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Copy this configuration. Default: the starter that comes with the program.",
)
def init(directory: Path, *, as_json: bool, config_dir: Path | None) -> None:
    """Copy a starter configuration into DIR.

    Real sources, two watches, and a channel that is this terminal. Nothing is overwritten: DIR has
    to be new or empty.
    """
    _refuse_what_is_there(directory)
    files = _copy(config_dir or starter(), directory)
    if as_json:
        click.echo(json_text({"directory": str(directory), "files": files}))
        return
    say(Mark.OK, f"{directory}: {len(files)} files")
    for line in _next_steps(directory):
        click.echo(line, err=True)


def _refuse_what_is_there(directory: Path) -> None:
    """Leave with 2 if anything could be overwritten."""
    if not directory.exists() and not directory.is_symlink():
        return
    if not directory.is_dir():
        raise click.UsageError(f"{directory} is a file. Name a directory that is new or empty.")
    there = sorted(path.name for path in directory.iterdir())
    if there:
        more = f" and {len(there) - _NAMED} more" if len(there) > _NAMED else ""
        raise click.UsageError(
            f"{directory} is not empty: {', '.join(there[:_NAMED])}{more}. Nothing was copied; "
            "name a directory that is new or empty."
        )


def _copy(origin: Path, directory: Path) -> list[str]:
    """Copy a configuration; return the names of its files."""
    names = sorted(
        path.relative_to(origin).as_posix() for path in origin.rglob("*") if path.is_file()
    )
    try:
        for name in names:
            target = directory / name
            target.parent.mkdir(parents=True, exist_ok=True)
            # The contents only: an installed program's files may be read-only, these are not.
            shutil.copyfile(origin / name, target)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    return names


def _next_steps(directory: Path) -> tuple[str, ...]:
    option = "" if directory == Path("config") else f" --config {shlex.quote(str(directory))}"
    return (
        "Next:",
        f"  1. Put a contact into fetch.user_agent: {directory / 'vedette.yaml'}",
        f"  2. Say where alerts go: {directory / 'channels.yaml'}",
        f"  3. vedette config check{option}",
        f"  4. vedette run{option}",
    )
