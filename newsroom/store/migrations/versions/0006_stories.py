"""Stories: what their reports are found by, what is known of them, and what each change knew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.add_column(
        "story", sa.Column("phase", sa.Text(), nullable=False, server_default="developing")
    )
    op.add_column("story", sa.Column("merged_into", sa.BigInteger()))
    op.add_column("story", sa.Column("facts", _JSON))
    op.add_column("change", sa.Column("facts", _JSON))
    op.create_table(
        "fingerprint",
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("data", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_fingerprint"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.number"], name="fk_fingerprint_article", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "story_key",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("key", "at", "article", name="pk_story_key"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.number"], name="fk_story_key_article", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_story_key_article", "story_key", ["article"])
