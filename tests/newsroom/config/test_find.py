"""Which directory is the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsroom.config.find as room
from newsroom.config.find import find, starter
from newsroom.errors import ConfigError


@pytest.fixture
def cwd(tmp_path):
    for name in ("config", "named", "of-the-environment"):
        (tmp_path / name).mkdir()
    (tmp_path / "file").write_text("")
    return tmp_path


def test_the_option_comes_first(cwd):
    environ = {"VEDETTE_CONFIG": "of-the-environment"}
    assert find(Path("named"), environ, cwd) == cwd / "named"
    assert find(cwd / "named", {}, Path("/")) == cwd / "named"


def test_then_the_environment(cwd):
    assert find(None, {"VEDETTE_CONFIG": "of-the-environment"}, cwd) == cwd / "of-the-environment"


@pytest.mark.parametrize("environ", [{}, {"VEDETTE_CONFIG": ""}])
def test_then_the_directory_config_here(cwd, environ):
    assert find(None, environ, cwd) == cwd / "config"


def test_none_without_any(tmp_path):
    assert find(None, {}, tmp_path) is None
    (tmp_path / "config").write_text("a file")
    assert find(None, {}, tmp_path) is None


@pytest.mark.parametrize(
    ("explicit", "environ", "message"),
    [
        ("gone", {}, "gone: --config: there is no such directory; "),
        ("file", {}, "file: --config: is a file, not a directory; "),
        (None, {"VEDETTE_CONFIG": "gone"}, "gone: VEDETTE_CONFIG: there is no such directory; "),
    ],
)
def test_what_is_named_has_to_be_there(cwd, explicit, environ, message):
    with pytest.raises(ConfigError) as caught:
        find(explicit and Path(explicit), environ, cwd)
    assert str(caught.value).startswith(message)


def test_the_starter_of_an_installed_program(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "newsroom"
    (package / "_starter").mkdir(parents=True)
    monkeypatch.setattr(room.newsroom, "__file__", str(package / "__init__.py"))
    assert starter() == package / "_starter"
