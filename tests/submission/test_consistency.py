"""What ties the files of a year together: words of the form set, one identifier a project, shares of last year."""

from __future__ import annotations

import pytest

from jixiao.figures import Text
from jixiao.findings import Place
from jixiao.model.evaluation import IndicatorTree
from jixiao.model.final_accounts import FinalAccounts, ProjectAccounts
from jixiao.model.formset import FormSet
from jixiao.source.nodes import parse_yaml
from jixiao.submission.consistency import (
    check_identifiers,
    check_indicators,
    check_outlay_class,
    check_parts,
    check_year,
    suggestion,
)
from jixiao.submission.read import read_year
from tests.support.made_unit import MADE

HERE = Place("a.yaml", 3, 5)


@pytest.fixture(scope="module")
def form_set() -> FormSet:
    submission = read_year(MADE, 2023).submission
    assert submission is not None
    return submission.form_set


def test_the_year_of_a_file_is_that_of_its_folder() -> None:
    source = parse_yaml("年度: 2022\n", "data/2023/unit.yaml", "单位")
    [one] = check_year(source, 2022, 2023)
    assert (one.code, one.place.line, one.seen) == ("M019", 1, ("2022", "2023"))
    assert list(check_year(source, 2023, 2023)) == []


def test_an_unknown_level_is_told_with_the_nearest_one(form_set: FormSet) -> None:
    source = parse_yaml("绩效指标:\n  产出指标:\n    数量指际: []\n  别的: {}\n", "a.yaml", "附件2")
    tree: IndicatorTree = {"产出指标": {"数量指际": []}, "别的": {}}
    found = list(check_indicators(source, tree, form_set))
    assert [(one.code, one.place.line) for one in found] == [("M001", 4), ("M001", 3)]
    assert found[1].remedy == "是否应为“数量指标”？"


def test_a_class_of_outlay_is_one_of_the_form_set(form_set: FormSet) -> None:
    known = str(form_set.outlay_classes[0].name)
    assert list(check_outlay_class(Text(known, HERE, ""), form_set)) == []
    assert [one.code for one in check_outlay_class(Text(f"{known}等", HERE, ""), form_set)] == ["M017"]
    assert list(check_outlay_class(Text("〔待填〕", HERE, "", unknown=True), form_set)) == []


def test_labels_are_unique_numbered_where_they_must_be_and_one_part_is_the_report(form_set: FormSet) -> None:
    assert list(check_parts(form_set)) == []
    first = form_set.parts[0]
    codes = [one.code for one in check_parts(form_set.model_copy(update={"parts": [first, first]}))]
    assert codes == ["M023", "M024"]


def test_an_identifier_stands_once() -> None:
    def accounts(*identifiers: str) -> FinalAccounts:
        entries = [ProjectAccounts.model_construct(identifier=Text(one, HERE, "")) for one in identifiers]
        return FinalAccounts.model_construct(project_outlay=entries)

    assert list(check_identifiers(accounts("a", "b"))) == []
    assert [one.code for one in check_identifiers(accounts("a", "b", "a"))] == ["M016"]


def test_where_nothing_is_near_the_other_advice_is_given() -> None:
    assert suggestion("预祘", ["预算", "决算"], "删去。") == "是否应为“预算”？"
    assert suggestion("xyz", ["预算"], "删去。") == "删去。"


def test_a_label_that_could_not_be_read_is_not_accused_again(form_set: FormSet) -> None:
    unread = Text("〔待改〕", HERE, "表单.组成", unknown=True)
    parts = [part.model_copy(update={"label": unread}) for part in form_set.parts]
    assert list(check_parts(form_set.model_copy(update={"parts": parts}))) == []
