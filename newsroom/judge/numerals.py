"""Numbers that may count people: digits and numerals in words of the seven languages, inflected."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.read.text import fold_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsroom.judge.fields import Field


class Number(NamedTuple):
    """A number at so many words of a field from `first` on."""

    first: int
    length: int
    value: int


#: One line a value; the forms of one numeral stand on its line.
_WRITTEN: Final[Mapping[str, str]] = {
    "en": """
        1 one | 2 two both | 3 three | 4 four | 5 five | 6 six | 7 seven | 8 eight | 9 nine
        10 ten | 11 eleven | 12 twelve | 13 thirteen | 14 fourteen | 15 fifteen | 16 sixteen
        17 seventeen | 18 eighteen | 19 nineteen | 20 twenty | 30 thirty | 40 forty | 50 fifty
        60 sixty | 70 seventy | 80 eighty | 90 ninety | 100 hundred | 1000 thousand""",
    "ru": """
        1 один одна одно одного одной одному одну одним одном
        2 два две двое двух двоих двум двоим двумя
        2 оба обе обоих
        3 три трое трех троих трем троим тремя
        4 четыре четверо четырех четверых четырем четверым | 5 пять пятеро пяти пятерых пятерым
        6 шесть шестеро шести шестерых | 7 семь семеро семи семерых
        8 восемь восьмеро восьми восьмерых | 9 девять девятеро девяти девятерых
        10 десять десятеро десяти десятерых десяток | 11 одиннадцать одиннадцати
        12 двенадцать двенадцати дюжина дюжину | 13 тринадцать тринадцати
        14 четырнадцать четырнадцати | 15 пятнадцать пятнадцати | 16 шестнадцать шестнадцати
        17 семнадцать семнадцати | 18 восемнадцать восемнадцати | 19 девятнадцать девятнадцати
        20 двадцать двадцати | 30 тридцать тридцати | 40 сорок сорока | 50 пятьдесят пятидесяти
        60 шестьдесят шестидесяти | 70 семьдесят семидесяти | 80 восемьдесят восьмидесяти
        90 девяносто девяноста | 100 сто ста сотня сотню | 200 двести двухсот | 300 триста трехсот
        400 четыреста четырехсот | 500 пятьсот пятисот | 600 шестьсот шестисот
        1000 тысяча тысячи тысяч""",
    "az": """
        1 bir biri | 2 iki ikisi | 3 üç üçü | 4 dörd dördü | 5 beş beşi | 6 altı altısı
        7 yeddi yeddisi | 8 səkkiz səkkizi | 9 doqquz doqquzu | 10 on | 20 iyirmi iyirmisi
        12 düjün | 30 otuz | 40 qırx | 50 əlli | 60 altmış | 70 yetmiş
        80 səksən | 90 doxsan | 100 yüz | 1000 min""",
    "tr": """
        1 bir biri birer | 2 iki ikisi | 3 üç üçü | 4 dört dördü dörde dörtten dördün
        5 beş beşi | 6 altı altısı
        7 yedi yedisi | 8 sekiz sekizi | 9 dokuz dokuzu | 10 on | 20 yirmi yirmisi
        12 düzine | 30 otuz | 40 kırk | 50 elli | 60 altmış | 70 yetmiş
        80 seksen | 90 doksan | 100 yüz | 1000 bin""",
    "fr": """
        1 un une | 2 deux | 3 trois | 4 quatre | 5 cinq | 6 six | 7 sept | 8 huit | 9 neuf
        10 dix dizaine | 11 onze | 12 douze douzaine | 13 treize | 14 quatorze | 15 quinze quinzaine
        16 seize | 20 vingt vingtaine | 30 trente trentaine | 40 quarante quarantaine
        50 cinquante cinquantaine | 60 soixante soixantaine | 100 cent centaine | 1000 mille""",
}

_HUNDRED: Final = 100
_THOUSAND: Final = 1000

_ARMENIAN: Final = {
    1: "մեկ",
    2: "երկու",
    3: "երեք",
    4: "չորս",
    5: "հինգ",
    6: "վեց",
    7: "յոթ",
    8: "ութ",
    9: "ինը",
}
_ARMENIAN_TENS: Final = {
    20: "քսան",
    30: "երեսուն",
    40: "քառասուն",
    50: "հիսուն",
    60: "վաթսուն",
    70: "յոթանասուն",
    80: "ութսուն",
    90: "իննսուն",
    100: "հարյուր",
    1000: "հազար",
}
_ARMENIAN_ENDINGS: Final = ("", "ը", "ն", "ի", "ին", "ից", "ով", "ս", "ում", "իցս")
_GEORGIAN: Final = (
    *("ერთ", "ორ", "სამ", "ოთხ", "ხუთ", "ექვს", "შვიდ", "რვა", "ცხრა", "ათ", "თერთმეტ", "თორმეტ"),
    *("ცამეტ", "თოთხმეტ", "თხუთმეტ", "თექვსმეტ", "ჩვიდმეტ", "თვრამეტ", "ცხრამეტ"),
)
#: Georgian counts in twenties: 35 is twenty and fifteen.
_GEORGIAN_TWENTIES: Final = {20: "ოც", 40: "ორმოც", 60: "სამოც", 80: "ოთხმოც"}
_GEORGIAN_ENDINGS: Final = (
    *(
        "",
        "ი",
        "მა",
        "ს",
        "ის",
        "ნი",
        "მ",
        "ივე",
        "ამდე",
        "მდე",
        "ია",
        "სა",
        "მაც",
        "საც",
        "იც",
        "ც",
    ),
    *("ივეს", "ივემ", "ვე", "ვეს", "ისა", "იან", "ნს", "ნმა"),
)


def _armenian() -> Iterator[tuple[str, int]]:
    stems = dict(_ARMENIAN) | _ARMENIAN_TENS | {10: "տաս"}
    for unit, word in _ARMENIAN.items():
        stems[10 + unit] = f"տասն{word}"
        for ten, tens in _ARMENIAN_TENS.items():
            if ten < _HUNDRED:
                stems[ten + unit] = tens + word
    for value, stem in stems.items():
        for ending in _ARMENIAN_ENDINGS:
            yield stem + ending, value
    yield from (
        ("երկուսը", 2),
        ("երկուսն", 2),
        ("երկուսի", 2),
        ("երկուսին", 2),
        ("ինն", 9),
        ("տասն", 10),
    )
    yield from (("մի", 1), ("տասնըմեկ", 11), ("տասներկու", 12), ("տասներեք", 13), ("երկուսից", 2))


def _georgian() -> Iterator[tuple[str, int]]:
    stems = dict(enumerate(_GEORGIAN, start=1)) | _GEORGIAN_TWENTIES | {100: "ას", 1000: "ათას"}
    for base, twenties in _GEORGIAN_TWENTIES.items():
        for rest, word in enumerate(_GEORGIAN, start=1):
            stems[base + rest] = f"{twenties}და{word}"
    for value, stem in stems.items():
        for ending in _GEORGIAN_ENDINGS:
            yield stem + ending, value


@cache
def numerals(lang: str) -> Mapping[str, int]:
    """Return the value of each folded numeral of a language; {} for one that is not known."""
    if lang == "hy":
        return {fold_plain(word): value for word, value in _armenian()}
    if lang == "ka":
        return {fold_plain(word): value for word, value in _georgian()}
    found: dict[str, int] = {}
    for line in re.split(r"[|\n]", _WRITTEN.get(lang, "")):
        if line.strip():
            value, *forms = line.split()
            found.update((fold_plain(form), int(value)) for form in forms)
    if lang in {"az", "tr"}:
        found = dict(_turkic(found)) | found
    return found


#: `onun`, `yüzü`, `altında` are "his", "his face", "under" as well.
_AMBIGUOUS: Final = frozenset({"bir", "alti", "on", "yuz", "bin", "min"})
#: Endings of cases, folded.
_AFTER_VOWEL: Final = (
    *("nin", "nun", "ni", "nu", "ne", "na", "nden", "ndan"),
    *("ye", "ya", "de", "da", "den", "dan"),
)
_AFTER_CONSONANT: Final = (
    *("e", "a", "de", "da", "te", "ta"),
    *("den", "dan", "ten", "tan", "in", "un"),
)


def _turkic(forms: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield numerals with endings of cases: ikisinin, üçünü, beşine, ikiye, üçten."""
    yield from (("onunun", 10), ("onunu", 10), ("onuna", 10))
    for form, value in forms.items():
        if form not in _AMBIGUOUS:
            cases = _AFTER_VOWEL if form[-1] in "aeiou" else _AFTER_CONSONANT
            yield from ((form + ending, value) for ending in cases)


