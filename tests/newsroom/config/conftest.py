"""A config directory that is right, and a way to load it with some of its files replaced."""

from __future__ import annotations

import pytest

from newsroom.config.load import load
from newsroom.errors import ConfigError

GOOD = {
    "vedette.yaml": "timezone: UTC\n",
    "sources.yaml": "sources: []\n",
    "channels.yaml": "channels: []\n",
}


@pytest.fixture
def configure(tmp_path):
    """Write a config directory: the good files, and those that a test gives (None: no file)."""

    def write(files=None):
        for name, text in (GOOD | (files or {})).items():
            path = tmp_path / "config" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is not None:
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path / "config"

    return write


@pytest.fixture
def settings(configure):
    """Load a config directory that has these files."""

    def loaded(files=None, environ=None):
        return load(configure(files), environ or {}, shown_as="config")

    return loaded


@pytest.fixture
def mistakes(configure):
    """Return the mistakes of a config directory that has these files, as they are printed."""

    def found(files=None, environ=None):
        try:
            load(configure(files), environ or {}, shown_as="config")
        except ConfigError as error:
            return [str(mistake) for mistake in error.mistakes]
        return []

    return found
