"""What is news and what is not, where the words alone would mislead."""

import pytest

from tests.newsroom.judge.shipped_reader import read

NEWS = [
    # Harm comes first, and only then who denies it.
    ("en", "Two conscripts wounded near Areni, Baku denies", "They were on guard at a post."),
    # Who speaks or mediates is no place of the event.
    ("en", "Moscow says Armenian troops crossed into Lachin", "They set up a post on a hill."),
    ("en", "Baku frees three Armenian soldiers after Washington's mediation", ""),
    # A court that takes somebody into custody is no aftermath of a trial.
    ("en", "Baku court remands Georgian bishop on spying charges", "He came on Monday."),
    # What the weather buried is more than a closed road, and no funeral.
    (
        "en",
        "Avalanche buries hikers' hut near Mestia",
        "Bodies of a guide and his wife were found.",
    ),
    ("en", "Drone slams into school in Gudermes", "Classrooms were empty."),
    ("fr", "Attentat de Khassaviourt : neuf policiers tués, deuil décrété", "Deux bombes."),
]
NEWS += [
    # What cracks walls or blows up is more than a small quake or fire; a lost aircraft as well.
    ("ru", "Землетрясение у Гюмри: в школе трещины", "Толчки ощутили в трёх сёлах."),
    ("ru", "Вертолёт Ми-8 рухнул под Местией", "Возгорание на склоне тушит МЧС, о людях не знают."),
    # An act and then the answer to it is an act; goods and fields below it put fire in no doubt.
    ("ru", "В Ереване задержан корреспондент Рейтер, МИД вызвал посла", "Офис обыскали."),
    ("ru", "Град пуль по трактору под Ноемберяном", "Урожай собирали у самой границы."),
    # A town is no anniversary of what once happened there.
    ("ru", "Старый снаряд взорвался в руках подростков в Ходжалы", "Оба в больнице."),
]
NEWS += [
    # Who asked to land and crashed landed nowhere; a siege is no weather.
    ("en", "Azerbaijani jet lost near Kizlyar", "It asked for an emergency landing and crashed."),
    ("en", "Baku blocks Karabakh road", "Armenia says repair crews were turned away at a post."),
    # The worst since a year is no count since then; mourning for many dead is news of them.
    ("en", "At least 12 soldiers killed in worst Armenian border battle since 2016", ""),
    ("fr", "Deuil décrété au Daghestan après la mort de neuf policiers", "Attaque à Derbent."),
    # Elected members drafted a text: that is no election.
    (
        "en",
        "Security Council urges Sudan ceasefire, Russia abstains",
        "Resolution 2801 was written by the ten elected members.",
    ),
    # A singer who storms a palace is no opera.
    ("en", "Tenor held after mob storms presidential palace in Tbilisi", "Two guards fled."),
]
TALK = [
    # A body that only tells of an event, or explains it, is no news of it.
    ("en", "Life behind the checkpoint: Lachin a year on", "Our explainer on the closed road."),
    ("fr", "Le patriarche : « nos prêtres sont persécutés »", "Il parlait à Etchmiadzine."),
    ("ru", "Премьер: «Это была не стычка, а война»", "Он дал интервью в Ереване."),
    ("fr", "Vivre à Chouchi", "Reportage dans la ville où la route est coupée."),
    ("en", "Nothing happened at Verin Shorzha, Armenian army says of shelling claim", ""),
    ("fr", "Délimitation : les commissions se séparent à Ijevan sans résultat", ""),
    # Arms that are bought fire at nobody.
    ("fr", "Erevan commande des obusiers à Paris", "La frontière azerbaïdjanaise inquiète."),
    # A brawl of private life is no protest.
    ("en", "Drunk neighbours in knife scuffle in Gori", "Police detained a man for robbery."),
    # A match stays one although a war is recalled beside it.
    (
        "en",
        "Neftchi goalkeeper saves penalty in Baku derby",
        "The midfielder scored before half time. His coach lost two brothers, killed in the war.",
    ),
]


@pytest.mark.parametrize(("lang", "title", "body"), NEWS)
def test_this_is_news(lang: str, title: str, body: str) -> None:
    meaning = read(lang, title, body)
    assert meaning.news, meaning.reason


@pytest.mark.parametrize(("lang", "title", "body"), TALK)
def test_this_is_none(lang: str, title: str, body: str) -> None:
    meaning = read(lang, title, body)
    assert not meaning.news, meaning.reason


#: A long article goes on like this before it comes to what happened elsewhere or long ago.
BETWEEN = "He arrived by bus. She waited at the gate. They drank tea. It rained. They talked. "


@pytest.mark.parametrize(
    ("title", "body"),
    [
        # Who fell in a war of long ago is no harm of today.
        (
            "How a family in Vanadzor bakes bread",
            f"{BETWEEN}Her uncle was killed in the war, and his house was shelled.",
        ),
        # The region is named far below what happened elsewhere.
        (
            "Thousands rally in Lyon against a new road",
            f"People came from Marseille. {BETWEEN}One of them had lived in Tbilisi.",
        ),
        # Something signed, or somebody who left office, is history there.
        (
            "Georgian president holds on to her palace",
            f"{BETWEEN}After protests the leader of Abkhazia resigned in the autumn.",
        ),
    ],
)
def test_the_background_of_a_long_article_is_no_news(title: str, body: str) -> None:
    meaning = read("en", title, body)
    assert not meaning.news, meaning.reason


def test_weather_in_the_background_closes_no_road() -> None:
    body = f"Азербайджанские посты не пропускают машины. {BETWEEN}Зимой там выпал снег."
    meaning = read("ru", "Лачинский коридор перекрыт", body)
    assert meaning.news
    assert meaning.incident.type == "blockade_or_closure"


def test_concerts_in_the_background_make_an_arrest_no_play() -> None:
    body = f"Police searched the office in Baku. {BETWEEN}Concerts, films and a festival were held."
    assert read("en", "Two editors of an agency detained in Baku", body).news
