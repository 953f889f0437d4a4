"""``make publish``: what the public gets of a year, as a page, a PDF and figures, proved to hold nothing private."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jixiao.build.described_case import PackageCase, open_cases
from jixiao.build.packing import write_folder
from jixiao.build.steps import Step
from jixiao.build.whole_pdf import convert_wholes, pdf_not_made
from jixiao.build.year_documents import prepare_for_printing, render_case
from jixiao.disclosure.privacy import Privacy, read_privacy
from jixiao.disclosure.public_charts import draw_charts
from jixiao.disclosure.public_figures import PublicFigure, figures_as_csv, figures_as_json, list_public_figures
from jixiao.disclosure.public_parts import PagePart, lay_out_part
from jixiao.docx.redaction import redact_members
from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.findings import Finding, Place, followed_by, is_blocking
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.reporting.outcome import Deed, Outcome

PRIVATE_LEFT = "V012"
CSV_NAME, JSON_NAME = "数据.csv", "数据.json"
_TIMEOUT = 300
_CODE = compile_late(r"<(style|script)\b.*?</\1>|<meta[^>]*>", re.DOTALL)
_AGAIN = "网页和数据已写好，只缺 PDF：排除这里说的原因，再运行一次；或在浏览器里把网页打印成 PDF。"


class PublicFiles(Struct):
    """What the public gets of one package by file name, in how many places something was left out, what to know."""

    files: dict[str, bytes]
    places: int
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class _PublicDocuments(Struct, frozen=True):
    """A package's public parts, laid out for the page, and their DOCX by label as members."""

    title: str
    parts: tuple[PagePart, ...]
    members: dict[str, dict[str, bytes]]
    places: int


def publish_year(workspace: Workspace, year: int, *, step: Step, pdf: bool = True) -> Outcome:
    """Write output/<year>-公开/, or say what stands in the way: errors of the data, or something private left."""
    step(f"正在读取 {year} 年度的数据……")
    opened = open_cases(workspace, year)
    outcome, named = replace(opened.outcome, deed=Deed.PUBLISHED), [str(one.by) for one in opened.waivers]
    if not opened.cases or is_blocking(outcome.findings):
        return outcome
    files: dict[str, bytes] = {}
    late: list[Finding] = []
    notes: list[str] = []
    for case in opened.cases:
        made = _make_public(case, read_privacy(case, named), step, pdf=pdf)
        if not isinstance(made, PublicFiles):
            return replace(outcome, findings=followed_by(outcome.findings, made))
        files |= {posixpath.join(case.subfolder, name): content for name, content in made.files.items()}
        late += made.findings
        notes += (*made.notes, f"公开的内容略去 {made.places} 处姓名、号码和不公开的内容，印作“（不公开）”。")
    step("正在写入……")
    folder = workspace.output(year).with_name(f"{year}-公开")
    write_folder(folder, files)
    findings = followed_by(outcome.findings, late)
    return replace(outcome, findings=findings, folder=folder, files=list(files), notes=[*notes, _LOOK])


_LOOK = "发布以前通读一遍：没有称呼的姓名和图片里的字，程序认不出；要略去的写进表单集的“公开”。"


def _make_public(case: PackageCase, privacy: Privacy, step: Step, *, pdf: bool) -> PublicFiles | list[Finding]:
    step("正在略去不公开的内容……")
    figures = list_public_figures(privacy)
    made = _redact_documents(case, privacy, figures)
    if not isinstance(made, _PublicDocuments):
        return made
    stem = _stem(made.title)
    files = {
        f"{stem}.html": _page(case, made, privacy, figures),
        CSV_NAME: figures_as_csv(figures),
        JSON_NAME: figures_as_json(figures, title=made.title, unit=case.unit_name, year=case.year),
    }
    printed = _make_pdf(case, made, f"{stem}.pdf", step) if pdf else PublicFiles({}, 0)
    files |= printed.files
    left = list(_find_private(files, privacy))
    return left or replace(printed, files=files, places=made.places)


def _redact_documents(
    case: PackageCase, privacy: Privacy, figures: Iterable[PublicFigure]
) -> _PublicDocuments | list[Finding]:
    rendering = render_case(case)
    if rendering.findings:
        return rendering.findings
    anchors = {one.path: one.anchor for one in figures}
    links = {one.mark: anchors[one.path] for one in privacy.prints if one.path in anchors}
    parts: list[PagePart] = []
    members: dict[str, dict[str, bytes]] = {}
    places = 0
    for number, part in enumerate(rendering.parts, start=1):
        if privacy.hides_part(part.label):
            continue
        redacted = redact_members(part.members, privacy.marks, privacy.words.find)
        title, places = privacy.words.redact(part.title), places + redacted.places
        members[part.label] = redacted.members
        parts.append(lay_out_part(f"p{number}", part.label, title, members=redacted.members, figures=links))
    if not parts:
        raise UsageError("表单集的“公开: 不公开的部件”把全部部件都列上了，没有可以公开的。")
    return _PublicDocuments(privacy.words.redact(case.title), tuple(parts), members, places)


def _page(case: PackageCase, made: _PublicDocuments, privacy: Privacy, figures: list[PublicFigure]) -> bytes:
    from jixiao.web.html_pages import render_page

    titles = {part.label: part.title for part in made.parts}
    return render_page(
        "public.html",
        title=made.title,
        parts=made.parts,
        charts=draw_charts(case, privacy, titles),
        figures=figures,
        by_number={one.number: one for one in figures},
        downloads=(("CSV", CSV_NAME), ("JSON", JSON_NAME)),
        left_out=sum(part.left_out for part in made.parts),
    ).encode()


def _make_pdf(case: PackageCase, made: _PublicDocuments, name: str, step: Step) -> PublicFiles:
    """Return the PDF of the same parts; none, and why, where LibreOffice does not deliver."""
    from jixiao.assemble import OpenedPart, assemble

    parts = [OpenedPart(label, members) for label, members in made.members.items()]
    printable = prepare_for_printing(assemble(parts, moment=case.moment, title=made.title), case.moment)
    step(f"正在转换 PDF……{printable.wait_words}")
    try:
        pdf = convert_wholes({name: printable}, timeout=_TIMEOUT)[name]
    except EnvironmentFailure as error:
        return PublicFiles({}, 0, findings=(pdf_not_made(name, error, _AGAIN),))
    return PublicFiles({} if pdf.content is None else {name: pdf.content}, 0, pdf.notes)


def _find_private(files: Mapping[str, bytes], privacy: Privacy) -> Iterator[Finding]:
    """Yield where something known to be private is still read in a finished file."""
    for name, content in files.items():
        found = dict.fromkeys(privacy.words.find_known(_text_of(name, content)))
        if found:
            yield Finding(
                PRIVATE_LEFT,
                place=Place(name),
                found=f"要公开的文件里还有不公开的内容 {len(found)} 种：{'、'.join(found)}",
                expected="一处也没有",
                remedy="把印着它的那一项写进表单集的“公开: 不公开的内容”，或改写那一句；没有写出任何文件。",
                subject=name,
                seen=tuple(found),
            )


def _text_of(name: str, content: bytes) -> str:
    """Return what people read of a file: of a page without its own code."""
    if Path(name).suffix != ".pdf":
        return _CODE.sub("", content.decode())
    from jixiao.publish.pdf_properties import list_pdf_properties
    from jixiao.publish.pdf_text import page_texts

    return "\n".join([*page_texts(content), *list_pdf_properties(content).values()])


def _stem(title: str) -> str:
    from jixiao.publish.file_names import file_name

    return file_name(title, "（公开）")
