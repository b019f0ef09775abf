"""What the rest of the program may ask of a database, and what it promises.

Both databases keep the same promises, held by one contract test suite:

* Every method raises `StoreUnavailable` when the database cannot be reached, written, or has no
  room; nothing of an unfinished transaction stays.
* Datetimes go in and come out aware, in UTC, to the microsecond.
* `writing()` is exclusive: between its begin and its end no other process writes. What was read
  inside it is therefore still true when it commits.
* Leases use the database's clock; everything else uses the `now` that the caller hands in.
* Text goes in clean (no NUL, no lone surrogate) and comes out as it went in. Keys may be of any
  length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from newsroom.store.protocol_stories import ReadStories, Stories, WriteStories

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime, timedelta

    from newsroom.ballot import Sourced
    from newsroom.delivery import Chat, Delivery, DeliveryState, Operation, Payload, Standing
    from newsroom.fetched import Validators
    from newsroom.model import (
        Article,
        Change,
        Copy,
        Errand,
        Identity,
        SourceState,
        StoredChange,
        StoredItem,
    )
    from newsroom.store.ballots import Revised
    from newsroom.store.shelf import Fate, Home


class ReadTransaction(ReadStories, Protocol):
    """What deciding about new items needs to know."""

    async def source_state(self, source: str) -> SourceState | None:
        """Return what is remembered of a source; None if it was never polled."""

    async def validators(self, source: str) -> Mapping[str, Validators]:
        """Return the stored validators of a source, by address."""

    async def known(
        self, source: str, identities: Sequence[Identity]
    ) -> Sequence[Sequence[Identity]]:
        """Return for each identity the stored ones of this source that share at least one mark.

        Of a mark that very many share (all items of a feed link to one page) only the newest.
        """

    async def item_number(self, source: str, identity: Identity) -> int | None:
        """Return the row number of the item with exactly these three marks; None without one."""

    async def story_number(self, key: str) -> int | None:
        """Return a story's number, as people see it; None if nobody began it."""

    async def copies(self, article: Article, *, within: timedelta) -> Sequence[Copy]:
        """Return stored articles with the same canonical link or the same folded title.

        For the title, only those at most `within` apart (by `Article.at`). Those that have a story
        come first, then the oldest; at most a hundred.
        """

    async def rivals(self, one: Sourced) -> Sequence[Sourced]:
        """Return the stored tellings of this vote: of its resolution, its draft, its id."""

    async def home_of(self, votes: Iterable[Sourced]) -> Home | None:
        """Return the story of the first of these votes that has one."""

    async def story_of(self, article: int) -> str | None:
        """Return the story of an item; None if it has none, or is no longer stored."""

    async def votes_of_story(self, key: str) -> Sequence[Sourced]:
        """Return the votes that a story tells of, in its order."""

    async def change(self, key: str) -> Change | None:
        """Return a stored change, routed or not."""

    async def votes_of_pages(self, since: datetime) -> Sequence[Sourced]:
        """Return the votes stored since then of which only pages tell, oldest first."""

    async def errands(self, source: str) -> Sequence[Errand]:
        """Return what a source is still to be asked for, the first due first."""


class WriteTransaction(ReadTransaction, WriteStories, Protocol):
    """One transaction: all of it is stored, or nothing."""

    async def add(self, item: StoredItem, change: Change | None, revised: Revised = ()) -> int:
        """Store an item with its outcome, story and change; return its row number.

        `revised`: what the change brings of votes, each after what was known of it.
        A verdict with `starts` makes the story. An item that is already there (its source and its
        three marks) is left as it is, and nothing of the new one is stored; so is a change whose
        key is already there. Raises `LookupError` for a story that nobody began.
        """

    async def listed(
        self, source: str, identities: Sequence[Identity], *, now: datetime, since: datetime
    ) -> None:
        """Note that these stored items stand in a listing of their source.

        Those that were noted or first seen `since` are left: what stays is written now and then.
        """

    async def save_source(
        self, state: SourceState, validators: Mapping[str, Validators] | None = None
    ) -> None:
        """Store a source's state and, where given, the validators of these addresses."""

    async def put_vote(
        self, one: Sourced, now: datetime, *, instead_of: Sourced | None = None
    ) -> Fate:
        """Store a vote unless a better source tells of it; it keeps its story (see `Votes`).

        `instead_of`: a stored telling whose place it takes although they have nothing in common.
        """

    async def save_votes(self, votes: Iterable[Sourced], now: datetime) -> Mapping[Fate, int]:
        """Store very many votes, as `Votes.save_votes` does."""

    async def link_votes(self, home: Home, votes: Sequence[Sourced]) -> None:
        """Note that a story tells of these votes, in this order; one that has a story keeps it."""

    async def add_change(self, new: Change, article: int, revised: Revised = ()) -> None:
        """Store a change of a stored story, brought by this item; not one whose key is there.

        Raises `LookupError` for a story that nobody began.
        """

    async def save_errand(self, one: Errand) -> None:
        """Store what a source is to be asked for again, in place of what its key had."""

    async def drop_errands(self, source: str, keys: Collection[str]) -> None:
        """Forget what needs no asking any more."""


