"""Text as it is stored (`clean`) and as it is compared (`fold`), with the way back to the original.

Never compare raw lower-cased text: patterns, texts and titles all go through `fold`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# --- as it is stored ----------------------------------------------------------------------------

#: Without its semicolon an entity is left alone: `?a=1&copy=2` is an address, not a sign.
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
#: Controls other than tab and newline, bidi controls, and code points that are no characters.
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_EDGES: Final = " \t\n\u00a0\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff"
_SPACES: Final = re.compile(r"[^\S\n]+")
_ALL_SPACES: Final = re.compile(r"\s+")
_AROUND_NEWLINE: Final = re.compile(r" ?\n ?")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")

#: Some feeds escape twice; a third time would be text about HTML.
_PASSES: Final = 2


def clean(text: str, *, one_line: bool = False, limit: int | None = None) -> str:
    """Return `text` as it may be stored: NFC, no control or bidi characters, trimmed.

    Entities left over from double escaping are decoded. `one_line` makes every white space one
    space; `limit` cuts after so many code points.
    """
    text = unescape(text)
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    if one_line:
        text = _ALL_SPACES.sub(" ", text)
    else:
        text = _AROUND_NEWLINE.sub("\n", _SPACES.sub(" ", text))
        text = _EMPTY_LINES.sub("\n\n", text)
    text = text.strip(_EDGES)
    return text if limit is None or len(text) <= limit else text[:limit].rstrip(_EDGES)


def unescape(text: str) -> str:
    """Decode entities that end in a semicolon, twice if need be."""
    for _ in range(_PASSES):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return text


#: Each alternative stops at the next `<` or runs to the end of the text: no input is slow.
_MARKUP: Final = re.compile(
    r"""
      <!--.*?(?:-->|\Z)
    | <(?P<dropped>script|style|template|noscript|iframe)\b.*?(?:</(?P=dropped)\s*>|\Z)
    | </?(?P<tag>[a-z][a-z0-9:-]*)(?:(?:"[^"<]*"|'[^'<]*'|[^<>"'])*+|[^<>]*)>
    | <[?!](?!\[CDATA\[)[^<>]*>
    | <!\[CDATA\[ | \]\]>
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_BLOCKS: Final = re.compile(
    "address|article|aside|blockquote|br|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tr|ul"
)
_CELLS: Final = frozenset({"td", "th"})
_BLANK_LINES: Final = re.compile(r"[^\S\n]*\n\s*")


def strip_tags(markup: str) -> str:
    """Return the text of a piece of HTML: entities decoded, each block on its own line.

    Scripts and styles are dropped. A text without any tag keeps its own line breaks.
    """
    if "<" not in markup:
        return html.unescape(markup).strip()
    pieces: list[str] = []
    end = 0
    for found in _MARKUP.finditer(markup):
        pieces += (markup[end : found.start()], _instead(found["tag"]))
        end = found.end()
    if not end:
        return html.unescape(markup).strip()
    pieces.append(markup[end:])
    # White space of the source means one space; only then do blocks break lines.
    lines = _ALL_SPACES.sub(" ", "".join(pieces)).replace(_BREAK, "\n")
    return html.unescape(_BLANK_LINES.sub("\n", lines)).strip()


#: Stands for a line break until the white space is collapsed; no text holds it after `clean`.
_BREAK: Final = "\ufdd0"


def _instead(tag: str | None) -> str:
    name = (tag or "").lower()
    if _BLOCKS.fullmatch(name):
        return _BREAK
    return " " if name in _CELLS else ""


# --- as it is compared --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that remembers where each of its characters came from."""

    text: str
    #: For each character, where its origin begins in the original; then the original's length.
    starts: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of the original, in code points, that folded to `start:end`.

        It covers whole origins: half of a folded `ss` is the whole `ß`.
        """
        if start >= end:
            return self.starts[start], self.starts[start]
        last = self.starts[end - 1]
        after = end
        while after < len(self.starts) - 1 and self.starts[after] == last:
            after += 1
        return self.starts[start], self.starts[after]


def fold(text: str) -> Folded:
    """Fold `text` for comparison, with a map back to the code points of the original."""
    if text.isascii():
        return Folded(_fold_ascii(text), range(len(text) + 1))
    simple = _simple()
    if not (rare := simple.rare.search(text)):
        return Folded(_join(text.translate(simple.table)), range(len(text) + 1))
    pieces: list[str] = []
    starts = array("L")
    end = 0
    while rare:
        pieces.append(text[end : rare.start()].translate(simple.table))
        starts.extend(range(end, rare.start()))
        for begin, cluster in _clusters(rare.group(), rare.start()):
            folded = _fold_cluster(cluster)
            pieces.append(folded)
            starts.extend([begin] * len(folded))
        end = rare.end()
        rare = simple.rare.search(text, end)
    pieces.append(text[end:].translate(simple.table))
    starts.extend(range(end, len(text) + 1))
    return Folded(_join("".join(pieces)), starts)


def fold_plain(text: str) -> str:
    """Fold `text` for comparison where nobody asks for the way back."""
    if text.isascii():
        return _fold_ascii(text)
    simple = _simple()
    return _join(simple.rare.sub(_fold_run, text).translate(simple.table))


def _fold_ascii(text: str) -> str:
    return text.lower().replace("`", "'")


#: Letters and digits; a combining mark that stayed (not Latin) belongs to its word.
_TOKEN: Final = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")


def tokens(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each word of a folded text; hyphen and apostrophe separate words."""
    for found in _TOKEN.finditer(folded):
        yield found.span()


def title_fold(title: str) -> str:
    """Return the mark of an exact copy: the folded words, one space between; "" without a word."""
    return " ".join(_TOKEN.findall(fold_plain(title)))


# What `fold` does is the order of steps in `_fold_once`, repeated until nothing changes. Almost all
# characters of the seven languages fold to one character whatever stands beside them: these are
# translated by a table in one go. The few others are folded in clusters, and remembered.

#: Blocks whose characters are candidates for the table.
_COMMON: Final = (
    range(0x300),
    range(0x370, 0x483),
    range(0x48A, 0x590),
    range(0x10A0, 0x1100),
    range(0x1C90, 0x1CC0),
    range(0x1E00, 0x1F00),
    range(0x2000, 0x2070),
    range(0x20A0, 0x20D0),
    range(0x2190, 0x2600),
)


class _Simple(NamedTuple):
    table: dict[int, str]
    #: A run of characters that the table does not have, with the one that it may attach to.
    rare: re.Pattern[str]


@cache
def _simple() -> _Simple:
    table: dict[int, str] = {}
    kept: list[str] = []
    for code in (code for block in _COMMON for code in block):
        folded = _fold_cluster(chr(code))
        if len(folded) == 1 and unicodedata.category(chr(code))[0] != "M":
            kept.append(re.escape(chr(code)))
            if folded != chr(code):
                table[code] = folded
    known = "".join(kept)
    return _Simple(table, re.compile(f"[{known}]?[^{known}]+"))


def _fold_run(found: re.Match[str]) -> str:
    return "".join(_fold_cluster(cluster) for _, cluster in _clusters(found.group(), 0))


def _clusters(run: str, offset: int) -> Iterator[tuple[int, str]]:
    """Split before each character that begins something: the rest attaches to what precedes."""
    begin = 0
    for index in range(1, len(run)):
        if not _attaches(run[index]):
            yield offset + begin, run[begin:index]
            begin = index
    yield offset + begin, run[begin:]


def _attaches(character: str) -> bool:
    return (
        character in _DROPPED
        or unicodedata.category(character)[0] == "M"
        or _COMPOSING.match(character) is not None
    )


#: Vowels and finals of Korean syllables and half-width voice marks compose as marks do; the Thai
#: and Lao vowel am begins with one.
_COMPOSING: Final = re.compile("[\u0e33\u0eb3\u1160-\u11ff\u314f-\u318e\ud7b0-\ud7ff\uff9e-\uffdc]")
#: Zero-width characters, the soft hyphen, and the marks inside Armenian words.
_DROPPED: Final = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u055b\u055c\u055e\u061c\u202a\u202b\u202c"
    "\u202d\u202e\u2066\u2067\u2068\u2069"
)
_MAPPED: Final = {
    **dict.fromkeys(map(ord, _DROPPED), ""),
    **dict.fromkeys(map(ord, "\u2019\u2018\u201b\u02bc\u02bb\u055a`\u00b4\uff07"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u058a"), "-"),
    **dict.fromkeys(map(ord, "İIı"), "i"),
    **dict.fromkeys(map(ord, "əƏǝƎ"), "e"),
    **dict.fromkeys(map(ord, "ёЁ"), "е"),
}
_LATIN: Final = re.compile(
    "[a-z\u00aa\u00ba\u00c0-\u02b8\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ff\uab30-\uab6f]",
    re.IGNORECASE,
)
#: й and ё are letters of their own, a stress mark is not.
_STRESS: Final = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]+")


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    before = ""
    while before != cluster:
        before, cluster = cluster, _fold_once(cluster)
    return cluster


def _fold_once(text: str) -> str:
    # The acute accent goes first: NFKC would make it a space and a combining mark.
    text = unicodedata.normalize("NFKC", text.replace("\u00b4", "'"))
    text = text.translate(_MAPPED).casefold().translate(_MAPPED)
    latin = False
    kept: list[str] = []
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.category(character) == "Mn":
            if latin:
                continue
        else:
            latin = _LATIN.match(character) is not None
        kept.append(character)
    return _STRESS.sub("", unicodedata.normalize("NFC", "".join(kept)))


#: Cyrillic ә typed among Latin letters is the Azerbaijani one; in Kazakh or Tatar it stays.
_SCHWA: Final = re.compile("(?<=[a-z])ә+|ә+(?=[a-z])")


def _join(folded: str) -> str:
    """Make one of the spellings that take two letters; no step here changes the length."""
    if "եվ" in folded:
        folded = folded.replace("եվ", "եւ")
    return _SCHWA.sub(lambda found: "e" * len(found.group()), folded) if "ә" in folded else folded
