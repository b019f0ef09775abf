"""Lists of the vocabulary: words, pairs, what is left out, and inflected forms by rule."""

import pytest

from newsroom.judge.fields import fields
from newsroom.judge.lists import Lists, failing_examples
from newsroom.settings import WordList
from tests.newsroom.judge.shipped_reader import shipped as reader


def _list(name="l", **kwargs):
    given = {"title": name, "use": "list", "words": {}, "pairs": {}} | kwargs
    return WordList(id=name, **given)


def _found(lists, title, body="", lang=None):
    hits = lists.find(fields(title, body), lang)
    return {
        name: [(hit.field, hit.first, hit.length) for hit in some] for name, some in hits.items()
    }


@pytest.fixture(scope="module")
def shipped():
    return reader().lists


def test_words_and_phrases_are_found_in_the_order_of_the_text():
    lists = Lists(
        [_list(words={"en": ("opened fire", "shell*")}), _list("m", words={"ru": ("огонь",)})]
    )
    assert _found(lists, "Shells fell; they opened fire", "Открыт огонь") == {
        "l": [("title", 0, 1), ("title", 3, 2)],
        "m": [("body", 1, 1)],
    }


def test_what_is_left_out_takes_the_hits_that_it_overlaps():
    lists = Lists([_list(words={"en": ("attack*",)}, exclude=("heart attack*",))])
    assert _found(lists, "He died of a heart attack") == {}
    assert _found(lists, "A heart attack after the attack") == {"l": [("title", 5, 1)]}


def test_a_pair_stands_in_one_sentence_at_most_eight_words_apart():
    lists = Lists([_list(pairs={"en": ((("fired",), ("post", "village")),)})])
    assert _found(lists, "They fired on the post") == {"l": [("title", 1, 1), ("title", 4, 1)]}
    assert _found(lists, "Post fired on") == {"l": [("title", 0, 1), ("title", 1, 1)]}
    assert _found(lists, "They fired. The post stands") == {}
    assert "l" in _found(lists, "fired a b c d e f g post")
    assert _found(lists, "fired a b c d e f g h post") == {}
    assert _found(lists, "They fired", "on the post") == {}


def test_a_pair_needs_both_sides_left():
    lists = Lists([_list(pairs={"en": ((("no",), ("shelling",)),)}, exclude=("no one",))])
    assert _found(lists, "No one was hurt in the shelling") == {}
    assert "l" in _found(lists, "No shelling was seen")


def test_words_count_in_their_own_language_and_in_other_letters():
    lists = Lists([_list(words={"fr": ("but",), "ru": ("гол",), "en": ("goal",)})])
    assert _found(lists, "They came but left", lang="en") == {}
    assert "l" in _found(lists, "Un but et un match", lang="fr")
    assert "l" in _found(lists, "Он забил гол", lang="en")
    assert "l" in _found(lists, "They came but left", lang=None)


def test_the_same_words_are_one_hit():
    lists = Lists([_list(words={"en": ("shelling", "shell*"), "fr": ("shelling",)})])
    assert _found(lists, "shelling") == {"l": [("title", 0, 1)]}


def test_lists_are_found_by_id_and_use():
    lists = Lists([_list("a", use="incident"), _list("b")])
    assert lists["a"].use == "incident"
    assert [one.id for one in lists.of_use("incident")] == ["a"]
    assert "b" in lists
    assert "c" not in lists
    assert [one.id for one in lists] == ["a", "b"]
    with pytest.raises(KeyError):
        lists["c"]


def test_examples_that_fail_say_why():
    lists = Lists([_list(words={"en": ("x1",)}, match_examples=("no",), no_match_examples=("x1",))])
    assert list(failing_examples(lists, "l")) == [
        ("match", 0, "should be found and is not: 'no'"),
        ("no_match", 0, "should not be found and is (by l: x1): 'x1'"),
    ]


