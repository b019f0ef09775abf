"""Prints an alert as it would appear in its channel; or, for scripts, as one JSON object a line."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, TextIO

from alerts.answers import NotSent, Sent

if TYPE_CHECKING:
    from alerts.answers import Answer
    from newsroom.delivery import Delivery
    from newsroom.settings import Channel

_WIDEST = 80


class Terminal:
    """A stream that alerts are printed to."""

    #: Nobody limits how fast a terminal is written to.
    paced = False

    def __init__(self, stream: TextIO, *, as_json: bool = False) -> None:
        self._stream = stream
        self._as_json = as_json

    async def send(self, delivery: Delivery, channel: Channel) -> Answer:
        """Print the delivery's payload."""
        text = delivery.payload.plain if delivery.payload else ""
        try:
            if self._as_json:
                self._write(_as_line(delivery, text))
            elif self._stream.isatty():
                self._show(text, channel)
            else:
                self._write(f"[{channel.id} → {channel.chat}]\n{printable(text)}\n\n")
        except (OSError, ValueError) as error:
            return NotSent(why=f"the terminal does not take it: {error}")
        return Sent()

    async def close(self) -> None:
        """Leave the stream open: it is not ours."""

    def _write(self, text: str) -> None:
        encoding = getattr(self._stream, "encoding", None) or "utf-8"
        self._stream.write(text.encode(encoding, "replace").decode(encoding))
        self._stream.flush()

    def _show(self, text: str, channel: Channel) -> None:
        # Imported here: a service without a terminal never needs it.
        from rich.console import Console  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        width = min(_WIDEST, shutil.get_terminal_size().columns)
        plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        console = Console(
            file=self._stream,
            width=width,
            highlight=False,
            markup=False,
            emoji=False,
            color_system=None if plain else "auto",
        )
        console.rule(printable(f"{channel.id} → {channel.chat}"), align="left", style="dim")
        for number, line in enumerate(printable(text).split("\n")):
            if line.startswith(("https://", "http://")):
                # An address broken in two can be neither clicked nor copied.
                console.print(Text(line, style="dim"), soft_wrap=True)
            else:
                console.print(Text(line, style="bold" if number == 0 else ""))
        console.print()
        self._stream.flush()


def printable(text: str) -> str:
    """Drop what would drive a terminal instead of being shown by it."""
    return "".join(
        char if char.isprintable() or char == "\n" else " " if char.isspace() else ""
        for char in text
    )


def _as_line(delivery: Delivery, text: str) -> str:
    told = {
        "story": delivery.story,
        "watch": delivery.watch,
        "chat": delivery.chat,
        "text": text,
    }
    return json.dumps(told, ensure_ascii=False) + "\n"
