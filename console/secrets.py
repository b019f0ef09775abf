"""The redactor over the secrets of the environment, for texts shown before any Settings exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.secret import Redactor, database_password

if TYPE_CHECKING:
    from collections.abc import Mapping

_VARIABLES = ("VEDETTE_TELEGRAM_TOKEN", "VEDETTE_CONSOLE_PASSWORD", "VEDETTE_LLM_KEY")


def from_environment(environ: Mapping[str, str]) -> Redactor:
    """Return a redactor that knows every secret which this program takes from the environment."""
    texts = [environ.get(name, "") for name in _VARIABLES]
    password = database_password(environ.get("VEDETTE_DATABASE", ""))
    return Redactor([*texts, password or ""])
