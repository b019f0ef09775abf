"""`weights.json`: the model that ranks incidents, as `vedette train` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.config.find import starter
from newsroom.config.reading import WEIGHTS, read_file
from newsroom.errors import Mistake
from newsroom.judge.weights import read_weights

if TYPE_CHECKING:
    from newsroom.config.reading import Snapshot


def read_model(snapshot: Snapshot) -> tuple[str, list[Mistake]]:
    """Return the text of the model, and what is wrong with it; "" where there is none.

    An operator's directory without one gets what comes with the program.
    """
    own = next((file for file in snapshot.files if file.name == WEIGHTS), None)
    path = starter() / WEIGHTS
    file = own or (read_file(path, WEIGHTS, WEIGHTS) if path.exists() else None)
    if file is None or not file.whole:
        return "", []
    text = file.data.decode("utf-8-sig")
    try:
        read_weights(text)
    except ValueError as error:
        return "", [Mistake(file=file.shown, line=1, key="", message=str(error))]
    return text, []
