"""Every telling of a vote in a document, made as complete as its place in the text makes it.

A tally may stand in one sentence and its verb, its text or its names in the next; the headline,
the lead and the annex tell the same vote again. Each is a telling; `merge.py` makes votes of them.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from newsroom.un import amendments, bodies, symbols
from newsroom.un.membership import ASSEMBLY_BODIES
from newsroom.un.mentions import Mention
from newsroom.un.objects import Object
from newsroom.un.old import is_retold
from newsroom.un.passages import Passage, Sentence, Spot, passages
from newsroom.un.votes import Method, Part, Side

if TYPE_CHECKING:
    from newsroom.un.document import Document
    from newsroom.un.lists import NameList
    from newsroom.un.rollcalls import RollCall
    from newsroom.un.tally import Tally

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One telling of a vote."""

    body: str
    #: `adopt`, `approve`, `keep`, `reject`, `fail`, `veto`; None where nothing tells.
    action: str | None
    method: Method
    object: Object
    numbers: dict[Side, int] = field(default_factory=dict)
    names: dict[Side, NameList] = field(default_factory=dict)
    #: Names given as examples: "including China".
    some: dict[Side, tuple[str, ...]] = field(default_factory=dict)
    vetoed_by: tuple[str, ...] = ()
    #: It can confirm a vote, not make one.
    weak: bool = False
    headline: bool = False
    #: Number of its paragraph.
    place: int = 0


def tellings(document: Document) -> list[Telling]:
    """Return all tellings of a document in its order, retold votes left out."""
    teller = _Teller(document, passages(document))
    for at, passage in enumerate(teller.row):
        if len(teller.found) >= _MOST:
            _LOG.warning("more than %d votes told on one page: the rest is left out", _MOST)
            break
        if isinstance(passage, Sentence):
            teller.read(Spot(row=teller.row, at=at, sentence=passage))
        else:
            teller.add_roll_call(passage, at)
    return teller.found


#: A page that tells more is not about one meeting.
_MOST: Final = 500

_VOTE_ON: Final = re.compile(
    r"^(?:recorded )?votes? on (?P<en>.{3,200})$|^vote sur (?P<fr>.{3,200})$", re.IGNORECASE
)
_ANNEX: Final = re.compile(r"^\W*annexe? ?[IVXLC\d]*\W*$", re.IGNORECASE)
#: `an amendment (document A/.../L.8) to draft resolution A/.../L.7`: what follows is amended.
_AMENDED: Final = re.compile(
    r"amend\w+\b[^.;]{0,80}?\b(?:to|au|aux|à|al?|к)\s+(?:the |la |le |el )?"
    r"(?:draft resolution|draft|text|projet de résolution|projet|proyecto de resolución|проект\w*)"
    r"[^.;]{0,60}?(?=[(\s][AES]/)",
    re.IGNORECASE,
)
_AGENDA: Final = re.compile(
    r"\b(?:adopt\w+|approv\w+)[^.]{0,40}"
    r"\b(?:agenda(?! item)|programme of work|ordre du jour|programme de travail|temario)\b",
    re.IGNORECASE,
)
#: Paragraphs within which the text follows whose paragraphs were voted on first.
_AHEAD: Final = 4
#: Paragraphs between a vote and its roll call.
_NEAR_A_ROLL_CALL: Final = 3


