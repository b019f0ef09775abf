"""What is said of an event, line by line, from the facts of its story. Pure, and no markup.

Every claim stands with its claimant in one sentence; figures that differ are a range.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from alerts import labels
from alerts.markup import capital
from alerts.place_names import where
from alerts.story_labels import is_state, side_title, story_labels
from newsroom.facts import State
from newsroom.stories.origins import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alerts.render import Reader
    from newsroom.facts import NewFact, StoryFacts, VoiceFact

#: Characters of a headline that is composed.
HEADLINE: Final = 90
#: Voices that are named; the others are counted.
MOST_CLAIMS: Final = 6


def places_of(facts: StoryFacts, reader: Reader) -> tuple[str, ...]:
    """Return the names of the event's places, the smallest first."""
    channel = reader.channel
    return where(facts.places, reader.places, channel.language, channel.names)


def place_of(facts: StoryFacts, reader: Reader) -> str:
    """Return the name of its smallest place; empty where none is known."""
    return next(iter(places_of(facts, reader)), "")


def noun(facts: StoryFacts, language: str, *, inside: bool = False) -> str:
    """Name the kind of event. `inside`: not at the beginning of a line."""
    nouns = story_labels(language).nouns
    name = nouns.get(facts.type or "other", nouns["other"])
    # An abbreviation keeps its capitals; Georgian has none.
    return name[0].lower() + name[1:] if inside and name[1].islower() else name


def headline(facts: StoryFacts, reader: Reader) -> str:
    """Compose the first line: what, who says so, where; in numbers what several say."""
    language = reader.channel.language
    own, phrase = story_labels(language), _phrase(facts, language)
    names = places_of(facts, reader)
    deaths, denial = _deaths(facts, language), _denial(facts, reader)
    # A denial gives way last; what is left out here stands in the lines below.
    for tail in (f"{deaths}{denial}", denial or deaths, ""):
        for some in _fewer(names):
            place = f"{own.stop}{', '.join(some)}" if some else ""
            line = f"{phrase}{place}{tail}"
            if len(line) <= HEADLINE:
                return line
    return f"{phrase}{own.stop}{names[0]}" if names else phrase


def _fewer(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield an event's names, and fewer: the place first and its State last stay the longest."""
    yield names
    for last in range(len(names) - 2, 0, -1):
        yield (*names[:last], names[-1])
    if len(names) > 1:
        yield names[:1]


def _phrase(facts: StoryFacts, language: str) -> str:
    own = story_labels(language)
    told = own.reported.get(facts.type or "other", own.reported["other"])
    known = counted(facts.voices)
    sides = {voice.side for voice in known if voice.side and not voice.denies}
    if facts.state is State.CONFIRMED and len(sides) > 1:
        return own.both.format(noun=noun(facts, language))
    several = sum(not voice.denies for voice in known)
    if several > 1 and len(sides) <= 1:
        return own.several.format(noun=noun(facts, language), n=several)
    return told


def _deaths(facts: StoryFacts, language: str) -> str:
    """Return the killed, where more than one voice counts them."""
    counting = [voice for voice in facts.voices if voice.killed is not None]
    if facts.killed is None or len(counting) < 2 or not facts.killed[1]:  # noqa: PLR2004 - several
        return ""
    own = story_labels(language)
    return f"{own.semi}{own.killed.format(n=spread(facts.killed))}"


def _denial(facts: StoryFacts, reader: Reader) -> str:
    denying = next((voice for voice in facts.voices if voice.denies), None)
    if facts.state is not State.DENIED or denying is None:
        return ""
    language = reader.channel.language
    who = side_title(denying.side, language) if denying.side else who_says(denying, reader)
    own = story_labels(language)
    # Until when a body was stands below.
    return f"{own.semi}{own.denied_by.format(origin=who.partition(' (')[0])}"


def spread(pair: tuple[int, int]) -> str:
    """Write one number, or the range of two."""
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}–{pair[1]}"


# --- voices -------------------------------------------------------------------------------------


def claims(facts: StoryFacts, reader: Reader, *, most: int = MOST_CLAIMS) -> list[str]:
    """Return what each voice says: its figures, or that it denies; who denies is never left out."""
    own = story_labels(reader.channel.language)
    lines = []
    for voice in _foremost(facts.voices, most):
        said = _said(voice, reader.channel.language)
        if said:
            who = who_says(voice, reader)
            # The name of an outlet or of a person stays as it is.
            who = capital(who, reader.channel.language) if voice.origin.startswith("any/") else who
            lines.append(own.head.format(origin=who, what=said))
    if len(lines) > most:
        lines = [*lines[:most], f"+{len(lines) - most}"]
    if _differ(facts.voices):
        lines.append(own.differ)
    return lines


#: Kinds of event that have a side across the line; and whose that is.
_FIGHTS: Final = frozenset({"shelling_or_fire", "clash", "drone_strike"})
#: In the language of a side somebody of it has told of the event.
_LANGUAGES: Final = {"AM": "hy", "AZ": "az"}
_ACROSS: Final = {"AM": "AZ", "AZ": "AM"}
_COUNTRIES: Final = frozenset({"Armenia", "Azerbaijan"})


def silent_side(facts: StoryFacts, reader: Reader) -> str:
    """Say that the other side of a fight has not been heard; empty where both were, or none."""
    spoken = {voice.side for voice in facts.voices} & _ACROSS.keys()
    countries = {place.country for one in facts.places if (place := reader.places.get(one.id))}
    if facts.type not in _FIGHTS or len(spoken) != 1 or not countries & _COUNTRIES:
        return ""
    other = _ACROSS[str(*spoken)]
    if other in facts.named or _LANGUAGES[other] in {one.lang for one in facts.reports}:
        # Perhaps it is quoted there, in words that were not understood.
        return ""
    language, zone = reader.channel.language, reader.channel.timezone
    form = story_labels(language).silent[other]
    return form.format(time=labels.clock(reader.now, zone, language))


