"""Azerbaijani and Turkish headlines that a reader of them could not mistake."""

import pytest

from newsroom.judge.fields import fields
from newsroom.judge.letters import agree, has_own, lowered
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
]

#: Everyday life and talk.
NONE = [
    ("az", "ANAMA aylıq hesabatını yaydı: Zəngilanda 700 hektar minadan təmizlənib"),
    ("tr", "Mayınlar beş yılda 60 köylünün canını aldı"),
    ("az", "Minalar üç ildə 40 nəfərin canını alıb"),
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
