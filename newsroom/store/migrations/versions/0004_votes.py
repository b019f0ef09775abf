"""Votes at the United Nations: what records and pages say of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MARK = sa.LargeBinary(16)
_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "vote",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("slot_mark", _MARK, nullable=False),
        sa.Column("text_mark", _MARK),
        sa.Column("symbol_mark", _MARK),
        sa.Column("draft_mark", _MARK),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("digest", _MARK, nullable=False),
        sa.Column("imported", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_vote"),
        sa.UniqueConstraint("slot_mark", name="uq_vote_slot_mark"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_vote_symbol_mark", "vote", ["symbol_mark"])
    op.create_index("ix_vote_draft_mark", "vote", ["draft_mark"])
