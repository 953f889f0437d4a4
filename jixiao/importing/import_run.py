"""``import``: from files to a year's folder, whole or not at all; an existing year is never overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from jixiao.errors import UsageError
from jixiao.importing.documents import Document
from jixiao.importing.filed_package import Filing
from jixiao.importing.filed_projects import known_identifiers
from jixiao.importing.foreign_files import open_file
from jixiao.importing.form_labels import FormLabels, read_forms
from jixiao.importing.import_result import ImportResult
from jixiao.importing.label_text import label_key
from jixiao.importing.part_recognition import RecognisedParts, recognise_parts
from jixiao.importing.year_import import plan_year
from jixiao.model.data_files import FINAL_ACCOUNTS
from jixiao.model.formset import FormSet, PartKind
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.source.regular_file import MAX_TEXT, read_regular
from jixiao.source.store import create_years
from jixiao.submission.validate import read_record

_TITLE = compile_late(r"(20[0-9]{2})\s*年度.{0,40}(?:绩效|自评)")
_LONGEST_TITLE = 60
# A package of a hundred projects has some 3000 rows.
MAX_ROWS, MAX_LINES, MAX_PROJECTS = 60_000, 300_000, 1000
Step = Callable[[str], None]


class ImportOptions(Struct, frozen=True):
    """What the user says beside files and year: the unit's name, the form set, whether to replace bare accounts."""

    unit: str = ""
    form_set: str = ""
    force: bool = False


NO_OPTIONS = ImportOptions()


def plan_import(
    workspace: Workspace, year: int, files: Sequence[Path], options: ImportOptions, *, step: Step
) -> ImportResult:
    """Return the year that the files make up; writes nothing. UsageError for files that are not understood."""
    check_free(workspace, year, force=options.force)
    documents = []
    for path in files:
        step(f"正在读取 {path.name}……")
        documents.append(open_file(path))
    step("正在辨认各表，与由数据得出的各数比对……")
    return plan_documents(workspace, year, documents, options)


def plan_documents(
    workspace: Workspace, year: int, documents: Sequence[Document], options: ImportOptions
) -> ImportResult:
    """Return the year that the documents make up; UsageError where they are not a package of that year."""
    check_size(documents)
    _check_year(documents, year)
    name, form_set, forms = choose_forms(workspace, year, documents, options.form_set)
    package = recognise_parts(documents, forms, form_set)
    _check_whole(package, forms, documents)
    brought = {name: identifier for document in documents for name, identifier in document.identifiers.items()}
    filing = Filing(package, forms, form_set, known_identifiers(workspace, year, brought))
    return plan_year(workspace, year, name, filing, unit=options.unit)


def write_import(workspace: Workspace, plan: ImportResult) -> None:
    """Write the planned year, and last year's accounts where there are none, all or nothing.

    UsageError if somebody has begun the year by now, EnvironmentFailure if it cannot be written.
    """
    folder, before = workspace.year(plan.year), workspace.year(plan.year - 1)
    years = {folder: plan.files} | ({before: plan.prior} if plan.prior and not before.exists() else {})
    try:
        create_years(workspace.root, years, "make import", replaced=read_bare_accounts(folder))
    except FileExistsError as error:
        raise UsageError(f"{workspace.shown(folder)}/ 已经有了，不会覆盖。") from error


def read_bare_accounts(folder: Path) -> dict[Path, bytes]:
    """Return the final accounts of a year that has nothing else, which a whole year may replace; {} otherwise."""
    accounts = folder / FINAL_ACCOUNTS.name
    return {accounts: read_regular(accounts, MAX_TEXT)} if _has_only_accounts(folder) else {}


def _has_only_accounts(folder: Path) -> bool:
    return folder.is_dir() and [path.name for path in folder.iterdir()] == [FINAL_ACCOUNTS.name]


def check_free(workspace: Workspace, year: int, *, force: bool) -> None:
    """Raise UsageError for a year that is there already; bare final accounts may be replaced by ``force``."""
    folder = workspace.year(year)
    shown = f"{workspace.shown(folder)}/"
    if folder.exists() and not _has_only_accounts(folder):
        raise UsageError(f"{shown} 已经有了，不会覆盖；要重新导入，先把它移到别处。")
    if folder.exists() and not force:
        raise UsageError(f"{shown} 里只有决算数（{FINAL_ACCOUNTS.name}）。要以导入的整套数据代替它，加 --force。")