class _Teller:
    """Walks through a document and remembers what it has spoken of."""

    def __init__(self, document: Document, row: tuple[Passage, ...]) -> None:
        self.document = document
        self.row = row
        self.found: list[Telling] = []
        #: The body that the text spoke of last.
        self._body = document.body or bodies.named(document.title)
        #: The draft under discussion.
        self._current = Object()
        self._heading = ""
        #: Drafts on which a vote on the whole was told.
        self._voted: set[str] = set()
        #: Documents that were called amendments.
        self._amendments: set[str] = set()

    def read(self, spot: Spot) -> None:
        """Add what a sentence tells."""
        self._read_heading(spot.sentence.text)
        reading = spot.sentence.reading
        if "/" in spot.sentence.text:
            self._amendments |= amendments.called_so(spot.sentence.text)
        made = [telling for m in reading.mentions if (telling := self._telling(m, spot))]
        self._remember(spot.sentence)
        if not reading.mentions and reading.loose:
            self._add_loose(spot)
        self.found += made

    def _read_heading(self, text: str) -> None:
        if heading := _VOTE_ON.match(text.strip(" .:")):
            self._heading = (heading["en"] or heading["fr"]).strip()
            self._current = Object(title=self._heading)
        elif _ANNEX.match(text):
            self._current, self._heading = Object(), ""

    def _remember(self, sentence: Sentence) -> None:
        """Keep what the sentence speaks of for those that follow."""
        if self.document.body is None and (named := bodies.named(sentence.text)):
            self._body = named
        for mention in sentence.reading.mentions:
            if mention.object.draft and mention.object.part is Part.WHOLE:
                self._voted.add(symbols.base(mention.object.draft))
        found = list(symbols.find(sentence.text)) if "/" in sentence.text else []
        drafts = [symbol for symbol in found if symbol.kind is symbols.Kind.DRAFT]
        for thing in sentence.whole_texts:
            if symbols.base(thing.draft or "") not in self._amendments:
                self._current = thing
        if drafts and (amended := _AMENDED.search(sentence.text)):
            after = [symbol.text for symbol in drafts if symbol.start >= amended.end() - 1]
            if after and after[0] != self._current.draft:
                self._current = Object(draft=after[0])
        elif drafts and not sentence.reading.mentions and not self._current.draft:
            self._current = Object(draft=drafts[0].text, title=self._heading)

    # --- one mention ----------------------------------------------------------------------------

    def _telling(self, mention: Mention, spot: Spot) -> Telling | None:
        """Return the telling that a mention is, None for a vote of another day or no vote."""
        body, foreign = self._body_of(mention, spot.sentence.text)
        if body is None or self._is_retold(mention, spot.sentence.text, body):
            return None
        teller = spot.teller() if mention.action is None else None
        if teller and not mention.object.draft and not mention.object.symbol:
            mention = replace(mention, object=_named_by(teller, mention.object))
        tally = mention.tally
        if tally is None and not _is_text(mention, spot.sentence.text):
            return None
        return Telling(
            body=body,
            action=mention.action or (teller.action if teller else None),
            method=mention.method,
            object=self._object(mention.object, spot),
            numbers=tally.numbers if tally else {},
            names=_names(tally) if tally else {},
            some=dict(tally.some) if tally else {},
            vetoed_by=mention.vetoed_by,
            weak=mention.weak or foreign,
            headline=spot.sentence.headline,
            place=spot.sentence.place,
        )

    def _is_retold(self, mention: Mention, text: str, body: str) -> bool:
        day, symbol = self.document.day, mention.object.symbol
        if day and symbol and symbols.is_older(symbol, day):
            return True
        span = mention.span if mention.tally else None
        # "failed to adopt: on 3 May China cast a veto": the date may stand beside the veto alone.
        verbs = [(mention.verb or mention.span, span)]
        verbs += [(mention.veto, None)] if mention.veto else []
        assembly = body in ASSEMBLY_BODIES
        return any(is_retold(text, verb, beside, day, assembly=assembly) for verb, beside in verbs)

    def _body_of(self, mention: Mention, text: str) -> tuple[str | None, bool]:
        """Return the body that voted, and whether it is another than the page's."""
        verb = mention.verb[0] if mention.verb else len(text)
        subject = bodies.subject_before(text, verb)
        if own := self.document.body:
            return own, subject is not None and subject != own
        documents = filter(None, (mention.object.draft, mention.object.symbol))
        by_symbol = next(filter(None, map(symbols.body_of, documents)), None)
        if by_symbol and by_symbol != bodies.ASSEMBLY:
            return by_symbol, False
        named = bodies.mentioned(text)
        near = [body for _, end, body in named if end <= max(verb, mention.span[1])]
        around = near[-1] if near else named[0][2] if named else self._body
        return subject or by_symbol or around, False

    def _object(self, thing: Object, spot: Spot) -> Object:
        """Add what the text has said of the thing before: "the draft", "operative paragraph 4"."""
        if thing.draft and thing.part is Part.WHOLE and self._is_amendment(thing.draft, spot):
            thing = replace(thing, part=Part.AMENDMENT)
        if spot.sentence.headline or (thing.draft and thing.title):
            return thing
        vague = thing.part is not Part.WHOLE or thing.definite or not thing.found
        if vague and not thing.draft and not thing.symbol:
            thing = _with_name_of(thing, self._meant(thing, spot))
        if not thing.title and thing.draft and self._current.draft == thing.draft:
            thing = replace(thing, title=self._current.title, quoted=self._current.quoted)
        return thing if thing.title else replace(thing, title=self._heading)

    def _is_amendment(self, draft: str, spot: Spot) -> bool:
        """Tell a document that was called an amendment, or is "the first" of some."""
        base = symbols.base(draft)
        if amendments.one_of_them(spot.sentence.text, draft, spot.texts_before()):
            self._amendments.add(base)
        return base in self._amendments

    def _meant(self, thing: Object, spot: Spot) -> Object:
        """Return the text that is meant: named before in the paragraph, alone in it, or around."""
        if before := spot.text_before():
            return before
        here = spot.texts_here()
        if len(here) == 1:
            return here[0]
        if thing.part is Part.WHOLE and not here:
            return self._current
        pending = self._current.draft and symbols.base(self._current.draft) not in self._voted
        return self._current if pending else spot.text_ahead(_AHEAD) or self._current

    # --- counts and lists that stand alone ------------------------------------------------------

    def _add_loose(self, spot: Spot) -> None:
        """Read counts without a verb: they complete the vote told right before, or begin one."""
        reading, before = spot.sentence.reading, spot.before
        if reading.speech or not isinstance(before, Sentence):
            return
        told = before.reading.mentions or before.reading.loose
        if self.found and told and spot.sentence.place - self.found[-1].place <= 1:
            self.found[-1] = _continued(self.found[-1], spot.sentence)
            return
        tally = reading.loose[0]
        if tally.number(Side.YES) and not spot.sentence.headline and spot.teller():
            thing = Object(definite=True)
            begun = Mention(action=None, method=Method.RECORDED, object=thing, tally=tally)
            if telling := self._telling(begun, spot):
                self.found.append(telling)

    def add_roll_call(self, roll_call: RollCall, at: int) -> None:
        """Give the lists to the vote told right before them, or make a telling of them."""
        sizes = {side: size for side, size in roll_call.sizes.items() if size is not None}
        names = {side: listed.names for side, listed in roll_call.sides.items()}
        before = [p for p in self.row[max(at - 2, 0) : at] if isinstance(p, Sentence)]
        place = before[-1].place if before else 0
        last = self.found[-1] if self.found else None
        near = last and not last.headline and place - last.place <= _NEAR_A_ROLL_CALL
        adjoins = last and before and before[-1].place == last.place
        if last and near and (adjoins or _fits(last, sizes)):
            numbers = {**sizes, **last.numbers}
            self.found[-1] = replace(last, numbers=numbers, names={**last.names, **names})
        elif self._body and Side.YES in sizes and len(sizes) > 1:
            telling = Telling(
                body=self._body,
                action=next((s.action for s in reversed(before) if s.action), None),
                method=Method.RECORDED,
                object=replace(self._current, title=self._heading or self._current.title),
                numbers=sizes,
                names=names,
                place=place,
            )
            self.found.append(telling)


