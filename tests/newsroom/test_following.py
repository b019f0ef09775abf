"""A story as it is filed: five reports, a rising toll, a denial, a correction, a late bridge."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsroom import following
from newsroom.facts import State
from newsroom.judge.decide import decide
from newsroom.model import ChangeKind, Judgement, Outcome, StoredItem, Telling
from newsroom.settings import Fetch, Source, Stories
from newsroom.store.memory import Rehearsal
from newsroom.stories.likeness import Comparer
from newsroom.stories.record import Phase
from newsroom.stories.said import Report
from tests.newsroom.stories.samples import NOW, article, judged, meaning

SOURCES = tuple(
    Source(id=one, name=one, kind="feed", url=f"https://{one}.example", owner=one) for one in "abcd"
)
YEREVAN, BAKU = "AM/defence-ministry", "AZ/defence-ministry"


def near(one, other):
    return float(one == other)


class Office:
    """Files reports one after the other, as the newsroom's front door does."""

    def __init__(self, store, stories=None):
        self.store = store
        self.stories = stories or Stories()

    async def file(self, one, judgement):
        settings = type("Settings", (), {"stories": self.stories})()
        now = one.at + timedelta(minutes=1)
        async with self.store.writing() as tx:
            placed = await following.place(tx, one, judgement, settings, Comparer(near=near))
            verdict = decide(
                one,
                judgement,
                copies=await tx.copies(one, within=timedelta(hours=48)),
                joins=placed.joins,
                fetch=Fetch(user_agent=""),
                first_poll=False,
                now=now,
            )
            report = Report(article=one, judgement=judgement)
            story = await following.developed(tx, verdict, report, SOURCES, now=now)
            change = following.change(verdict, one, story, at=now, telling=Telling.LIVE)
            item = StoredItem(article=one, judgement=judgement, verdict=verdict, config="c0ffee")
            number = await tx.add(item, change)
            await following.remember(tx, placed, verdict, number, story)
            await following.bridge(tx, placed, verdict, number, now=now, telling=Telling.LIVE)
        return verdict


@pytest.fixture
def office():
    return Office(Rehearsal())


def fire(voices=(YEREVAN,), **more):
    return meaning("shelling_or_fire", "sotk", voices=voices, **more)


BODY = "Fire was opened at 13:40 near Sotk, said spokesman Aram Torosyan."
FIVE = (
    (article("Fire near Sotk", BODY), judged(fire(wounded=2))),
    (
        article("Огонь у Сотка", "Сообщил Арам Торосян.", lang="ru", source="b", hours=1),
        judged(fire(wounded=2)),
    ),
    (
        article("A soldier died near Sotk", BODY, source="c", hours=3),
        judged(fire(killed=1, wounded=2)),
    ),
    (
        article("Baku denies fire near Sotk, Torosyan's claim", BODY, source="d", hours=5),
        Judgement(meaning=fire(voices=(BAKU,), denies=True, severity=0)),
    ),
    (
        article("Correction: nobody died near Sotk", BODY, source="c", hours=8),
        judged(fire(killed=0, wounded=3)),
    ),
)


async def test_five_reports_are_one_story_and_each_change_says_what_is_new(office):
    verdicts = [await office.file(one, judgement) for one, judgement in FIVE]
    assert len({verdict.story for verdict in verdicts}) == 1
    assert [verdict.outcome for verdict in verdicts] == [
        Outcome.NEW_STORY,
        Outcome.JOINED,
        Outcome.JOINED,
        Outcome.NO_MATCH,
        Outcome.JOINED,
    ]
    told = await office.store.unrouted()
    assert [one.change.kind for one in told] == [
        ChangeKind.NEW_STORY,
        ChangeKind.JOINED,
        ChangeKind.TOLL_CHANGED,
        ChangeKind.DENIED,
        ChangeKind.CORRECTED,
    ]
    assert told[2].facts.killed == (1, 1)
    assert told[3].facts.state is State.DENIED
    assert len({one.change.key for one in told}) == len(told)
    record = await office.store.story(1)
    assert record.phase is Phase.CORRECTED
    assert record.facts.wounded == (3, 3)
    assert {voice.origin for voice in record.facts.voices} == {YEREVAN, BAKU}


async def test_every_decision_says_why(office):
    verdicts = [await office.file(one, judgement) for one, judgement in FIVE[:2]]
    assert "place sotk" in verdicts[1].reason
    assert verdicts[1].trail[-1].reason == verdicts[1].reason


async def test_what_is_no_alert_and_of_no_story_is_filed_without_one(office):
    verdict = await office.file(article("Why borders matter"), Judgement(meaning=meaning()))
    assert verdict.story is None
    assert await office.store.unrouted() == []
    assert await office.store.stories() == []


async def test_a_report_like_two_stories_merges_them_into_the_one_that_was_begun_first():
    office = Office(Rehearsal(), Stories(join=0.55, bridge=0.55))
    one = article("Shots at dawn", "Aram Torosyan spoke.", hours=0)
    two = article("Огонь у села", "Назвал имя Геворк Саакян.", lang="ru", source="b", hours=1)
    both = article("სროლა", "არამ თოროსიანი და გევორქ სააკიანი.", lang="ka", source="c", hours=2)
    far = meaning("shelling_or_fire", "sotk")
    other = meaning("shelling_or_fire", "vardenis")
    here = replace(far, places=(*far.places, *other.places), named=(*far.named, *other.named))
    await office.file(one, judged(far))
    await office.file(two, judged(other))
    assert len(await office.store.stories()) == 2
    await office.file(both, judged(here))
    (record,) = await office.store.stories()
    assert record.number == 1
    assert len(await office.store.reports(record.key)) == 3
    merged = (await office.store.changes_of(record.key))[-1]
    assert merged.change.kind is ChangeKind.MERGED
    assert merged.facts.other == 2
    assert merged.change.at > NOW
