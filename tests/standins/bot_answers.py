"""What the Bot API says when it does not do what it is asked to, and how it reads flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections import deque


class Refused(Exception):  # noqa: N818 - an answer, not an error of ours
    """A method's answer that is not `ok`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def refusal(code: int, description: str, parameters: dict[str, int]) -> dict[str, Any]:
    said: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    return said | {"parameters": parameters} if parameters else said


def flood_wait(times: deque[float], limit: tuple[int, float], now: float) -> float:
    count, seconds = limit
    while times and times[0] <= now - seconds:
        times.popleft()
    return times[0] + seconds - now if len(times) >= count else 0.0


def flag(value: Any) -> bool:
    return str(value).lower() in {"true", "1"}