#: Multiplies the number before it: two dozen, deux douzaines.
_DOZENS: Final = frozenset({"dozen", "douzaines", "дюжины"})
_JOINED: Final = re.compile(r"[\s\u00a0\u2009\u202f-]*")
#: Between the groups of 1,200 and 1 200; three digits follow it.
_GROUPED: Final = re.compile("[,.\u00a0\u2009\u202f ']")
_RANGE: Final = re.compile(r"[-–—:./]")
_MOST_DIGITS: Final = 7
_YEARS: Final = range(1900, 2100)


def numbers(field: Field, lang: str) -> tuple[Number, ...]:
    """Return the numbers of a field that may count something, in its order.

    Years, times, scores, fractions, ordinals and parts of names (Su-25) are left out.
    """
    words = numerals(lang)
    old = ages(field)
    found: list[Number] = []
    at = 0
    while at < len(field.words):
        if at in old:
            at += 1
            continue
        number = _digits(field, at) if field.words[at].isdecimal() else _words(field, at, words)
        if number is None:
            at += 1
            continue
        if number.value >= 0:
            found.append(number)
        at = number.first + number.length
    return tuple(found)


_YEARS_OLD: Final = frozenset({"лет", "года", "год", "ans", "yasinda", "տարեկան", "წლის", "years"})
_AND: Final = frozenset({"and", "et", "и", "ve", "և", "ու", "და"})
_OLDEST: Final = 120
_AFTER_AGE: Final = re.compile(r"\)|,\s")


