"""The words of alerts: a file for each kind of message and language, in TOML."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "ru", "hy", "az", "ka", "tr", "fr")


def words_of(kind: str, language: str) -> dict[str, Any]:
    """Return the words of one kind of message in a language; English where it has none."""
    known = language if language in LANGUAGES else "en"
    return tomllib.loads((files("alerts.words") / f"{kind}.{known}.toml").read_text("utf-8"))
