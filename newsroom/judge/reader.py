"""The reader: from an article's words to what it means, in facts that have no language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.judge.facts import Facts
from newsroom.judge.features import signs
from newsroom.judge.kinds import BORDER, OTHER, TALKS
from newsroom.judge.lists import lists_of
from newsroom.judge.places import PlaceIndex
from newsroom.judge.politics import TOPIC as POLITICS
from newsroom.judge.ranking import ranked
from newsroom.judge.rules import rule
from newsroom.judge.scene import scene, subject
from newsroom.judge.sides import HOME
from newsroom.judge.signals import gathered, marks
from newsroom.judge.tolls import toll
from newsroom.judge.un_news import RESOLUTION
from newsroom.judge.un_region import about_region
from newsroom.judge.voices import NOBODYS, voices
from newsroom.meaning import Incident, Meaning, PlaceFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from newsroom.judge.fields import Fields, Hit
    from newsroom.judge.kinds import Act
    from newsroom.judge.news import Verdict
    from newsroom.judge.places import PlaceHit
    from newsroom.judge.politics import Politics
    from newsroom.judge.rules import Ruled
    from newsroom.judge.un_news import UnNews
    from newsroom.judge.weights import Weights
    from newsroom.meaning import Voice
    from newsroom.settings import Place, WordList

INCIDENT = "caucasus_incident"
#: By which a voice's side is known.
_CODES = {"Armenia": "AM", "Azerbaijan": "AZ", "Georgia": "GE", "Russia": "RU"}
#: Kinds of incident whose outcome, signed or agreed, is politics.
_SETTLED = frozenset({"border_delimitation", "peace_talks", "other"})
#: Words of war in a text are company for a name that is in doubt.
_OF_WAR = ("shelling_or_fire", "drone_strike", "mine_blast", "clash", "event_heavy_arms")
#: A funeral or a day of remembrance is politics only where somebody makes it so.
_REMEMBERED = ("an old event", "a commemoration", "an anniversary", "a funeral")
#: Pieces of evidence kept for one incident.
_MOST_EVIDENCE = 6


class Reader:
    """Reads articles with one vocabulary and one table of places."""

    def __init__(
        self,
        *,
        vocabulary: Sequence[WordList],
        places: Sequence[Place],
        weights: Weights | None = None,
    ) -> None:
        """Compile both; raises `ValueError` for the first bad term or name.

        Without weights the written rules decide alone.
        """
        self.lists = lists_of(tuple(vocabulary))
        self.places = PlaceIndex(places)
        self._kinds = self.lists.of_use("incident")
        self._weights = weights
        self._events = (*_OF_WAR, *(one.id for one in self._kinds))

    def facts(self, both: Fields, lang: str | None, at: datetime) -> Facts:
        """Find all that an article of a time names, before anything is decided."""
        hits = self.lists.find(both, lang)
        places, peoples = self.places.find_all(both)
        known = {(found.hit.field, found.hit.first) for found in (*places, *peoples)}
        doubted = self._in_doubt(both, lang, hits, sure=bool(known))
        places = (
            *(found for found in doubted if (found.hit.field, found.hit.first) not in known),
            *places,
        )
        return Facts(
            both=both,
            lang=lang,
            at=at,
            hits=hits,
            marks=marks(both, hits, at),
            places=places,
            peoples=peoples,
            toll=toll(both, lang, at),
            index=self.places,
        )

    def _in_doubt(
        self, both: Fields, lang: str | None, hits: Mapping[str, Sequence[Hit]], *, sure: bool
    ) -> Iterator[PlaceHit]:
        """Yield doubtful names of places that words of war, or of any event at home, confirm."""
        company = _OF_WAR if sure or lang not in HOME else self._events
        spoken = [hit for name in company for hit in hits.get(name, ())]
        fields_of = {hit.field for hit in spoken}
        for found in self.places.doubtful(both) if spoken else ():
            if not sure or (found.hit.field == "title" and "title" in fields_of):
                yield found

    def read(self, both: Fields, lang: str | None, at: datetime) -> Meaning:
        """Say what an article means; `at`: when it was published."""
        facts = self.facts(both, lang, at)
        ruled = rule(facts, self._kinds)
        if self._weights is not None:
            ruled = ranked(self._weights, facts, ruled)
        return self._meaning(facts, ruled, voices(both, facts.hits, lang, _countries(facts)))

    def signs(self, both: Fields, lang: str | None, at: datetime) -> Mapping[str, float]:
        """Return what the weights see of an article."""
        facts = self.facts(both, lang, at)
        return signs(facts, rule(facts, self._kinds))

    def _meaning(self, facts: Facts, ruled: Ruled, spoken: tuple[Voice, ...]) -> Meaning:
        """Put together what each part found: the United Nations, an incident, politics."""
        told, judged, united, talk, _ = ruled
        decided = united is not None and united.news
        event = judged.news and united is None
        incident = None
        if told and judged.about:
            incident = _incident(facts, told[0], severity=ruled.severity if event else 0)
        topics, news, grade, reason = _topics(
            united, talk, judged, incident, region=about_region(facts)
        )
        if topics == (POLITICS,) and news and incident is None:
            incident = Incident(type=_settled(facts), severity=grade)
        keys: tuple[str, ...] = ()
        if event:
            keys = scene(facts, spoken, told[0])
        elif decided and about_region(facts):
            keys = subject(facts)
        elif united is None and topics:
            keys = scene(facts, spoken, None)
        return Meaning(
            topics=topics,
            news=news,
            severity=grade,
            incident=None if united is not None else incident,
            places=self._found(facts, keys),
            named=self._found(facts, dict.fromkeys(found.place for found in facts.places)),
            signals=gathered(facts.both, facts.marks),
            voices=spoken,
            evidence=united.evidence if united else talk.evidence if talk else (),
            organs=united.organs if united else (),
            fate=united.fate if united else None,
            reason=reason,
        )

    def _found(self, facts: Facts, keys: Iterable[str]) -> tuple[PlaceFound, ...]:
        """Return places with the words that name them; of two with one name the first."""
        first: dict[str, str] = {}
        for key in keys:
            first.setdefault(self.places[key].name, key)
        return tuple(
            PlaceFound(
                id=key,
                name=name,
                evidence=facts.evidence(found.hit for found in facts.places if found.place == key),
            )
            for name, key in first.items()
        )


def _resigned(talk: Politics | None) -> bool:
    """Say whether the title's news is that somebody left office, not the crowd before that."""
    return talk is not None and talk.resigned and talk.evidence[0].field == "title"


