import pytest

from newsroom.read.boilerplate import prune, without_boilerplate
from newsroom.read.html import lines, parse

KEPT = "The road between the two villages reopens on Friday, the regional office said."


@pytest.mark.parametrize(
    "line",
    [
        "Read also: School gets a bus",
        "Also read: School gets a bus",
        "Related news",
        "Читайте также: Школа получила автобус",
        "Читайте по теме — Школа получила автобус",
        "По теме: Школа получила автобус",
        "Կարդացեք նաև՝ Դպրոցը ավտոբուս ստացավ",
        "Տես նաև: Դպրոցը ավտոբուս ստացավ",
        "Həmçinin oxuyun: Məktəb avtobus aldı",
        "Oxşar xəbərlər",
        "ასევე წაიკითხეთ: სკოლამ ავტობუსი მიიღო",
        "İlgili Haber: Okula otobüs",
        "İlginizi çekebilir",
        "À lire aussi : L'école a un bus",
        "Lire aussi – L'école a un bus",
        "Follow us on Telegram",
        "Подписывайтесь на наш канал",
        "Bizi Telegram-da izləyin",
        "Suivez-nous sur Telegram",
        "We use cookies to improve this site.",
        "Сайт использует файлы cookie.",
        "Ce site utilise des cookies.",
        "Sitemizde çerezler kullanılmaktadır.",
        "Updated: 13 March 2026, 10:00",
        "Опубликовано 12.03.2026 14:05",
        "Güncelleme: 12.03.2026",
        "14:05 | 12 մարտ, 2026",
        "jeudi 12 mars 2026, par Anne Dupont",
    ],
)
def test_lines_that_are_no_part_of_an_article_are_dropped(line):
    assert without_boilerplate(f"{KEPT}\n{line}\n{KEPT}", "A title") == f"{KEPT}\n{KEPT}"


@pytest.mark.parametrize(
    "line",
    [
        "He also read the names of the villages aloud.",
        "Related parties were told on Monday.",
        "Также он сообщил о начале работ.",
        "Смотрите, как это было, сказал он.",
        "Мост открыли 12 марта 2026 года.",
        "Həmçinin yol təmir olunub.",
        "Lire les noms a pris une heure.",
        "The minister follows us, said a resident, and we follow the minister.",
        "The bakery sells cookies to both villages.",
        "The office has published a list of the 12 villages that the road connects with the town",
    ],
)
def test_sentences_that_begin_alike_stay(line):
    assert without_boilerplate(f"{KEPT}\n{line}", "A title") == f"{KEPT}\n{line}"


def test_a_list_of_links_goes_with_its_heading():
    text = f"{KEPT}\nRead also:\n- School gets a bus\n- Library opens\n{KEPT}\n- a point"
    assert without_boilerplate(text, "A title") == f"{KEPT}\n{KEPT}\n- a point"


def test_a_text_begins_after_its_title():
    assert without_boilerplate(f"Society\nA  Title\n{KEPT}", "A title") == KEPT
    assert without_boilerplate(f"{KEPT}\nA title", "A title") == f"{KEPT}\nA title"


def pruned(html):
    tree = parse(f"<html><body>{html}</body></html>".encode(), None)
    prune(tree, None)
    return lines(tree)


@pytest.mark.parametrize(
    "name",
    [
        "related-posts",
        "cookieBar",
        "comments",
        "post_share",
        "breadcrumbs",
        "most-read",
        "lastNews",
    ],
)
def test_blocks_named_as_something_else_are_taken_out(name):
    assert pruned(f'<p>{KEPT}</p><div class="{name}">Other</div>tail') == f"{KEPT}\ntail"
    assert pruned(f'<p>{KEPT}</p><section id="{name}">Other</section>') == KEPT


@pytest.mark.parametrize(
    "name",
    ["category-social", "tag-cookies", "comments-open", "has-sidebar", "shareholder", "advice"],
)
def test_names_that_tell_of_the_article_take_nothing_out(name):
    assert pruned(f'<p>{KEPT}</p><div class="{name}">More</div>') == f"{KEPT}\nMore"


def test_what_holds_the_heading_or_most_of_the_text_stays():
    assert pruned(f'<div class="sidebar"><h1>Title</h1><p>{KEPT}</p></div>') == f"Title\n{KEPT}"
    assert pruned(f'<form class="menu"><p>{KEPT}</p></form><p>End</p>') == f"{KEPT}\nEnd"
    assert pruned(f'<p>Short</p><div class="comments"><p>{KEPT}</p></div>') == "Short"
