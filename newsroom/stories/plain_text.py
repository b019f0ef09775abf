"""What a model may see of a report, and what a text has to look like to be printed at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsroom.judge.fields import fields
from newsroom.read.languages import detect
from newsroom.read.sentences import sentences
from newsroom.stories.plain_words import DEMANDS, EVERYWHERE, FORBIDDEN
from newsroom.stories.summary import choose

if TYPE_CHECKING:
    from newsroom.meaning import Meaning
    from newsroom.model import Article

MOST_LETTERS: Final = 600
MOST_SENTENCES: Final = 3
_SHORTEST: Final = 25
_ADDRESS: Final = re.compile(r"://|www\.|[^\W_]\.[^\W\d_]{2}|[@#/\\]|\d[\d\s()+-]{7,}\d")
#: Signs of markup, of a list, of speech and of excitement; what is quoted is quoted verbatim only.
_SIGNS: Final = re.compile(
    r"[<>\[\]{}|*_`~^=&!?«»“”„‟\"‹›՞՜]|^\s*(?:[-•–—]|\d+[.)])|\.\.\.\.|[a-z]:"
)
#: Letters, marks, digits, the usual punctuation, signs of money and degree, plain blanks.
_USUAL: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Nd", "Pd", "Ps", "Pe", "Po", "Pi",
                           "Pf", "Sc", "Sm", "Zs"})  # fmt: skip


def fit(report: Article, meaning: Meaning | None) -> Article | None:
    """Return what a model may see of a report: its title, and what would be quoted of it.

    None where nothing would be. A sentence that asks for something is no news and is left out.
    """
    if _demands(report.title, report.lang):
        return None
    told = [one.text for one in choose(report, meaning) if not _demands(one.text, report.lang)]
    return replace(report, body="\n".join(told)) if told else None


def _demands(text: str, lang: str | None) -> bool:
    words = fields("", text).body.words
    if not words or words[0] in DEMANDS:
        return True
    return any(word in FORBIDDEN["en"] or word in FORBIDDEN.get(lang or "", ()) for word in words)


def misshapen(text: str, language: str) -> str | None:
    """Say why no text like this is printed, whatever it rests on."""
    if not _SHORTEST <= len(text) <= MOST_LETTERS:
        return f"it has {len(text)} characters"
    return _odd_signs(text) or _no_news(text, language)


def _odd_signs(text: str) -> str | None:
    if any(unicodedata.category(one) not in _USUAL for one in text):
        return "signs that no news has"
    plain = unicodedata.normalize("NFKC", text)
    if _ADDRESS.search(plain):
        return "an address"
    return "markup, a quotation or an exclamation" if _SIGNS.search(plain) else None


def _no_news(text: str, language: str) -> str | None:
    if len(list(sentences(text))) > MOST_SENTENCES:
        return "too many sentences"
    words = frozenset(fields("", text).body.words)
    if words & (FORBIDDEN.get(language, frozenset()) | EVERYWHERE):
        return "words that are no news"
    if detect(text, None) != language:
        return f"it is not in the language {language}"
    return None
