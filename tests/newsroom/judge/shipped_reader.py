"""The reader with the vocabulary and the places that come with the program, made once."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from newsroom.config.places import read_places
from newsroom.config.reading import read_directory
from newsroom.config.vocabulary import read_vocabulary
from newsroom.judge.fields import fields
from newsroom.judge.reader import Reader

AT = datetime(2026, 3, 14, 9, tzinfo=UTC)
_CONFIG = Path(__file__).parents[3] / "config"


@cache
def shipped():
    snapshot = read_directory(_CONFIG, "config")
    vocabulary, _ = read_vocabulary(snapshot)
    places, _ = read_places(snapshot)
    return Reader(vocabulary=vocabulary, places=places)


def read(lang, title, body="", at=AT):
    return shipped().read(fields(title, body), lang, at)


def facts(lang, title, body="", at=AT):
    return shipped().facts(fields(title, body), lang, at)
