"""The first sentences of a report, word for word: what may stand in a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from alerts.markup import cut, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Sentences are added until there are so many characters.
_SHORT = 80
#: What ends a sentence in the seven languages, with the quotes and brackets that close after it.
_CLOSED = r"(?:\s?[»”]|[\"'’“)\]])*(?=\s)"
_END = re.compile(r"[.!?…։]+" + _CLOSED)
#: Armenian text often has the colon of the keyboard for its full stop.
_END_ARMENIAN = re.compile(r"[.!?…։:]+" + _CLOSED)
#: A full stop after these ends no sentence.
_SHORTENED = frozenset(
    """
    mr mrs ms dr prof gen col lt sgt maj capt gov sen rep st nos vs etc approx dept inc ltd
    г гг ул им т д п стр тыс млн млрд руб др пр см ст рис чел проф ген полк
    m mme mlle mm av bd env cf sn doç yrd vb vd bkz cad sok
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


def quotation(title: str, body: str, language: str | None, *, limit: int) -> str:
    """Return the report's opening words, at most `limit` characters; empty if it has no own ones.

    A paragraph that only repeats the title is no quotation, and a heading or a place and date
    give way to the first sentence after them. A sentence that is too long is cut at a word.
    """
    known = _bare(tidy(title))
    paragraphs = [tidy(paragraph) for paragraph in body.split("\n")]
    own = [text for text in paragraphs if text and _bare(text) != known]
    end = _ending(language)
    sentences = (text for text in own if end.search(f"{text} "))
    text = next(sentences, own[0] if own else "")
    return _opening(text, language, limit)


def _ending(language: str | None) -> re.Pattern[str]:
    return _END_ARMENIAN if language == "hy" else _END


def _bare(text: str) -> str:
    return text.casefold().rstrip(" .…")


def _opening(text: str, language: str | None, limit: int) -> str:
    kept = ""
    for end in _ends(text[: limit + 1] + " ", text, language):
        if end > limit:
            break
        if kept and len(kept) >= _SHORT:
            break
        kept = text[:end]
    return kept or _at_a_word(text, limit)


def _ends(head: str, text: str, language: str | None) -> Iterator[int]:
    """Yield where the sentences of `head` end, the end of the text among them."""
    for found in _ending(language).finditer(head):
        if _ends_here(text, found):
            yield found.end()
    yield len(text)


def _ends_here(text: str, found: re.Match[str]) -> bool:
    following = text[found.end() :].lstrip()[:1]
    # Georgian letters count as small ones, and begin sentences all the same.
    if following.islower() and not "ა" <= following <= "ჿ":
        return False
    if found.group()[0] != ".":
        return True
    last = text[: found.start()].rpartition(" ")[2].lstrip("«“\"'(„")
    return last.casefold() not in _SHORTENED and not _initials(last)


def _initials(word: str) -> bool:
    """Say whether a word before a full stop is an initial or a row of them: J. Smith, U.S."""
    letters = word.split(".")
    return all(len(letter) == 1 and letter.isupper() for letter in letters)


def _at_a_word(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    head = text[: limit - 2]
    at_word = head.rpartition(" ")[0]
    return f"{at_word} …" if len(at_word) > limit // 2 else cut(text, limit - 1)
