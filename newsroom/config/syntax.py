"""What is wrong with a text that is no YAML, in an operator's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from newsroom.config.wording import quote

if TYPE_CHECKING:
    import yaml

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

#: The parser's problem -> our sentence. Of those in the second table the beginning is the place.
_HERE = {
    "mapping values are not allowed in this context": "a second “: ” in this line, or a line "
    "that is indented too far; text with a colon has to stand in quotes",
    "mapping values are not allowed here": "a second “: ” in this line, or a line that is "
    "indented too far; text with a colon has to stand in quotes",
    "block sequence entries are not allowed in this context": "a list has to begin in a line "
    "of its own: “- …”",
    "did not find expected key": "neither a key at the depth of its neighbours nor the end of "
    "a value; check the indentation and the quotes",
    "did not find expected '-' indicator": "neither “- ” at the depth of its neighbours nor "
    "the end of a value; check the indentation and the quotes",
    "found unknown escape character": "a backslash in double quotes begins an escape; write "
    "the text in single quotes",
    "did not find expected node content": "a value is missing before this place",
    "could not find expected ':'": "neither a “key: value” nor a “- value”",
    "did not find expected <document start>": "text after the end of a document",
}
_BEGINNING = {
    "found unexpected end of stream": "the quotation mark that opens here is never closed",
    "did not find expected ',' or ']'": "the “[” that opens here is never closed, or a comma "
    "is missing in it",
    "did not find expected ',' or '}'": "the “{” that opens here is never closed, or a comma "
    "is missing in it",
}


class Place(Protocol):
    """Where the parser stood, from 0."""

    line: int
    column: int


class Broken(Exception):  # noqa: N818 - it is said of the text
    """The text cannot be read further: the line (from 1), and a sentence."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def refuse_characters(text: str) -> None:
    """Raise `Broken` if the text holds a character that YAML does not allow."""
    found = _UNPRINTABLE.search(text)
    if found:
        line = len(_BREAK.findall(text, 0, found.start())) + 1
        raise Broken(line, f"the control character U+{ord(found[0]):04X} cannot stand in YAML")


def broken_by(error: yaml.YAMLError, text: str) -> Broken:
    """Translate the parser's error."""
    problem = str(getattr(error, "problem", None) or "it cannot be read")
    mark = getattr(error, "problem_mark", None)
    if problem in _BEGINNING:
        return Broken(_line(getattr(error, "context_mark", None) or mark), _BEGINNING[problem])
    if problem.startswith("found character") and mark is not None:
        return Broken(_line(mark), _bad_start(_character(text, mark)))
    return Broken(_line(mark), _HERE.get(problem, f"this is not YAML: {problem}"))


def _line(mark: Place | None) -> int:
    return 1 if mark is None else mark.line + 1


def _character(text: str, mark: Place) -> str:
    lines = _BREAK.split(text)
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1]


def _bad_start(character: str) -> str:
    if character == "\t":
        return "a tab; YAML is indented with spaces"
    return f'a value cannot begin with {quote(character)}; put it in quotes: "{character}…"'
