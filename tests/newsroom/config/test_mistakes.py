"""Every kind of mistake, by tables: what is written, and what its operator reads."""

from __future__ import annotations

import pytest

SOURCE = "sources:\n  - id: a\n    kind: feed\n    url: https://a.org/feed\n"
CHANNEL = "channels:\n  - id: here\n    kind: terminal\n    watches: []\n"
WATCH = "id: w\nany: [corridor]\n"

# One case after the other: the formatter would stretch the tables to many times their length.
# fmt: off
VEDETTE = [
    ("timezone: Asia/Tiblisi",
     "1: timezone: “Asia/Tiblisi” is not a time zone; did you mean “Asia/Tbilisi”?"),
    ("timezone: [UTC]", "1: timezone: should be a single value, not a list"),
    ("timezone: {a: b}", "1: timezone: should be a single value, not a mapping"),
    ("timezone:", "1: timezone: has no value; give it one or leave the key out"),
    ("timezone: UTC\ntimezone: UTC", "2: timezone: stands twice; the first is in line 1"),
    ("timezon: UTC", "1: timezon: unknown key; did you mean “timezone”?"),
    ("fetch: {dellay: 1s}", "1: fetch.dellay: unknown key; did you mean “delay”?"),
    ("telegram:\n  pace: {foo: 1/s}",
     "2: telegram.pace.foo: unknown key; one of overall, private, group"),
    ("telegram:\n  token: 1:abc",
     "2: telegram.token: secrets come from the environment only: set VEDETTE_TELEGRAM_TOKEN"),
    ("telegram: {api_url: api.telegram.org}",
     ("1: telegram.api_url: “api.telegram.org” is not a web address; "
     "write https://api.telegram.org")),
    ("telegram: {operators: [me]}",
     "1: telegram.operators[0]: “me” is not a whole number; 1 or more"),
    ("telegram: {operators: 5}", "1: telegram.operators: should be a list; write [5]"),
    ("telegram: {operators: {a: b}}",
     "1: telegram.operators: should be a list, not a mapping"),
    ("telegram:\n  operators:",
     "2: telegram.operators: should be a list; write [] for an empty one"),
    ("telegram: {operators: [5, 5]}", "1: telegram.operators: “5” stands twice in it"),
    ("telegram: {pace: {group: 20/m}}",
     "1: telegram.pace.group: “20/m” is not a rate; write 20/min"),
    ("telegram: {pace: {group: 0/s}}",
     "1: telegram.pace.group: “0/s” would never send anything; at least 1/s"),
    ("telegram: {pace: {group: fast}}",
     "1: telegram.pace.group: “fast” is not a rate; write 30/s, 20/min or 100/h"),
    ("telegram: {look_up_after: [300s, 60s]}",
     "1: telegram.look_up_after[1]: should be longer than the one before it"),
    ("telegram: {look_up_after: []}",
     "1: telegram.look_up_after: is an empty list; name one at least, or leave the key out"),
    ("telegram: {on_unknown: {channel: lookup}}",
     ("1: telegram.on_unknown.channel: “lookup” is an unknown value; "
     "one of look_up, resend, hold")),
    ("telegram: yes", "1: telegram: should be a mapping: keys with their values"),
    ("console: {port: 99999}", "1: console.port: 99999 is out of bounds; 0 to 65,535"),
    ("console: {host: a b}", "1: console.host: “a b” is not a host; write 127.0.0.1"),
    ('fetch: {user_agent: ""}',
     "1: fetch.user_agent: is empty; write some words or leave the key out"),
    ("fetch: {user_agent: ведета}",
     "1: fetch.user_agent: “ведета” cannot be sent: use letters of ASCII only"),
    ('fetch: {user_agent: "a\\r\\nX-Evil: b"}',
     "1: fetch.user_agent: “a  X-Evil: b” holds a line break or a control character"),
    ("fetch: {per_host: 0}", "1: fetch.per_host: 0 is out of bounds; 1 to 16"),
    ("fetch: {per_host: 1.5}", "1: fetch.per_host: “1.5” is not a whole number; 1 to 16"),
    ("fetch: {delay: 1}",
     "1: fetch.delay: “1” is not a duration; it has no unit: write 1s, 1m or 1h"),
    ("fetch: {timeout: 0s}", "1: fetch.timeout: “0s” is too short; 1s is the least"),
    ("fetch: {timeout: 1h}", "1: fetch.timeout: “1h” is too long; 10m is the most"),
    ("fetch: {fresh: 99999d}", "1: fetch.fresh: “99999d” is more than a hundred years"),
    ("fetch: {max_body: 5 mb}", "1: fetch.max_body: “5 mb” is not a size; write 5MB"),
    ("fetch: {max_body: 5GB}", "1: fetch.max_body: “5GB” is out of bounds; 1KB to 100MB"),
    ("fetch: {first_run: yes}",
     "1: fetch.first_run: “yes” is an unknown value; one of silent, recent, alert"),
    ("fetch: {allow_private: [10.0.0.1/8]}",
     "1: fetch.allow_private[0]: “10.0.0.1/8” has bits beyond its network; write 10.0.0.0/8"),
    ("fetch: {allow_private: [localhost]}",
     ("1: fetch.allow_private[0]: “localhost” is not an address or a network; write 10.0.0.5, "
     "10.0.0.0/8, 127.0.0.1:8080 or [::1]:8080 (names are not taken)")),
    ("fetch: {allow_private: [127.0.0.1:99999]}",
     "1: fetch.allow_private[0]: “127.0.0.1:99999” has no such port; 1 to 65,535"),
    ("fetch: {allow_private: [127.0.0.0/8:80]}",
     ("1: fetch.allow_private[0]: “127.0.0.0/8:80” is a network with a port; "
     "name a single address")),
    ("catch_up: later", "1: catch_up: “later” is an unknown value; one of digest, live, none"),
    ("retention: {articles: 400}",
     "1: retention.articles: “400” is not a duration; it has no unit: write 400s, 400m or 400h"),
    ("operators: {heartbeat_url: ftp://a.org}",
     "1: operators.heartbeat_url: “ftp://a.org” is not a web address; http:// and https:// are"),
    ("operators: {heartbeat_url: https://user:hunter2@a.org}",
     "1: operators.heartbeat_url: the address holds a user name or a password; leave them out"),
    ("operators: {heartbeat_url: 'https://'}",
     "1: operators.heartbeat_url: “https://” names no host; write https://host/path"),
    ("operators: {heartbeat_url: 'https://a.org:0/'}",
     "1: operators.heartbeat_url: “https://a.org:0/” has the port 0; 1 to 65,535 can be used"),
    ("operators: {webhook: ftp://a.org/hook}",
     "1: operators.webhook: “ftp://a.org/hook” is not a web address; http:// and https:// are"),
    ("summary: {llm: {base_url: ftp://a.org, model: m}}",
     "1: summary.llm.base_url: “ftp://a.org” is not a web address; http:// and https:// are"),
    ("- a", "1: should be a mapping: keys with their values"),
    ("---\ntimezone: UTC\n---\ntimezone: UTC\n",
     "4: a second document (“---”) in a file that has one"),
]

