import json
from datetime import UTC, datetime

from newsroom.facts import (
    NewFact,
    PlaceFact,
    QuoteFact,
    ReportFact,
    State,
    StoryFacts,
    VoiceFact,
    as_json,
    facts_from,
)

AT = datetime(2026, 11, 22, 10, 20, tzinfo=UTC)


def test_facts_survive_json() -> None:
    facts = StoryFacts(
        type="shelling_or_fire",
        places=(PlaceFact(id="sotk", name="Sotk"),),
        severity=2,
        state=State.CONFIRMED,
        since=AT,
        killed=(0, 1),
        voices=(VoiceFact(origin="AM/defence-ministry", side="AM", outlets=("a", "b"), killed=1),),
        quotes=(QuoteFact(text="“A soldier died.”", source="a", lang="en"),),
        reports=(ReportFact(source="a", title="Shots", url=None, lang="en", at=AT),),
        news=(NewFact(what="killed", before=0, after=1, origin="AM/defence-ministry", at=AT),),
        other=1016,
    )
    assert facts_from(json.loads(json.dumps(as_json(facts)))) == facts
    bare = StoryFacts(since=AT)
    assert facts_from(json.loads(json.dumps(as_json(bare)))) == bare
