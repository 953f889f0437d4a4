"""``import``: from files to a year's folder, whole or not at all; an existing year is never overwritten."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.importing.documents import Document, FiledGrid, FiledLine, readable
from jixiao.importing.filed_package import Filing
from jixiao.importing.foreign_files import open_file
from jixiao.importing.form_labels import FormLabels, forms_of
from jixiao.importing.import_result import FINAL_ACCOUNTS, ImportResult
from jixiao.importing.label_text import key
from jixiao.importing.outlays import known_identifiers
from jixiao.importing.part_recognition import RecognisedParts, sorted_out
from jixiao.importing.year_import import plan_year
from jixiao.model.formset import FormSet, PartKind
from jixiao.paths import Workspace
from jixiao.publish.folder import create_folder, replace_folder
from jixiao.submission.validate import read_record

_TITLE = re.compile(r"(20[0-9]{2})\s*年度.{0,40}(?:绩效|自评)")
_LONGEST_TITLE = 60
# A package of a hundred projects has some 3000 rows.
MAX_ROWS, MAX_LINES, MAX_PROJECTS = 6000, 20_000, 200
Step = Callable[[str], None]


class Wishes(Struct, frozen=True):
    """What the user says beside files and year: the unit's name, the form set, whether to replace bare accounts."""

    unit: str = ""
    form_set: str = ""
    force: bool = False


NO_WISHES = Wishes()


def plan_of(workspace: Workspace, year: int, files: Sequence[Path], wishes: Wishes, step: Step) -> ImportResult:
    """Return the year that the files make up; writes nothing. UsageError for files that are not understood."""
    _check_free(workspace, year, force=wishes.force)
    documents = []
    for path in files:
        step(f"正在读取 {path.name}……")
        documents.append(open_file(path))
    step("正在辨认各表，与由数据得出的各数比对……")
    return plan_of_documents(workspace, year, documents, wishes)


def plan_of_documents(workspace: Workspace, year: int, documents: Sequence[Document], wishes: Wishes) -> ImportResult:
    """Return the year that the documents make up; UsageError where they are not a package of that year."""
    _check_size(documents)
    documents = [readable(one) for one in documents]
    _check_year(documents, year)
    name, form_set, forms = _likeliest_forms(workspace, year, documents, wishes.form_set)
    package = sorted_out(documents, forms, form_set)
    _check_whole(package, forms, documents)
    brought = {name: one for document in documents for name, one in document.identifiers.items()}
    filing = Filing(package, forms, form_set, known_identifiers(workspace, year, brought))
    return plan_year(workspace, year=year, form_set=name, filing=filing, unit=wishes.unit)


def write(workspace: Workspace, plan: ImportResult) -> None:
    """Write the planned year, whole or not at all; EnvironmentFailure leaves everything as it was."""
    folder = workspace.year(plan.year)
    try:
        with _begun(workspace.year(plan.year - 1), plan.prior):
            if _only_accounts(folder):
                replace_folder(folder, plan.files)
            else:
                create_folder(folder, plan.files)
    except FileExistsError as error:
        raise UsageError(f"{workspace.shown(folder)}/ 已经有了，不会覆盖。") from error
    except OSError as error:
        raise EnvironmentFailure(f"写不进 {folder.parent}（{error.strerror}）。请检查磁盘空间和写入权限。") from error


