"""The command `vedette`: its table of commands, and how every error leaves it.

Commands are imported when they are called, so that `vedette --help` answers at once.
Exit codes: 0 done, 1 unexpected error, 2 wrong usage or config, 3 partly done, 4 all failed,
130 interrupted.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from newsroom.errors import ConfigError, VedetteError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Command -> (where it is, what its line in `vedette --help` says).
COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("console.commands.run:run", "Watch the sources and send alerts, until stopped."),
    "demo": ("console.commands.demo:demo", "Play the sample newswire: no network, no token."),
    "init": ("console.commands.init:init", "Copy a starter configuration into a directory."),
    "crawl": ("console.commands.crawl:crawl", "Run spiders now, whatever the schedule says."),
    "read": ("console.commands.read:read", "Print what pages say: title, text, date, language."),
    "votes": ("console.commands.votes:votes", "Read UN votes from pages: tallies and roll calls."),
    "analyse": ("console.commands.analyse:analyse", "Judge items (JSON Lines) by the watches."),
    "evaluate": ("console.commands.evaluate:evaluate", "Compare judgements with labels."),
    "train": ("console.commands.train:train", "Teach the weights that rank incidents."),
    "explain": ("console.commands.explain:explain", "Say why an item was sent, or was not."),
    "watch": ("console.commands.watch:watch", "Try watches on a text; say why nothing was sent."),
    "backtest": (
        "console.commands.backtest:backtest",
        "Say what another configuration would have told.",
    ),
    "sources": ("console.commands.sources:sources", "List, check and count the sources."),
    "config": ("console.commands.config:config", "Check the configuration; write its schemas."),
    "stories": (
        "console.commands.stories:stories",
        "List stories, merge and split them, and say why.",
    ),
    "deliveries": (
        "console.commands.deliveries:deliveries",
        "List, resend and discard what waits or is stuck.",
    ),
    "doctor": ("console.commands.doctor:doctor", "Say what is wrong with this installation."),
}

EXIT_UNEXPECTED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; it is done when the reader of its output has left (`| head`).

        Here, because click itself would end the process with 1.
        """
        try:
            result: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Python would complain again when it flushes at its exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return result

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table, the main job first."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table without importing anything."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"vedette {version('vedette')}")
        ctx.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="A first look: vedette demo. Then: vedette init DIR, and vedette run --config DIR.",
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version,
              help="Print the version and leave.")  # fmt: skip
def cli() -> None:
    """Watch UN resolutions and votes and the news of the Caucasus, and send alerts."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    _spell_out_what_cannot_be_shown()
    code = invoke(arguments)
    # All is done and stored; Ctrl-C during Python's own end would only add a traceback.
    signal.signal(signal.SIGINT, lambda *_: os._exit(EXIT_INTERRUPTED))
    sys.exit(code)


def _spell_out_what_cannot_be_shown() -> None:
    """Let a stream that cannot show a letter (LANG=C) print its code instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def invoke(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every error has become a sentence."""
    try:
        result = cli.main(arguments, prog_name="vedette", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last place to say it well
        return _leave(error)
    return result if isinstance(result, int) else 0


def _leave(error: BaseException) -> int:
    """Say what ended the command, and return the exit code that this means."""
    code = EXIT_UNEXPECTED
    match error:
        case click.exceptions.Exit():
            code = error.exit_code
        case click.ClickException():
            error.show()
            code = error.exit_code
        case click.Abort() | KeyboardInterrupt():
            click.echo("Interrupted.", err=True)
            code = EXIT_INTERRUPTED
        case ConfigError():
            _show_mistakes(error)
            code = EXIT_USAGE
        case VedetteError():
            click.echo(f"vedette: {_clean(str(error))}", err=True)
        case _:
            _show_unexpected(error)
    return code


def _show_mistakes(error: ConfigError) -> None:
    for mistake in error.mistakes:
        click.echo(_clean(str(mistake)), err=True)
    count = len(error.mistakes)
    of_files = f" in {error.files} files" if error.files else ""
    click.echo(f"{count} mistake{'s' * (count != 1)}{of_files}.", err=True)


def _show_unexpected(error: BaseException) -> None:
    """Show an error that nobody foresaw, with its traceback, and without secrets."""
    import traceback

    click.echo(_clean("".join(traceback.format_exception(error))), err=True)
    click.echo("vedette: an unexpected error; the lines above say where. Nothing was lost: what "
               "is stored stays, and vedette can be started again.", err=True)  # fmt: skip


def _clean(text: str) -> str:
    """Strike out the secrets of the environment."""
    from newsroom.config.environment import read_environment

    return read_environment(os.environ).redactor.clean(text)
