"""``make file``: records what was filed, so that a later edit of a filed year shows."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jixiao import edition
from jixiao.build.described_case import open_described_year
from jixiao.build.packing import read_revision
from jixiao.build.steps import Judged, Step, open_year
from jixiao.errors import UsageError
from jixiao.findings import Finding, is_blocking
from jixiao.glossary import term
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.render.described_parts import render_described
from jixiao.render.parts import render
from jixiao.render.printing import format_figure
from jixiao.reporting.outcome import Deed, Outcome
from jixiao.rules.described_filing import DIFFERS_FROM_FILED, PrintedForms, digest_parts, name_part
from jixiao.rules.filed_years import content_digests, digest_words, final_figures
from jixiao.source.journal import JournalEntry
from jixiao.source.regular_file import MAX_TEXT, read_regular
from jixiao.source.store import write_entries
from jixiao.submission.form_set_names import has_described_sets

FILED = "filed.yaml"
# What a name of a described form may hold and a plain scalar of YAML may not.
_UNPLAIN = compile_late(r"^[-?\s]|[:#'\"\[\]{}&*!|>%@`,]")
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
    if has_described_sets(workspace, year):
        return _record_described(workspace, year, step=step, again=again)
    case = open_year(workspace, year, draft=False)
    outcome = replace(case.outcome, deed=Deed.RECORDED)
    if not isinstance(case, Judged) or _stands_in_the_way(case.findings, "Y103", again=again):
        return outcome
    step("正在套用模板……")
    rendering = render(case.dossier, case.folders, case.moment)
    outcome.findings += rendering.findings
    if rendering.findings:
        return outcome
    files = {part.label: _sha256(part.docx) for part in rendering.parts}
    places = case.book.dossier.form_set.amount_places
    final = {
        figure.path: next((one.print.printed for one in case.book.stated(figure.path)), format_figure(figure, places))
        for figure in final_figures(case.book.dossier.annex1)
    }
    return _recorded(workspace, outcome, year, _Record(content_digests(case.book), files, final))


def _record_described(workspace: Workspace, year: int, *, step: Step, again: bool) -> Outcome:
    opened = open_described_year(workspace, year, draft=False)
    outcome = replace(opened.outcome, deed=Deed.RECORDED)
    if not opened.cases or _stands_in_the_way(opened.findings, DIFFERS_FROM_FILED, again=again):
        return outcome
    step("正在套用模板……")
    printed = [PrintedForms(case.dossier, case.inspection.prints) for case in opened.cases]
    renderings = [render_described(case.dossier, case.folders, case.moment) for case in opened.cases]
    if late := [finding for rendering in renderings for finding in rendering.findings]:
        outcome.findings += late
        return outcome
    files = {
        name_part(printed, number, part.label): _sha256(part.docx)
        for number, rendering in enumerate(renderings)
        for part in rendering.parts
    }
    return _recorded(workspace, outcome, year, _Record(digest_parts(printed), files, {}))


def _stands_in_the_way(findings: Iterable[Finding], differs: str, *, again: bool) -> bool:
    """Return whether a year cannot be recorded; that it ``differs`` from its record is no matter when filed again."""
    return is_blocking(one for one in findings if not (again and one.code == differs))


class _Record(Struct, frozen=True):
    """What is recorded: by part the digests of its contents and of its file, final accounts as printed by path."""

    contents: Mapping[str, str]
    files: Mapping[str, str]
    final: Mapping[str, str]


def _recorded(workspace: Workspace, outcome: Outcome, year: int, record: _Record) -> Outcome:
    path = workspace.year(year) / FILED
    text = _HEAD + "\n".join(_lines(workspace, year, record)) + "\n"
    entry = JournalEntry(path.relative_to(workspace.root).as_posix(), _content(path), text.encode())
    write_entries(workspace.root, [entry], "make file")
    outcome.folder, outcome.files = path.parent, [FILED]
    return outcome


def _lines(workspace: Workspace, year: int, record: _Record) -> Iterator[str]:
    yield f"{term('recorded_on')}: {edition.today().isoformat()}"
    yield f"{term('revision')}: {read_revision(workspace)}".rstrip()
    yield f"{term('data_digest')}: {_data_digest(workspace.year(year))}"
    yield ""
    yield f"{term('parts')}:"
    for label, digest in record.files.items():
        yield f"  - {term('label')}: {json.dumps(label, ensure_ascii=False) if _UNPLAIN.search(label) else label}"
        yield f"    {term('content_digest')}: {record.contents.get(label, digest_words([]))}"
        yield f"    {term('file_digest')}: {digest}"
    yield ""
    if not record.final:
        yield f"{term('final_figures')}: []"
        return
    yield f"# 附件1的决算数，下一年度的“上年决算”要与它相同\n{term('final_figures')}:"
    for path, printed in record.final.items():
        yield f"  - {term('reference')}: {path}"
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