def _settled(facts: Facts) -> str:
    """Return the kind of a concrete outcome: a border, an office left, an agreement."""
    if facts.has("event_fence", BORDER, field="title"):
        return BORDER
    return OTHER if facts.has("politics_resigned", field="title") else TALKS


def _countries(facts: Facts) -> frozenset[str]:
    """Return the codes of the States of the region in which the places of a text lie.

    `NOBODYS` for a disputed place: whose institutions speak there it does not tell.
    """
    places = [facts.index[found.place] for found in facts.places]
    return frozenset(
        NOBODYS if place.disputed else code
        for place in places
        if (code := _CODES.get(place.country or "")) is not None
    )


def _incident(facts: Facts, act: Act, *, severity: int) -> Incident:
    """Return an incident; one of severity 0 is talk of it, whose toll is none of today."""
    return Incident(
        type=act.type,
        killed=facts.toll.killed if severity else None,
        wounded=facts.toll.wounded if severity else None,
        both=len(facts.toll.sides) > 1,
        severity=severity,
        evidence=(*facts.evidence(act.hits[:_MOST_EVIDENCE]), *facts.toll.evidence)[
            :_MOST_EVIDENCE
        ],
    )


def _topics(
    united: UnNews | None,
    talk: Politics | None,
    judged: Verdict,
    incident: Incident | None,
    *,
    region: bool,
) -> tuple[tuple[str, ...], bool, int, str]:
    """Return topics, whether it is news, the severity and the reason."""
    if united is not None:
        topics = united.topics + ((POLITICS,) if region and RESOLUTION in united.topics else ())
        return topics, united.news, united.severity, united.reason
    settled = incident is None or incident.type in _SETTLED or _resigned(talk)
    if talk is not None and talk.news and settled:
        return (POLITICS,), True, talk.severity, talk.reason
    if judged.news and incident is not None:
        return (INCIDENT,), True, incident.severity, judged.reason
    if talk is not None and talk.news:
        return (POLITICS,), True, talk.severity, talk.reason
    if talk is not None or (judged.about and not judged.reason.startswith(_REMEMBERED)):
        why = judged.reason if talk is None or judged.about else f"{judged.reason}; {talk.reason}"
        return (POLITICS,), False, 0, why
    return (), False, 0, judged.reason
