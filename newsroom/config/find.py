"""Where the configuration is: the operator's directory, and the starter in the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import newsroom
from newsroom.errors import ConfigError, Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "VEDETTE_CONFIG"
#: Where the starter lies in the wheel.
_BUNDLED = "_starter"


def find(explicit: Path | None, environ: Mapping[str, str], cwd: Path) -> Path | None:
    """Return the directory to use: `--config`, then `$VEDETTE_CONFIG`, then `./config`.

    None if there is none. Raises `ConfigError` if the one that is named is no directory.
    """
    if explicit is not None:
        return _named(cwd / explicit, str(explicit), "--config")
    named = environ.get(VARIABLE, "")
    if named:
        return _named(cwd / named, named, VARIABLE)
    usual = cwd / "config"
    return usual if usual.is_dir() else None


def _named(directory: Path, shown: str, by: str) -> Path:
    if directory.is_dir():
        return directory
    raise ConfigError([no_directory(shown, by=by, there=directory.exists())])


def no_directory(shown: str, *, by: str = "", there: bool = False) -> Mistake:
    """Name a directory that is not one."""
    what = "is a file, not a directory" if there else "there is no such directory"
    advice = "name a directory with vedette.yaml in it, or make one: vedette init DIR"
    return Mistake(file=shown, line=0, key=by, message=f"{what}; {advice}")


def as_shipped(directory: Path, name: str, data: bytes) -> bool:
    """Say whether a file of an operator's directory is, to the byte, what came with the program.

    In a checkout the starter is a directory that somebody writes in: of itself it vouches for
    nothing.
    """
    ours = starter()
    if ours.name != _BUNDLED and directory.resolve() == ours.resolve():
        return False
    try:
        return (ours / name).read_bytes() == data
    except OSError:
        return False


def starter() -> Path:
    """Return the configuration that comes with the program.

    In the wheel it is `newsroom/_starter`. An editable install has none there: then, and for this
    only, it is the checkout's `config/`.
    """
    package = Path(newsroom.__file__).parent
    bundled = package / _BUNDLED
    return bundled if bundled.is_dir() else package.parent / "config"
