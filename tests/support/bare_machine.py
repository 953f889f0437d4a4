"""The command line in a Python that has nothing of POSIX, as on Windows: ``-m tests.support.bare_machine draft``.

Our own code finds neither the modules nor the names that only POSIX has; Python itself and libraries, which have their
own ways on each system, keep them. With ``CASE_BLIND=1`` files are found whatever the case of their names.
"""

from __future__ import annotations

import asyncio
import builtins
import errno
import fcntl
import io
import multiprocessing.util
import os
import signal
import sys
import types
from collections.abc import Callable
from typing import Any

MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "pty"}
OF_OS = {
    *("geteuid", "getuid", "getpgid", "killpg", "fork", "setsid", "sched_getaffinity", "mkfifo", "statvfs"),
    *("O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "O_CLOEXEC"),
}
OF_SIGNAL = {"SIGHUP", "SIGALRM", "SIGPROF", "SIGKILL", "setitimer", "getitimer"}
FOUND_BY_NAME = ("open", "stat", "lstat", "mkdir", "unlink", "rename", "replace", "link", "rmdir", "utime", "chmod")
USED_BEFORE = asyncio, multiprocessing.util


def hide_posix() -> None:
    """Take away what only POSIX has."""
    lock, real = fcntl.lockf, builtins.__import__

    def imported(name: str, scope: Any = None, *rest: Any, **named: Any) -> Any:
        asking = str((named.get("globals", scope) or {}).get("__name__"))
        if name in MODULES and asking.startswith("jixiao"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, named.pop("globals", scope), *rest, **named)

    def locking(handle: int, mode: int, length: int) -> None:
        try:
            lock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, length, 0, os.SEEK_CUR)
        except BlockingIOError as error:
            raise PermissionError(errno.EACCES, "Permission denied") from error

    ours: Any = imported
    builtins.__import__ = ours
    windows: Any = types.ModuleType("msvcrt")
    windows.locking, windows.LK_NBLCK = locking, 2
    sys.modules["msvcrt"] = windows
    for module, names in ((os, OF_OS), (signal, OF_SIGNAL)):
        for name in names:
            delattr(module, name)


def forget_case() -> None:
    """Let every file be found whatever the case of its name."""
    entries, real = os.listdir, os.lstat

    def exists(path: Any) -> bool:
        try:
            real(path)
        except (OSError, ValueError):
            return False
        return True

    def found(path: Any) -> Any:
        if not isinstance(path, str | os.PathLike) or exists(path):
            return path
        above, name = os.path.split(os.fspath(path))
        above = found(above) if above and above != os.fspath(path) else above
        try:
            alike = [one for one in entries(above or ".") if one.casefold() == name.casefold()]
        except OSError:
            return path
        return os.path.join(above, alike[0] if alike else name)  # noqa: PTH118 # as pathlib itself asks

    def blind(call: Callable[..., Any]) -> Callable[..., Any]:
        return lambda path, *rest, **named: call(found(path), *rest, **named)

    for name in FOUND_BY_NAME:
        setattr(os, name, blind(getattr(os, name)))
    io.open = builtins.open = blind(open)


if __name__ == "__main__":
    hide_posix()
    if os.environ.get("CASE_BLIND"):
        forget_case()
    from jixiao.cli import main

    raise SystemExit(main())
