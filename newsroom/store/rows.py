"""Between the types of `model` and the rows of `schema`, both ways."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeAlias

from newsroom.delivery import Chat, Delivery, DeliveryState, Operation, Payload, Standing
from newsroom.facts import as_json, facts_from
from newsroom.fetched import FetchOutcome, Validators
from newsroom.model import (
    Article,
    Change,
    ChangeKind,
    Copy,
    Errand,
    Identity,
    Outcome,
    SourceState,
    Step,
    StoredChange,
    StoredItem,
    Telling,
    Verdict,
)
from newsroom.store.judgements import judgement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

    AnyRow: TypeAlias = Row[*tuple[Any, ...]]


def mark(text: str) -> bytes:
    """Return the 128 bits that stand for a text in an index."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def mark_of(text: str | None) -> bytes | None:
    """Return the mark of a text that may be missing; an empty text has none either."""
    return mark(text) if text else None


def identity_mark(identity: Identity) -> bytes:
    """Return what is unique to an item within its source: a mark of its three marks together."""
    return mark(json.dumps([identity.guid, identity.link, identity.title_day]))


# --- into the database --------------------------------------------------------------------------


def of_item(item: StoredItem, story: int | None) -> dict[str, object]:
    """Return an item's row, without its number; `story` is the number of its story."""
    return _of_article(item.article) | {
        "story": story,
        "starts": item.verdict.starts,
        "outcome": item.verdict.outcome.value,
        "reason": item.verdict.reason,
        "trail": [asdict(step) for step in item.verdict.trail],
        "judgement": asdict(item.judgement),
        "config": item.config,
    }


def _of_article(article: Article) -> dict[str, object]:
    identity = article.identity
    return {
        "source": article.source,
        "identity_mark": identity_mark(identity),
        "guid": identity.guid,
        "guid_mark": mark_of(identity.guid),
        "link": identity.link,
        "link_mark": mark_of(identity.link),
        "title_day": identity.title_day,
        "title_day_mark": mark_of(identity.title_day),
        "title_fold": article.title_fold,
        "title_fold_mark": mark_of(article.title_fold),
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "body": article.body,
        "lang": article.lang,
        "published": article.published,
        "day_only": article.day_only,
        "seen": article.seen,
        "at": article.at,
        "authors": article.authors,
        "notes": article.notes,
    }


def of_change(change: Change, *, story: int, article: int) -> dict[str, object]:
    """Return a change's row, without its number, waiting to be routed."""
    return {
        "key": change.key,
        "key_mark": mark(change.key),
        "story": story,
        "article": article,
        "kind": change.kind.value,
        "telling": change.telling.value,
        "only_for": change.only_for,
        "at": change.at,
        "routed": False,
        "facts": as_json(change.facts) if change.facts else None,
    }


def of_delivery(delivery: Delivery) -> dict[str, object]:
    """Return a delivery's row, without its number and without a holder."""
    return {
        "key": delivery.key,
        "key_mark": mark(delivery.key),
        "channel": delivery.channel,
        "chat": delivery.chat,
        "state": delivery.state.value,
        "story": delivery.story,
        "story_mark": mark_of(delivery.story),
        "watch": delivery.watch,
        "severity": delivery.severity,
        "operation": delivery.operation.value,
        "after": delivery.after,
        "after_mark": mark_of(delivery.after),
        "until": delivery.until,
        "attempts": delivery.attempts,
        "payload": of_payload(delivery.payload) if delivery.payload else None,
        "message_id": delivery.message_id,
        "why": delivery.why,
        "created": delivery.created,
        "changed": delivery.created,
        "floor": delivery.floor,
        "looks": delivery.looks,
        "probes": delivery.probes,
        "repeat": delivery.repeat,
    }


def of_payload(payload: Payload) -> dict[str, object]:
    """Return a payload as JSON."""
    return asdict(payload)


def of_source(state: SourceState) -> dict[str, object]:
    """Return a source's row."""
    return asdict(state) | {"last_outcome": state.last_outcome and state.last_outcome.value}


def of_validators(source: str, url: str, validators: Validators) -> dict[str, object]:
    """Return the row of one address's validators."""
    return asdict(validators) | {"source": source, "url": url, "url_mark": mark(url)}


