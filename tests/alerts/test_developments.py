"""What follows a story: the message is edited, answered, or both; never a second post."""

from dataclasses import replace

import pytest

from alerts.route import gather, route
from newsroom.delivery import DeliveryState, Operation
from newsroom.facts import NewFact, PlaceFact, State, StoryFacts, VoiceFact
from newsroom.model import ChangeKind, Telling
from tests.alerts.given import NOW, channel, match, settings, stored
from tests.alerts.votes_given import complete, page_of_the_day, recorded

FACTS = StoryFacts(
    type="shelling_or_fire",
    places=(PlaceFact(id="sotk", name="Sotk"),),
    severity=2,
    state=State.REPORTED,
    since=NOW,
    voices=(VoiceFact(origin="AM/defence-ministry", side="AM", outlets=("mil",), killed=1),),
    news=(NewFact(what="killed", before=0, after=1, origin="AM/defence-ministry", at=NOW),),
)


def later(kind=ChangeKind.TOLL_CHANGED, *matches, **more):
    return replace(stored(*matches, kind=kind, **more), facts=FACTS)


def first(config, **changed):
    return [replace(one, **changed) for one in route(stored(), config, NOW)]


def operations(deliveries):
    return [(one.operation.value, one.key, one.after) for one in deliveries]


@pytest.mark.parametrize(
    ("updates", "kind", "expected"),
    [
        ("edit", ChangeKind.TOLL_CHANGED, [("edit", "s1/toll_changed@main")]),
        ("reply", ChangeKind.TOLL_CHANGED, [("reply", "s1/toll_changed@main")]),
        ("none", ChangeKind.TOLL_CHANGED, []),
        (
            "none",
            ChangeKind.SEVERITY_ROSE,
            [("edit", "s1/severity_rose/edit@main"), ("reply", "s1/severity_rose@main")],
        ),
        (
            "edit",
            ChangeKind.WITHDRAWN,
            [("edit", "s1/withdrawn/edit@main"), ("reply", "s1/withdrawn@main")],
        ),
        (
            "reply",
            ChangeKind.CORRECTED,
            [("edit", "s1/corrected/edit@main"), ("reply", "s1/corrected@main")],
        ),
        ("edit", ChangeKind.DENIED, [("edit", "s1/denied@main")]),
        ("reply", ChangeKind.MERGED, [("reply", "s1/merged@main")]),
    ],
)
def test_each_kind_in_the_manner_of_the_channel_and_by_rule_five(updates, kind, expected):
    config = settings(channel(updates=updates))
    made = route(later(kind), config, NOW, earlier=first(config))
    told = [one for one in made if one.state is DeliveryState.PENDING]
    assert operations(told) == [(what, key, "s1/new_story@main") for what, key in expected]
    assert all(one.payload for one in told)
    if not expected:
        assert [one.why for one in made] == ["updates is none"]


def test_words_in_a_language_are_edited_in_where_it_is_read_and_nobody_is_woken():
    config = settings(channel(id="en"), channel(id="ka", language="ka", chat="@ka"))
    told = first(config)
    (edit,) = route(later(ChangeKind.WORDED), config, NOW, earlier=told)
    assert operations([edit]) == [("edit", "s1/worded@en", "s1/new_story@en")]
    config = settings(channel(updates="reply"))
    (silent,) = route(later(ChangeKind.WORDED), config, NOW, earlier=first(config))
    assert silent.state is DeliveryState.CANCELLED


def test_a_channel_that_knows_the_absorbed_story_alone_is_answered_there():
    config = settings(channel(updates="reply"))
    absorbed = first(config, key="s0/new_story@main", story="s0")
    merged = later(ChangeKind.MERGED)
    (answer,) = route(merged, config, NOW, earlier=absorbed)
    assert operations([answer]) == [("reply", "s1/merged@main", "s0/new_story@main")]
    assert f"Same story as #{merged.story_number}" in str(answer.payload)


