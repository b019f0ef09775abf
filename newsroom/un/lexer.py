"""A sentence as a string of kinds, one letter a token, on which the grammar of votes is written.

Beside the words of `lexicon.py`: `9` a number, `3` three numbers joined by dashes, `C` countries,
`S` a symbol, `Q` a quoted title, `l` the number of a paragraph, marks as themselves, `w` the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.un import symbols
from newsroom.un.lexicon import lexicon
from newsroom.un.lists import match_name
from newsroom.un.numbers import read_number
from newsroom.un.text import Token, even, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence


class Lexeme(NamedTuple):
    """One token of the grammar."""

    kind: str
    #: The shade of a phrase (`fail`), a number, codes, a `Symbol`: whatever the kind has.
    value: object
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexed:
    """A sentence with its tokens; offsets count in `text`."""

    text: str
    plain: str
    items: tuple[Lexeme, ...]
    kinds: str

    def within(self, start: int, end: int) -> str:
        """Return the original text of the tokens `start` to `end`, the last not included."""
        if start >= end:
            return ""
        return self.text[self.items[start].start : self.items[end - 1].end]


_QUOTED: Final = re.compile(
    r"“(?P<a>[^“”]{3,600}(?:“[^“”]{1,200}”[^“”]{0,300})*)”|«\s?(?P<b>[^«»]{3,600}(?:«[^«»]{1,200}»[^«»]{0,300})*)\s?»"
    r"|\"(?P<c>[^\"]{3,600})\"|„(?P<d>[^„“”]{3,600})[“”]|(?<![^\W\d_])‘(?P<e>(?:[^‘’]|’(?=\w)){3,600})’(?!\w)"
    r"|(?<![^\W\d_])'(?P<f>(?:[^']|'(?=\w)){12,400})'(?!\w)"
)
_TRIPLE: Final = re.compile(
    r"(?<![\w/.–-])(\d{1,3})\s?[-–:]\s?(\d{1,3})\s?[-–:]\s?(\d{1,3})(?![\w/–-])"
)
#: A number that no body has votes for is a year or a sum.
_MOST: Final = 999
_MARKS: Final = {
    "–": "-",
    "-": "-",
    "(": "(",
    ")": ")",
    ",": ",",
    ";": ";",
    ":": ":",
    "[": "(",
    "]": ")",
    ".": ".",
    "&": "&",
}
_DROPPED: Final = frozenset("'\"“”«»„‘’*_")


def lex(text: str, lang: str, *, human_rights: bool = False) -> Lexed:
    """Read a sentence into tokens."""
    plain = even(text)
    items: list[Lexeme] = []
    spans = _spans(text, plain, human_rights=human_rights)
    position = 0
    for span in [*spans, Lexeme("", None, len(plain), len(plain))]:
        if span.start < position:
            continue
        items += _words(plain, position, span.start, lang)
        if span.kind:
            items.append(span)
        position = max(position, span.end)
    items = _numbered(_joined(items))
    return Lexed(text, plain, tuple(items), "".join(item.kind for item in items))


def _spans(text: str, plain: str, *, human_rights: bool) -> list[Lexeme]:
    """Return what is found by its form: quoted titles, symbols, tallies joined by dashes."""
    found = [
        Lexeme("Q", match.group(match.lastgroup or 0).strip(), match.start(), match.end())
        for match in _QUOTED.finditer(text)
        # A lone word in quotation marks is a word: голосов «против».
        if not match.group(match.lastgroup or 0).strip().isalpha()
        or match.group()[1:].lstrip()[0].isupper()
    ]
    found += [
        Lexeme("S", s, s.start, s.end) for s in symbols.find(plain, human_rights=human_rights)
    ]
    found += [
        Lexeme("3", tuple(map(int, match.groups())), match.start(), match.end())
        for match in _TRIPLE.finditer(plain)
    ]
    return sorted(found, key=lambda span: (span.start, -span.end))


def _words(plain: str, start: int, end: int, lang: str) -> list[Lexeme]:
    part = tokens(plain[start:end])
    found = [Token(t.text, t.folded, t.start + start, t.end + start) for t in part]
    folded = [token.folded for token in found]
    # Phrases run over apostrophes, hyphens and stops: `s'est abstenu`, `no-action motion`.
    spoken = [place for place, token in enumerate(found) if token.text[0].isalnum()]
    order = {place: number for number, place in enumerate(spoken)}
    words = [folded[place] for place in spoken]
    items: list[Lexeme] = []
    at = 0
    while at < len(found):
        lexeme, at = _one(found, folded, words, spoken, order, at, lang, plain)
        if lexeme:
            items.append(lexeme)
    return items


def _one(  # noqa: PLR0913, PLR0917 - the parts of one cursor
    found: Sequence[Token], folded: Sequence[str], words: Sequence[str], spoken: Sequence[int],
    order: dict[int, int], at: int, lang: str, plain: str,
) -> tuple[Lexeme | None, int]:  # fmt: skip
    """Return the token that begins here, and where the next one begins."""
    token = found[at]
    if not token.text[0].isalnum():
        return _mark(token, found, at, plain), at + 1
    if token.text[0].isdigit():
        value = int(token.text) if token.text.isdecimal() and len(token.text) < 5 else -1  # noqa: PLR2004 - see _MOST
        kind = "9" if 0 <= value <= _MOST else "w"
        return Lexeme(kind, value, token.start, token.end), at + 1
    if name := match_name(found, folded, at, lang):
        return Lexeme("C", (name[0],), token.start, found[name[1] - 1].end), name[1]
    phrase = _phrase(found, words, spoken, order, at, lang)
    if phrase and phrase[1] > at + 1:
        kind, shade = _kind(phrase[0])
        return Lexeme(kind, shade, token.start, found[phrase[1] - 1].end), phrase[1]
    if number := read_number(folded, at, lang):
        return Lexeme("9", number[0], token.start, found[number[1] - 1].end), number[1]
    kind, shade = _kind(phrase[0]) if phrase else ("w", token.folded)
    return Lexeme(kind, shade, token.start, token.end), at + 1


def _kind(phrase: str) -> tuple[str, str]:
    kind, _, shade = phrase.partition(":")
    return kind, shade


def _mark(token: Token, found: Sequence[Token], at: int, plain: str) -> Lexeme | None:
    text = token.text
    if text in _DROPPED or text not in _MARKS:
        return None
    if text == "-":
        spaced = (
            plain[max(token.start - 1, 0)].isspace() or plain[token.end : token.end + 1].isspace()
        )
        if not spaced and 0 < at < len(found) - 1:
            return None
    if text == "." and at < len(found) - 1:
        return None
    return Lexeme(_MARKS[text], text, token.start, token.end)


def _phrase(  # noqa: PLR0913, PLR0917 - the parts of one cursor
    found: Sequence[Token], words: Sequence[str], spoken: Sequence[int], order: dict[int, int],
    at: int, lang: str,
) -> tuple[str, int] | None:  # fmt: skip
    """Return the longest phrase at a token, and the token after it; no phrase crosses a comma."""
    phrases, first = lexicon(lang), order[at]
    if not phrases.begins(words[first]):
        return None
    stop = first + 1
    while stop < len(spoken) and stop - first < _LONGEST_PHRASE:
        between = found[spoken[stop - 1] + 1 : spoken[stop]]
        if any(token.text not in "-'." for token in between):
            break
        stop += 1
    hit = phrases.longest(words, first, stop)
    return (hit[0], spoken[hit[1] - 1] + 1) if hit else None


_LONGEST_PHRASE: Final = 8


# --- tokens that belong together ----------------------------------------------------------------

_ARTICLES: Final = frozenset(["the", "le", "la", "les", "l", "el", "los", "las"])


def _joined(items: list[Lexeme]) -> list[Lexeme]:
    """Make one token of countries that only commas, `and` and articles part."""
    joined: list[Lexeme] = []
    waiting: list[Lexeme] = []
    for item in items:
        if item.kind == "C" and joined and joined[-1].kind == "C" and _only_separators(waiting):
            before = joined.pop()
            codes = (*_codes(before), *_codes(item))
            joined.append(Lexeme("C", codes, before.start, item.end))
            waiting = []
            continue
        if joined and joined[-1].kind == "C" and (item.kind in ",;&" or _is_article(item)):
            waiting.append(item)
            continue
        joined += waiting
        waiting = []
        joined.append(item)
    return joined + waiting


def _only_separators(waiting: list[Lexeme]) -> bool:
    return any(item.kind in ",;&" for item in waiting)


def _is_article(item: Lexeme) -> bool:
    return (item.kind in "ow" and item.value in _ARTICLES) or item.kind == "o"


def _codes(item: Lexeme) -> tuple[str, ...]:
    return item.value if isinstance(item.value, tuple) else ()


#: `operative paragraphs 4, 5 and 7`, `l'alinéa 3`: not numbers of votes.
_NUMBERS_OF_PARAGRAPHS: Final = re.compile(r"p[b(]?9(?:(?:,&?|&|-|T)9)*(?![MVvo]*[FAB])")
#: `12 of the Council's 15 members`: the second number is how many there are.
_OUT_OF: Final = re.compile(r"9(b[ow]{0,4}9)(?=[ow]?M)")


def _numbered(items: list[Lexeme]) -> list[Lexeme]:
    """Take numbers that count no votes for what they are."""
    kinds = "".join(item.kind for item in items)
    for match in _NUMBERS_OF_PARAGRAPHS.finditer(kinds):
        first = match.group().index("9")
        for place in range(match.start() + first, match.end()):
            items[place] = items[place]._replace(kind="l")
    for match in _OUT_OF.finditer(kinds):
        for place in range(match.start(1), match.end(1)):
            items[place] = items[place]._replace(kind="o")
    return items
