"""The first tables.

Written out rather than taken from `schema.py`, which goes on changing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MARK = sa.LargeBinary(16)
_TIME = sa.DateTime(timezone=True)
_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
_OPEN = sa.text("state NOT IN ('sent', 'failed', 'cancelled')")


def upgrade() -> None:
    _sources()
    _articles()
    _changes()
    _deliveries()
    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )


def _sources() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("last_poll", _TIME),
        sa.Column("first_success", _TIME),
        sa.Column("last_success", _TIME),
        sa.Column("last_outcome", sa.Text()),
        sa.Column("last_error", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", _TIME),
        sa.Column("last_item", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
    )
    op.create_table(
        "validator",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url_mark", _MARK, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("body_hash", sa.Text()),
        sa.PrimaryKeyConstraint("source", "url_mark", name="pk_validator"),
        sa.ForeignKeyConstraint(
            ["source"], ["source.id"], name="fk_validator_source", ondelete="CASCADE"
        ),
    )


def _articles() -> None:
    op.create_table(
        "story",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("key_mark", _MARK, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_story"),
        sa.UniqueConstraint("key_mark", name="uq_story_key_mark"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "article",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("identity_mark", _MARK, nullable=False),
        sa.Column("guid_mark", _MARK),
        sa.Column("link_mark", _MARK),
        sa.Column("title_day_mark", _MARK),
        sa.Column("title_fold_mark", _MARK),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("seen", _TIME, nullable=False),
        sa.Column("published", _TIME),
        sa.Column("day_only", sa.Boolean(), nullable=False),
        sa.Column("story", _NUMBER),
        sa.Column("starts", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("config", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text()),
        sa.Column("id", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("guid", sa.Text()),
        sa.Column("link", sa.Text()),
        sa.Column("title_day", sa.Text()),
        sa.Column("title_fold", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("authors", _JSON, nullable=False),
        sa.Column("notes", _JSON, nullable=False),
        sa.Column("trail", _JSON, nullable=False),
        sa.Column("judgement", _JSON, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_article"),
        sa.UniqueConstraint("source", "identity_mark", name="uq_article_source_identity_mark"),
        sa.ForeignKeyConstraint(["story"], ["story.number"], name="fk_article_story"),
        sqlite_autoincrement=True,
    )
    for columns in (
        ("guid_mark", "source"),
        ("link_mark", "source"),
        ("title_day_mark", "source"),
        ("title_fold_mark", "at"),
        ("seen",),
        ("story",),
    ):
        op.create_index(f"ix_article_{'_'.join(columns)}", "article", list(columns))


def _changes() -> None:
    op.create_table(
        "change",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("key_mark", _MARK, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("story", _NUMBER, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("telling", sa.Text(), nullable=False),
        sa.Column("only_for", sa.Text(), nullable=True),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("routed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_change"),
        sa.UniqueConstraint("key_mark", name="uq_change_key_mark"),
        sa.ForeignKeyConstraint(["story"], ["story.number"], name="fk_change_story"),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name="fk_change_article"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_story", "change", ["story"])
    op.create_index("ix_change_article", "change", ["article"])
    op.create_index(
        "ix_change_unrouted",
        "change",
        ["number"],
        sqlite_where=sa.text("routed = 0"),
        postgresql_where=sa.text("NOT routed"),
    )


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("key_mark", _MARK, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("story_mark", _MARK),
        sa.Column("story", sa.Text()),
        sa.Column("watch", sa.Text()),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("after_mark", _MARK),
        sa.Column("after", sa.Text()),
        sa.Column("until", _TIME),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("why", sa.Text()),
        sa.Column("created", _TIME, nullable=False),
        sa.Column("changed", _TIME, nullable=False),
        sa.Column("holder", sa.Text()),
        sa.Column("payload", _JSON),
        sa.PrimaryKeyConstraint("number", name="pk_delivery"),
        sa.UniqueConstraint("key_mark", name="uq_delivery_key_mark"),
        sqlite_autoincrement=True,
    )
    for column in ("story_mark", "after_mark", "created"):
        op.create_index(f"ix_delivery_{column}", "delivery", [column])
    op.create_index(
        "ix_delivery_open",
        "delivery",
        ["chat", "state"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
