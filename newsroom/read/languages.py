"""The languages that are read here, and which one a text is in.

Feeds lie about their language, scripts do not: a declaration is believed where the letters fit,
and a model is asked where neither tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from py3langid.langid import LanguageIdentifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language that watches, templates and dates know."""

    #: ISO 639-1.
    code: str
    #: English name.
    name: str
    #: As its readers call it.
    own_name: str
    #: `Armenian`, `Cyrillic`, `Georgian` or `Latin`.
    script: str
    #: Other codes and names that feeds and pages use.
    also: frozenset[str]


LANGUAGES: Final[Mapping[str, Language]] = {
    code: Language(code=code, name=name, own_name=own, script=script, also=frozenset(also.split()))
    for code, name, own, script, also in (
        ("en", "English", "English", "Latin", "eng english"),
        ("ru", "Russian", "русский", "Cyrillic", "rus russian русский"),
        ("hy", "Armenian", "հայերեն", "Armenian", "hye arm hyw armenian հայերեն am"),
        ("az", "Azerbaijani", "azərbaycanca", "Latin", "aze azj azb azerbaijani azeri"),
        ("ka", "Georgian", "ქართული", "Georgian", "kat geo georgian ქართული ge"),
        ("tr", "Turkish", "Türkçe", "Latin", "tur turkish türkçe"),
        ("fr", "French", "français", "Latin", "fra fre french français"),
    )
}

_CODES: Final = {also: code for code, row in LANGUAGES.items() for also in (code, *row.also)}
_TAG: Final = re.compile(r"[a-z]{2,3}")
#: Tags that name no language.
_NO_LANGUAGE: Final = frozenset({"und", "mul", "zxx", "mis"})

#: As much of a text as tells its language.
_SAMPLE: Final = 600
#: From this many letters on the model may contradict a declaration in the same script; with
#: fewer it has to be surer, and below the few it has no say.
_ENOUGH: Final = 60
_FEW: Final = 12
#: How sure it has to be for that.
_SURE: Final = 0.9
_VERY_SURE: Final = 0.95
#: So many letters of Azerbaijani hardly ever come without an `ə`.
_LONG_WITHOUT_SCHWA: Final = 150
#: One letter in so many is enough for the script of a headline full of foreign names.
_SHARE: Final = 6

_SCRIPTS: Final[Mapping[str, re.Pattern[str]]] = {
    "Armenian": re.compile("[\u0530-\u0588\ufb13-\ufb17]"),
    "Georgian": re.compile("[\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f]"),
    "Cyrillic": re.compile("[\u0400-\u052f]"),
    "Latin": re.compile(
        "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0259\u1e00-\u1eff]"
    ),
}
_LETTER: Final = re.compile(r"[^\W\d_]")

#: Languages that a feed may declare and that are not written in Latin letters.
_CYRILLIC: Final = re.compile(
    "ru|uk|be|bg|sr|mk|kk|ky|mn|tg|tt|ba|os|ab|ce|av|lez|inh|ady|kbd|krc|cv|dar|lbe|kum|nog|udm"
    "|mhr|sah|bs|sh|az"
)
_CYRILLIC_ONLY: Final = re.compile(f"(?!az|bs|sh|sr)(?:{_CYRILLIC.pattern})")
_NEITHER: Final = re.compile(
    "ar|fa|he|el|zh|ja|ko|hi|th|ur|ps|ckb|bn|ta|te|ml|kn|gu|mr|ne|am|ti|yi|km|lo|my|si|ug|hy|ka"
    "|xmf|lzz|sva"
)
#: Letters that Russian does not have, the most telling first; "" where several languages have them.
_NOT_RUSSIAN: Final = (
    (re.compile("[ӕæ]", re.IGNORECASE), "os"),
    (re.compile("[ԥҟҽҿҩӡҵҭ]", re.IGNORECASE), "ab"),
    (re.compile("ў", re.IGNORECASE), "be"),
    (re.compile("[їєґ]", re.IGNORECASE), "uk"),
    (re.compile("[ѓќѕ]", re.IGNORECASE), "mk"),
    (re.compile("[јљњћђџ]", re.IGNORECASE), "sr"),
    (re.compile("[ҹҝ]", re.IGNORECASE), "az"),
    (re.compile("[іәғқңөұүһҗҙҫҡӀҳҷӯӣ]", re.IGNORECASE), ""),
)
#: A word quoted in a Russian text is no more than this share.
_QUOTED: Final = 50
_RUSSIAN: Final = re.compile("[ыэё]", re.IGNORECASE)
#: Of these languages, the ones that have none of those letters.
_UNLIKE_RUSSIAN: Final = frozenset({"uk", "mk", "sr"})
_SCHWA: Final = re.compile("[əƏǝƎ]")
_TURKIC: Final = re.compile("[şŞğĞıİ]")
_FRENCH: Final = re.compile("[àâçèéêëîïôùûœ]", re.IGNORECASE)
_NOT_TURKISH: Final = re.compile("[qxQX]")


def code_of(declared: str | None) -> str | None:
    """Return the language of a tag such as `ru-RU`, `hye` or `Georgian`; None if it names none."""
    if not declared:
        return None
    primary = re.split(r"[-_;,\s]", declared.strip().lower(), maxsplit=1)[0]
    if primary in _CODES:
        return _CODES[primary]
    return primary if _TAG.fullmatch(primary) and primary not in _NO_LANGUAGE else None