class Leases(Protocol):
    """Who may do what only one may do. A holder is named by `newsroom.store.lease.this_process`."""

    async def take(self, name: str, holder: str, *, lasting: timedelta) -> bool:
        """Take a free, outlived, or own lease, or one whose holder on this machine is dead."""

    async def renew(self, names: Collection[str], holder: str, *, lasting: timedelta) -> set[str]:
        """Prolong the leases that `holder` still has; return their names."""

    async def give_back(self, names: Collection[str], holder: str) -> None:
        """Free the leases that `holder` has."""

    async def holders(self) -> Mapping[str, str]:
        """Return the living leases: name to holder."""


class Outbox(Protocol):
    """Changes that wait to be routed, and deliveries that wait to be sent."""

    async def unrouted(self, *, limit: int = 100) -> Sequence[StoredChange]:
        """Return changes that nobody has routed yet, oldest first."""

    async def changes(self, keys: Collection[str]) -> Sequence[StoredChange]:
        """Return these changes, routed or not, oldest first; those that are still stored."""

    async def route(self, changes: Collection[str], deliveries: Sequence[Delivery]) -> int:
        """Mark the changes as routed and store the deliveries, in one transaction.

        A delivery whose key is already there is left as it is. Returns how many were new. If
        another process routed one of the changes in between, nothing is stored and 0 returned.

        An edit whose message nobody has tried to send yet replaces that one's payload and is stored
        as cancelled; so is one whose message will never be sent. Of several edits that wait for one
        message the newest is left, the others are cancelled.
        """

    async def due(
        self, chats: Collection[str], now: datetime, *, limit: int = 100
    ) -> Sequence[Delivery]:
        """Return for each chat the deliveries that may be tried now, in the order of sending.

        Those are `pending`, and `held` or `retry` whose time has come, whose `after` is sent (a
        reply also goes out alone where that one never will be): the most severe first, then in the
        order in which they were stored; of each chat the first `limit`. Another delivery in
        `sending` or `unknown` holds none of them up. `target` is the id of the message before.
        """

    async def claim(
        self, key: str, payload: Payload, *, holder: str, now: datetime, floor: int | None = None
    ) -> bool:
        """Turn a due delivery into `sending`, with its payload frozen and its attempt counted.

        A payload that is stored already stays. `floor`: the greatest id known in its chat. False if
        somebody else was first.
        """

    async def record(  # noqa: PLR0913 - the columns that an answer may change
        self,
        key: str,
        state: DeliveryState,
        *,
        now: datetime,
        until: datetime | None = None,
        message_id: int | None = None,
        why: str | None = None,
        looks: int | None = None,
        probes: int | None = None,
        repeat: bool | None = None,
        operation: Operation | None = None,
    ) -> None:
        """Store what became of an attempt; what is sent, failed or cancelled stays so.

        A message id becomes known in its chat as well, if that was set up; edits of what failed or
        was cancelled are cancelled.
        """

    async def abandoned(self, chats: Collection[str], holder: str) -> Sequence[Delivery]:
        """Return deliveries that somebody other than `holder` left in `sending`.

        Their fate is unknown. To be asked only while holding the sender's lease of these chats.
        """

    async def unknown(self, chats: Collection[str], now: datetime) -> Sequence[Delivery]:
        """Return deliveries in `unknown` whose time to be looked up has come, oldest first."""

    async def deliveries_of(self, story: str) -> Sequence[Delivery]:
        """Return a story's deliveries, oldest first, then those of stories merged into it."""

    async def delivery_counts(self) -> Mapping[DeliveryState, int]:
        """Return how many deliveries stand in each state."""

    async def next_due(self, chats: Collection[str]) -> datetime | None:
        """Return the earliest time at which a waiting delivery of these chats may be tried.

        For one in `unknown`, at which it is to be looked up; for a `pending` one, its creation.
        """


