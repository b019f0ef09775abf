"""Many alerts at once to a channel and three chats, under the Bot API's limits made faster."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.crash.nursery import Nursery
from tests.crash.pipeline import Job, title
from tests.standins.bot_api import BotApi, Limits

if TYPE_CHECKING:
    from pathlib import Path

#: A channel, a supergroup, a basic group and a person.
CHATS = ("@main", "-1001000000002", "-77", "501")
#: What the Bot API allows, and so what `telegram.pace` is by default: messages, seconds.
OVERALL, PRIVATE, GROUP = (30, 1.0), (1, 1.0), (20, 60.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How a run went."""

    alerts: int
    #: From the first request to the last message. Seconds.
    took: float
    #: What the limits allow at best.
    floor: float
    #: Requests to a chat before the time that an answer had told it to wait for.
    early: int
    #: Answers 429.
    floods: int
    in_order: bool
    #: Messages that are missing or too many, all chats together.
    wrong: int

    def __str__(self) -> str:
        return (
            f"{self.alerts} alerts to {len(CHATS)} chats: {self.took:.1f} s,"
            f" {self.took / self.floor:.3f} of the floor of {self.floor:.1f} s; 429: {self.floods},"
            f" early requests {self.early}, in order {self.in_order}, lost or twice {self.wrong}"
        )


class _Strict(BotApi):
    """Notes requests that come before the time that a 429 has named."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits=limits)
        self.early = 0
        self._not_before: dict[str, float] = {}

    def _fault(self, _method: str, given: dict[str, object]) -> None:
        if self.calls[-1].at < self._not_before.get(str(given.get("chat_id")), 0):
            self.early += 1

    def flooded(self) -> int:
        """Count the answers 429."""
        return sum(call.status == 429 for call in self.calls)

    def _carry_out(self, path: str, method: str, given: dict[str, object]) -> tuple[int, bytes]:
        code, body = super()._carry_out(path, method, given)
        if code == 429:
            wait = int(body.partition(b'"retry_after": ')[2].partition(b"}")[0])
            self._not_before[str(given.get("chat_id"))] = self.calls[-1].at + wait
        return code, body


async def measure(database: str, folder: Path, *, alerts: int, faster: float) -> Measured:
    """Send so many alerts to each chat, with all limits so many times faster than the real ones."""
    limits = [(count, seconds / faster) for count, seconds in (OVERALL, PRIVATE, GROUP)]
    api = _Strict(Limits(overall=limits[0], private=limits[1], group=limits[2]))
    api.add_channel("@main")
    for group in (-1001000000002, -77):
        api.add_group(group)
    api.add_private(501)
    floor = _floor(alerts, faster)
    async with Nursery() as nursery, api:
        job = Job(
            database=database,
            api_url=api.url,
            folder=str(folder),
            chats=CHATS,
            stories=alerts,
            batch=50,
            pace=tuple(limits),
            patience=2 * floor + 60,
        )
        ended = await nursery.run(job)
    assert ended.code == 0, (folder / "log.txt").read_text(encoding="utf-8")[-3000:]
    stories = [title(number) for number in range(alerts)]
    shown = [[text.partition("\n")[0] for text in api.texts(chat)] for chat in api.chats.values()]
    return Measured(
        alerts=alerts,
        took=max(one.at for one in api.messages) - api.calls[0].at,
        floor=floor,
        early=api.early,
        floods=api.flooded(),
        in_order=all(sorted(one, key=stories.index) == one for one in shown),
        wrong=sum(len(set(stories) ^ set(one)) + len(one) - len(set(one)) for one in shown),
    )


def _floor(alerts: int, faster: float) -> float:
    """Return the seconds that the slowest chat needs, with the set-up post of a channel."""
    groups = (alerts // GROUP[0]) * GROUP[1]
    person = (alerts - 1) * PRIVATE[1]
    together = (math.ceil((alerts * len(CHATS) + 2) / OVERALL[0]) - 1) * OVERALL[1]
    return max(groups, person, together) / faster
