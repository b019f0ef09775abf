"""Who says what in one report: its voices, whose its figures are, and who denies.

A figure is of who says the sentence in which it stands, or of the one body in the report whose
business the count is. Else it is the outlet's own, and no speaker's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from newsroom.facts import VoiceFact
from newsroom.meaning import Signal
from newsroom.read.sentences import sentences
from newsroom.read.text import fold_plain
from newsroom.stories.origins import whole_origins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.meaning import Evidence, Incident, Voice
    from newsroom.model import Article, Judgement

#: Bodies that count the dead and hurt of what they report.
_COUNTING: Final = frozenset(
    {
        "border-service", "defence-army", "defence-ministry", "emergency-ministry",
        "health-ministry", "interior-ministry", "investigators", "mine-action", "prosecutor",
        "security-service",
    }
)  # fmt: skip
#: Letters before and behind a number in which it is said to be the least.
_BESIDE: Final = 24
_LEAST: Final = (
    r"(?:\b(?:at least|more than|over|no fewer than|не менее|более|больше|свыше|как минимум"
    r"|по меньшей мере|առնվազն|ավելի քան|en azi|en az|au moins|plus de)"
    r"|სულ მცირე|მინიმუმ|სულ ცოტა)"
)
_LEAST_BEFORE: Final = re.compile(_LEAST + r"\s+(?:\w+\s+)?\Z")
_LEAST_BEHIND: Final = re.compile(
    r"\A\S*\s*(?:\+|(?:or more|and more|и более|dan cox|den cox|dan fazla|den fazla|tan fazla"
    r"|ten fazla|ից ավելի|ից ավել|ზე მეტ|მდე მეტ))"
)
_DIGITS: Final = re.compile(r"\d[\d,. ]*")
#: Verbs of denying, in the reason why somebody is heard.
_REJECTS: Final = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject\w*|nie|nient|dement\w*|a dementi|опроверг\w*|отрица\w*|отверг\w*"
    r"|հերքում|հերքել|հերքեց|tekzib|yalanla\w*)|უარყ"
)
#: A number in words, said to be the least.
_LEAST_IN_WORDS: Final = re.compile(_LEAST + r"\s+\D*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report, as it bears on a story."""

    article: Article
    judgement: Judgement


def voices_of(report: Report) -> tuple[VoiceFact, ...]:
    """Return who speaks in a report, each with what the report lets it say.

    A report that attributes nothing is a voice of unknown origin; so is one with figures that
    nobody in it states.
    """
    meaning = report.judgement.meaning
    outlet = (report.article.source,)
    incident = meaning.incident if meaning else None
    own = _counted(VoiceFact(outlets=outlet), report, ("killed", "wounded"))
    if meaning is None or not meaning.voices:
        return (replace(own, denies=_title_denies(report)),)
    whose = whole_origins(voice.origin for voice in meaning.voices)
    voices = {whose[one.origin]: one.side for one in meaning.voices}
    voices |= {one.origin: one.side for one in meaning.voices if one.origin in voices}
    stated = own.killed is not None or own.wounded is not None
    denying: set[str | None] = {_denier(report, whose), *_rejecting(meaning.voices, whose)}
    if len(voices) == 1 and report.judgement.severity and stated:
        # Who tells of an event with its toll, and that all is calm since, denies nothing.
        denying = set()
    telling = [one for one in meaning.voices if whose[one.origin] not in denying]
    tellers = {
        name: _teller(report, telling, name, sole=len(voices) == 1)
        for name in ("killed", "wounded")
        # Whose losses are whose the report says, and nobody in it gives the sum.
        if incident is not None and not incident.both
    }
    said = tuple(
        _counted(
            VoiceFact(origin=origin, side=side, outlets=outlet, denies=origin in denying),
            report,
            [name for name, one in tellers.items() if one and whose[one.origin] == origin],
        )
        for origin, side in voices.items()
    )
    rest = [name for name in ("killed", "wounded") if not tellers.get(name)]
    left = _counted(VoiceFact(outlets=outlet), report, rest)
    return said if left.killed is left.wounded is None else (*said, left)


