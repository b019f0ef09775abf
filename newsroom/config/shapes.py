"""The shape of each file: its keys, what each takes, and its default.

What keys mean together is in `checks.py`.
"""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from newsroom.config import written as w
from newsroom.settings import CatchUp, FirstRun, Rate

DEFAULT_TIMEZONE = "Asia/Tbilisi"
DEFAULT_USER_AGENT = "vedette/0.1 (news monitor; contact: set fetch.user_agent)"
DEFAULT_COUNTRIES = ("ARM", "AZE", "GEO", "RUS", "TUR", "IRN")

DURATION = "such as 30s, 5m, 2h or 1d"
LATER = "Not in this version yet."


def later() -> Any:  # noqa: ANN401 - like pydantic's Field
    """Declare a key that is checked, and then refused by `checks.py`."""
    return Field(default=None, description=LATER, json_schema_extra={"deprecated": True})


class Shape(BaseModel):
    """A mapping with known keys; a key without value takes all its defaults."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_empty(cls, value: Any) -> Any:  # noqa: ANN401 - whatever was written
        return {} if value is None else value


# --- vedette.yaml -------------------------------------------------------------------------------

_Fate = Annotated[str, w.one_of("look_up", "resend", "hold")]


class PaceShape(Shape):
    """How fast messages may leave."""

    overall: w.PerSecond = Field(
        default=Rate(count=30, per=timedelta(seconds=1)),
        description="All messages together, such as 30/s.",
    )
    private: w.PerSecond = Field(
        default=Rate(count=1, per=timedelta(seconds=1)),
        description="To one private chat, such as 1/s.",
    )
    group: w.PerSecond = Field(
        default=Rate(count=20, per=timedelta(minutes=1)),
        description="To one group or channel, such as 20/min.",
    )


class OnUnknownShape(Shape):
    """What to do with a message of which nobody knows whether it arrived."""

    channel: _Fate = Field(default="look_up", description="In channels and supergroups.")
    private: _Fate = Field(default="resend", description="In private chats and basic groups.")


class TelegramShape(Shape):
    """The Bot API; its token is in VEDETTE_TELEGRAM_TOKEN."""

    api_url: w.Url = Field(
        default="https://api.telegram.org", description="The Bot API, or a local server of it."
    )
    operators: Annotated[tuple[Annotated[int, w.between(1, 10**15)], ...], w.Distinct] = Field(
        default=(), description="Numeric Telegram ids of the people who run this bot."
    )
    pace: PaceShape = Field(default=PaceShape(), description="How fast messages may leave.")
    look_up_after: Annotated[
        tuple[Annotated[timedelta, w.lasting("1s", "1d")], ...], w.NotEmpty
    ] = Field(
        default=(timedelta(seconds=60), timedelta(seconds=300)),
        description=f"When a message whose fate is unknown is looked up, {DURATION}.",
    )
    on_unknown: OnUnknownShape = Field(
        default=OnUnknownShape(), description="What to do with a message whose fate is unknown."
    )


class ConsoleShape(Shape):
    """Where the web console listens."""

    host: w.Host = Field(default="127.0.0.1", description="Address to listen on.")
    port: Annotated[int, w.between(0, 65_535)] = Field(
        default=8484, description="Port to listen on."
    )


class FetchShape(Shape):
    """Manners and limits of fetching."""

    user_agent: w.Header = Field(
        default=DEFAULT_USER_AGENT, description="Who we are to the sites, with a contact."
    )
    per_host: Annotated[int, w.between(1, 16)] = Field(
        default=1, description="Requests to one host at the same time."
    )
    delay: Annotated[timedelta, w.lasting("0s", "1h")] | None = Field(
        default=None,
        description=f"Pause between two requests to one host, {DURATION}. Left out: 1s, and none "
        "for hosts of allow_private.",
    )
    timeout: Annotated[timedelta, w.lasting("1s", "10m")] = Field(
        default=timedelta(seconds=30), description=f"Longest time of one request, {DURATION}."
    )
    max_body: w.Size = Field(
        default=5_000_000, description="Largest body of an answer, such as 500KB or 5MB."
    )
    allow_private: Annotated[tuple[w.Allowed, ...], w.Distinct] = Field(
        default=(),
        description="Addresses, networks or address:port that may be connected to although they "
        "are not public.",
    )
    fresh: Annotated[timedelta, w.lasting("1s")] = Field(
        default=timedelta(hours=48),
        description=f"What is older when it is first seen never alerts, {DURATION}.",
    )
    first_run: Annotated[str, w.one_of(*FirstRun)] = Field(
        default=str(FirstRun.RECENT), description="What the first poll of a source may alert."
    )


class RetentionShape(Shape):
    """How long stored things are kept."""

    articles: Annotated[timedelta, w.lasting("1s")] = Field(
        default=timedelta(days=400), description=f"Articles and stories, {DURATION}."
    )
    deliveries: Annotated[timedelta, w.lasting("1s")] = Field(
        default=timedelta(days=400), description=f"Deliveries, {DURATION}."
    )


class StoriesShape(Shape):
    """When two reports are of one event."""

    join: Annotated[float, w.share()] = Field(
        default=0.65, description="From this score on, 0 to 1, an article joins a story."
    )
    bridge: Annotated[float, w.share()] = Field(
        default=0.9,
        description="From this score on with a second story, an article shows that the two are "
        "one.",
    )
    window: Annotated[timedelta, w.lasting("1h", "60d")] = Field(
        default=timedelta(days=14), description=f"Older reports are not compared, {DURATION}."
    )


class LlmShape(Shape):
    """An OpenAI-compatible endpoint; its key, if it asks for one, is in VEDETTE_LLM_KEY."""

    base_url: w.Url = Field(
        description="Its address without /chat/completions, such as https://host/v1; a private "
        "one has to be in fetch.allow_private."
    )
    model: w.Text = Field(description="Name of the model, as the endpoint knows it.")
    daily_budget: Annotated[int, w.between(0)] = Field(
        default=200, description="The most calls in a day (UTC)."
    )
    use: Annotated[
        tuple[Annotated[str, w.one_of("translate", "summarise")], ...], w.NotEmpty, w.Distinct
    ] = Field(
        default=("translate",),
        description="translate: where no report in the channel's language can be quoted. "
        "summarise: instead of quoting one.",
    )


class SummaryShape(Shape):
    """How summaries are made."""

    llm: LlmShape | None = Field(
        default=None, description="A model that words what reports say; null: none is asked."
    )


class OperatorsShape(Shape):
    """How operators hear of trouble when Telegram itself is the trouble."""

    heartbeat_url: w.Url | None = Field(
        default=None, description="Address that is asked for every minute while all is well."
    )
    webhook: w.Url | None = Field(
        default=None,
        description="Address that is told, by a POST with JSON, when Telegram refuses the token.",
    )


class VedetteFile(Shape):
    """vedette.yaml: how the program behaves."""

    timezone: w.Zone = Field(
        default=DEFAULT_TIMEZONE,
        description="Zone of the times in alerts, where a channel names none.",
    )
    telegram: TelegramShape = Field(default=TelegramShape(), description="The Bot API.")
    console: ConsoleShape = Field(default=ConsoleShape(), description="The web console.")
    fetch: FetchShape = Field(default=FetchShape(), description="Manners and limits of fetching.")
    catch_up: Annotated[str, w.one_of(*CatchUp)] = Field(
        default=str(CatchUp.DIGEST), description="How news is told after an outage of a source."
    )
    retention: RetentionShape = Field(
        default=RetentionShape(), description="How long things are kept."
    )
    stories: StoriesShape = Field(
        default=StoriesShape(), description="When two reports are of one event."
    )
    summary: SummaryShape = Field(default=SummaryShape(), description="How summaries are made.")
    operators: OperatorsShape = Field(
        default=OperatorsShape(), description="Signs of life and trouble."
    )


# --- sources.yaml -------------------------------------------------------------------------------

_Every = Annotated[timedelta, w.lasting("1s", "30d")]


class SelectShape(Shape):
    """CSS selectors of a `page` source."""

    item: w.Selector = Field(description="One item of the listing.")
    link: w.Selector = Field(default="a", description="Within the item: the link to its page.")
    title: w.Selector | None = Field(
        default=None, description="Title: in the item, or on its page."
    )
    date: w.Selector | None = Field(default=None, description="Date: in the item, or on its page.")
    body: w.Selector | None = Field(default=None, description="Text of the article on its page.")


class ExpectsShape(Shape):
    """What a healthy listing of this source shows at least."""

    min_items: Annotated[int, w.between(0, 5_000)] = Field(
        default=1, description="Number of items."
    )
    dated: w.Switch = Field(default=False, description="Every item has a date.")


class SourceShape(Shape):
    """One source: what to poll, how, and whose voice it is."""

    id: w.Id = Field(description="A stable key: letters, digits, hyphens.")
    name: w.Text | None = Field(
        default=None, description="Its name for people; the id where left out."
    )
    kind: Annotated[str, w.one_of(*w.SOURCE_KINDS, later=w.LATER_SOURCE_KINDS, what="kind")] = (
        Field(description="How it is read: " + ", ".join(w.SOURCE_KINDS) + ".")
    )
    url: w.Url = Field(description="The address to poll.")
    languages: Annotated[tuple[w.SpokenLanguage, ...], w.Distinct] = Field(
        default=(), description="Languages that it is written in (ISO 639)."
    )
    seat: w.Seat | None = Field(
        default=None, description="Whose voice it is: AM AZ GE RU TR IR INT UN …"
    )
    leaning: (
        Annotated[
            str, w.one_of("state", "public", "independent", "exile", "wire", "intergovernmental")
        ]
        | None
    ) = Field(default=None, description="Who stands behind it.")
    owner: w.Text | None = Field(default=None, description="Who owns it.")
    every: _Every | None = Field(default=None, description=f"How often it is polled, {DURATION}.")
    full_text: w.Switch | None = Field(
        default=None, description="Fetch the pages of items that may matter."
    )
    enabled: w.Switch = Field(default=True, description="False: it is not polled.")
    select: SelectShape | None = Field(default=None, description="Kind page: where things are.")
    expects: ExpectsShape | None = Field(default=None, description="What a healthy listing shows.")


class DefaultsShape(Shape):
    """What holds for a source that does not say otherwise."""

    every: _Every = Field(default=timedelta(minutes=5), description=f"How often, {DURATION}.")
    full_text: w.Switch = Field(
        default=True, description="Fetch the pages of items that may matter."
    )


class SourcesFile(Shape):
    """sources.yaml: what is polled."""

    defaults: DefaultsShape = Field(
        default=DefaultsShape(), description="What holds unless said otherwise."
    )
    sources: tuple[SourceShape, ...] = Field(description="The sources; `sources: []` for none.")


# --- channels.yaml ------------------------------------------------------------------------------

_Severity = Annotated[int, w.between(1, 3)]


class DigestShape(Shape):
    """When a digest is sent."""

    at: w.TimeOfDay = Field(default=time(8), description="Time of day.")


class QuietShape(Shape):
    """Hours in which alerts are held."""

    from_: w.TimeOfDay = Field(alias="from", description="Beginning.")
    to: w.TimeOfDay = Field(description="End.")
    except_severity: _Severity | None = Field(
        default=None, description="Sent all the same from this on."
    )


class ChannelShape(Shape):
    """One channel: where alerts go, which, and in what manner."""

    id: w.Id = Field(description="A stable key: letters, digits, hyphens.")
    kind: Annotated[str, w.one_of(*w.CHANNEL_KINDS, later=w.LATER_CHANNEL_KINDS, what="kind")] = (
        Field(description="How alerts are sent: " + ", ".join(w.CHANNEL_KINDS) + ".")
    )
    watches: Annotated[tuple[w.Id, ...], w.Distinct] = Field(
        description="Ids of the watches whose matches are sent."
    )
    chat: w.Chat | None = Field(
        default=None, description='Kind telegram: "@name" in quotes, or a numeric id.'
    )
    url: w.Text | None = later()
    thread: Annotated[int, w.between(1)] | None = Field(
        default=None, description="Kind telegram: the forum topic."
    )
    language: w.OurLanguage = Field(default="en", description="Language of the alerts.")
    timezone: w.Zone | None = Field(
        default=None, description="Zone of the times; that of vedette.yaml where left out."
    )
    countries: Annotated[tuple[w.Country, ...], w.Distinct] = Field(
        default=DEFAULT_COUNTRIES, description="Whose votes are named (ISO 3166-1 alpha-3)."
    )
    names: Annotated[str, w.one_of("official_first", "both_sides", "as_in_source")] = Field(
        default="official_first", description="How disputed places are printed."
    )
    min_severity: _Severity = Field(default=1, description="The least severity that is sent.")
    updates: Annotated[str, w.one_of("edit", "reply", "none")] = Field(
        default="edit", description="How developments of a story are told."
    )
    silent_below: Annotated[int, w.between(0, 4)] = Field(
        default=2, description="Alerts of a lower severity make no sound."
    )
    mode: Annotated[str, w.one_of("live", later=("digest",))] = Field(
        default="live", description="At once."
    )
    digest: DigestShape | None = later()
    quiet: QuietShape | None = later()
    max_per_hour: Annotated[int, w.between(1)] | None = later()


class ChannelsFile(Shape):
    """channels.yaml: where alerts go."""

    channels: tuple[ChannelShape, ...] = Field(description="The channels; `channels: []` for none.")
