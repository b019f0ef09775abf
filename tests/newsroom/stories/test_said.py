"""Whose a figure is, who denies, and what is said to be the least: read by the shipped reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsroom.stories.said import Report, voices_of
from tests.newsroom.judge.shipped_reader import read
from tests.newsroom.stories.samples import article, judged

if TYPE_CHECKING:
    from newsroom.facts import VoiceFact


def said(lang, title, body=""):
    """Return each voice as (origin, killed, wounded)."""
    return [(one.origin, one.killed, one.wounded) for one in whole(lang, title, body)]


def whole(lang, title, body="") -> tuple[VoiceFact, ...]:
    one = article(title, body, lang=lang)
    return voices_of(Report(article=one, judgement=judged(read(lang, title, body))))


@pytest.mark.parametrize(
    ("lang", "title", "body", "voices"),
    [
        # In the sentence of who says it, and in a title that it heads.
        (
            "en",
            "Shelling near Sotk",
            "Two soldiers were wounded near Sotk, Armenia's Defence Ministry said.",
            [("AM/defence-ministry", None, 2)],
        ),
        (
            "ru",
            "Минобороны Армении: обстрел у Сотка",
            "Ранены двое военнослужащих.",
            [("AM/defence-ministry", None, 2)],
        ),
        # The one body in the report that counts such things.
        (
            "hy",
            "Ադրբեջանը կրակ է բացել Սոթքի ուղղությամբ, երկու զինծառայող վիրավորվել է",
            "ՊՆ-ն հայտնում է, որ կրակոցները դադարել են։",
            [("AM/defence-ministry", None, 2)],
        ),
        # Who speaks of something else states no figure of the title.
        (
            "en",
            "Fifteen Armenian soldiers die as barracks burn down",
            "Prime Minister Pashinyan said an officer had poured petrol into a stove in Azat.",
            [("AM/prime-minister", None, None), ("", 15, None)],
        ),
        (
            "fr",
            "Karabakh : le bilan de l'explosion du dépôt monte à 68 morts",
            "Une centaine de personnes sont disparues, selon le défenseur des droits.",
            [("any/ombudsman", None, None), ("", 68, None)],
        ),
    ],
)
def test_a_figure_is_of_who_states_it(lang, title, body, voices):
    assert said(lang, title, body) == voices


@pytest.mark.parametrize(
    ("lang", "title", "least"),
    [
        ("en", "At least 12 people killed in Gyumri blast", True),
        ("en", "Missiles hit Ganja, more than 50 wounded", True),
        ("ru", "Взрыв в Махачкале: не менее 20 погибших", True),
        ("az", "Gəncəyə raket zərbəsi: 40-dan çox yaralı", True),
        ("tr", "Gence'ye füze saldırısında en az 12 kişi öldü", True),
        ("fr", "Explosion à Erevan : au moins 12 morts", True),
        ("hy", "Երևանում պայթյունից առնվազն 12 մարդ զոհվել է", True),
        ("ka", "თბილისში აფეთქებას სულ მცირე 12 ადამიანი ემსხვერპლა", True),
        ("en", "12 people killed in Gyumri blast", False),
        ("ru", "Взрыв в Махачкале: 20 погибших", False),
        ("az", "Gəncəyə raket zərbəsi: 40 yaralı", False),
    ],
)
def test_at_least_is_kept_where_the_report_says_so(lang, title, least):
    (voice,) = whole(lang, title)
    assert (voice.killed or voice.wounded) is not None
    assert bool(voice.at_least) is least


def test_who_rejects_it_denies_and_no_outlet_or_person_does():
    (baku, yerevan) = whole(
        "fr",
        "Gandja pilonnée de nouveau",
        "Bakou accuse Erevan d'avoir tiré un missile et fait état de treize morts ; l'Arménie nie.",
    )
    assert (baku.side, baku.killed, baku.denies) == ("AZ", 13, False)
    assert (yerevan.side, yerevan.killed, yerevan.denies) == ("AM", None, True)
    (outlet,) = whole(
        "en",
        "Court jails tycoon for two months in Armenia",
        "Samvel Karapetyan, detained on Tuesday night in Yerevan, denies calling for a coup.",
    )
    assert (outlet.origin, outlet.denies) == ("", False)


def test_the_least_of_one_figure_is_not_that_of_the_other():
    (voice,) = whole("az", "Gəncəyə raket zərbəsi: 12 ölü, 40-dan çox yaralı")
    assert (voice.killed, voice.wounded, voice.at_least) == (12, 40, ("wounded",))