SOURCES = [
    ("", "1: sources: is missing: the sources; `sources: []` for none."),
    ("sources:", "1: sources: should be a list; write [] for an empty one"),
    ("defaults: {every: 5 min}\nsources: []",
     "1: defaults.every: “5 min” is not a duration; write 5m"),
    ("sources:\n  - kind: feed\n    url: https://a.org",
     "2: sources[0].id: is missing: a stable key: letters, digits, hyphens."),
    ("sources:\n  - id: a\n    kind: feed", "2: sources[0].url: is missing: the address to poll."),
    ("sources:\n  - id: un_press\n    kind: feed\n    url: https://a.org",
     ("2: sources[0].id: “un_press” is not an id: letters a-z, digits and hyphens, 64 at most; "
     "write un-press")),
    (SOURCE + SOURCE.removeprefix("sources:\n"),
     "5: sources[1].id: “a” stands twice; the first is in line 2"),
    (SOURCE.replace("feed\n", "rss\n", 1),
     "3: sources[0].kind: “rss” is an unknown kind; one of feed, page, un_press, un_library"),
    *(
        (SOURCE.replace("kind: feed", f"kind: {kind}"),
         (f"3: sources[0].kind: kind “{kind}” is not in this version yet; "
         "one of feed, page, un_press, un_library"))
        for kind in ("sitemap", "telegram", "reliefweb", "gdelt")
    ),
    (SOURCE.replace("https://a.org", "http://a b"),
     "4: sources[0].url: is not an address: no blanks or control characters, 2,048 at most"),
    (SOURCE.replace("https://a.org", "https://a.org:x"),
     ("4: sources[0].url: “https://a.org:x/feed” is not an address; "
     "its host or port cannot be read")),
    (SOURCE + "    every: 0s", "5: sources[0].every: “0s” is too short; 1s is the least"),
    (SOURCE + "    every: 1h30m", "5: sources[0].every: “1h30m” is not a duration; write 90m"),
    (SOURCE + "    enabled: maybe", "5: sources[0].enabled: “maybe” is neither true nor false"),
    (SOURCE + "    seat: am", "5: sources[0].seat: “am” is not written in capitals; write AM"),
    (SOURCE + "    seat: Armenia", ("5: sources[0].seat: “Armenia” is not a code; "
     "such as AM, UN or INT")),
    (SOURCE + "    leaning: left",
     ("5: sources[0].leaning: “left” is an unknown value; "
     "one of state, public, independent, exile, wire, intergovernmental")),
    (SOURCE + "    languages: [EN]",
     "5: sources[0].languages[0]: “EN” is not a language code; write en"),
    (SOURCE + "    languages: [en, english]",
     ("5: sources[0].languages[1]: “english” is not a language code; "
     "two or three letters, such as hy")),
    (SOURCE + "    languages: [en, en]", "5: sources[0].languages: “en” stands twice in it"),
    (SOURCE.replace("kind: feed", "kind: page"),
     "2: sources[0]: kind page needs “select”: CSS selectors, at least select: {item: …}"),
    (SOURCE + "    select: {item: li}",
     "5: sources[0].select: only kind page has selectors, this is kind feed; leave the key out"),
    (SOURCE.replace("kind: feed", "kind: page") + "    select: {link: a}",
     "5: sources[0].select.item: is missing: one item of the listing."),
    (SOURCE.replace("kind: feed", "kind: page") + "    select: {item: 'a::text'}",
     "5: sources[0].select.item: “a::text” selects a part of an element; leave out the “::…”"),
    (SOURCE.replace("kind: feed", "kind: page") + "    select: {item: 'div['}",
     ("5: sources[0].select.item: “div[” is not a CSS selector: "
     "Expected ident or '*', got <EOF at 4>")),
    (SOURCE + "    expects: {min_items: many}",
     "5: sources[0].expects.min_items: “many” is not a whole number; 0 to 5,000"),
    ("sources:\n  - a.org", "2: sources[0]: should be a mapping: keys with their values"),
]

