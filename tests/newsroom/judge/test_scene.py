"""Where it happened, of all the places that a text names."""

import pytest

from tests.newsroom.judge.shipped_reader import read

#: Language, title, body, the names of the places of the event.
CASES = [
    ("en", "Two soldiers wounded near Sotk", "Yerevan says the fire came at noon.", ["Sotk"]),
    ("en", "Shelling at Jermuk, Baku says", "Two soldiers were killed.", ["Jermuk"]),
    (
        "en",
        "Mine blast wounds shepherd in Aghdam",
        "He was taken to a hospital in Barda, prosecutors in Baku said.",
        ["Aghdam"],
    ),
    ("ru", "В Назрани обстрелян пост полиции, двое погибли", "Москва молчит.", ["Nazran"]),
    ("az", "Füzulidə minaya düşən polis həlak olub", "Yaralılar Bakıya gətirilib.", ["Fuzuli"]),
    ("tr", "Grozni'de polis binasına İHA saldırısı", "Dört kişi yaralandı.", ["Grozny"]),
    ("en", "Airliner from Baku to Grozny crashes near Aktau", "67 were on board.", ["Aktau"]),
    (
        "en",
        "Armenia and Azerbaijan exchange 34 captive soldiers at the border",
        "",
        ["Armenia-Azerbaijan border"],
    ),
    ("en", "Riot police use tear gas to break up rally in Tbilisi", "12 were held.", ["Tbilisi"]),
    (
        "ru",
        "Взрыв в кафе в Нальчике: двое погибших",
        "О причинах сообщили в МЧС Кабардино-Балкарии.",
        ["Nalchik", "Kabardino-Balkaria"],
    ),
    (
        "en",
        "Two policemen shot dead in Nazran",
        "The interior ministry of Ingushetia said the attackers fled.",
        ["Nazran", "Ingushetia"],
    ),
    # Where people come from, and what they protest against, is no place of the event.
    ("ru", "В Баку задержан уроженец Сумгаита с бомбой", "Он в изоляторе.", ["Baku"]),
    ("ru", "В Назрани протестуют против границы с Чечней", "Толпа стоит.", ["Nazran"]),
    ("ru", "Под Джанятагом на мине подорвался трактор", "", ["Janyatag"]),
    ("ru", "Ранен военный у Сотка", "Обстрел начался ночью, заявили в Ереване.", ["Sotk"]),
    ("ru", "Минобороны Армении назвало имена 12 погибших военных", "", ["Armenia"]),
    (
        "ru",
        "Жители перекрыли трассу в Назрани",
        "Сотни людей вышли на дорогу после разгона митинга в Магасе.",
        ["Nazran"],
    ),
    (
        "ru",
        "Обстрел Мартакерта: ранены двое жителей",
        "Артиллерия била с высот за Гадрутом.",
        ["Aghdara"],
    ),
    # Who governs in Stepanakert speaks; a quarter is a place of its own; a region is named late.
    (
        "ru",
        "Обстрел Мартуни: ранен житель",
        "По данным Степанакерта, стреляли ночью.",
        ["Khojavend"],
    ),
    ("en", "Gunmen open fire on police in Isani", "Two officers were wounded.", ["Isani"]),
    (
        "en",
        "Two policemen shot dead in Nazran",
        "The attackers fled. A search goes on. It is the third attack in Ingushetia this year.",
        ["Nazran", "Ingushetia"],
    ),
    # A river is no place of its own beside a town; a district and its town bear one name.
    ("en", "Flood kills two in Alaverdi", "The Debed burst its banks overnight.", ["Alaverdi"]),
    (
        "ru",
        "Под Лачином подорвались двое солдат",
        "Машина шла по дороге у села Забух. Один погиб.",
        ["Lachin", "Zabukh"],
    ),
    # A capital is a scene where people were hurt, not where somebody speaks of it.
    ("en", "Crowd storms Abkhaz parliament", "Ten people were hurt in Sukhumi, agencies reported.",
     ["Sukhumi"]),
    ("en", "Two soldiers killed at Sotk", "Officials in Yerevan said two more were wounded.",
     ["Sotk"]),
    ("ru", "Ереван и Баку согласовали линию границы", "Она пройдёт у Киранца и Воскепара.",
     ["Kirants", "Voskepar"]),
    # Karabakh tells whose road or leader it is where a smaller place is named, or where it was.
    ("en", "Karabakh's only road shut by activists near Shusha", "", ["Shusha"]),
    ("ru", "Жителя Карабаха задержали на посту в Лачине", "", ["Lachin"]),
    ("en", "Three wounded at Shusha in Nagorno-Karabakh", "", ["Shusha", "Nagorno-Karabakh"]),
    ("az", "Qarabağda, Şuşa yaxınlığında mina partlayışı: iki yaralı", "",
     ["Shusha", "Nagorno-Karabakh"]),
    # A house that often speaks is a scene where something was signed in it.
    ("fr", "À la Maison-Blanche, Bakou et Erevan paraphent la paix", "", ["Washington"]),
    ("tr", "Azerbaycan ile Ermenistan Beyaz Saray'daki törende barış metnini paraf etti", "",
     ["Washington"]),
    ("az", "Vardanyan Laçın postunda saxlanılıb", "", ["Lachin"]),
    # Where an aircraft came down, the settlement after the region.
    ("ru", "Вертолёт разбился в Кахетии: трое погибших", "Обломки лежат под Сигнахи.",
     ["Sighnaghi", "Kakheti"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "title", "body", "places"), CASES)
def test_the_places_of_the_event(lang, title, body, places):
    assert [place.name for place in read(lang, title, body).places] == places


def test_every_place_named_is_told_apart_from_those_of_the_event():
    found = read("en", "Two soldiers wounded near Sotk", "Yerevan says the fire came at noon.")
    assert {place.name for place in found.named} == {"Sotk", "Yerevan"}


def test_the_settlement_goes_before_its_region():
    found = read("ru", "В Дагестане взрыв", "В Махачкале погибли трое полицейских, один ранен.")
    assert [place.name for place in found.places] == ["Makhachkala", "Dagestan"]


def test_talk_of_a_border_names_no_state():
    found = read("en", "Armenia and Azerbaijan sign peace treaty", "The text has 17 articles.")
    assert found.places == ()
