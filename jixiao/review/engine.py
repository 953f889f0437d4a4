"""Docxodus, the program that compares two DOCX files: where it lies and how it is run.

It is a program of .NET, complete in itself, that python-redlines brings in its wheel; it needs no network.
Nothing else in the project knows python-redlines, which is not part of every installation.
"""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import tarfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jixiao.errors import ToolFailed, ToolMissing, name_fault
from jixiao.source.work_folder import work_folder

NOT_INSTALLED = (
    "没有安装修订比对程序（python-redlines 及其 docxodus），不能生成带修订标记的 DOCX。"
    "请运行 make setup，或在 Python 环境中安装 python-redlines[docxodus]。"
)
_PACKAGE = "python-redlines-docxodus"
# All that the engine is given besides a home of its own: nothing of the user's locale, time zone or settings.
_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",  # no need of ICU
    "DOTNET_EnableDiagnostics": "0",
}


def run_engine(old: bytes, new: bytes, *, moment: datetime, author: str, timeout: float) -> bytes:
    """Return ``new`` with every difference from ``old`` marked, as the engine writes it; ``timeout`` in seconds.

    Raise ToolMissing without the engine, ToolFailed when it fails or does not finish.
    """
    with work_folder() as folder:
        work = Path(folder)
        before, after, result = (work / name for name in ("old.docx", "new.docx", "result.docx"))
        before.write_bytes(old)
        after.write_bytes(new)
        stamp = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        options = (f"--author={author}", f"--date-time={stamp}", "--no-conflate-spaces")
        _run([_program(work), str(before), str(after), str(result), *options], work, timeout)
        if not result.is_file():
            raise ToolFailed(_complaint("没有写出结果"))
        return result.read_bytes()


def _run(command: list[str], work: Path, timeout: float) -> None:
    environment = {"HOME": str(work), "TMPDIR": str(work), **_ENVIRONMENT}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ToolFailed(
            f"修订比对程序在 {timeout:g} 秒内没有完成，已经终止。请关闭占用机器的其他程序后重试。"
        ) from error
    except OSError as error:
        raise ToolFailed(f"修订比对程序不能启动（{name_fault(error)}）。请运行 make setup 重新安装后再试。") from error
    if done.returncode != 0:
        complaints = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
        raise ToolFailed(_complaint(complaints[-1] if complaints else f"退出码 {done.returncode}"))


def _complaint(reason: str) -> str:
    return f"修订比对程序没有完成（{reason}）。请用 Word 或 WPS 打开要比对的两份 DOCX，检查是否损坏，修好后重试。"


def _program(work: Path) -> str:
    """Return the path of the engine, unpacked beside the Python packages, or in ``work`` where that is not allowed."""
    try:
        from python_redlines import DocxodusEngine

        kept = Path(sys.prefix) / f"docxodus-{importlib.metadata.version(_PACKAGE)}"
        return _unpacked(DocxodusEngine, kept, work / "engine")
    except (ImportError, importlib.metadata.PackageNotFoundError) as error:
        raise ToolMissing(NOT_INSTALLED) from error
    except (OSError, tarfile.TarError) as error:
        why = name_fault(error) if isinstance(error, OSError) else "安装包已损坏"
        raise ToolFailed(
            f"修订比对程序不能展开（{why}）。请检查磁盘空间后重试，或运行 make setup 重新安装。"
        ) from error


def _unpacked(engine: Callable[[str], Any], kept: Path, spare: Path) -> str:
    """Return the path of the program below ``kept``, put there as a whole if missing, else below ``spare``.

    python-redlines itself unpacks its 110 MB file by file into the user's cache: of two runs at once, or of one
    that was broken off, it would keep half an engine for good.
    """
    with suppress(OSError):
        if not kept.exists():
            with TemporaryDirectory(prefix=".docxodus-", dir=kept.parent) as folder:
                engine(f"{folder}/engine")
                Path(folder, "engine").rename(kept)
    with suppress(OSError):
        if kept.exists():
            return str(engine(str(kept)).extracted_binaries_path)
    return str(engine(str(spare)).extracted_binaries_path)
