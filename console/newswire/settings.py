"""The configuration of the demo: the starter's watches, the sample world's sites, a terminal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.config import load

if TYPE_CHECKING:
    from console.newswire.serve import Newswire
    from console.newswire.world import Outlet
    from newsroom.settings import Settings

#: JSON is YAML, so plain data can be written without minding quotes.
_VEDETTE = {
    "timezone": "Asia/Tbilisi",
    "fetch": {
        "user_agent": "vedette-demo/0.1 (sample newswire on this machine)",
        "timeout": "3s",
        "allow_private": ["127.0.0.1"],
    },
}


def demo_settings(folder: Path, newswire: Newswire, own: Settings | None = None) -> Settings:
    """Write the demo's configuration into `folder` and return it, loaded like any other.

    The environment is left out: no token, no database but the folder's own. `own`: the watches of
    this configuration judge, instead of the starter's.
    """
    directory = folder / "config"
    directory.mkdir()
    watching = own or load.load(load.starter(), {})
    origin = Path(own.directory) if own else load.starter()
    shutil.copytree(origin / "watches", directory / "watches")
    sources = [_source(outlet, newswire) for outlet in newswire.world.outlets]
    watches = [watch.id for watch in watching.watches]
    channel = {"id": "demo", "kind": "terminal", "watches": watches}
    _write(directory / "vedette.yaml", _VEDETTE)
    _write(directory / "sources.yaml", {"sources": sources})
    _write(directory / "channels.yaml", {"channels": [channel]})
    environ = {"VEDETTE_DATABASE": f"sqlite:///{folder / 'demo.db'}"}
    return load.load(directory, environ, shown_as="the sample newswire")


def _source(outlet: Outlet, newswire: Newswire) -> dict[str, object]:
    """Return a row of `sources.yaml`."""
    path = {"un_press": "/en", "page": "/"}.get(outlet.kind, "/feed")
    row: dict[str, object] = {
        "id": outlet.id,
        "name": outlet.name,
        "kind": outlet.kind,
        "url": newswire.address(outlet.id) + path,
        "languages": list(outlet.languages),
        "seat": outlet.seat,
        "leaning": outlet.leaning,
        "every": "1s",
    }
    if outlet.kind == "page":
        row["select"] = {"item": "li.news", "date": "time"}
    return row


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
