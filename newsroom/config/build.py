"""From shapes, which mirror the files, to the frozen types that the program works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.settings import (
    Channel,
    Condition,
    Expects,
    Fetch,
    FirstRun,
    Llm,
    OnUnknown,
    Pace,
    Retention,
    Select,
    Source,
    Stories,
    Telegram,
    Watch,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsroom.config.shapes import (
        ChannelShape,
        DefaultsShape,
        FetchShape,
        LlmShape,
        RetentionShape,
        SourceShape,
        StoriesShape,
        TelegramShape,
    )
    from newsroom.config.watch_shapes import ConditionShape, WatchFile


def build_fetch(shape: FetchShape) -> Fetch:
    """Return manners and limits of fetching."""
    return Fetch(
        user_agent=shape.user_agent,
        per_host=shape.per_host,
        delay=shape.delay,
        timeout=shape.timeout,
        max_body=shape.max_body,
        allow_private=shape.allow_private,
        fresh=shape.fresh,
        first_run=FirstRun(shape.first_run),
    )


def build_telegram(shape: TelegramShape) -> Telegram:
    """Return the Bot API and its manners."""
    pace, unknown = shape.pace, shape.on_unknown
    return Telegram(
        api_url=shape.api_url,
        operators=shape.operators,
        pace=Pace(overall=pace.overall, private=pace.private, group=pace.group),
        look_up_after=shape.look_up_after,
        on_unknown=OnUnknown(channel=unknown.channel, private=unknown.private),
    )


def build_retention(shape: RetentionShape) -> Retention:
    """Return how long stored things are kept."""
    return Retention(articles=shape.articles, deliveries=shape.deliveries)


def build_stories(shape: StoriesShape) -> Stories:
    """Return when two reports are of one event."""
    return Stories(join=shape.join, bridge=shape.bridge, window=shape.window)


def build_llm(shape: LlmShape) -> Llm:
    """Return the endpoint of a model."""
    return Llm(
        base_url=shape.base_url,
        model=shape.model,
        daily_budget=shape.daily_budget,
        use=shape.use,
    )


def build_source(row: SourceShape, defaults: DefaultsShape) -> Source:
    """Return a source, with the defaults of its file."""
    select, expects = row.select, row.expects
    return Source(
        id=row.id,
        name=row.name or row.id,
        kind=row.kind,
        url=row.url,
        languages=row.languages,
        seat=row.seat,
        leaning=row.leaning,
        owner=row.owner,
        every=defaults.every if row.every is None else row.every,
        full_text=defaults.full_text if row.full_text is None else row.full_text,
        enabled=row.enabled,
        select=Select(**select.model_dump()) if select else None,
        expects=Expects(**expects.model_dump()) if expects else None,
    )


def build_watch(shape: WatchFile) -> Watch:
    """Return a watch."""
    return Watch(
        id=shape.id,
        title=shape.title or shape.id,
        topic=shape.topic or shape.id,
        severity=shape.severity,
        any=_entries(shape.any),
        all=_groups(shape.all),
        none=_entries(shape.none),
        when=_condition(shape.when) if shape.when else None,
        unless=_condition(shape.unless) if shape.unless else None,
        within=shape.within,
        threshold=shape.threshold,
        min_severity=shape.min_severity,
        fields=shape.fields,
        none_fields=shape.none_fields,
        languages=shape.languages,
        match_examples=shape.examples.match,
        no_match_examples=shape.examples.no_match,
    )


def _condition(shape: ConditionShape) -> Condition:
    return Condition(
        word=shape.word,
        incident=shape.incident or (),
        topic=shape.topic or (),
        place=shape.place.in_ if shape.place else (),
        list=shape.list or (),
        any=_entries(shape.any),
        all=_groups(shape.all),
        none=_entries(shape.none),
        within=shape.within,
        threshold=shape.threshold,
        weight=shape.weight,
    )


def _entries(entries: Iterable[str | ConditionShape] | None) -> tuple[str | Condition, ...]:
    return tuple(one if isinstance(one, str) else _condition(one) for one in entries or ())


def _groups(
    entries: Iterable[str | tuple[str, ...] | ConditionShape] | None,
) -> tuple[tuple[str, ...] | Condition, ...]:
    return tuple(
        (one,) if isinstance(one, str) else one if isinstance(one, tuple) else _condition(one)
        for one in entries or ()
    )


def build_channel(row: ChannelShape, timezone: str) -> Channel:
    """Return a channel, in the program's zone where it names none."""
    return Channel(
        id=row.id,
        kind=row.kind,
        watches=row.watches,
        chat=row.chat or row.kind,
        thread=row.thread,
        language=row.language,
        timezone=row.timezone or timezone,
        countries=row.countries,
        names=row.names,
        min_severity=row.min_severity,
        updates=row.updates,
        silent_below=row.silent_below,
    )
