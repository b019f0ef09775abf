"""Whether an incident is a new concrete event in the region, worth an alert; with the reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsroom.judge import kinds as kind
from newsroom.judge.everyday import LIGHT, SEVERAL, everyday
from newsroom.judge.reactions import quoted, reacts
from newsroom.judge.sides import HOME, own_body_first
from newsroom.meaning import Signal

if TYPE_CHECKING:
    from newsroom.judge.facts import Facts
    from newsroom.judge.fields import Hit
    from newsroom.judge.kinds import Act

#: Why an item that is a game, a film or a joke is no news; nor is it politics.
LEISURE: Final = "sport or culture"


class Verdict(NamedTuple):
    """Whether an item is news of an incident, and why."""

    news: bool
    #: It is about the region's conflicts all the same, as talk.
    about: bool
    reason: str


def _aboard(facts: Facts, act: Act) -> bool:
    """Say whether nothing is told but an aircraft, below the title: he spoke on the plane."""
    craft = {(hit.field, hit.first) for hit in facts.of("event_aircraft")}
    own = {(hit.field, hit.first) for hit in act.hits}
    return act.type == kind.DISASTER and not act.titled and own <= craft and not facts.harm


def event_of(kind: str) -> str:
    """Return the reason of an event that is new by the rules."""
    return f"a new event: {kind}"


def verdict(facts: Facts, act: Act | None) -> Verdict:
    """Say whether an article tells a new concrete event; `act`: the one that makes its news."""
    if act is None or _aboard(facts, act):
        return Verdict(news=False, about=False, reason="no act on the ground")
    if (why := _off(facts, act)) is not None:
        return Verdict(news=False, about=False, reason=why)
    if (why := everyday(facts, act)) is not None:
        return Verdict(news=False, about=False, reason=why)
    if (why := _talk(facts, act)) is not None:
        return Verdict(news=False, about=True, reason=why)
    return Verdict(news=True, about=True, reason=event_of(act.type))


# --- not of the region, not of its conflicts ----------------------------------------------------


def _off(facts: Facts, act: Act) -> str | None:
    """Say why an item has nothing to do with the region; None if it has."""
    if not in_region(facts):
        return "not in the region"
    if _abroad(facts, act):
        return "it happened elsewhere"
    if _leisure(facts, act):
        return LEISURE
    return None


def in_region(facts: Facts) -> bool:
    """Say whether an article is of the region: by a place, a people, or its own language."""
    if _marked_elsewhere(facts) and not any(
        facts.index.in_region(found.place) for found in facts.places
    ):
        return False
    if facts.regional or (not facts.places and facts.has("politics_persons")):
        return True
    if facts.lang not in HOME or _marked_elsewhere(facts):
        return False
    return not facts.places or any(name.startswith("any/") for name in facts.hits)


#: Bodies that tell what they did at home.
_GUARDS: Final = ("any/security-service", "any/border-service", "any/interior-ministry")


def _marked_elsewhere(facts: Facts) -> bool:
    if facts.marked(Signal.ELSEWHERE):
        return True
    return any(not _speaks(facts, hit) for hit in facts.of("event_abroad", field="title"))


def _speaks(facts: Facts, hit: Hit) -> bool:
    """Say whether a name stands for those who speak or mediate: Moscow says, Washington's plea."""
    after = range(hit.first + hit.length, hit.first + hit.length + _NEXT)
    said = any(one.first == after.start for one in facts.of("says", field=hit.field))
    return said or any(one.first in after for one in facts.of("event_mediation", field=hit.field))


#: Words behind a name in which its plea or its mediation stands.
_NEXT: Final = 2


def _abroad(facts: Facts, act: Act) -> bool:
    """Say whether it happened outside of the region: by the places of the title, then by all."""
    by_guards = act.type == kind.ARREST and own_body_first(facts, *_GUARDS)
    if by_guards or (act.type == kind.DISASTER and facts.has("event_aircraft")):
        return False
    if _marked_elsewhere(facts) or _only_in_the_background(facts):
        return True
    title = [found for found in facts.places if found.hit.field == "title"]
    title = [found for found in title if not _speaks(facts, found.hit)]
    if facts.places and not any(facts.index.in_region(one.place) for one in facts.places):
        return not any(hit.field == "title" for hit in facts.regional)
    for found in (title, facts.places):
        inside = [one for one in found if facts.index.in_region(one.place)]
        towns = [one for one in found if _abroad_by(facts, one.place) and one not in inside]
        if inside:
            return False
        if towns:
            return True
    return False


def _only_in_the_background(facts: Facts) -> bool:
    """Say whether a long article tells of other places, and names the region far below."""
    told = any(facts.begins(found.hit) for found in facts.places)
    return told and not any(facts.begins(hit) for hit in facts.regional)


def _abroad_by(facts: Facts, key: str) -> bool:
    """Say whether a place is where things happen: no State, which also speaks, and no sea."""
    place = facts.index[key]
    state = place.kind == "country" or place.name == place.country
    return not state and key not in _SEAS


#: Seas that the region lies on.
_SEAS: Final = frozenset({"black-sea", "caspian-sea"})


