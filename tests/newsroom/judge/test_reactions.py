"""Who reacts to an event tells none; what a building or a sea beside an act says of it."""

import pytest

from tests.newsroom.judge.shipped_reader import read

REACTIONS = [
    ("en", "Georgian president grieves with Armenia over blast", "It was posted online."),
    ("en", "Kadyrov mocks drone raid on Grozny tower", "He called it a toy."),
    ("en", "Moscow hails release of prisoners by Baku", "The envoy spoke of trust."),
    ("ru", "ЕС приветствует возвращение восьми пленных из Баку", "В Брюсселе довольны."),
    ("ru", "Церковь встревожена арестами духовенства в Армении", "Патриархия ждёт ответа."),
    ("ru", "Кобахидзе назвал протесты «чужим сценарием»", "Премьер говорил на брифинге."),
    # Behind a speaker's colon the act may come first.
    ("ru", "Кремль: беспорядки в Махачкале организованы извне", "Это сказал Песков."),
    # Arms delivered, mines taken up, custody made longer.
    ("en", "France delivers howitzers to Armenia", "The minister confirmed it."),
    ("en", "Deminers clear 200 hectares in Fuzuli", "Works go on."),
    ("ru", "Суд в Баку продлил арест банкира на два месяца", "Защита будет жаловаться."),
    ("ru", "Совбез ООН обсудил бои у Гориса, документа не принято", "Говорили три часа."),
]

EVENTS = [
    ("en", "Drone hits police university in Grozny", "Its roof burned.", "drone_strike"),
    ("en", "Drones reach Caspian Sea base", "Ships burn at Kaspiysk.", "drone_strike"),
    (
        "en",
        "Court jails Yerevan tycoon for two months",
        "He was taken at night.",
        "detention_or_arrest",
    ),
    (
        "en",
        "Yerevan and Baku agree first stretch of border by 1976 maps",
        "The commissions met.",
        "border_delimitation",
    ),
    (
        "ru",
        "Подача газа в Степанакерт возобновлена",
        "Ремонт вела азербайджанская сторона.",
        "blockade_or_closure",
    ),
    ("en", "Bomber dead in blast at Chechen checkpoint", "It was night.", "terror_or_shooting"),
    ("ru", "В Махачкале сотни вышли против мобилизации", "Женщины кричали.", "protest"),
    ("ru", "Под Каспийском опрокинулся катер, ищут семерых", "Ветер усилился.", "disaster"),
    # An act, and then what somebody says of it.
    ("en", "Soldier killed by sniper near Sotk, EU condemns attack", "", "shelling_or_fire"),
]


@pytest.mark.parametrize(("lang", "title", "body"), REACTIONS)
def test_a_reaction_is_no_event(lang, title, body):
    meaning = read(lang, title, body)
    assert not meaning.news, meaning.reason


@pytest.mark.parametrize(("lang", "title", "body", "kind"), EVENTS)
def test_an_event_stays_one(lang, title, body, kind):
    meaning = read(lang, title, body)
    assert meaning.news, meaning.reason
    assert meaning.incident.type == kind


VILLAGE = [
    # Shots at a village by a border of armies are fire across it; those in a town are not.
    ("en", "Gunfire wakes Chinari", "Two bullets struck the school.", "shelling_or_fire"),
    ("ru", "Стрельба в Гюмри, один ранен", "Полиция ищет стрелка.", "terror_or_shooting"),
    # A car full of explosives is no accident on the road.
    ("en", "Car packed with explosives blows up in Grozny", "A guard died.", "terror_or_shooting"),
]


@pytest.mark.parametrize(("lang", "title", "body", "kind"), VILLAGE)
def test_who_fired(lang, title, body, kind):
    meaning = read(lang, title, body)
    assert meaning.incident is not None, meaning.reason
    assert meaning.incident.type == kind


def test_an_aircraft_that_somebody_spoke_on_did_not_crash():
    meaning = read("en", "Erdogan hopes for peace between Baku and Yerevan", "He spoke on a plane.")
    assert not meaning.news


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Lavrov hopes Russians detained in Baku return", "He answered a question."),
        ("Macron: France will not leave Armenia alone", "He spoke after fighting at Jermuk."),
        ("Dutch parliament asks Baku to release Armenian captives", "A motion passed."),
        ("Armenia and Azerbaijan trade accusations over Lachin corridor", "Envoys spoke."),
    ],
)
def test_hopes_and_demands_are_no_event(title, body):
    assert not read("en", title, body).news


def test_an_act_behind_a_comma_is_more_than_the_answer_before_it():
    title = "Armenian opposition condemns pact, blocks bridges in Yerevan"
    assert read("en", title, "Hundreds took part.").news
