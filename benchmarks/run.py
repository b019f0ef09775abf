"""Runs all benchmarks, each in a process of its own: `make bench`.

Every script prints its figures and the ratios between them; only ratios of one run compare.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parent


def main() -> int:
    """Run every script beside this one; return 1 if one of them failed."""
    scripts = sorted(path for path in _HERE.glob("*.py") if path.name != Path(__file__).name)
    failed = []
    for script in scripts:
        print(f"== {script.stem}", flush=True)
        if subprocess.run([sys.executable, script], check=False).returncode:  # noqa: S603 - our own
            failed.append(script.stem)
    for name in failed:
        print(f"failed: {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
