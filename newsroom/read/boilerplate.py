"""What stands on a news page and is no article: blocks by their names, lines by their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsroom.read.dates import page_date
from newsroom.read.html import class_id, select
from newsroom.read.text import title_fold

if TYPE_CHECKING:
    from newsroom.read.html import HtmlElement

#: Words of class names and ids, split at hyphens, underscores and capitals.
_BLOCK_WORDS = frozenset(
    {
        *("ad", "ads", "advert", "adverts", "advertisement", "adfox", "adsbygoogle", "promo"),
        *("also", "banner", "banners", "breadcrumb", "breadcrumbs", "related", "relatedposts"),
        *("comment", "comments", "disqus", "respond", "commentlist", "replies"),
        *("cookie", "cookies", "consent", "gdpr", "popup", "modal"),
        *("menu", "nav", "navbar", "navigation", "pagination", "pager", "sidebar"),
        *("mostread", "popular", "recommended", "recommendations", "similar", "trending"),
        *("newsletter", "subscribe", "subscription", "telegram", "donate", "donation"),
        *("share", "sharing", "sharedaddy", "social", "socials", "likes", "addthis"),
        *("tags", "taglist", "hashtags", "oxsar", "benzer", "похожие", "read-more", "readmore"),
    }
)
#: Pairs of words that say together what neither says alone.
_BLOCK_PAIRS = re.compile(
    r"(?:most|more|last|latest|other|top)[\s_-]*(?:read|news|stories|articles|posts|viewed)"
    r"|read[\s_-]*(?:more|also|next)|see[\s_-]*also|you[\s_-]*may|next[\s_-]*(?:post|article)"
    r"|news[\s_-]*(?:feed|line|lenta)|lenta[\s_-]*news",
    re.IGNORECASE,
)
#: Classes that tell of the article or the page as a whole, as WordPress writes them.
_TELLING = re.compile(r"^(?:category|tag|has|with|no|without|page|single|term)-|-(?:open|closed)$")
_WORD = re.compile(r"[A-ZА-Я]?[a-zа-яё]+|[A-Z]+(?![a-z])")
_BY_TAG = (
    "nav, aside, footer, noscript, iframe, button, select, template, dialog, svg, canvas, form"
)
_NEVER = frozenset({"html", "body", "main", "head"})
#: A block that holds this share of the page's text is the article, whatever it is called.
_MAIN_SHARE = 0.5


def prune(tree: HtmlElement, body: HtmlElement | None) -> None:
    """Take out of `tree` the blocks that are named as something else than the article.

    A block that holds the heading, the article's marked body or half of all text stays.
    """
    for silent in select(tree, "script, style"):
        _drop(silent)
    kept: set[HtmlElement] = set()
    for anchor in (*select(tree, "h1"), *([] if body is None else [body])):
        kept.update((anchor, *anchor.iterancestors()))
    by_tag = set(select(tree, _BY_TAG))
    most = _MAIN_SHARE * len(tree.text_content())
    for element in list(tree.iter()):
        if element in kept or element.tag in _NEVER or element.getparent() is None:
            continue
        name = _telling_name(element)
        if (element in by_tag or (name and _is_named_boilerplate(name))) and (
            "comment" in name.lower() or len(element.text_content()) < most
        ):
            _drop(element)


def _telling_name(element: HtmlElement) -> str:
    return " ".join(word for word in class_id(element).split() if not _TELLING.search(word))


def _is_named_boilerplate(name: str) -> bool:
    words = {word.lower() for word in _WORD.findall(name)}
    return bool(words & _BLOCK_WORDS) or _BLOCK_PAIRS.search(name) is not None


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


# --- lines --------------------------------------------------------------------------------------

_READ_ALSO = (
    r"also\s+read|read\s+(?:also|more|next)|see\s+also|recommended|more\s+on\s+(?:this|the\s+topic)",
    r"related(?:\s+(?:news|articles|stories))?",
    r"(?:читайте|смотрите|также|еще|ещё)\s+(?:также|по\s+теме|читайте|еще|ещё|смотрите)",
    r"(?:по\s+теме|материалы\s+по\s+теме|похожие\s+(?:новости|материалы)|рекомендуем)",
    r"(?:կարդացեք|կարդալ|տե՛?ս|դիտեք)\s+(?:նաև|նաեւ|ավելին)",
    r"(?:ըստ\s+թեմայի|թեմայի\s+շուրջ|նմանատիպ\s+նյութեր)",
    r"(?:həmçinin|eyni\s+zamanda|bunu\s+da)\s+(?:oxuyun|bax(?:ın)?)|oxşar\s+xəbərlər|digər\s+xəbərlər",
    r"(?:ასევე|აგრეთვე)\s+(?:წაიკითხეთ|ნახეთ|იხილეთ)|(?:წაიკითხეთ|იხილეთ)\s+(?:ასევე|აგრეთვე|მეტი)",
    r"მსგავსი\s+(?:სიახლეები|სტატიები)|ამავე\s+თემაზე",
    r"(?:bunu\s+da|ayrıca)\s+(?:okuyun|oku|bakın)|ilgili\s+haber(?:ler)?|ilginizi\s+çekebilir",
    r"(?:à\s+)?lire\s+(?:aussi|également)|(?:a\s+)lire\s+(?:aussi|également)|voir\s+aussi|sur\s+le\s+même\s+(?:sujet|thème)",
)
#: With a colon, or as the whole line: what follows is a link to another article.
_ALSO_LINE = re.compile(rf"^\W*(?:{'|'.join(_READ_ALSO)})\b\s*(?:[::․՝»>→–—-]|$)", re.IGNORECASE)
_FOLLOW_US = re.compile(
    r"^\W*(?:(?:follow|join)\s+us|subscribe\s+to|sign\s+up|подпи(?:сывайтесь|шитесь)|следите\s+за\s+нами"
    r"|присоединяйтесь|հետևե՛?ք\s+մեզ|բաժանորդագրվե՛?ք|bizi\s+[\w-]+\s+(?:izləyin|takip)|abunə\s+ol|abone\s+ol"
    r"|bizi\s+takip|გამოგვყევით|გამოიწერეთ|შემოგვიერთდით|suivez[\s-]nous|abonnez[\s-]vous|share\s+this"
    r"|поделиться|paylaş|կիսվել|გააზიარეთ|partager)\b",
    re.IGNORECASE,
)
#: `Updated: 13 March 2026`: a stamp, not a sentence.
_STAMP = re.compile(
    r"^\W*(?:(?:last\s+)?updated?|published|posted|обновлено|опубликовано|дата|yenilən\w+|dərc\s+olun\w+"
    r"|güncelle\w*|yayın\w*|giriş|թարմացվ\w+|հրապարակվ\w+|განახლებ\w+|გამოქვეყნ\w+|publié|mis(?:e)?\s+(?:à|en)\s+\w+)"
    r"\b(?:.*\d|\s*[::]?\s*$)",
    re.IGNORECASE,
)
_LONGEST_STAMP = 60
_MOST_DATE_WORDS = 9
_SENTENCE_ENDS = frozenset('.!?։…:»”"')
_COOKIES = re.compile(r"cookies?\b|куки|кукис|kukilər|çerez|թխուկ|քուքի|ქუქი|ფუნთუშ", re.IGNORECASE)
_CONSENT = re.compile(
    r"\b(?:accept|agree|consent|we\s+use|this\s+site|this\s+website|policy|используем|использует|соглас"
    r"|istifadə|razı|qəbul|kullan|kabul|politika|օգտագործ|համաձայն|ընդուն|ვიყენებთ|იყენებს|თანახმა|ვეთანხმები"
    r"|utilis|accept|consent)",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 400
_LONGEST_CALL = 160
_MOST_BEFORE_TITLE = 5
_LIST_ITEM = re.compile(r"^\s*[-•*–]\s+\S")


def without_boilerplate(text: str, title: str) -> str:
    """Drop lines that are no part of the article, and the title where it opens the text."""
    kept: list[str] = []
    in_links = False
    for line in _after_title(text.split("\n"), title):
        bare = line.strip()
        if _ALSO_LINE.search(bare):
            # A bare heading is followed by a list of links.
            in_links = True
            continue
        in_links = in_links and bool(_LIST_ITEM.search(bare))
        if bare and not in_links and not _is_notice(bare):
            kept.append(bare)
    return "\n".join(kept)


def _after_title(texts: list[str], title: str) -> list[str]:
    """Begin after the title: what stands before it is a date or a section."""
    mark = title_fold(title)
    for number, text in enumerate(texts[:_MOST_BEFORE_TITLE]):
        if mark and title_fold(text) == mark:
            return texts[number + 1 :]
        if len(text) > _LONGEST_CALL or text[-1:] in _SENTENCE_ENDS:
            break
    return texts


def _is_dateline(line: str) -> bool:
    """Tell whether a line is a date with its hour, a place or a name: no sentence."""
    short = len(line) <= _LONGEST_STAMP and len(line.split()) <= _MOST_DATE_WORDS
    return short and line[-1:] not in _SENTENCE_ENDS and page_date(line, None) is not None


def _is_notice(line: str) -> bool:
    if len(line) <= _LONGEST_CALL and _FOLLOW_US.search(line):
        return True
    if (len(line) <= _LONGEST_STAMP and _STAMP.search(line)) or _is_dateline(line):
        return True
    return (
        len(line) <= _LONGEST_NOTICE
        and _COOKIES.search(line) is not None
        and _CONSENT.search(line) is not None
    )
