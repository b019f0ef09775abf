"""The operator's directory as it stands on disk: read once, each file with its mistakes in form."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.config.find import as_shipped
from newsroom.config.nodes import Scalar, read_tree
from newsroom.config.page import MOST_MISTAKES, Page, key_of
from newsroom.config.wording import nearest, quote
from newsroom.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsroom.config.nodes import Node, Tree

#: The longest file that is read; an operator's longest has some 50 KB.
MAX_BYTES = 2_000_000
SERIES = "series.yaml"
MEMORY = "memory.jsonl"
PLACES = "places.csv"
WEIGHTS = "weights.json"
VOCABULARY = "vocabulary/"
_NEEDED = {"sources.yaml": "sources: []", "channels.yaml": "channels: []"}
_SINGLE = ("vedette.yaml", SERIES, *_NEEDED)
#: Each may hold any number of files, and a file several documents.
_FOLDERS = ("watches/", VOCABULARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file: its bytes, and its documents if it could be read."""

    #: Within the directory, with `/`.
    name: str
    #: As the operator calls it.
    shown: str
    data: bytes
    pages: tuple[Page, ...]
    mistakes: tuple[Mistake, ...] = ()
    #: False: it could not be read to its end.
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All files of the directory at one moment."""

    files: tuple[File, ...]
    mistakes: tuple[Mistake, ...]
    warnings: tuple[str, ...]
    #: Names of files that are as they came with the program, whose tests have run their examples.
    tried: frozenset[str] = frozenset()
    #: Nobody asks for more than that.
    trusting: bool = True

    @property
    def version(self) -> str:
        """First digits of the hash over the names and the bytes of all files."""
        digest = hashlib.sha256()
        for file in self.files:
            for part in (file.name.encode(), file.data):
                digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()[:8]

    def page(self, name: str) -> Page | None:
        """Return the one document of a file; None where it cannot be read."""
        found = [file for file in self.files if file.name == name and file.whole]
        return found[0].pages[0] if found and found[0].pages else None

    @property
    def watches(self) -> tuple[File, ...]:
        """The files of watches."""
        return tuple(file for file in self.files if file.name.startswith("watches/"))

    @property
    def _of_the_reader(self) -> Iterator[File]:
        """The files with what the reader knows."""
        for file in self.files:
            if file.name in {PLACES, WEIGHTS} or file.name.startswith(VOCABULARY):
                yield file

    @property
    def reads_as_shipped(self) -> bool:
        """Say whether the reader will know and weigh what it knew when the program was tested."""
        return self.trusting and all(file.name in self.tried for file in self._of_the_reader)

    @property
    def reads_whole(self) -> bool:
        """Say whether what the reader knows could be read: else no example proves anything."""
        return all(file.whole and not file.mistakes for file in self._of_the_reader)

    @property
    def watch_pages(self) -> tuple[Page, ...]:
        """The documents of all files of watches, one for each watch."""
        return tuple(page for file in self.watches for page in file.pages)


def read_directory(directory: Path, shown: str, *, trusting: bool = True) -> Snapshot:
    """Read all files of a directory; never raises for what is in it.

    `trusting`: examples that the program's own tests have run are not run again.
    """
    names = sorted({*_there(directory), *_NEEDED})
    files = tuple(read_file(directory / name, name, f"{shown}/{name}") for name in names)
    mistakes = [mistake for file in files for mistake in file.mistakes]
    mistakes.extend(_strangers(directory, shown))
    tried = [file.name for file in files if as_shipped(directory, file.name, file.data)]
    return Snapshot(
        files=files,
        mistakes=tuple(mistakes),
        warnings=tuple(_unread(directory)),
        tried=frozenset(tried if trusting else ()),
        trusting=trusting,
    )


def _there(directory: Path) -> Iterator[str]:
    yield from (name for name in (*_SINGLE, MEMORY, PLACES, WEIGHTS) if (directory / name).exists())
    yield from (
        f"{folder}{path.name}"
        for folder in _FOLDERS
        for path in directory.glob(f"{folder}*.yaml")
        if path.name[0] != "."
    )


def read_file(path: Path, name: str, where: str) -> File:
    """Read one file; what is wrong with it as a whole is its only mistake.

    `where`: how its operator calls it. Of those that are no YAML, the bytes only.
    """
    data = b""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        how = f"; write one with “{_NEEDED[name]}”" if name in _NEEDED else ""
        return _unreadable(name, where, f"the file is missing{how}")
    except OSError as error:
        return _unreadable(name, where, f"cannot be read: {error.strerror}")
    if len(data) > MAX_BYTES:
        return _unreadable(name, where, f"is longer than {MAX_BYTES // 1_000_000} MB", data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _unreadable(name, where, "is not UTF-8 from here on; save it as UTF-8", data, line)
    if name in {MEMORY, PLACES, WEIGHTS}:
        return File(name=name, shown=where, data=data, pages=())
    return _parsed(name, where, data, read_tree(text))


def _unreadable(name: str, where: str, why: str, data: bytes = b"", line: int = 1) -> File:
    mistake = Mistake(file=where, line=line, key="", message=why)
    return File(name=name, shown=where, data=data, pages=(), mistakes=(mistake,), whole=False)


def _parsed(name: str, where: str, data: bytes, tree: Tree) -> File:
    roots = tree.documents or (Scalar(text=None, line=1),)
    mistakes = [
        Mistake(file=where, line=flaw.line, key=key_of(flaw.path), message=flaw.message)
        for flaw in tree.flaws[:MOST_MISTAKES]
    ]
    if name in _SINGLE and len(roots) > 1:
        message = "a second document (“---”) in a file that has one"
        mistakes.append(Mistake(file=where, line=roots[1].line, key="", message=message))
    if name not in _SINGLE:
        roots = tuple(root for root in roots if not _is_nothing(root))
    pages = tuple(Page(file=where, root=root) for root in roots)
    return File(
        name=name,
        shown=where,
        data=data,
        pages=pages,
        mistakes=tuple(mistakes),
        whole=tree.whole,
    )


def _is_nothing(root: Node) -> bool:
    return isinstance(root, Scalar) and root.text is None


def _strangers(directory: Path, shown: str) -> Iterator[Mistake]:
    """Yield files whose names look like ours and are not: nobody would read them."""
    for path in sorted(directory.glob("*.y*ml")):
        if path.name not in _SINGLE and path.name[0] != ".":
            meant = nearest(path.name, _SINGLE)
            right = f"did you mean {quote(meant)}?" if meant else f"those are {', '.join(_SINGLE)}"
            yield _stranger(f"{shown}/{path.name}", f"is no file of this program; {right}")
    for folder in _FOLDERS:
        for path in sorted(directory.glob(f"{folder}*.yml")):
            if path.name[0] != ".":
                right = f"name it {path.stem}.yaml"
                yield _stranger(f"{shown}/{folder}{path.name}", f"would not be read; {right}")


def _stranger(file: str, message: str) -> Mistake:
    return Mistake(file=file, line=1, key="", message=message)


def _unread(directory: Path) -> Iterator[str]:
    if not (directory / "vedette.yaml").exists():
        yield "there is no vedette.yaml: its defaults hold"
