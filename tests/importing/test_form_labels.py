"""What a template says of its own tables: labels, headings, loops, lines with values."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.importing.form_labels import FormLabels, Group, Loop, read_forms
from jixiao.model.formset import FormSet, Part
from tests.support.package import real_dossier
from tests.support.wml import cell, document, paragraph, row, run, table


def read(folder: Path, body: str) -> FormLabels:
    """Return the labels of a form with this body."""
    form_set = real_dossier().form_set
    part = next(part for part in form_set.parts if str(part.label) == "附件1")
    (folder / str(part.template)).write_bytes(document(body))
    return read_forms(of_part(form_set, part), folder, 2024)[0]


def of_part(form_set: FormSet, part: Part) -> FormSet:
    return form_set.model_copy(update={"parts": [part]})


def test_a_label_leads_to_the_values_behind_it_under_their_headings(tmp_path: Path) -> None:
    body = table(
        row(cell("三公经费"), cell("{{ 上年度 }}年决算数"), cell("{{ 年度 }}年预算数")),
        row(cell("3、公务接待"), cell("{{ 附件1.三公经费.公务接待.上年决算 }}"), cell("——")),
    )
    form = read(tmp_path, body)
    headings = ("三公经费", "2023年决算数", "2024年预算数")
    paths = ("附件1.三公经费.公务接待.上年决算", "")
    assert form.groups == {"公务接待": Group("公务接待", paths, headings[1:], under=headings)}
    assert form.words == {*headings, "公务接待"}


def test_label_and_value_may_share_a_cell_and_a_row_may_have_headings_alone(tmp_path: Path) -> None:
    inline = table(row(cell("合计：{{ 附件1.三公经费.合计.预算 }}")))
    below = table(row(cell("编制数"), cell("在职")), row(cell("{{ 附件1.编制数 }}"), cell("{{ 附件1.在职人数 }}")))
    form = read(tmp_path, inline + below)
    assert form.inline["合计"].paths == ("附件1.三公经费.合计.预算",)
    [group] = form.below
    assert (group.paths, group.headings) == (("附件1.编制数", "附件1.在职人数"), ("编制数", "在职"))


def test_rows_that_repeat_are_read_by_the_terms_of_their_variable(tmp_path: Path) -> None:
    body = table(
        row(cell("指标"), cell("得分")),
        row(cell("{%tr for 行 in 附件2.指标行 %}")),
        row(cell("{{ 行.三级指标 }}"), cell("{{ 行.得分 }}")),
        row(cell("{%tr endfor %}")),
    )
    loop = Loop("附件2.指标行", ("三级指标", "得分"), ("指标", "得分"), after="", under=("指标", "得分"))
    assert read(tmp_path, body).loops == [loop]


@pytest.mark.parametrize(
    "line", ["填表人：填表人甲　填报日期：2024年6月27日", "填 表 人 :__填表人甲__填报日期:2024年6月27日"]
)
def test_a_line_gives_each_labelled_value(tmp_path: Path, line: str) -> None:
    form = read(
        tmp_path, paragraph(run("填表人：{{ 单位.填表人 }}　填报日期：{{ 单位.填报日期 }}")) + paragraph(run("说明"))
    )
    found = {path: match[1] for pattern, path in form.lines if (match := pattern.search(line))}
    assert found == {"单位.填表人": "填表人甲", "单位.填报日期": "2024年6月27日"}
    assert form.fixed == {"说明"}
