"""Which kind of incident a headline tells where words of two kinds stand together."""

import pytest

from tests.newsroom.judge.shipped_reader import read

#: Language, title, body, kind.
TOLD = [
    ("ka", "ხულოში მეწყერმა საცხოვრებელი სახლი დაანგრია", "მაშველები მუშაობენ.", "disaster"),
    ("ka", "მესტიაში ზვავმა სამი მოთხილამურე მოიყოლა", "მაშველები ეძებენ.", "disaster"),
    ("en", "Landslide buries a family in Khulo", "Rescuers are digging.", "disaster"),
    ("ru", "Военный вертолет Ми-8 сбит под Лачином", "Экипаж погиб.", "shelling_or_fire"),
    (
        "en",
        "Angry miners of Chiatura block the road",
        "About 200 of them demand back pay.",
        "blockade_or_closure",
    ),
    ("ru", "В Тбилиси протестующие перекрыли проспект Руставели", "", "protest"),
    (
        "en",
        "Shepherd detained near the barbed wire fence in Khurvaleti",
        "Russian guards took him away.",
        "detention_or_arrest",
    ),
    ("ka", "დემონსტრანტებმა პარლამენტის ღობე მოანგრიეს", "აქცია თბილისში გრძელდება.", "protest"),
    ("fr", "L'aviation frappe Martakert, onze morts", "Une journée noire.", "shelling_or_fire"),
    ("fr", "Un berger mutilé par une mine à Fizouli", "Il gardait un troupeau.", "mine_blast"),
    ("fr", "La foule s'empare du siège du gouvernement à Soukhoumi", "", "protest"),
    ("fr", "Bakou remet à Erevan un soldat capturé en mai", "", "captives_or_exchange"),
    ("fr", "Deux engins détruits en vol près de Makhatchkala", "", "drone_strike"),
    ("fr", "Gori : une nouvelle clôture russe coupe les vergers", "", "border_delimitation"),
    ("fr", "Bagarre entre soldats arméniens et azéris à Sotk, six blessés", "", "clash"),
]


@pytest.mark.parametrize(("lang", "title", "body", "kind"), TOLD)
def test_the_kind_that_a_headline_tells(lang, title, body, kind):
    meaning = read(lang, title, body)
    assert meaning.news
    assert meaning.incident.type == kind


def test_snow_that_closes_a_pass_is_no_disaster():
    assert not read("ka", "გუდაურში დიდი თოვლის გამო გზა ჩაკეტილია").news