CHANNELS = [
    ("channels:\n  - id: main\n    kind: telegram\n    watches: []",
     "2: channels[0]: kind telegram needs “chat”: where alerts go"),
    (CHANNEL.replace("terminal", "telegrm"),
     "3: channels[0].kind: “telegrm” is an unknown kind; one of telegram, terminal"),
    (CHANNEL + "    chat: '@foo_bar'",
     "5: channels[0].chat: kind terminal has no “chat”; leave the key out"),
    (CHANNEL + "    thread: 5",
     "5: channels[0].thread: kind terminal has no “thread”; leave the key out"),
    (CHANNEL + CHANNEL.removeprefix("channels:\n"),
     "5: channels[1].id: “here” stands twice; the first is in line 2"),
    (CHANNEL.replace("[]", "[lachn]"),
     "4: channels[0].watches[0]: no watch has the id “lachn”; did you mean “lachin”?"),
    (CHANNEL.replace("[]", "[qqq]"),
     "4: channels[0].watches[0]: no watch has the id “qqq”; one of lachin"),
    (CHANNEL.replace("[]", "lachin"), "4: channels[0].watches: should be a list; write [lachin]"),
    (CHANNEL + "    quite: {}", "5: channels[0].quite: unknown key; did you mean “quiet”?"),
    (CHANNEL + "    quiet: {from: 23:00, to: 07:00}",
     "5: channels[0].quiet: “quiet” is not in this version yet; leave the key out"),
    (CHANNEL + "    digest: {at: 08:00}",
     "5: channels[0].digest: “digest” is not in this version yet; leave the key out"),
    (CHANNEL + "    mode: digest",
     "5: channels[0].mode: mode “digest” is not in this version yet; “live” is"),
    (CHANNEL + "    mode: dead", "5: channels[0].mode: “dead” is an unknown value; one of live"),
    (CHANNEL + "    max_per_hour: 30",
     "5: channels[0].max_per_hour: “max_per_hour” is not in this version yet; leave the key out"),
    (CHANNEL + "    language: am",
     ("5: channels[0].language: “am” is an unknown language; "
     "one of en, ru, hy, az, ka, tr, fr")),
    (CHANNEL + "    timezone: tbilisi",
     "5: channels[0].timezone: “tbilisi” is not a time zone; did you mean “Asia/Tbilisi”?"),
    (CHANNEL + "    countries: [arm]",
     "5: channels[0].countries[0]: “arm” is not written in capitals; write ARM"),
    (CHANNEL + "    countries: [AM]",
     "5: channels[0].countries[0]: “AM” is not a code; such as ARM"),
    (CHANNEL + "    min_severity: 4", "5: channels[0].min_severity: 4 is out of bounds; 1 to 3"),
    (CHANNEL + "    updates: edits",
     "5: channels[0].updates: “edits” is an unknown value; one of edit, reply, none"),
    (CHANNEL.replace("terminal", "telegram") + "    chat: example_channel",
     '5: channels[0].chat: “example_channel” is not a chat; write "@example_channel"'),
    (CHANNEL.replace("terminal", "telegram") + "    chat: https://t.me/example",
     '5: channels[0].chat: “https://t.me/example” is not a chat; write "@example"'),
    (CHANNEL.replace("terminal", "telegram") + "    chat: @example",
     '5: a value cannot begin with “@”; put it in quotes: "@…"'),
    (CHANNEL.replace("terminal", "telegram") + "    chat: 0",
     ('5: channels[0].chat: “0” is not a chat; write "@channel_name" (4 to 32 letters, digits '
     "and _) or a numeric id such as -1001234567890")),
    (CHANNEL.replace("terminal", "webhook") + "    url: https://a.org",
     "3: channels[0].kind: kind “webhook” is not in this version yet; one of telegram, terminal"),
]