def ages(field: Field) -> frozenset[int]:
    """Return the words of ages between commas or brackets: a priest, 66, a soldier (19)."""
    found: set[int] = set()
    words = field.words
    for at, word in enumerate(words):
        if not word.isdecimal() or int(word) > _OLDEST or gap(field, at).strip() not in {",", "("}:
            continue
        end = at + 1
        while end < len(words) and words[end] in _YEARS_OLD and not gap(field, end).strip():
            end += 1
        while end + 1 < len(words) and words[end] in _AND and words[end + 1].isdecimal():
            end += 2
        if end < len(words) and _AFTER_AGE.match(gap(field, end)):
            found.update(range(at, end))
    return frozenset(found)


def gap(field: Field, word: int) -> str:
    """Return what the original has before a word, from the end of the word before it."""
    start = field.spans[word - 1][1] if word else 0
    return field.original[start : field.spans[word][0]]


#: `ona` is "to him" as well: it is ten before a verb of rising, yükseldi, çatıb.
_RISES: Final = re.compile("cik|yuksel|ulas|cat[di]|artd|eris")


def _to_ten(field: Field, at: int) -> bool:
    after = field.words[at + 1] if at + 1 < len(field.words) else ""
    return field.words[at] == "ona" and bool(_RISES.match(after))


def _words(field: Field, at: int, values: Mapping[str, int]) -> Number | None:
    """Read a numeral in words: twenty-one, пятьсот двенадцать, on iki, two dozen."""
    total = current = 0
    end = at
    while end < len(field.words) and (end == at or _JOINED.fullmatch(gap(field, end))):
        value = values.get(field.words[end])
        if value is None and _to_ten(field, end):
            value = 10
        if field.words[end] in _DOZENS:
            current = max(1, current) * 12
        elif value is None:
            break
        elif value == _THOUSAND:
            total, current = total + max(1, current) * value, 0
        elif (joined := _join(current, value)) is not None:
            current = joined
        else:
            break
        end += 1
    if end == at:
        return None
    if end < len(field.words) and _MEASURES.fullmatch(field.words[end]):
        # An age, a time, a length, as with digits: six-year-old, six ans.
        return Number(at, end - at, -1 if not gap(field, end).strip("-– ") else total + current)
    return Number(at, end - at, total + current)


