from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from alerts.digest import LONGEST_DIGEST, digest
from alerts.markup import units
from alerts.render import Reader
from tests.alerts.given import LANGUAGES, NOW, channel, match, settings, stored
from tests.standins.entities import parse


def rendered(*changes, **more):
    reader = Reader(channel=channel(**more), settings=settings(), now=NOW)
    return digest([(change, change.item.judgement.matches) for change in changes], reader)


def test_stories_stand_severest_first_then_oldest():
    payload = rendered(
        stored(match(severity=1), story="a", number=1, title="Late", at=NOW),
        stored(
            match(severity=1),
            story="b",
            number=2,
            title="Early",
            published=NOW - timedelta(hours=30),
        ),
        stored(match(severity=3), story="c", number=3, title="Severe <b>"),
    )
    assert payload.html == (
        "<b>While the sources could not be read: 3 stories</b>\n"
        '• 14:20 <a href="https://mil.am/1">Severe &lt;b&gt;</a> · Armenian MoD · #3\n'
        '• 21 Nov <a href="https://mil.am/1">Early</a> · Armenian MoD · #2\n'
        '• 14:20 <a href="https://mil.am/1">Late</a> · Armenian MoD · #1'
    )
    assert payload.plain.split("\n")[:3] == [
        "While the sources could not be read: 3 stories",
        "• 14:20 Severe <b> · Armenian MoD · #3",
        "https://mil.am/1",
    ]
    assert payload.silent is False


def test_a_story_is_told_once():
    payload = rendered(stored(), stored(title="The same story again"))
    assert "1 story<" in payload.html
    assert len(payload.html.split("\n")) == 2


def test_what_has_no_room_is_counted():
    payload = rendered(*(stored(story=str(n), number=n, title="word " * 40) for n in range(90)))
    lines = parse(payload.html).text.split("\n")
    told = len(lines) - 2
    assert lines[0] == "While the sources could not be read: 90 stories"
    assert lines[-1] == f"… and {90 - told} more"
    assert told > 10


@given(
    st.lists(st.text(st.characters(codec=None, categories=None)), min_size=1, max_size=60),
    st.sampled_from(LANGUAGES),
)
def test_whatever_the_titles_telegram_takes_the_digest(titles, language):
    changes = [stored(story=str(n), title=title * 9) for n, title in enumerate(titles)]
    payload = rendered(*changes, language=language)
    text = parse(payload.html).text
    assert units(text) <= LONGEST_DIGEST
    assert text == text.strip()
