"""What a report says of its own place among others."""

import pytest

from newsroom.stories.marks import marks


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Village near Sotk shelled for the second time in a week"),
        ("fr", "Arménie : nouveaux tirs près de Yeraskh"),
        ("ru", "В Куте снова стреляли"),
        ("ru", "Вторую ночь подряд над городом сбивают беспилотники"),
        ("hy", "Կութը կրկին գնդակոծվել է"),
        ("az", "Gəncəyə növbəti raket zərbəsi"),
        ("tr", "Gence yine vuruldu"),
        ("ka", "აქციის მეორე ღამე: დაკავებულია 107 ადამიანი"),
    ],
)
def test_a_further_event_is_told_as_one(lang, title):
    assert {"again", "title again"} <= set(marks(title, "", lang))


@pytest.mark.parametrize(
    ("lang", "body"),
    [
        ("en", "It came a day after an exchange of fire there."),
        ("fr", "Au lendemain d'un échange de tirs, un drone a frappé."),
        ("ru", "Накануне там же от обломков пострадала женщина."),
        ("hy", "Նախօրեին նույն վայրում կրակոցներ էին եղել։"),
        ("az", "Bir gün əvvəl orada atışma olmuşdu."),
        ("tr", "Bir gün önce de aynı yere ateş açılmıştı."),
        ("ka", "წინა დღეს იქვე სროლა იყო."),
    ],
)
def test_an_earlier_day_is_told_as_one(lang, body):
    assert "after" in marks("", body, lang)


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Putin blames West for airport unrest"),
        ("fr", "L'Union européenne appelle Erevan et Bakou à la retenue"),
        ("ru", "США приветствовали обмен пленными"),
        ("hy", "Փարիզը դատապարտել է հարձակումը"),
        ("az", "Paris hücumu pisləyib"),
        ("tr", "Avrupa Konseyi polis şiddetini kınadı"),
        ("ka", "ოპოზიცია მთავრობას ადანაშაულებს"),
    ],
)
def test_words_about_an_event_are_told_from_it(lang, title):
    assert "title talks" in marks(title, "", lang)


@pytest.mark.parametrize(
    ("lang", "title", "mark"),
    [
        ("en", "Abkhazia frees five opposition figures", "freed"),
        ("ru", "Задержанные активисты вышли на свободу", "freed"),
        ("hy", "Ակտիվիստներն ազատ են արձակվել", "freed"),
        ("az", "Saxlanılan jurnalist azad edilib", "freed"),
        ("tr", "Gözaltındaki gazeteci serbest bırakıldı", "freed"),
        ("ka", "დაკავებული აქტივისტები გაათავისუფლეს", "freed"),
        ("fr", "Les deux journalistes ont été libérés", "freed"),
        ("en", "Two policemen laid to rest in Dagestan", "buried"),
        ("fr", "Deux policiers inhumés au Daghestan", "buried"),
        ("ru", "В Сабирабаде похоронили солдата", "buried"),
        ("az", "Şəhid əsgər Sabirabadda dəfn olunub", "buried"),
    ],
)
def test_a_release_and_a_burial_are_told(lang, title, mark):
    assert f"title {mark}" in marks(title, "", lang)


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Four soldiers killed by fire near Nerkin Hand"),
        ("ru", "Под Сотком ранены четверо военных"),
        ("tr", "Ağdam'da mayın patladı: bir ölü"),
        (None, "Fire again near Sotk"),
    ],
)
def test_plain_news_has_no_marks(lang, title):
    assert not marks(title, "", lang)
