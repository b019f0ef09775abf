"""`vocabulary/*.yaml`: lists of words, the operator's beside those that come with the program.

A file may hold several lists, parted by `---`. The operator's list replaces the program's own of
the same id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from newsroom.config import names
from newsroom.config import written as w
from newsroom.config.checks import check_watch_ids, watch_ids
from newsroom.config.find import starter
from newsroom.config.nodes import at, items_at, read_tree, text_at
from newsroom.config.page import Page
from newsroom.config.reading import VOCABULARY, Snapshot
from newsroom.config.shapes import Shape
from newsroom.config.watch_shapes import ExamplesShape
from newsroom.config.wording import quote, remedy
from newsroom.judge.lists import failing_examples, lists_of
from newsroom.judge.terms import parse_term
from newsroom.settings import WordList

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.errors import Mistake

USES = (
    "list", "incident", "signal", "genre", "clause", "toll", "attribution", "body", "institution",
    "side", "un", "politics", "event",
)  # fmt: skip
#: What `context_any` may name beside lists.
_CONTEXTS = ("place", "toll")


def _term(text: str) -> str:
    parse_term(text)
    return text


def _list_id(text: str) -> str:
    """Read an id: one word, or that of a body: `AM/defence-ministry`."""
    for part in text.split("/", 1):
        names.parse_topic(part)
    return text


def _one_is_a_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _two(sides: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    if len(sides) != 2:  # noqa: PLR2004 - a pair
        raise ValueError(f"a pair has two sides, this has {len(sides)}: [[fire, fires], village]")
    return sides


_Id = Annotated[
    str, w.Written(_list_id, {"type": "string", "pattern": r"^\w[\w-]{0,63}(/\w[\w-]{0,63})?$"})
]
_ONE: Final = {"type": ["string", "number"], "minLength": 1}
_Term = Annotated[str, w.Written(_term, _ONE)]
_Terms = Annotated[tuple[_Term, ...], w.NotEmpty]
_Side = Annotated[
    tuple[_Term, ...],
    BeforeValidator(_one_is_a_list),
    w.NotEmpty,
    WithJsonSchema({"anyOf": [_ONE, {"type": "array", "items": _ONE}]}),
]
_Pair = Annotated[tuple[_Side, ...], AfterValidator(_two)]


class VocabularyFile(Shape):
    """vocabulary/*.yaml: words of one kind. Several lists in one file are parted by `---`."""

    id: _Id = Field(description="What watches call it: `list: sport`, `incident: clash`.")
    title: w.Text | None = Field(default=None, description="Its name for people.")
    use: Annotated[str, w.one_of(*USES, what="use")] = Field(
        default="list", description="What the reader takes it for; `list`: only watches ask for it."
    )
    words: dict[w.OurLanguage, _Terms] = Field(
        default={}, description="By language: a word, word*, or a phrase."
    )
    pairs: dict[w.OurLanguage, tuple[_Pair, ...]] = Field(
        default={},
        description="By language: two words, or lists of words, in one sentence, in any order.",
    )
    exclude: tuple[_Term, ...] = Field(
        default=(), description="A hit that overlaps one of these does not count."
    )
    context_any: tuple[w.Topic, ...] = Field(
        default=(),
        description="An incident of this kind needs one of these beside it: a list, place, toll.",
    )
    weak: w.Switch = Field(
        default=False, description="A hint only: any other kind of incident goes before it."
    )
    examples: ExamplesShape = Field(
        default=ExamplesShape(), description="Run at load; one that fails blocks the change."
    )


def read_vocabulary(snapshot: Snapshot) -> tuple[tuple[WordList, ...], list[Mistake]]:
    """Return the lists, the program's own and the operator's, and what is wrong with them."""
    theirs = {file.name: file for file in snapshot.files if file.name.startswith(VOCABULARY)}
    ours = tuple(
        _Source(f"the starter configuration/{name}", data, tried=snapshot.trusting)
        for name, data in _starter_files()
        if name not in theirs or theirs[name].data != data
    )
    lists, mistakes = _read(ours, ())
    whole = tuple(
        _Source(file.shown, file.data, file.pages, tried=file.name in snapshot.tried)
        for file in theirs.values()
        if file.whole
    )
    added, wrong = _read(whole, tuple(one.id for one in lists))
    return tuple({one.id: one for one in (*lists, *added)}.values()), [*mistakes, *wrong]


def _starter_files() -> Iterator[tuple[str, bytes]]:
    for path in sorted((starter() / VOCABULARY).glob("*.yaml")):
        yield f"{VOCABULARY}{path.name}", path.read_bytes()


@dataclass(frozen=True, slots=True)
class _Source:
    """A file, told apart by its bytes."""

    shown: str
    data: bytes
    #: None: not parsed yet.
    pages: tuple[Page, ...] | None = field(default=None, compare=False)
    #: Its examples have been run by the program's tests.
    tried: bool = False

    def documents(self) -> tuple[Page, ...]:
        """Return its documents; what is wrong with its form is named by who read it first."""
        if self.pages is not None:
            return self.pages
        roots = read_tree(self.data.decode("utf-8-sig")).documents
        return tuple(Page(file=self.shown, root=root) for root in roots)


@lru_cache(maxsize=8)
def _read(
    files: tuple[_Source, ...], known: tuple[str, ...]
) -> tuple[tuple[WordList, ...], tuple[Mistake, ...]]:
    """Read lists; remembered, since most changes of a configuration leave the vocabulary alone."""
    read = [(page, file.tried) for file in files for page in file.documents()]
    pages = [page for page, _ in read]
    ids = {*known, *watch_ids(pages)}
    mistakes = list(check_watch_ids(pages))
    lists: dict[str, WordList] = {}
    to_try: list[tuple[Page, WordList]] = []
    for page, tried in read:
        shaped, wrong = page.shaped(VocabularyFile)
        wrong.extend(_check(page, ids))
        if shaped is not None and not wrong:
            lists[shaped.id] = _built(shaped)
            if not tried:
                to_try.append((page, lists[shaped.id]))
        mistakes.extend(wrong)
    mistakes.extend(_check_examples(to_try))
    return tuple(lists.values()), tuple(mistakes)


def _check(page: Page, ids: set[str]) -> Iterator[Mistake]:
    if at(page.root, "words") is None and at(page.root, "pairs") is None:
        yield page.mistake((), "has no words; a list needs “words” or “pairs”")
    for index, item in enumerate(items_at(page.root, "context_any")):
        name = text_at(item)
        if name is not None and name not in ids and name not in _CONTEXTS:
            right = remedy(name, (*_CONTEXTS, *sorted(ids)))
            message = f"there is no list {quote(name)}; {right}"
            yield page.mistake(("context_any", index), message)


def _check_examples(lists: Sequence[tuple[Page, WordList]]) -> Iterator[Mistake]:
    """Run the examples of lists; which of them are found in a text depends on each alone."""
    pages = {one.id: page for page, one in lists}
    compiled = lists_of(tuple(one for _, one in lists))
    for name, page in pages.items():
        for kind, index, why in failing_examples(compiled, name):
            yield page.mistake(("examples", kind, index), why)


def _built(shape: VocabularyFile) -> WordList:
    return WordList(
        id=shape.id,
        title=shape.title or shape.id,
        use=shape.use,
        words=shape.words,
        pairs={
            lang: tuple((left, right) for left, right in pairs)
            for lang, pairs in shape.pairs.items()
        },
        exclude=shape.exclude,
        context_any=shape.context_any,
        weak=shape.weak,
        match_examples=shape.examples.match,
        no_match_examples=shape.examples.no_match,
    )