def of_errand(one: Errand) -> dict[str, object]:
    """Return the row of something to be asked for again."""
    known = one.validators or Validators()
    return {
        "source": one.source,
        "key": one.key,
        "key_mark": mark(one.key),
        "article": one.article,
        "tries": one.tries,
        "since": one.since,
        "due": one.due,
        **asdict(known),
    }


# --- out of the database ------------------------------------------------------------------------


def identity(row: AnyRow) -> Identity:
    """Return the identity in a row of `article`."""
    return Identity(guid=row.guid, link=row.link, title_day=row.title_day)


def item(row: AnyRow) -> StoredItem:
    """Return the item of a row of `article`, with its story's key as `story_key`."""
    return StoredItem(
        number=row.number,
        article=_article(row),
        judgement=judgement(row.judgement),
        verdict=Verdict(
            outcome=Outcome(row.outcome),
            reason=row.reason,
            story=row.story_key,
            starts=row.starts,
            trail=tuple(Step(**step) for step in row.trail),
        ),
        config=row.config,
    )


def _article(row: AnyRow) -> Article:
    return Article(
        source=row.source,
        identity=identity(row),
        id=row.id,
        url=row.url,
        title=row.title,
        body=row.body,
        lang=row.lang,
        published=row.published,
        day_only=row.day_only,
        seen=row.seen,
        at=row.at,
        title_fold=row.title_fold,
        authors=tuple(row.authors),
        notes=tuple(row.notes),
    )


def copy(row: AnyRow) -> Copy:
    """Return the candidate for an exact copy in a row of `article`."""
    return Copy(
        article=row.number,
        source=row.source,
        story=row.story_key,
        link=row.link,
        title_fold=row.title_fold,
        at=row.at,
    )


def change(row: AnyRow) -> StoredChange:
    """Return a change with its item: a row of `article` with the change's own columns beside."""
    facts = None if row.change_facts is None else facts_from(row.change_facts)
    return StoredChange(
        change=Change(
            key=row.change_key,
            story=row.change_story,
            kind=ChangeKind(row.change_kind),
            telling=Telling(row.change_telling),
            only_for=row.change_only_for,
            at=row.change_at,
            facts=facts,
        ),
        item=item(row),
        story_number=row.change_story_number,
        facts=facts,
    )


def delivery(row: AnyRow) -> Delivery:
    """Return the delivery of a row."""
    return Delivery(
        key=row.key,
        channel=row.channel,
        chat=row.chat,
        state=DeliveryState(row.state),
        story=row.story,
        watch=row.watch,
        severity=row.severity,
        operation=Operation(row.operation),
        after=row.after,
        until=row.until,
        attempts=row.attempts,
        payload=payload(row.payload) if row.payload else None,
        message_id=row.message_id,
        why=row.why,
        created=row.created,
        floor=row.floor,
        looks=row.looks,
        probes=row.probes,
        repeat=row.repeat,
        target=getattr(row, "target", None),
    )


def payload(stored: Mapping[str, Any]) -> Payload:
    """Return the payload that was stored as JSON, maybe before it had all its fields."""
    return Payload(**{**stored, "sources": tuple(stored.get("sources", ()))})


def chat(row: AnyRow) -> Chat:
    """Return what is remembered of a chat."""
    return Chat(**row._asdict() | {"standing": Standing(row.standing)})


def source(row: AnyRow) -> SourceState:
    """Return the state of a source."""
    outcome = FetchOutcome(row.last_outcome) if row.last_outcome else None
    return SourceState(**row._asdict() | {"last_outcome": outcome})


def validators(row: AnyRow) -> Validators:
    """Return the validators of one address."""
    return Validators(etag=row.etag, last_modified=row.last_modified, body_hash=row.body_hash)


def errand(row: AnyRow) -> Errand:
    """Return something to be asked for again."""
    known = validators(row)
    return Errand(
        source=row.source,
        key=row.key,
        article=row.article,
        tries=row.tries,
        since=row.since,
        due=row.due,
        validators=None if known == Validators() else known,
    )