WATCHES = [
    ("id: w", "1: looks for nothing; a watch needs “any”, “all” or “when”"),
    ("id: w\nany: [//]", "2: any[0]: holds no expression between its slashes"),
    ("any: [corridor]", "1: id: is missing: a stable key: letters, digits, hyphens."),
    (WATCH + "nonne: [a b]", "3: nonne: unknown key; did you mean “none”?"),
    ("id: w\nany: []", "2: any: is an empty list; name one at least, or leave the key out"),
    ("id: w\nany: corridor", "2: any: should be a list; write [corridor]"),
    ("id: w\nany: [[corridor]]", "2: any[0]: should be a single value, not a list"),
    ("id: w\nany: [corridor, ]\nall: [~]",
     "3: all[0]: has no value; give it one or leave the key out"),
    ("id: w\nall: [corridor, []]",
     "2: all[1]: is an empty list; name one at least, or leave the key out"),
    ("id: w\nany:\n  - *corridor\n",
     ("3: “*corridor” repeats a value that is named &corridor before it, and there is none; "
     "as plain text put it in quotes: '*corridor'")),
    ("id: w\nany:\n  - '/(corridor/'\n",
     ("3: any[0]: regex “(corridor” lacks a “)”; "
      'as plain words write "(corridor"')),
    ("id: w\nall:\n  - [corridor, /black sea/i]\n",
     ("3: all[0][1]: regex “black sea” has letters after its last slash; leave “i” out: "
      "no expression minds upper and lower case")),
    ("id: w\nany:\n  - incident: clsh\n",
     "3: any[0].incident: no type of incident is called “clsh”; did you mean “clash”?"),
    ("id: w\nany:\n  - incident: [clash, sport]\n",
     ("3: any[0].incident[1]: no type of incident is called “sport”; one of "
      "blockade_or_closure, border_delimitation, captives_or_exchange, casualty_report, clash, "
      "crackdown, cyber_or_disinfo, detention_or_arrest, disaster, drone_strike, mine_blast, "
      "other, peace_talks, protest, shelling_or_fire, terror_or_shooting, troop_movement")),
    ("id: w\nany: [a b]\nunless:\n  any:\n    - list: sprot\n",
     "5: unless.any[0].list: no list of the vocabulary is called “sprot”; did you mean “sport”?"),
    ("id: w\nwhen:\n  all:\n    - place: {in: [Armenia, Azerbajian]}\n",
     ("4: when.all[0].place.in[1]: no place of places.csv is called “Azerbajian”; "
      "did you mean “Azerbaijan”?")),
    ("id: w\nany:\n  - topic: un_votes\n",
     ("3: any[0].topic[0]: “un_votes” is an unknown topic; one of un_vote, un_resolution, "
      "caucasus_incident, caucasus_politics")),
    ("id: w\nwhen: {any: []}",
     "2: when.any: is an empty list; name one at least, or leave the key out"),
    ("id: w\nwhen: {within: sentence}",
     "2: when: asks for nothing; one of word, incident, topic, place, list, any, all"),
    (WATCH + "unless: {none: [a b]}",
     ("3: unless: has “none” alone: say what has to be there as well; "
      "one of word, incident, topic, place, list, any, all")),
    (WATCH + "within: 25",
     "3: within: “25” is no distance; write sentence, or 25 words"),
    (WATCH + "threshold: 0", "3: threshold: 0 is out of bounds; 1 to 1,000,000"),
    ("id: w\nall: [corridor]\nthreshold: 2",
     "3: threshold: counts the weights of “any”, and there is none"),
    (WATCH + "min_severity: 4", "3: min_severity: 4 is out of bounds; 0 to 3"),
    (WATCH + "when: {words: a b, list: sport}", "3: when.words: unknown key; did you mean “word”?"),
    (WATCH + "fields: [title, text]",
     "3: fields[1]: “text” is an unknown value; one of title, body"),
    (WATCH + "languages: [am]",
     "3: languages[0]: “am” is an unknown language; one of en, ru, hy, az, ka, tr, fr"),
    (WATCH + "severity: 4", "3: severity: 4 is out of bounds; 0 to 3"),
    (WATCH + "topic: two words", "3: topic: “two words” is not one word; write two_words"),
    (WATCH + "examples:\n  match:\n    - the corridor\n    - the floor\n",
     "6: examples.match[1]: should match and does not: 'the floor'"),
    (WATCH + "examples:\n  no_match: [corridor talk]\n",
     "4: examples.no_match[0]: should not match and does (by 'corridor'): 'corridor talk'"),
    (WATCH + "---\n" + WATCH, "4: id: “w” stands twice; the first is in line 1"),
]


