"""The act that makes the news, told apart in seven languages."""

import pytest

from tests.newsroom.judge.shipped_reader import read

FIRE, CLASH, MINE = "shelling_or_fire", "clash", "mine_blast"

#: Kind, language, title, body.
CASES = [
    (FIRE, "en", "Azerbaijani forces shell Sotk for a third night", "No losses, says Yerevan."),
    (FIRE, "en", "Sniper fire wounds farmer near Chinari", "The shots came from a border post."),
    (FIRE, "ru", "Азербайджанские военные обстреляли село Хознавар", "Ранен житель села."),
    (FIRE, "hy", "Ադրբեջանի զինուժը կրակել է Տեղ գյուղի ուղղությամբ", "Զոհեր չկան։"),
    (FIRE, "az", "Ermənistan Kəlbəcərdə mövqelərimizi atəşə tutub", "Bir hərbçi yaralanıb."),
    (FIRE, "tr", "Ermenistan ordusu Tovuz'daki köyleri topçu ateşine tuttu", "Bir sivil öldü."),
    (FIRE, "fr", "L'armée azerbaïdjanaise bombarde Jermuk", "Deux soldats arméniens tués."),
    (CLASH, "en", "Troops clash on Armenia-Azerbaijan border, both sides report dead", ""),
    (CLASH, "ru", "Бои на армяно-азербайджанской границе: потери с обеих сторон", ""),
    (CLASH, "hy", "Բախում հայ-ադրբեջանական սահմանին, երկու կողմն էլ զոհեր ունի", ""),
    (CLASH, "az", "Ermənistan-Azərbaycan sərhədində toqquşma, hər iki tərəfdə itki var", ""),
    (CLASH, "tr", "Ermenistan-Azerbaycan sınırında çatışma: iki taraftan ölü var", ""),
    ("drone_strike", "en", "Drone hits barracks in Grozny, four guards hurt", "It exploded."),
    ("drone_strike", "ru", "Беспилотник упал на крышу школы в Моздоке", "Есть пострадавшие."),
    ("drone_strike", "tr", "Grozni'de polis binasına İHA saldırısı", "Dört kişi yaralandı."),
    (MINE, "en", "Shepherd loses leg in mine blast near Aghdam", "He stepped on a mine."),
    (MINE, "az", "Füzulidə minaya düşən traktorçu həlak olub", ""),
    (MINE, "ru", "В Агдаме автомобиль подорвался на мине, двое погибли", ""),
    (MINE, "hy", "Մարտակերտում ականի պայթյունից երկու մարդ է զոհվել", ""),
    ("captives_or_exchange", "en", "Armenia and Azerbaijan exchange 34 captive soldiers", ""),
    ("captives_or_exchange", "ru", "Баку и Ереван обменялись пленными на границе", ""),
    ("detention_or_arrest", "en", "Mayor of Gyumri arrested on corruption charges", "Police came."),
    ("detention_or_arrest", "ka", "გორთან რუსმა ოკუპანტებმა ორი მოქალაქე დააკავეს", ""),
    ("crackdown", "en", "Riot police use tear gas to break up rally in Tbilisi", "12 were held."),
    ("crackdown", "ru", "В Тбилиси разогнали акцию протеста, десятки задержанных", ""),
    ("crackdown", "fr", "Tbilissi: la police disperse la manifestation au gaz lacrymogène", ""),
    ("protest", "en", "Protesters storm parliament in Sukhumi", "The crowd broke the gates."),
    ("protest", "ru", "Митингующие захватили здание парламента в Сухуме", ""),
    ("terror_or_shooting", "en", "Gunmen kill two policemen at checkpoint in Nazran", ""),
    ("terror_or_shooting", "ru", "В Дербенте обстреляна синагога, убит полицейский", ""),
    ("troop_movement", "en", "Russian peacekeepers leave Kalbajar post", "Trucks left at dawn."),
    ("disaster", "en", "Petrol station explosion in Makhachkala kills 35", "A fire spread."),
    ("disaster", "ka", "შოვში მეწყერმა თერთმეტი ადამიანი იმსხვერპლა", ""),
    ("disaster", "az", "Bakıda yaşayış binasında qaz partlayışı: üç ölü", ""),
    ("cyber_or_disinfo", "en", "Hackers take down Georgian government websites", "Police look."),
    ("detention_or_arrest", "en", "Bishop detained in Gyumri", "He led months of protests."),
    # Who closes decides: a State that begins the title is no crowd.
    ("blockade_or_closure", "en", "Georgia closes Enguri crossing", "Residents of Gali wait."),
    ("disaster", "fr", "Karabakh : un dépôt de carburant explose près d'Askeran, deux morts", ""),
    ("border_delimitation", "en", "Russian troops move fence at Khurvaleti", "An orchard is lost."),
    # A pit is no mine that explodes, and a crowd is known by what it does, not by its cause.
    ("disaster", "fr", "Deux mineurs tués dans la mine de Tkibouli", "La galerie a cédé."),
    ("protest", "en", "Rally in Nazran against border deal with Chechnya", "Hundreds came."),
    ("drone_strike", "en", "GPS jamming brings drone down on Mozdok barracks", "Two are hurt."),
    ("detention_or_arrest", "ru", "Задержан мэр Гюмри", "У здания собрался митинг."),
    ("detention_or_arrest", "fr", "Un évêque arrêté à Goris", "Ses partisans ont manifesté."),
    ("detention_or_arrest", "en", "Former Abkhaz premier taken from home", "A search was held."),
    ("crackdown", "en", "Opposition leader dragged from rally in Yerevan", "Police held him."),
    ("crackdown", "ru", "На митинге в Тбилиси задержаны десятки человек", "Применён газ."),
    ("other", "en", "Abkhaz president resigns after crowd storms parliament", ""),
    ("other", "ru", "Глава Абхазии ушёл в отставку", "Оппозиция занимала парламент после штурма."),
    (
        "clash",
        "en",
        "Georgian and Abkhaz guards trade shots near Zugdidi",
        "Two Georgian policemen and an Abkhaz guard were wounded at the boundary line.",
    ),
    ("clash", "ru", "Крупнейшие с 1994 года бои в Карабахе: десятки погибших", ""),
    ("terror_or_shooting", "az", "Bakıda polislə silahlılar arasında atışma", "İki nəfər ölüb."),
    ("shelling_or_fire", "az", "Kəlbəcərdə mövqelərimiz gülləyə basılıb", "Əsgər yaralanıb."),
    ("mine_blast", "az", "Ağdamda çobanın ayağı minadan qopub", ""),
    ("protest", "az", "Suxumda izdiham parlament binasını tutub", "Etirazçılar istefa istəyir."),
    ("troop_movement", "tr", "Rus sınır muhafızları Meğri'deki karakoldan ayrıldı", ""),
    ("detention_or_arrest", "tr", "Osetler Ergneti'de iki Gürcü köylüyü götürdü", ""),
    ("shelling_or_fire", "en", "Patrol comes under fire in Tavush", "Nobody was hurt."),
    ("shelling_or_fire", "en", "Village came under fire near Berd, no one hurt", "It lasted."),
    ("protest", "en", "Crowd blocks avenue in Tbilisi, riot police use tear gas", "Many gathered."),
    (
        "protest",
        "ka",
        "დემონსტრანტებმა ბარიკადები აღმართეს, სპეცრაზმმა გაზი გამოიყენა",
        "თბილისში.",
    ),
    (
        "crackdown",
        "en",
        "Police disperse crowd in Tbilisi, protesters block avenue",
        "Gas was used.",
    ),
    (
        "casualty_report",
        "en",
        "Yerevan publishes list of 12 fallen soldiers",
        "The battle was near Sotk.",
    ),
    (
        "casualty_report",
        "ka",
        "ბაქომ დაღუპულთა სია გამოაქვეყნა: ათი ჯარისკაცი",
        "ბრძოლა სოთქთან იყო.",
    ),
    ("clash", "az", "Sədərəkdə postumuz atəşə tutulub", "Cavab atəşi ilə düşmən susdurulub."),
    (
        "shelling_or_fire",
        "hy",
        "Արավուս գյուղի ուղղությամբ կրակ է բացվել",
        "Տան պատուհան է վնասվել։",
    ),
]


@pytest.mark.parametrize(("kind", "lang", "title", "body"), CASES)
def test_the_act_that_makes_the_news(kind, lang, title, body):
    found = read(lang, title, body)
    assert found.news, found.reason
    assert found.incident.type == kind


def test_the_words_that_decided_are_shown():
    found = read("en", "Shepherd killed in mine blast near Aghdam").incident
    assert "mine blast" in {evidence.text for evidence in found.evidence}


def test_background_of_the_body_does_not_name_the_act():
    body = "Two villagers were hurt. In 2023 a petrol depot explosion killed 218 people nearby."
    assert read("en", "Azerbaijani forces shell Sotk", body).incident.type == FIRE
