"""The endpoint of a model: what it is asked and believed, and that no alert fails for it."""

import asyncio
import json
import time
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest

from alerts.compose import message
from alerts.render import Reader
from alerts.rewrite import LONGEST_ANSWER, Rewriter
from alerts.routing import Routing
from newsroom.facts import QuoteFact, ReportFact, StoryFacts
from newsroom.judge.fields import fields
from newsroom.judge.readers import reader_of
from newsroom.secret import Redactor, Secret
from newsroom.settings import AllowedAddress, Fetch, Llm, Secrets
from tests.alerts.given import LANGUAGES, NOW, channel, match, settings, stored
from tests.newsroom.stories.hostile import HOSTILE
from tests.newsroom.stories.shipped import shipped
from tests.standins.model import Model, completion, http

HOME = Fetch(user_agent="t", allow_private=(AllowedAddress(network=ip_network("127.0.0.0/8")),))
KEY = "sk-test-0123456789abcdef"
TITLE = "Обстрел у Сотка"
BODY = (
    "Азербайджанские силы обстреляли позиции у села Сотк. Ранены двое военнослужащих, сообщило"
    " министерство обороны Армении."
)
GOOD = (
    "Azerbaijani forces shelled positions near the village of Sotk. Two servicemen were wounded,"
    " the Armenian Defence Ministry said."
)


def config(url, *, use=("translate",), budget=100, channels=(), **more):
    known = shipped()
    return replace(
        settings(*channels),
        llm=Llm(base_url=url, model="small", daily_budget=budget, use=use),
        fetch=HOME,
        secrets=Secrets(llm_key=Secret(KEY)),
        redactor=Redactor([KEY]),
        vocabulary=known.vocabulary,
        places=known.places,
        **more,
    )


def change(story="s1", *, title=TITLE, body=BODY, lang="ru", quotes=()):
    one = stored(match(), story=story, title=title, body=body, lang=lang)
    known = shipped()
    reader = reader_of(known.vocabulary, known.places)
    meaning = reader.read(fields(title, body), lang, one.item.article.at)
    item = replace(one.item, judgement=replace(one.item.judgement, meaning=meaning))
    report = ReportFact(source="mil", title=title, url="https://mil.am/1", lang=lang, at=NOW)
    facts = StoryFacts(type="shelling_or_fire", since=NOW, quotes=quotes, reports=(report,))
    return replace(one, item=item, facts=facts)


async def told(rewriter, *changes, language="en", **more):
    texts = await rewriter.retell([(one, language) for one in changes], NOW, **more)
    return {key: dict(by) for key, by in texts.items()}


async def test_a_translation_is_asked_for_with_the_report_as_data_and_printed_with_its_mark():
    async with Model(lambda _: GOOD) as model:
        rewriter = Rewriter((given := config(model.url)).llm, given)
        one = change()
        assert await told(rewriter, one) == {"s1/new_story": {"en": GOOD}}
        # Asked once for all chats of a language, and not again for the same report.
        await told(rewriter, one)
    (call,), (head,) = model.calls, model.heads
    assert head.startswith("POST /v1/chat/completions HTTP/1.1")
    assert f"Bearer {KEY}" in head
    system, user = call["messages"]
    assert (system["role"], user["role"], call["model"]) == ("system", "user", "small")
    assert "English" in system["content"]
    assert TITLE not in system["content"]
    assert json.loads(user["content"])["report"]["title"] == TITLE
    reader = Reader(channel=channel(), settings=given, now=NOW, retold=GOOD)
    text = message(one, (match(),), reader)
    assert f"Armenian MoD, machine translation: {GOOD}" in text.plain
    assert "Reported in Russian" in text.plain
    assert "<blockquote>" not in text.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_marks_what_a_model_made(language):
    given = config("http://127.0.0.1:9")
    reader = Reader(channel=channel(language=language), settings=given, now=NOW, retold=GOOD)
    other, own = change(lang="ru" if language != "ru" else "en"), change(lang=language)
    lines = [
        next(line for line in message(one, (match(),), reader).plain.split("\n") if GOOD in line)
        for one in (other, own)
    ]
    assert len({line.replace(GOOD, "") for line in lines}) == 2
    assert all(line.startswith("Armenian MoD, ") for line in lines)


async def test_nothing_is_asked_where_a_report_can_be_quoted_or_a_use_is_off():
    quote = QuoteFact(text="Two are wounded.", source="mil", lang="en")
    async with Model(lambda _: GOOD) as model:
        given = config(model.url)
        rewriter = Rewriter(given.llm, given)
        assert await told(rewriter, change(quotes=(quote,)), change("s2", lang="en")) == {}
        summing = config(model.url, use=("summarise",))
        assert await told(Rewriter(summing.llm, summing), change()) == {}
    assert model.calls == []


async def test_a_summary_is_of_a_report_in_the_channels_language():
    body = (
        "Two soldiers were wounded when Azerbaijani forces fired at positions near Sotk, the"
        " Armenian Defence Ministry said."
    )
    short = "Azerbaijani forces fired at positions near Sotk and wounded two soldiers."
    async with Model(lambda _: short) as model:
        given = config(model.url, use=("summarise",))
        one = change(title="Shelling near Sotk", body=body, lang="en")
        assert await told(Rewriter(given.llm, given), one) == {"s1/new_story": {"en": short}}
    assert "Summarise" in model.calls[0]["messages"][0]["content"]


