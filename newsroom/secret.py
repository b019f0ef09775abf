"""Secrets that cannot be printed by accident, and the pen that strikes them out of any text."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

_STRUCK = "[secret]"
#: Shorter halves would strike ordinary words out of ordinary sentences.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Secret:
    """A string that shows itself only to who calls `reveal`."""

    _value: str

    def reveal(self) -> str:
        """Return the secret itself: for the one call that needs it, never for a message."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__


class Redactor:
    """Strikes secrets out of text: logs, stored errors, everything shown."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        variants = {form for text in texts if text for form in _forms(text)}
        self._forms = sorted(variants, key=len, reverse=True)

    def clean(self, text: str) -> str:
        """Return `text` with every secret replaced by `[secret]`."""
        for form in self._forms:
            text = text.replace(form, _STRUCK)
        return text


def _forms(text: str) -> set[str]:
    """Give a secret as it may turn up: whole, its half after a colon, and percent-encoded."""
    parts = {text, text.rpartition(":")[2]}
    return {form for part in parts if len(part) >= _SHORTEST for form in (part, quote(part, ""))}


def database_password(url: str) -> str | None:
    """Return the password within a database URL, decoded; None where there is none."""
    try:
        password = urlsplit(url).password
    except ValueError:
        return None
    return unquote(password) if password else None


class RedactingFilter(logging.Filter):
    """Cleans a log record before any handler formats it, exception texts and `extra` included."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the record's texts by clean ones; always lets it pass."""
        record.msg = self._redactor.clean(_one_line(record.getMessage()))
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._redactor.clean(record.exc_text)
        for key, value in vars(record).items():
            if isinstance(value, str) and key not in {"msg", "exc_text"}:
                setattr(record, key, self._redactor.clean(value))
        return True


def _one_line(text: str) -> str:
    """Escape what would start a new log line or drive a terminal (security.md R14)."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
