import shutil

import pytest


@pytest.fixture
def database(tmp_path, sqlite_file):
    """Return the address of a new SQLite database in `tmp_path`."""
    return f"sqlite:///{shutil.copy(sqlite_file, tmp_path / 'vedette.db')}"
