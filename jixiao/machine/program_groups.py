"""Programs started together with all that they start in turn, and ended so; programs that get so much memory.

POSIX has process groups and a shell that watches, Windows job objects, which end what is in them when nobody holds them
any more, however the holder ended.
"""

from __future__ import annotations

import os
import signal
import subprocess
import weakref
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

resource: Any
try:
    import resource
except ImportError:
    resource = None

# Ends its whole process group as soon as the other end of its input is closed, by whatever end of the one who holds it.
_WATCHED = ("/bin/sh", "-c", '"$@" </dev/null & read -r _; kill -KILL 0', "sh")
_GROUPS = hasattr(os, "killpg")
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_JOBS: weakref.WeakKeyDictionary[subprocess.Popen[Any], _Job] = weakref.WeakKeyDictionary()
_KILL_ON_CLOSE, _PROCESS_MEMORY, _EXTENDED = 0x2000, 0x100, 9
_MAY_ASSIGN = 0x0101  # PROCESS_TERMINATE | PROCESS_SET_QUOTA


def start_group(
    command: Sequence[str], environment: Mapping[str, str], *, watched: bool = False
) -> subprocess.Popen[str]:
    """Return a program at work, its output as text; OSError where it does not start. End it by ``end_group``.

    A program may be a script, and ending that alone would leave running what it started. ``watched``: it ends with this
    program too, whatever ends that; so it does on Windows always.
    """
    process = subprocess.Popen(
        [*_WATCHED, *command] if watched and _GROUPS else command,
        env=environment,
        stdin=subprocess.PIPE if watched and _GROUPS else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=_GROUPS,
        creationflags=_NO_WINDOW,
    )
    if not _GROUPS:
        _hold_in_job(process)
    return process


def end_group(process: subprocess.Popen[str]) -> None:
    """End a program at once with all that it started."""
    if _GROUPS:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        return
    with suppress(OSError):  # what was started before the job held it
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, creationflags=_NO_WINDOW, check=False)
    _JOBS.pop(process, None)
    with suppress(OSError):
        process.kill()


def run_bounded(
    command: Sequence[str], given: bytes, *, memory: int, seconds: float
) -> subprocess.CompletedProcess[bytes]:
    """Return what a program made of its input with so many bytes of memory; TimeoutExpired, OSError.

    macOS bounds nothing.
    """
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, creationflags=_NO_WINDOW) as process:
        if hasattr(resource, "prlimit"):
            with suppress(ProcessLookupError):
                resource.prlimit(process.pid, resource.RLIMIT_AS, (memory, memory))
        else:
            _hold_in_job(process, memory)
        try:
            output, errors = process.communicate(given, timeout=seconds)
        finally:
            process.kill()
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


class _Job:
    """A job object of Windows; with it goes what is in it."""

    def __init__(self, kernel: Any, handle: int) -> None:
        weakref.finalize(self, kernel.CloseHandle, handle)


def _hold_in_job(process: subprocess.Popen[Any], memory: int = 0) -> None:
    """Let a program have so much memory at most (0: as it likes) and go when its Popen does; elsewhere do nothing."""
    import ctypes

    if not hasattr(ctypes, "WinDLL"):
        return
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = kernel.OpenProcess.restype = wintypes.HANDLE
    kernel.CreateJobObjectW.argtypes = wintypes.LPVOID, wintypes.LPCWSTR
    kernel.OpenProcess.argtypes = wintypes.DWORD, wintypes.BOOL, wintypes.DWORD
    kernel.SetInformationJobObject.argtypes = wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, wintypes.DWORD
    kernel.AssignProcessToJobObject.argtypes = wintypes.HANDLE, wintypes.HANDLE
    kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    job = kernel.CreateJobObjectW(None, None)
    held = kernel.OpenProcess(_MAY_ASSIGN, False, process.pid)
    if job and held:
        limits = job_limits(memory)
        kernel.SetInformationJobObject(job, _EXTENDED, limits, len(limits))
        kernel.AssignProcessToJobObject(job, held)
        _JOBS[process] = _Job(kernel, job)
    if held:
        kernel.CloseHandle(held)


def job_limits(memory: int) -> bytes:
    """Return Windows' JOBOBJECT_EXTENDED_LIMIT_INFORMATION: what is in it goes with it; bytes, 0: any."""
    import ctypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("user_time", ctypes.c_int64 * 2),
            ("flags", ctypes.c_uint32),
            ("working_set", ctypes.c_size_t * 2),
            ("active_processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("classes", ctypes.c_uint32 * 2),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peaks", ctypes.c_size_t * 2),
        )

    flags = _KILL_ON_CLOSE | (_PROCESS_MEMORY if memory else 0)
    return bytes(Extended(basic=Basic(flags=flags), process_memory=memory))