@contextmanager
def _begun(folder: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Make a folder of the files, if there are any and it is not there; it goes again if what follows fails."""
    if not files or folder.exists():
        yield
        return
    create_folder(folder, files)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _only_accounts(folder: Path) -> bool:
    """Return whether a year's folder holds final accounts alone."""
    return folder.is_dir() and [path.name for path in folder.iterdir()] == [FINAL_ACCOUNTS]


def _check_free(workspace: Workspace, year: int, *, force: bool) -> None:
    folder = workspace.year(year)
    if not folder.exists():
        return
    shown = f"{workspace.shown(folder)}/"
    if not _only_accounts(folder):
        raise UsageError(f"{shown} 已经有了，不会覆盖；要重新导入，先把它移到别处。")
    if not force:
        raise UsageError(f"{shown} 里只有决算数（{FINAL_ACCOUNTS}）。要以导入的整套数据代替它，加 --force。")


def _check_size(documents: Sequence[Document]) -> None:
    rows = sum(len(block.rows) for one in documents for block in one.blocks if isinstance(block, FiledGrid))
    lines = sum(isinstance(block, FiledLine) for one in documents for block in one.blocks)
    for count, most, what in ((rows, MAX_ROWS, "表格行"), (lines, MAX_LINES, "段落")):
        if count > most:
            raise UsageError(f"文件里有{what} {count} 个，超过上限 {most} 个，不像一套自评材料；没有建立任何文件。")


def _check_year(documents: Sequence[Document], year: int) -> None:
    titles = [line.text for document in documents for line in document.blocks if isinstance(line, FiledLine)]
    told = Counter(int(match[1]) for text in titles if len(text) < _LONGEST_TITLE and (match := _TITLE.search(text)))
    if told and year not in told:
        found = told.most_common(1)[0][0]
        raise UsageError(f"文件里写的是 {found} 年度，--year 是 {year}。请核对文件和年度；没有建立任何文件。")


def _likeliest_forms(
    workspace: Workspace, year: int, documents: Sequence[Document], wanted: str
) -> tuple[str, FormSet, list[FormLabels]]:
    """Return the form set whose labels the files show most of, with its folder and its forms for the year."""
    grids = [block for document in documents for block in document.blocks if isinstance(block, FiledGrid)]
    cells = {key(cell) for grid in grids for row in grid.rows for cell in row if len(cell) < _LONGEST_TITLE}
    sets = _form_sets(workspace, wanted)
    read = [(name, one, forms_of(one, workspace.form_set(name), year)) for name, one in sets.items()]

    def met(entry: tuple[str, FormSet, list[FormLabels]]) -> tuple[int, bool, str]:
        words = {word for form in entry[2] for word in form.words}
        return len(words & cells), year in entry[1].applies_to, entry[0]

    return max(read, key=met)


def _form_sets(workspace: Workspace, wanted: str) -> dict[str, FormSet]:
    found = {}
    for path in sorted(workspace.templates.glob("*/forms.yaml")):
        _, one = read_record(path, workspace.shown(path), "表单", FormSet)
        if one is not None:
            found[path.parent.name] = one
    if wanted and wanted not in found:
        raise UsageError(f"没有表单集“{wanted}”。已有：{'、'.join(found) or '（没有）'}。")
    if not found:
        raise UsageError("templates/ 里没有可用的表单集，认不出报送件的表。")
    return {wanted: found[wanted]} if wanted else found


def _check_whole(package: RecognisedParts, forms: Sequence[FormLabels], documents: Sequence[Document]) -> None:
    """Raise UsageError where a file says nothing we know, or a form that a year cannot do without is not there."""
    used = {instance.file for instance in package.instances} | {file for file, _ in package.report}
    strange = [one.name for one in documents if one.name not in used]
    if strange:
        raise UsageError(
            f"{'、'.join(strange)}：没有认出任何一张表，也没有认出报告。请核对是不是绩效自评材料；没有建立任何文件。"
        )
    # Annex 1 and 2; what only repeats (the projects' forms), the cover and the bureau's own sheet may be missing.
    needed = [form for form in forms if form.part.kind is PartKind.FORM and len(form.groups) > 1]
    projects = sum(one.form.part.kind is PartKind.PER_PROJECT for one in package.instances)
    if projects > MAX_PROJECTS:
        raise UsageError(f"文件里认出 {projects} 张项目表，超过上限 {MAX_PROJECTS} 张；没有建立任何文件。")
    missing = [str(form.part.label) for form in needed if not package.of(form)]
    if missing:
        raise UsageError(
            f"文件里没有认出{'、'.join(missing)}，不能建立一个年度。"
            "几张表分在几个文件里的，请把它们一起写在命令里；没有建立任何文件。"
        )
