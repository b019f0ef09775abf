from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.judge.decide import believable, copy_of, decide, story_key, telling
from newsroom.meaning import Evidence
from newsroom.model import (
    Article,
    Copy,
    Exclusion,
    Identity,
    Judgement,
    Match,
    Outcome,
    SourceState,
    Telling,
)
from newsroom.settings import CatchUp, Fetch, FirstRun, Source

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FETCH = Fetch(user_agent="test")
WORDS = (Evidence(field="title", start=0, end=7, text="Gunfire", why="any: gunfire"),)
CAUGHT = Judgement(matches=(Match(watch="w", topic="t", severity=1, evidence=WORDS),))
BELOW = Judgement(matches=(Match(watch="w", topic="t", severity=0, evidence=WORDS),))
KEPT_OUT = Judgement(excluded=(Exclusion(watch="w", evidence=WORDS),))


def article(
    *, published: datetime | None = NOW - HOUR, day_only: bool = False, seen: datetime = NOW, **more
) -> Article:
    at, note = believable(published, seen, day_only=day_only)
    return Article(
        **{
            "source": "outlet",
            "identity": Identity(guid="g1", link="https://a.example/1", title_day=None),
            "id": "g1",
            "url": "https://a.example/1",
            "title": "Gunfire at Sotk",
            "body": "",
            "lang": "en",
            "published": published,
            "day_only": day_only,
            "seen": seen,
            "at": at,
            "title_fold": "gunfire at sotk",
            "notes": (note,) if note else (),
            **more,
        }
    )


def copy(**more) -> Copy:
    return Copy(
        **{
            "article": 7,
            "source": "wire",
            "story": "s7",
            "link": "https://b.example/9",
            "title_fold": "gunfire at sotk",
            "at": NOW - 2 * HOUR,
            **more,
        }
    )


def verdict(one: Article, judgement: Judgement = CAUGHT, **more):
    return decide(
        one, judgement, **{"copies": (), "fetch": FETCH, "first_poll": False, "now": NOW, **more}
    )


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "day_only", "at", "noted"),
    [
        (None, False, NOW, False),
        (NOW - 5 * HOUR, False, NOW - 5 * HOUR, False),
        (NOW + timedelta(minutes=50), False, NOW + timedelta(minutes=50), False),
        (NOW + timedelta(minutes=70), False, NOW, True),
        (NOW + timedelta(days=3), False, NOW, True),
        (datetime(1970, 1, 1, tzinfo=UTC), False, NOW, True),
        (datetime(1999, 12, 31, 23, tzinfo=UTC), False, NOW, True),
        (datetime(2000, 1, 1, tzinfo=UTC), False, datetime(2000, 1, 1, tzinfo=UTC), False),
        # Of today, seen before its noon: no date of the future.
        (
            datetime(2026, 11, 24, 12, tzinfo=UTC),
            True,
            datetime(2026, 11, 24, 12, tzinfo=UTC),
            False,
        ),
        (datetime(2026, 11, 25, 12, tzinfo=UTC), True, NOW, True),
    ],
)
def test_a_date_is_believed_or_replaced_by_the_first_sight(published, day_only, at, noted):
    got, note = believable(published, NOW, day_only=day_only)
    assert (got, note is not None) == (at, noted)


def test_a_day_that_has_begun_in_the_caucasus_has_begun():
    late = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
    tomorrow = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert believable(tomorrow, late, day_only=True) == (tomorrow, None)


def test_the_note_says_how_far_ahead_a_date_is():
    assert "an hour ahead" in (believable(NOW + 3 * HOUR, NOW)[1] or "")
    assert "a day ahead" in (believable(NOW + 30 * HOUR, NOW)[1] or "")


@given(st.datetimes(timezones=st.just(UTC)), st.booleans())
def test_whatever_is_stated_the_time_is_never_far_ahead(published, day_only):
    at, _ = believable(published, NOW, day_only=day_only)
    assert datetime(2000, 1, 1, tzinfo=UTC) <= at <= NOW + 17 * HOUR


# --- outcomes, in their order ---------------------------------------------------------------------


def test_a_fresh_match_begins_a_story():
    got = verdict(article())
    assert (got.outcome, got.starts) == (Outcome.NEW_STORY, True)
    assert got.reason == "w (Gunfire)"
    assert [(step.stage, step.result) for step in got.trail] == [
        ("read", "read"),
        ("judged", "match"),
        ("age", "fresh"),
        ("story", "new_story"),
    ]


