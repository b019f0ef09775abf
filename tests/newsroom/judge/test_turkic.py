"""Azerbaijani and Turkish headlines that a reader of them could not mistake."""

import pytest

from newsroom.judge.fields import fields
from newsroom.judge.letters import agree, has_own, lowered
from newsroom.judge.negation import negated, stem
from tests.newsroom.judge.shipped_reader import facts, read

#: Language, a headline and the kind of event that it tells.
NEWS = [
    ("az", "Naftalanda mina faciəsi: iki çoban həlak oldu", "mine_blast"),
    ("az", "Millət vəkilinə Gəncədə avtomatdan atəş açılıb", "terror_or_shooting"),
    ("az", "Bir neçə nazirliyin saytı kiberhücuma məruz qalıb", "cyber_or_disinfo"),
    ("az", "Ordubadda iki əsgər çovğunda yoxa çıxıb", "other"),
    ("az", "Sülhməramlılar Xocalıdan çıxmağa başladı", "troop_movement"),
    ("az", "Zod yaxınlığında mövqelər irəli çəkilib", "troop_movement"),
    ("tr", "Ordubad'da çoban kayboldu, sınırda aranıyor", "other"),
    ("tr", "Suhumi'de hükümet binası basıldı", "protest"),
    ("az", "Ermənistan ordusu Ağdamı boşaldır", "troop_movement"),
    ("az", "DTX: İran xüsusi xidmətinə işləyən qrupdan 5 nəfər həbsdədir", "detention_or_arrest"),
    ("tr", "Tiflis polisi çadırları söktü, 20 kişi gözaltında", "crackdown"),
    ("az", "Samvel Karapetyan İrəvanda yaxalanıb", "detention_or_arrest"),
    ("az", "Azərbaycan İranla sərhədi birtərəfli qaydada qapadıb", "blockade_or_closure"),
    ("az", "Düşmənin diversiya qrupunun sızma cəhdi dəf edildi, 4 diversant məhv edilib", "clash"),
    ("az", "Gürcüstan prezidentinin saytı ələ keçirilib", "cyber_or_disinfo"),
    ("tr", "Azerbaycanlı çevreciler Laçın koridorunda nöbete başladı", "protest"),
    ("tr", "Maskeli kişiler Tiflis'te gazetecileri dövdü", "crackdown"),
]

#: Everyday life and talk.
NONE = [
    ("az", "ANAMA aylıq hesabatını yaydı: Zəngilanda 700 hektar minadan təmizlənib"),
    ("tr", "Mayınlar beş yılda 60 köylünün canını aldı"),
    ("az", "Minalar üç ildə 40 nəfərin canını alıb"),
    ("az", "Əliyev: Laçın yolunda heç bir blokada yoxdur"),
    ("tr", "Ermenistan Anayasa Mahkemesi sınır yönetmeliğini onayladı mı?"),
    ("az", "DİN: Polis etirazçılara qarşı güc tətbiq etməyib"),
    ("tr", "Gürcistan Cumhurbaşkanı: Polis göstericilere güç kullanmadı"),
    ("az", "Qəbələdə quşlar üçün müşahidə məntəqəsi açılıb"),
    ("az", "Ağdam şəhərinə daha 20 ailə köçdü"),
    ("az", "Qanlı yanvardan 36 il keçir: Bakı Moskvanı məsuliyyətə çağırır"),
]


@pytest.mark.parametrize(("lang", "title", "kind"), NEWS)
def test_a_headline_tells_an_event(lang, title, kind):
    meaning = read(lang, title)
    assert meaning.news
    assert meaning.incident.type == kind


@pytest.mark.parametrize(("lang", "title"), NONE)
def test_a_headline_tells_none(lang, title):
    assert not read(lang, title).news


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("az", "XİN Fransanın bəyanatını pisləyib"),
        ("tr", "Guterres'ten Azerbaycan ve Ermenistan'a itidal çağrısı"),
        ("az", "Hikmət Hacıyev: Azərbaycan sülhə sadiqdir"),
    ],
)
def test_a_headline_is_talk_about_the_region(lang, title):
    assert read(lang, title).topics == ("caucasus_politics",)


def test_a_vote_in_the_title_is_of_the_organ_that_the_body_names():
    meaning = read("tr", "Ambargo kararı 158 oyla kabul edildi", "BM Genel Kurulu dün toplandı.")
    assert meaning.news
    assert "un_vote" in meaning.topics


def test_letters_that_fold_to_one_part_words():
    # Was, became, and how many are no died and no how.
    assert not facts("az", "Səfərdə üç gün olub", "Görüş baş tutdu.").has("killed")
    assert facts("az", "Səfərdə üç nəfər ölüb").has("killed")
    assert not facts("az", "Bir neçə şəhər").has("event_talk")
    assert facts("az", "Necə sağ qaldı").has("event_talk")


@pytest.mark.parametrize(("written", "same"), [("ÖLÜB", True), ("olub", False), ("İölüb", True)])
def test_letters_of_a_term_are_those_of_the_text(written, same):
    field = fields(written, "").title
    assert agree(lowered("ölüb*"), field, 0) is same


def test_a_text_without_accents_is_read_all_the_same():
    assert not has_own(fields("Bakida partlayis", ""))
    assert facts("az", "Tovuzda atese tutulub, bir nefer oldurulub").has("killed")


@pytest.mark.parametrize(
    ("term", "word", "says_no"),
    [
        ("imzala*", "imzalanmadi", True), ("imzala*", "imzalanmayib", True),
        ("razılaşdırıl*", "razilasdirilmamisdir", True), ("açıl*", "acilmayacaq", True),
        ("ver*", "verilmir", True), ("anlaş*", "anlasamadilar", True), ("vur*", "vurmuyor", True),
        ("imzala*", "imzalanmasi", False), ("imzala*", "imzalandi", False),
        ("parafla*", "paraflanib", False), ("dağıt*", "dagitmaga", False),
        ("çatış*", "catismada", False), ("adam*", "adamlar", False),
        ("buraxmır", "buraxmir", False),
    ],
)  # fmt: skip
def test_what_negates_a_verb_stands_inside_of_it(term, word, says_no):
    assert negated(word, stem(term)) is says_no


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("az", "BMT TŞ Qarabağ üzrə iclas keçirdi, bəyanat mətni razılaşdırılmadı"),
        ("az", "Bakı ilə İrəvan arasında sülh sazişi hələ paraflanmayıb"),
        ("tr", "Bakü ile Erivan arasındaki barış anlaşması imzalanmadı"),
    ],
)
def test_what_was_not_signed_is_no_outcome(lang, title):
    meaning = read(lang, title)
    assert not meaning.news
    assert "caucasus_politics" in meaning.topics
