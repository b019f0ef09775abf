"""What is remembered of chats, how unknown deliveries are looked for, when items were listed.

New columns stand last, where SQLite can add them without making a table anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _chats()
    op.add_column("delivery", sa.Column("floor", sa.BigInteger()))
    for name in ("looks", "probes"):
        op.add_column("delivery", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "delivery", sa.Column("repeat", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("source", sa.Column("listed_since", _TIME))
    op.add_column("article", sa.Column("listed", _TIME))


def _chats() -> None:
    op.create_table(
        "chat",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("number", sa.BigInteger()),
        sa.Column("anchor", sa.BigInteger()),
        sa.Column("last_id", sa.BigInteger()),
        sa.Column("moved_to", sa.BigInteger()),
        sa.Column("probing", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("why", sa.Text()),
        sa.Column("since", _TIME),
        sa.PrimaryKeyConstraint("name", name="pk_chat"),
    )
    op.create_index("ix_chat_number", "chat", ["number"])
    op.create_table(
        "post",
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", "id", name="pk_post"),
        sa.ForeignKeyConstraint(["chat"], ["chat.name"], name="fk_post_chat", ondelete="CASCADE"),
    )