@pytest.mark.parametrize(
    ("judgement", "outcome", "words"),
    [
        (Judgement(), Outcome.NO_MATCH, "no watch"),
        (KEPT_OUT, Outcome.EXCLUDED, "`none` of w (Gunfire)"),
        (BELOW, Outcome.BELOW_THRESHOLD, "severity is 0"),
    ],
)
def test_what_no_watch_wants_has_no_story(judgement, outcome, words):
    got = verdict(article(), judgement, copies=(copy(),))
    assert (got.outcome, got.story, got.starts) == (outcome, None, False)
    assert words in got.reason


def test_a_match_for_which_no_words_stand_is_named_without_brackets():
    wordless = Match(watch="w", topic="t", severity=1, evidence=())
    assert verdict(article(), Judgement(matches=(wordless,))).reason == "w"
    out = Exclusion(watch="w", evidence=(), by="unless")
    assert verdict(article(), Judgement(excluded=(out,))).reason == "kept out by `unless` of w"


def test_unreadable_comes_before_everything():
    got = verdict(article(published=NOW - 400 * HOUR), unreadable="took longer than 5 s")
    assert (got.outcome, got.reason, got.story) == (
        Outcome.UNREADABLE,
        "took longer than 5 s",
        None,
    )
    assert [step.stage for step in got.trail] == ["read"]


def test_a_page_that_did_not_come_is_in_the_trail_and_blocks_nothing():
    got = verdict(article(), page_failed="robots.txt forbids it")
    assert got.outcome is Outcome.NEW_STORY
    assert (got.trail[0].result, "robots.txt" in got.trail[0].reason) == ("entry_only", True)


def test_doubts_about_the_date_are_in_the_trail():
    got = verdict(article(published=NOW + 5 * HOUR))
    assert got.outcome is Outcome.NEW_STORY
    assert "an hour ahead" in got.trail[0].reason


# --- age ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first_run", "age", "outcome"),
    [
        (FirstRun.SILENT, timedelta(0), Outcome.BASELINE),
        (FirstRun.RECENT, timedelta(minutes=119), Outcome.NEW_STORY),
        (FirstRun.RECENT, timedelta(minutes=120), Outcome.BASELINE),
        (FirstRun.RECENT, timedelta(days=9), Outcome.BASELINE),
        (FirstRun.ALERT, timedelta(hours=47), Outcome.NEW_STORY),
        (FirstRun.ALERT, timedelta(hours=49), Outcome.STALE),
    ],
)
def test_the_first_poll_is_the_baseline(first_run, age, outcome):
    fetch = replace(FETCH, first_run=first_run)
    got = verdict(article(published=NOW - age), fetch=fetch, first_poll=True)
    assert got.outcome is outcome
    assert got.starts


@pytest.mark.parametrize(
    ("published", "day_only"),
    [(None, False), (NOW + 5 * HOUR, False), (datetime(2026, 11, 24, 12, tzinfo=UTC), True)],
)
def test_what_is_not_certainly_recent_is_baseline_at_the_first_poll(published, day_only):
    got = verdict(article(published=published, day_only=day_only), first_poll=True)
    assert got.outcome is Outcome.BASELINE


@pytest.mark.parametrize(
    ("age", "outcome"),
    [(timedelta(hours=48), Outcome.NEW_STORY), (timedelta(hours=48, seconds=1), Outcome.STALE)],
)
def test_older_than_fresh_at_first_sight_is_stale(age, outcome):
    assert verdict(article(published=NOW - age)).outcome is outcome


@pytest.mark.parametrize(
    ("now", "outcome"),
    [
        (datetime(2026, 11, 24, 6, tzinfo=UTC), Outcome.NEW_STORY),
        (datetime(2026, 11, 24, 12, tzinfo=UTC), Outcome.NEW_STORY),
        (datetime(2026, 11, 26, 23, 59, tzinfo=UTC), Outcome.NEW_STORY),
        (datetime(2026, 11, 27, 0, 1, tzinfo=UTC), Outcome.STALE),
    ],
)
def test_a_day_counts_as_fresh_until_its_end_and_then_as_long_as_others(now, outcome):
    day = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert verdict(article(published=day, day_only=True, seen=now), now=now).outcome is outcome


def test_an_undated_item_counts_from_its_first_sight():
    got = verdict(article(published=None))
    assert got.outcome is Outcome.NEW_STORY
    assert "first sight" in got.trail[2].reason


