"""Set-up with stand-ins for uv and pip: what it does and what it says when they fail."""

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "setup" / "environment.py"

#: Writes down how it was called; `venv` makes a folder, `pip` ends as the test wants it.
UV = """#!/bin/sh
echo "uv $*" >>"$CALLS"
case "$1" in
--version) exit "${UV_WORKS:-0}" ;;
venv) for last; do :; done; mkdir -p "$last/bin" ;;
pip) echo "error: no route to the registry"; sleep "${UV_TAKES:-0}"; exit "${UV_INSTALLS:-0}" ;;
esac
"""
PIP = """
import os, sys
with open(os.environ["CALLS"], "a") as calls:
    print("pip", *sys.argv[1:], file=calls)
if "install" in sys.argv:
    print(os.environ.get("PIP_SAYS", ""))
    sys.exit(int(os.environ.get("PIP_INSTALLS", "0")))
"""


class Checkout:
    """A folder with what set-up reads, and its own PATH."""

    def __init__(self, folder):
        self.folder = folder / "a checkout"
        self.tools = folder / "tools"
        self.calls_file = folder / "calls"
        (self.folder / "setup").mkdir(parents=True)
        self.tools.mkdir()
        shutil.copy(SCRIPT, self.folder / "setup")
        (self.folder / "pyproject.toml").write_text("[project]\n")
        (self.folder / "requirements.lock").write_text("# by\n#    make lock\nclick==8.2\n")
        self.environ = {"PATH": f"{self.tools}:/usr/bin:/bin", "CALLS": str(self.calls_file)}

    def with_uv(self):
        tool = self.tools / "uv"
        tool.write_text(UV)
        tool.chmod(0o755)

    def with_pip(self):
        package = self.tools / "pip"
        package.mkdir()
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(PIP)
        self.environ["PYTHONPATH"] = str(self.tools)

    def command(self, *arguments):
        return [sys.executable, "-B", str(self.folder / "setup" / SCRIPT.name), *arguments]

    def run(self, *arguments, **environ):
        done = subprocess.run(
            self.command(*arguments),
            env={**self.environ, **environ},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done

    def calls(self):
        lines = self.calls_file.read_text().splitlines() if self.calls_file.exists() else []
        self.calls_file.unlink(missing_ok=True)
        return [line for line in lines if "--version" not in line]

    @property
    def is_ready(self):
        return (self.folder / ".venv" / ".set-up").is_file()


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path)


