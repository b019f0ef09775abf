"""`watches/*.yaml`: what their keys mean together, and whether what they name is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsroom.config.build import build_watch
from newsroom.config.checks import check_watch_ids, given
from newsroom.config.examples import check_examples, needs_reader
from newsroom.config.nodes import Items, Keys, Scalar, at, text_at
from newsroom.config.watch_shapes import WatchFile
from newsroom.config.wording import listed, nearest, quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from newsroom.config.nodes import Node, Path
    from newsroom.config.page import Page
    from newsroom.config.reading import Snapshot
    from newsroom.errors import Mistake
    from newsroom.settings import Place, Watch, WordList

#: What is looked for; a condition without any of these is always true or never.
_WANTED: Final = ("word", "incident", "topic", "place", "list", "any", "all")
_GROUPS: Final = ("any", "all", "none")


def read_watches(snapshot: Snapshot, known: Known) -> tuple[tuple[Watch, ...], list[Mistake]]:
    """Return the watches, and every mistake in them, examples that come out wrong among them."""
    watches = []
    mistakes = list(check_watch_ids(snapshot.watch_pages))
    for page, tried in _pages(snapshot):
        shaped, wrong = page.shaped(WatchFile)
        wrong.extend(_check(page, known))
        if shaped is not None and not wrong:
            watch = build_watch(shaped)
            watches.append(watch)
            if not tried and (known.whole or not needs_reader(watch)):
                wrong.extend(check_examples(page, watch, known))
        mistakes.extend(wrong)
    return tuple(watches), mistakes


def _pages(snapshot: Snapshot) -> Iterator[tuple[Page, bool]]:
    """Yield the documents, and whether the program's own tests have run their examples."""
    for file in snapshot.watches:
        for page in file.pages:
            yield page, file.name in snapshot.tried and snapshot.reads_as_shipped


class Known:
    """What a watch may name, the vocabulary and the places, and the weights that judge with it."""

    def __init__(
        self,
        vocabulary: Sequence[WordList],
        places: Sequence[Place],
        weights: str = "",
        *,
        whole: bool,
    ) -> None:
        self.vocabulary = tuple(vocabulary)
        self.places = tuple(places)
        self.weights = weights
        #: Neither of them has a mistake.
        self.whole = whole
        self._incidents = [one.id for one in vocabulary if one.use == "incident"]
        self._lists = [one.id for one in vocabulary]

    def wrong(self, kind: str, name: str) -> str | None:
        """Say what is wrong with a name; None where it is known."""
        if not self.whole:
            return None
        match kind:
            case "incident":
                return _unknown(name, self._incidents, "no type of incident is called", short=True)
            case "list":
                return _unknown(name, self._lists, "no list of the vocabulary is called")
            case _:
                return self._wrong_place(name)

    def _wrong_place(self, name: str) -> str | None:
        from newsroom.read.text import title_fold  # noqa: PLC0415 - only where places are named

        called = {
            title_fold(written): written
            for place in self.places
            for written in (place.id, place.name, *(one.text for one in place.names))
        }
        if title_fold(name) in called:
            return None
        return _unknown(name, list(called.values()), "no place of places.csv is called")


def _unknown(name: str, known: Collection[str], what: str, *, short: bool = False) -> str | None:
    if name in known:
        return None
    meant = nearest(name, known)
    right = f"; did you mean {quote(meant)}?" if meant else ""
    if not right and short:
        right = f"; one of {listed(sorted(known))}"
    return f"{what} {quote(name)}{right}"


# --- the tree, so that these checks speak even where another value is wrong ---------------------


def _check(page: Page, names: Known) -> Iterator[Mistake]:
    if not isinstance(page.root, Keys):
        return
    if not any(given(page.root, key) for key in ("any", "all", "when")):
        yield page.mistake((), "looks for nothing; a watch needs “any”, “all” or “when”")
    if given(page.root, "threshold") and not given(page.root, "any"):
        yield page.mistake(("threshold",), "counts the weights of “any”, and there is none")
    for key in _GROUPS:
        yield from _check_group(page, (key,), at(page.root, key), names)
    for key in ("when", "unless"):
        yield from _check_condition(page, (key,), at(page.root, key), names)


def _check_group(page: Page, path: Path, node: Node | None, names: Known) -> Iterator[Mistake]:
    if isinstance(node, Items):
        for index, item in enumerate(node.items):
            yield from _check_condition(page, (*path, index), item, names)


def _check_condition(page: Page, path: Path, node: Node | None, names: Known) -> Iterator[Mistake]:
    if not isinstance(node, Keys):
        return
    if not any(given(node, key) for key in _WANTED):
        only = given(node, "none")
        why = "has “none” alone: say what has to be there as well" if only else "asks for nothing"
        # Within a condition that asks for more, what must not be there is enough.
        if not (only and path[-2:-1] == ("all",)):
            yield page.mistake(path, f"{why}; one of {', '.join(_WANTED)}")
    if given(node, "threshold") and not given(node, "any"):
        yield page.mistake((*path, "threshold"), "counts the weights of “any”, and there is none")
    for key in ("incident", "list", "place"):
        for where, name in _named(key, node):
            if why_not := names.wrong(key, name):
                yield page.mistake((*path, *where), why_not)
    for key in _GROUPS:
        yield from _check_group(page, (*path, key), at(node, key), names)


def _named(key: str, node: Node) -> Iterator[tuple[Path, str]]:
    """Yield each name that a condition has under a key, with its place in it."""
    path: Path = (key, "in") if isinstance(at(node, key), Keys) else (key,)
    match at(node, *path):
        case Scalar(text=str(text)):
            yield path, text
        case Items(items=items):
            for index in range(len(items)):
                name = text_at(items[index])
                if name is not None:
                    yield (*path, index), name