# fmt: on


def _expected(file, message):
    return [f"config/{file}:{message}"]


@pytest.mark.parametrize(("text", "message"), VEDETTE)
def test_a_mistake_in_vedette_yaml(mistakes, text, message):
    assert mistakes({"vedette.yaml": text}) == _expected("vedette.yaml", message)


@pytest.mark.parametrize(("text", "message"), SOURCES)
def test_a_mistake_in_sources_yaml(mistakes, text, message):
    assert mistakes({"sources.yaml": text}) == _expected("sources.yaml", message)


@pytest.mark.parametrize(("text", "message"), CHANNELS)
def test_a_mistake_in_channels_yaml(mistakes, text, message):
    files = {"channels.yaml": text, "watches/lachin.yaml": "id: lachin\nany: [Lachin]\n"}
    assert mistakes(files) == _expected("channels.yaml", message)


@pytest.mark.parametrize(("text", "message"), WATCHES)
def test_a_mistake_in_a_watch(mistakes, text, message):
    assert mistakes({"watches/w.yaml": text}) == _expected("watches/w.yaml", message)


def test_a_value_that_comes_later_is_checked_all_the_same(mistakes):
    assert mistakes({"channels.yaml": CHANNEL + "    quiet: {from: 23:00, to: 7:00, at: 1}"}) == [
        (
            "config/channels.yaml:5: channels[0].quiet: “quiet” is not in this version yet; "
            "leave the key out"
        ),
        (
            "config/channels.yaml:5: channels[0].quiet.at: unknown key; "
            "one of from, to, except_severity"
        ),
        'config/channels.yaml:5: channels[0].quiet.to: “7:00” is not a time of day; write "07:00"',
    ]


