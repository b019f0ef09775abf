"""The tables, as SQLAlchemy sees them; `migrations/` makes them.

What is looked up by text is looked up by its mark (`rows.mark`, 128 bits): a PostgreSQL index
takes no text over 2,700 bytes, and a title, a guid or a key made of them can be longer.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from newsroom.model import require_utc

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import Dialect


class Utc(TypeDecorator[datetime]):
    """An aware UTC time to the microsecond; in SQLite as text of fixed width, which sorts."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse what is not an aware UTC time."""
        del dialect
        require_utc(value)
        return value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time with its zone, which SQLite does not keep."""
        del dialect
        if value is None or value.tzinfo is UTC:
            return value
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


#: SQLite counts rows by itself only in a column called INTEGER.
Number = BigInteger().with_variant(Integer(), "sqlite")
#: `None` is the absence of a value, never JSON's null.
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

Mark = LargeBinary(16)
#: Where Alembic notes which version of the tables this is.
VERSION_TABLE = "vedette_version"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

source = Table(
    "source",
    metadata,
    Column("id", Text, primary_key=True),
    Column("last_poll", Utc),
    Column("first_success", Utc),
    Column("last_success", Utc),
    Column("last_outcome", Text),
    Column("last_error", Text),
    Column("failures", Integer, nullable=False),
    Column("retry_at", Utc),
    Column("last_item", Utc),
    Column("listed_since", Utc),
)

validator = Table(
    "validator",
    metadata,
    Column("source", Text, ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    Column("url_mark", Mark, primary_key=True),
    Column("url", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", Text),
)

story = Table(
    "story",
    metadata,
    Column("number", Number, primary_key=True),
    Column("key_mark", Mark, nullable=False, unique=True),
    Column("key", Text, nullable=False),
    Column("phase", Text, nullable=False, server_default="developing"),
    # Number of the story that this one was found to be.
    Column("merged_into", BigInteger),
    Column("facts", Json),
    sqlite_autoincrement=True,
)

# The long columns stand last: SQLite reads a row only as far as it needs it.
article = Table(
    "article",
    metadata,
    Column("number", Number, primary_key=True),
    Column("source", Text, nullable=False),
    Column("identity_mark", Mark, nullable=False),
    Column("guid_mark", Mark),
    Column("link_mark", Mark),
    Column("title_day_mark", Mark),
    Column("title_fold_mark", Mark),
    Column("at", Utc, nullable=False),
    Column("seen", Utc, nullable=False),
    Column("published", Utc),
    Column("day_only", Boolean, nullable=False),
    Column("story", Number, ForeignKey("story.number"), index=True),
    Column("starts", Boolean, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("config", Text, nullable=False),
    Column("lang", Text),
    Column("id", Text),
    Column("url", Text),
    Column("guid", Text),
    Column("link", Text),
    Column("title_day", Text),
    Column("title_fold", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("authors", Json, nullable=False),
    Column("notes", Json, nullable=False),
    Column("trail", Json, nullable=False),
    Column("judgement", Json, nullable=False),
    Column("body", Text, nullable=False),
    # Added later, so behind what is long. Empty: not since it was first seen.
    Column("listed", Utc),
    UniqueConstraint("source", "identity_mark"),
    Index(None, "guid_mark", "source"),
    Index(None, "link_mark", "source"),
    Index(None, "title_day_mark", "source"),
    Index(None, "title_fold_mark", "at"),
    Index(None, "seen"),
    sqlite_autoincrement=True,
)

change = Table(
    "change",
    metadata,
    Column("number", Number, primary_key=True),
    Column("key_mark", Mark, nullable=False, unique=True),
    Column("key", Text, nullable=False),
    Column("story", Number, ForeignKey("story.number"), nullable=False, index=True),
    Column("article", Number, ForeignKey("article.number"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("telling", Text, nullable=False),
    Column("only_for", Text),
    Column("at", Utc, nullable=False),
    Column("routed", Boolean, nullable=False),
    # Of votes: pairs of what was known before, and what is known now.
    Column("revised", Json),
    Column("facts", Json),
    Index(
        "ix_change_unrouted",
        "number",
        sqlite_where=text("routed = 0"),
        postgresql_where=text("NOT routed"),
    ),
    sqlite_autoincrement=True,
)

# A delivery outlives its story: it names it by its key and does not hold on to its row.
delivery = Table(
    "delivery",
    metadata,
    Column("number", Number, primary_key=True),
    Column("key_mark", Mark, nullable=False, unique=True),
    Column("key", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("story_mark", Mark, index=True),
    Column("story", Text),
    Column("watch", Text),
    Column("severity", Integer, nullable=False),
    Column("operation", Text, nullable=False),
    Column("after_mark", Mark, index=True),
    Column("after", Text),
    Column("until", Utc),
    Column("attempts", Integer, nullable=False),
    Column("message_id", BigInteger),
    Column("why", Text),
    Column("created", Utc, nullable=False, index=True),
    Column("changed", Utc, nullable=False),
    Column("holder", Text),
    Column("payload", Json),
    Column("floor", BigInteger),
    Column("looks", Integer, nullable=False, server_default="0"),
    Column("probes", Integer, nullable=False, server_default="0"),
    Column("repeat", Boolean, nullable=False, server_default=false()),
    Index(
        "ix_delivery_open",
        "chat",
        "state",
        sqlite_where=text("state NOT IN ('sent', 'failed', 'cancelled')"),
        postgresql_where=text("state NOT IN ('sent', 'failed', 'cancelled')"),
    ),
    sqlite_autoincrement=True,
)

chat = Table(
    "chat",
    metadata,
    Column("name", Text, primary_key=True),
    Column("kind", Text),
    Column("number", BigInteger, index=True),
    Column("anchor", BigInteger),
    Column("last_id", BigInteger),
    Column("moved_to", BigInteger),
    Column("probing", Boolean, nullable=False),
    Column("standing", Text, nullable=False),
    Column("why", Text),
    Column("since", Utc),
)

# Ids in a chat of which it is known whose they are: ours that were acknowledged, and others'.
post = Table(
    "post",
    metadata,
    Column("chat", Text, ForeignKey("chat.name", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
)

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", Utc, nullable=False),
)

# What of an article tells its event: read for those that share a key with a new one.
fingerprint = Table(
    "fingerprint",
    metadata,
    Column("article", Number, ForeignKey("article.number", ondelete="CASCADE"), primary_key=True),
    Column("data", Json, nullable=False),
)

# By what articles of one event are found. The key is a hash, the newest are asked for.
story_key = Table(
    "story_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Utc, primary_key=True),
    Column(
        "article",
        Number,
        ForeignKey("article.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    sqlite_with_rowid=False,
)

# A vote at the United Nations. By what it is found, and what it gives way to, stands in columns.
vote = Table(
    "vote",
    metadata,
    Column("number", Number, primary_key=True),
    Column("slot_mark", Mark, nullable=False, unique=True),
    Column("text_mark", Mark, index=True),
    Column("symbol_mark", Mark, index=True),
    Column("draft_mark", Mark, index=True),
    Column("origin", Integer, nullable=False),
    Column("version", Text, nullable=False),
    Column("digest", Mark, nullable=False),
    Column("imported", Utc, nullable=False),
    Column("data", Json, nullable=False),
    sqlite_autoincrement=True,
)

# A vote belongs to the story that told it first, and was told by this article in this place.
story_vote = Table(
    "story_vote",
    metadata,
    Column("slot_mark", Mark, primary_key=True),
    Column(
        "story", Number, ForeignKey("story.number", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column(
        "article",
        Number,
        ForeignKey("article.number", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("place", Integer, nullable=False),
)

# Pages to be read again, and records to be asked for until they come.
errand = Table(
    "errand",
    metadata,
    Column("source", Text, primary_key=True),
    Column("key_mark", Mark, primary_key=True),
    Column("key", Text, nullable=False),
    Column("article", Number, ForeignKey("article.number", ondelete="CASCADE"), index=True),
    Column("tries", Integer, nullable=False),
    Column("since", Utc, nullable=False),
    Column("due", Utc, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", Text),
    Index(None, "source", "due"),
)