def test_baseline_and_stale_come_before_no_match():
    assert verdict(article(), Judgement(), first_poll=True, fetch=replace(
        FETCH, first_run=FirstRun.SILENT)).outcome is Outcome.BASELINE  # fmt: skip
    old = article(published=NOW - 99 * HOUR)
    assert verdict(old, Judgement()).outcome is Outcome.STALE
    assert verdict(old, Judgement()).story is None


def test_an_old_match_has_a_story_of_its_own_or_joins_its_copys():
    old = article(published=NOW - 99 * HOUR)
    alone = verdict(old)
    assert (alone.outcome, alone.starts, alone.story) == (Outcome.STALE, True, story_key(old))
    joined = verdict(old, copies=(copy(link=old.identity.link),))
    assert (joined.outcome, joined.starts, joined.story) == (Outcome.STALE, False, "s7")


# --- copies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "outcome", "words"),
    [
        (copy(), Outcome.JOINED, "the same title, 60 min apart"),
        (copy(at=NOW - 49 * HOUR), Outcome.JOINED, "the same title, 48 h apart"),
        (copy(at=NOW + 47 * HOUR), Outcome.JOINED, "the same title"),
        (copy(at=NOW - HOUR - timedelta(hours=48, seconds=1)), Outcome.NEW_STORY, ""),
        (
            copy(link="https://a.example/1", title_fold="", at=NOW - 900 * HOUR),
            Outcome.JOINED,
            "the same address",
        ),
        (copy(title_fold="gunfire at kut"), Outcome.NEW_STORY, ""),
        (copy(story=None), Outcome.NEW_STORY, ""),
        (copy(link=None, title_fold=""), Outcome.NEW_STORY, ""),
    ],
)
def test_only_an_exact_copy_with_a_story_is_joined(other, outcome, words):
    got = verdict(article(), copies=(other,))
    assert got.outcome is outcome
    assert (got.story == "s7", got.starts) == (
        outcome is Outcome.JOINED,
        outcome is Outcome.NEW_STORY,
    )
    assert words in got.reason
    assert ("report of wire" in got.reason) is (outcome is Outcome.JOINED)


def test_two_items_without_title_and_address_are_no_copies():
    bare = article(title_fold="", identity=Identity(guid="g", link=None, title_day=None))
    assert verdict(bare, copies=(copy(link=None, title_fold=""),)).outcome is Outcome.NEW_STORY


def test_the_oldest_copy_is_joined_whatever_the_order():
    copies = (copy(article=9, story="s9"), copy(at=NOW - 5 * HOUR), copy(article=8, story="s8"))
    assert copy_of(article(), copies) == copies[1]
    assert copy_of(article(), copies[::-1]) == copies[1]
    assert copy_of(article(), (copies[0], copies[2])) == copies[2]


def test_a_story_key_is_stable_and_its_own():
    one = article()
    assert story_key(one) == story_key(replace(one, seen=NOW + HOUR, body="corrected"))
    others = (
        replace(one, source="other"),
        replace(one, identity=replace(one.identity, guid="g2")),
        replace(one, identity=replace(one.identity, link=None)),
    )
    assert len({story_key(one), *map(story_key, others)}) == 4


# --- telling --------------------------------------------------------------------------------------

SOURCE = Source(id="s", name="S", kind="feed", url="https://a.example", every=timedelta(minutes=5))


@pytest.mark.parametrize(
    ("minutes", "every", "outage"),
    [
        (5, 5, False),
        (30, 5, False),
        (31, 5, True),
        (31, 20, False),
        (60, 20, False),
        (61, 20, True),
    ],
)
def test_an_outage_is_longer_than_half_an_hour_and_three_intervals(minutes, every, outage):
    state = SourceState(id="s", last_success=NOW - timedelta(minutes=minutes))
    source = replace(SOURCE, every=timedelta(minutes=every))
    expected = Telling.DIGEST if outage else Telling.LIVE
    assert telling(state, source, CatchUp.DIGEST, NOW) is expected


@pytest.mark.parametrize(
    ("catch_up", "told"),
    [
        (CatchUp.DIGEST, Telling.DIGEST),
        (CatchUp.LIVE, Telling.LIVE),
        (CatchUp.NONE, Telling.NONE),
    ],
)
def test_after_an_outage_the_operator_decides(catch_up, told):
    state = SourceState(id="s", last_success=NOW - timedelta(days=1))
    assert telling(state, SOURCE, catch_up, NOW) is told


@pytest.mark.parametrize("state", [None, SourceState(id="s", last_poll=NOW, failures=4)])
def test_a_source_that_never_answered_had_no_outage(state):
    assert telling(state, SOURCE, CatchUp.NONE, NOW) is Telling.LIVE