# --- small steps --------------------------------------------------------------------------------


def _names(tally: Tally) -> dict[Side, NameList]:
    return {side: count.names for side, count in tally.counts.items() if count.names is not None}


def _named_by(teller: Sentence, thing: Object) -> Object:
    """Take the name of the text from the sentence that tells the outcome."""
    other = teller.reading.subject
    return thing if other.many or other.part is not thing.part else _with_name_of(thing, other)


def _with_name_of(thing: Object, other: Object) -> Object:
    title, quoted = (thing.title, thing.quoted) if thing.title else (other.title, other.quoted)
    symbol = thing.symbol or other.symbol
    return replace(thing, draft=other.draft, symbol=symbol, title=title, quoted=quoted)


def _is_text(mention: Mention, text: str) -> bool:
    """Tell a text adopted without numbers from "adopted 50 texts without a vote", an agenda."""
    thing = mention.object
    if mention.action in {"fail", "veto", "reject"}:
        return not thing.many
    if thing.many and not thing.draft and not thing.quoted:
        return False
    named = thing.draft or thing.symbol or thing.quoted or thing.found
    return bool(named) and not _AGENDA.search(text)


def _continued(last: Telling, sentence: Sentence) -> Telling:
    """Add to a vote what the next sentence counts."""
    if last.weak:
        return last
    for tally in sentence.reading.loose:
        last = _added(last, tally)
    subject, thing = sentence.reading.subject, last.object
    if subject.draft and not thing.draft and subject.part is thing.part:
        thing = _with_name_of(thing, subject)
    vetoed_by = tuple(dict.fromkeys((*last.vetoed_by, *sentence.reading.vetoed_by)))
    return replace(last, object=thing, vetoed_by=vetoed_by, place=sentence.place)


def _added(telling: Telling, tally: Tally) -> Telling:
    numbers, names, some = dict(telling.numbers), dict(telling.names), dict(telling.some)
    for side, count in tally.counts.items():
        number, listed = tally.number(side), count.names
        if side not in numbers and number is not None:
            numbers[side] = number
        if listed and side not in names and numbers.get(side) == len(listed.codes):
            names[side] = listed
    for side, codes in tally.some.items():
        some[side] = (*some.get(side, ()), *codes)
    return replace(telling, numbers=numbers, names=names, some=some)


#: A list may be wrong by some names and still belong to its vote.
_WRONG: Final = 5


def _fits(telling: Telling, sizes: dict[Side, int]) -> bool:
    shared = [(telling.numbers[side], n) for side, n in sizes.items() if side in telling.numbers]
    if not shared:
        return not telling.numbers
    right = sum(stated == listed for stated, listed in shared)
    near = all(abs(stated - listed) <= _WRONG for stated, listed in shared)
    return near or right >= len(shared) / 2