def _counted(voice: VoiceFact, report: Report, names: Sequence[str]) -> VoiceFact:
    """Return a voice with those figures of the report that are named."""
    incident = report.judgement.meaning.incident if report.judgement.meaning else None
    if incident is None:
        return voice
    killed = incident.killed if "killed" in names else None
    wounded = incident.wounded if "wounded" in names else None
    told = (name for name, number in (("killed", killed), ("wounded", wounded)) if number)
    least = tuple(name for name in told if _at_least(report, name))
    return replace(voice, killed=killed, wounded=wounded, at_least=least)


# --- whose a figure is --------------------------------------------------------------------------


def _teller(report: Report, voices: Sequence[Voice], name: str, *, sole: bool) -> Voice | None:
    """Return who states a figure; None where the report does not say so."""
    meaning = report.judgement.meaning
    incident = meaning.incident if meaning else None
    if incident is None or getattr(incident, name) is None:
        return None
    for figure in _figures(incident, name):
        there = [one for one in voices if _one_sentence(report.article, one.evidence, figure)]
        if there:
            return min(there, key=lambda one: _apart(one.evidence, figure))
    first = voices[0] if voices else None
    if first is None:
        return None
    heads = first.evidence.field == "title"
    counts = sole and first.origin.partition("/")[2] in _COUNTING
    return first if heads or counts else None


def _figures(incident: Incident, name: str) -> list[Evidence]:
    """Return where a figure stands; a report that nobody was hurt has one place for both."""
    own = [one for one in incident.evidence if one.why == f"toll: {name}"]
    return own or [one for one in incident.evidence if one.why.startswith("toll: ")]


def _one_sentence(article: Article, one: Evidence, other: Evidence) -> bool:
    """Say whether two things stand in one sentence of an article."""
    if one.field != other.field:
        return False
    text = article.title if one.field == "title" else article.body
    first, last = sorted((one.start, other.start))
    return any(start <= first and last < end for start, end in sentences(text))


def _at_least(report: Report, name: str) -> bool:
    """Say whether the report calls a figure the least: "at least 5", "40-dan çox"."""
    meaning, article = report.judgement.meaning, report.article
    if meaning is None or meaning.incident is None:
        return False
    figure = next(iter(_figures(meaning.incident, name)), None)
    if figure is None:
        return False
    text = article.title if figure.field == "title" else article.body
    number = _DIGITS.search(text, figure.start, figure.end)
    if number is None:
        return bool(_LEAST_IN_WORDS.search(_before(text, figure.start, figure.end)))
    behind = fold_plain(text[number.end() : number.end() + _BESIDE]).lstrip("-'’ ")
    before = _before(text, number.start(), number.start())
    return bool(_LEAST_BEFORE.search(before) or _LEAST_BEHIND.match(behind))


def _before(text: str, start: int, end: int) -> str:
    return fold_plain(text[max(0, start - _BESIDE) : end])


# --- denials ------------------------------------------------------------------------------------


def _title_denies(report: Report) -> bool:
    """Say whether a report of no known speaker denies: what its title does, not a part of it."""
    meaning = report.judgement.meaning
    signals = meaning.signals if meaning else ()
    denials = [one for one in signals if one.signal is Signal.DENIAL]
    return any(not one.evidence or one.evidence[0].field == "title" for one in denials)


def _denier(report: Report, whose: Mapping[str, str]) -> str | None:
    """Return whose words stand nearest to the first denial, in its sentence if any do.

    None: nobody denies.
    """
    meaning = report.judgement.meaning
    signals = meaning.signals if meaning else ()
    found = [one for one in signals if one.signal is Signal.DENIAL and one.evidence]
    if meaning is None or not found:
        return None
    denial = found[0].evidence[0]
    near = [one for one in meaning.voices if _one_sentence(report.article, one.evidence, denial)]
    if not near and len(meaning.voices) > 1 and denial.field == "body":
        return None
    voices = near or meaning.voices
    return whose[min(voices, key=lambda one: _apart(one.evidence, denial)).origin]


def _rejecting(voices: Sequence[Voice], whose: Mapping[str, str]) -> set[str]:
    """Return the origins whose own verb is one of denying: "l'Arménie nie"."""
    return {whose[one.origin] for one in voices if _REJECTS.search(fold_plain(one.evidence.why))}


def _apart(one: Evidence, other: Evidence) -> int:
    return abs(one.start - other.start) + (10_000 if one.field != other.field else 0)