def check_size(documents: Sequence[Document]) -> None:
    """Raise UsageError for files that hold more than a package ever does."""
    rows = sum(len(document.rows) for document in documents)
    lines = sum(len(document.lines) for document in documents)
    for count, most, what in ((rows, MAX_ROWS, "表格行"), (lines, MAX_LINES, "段落")):
        if count > most:
            raise UsageError(f"文件里有{what} {count} 个，超过上限 {most} 个，不像一套自评材料；没有建立任何文件。")


def _check_year(documents: Sequence[Document], year: int) -> None:
    stated = count_years(documents)
    if stated and year not in stated:
        found = stated.most_common(1)[0][0]
        raise UsageError(f"文件里写的是 {found} 年度，--year 是 {year}。请核对文件和年度；没有建立任何文件。")


def count_years(documents: Sequence[Document]) -> Counter[int]:
    """Return the years that titles of the documents state, each as often as it is stated."""
    titles = [line.text for document in documents for line in document.lines if len(line.text) < _LONGEST_TITLE]
    return Counter(int(match[1]) for text in titles if (match := _TITLE.search(text)))


def choose_forms(
    workspace: Workspace, year: int, documents: Sequence[Document], wanted: str
) -> tuple[str, FormSet, list[FormLabels]]:
    """Return the form set whose labels the files show most of: its folder, itself, its forms for the year."""
    cells = {cell for document in documents for row in document.rows for cell in row if len(cell) < _LONGEST_TITLE}
    keys = set(map(label_key, cells))

    def likeness(candidate: tuple[str, FormSet, list[FormLabels]]) -> tuple[int, bool, str]:
        name, form_set, forms = candidate
        words = {word for form in forms for word in form.words}
        return len(words & keys), year in form_set.applies_to, name

    form_sets = read_form_sets(workspace, wanted).items()
    read = [(name, form_set, read_forms(form_set, workspace.form_set(name), year)) for name, form_set in form_sets]
    return max(read, key=likeness)


def read_form_sets(workspace: Workspace, wanted: str = "") -> dict[str, FormSet]:
    """Return the form sets that are not described, by name, or the one wanted; UsageError where there are none."""
    paths = sorted(workspace.templates.glob("*/forms.yaml"))
    read = {path.parent.name: read_record(path, workspace.shown(path), "表单", FormSet)[1] for path in paths}
    found = {name: form_set for name, form_set in read.items() if form_set is not None}
    if wanted and wanted not in found:
        raise UsageError(f"没有表单集“{wanted}”。已有：{'、'.join(found) or '（没有）'}。")
    if not found:
        raise UsageError("templates/ 里没有可用的表单集，认不出报送件的表。")
    return {wanted: found[wanted]} if wanted else found


def _check_whole(package: RecognisedParts, forms: Sequence[FormLabels], documents: Sequence[Document]) -> None:
    """Raise UsageError where a file says nothing we know, or a form that a year cannot do without is not there."""
    used = {part.file for part in package.parts} | {file for file, _ in package.report}
    if strange := [document.name for document in documents if document.name not in used]:
        raise UsageError(
            f"{'、'.join(strange)}：没有认出任何一张表，也没有认出报告。请核对是不是绩效自评材料；没有建立任何文件。"
        )
    projects = sum(part.form.part.kind is PartKind.PER_PROJECT for part in package.parts)
    if projects > MAX_PROJECTS:
        raise UsageError(f"文件里认出 {projects} 张项目表，超过上限 {MAX_PROJECTS} 张；没有建立任何文件。")
    # Annex 1 and 2; what only repeats (the projects' forms), the cover and the bureau's own sheet may be missing.
    needed = [form for form in forms if form.part.kind is PartKind.FORM and len(form.groups) > 1]
    if missing := [str(form.part.label) for form in needed if not package.filed_on(form)]:
        raise UsageError(
            f"文件里没有认出{'、'.join(missing)}，不能建立一个年度。"
            "几张表分在几个文件里的，请把它们一起写在命令里；没有建立任何文件。"
        )
