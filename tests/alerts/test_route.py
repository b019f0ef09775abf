from datetime import timedelta

import pytest

from alerts.route import gather, gathered, route
from newsroom.delivery import DeliveryState
from newsroom.model import ChangeKind, Telling
from tests.alerts.given import NOW, channel, match, settings, stored


def states(deliveries):
    return {one.key: (one.state.value, one.why) for one in deliveries}


def test_each_channel_whose_watch_caught_it_gets_its_delivery():
    config = settings(
        channel(id="main"),
        channel(id="russian", chat="@other", language="ru"),
        channel(id="votes", chat="@votes", watches=("votes",)),
    )
    deliveries = route(stored(), config, NOW)
    assert states(deliveries) == {
        "s1/new_story@main": ("pending", None),
        "s1/new_story@russian": ("pending", None),
    }
    main, russian = deliveries
    assert (main.chat, main.story, main.watch, main.severity) == ("@main", "s1", "incidents", 2)
    assert "Reported 14:20" in main.payload.plain
    assert "Сообщено в 14:20" in russian.payload.plain


def test_what_is_too_mild_for_a_channel_leaves_the_reason():
    config = settings(channel(min_severity=2))
    (delivery,) = route(stored(match(severity=1)), config, NOW)
    assert delivery.state is DeliveryState.CANCELLED
    assert delivery.why == "severity 1, main asks for 2"
    assert delivery.payload is None


def test_the_severest_match_of_a_channel_counts():
    config = settings(channel(watches=("incidents", "votes"), min_severity=3))
    change = stored(match("incidents", 1), match("votes", 3))
    (delivery,) = route(change, config, NOW)
    assert (delivery.watch, delivery.severity) == ("votes", 3)
    assert delivery.state is DeliveryState.PENDING
    assert "Caucasus incidents, UN votes" in delivery.payload.plain


def test_one_chat_is_told_once_unless_in_another_language():
    config = settings(
        channel(id="a"),
        channel(id="b"),
        channel(id="c", language="ru"),
        channel(id="d", thread=7),
    )
    assert states(route(stored(), config, NOW)) == {
        "s1/new_story@a": ("pending", None),
        "s1/new_story@b": ("cancelled", "a tells it in the same chat"),
        "s1/new_story@c": ("pending", None),
        "s1/new_story@d": ("pending", None),
    }


def test_a_channel_that_is_not_told_does_not_silence_another():
    config = settings(channel(id="a", min_severity=3), channel(id="b"))
    assert states(route(stored(), config, NOW)) == {
        "s1/new_story@a": ("cancelled", "severity 2, a asks for 3"),
        "s1/new_story@b": ("pending", None),
    }


def test_an_exact_copy_brings_no_message():
    assert route(stored(kind=ChangeKind.JOINED), settings(), NOW) == ()


def test_what_is_told_to_nobody_leaves_the_reason():
    (delivery,) = route(stored(telling=Telling.NONE), settings(), NOW)
    assert delivery.state is DeliveryState.CANCELLED
    assert delivery.why == "told to nobody: catch_up is none, or the crawl was not to alert"


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ([], False),
        ([5], False),
        ([20], True),
        ([60, 5], False),
        ([60, 21], True),
        ([120, 1], True),
        ([119, 1], False),
    ],
)
def test_a_catching_up_is_gathered_when_it_is_quiet_or_late(ages, expected):
    changes = [stored(at=NOW - timedelta(seconds=age)) for age in ages]
    assert gathered(changes, NOW) is expected


def test_a_digest_for_each_channel_and_a_trace_for_each_change():
    config = settings(
        channel(id="main", min_severity=2),
        channel(id="votes", chat="@votes", watches=("votes",)),
        channel(id="none", chat="@none", watches=("other",)),
    )
    changes = [
        stored(match(severity=2), story="a", number=1, title="First"),
        stored(match(severity=3), match("votes", 1), story="b", number=2, title="Second"),
        stored(match(severity=1), story="c", number=3, title="Third"),
        stored(kind=ChangeKind.JOINED, story="a", number=1),
    ]
    deliveries = gather(changes, config, NOW)
    digests = [one for one in deliveries if one.payload]
    assert [(one.channel, one.severity, one.story) for one in digests] == [
        ("main", 3, None),
        ("votes", 1, None),
    ]
    assert digests[0].payload.plain.startswith(
        "While the sources could not be read: 2 stories\n• 14:20 Second"
    )
    assert "Third" not in digests[0].payload.plain
    assert states(one for one in deliveries if not one.payload) == {
        "a/new_story@main": ("cancelled", f"told in {digests[0].key}"),
        "b/new_story@main": ("cancelled", f"told in {digests[0].key}"),
        "c/new_story@main": ("cancelled", "severity 1, main asks for 2"),
        "b/new_story@votes": ("cancelled", f"told in {digests[1].key}"),
    }


def test_the_same_changes_make_the_same_digest():
    changes = [stored(story=story) for story in "abc"]
    first, again, other = (
        {one.key for one in gather(some, settings(), NOW) if one.payload}
        for some in (changes, changes[::-1], changes[:2])
    )
    assert first == again
    assert first != other
