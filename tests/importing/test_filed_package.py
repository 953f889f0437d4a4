"""A filed package as a whole: what is filed under a path, and what stands in each printed place."""

from __future__ import annotations

import pytest

from jixiao.importing.documents import FiledBlock, FiledLine
from jixiao.importing.filed_package import Filing, path_of
from jixiao.importing.filed_projects import Identifiers
from jixiao.importing.form_labels import FormLabels, read_forms
from jixiao.importing.part_recognition import RecognisedParts
from jixiao.importing.table_reader import FiledForm, FiledValue
from jixiao.model.formset import PartKind
from tests.support.package import real_dossier
from tests.support.project import ROOT


@pytest.fixture(scope="module")
def forms() -> list[FormLabels]:
    return read_forms(real_dossier().form_set, ROOT / "templates/yueyang-2023", 2024)


def filing(forms: list[FormLabels], *parts: FiledForm, report: tuple[str, ...] = (), **cover: str) -> Filing:
    blocks: list[tuple[str, FiledBlock]] = [("报送件", FiledLine(text)) for text in report]
    seen = {path: FiledValue(path, text, "封面") for path, text in cover.items()}
    package = RecognisedParts(list(parts), seen, blocks)
    return Filing(package, forms, real_dossier().form_set, Identifiers({}))


def filed(form: FormLabels, label: str, **values: str) -> FiledForm:
    seen = {path: FiledValue(path, text, f"{label} 第1行") for path, text in values.items()}
    return FiledForm(form, label, "报送件", values=seen)


def test_what_a_part_says_counts_before_cover_and_report_unless_it_is_blank(forms: list[FormLabels]) -> None:
    first = filed(forms[0], "附件1", 甲="", 乙="一")
    found = filing(forms, first, filed(forms[1], "附件2", 甲="二", 乙="二"), 乙="三", 丙="三")
    texts = {path: value.text for path in ("甲", "乙", "丙") if (value := found.find(path))}
    assert texts == {"甲": "二", "乙": "一", "丙": "三"}
    assert found.find("丁") is None


def test_what_the_report_does_not_state_is_taken_from_annex_1(forms: list[FormLabels]) -> None:
    budget, initial = path_of("annex1", "public_funds", "budget"), path_of("basic_outlay", "initial", "public_funds")
    found = filing(forms, filed(forms[0], "附件1", **{budget: "5"}))
    assert (value := found.find(initial)) is not None
    assert value.text == "5"


def test_figures_of_a_section_are_counted_by_path(forms: list[FormLabels]) -> None:
    lines = ("二、一般公共预算支出情况", "（一）基本支出情况", "人员支出5万元，人员支出6万元，公用支出7万元。")
    prints = [(one.where, one.path, one.occurrence) for one in filing(forms, report=lines).prints()]
    spent = path_of("basic_outlay", "final", "personnel_outlay")
    assert [one for one in prints if one[1] == spent] == [("报告 二", spent, 1), ("报告 二", spent, 2)]


def test_projects_are_numbered_in_the_order_of_their_labels(forms: list[FormLabels]) -> None:
    form = next(form for form in forms if form.part.kind is PartKind.PER_PROJECT)
    parts = [
        filed(form, f"附件3（{n}）", **{path_of("this_project", "name"): name}) for n, name in ((10, "乙"), (2, "甲"))
    ]
    parts[0].number, parts[1].number = 10, 2
    found = filing(forms, *parts)
    assert [(one.number, one.name, one.file) for one in found.projects] == [
        (1, "甲", "projects/01-p1.yaml"),
        (2, "乙", "projects/02-p2.yaml"),
    ]
