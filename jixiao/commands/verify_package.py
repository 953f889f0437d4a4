"""A package from somewhere else, held against what the data says: nothing but the repository is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from jixiao.build.described_case import PackageCase, open_described_year
from jixiao.build.packing import WITHOUT_PDF, expectation_of, read_evidence_files
from jixiao.build.steps import Inspected, Step, open_year
from jixiao.build.year_documents import Documents, render_documents
from jixiao.docx import package
from jixiao.docx.custom_xml import custom_xml
from jixiao.docx.document_kinds import find_body
from jixiao.docx.stray_bytes import comment_of, count_stray_bytes
from jixiao.errors import UsageError
from jixiao.findings import Finding, Place, in_reading_order, is_open_place
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.publish.source_map import NAMESPACE
from jixiao.readback.content_differences import ContentComparer
from jixiao.readback.package_check import (
    Expectation,
    compare_docx,
    compare_files,
    compare_pdf,
    read_marks,
)
from jixiao.readback.pdf_differences import PdfComparer
from jixiao.reporting.outcome import Deed, Outcome
from jixiao.source.regular_file import ReadFault, UnreadableFile, read_regular
from jixiao.submission.form_set_names import has_described_sets

_MOST_BYTES = 300 * 1024 * 1024
_DRAFT = "（草稿）"
_YEAR = compile_late(r"(20[0-9]{2})年度?")
_OF_DOCX = (
    "文字和数、印在哪一格、页眉页脚、自动编号和页码，部件、引用、内容类型，图片、域、批注、修订等模板里没有的东西，"
    "隐藏和看不清的字，文件属性"
)
_OF_PDF = "该印的文字是否都在、有没有多出的，附件、脚本、表单、批注、图片，文件属性"
_NOT_COMPARED = "字体、字号、边框等版式，样式和字体的名称，PDF 里的线条，文件属性里的时间"
_ASK = "确认文件是本单位用本工具生成的；年度认不出的，写明年度：python build.py verify 2023 --package 文件。"


class _Held(Struct, frozen=True):
    """The files of a package by name, and what its source map says it is: unit and year, "" where it does not.

    ``stray`` is how many bytes of its ZIP belong to no file, None where it is a single DOCX or PDF. ``without_pdf`` is
    whether the ZIP says that it was made without a PDF.
    """

    name: str
    files: Mapping[str, bytes]
    unit: str = ""
    year: str = ""
    stray: int | None = None
    without_pdf: bool = False


def verify_package(workspace: Workspace, file: Path, *, step: Step, year: int | None = None) -> Outcome:
    """Return where a package (a ZIP of ours, or one of its DOCX or PDF) does not say what the data says.

    ``year`` is needed only where the package does not tell. UsageError where the file cannot be had.
    """
    try:
        held = _opened(file)
    except package.BadPackage as error:
        return Outcome([_unknown(file.name, f"打不开，或不安全：{error}")], deed=Deed.COMPARED)
    year = year or _year_of(held, workspace)
    if year is None:
        return Outcome([_unknown(held.name, "认不出这是哪一年度的材料")], deed=Deed.COMPARED)
    step(f"正在读取 {year} 年度的数据……")
    draft = any(_DRAFT in name for name in held.files)
    case = _opened_case(held, workspace, year, draft=draft)
    if isinstance(case, Outcome):
        return case
    unit = case.unit_name
    if held.unit not in ("", unit):
        foreign = _unknown(held.name, f"这是“{held.unit}”的材料，这里的数据是“{unit}”的")
        return Outcome([foreign], title=case.title, deed=Deed.COMPARED)
    made = render_documents(case, step, draft=draft)
    step("正在核对……")
    found = list(_differences(held, case, made)) if isinstance(made, Documents) else made
    notes = list(_notes(held)) if isinstance(made, Documents) else []
    output = workspace.output(year, draft=draft)
    return Outcome(in_reading_order(found), output, notes=notes, title=case.title, deed=Deed.COMPARED)


def _opened_case(held: _Held, workspace: Workspace, year: int, *, draft: bool) -> PackageCase | Outcome:
    """Return what the data says the package should be; what was found where they cannot say.

    Of several described sets the one whose title the files bear, else the year's own.
    """
    if not has_described_sets(workspace, year):
        case = open_year(workspace, year, draft=draft)
        answerable = isinstance(case, Inspected) and not case.inspection.unfillable
        known = draft or not any(map(is_open_place, case.findings))
        return case if isinstance(case, Inspected) and answerable and known else case.outcome
    opened = open_described_year(workspace, year, draft=draft)
    if not opened.cases or not opened.draftable or (not draft and any(map(is_open_place, opened.findings))):
        return opened.outcome
    names = (held.name, *held.files)
    return next((one for one in opened.cases if any(one.title in name for name in names)), opened.cases[0])


def _notes(held: _Held) -> Iterator[str]:
    """Yield what was compared and what was not."""
    pdfs = sum(data.startswith(b"%PDF") and "/" not in name for name, data in held.files.items())
    documents = sum(name.endswith(".docx") for name in held.files) if held.stray is not None else 1 - pdfs
    compared = ["ZIP 里有哪些文件、佐证材料的内容"] if held.stray is not None else []
    compared += [f"DOCX {documents} 个：{_OF_DOCX}"] if documents else []
    compared += [f"PDF {pdfs} 个：{_OF_PDF}"] if pdfs else []
    yield f"核对了：{'；'.join(compared)}。"
    if held.without_pdf and not pdfs:
        yield "这套材料生成时就没有 PDF（ZIP 里记着），没有 PDF 可核对。"
    yield f"没有核对：{_NOT_COMPARED}。"


def _opened(file: Path) -> _Held:
    """Return the files of a package; BadPackage where it is damaged or not safe."""
    try:
        data = read_regular(file, _MOST_BYTES)
    except UnreadableFile as error:
        if error.fault is ReadFault.TOO_LARGE:
            raise UsageError(f"“{file.name}”超过 {_MOST_BYTES // 1024 // 1024} MB，不像一套材料。") from error
        raise UsageError(f"打不开“{file}”（{error.words}）。") from error
    if data.startswith(b"%PDF"):
        return _Held(file.name, {file.name: data})
    members = package.read_package(data)
    if package.CONTENT_TYPES in members:
        return _Held(file.name, {file.name: data}, *_identity({file.name: data}))
    files = _without_top_folder(members)
    unit, year = _identity({name: data for name, data in files.items() if name.endswith(".docx")})
    stray, without_pdf = count_stray_bytes(data, WITHOUT_PDF), comment_of(data) == WITHOUT_PDF
    return _Held(file.name, files, unit=unit, year=year, stray=stray, without_pdf=without_pdf)


def _without_top_folder(members: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the files without the one folder that whoever packed them again put round them."""
    tops = {name.partition("/")[0] for name in members}
    if len(tops) > 1 or any("/" not in name for name in members):
        return members
    return {name.partition("/")[2]: data for name, data in members.items()}


