"""A value changed by hand belongs to one line of data, or the reason is given why it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.build.steps import Inspected, inspect_year
from jixiao.figures import Figure
from jixiao.reconcile.comparison import ReturnComparison, ReturnedReading
from jixiao.reconcile.edits import Edits, Returned, Target
from jixiao.reconcile.expected import Expected
from jixiao.reconcile.returned_values import judge_computed, list_value_edits
from jixiao.reconcile.source_index import index_sources
from jixiao.render.printing import Print
from tests.submission.test_left_out import FESTIVAL, change
from tests.support.made_unit import copy_made_years
from tests.support.returned import made_case, prints

MEALS, UNIT = ("附件1", "附件1.三公经费.公务接待.决算"), "单位.单位名称"


def edits(readings: dict[tuple[str, str], str], printed: dict[tuple[str, str], str] | None = None) -> Edits:
    """Return what becomes of values read so; all others read as they were printed."""
    case = made_case()
    by_mark = {one.mark: one for one in case.inspection.prints}
    read = {mark: ReturnedReading(one.printed) for mark, one in by_mark.items()}
    read |= {prints()[place].mark: ReturnedReading(words) for place, words in readings.items()}
    then = {prints()[place].mark: words for place, words in (printed or {}).items()}
    return list_value_edits(Expected((), by_mark), ReturnComparison(read), index_sources(case), then)


@pytest.mark.parametrize(
    ("code", "place", "words"),
    [
        (
            "H001",
            "data/2023/annex1.yaml:14:9",
            "“附件1.三公经费.公务用车.决算”由“0.56”改为“0.66”，它是算出来的（2 个数相加）",
        ),
        ("H001", "data/2023/projects/01-building.yaml:15:12", "“项目支出.年初预算批复”由“122.95”改为“123.45”"),
        ("H003", "data/2023/unit.yaml:7:7", "“单位.单位名称”原为“示例市档案馆”，附件2 第1行第2格改为“市馆”"),
        ("H009", "data/2023/annex1.yaml:38:7", "“附件1.政府采购金额.预算”由“188”改为“188万元左右”"),
        ("H010", "templates/yueyang-2023/forms.yaml", "“各项目.heritage.资金.分值”由“10”改为“20”"),
    ],
)
def test_what_cannot_be_written_has_its_reason(returned: Returned, code: str, place: str, words: str) -> None:
    those = [one for one in returned.findings if one.code == code]
    assert any(str(one.place).startswith(place) and words in one.found for one in those)


def test_unchanged_values_come_to_nothing() -> None:
    assert edits({}) == Edits()


def test_a_value_is_written_in_its_line() -> None:
    [change] = edits({MEALS: "１.46"}).changes
    assert (change.target, change.new, change.place.file) == (Target.VALUE, "1.46", "data/2023/annex1.yaml")
    assert change.note == "“１.46”按半角数字写作 1.46"


def test_a_value_changed_in_the_data_since_is_not_overwritten() -> None:
    found = edits({MEALS: "7"}, {MEALS: "9"})
    assert ([one.code for one in found.findings], found.changes) == (["H004"], ())


def test_a_change_that_the_data_have_already_is_counted() -> None:
    found = edits({}, {MEALS: "9"})
    assert (found.there_already, found.changes, found.findings) == (1, (), ())


def test_a_computed_value_is_set_aside_for_the_trial() -> None:
    total = ("附件1", "附件1.三公经费.决算")
    assert edits({total: "99"}).computed == (prints()[total].mark,)


def test_a_computed_value_that_does_not_follow_names_what_was_typed() -> None:
    one = prints()["附件1", "附件1.三公经费.决算"]
    assert isinstance(one.value, Figure)
    finding = judge_computed(one, old=one.printed, new="99", now=one.printed)
    assert finding.code == "H001"
    assert all(leaf.path in finding.remedy for leaf in one.value.leaves())


# what was left out and follows from the rest

ROW = "各项目.festival.绩效指标.产出指标.质量指标[1]"


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> Inspected:
    """The made unit's second year without the scores and reasons of one form."""
    workspace = copy_made_years(tmp_path_factory.mktemp("derived"), "2023", "2024")
    change(workspace, FESTIVAL, r"^ +(?:得分|偏差原因): .*\n")
    case = inspect_year(workspace, 2024, draft=False)
    assert isinstance(case, Inspected), case.findings
    return case


def returned_as(case: Inspected, path: str, words: str) -> tuple[Print, Edits]:
    by_mark = {one.mark: one for one in case.inspection.prints}
    one = next(one for one in by_mark.values() if one.path == path)
    comparison = ReturnComparison({one.mark: ReturnedReading(words)})
    return one, list_value_edits(Expected((), by_mark), comparison, index_sources(case), {})


def test_a_derived_score_says_how_to_overrule_it(derived: Inspected) -> None:
    one, edits = returned_as(derived, f"{ROW}.得分", "11")
    assert (edits.computed, edits.changes) == ((one.mark,), ())
    finding = judge_computed(one, old=one.printed, new="11", now=one.printed)
    assert finding.remedy.startswith("要改的是完成值；要另写的，在这一项里填上“得分: 11”")
    assert "实际完成值“100%”：达到，得满分 12" in finding.found


def test_a_derived_reason_is_not_written_over_its_neighbour(derived: Inspected) -> None:
    _, edits = returned_as(derived, f"{ROW}.偏差原因", "因故")
    [finding] = edits.findings
    assert (edits.changes, finding.code) == ((), "H010")
    assert finding.expected == "没有填，由程序推出：没有失分"
    assert "填上“偏差原因: 因故”" in finding.remedy
    assert finding.place.file.endswith(FESTIVAL)


def test_a_group_written_short_is_spelled_out_for_one_of_its_amounts(tmp_path: Path) -> None:
    workspace = copy_made_years(tmp_path, "2023", "2024")
    change(workspace, FESTIVAL, r"(  其他资金:)\n(?:    .*\n){3}", r"\1 无\n")
    case = inspect_year(workspace, 2024, draft=False)
    assert isinstance(case, Inspected), case.findings
    _, edits = returned_as(case, "各项目.festival.资金.其他资金.全年预算数", "5")
    [edit] = edits.changes
    assert (edit.old, edit.value, edit.siblings) == ("0", "5", ("年初预算数", "全年预算数", "全年执行数"))
