"""How LibreOffice is run: with nothing of the user's, the fonts of ``fonts.conf`` alone, ended with all it started.

Nothing else in the project runs soffice.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jixiao.errors import ToolFailed, ToolMissing, name_fault
from jixiao.machine.program_groups import end_group, start_group
from jixiao.publish.office_profile import prepare_profile
from jixiao.publish.office_programs import find_program, kept_environment

FONTS_CONF = Path(__file__).with_name("fonts.conf")
NO_SOFFICE = (
    "没有找到 LibreOffice（soffice 命令），不能生成 PDF。请运行 make setup，"
    "或在 Debian 上安装 libreoffice-writer-nogui、fonts-noto-cjk、texlive-lang-chinese；"
    "Windows、macOS 上装好 LibreOffice 即可。"
)
# Without an input filter, LibreOffice takes a damaged DOCX for plain text and prints its bytes.
_IN_FILTER = "MS Word 2007 XML"
# PDF/A-2b with tags, and what LibreOffice does for PDF/UA; whether it did so is asked of the result.
_EXPORT = {
    "SelectPdfVersion": ("long", "2"),
    "PDFUACompliance": ("boolean", "true"),
    "UseTaggedPDF": ("boolean", "true"),
}
_OUT_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {name: {"type": kind, "value": value} for name, (kind, value) in _EXPORT.items()}
)


def require_program(name: str) -> str:
    """Return the path of ``soffice`` or ``fc-list``; ToolMissing."""
    path = find_program(name)
    if path is None:
        raise ToolMissing(NO_SOFFICE)
    return path


def environment_of(folder: Path) -> dict[str, str]:
    """Return the environment of a program: nothing of the user's locale, time zone, fonts or settings, no clock."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "FONTCONFIG_FILE": str(FONTS_CONF),
        "SAL_USE_VCLPLUGIN": "svp",
        # Larger pages of memory: 60 of 800 ms a conversion (glibc 2.35 and later; others do not look).
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
        # Every date is settled afterwards; one that stands still keeps the run from depending on the clock.
        "SOURCE_DATE_EPOCH": "0",
    } | kept_environment()


def headless(work: Path) -> list[str]:
    """Return the words that start LibreOffice with the profile below a folder; ToolMissing."""
    soffice = require_program("soffice")
    prepare_profile(work)
    return [soffice, f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless"]


def converting(
    sources: Iterable[Path], folder: Path, infilter: str = _IN_FILTER, outfilter: str = _OUT_FILTER
) -> list[str]:
    """Return the words that have LibreOffice convert documents into a folder, to PDF if nothing else is said."""
    return [f"--infilter={infilter}", "--convert-to", outfilter, "--outdir", str(folder), *map(str, sources)]


def run_program(command: Sequence[str], environment: dict[str, str], timeout: float) -> tuple[int | None, str]:
    """Return exit status and output; the status is None when time (seconds) ran out and the program was ended."""
    with start_program(command, environment) as process:
        return await_end(process, timeout)


@contextmanager
def start_program(
    command: Sequence[str], environment: dict[str, str], *, watched: bool = False
) -> Iterator[subprocess.Popen[str]]:
    """Yield a program at work, and end it when it is left at work; ToolFailed where it does not start."""
    try:
        process = start_group(command, environment, watched=watched)
    except OSError as error:
        raise ToolFailed(f"{Path(command[0]).name} 不能启动（{name_fault(error)}）。请检查后再运行。") from error
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                end_program(process)


def await_end(process: subprocess.Popen[str], timeout: float) -> tuple[int | None, str]:
    """Return exit status and output of a program; the status is None when so many seconds did not suffice."""
    try:
        output, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        return None, ""
    return process.returncode, output


def end_program(process: subprocess.Popen[str]) -> str:
    """End a program with its whole group, and return what it output."""
    end_group(process)
    output, _ = process.communicate()  # returns when the last of the group has let go of the pipe
    return output
