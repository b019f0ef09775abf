"""Subjects that only this region has say which region is spoken of."""

import pytest

from tests.newsroom.judge.shipped_reader import read


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "The Minsk Group was never more than three flags on a table"),
        ("fr", "Le Groupe de Minsk, chronique d'un échec annoncé"),
        ("ru", "Что осталось от Минской группы: мнение"),
        ("tr", "Zengezur görüşmeleri sonuçsuz kaldı"),
        ("az", "Minsk qrupunun tarixi: diplomatın xatirələri"),
    ],
)
def test_talk_about_a_subject_of_the_region_alone_is_its_politics(lang, title):
    found = read(lang, title)
    assert found.topics == ("caucasus_politics",)
    assert not found.news
