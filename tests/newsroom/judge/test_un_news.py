"""Which texts are the news of a decision of the United Nations."""

import pytest

from newsroom.judge.fields import fields
from newsroom.judge.un_news import un_news
from tests.newsroom.judge.shipped_reader import shipped


def read(lang, title, body="", **more):
    both = fields(title, body)
    return un_news(both, shipped().lists.find(both, lang), **more)


DECIDED = [
    ("en", "UN Assembly urges moratorium on executions, 123 to 39", "Twenty-four abstained.", "rv"),
    ("en", "Security Council renews Cyprus force until January", "All 15 members agreed.", "r"),
    ("en", "US vetoes call for Gaza truce", "Fourteen Council members backed the draft.", "rv"),
    ("en", "Third Committee approves text on torture without a vote", "", "r"),
    (
        "en",
        "Draft on Red Sea shipping fails in Security Council",
        "It got eight votes, one short of the nine needed.",
        "rv",
    ),
    ("ru", "Генассамблея осудила аннексию: 143 за, 5 против", "35 стран воздержались.", "rv"),
    ("ru", "Совбез ООН продлил миссию в Ливане", "Резолюция принята единогласно.", "r"),
    ("ru", "Китай и Россия ветировали проект США в Совбезе", "", "rv"),
    ("hy", "ՄԱԿ-ի ԱԽ-ն երկարաձգեց միջազգային ուժերի մանդատը", "Բանաձևն ընդունվեց միաձայն։", "r"),
    (
        "hy",
        "ՄԱԿ-ի Գլխավոր ասամբլեան ընդունեց հերթական բանաձևը",
        "Կողմ քվեարկեց 120 երկիր, դեմ՝ 7, ձեռնպահ՝ 30։",
        "rv",
    ),
    (
        "az",
        "BMT TŞ Liviya üzrə sanksiyaların müddətini uzatdı",
        "Qətnamə yekdilliklə qəbul edildi.",
        "r",
    ),
    (
        "az",
        "Baş Assambleya nüvə sınaqlarına qarşı qətnamə qəbul etdi",
        "Lehinə 180 səs verildi.",
        "rv",
    ),
    (
        "ka",
        "გაერომ რეზოლუცია დევნილთა შესახებ მიიღო",
        "დოკუმენტს 103 ქვეყანამ მხარი დაუჭირა, 9 წინააღმდეგი იყო.",
        "rv",
    ),
    ("ka", "რუსეთმა გაეროს უშიშროების საბჭოში პროექტს ვეტო დაადო", "", "rv"),
    (
        "tr",
        "BM Genel Kurulu ölüm cezası kararını 125 oyla kabul etti",
        "37 ülke karşı çıktı.",
        "rv",
    ),
    (
        "tr",
        "Güvenlik Konseyi Somali misyonunun görev süresini uzattı",
        "Karar oybirliğiyle alındı.",
        "r",
    ),
    (
        "fr",
        "L'ONU condamne l'annexion par 143 voix contre 5",
        "L'Assemblée générale s'est prononcée.",
        "rv",
    ),
    (
        "fr",
        "Le Conseil des droits de l'homme proroge le mandat sur l'Iran",
        "Par 24 voix contre 8.",
        "rv",
    ),
    (
        "ru",
        "Москва и Пекин воздержались при голосовании по миссии",
        "Текст получил в Совете Безопасности 12 голосов и стал резолюцией 2790.",
        "rv",
    ),
    ("ru", "Небензя объяснил вето по проливу", "Проект резолюции получил 13 голосов.", "rv"),
    ("ru", "Ассамблея утвердила договор о запрете мин", "Документ приняли консенсусом.", "r"),
    ("ru", "Мандат экспертов продлили", "Совет Безопасности проголосовал единогласно.", "r"),
    ("en", "UN sets up ocean panel", "117 countries voted for the Assembly text.", "rv"),
    ("fr", "Liban : la Finul prolongée d'un an", "L'ONU s'est prononcée à l'unanimité.", "r"),
    ("tr", "ECOSOC metni mutabakatla kabul etti", "", "r"),
    ("az", "Hörmüz: Rusiya vetodan istifadə etdi", "Layihəyə 11 üzv səs verib.", "rv"),
    ("ka", "ჰორმუზი: ჩინეთმა ვეტო გამოიყენა", "პროექტმა 11 ხმა მიიღო.", "rv"),
    ("hy", "Սոմալիի մանդատը երկարաձգվեց", "Խորհրդի 12 անդամ կողմ էր։", "rv"),
    ("ru", "Совбез расширил список санкций по Гаити", "Все послы подняли руки.", "r"),
    ("ru", "ЭКОСОС одобрил текст о бедствиях", "Голосования не было.", "r"),
    ("en", "Russia uses veto to shut Syria aid crossing", "Thirteen of 15 were for it.", "rv"),
    ("az", "Yardım qətnaməsi ABŞ-ın bitərəfliyi ilə keçdi", "TŞ-nin 13 üzvü hə deyib.", "rv"),
]

