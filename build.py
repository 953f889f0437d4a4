#!/usr/bin/env python3
"""The front door (``python build.py --help``); without the packages it needs it goes on in ``.venv``."""

import os
import signal
import sys
from pathlib import Path

VENV = Path(__file__).resolve().parent / ".venv"
PYTHON = next((path for path in (VENV / "bin/python", VENV / "Scripts/python.exe") if path.exists()), VENV)


def run() -> int:
    """Run the command; return its exit code."""
    try:
        from jixiao.cli import main

        return main()
    except (ImportError, SyntaxError) as broken:
        name = getattr(broken, "name", None) or getattr(broken, "filename", None) or ""
        if name.startswith("jixiao"):
            raise
        in_venv = Path(sys.prefix).resolve() == VENV.resolve()
        if PYTHON != VENV and (not in_venv or _is_mended(name)):
            return _go_on([str(PYTHON), *sys.argv])
        sys.stderr.write(f"运行环境没有装好（缺少 {name}）。请先执行：make setup\n")
        return 3


def _go_on(command: list[str]) -> int:
    """Let another Python do the rest in place of this one, or beside it where that cannot be; return its exit code."""
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 # no shell is wanted
    import subprocess

    return subprocess.run(command, check=False).returncode


def _is_mended(name: str) -> bool:
    """Install anew, once, what is damaged in the environment; return whether that went well."""
    if VENV.is_symlink() or os.name != "posix" or os.environ.get("JIXIAO_MENDED"):
        return False
    import subprocess

    sys.stderr.write(f"运行环境里的 {name} 缺少或损坏，正在修复……\n")
    os.environ["JIXIAO_MENDED"] = "1"
    script = Path(__file__).resolve().parent / "scripts" / "setup.sh"
    return subprocess.run(["bash", script, "runtime", "repair"], check=False).returncode == 0  # noqa: S607


def _end(number: int, _: object) -> None:
    os.write(2, "\n已中断，什么都还没有做。\n".encode())
    os._exit(128 + number)


if __name__ == "__main__":  # the workers of a fleet import this file too
    for one in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(one) is not signal.SIG_IGN:
            signal.signal(one, _end)  # until the command line hears them itself
    raise SystemExit(run())
