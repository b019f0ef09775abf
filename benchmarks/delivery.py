"""How long many alerts at once take, against the least that the Bot API's limits allow.

`python benchmarks/delivery.py --faster 1` is true speed: 500 alerts take 25 minutes then.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

# The stand-in for the Bot API and the process that sends belong to the tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from newsroom.store.database import open_store
from tests.crash.pace import Measured, measure

_MOST = 1.15


async def _measured(alerts: int, faster: float) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/vedette.db"
        await (await open_store(database)).close()
        return await measure(database, Path(folder), alerts=alerts, faster=faster)


def main() -> int:
    """Measure once; return 1 if it was not as promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alerts", type=int, default=500)
    parser.add_argument("--faster", type=float, default=20.0, help="than the real limits")
    asked = parser.parse_args()
    measured = asyncio.run(_measured(asked.alerts, asked.faster))
    print(measured)
    kept = measured.in_order and not measured.early and not measured.wrong
    return 0 if kept and measured.took <= _MOST * measured.floor else 1


if __name__ == "__main__":
    sys.exit(main())
