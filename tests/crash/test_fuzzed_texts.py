"""Whatever a source writes, the Bot API takes the message.

Each alert is made of five hostile texts: `make test` tries 10,000 texts, `make crash` five times as
many.
"""

import os
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.digest import digest
from alerts.envelope import Form, request
from alerts.render import Reader, alert
from newsroom.delivery import Delivery, DeliveryState, Operation
from newsroom.settings import Source
from tests.alerts.given import LANGUAGES, NOW, channel, match, settings, stored
from tests.crash.fuzz import text
from tests.standins.bot_api import TOKEN
from tests.standins.bot_world import World

WHOLE = os.environ.get("VEDETTE_CRASH") == "all"
SEED = int(os.environ["VEDETTE_CRASH_SEED"])
TEXTS = 10_000 if WHOLE else 2_000
PARTS = 10


def change(number):
    """Return a story whose every text is hostile."""
    chance = random.Random(number)
    return stored(
        title=text(number),
        body=text(number + 1_000_000),
        url=chance.choice((text(number + 2), "https://mil.am/1?a=<b>&c='\"", None)),
        lang=chance.choice((*LANGUAGES, None, "xx")),
        published=chance.choice((NOW, NOW - timedelta(days=chance.randint(0, 9000)), None)),
    )


def config(number):
    source = Source(id="mil", name=text(number + 3), kind="feed", url=text(number + 4), seat="AM")
    return settings(sources=(source,))


def taken(world, payload, language, *, repeat, form=None):
    """Send it as the program would; return the message. Raises `Refused`."""
    delivery = Delivery(key="s1/new_story@main", channel="main", chat="@main", created=NOW,
                        state=DeliveryState.SENDING, operation=Operation.SEND, payload=payload,
                        repeat=repeat)  # fmt: skip
    asked = request(delivery, channel(language=language), form=form)
    asked.given["text"].encode()
    given = {name: value for name, value in asked.given.items() if value is not None}
    world.perform(asked.method, {**given, "chat_id": "@main"})
    return world.messages.pop()


@pytest.fixture
def world():
    made = World(token=TOKEN)
    made.add_channel("@main")
    return made


@pytest.mark.parametrize("part", range(PARTS))
def test_every_alert_is_taken(world, part):
    for number in range(SEED + part, SEED + TEXTS, PARTS):
        language = LANGUAGES[number % len(LANGUAGES)]
        reader = Reader(channel=channel(language=language), settings=config(number), now=NOW)
        payload = alert(change(number), (match(),), reader)
        message = taken(world, payload, language, repeat=number % 3 == 0)
        assert message.text.strip(), f"text {number}"
        plain = taken(world, payload, language, repeat=number % 3 == 0, form=Form.PLAIN)
        assert plain.text.strip(), f"text {number}"


@pytest.mark.parametrize("part", range(PARTS))
def test_every_digest_is_taken(world, part):
    for number in range(SEED + part, SEED + TEXTS // 10, PARTS):
        reader = Reader(channel=channel(), settings=config(number), now=NOW)
        caught = [(change(number * 100 + one), (match(),)) for one in range(number % 40 + 2)]
        payload = digest(caught, reader)
        assert taken(world, payload, "en", repeat=number % 2 == 0).text.strip(), f"text {number}"


@pytest.mark.parametrize("number", range(20))
def test_a_title_of_twenty_kilobytes(world, number):
    huge = replace(change(number).item.article, title=text(SEED + number, long=True))
    one = change(number)
    one = replace(one, item=replace(one.item, article=huge))
    reader = Reader(channel=channel(), settings=config(number), now=NOW)
    assert taken(world, alert(one, (match(),), reader), "en", repeat=True).text.strip()