def _identity(files: Mapping[str, bytes]) -> tuple[str, str]:
    """Return unit and year as the first source map of these DOCX says, "" where there is none."""
    for data in files.values():
        content = custom_xml(package.read_package(data), NAMESPACE)
        if content is not None:
            root = package.open_root(content)
            return root.get("unit", ""), root.get("year", "")
    return "", ""


def _year_of(held: _Held, workspace: Workspace) -> int | None:
    """Return the year a package says it is of, else the one in its files' names, if there is data for it."""
    named = [match[1] for name in (held.name, *held.files) for match in _YEAR.finditer(name)]
    years = {str(year): year for year in workspace.years()}
    return next((years[words] for words in (held.year, *named) if words in years), None)


def _differences(held: _Held, case: PackageCase, made: Documents) -> Iterator[Finding]:
    """Yield the findings of each file; files that are byte for byte what would be made have none."""
    comparer = _PackageComparer(expectation_of(case), made)
    evidence = read_evidence_files(case)
    for name, data in held.files.items():
        if name in evidence:
            continue
        if held.stray is None or name.endswith((".docx", ".pdf")):
            yield from comparer.compare(name, data)
    if held.stray is not None:
        pdf = f"{made.stem}.pdf"
        names = (f"{made.stem}.docx", *([] if held.without_pdf and pdf not in held.files else [pdf]), *made.parts)
        files = {name: held.files.get(name, b"") for name in names} | evidence
        yield from compare_files(held.files, files, held.name, lenient=True)
        if held.stray:
            yield _stray(held.name, held.stray)


class _PackageComparer:
    """Holds documents against what was made of the data."""

    def __init__(self, expected: Expectation, made: Documents) -> None:
        self._expected = expected
        self._title = made.stem
        self._texts = tuple(passage.text for passage in expected.whole.passages)
        self._wanted = {f"{made.stem}.docx": made.whole, **made.parts}
        self._labels = dict(zip(self._wanted, ["", *expected.parts], strict=True))
        self._made = dict(zip(self._labels.values(), self._wanted.values(), strict=True))

    def compare(self, name: str, data: bytes) -> Iterator[Finding]:
        """Yield what a DOCX or a PDF says and holds otherwise."""
        if data.startswith(b"%PDF"):
            yield from compare_pdf(data, self._expected, name)
            yield from PdfComparer(name, self._made[""], self._texts, self._title).compare(data)
        elif data != self._wanted.get(name):
            try:
                yield from self._document(name, data)
            except package.BadPackage as error:
                yield _unknown(name, f"打不开：{error}")

    def _document(self, name: str, data: bytes) -> Iterator[Finding]:
        members = package.read_package(data)
        find_body(package.parse_xml(members[package.main_part(members)]))
        label = self._labels.get(name)
        label = self._expected.label_of(read_marks(data)) if label is None else label
        if label is None:
            yield _unknown(name, "里没有这一年度数据的标记，认不出是哪一部分")
            return
        plan = self._expected.parts[label] if label else self._expected.whole
        yield from compare_docx(data, self._expected, label, name)
        yield from ContentComparer(name, self._expected.prints, plan.passages).compare(data, self._made[label])


def _stray(name: str, count: int) -> Finding:
    return Finding(
        "V005",
        place=Place(name),
        found=f"ZIP 里有 {count} 字节不属于任何文件（夹在文件前后）",
        expected="只有整套文件",
        remedy="不要打开来历不明的压缩包；重新运行 make report，用新的 ZIP。",
        subject=name,
        seen=(str(count),),
    )


def _unknown(name: str, why: str) -> Finding:
    return Finding(
        "V007",
        place=Place(name),
        found=f"“{name}”{why}",
        expected="本单位某一年度的整套材料（ZIP、DOCX 或 PDF）",
        remedy=_ASK,
        subject=name,
    )
