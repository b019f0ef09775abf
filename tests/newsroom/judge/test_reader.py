"""What is news of the region, what is only talk of it, and what is neither."""

from datetime import UTC, datetime

import pytest

from tests.newsroom.judge.shipped_reader import read

#: Language, title, body: talk about the region's conflicts, no alert.
TALK = [
    ("en", "Baku denies shelling Armenian village", "No fire was opened, the ministry said."),
    ("ru", "Минобороны Азербайджана опровергло обстрел Сотка", "Огонь не открывали."),
    ("hy", "ՊՆ-ն հերքում է կրակոցների մասին լուրը", "Հայկական կողմը կրակ չի բացել։"),
    ("en", "Opinion: what the Karabakh war taught Armenia", "The author was a general."),
    ("ru", "Мнение: чему научила карабахская война", "Эксперт о перемирии с Азербайджаном."),
    ("en", "Mines have killed 70 people in Azerbaijan since 2020", "ANAMA published its figures."),
    ("az", "2020-ci ildən minalar 70 nəfərin ölümünə səbəb olub", "ANAMA statistika açıqlayıb."),
    ("en", "Thousands bury soldier killed on Armenian border", "The coffin was carried in Gyumri."),
    ("en", "Azerbaijan and Turkey to hold drills near Nakhchivan", "Exercises begin on Monday."),
    ("en", "European Parliament condemns arrests in Baku", "MEPs voted for a resolution."),
    ("hy", "Հրաժեշտ տվեցին սահմանին զոհված զինծառայողին", "Հուղարկավորությանը եկել էր մարզպետը։"),
    ("hy", "Ինչպե՞ս կաշխատի «Թրամփի ուղին» Մեղրիով", "Պատասխանում ենք տասը հարցի։"),
    (
        "ka",
        "სტატისტიკა: წლის დასაწყისიდან საოკუპაციო ხაზთან 38 დააკავეს",
        "სუს-მა ციფრები გამოაქვეყნა.",
    ),
    ("ka", "სააკაშვილის ადვოკატი: პირობები გაუარესდა", "სხდომა ისევ გადაიდო."),
    (
        "az",
        "Avropa Parlamenti dörd erməni məhbusun azad edilməsini istəyib",
        "Deputatlar Bakını tənqid ediblər.",
    ),
    (
        "az",
        "Sərhəd komissiyalarının görüşü İcevanda keçirilib",
        "Tərəflər fikir mübadiləsi aparıb.",
    ),
    (
        "tr",
        "Karabağ savaşının beşinci yılı: bombalar ve sessizlik",
        "Hankendi'de bir sergi açıldı.",
    ),
    ("tr", "Erivan ile Bakü birbirini ateş açmakla suçluyor", "Moskova itidal istedi."),
]

#: Neither: everyday life, games, elsewhere.
NONE = [
    ("en", "Qarabag striker shoots twice in Baku derby", "The match ended 3-1."),
    ("en", "Georgia Bulldogs attack overruns Alabama", "The football team won in Atlanta."),
    ("ru", "«Арарат» разгромил соперника в Ереване", "Нападающий забил три гола в матче."),
    ("tr", "Karabağ deplasmanda kazandı", "Maçta iki gol atıldı."),
    ("az", "Bakıda caz festivalı başlayıb", "Konsertə biletlər satılıb."),
    ("en", "Car crash near Rustavi leaves two injured", "A lorry overturned."),
    ("ka", "ლარსის გზა თოვლის გამო ჩაიკეტა", "სატვირთოები რიგში დგანან."),
    ("hy", "Սյունիքում ձյան պատճառով փակ է լեռնանցքը", "Վարորդներին խնդրում են զգույշ լինել։"),
    ("hy", "Արմավիրի մոտ բախվել են երկու ավտոմեքենա", "Երկու մարդ մահացել է։"),
    ("ka", "გონიოს ციხეში რომაული მონეტები იპოვეს", "გათხრები ოთხი წელია გრძელდება."),
    ("ka", "თევზჭერისას ფეთქებადი გამოიყენეს: 20 ლარი ჯარიმა", "პოლიცია სარდაფს ჩხრეკს."),
    ("en", "Man stabs neighbour in Gyumri over parking", "Police detained the suspect."),
    ("en", "Small earthquake felt in Tavush", "Magnitude was 3.1; no damage."),
    ("en", "Police arrest man in Athens, Georgia, after shooting", "Two students were hurt."),
    ("fr", "Géorgie: les Bulldogs attaquent fort à Atlanta", "Le match a été gagné 28-3."),
    ("az", "Bakı və Antalya arasında yeni reys açılır", "Təyyarələr həftədə üç dəfə uçur."),
    ("az", "Gəncədə iki qonşunun davasında bıçaqlanma", "Şübhəli şəxs özü polisə gəlib."),
    ("tr", "Erivan'dan Batum'a uçak seferleri başladı", "Yolcular ilk uçuşta ikram gördü."),
    ("tr", "Tiflis'te kar tipisi: uçaklar gecikti", "Yolcular bekliyor."),
]


@pytest.mark.parametrize(("lang", "title", "body"), TALK)
def test_talk_of_the_region_is_no_alert(lang, title, body):
    found = read(lang, title, body)
    assert (found.news, found.severity) == (False, 0)
    assert "caucasus_incident" not in found.topics


@pytest.mark.parametrize(("lang", "title", "body"), NONE)
def test_everyday_life_and_elsewhere_is_no_alert(lang, title, body):
    found = read(lang, title, body)
    assert (found.news, found.severity) == (False, 0), found.reason
    assert "caucasus_incident" not in found.topics


def test_an_event_is_a_topic_with_its_toll():
    found = read("en", "Two soldiers killed, one wounded in shelling near Sotk")
    assert found.topics == ("caucasus_incident",)
    assert (found.incident.killed, found.incident.wounded) == (2, 1)
    assert found.reason


def test_what_is_not_news_has_no_toll_of_its_own():
    found = read("en", "Azerbaijan marks five years since battle that killed 70 soldiers at Shusha")
    assert not found.news
    assert found.incident is None or found.incident.killed is None


def test_an_old_year_makes_history():
    title, body = (
        "Shelling of Barda killed 21 civilians in 2020",
        "A plaque was put up in the town.",
    )
    assert not read("en", title, body).news


def test_the_same_words_are_news_in_their_own_year():
    at = datetime(2020, 10, 28, 18, tzinfo=UTC)
    assert read("en", "Shelling of Barda kills 21 civilians", "Rockets hit a street.", at).news


def test_a_vote_of_the_united_nations_is_no_incident():
    found = read(
        "en",
        "UN General Assembly adopts resolution on displaced persons from Georgia",
        "It was adopted by 100 votes in favour, 9 against and 59 abstentions.",
    )
    assert "un_resolution" in found.topics
    assert found.incident is None


def test_nothing_is_read_into_an_empty_text():
    found = read(None, "", "")
    assert (found.topics, found.news, found.places, found.incident) == ((), False, (), None)
