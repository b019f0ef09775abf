"""Run by Alembic, on the connection and within the transaction that `migrate.py` hands over."""

from __future__ import annotations

from alembic import context

from newsroom.store.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
