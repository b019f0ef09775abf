"""From the operator's directory and the environment to `Settings`, or to every mistake in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom.collecting import no_collecting
from newsroom.config.build import (
    build_channel,
    build_fetch,
    build_llm,
    build_retention,
    build_source,
    build_stories,
    build_telegram,
)
from newsroom.config.checks import (
    check_channels,
    check_sources,
    check_vedette,
    watch_ids,
)
from newsroom.config.environment import read_environment
from newsroom.config.find import find, no_directory, starter
from newsroom.config.places import read_places
from newsroom.config.reading import read_directory
from newsroom.config.schema import schemas
from newsroom.config.series import read_memory, read_series
from newsroom.config.shapes import ChannelsFile, SourcesFile, VedetteFile
from newsroom.config.vocabulary import read_vocabulary
from newsroom.config.warn import doubts
from newsroom.config.watch_files import Known, read_watches
from newsroom.config.weights import read_model
from newsroom.errors import ConfigError, Mistake
from newsroom.secret import Redactor
from newsroom.settings import CatchUp, Secrets, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsroom.config.environment import Environment
    from newsroom.config.reading import Snapshot

__all__ = ["find", "load", "schemas", "starter"]


@no_collecting()
def load(
    directory: Path,
    environ: Mapping[str, str],
    *,
    shown_as: str | None = None,
    trusting: bool = True,
) -> Settings:
    """Read the configuration in `directory`.

    `shown_as`: how its operator calls the directory. `trusting`: the examples of files that are as
    they came with the program are not run again. Raises `ConfigError` with all mistakes of all
    files and of the environment.
    """
    shown = str(directory) if shown_as is None else shown_as
    if not directory.is_dir():
        raise ConfigError([no_directory(shown, there=directory.exists())])
    snapshot = read_directory(directory, shown, trusting=trusting)
    return _settings(snapshot, read_environment(environ), shown)


def _settings(snapshot: Snapshot, environment: Environment, shown: str) -> Settings:
    """Put all files together; raises `ConfigError` with every mistake in them."""
    vedette, in_vedette = _vedette(snapshot)
    sources, in_sources = _sources(snapshot)
    channels, in_channels = _channels(snapshot)
    series, in_series = read_series(snapshot)
    memory, in_memory = read_memory(snapshot)
    places, in_places = read_places(snapshot)
    vocabulary, in_vocabulary = read_vocabulary(snapshot)
    weights, in_weights = read_model(snapshot)
    whole = snapshot.reads_whole and not (in_vocabulary or in_places or in_weights)
    known = Known(vocabulary, places, weights, whole=whole)
    watches, in_watches = read_watches(snapshot, known)
    mistakes = {
        *snapshot.mistakes, *environment.mistakes,
        *in_vedette, *in_sources, *in_channels, *in_watches, *in_series, *in_memory,
        *in_places, *in_vocabulary, *in_weights,
    }  # fmt: skip
    if mistakes or vedette is None or sources is None or channels is None:
        clean = [_cleaned(mistake, environment) for mistake in mistakes]
        raise ConfigError(clean, files=len(snapshot.files))
    settings = replace(
        _of_program(vedette),
        version=snapshot.version,
        directory=shown,
        sources=tuple(build_source(row, sources.defaults) for row in sources.sources),
        watches=watches,
        channels=tuple(build_channel(row, vedette.timezone) for row in channels.channels),
        series=series,
        memory=memory,
        places=places,
        vocabulary=vocabulary,
        weights=weights,
        secrets=environment.secrets,
        redactor=environment.redactor,
    )
    return replace(settings, warnings=(*snapshot.warnings, *doubts(settings)))


def _of_program(vedette: VedetteFile) -> Settings:
    """Return what `vedette.yaml` says; the other files are empty in it."""
    return Settings(
        version="",
        directory="",
        timezone=vedette.timezone,
        fetch=build_fetch(vedette.fetch),
        telegram=build_telegram(vedette.telegram),
        catch_up=CatchUp(vedette.catch_up),
        retention=build_retention(vedette.retention),
        stories=build_stories(vedette.stories),
        llm=build_llm(vedette.summary.llm) if vedette.summary.llm else None,
        heartbeat_url=vedette.operators.heartbeat_url,
        webhook=vedette.operators.webhook,
        sources=(),
        watches=(),
        channels=(),
        secrets=Secrets(),
        redactor=Redactor(()),
    )


def _vedette(snapshot: Snapshot) -> tuple[VedetteFile | None, list[Mistake]]:
    if not any(file.name == "vedette.yaml" for file in snapshot.files):
        return VedetteFile(), []
    page = snapshot.page("vedette.yaml")
    if page is None:
        return None, []
    shaped, mistakes = page.shaped(VedetteFile)
    return shaped, [*mistakes, *check_vedette(page)]


def _sources(snapshot: Snapshot) -> tuple[SourcesFile | None, list[Mistake]]:
    page = snapshot.page("sources.yaml")
    if page is None:
        return None, []
    shaped, mistakes = page.shaped(SourcesFile)
    return shaped, [*mistakes, *check_sources(page)]


def _channels(snapshot: Snapshot) -> tuple[ChannelsFile | None, list[Mistake]]:
    page = snapshot.page("channels.yaml")
    if page is None:
        return None, []
    # A watch that cannot be read may be the one that a channel names.
    whole = all(file.whole for file in snapshot.watches)
    known = watch_ids(snapshot.watch_pages) if whole else None
    shaped, mistakes = page.shaped(ChannelsFile)
    return shaped, [*mistakes, *check_channels(page, known)]


def _cleaned(mistake: Mistake, environment: Environment) -> Mistake:
    """Strike out a secret that an operator wrote into a file."""
    return replace(mistake, message=environment.redactor.clean(mistake.message))