def _foremost(voices: Sequence[VoiceFact], most: int) -> Sequence[VoiceFact]:
    """Return the voices, and before the first one that would be cut the first that denies."""
    denying = next((at for at, voice in enumerate(voices) if voice.denies), 0)
    if denying < most:
        return voices
    return (
        *voices[: most - 1],
        voices[denying],
        *voices[most - 1 : denying],
        *voices[denying + 1 :],
    )


def _said(voice: VoiceFact, language: str) -> str:
    own = story_labels(language)
    if voice.denies:
        return own.denies
    told = []
    figures = (("killed", own.killed, voice.killed), ("wounded", own.wounded, voice.wounded))
    for name, form, number in figures:
        if number is not None:
            least = number and name in voice.at_least
            told.append(form.format(n=own.at_least.format(n=number) if least else number))
    return " · ".join(told)


def _differ(voices: Sequence[VoiceFact]) -> bool:
    killed = {voice.killed for voice in voices if voice.killed is not None}
    wounded = {voice.wounded for voice in voices if voice.wounded is not None}
    return len(killed) > 1 or len(wounded) > 1


def who_says(voice: VoiceFact, reader: Reader) -> str:
    """Name who says it; where no origin is known, the outlet that carries it."""
    outlet = reader.outlet(voice.outlets[0]) if voice.outlets else ""
    return reader.origin(voice.origin) or outlet or story_labels(reader.channel.language).unknown


def voices_line(facts: StoryFacts, reader: Reader, *, named: bool = True) -> str:
    """Count the voices by origin, with whose they are: `Voices: 2 (Armenia, state; OSCE)`."""
    if not facts.voices:
        return ""
    own = story_labels(reader.channel.language)
    known = counted(facts.voices)
    marks = [
        mark if times == 1 else f"{mark} ×{times}"
        for mark, times in Counter(_mark(voice, reader) for voice in known).items()
    ]
    more = [f"+{len(marks) - MOST_CLAIMS}"] if len(marks) > MOST_CLAIMS else []
    told = own.semi.join([*marks[:MOST_CLAIMS], *more])
    if not named:
        return own.voices.partition(" (")[0].format(n=len(known))
    return own.voices.format(n=len(known), list=told)


def _mark(voice: VoiceFact, reader: Reader) -> str:
    """Say whose voice it is: a State's, independent, or by its name."""
    language = reader.channel.language
    if voice.side is None or not is_state(voice.origin):
        own = story_labels(language).independent
        return own if voice.independent else who_says(voice, reader)
    return f"{side_title(voice.side, language)}, {labels.labels(language).leanings['state']}"


# --- what is new --------------------------------------------------------------------------------


def new_lines(news: Sequence[NewFact], reader: Reader) -> list[tuple[NewFact, str]]:
    """Say what changed, in one line each that one origin says at one time.

    `killed 1 (was 0) · wounded 2, Armenia, Defence Ministry`. That somebody speaks for the first
    time is said of who brings nothing else.
    """
    own = story_labels(reader.channel.language)
    lines = []
    for some in _together(news):
        told = [text for one in some if (text := _change(one, reader))]
        who = reader.origin(some[0].origin) or (some[0].outlet and reader.outlet(some[0].outlet))
        text = " · ".join(told)
        if told and who:
            text = f"{text}, {who}"
        elif not told and any(one.what == "voice" for one in some):
            text = own.new_voice.format(origin=who or own.unknown)
        if text:
            lines.append((some[0], text))
    return lines


def _together(news: Sequence[NewFact]) -> list[list[NewFact]]:
    """Put together what one origin brought at one time, each kind of it once."""
    groups: list[list[NewFact]] = []
    for one in news:
        own = next((some for some in groups if _beside(one, some)), None)
        if own is None:
            groups.append([one])
        else:
            own.append(one)
    return groups


def _beside(one: NewFact, some: Sequence[NewFact]) -> bool:
    first = some[0]
    same = (one.at, one.origin, one.outlet) == (first.at, first.origin, first.outlet)
    return same and all(one.what != other.what for other in some)


def _change(new: NewFact, reader: Reader) -> str:
    """Say one thing that changed: `killed 1 (was 0)`; empty for a voice and for our own measure."""
    own = story_labels(reader.channel.language)
    form = {"killed": own.killed, "wounded": own.wounded}.get(new.what)
    if new.what == "state" and new.after == State.DENIED:
        return own.denies
    if new.after is None or (form is None and new.what not in {"place", "type"}):
        return ""
    now = form.format(n=new.after) if form else _value(new.what, new.after, reader)
    if new.before is None:
        return now
    before = new.before if form else _value(new.what, new.before, reader)
    return own.was.format(now=now, before=before)


def _value(what: str, value: int | str, reader: Reader) -> str:
    if what == "type":
        nouns = story_labels(reader.channel.language).nouns
        return nouns.get(str(value), str(value))
    return reader.place(str(value))


def clock_of(new: NewFact, reader: Reader) -> str:
    """Write when something became known: the time, with the day where it is not today."""
    zone, language = reader.channel.timezone, reader.channel.language
    told = labels.clock(new.at, zone, language)
    if labels.local(new.at, zone).date() == labels.local(reader.now, zone).date():
        return told
    return f"{labels.day(new.at, zone, language, now=reader.now)} {told}"
