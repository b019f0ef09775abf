"""`vedette votes import|show|country|matrix|series`: voting records, and what is remembered."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.options import config_option, json_option, settings_of
from console.say import Mark, counted, json_text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsroom.importing import Imported
    from newsroom.settings import Series, Settings
    from newsroom.un.sourced import Sourced
    from newsroom.un.votes import Vote

EXIT_PARTLY = 3
#: Records left out that are named one by one.
_NAMED = 20


@click.command(
    "import",
    epilog="""\b
Examples:
  vedette votes import records.xml
  vedette votes import --json 2026_02_06_ga_voting.csv more.xml
""",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@json_option
@config_option
def import_records(files: tuple[Path, ...], as_json: bool, config_dir: Path | None) -> int:
    """Store voting records of the UN Digital Library.

    MARCXML (a record, or the answer to a search) and the table of all votes (CSV), in any order,
    any number of times. A record that makes no sense is named by its number and left out; nothing
    is kept of a file that is not XML or CSV to its end. Exit 3: there was one or the other.
    """
    settings = settings_of(config_dir, starter=True)
    done = asyncio.run(_import(settings, files))
    if as_json:
        click.echo(json_text(_summary(done)))
    for one in done:
        _say_imported(one)
    return 0 if all(one.whole for one in done) else EXIT_PARTLY


async def _import(settings: Settings, files: Sequence[Path]) -> list[Imported]:
    from console.iso import utc_now
    from newsroom.importing import import_file
    from newsroom.store.database import open_store

    store = await open_store(settings.secrets.database)
    done = []
    try:
        for path in files:
            with _progress(path) as progress:
                done.append(await import_file(store, path, now=utc_now(), progress=progress))
    finally:
        await store.close()
    return done


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[int], None]]:
    """Show on a terminal how far a file is read."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    shown = console.is_terminal
    with Progress(console=console, transient=True, disable=not shown) as bar:
        task = bar.add_task(path.name, total=path.stat().st_size)
        yield lambda done: bar.update(task, completed=done)


def _summary(done: Sequence[Imported]) -> dict[str, object]:
    files = [
        {
            "file": one.file,
            "votes": one.votes,
            "new": one.new,
            "replaced": one.replaced,
            "unchanged": one.unchanged,
            "outranked": one.outranked,
            "left_out": [
                {"record": gone.record or None, "place": gone.place, "why": gone.why}
                for gone in one.left_out
            ],
            "error": one.error,
        }
        for one in done
    ]
    counts = {
        key: sum(getattr(one, key) for one in done)
        for key in ("votes", "new", "replaced", "unchanged", "outranked")
    }
    counts["left_out"] = sum(len(one.left_out) for one in done)
    counts["broken"] = sum(one.error is not None for one in done)
    return {"files": files, "counts": counts}


def _say_imported(one: Imported) -> None:
    if one.error is not None:
        say(Mark.BAD, f"{one.file}: {one.error}; nothing of it is kept")
        return
    parts = [
        f"{number} {word}"
        for word, number in (
            ("new", one.new),
            ("replaced", one.replaced),
            ("unchanged", one.unchanged),
            ("known from a better source", one.outranked),
            ("left out", len(one.left_out)),
        )
        if number
    ]
    detail = f": {', '.join(parts)}" if parts else ""
    mark = Mark.OK if one.whole else Mark.DOUBT
    say(mark, f"{one.file}: {counted(one.votes, 'vote')}{detail}")
    for gone in one.left_out[:_NAMED]:
        name = (
            f"record {gone.record}" if gone.record else f"the {gone.place}. record, without number"
        )
        say(Mark.BAD, f"{name}: {gone.why}")
    if len(one.left_out) > _NAMED:
        say(Mark.BAD, f"and {len(one.left_out) - _NAMED} more; --json names all")


# --- what is remembered -------------------------------------------------------------------------


@click.command(epilog="Example: vedette votes show A/RES/ES-11/1 --json")
@click.argument("symbol")
@json_option
@config_option
def show(symbol: str, as_json: bool, config_dir: Path | None) -> None:
    """Print the vote on a resolution or a draft: who voted how, and who did not vote.

    With --json one object, or null if no such vote is known.
    """
    from console import vote_tables
    from newsroom.un.memory import shown

    settings = settings_of(config_dir, starter=True)
    found = pick(symbol, known_votes(settings))
    if as_json:
        click.echo(json_text(shown(found) if found else None))
    elif found:
        click.echo("\n".join(vote_tables.one_vote(found, settings.series)))
    else:
        say(Mark.NOTE, f"no vote on {symbol} is known here")


class Since(click.ParamType[str]):
    """The first day of a year, a month or a day as it is written: 2022, 2022-03, 2022-03-02."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return an ISO date; fails with an example of what would be right."""
        text = str(value).strip()
        missing = {len("2022"): "-01-01", len("2022-03"): "-01"}.get(len(text), "")
        try:
            return date.fromisoformat(text + missing).isoformat()
        except ValueError:
            self.fail(f"“{text}” is no date; write 2022, 2022-03 or 2022-03-02", param, ctx)


