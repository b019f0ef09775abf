"""Votes in every store: each once, by the best source, all of a batch or none of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.store.memory import Rehearsal
from newsroom.store.shelf import Fate
from newsroom.un.sourced import Origin
from newsroom.un.votes import Method, Outcome, Part, Side
from tests.newsroom.store.samples import NOW
from tests.newsroom.un.votes_given import a_vote, sourced

ES_11_1 = sourced(a_vote("A/RES/ES-11/1", {"ARM": "A", "RUS": "N"}), record="3959039")


async def save(store, *votes):
    return dict(await store.save_votes(votes, NOW))


async def stored(store):
    return list(await store.votes())


async def test_a_vote_comes_back_as_it_went(store):
    whole = sourced(
        a_vote(
            "S/RES/2686 (2023)",
            {"RUS": "Y", "CHN": "X"},
            draft="S/2023/1",
            body="Security Council",
            date=None,
            title="Толерантность «и мир»",
            outcome=Outcome.VETOED,
            method=Method.SHOW_OF_HANDS,
            counts={Side.YES: 1, Side.ABSENT: 1},
            complete=frozenset({Side.YES}),
            roll_call_complete=True,
            vetoed_by=("RUS",),
            notes=("read twice",),
        ),
        Origin.BULK,
        record="1",
        version="20230301",
        related=("S/2023/1", "S/2023/2"),
    )
    assert await save(store, whole) == {Fate.NEW: 1}
    assert await stored(store) == [whole]


async def test_the_same_again_changes_nothing(store):
    await save(store, ES_11_1)
    assert await save(store, ES_11_1) == {Fate.UNCHANGED: 1}
    assert await stored(store) == [ES_11_1]


async def test_of_two_equal_sources_the_newest_is_kept(store):
    corrected = replace(ES_11_1, vote=a_vote("A/RES/ES-11/1", {"ARM": "Y"}))
    await save(store, ES_11_1)
    assert await save(store, corrected) == {Fate.REPLACED: 1}
    assert await stored(store) == [corrected]


async def test_a_newer_version_stays_whatever_comes_later(store):
    old, new = (replace(ES_11_1, version=version) for version in ("2022", "2023"))
    await save(store, new)
    assert await save(store, old) == {Fate.OUTRANKED: 1}
    assert await stored(store) == [new]


@pytest.mark.parametrize(
    ("lesser", "better"),
    [(Origin.PAGE, Origin.BULK), (Origin.BULK, Origin.RECORD), (Origin.PAGE, Origin.RECORD)],
)
async def test_a_better_source_wins_in_either_order(store, lesser, better):
    first, second = (replace(ES_11_1, origin=origin) for origin in (lesser, better))
    await save(store, first, second)
    assert await stored(store) == [second]
    assert await save(store, first) == {Fate.OUTRANKED: 1}
    assert await stored(store) == [second]


async def test_a_resolution_takes_the_place_of_its_draft(store):
    page = sourced(a_vote(None, {"RUS": "N"}, draft="A/ES-11/L.1/Rev.1"), Origin.PAGE)
    record = replace(ES_11_1, related=("A/ES-11/L.1",))
    await save(store, page)
    assert await save(store, record) == {Fate.REPLACED: 1}
    assert await stored(store) == [record]
    assert await save(store, page) == {Fate.OUTRANKED: 1}
    assert await stored(store) == [record]


async def test_a_committee_s_vote_on_the_draft_is_another_vote(store):
    committee = sourced(a_vote(None, draft="A/C.3/80/L.1", body="Third Committee"), Origin.PAGE)
    plenary = sourced(a_vote("A/RES/80/1", draft="A/C.3/80/L.1", date="2025-12-18"))
    await save(store, committee, plenary)
    assert len(await stored(store)) == 2


async def test_texts_of_one_report_are_several_votes(store):
    votes = [
        sourced(a_vote(None, draft="A/78/464/Add.2", id=f"ga/{n}"), Origin.PAGE) for n in (1, 2)
    ]
    assert await save(store, *votes) == {Fate.NEW: 2}


async def test_a_paragraph_is_not_its_text(store):
    paragraph = sourced(a_vote("A/RES/ES-11/1", part=Part.PARAGRAPH, id="paragraph/1"))
    await save(store, ES_11_1, paragraph)
    assert len(await stored(store)) == 2


async def test_votes_are_found_by_resolution_and_by_draft(store):
    vote = sourced(a_vote("S/RES/2686 (2023)", draft="S/2023/438/Rev.1", body="Security Council"))
    await save(store, vote, ES_11_1)
    for symbol in ("S/RES/2686 (2023)", "s/res/2686(2023)", "S/2023/438", "S/2023/438/Rev.2"):
        assert list(await store.votes_on(symbol)) == [vote]
    assert list(await store.votes_on("A/RES/1/1")) == []
    assert list(await store.votes_on("x" * 10_000)) == []


async def test_all_votes_stand_oldest_first(store):
    votes = [
        sourced(a_vote("A/RES/ES-11/10", date="2022-03-02")),
        sourced(a_vote("A/RES/ES-11/2", date="2022-03-02")),
        sourced(a_vote("A/RES/60/1", date="2006-01-01")),
    ]
    await save(store, *votes)
    assert await stored(store) == votes[::-1]


async def test_a_batch_that_fails_leaves_nothing(store):
    def broken():
        yield ES_11_1
        raise ValueError("cut off")

    with pytest.raises(ValueError, match="cut off"):
        await store.save_votes(broken(), NOW)
    assert await stored(store) == []


async def test_one_batch_may_tell_of_a_vote_twice(store):
    again = replace(ES_11_1, vote=a_vote("A/RES/ES-11/1", {"ARM": "Y"}))
    assert await save(store, ES_11_1, again) == {Fate.NEW: 1, Fate.REPLACED: 1}
    assert await stored(store) == [again]


async def test_more_votes_than_one_statement_takes(store):
    votes = [sourced(a_vote(f"A/RES/80/{n}", {"ARM": "Y"})) for n in range(450)]
    assert await save(store, *votes) == {Fate.NEW: 450}
    assert await save(store, *votes) == {Fate.UNCHANGED: 450}
    changed = [replace(one, source="https://example.org/2") for one in votes]
    assert await save(store, *changed) == {Fate.REPLACED: 450}
    assert await stored(store) == changed


async def test_symbols_of_any_length_are_stored(store):
    long = sourced(a_vote("A/RES/" + "9" * 5_000))
    await save(store, long)
    assert await stored(store) == [long]


async def test_pruning_leaves_votes_alone(store):
    await save(store, ES_11_1)
    later = NOW + timedelta(days=4000)
    await store.prune(articles_before=later, deliveries_before=later)
    assert await stored(store) == [ES_11_1]


async def test_a_rehearsal_reads_what_is_below_and_writes_nothing_there(store):
    await save(store, ES_11_1)
    rehearsal = Rehearsal(store)
    other = sourced(a_vote("A/RES/ES-11/2"))
    better = replace(ES_11_1, version="2023")
    assert await save(rehearsal, ES_11_1, other, better) == {
        Fate.UNCHANGED: 1, Fate.NEW: 1, Fate.REPLACED: 1,
    }  # fmt: skip
    assert await stored(rehearsal) == [better, other]
    assert await stored(store) == [ES_11_1]


_ONE = st.builds(
    lambda origin, symbol, version: sourced(a_vote(symbol), origin, version=version),
    st.sampled_from([Origin.PAGE, Origin.BULK, Origin.RECORD]),
    st.sampled_from(["A/RES/1/1", "A/RES/1/2", "A/RES/1/3"]),
    st.sampled_from(["", "1", "2"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_ONE, max_size=8), st.randoms(use_true_random=False))
async def test_the_order_of_sources_does_not_matter(votes, chance):
    one, other = Rehearsal(), Rehearsal()
    shuffled = chance.sample(votes, len(votes))
    for vote in votes:
        await save(one, vote)
    await save(other, *shuffled)
    assert await stored(one) == await stored(other)
