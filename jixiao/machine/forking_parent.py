"""A parent that forks: it holds what a command reads in, and a fork of it runs each one that is asked for.

Only where there are forks and sockets that tell whose the other end is; elsewhere, and whatever goes wrong before a
fork has begun, nobody answers, and the command runs as it always does. What is sent is a command's words, environment,
umask and ignored signals, and its folder, input and outputs as open files; what comes back is the fork's number, to
which signals are handed on, then its exit code.
"""

from __future__ import annotations

import os
import signal
import socket
import stat
import struct
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from jixiao.machine.interrupts import ENDING_SIGNALS, FORKS

_MOST = 4 * 1024 * 1024  # bytes of a command's words and environment
_PATIENCE = 5.0  # seconds for a message, and between two looks at whether there is still a reason to be there
_STREAMS = (0, 1, 2)


def place_of(name: str, runtime: str | None) -> Path | None:
    """Return where a parent of that name listens, in a folder that only this user can enter; None without one.

    It lies in the user's ``runtime`` folder, if the system has one.
    """
    if not FORKS:
        return None
    folder = Path(runtime or "/tmp") / f"jixiao-{os.getuid()}"  # noqa: S108 - looked at below
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077:
            return folder / name
    return None


def ask_parent(place: Path, argv: Sequence[str]) -> int | None:
    """Return the exit code of a command that a fork of the parent ran; None where nobody took it on."""
    if not hasattr(socket, "SO_PEERCRED"):
        return None
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(_PATIENCE)
            connection.connect(os.fspath(place))
            if not _is_own(connection):
                return None
            _send(connection, argv)
            fork = _receive(connection)
            connection.settimeout(None)
            return None if fork is None else _outcome(connection, fork)
    except (OSError, ValueError):
        return None


def _outcome(connection: socket.socket, fork: int) -> int:
    """Return the fork's exit code; what ends this program meanwhile ends the fork, which says so itself."""
    code = None
    while True:
        try:
            with suppress(OSError):
                code = _receive(connection)
            return 128 + signal.SIGKILL if code is None else code
        except KeyboardInterrupt as interrupted:
            with suppress(OSError):
                os.kill(fork, getattr(interrupted, "exit_code", 128 + signal.SIGINT) - 128)


def _number(number: int) -> bytes:
    return number.to_bytes(4, "big")


def _receive(connection: socket.socket) -> int | None:
    received = connection.recv(4, socket.MSG_WAITALL)
    return int.from_bytes(received, "big") if len(received) == 4 else None


def _is_own(connection: socket.socket) -> bool:
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", credentials)[1]) == os.getuid()


def _send(connection: socket.socket, argv: Sequence[str]) -> None:
    umask = os.umask(0o077)
    os.umask(umask)
    ignored = [str(int(one)) for one in ENDING_SIGNALS if signal.getsignal(one) is signal.SIG_IGN]
    words = [str(umask), ",".join(ignored), str(len(argv)), *argv]
    pairs = (name + b"=" + value for name, value in os.environb.items())
    message = b"\0".join([*map(os.fsencode, words), *pairs])
    folder = os.open(".", os.O_RDONLY)  # open to the end, which is near
    socket.send_fds(connection, [_number(len(message))], [folder, *_STREAMS])
    connection.sendall(message)


def serve_forks(place: Path, run: Callable[[], int], is_current: Callable[[], bool], idle: float) -> None:
    """Let forks run what is asked for at a place, until nobody asked for so many seconds or all this is out of date.

    A second parent of one place goes at once.
    """
    import fcntl

    lock = os.open(place.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return
    place.unlink(missing_ok=True)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so that nobody need wait for the forks
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.fspath(place))
        listener.listen()
        listener.settimeout(_PATIENCE)
        last = time.monotonic()
        while time.monotonic() - last < idle and is_current() and place.exists():
            with suppress(OSError, ValueError):
                connection, _ = listener.accept()
                with connection:
                    connection.settimeout(_PATIENCE)
                    if _is_own(connection) and is_current():
                        _hand_on(connection, run)
                        last = time.monotonic()
    place.unlink(missing_ok=True)


def _hand_on(connection: socket.socket, run: Callable[[], int]) -> None:
    """Read a command and fork what runs it."""
    head, files, _, _ = socket.recv_fds(connection, 4, 1 + len(_STREAMS))
    try:
        size = int.from_bytes(head, "big")
        if len(head) == 4 and size <= _MOST and len(files) == 1 + len(_STREAMS):
            with connection.makefile("rb") as stream:
                message = stream.read(size)
            if len(message) == size and os.fork() == 0:
                _run_and_end(connection, message, files, run)
    finally:
        for one in files:
            os.close(one)


def _run_and_end(connection: socket.socket, message: bytes, files: Sequence[int], run: Callable[[], int]) -> None:
    """Be the command that was asked for, and end with it."""
    code = 3
    try:
        connection.settimeout(None)
        _become(message, files)
        connection.sendall(_number(os.getpid()))
        code = run()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        with suppress(OSError):
            connection.sendall(_number(code))
        os._exit(code)


def _become(message: bytes, files: Sequence[int]) -> None:
    """Take over a command's words, environment, folder, umask, signals, input and outputs."""
    umask, ignored, count, *words = message.split(b"\0")
    sys.argv = [os.fsdecode(word) for word in words[: int(count)]]
    os.environb.clear()
    os.environb.update(dict(pair.split(b"=", 1) for pair in words[int(count) :]))
    os.umask(int(umask))
    os.fchdir(files[0])
    for number, file in zip(_STREAMS, files[1:], strict=True):
        os.dup2(file, number)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - open files, not paths; they end with the process
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for one in ENDING_SIGNALS:
        signal.signal(one, signal.SIG_IGN if b"%d" % one in ignored.split(b",") else signal.SIG_DFL)
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
