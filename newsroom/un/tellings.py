"""A document read sentence by sentence: every telling of a vote, with what its neighbours add.

A tally may stand in one sentence and its verb, its text or its names in the next; the headline,
the lead and the annex tell the same vote again. Here each becomes one telling; `merge.py` makes
votes of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from newsroom.un import bodies, symbols
from newsroom.un.lexer import lex
from newsroom.un.mentions import Mention, Reading, read
from newsroom.un.objects import Object
from newsroom.un.old import is_retold
from newsroom.un.rollcalls import RollCall, split
from newsroom.un.text import paragraphs, sentences
from newsroom.un.votes import Method, Part, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.un.document import Document
    from newsroom.un.lists import NameList
    from newsroom.un.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One telling of a vote, as complete as its place in the text makes it."""

    body: str
    action: str | None
    method: Method
    object: Object
    numbers: dict[Side, int] = field(default_factory=dict)
    names: dict[Side, NameList] = field(default_factory=dict)
    some: dict[Side, tuple[str, ...]] = field(default_factory=dict)
    vetoed_by: tuple[str, ...] = ()
    #: It can confirm a vote, not make one.
    weak: bool = False
    headline: bool = False
    #: Number of its paragraph.
    place: int = 0


@dataclass(slots=True)
class _Sentence:
    text: str
    place: int
    reading: Reading
    headline: bool


@dataclass(slots=True)
class _State:
    """What the text has spoken of so far."""

    document: Document
    body: str | None = None
    #: The draft under discussion.
    current: Object = field(default_factory=Object)
    heading: str = ""


#: The text of a resolution or statement as it is printed below the news: quoted by paragraph.
_PRINTED_TEXT: Final = re.compile(r"^[“\"«„](?=[^”\"»“]*$)")
_WORDS_OF_VOTING: Final = re.compile(
    r"vot|favou?r|against|abst|consensus|unanim|veto|adopt|approv|reject|retain|defeat|fail|pass|forward"
    r"|pour|contre|rejet|maint|échou|unanime|enterin|entérin|favor|contra|aprob|rechaz"
    r"|голос|воздерж|против|принял|принят|вето|отклон|одобр|консенсус|единоглас|поддерж",
    re.IGNORECASE,
)
_VOTE_ON: Final = re.compile(r"^(?:recorded )?votes? on (?P<title>.{3,200})$|^vote sur (?P<titre>.{3,200})$", re.IGNORECASE)
_ANNEX: Final = re.compile(r"^\W*annexe? ?[IVXLC\d]*\W*$", re.IGNORECASE)


def tellings(document: Document) -> list[Telling]:
    """Return all tellings of a document in its order, retold votes left out."""
    pieces = list(_pieces(document))
    state = _State(document, body=document.body or bodies.named(document.title))
    found: list[Telling] = []
    read_so_far: list[_Sentence] = []
    for number, piece in enumerate(pieces):
        if isinstance(piece, RollCall):
            found = _with_roll_call(found, piece, state, read_so_far, number)
            continue
        found = _read_sentence(piece, pieces, number, state, found)
        read_so_far.append(piece)
    return found


def _pieces(document: Document) -> Iterator[_Sentence | RollCall]:
    lang = document.lang
    for sentence in sentences(document.title):
        yield _sentence(sentence, 0, document, headline=True)
    for place, piece in enumerate(split(paragraphs(document.text), lang), 1):
        if isinstance(piece, RollCall):
            yield piece
        elif not _PRINTED_TEXT.match(piece):
            for sentence in sentences(piece):
                yield _sentence(sentence, place, document, headline=False)


def _sentence(text: str, place: int, document: Document, *, headline: bool) -> _Sentence:
    if len(text) > _LONGEST_SENTENCE:
        text = text[:_LONGEST_SENTENCE]
    speaks = _WORDS_OF_VOTING.search(text) or next(symbols.find(text), None)
    human_rights = document.body == bodies.HUMAN_RIGHTS
    reading = read(lex(text, document.lang, human_rights=human_rights), document.lang) if speaks else Reading()
    return _Sentence(text, place, reading, headline)


#: Characters; a list of all Members takes some 3,000.
_LONGEST_SENTENCE: Final = 12_000


# --- one sentence -------------------------------------------------------------------------------


def _read_sentence(
    piece: _Sentence, pieces: Sequence[_Sentence | RollCall], number: int, state: _State, found: list[Telling]
) -> list[Telling]:  # fmt: skip
    if heading := _VOTE_ON.match(piece.text.strip(" .:")):
        state.heading = (heading["title"] or heading["titre"]).strip()
        state.current = Object(title=state.heading)
    elif _ANNEX.match(piece.text):
        state.current, state.heading = Object(), ""
    if not piece.reading.mentions and piece.reading.loose and found:
        return _continued(found, piece, number, pieces, state)
    made: list[Telling] = []
    for mention in piece.reading.mentions:
        if telling := _telling(mention, piece, pieces, number, state):
            made.append(telling)
    _remember(piece, state)
    return [*found, *made]


