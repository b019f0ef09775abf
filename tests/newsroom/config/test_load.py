"""What an accepted configuration becomes: every key arrives, every default holds."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network

import pytest

from newsroom.config.load import load
from newsroom.errors import ConfigError
from newsroom.settings import (
    AllowedAddress,
    CatchUp,
    Channel,
    Expects,
    Fetch,
    FirstRun,
    OnUnknown,
    Pace,
    Rate,
    Retention,
    Select,
    Source,
    Telegram,
    Watch,
)

FULL = {
    "vedette.yaml": """
timezone: Europe/Paris
telegram:
  api_url: http://127.0.0.1:8081
  operators: [123456789]
  pace: {overall: 10/s, private: 2/s, group: 5/min}
  look_up_after: [1s, 2m]
  on_unknown: {channel: hold, private: look_up}
console: {host: 127.0.0.1, port: 0}
fetch:
  user_agent: "desk/1 (+mail@example.org)"
  per_host: 2
  delay: 0s
  timeout: 1m
  max_body: 5MiB
  allow_private: [10.0.0.5, 10.1.0.0/16, "127.0.0.1:8080", "::1", "[::1]:80"]
  fresh: 1d
  first_run: silent
catch_up: none
retention: {articles: 30d, deliveries: 10d}
summary: {llm: null}
operators: {heartbeat_url: https://example.org/beat, webhook: https://example.org/hook}
""",
    "sources.yaml": """
defaults: {every: 10m, full_text: no}
sources:
  - id: plain
    kind: feed
    url: https://example.org/feed
  - id: listing
    name: no
    kind: page
    url: https://example.org/news
    languages: [no, hy]
    seat: AM
    leaning: wire
    owner: 23:00
    every: 1s
    full_text: on
    enabled: off
    select: {item: "div.row > article", title: h3, date: time, body: "[class*=body]"}
    expects: {min_items: 5, dated: true}
""",
    "channels.yaml": """
channels:
  - id: main
    kind: telegram
    chat: -1001234567890
    thread: 42
    language: hy
    timezone: Asia/Yerevan
    watches: [first, no]
    countries: [ARM]
    names: both_sides
    min_severity: 2
    updates: reply
    silent_below: 3
    mode: live
    quiet:
    digest: null
  - {id: desk, kind: terminal, watches: [first]}
""",
    "watches/first.yaml": """
id: first
title: First
topic: caucasus_incident
severity: 2
any: [Lachin corridor, Laçın dəhliz*]
all:
  - [shell*, gunfire]
  - border
none: ["music festival"]
fields: [title]
languages: [en, az]
examples:
  match: ["Gunfire at the border near the Lachin corridor"]
  no_match: ["Lachin corridor: a border music festival after gunfire"]
---
# Nothing but a comment.
---
id: no
any: [on, 2023]
""",
}


def test_every_key_of_vedette_yaml_arrives(settings):
    loaded = settings(FULL)
    assert loaded.timezone == "Europe/Paris"
    assert loaded.catch_up is CatchUp.NONE
    assert loaded.heartbeat_url == "https://example.org/beat"
    assert loaded.webhook == "https://example.org/hook"
    assert loaded.retention == Retention(articles=timedelta(days=30), deliveries=timedelta(days=10))
    assert loaded.telegram == Telegram(
        api_url="http://127.0.0.1:8081",
        operators=(123456789,),
        pace=Pace(
            overall=Rate(count=10, per=timedelta(seconds=1)),
            private=Rate(count=2, per=timedelta(seconds=1)),
            group=Rate(count=5, per=timedelta(minutes=1)),
        ),
        look_up_after=(timedelta(seconds=1), timedelta(minutes=2)),
        on_unknown=OnUnknown(channel="hold", private="look_up"),
    )
    assert loaded.fetch == Fetch(
        user_agent="desk/1 (+mail@example.org)",
        per_host=2,
        delay=timedelta(0),
        timeout=timedelta(minutes=1),
        max_body=5 * 1024 * 1024,
        allow_private=(
            AllowedAddress(network=ip_network("10.0.0.5/32")),
            AllowedAddress(network=ip_network("10.1.0.0/16")),
            AllowedAddress(network=ip_network("127.0.0.1/32"), port=8080),
            AllowedAddress(network=ip_network("::1/128")),
            AllowedAddress(network=ip_network("::1/128"), port=80),
        ),
        fresh=timedelta(days=1),
        first_run=FirstRun.SILENT,
    )


def test_every_key_of_a_source_arrives(settings):
    assert settings(FULL).sources == (
        Source(
            id="plain",
            name="plain",
            kind="feed",
            url="https://example.org/feed",
            every=timedelta(minutes=10),
            full_text=False,
        ),
        Source(
            id="listing",
            name="no",
            kind="page",
            url="https://example.org/news",
            languages=("no", "hy"),
            seat="AM",
            leaning="wire",
            owner="23:00",
            every=timedelta(seconds=1),
            full_text=True,
            enabled=False,
            select=Select(item="div.row > article", title="h3", date="time", body="[class*=body]"),
            expects=Expects(min_items=5, dated=True),
        ),
    )


def test_every_key_of_a_channel_arrives(settings):
    main, desk = settings(FULL).channels
    assert main == Channel(
        id="main",
        kind="telegram",
        chat="-1001234567890",
        thread=42,
        language="hy",
        timezone="Asia/Yerevan",
        watches=("first", "no"),
        countries=("ARM",),
        names="both_sides",
        min_severity=2,
        updates="reply",
        silent_below=3,
    )
    assert desk == Channel(
        id="desk",
        kind="terminal",
        chat="terminal",
        timezone="Europe/Paris",
        watches=("first",),
        countries=("ARM", "AZE", "GEO", "RUS", "TUR", "IRN"),
    )


def test_every_key_of_a_watch_arrives(settings):
    first, second = settings(FULL).watches
    assert first == Watch(
        id="first",
        title="First",
        topic="caucasus_incident",
        severity=2,
        any=("Lachin corridor", "Laçın dəhliz*"),
        all=(("shell*", "gunfire"), ("border",)),
        none=("music festival",),
        fields=("title",),
        languages=("en", "az"),
        match_examples=("Gunfire at the border near the Lachin corridor",),
        no_match_examples=("Lachin corridor: a border music festival after gunfire",),
    )
    assert second == Watch(id="no", title="no", topic="no", any=("on", "2023"))


@pytest.mark.parametrize("text", [None, "", "# nothing\n", "---\n", "fetch:\n  # delay: 1s\n"])
def test_what_is_left_out_of_vedette_yaml_takes_its_default(settings, text):
    loaded = settings({"vedette.yaml": text})
    assert loaded.timezone == "Asia/Tbilisi"
    assert loaded.telegram == Telegram()
    assert loaded.retention == Retention()
    assert loaded.catch_up is CatchUp.DIGEST
    assert loaded.heartbeat_url is None
    assert loaded.fetch == Fetch(user_agent=loaded.fetch.user_agent)
    assert "vedette" in loaded.fetch.user_agent
    assert loaded.sources == loaded.channels == loaded.watches == ()


def test_merge_keys_and_anchors_hold_common_keys(settings):
    loaded = settings(
        {
            "sources.yaml": "sources:\n"
            "  - &one {id: a, kind: feed, url: https://a.org, seat: AM}\n"
            "  - {<<: *one, id: b, url: https://b.org}\n"
        }
    )
    assert [(one.id, one.url, one.seat) for one in loaded.sources] == [
        ("a", "https://a.org", "AM"),
        ("b", "https://b.org", "AM"),
    ]


def test_the_version_is_that_of_names_and_bytes(settings, configure):
    before = settings(FULL).version
    assert before == settings(FULL).version
    assert len(before) == 8
    assert int(before, 16) >= 0
    renamed = FULL | {"watches/other.yaml": FULL["watches/first.yaml"]}
    (configure(FULL) / "watches/first.yaml").unlink()
    assert settings({**renamed, "watches/first.yaml": None}).version != before


def test_a_comment_makes_another_version(settings):
    assert settings({"vedette.yaml": ""}).version != settings({"vedette.yaml": "# x"}).version


def test_the_directory_is_called_as_its_operator_does(configure):
    directory = configure()
    assert load(directory, {}).directory == str(directory)
    assert load(directory, {}, shown_as="./config").directory == "./config"


def test_secrets_come_from_the_environment(settings):
    environ = {
        "VEDETTE_TELEGRAM_TOKEN": " 123456:AAHtoken_value-x ",
        "VEDETTE_DATABASE": "postgresql://desk:pass%20word@db/news",
        "VEDETTE_CONSOLE_PASSWORD": "console-password",
        "VEDETTE_LLM_KEY": "llm-key",
    }
    loaded = settings(environ=environ)
    assert loaded.secrets.telegram_token.reveal() == "123456:AAHtoken_value-x"
    assert loaded.secrets.database == environ["VEDETTE_DATABASE"]
    text = "123456:AAHtoken_value-x pass word console-password llm-key"
    assert loaded.redactor.clean(text) == "[secret] [secret] [secret] [secret]"
    assert "AAHtoken" not in repr(loaded)
    assert "pass%20word" not in repr(loaded)


@pytest.mark.parametrize(
    ("llm", "warned"),
    [
        ("{base_url: 'http://llm.example/v1', model: small}", True),
        ("{base_url: 'http://127.0.0.1:8080/v1', model: small}", False),
        ("{base_url: 'https://llm.example/v1', model: small, daily_budget: 5, use: [summarise]}",
         False),
    ],
)  # fmt: skip
def test_a_model_is_off_unless_it_is_named(settings, llm, warned):
    assert settings().llm is None
    loaded = settings(
        {"vedette.yaml": f"summary: {{llm: {llm}}}"}, environ={"VEDETTE_LLM_KEY": "llm-key"}
    )
    assert loaded.llm.model == "small"
    assert (loaded.llm.daily_budget, loaded.llm.use) in {(200, ("translate",)), (5, ("summarise",))}
    assert loaded.secrets.llm_key.reveal() == "llm-key"
    assert "llm-key" not in repr(loaded)
    assert any("VEDETTE_LLM_KEY" in one for one in loaded.warnings) == warned


def test_a_key_that_no_header_can_hold_is_named_and_not_repeated(settings):
    with pytest.raises(ConfigError) as error:
        settings(environ={"VEDETTE_LLM_KEY": "line\nbreak"})
    assert "VEDETTE_LLM_KEY" in str(error.value)
    assert "break" not in str(error.value)


@pytest.mark.parametrize("environ", [{}, {"VEDETTE_TELEGRAM_TOKEN": "", "VEDETTE_DATABASE": " "}])
def test_without_an_environment_the_defaults_hold(settings, environ):
    secrets = settings(environ=environ).secrets
    assert secrets.telegram_token is None
    assert secrets.database == "sqlite:///vedette.db"


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///vedette.db",
        "sqlite:////var/lib/vedette.db",
        "sqlite+aiosqlite:///vedette.db",
        "postgresql://user@host:5432/name",
        "postgresql+psycopg:///name?host=/run/postgresql",
    ],
)
def test_databases_that_can_be_used(settings, url):
    assert settings(environ={"VEDETTE_DATABASE": url}).secrets.database == url


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("VEDETTE_TELEGRAM_TOKEN", "12/ab", "cannot be a bot token"),
        ("VEDETTE_TELEGRAM_TOKEN", "12:ab cd", "cannot be a bot token"),
        ("VEDETTE_DATABASE", "mysql://root:hunter2@db/x", "is no database"),
        ("VEDETTE_DATABASE", "postgresql://u:hunter2@db:port/x", "cannot be read"),
        ("VEDETTE_DATABASE", "hunter2.db", "is no database"),
        ("VEDETTE_DATABASE", "sqlite://hunter2.db", "names no file"),
        ("VEDETTE_DATABASE", "sqlite:///", "names no file"),
    ],
)
def test_a_wrong_secret_is_named_and_not_shown(mistakes, name, value, why):
    (found,) = mistakes(environ={name: value})
    assert found.startswith(f"environment: {name}: {why}")
    assert "hunter2" not in found


def test_warnings_of_what_is_allowed_and_hardly_meant(settings):
    loaded = settings(
        {
            "vedette.yaml": "retention: {articles: 1d}",
            "sources.yaml": "sources:\n"
            "  - {id: a, kind: feed, url: https://a.org}\n"
            "  - {id: b, kind: feed, url: https://a.org}\n"
            "  - {id: c, kind: feed, url: https://a.org, enabled: false}\n",
            "channels.yaml": "channels:\n  - {id: main, kind: telegram, chat: 5, watches: []}\n",
            "watches/w.yaml": "id: w\nany: [corridor]\n",
        }
    )
    assert loaded.warnings == (
        "channel “main” names no watch: nothing is sent to it",
        (
            "channel “main” is for Telegram and VEDETTE_TELEGRAM_TOKEN is not set: its alerts "
            "go to the terminal"
        ),
        "watch “w” is named by no channel: its matches are sent nowhere",
        "sources “a” and “b” poll one address",
        "fetch.user_agent names no contact: sites block programs that do not name their owner",
        (
            "retention.articles (1d) is shorter than fetch.fresh (2d): news that is forgotten may "
            "be told again"
        ),
    )


def test_a_full_configuration_has_no_warnings(settings):
    assert settings(FULL, {"VEDETTE_TELEGRAM_TOKEN": "1:a"}).warnings == ()


def test_a_directory_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match=r"^nowhere: there is no such directory; "):
        load(tmp_path / "nowhere", {}, shown_as="nowhere")


def test_a_file_in_the_place_of_the_directory(tmp_path):
    (tmp_path / "config").write_text("x")
    with pytest.raises(ConfigError, match="is a file, not a directory"):
        load(tmp_path / "config", {})


def test_a_missing_vedette_yaml_is_told(settings):
    assert (
        "there is no vedette.yaml: its defaults hold" in settings({"vedette.yaml": None}).warnings
    )
