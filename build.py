#!/usr/bin/env python3
"""The front door (``python build.py --help``); without the packages it needs it goes on in ``.venv``."""

import os
import sys
from pathlib import Path

VENV = Path(__file__).resolve().parent / ".venv"
PYTHON = VENV / "bin" / "python"


def run() -> int:
    """Run the command; return its exit code."""
    try:
        from jixiao.cli import main

        return main()
    except ImportError as missing:
        if (missing.name or "").startswith("jixiao"):
            raise
        if PYTHON.exists() and Path(sys.prefix).resolve() != VENV.resolve():
            os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606 # no shell is wanted
        sys.stderr.write(f"运行环境没有装好（缺少 {missing.name}）。请先执行：make setup\n")
        return 3


if __name__ == "__main__":  # the workers of a fleet import this file too
    raise SystemExit(run())