def _remember(piece: _Sentence, state: _State) -> None:
    """Keep what the sentence speaks of for those that follow."""
    if state.document.body is None and (named := bodies.mentioned(piece.text)):
        state.body = named[-1][2]
    for subject in (*(m.object for m in piece.reading.mentions), piece.reading.subject):
        if subject.draft and subject.part is Part.WHOLE:
            state.current = subject
    if not piece.reading.mentions and not state.current.draft:
        drafts = [s for s in symbols.find(piece.text) if s.kind is symbols.Kind.DRAFT]
        if drafts:
            state.current = Object(draft=drafts[0].text, title=state.heading)


def _telling(
    mention: Mention, piece: _Sentence, pieces: Sequence[_Sentence | RollCall], number: int, state: _State
) -> Telling | None:  # fmt: skip
    body, foreign = _body(mention, piece, state)
    day = state.document.day
    retold = mention.verb is not None and is_retold(
        piece.text, mention.verb, mention.span if mention.tally else None, day
    )
    if body is None or retold or (day and mention.object.symbol and symbols.is_older(mention.object.symbol, day)):
        return None
    action = mention.action or _action_beside(pieces, number)
    if mention.tally is None and not _is_text(mention, piece):
        return None
    tally = mention.tally
    return Telling(
        body=body,
        action=action,
        method=mention.method,
        object=_object(mention, piece, pieces, number, state),
        numbers=tally.numbers if tally else {},
        names=_names(tally) if tally else {},
        some=dict(tally.some) if tally else {},
        vetoed_by=mention.vetoed_by,
        weak=mention.weak or foreign,
        headline=piece.headline,
        place=piece.place,
    )


def _names(tally: Tally) -> dict[Side, NameList]:
    return {side: count.names for side, count in tally.counts.items() if count.names is not None}


def _is_text(mention: Mention, piece: _Sentence) -> bool:
    """Tell a text adopted without numbers from "adopted 50 texts without a vote", an agenda, a plan."""
    thing = mention.object
    if mention.action in {"fail", "veto", "reject"}:
        return not thing.many
    if thing.many and not thing.draft and not thing.quoted:
        return False
    return bool(thing.draft or thing.symbol or thing.quoted or thing.found) and not _AGENDA.search(piece.text)


_AGENDA: Final = re.compile(r"\b(?:adopt\w+|approv\w+)[^.]{0,40}\b(?:agenda(?! item)|programme of work|ordre du jour|programme de travail|temario)\b", re.IGNORECASE)  # fmt: skip


# --- whose vote ---------------------------------------------------------------------------------


def _body(mention: Mention, piece: _Sentence, state: _State) -> tuple[str | None, bool]:
    """Return the body that voted, and whether the sentence is about another than the page's."""
    verb = mention.verb[0] if mention.verb else len(piece.text)
    subject = bodies.subject_before(piece.text, verb)
    own = state.document.body
    if own:
        return own, subject is not None and subject != own
    by_symbol = next(filter(None, map(symbols.body_of, filter(None, (mention.object.draft, mention.object.symbol)))), None)
    if by_symbol and by_symbol != bodies.ASSEMBLY:
        return by_symbol, False
    named = bodies.mentioned(piece.text)
    near = [body for _, end, body in named if end <= max(verb, mention.span[1])]
    return subject or by_symbol or (near[-1] if near else named[0][2] if named else state.body), False


# --- what it was about --------------------------------------------------------------------------


def _object(
    mention: Mention, piece: _Sentence, pieces: Sequence[_Sentence | RollCall], number: int, state: _State
) -> Object:  # fmt: skip
    thing = mention.object
    if piece.headline or (thing.draft and thing.title):
        return thing
    if not thing.draft and not thing.symbol and (thing.part is not Part.WHOLE or thing.definite or not thing.found):
        thing = _from_neighbours(thing, piece, pieces, number, state)
    if not thing.title and thing.draft and state.current.draft == thing.draft:
        thing = replace(thing, title=state.current.title, quoted=state.current.quoted)
    if not thing.title and state.heading:
        thing = replace(thing, title=state.heading)
    return thing


def _from_neighbours(
    thing: Object, piece: _Sentence, pieces: Sequence[_Sentence | RollCall], number: int, state: _State
) -> Object:  # fmt: skip
    """Find the draft that "it", "the draft", "operative paragraph 4" means: before, else after."""
    around = [p for p in pieces if isinstance(p, _Sentence) and p.place == piece.place and not p.headline]
    here = [p.reading.subject for p in around if p.reading.subject.draft]
    here += [m.object for p in around for m in p.reading.mentions if m.object.draft and m.object.part is Part.WHOLE]
    drafts = {symbols.base(o.draft): o for o in here if o.draft and o.part is Part.WHOLE}
    before = [
        p.reading.subject
        for p in pieces[:number]
        if isinstance(p, _Sentence) and p.place == piece.place and p.reading.subject.draft
    ]
    source = before[-1] if before else next(iter(drafts.values())) if len(drafts) == 1 else state.current
    if not source.draft and not source.title:
        return thing
    title, quoted = (thing.title, thing.quoted) if thing.title else (source.title, source.quoted)
    return replace(thing, draft=source.draft, symbol=thing.symbol or source.symbol, title=title, quoted=quoted)


