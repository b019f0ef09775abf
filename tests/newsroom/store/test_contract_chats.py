import pytest

from newsroom.delivery import Chat, DeliveryState, Operation, Payload, Standing
from newsroom.store.edits import ORPHANED, REPLACED, SAID_AT_ONCE
from newsroom.store.rows import mark
from tests.newsroom.store.samples import HELLO, HOUR, NOW, a_delivery, an_item, file

S = DeliveryState
ME = "here/1:10:a"


async def put(store, *deliveries):
    return await store.route((), deliveries)


async def found(store, key="d1"):
    (one,) = await store.find_deliveries(key)
    return one


async def the_chat(store, name="@news"):
    return (await store.chats([name])).get(name)


async def set_up(store, name="@news", *, number=-1001, anchor=5):
    await store.set_up(name, kind="channel", number=number, anchor=anchor)


# --- chats --------------------------------------------------------------------------------------


async def test_a_chat_is_remembered_as_it_was_set_up(store):
    assert await the_chat(store) is None
    await store.set_up("@news", kind=None, number=None, anchor=None)
    assert await the_chat(store) == Chat(name="@news")
    await set_up(store)
    expected = Chat(name="@news", kind="channel", number=-1001, anchor=5, last_id=5)
    assert await the_chat(store) == expected
    assert expected.address == "@news"


async def test_ids_become_known_by_what_is_sent_and_by_what_others_post(store):
    await put(store, a_delivery())
    await store.claim("d1", HELLO, holder=ME, now=NOW)
    await store.note_posts(-1001, [4])
    await set_up(store)
    await store.note_posts(-1001, [6, 9, 9])
    await store.note_posts(-1002, [50])
    await store.record("d1", S.SENT, now=NOW, message_id=8)
    assert await store.known_ids("@news", after=5) == {6, 8, 9}
    assert await store.known_ids("@news", after=8) == {9}
    assert (await the_chat(store)).last_id == 9


async def test_a_group_that_moved_begins_anew(store):
    await set_up(store, "-77", number=-77)
    await store.note_posts(-77, [6])
    await store.move("-77", -10077)
    moved = await the_chat(store, "-77")
    assert moved == Chat(name="-77", moved_to=-10077)
    assert moved.address == "-10077"
    assert await store.known_ids("-77", after=0) == set()


async def test_a_look_that_began_is_remembered_until_it_ends(store):
    await set_up(store)
    await store.probing("@news", begun=True)
    assert (await the_chat(store)).probing
    await store.probing("@news", begun=False)
    assert not (await the_chat(store)).probing


@pytest.mark.parametrize(
    ("standing", "becomes"),
    [(Standing.SUSPENDED, S.HELD), (Standing.INACTIVE, S.CANCELLED)],
)
async def test_what_waits_follows_the_standing_of_its_chat(store, standing, becomes):
    await put(store, a_delivery("a"), a_delivery("b", state=S.RETRY, until=NOW + HOUR))
    await put(store, a_delivery("c", state=S.UNKNOWN), a_delivery("d", chat="@other"))
    assert await store.stand("@news", standing, now=NOW, why="403: kicked")
    assert not await store.stand("@news", standing, now=NOW + HOUR, why="403: kicked")
    chat = await the_chat(store)
    assert (chat.standing, chat.why, chat.since) == (standing, "403: kicked", NOW)
    for key in "ab":
        one = await found(store, key)
        assert (one.state, one.until, one.why) == (becomes, None, "403: kicked")
    assert (await found(store, "c")).state is S.UNKNOWN
    assert (await found(store, "d")).state is S.PENDING


async def test_what_was_held_waits_again_when_its_chat_is_back(store):
    await put(store, a_delivery("a"))
    await store.stand("@news", Standing.SUSPENDED, now=NOW, why="403")
    assert await store.stand("@news", Standing.ACTIVE, now=NOW + HOUR)
    chat, one = await the_chat(store), await found(store, "a")
    assert (chat.standing, chat.why, chat.since) == (Standing.ACTIVE, None, None)
    assert (one.state, one.why) == (S.PENDING, None)


async def test_what_waits_is_put_elsewhere(store):
    await put(store, a_delivery("a"), a_delivery("b", chat="@other"), a_delivery("c", state=S.SENT))
    assert await store.put_waiting(["@news", "@other"], S.HELD, now=NOW, why="401") == 2
    assert await store.put_waiting(["@news", "@other"], S.HELD, now=NOW, why="401") == 0
    assert await store.put_waiting(["@news"], S.PENDING, now=NOW, why=None) == 1
    assert [(await found(store, key)).state for key in "abc"] == [S.PENDING, S.HELD, S.SENT]