def _join(current: int, value: int) -> int | None:
    """Return a numeral with one more word, or None where the word begins another number."""
    if not current:
        return value
    if value == _HUNDRED and current in range(10):
        return current * value
    if (current, value) == (4, 20):
        return current * value
    # Soixante-douze, quatre-vingt-dix.
    if current in {60, 80} and value in range(10, 20):
        return current + value
    return current + value if current % 10 ** len(str(value)) == 0 else None


def _digits(field: Field, at: int) -> Number | None:
    """Read a number in digits; one that counts nobody has the value -1."""
    end = at + 1
    written = field.words[at]
    while (
        end < len(field.words)
        and len(written) <= _MOST_DIGITS
        and len(field.words[at]) <= 3  # noqa: PLR2004 - digits of a group
        and field.words[end].isdecimal()
        and len(field.words[end]) == 3  # noqa: PLR2004 - digits of a group
        and _GROUPED.fullmatch(gap(field, end))
    ):
        written += field.words[end]
        end += 1
    if _counts_nobody(field, at, end, written):
        return Number(at, end - at, -1)
    value = int(written)
    if end < len(field.words) and field.words[end] in _THOUSANDS:
        return Number(at, end + 1 - at, value * _THOUSAND)
    return Number(at, end - at, value)


_THOUSANDS: Final = frozenset(
    {"thousand", "тысяч", "тысячи", "тыс", "հազար", "min", "bin", "ათასი", "ათასამდე", "mille"}
)
#: After a hyphen or apostrophe these make an ordinal: 2-й, 3-cü, 5-րդ, 20th.
_ORDINAL: Final = frozenset(
    {"й", "я", "е", "го", "му", "ом", "ой", "ая", "ci", "cu", "nci", "ncu", "inci", "րդ", "th", "ე"}
)
#: After a number they say an age, a calibre, a share: no people.
_MEASURES: Final = re.compile(
    r"year(s|old)?|лет|год[а-я]*|летн[а-я]+|տարեկան.*|ամյա|yas[a-z]*|yasli|წლის|წლ.*|ans?|il|yil[a-z]*"
    r"|ildir|percent|процент[а-я]*|տոկոս.*|faiz[a-z]*|პროცენტ.*|yuzde|km|км|կմ|კმ|metr[a-z]*|метр[а-я]*"
    r"|mm|мм|kg|кг|կգ|кило.*|kilo[a-z]*|hours?|час[а-я]*|minut[a-z]*|минут[а-я]*|saat[a-z]*|days?|дн[а-я]+|день|gun(?!m[ae]n)[a-z]*"
    r"|ժամ.*|րոպե.*|օր.*|საათ.*|დღე.*|heures?|jours?|mois|months?|weeks?|ay|hefte|million.*|млн|миллион.*"
    r"|dollar[a-z]*|доллар.*|руб.*|manat[a-z]*|lira[a-z]*|euros?|lari|drams?|houses?|дом[а-я]*|ev|evler|times|раз[а]?|defe"
)


def _counts_nobody(field: Field, at: int, end: int, written: str) -> bool:  # noqa: PLR0911 - a flat list of what is no count
    before = gap(field, at)
    after = gap(field, end) if end < len(field.words) else field.original[field.spans[-1][1] :]
    following = field.words[end] if end < len(field.words) else ""
    if len(written) > _MOST_DIGITS or after.lstrip().startswith(("%", "°")):
        return True
    if before.rstrip().endswith(("№", "$", "€", "₽", "₾", "₼", "#")):
        return True
    # A part of a name, a range, a time, a score or a fraction: Su-25, 2-0, 12:00, 1.5.
    if at and len(before) == 1 and before in "-–./:" and not field.words[at - 1].isspace():
        return before != "-" or field.words[at - 1].isdecimal() or len(field.words[at - 1]) <= 3  # noqa: PLR2004 - types of arms have short names
    if following.isdecimal() and len(after) == 1 and (_RANGE.fullmatch(after) or after == ","):
        return True
    if after in {"-", "'", "’"} and following in _ORDINAL:
        return True
    if _MEASURES.fullmatch(following) and not after.strip("-–'’ \u00a0"):
        return True
    return len(field.words[at]) == 4 and int(written) in _YEARS  # noqa: PLR2004 - digits of a year
