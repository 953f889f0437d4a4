"""Pandoc: reports from Markdown to the members of a DOCX, none twice, several in one run, begun before they are needed.

Pandoc spends three quarters of a run on its own start, so reports that are wanted together go through it together, kept
apart by headings that no report holds.
"""

from __future__ import annotations

import hashlib
import marshal
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.traces import remove_traces
from jixiao.errors import EnvironmentFailure, ToolFailed, ToolMissing, name_fault
from jixiao.render.bookmarks import drop_guards
from jixiao.render.disk_cache import fetch, keep, key_of, versions
from jixiao.source.work_folder import work_folder

# CommonMark without raw HTML, identifiers (Word's bookmarks) and attributes; all but tables and bold is escaped.
_FORMAT = "commonmark+pipe_tables+fenced_divs"
_DOCUMENT = "word/document.xml"


class PandocReport(Struct, frozen=True):
    """A report ready for pandoc: its Markdown, and the DOCX whose styles and page it takes."""

    markdown: str
    reference: bytes

    @property
    def key(self) -> str:
        """The name under which its members are kept."""
        tools = versions("pypandoc-binary")
        return key_of("report-4", tools, _FORMAT.encode(), self.markdown.encode(), self.reference)


# The reports of the latest ``begin`` that are still wanted, by key, with the run that makes them.
_begun: dict[str, Future[dict[str, bytes]]] = {}


def begin(reports: Iterable[PandocReport]) -> None:
    """Start to make those reports that are not kept, in the background; ``members_of`` waits for them.

    What goes wrong here is as if nothing had been begun: it goes wrong again where one is asked for.
    """
    _begun.clear()
    wanted = sorted((report for report in reports if fetch(report.key) is None), key=lambda report: report.reference)
    if not wanted:
        return
    background = ThreadPoolExecutor(max_workers=1)
    for _, alike in groupby(wanted, key=lambda report: report.reference):
        together = list(alike)
        run = background.submit(_made_together, together)
        _begun.update({report.key: run for report in together})
    background.shutdown(wait=False)


def members_of(report: PandocReport) -> Mapping[str, bytes]:
    """Return the members of a report's DOCX, but for its core properties.

    ToolMissing if there is no pandoc, ToolFailed with pandoc's words if it refuses.
    """
    key = report.key
    kept = _finished(key) or fetch(key)
    if kept is None:
        kept = _made_together([report])[key]
    members: dict[str, bytes] = marshal.loads(kept)  # noqa: S302 - see ``disk_cache``
    return members


def _finished(key: str) -> bytes | None:
    run = _begun.pop(key, None)
    try:
        return run.result()[key] if run else None
    except EnvironmentFailure:
        return None


def _made_together(reports: Sequence[PandocReport]) -> dict[str, bytes]:
    """Return reports of one reference by key, and keep them."""
    separator = hashlib.sha256("".join(one.markdown for one in reports).encode()).hexdigest()
    markdown = f"\n# {separator}\n\n".join(one.markdown for one in reports)
    members = remove_traces(package.read_package(_converted(markdown, reports[0].reference)))
    documents = _parted(drop_guards(members[_DOCUMENT]).decode(), separator)
    if len(documents) != len(reports):
        raise ToolFailed(f"pandoc 把 {len(reports)} 份报告写成了 {len(documents)} 份。")
    shared = {name: drop_guards(data) for name, data in members.items()}
    made = {
        report.key: marshal.dumps(shared | {_DOCUMENT: document.encode()})
        for report, document in zip(reports, documents, strict=True)
    }
    for key, content in made.items():
        keep(key, content)
    return made


def _parted(document: str, separator: str) -> list[str]:
    """Return one document for each report: what stands between the separating headings, with the same head and end."""
    start = document.index("<w:body>") + len("<w:body>")
    end = document.rindex("<w:sectPr") if "<w:sectPr" in document else document.rindex("</w:body>")
    heading = re.compile(rf"<w:p>(?:(?!<w:p>).)*?{separator}.*?</w:p>", re.DOTALL)
    return [document[:start] + body + document[end:] for body in heading.split(document[start:end])]


def _converted(markdown: str, reference: bytes) -> bytes:
    import pypandoc

    with work_folder() as folder:
        model, result = Path(folder, "reference.docx"), Path(folder, "report.docx")
        model.write_bytes(reference)
        try:
            pypandoc.convert_text(
                markdown,
                "docx",
                format=_FORMAT,
                outputfile=str(result),
                extra_args=["--sandbox", f"--reference-doc={model}"],
            )
        except OSError as error:
            if error.errno is None:  # pypandoc's own, where it finds none
                raise ToolMissing("没有找到 pandoc。请运行 make setup 重新安装依赖。") from error
            raise ToolFailed(f"pandoc 不能启动（{name_fault(error)}）。请检查后再运行。") from error
        except RuntimeError as error:
            raise ToolFailed(f"pandoc 没能生成报告：{str(error).strip()[-300:]}") from error
        return result.read_bytes()