def test_all_mistakes_of_all_files_come_at_once(mistakes):
    found = mistakes(
        {
            "vedette.yaml": "timezone: nowhere at all\nfetch: {delay: soon}\n",
            "sources.yaml": SOURCE + "    every: 5 min\n    seat: x\n",
            "channels.yaml": CHANNEL.replace("[]", "[gone]"),
            "watches/a.yaml": "id: a\nany: ['x']\nseverity: 9\n",
            "watches/b.yaml": "id: b\nany: [ok\n",
        },
        {"VEDETTE_TELEGRAM_TOKEN": "wrong one"},
    )
    assert [line.split(" ")[0] for line in found] == [
        "config/sources.yaml:5:",
        "config/sources.yaml:6:",
        "config/vedette.yaml:1:",
        "config/vedette.yaml:2:",
        "config/watches/a.yaml:2:",
        "config/watches/a.yaml:3:",
        "config/watches/b.yaml:2:",
        "environment:",
    ]


def test_a_watch_that_cannot_be_read_is_not_missed_by_a_channel(mistakes):
    found = mistakes(
        {"channels.yaml": CHANNEL.replace("[]", "[b]"), "watches/b.yaml": "id: b\nany: [ok\n"}
    )
    assert found == [
        (
            "config/watches/b.yaml:2: the “[” that opens here is never closed, "
            "or a comma is missing in it"
        )
    ]


def test_the_same_id_in_two_files_of_watches(mistakes):
    found = mistakes({"watches/a.yaml": WATCH, "watches/b.yaml": "\n" + WATCH})
    assert found == [
        "config/watches/b.yaml:2: id: “w” stands twice; the first is in config/watches/a.yaml:1"
    ]


def test_more_mistakes_than_anybody_reads_are_counted(mistakes):
    found = mistakes({"vedette.yaml": "".join(f"key{number}: 1\n" for number in range(1500))})
    assert len(found) == 501
    assert "config/vedette.yaml:1: 1,000 more mistakes like these" in found


def test_a_secret_in_a_file_is_not_repeated(mistakes):
    environ = {"VEDETTE_TELEGRAM_TOKEN": "123:verysecret"}
    (found,) = mistakes({"vedette.yaml": "catch_up: 123:verysecret\n"}, environ)
    assert "verysecret" not in found
    assert found.startswith("config/vedette.yaml:1: catch_up: “[secret]” is an unknown value")