#: Endings by rule: cases of nouns, persons and tenses of verbs.
_RU = ", а, у, ом, е, ы, ов, ам, ами, ах"
_AZ = ", i, ə, də, dən, in, lər, ləri, lərdən, inin"
_AZ_BACK = ", ı, a, da, dan, ın, lar, ları, lardan, ının"
_HY = ", ի, ը, ից, ով, ում, ներ, ները, ների, ներից"
_HY_VERB = "ում, ել, եց, եցին, վել, ություն, ության, ությունը, ությունից, վեց"
_KA = "ი, ის, ს, მა, ით, ში, იდან, ები, ების, ებმა"
_TR = ", i, e, de, den, in, ler, leri, lerden, inin"
_TR_BACK = ", ı, a, da, dan, ın, lar, ları, lardan, ının"
FORMS = [
    ("ru", "shelling_or_fire", "обстрел", _RU),
    ("ru", "shelling_or_fire", "артобстрел", _RU),
    ("ru", "clash", "столкновени", "е, я, ю, ем, и, й, ям, ями, ях, е"),
    ("ru", "clash", "перестрелк", "а, и, е, у, ой, ам, ами, ах, ою, а"),
    ("ru", "drone_strike", "беспилотник", ", а, у, ом, е, и, ов, ам, ами, ах"),
    ("ru", "terror_or_shooting", "теракт", _RU),
    ("ru", "detention_or_arrest", "арест", _RU),
    ("ru", "disaster", "землетрясени", "е, я, ю, ем, и, й, ям, ями, ях, е"),
    ("ru", "border_delimitation", "делимитаци", "я, и, ю, ей, й, ям, ями, ях, ею, я"),
    ("ru", "blockade_or_closure", "блокад", "а, ы, е, у, ой, ам, ами, ах, ою, а"),
    ("az", "shelling_or_fire", "bombardman", _AZ_BACK),
    ("az", "shelling_or_fire", "artilleriya", ", nı, ya, da, dan, nın, lar, ları, mız, sı"),
    ("az", "clash", "toqquşma", ", nı, ya, da, dan, nın, lar, ları, larda, sı"),
    ("az", "clash", "qarşıdurma", ", nı, ya, da, dan, nın, lar, ları, larda, sı"),
    ("az", "disaster", "partlayış", _AZ_BACK),
    ("az", "disaster", "zəlzələ", ", ni, yə, də, dən, nin, lər, ləri, lərdə, si"),
    ("az", "captives_or_exchange", "əsir", _AZ),
    ("az", "protest", "miting", _AZ),
    ("az", "blockade_or_closure", "blokada", ", nı, ya, da, dan, nın, lar, ları, larda, sı"),
    ("az", "troop_movement", "səfərbərli", "k, yi, yə, kdə, kdən, yin, klər, kləri, klərdə"),
    ("hy", "shelling_or_fire", "հրետակոծ", _HY_VERB),
    ("hy", "shelling_or_fire", "գնդակոծ", _HY_VERB),
    ("hy", "clash", "բախում", _HY),
    ("hy", "clash", "փոխհրաձգությ", "ուն, ունը, ան, ունից, ամբ, ունում, ուններ, ունները, ունների"),
    ("hy", "disaster", "երկրաշարժ", _HY),
    ("hy", "disaster", "հրդեհ", _HY),
    ("hy", "detention_or_arrest", "ձերբակալ", "ել, եց, վել, վեց, ված, ություն, ության, ում, վում"),
    ("hy", "protest", "հանրահավաք", _HY),
    ("hy", "border_delimitation", "սահմանազատ", "ում, ման, ումը, մանը, մամբ, ումից, վել, ված, ել"),
    ("hy", "drone_strike", "անօդաչու", ", ի, ն, ից, ով, ներ, ները, ների, ներից, ներով"),
    ("ka", "shelling_or_fire", "დაბომბ", "ა, ეს, ვა, ვის, ვას, ვამ, ვით, ილი, ილია, ვისას"),
    ("ka", "clash", "შეტაკებ", "ა, ის, ას, ამ, ით, აში, იდან, ები, ების, ებმა"),
    ("ka", "drone_strike", "დრონ", _KA),
    ("ka", "mine_blast", "ნაღმ", "ზე, ის აფეთქება, ი აფეთქდა, ზე აფეთქდა"),
    ("ka", "detention_or_arrest", "დააკავ", "ა, ეს, ებს, ებენ, ოს, ონ, ებდა, ებდნენ, ე, ეთ"),
    ("ka", "disaster", "მიწისძვრ", "ა, ის, ას, ამ, ით, აში, იდან, ები, ების, ებმა"),
    ("ka", "disaster", "მეწყერ", "ი, ს, მა, ში, თან, ზე, იც, ებს, ები, ებმა"),
    ("ka", "protest", "დემონსტრანტ", _KA),
    ("ka", "terror_or_shooting", "ტერაქტ", _KA),
    ("ka", "border_delimitation", "დელიმიტაცი", "ა, ის, ას, ამ, ით, აში, იდან, ები, ების"),
    ("tr", "shelling_or_fire", "bombardıman", _TR_BACK),
    ("tr", "shelling_or_fire", "ateşkes", _TR),
    ("tr", "clash", "çatışma", ", yı, ya, da, dan, nın, lar, ları, larda, sı"),
    ("tr", "clash", "muharebe", ", yi, ye, de, den, nin, ler, leri, lerde, si"),
    ("tr", "disaster", "patlama", ", yı, ya, da, dan, nın, lar, ları, larda, sı"),
    ("tr", "disaster", "deprem", _TR),
    ("tr", "detention_or_arrest", "tutukla", "ndı, dı, nan, ma, ması, nması, yor, nıyor"),
    ("tr", "protest", "gösterici", ", yi, ye, de, den, nin, ler, leri, lere, lerin"),
    ("tr", "blockade_or_closure", "abluka", ", yı, ya, da, dan, nın, lar, ları, larda, sı"),
    ("tr", "captives_or_exchange", "esir", _TR),
    ("en", "shelling_or_fire", "bombard", "ed, s, ing, ment, ments"),
    ("en", "clash", "clash", ", es, ed"),
    ("en", "clash", "skirmish", ", es, ed, ing"),
    ("en", "drone_strike", "quadcopter", ", s"),
    ("en", "mine_blast", "landmine", ", s"),
    ("en", "detention_or_arrest", "detain", "ed, s, ee, ees, ing"),
    ("en", "disaster", "landslide", ", s"),
    ("en", "disaster", "collaps", "e, ed, es, ing"),
    ("en", "protest", "demonstrat", "ion, ions, ors, or, ed, ing"),
    ("en", "border_delimitation", "demarcat", "e, ed, ion, ing"),
    ("fr", "shelling_or_fire", "bombard", "é, ée, és, ées, er, ent, ement, ements, ait, a"),
    ("fr", "shelling_or_fire", "pilonn", "é, ée, és, er, ent, age, ages, ait, a, e"),
    ("fr", "clash", "affrontement", ", s"),
    ("fr", "clash", "escarmouche", ", s"),
    ("fr", "drone_strike", "drone", ", s"),
    ("fr", "detention_or_arrest", "interpell", "é, ée, és, ées, er, ent, ation, ations, e, a"),
    ("fr", "disaster", "inondation", ", s"),
    ("fr", "disaster", "déraill", "é, er, ement, e, ent"),
    ("fr", "protest", "manifestant", ", s, e, es"),
    ("fr", "crackdown", "dispers", "é, ée, és, ées, er, e, ent, a, aient, ion"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "kind", "stem", "endings"), FORMS, ids=lambda value: value[:20])
