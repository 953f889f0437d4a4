"""DOCX to PDF by LibreOffice: one start for all documents, the same bytes on every run; old .doc to DOCX.

LibreOffice writes the time and random ids into a PDF; ``settle_pdf`` takes them out again. The fonts are those
of ``fonts.conf`` alone. Nothing else in the project runs soffice.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

from msgspec import Struct

from jixiao.errors import EnvironmentFailure, ToolFailed, ToolMissing, name_fault
from jixiao.machine.program_groups import end_group, start_group
from jixiao.publish.office_profile import NOTHING_RUNS, prepare_profile
from jixiao.publish.office_programs import HAS_FONTCONFIG, find_program, kept_environment
from jixiao.publish.printable import ConvertedPdf, Printable
from jixiao.source.work_folder import work_folder

FONTS_CONF = Path(__file__).with_name("fonts.conf")
FONT_PACKAGES = {  # the families fonts.conf needs, and the Debian packages that bring them
    "FandolFang": "texlive-lang-chinese",
    "FandolHei": "texlive-lang-chinese",
    "FandolKai": "texlive-lang-chinese",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "Noto Serif CJK SC": "fonts-noto-cjk",
}
NO_SOFFICE = (
    "没有找到 LibreOffice（soffice 命令），不能生成 PDF。请运行 make setup，"
    "或在 Debian 上安装 libreoffice-writer-nogui、fonts-noto-cjk、texlive-lang-chinese；"
    "Windows、macOS 上装好 LibreOffice 即可。"
)
# Without an input filter, LibreOffice takes a damaged DOCX for plain text and prints its bytes.
IN_FILTER = "MS Word 2007 XML"
# Every date is settled afterwards; one that stands still keeps the run from depending on the clock.
_CLOCK = {"SOURCE_DATE_EPOCH": "0"}
# PDF/A-2b with tags, and what LibreOffice does for PDF/UA; whether it did so is asked of the result.
_EXPORT = {
    "SelectPdfVersion": ("long", "2"),
    "PDFUACompliance": ("boolean", "true"),
    "UseTaggedPDF": ("boolean", "true"),
}
OUT_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {name: {"type": kind, "value": value} for name, (kind, value) in _EXPORT.items()}
)


def convert(documents: Mapping[str, Printable], *, timeout: float = 180) -> dict[str, ConvertedPdf]:
    """Return the PDF of each DOCX under the same name.

    ``timeout`` is in seconds, for all documents together. Raise ToolMissing without LibreOffice, ToolFailed
    when any document is left without a PDF.
    """
    if not documents:
        return {}
    with begin_conversion(documents, timeout=timeout) as converted:
        return converted()


class Office(Struct, frozen=True):
    """LibreOffice at work or about to be, good for one conversion; what it does, it does in ``folder``."""

    folder: str
    process: subprocess.Popen[str]

    def end(self) -> str:
        """End it, and return what it output."""
        return _killed(self.process)


@contextmanager
def start_office() -> Iterator[Office | None]:
    """Let LibreOffice start before there is a document; leaving ends it, and so does the end of this program.

    On two busy cores it saves some 2000 ms a package (medians of four builds). Yield None where it does not start:
    whoever converts will say why, after all else is done.
    """
    with ExitStack() as held:
        try:
            office = _started(held)
        except EnvironmentFailure:
            office = None
        yield office


def _started(held: ExitStack) -> Office:
    """Return LibreOffice starting; what is ``held`` ends it. ToolMissing, ToolFailed, EnvironmentFailure."""
    soffice = _program("soffice")
    folder = held.enter_context(work_folder())
    work = Path(folder)
    process = held.enter_context(_running(_headless(soffice, work), _environment(work) | _CLOCK, watched=True))
    return Office(folder, process)


@contextmanager
def begin_conversion(
    documents: Mapping[str, Printable], *, timeout: float = 180, office: Office | None = None
) -> Iterator[Callable[[], dict[str, ConvertedPdf]]]:
    """Let LibreOffice begin, and yield what waits for it and returns as ``convert`` does; leaving early ends it.

    An ``office`` that was started before is handed the documents by a second soffice of the same profile, which
    goes when they are done. Should the first be gone, or not be so far, the second does the work itself.
    """
    soffice = _program("soffice")
    with nullcontext(office.folder) if office else work_folder() as folder:
        work = Path(folder)
        sources = _store(documents, work)
        with _running(_command(soffice, work, sources.values()), _environment(work) | _CLOCK) as process:
            from jixiao.publish.reproducible_pdf import settle_pdf  # meanwhile: pikepdf is large

            def converted() -> dict[str, ConvertedPdf]:
                status, output = _ended(process, timeout)
                output += office.end() if office else ""
                made = {name: source.with_suffix(".pdf") for name, source in sources.items()}
                # An empty file is no error to LibreOffice: it opens as a new, blank document.
                missing = [name for name, path in made.items() if not (_content(path) and documents[name].content)]
                if missing or status != 0:
                    raise ToolFailed(_complaint(missing or list(made), status, output, timeout))
                return {name: settle_pdf(name, path, documents[name]) for name, path in made.items()}

            yield converted


def from_old_word(content: bytes, *, timeout: float = 120) -> bytes:
    """Return a .doc of a stranger as DOCX: no macro runs, no link is followed; ``timeout`` is in seconds.

    Raise ToolMissing without LibreOffice, ToolFailed when it makes nothing of the file.
    """
    with work_folder() as folder:
        work = Path(folder)
        source = work / "0001.doc"
        source.write_bytes(content)
        prepare_profile(work, *NOTHING_RUNS)
        command = _command(
            _program("soffice"), work=work, sources=[source], infilter="MS Word 97", outfilter="docx:MS Word 2007 XML"
        )
        status, _ = _run(command, _environment(work), timeout)
        made = _content(source.with_suffix(".docx"))
    if status is None:
        raise ToolFailed(
            f"LibreOffice 在 {timeout:g} 秒内没有转换完旧版 .doc 文件，已经终止；请用 Word 或 WPS 另存为 .docx。"
        )
    if not made:
        raise ToolFailed("LibreOffice 打不开这个旧版 .doc 文件（可能有密码或已损坏）；请用 Word 或 WPS 另存为 .docx。")
    return made


def available() -> str | None:
    """Return None if PDF can be made here, otherwise a sentence: what is missing and how to get it."""
    if find_program("soffice") is None:
        return NO_SOFFICE
    if not HAS_FONTCONFIG:
        return None
    if find_program("fc-list") is None:  # LibreOffice depends on it
        return NO_SOFFICE
    missing = sorted(FONT_PACKAGES.keys() - font_versions().keys())
    if not missing:
        return None
    packages = "、".join(sorted({FONT_PACKAGES[family] for family in missing}))
    return f"缺少中文字体 {'、'.join(missing)}，不能生成 PDF。请运行 make setup，或在 Debian 上安装 {packages}。"


def version() -> str:
    """Return LibreOffice's name and version as it states them: ``LibreOffice 7.4.7.2 40(Build:2)``."""
    status, output = _ask(_program("soffice"), "--version")
    if status != 0 or not output.strip():
        raise ToolFailed("LibreOffice 不能启动，查不到它的版本。请运行 make setup 重新安装后再试。")
    return output.strip().splitlines()[-1]


