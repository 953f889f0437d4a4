"""DOCX to PDF by LibreOffice: one start for all documents, the same bytes on every run; old .doc to DOCX.

LibreOffice writes the time and random ids into a PDF; ``settle_pdf`` takes them out again. What is run, and how, says
``office_runs``.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from jixiao.docx.heading_cells import TableHeadings, list_heading_cells
from jixiao.errors import ToolFailed
from jixiao.publish.office_profile import NOTHING_RUNS, prepare_profile
from jixiao.publish.office_programs import HAS_FONTCONFIG, find_program
from jixiao.publish.office_runs import (
    NO_SOFFICE,
    await_end,
    converting,
    environment_of,
    headless,
    require_program,
    run_program,
    start_program,
)
from jixiao.publish.printable import ConvertedPdf, Printable
from jixiao.publish.started_office import Office
from jixiao.render.disk_cache import fetch, keep, key_of
from jixiao.source.work_folder import work_folder

FONT_PACKAGES = {  # the families fonts.conf needs, and the Debian packages that bring them
    "FandolFang": "texlive-lang-chinese",
    "FandolHei": "texlive-lang-chinese",
    "FandolKai": "texlive-lang-chinese",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "Noto Serif CJK SC": "fonts-noto-cjk",
}
# So many times what long tables take on a quiet machine is waited for.
_BUSY = 6


def convert(
    documents: Mapping[str, Printable], *, timeout: float = 180, office: Office | None = None
) -> dict[str, ConvertedPdf]:
    """Return the PDF of each DOCX under the same name, made by the ``office`` that is at work if there is one.

    ``timeout`` is in seconds, for all documents together, to which comes what long tables may take. Raise
    ToolMissing without LibreOffice, ToolFailed when any document is left without a PDF.
    """
    if not documents:
        return {}
    with begin_conversion(documents, timeout=timeout, office=office) as converted:
        return converted()


@contextmanager
def begin_conversion(
    documents: Mapping[str, Printable], *, timeout: float = 180, office: Office | None = None
) -> Iterator[Callable[[], dict[str, ConvertedPdf]]]:
    """Let LibreOffice begin, and yield what waits for it and returns as ``convert`` does; leaving early ends it.

    An ``office`` that was started before is handed the documents by a second soffice of the same profile, which
    goes when they are done. Should the first be gone, the second does the work itself. One that failed is ended.
    """
    timeout += _BUSY * sum(one.table_seconds for one in documents.values())
    with ExitStack() as held:
        process, sources = held.enter_context(_begun(documents, office))
        from jixiao.publish.reproducible_pdf import settle_pdf  # meanwhile: pikepdf is large
        from jixiao.publish.type1_fonts import Blanker

        blanker = held.enter_context(Blanker())
        headings = {name: _headings(one) for name, one in documents.items()}

        def converted() -> dict[str, ConvertedPdf]:
            status, output = await_end(process, timeout)
            made = {name: source.with_suffix(".pdf") for name, source in sources.items()}
            # An empty file is no error to LibreOffice: it opens as a new, blank document.
            missing = [name for name, path in made.items() if not (_content(path) and documents[name].content)]
            if missing or status != 0:
                output += office.end() if office else ""
                raise ToolFailed(_complaint(missing or list(made), status, output, timeout))
            return {
                name: settle_pdf(name, path, documents[name], headings[name], blanker=blanker)
                for name, path in made.items()
            }

        yield converted


def _headings(printable: Printable) -> tuple[TableHeadings, ...] | None:
    return None if printable.marked is None else list_heading_cells(printable.marked)


@contextmanager
def _begun(
    documents: Mapping[str, Printable], office: Office | None
) -> Iterator[tuple[subprocess.Popen[str], dict[str, Path]]]:
    """Yield LibreOffice at work on documents, and their files; what nobody waits for ends with the office it is at."""
    if office:
        office.await_start()
    with (
        nullcontext(office.folder) if office else work_folder() as folder,
        TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as given,
    ):
        sources = _store(documents, Path(given))
        command = [*headless(Path(folder)), *converting(sources.values(), Path(given))]
        with start_program(command, environment_of(Path(folder))) as process:
            try:
                yield process, sources
            finally:
                if office and process.poll() is None:
                    office.end()


def from_old_word(content: bytes, *, timeout: float = 120) -> bytes:
    """Return a .doc of a stranger as DOCX: no macro runs, no link is followed; ``timeout`` is in seconds.

    Raise ToolMissing without LibreOffice, ToolFailed when it makes nothing of the file.
    """
    with work_folder() as folder:
        work = Path(folder)
        source = work / "0001.doc"
        source.write_bytes(content)
        prepare_profile(work, *NOTHING_RUNS)
        command = [*headless(work), *converting([source], work, "MS Word 97", "docx:MS Word 2007 XML")]
        status, _ = run_program(command, environment_of(work), timeout)
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
    key = _program_key()
    kept = fetch(key) if key else None
    if kept is not None:
        return kept.decode()
    status, output = _ask(require_program("soffice"), "--version")
    if status != 0 or not output.strip():
        raise ToolFailed("LibreOffice 不能启动，查不到它的版本。请运行 make setup 重新安装后再试。")
    stated = output.strip().splitlines()[-1]
    if key:
        keep(key, stated.encode())
    return stated


def _program_key() -> str:
    """Return under what its version is kept, which it takes 100 ms of the processor to state; "" for a mere script."""
    program = Path(require_program("soffice")).resolve().with_name("soffice.bin")
    if not program.is_file():
        return ""
    found = program.stat()
    return key_of("office", str(program).encode(), f"{found.st_size} {found.st_mtime_ns}".encode())


def font_versions() -> dict[str, str]:
    """Return the families that a PDF is set in, each with the version that its file states, "" for none."""
    if not HAS_FONTCONFIG:
        return {}
    _, output = _ask(require_program("fc-list"), "--format", "%{family[0]}\t%{fontversion}\n")
    held = dict(line.split("\t", 1) for line in output.splitlines() if "\t" in line)
    return {family: held[family] for family in FONT_PACKAGES if family in held}


def _ask(*command: str) -> tuple[int | None, str]:
    with work_folder() as folder:
        return run_program(command, environment_of(Path(folder)), timeout=30)


def _store(documents: Mapping[str, Printable], work: Path) -> dict[str, Path]:
    """Write the documents under plain ordinals, since their own names are Chinese and come from data."""
    sources = {name: work / f"{ordinal:04}.docx" for ordinal, name in enumerate(documents, start=1)}
    for name, source in sources.items():
        source.write_bytes(documents[name].content)
    return sources


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _complaint(names: list[str], status: int | None, output: str, timeout: float) -> str:
    which = "、".join(names)
    if status is None:
        return (
            f"LibreOffice 在 {timeout:.4g} 秒内没有完成转换，已经终止，没有得到 PDF：{which}。"
            "请关闭占用机器的其他程序后重试；若仍超时，请用 Word 或 WPS 打开这些 DOCX，检查内容是否异常。"
        )
    reason = next((line for line in output.splitlines() if line.startswith("Error")), f"退出码 {status}")
    return (
        f"LibreOffice 不能转换：{which}（{reason}）。"
        "请用 Word 或 WPS 打开对应的 DOCX 和它的模板，检查是否损坏，修好后重新生成。"
    )