class Letters(Protocol):
    """Single deliveries: what people decide about them, and what a look through a chat needs."""

    async def find_deliveries(self, ref: str) -> Sequence[Delivery]:
        """Return the deliveries with this key, or whose mark begins with these 4 to 32 hex digits.

        The mark is `rows.mark(key)`; at most twenty.
        """

    async def letters(
        self, states: Collection[DeliveryState], *, limit: int = 100
    ) -> Sequence[Delivery]:
        """Return the newest deliveries in these states, oldest first."""

    async def untraced(self, chat: str) -> Sequence[Delivery]:
        """Return the chat's open deliveries that were tried and have no message id, oldest first.

        Edits are not among them; at most fifty.
        """

    async def decide(
        self,
        key: str,
        state: DeliveryState,
        *,
        leaving: Collection[DeliveryState],
        now: datetime,
        why: str,
    ) -> bool:
        """Put a delivery that is in one of `leaving` into `state`; False if it is in none.

        What has nothing to send cannot become pending.
        """

    async def bundle(
        self, keys: Collection[str], into: Delivery, *, now: datetime, why: str
    ) -> bool:
        """Cancel these waiting deliveries and store the one that tells all of them.

        False, and nothing done, if one of them waits no longer.
        """

    async def sources_of(self, key: str) -> Sequence[str]:
        """Return the ids of the sources that reported a story, the first one first."""


class Chats(Protocol):
    """What is remembered of chats, by their names in the configuration."""

    async def chats(self, names: Collection[str]) -> Mapping[str, Chat]:
        """Return what is remembered of these chats; nothing of one that was never used."""

    async def set_up(
        self, name: str, *, kind: str | None, number: int | None, anchor: int | None
    ) -> None:
        """Remember what a chat is, and where our messages in it begin; None leaves a field."""

    async def move(self, name: str, to: int) -> None:
        """Remember a group's new id; what is known of the old one's ids is forgotten."""

    async def note_posts(self, number: int, ids: Collection[int]) -> None:
        """Remember ids of others' posts in the chat with this numeric id, if it was set up."""

    async def known_ids(self, name: str, *, after: int) -> set[int]:
        """Return the ids after `after` of which it is known whose they are: ours or others'."""

    async def probing(self, name: str, *, begun: bool) -> None:
        """Remember that a look through the chat began, or ended in good order."""

    async def stand(
        self, name: str, standing: Standing, *, now: datetime, why: str | None = None
    ) -> bool:
        """Note whether a chat takes messages, and put what waits for it where that puts it.

        Waiting ones become pending, held or cancelled. False if the standing was that already.
        """

    async def put_waiting(
        self, names: Collection[str], state: DeliveryState, *, now: datetime, why: str | None
    ) -> int:
        """Turn all that waits for these chats into `state`; return how many changed."""


class Archive(Protocol):
    """What people ask for."""

    async def items(self, needle: str) -> Sequence[StoredItem]:
        """Return items whose row number, guid, address or canonical address is `needle`."""

    async def items_of(
        self, since: datetime, *, after: int = 0, limit: int = 500
    ) -> Sequence[StoredItem]:
        """Return stored items whose time (`Article.at`) is not before `since`, by row number.

        Only those with a greater number than `after`, at most `limit`: what is left comes with the
        number of the last one.
        """

    async def source_states(self) -> Sequence[SourceState]:
        """Return the state of every source ever polled."""

    async def counts(self) -> Mapping[str, int]:
        """Return the number of `items`, `stories`, `changes` and `deliveries`."""

    async def last_numbers(self) -> Mapping[str, int]:
        """Return the greatest number of `items` and of `stories`, 0 where there is none."""

    async def prune(self, *, articles_before: datetime, deliveries_before: datetime) -> int:
        """Delete what is older; return how many rows went.

        Articles by their last sight, with the changes that they brought, but not those that stand
        in the listing of their source that was read last, however old that is; deliveries by their
        creation once they are over. A story stays as long as one of its articles, an unrouted
        change or a waiting delivery; a delivery as long as one that waits comes after it.
        """


class Votes(Protocol):
    """Votes at the United Nations, each once: of several tellings the best that there is."""

    async def save_votes(self, votes: Iterable[Sourced], now: datetime) -> Mapping[Fate, int]:
        """Store votes, all or none of them; return what became of how many.

        A record of the Library takes the place of its table of all votes, that of a page; of two
        equal sources the newest is kept. A resolution takes the place of its draft's vote.
        """

    async def votes(self) -> Sequence[Sourced]:
        """Return all stored votes, oldest first."""

    async def votes_on(self, symbol: str) -> Sequence[Sourced]:
        """Return the votes on a resolution, or on a draft in any of its revisions."""


class Store(Leases, Outbox, Letters, Chats, Archive, Votes, Stories, Protocol):
    """A database, opened at the right version."""

    #: Alembic's revision.
    revision: str
    #: True: nothing can be written, not even a lease.
    read_only: bool

    def reading(self) -> AbstractAsyncContextManager[ReadTransaction]:
        """Look without writing."""

    def writing(self) -> AbstractAsyncContextManager[WriteTransaction]:
        """Begin an exclusive transaction; it commits at the end of the block."""

    async def close(self) -> None:
        """Let go of all connections."""
