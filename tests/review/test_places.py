"""Where inspection says something is printed, there the rendered document prints it."""

from pathlib import Path

import pytest

from jixiao.edition import build_moment
from jixiao.paths import Workspace
from jixiao.render.environment import context_of, form_environment
from jixiao.render.filling import render_form
from jixiao.render.parts import inspect, render
from jixiao.render.passages import render_page
from jixiao.render.printing import Print, Printer
from jixiao.render.scan import scan_template
from tests.support.docx import form, grid
from tests.support.package import folders, real_dossier, with_narrative
from tests.support.project import ROOT


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_value_in_a_table_stands_in_the_row_and_cell_told() -> None:
    dossier, where = real_dossier(), folders(Workspace(ROOT))
    prints = [one for one in inspect(dossier, where).prints if one.row]
    rendered = render(dossier, where, build_moment(dossier.filled_on.value)).parts
    tables = {part.label: grid(part.docx) for part in rendered}
    assert {one.where for one in prints} == {"附件1", "附件2", "附件5", *(f"附件3（{n}）" for n in range(1, 6))}
    for one in prints:
        assert squeezed(one.printed) in squeezed(tables[one.where][one.row - 1][one.cell - 1]), one


def placed(template: Path) -> list[tuple[str, int, int]]:
    printer = Printer("附件1", ())
    render_page(scan_template(template.read_bytes(), template.name).text, context_of(real_dossier()), printer)
    return [(one.printed, one.row, one.cell) for one in printer.prints]


def test_rows_are_counted_through_loops_and_conditions_as_the_document_shows_them(tmp_path: Path) -> None:
    template = tmp_path / "form.docx"
    template.write_bytes(
        form(
            cells=[
                ["表头", "名称"],
                ["{%tr for 项 in 各项目 %}", ""],
                ["{%tr if loop.first %}", ""],
                ["只在开头", "首行"],
                ["{%tr endif %}", ""],
                ["序", "{{ 项.名称 }}"],
                ["{%tr endfor %}", ""],
                ["合计", "{{ 年度 }}"],
            ]
        )
    )
    names = [str(project.name) for project in real_dossier().projects]
    rows = list(range(3, 3 + len(names)))
    assert placed(template) == [*((name, row, 2) for name, row in zip(names, rows, strict=True)), ("2023", 8, 2)]
    printer = Printer("附件1", ())
    shown = grid(render_form(template, context_of(real_dossier()), printer, form_environment()))
    assert [row[1] for row in shown] == ["名称", "首行", *names, "2023"]


def test_what_stands_outside_tables_has_no_row() -> None:
    prints = inspect(real_dossier(), folders(Workspace(ROOT))).prints
    outside = [one for one in prints if one.where == "附件2" and not one.row]
    assert [one.path for one in outside] == ["年度", "单位.填表人", "单位.填报日期", "单位.联系电话"]
    assert {one.spoken for one in outside} == {"附件2"}


@pytest.mark.parametrize(
    ("one", "spoken"),
    [
        (Print("附件2", "a", 1, "1", "1", row=3, cell=5), "附件2 第3行第5格"),
        (Print("报告 二", "a", 2, "1", "1", paragraph="（一）第3段"), "报告 二（一）第3段"),
        (Print("报告 三", "a", 1, "1", "1", paragraph="第1段"), "报告 三 第1段"),
        (Print("封面", "a", 2, "1", "1"), "封面 第2处"),
        (Print("封面", "a", 1, "1", "1"), "封面"),
    ],
)
def test_places_are_spoken_as_people_say_them(one: Print, spoken: str) -> None:
    assert one.spoken == spoken


def test_paragraphs_are_counted_anew_under_each_heading() -> None:
    dossier = with_narrative(real_dossier(), "引子\n## 甲\n一\n二\n### 乙\n三\n## 丙\n四")
    found = [one.spoken for one in inspect(dossier, folders(Workspace(ROOT))).paragraphs if one.where == "报告 三"]
    assert found == [
        "报告 三 第1段",
        "报告 三（一）标题",
        "报告 三（一）第1段",
        "报告 三（一）第2段",
        "报告 三（一）1.标题",
        "报告 三（一）1.第1段",
        "报告 三（二）标题",
        "报告 三（二）第1段",
    ]


def test_prints_of_the_report_know_their_paragraph() -> None:
    prints = inspect(real_dossier(), folders(Workspace(ROOT))).prints
    told = {one.spoken for one in prints if one.path == "项目支出.决算"}
    assert told == {"报告 二（一）第1段", "报告 二（二）第3段", "报告 二（二）第5段"}
    assert all(one.paragraph for one in prints if one.where.startswith("报告"))
