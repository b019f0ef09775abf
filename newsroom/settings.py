"""The operator's configuration as frozen types: one snapshot, checked, complete.

`newsroom/config/` makes a `Settings` from YAML and the environment; everybody else only reads it.
Durations are `timedelta`, sizes are bytes, times of day are `time`, zones are IANA names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from ipaddress import IPv4Network, IPv6Network

    from newsroom.secret import Redactor, Secret


class FirstRun(StrEnum):
    """What the first poll of a source may alert."""

    SILENT = "silent"
    RECENT = "recent"
    ALERT = "alert"


class CatchUp(StrEnum):
    """How alerts are told after an outage of a source."""

    DIGEST = "digest"
    LIVE = "live"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """CSS selectors of a `page` source: a listing's items, and an article's parts."""

    item: str
    link: str = "a"
    title: str | None = None
    date: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expects:
    """What a healthy listing of this source shows at least."""

    min_items: int = 1
    dated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One row of `sources.yaml`: what to poll, how, and whose voice it is."""

    id: str
    name: str
    kind: str
    url: str
    languages: tuple[str, ...] = ()
    seat: str | None = None
    leaning: str | None = None
    owner: str | None = None
    every: timedelta = timedelta(minutes=5)
    full_text: bool = True
    enabled: bool = True
    select: Select | None = None
    expects: Expects | None = None


