"""``make file``: records what was filed, so that a later edit of a filed year shows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from jixiao import edition
from jixiao.build.packing import read_revision
from jixiao.build.steps import Judged, Step, open_year
from jixiao.errors import UsageError
from jixiao.findings import is_blocking
from jixiao.glossary import term
from jixiao.outcome import Deed, Outcome
from jixiao.paths import Workspace
from jixiao.render.parts import render
from jixiao.render.printing import format_figure
from jixiao.rules.filed_years import content_digests, final_figures
from jixiao.rules.printed_package import PrintedPackage
from jixiao.source.journal import JournalEntry
from jixiao.source.regular_file import MAX_TEXT, read_regular
from jixiao.source.store import write_entries

FILED = "filed.yaml"
_HEAD = """\
# yaml-language-server: $schema=../../schemas/filed.schema.json
# 报送记录，由 make file 写成，不要手改。以后改动这一年的数据，检查会指出与报送件不同的部件；
# 确需更正的，在 restatements.yaml 写明位置、更正内容和理由。
"""


def record_filing(workspace: Workspace, year: int, *, step: Step, again: bool = False) -> Outcome:
    """Write data/<year>/filed.yaml: digests of every part and of the data, revision, day, final accounts as printed.

    UsageError if there is a record already and ``again`` is not asked for; nothing is written while an error stands.
    """
    path = workspace.year(year) / FILED
    if path.exists() and not again:
        raise UsageError(f"{workspace.shown(path)} 已有报送记录。更正后重新报送的，加 --again 重新记录。")
    step(f"正在检查 {year} 年度……")
    case = open_year(workspace, year, draft=False)
    outcome = replace(case.outcome, deed=Deed.RECORDED)
    if not isinstance(case, Judged) or is_blocking(one for one in case.findings if not (again and one.code == "Y103")):
        return outcome
    step("正在套用模板……")
    rendering = render(case.dossier, case.folders, case.moment)
    outcome.findings += rendering.findings
    if rendering.findings:
        return outcome
    files = {part.label: _sha256(part.docx) for part in rendering.parts}
    text = _HEAD + "\n".join(_lines(workspace, year, case.book, files)) + "\n"
    entry = JournalEntry(path.relative_to(workspace.root).as_posix(), _content(path), text.encode())
    write_entries(workspace.root, [entry], "make file")
    outcome.folder, outcome.files = path.parent, [FILED]
    return outcome


def _lines(workspace: Workspace, year: int, book: PrintedPackage, files: Mapping[str, str]) -> Iterator[str]:
    yield f"{term('recorded_on')}: {edition.today().isoformat()}"
    yield f"{term('revision')}: {read_revision(workspace)}".rstrip()
    yield f"{term('data_digest')}: {_data_digest(workspace.year(year))}"
    yield ""
    yield f"{term('parts')}:"
    contents = content_digests(book)
    for label, digest in files.items():
        yield f"  - {term('label')}: {label}"
        yield f"    {term('content_digest')}: {contents.get(label, _sha256(b'[]'))}"
        yield f"    {term('file_digest')}: {digest}"
    yield ""
    yield f"# 附件1的决算数，下一年度的“上年决算”要与它相同\n{term('final_figures')}:"
    places = book.dossier.form_set.amount_places
    for figure in final_figures(book.dossier.annex1):
        printed = next((one.print.printed for one in book.stated(figure.path)), format_figure(figure, places))
        yield f"  - {term('reference')}: {figure.path}"
        yield f"    {term('as_filed')}: {printed}".rstrip()


def _data_digest(folder: Path) -> str:
    """Return the digest of all data files of a year, the record itself left out."""
    names = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".md") and path.name != FILED)
    contents = ((path.relative_to(folder).as_posix(), read_regular(path, MAX_TEXT)) for path in names)
    return _sha256(b"".join(name.encode() + content for name, content in contents))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes | None:
    return read_regular(path, MAX_TEXT) if os.path.lexists(path) else None
