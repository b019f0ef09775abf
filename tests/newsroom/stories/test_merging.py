from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.settings import Stories
from newsroom.stories.fingerprint import fingerprint, keys
from newsroom.stories.likeness import Comparer, Likeness
from newsroom.stories.merge import Candidate, place
from newsroom.stories.shelf import Shelf
from tests.newsroom.stories.samples import article, meaning

JOIN = Stories().join


def near(one, other):
    return 1.0 if one == other else 0.6 if {one, other} == {"sotk", "gegharkunik"} else 0.0


COMPARE = Comparer(near=near)


def likeness(one, two):
    return COMPARE(fingerprint(*one), fingerprint(*two))


SHOOTING = [
    (
        article(
            "Two lawmakers shot inside parliament of Abkhazia",
            "Kan Kvarchia and Vakhtang Golandzia were rushed to hospital on Tuesday.",
        ),
        meaning("terror_or_shooting", "sukhumi", wounded=2),
    ),
    (
        article(
            "სოხუმში პარლამენტში სროლას დეპუტატი ემსხვერპლა",
            "ვახტანგ გოლანძია საავადმყოფოში გარდაიცვალა, კან კვარჩია დაჭრილია.",
            lang="ka",
            hours=1.5,
        ),
        meaning("terror_or_shooting", "sukhumi", killed=1, wounded=1),
    ),
    (
        article(
            "В парламенте Абхазии застрелен депутат",
            "Вахтанг Голандзия скончался в больнице, Кан Кварчия ранен.",
            lang="ru",
            hours=1,
        ),
        meaning("terror_or_shooting", "sukhumi", killed=1, wounded=1),
    ),
]
MATCHES = [
    (
        article(
            "Qarabag survive Molde onslaught to reach knock-outs",
            "Leandro Andrade struck twice in the 3-2 win at Baku.",
        ),
        meaning(topics=()),
    ),
    (
        article(
            "«Карабах» обыграл «Мольде» и вышел в плей-офф",
            "Леандро Андраде забил дважды, матч закончился со счётом 3:2.",
            lang="ru",
            hours=2,
        ),
        meaning(topics=()),
    ),
]


@pytest.mark.parametrize(
    ("one", "two"),
    [*itertools.combinations(SHOOTING, 2), *itertools.combinations(MATCHES, 2)],
)
def test_reports_of_one_event_are_alike_in_any_language(one, two):
    found = likeness(one, two)
    assert found.score >= JOIN, found
    assert found.reasons
    assert likeness(two, one).score == pytest.approx(found.score)


FIRE = meaning("shelling_or_fire", "sotk", wounded=2)
APART = {
    "two events in one village in one week": (
        (article("Two soldiers wounded near Sotk", "Fire was opened at noon on Tuesday."), FIRE),
        (
            article("A shepherd wounded near Sotk", "Shots were fired on Friday.", hours=75),
            meaning("shelling_or_fire", "sotk", wounded=1),
        ),
    ),
    "the same place, another act": (
        (article("Two soldiers wounded near Sotk"), FIRE),
        (
            article("Border commissions meet near Sotk", hours=3),
            meaning("border_delimitation", "sotk", severity=1),
        ),
    ),
    "a release after a detention": (
        (
            article("Toplum TV editor detained in Baku"),
            meaning("detention_or_arrest", "baku", killed=None),
        ),
        (
            article("Toplum TV editor released in Baku", hours=20),
            meaning("captives_or_exchange", "baku"),
        ),
    ),
    "two resolutions of one day": (
        (
            article(
                "Assembly renews mandate of the agency, 151 to 10",
                "The text A/80/L.11 passed on Tuesday with 14 abstentions.",
            ),
            meaning(topics=("un_vote", "un_resolution")),
        ),
        (
            article(
                "Assembly adopts text on settlements, 145 to 18",
                "The text A/80/L.12 passed on Tuesday with 9 abstentions.",
                source="b",
            ),
            meaning(topics=("un_vote", "un_resolution")),
        ),
    ),
    "opinion on an event": (
        (
            article("Two soldiers wounded near Sotk", "Fire was opened on Tuesday."),
            FIRE,
        ),
        (
            article("Why the border will not be quiet", "A column on the region.", hours=20),
            meaning(None, topics=("caucasus_politics",), severity=0),
        ),
    ),
    "many dead, then few": (
        (
            article("Twelve found dead in Gudauri"),
            meaning("disaster", "gudauri", killed=12),
        ),
        (
            article("Two found dead in Gudauri", hours=6),
            meaning("disaster", "gudauri", killed=2),
        ),
    ),
}