#: `within: sentence`; any other distance is a number of words.
SENTENCE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that has to be true of a report; of several parts, each.

    The names of one part are alternatives: one incident type, topic, place or list of them.
    """

    #: A term: a word, `word*`, a phrase, or a regular expression between slashes.
    word: str | None = None
    #: Types of `config/vocabulary`.
    incident: tuple[str, ...] = ()
    #: Of the reader: un_vote, un_resolution, caucasus_incident, caucasus_politics.
    topic: tuple[str, ...] = ()
    #: Names of places or of what they lie in.
    place: tuple[str, ...] = ()
    #: Ids of word lists.
    list: tuple[str, ...] = ()
    any: tuple[str | Condition, ...] = ()
    #: A tuple in it stands for one of its terms.
    all: tuple[str | tuple[str, ...] | Condition, ...] = ()
    none: tuple[str | Condition, ...] = ()
    #: All that holds has to stand in one sentence (`SENTENCE`), or at most so many words apart.
    within: int | None = None
    #: Of `any`, what holds has to weigh so much together; None: one is enough.
    threshold: int | None = None
    #: In an `any` with a threshold.
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What to look for.

    `any`: one of it at least; `all`: each, of a tuple within it one; `when`: that as well; `none`
    and `unless`: nothing of it. A term is a word, `word*`, a phrase of such words (see
    `newsroom/judge/terms.py`) or a regular expression (`newsroom/judge/patterns.py`).
    """

    id: str
    title: str
    topic: str
    #: The least severity that its matches get.
    severity: int = 1
    any: tuple[str | Condition, ...] = ()
    all: tuple[str | tuple[str, ...] | Condition, ...] = ()
    none: tuple[str | Condition, ...] = ()
    when: Condition | None = None
    unless: Condition | None = None
    #: As in a condition, for `any` and `all`.
    within: int | None = None
    threshold: int | None = None
    #: Matches below it do not count.
    min_severity: int = 0
    fields: tuple[str, ...] = ("title", "body")
    #: Where `none` and `unless` are looked for. Empty: where the others are.
    none_fields: tuple[str, ...] = ()
    #: Empty: every language.
    languages: tuple[str, ...] = ()
    match_examples: tuple[str, ...] = ()
    no_match_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """One file of `vocabulary/`: words of one kind of incident, signal or subject.

    Words are written as in a watch: `word`, `word*`, or a phrase.
    """

    id: str
    title: str
    #: `incident`, `signal`, `genre`, `toll`, `attribution`, `un` or `list`: what it is for.
    use: str
    #: By language, ISO 639-1.
    words: Mapping[str, tuple[str, ...]] = field(hash=False)
    #: Both sides of a pair stand in one sentence, at most eight words apart; by language.
    pairs: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = field(hash=False)
    #: A hit that overlaps one of these does not count.
    exclude: tuple[str, ...] = ()
    #: Counts only together with one of these: another list, `place`, `toll`.
    context_any: tuple[str, ...] = ()
    #: A hint only: any other kind of incident goes before it.
    weak: bool = False
    match_examples: tuple[str, ...] = ()
    no_match_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """One name of a place, in one language, in its dictionary form."""

    lang: str
    text: str
    #: Short or ambiguous: counts only with another sign of the region in the text.
    second_signal: bool = False
    #: That sign must stand in the same sentence.
    same_sentence: bool = False
    #: Also the name of a sports club: no place where the text is about sport.
    club: bool = False
    #: People, a language, an institution (`Armenian`): company for other names, no place itself.
    people: bool = False
    #: Never inflected.
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One row of `places.csv`."""

    #: Stable key: `gegharkunik`.
    id: str
    #: Canonical English name, the title of its Wikipedia page without what follows a comma.
    name: str
    #: country, province, district, city, town, village, border, river, road, mountain ...
    kind: str
    #: The State that it is recognised to belong to: `Armenia`; None for what lies in several.
    country: str | None
    names: tuple[PlaceName, ...]
    #: Keys of the places that it lies in, the nearest one first.
    within: tuple[str, ...] = ()
    #: Name to print, and the other side's name for a disputed place.
    official: str | None = None
    other: str | None = None
    disputed: bool = False
    latitude: float | None = None
    longitude: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of `series.yaml`: UN texts on one subject (see `newsroom/un/series.py`)."""

    id: str
    title: str
    #: Of resolutions or drafts; a star is any run of characters up to the next slash.
    symbols: tuple[str, ...] = ()
    #: Words in a row that the title of each of these texts has.
    titles: tuple[str, ...] = ()
    #: Up to this day `symbols` names every text; None: nobody vouches for that.
    complete_through: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One row of `channels.yaml`: where alerts go, which, and in what manner."""

    id: str
    kind: str
    watches: tuple[str, ...]
    #: `@name` or the numeric id as text; a terminal's chat is `terminal`.
    chat: str
    thread: int | None = None
    language: str = "en"
    timezone: str = "UTC"
    countries: tuple[str, ...] = ()
    names: str = "official_first"
    min_severity: int = 1
    updates: str = "edit"
    silent_below: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedAddress:
    """An entry of `fetch.allow_private`: a network (an address is a /32 or /128), maybe a port."""

    network: IPv4Network | IPv6Network
    port: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """Manners and limits of the way in."""

    user_agent: str
    per_host: int = 1
    #: Pause between two requests to one host. None: 1 s, and no pause for hosts of `allow_private`.
    delay: timedelta | None = None
    timeout: timedelta = timedelta(seconds=30)
    max_body: int = 5_000_000
    allow_private: tuple[AllowedAddress, ...] = ()
    fresh: timedelta = timedelta(hours=48)
    first_run: FirstRun = FirstRun.RECENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most `count` in `per`."""

    count: int
    per: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast messages may leave, all together and per kind of chat."""

    overall: Rate = Rate(count=30, per=timedelta(seconds=1))
    private: Rate = Rate(count=1, per=timedelta(seconds=1))
    group: Rate = Rate(count=20, per=timedelta(minutes=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnUnknown:
    """What to do with a message whose fate is unknown, by kind of chat: look_up, resend or hold."""

    channel: str = "look_up"
    private: str = "resend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telegram:
    """The Bot API and its manners; the token is in `Secrets`."""

    api_url: str = "https://api.telegram.org"
    operators: tuple[int, ...] = ()
    pace: Pace = Pace()
    look_up_after: tuple[timedelta, ...] = (timedelta(seconds=60), timedelta(seconds=300))
    on_unknown: OnUnknown = OnUnknown()


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long stored things are kept."""

    articles: timedelta = timedelta(days=400)
    deliveries: timedelta = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """When two reports are of one event; scores are from 0 to 1."""

    #: From this score on an article joins a story.
    join: float = 0.65
    #: From this score on with a second story, the article shows that the two are one.
    bridge: float = 0.9
    #: Older reports are not compared.
    window: timedelta = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Llm:
    """An OpenAI-compatible endpoint that words what reports say; its key is in `Secrets`."""

    base_url: str
    model: str
    #: Calls a day, UTC.
    daily_budget: int = 200
    #: `translate`, `summarise`.
    use: tuple[str, ...] = ("translate",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """From the environment only; none of it can be printed."""

    telegram_token: Secret | None = None
    #: Of the endpoint in `Settings.llm`; None: it asks for none.
    llm_key: Secret | None = None
    #: A URL, possibly with a password in it: shown only through the redactor.
    database: str = field(default="sqlite:///vedette.db", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One accepted snapshot of the configuration; work finishes with the one it began with."""

    #: First hex digits of the hash over all files: stored with every judgement.
    version: str
    #: The directory as the operator named it.
    directory: str
    timezone: str
    fetch: Fetch
    telegram: Telegram
    catch_up: CatchUp
    retention: Retention
    heartbeat_url: str | None
    #: Where operators are told that Telegram takes nothing from us; None: nowhere.
    webhook: str | None = None
    sources: tuple[Source, ...]
    watches: tuple[Watch, ...]
    channels: tuple[Channel, ...]
    secrets: Secrets
    redactor: Redactor = field(repr=False)
    series: tuple[Series, ...] = ()
    #: Lines of `memory.jsonl`, each found right; `newsroom/un/memory.py` reads them.
    memory: tuple[str, ...] = field(default=(), repr=False)
    #: What the reader knows: `vocabulary/` and `places.csv`.
    vocabulary: tuple[WordList, ...] = field(default=(), repr=False)
    places: tuple[Place, ...] = field(default=(), repr=False)
    #: Text of `weights.json`; "": the reader goes by its rules alone.
    weights: str = field(default="", repr=False)
    stories: Stories = Stories()
    #: None: no model is asked for anything.
    llm: Llm | None = None
    #: Sentences for the operator that block nothing.
    warnings: tuple[str, ...] = ()