NOT_DECIDED = [
    ("en", "Security Council meets on Lachin, no text adopted", "Members spoke."),
    ("en", "NGO urges UN to adopt resolution on heritage", "It published an open letter."),
    ("en", "Hungary vetoes EU aid to Ukraine", "Leaders met in Brussels."),
    ("ru", "Азербайджан избран в бюро комитета ООН", "Его избрали без голосования."),
    ("ru", "Совет Безопасности России обсудил Кавказ", "Решения приняты."),
    ("tr", "Dernekler BM kararı istiyor", "Açık mektup yayımlandı."),
    ("ru", "Совбез ООН обсудил бои, документа не принято", "Высказались 15 стран."),
    ("ru", "Совбез ООН принял заявление председателя по Ливии", ""),
    ("ru", "Совет управляющих МАГАТЭ принял резолюцию", "19 — за, три — против."),
    ("en", "Security Council meets on the corridor", "No statement or text came out of it."),
    ("en", "Minister cancels trip over UN abstention", "He spoke of the Security Council."),
    ("en", "Is the veto a thing of the past?", "A former ambassador to the United Nations."),
    ("en", "UN rights office calls for inquiry into deaths", ""),
    ("az", "BMT TŞ qapalı iclas keçirdi", "Bəyanat mətni razılaşdırılmadı."),
    ("tr", "Fenerbahçe Genel Kurulu yönetimi ibra etti", "Oy çokluğuyla karar alındı."),
    ("hy", "Ազգային ժողովը հայտարարություն ընդունեց ՄԱԿ-ի մասին", "Կողմ քվեարկեց 70-ը։"),
    ("fr", "L'assemblée générale du club approuve les comptes à l'unanimité", ""),
    ("en", "Security Council to vote on Haiti force on Thursday", "The draft is in blue."),
    ("en", "Security Council condemns hotel attack in press statement", ""),
    ("en", "European Parliament adopts resolution on Georgia", "MEPs cited the UN Charter."),
    ("en", "City council passes resolution against UN office plan", ""),
    ("en", "UN General Assembly debate opens in New York", "Leaders of 140 states will speak."),
    ("ru", "Франция внесла в Совбез проект о Судане", "Голосование ожидается на неделе."),
    ("ru", "Европарламент принял резолюцию по Грузии", "За высказались 400 депутатов."),
    ("ru", "Студенты провели модель ООН", "«Совбез» принял резолюцию о климате."),
    ("hy", "Անվտանգության խորհուրդը կքվեարկի երեքշաբթի", "Նախագիծը ներկայացրել է Ֆրանսիան։"),
    ("hy", "ԵԽԽՎ-ն ընդունեց բանաձև Ադրբեջանի մասին", ""),
    (
        "az",
        "Prezident BMT-nin rezident əlaqələndiricisini qəbul edib",
        "Görüşdə layihələr müzakirə olunub.",
    ),
    ("az", "Avropa Parlamenti qətnamə qəbul edib", "Milli Məclis sənədi rədd edib."),
    ("ka", "ევროპარლამენტმა რეზოლუცია მიიღო", "დოკუმენტს 444 დეპუტატმა დაუჭირა მხარი."),
    ("ka", "გაეროს გენერალური მდივანი თბილისში ჩავიდა", ""),
    ("tr", "BM Güvenlik Konseyi tasarıyı cuma günü oylayacak", ""),
    ("tr", "TBMM bütçe kararını kabul etti", "Muhalefet ret oyu verdi."),
    (
        "fr",
        "Le Conseil de sécurité votera vendredi sur le Liban",
        "Le projet circule depuis lundi.",
    ),
    ("fr", "Le Sénat adopte une résolution sur l'Artsakh", "Le texte appelle l'ONU à agir."),
]


