"""How grave an incident is, by the text's own facts."""

import pytest

from tests.newsroom.judge.shipped_reader import read

#: Severity, language, title, body.
CASES = [
    (3, "en", "Fuel depot explosion near Stepanakert kills 20", "Rescuers search."),
    (3, "ru", "Взрыв на АЗС в Махачкале: погибли 35 человек", ""),
    (3, "az", "Bakı–Qroznı təyyarəsi qəzaya uğradı, bortda 67 nəfər olub", ""),
    (2, "en", "Two soldiers killed in shelling near Sotk", ""),
    (2, "hy", "Երկու զինծառայող է զոհվել Սոթքի մոտ կրակոցներից", ""),
    (2, "en", "Mortar fire hits village of Khnatsakh", "Houses were damaged near the border."),
    (2, "ru", "Беспилотник атаковал казарму в Грозном, четверо ранены", "Взрыв был ночью."),
    (2, "en", "Riot police use tear gas in Tbilisi, 63 people detained", ""),
    (2, "en", "Opposition leader arrested in Yerevan", "Police took him from his home."),
    (2, "en", "Protesters storm parliament in Sukhumi", "The crowd broke the gates."),
    (1, "en", "Soldier wounded by small arms fire near Yeraskh", "Armenia blames Azerbaijan."),
    (1, "az", "Tərtərdə minaya düşən çoban yaralanıb", ""),
    (1, "ka", "კირბალთან ოკუპანტებმა საქართველოს მოქალაქე დააკავეს", ""),
    (3, "en", "Artillery pounds Goris, Kapan and Vardenis", "Shelling began at midnight."),
    (3, "ru", "Артиллерия обстреляла Горис, Капан и Варденис", "Огонь открыт в полночь."),
    (1, "en", "First border marker set between Armenia and Azerbaijan", "It stands near Kirants."),
    (1, "ru", "Армения и Азербайджан установили первый пограничный столб", ""),
    (2, "ru", "Армения и Азербайджан согласовали участок границы у Киранца", "Протокол подписан."),
    (1, "en", "Russian soldiers fence off orchard in Khurvaleti", "Georgia protests."),
    (2, "en", "Georgia hit by massive cyberattack", "Two broadcasters went off air."),
    (1, "en", "Massive cyberattack on Armenian ministries", "Their sites opened slowly."),
    (1, "en", "Armenian ministry websites hacked for an hour", "Slogans were shown."),
    (2, "ru", "Масштабная кибератака на сайты правительства Грузии", "Хакеры похитили данные."),
    (2, "ru", "Жители перекрыли трассу Ереван - Севан", "Протестующие требуют отставки мэра."),
    (1, "ru", "Оппозиция перекрыла улицу в центре Еревана", "Задержанных нет."),
    (1, "en", "Six journalists of online TV arrested in Baku", "Police searched their homes."),
    (2, "en", "Founder of online TV arrested in Baku", "Police searched his home."),
    (2, "ka", "პოლიციამ აქცია წყლის ჭავლით დაშალა თბილისში", ""),
    (1, "en", "Armenian and Azerbaijani soldiers exchange fire near Sotk, two wounded", ""),
    (2, "en", "Azerbaijani troops advance into Syunik and dig in", "Armenia protests."),
    (1, "en", "Russian peacekeepers leave their post near Shusha", "Armenia and Baku confirm it."),
    (1, "en", "Russian warship enters port of Ochamchire", "The fleet sent it to Abkhazia."),
    (1, "ru", "Над Дагестаном сбили два беспилотника", "Пострадавших и разрушений нет."),
    (1, "ru", "Цхинвал отпустил жителя села Двани после 14 месяцев", "Его передали грузинам."),
    (1, "en", "Journalist arrested in Baku", "Police searched his home."),
    (0, "en", "Baku denies shelling Armenian village", "No fire was opened, the ministry said."),
]


@pytest.mark.parametrize(("severity", "lang", "title", "body"), CASES)
def test_severity_by_the_facts_of_the_text(severity, lang, title, body):
    found = read(lang, title, body)
    assert found.severity == severity, found.reason


def test_a_lost_airliner_is_major_before_anybody_counts_the_dead():
    found = read(
        "en", "Airliner from Baku to Grozny crashes near Aktau", "67 people were on board."
    )
    assert (found.severity, found.incident.killed) == (3, None)