def detect(text: str, declared: str | None, usual: tuple[str, ...] = ()) -> str | None:
    """Return the language of `text`: one of ours, another one's code, or None.

    `declared` is what the feed or page says, `usual` are the languages that the source is known to
    publish in. Neither is believed against the script.
    """
    sample = text[:_SAMPLE]
    expected = _expected(code_of(declared), usual)
    script = _script(sample, expected)
    if script is None:
        return expected[0] if expected and not _LETTER.search(sample) else None
    if script in {"Armenian", "Georgian"}:
        return "hy" if script == "Armenian" else "ka"
    if script == "Cyrillic":
        return _cyrillic(sample, [code for code in expected if _CYRILLIC.fullmatch(code)])
    if script == "Latin":
        return _latin(
            sample,
            [
                code
                for code in expected
                if not (_NEITHER.fullmatch(code) or _CYRILLIC_ONLY.fullmatch(code))
            ],
        )
    return next((code for code in expected if code not in LANGUAGES), None)


def _expected(declared: str | None, usual: tuple[str, ...]) -> list[str]:
    """Return the likely languages, likeliest first: the declared one if the source has it."""
    likely = list(usual)
    if declared and (declared in usual or not usual):
        likely.insert(0, declared)
    elif declared:
        likely.append(declared)
    return list(dict.fromkeys(likely))


def _script(sample: str, expected: list[str]) -> str | None:
    """Return the script of most letters; `other` for one that is not ours; None without letters.

    A headline may hold more Latin names than letters of its own script.
    """
    letters = len(_LETTER.findall(sample))
    if not letters:
        return None
    counts = {script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS.items()}
    own = {LANGUAGES[code].script for code in expected if code in LANGUAGES} - {"Latin"}
    for script in own:
        if counts[script] * _SHARE >= letters:
            return script
    most = max(counts, key=lambda script: counts[script])
    return most if counts[most] * 2 >= letters else "other"


def _cyrillic(sample: str, expected: list[str]) -> str | None:
    letters = len(_LETTER.findall(sample))
    for telling, code in _NOT_RUSSIAN:
        if len(telling.findall(sample)) * _QUOTED < letters:
            continue
        if code in _UNLIKE_RUSSIAN and _RUSSIAN.search(sample):
            continue
        return next((likely for likely in expected if likely != "ru"), code or None)
    if expected:
        return expected[0]
    if _RUSSIAN.search(sample) or letters < _ENOUGH:
        return "ru"
    found, probability = _rank(sample)[0]
    return found if _CYRILLIC.fullmatch(found) and probability >= _SURE else "ru"


def _latin(sample: str, expected: list[str]) -> str | None:
    letters = len(_LETTER.findall(sample))
    if told := _by_letters(sample, letters, expected):
        return told
    if letters < _FEW:
        return expected[0] if expected else None
    found, probability = _rank(sample)[0]
    if probability >= (_SURE if letters >= _ENOUGH else _VERY_SURE):
        return found
    if expected:
        return expected[0]
    return _best(sample, _LATIN)


def _by_letters(sample: str, letters: int, expected: list[str]) -> str | None:
    """Return the language that a text's letters tell by themselves, or against a declaration."""
    if len(_SCHWA.findall(sample)) * 100 >= letters:
        return "az"
    likeliest = expected[0] if expected else None
    if _TURKIC.search(sample):
        long = letters >= _LONG_WITHOUT_SCHWA and not _NOT_TURKISH.search(sample)
        if long and likeliest in {None, *_LATIN}:
            return "tr"
        if likeliest in {"en", "fr"}:
            # Names keep their letters in an English headline: the other words decide.
            others = " ".join(word for word in sample.split() if not _TURKIC.search(word))
            if _best(others, _LATIN) == likeliest:
                return likeliest
        return _best(sample, _LATIN + _FOREIGN) if likeliest in {None, "en", "fr"} else None
    if likeliest == "en" and len(_FRENCH.findall(sample)) > 1:
        return _best(sample, ("en", "fr"))
    return None


#: Other languages with the same letters.
_FOREIGN: Final = ("ro", "ku")
_LATIN: Final = tuple(code for code, row in LANGUAGES.items() if row.script == "Latin")


def _best(sample: str, among: tuple[str, ...]) -> str:
    """Return the likeliest of these languages, the first where the model knows none of them."""
    return next((code for code, _ in _rank(sample) if code in among), among[0])


def _rank(sample: str) -> list[tuple[str, float]]:
    ranking: list[tuple[str, float]] = _model().rank(sample)
    return ranking


#: Languages that the model tells apart: ours and those that sources may carry beside them. With
#: all of its 140 it finds small languages that resemble ours.
_KNOWN: Final = (
    "en ru hy az ka tr fr de es it pt nl pl ro cs sk hu sv da no fi et lv lt sq hr sl el ku uz"
    " uk be bg sr mk kk ky mn tg tt ba"
)


def prepare() -> None:
    """Load the model now, where the first text that needs it must not wait for it."""
    _model()


@cache
def _model() -> LanguageIdentifier:
    # 0.7 s and 100 MB, so only in a process that meets a text which needs it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - see above

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(_KNOWN.split())
    return model