@pytest.mark.parametrize(("lang", "title", "body", "topics"), DECIDED)
def test_a_decision_is_news_with_its_topics(lang, title, body, topics):
    found = read(lang, title, body)
    assert found is not None
    assert found.news, found.reason
    expected = {"r": "un_resolution", "v": "un_vote"}
    assert set(found.topics) == {expected[one] for one in topics}


@pytest.mark.parametrize(("lang", "title", "body"), NOT_DECIDED)
def test_talk_of_decisions_is_no_news(lang, title, body):
    found = read(lang, title, body)
    assert found is None or not found.news, found


def test_an_election_is_a_vote_and_no_resolution():
    found = read("en", "Five states elected to the Security Council", "Each won two years.")
    assert found.topics == ("un_vote",)
    assert not found.news


def test_a_text_on_a_war_or_the_region_and_a_veto_are_serious():
    assert read("en", "UN Assembly adopts resolution on Ukraine", "").severity == 2
    assert read("en", "Russia vetoes draft on shipping at Security Council", "").severity == 2
    assert read("en", "UN Assembly adopts resolution on tourism", "").severity == 1
    assert read("en", "UN Assembly adopts resolution on tourism", "", region=True).severity == 2


@pytest.mark.parametrize(
    ("severity", "lang", "title", "body"),
    [
        (1, "en", "Security Council extends peacekeeping mission in Lebanon", ""),
        (1, "en", "Security Council renews sanctions on Libya by 14 votes", ""),
        (1, "ru", "Совбез ООН продлил мандат миссии в Ливии", "Резолюция принята единогласно."),
        (1, "ru", "СБ ООН принял резолюцию о санкциях против Йемена", ""),
        (1, "fr", "Le Conseil de sécurité adopte une résolution sur la mission au Soudan", ""),
        (2, "en", "Security Council adopts resolution on aid to Sudan's Darfur", ""),
        (2, "en", "Security Council adopts resolution on truce in Sudan, mission extended", ""),
        (1, "en", "Draft resolution on Mali sanctions fails in Security Council", ""),
        (2, "ru", "Генассамблея ООН приняла резолюцию о выводе войск из Украины", ""),
    ],
)
def test_mandates_and_sanctions_are_routine_even_where_there_is_war(severity, lang, title, body):
    assert read(lang, title, body).severity == severity


def test_the_words_that_decided_are_shown():
    found = read("en", "UN Assembly adopts resolution on tourism", "")
    assert found.evidence[0].text == "adopts resolution"


@pytest.mark.parametrize(
    ("lang", "title", "body"),
    [
        ("en", "Riverside council adopts Sudan resolution", "The mayor voted against it."),
        ("en", "France to table text on limiting the veto at UN", "A draft is being written."),
        ("ru", "Совбез отложил голосование по Сирии", "Проект резолюции ещё правят."),
        ("ru", "Жильцы дома проголосовали против резолюции о парковке", ""),
        ("hy", "ՄԱԿ-ում քվեարկությունը հետաձգվեց, Մոսկվան վետո կդնի", "Նախագիծը Սիրիայի մասին է։"),
        ("fr", "Syrie : le vote repoussé au Conseil de sécurité", "Moscou menace de son veto."),
        ("tr", "Güvenlik Konseyi'nde oylama ertelendi", "Suriye kararı için görüşmeler sürüyor."),
    ],
)
def test_what_towns_adopt_and_what_waits_for_a_vote_is_no_news(lang, title, body):
    found = read(lang, title, body)
    assert found is None or not found.news


@pytest.mark.parametrize(
    ("lang", "title", "body"),
    [
        (
            "en",
            "Assembly tells Israel to let aid in, 139 to 12",
            "Nineteen nations abstained.",
        ),
        ("ru", "Спецсессия Генассамблеи потребовала паузы в Сирии", "118 голосов за, 15 против."),
        ("fr", "Haïti : feu vert de l'ONU à une force", "Le texte a obtenu treize voix."),
        ("ka", "საბჭომ ერთხმად მიიღო რეზოლუცია", "მინუსმა ქვეყანაში კიდევ ერთ წელს დარჩება."),
        ("tr", "BM'den Sudan gücüne yeşil ışık", "13 üye lehte oy verdi, Rusya çekimser kaldı."),
    ],
)
def test_headlines_tell_of_decisions_in_few_words(lang, title, body):
    assert read(lang, title, body).news
