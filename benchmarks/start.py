"""How long `vedette run` takes to its first request, against the least that a feed reader needs.

    python benchmarks/start.py [RUNS]

The least is a fresh Python that imports feedparser and fetches one feed. Both are whole processes,
in turn; the median of each and their ratio are printed.
"""

from __future__ import annotations

import http.server
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_FEED = (
    b'<rss version="2.0"><channel><title>x</title><item><title>One report</title>'
    b"<guid>1</guid></item></channel></rss>"
)
_PLAIN = (
    "import feedparser, sys, urllib.request as u; feedparser.parse(u.urlopen(sys.argv[1]).read())"
)
_RUN = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); sys.argv[0] = 'vedette'\n"
    "from console.cli import main; main()"
)
_LONGEST = 60.0


class _Site(http.server.BaseHTTPRequestHandler):
    asked = threading.Event()

    def do_GET(self) -> None:
        """Note the moment and answer."""
        _Site.asked.set()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(_FEED)))
        self.end_headers()
        self.wfile.write(_FEED)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _until_asked(command: list[str], folder: str) -> float:
    """Start a process; return the seconds until it asked for the feed."""
    _Site.asked.clear()
    begin = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own
        command,
        cwd=folder,
        env={**os.environ, "VEDETTE_TELEGRAM_TOKEN": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if not _Site.asked.wait(_LONGEST):
        raise TimeoutError("no request came")
    took = time.perf_counter() - begin
    process.send_signal(signal.SIGTERM)
    process.wait(_LONGEST)
    return took


def _configure(folder: Path, url: str) -> None:
    (folder / "config" / "watches").mkdir(parents=True)
    (folder / "config" / "vedette.yaml").write_text(
        'fetch: {user_agent: "benchmark (nobody@example.org)", allow_private: [127.0.0.1]}\n'
    )
    (folder / "config" / "sources.yaml").write_text(
        f"sources:\n  - {{id: one, kind: feed, url: '{url}'}}\n"
    )
    (folder / "config" / "channels.yaml").write_text("channels: []\n")


def main() -> None:
    """Print both medians and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/feed"
    plain, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        _configure(Path(folder), url)
        for _ in range(runs):
            plain.append(_until_asked([sys.executable, "-c", _PLAIN, url], folder))
            ours.append(_until_asked([sys.executable, "-c", _RUN, str(_ROOT), "run"], folder))
    least, full = statistics.median(plain), statistics.median(ours)
    print(f"a bare feedparser script, to its request  {least:6.2f} s   1.00")
    print(f"vedette run, to its first request         {full:6.2f} s  {full / least:5.2f}")


if __name__ == "__main__":
    main()
