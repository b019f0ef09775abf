"""Which country a person means: by its code, or by its name in one of our languages."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.core import get_global

from newsroom.un.countries import LANGUAGES, countries
from newsroom.un.states import FORMER, state
from newsroom.un.text import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Languages in which a country may be named, beside those of the table of countries.
_SPOKEN: Final = ("en", "ru", "hy", "az", "ka", "tr", "fr")


def find_country(text: str) -> str | None:
    """Return the code of a country by ISO code (three letters or two) or by name, None if unknown.

    A State that is no more is found by its former code or its name.
    """
    code = text.strip().upper()
    if code in countries() or code in FORMER:
        return code
    if code in _by_two_letters():
        return _by_two_letters()[code]
    return _names().get(" ".join(words_of(text))) or (state("", text) if text.strip() else None)


def nearest(text: str) -> str | None:
    """Return the name that was probably meant."""
    found = get_close_matches(" ".join(words_of(text))[:60], _names(), n=1)
    return found[0] if found else None


@cache
def _by_two_letters() -> Mapping[str, str]:
    """Return our codes by those with two letters."""
    aliases = get_global("territory_aliases")
    return {aliases[code][0]: code for code in countries() if len(aliases.get(code, ())) == 1}


@cache
def _names() -> Mapping[str, str]:
    """Return the codes by folded names; of a name that two have, the first country's."""
    names: dict[str, str] = {}
    for country in countries().values():
        own = (country.name, *(one.text for lang in LANGUAGES for one in country.names[lang]))
        for name in own:
            names.setdefault(" ".join(words_of(name)), country.code)
    for language in _SPOKEN:
        territories = Locale(language).territories
        for two, code in _by_two_letters().items():
            if two in territories:
                names.setdefault(" ".join(words_of(territories[two])), code)
    return names