@pytest.mark.parametrize("name", APART)
def test_other_events_stay_apart(name):
    one, two = APART[name]
    assert likeness(one, two).score < JOIN, likeness(one, two)


def test_a_copy_joins_whatever_its_first_words_are():
    text = "The defence ministry said that fire was opened at 13:40 near the village of Sotk " * 2
    one = article("Fire near Sotk", text)
    two = article("URGENT: Fire near Sotk", f"By our reporter. {text}", source="b", hours=5)
    assert likeness((one, FIRE), (two, FIRE)).score > 0.9


def test_the_same_words_under_all_titles_make_no_copy():
    one = article("Gunfire long ago", "Nothing more is known.")
    two = article("Shots fired at dawn", "Nothing more is known.")
    assert likeness((one, None), (two, None)).score < JOIN


# --- the choice ---------------------------------------------------------------------------------


def candidates(*reports, stories):
    return [
        Candidate(story=story, article=number, fingerprint=fingerprint(*report))
        for number, (report, story) in enumerate(zip(reports, stories, strict=True))
    ]


def test_an_article_joins_the_story_that_is_most_like_it_and_says_why():
    known = candidates(SHOOTING[0], MATCHES[0], stories=["s1", "s2"])
    found = place(fingerprint(*SHOOTING[1]), known, Stories(), COMPARE)
    assert found.story == "s1"
    assert found.score >= JOIN
    assert "terror_or_shooting" in found.reason


def test_without_a_report_like_it_an_article_begins_a_story_and_says_why():
    known = candidates(SHOOTING[0], stories=["s1"])
    found = place(fingerprint(*MATCHES[0]), known, Stories(), COMPARE)
    assert found.story is None
    assert f"less than {JOIN}" in found.reason
    assert place(fingerprint(*MATCHES[0]), [], Stories(), COMPARE).score == 0


def test_reports_older_than_the_window_are_not_compared():
    known = candidates(SHOOTING[0], stories=["s1"])
    late = Stories(window=timedelta(hours=1))
    assert place(fingerprint(*SHOOTING[1]), known, late, COMPARE).story is None


def test_a_report_that_is_like_two_stories_bridges_them():
    known = candidates(SHOOTING[0], SHOOTING[2], stories=["s1", "s2"])
    found = place(fingerprint(*SHOOTING[1]), known, Stories(bridge=0.8), COMPARE)
    assert {found.story, *found.bridged} == {"s1", "s2"}


def test_a_story_with_a_report_that_contradicts_is_not_joined():
    (_, few) = APART["many dead, then few"]
    many = (article("Twelve found dead in Gudauri"), meaning("disaster", "gudauri", killed=12))
    other = (article("Two dead in Gudauri", hours=5), meaning("disaster", "gudauri", killed=2))
    known = candidates(many, other, stories=["s1", "s1"])
    assert place(fingerprint(*few), known, Stories(), COMPARE).story is None


def test_a_likeness_to_one_report_is_held_back_by_all_that_are_unlike():
    def compare(_, other):
        score = {"like": 0.85, "unlike": 0.05}[other.source]
        return Likeness(score=score, reasons=())

    own = fingerprint(*SHOOTING[0])
    like, unlike = (
        Candidate(story="s1", article=number, fingerprint=replace(own, source=source))
        for number, source in enumerate(("like", "unlike"))
    )
    assert place(own, [like], Stories(), compare).story == "s1"
    assert place(own, [like, unlike], Stories(), compare).story is None


# --- in memory ----------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.permutations([*SHOOTING, *MATCHES]))
def test_the_order_of_arrival_makes_no_other_stories(reports):
    shelf = Shelf(Stories(), COMPARE)
    stories: dict[str, set[str]] = {}
    for number, (one, found) in enumerate(reports):
        joins = shelf.joins(one, found)
        story = joins.story if joins else f"s{number}"
        shelf.file(one, found, story)
        stories.setdefault(story, set()).add(one.title)
    assert sorted(map(len, stories.values())) == [2, 3]


@settings(deadline=None)
@given(st.text(), st.text(), st.sampled_from(["en", "ru", "hy", "az", "ka", "tr", "fr", None]))
def test_any_text_has_a_fingerprint_and_is_like_itself(title, body, lang):
    own = fingerprint(article(title, body, lang=lang), None)
    assert len(keys(own)) <= 48
    assert 0 <= COMPARE(own, own).score <= 1
    assert COMPARE(own, own).stop == ""


def test_what_an_outlet_prints_every_day_is_another_story_each_day():
    one = article("Exchange rates for 3 March", "The central bank set the rates for today.")
    two = article(
        "Exchange rates for 4 March", "The central bank set the rates for today.", hours=24
    )
    assert likeness((one, None), (two, None)).score < JOIN
