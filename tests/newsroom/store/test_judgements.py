"""A judgement comes out of the database as it went in."""

import json
from dataclasses import asdict

from newsroom.meaning import Evidence, Incident, Meaning, PlaceFound, Signal, SignalFound, Voice
from newsroom.model import Exclusion, Judgement, Match
from newsroom.store.judgements import judgement

EVIDENCE = Evidence(field="title", start=3, end=7, text="Sotk", why="place: Sotk")


def stored(one):
    return json.loads(json.dumps(asdict(one)))


def test_a_judgement_with_its_meaning_comes_back_whole():
    whole = Judgement(
        matches=(Match(watch="w", topic="t", severity=2, evidence=(EVIDENCE,)),),
        excluded=(Exclusion(watch="x", evidence=(EVIDENCE,)),),
        meaning=Meaning(
            topics=("caucasus_incident",),
            news=True,
            severity=2,
            incident=Incident(type="clash", wounded=2, severity=2, evidence=(EVIDENCE,)),
            places=(PlaceFound(id="sotk", name="Sotk", evidence=(EVIDENCE,)),),
            named=(PlaceFound(id="armenia", name="Armenia", evidence=()),),
            signals=(SignalFound(signal=Signal.CLAIM, evidence=(EVIDENCE,)),),
            voices=(Voice(origin="AM/defence-ministry", side="AM", evidence=EVIDENCE),),
            reason="fire at a named place",
        ),
    )
    assert judgement(stored(whole)) == whole


def test_one_that_was_stored_before_there_were_meanings_has_none():
    assert judgement({"matches": [], "excluded": []}) == Judgement()