def leisure(facts: Facts) -> bool:
    """Say whether an article is sport: by its title, or by more than one word of it."""
    words = {hit.why for hit in facts.of("sport") if facts.begins(hit)}
    titled = {hit.why for hit in facts.of("sport", field="title")}
    played = len(words) >= _MANY or len(titled) > 1
    if played and not any(hit.field == "title" for hit in facts.toll.hits):
        # Whom a war of long ago killed may be told beside a match.
        return True
    return not facts.harm and (len(words) > 1 or facts.has("sport", field="title"))


#: So many words of sport are a match, whatever else is told beside it.
_MANY: Final = 5


#: Words of a title that no game or film has.
_GRIM: Final = (
    *("event_line", "event_political", "event_heavy_arms", "event_riot", "event_force"),
    *("politics_unrest", "event_press"),
)


def _leisure(facts: Facts, act: Act) -> bool:
    """Say whether words of war are a game, a film or a joke here."""
    if leisure(facts) or facts.harm:
        return leisure(facts)
    light = [hit for hit in facts.of(*LIGHT, field="title") if not _struck(facts, act, hit)]
    title = len({hit.why for hit in light})
    if title > 1 and not act.titled:
        return True
    if facts.has(*_GRIM, field="title"):
        return False
    body = len({hit.why for hit in facts.of(*LIGHT, field="body") if facts.begins(hit)})
    words = len({(hit.field, hit.first) for hit in act.hits})
    if not title and act.titled:
        # Who was held may be a singer: a title of war words is no play for that.
        return body >= SEVERAL
    return (title + body) >= (1 if title and words < SEVERAL else 2)


def _struck(facts: Facts, act: Act, light: Hit) -> bool:
    """Say whether a word of leisure is a building behind the act: a drone hit the university."""
    acts = [hit.first for hit in act.hits if hit.field == "title"]
    venues = {hit.first for hit in facts.of("event_venue", field="title")}
    return light.first in venues and bool(acts) and min(acts) < light.first


# --- talk ---------------------------------------------------------------------------------------

_STANCES: Final = (
    (Signal.OPINION, "opinion or analysis"),
    (Signal.STATISTIC, "a count over time"),
    (Signal.ANNIVERSARY, "an old event or an anniversary"),
    (Signal.PLAN, "a plan or a drill"),
    (Signal.DENIAL, "a denial"),
)


def _talk(facts: Facts, act: Act) -> str | None:
    """Say why an item only talks about events; None if it tells a new one."""
    titled = [hit for hit in act.hits if hit.field == "title"]
    for signal, why in _STANCES:
        if facts.marked(signal) and not any(_clear(facts, hit) for hit in titled):
            return why
    for true, why in (
        (act.type == kind.TALKS, "talks"),
        (_over_time(facts, act) and not _now(facts, titled), "a count over time"),
        (_identified(facts, act), "victims of an old event"),
        (act.type == kind.BORDER and _only_met(facts), "talks"),
        (act.type in _PLEADED and _plea(facts), "a plea"),
        (act.type in _ARMED and _traded(facts), "a deal on arms"),
        (act.type == kind.MINE and _cleared(facts), "mines cleared"),
        (facts.marked(Signal.OPINION), "opinion or analysis"),
        (not titled and _described(facts), "opinion or analysis"),
        (not titled and not _harmed(facts) and quoted(facts), "a statement"),
        (facts.has("event_years", field="title"), "an anniversary"),
        (_speaks_first(facts, act), "a statement"),
        (_in_quotes(facts, titled) and not _harmed(facts), "a statement"),
        (act.type in _INQUIRED and _inquired(facts), "an inquiry into an old event"),
        (not act.live, "nothing of it happened now"),
        (facts.has("event_funeral", field="title"), "a funeral or a tribute"),
        (facts.has("obituary", field="title") and not titled, "a funeral or a tribute"),
        (act.type != kind.CYBER and _called_false(facts), "a denial"),
        (act.type in _RULED and _verdict_of_a_court(facts), "the aftermath of a trial"),
        (_spoken_of_abroad(facts, act), "a reaction from abroad"),
        (act.type == kind.PROTEST and facts.has("event_commemoration"), "a commemoration"),
        (reacts(facts, titled) and not _harmed(facts), "a reaction"),
        (not titled and not _told(facts, act), "an event is only mentioned"),
    ):
        if true:
            return why
    return None


def _over_time(facts: Facts, act: Act) -> bool:
    """Say whether people are counted over time; who comes home was taken long ago."""
    return facts.toll.recalled and act.type != kind.CAPTIVES


#: Somebody's words after a name: `The Catholicos: "We are persecuted"`.
_QUOTED: Final = re.compile(r"^[^:«\"“„]{3,60}[:—–-]\s*[«\"“„][^«»\"“”]{8,}[»\"“”]\s*[.!]?$")


def _in_quotes(facts: Facts, titled: list[Hit]) -> bool:
    """Say whether the title is a name and what its bearer says, and the act stands in that."""
    title = facts.both.title
    if not _QUOTED.search(title.original.strip()):
        return False
    begin = min(title.original.find(sign) for sign in '«"“„' if sign in title.original)
    return bool(titled) and all(title.spans[hit.first][0] > begin for hit in titled)


