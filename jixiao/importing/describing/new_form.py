"""``new-form``: from an authority's form to a form set's first draft; both files or none, never over another set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jixiao.docx.package import BadPackage
from jixiao.errors import UsageError
from jixiao.glossary import term
from jixiao.importing.describing.description_text import FormNames, draft_description
from jixiao.importing.describing.field_proposals import propose_form
from jixiao.importing.describing.proposals import ProposedForm
from jixiao.importing.describing.repeated_form import find_repeated, keep_first_form
from jixiao.importing.describing.sheet_form import form_sheet, write_sheet_form
from jixiao.importing.describing.tagged_template import strip_traces, tag_template
from jixiao.importing.describing.value_places import find_places, find_title
from jixiao.importing.describing.vocabulary import Vocabulary, learn_words
from jixiao.importing.documents import Document, FiledGrid
from jixiao.importing.foreign_files import convert_old_word, holds_old_word, read_foreign
from jixiao.importing.label_text import narrow
from jixiao.importing.paper_cells import PaperReading, find_year
from jixiao.importing.paper_reading import read_paper_form
from jixiao.importing.template_layout import lay_out
from jixiao.importing.word_documents import read_word
from jixiao.model.form_description import Description
from jixiao.model.form_roles import MoneyUnit
from jixiao.paths import Workspace, readable, shipped_sets
from jixiao.patterns import compile_late
from jixiao.render.scan import scan_template
from jixiao.render.unfed import list_unfed_cells
from jixiao.source.nodes import parse_yaml
from jixiao.source.regular_file import MAX_DOCUMENT, ReadFault, UnreadableFile, read_regular
from jixiao.source.store import create_years
from jixiao.submission.validate import validate

DESCRIPTION, TEMPLATE = "description.yaml", "form.docx"
_NAME = compile_late(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OF_SHEET = "由 Excel 工作簿做成：字和合并照原表，列宽、字号请在 Word 里照原表调整"
_YUAN = compile_late(r"单位[:：]元|[(（]元[)）]")
MAX_CELLS = 6000
Step = Callable[[str], None]


class NewForm(Struct, frozen=True):
    """A form set that was drafted: its name, its files, what they describe, what they make of the form itself."""

    name: str
    files: dict[str, bytes]
    proposed: ProposedForm
    reading: PaperReading
    notes: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """What is unsure, path by path."""
        guesses = [(one.path, one.guess.question) for one in self.proposed.fields]
        for each in self.proposed.lists:
            guesses.append((each.name.path, each.question))
            guesses += [(f"{each.name.path}.{part.name}", part.guess.question) for part in each.parts]
        return tuple(f"{path}：{question}" for path, question in guesses if question)

    @property
    def described(self) -> int:
        """How many fields and columns of lists there are."""
        return len(self.proposed.fields) + sum(len(one.parts) for one in self.proposed.lists)


def plan_new_form(workspace: Workspace, file: Path, name: str, *, step: Step) -> NewForm:
    """Return the form set that a file makes; writes nothing. UsageError for a file or a name that cannot be."""
    _check_name(workspace, name)
    step(f"正在读取 {readable(file.name)}……")
    data = _read_form(file)
    try:
        data, notes = _as_word(data)
        step("正在从各套表样学用词，辨认各格……")
        form = draft_form(data, name, learn_words(workspace, shipped=shipped_sets()))
        return replace(form, notes=(*notes, *form.notes))
    except BadPackage as error:
        raise UsageError(f"{readable(file.name)}：{error}。没有建立任何文件。") from error


def draft_form(data: bytes, name: str, vocabulary: Vocabulary) -> NewForm:
    """Return the form set that a DOCX makes by the words known; BadPackage for what is none, or has no table."""
    data, document, notes = _first_form(data)
    _check_form(document)
    year = find_year(document.blocks)
    proposed = propose_form(find_places(document, vocabulary, year), vocabulary, year)
    title = find_title(document) or name
    template = strip_traces(tag_template(data, document, proposed, year), title)
    tagged = read_word(TEMPLATE, template)
    names = FormNames(
        title,
        TEMPLATE,
        year,
        _money_of(document),
        unfilled=tuple(_unfilled_cells(template)),
        prints_year=_prints_year(tagged),
    )
    text = draft_description(proposed, names)
    reading = _read_back(name, text, tagged, document)
    return NewForm(
        name,
        {DESCRIPTION: text.encode("utf-8"), TEMPLATE: template},
        proposed,
        reading=reading,
        notes=(*notes, *_differing(proposed)),
    )


def _differing(proposed: ProposedForm) -> Iterator[str]:
    if paths := [one.path for one in proposed.formulas if one.differs]:
        yield f"表上填的数不是公式算出的，请核对公式：{'、'.join(paths)}"


def _as_word(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the form in a file as a DOCX, and what to say of how it became one."""
    if holds_old_word(data):
        return convert_old_word(data), ()
    document = read_foreign(TEMPLATE, data)
    if not any(isinstance(block, FiledGrid) and block.at for block in document.blocks):
        return data, ()
    sheet, others = form_sheet(document)
    left = (f"没有用其余的工作表：{'、'.join(others)}",) if others else ()
    return write_sheet_form(sheet.blocks), (_OF_SHEET, *left)


