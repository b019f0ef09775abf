"""What becomes of an edit when it is stored: said at once, waiting, or said by a newer one.

An answer beside an edit that was said at once has nobody to answer to, and is not sent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import exists, literal, select, update

from newsroom.delivery import DeliveryState, Operation, edit_beside
from newsroom.store import rows
from newsroom.store.schema import delivery

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.delivery import Delivery
    from newsroom.store.sessions import Session

SAID_AT_ONCE = "said in the message itself, which had not been sent yet"
REPLACED = "a newer edit of the same message says it"
ORPHANED = "the message that it edits was not sent"
_UNTRIED = (DeliveryState.PENDING, DeliveryState.HELD)
_NOT_SENT = (DeliveryState.FAILED, DeliveryState.CANCELLED)

_before = delivery.alias("edited")


async def merged(session: Session, new: Delivery) -> Delivery:
    """Return a delivery as it is to be stored, after it has done what can be done at once."""
    if new.operation is Operation.EDIT and new.after is not None:
        return await _edit(session, new)
    if new.operation is Operation.REPLY and await _was_said(session, edit_beside(new.key)):
        return replace(new, state=DeliveryState.CANCELLED, why=SAID_AT_ONCE)
    return new


async def _was_said(session: Session, key: str) -> bool:
    found = await session.execute(
        select(delivery.c.why).where(delivery.c.key_mark == rows.mark(key))
    )
    return found.scalar() == SAID_AT_ONCE


async def _edit(session: Session, edit: Delivery) -> Delivery:
    """Return an edit as it is to be stored.

    A message that nobody has tried to send yet takes the edit's payload; of several edits that wait
    for one message the newest is left.
    """
    assert edit.after is not None  # noqa: S101 - asked by the caller
    of = rows.mark(edit.after)
    if edit.payload is not None and await _said_at_once(session, of, edit):
        return replace(edit, state=DeliveryState.CANCELLED, why=SAID_AT_ONCE)
    found = await session.execute(select(delivery.c.state).where(delivery.c.key_mark == of))
    if found.scalar() in _NOT_SENT:
        return replace(edit, state=DeliveryState.CANCELLED, why=ORPHANED)
    await session.execute(
        update(delivery)
        .where(
            delivery.c.after_mark == of,
            delivery.c.operation == Operation.EDIT,
            delivery.c.state.in_((*_UNTRIED, DeliveryState.RETRY)),
            delivery.c.key_mark != rows.mark(edit.key),
        )
        .values(state=DeliveryState.CANCELLED, why=REPLACED, until=None, changed=edit.created)
    )
    return edit


async def _said_at_once(session: Session, of: bytes, edit: Delivery) -> bool:
    assert edit.payload is not None  # noqa: S101 - asked by the caller
    done = await session.execute(
        update(delivery)
        .where(delivery.c.key_mark == of, delivery.c.attempts == 0, delivery.c.state.in_(_UNTRIED))
        .values(
            payload=literal(rows.of_payload(edit.payload), delivery.c.payload.type),
            changed=edit.created,
        )
    )
    return done.rowcount == 1


async def cancel_orphans(session: Session, now: datetime) -> None:
    """Cancel edits of messages that will never be sent."""
    await session.execute(
        update(delivery)
        .where(
            delivery.c.operation == Operation.EDIT,
            delivery.c.state.in_((*_UNTRIED, DeliveryState.RETRY)),
            exists().where(
                _before.c.key_mark == delivery.c.after_mark, _before.c.state.in_(_NOT_SENT)
            ),
        )
        .values(state=DeliveryState.CANCELLED, why=ORPHANED, until=None, changed=now)
    )