def _only_met(facts: Facts) -> bool:
    """Say whether those who draw a border met, and nothing was signed or set up."""
    ahead = {(hit.field, hit.first) for hit in facts.of("politics_ahead")}
    signed = any((hit.field, hit.first) not in ahead for hit in facts.of("event_signed"))
    return facts.has("statement", field="title") and not (signed or facts.has("event_fence"))


#: Kinds of which courts and foreign bodies speak long after.
_RULED: Final = frozenset({kind.ARREST, kind.CRACKDOWN, kind.PROTEST, kind.TERROR, kind.OTHER})
#: The same, and those whose release others call for.
_HELD: Final = _RULED | {kind.CAPTIVES}
_ABROAD: Final = ("event_foreign_court", "INT/council-of-europe")


def _spoken_of_abroad(facts: Facts, act: Act) -> bool:
    """Say whether the title tells of a parliament or court abroad, not of an act on the ground."""
    return (act.type in _HELD or not act.titled) and facts.has(*_ABROAD, field="title")


def _described(facts: Facts) -> bool:
    """Say whether the body begins as a report from the spot or an explainer, without a toll."""
    views = facts.of("opinion", "event_explained", field="body")
    return not _harmed(facts) and any(facts.leads(hit) for hit in views)


def _harmed(facts: Facts) -> bool:
    return bool(facts.toll.killed or facts.toll.wounded)


#: Whom relatives plead for.
_PLEADED: Final = frozenset({kind.PROTEST, kind.ARREST, kind.CAPTIVES})


def _plea(facts: Facts) -> bool:
    """Say whether relatives ask for somebody; who was taken or freed now they may confirm.

    Relatives who gather are a crowd.
    """
    if facts.toll.captured or facts.has("says", "update", "event_crowd_act", field="title"):
        return False
    return facts.has("event_relatives", field="title")


#: Kinds that the mere names of arms say.
_ARMED: Final = frozenset({kind.FIRE, kind.DRONE, kind.TROOPS})


def _traded(facts: Facts) -> bool:
    """Say whether the title tells of arms that are bought, built or delivered."""
    return facts.has("event_arms_trade", field="title") and not _harmed(facts)


def _cleared(facts: Facts) -> bool:
    """Say whether the title tells of mines taken up, and nobody came to harm."""
    return facts.has("event_cleared", field="title") and not facts.harm


_INQUIRED: Final = frozenset(
    {kind.DISASTER, kind.TERROR, kind.ARREST, kind.FIRE, kind.CLASH, kind.DRONE}
)


def _inquired(facts: Facts) -> bool:
    if not facts.has("event_inquiry", field="title") or facts.toll.killed or facts.toll.wounded:
        return False
    # Arrests are news of an inquiry; a verdict is told by those who look at trials.
    taken = facts.toll.captured or facts.has("event_custody", field="title")
    return not taken or facts.has("event_trial", field="title")


def _speaks_first(facts: Facts, act: Act) -> bool:
    """Say whether the title is somebody's word about an act rather than the act."""
    if facts.toll.killed or facts.toll.wounded or act.type in {kind.PROTEST, kind.CRACKDOWN}:
        return False
    if facts.has("event_talk", field="title"):
        return True
    said = [hit.first for hit in facts.of("statement", field="title")]
    done = [hit.first for hit in act.hits if hit.field == "title"]
    title = facts.both.title.words
    about = len(title) > 1 and title[1] in {"о", "об", "on", "sur", "հարցով"}
    # "Obus sur un village" begins with the act itself.
    about = about and 0 not in done
    return about or bool(said and (not done or min(said) < min(done)))


def _called_false(facts: Facts) -> bool:
    """Say whether the title calls a report false, and nobody was hurt."""
    return not facts.harm and facts.has("event_false", field="title")


def _verdict_of_a_court(facts: Facts) -> bool:
    """Say whether a court gave its verdict; that it took somebody into custody is an arrest."""
    held = facts.has("event_custody") and not facts.has("event_extended", field="title")
    if facts.has("event_press", field="title") or held:
        return False
    return facts.has("event_trial", field="title")


def _identified(facts: Facts, act: Act) -> bool:
    """Say whether dead of long ago got their names; after a disaster that takes days."""
    if not facts.has("event_identified"):
        return False
    return act.type in _LOST or (act.type == kind.DISASTER and facts.has("event_years"))


_LOST: Final = frozenset({kind.TOLL, kind.FIRE, kind.CLASH})


def _now(facts: Facts, titled: list[Hit]) -> bool:
    """Say whether the title tells an act, and no figure over time."""
    return bool(titled) and all(one.field != "title" for one in facts.toll.history)


def _clear(facts: Facts, hit: Hit) -> bool:
    return facts.unreal(hit) is None


def _told(facts: Facts, act: Act) -> bool:
    """Say whether an act that the title does not name is what the body leads with."""
    if facts.harm:
        return True
    return any(facts.leads(hit) and facts.unreal(hit) is None for hit in act.hits)
