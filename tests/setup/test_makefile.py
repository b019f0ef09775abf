"""The make targets that the documents promise exist, and set up first."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
RULES = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"(?m)^([a-z]+):", RULES))


def promised(text):
    """Find the targets that a document names in its code, in blocks or within a line."""
    code = re.findall(r"(?ms)^```.*?^```|`[^`\n]+`", text)
    return set(re.findall(r"(?m)(?:^|[`$&] ?)make ([a-z]+)(?=[\s`]|$)", "\n".join(code)))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_documents_name_existing_targets(path):
    assert promised(path.read_text(encoding="utf-8")) <= TARGETS


def test_a_promise_is_seen_and_prose_is_none():
    text = """
```sh
make demo   # plays
cd x && make nonsense
```
Run `make test`; we
make sure that it works.
"""
    assert promised(text) == {"demo", "nonsense", "test"}


def test_contributing_names_the_usual_ones():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {"demo", "test", "lint", "bench", "lock"} <= promised(text)


@pytest.mark.parametrize("target", ["setup", "demo", "run", "test", "lint", "bench"])
def test_targets_set_up_first(target):
    assert re.search(rf"(?m)^{target}: \$\(ready\)", RULES)


def test_the_judging_run_ends_with_the_tests_of_the_readme():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "make test"


def test_make_alone_lists_every_target():
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(re.findall(r"(?m)^  make ([a-z]+)\t", done.stdout)) == TARGETS
