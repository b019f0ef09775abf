from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.read.encoding import _LABELS, codec_of, decode

RU = "Взрыв произошёл у здания администрации, сообщает пресс-служба. Пострадавших нет."
TR = "Türkiye'de seçim sonuçları açıklandı, bakan görüşmeleri değerlendirdi, şehir ışıkları"
FR = "Le Conseil a adopté à l'unanimité une résolution prévoyant l'élargissement de la mission"
IS = "Íslenska þjóðin kýs á laugardaginn, það er ljóst að úrslitin verða óviss"
HY = "Երկու սահմանապահ վիրավորվել է Սոթքի մոտ"


@pytest.mark.parametrize("text", [RU, TR, FR, IS, HY, "plain"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "declared", [None, "text/html; charset=iso-8859-1", "text/xml; charset=koi8-r"]
)
def test_unicode_is_recognised_whatever_is_declared(text: str, codec: str, declared: str) -> None:
    assert decode(text.encode(codec), declared, kind="html") == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RU, "cp1251"),
        (RU, "koi8-r"),
        (RU.upper(), "cp1251"),
        (RU.upper(), "koi8-r"),
        (TR, "cp1254"),
        (FR, "cp1252"),
    ],
)
def test_without_a_declaration_it_is_guessed(text: str, codec: str) -> None:
    assert decode(text.encode(codec), None, kind="html") == text
    assert decode(f"<p>{text}</p>".encode(codec), "text/html", kind="html") == f"<p>{text}</p>"


def xml(text: str, encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?><a>{text}</a>'


@pytest.mark.parametrize(
    ("body", "header", "kind", "expected"),
    [
        # The document before the header.
        (xml(RU, "windows-1251").encode("cp1251"), "text/xml; charset=koi8-r", "xml", RU),
        (b'<meta charset="windows-1251">' + RU.encode("cp1251"), "a; charset=koi8-r", "html", RU),
        (
            b"<meta http-equiv=Content-Type content='text/html; charset=cp1251'>"
            + RU.encode("cp1251"),
            None,
            "html",
            RU,
        ),
        # The header where the document is silent.
        (RU.encode("koi8-r"), 'text/html; charset="KOI8-R"', "html", RU),
        ("Łódź".encode("cp1250"), "text/html;charset=windows-1250", "html", "Łódź"),
        # The mark before everything.
        (codecs.BOM_UTF8 + xml(RU, "windows-1251").encode(), "a; charset=koi8-r", "xml", RU),
        (xml(RU, "utf-16").encode("utf-16-le"), None, "xml", RU),
        # A declaration that cannot be true.
        (xml(RU, "utf-16").encode(), None, "xml", RU),
        (xml(RU, "utf-8").encode("cp1251"), "text/xml; charset=windows-1251", "xml", RU),
        (xml(RU, "utf-8").encode("cp1251"), None, "xml", RU),
        # Turkish declared as Western.
        (TR.encode("cp1254"), "text/html; charset=iso-8859-1", "html", TR),
        (xml(TR, "windows-1252").encode("cp1254"), None, "xml", TR),
        (IS.encode("cp1252"), "text/html; charset=windows-1252", "html", IS),
        # Names that are codecs of Python, not encodings of the web.
        (RU.encode("cp1251"), "text/html; charset=unicode_escape", "html", RU),
        (xml(RU, "utf-7").encode("cp1251"), "text/html; charset=rot13", "xml", RU),
        # A letter cut off at the end.
        (RU.encode()[:-1] + "т".encode()[:1], None, "html", RU[:-1]),
    ],
)
def test_declarations(body: bytes, header: str | None, kind: str, expected: str) -> None:
    assert expected in decode(body, header, kind="xml" if kind == "xml" else "html")


def test_a_broken_byte_does_not_make_utf8_something_else() -> None:
    assert decode(RU.encode() + b" \xff " + RU.encode(), None, kind="html") == f"{RU} \ufffd {RU}"


def test_every_label_has_a_codec_and_one_only() -> None:
    labels = " ".join(_LABELS.values()).split()
    assert len(labels) == len(set(labels))
    for label in labels:
        codec = codec_of(label.upper())
        assert codec
        assert b"abc".decode(codecs.lookup(codec).name, "replace")


@pytest.mark.parametrize("label", ["rot13", "base64", "utf-7", "unicode_escape", "idna", "zip", ""])
def test_no_other_codec_is_ever_used(label: str) -> None:
    assert codec_of(label) is None


@given(st.binary(), st.none() | st.text() | st.sampled_from(["a; charset=utf-16", "charset=big5"]))
def test_any_bytes_are_some_text(body: bytes, content_type: str | None) -> None:
    for kind in ("xml", "html"):
        decode(body, content_type, kind="xml" if kind == "xml" else "html").encode()
