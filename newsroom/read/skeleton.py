"""Names across alphabets: the consonants of a word, in the few classes that every spelling keeps.

`Голандзия`, `გოლანძია` and `Golandzia` have one skeleton; so have `Cəbrayıl`, `Джебраил` and
`Jabrayil`. It is coarse on purpose: vowels, voice and softness differ from one transcription to the
next, and what two reports have in common is more than one name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

#: k, g, kh, gh, q, x and h are one class, as are all sibilants; p has f and ph with it.
_CYRILLIC: Final = {
    "б": "b", "в": "v", "г": "k", "ґ": "k", "д": "d", "ж": "s", "з": "s", "к": "k", "л": "l",
    "м": "m", "н": "n", "п": "p", "р": "r", "с": "s", "т": "t", "ф": "p", "х": "k", "ц": "s",
    "ч": "s", "ш": "s", "щ": "s", "а": "a", "е": "a", "и": "a", "о": "a", "у": "a", "ы": "a",
    "э": "a", "ю": "a", "я": "a", "й": "a", "ь": "", "ъ": "",
}  # fmt: skip
_GEORGIAN: Final = {
    "ა": "a", "ბ": "b", "გ": "k", "დ": "d", "ე": "a", "ვ": "v", "ზ": "s", "თ": "t", "ი": "a",
    "კ": "k", "ლ": "l", "მ": "m", "ნ": "n", "ო": "a", "პ": "p", "ჟ": "s", "რ": "r", "ს": "s",
    "ტ": "t", "უ": "a", "ფ": "p", "ქ": "k", "ღ": "k", "ყ": "k", "შ": "s", "ჩ": "s", "ც": "s",
    "ძ": "s", "წ": "s", "ჭ": "s", "ხ": "k", "ჯ": "s", "ჰ": "k",
}  # fmt: skip
_ARMENIAN: Final = {
    "ա": "a", "բ": "b", "գ": "k", "դ": "d", "ե": "a", "զ": "s", "է": "a", "ը": "a", "թ": "t",
    "ժ": "s", "ի": "a", "լ": "l", "խ": "k", "ծ": "s", "կ": "k", "հ": "k", "ձ": "s", "ղ": "k",
    "ճ": "s", "մ": "m", "յ": "a", "ն": "n", "շ": "s", "ո": "a", "չ": "s", "պ": "p", "ջ": "s",
    "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "ց": "s", "ւ": "v", "փ": "p", "ք": "k",
    "օ": "a", "ֆ": "p", "և": "av",
}  # fmt: skip
_LATIN: Final = {
    "a": "a", "b": "b", "d": "d", "e": "a", "f": "p", "g": "k", "h": "k", "i": "a", "j": "s",
    "k": "k", "l": "l", "m": "m", "n": "n", "o": "a", "p": "p", "q": "k", "r": "r", "s": "s",
    "t": "t", "u": "a", "v": "v", "w": "v", "x": "k", "y": "a", "z": "s",
}  # fmt: skip
_TABLE: Final = str.maketrans({**_CYRILLIC, **_GEORGIAN, **_ARMENIAN, **_LATIN})
#: Letters that stand together for one sound, longest first; in the languages that write so.
_WESTERN: Final = re.compile("tch|dzh|sch|dj|dz|ts|tz|ch|sh|zh|kh|gh|th|ph|ck|c(?=[eiy])|c")
_SOUNDS: Final = {"th": "t", "ph": "p", "kh": "k", "gh": "k", "ck": "k", "c": "k"}
#: Where `c` is the sound of `j`.
_TURKIC: Final = frozenset({"az", "tr"})
_PAIRED: Final = re.compile("дж|дз|тс|տս|დს")
_OU: Final = re.compile("ու")
_TWICE: Final = re.compile(r"(.)\1+")
_VOWELS_INSIDE: Final = re.compile("(?<=.)a")


@lru_cache(maxsize=65_536)
def skeleton(word: str, lang: str | None) -> str:
    """Return the consonants of a folded word; `a` before them if it begins with a vowel.

    Empty for a word in another script. `lang` decides what `c` sounds like.
    """
    if word.isascii():
        text = word.replace("c", "s") if lang in _TURKIC else _WESTERN.sub(_western, word)
    else:
        text = _PAIRED.sub("s", _OU.sub("a", word))
    text = text.translate(_TABLE)
    if not text.isascii():
        return ""
    return _VOWELS_INSIDE.sub("", _TWICE.sub(r"\1", text))


def _western(found: re.Match[str]) -> str:
    letters = found.group()
    if letters == "c" and found.end() < len(found.string) and found.string[found.end()] in "eiy":
        return "s"
    return _SOUNDS.get(letters, "s")


#: A name's ending in an inflected language adds at most so many consonants to it.
_LONGEST_ENDING: Final = 3
_SHORTEST_STEM: Final = 4


def same_name(one: str, two: str) -> bool:
    """Say whether two skeletons may be one name, with or without an ending."""
    if one == two:
        return True
    short, long = sorted((one, two), key=len)
    return (
        len(short) >= _SHORTEST_STEM
        and len(long) - len(short) <= _LONGEST_ENDING
        and long.startswith(short)
    )
