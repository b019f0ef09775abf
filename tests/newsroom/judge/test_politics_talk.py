"""What is talk about the region, and what only looks like it."""

from __future__ import annotations

import pytest

from newsroom.judge.politics import TOPIC
from tests.newsroom.judge.shipped_reader import read

TALK = [
    ("en", "Opinion: what a week of turmoil taught Sukhumi", "The street won, our columnist says."),
    (
        "en",
        "Court jails man over 2011 bombing in Nazran",
        "The judges in Rostov gave him 20 years.",
    ),
    ("en", "Geneva International Discussions end where they began", "The next round is in spring."),
    ("ru", "Суд в Грозном отклонил жалобу осуждённого за нападение 2016 года", "Срок не изменён."),
    (
        "ru",
        "Оверчук и Мгер Григорян обсудили коммуникации",
        "Границу и дороги, даты новой встречи нет.",
    ),
    ("fr", "Tribune : Erevan face à ses prisonniers oubliés", "L'auteur accuse l'Europe."),
    ("ka", "ჟენევის მოლაპარაკებების რაუნდი უშედეგოდ დასრულდა", "მორიგი რაუნდი გაზაფხულზეა."),
]
NO_TALK = [
    ("tr", "Karabağ son dakikada turladı: 2-1", "Ağdam ekibi Bakü'de rakibini eledi."),
    ("en", "Qarabag edge past Sheriff in Baku", "A late header settled the second leg."),
    ("en", "Tbilisi bakers report a record winter", "Sales of bread rose by a tenth."),
    ("hy", "Աբովյանում այրվել է խանութի պահեստ", "Կրակը մարվել է, զոհեր չկան։"),
    ("en", "Yerevan shoots thriller about a hostage", "The film's stunt men blew up a car."),
]


@pytest.mark.parametrize(("lang", "title", "body"), TALK)
def test_views_rulings_and_formats_of_the_region_are_its_politics(lang, title, body):
    meaning = read(lang, title, body)

    assert meaning.topics == (TOPIC,)
    assert not meaning.news


@pytest.mark.parametrize(("lang", "title", "body"), NO_TALK)
def test_a_club_a_shop_and_a_film_are_no_politics(lang, title, body):
    assert TOPIC not in read(lang, title, body).topics
