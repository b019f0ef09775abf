"""Bytes to text: which of the encodings that browsers know, and never any other codec.

Byte order mark, then the document's own declaration, then the header, then a guess; but what is
valid UTF-8 is read as UTF-8, because no other text is valid by chance.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Python's codec and the labels of the WHATWG Encoding Standard that mean it.
_LABELS: Final[Mapping[str, str]] = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-2": "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2"
    " iso_8859-2:1987 l2 latin2",
    "iso8859-3": "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3"
    " iso_8859-3:1988 l3 latin3",
    "iso8859-4": "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4"
    " iso_8859-4:1988 l4 latin4",
    "iso8859-5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595"
    " iso_8859-5 iso_8859-5:1988",
    "iso8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6"
    " iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    "iso8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7"
    " iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek",
    "iso8859-8": "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138"
    " iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical",
    "iso8859-10": "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859-15": "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "cskoi8r koi koi8 koi8-r koi8_r",
    "koi8-u": "koi8-ru koi8-u",
    "mac-roman": "csmacintosh mac macintosh x-mac-roman",
    "cp874": "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1252": "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100"
    " iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9"
    " iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk"
    " gb18030",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "cseucpkdfmtjapanese euc-jp x-euc-jp",
    "iso2022-jp": "csiso2022jp iso-2022-jp",
    "cp932": "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989"
    " ksc5601 ksc_5601 windows-949",
    "utf-16-be": "unicodefffe utf-16be",
    "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
}
_CODECS: Final = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    # No mark, but `<` and its successor in 16 bits.
    (b"\0<\0", "utf-16-be"),
    (b"<\0", "utf-16-le"),
)
_LABEL: Final = rb"[\"']?\s*([A-Za-z0-9_:.-]{1,40})"
_IN_XML: Final = re.compile(rb"^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*" + _LABEL)
_IN_META: Final = re.compile(rb"<meta\s[^>]{0,500}?charset\s*=\s*" + _LABEL, re.IGNORECASE)
_IN_HEADER: Final = re.compile(_LABEL.decode().join(("charset\\s*=\\s*", "")), re.IGNORECASE)
#: Browsers look at the first 1,024 bytes; some sites put scripts first.
_HEAD: Final = 8_192

#: Of all bytes beyond ASCII, so many in a hundred may be broken in what is still called UTF-8.
_BROKEN_PERCENT: Final = 5


def decode(body: bytes, content_type: str | None, *, kind: Literal["xml", "html"]) -> str:
    """Return the text of `body`; bytes that make no sense become U+FFFD. Never raises."""
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body.decode(codec, "replace").removeprefix("\ufeff")
    if body.isascii() and b"\x1b" not in body:
        return body.decode("ascii")
    utf8 = body.decode("utf-8", "replace")
    if not _broken(utf8, body) and b"\x1b" not in body:
        return utf8
    for codec in _named(body, content_type, kind):
        if codec == "utf-8" and _broken(utf8, body) > _BROKEN_PERCENT:
            continue
        text = body.decode(codec, "replace")
        return body.decode("cp1254", "replace") if _is_turkish(text, codec) else text
    if _broken(utf8, body) <= _BROKEN_PERCENT:
        return utf8
    return body.decode(_guess(body), "replace")


def codec_of(label: str) -> str | None:
    """Return Python's codec for a label of the Encoding Standard; None for any other name."""
    return _CODECS.get(label.strip().lower())


def _named(body: bytes, content_type: str | None, kind: str) -> Iterator[str]:
    """Yield the codecs that the document, then the header name, if they can be true."""
    head = body[:_HEAD]
    labels = [_IN_XML.search(head), _IN_META.search(head) if kind == "html" else None]
    names = [found[1].decode("ascii") for found in labels if found]
    if content_type and (in_header := _IN_HEADER.search(content_type)):
        names.append(in_header[1])
    for name in names:
        codec = codec_of(name)
        # The declaration could be read, so it is not in 16 bits.
        if codec and not codec.startswith("utf-16"):
            yield codec


def _broken(utf8: str, body: bytes) -> float:
    """Return how many percent of the high bytes are not UTF-8; a cut last letter does not count."""
    bad = utf8.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    beyond = len(body) - len(body.translate(None, _HIGH))
    if bad == 1 and utf8.endswith("\ufffd") and beyond > _LONGEST_SEQUENCE:
        return 0.0
    return 100 * bad / beyond if beyond else 0.0


_LONGEST_SEQUENCE: Final = 4
_HIGH: Final = bytes(range(0x80, 0x100))

#: Where windows-1254 has `ğ ı ş`, windows-1252 has the Icelandic letters.
_ICELANDIC: Final = re.compile("[ðýþÐÝÞ]")
_NEVER_TURKISH: Final = re.compile("[áíóúæøåàèêëìòùñõãÁÍÓÚÆØÅ]")


def _is_turkish(text: str, codec: str) -> bool:
    """Say whether text declared as Western is Turkish that was declared wrongly."""
    if codec != "cp1252":
        return False
    return len(_ICELANDIC.findall(text)) > 4 * len(_NEVER_TURKISH.findall(text))


#: In Cyrillic text letters beyond ASCII stand together, in Latin text alone.
_TOGETHER: Final = re.compile(rb"[\x80-\xff]{3,}")
_COMMON_PAIRS: Final = re.compile(
    "ст|но|то|на|ен|ов|ни|ра|во|ко|по|ре|ос|пр|ро|ер|го|не|та|ор|од|ти|ка|ал|ли|ан|ол|ла|ва|ем"
)
_CAPITAL_INSIDE: Final = re.compile("[а-яё][А-ЯЁ]")


def _guess(body: bytes) -> str:
    sample = body[:65_536]
    together = sum(map(len, _TOGETHER.findall(sample)))
    if together * 2 > len(sample) - len(sample.translate(None, _HIGH)):
        return max(("cp1251", "koi8-r"), key=lambda codec: _russian(sample, codec))
    return "cp1254" if _is_turkish(sample.decode("cp1252", "replace"), "cp1252") else "cp1252"


def _russian(sample: bytes, codec: str) -> int:
    text = sample.decode(codec, "replace")
    pairs = len(_COMMON_PAIRS.findall(text.lower()))
    return pairs - 2 * len(_CAPITAL_INSIDE.findall(text))
