"""A document as a row of passages: its sentences, each read, and its roll calls."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from newsroom.un import bodies, symbols
from newsroom.un.lexer import lex
from newsroom.un.mentions import Reading, read
from newsroom.un.rollcalls import RollCall, split
from newsroom.un.text import paragraphs, sentences
from newsroom.un.votes import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.un.document import Document
    from newsroom.un.objects import Object


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence with what it says of votes."""

    text: str
    #: Number of its paragraph; 0 is the headline.
    place: int
    reading: Reading

    @property
    def headline(self) -> bool:
        """Say whether it stands in the title."""
        return self.place == 0

    @property
    def action(self) -> str | None:
        """Return the outcome that it tells, with or without numbers."""
        mentions = self.reading.mentions
        return mentions[0].action if mentions and mentions[0].action else self.reading.action

    @property
    def is_counted(self) -> bool:
        """Say whether it holds a tally with its verb."""
        return any(mention.tally for mention in self.reading.mentions)

    @property
    def whole_texts(self) -> list[Object]:
        """Return the texts with a draft's symbol that it speaks of as a whole."""
        spoken_of = [*(mention.object for mention in self.reading.mentions), self.reading.subject]
        return [thing for thing in spoken_of if thing.draft and thing.part is Part.WHOLE]


Passage: TypeAlias = "Sentence | RollCall"

#: The text of a resolution or statement as it is printed below the news: quoted by paragraph.
_PRINTED_TEXT: Final = re.compile(r"^[“\"«„](?=[^”\"»“]*$)")
_VOTING: Final = (
    "vot favour favor against abst consensus unanim veto adopt approv reject retain defeat fail"
    " pass forward decid pour contre rejet maint échou echou enterin entérin contra aprob rechaz"
    " block голос воздерж против принял принят вето отклон одобр консенсус единоглас поддерж блокир"
)
#: In small letters; without one of them, and without a symbol, a sentence tells nothing.
_WORDS_OF_VOTING: Final = tuple(_VOTING.split())
#: A delegate speaks, and neither a tally nor a method stands in the sentence: nothing was voted.
_SPEECH: Final = re.compile(
    r"^(?:(?:The|An?|Another) "
    r"(?:representative|delegate|delegation|speaker|observer|Permanent Observer)\b"
    r"|(?:He|She|They|His|Her|Their)\b|(?:Speaking|Explaining|In explanation)\b"
    r"|.{0,60}['’]s? (?:representative|delegate|speaker|counterpart|delegation)\b"
    r"|(?:Le|La|L['’])\s?(?:représentante?|délégation|délégué)|(?:Il|Elle) a\b)"
)
#: In small letters.
_TALLY_OR_METHOD: Final = re.compile(
    r"\d\s+(?:[\w'’]+\s+){0,3}(?:in favou?r|against|abst|votes?\b|voix)|\b\d+[-–]\d+[-–]\d+\b"
    r"|without a (?:recorded )?vote|consensus|unanim|sans vote"
    r"|\b(?:assembly|committee|council) (?:then )?(?:adopt|approv|reject)"
)
#: Characters; a list of all Members takes some 3,000.
_LONGEST_SENTENCE: Final = 12_000
#: Sentences about voting; the longest real pages have some hundreds.
_MOST_READ: Final = 6_000


_NOTHING: Final = Reading()


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in their order."""
    return tuple(_passages(document))


def _passages(document: Document) -> Iterator[Passage]:
    for text in sentences(document.title):
        yield _sentence(text, 0, document)
    read_so_far = 0
    for place, piece in enumerate(split(paragraphs(document.text), document.lang), 1):
        if isinstance(piece, RollCall):
            yield piece
        elif not _PRINTED_TEXT.match(piece):
            for text in sentences(piece):
                sentence = _sentence(text, place, document)
                read_so_far += sentence.reading is not _NOTHING
                if read_so_far > _MOST_READ:
                    return
                yield sentence


def _sentence(text: str, place: int, document: Document) -> Sentence:
    text = text[:_LONGEST_SENTENCE]
    reading = _NOTHING
    if _may_tell(text):
        geneva = document.body == bodies.HUMAN_RIGHTS
        reading = read(lex(text, document.lang, human_rights=geneva), document.lang)
    return Sentence(text=text, place=place, reading=reading)


def _may_tell(text: str) -> bool:
    """Tell whether a sentence is worth reading: most of a page are speeches."""
    small = text.lower()
    if not any(word in small for word in _WORDS_OF_VOTING):
        return "/" in text and next(symbols.find(text), None) is not None
    return not _SPEECH.match(text) or _TALLY_OR_METHOD.search(small) is not None


# --- neighbours ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A sentence in its row, and what stands around it."""

    row: tuple[Passage, ...]
    at: int
    sentence: Sentence

    @property
    def before(self) -> Passage | None:
        """Return the passage right before."""
        return self.row[self.at - 1] if self.at else None

    def teller(self) -> Sentence | None:
        """Return the sentence before, or the one after, that tells the outcome without numbers."""
        for other in (self.at - 1, self.at + 1, self.at - 2):
            passage = self.row[other] if 0 <= other < len(self.row) else None
            if isinstance(passage, Sentence) and self._tells_outcome(passage):
                return passage
        return None

    def _tells_outcome(self, other: Sentence) -> bool:
        here = self.sentence
        near = other.headline == here.headline and abs(other.place - here.place) <= 1
        silent = other.is_counted or other.reading.speech
        return near and not silent and other.action is not None

    def texts_here(self) -> list[Object]:
        """Return the drafts that this paragraph speaks of, each once, with the first telling."""
        drafts: dict[str, Object] = {}
        for sentence in self._paragraph():
            for thing in sentence.whole_texts:
                drafts.setdefault(symbols.base(thing.draft or ""), thing)
        return list(drafts.values())

    def text_before(self) -> Object | None:
        """Return the draft that this paragraph spoke of last, before this sentence."""
        for passage in reversed(self.row[: self.at]):
            if not isinstance(passage, Sentence) or passage.place != self.sentence.place:
                return None
            if passage.reading.subject.draft:
                return passage.reading.subject
        return None

    def texts_before(self) -> Iterator[str]:
        """Yield the sentences before this one in its paragraph and the last, the nearest first."""
        for passage in reversed(self.row[: self.at]):
            if not isinstance(passage, Sentence) or passage.place < self.sentence.place - 1:
                return
            yield passage.text

    def text_ahead(self, most: int) -> Object | None:
        """Return the next draft that is voted on as a whole, within some paragraphs."""
        for passage in self.row[self.at + 1 :]:
            if not isinstance(passage, Sentence) or passage.place > self.sentence.place + most:
                break
            for mention in passage.reading.mentions:
                if mention.object.draft and mention.object.part is Part.WHOLE:
                    return mention.object
        return None

    def _paragraph(self) -> list[Sentence]:
        """Return the sentences of this paragraph; the headline is none."""
        place = self.sentence.place
        low = high = self.at
        while low > 0 and _place(self.row[low - 1]) == place:
            low -= 1
        while high + 1 < len(self.row) and _place(self.row[high + 1]) == place:
            high += 1
        found = self.row[low : high + 1] if place else ()
        return [passage for passage in found if isinstance(passage, Sentence)]


def _place(passage: Passage) -> int | None:
    return passage.place if isinstance(passage, Sentence) else None
