from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.facts import QuoteFact
from newsroom.meaning import Evidence, Incident, Meaning, Voice
from newsroom.stories.summary import MOST_LETTERS, MOST_SENTENCES, choose, completed
from tests.newsroom.stories.samples import article

BODY = (
    "The minister opened a school in the morning and praised its teachers. "
    "Fire was opened at noon near the village of Sotk, the ministry said. "
    "Fire was opened at noon near the village of Sotk, according to the ministry. "
    "Two soldiers are wounded and were taken to a hospital in Vardenis."
)


def evidence(text):
    start = BODY.index(text)
    return Evidence(field="body", start=start, end=start + len(text), text=text, why="test")


FOUND = Meaning(
    incident=Incident(
        type="shelling_or_fire",
        wounded=2,
        evidence=(evidence("Fire was opened"), evidence("Two soldiers are wounded")),
    ),
    voices=(Voice(origin="AM/defence-ministry", side="AM", evidence=evidence("the ministry")),),
)


def test_sentences_about_the_event_are_taken_as_they_stand_and_none_twice():
    chosen = [one.text for one in choose(article("Shelling in Gegharkunik", BODY), FOUND)]
    assert chosen[0] == "Fire was opened at noon near the village of Sotk, the ministry said."
    assert not any("school" in text for text in chosen)
    assert not any("according to" in text for text in chosen)


def quoted(*texts, source="one", lang="en"):
    return tuple(QuoteFact(text=text, source=source, lang=lang) for text in texts)


KNOWN = quoted("Fire was opened near Sotk in the morning.", "Two soldiers were wounded by it.")


def test_what_a_later_report_says_completes_the_sentences_of_its_language():
    more = quoted("Residents were led into cellars.", "Fire was opened at Sotk in the morning.")
    assert completed(KNOWN, more) == (*KNOWN, more[0])
    georgian = quoted("ცეცხლი გაიხსნა.", lang="ka")
    assert completed(KNOWN, georgian) == (*KNOWN, *georgian)
    assert completed(KNOWN, ()) == KNOWN


def test_three_sentences_are_enough():
    third = quoted("Residents were led into cellars.")
    more = quoted("An envoy will come to the region.")
    assert completed((*KNOWN, *third), more) == (*KNOWN, *third)


def test_an_old_number_gives_way_to_a_newer_one_and_another_one_stands_beside_none():
    more = quoted("Three servicemen are dead, said a doctor.")
    assert completed(KNOWN, more) == KNOWN
    assert completed(KNOWN, more, newer=True) == (*more, KNOWN[0])


def test_a_sentence_that_the_title_says_already_is_left_out():
    one = article("Fire was opened at noon near the village of Sotk, ministry said", BODY)
    assert not any("at noon" in quote.text for quote in choose(one, FOUND))


def test_nothing_is_quoted_of_an_event_that_the_body_does_not_tell():
    assert choose(article("Shelling", "The weather was fine all day in the valley."), FOUND) == ()


@settings(deadline=None)
@given(st.text(max_size=3000), st.sampled_from(["en", "ka", None]))
def test_every_sentence_stands_in_the_report(body, lang):
    one = replace(article("Title", lang=lang), body=body)
    chosen = choose(one, None)
    assert len(chosen) <= MOST_SENTENCES
    assert len(" ".join(quote.text for quote in chosen)) <= MOST_LETTERS
    assert all(quote.text in body and quote.lang == lang for quote in chosen)
