"""The linear model: what it scores, and how its weights are found."""

import math
from datetime import UTC, datetime

import pytest

from newsroom.config.find import starter
from newsroom.config.load import load
from newsroom.judge.fields import fields
from newsroom.judge.readers import reader_of
from newsroom.judge.training import Example, labelled, train
from newsroom.judge.weights import Head, Weights, read_weights

HEAD = Head(bias=-1.0, signs={"sport in the title": -2.0, "people killed": 3.0})


def examples():
    """Sport is never an incident, people killed always are; the rest tells nothing."""
    for number in range(40):
        killed = number % 2 == 0
        signs = {"people killed" if killed else "sport in the title": 1.0, "a short body": 1.0}
        yield Example(id=str(number), signs=signs, answers={"incident": killed})


def test_a_score_is_the_logistic_function_of_the_sum():
    assert HEAD.score({"people killed": 1.0}) == pytest.approx(1 / (1 + math.exp(-2)))
    assert HEAD.score({"unheard of": 1.0}) == pytest.approx(1 / (1 + math.exp(1)))


def test_the_weightiest_signs_are_told_with_their_weights():
    found = HEAD.weightiest({"sport in the title": 1.0, "people killed": 1.0, "other": 1.0})
    assert found == ("people killed +3.0", "sport in the title -2.0")


def test_what_was_written_is_what_is_read():
    weights = Weights(heads={"incident": HEAD}, made={"items": 2})
    assert read_weights(weights.as_text()) == weights


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("not json", "JSON"),
        ("[]", "version"),
        ('{"version": 7}', "version"),
        ('{"version": 1}', "numbers"),
        ('{"version": 1, "heads": {"incident": {"bias": "x", "signs": {}}}}', "numbers"),
    ],
)
def test_a_file_that_is_no_model_says_so(text, why):
    with pytest.raises(ValueError, match=why):
        read_weights(text)


def test_training_finds_what_tells_and_gives_the_same_weights_again():
    weights = train(list(examples()))
    head = weights.heads["incident"]
    assert head.score({"people killed": 1.0, "a short body": 1.0}) > 0.7
    assert head.score({"sport in the title": 1.0, "a short body": 1.0}) < 0.3
    assert train(list(examples())).as_text() == weights.as_text()
    assert weights.made["items"] == 40


def test_items_that_all_answer_alike_teach_nothing():
    alike = [Example(id="1", signs={}, answers={"incident": True})]
    with pytest.raises(ValueError, match="incident"):
        train(alike)


@pytest.mark.parametrize(
    ("label", "answers"),
    [
        ("useful", {"incident": True}),
        ("noise", {"incident": False}),
        (
            {"alert": True, "topics": ["caucasus_incident"]},
            {"incident": True, "politics": False},
        ),
        (
            {"alert": False, "topics": ["caucasus_politics"]},
            {"incident": False, "politics": True},
        ),
    ],
)
def test_labels_are_an_operator_s_word_or_an_object(label, answers):
    assert labelled({"label": label}) == answers


@pytest.mark.parametrize("label", [None, "maybe", {}, {"alert": "yes"}])
def test_another_label_is_named(label):
    with pytest.raises(ValueError, match="label"):
        labelled({"label": label})


def test_a_head_that_nobody_answers_or_all_alike_is_left_out():
    more = Example(id="x", signs={}, answers={"incident": True, "politics": True})
    made = train([*examples(), more])
    assert list(made.heads) == ["incident"]


def test_an_alert_s_label_says_its_kind_and_its_severity():
    label = {"alert": True, "topics": ["caucasus_incident"], "incident_type": "mine_blast"}
    answers = labelled({"label": label | {"severity": 2}})
    assert [name for name, yes in answers.items() if yes] == [
        "incident",
        "kind: mine_blast",
        "severity: 2",
    ]
    assert answers["kind: clash"] is answers["severity: 3"] is False


def test_a_text_of_the_united_nations_answers_its_severity_alone():
    label = {"alert": True, "topics": ["un_vote"], "incident_type": None, "severity": 1}
    assert labelled({"label": label}) == {"severity: 3": False, "severity: 2": False}


UNSURE = Head(bias=0.1, signs={})


@pytest.mark.parametrize("heads", [{}, {"incident": UNSURE}, {"politics": UNSURE}])
def test_without_a_head_the_written_rules_stand(heads):
    settings = load(starter(), {})
    reader = reader_of(
        settings.vocabulary, settings.places, Weights(heads=heads, made={}).as_text()
    )
    both = fields("Two soldiers wounded by gunfire near Sotk, ministry says", "")
    assert reader.read(both, "en", datetime(2026, 11, 20, tzinfo=UTC)).incident.wounded == 2
