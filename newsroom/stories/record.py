"""A story as it is remembered: how far it is, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom.facts import StoryFacts


class Phase(StrEnum):
    """How far a story is."""

    DEVELOPING = "developing"
    #: Nothing new came for as long as reports are compared.
    SETTLED = "settled"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRecord:
    """One row of the table of stories."""

    key: str
    #: As people see it: #1017.
    number: int
    phase: Phase = Phase.DEVELOPING
    #: After its last change; None: nobody composed them yet.
    facts: StoryFacts | None = None
    #: Number of the story that this one was found to be.
    merged_into: int | None = None