def _first_form(data: bytes) -> tuple[bytes, Document, tuple[str, ...]]:
    """Return the form that a DOCX holds; of several that are the same one the first, and how many there are."""
    document = read_word(TEMPLATE, data)
    again = find_repeated(document.blocks)
    if not again:
        return data, document, ()
    data = keep_first_form(data, document, again[0])
    return data, read_word(TEMPLATE, data), (f"文件里有 {len(again) + 1} 张同样的表，只用第一张做表样",)


def write_new_form(workspace: Workspace, form: NewForm) -> None:
    """Write a new form set; UsageError if there is one of its name by now, EnvironmentFailure where that fails."""
    folder = workspace.form_set(form.name)
    try:
        create_years(workspace.templates.parent, {folder: form.files}, "make new-form")
    except FileExistsError as error:
        raise UsageError(f"{workspace.shown(folder)}/ 已经有了，不会覆盖。") from error


def _check_name(workspace: Workspace, name: str) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(f"表单集的名称“{name}”不对，应为小写英文字母、数字和“-”，如 mycity-2024。")
    folder = workspace.form_set(name)
    if folder.exists():
        raise UsageError(f"{workspace.shown(folder)}/ 已经有了，不会覆盖；换一个名称，或先把它移到别处。")


def _read_form(file: Path) -> bytes:
    try:
        return read_regular(file, MAX_DOCUMENT)
    except UnreadableFile as error:
        if error.fault is ReadFault.MISSING:
            raise UsageError(f"没有文件 {readable(str(file))}。") from error
        raise UsageError(f"{readable(file.name)}：{error.words}，不予读取。") from error


def _check_form(document: Document) -> None:
    cells = sum(len(row) for block in document.blocks if isinstance(block, FiledGrid) for row in block.rows)
    if not cells:
        raise BadPackage("里面没有表格，不像一张表样")
    if cells > MAX_CELLS:
        raise BadPackage(f"里面有 {cells} 格，超过上限 {MAX_CELLS} 格，不像一张表样")
    if any("{{" in cell or "{%" in cell for row in document.rows for cell in row):
        raise BadPackage("里面已经有模板的标记；请给没有标记的表样")


def _unfilled_cells(template: bytes) -> Iterator[str]:
    """Yield the cells of a template that nothing feeds, neighbours as one: 表1 第5行第6-8格."""
    cells = list_unfed_cells(scan_template(template, TEMPLATE).cells)
    for (table, row), placed in groupby(sorted(cells), key=lambda place: place[:2]):
        numbers = [place[2] for place in placed]
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
            stretch = [number for _, number in run]
            last = f"-{stretch[-1]}" if len(stretch) > 1 else ""
            yield f"表{table} 第{row}行第{stretch[0]}{last}格"


def _prints_year(template: Document) -> bool:
    return any(f"{{{{ {term('year')} }}}}" in text for text in template.texts)


def _money_of(document: Document) -> MoneyUnit:
    texts = [line.full for line in document.lines] + [cell for row in document.rows for cell in row]
    return MoneyUnit.YUAN if any(_YUAN.search(narrow(text)) for text in texts) else MoneyUnit.TEN_THOUSAND


def _read_back(name: str, text: str, template: Document, document: Document) -> PaperReading:
    """Return what the new set makes of the form that it was made of."""
    source = parse_yaml(text, DESCRIPTION, "")
    description = validate(source, Description)
    if description is None or source.findings:
        told = "；".join(f"{one.place}: {one.found}" for one in source.findings)
        raise BadPackage(f"做出的表样说明读不回来（{told}）；请把这个文件告诉维护人员")
    layout = lay_out(name, description.forms[0], description, template)
    return read_paper_form(layout, document.blocks)
