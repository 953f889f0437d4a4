"""What inspection says will be printed is what rendering prints, in the same order."""

from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from jixiao.derive.dossier import Dossier
from jixiao.glossary import term
from jixiao.paths import Workspace
from jixiao.render.environment import context_of, form_environment
from jixiao.render.filling import render_form
from jixiao.render.parts import inspect, label_of, list_parts
from jixiao.render.passages import render_page
from jixiao.render.printing import Print, Printer
from jixiao.render.scan import scan_template
from tests.support.docx import form, rewritten, saved
from tests.support.package import folders, real_dossier
from tests.support.project import ROOT


def by_rendering(dossier: Dossier, template: Path, label: str, context: dict[str, object]) -> list[Print]:
    printer = Printer(label, dossier.overrides)
    render_form(template, context, printer, form_environment())
    return printer.prints


def without_places(prints: list[Print]) -> list[Print]:
    """Only the page knows the row and cell of a print."""
    return [replace(one, row=0, cell=0, paragraph="") for one in prints]


def by_page(dossier: Dossier, template: Path, label: str, context: dict[str, object]) -> list[Print]:
    printer = Printer(label, dossier.overrides)
    render_page(scan_template(template.read_bytes(), template.name).text, context, printer)
    return printer.prints


@pytest.mark.parametrize("number", range(10))
def test_every_part_prints_what_inspection_said(number: int) -> None:
    dossier = real_dossier()
    part, workspace = list(list_parts(dossier))[number]
    context = context_of(dossier) | ({term("this_project"): workspace} if workspace else {})
    template, label = folders(Workspace(ROOT)).templates / part.template, label_of(part, workspace)
    prints = by_rendering(dossier, template, label, context)
    assert prints == without_places(by_page(dossier, template, label, context))
    assert prints or part.template == "report.docx"


def test_the_prints_of_the_package_come_in_the_official_order() -> None:
    inspection = inspect(real_dossier(), folders(Workspace(ROOT)))
    assert list(dict.fromkeys(one.where for one in inspection.prints)) == [
        "附件1",
        "附件2",
        *(f"附件3（{number}）" for number in range(1, 6)),
        "封面",
        "报告 一",
        "报告 二",
        "报告 六",
        "报告 九",
        "报告 附件清单",
        "附件5",
    ]


def test_headers_come_before_footers_and_a_text_box_once(tmp_path: Path) -> None:
    dossier = real_dossier()
    template = tmp_path / "headed.docx"
    template.write_bytes(headed())
    context = context_of(dossier)
    prints = by_rendering(dossier, template, "附件1", context)
    assert [one.path for one in prints] == [one.path for one in by_page(dossier, template, "附件1", context)]
    assert [one.path.rpartition(".")[2] for one in prints] == ["填表人", "单位名称", "联系电话", "年度"]


def headed() -> bytes:
    document = docx.Document()
    document.add_paragraph("框后：{{ 单位.单位名称 }}")
    document.sections[0].footer.paragraphs[0].text = "页脚：{{ 年度 }}"
    document.sections[0].header.paragraphs[0].text = "页眉：{{ 单位.联系电话 }}"
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>框内：{{ 单位.填表人 }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    return rewritten(
        saved(document), "word/document.xml", lambda xml: xml.replace("<w:r><w:t>框后", f"{box}<w:r><w:t>框后")
    )


def test_a_merged_cell_prints_only_where_it_starts(tmp_path: Path) -> None:
    template = tmp_path / "merged.docx"
    template.write_bytes(
        form(
            cells=[
                ["{%tr for 行 in 附件2.指标行 %}", ""],
                ["{% 合并 行.二级首行 %}{{ 行.二级指标 }}", "{{ 行.三级指标 }}"],
                ["{%tr endfor %}", ""],
            ]
        )
    )
    context = context_of(real_dossier())
    prints = by_rendering(real_dossier(), template, "附件2", context)
    assert prints == without_places(by_page(real_dossier(), template, "附件2", context))
    rows = real_dossier().annex2.indicator_rows
    assert len(prints) == len(rows) + sum(row.level2_starts for row in rows)
