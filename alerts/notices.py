"""What operators are told: deliveries to their own chats, never to a channel, each trouble once."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from alerts.labels import labels
from newsroom.delivery import Delivery, DeliveryState, Payload
from newsroom.settings import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.settings import Settings

#: No channel of a configuration can have this id.
OPERATORS = "(operators)"


def operator_channels(settings: Settings) -> tuple[Channel, ...]:
    """Return the operators' own chats as channels; none without a token or a Telegram channel."""
    kinds = {channel.kind for channel in settings.channels}
    if settings.secrets.telegram_token is None or "telegram" not in kinds:
        return ()
    return tuple(
        Channel(id=OPERATORS, kind="telegram", watches=(), chat=str(number))
        for number in settings.telegram.operators
    )


def notice(
    trouble: str, headline: str, lines: Sequence[str], settings: Settings, now: datetime
) -> tuple[Delivery, ...]:
    """Return one delivery for each operator; `trouble` is its key: the same is told once."""
    shown = [settings.redactor.clean(line) for line in (headline, *lines)]
    html = "\n".join([f"<b>{escape(shown[0], quote=False)}</b>", *map(_escaped, shown[1:])])
    payload = Payload(html=html, plain="\n".join(shown), silent=False)
    return tuple(
        Delivery(
            key=f"notice/{trouble}@{channel.chat}",
            channel=OPERATORS,
            chat=channel.chat,
            state=DeliveryState.PENDING,
            payload=payload,
            severity=0,
            created=now,
        )
        for channel in operator_channels(settings)
    )


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def toast(names: Sequence[str], language: str, *, limit: int = 200) -> str:
    """Name the sources of an alert in at most `limit` characters: the answer of its button."""
    if not names:
        return labels(language).forgotten
    text = labels(language).sources.format(n=len(names)) + "\n"
    for told, name in enumerate(names):
        more = f"+{len(names) - told}"
        part = name if told == 0 else f"; {name}"
        if len(text) + len(part) + len(more) + 2 > limit:
            return f"{text[: limit - len(more) - 2]}; {more}" if told else f"{text}{part}"[:limit]
        text += part
    return text