@click.command(
    epilog="""\b
Examples:
  vedette votes country Azerbaijan
  vedette votes country ARM --since 2022
"""
)
@click.argument("country")
@click.option(
    "--since", type=Since(), help="Leave out what was voted on before: 2022, 2022-03, 2022-03-02."
)
@json_option
@config_option
def country(country: str, since: str | None, as_json: bool, config_dir: Path | None) -> None:
    """Print how a country voted, as far as that is known, and its counts in each series.

    COUNTRY: ISO code, or its name in English, Russian, Armenian, Azerbaijani, Georgian, Turkish or
    French. With --since the counts and streaks are those of the texts since then.
    """
    from console import vote_tables

    code = country_code(country)
    settings = settings_of(config_dir, starter=True)
    votes = [one.vote for one in known_votes(settings)]
    if since is not None:
        votes = [vote for vote in votes if vote.date is not None and vote.date >= since]
    if as_json:
        click.echo(json_text(vote_tables.country_json(code, votes, settings.series)))
        return
    click.echo("\n".join(vote_tables.country_lines(code, votes, settings.series)))


@click.command(epilog="Example: vedette votes matrix --countries ARM,AZE,RUS --series ES-11")
@click.option("--countries", metavar="A,B,...", help="Default: those that the channels name.")
@click.option("--series", "series_id", metavar="ID", help="Default: the first of series.yaml.")
@click.option(
    "--png",
    "picture",
    metavar="FILE",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Draw it as well.",
)
@json_option
@config_option
def matrix(
    countries: str | None,
    series_id: str | None,
    picture: Path | None,
    as_json: bool,
    config_dir: Path | None,
) -> None:
    """Print the votes of some countries in a series, one line a text.

    A country's vote that is not known is empty, and null with --json. In the picture each vote is a
    colour and a shape, the newest text on the left.
    """
    from console import vote_tables

    settings = settings_of(config_dir, starter=True)
    chosen = series_named(settings, series_id)
    named = countries.split(",") if countries else _watched(settings)
    codes = list(dict.fromkeys(country_code(name) for name in named if name.strip()))
    if not codes:
        raise click.UsageError("name countries: --countries ARM,AZE,RUS")
    votes = [one.vote for one in known_votes(settings)]
    if picture is not None:
        _draw(picture, codes, votes, chosen)
    if as_json:
        click.echo(json_text(vote_tables.matrix_json(codes, votes, chosen)))
        return
    click.echo("\n".join(vote_tables.matrix_lines(codes, votes, chosen)))


def _draw(file: Path, codes: Sequence[str], votes: Sequence[Vote], chosen: Series) -> None:
    """Write the picture; raises `click.UsageError` where that cannot be done."""
    from alerts.matrix_picture import MOST_TEXTS, matrix_picture
    from alerts.picture import png
    from newsroom.un.claims import members

    texts = members(chosen, votes)
    drawn = png(matrix_picture(chosen.title, codes, texts))
    try:
        file.write_bytes(drawn)
    except OSError as error:
        raise click.UsageError(f"cannot write {file}: {error.strerror}") from None
    left = f", the newest of {len(texts)}" if len(texts) > MOST_TEXTS else ""
    shown = counted(min(len(texts), MOST_TEXTS), "text")
    say(Mark.OK, f"{file}: {len(codes)} x {shown}{left}")


@click.command()
@json_option
@config_option
def series(as_json: bool, config_dir: Path | None) -> None:
    """Print the series of texts, and how much of each is known."""
    from console import vote_tables

    settings = settings_of(config_dir, starter=True)
    votes = [one.vote for one in known_votes(settings)]
    if as_json:
        click.echo(json_text(vote_tables.series_json(votes, settings.series)))
        return
    click.echo("\n".join(vote_tables.series_lines(votes, settings.series)))


#: What `votes` has beside `extract`.
COMMANDS = (show, country, matrix, series, import_records)


def known_votes(settings: Settings) -> tuple[Sourced, ...]:
    """Return all votes of the database and, behind it, of the starter memory; oldest first."""
    from newsroom.un.memory import read_line, remembered

    return remembered(asyncio.run(_stored(settings)), map(read_line, settings.memory))


async def _stored(settings: Settings) -> Sequence[Sourced]:
    from console.stored import stored_only

    async with stored_only(settings) as store:
        return () if store is None else await store.votes()


def pick(symbol: str, votes: Sequence[Sourced]) -> Sourced | None:
    """Return the vote that is meant by a symbol: on the whole text, in its own body, the newest."""
    from newsroom.un.symbols import base, body_of, key, printed
    from newsroom.un.votes import Part

    wanted, draft = key(printed(symbol)), base(printed(symbol))
    found = [
        one
        for one in votes
        if key(one.vote.symbol or "") == wanted or base(one.vote.draft or "") == draft
    ]
    own = body_of(symbol)

    def fits(one: Sourced) -> tuple[bool, bool, bool, str]:
        vote = one.vote
        exact = wanted in {key(vote.symbol or ""), key(vote.draft or "")}
        return vote.part is Part.WHOLE, vote.body == own, exact, vote.date or ""

    return max(found, key=fits, default=None)


def country_code(text: str) -> str:
    """Return the code of a country that a person named; raises `click.UsageError`."""
    from newsroom.un.finding import find_country, nearest

    code = find_country(text)
    if code is None:
        near = nearest(text)
        hint = f"did you mean “{near}”?" if near else "write a name, or an ISO code such as AZE"
        raise click.UsageError(f"no country “{text.strip()}”; {hint}")
    return code


def series_named(settings: Settings, name: str | None) -> Series:
    """Return a series by its id, the first one without; raises `click.UsageError`."""
    ids = [one.id for one in settings.series]
    if not ids:
        raise click.UsageError("series.yaml names no series")
    if name is not None and name not in ids:
        raise click.UsageError(f"no series “{name}”; there are {', '.join(ids)}")
    return settings.series[ids.index(name) if name else 0]


def _watched(settings: Settings) -> list[str]:
    return [code for channel in settings.channels for code in channel.countries]
