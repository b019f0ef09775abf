"""Whose story a vote is, what a change brought of votes, what is to be asked for again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MARK = sa.LargeBinary(16)
_TIME = sa.DateTime(timezone=True)
_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "story_vote",
        sa.Column("slot_mark", _MARK, nullable=False),
        sa.Column("story", _NUMBER, nullable=False),
        sa.Column("article", _NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slot_mark", name="pk_story_vote"),
        sa.ForeignKeyConstraint(
            ["story"], ["story.number"], name="fk_story_vote_story", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["article"], ["article.number"], name="fk_story_vote_article", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_story_vote_story", "story_vote", ["story"])
    op.create_index("ix_story_vote_article", "story_vote", ["article"])
    op.create_index("ix_vote_text_mark", "vote", ["text_mark"])
    op.add_column("change", sa.Column("revised", _JSON))
    op.create_table(
        "errand",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("key_mark", _MARK, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article", _NUMBER),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("since", _TIME, nullable=False),
        sa.Column("due", _TIME, nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("body_hash", sa.Text()),
        sa.PrimaryKeyConstraint("source", "key_mark", name="pk_errand"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.number"], name="fk_errand_article", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_errand_source_due", "errand", ["source", "due"])
    op.create_index("ix_errand_article", "errand", ["article"])
