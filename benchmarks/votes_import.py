"""How long it takes to import every vote of the Assembly since 1946, and how much memory.

    python benchmarks/votes_import.py [ROWS]

Makes a table of the Library's shape with ROWS rows (900,000 if not said), imports it by the command
into a new database, twice, and prints seconds and the greatest memory of the process.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.un.countries import countries

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
ROWS = 900_000
#: What the issue asks for.
MOST_SECONDS, MOST_MB = 60, 300
HEADER = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,"
    "agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,"
    "total_ms,undl_link\n"
)


def rows(count: int) -> Iterator[list[str]]:
    """Yield rows of votes, whole ones, at least as many as asked for."""
    states = [(one.code, one.name.upper()) for one in countries().values() if one.member]
    chance = random.Random(1946)
    made = number = 0
    while made < count:
        number += 1
        day = date(2003, 1, 1) + timedelta(days=number)
        session, place = divmod(number, 300)
        votes = chance.choices("YNAX", (120, 20, 30, 23), k=len(states))
        totals = [f"{votes.count(letter)}.0" for letter in "YNAX"]
        behind = [
            day.isoformat(), str(session + 1), f"A/RES/{session + 1}/{place + 1}",
            f"A/{session + 1}/L.{place + 1}", f"A/{session + 1}/{400 + place}",
            f"A/{session + 1}/PV.{place}",
            f"Measures of {day.year}, number {number} : resolution / adopted by all",
            "General and complete disarmament", "DISARMAMENT|NUCLEAR WEAPONS|TREATIES", "",
            *totals, f"{len(states)}.0", f"https://digitallibrary.un.org/record/{number}",
        ]  # fmt: skip
        for (code, name), vote in zip(states, votes, strict=True):
            yield [str(number), code, name, vote, *behind]
        made += len(states)


def measured(command: list[str], database: Path) -> tuple[float, float, str]:
    """Run a command; return its seconds, its greatest memory in MB and what it printed."""
    environment = {**os.environ, "VEDETTE_DATABASE": f"sqlite:///{database}"}
    begun = time.monotonic()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        printed = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return time.monotonic() - begun, usage.ru_maxrss / 1024, printed.strip()


def main() -> None:
    """Make the table, import it twice, ask for a country; print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    vedette = str(Path(sys.executable).parent / "vedette")
    with tempfile.TemporaryDirectory() as folder:
        table, database = Path(folder) / "votes.csv", Path(folder) / "votes.db"
        with table.open("w", encoding="utf-8", newline="") as stream:
            stream.write(HEADER)
            csv.writer(stream).writerows(rows(count))
        print(f"table: {count:,} rows, {table.stat().st_size / 1e6:.0f} MB")
        steps = {
            "import": [vedette, "votes", "import", str(table)],
            "again": [vedette, "votes", "import", str(table)],
            "country": [vedette, "votes", "country", "AZE", "--json"],
        }
        over = False
        for name, command in steps.items():
            seconds, memory, _ = measured(command, database)
            over = over or seconds > MOST_SECONDS or memory > MOST_MB
            print(f"{name}: {seconds:.1f} s, {memory:.0f} MB")
        print(f"database: {database.stat().st_size / 1e6:.0f} MB")
    sys.exit(over)


if __name__ == "__main__":
    main()
