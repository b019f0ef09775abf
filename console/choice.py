"""Which sources a command is about."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.settings import Settings, Source


def choose(settings: Settings, names: Sequence[str], *, every_source: bool) -> tuple[Source, ...]:
    """Return the sources named, each once, or all enabled ones.

    Raises `click.UsageError` for a name that is not there, with the nearest that is.
    """
    if every_source == bool(names):
        raise click.UsageError("name sources, or say --all")
    if every_source:
        return tuple(source for source in settings.sources if source.enabled)
    by_id = {source.id: source for source in settings.sources}
    for name in names:
        if name not in by_id:
            near = get_close_matches(name, by_id, n=1)
            hint = f"did you mean “{near[0]}”?" if near else "see `vedette sources list`"
            raise click.UsageError(f"no source “{name}”; {hint}")
    return tuple(by_id[name] for name in dict.fromkeys(names))