# --- what an attempt leaves -----------------------------------------------------------------------


async def test_an_attempt_notes_where_the_message_must_stand(store):
    await put(store, a_delivery())
    await store.claim("d1", HELLO, holder=ME, now=NOW, floor=41)
    await store.record("d1", S.UNKNOWN, now=NOW, looks=2, probes=17)
    one = await found(store)
    assert (one.floor, one.looks, one.probes, one.repeat) == (41, 2, 17, False)
    await store.record("d1", S.PENDING, now=NOW, repeat=True)
    await store.claim("d1", HELLO, holder=ME, now=NOW, floor=43)
    one = await found(store)
    assert (one.floor, one.looks, one.probes, one.repeat) == (43, 0, 0, True)


async def test_untraced_is_what_was_tried_and_has_no_id(store):
    for key in ("sent", "unknown", "stuck", "failed"):
        await put(store, a_delivery(key))
        await store.claim(key, HELLO, holder=ME, now=NOW)
    await put(store, a_delivery("untried"), a_delivery("elsewhere", chat="@other", attempts=1))
    await store.record("sent", S.SENT, now=NOW, message_id=1)
    await store.record("unknown", S.UNKNOWN, now=NOW)
    await store.record("stuck", S.STUCK, now=NOW)
    await store.record("failed", S.FAILED, now=NOW)
    assert [one.key for one in await store.untraced("@news")] == ["unknown", "stuck"]


async def test_a_payload_comes_out_as_it_went_in(store):
    payload = Payload(html="<b>x</b>", plain="x", button="Sources 2", sources=("a", "b"))
    await put(store, a_delivery(payload=payload))
    assert (await found(store)).payload == payload


# --- edits and answers ----------------------------------------------------------------------------

CHANGED = Payload(html="changed", plain="changed")


def an_edit(key="e1", *, after="d1", payload=CHANGED, **values):
    return a_delivery(key, operation=Operation.EDIT, after=after, payload=payload, **values)


async def test_an_edit_of_an_unsent_message_replaces_its_payload(store):
    await put(store, a_delivery(payload=HELLO))
    await put(store, an_edit())
    assert (await found(store)).payload == CHANGED
    edit = await found(store, "e1")
    assert (edit.state, edit.why) == (S.CANCELLED, SAID_AT_ONCE)


@pytest.mark.parametrize("tried", [False, True])
async def test_an_answer_beside_an_edit_of_an_unsent_message_is_not_sent(store, tried):
    await put(store, a_delivery(payload=HELLO))
    if tried:
        await store.claim("d1", HELLO, holder=ME, now=NOW)
    answer = a_delivery("c1@news", operation=Operation.REPLY, after="d1", payload=CHANGED)
    await put(store, an_edit("c1/edit@news"), answer)
    stored = await found(store, "c1@news")
    expected = (S.PENDING, None) if tried else (S.CANCELLED, SAID_AT_ONCE)
    assert (stored.state, stored.why) == expected


async def test_an_edit_waits_while_the_message_is_unknown_and_knows_it_then(store):
    await put(store, a_delivery(payload=HELLO))
    await store.claim("d1", HELLO, holder=ME, now=NOW)
    await store.record("d1", S.UNKNOWN, now=NOW)
    await put(store, an_edit())
    assert await store.due(["@news"], NOW) == []
    await store.record("d1", S.SENT, now=NOW, message_id=77)
    (edit,) = await store.due(["@news"], NOW)
    assert (edit.key, edit.target, edit.payload) == ("e1", 77, CHANGED)
    assert (await found(store)).payload == HELLO


async def test_of_several_edits_that_wait_the_newest_is_made(store):
    await put(store, a_delivery(payload=HELLO, state=S.SENT, message_id=7, attempts=1))
    await put(store, an_edit("e1"))
    await put(store, an_edit("e2"), an_edit("other", after="d2"))
    await put(store, an_edit("e3"), an_edit("e3"))
    assert [one.key for one in await store.due(["@news"], NOW)] == ["e3"]
    assert [(await found(store, key)).why for key in ("e1", "e2")] == [REPLACED] * 2
    assert (await found(store, "other")).state is S.PENDING


