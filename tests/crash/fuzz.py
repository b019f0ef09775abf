"""Texts as hostile as a source can make them, each the same for the same number."""

from __future__ import annotations

import random

_PIECES = (
    "<b>",
    "</b>",
    "<i><b></i></b>",
    "<a href=",
    "<a href='x\">y</a>",
    '<a href="javascript:1">',
    "</a>",
    "<blockquote expandable>",
    "</blockquote>",
    "<tg-time unix='x'>",
    "<tg-spoiler>",
    '<pre><code class="language-x">',
    "<script>alert(1)</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<",
    ">",
    "&",
    "&amp;",
    "&amp;lt;",
    "&#0;",
    "&#x110000;",
    "&#55357;",
    "&nbsp",
    "&bogus;",
    "'",
    '"',
    "👨‍👩‍👧‍👦",
    "🇦🇲🇦🇿🇬🇪",
    "👍🏽",
    "❤️",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "e\u0301\u0302\u0303" * 3,
    "Z̴̧͕̈́a̷l̸g̶o̵" * 2,
    "שלום עולם",
    "مرحبا بالعالم",
    "\u202eevil\u202c",
    "\u2067rtl",
    "\u2069",
    "\u200f",
    "\u061c",
    "\u200b\u2060\ufeff",
    "\ud83d",
    "\ude00",
    "\udfff\ud800",
    "\x00",
    "\x07\x1b[31m",
    "\r\n\r\n",
    "\t",
    "\u2028",
    "\ufffe",
    "\U0010ffff",
    "Կրակոցներ Սոթքում",
    "თბილისი",
    "Şuşa'da ateş",
    "Обстрел у Сотка",
    "l’armée «tire» !",
    "a" * 300,
    " " * 50,
    "https://t.me/x?a=1&b=<2>",
    "@example_channel",
    "#tag",
    "/start",
    "_*[]()~`>#+-=|{}.!",
    "\\",
)
_LONG = 20_000


def text(number: int, *, long: bool | None = None) -> str:
    """Return the text with this number; about each fiftieth has 20 KB."""
    chance = random.Random(number)
    parts = [chance.choice(_PIECES) for _ in range(chance.choice((0, 1, 3, 10, 40)))]
    if chance.random() < 0.5:
        parts.insert(chance.randint(0, len(parts)), _any_letters(chance))
    mixed = chance.choice(("", " ")).join(parts)
    if long if long is not None else chance.random() < 0.02:
        return (mixed or "x") * (_LONG // len(mixed or "x") + 1)
    return mixed


def _any_letters(chance: random.Random) -> str:
    planes = ((0, 0x7F), (0x80, 0x24FF), (0xD700, 0xE100), (0x10000, 0x1FFFF), (0, 0x10FFFF))
    low, high = chance.choice(planes)
    return "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(1, 30)))
