"""Voting records of the UN Digital Library as MARCXML: a single record, or the answer to a search.

Read as a stream; no entity, no network, no document type. What fields mean: docs/votes.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from lxml import etree  # type: ignore[import-untyped]  # lxml has no types

from newsroom.errors import Unreadable
from newsroom.un.sheets import Cell, Senseless, Sheet, documents, vote_of
from newsroom.un.sourced import Origin, Sourced
from newsroom.un.votes import Side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

ADDRESS: Final = "https://digitallibrary.un.org/record/{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A record that makes no sense."""

    #: Its number in the Library; empty where it has none.
    record: str
    #: Which of the file's records it is, from 1.
    place: int
    why: str


_TOTALS: Final = (
    ("b", Side.YES),
    ("c", Side.NO),
    ("d", Side.ABSTAIN),
    ("e", Side.ABSENT),
    ("f", None),
)
#: Elements: far more than a record has; a longer one is refused before it fills the memory.
_MOST_ELEMENTS: Final = 200_000
_START: Final = 4_096
#: The Library puts a comment with the number of results first, perhaps before the declaration.
_BEFORE: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*(?=<\?xml\s)", re.DOTALL)


def read_records(stream: IO[bytes], *, today: date) -> Iterator[Sourced | LeftOut]:
    """Yield the votes of all records, and those that make no sense, in their order.

    Raises `Unreadable` if the file is not such XML to its end; what was yielded before must then
    not be kept.
    """
    try:
        for place, record in enumerate(_records(stream), 1):
            yield _read(record, place, today)
            _forget(record)
    except etree.XMLSyntaxError as error:
        reason = " ".join((error.msg or "").split())[:200]
        raise Unreadable(f"not XML to its end: {reason}") from error


class _Opened:
    """A stream whose first bytes were looked at: without what stands before the declaration."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._first = _BEFORE.sub(b"", stream.read(_START), count=1)

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        first, self._first = self._first, b""
        return first or self._stream.read(size)


def _records(stream: IO[bytes]) -> Iterator[etree._Element]:
    events = etree.iterparse(
        _Opened(stream),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = None
    elements = 0
    for event, element in events:
        name = _local(element)
        if root is None:
            root = element
            _refuse_strangers(root)
        if event == "start":
            elements = 0 if name == "record" else elements + 1
            if elements > _MOST_ELEMENTS:
                raise Unreadable("a record without end: not from the Library")
        elif name == "record":
            yield element


def _refuse_strangers(root: etree._Element) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("it declares a document type, which no voting record does")
    if _local(root) not in {"collection", "record"}:
        raise Unreadable(f"<{_local(root)}> is no voting record: a page of the Library, perhaps")


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _forget(record: etree._Element) -> None:
    """Free what was read."""
    record.clear()
    while (before := record.getprevious()) is not None:
        before.getparent().remove(before)


# --- one record ---------------------------------------------------------------------------------


def _read(record: etree._Element, place: int, today: date) -> Sourced | LeftOut:
    control = {
        field.get("tag"): (field.text or "").strip()
        for field in record.iterchildren("{*}controlfield")
    }
    number = control.get("001", "")
    fields: dict[str, list[dict[str, str]]] = {}
    for field in record.iterchildren("{*}datafield"):
        fields.setdefault(field.get("tag") or "", []).append(_subfields(field))
    try:
        sheet = _sheet(number, fields)
        vote = vote_of(sheet, today=today)
    except Senseless as error:
        return LeftOut(record=number[:40], place=place, why=str(error))
    return Sourced(
        vote=vote,
        origin=Origin.RECORD,
        source=ADDRESS.format(number) if number.isalnum() else "UN Digital Library",
        record=number or None,
        version=control.get("005", "")[:40],
        related=documents(sheet.related),
    )


def _subfields(field: etree._Element) -> dict[str, str]:
    """Return the subfields; of those that repeat, all with a space between."""
    found: dict[str, str] = {}
    for part in field.iterchildren("{*}subfield"):
        code, text = part.get("code") or "", (part.text or "").strip()
        found[code] = f"{found[code]} {text}" if code in found else text
    return found


def _sheet(number: str, fields: dict[str, list[dict[str, str]]]) -> Sheet:
    if "967" not in fields and "996" not in fields and "590" not in fields:
        raise Senseless("it has no vote: another kind of record")
    first = {tag: found[0] for tag, found in fields.items()}
    title = first.get("245", {})
    totals = first.get("996", {})
    return Sheet(
        number=number,
        symbols=tuple(field.get("a", "") for field in fields.get("791", ())),
        title=" ".join(title.get(code, "") for code in "abc"),
        date=first.get("269", {}).get("a", ""),
        kind=" ".join(first.get(tag, {}).get("a", "") for tag in ("590", "591")),
        related=tuple(field.get("a", "") for field in fields.get("993", ())),
        totals={side: totals[code] for code, side in _TOTALS if code in totals},
        cells=tuple(
            Cell(field.get("c", ""), field.get("e", ""), field.get("d") or None)
            for field in fields.get("967", ())
        ),
    )
