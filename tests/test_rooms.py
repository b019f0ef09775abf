"""What import-linter cannot see: the clock is a module, and each edge library has one home."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_the_clock_knows_no_room():
    rooms = {"newsroom", "spiders", "alerts", "console", "scrapy", "twisted", "telegram"}
    assert not imported(ROOT / "scheduler.py") & rooms


def test_the_clock_is_small():
    assert len((ROOT / "scheduler.py").read_text(encoding="utf-8").splitlines()) <= 150


def test_no_file_is_too_long():
    rooms = ("newsroom", "spiders", "alerts", "console")
    files = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    long = [path.name for path in files if path.read_text(encoding="utf-8").count("\n") > 400]
    assert not long