async def slow(_):
    await asyncio.sleep(30)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda _: http(500), "status 500"),
        (lambda _: http(429, b"", "Retry-After: 9"), "status 429"),
        (lambda _: http(302, b"", "Location: http://127.0.0.1:9/"), "status 302"),
        (lambda _: http(200, b"<html>"), "cannot be read"),
        (lambda _: http(200, b"[" * 50_000), "cannot be read"),
        (lambda _: http(200, b'{"choices": []}'), "cannot be read"),
        (lambda _: completion(["a"]), "has no text"),
        (lambda _: http(200, b" " * (LONGEST_ANSWER + 1)), "is longer than"),
        (lambda _: b"nonsense\r\n\r\n", "RemoteProtocolError"),
        (slow, "no answer in time"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
async def test_whatever_goes_wrong_costs_one_line_and_a_rest(answer, why, caplog):
    async with Model(answer) as model:
        given = config(model.url)
        rewriter = Rewriter(given.llm, given)
        begun = time.monotonic()
        # Who answers at all is given the time that a busy machine takes.
        patience = 0.3 if answer is slow else 20
        assert await told(rewriter, change(), patience=patience) == {}
        assert time.monotonic() - begun < 20
        assert await told(rewriter, change("s2")) == {}
        assert len(model.calls) == 1
        model.answer = lambda _: GOOD
        later = await rewriter.retell([(change("s3"), "en")], NOW + timedelta(minutes=2))
        assert later == {"s3/new_story": {"en": GOOD}}
    lines = [one.getMessage() for one in caplog.records if one.name == "alerts.rewrite"]
    assert len(lines) == 1
    assert why in lines[0]
    assert KEY not in caplog.text


async def test_a_fault_of_our_own_costs_the_text_and_not_the_alert(monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("broken")

    monkeypatch.setattr("alerts.rewrite.unfaithful", broken)
    async with Model(lambda _: GOOD) as model:
        given = config(model.url)
        assert await told(Rewriter(given.llm, given), change()) == {}
    assert "broken" in caplog.text


async def test_a_private_endpoint_that_nobody_allowed_is_not_connected_to(caplog):
    async with Model(lambda _: GOOD) as model:
        given = replace(config(model.url), fetch=Fetch(user_agent="t"))
        assert await told(Rewriter(given.llm, given), change()) == {}
    assert model.calls == []
    assert "127.0.0.1 is a private address" in caplog.text


async def test_the_budget_is_of_a_day(caplog):
    async with Model(lambda _: GOOD) as model:
        given = config(model.url, budget=2)
        rewriter = Rewriter(given.llm, given)
        many = [change(f"s{number}") for number in range(5)]
        assert len(await told(rewriter, *many)) == 2
        tomorrow = await rewriter.retell([(many[4], "en")], NOW + timedelta(days=1))
        assert len(tomorrow) == 1
    assert len(model.calls) == 3
    assert caplog.text.count("not asked until tomorrow") == 1


async def test_few_are_asked_at_once():
    async def soon(_):
        await asyncio.sleep(0.02)
        return GOOD

    async with Model(soon) as model:
        given = config(model.url)
        changes = [change(f"s{number}") for number in range(12)]
        assert len(await told(Rewriter(given.llm, given), *changes)) == 12
    assert 2 <= model.most_at_once <= 4


async def test_an_answer_with_the_key_is_not_printed_and_the_key_not_logged(caplog):
    async with Model(lambda _: f"{GOOD[:-1]} by {KEY}.") as model:
        given = config(model.url)
        assert await told(Rewriter(given.llm, given), change()) == {}
    assert "a secret" in caplog.text
    assert KEY not in caplog.text


async def test_nothing_that_a_hostile_report_asks_for_reaches_a_message():
    for number, one in enumerate(HOSTILE):
        async with Model(lambda _, one=one: one.answer) as model:
            given = config(model.url, use=("translate", "summarise"))
            made = change(f"s{number}", title=one.title, body=one.body, lang=one.lang)
            texts = await told(Rewriter(given.llm, given), made, language=one.language)
        assert texts == {}
        assert len(model.calls) == 1
        system, user = model.calls[0]["messages"]
        assert one.body not in system["content"]
        assert set(json.loads(user["content"])) == {"report"}


@pytest.fixture
def routing(desk):
    """Give one round of routing, of changes whose facts are given."""

    async def run(given, *changes, now=NOW, by=None):
        by = by or Routing(desk.store, given)
        return by, await by._live(changes, now)

    return run


async def test_what_may_be_printed_is_in_the_payload_before_anything_is_stored(routing):
    async with Model(lambda _: GOOD) as model:
        chats = (channel(), channel(id="two", chat="@two"), channel(id="ru", language="ru"))
        given = config(model.url, channels=chats)
        _, made = await routing(given, change())
    assert len(model.calls) == 1
    assert [GOOD in one.payload.plain for one in made] == [True, True, False]


async def test_an_alert_waits_no_longer_and_leaves_without_the_text(routing, monkeypatch):
    monkeypatch.setattr("alerts.routing.PATIENCE", 0.3)
    async with Model(slow) as model:
        given = config(model.url, channels=(channel(language="fr"),))
        begun = time.monotonic()
        by, made = await routing(given, change())
        assert 0.25 < time.monotonic() - begun < 15
        assert [one.state for one in made] == ["pending"]
        assert "traduction automatique" not in made[0].payload.plain
        # One that came meanwhile has waited already: that counts for it.
        monkeypatch.setattr("alerts.routing.PATIENCE", 20)
        begun = time.monotonic()
        after = NOW + timedelta(minutes=3)
        by._waited = (after - timedelta(seconds=20), after)
        second = change("s2")
        at = after - timedelta(seconds=19.99)
        second = replace(second, change=replace(second.change, at=at))
        await routing(given, second, now=after, by=by)
        assert time.monotonic() - begun < 10


async def test_without_an_endpoint_nothing_is_asked(routing):
    given = replace(config("http://127.0.0.1:9"), llm=None)
    _, made = await routing(given, change())
    assert "machine" not in made[0].payload.plain