def font_versions() -> dict[str, str]:
    """Return the families that a PDF is set in, each with the version that its file states, "" for none."""
    if not HAS_FONTCONFIG:
        return {}
    _, output = _ask(_program("fc-list"), "--format", "%{family[0]}\t%{fontversion}\n")
    held = dict(line.split("\t", 1) for line in output.splitlines() if "\t" in line)
    return {family: held[family] for family in FONT_PACKAGES if family in held}


def _ask(*command: str) -> tuple[int | None, str]:
    with work_folder() as folder:
        return _run(command, _environment(Path(folder)), timeout=30)


def _program(name: str) -> str:
    path = find_program(name)
    if path is None:
        raise ToolMissing(NO_SOFFICE)
    return path


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment of a program: nothing of the user's locale, time zone, fonts or settings."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "FONTCONFIG_FILE": str(FONTS_CONF),
        "SAL_USE_VCLPLUGIN": "svp",
    } | kept_environment()


def _store(documents: Mapping[str, Printable], work: Path) -> dict[str, Path]:
    """Write the documents under plain ordinals, since their own names are Chinese and come from data."""
    sources = {name: work / f"{ordinal:04}.docx" for ordinal, name in enumerate(documents, start=1)}
    for name, source in sources.items():
        source.write_bytes(documents[name].content)
    return sources


def _command(
    soffice: str, work: Path, sources: Iterable[Path], infilter: str = IN_FILTER, outfilter: str = OUT_FILTER
) -> list[str]:
    conversion = [f"--infilter={infilter}", "--convert-to", outfilter, "--outdir", str(work)]
    return [*_headless(soffice, work), *conversion, *map(str, sources)]


def _headless(soffice: str, work: Path) -> list[str]:
    prepare_profile(work)
    return [soffice, f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless"]


def _run(command: Sequence[str], environment: dict[str, str], timeout: float) -> tuple[int | None, str]:
    """Return exit status and output; the status is None when time ran out and the program was killed."""
    with _running(command, environment) as process:
        return _ended(process, timeout)


def _ended(process: subprocess.Popen[str], timeout: float) -> tuple[int | None, str]:
    try:
        output, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        return None, ""
    return process.returncode, output


@contextmanager
def _running(
    command: Sequence[str], environment: dict[str, str], *, watched: bool = False
) -> Iterator[subprocess.Popen[str]]:
    """Yield a program at work, and kill it when it is left at work; ToolFailed where it does not start."""
    try:
        process = start_group(command, environment, watched=watched)
    except OSError as error:
        raise ToolFailed(f"{Path(command[0]).name} 不能启动（{name_fault(error)}）。请检查后再运行。") from error
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                _killed(process)


def _killed(process: subprocess.Popen[str]) -> str:
    """End a program with its whole group, and return what it output."""
    end_group(process)
    output, _ = process.communicate()  # returns when the last of the group has let go of the pipe
    return output


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _complaint(names: list[str], status: int | None, output: str, timeout: float) -> str:
    which = "、".join(names)
    if status is None:
        return (
            f"LibreOffice 在 {timeout:g} 秒内没有完成转换，已经终止，没有得到 PDF：{which}。"
            "请关闭占用机器的其他程序后重试；若仍超时，请用 Word 或 WPS 打开这些 DOCX，检查内容是否异常。"
        )
    reason = next((line for line in output.splitlines() if line.startswith("Error")), f"退出码 {status}")
    return (
        f"LibreOffice 不能转换：{which}（{reason}）。"
        "请用 Word 或 WPS 打开对应的 DOCX 和它的模板，检查是否损坏，修好后重新生成。"
    )