def _action_beside(pieces: Sequence[_Sentence | RollCall], number: int) -> str | None:
    """Return the outcome that the sentence before, or the one after, tells without numbers."""
    here = pieces[number]
    for other in (number - 1, number + 1, number - 2):
        piece = pieces[other] if 0 <= other < len(pieces) else None
        if not isinstance(piece, _Sentence) or not isinstance(here, _Sentence):
            continue
        reading = piece.reading
        counted = any(mention.tally for mention in reading.mentions)
        if counted or reading.speech or piece.headline != here.headline or abs(piece.place - here.place) > 1:
            continue
        if reading.mentions and reading.mentions[0].action:
            return reading.mentions[0].action
        if reading.action:
            return reading.action
    return None


# --- what the next sentence adds ----------------------------------------------------------------


def _continued(
    found: list[Telling], piece: _Sentence, number: int, pieces: Sequence[_Sentence | RollCall], state: _State
) -> list[Telling]:  # fmt: skip
    """Add counts that stand alone to the vote told right before."""
    last = found[-1]
    beside = pieces[number - 1] if number else None
    counted = isinstance(beside, _Sentence) and (beside.reading.mentions or beside.reading.loose)
    if piece.reading.speech or abs(last.place - piece.place) > 1 or not counted or last.weak:
        _remember(piece, state)
        return found
    for tally in piece.reading.loose:
        last = _added(last, tally)
    vetoed_by = tuple(dict.fromkeys((*last.vetoed_by, *piece.reading.vetoed_by)))
    return [*found[:-1], replace(last, vetoed_by=vetoed_by, place=piece.place)]


def _added(telling: Telling, tally: Tally) -> Telling:
    numbers, names, some = dict(telling.numbers), dict(telling.names), dict(telling.some)
    for side, count in tally.counts.items():
        number = tally.number(side)
        listed = count.names
        if side not in numbers and number is not None:
            numbers[side] = number
            if listed:
                names[side] = listed
        elif listed and side not in names and numbers.get(side) == len(listed.codes):
            names[side] = listed
    for side, codes in tally.some.items():
        some[side] = (*some.get(side, ()), *codes)
    return replace(telling, numbers=numbers, names=names, some=some)


# --- roll calls ---------------------------------------------------------------------------------

_NEAR_A_ROLL_CALL: Final = 3


def _with_roll_call(
    found: list[Telling], roll_call: RollCall, state: _State, before: Sequence[_Sentence], number: int
) -> list[Telling]:  # fmt: skip
    """Give the lists to the vote told right before them, or make a telling of them."""
    del number
    sizes = {side: _size(listed.number, listed.names) for side, listed in roll_call.sides.items()}
    place = before[-1].place if before else 0
    last = found[-1] if found else None
    if last and not last.headline and place - last.place <= _NEAR_A_ROLL_CALL and _fits(last, sizes):
        names = {side: listed.names for side, listed in roll_call.sides.items()}
        stated = {side: size for side, size in sizes.items() if side not in last.numbers and size is not None}
        return [*found[:-1], replace(last, numbers={**last.numbers, **stated}, names={**last.names, **names})]
    body = state.body
    if body is None:
        return found
    action = next((s.reading.action for s in reversed(before[-2:]) if s.reading.action), None)
    thing = Object(title=state.heading or state.current.title, draft=state.current.draft, found=True)
    return [
        *found,
        Telling(
            body=body,
            action=action,
            method=Method.RECORDED,
            object=thing,
            numbers={side: size for side, size in sizes.items() if size is not None},
            names={side: listed.names for side, listed in roll_call.sides.items()},
            place=place,
        ),
    ]


def _size(number: int | None, names: NameList) -> int | None:
    """Return the number of a list: the one stated, else how many it names."""
    if number is not None:
        return number
    if names.nobody:
        return 0
    return len(names.codes) if names.clean else None


#: A list may be wrong by some names and still belong to its vote.
_WRONG: Final = 5


def _fits(telling: Telling, sizes: dict[Side, int | None]) -> bool:
    shared = [(telling.numbers[side], size) for side, size in sizes.items() if side in telling.numbers and size is not None]
    if not shared:
        return not telling.numbers
    right = sum(a == b for a, b in shared)
    return right >= len(shared) / 2 or all(abs(a - b) <= _WRONG for a, b in shared)
