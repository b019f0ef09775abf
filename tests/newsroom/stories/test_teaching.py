"""Pairs of labelled items teach what makes two reports ones of one event."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsroom.judge.training import train
from newsroom.stories.fingerprint import fingerprint
from newsroom.stories.likeness import ONE_EVENT, Comparer, signs, unlearned
from newsroom.stories.teaching import Notebook, pairs
from tests.newsroom.stories.samples import article, meaning

WINDOW = timedelta(days=14)


def near(one, other):
    return float(one == other)


def fire(hours, *, killed, title="Post shelled near Sotk", kind="shelling_or_fire"):
    said = meaning(kind, "sotk", killed=killed)
    return fingerprint(article(title, "Two officers were named.", hours=hours), said)


REPORTS = {f"r{n}": fire(n * 30, killed=n) for n in range(8)}


def test_what_merging_would_compare_is_answered_by_the_labels():
    clusters = {"r0": "a", "r1": "a", "r2": "b", "r3": None}
    found = list(pairs(REPORTS, clusters, near, WINDOW))
    assert [one.answers[ONE_EVENT] for one in found].count(True) == 1
    assert len(found) == 6
    assert all(one.pair for one in found)


def test_items_without_a_label_of_their_story_are_left_out():
    assert not list(pairs(REPORTS, {"r0": "a"}, near, WINDOW))


def test_reports_further_apart_than_the_window_are_not_compared():
    assert not list(pairs(REPORTS, {"r0": "a", "r7": "a"}, near, timedelta(days=1)))


def test_a_pair_s_offset_is_what_merging_says_without_weights():
    found = signs(REPORTS["r0"], REPORTS["r1"], near)
    pair = next(pairs(REPORTS, {"r0": "a", "r1": "a"}, near, WINDOW))
    assert pair.offset == pytest.approx(unlearned(found))
    assert set(pair.signs) == {sign.name for sign in found}


@pytest.mark.parametrize("alike", [True, False])
def test_learned_weights_move_the_score_to_what_was_taught(alike):
    clusters = dict.fromkeys(REPORTS, "a") if alike else {one: one for one in REPORTS}
    other = {f"x{n}": fire(n, killed=1, title="A bus fell", kind="disaster") for n in range(4)}
    clusters |= dict.fromkeys(other, None if alike else "x")
    taught = list(pairs({**REPORTS, **other}, clusters, near, WINDOW))
    head = train(taught).heads[ONE_EVENT]
    before = Comparer(near=near)(REPORTS["r0"], REPORTS["r1"]).score
    after = Comparer(near=near, head=head)(REPORTS["r0"], REPORTS["r1"]).score
    assert (after > before) == alike


def test_a_notebook_keeps_fingerprints_and_joins_nothing():
    notebook = Notebook()
    one = article("Post shelled near Sotk", "")
    said = meaning("shelling_or_fire", "sotk")
    assert notebook.joins(one, said) is None
    notebook.file(one, said, "s1")
    assert notebook.fingerprints == {str(one.id): fingerprint(one, said)}
    assert notebook.sentences(one, said) == ()
