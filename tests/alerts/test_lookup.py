"""The decisions of a look, by tables and against a model of a chat."""

import math

import hypothesis
import pytest
from hypothesis import strategies as st

from alerts.lookup import (
    BEYOND,
    BEYOND_FIRST,
    BEYOND_LAST,
    MOST_PROBES,
    Ground,
    Seen,
    Sought,
    Verdict,
    conclude,
    next_id,
)

S, O, X, N = Seen.SAME, Seen.OURS, Seen.OTHERS, Seen.NOTHING  # noqa: E741 - a table of letters
V = Verdict


def ground(*sought, known=(), top=10, beyond=2, budget=MOST_PROBES):
    return Ground(sought=sought, known=frozenset(known), top=top, beyond=beyond, budget=budget)


def one(key="a", floor=10, *, last=False):
    return Sought(key=key, floor=floor, last=last)


@pytest.mark.parametrize(
    ("where", "seen", "found", "expected"),
    [
        (ground(one()), {}, {}, 11),
        (ground(one(), known={11, 12}, top=12), {}, {}, 13),
        (ground(one()), {11: X}, {}, 12),
        (ground(one()), {11: N}, {}, 12),
        (ground(one()), {11: N, 12: N}, {}, None),
        (ground(one()), {11: N, 12: X}, {}, 13),
        (ground(one()), {11: S}, {"a": 11}, None),
        (ground(one(), one("b", 12)), {11: O}, {"a": 11}, 13),
        (ground(one(), top=13), {11: N, 12: N, 13: N}, {}, 14),
        (ground(one(), top=13, beyond=0), {11: N, 12: N}, {}, 13),
        (ground(one(), top=13, beyond=0), {11: N, 12: N, 13: N}, {}, None),
        (ground(one(), beyond=0), {}, {}, None),
        (ground(one(), budget=1), {11: X}, {}, None),
        (ground(), {}, {}, None),
    ],
)
def test_the_next_id(where, seen, found, expected):
    assert next_id(where, seen, found) == expected


@pytest.mark.parametrize(
    ("where", "seen", "found", "expected"),
    [
        (ground(one()), {11: S}, {"a": 11}, {"a": V.ARRIVED}),
        (ground(one()), {11: N, 12: N}, {}, {"a": V.LATER}),
        (ground(one(last=True)), {11: N, 12: N}, {}, {"a": V.ABSENT}),
        (ground(one(last=True)), {11: X, 12: N, 13: N}, {}, {"a": V.ABSENT}),
        # A hole under a later id.
        (ground(one(), top=12, known={12}), {11: N, 13: N, 14: N}, {}, {"a": V.LATER}),
        (ground(one(last=True), top=12, known={12}), {11: N, 13: N, 14: N}, {}, {"a": V.DELETED}),
        (ground(one(last=True)), {11: N, 12: X, 13: N, 14: N}, {}, {"a": V.DELETED}),
        (ground(one(last=True), budget=2), {11: X, 12: X}, {}, {"a": V.TOO_MANY}),
        (ground(one(), budget=2), {11: X, 12: X}, {}, {"a": V.LATER}),
        # Two claim one hole; two holes are enough for two.
        (ground(one("a", last=True), one("b", last=True)), {11: N, 12: X, 13: N, 14: N}, {},
         {"a": V.UNCLEAR, "b": V.UNCLEAR}),
        (ground(one("a", last=True), one("b", last=True)), {11: N, 12: N, 13: X, 14: N, 15: N}, {},
         {"a": V.DELETED, "b": V.DELETED}),
        # Each counts the holes after its own beginning.
        (ground(one("a", last=True), one("b", 12, last=True)), {11: N, 12: X, 13: N, 14: N}, {},
         {"a": V.DELETED, "b": V.ABSENT}),
        # What was found although nobody looked for it now.
        (ground(one(last=True)), {11: O, 12: N, 13: N}, {"z": 11}, {"z": V.ARRIVED, "a": V.ABSENT}),
    ],
)  # fmt: skip
def test_the_verdict(where, seen, found, expected):
    assert conclude(where, seen, found) == expected


def test_all_looks_together_stay_within_what_is_allowed():
    assert BEYOND_FIRST + BEYOND + BEYOND_LAST <= MOST_PROBES


class Model:
    """A chat: whose message each id holds, and what was deleted."""

    def __init__(self):
        self.posts = {}
        self.deleted = set()

    def post(self, whose):
        self.posts[len(self.posts) + 1] = whose

    def probe(self, at, key):
        if at not in self.posts or at in self.deleted:
            return N
        if self.posts[at] == "other":
            return X
        return S if self.posts[at] == key else O


EVENTS = st.lists(
    st.sampled_from(["other", "told", "other deleted", "told deleted", "a", "a deleted", "b"]),
    max_size=9,
)


@hypothesis.given(before=EVENTS, between=EVENTS, held_back=st.booleans())
def test_a_message_that_stands_there_is_never_sent_again(before, between, held_back):  # noqa: C901 - one story
    """The server may hold a message back between the looks; others post, and delete, all the time.

    Deleted posts in a row are fewer than the last look goes beyond: what nobody can see, nobody can
    find.
    """
    chat, known, arrived = Model(), set(), set()
    chat.post("set-up")
    floor = 1

    def play(events):
        for event in events:
            whose = event.split()[0]
            if whose in {"a", "b"} and whose in arrived:
                continue
            chat.post("other" if whose == "told" else whose)
            at = len(chat.posts)
            arrived.add(whose)
            if "deleted" in event:
                chat.deleted.add(at)
            if whose == "told" or whose == "b":  # noqa: PLR1714 - two different reasons
                known.add(at)

    seen = {}
    found = {}
    play([] if held_back else before)
    for last in (False, True):
        top = max([floor, *known])
        where = ground(one("a", floor, last=last), known=known, top=top, beyond=BEYOND_LAST,
                       budget=math.inf)  # fmt: skip
        seen = {at: what for at, what in seen.items() if what is not N}
        while (at := next_id(where, seen, found)) is not None:
            assert at not in known
            seen[at] = chat.probe(at, "a")
            if seen[at] is S:
                found["a"] = at
        verdict = conclude(where, seen, found)["a"]
        if verdict is V.ARRIVED:
            break
        if not last:
            assert verdict is V.LATER
            play(before if held_back else between)
    standing = [at for at, whose in chat.posts.items() if whose == "a" and at not in chat.deleted]
    if verdict is V.ARRIVED:
        assert standing == [found["a"]]
    else:
        assert standing == []
    if verdict is V.DELETED:
        # A later post proves that an id below it was given.
        assert chat.deleted - known
    if "a" not in arrived and not chat.deleted - known:
        assert verdict is V.ABSENT
