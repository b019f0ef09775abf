"""The `lease` table: who may do what only one may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, select, update

from newsroom.store import dialect
from newsroom.store.lease import dead
from newsroom.store.schema import lease
from newsroom.store.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import timedelta

    from newsroom.store.sessions import Session


class SqlLeases(Sessions):
    """Leases, timed by the database's clock."""

    async def take(self, name: str, holder: str, *, lasting: timedelta) -> bool:
        """Take a free, outlived, or own lease, or one whose holder on this machine is dead."""
        async with self._write() as session:
            if await _take(session, name, holder, lasting):
                return True
            query = select(lease.c.holder).where(lease.c.name == name)
            other = (await session.execute(query)).scalar()
            if other is None or not dead(other):
                return False
            return await _take(session, name, holder, lasting, instead_of=other)

    async def renew(self, names: Collection[str], holder: str, *, lasting: timedelta) -> set[str]:
        """Prolong the leases that `holder` still has; return their names."""
        async with self._write() as session:
            done = await session.execute(
                update(lease)
                .where(lease.c.name.in_(names), lease.c.holder == holder)
                .values(until=dialect.clock(lasting.total_seconds()))
                .returning(lease.c.name)
            )
            return set(done.scalars())

    async def give_back(self, names: Collection[str], holder: str) -> None:
        """Free the leases that `holder` has."""
        async with self._write() as session:
            await session.execute(
                delete(lease).where(lease.c.name.in_(names), lease.c.holder == holder)
            )

    async def holders(self) -> Mapping[str, str]:
        """Return the living leases: name to holder."""
        query = select(lease.c.name, lease.c.holder).where(lease.c.until > dialect.clock(0))
        async with self._read() as session:
            found = (await session.execute(query)).all()
        return {name: holder for name, holder in found if not dead(holder)}


async def _take(
    session: Session,
    name: str,
    holder: str,
    lasting: timedelta,
    *,
    instead_of: str | None = None,
) -> bool:
    """Take a lease by one conditional statement, so that of two processes one wins."""
    put = dialect.insert(session.kind, lease).values(
        name=name, holder=holder, until=dialect.clock(lasting.total_seconds())
    )
    put = put.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": put.excluded.holder, "until": put.excluded.until},
        where=or_(
            lease.c.holder == holder,
            lease.c.holder == instead_of,
            lease.c.until <= dialect.clock(0),
        ),
    )
    done = await session.execute(put.returning(lease.c.name))
    return done.first() is not None