def test_a_report_that_no_watch_caught_develops_what_was_told():
    config = settings(channel(min_severity=2))
    uncaught = later(ChangeKind.TOLL_CHANGED, match("other", 1))
    (edit,) = route(uncaught, config, NOW, earlier=first(config))
    assert (edit.operation, edit.watch, edit.severity) == (Operation.EDIT, "incidents", 2)
    assert route(uncaught, config, NOW) == ()


def test_what_was_never_told_here_begins_only_with_news():
    config = settings()
    rose = route(later(ChangeKind.SEVERITY_ROSE), config, NOW)
    assert operations(rose) == [("send", "s1/severity_rose@main", None)]
    (denied,) = route(later(ChangeKind.DENIED), config, NOW)
    assert (denied.state, denied.why) == (
        DeliveryState.CANCELLED,
        "the story was not told here",
    )


def test_a_story_that_was_too_mild_is_told_when_it_no_longer_is():
    config = settings(channel(min_severity=3))
    mild = first(config)
    assert [one.state for one in mild] == [DeliveryState.CANCELLED]
    (grave,) = route(later(ChangeKind.SEVERITY_ROSE, match(severity=3)), config, NOW, earlier=mild)
    assert (grave.state, grave.operation) == (DeliveryState.PENDING, Operation.SEND)
    (mild_still,) = route(later(ChangeKind.TOLL_CHANGED), config, NOW, earlier=mild)
    assert mild_still.why == "severity 2, main asks for 3"


def test_what_a_digest_told_is_answered_and_not_edited():
    config = settings(channel(updates="reply"))
    digested = gather([stored(telling=Telling.DIGEST)], config, NOW)
    into = next(one for one in digested if one.story is None)
    (reply,) = route(later(), config, NOW, earlier=[one for one in digested if one.story])
    assert (reply.operation, reply.after) == (Operation.REPLY, into.key)
    editing = settings(channel(updates="edit"))
    (left,) = route(later(), editing, NOW, earlier=[one for one in digested if one.story])
    assert left.why == "the digest that told the story is not edited"


def test_two_channels_of_one_chat_tell_a_development_once():
    config = settings(channel(id="a"), channel(id="b"))
    made = route(later(), config, NOW, earlier=first(config))
    pending = [one for one in made if one.state is DeliveryState.PENDING]
    assert operations(pending) == [("edit", "s1/toll_changed@a", "s1/new_story@a")]


def test_a_terminal_prints_what_is_new():
    config = settings(channel(kind="terminal", chat="terminal"))
    (told,) = route(later(), config, NOW, earlier=first(config))
    assert told.operation is Operation.REPLY
    assert "Sotk: killed 1 (was 0), Armenia, Defence Ministry" in told.payload.plain


def test_a_completed_roll_call_is_answered_and_edited_in_whatever_a_channel_asks_for():
    config = settings(channel(watches=("votes",), updates="none"))
    begun = replace(
        recorded(None, page_of_the_day(), ChangeKind.NEW_STORY).change, key="s1001/new_story"
    )
    page = replace(recorded(None, page_of_the_day(), ChangeKind.NEW_STORY), change=begun)
    sent = route(page, config, NOW)
    made = route(recorded(page_of_the_day(), complete()), config, NOW, earlier=sent)
    assert operations(made) == [
        ("edit", "s1001/vote_recorded/edit@main", "s1001/new_story@main"),
        ("reply", "s1001/vote_recorded@main", "s1001/new_story@main"),
    ]
    edit, reply = made
    assert "did not vote" in edit.payload.plain
    assert reply.payload.plain.startswith("Roll call complete: A/RES/ES-11/6")


def test_a_number_alone_is_no_answer_where_the_channel_wants_edits():
    config = settings(channel(watches=("votes",)))
    page = recorded(None, page_of_the_day(), ChangeKind.NEW_STORY)
    numbered = recorded(
        page_of_the_day(), page_of_the_day(symbol="A/RES/ES-11/6"), ChangeKind.NUMBER_ASSIGNED
    )
    made = route(numbered, config, NOW, earlier=route(page, config, NOW))
    assert [one.operation for one in made] == [Operation.EDIT]
