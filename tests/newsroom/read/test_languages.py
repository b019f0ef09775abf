from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.read.languages import LANGUAGES, code_of, detect

HEADLINES = {
    "en": (
        "Two border guards wounded by gunfire near Sotk",
        "Parliament postpones debate on the water law",
        "Snow closes the pass between Lars and Stepantsminda",
        "Security Council adopts text on the mission's mandate",
        "Power cuts hit three districts after the storm",
        "Farmers ask for help as the apricot harvest fails",
        "Court orders the release of a local journalist",
        "New bus line will link the airport with the centre",
        "Mine blast kills a shepherd in Fuzuli",
        "Bridge over the Araks reopens to lorries",
    ),
    "ru": (
        "Двое пограничников ранены при обстреле у Сотка",
        "Парламент отложил обсуждение закона о воде",
        "Перевал закрыт для грузовиков из-за снегопада",
        "Совет Безопасности принял резолюцию по миссии",
        "После бури без света остались три района",
        "Суд освободил местного журналиста",
        "Мост через Аракс снова открыт",
        "На границе задержан гражданин соседней страны",
        "В Махачкале прошел митинг против застройки",
        "Пастух погиб при подрыве на мине",
    ),
    "hy": (
        "Երկու սահմանապահ վիրավորվել է Սոթքի մոտ",
        "Խորհրդարանը հետաձգեց ջրի մասին օրենքի քննարկումը",
        "Ձյան պատճառով լեռնանցքը փակ է",
        "Անվտանգության խորհուրդն ընդունեց բանաձևը",
        "Փոթորկից հետո երեք համայնք առանց լույսի է",
        "Դատարանն ազատ արձակեց լրագրողին",
        "Արաքսի կամուրջը կրկին բաց է",
        "Ծիրանի բերքն այս տարի քիչ է",
        "Հովիվը զոհվել է ականի պայթյունից",
        "Նոր ավտոբուսը կկապի օդանավակայանն ու կենտրոնը",
    ),
    "az": (
        "Sərhəddə iki əsgər yaralanıb",
        "Milli Məclis su haqqında qanunu müzakirə etdi",
        "Qar səbəbindən aşırım bağlanıb",
        "Təhlükəsizlik Şurası qətnaməni qəbul etdi",
        "Fırtınadan sonra üç rayonda işıq yoxdur",
        "Füzulidə minaya düşən çoban həlak olub",
        "Araz üzərindəki körpü yenidən açıldı",
        "Məhkəmə jurnalisti azad etdi",
        "Bakıda yanğın olub",
        "Yeni avtobus xətti hava limanını mərkəzlə birləşdirəcək",
    ),
    "ka": (
        "საზღვართან ორი მესაზღვრე დაიჭრა",
        "პარლამენტმა წყლის კანონის განხილვა გადადო",
        "თოვლის გამო უღელტეხილი დაკეტილია",
        "უშიშროების საბჭომ რეზოლუცია მიიღო",
        "ქარიშხლის შემდეგ სამ რაიონში შუქი არ არის",
        "სასამართლომ ჟურნალისტი გაათავისუფლა",
        "ხიდი არაქსზე კვლავ გაიხსნა",
        "მწყემსი ნაღმზე აფეთქდა",
        "ახალი ავტობუსი აეროპორტს ცენტრთან დააკავშირებს",
        "ᲑᲐᲗᲣᲛᲨᲘ ᲐᲥᲪᲘᲐ ᲒᲐᲘᲛᲐᲠᲗᲐ",
    ),
    "tr": (
        "Sınırda iki asker yaralandı",
        "Meclis su yasası görüşmelerini erteledi",
        "Kar nedeniyle geçit ulaşıma kapandı",
        "Güvenlik Konseyi karar tasarısını kabul etti",
        "Fırtınanın ardından üç ilçe elektriksiz kaldı",
        "Mahkeme gazetecinin tahliyesine karar verdi",
        "Aras Nehri üzerindeki köprü yeniden açıldı",
        "Kayısı üreticisi destek bekliyor",
        "Mayına basan çoban hayatını kaybetti",
        "Yeni otobüs hattı havalimanını merkeze bağlayacak",
    ),
    "fr": (
        "Deux gardes-frontières blessés par des tirs près de Sotk",
        "Le Parlement reporte le débat sur la loi sur l'eau",
        "La neige ferme le col aux poids lourds",
        "Le Conseil de sécurité adopte une résolution sur la mission",
        "Trois districts sans courant après la tempête",
        "Le tribunal ordonne la libération d'un journaliste",
        "Le pont sur l'Araxe rouvre aux camions",
        "Les agriculteurs demandent de l'aide",
        "Un berger tué par une mine dans la région de Fizouli",
        "Une nouvelle ligne de bus reliera l'aéroport au centre",
    ),
}
ALL = [(code, line) for code, lines in HEADLINES.items() for line in lines]


