"""The words of tolls: each term has a role in the counting of people (`data/tolls.*.txt`).

They are grammar, not vocabulary: `and`, `another`, forms of a verb that say "one" or "many". That
is why they stand beside the code that reads sentences with them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("en", "ru", "hy", "az", "ka", "tr", "fr")

#: Role -> what its words say.
ROLES: Final = {
    "killed": "people lost their lives",
    "killed_one": "a form that says so of one person",
    "wounded": "people were hurt",
    "wounded_one": "a form that says so of one person",
    "wounded_weak": "in hospital: a figure only where nothing else says how many were hurt",
    "shot": "hurt, where people stand beside it",
    "mined": "stepped on a mine, where people stand beside it: hurt, unless somebody died",
    "hit": "hurt, where people stand beside it: lost a leg, burned",
    "captured": "taken, held, freed",
    "lost": "lost people, where so many people stand beside it",
    "each": "so many of each side",
    "casualties": "killed and hurt together, where the text says that there were none",
    "hurt_any": "hurt in whatever way, where the text says that nobody was: nobody was killed then",
    "head": "the number of dead, before the figure",
    "head_wounded": "the number of hurt, before the figure",
    "unhurt": "nobody was hurt, in one phrase",
    "unharmed": "some were not hurt: nobody was, where nothing else is told",
    "not_before": "no, nobody, without: before what did not happen",
    "not_after": "were none, did not happen: after it",
    "not_word": "not: right before the verb",
    "unsure": "nothing is known: no figure at all",
    "one": "a, another",
    "person": "one person; after a number several, in languages that leave the noun as it is",
    "people": "persons",
    "folk": "of a people: a person only where no other noun follows",
    "kin": "somebody's relative, colleague or guard: another one than whom they belong to",
    "pair": "two persons in one word: a couple",
    "body": "one dead, where it is found and not handed over",
    "bodies": "the dead, where they are found and not handed over",
    "found": "found, recovered",
    "attackers": "those who attacked: no victims where there are others",
    "downed": "eliminated, neutralised: said of attackers, whatever they are called",
    "idle": "words that only look like such a mark: atəşə tutulub, fired at",
    "who_died": "those who died, where the text says that there were none",
    "foe": "the enemy: another side's people",
    "born": "beside the year in which somebody was born",
    "vague": "several, dozens",
    "part": "among them, including: part of what was counted",
    "among_killed": "among the dead: a part, and all that is told where they are not counted",
    "among_wounded": "among the hurt, likewise",
    "of_them": "of them: part of what was counted",
    "more": "other, further: besides what was counted",
    "all": "all of those told before",
    "also": "one who is told besides those that were counted: also killed",
    "bound": "makes a number a round one: more than, about",
    "own": "its own, where a side counts its people",
    "doer": "by, fire, drone: whose they are says nothing of whose people were hurt",
    "light": "may stand between people and what befell them",
    "stop": "a new clause begins",
    "and": "joins groups of people",
    "rises": "leads from the dead to their number: reach, stands at",
    "one_of": "one of those who were hurt",
    "put": "puts its dead at: before the dead",
    "at": "the word between them and their number",
    "saying": "people before it say something, whatever befell others",
    "all_alive": "nobody died, though some may be hurt",
    "elsewhere": "missing, searched for, without a home: no dead and no hurt",
    "alive": "survived, rescued, led out: no dead, though they may be hurt",
    "from": "before the older figure of a toll that rose",
    "recall": "a sum over time, or another time",
    "recent": "a time that is part of the event: since midnight",
    "had": "forms that tell what was before: below the news they tell history",
    "most": "the worst since: the year after it makes no sum",
    "animal": "no people",
    "thing": "no people, although a number stands before it",
}


@cache
def toll_words(lang: str) -> tuple[tuple[str, str], ...]:
    """Return each term of a language with its role."""
    text = (files("newsroom.judge") / "data" / f"tolls.{lang}.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        (term, role)
        for role, _, terms in (line.partition(" = ") for line in lines)
        for term in terms.split(" | ")
    )
