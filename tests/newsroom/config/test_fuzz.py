"""Whatever stands in a file, its operator reads mistakes, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsroom.config.load import load
from newsroom.config.nodes import plain, read_tree
from newsroom.errors import ConfigError

SHIPPED = Path(__file__).parents[3] / "config"
SMALL = {
    "vedette.yaml": (SHIPPED / "vedette.yaml").read_text(encoding="utf-8"),
    "sources.yaml": (SHIPPED / "sources.yaml").read_text(encoding="utf-8")[:1_500],
    "channels.yaml": (SHIPPED / "channels.yaml").read_text(encoding="utf-8"),
    "watches/w.yaml": "id: un-resolutions\nany: [a*, b]\nall: [[ab, cd*], ef]\nnone: [gh]\n"
    "examples: {match: [ab ef], no_match: [gh]}\n",
}
#: What YAML, our keys and our values are made of.
PIECES = st.sampled_from(
    [*"[]{}:,-&*!|>'\"%@`#?~\n\t \\\x00\ufeff\u2028", "  - ", ": ", "\n  ", "---\n", "<<: ", "&a ",
     "*a", "!!str ", "null", "no", "23:00", "id", "sources", "any", "when", "select", "/(/",
     "1" * 30, "İ", "և", "https://[", "::1", "..", "-1", "1e9", "\ud7ff", "😀"]
)  # fmt: skip
RELAXED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    path = tmp_path_factory.mktemp("fuzz")
    (path / "watches").mkdir()
    return path


def _load(directory, files):
    for name, text in files.items():
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        (directory / name).write_bytes(data)
    try:
        load(directory, {})
    except ConfigError as error:
        assert error.mistakes  # noqa: PT017 - either outcome is right
        assert all("\n" not in str(mistake) for mistake in error.mistakes)  # noqa: PT017


@RELAXED
@given(st.sampled_from(sorted(SMALL)), st.text() | st.lists(PIECES, max_size=30).map("".join))
def test_any_text(directory, name, text):
    _load(directory, SMALL | {name: text})


@RELAXED
@given(st.sampled_from(sorted(SMALL)), st.binary(max_size=200))
def test_any_bytes(directory, name, data):
    _load(directory, SMALL | {name: data})


@RELAXED
@given(st.sampled_from(sorted(SMALL)), st.data())
def test_files_with_pieces_put_in_and_taken_out(directory, name, data):
    text = SMALL[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 5))
        text = text[:start] + data.draw(PIECES) + text[end:]
    _load(directory, SMALL | {name: text})


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "kind", "url", "select", "item", "any", "all", "none", "when", "place", "in",
                 "examples", "match", "quiet", "from", "watches", "sources", "channels", "fetch",
                 "telegram", "look_up_after", "summary", "llm", "operators"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)  # fmt: skip


@RELAXED
@example(name="watches/w.yaml", value={"id": "a\nb"}, wrapped=False)
@given(st.sampled_from(sorted(SMALL)), _ANYTHING, st.booleans())
def test_any_shape(directory, name, value, wrapped):
    top = {"sources.yaml": "sources", "channels.yaml": "channels"}.get(name)
    if wrapped and top:
        value = {top: value if isinstance(value, list) else [value]}
    _load(directory, SMALL | {name: yaml.safe_dump(value, allow_unicode=True)})


#: Without the characters that YAML folds, or does not allow.
_LINE = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=30)
_TEXTS = st.recursive(
    st.none() | _LINE,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(_LINE.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=20,
)


@RELAXED
@given(_TEXTS)
def test_what_was_written_is_what_is_read(value):
    tree = read_tree(json.dumps(value, ensure_ascii=False))
    assert not tree.flaws
    assert [plain(root) for root in tree.documents] == [value]