def test_inflected_forms_of_incident_words_are_found(shipped, lang, kind, stem, endings):
    forms = [f"{stem}{ending.strip()}" for ending in endings.split(",")]
    missed = [form for form in forms if kind not in shipped.find(fields(form, ""), lang)]
    assert missed == []


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "How to brine a turkey for the holidays"),
        ("en", "The minute of the meeting was minimal"),
        ("ru", "Бойкот выборов обсудили за минуту до закрытия"),
        ("ru", "Боевое искусство преподают в школе, минимум два урока"),
        ("hy", "Անձնական հարցերով եկան ականավոր գիտնականները"),
        ("az", "Minalarla bəzədilmiş saray yox, minarə təmir olunur"),
        ("tr", "Mayıs ayında hava güzel olacak"),
        ("fr", "La mortadelle de la cuisine est prête"),
        ("ka", "ბავშვები სკოლაში სწავლობენ და წიგნებს კითხულობენ"),
    ],
)
def test_everyday_words_are_no_incident(shipped, lang, title):
    incidents = {one.id for one in shipped.of_use("incident")}
    assert not incidents & set(shipped.find(fields(title, ""), lang))


def test_a_latin_name_of_a_language_with_other_letters_is_no_word_of_english():
    one = WordList(id="report", title="", use="body", words={"ru": ("Report",)}, pairs={})
    lists = Lists([one])
    assert "report" in lists.find(fields("Об этом сообщает Report", ""), "ru")
    assert "report" not in lists.find(fields("They will report in May", ""), "en")