def test_there_are_ten_headlines_in_each_language() -> None:
    assert {code: len(lines) for code, lines in HEADLINES.items()} == dict.fromkeys(LANGUAGES, 10)


@pytest.mark.parametrize(("code", "headline"), ALL)
def test_a_headline_tells_its_language(code: str, headline: str) -> None:
    assert detect(headline, None) == code
    assert detect(headline, code) == code


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_article_is_believed_against_its_feed(code: str) -> None:
    article = ". ".join(HEADLINES[code])
    for declared in ("en-US", "ru", "tr-TR", "de"):
        assert detect(article, declared) == code


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("საზღვართან ორი მესაზღვრე დაიჭრა", "en-US", "ka"),
        ("Ӕппӕт адӕмы ӕхсӕн", "ru", "os"),
        ("Аԥсны ахадара", "ru", "ab"),
        ("Київ оголосив нові правила", "ru", "uk"),
        ("Отчет напечатан на языке оригинала: «Київ» - и переведен на русский язык", "ru", "ru"),
        ("Уряд ухвалив бюджет на рік", "uk", "uk"),
        ("Երևանում հանրահավաք է", "hyw", "hy"),
        ("Bakıda yanğın olub", "az", "az"),
        ("Erdoğan meets Aliyev in Şuşa to discuss the new railway", "en", "en"),
        ("NATO UEFA CNN Bloomberg: ბათუმში აქცია", "ka", "ka"),
        ("Die Bundesregierung berät über den Haushalt", "de", "de"),
        ("Die Bundesregierung berät über den Haushalt", None, "de"),
        ("مظاهرة في وسط المدينة", "ar", "ar"),
        ("مظاهرة في وسط المدينة", "en", None),
        ("مظاهرة في وسط المدينة", None, None),
        ("Iran", None, None),
        ("Iran", "fr", "fr"),
        ("2026: 141-7-32", None, None),
        ("2026: 141-7-32", "ru", "ru"),
        ("", None, None),
        ("", "hy", "hy"),
    ],
)
def test_script_before_declaration(text: str, declared: str | None, expected: str | None) -> None:
    assert detect(text, declared) == expected


def test_the_usual_languages_of_a_source_count_more_than_its_feed() -> None:
    assert detect("Iran", "en-US", ("fr", "hy")) == "fr"
    assert detect("Iran", "en-GB", ("fr", "en")) == "en"
    assert detect("Iran", "hy", ("hy", "fr")) == "fr"
    assert detect("Отчёт", "en", ("en",)) == "ru"


def test_text_without_any_schwa_is_not_azerbaijani_for_long() -> None:
    turkish = ". ".join(HEADLINES["tr"])
    assert detect(turkish, "az") == "tr"
    assert detect(turkish, None, ("az", "en")) == "tr"


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("en-US", "en"),
        ("RU_ru", "ru"),
        ("hye", "hy"),
        ("geo", "ka"),
        ("az-Latn-AZ", "az"),
        ("Georgian", "ka"),
        ("fr, en", "fr"),
        ("de-AT", "de"),
        ("und", None),
        ("x-default", None),
        ("", None),
        (None, None),
        ("<script>", None),
    ],
)
def test_tags(declared: str | None, code: str | None) -> None:
    assert code_of(declared) == code


@given(st.text(max_size=80), st.none() | st.sampled_from(["en", "ka", "xx", "🙂"]))
def test_any_text_has_a_language_or_none(text: str, declared: str | None) -> None:
    found = detect(text, declared)
    assert found is None or code_of(found) == found
