import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.standins.entities import CannotParse, Entity, parse


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", ()),
        ("<b>b</b>", "b", (("b", 0, 1, ""),)),
        ("<B>b</b >", "b", (("b", 0, 1, ""),)),
        ("𝕏<i>i</i>", "𝕏i", (("i", 2, 1, ""),)),
        ("<b><i>x</i></b>", "x", (("i", 0, 1, ""), ("b", 0, 1, ""))),
        ("<b>x</>", "x", (("b", 0, 1, ""),)),
        ("<b></b>", "", ()),
        ('<a href="http://a/?b&amp;c">x</a>', "x", (("a", 0, 1, "http://a/?b&c"),)),
        ("<a href='x>y'>x</a>", "x", (("a", 0, 1, "x>y"),)),
        ("<a href=tg>x</a>", "x", (("a", 0, 1, "tg"),)),
        ("<a>http://a</a>", "http://a", (("a", 0, 8, "http://a"),)),
        ("&lt;&gt;&amp;&quot;&#65;&#x42;", '<>&"AB', ()),
        ("&lt &amp", "< &", ()),
        ("&apos;&nbsp;&;&#;&", "&apos;&nbsp;&;&#;&", ()),
        ("a > b", "a > b", ()),
        ('<tg-time unix="5">x</tg-time>', "x", (("tg-time", 0, 1, "5"),)),
        ("<blockquote expandable>x</blockquote>", "x", (("blockquote", 0, 1, ""),)),
        ('<span class="tg-spoiler">x</span>', "x", (("span", 0, 1, ""),)),
    ],
)
def test_what_the_api_takes(source, text, entities):
    parsed = parse(source)
    assert parsed.text == text
    assert parsed.entities == tuple(
        Entity(type=kind, offset=offset, length=length, argument=argument)
        for kind, offset, length, argument in entities
    )


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("é<p>", 'Unsupported start tag "p" at byte offset 2'),
        ("< b>", 'Unsupported start tag "" at byte offset 0'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "&#xd800;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_what_the_api_refuses(source, error):
    with pytest.raises(CannotParse) as raised:
        parse(source)
    assert str(raised.value) == error


@settings(deadline=None)
@given(st.text("<>/ab=\"'& ;lt#x1\n\0é𝕏", max_size=40))
def test_the_parser_takes_or_refuses_anything(source):
    try:
        parsed = parse(source)
    except CannotParse:
        return
    assert len(parsed.text) <= len(source)
