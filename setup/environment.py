"""Makes `.venv`: the locked packages and the project, so that `.venv/bin/vedette` works.

    environment.py [setup]              make `.venv`, unless it is up to date
    environment.py lock [OPTION...]     write requirements.lock from pyproject.toml
    environment.py wheel FOLDER FILE    install a built wheel into a new environment

It needs a Python with pip and a package registry, and writes nothing outside the checkout. It uses
only the standard library, and only what Python 3.6 can read (so annotations stand in quotes), to
tell an old Python that it is too old.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

OLDEST = (3, 11)
OTHERS = ("python3.13", "python3.12", "python3.11")
UV = "uv>=0.8,<1"

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
INPUTS = (LOCK, ROOT / "pyproject.toml", Path(__file__).resolve())
VENV = ROOT / ".venv"
#: The Makefile looks at its time, this script at its text.
STAMP = VENV / ".set-up"
#: What set-up needs for itself: uv, and the file that keeps two set-ups apart.
WORKSHOP = ROOT / ".uv"


class Failure(Exception):  # noqa: N818 - it is what the user is told
    """Set-up cannot go on; the message is for the person at the terminal."""


class Outcome(NamedTuple):
    """How a command ended, and what it printed."""

    ok: bool
    text: str


def main(arguments: "Sequence[str]") -> int:
    """Carry out one command; return the exit code."""
    commands: Mapping[str, Callable[..., None]] = {
        "setup": set_up,
        "lock": write_lock,
        "wheel": install_wheel,
    }
    name, *rest = arguments or ("setup",)
    try:
        use_new_enough_python()
        if name not in commands:
            raise Failure(__doc__ or name)  # noqa: TRY301 - said like every other failure
        with alone():
            commands[name](*rest)
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nSet-up interrupted; the next make starts it again.", file=sys.stderr)
        return 130
    return 0


# --- the commands -------------------------------------------------------------------------------


def set_up() -> None:
    """Make `.venv` anew if it is not the one that the lock file describes."""
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == wanted:
        STAMP.touch()
        return
    started = time.monotonic()
    say(f"Setting up .venv with Python {version()} (once; needs the package registry) ...")
    uv = find_uv()
    make_environment(uv, VENV)
    how = "" if uv else ", with pip for want of uv (a minute or two)"
    say(f"  installing {len(pins())} packages from {LOCK.name}{how}")
    uv = install(uv, VENV, "--require-hashes", "-r", str(LOCK))
    install(uv, VENV, "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    STAMP.write_text(wanted, encoding="ascii")
    say(f"  done in {time.monotonic() - started:.0f} s")


def write_lock(*options: str) -> None:
    """Write the lock file: every system, every Python from the oldest on, no addresses in it."""
    uv = find_uv()
    if uv is None:
        raise Failure("The lock file is made by uv, and uv could not be fetched.")
    outcome = run(
        *(uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--extra", "dev"),
        *("--python", sys.executable, "--python-version", ".".join(map(str, OLDEST))),
        *("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"),
        *(*options, "--output-file", LOCK.name, "pyproject.toml"),
    )
    if not outcome.ok:
        raise Failure(f"uv could not make the lock file:\n{reason(outcome.text)}")
    say(f"{LOCK.name}: {len(pins())} packages")


def install_wheel(folder: str, wheel: str) -> None:
    """Install a built wheel as its user would, with the versions of the lock file."""
    uv = find_uv()
    target = Path(folder).resolve()
    make_environment(uv, target)
    constraints = WORKSHOP / "constraints.txt"
    constraints.write_text("\n".join(pins()) + "\n", encoding="utf-8")
    install(uv, target, "--constraint", str(constraints), str(Path(wheel).resolve()))


# --- tools --------------------------------------------------------------------------------------


def use_new_enough_python() -> None:
    """Go on in a newer Python of this machine where the one that runs is too old."""
    if sys.version_info >= OLDEST:
        return
    newer = find_python()
    oldest = ".".join(map(str, OLDEST))
    if newer is None:
        tried = ", ".join((sys.executable or "python3", *OTHERS))
        raise Failure(
            f"Python {version()} is too old: vedette needs {oldest} or newer.\n"
            f"Tried: {tried}. If another one is installed, name it: make PYTHON=/path/to/python3"
        )
    say(f"Python {version()} is too old (vedette needs {oldest}); using {newer}.")
    sys.stdout.flush()
    os.execv(newer, [newer, *sys.argv])  # noqa: S606 - the same script, no shell wanted


def find_python() -> "str | None":
    """Return a Python of this machine that is new enough and really runs."""
    for name in OTHERS:
        path = shutil.which(name)
        # Version managers put names on PATH behind which nothing is installed.
        if path and run(path, "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})").ok:
            return path
    return None


def find_uv() -> "str | None":
    """Return a uv that runs: the user's, an earlier set-up's, or one that pip fetches.

    None if pip can reach the registry and has no uv for this machine. Raises `Failure` if the
    registry cannot be reached.
    """
    own = WORKSHOP / "tool" / "bin" / "uv"
    for path in (shutil.which("uv"), str(own)):
        if path and run(path, "--version").ok:
            return path
    if not run(sys.executable, "-m", "pip", "--version").ok:
        return None
    say("  fetching uv with pip")
    shutil.rmtree(WORKSHOP / "tool", ignore_errors=True)
    # Into a folder of the checkout: a Python that belongs to the system refuses its own.
    outcome = run(sys.executable, "-m", "pip", "install", "--target", str(WORKSHOP / "tool"), UV)
    if outcome.ok and run(str(own), "--version").ok:
        return str(own)
    if unreachable(outcome.text):
        raise Failure(no_registry(outcome.text))
    return None


def make_environment(uv: "str | None", folder: Path) -> None:
    """Make an empty environment in place of whatever is there."""
    shutil.rmtree(folder, ignore_errors=True)
    if uv and run(uv, "venv", "--quiet", "--python", sys.executable, str(folder)).ok:
        return
    shutil.rmtree(folder, ignore_errors=True)
    outcome = run(sys.executable, "-m", "venv", str(folder))
    if not outcome.ok:
        raise Failure(
            f"{sys.executable} has no pip that could fetch uv, and its venv module does not work.\n"
            "On Debian and Ubuntu: apt install python3-pip (or python3-venv). Then run make again."
        )


def install(uv: "str | None", folder: Path, *what: str) -> "str | None":
    """Install with uv, or where that fails with pip: uv does not read pip's settings.

    Returns the uv that works, None if there is none.
    """
    python = str(folder / "bin" / "python")
    if uv:
        outcome = run(uv, "pip", "install", "--quiet", "--python", python, *what)
        if outcome.ok:
            return uv
        say(f"  uv could not install:\n{reason(outcome.text)}")
        say("  trying pip, which has settings of its own (a minute or two)")
    outcome = run(*find_pip(python), "install", "--quiet", *what)
    if not outcome.ok and unreachable(outcome.text):
        raise Failure(no_registry(outcome.text))
    if not outcome.ok:
        raise Failure(f"pip could not install:\n{reason(outcome.text)}")
    return None


def find_pip(python: str) -> "Sequence[str]":
    """Return the command of a pip that installs into the environment of `python`."""
    for pip in ((python, "-m", "pip"), (sys.executable, "-m", "pip", "--python", python)):
        if run(*pip, "--version").ok:
            return pip
    raise Failure(
        f"{sys.executable} has no pip to try instead.\n"
        "On Debian and Ubuntu: apt install python3-pip. Then run make again."
    )


# --- small things -------------------------------------------------------------------------------


def run(*command: str) -> Outcome:
    """Run a command in the checkout, silently."""
    try:
        done = subprocess.run(  # noqa: S603 - pip, uv and Python, with arguments from this file
            command,
            check=False,
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            close_fds=False,
        )
    except OSError as error:
        return Outcome(ok=False, text=str(error))
    return Outcome(ok=done.returncode == 0, text=done.stdout)


def environment() -> "Mapping[str, str]":
    """Return the user's environment, less what would send packages somewhere else."""
    elsewhere = ("VIRTUAL_ENV", "UV_SYSTEM_PYTHON", "PIP_TARGET", "PIP_PREFIX", "PIP_PYTHON")
    kept = {name: value for name, value in os.environ.items() if name not in elsewhere}
    ours = {
        "UV_PYTHON_DOWNLOADS": "never",
        # Once, as pip does: where Python may not write (PYTHONDONTWRITEBYTECODE, an installation
        # of root), each start would compile Scrapy and the rest anew, for seconds.
        "UV_COMPILE_BYTECODE": "1",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_USER": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }
    return {**kept, **ours}


@contextmanager
def alone() -> "Iterator[None]":
    """Wait until no other set-up of this checkout is at work.

    The tools that are started inherit the lock: one that outlives a killed set-up still holds it.
    """
    WORKSHOP.mkdir(exist_ok=True)
    with (WORKSHOP / "lock").open("w") as file:
        os.set_inheritable(file.fileno(), True)  # noqa: FBT003 - os takes it so
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another set-up of this checkout to end ...")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fingerprint() -> str:
    """Say by what `.venv` was made."""
    texts = b"\0".join(path.read_bytes() for path in INPUTS)
    return hashlib.sha256(texts + os.fsencode(ROOT)).hexdigest()


def pins() -> "Sequence[str]":
    """Return the lock's `name==version ; marker` lines, without hashes."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return [line.rstrip(" \\") for line in lines if re.match(r"[a-z0-9][a-z0-9.-]*==", line)]


def unreachable(text: str) -> bool:
    """Tell whether pip failed for want of a registry."""
    return "connection broken by" in text or "Could not fetch URL" in text


def no_registry(text: str) -> str:
    """Say that there is no registry, and what to look at."""
    return (
        f"The package registry cannot be reached:\n{reason(text)}\n"
        "Set-up needs it once. Check the network, or pip's settings (a mirror, a proxy,\n"
        f"certificates): {sys.executable} -m pip config list. Then run make again."
    )


def reason(text: str) -> str:
    """Pick from a tool's output the lines that a person needs, indented."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    # Of pip's retries, what went wrong at the first: "... broken by 'SomeError('<object>: this')'".
    broken = re.findall(r"connection broken by '(?:.*>: )?(.*?)'?\)?':", text)[:1]
    chosen = broken or [line for line in lines if line.startswith("ERROR")] or lines
    return "\n".join(f"    {line[:300]}" for line in chosen[-4:])


def version() -> str:
    """Return the version of the Python that runs."""
    return ".".join(map(str, sys.version_info[:3]))


def say(line: str) -> None:
    """Tell how far set-up is."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