@pytest.mark.parametrize("state", [S.FAILED, S.CANCELLED])
@pytest.mark.parametrize("first", ["message", "edit"])
async def test_edits_of_what_is_never_sent_are_cancelled(store, state, first):
    await put(store, a_delivery(payload=HELLO))
    await store.claim("d1", HELLO, holder=ME, now=NOW)
    if first == "edit":
        await put(store, an_edit())
    await store.record("d1", state, now=NOW)
    if first == "message":
        await put(store, an_edit())
    edit = await found(store, "e1")
    assert (edit.state, edit.why) == (S.CANCELLED, ORPHANED)


@pytest.mark.parametrize(
    ("state", "target", "is_due"),
    [
        (S.SENT, 7, True),
        (S.CANCELLED, None, True),
        (S.FAILED, None, True),
        (S.UNKNOWN, None, False),
    ],
)
async def test_an_answer_goes_alone_where_there_is_nothing_to_answer(store, state, target, is_due):
    await put(store, a_delivery(state=state, message_id=target, attempts=1))
    await put(store, a_delivery("r1", operation=Operation.REPLY, after="d1"))
    assert [(one.key, one.target) for one in await store.due(["@news"], NOW)] == (
        [("r1", target)] if is_due else []
    )


async def test_an_edit_may_become_an_answer(store):
    await put(store, a_delivery(state=S.SENT, message_id=7, attempts=1), an_edit())
    await store.claim("e1", CHANGED, holder=ME, now=NOW)
    await store.record("e1", S.PENDING, now=NOW, operation=Operation.REPLY)
    (one,) = await store.due(["@news"], NOW)
    assert (one.operation, one.target) == (Operation.REPLY, 7)


# --- single deliveries ----------------------------------------------------------------------------


async def test_a_delivery_is_found_by_its_key_and_by_the_beginning_of_its_mark(store):
    await put(store, a_delivery("a"), a_delivery("b"))
    whole = mark("a").hex()
    for ref in ("a", whole, whole[:10], whole[:5]):
        assert [one.key for one in await store.find_deliveries(ref)] == ["a"]
    for ref in ("nothing", "ffff" if not whole.startswith("ffff") else "0000", "'", "%"):
        assert await store.find_deliveries(ref) == []


async def test_deliveries_are_listed_newest_last(store):
    await put(store, *(a_delivery(str(n), state=S.STUCK) for n in range(5)), a_delivery("x"))
    assert [one.key for one in await store.letters([S.STUCK], limit=3)] == ["2", "3", "4"]
    assert [one.key for one in await store.letters([S.PENDING, S.SENT])] == ["x"]


async def test_a_decision_holds_only_where_it_may_be_made(store):
    await put(store, a_delivery("stuck", state=S.STUCK, payload=HELLO, until=NOW))
    await put(store, a_delivery("bare", state=S.CANCELLED), a_delivery("sent", state=S.SENT))
    leaving = [S.STUCK, S.CANCELLED]
    decided = {
        key: await store.decide(key, S.PENDING, leaving=leaving, now=NOW, why="asked")
        for key in ("stuck", "bare", "sent", "unheard of")
    }
    assert decided == {"stuck": True, "bare": False, "sent": False, "unheard of": False}
    one = await found(store, "stuck")
    assert (one.state, one.until, one.why) == (S.PENDING, None, "asked")


async def test_waiting_deliveries_are_bundled_all_or_none(store):
    await put(store, a_delivery("a", state=S.HELD), a_delivery("b"), a_delivery("c", state=S.SENT))
    assert not await store.bundle(["a", "c"], a_delivery("all"), now=NOW, why="told in all")
    assert await store.find_deliveries("all") == []
    assert (await found(store, "a")).state is S.HELD
    assert await store.bundle(["a", "b"], a_delivery("all"), now=NOW, why="told in all")
    assert [(await found(store, key)).why for key in "ab"] == ["told in all"] * 2
    assert [one.key for one in await store.due(["@news"], NOW)] == ["all"]


async def test_a_storys_sources_come_in_the_order_of_their_reports(store):
    await file(
        store,
        an_item("a", story="s/1", starts=True, source="z"),
        an_item("b", story="s/1", source="a"),
        an_item("c", story="s/1", source="z"),
        an_item("d", source="other"),
    )
    assert list(await store.sources_of("s/1")) == ["z", "a"]
    assert list(await store.sources_of("s/2")) == []


async def test_routed_changes_can_be_asked_for_again(store):
    await file(store, an_item("a", story="s/1", starts=True))
    await store.route(["s/1/new_story"], [])
    (change,) = await store.changes(["s/1/new_story", "unheard of"])
    assert (change.change.story, change.item.article.title) == ("s/1", "Title a")