@pytest.fixture
def script():
    spec = importlib.util.spec_from_file_location("environment", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_second_set_up_does_nothing(checkout):
    checkout.with_uv()
    assert checkout.run().returncode == 0
    venv, packages, project = checkout.calls()
    assert venv.startswith("uv venv")
    assert "--require-hashes -r" in packages
    assert "--no-deps --no-build-isolation -e" in project
    second = checkout.run()
    assert (second.returncode, second.stdout, checkout.calls()) == (0, "", [])


@pytest.mark.parametrize("changed", ["pyproject.toml", "requirements.lock"])
def test_a_change_sets_up_anew(checkout, changed):
    checkout.with_uv()
    checkout.run()
    checkout.calls()
    with (checkout.folder / changed).open("a") as file:
        file.write("# changed\n")
    left_over = checkout.folder / ".venv" / "left over"
    left_over.touch()
    assert checkout.run().returncode == 0
    assert len(checkout.calls()) == 3
    assert not left_over.exists()


def test_a_broken_uv_on_path_is_not_used(checkout):
    checkout.with_uv()
    checkout.with_pip()
    done = checkout.run(UV_WORKS="127", PIP_INSTALLS="1", PIP_SAYS="connection broken by 'x'")
    assert done.returncode == 1
    (fetching,) = checkout.calls()
    assert fetching.startswith("pip install --target")


def test_pip_installs_the_same_lock_where_uv_cannot(checkout):
    checkout.with_uv()
    checkout.with_pip()
    done = checkout.run(UV_INSTALLS="1")
    assert done.returncode == 0
    assert "no route to the registry" in done.stdout
    calls = checkout.calls()
    assert sum(line.startswith("uv pip install") for line in calls) == 1
    by_pip = [line for line in calls if line.startswith("pip")]
    assert ["-r" in by_pip[0].split(), "-e" in by_pip[1].split()] == [True, True]
    assert "--require-hashes" in by_pip[0]
    assert all(f"--python {checkout.folder}/.venv/bin/python" in line for line in by_pip)
    assert checkout.is_ready


def test_no_registry_is_said_in_words_and_the_next_run_starts_cleanly(checkout):
    checkout.with_uv()
    checkout.with_pip()
    done = checkout.run(
        UV_INSTALLS="1",
        PIP_INSTALLS="1",
        PIP_SAYS="Retrying (4) after connection broken by 'ProxyError('no route')': /simple",
    )
    assert done.returncode == 1
    assert "The package registry cannot be reached" in done.stderr
    assert "no route" in done.stderr
    assert "Retrying" not in done.stderr
    assert not checkout.is_ready
    assert checkout.run().returncode == 0
    assert checkout.is_ready


def test_other_failures_of_pip_show_its_errors(checkout):
    checkout.with_uv()
    checkout.with_pip()
    done = checkout.run(
        UV_INSTALLS="1", PIP_INSTALLS="1", PIP_SAYS="Looking\nERROR: hashes do not match"
    )
    assert done.returncode == 1
    assert "    ERROR: hashes do not match" in done.stderr
    assert "Looking" not in done.stderr


def test_without_pip_it_says_what_to_install(checkout):
    checkout.with_uv()
    package = checkout.tools / "pip"
    package.mkdir()
    (package / "__init__.py").write_text("raise ImportError\n")
    done = checkout.run(UV_INSTALLS="1", PYTHONPATH=str(checkout.tools))
    assert done.returncode == 1
    assert "apt install python3-pip" in done.stderr


def test_killed_half_way_the_next_one_waits_for_what_still_runs(checkout):
    checkout.with_uv()
    environ = {**checkout.environ, "UV_TAKES": "1"}
    killed = subprocess.Popen(checkout.command(), env=environ, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while "uv pip" not in (checkout.calls_file.read_text() if checkout.calls_file.exists() else ""):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    killed.kill()
    killed.wait()
    assert not checkout.is_ready
    done = checkout.run()
    assert done.returncode == 0
    assert "Waiting for another set-up" in done.stdout
    assert checkout.is_ready


def test_an_old_python_is_told_so(script, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(script.Failure, match=r"Python 3\.9\.18 is too old: .* 3\.11 or newer"):
        script.use_new_enough_python()


def test_a_newer_python_on_path_takes_over(script, monkeypatch, tmp_path):
    # A version manager's name without a Python behind it, then a real one.
    for name, text in (("python3.13", "exit 127"), ("python3.12", f'exec "{sys.executable}" "$@"')):
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    taken = []
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    monkeypatch.setattr(os, "execv", lambda path, _: taken.append(path))
    script.use_new_enough_python()
    assert taken == [str(tmp_path / "python3.12")]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            "NewConnectionError('<pip.Connection object at 0x7f>: Failed: [Errno -3] No name')",
            "Failed: [Errno -3] No name",
        ),
        (
            "ProxyError('Cannot connect.', NewConnectionError('<object at 0x7f>: Refused'))",
            "Refused",
        ),
        ("ReadTimeoutError('Read timed out.')", "Read timed out"),
        ("SSLError(VerifyError(1, 'not trusted'))", "not trusted"),
    ],
)
def test_of_pips_retries_the_first_is_told_in_short(script, error, said):
    line = f"WARNING: Retrying (Retry(total=4)) after connection broken by '{error}': /simple/uv/"
    told = script.reason(f"Looking in links\n{line}\n{line}\nERROR: No matching distribution")
    assert said in told
    assert "0x7f" not in told
    assert len(told.splitlines()) == 1


def test_an_unknown_command_shows_the_known_ones(checkout):
    done = checkout.run("nonsense")
    assert done.returncode == 1
    assert "environment.py lock" in done.stderr
