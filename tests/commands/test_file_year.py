"""What was filed is on record; a later edit shows, and next year repeats what was filed."""

import re
from pathlib import Path

import pytest

from jixiao.build.stories import check_year
from jixiao.commands import file_year
from jixiao.commands.diff import compare_versions
from jixiao.errors import UsageError
from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.rollforward.last_year import LastYear, last_year_of
from jixiao.rollforward.year_plan import plan_year, write
from jixiao.why.answer import answer
from jixiao.why.answer_text import answer_text
from jixiao.why.query import read_query
from jixiao.why.year_view import YearView
from tests.rollforward.started import YEAR, fill_in
from tests.support.described import DESCRIPTION
from tests.support.described_year import FORM, write_year
from tests.support.made_unit import copy_made_unit
from tests.support.opened import inspected
from tests.support.project import edit


def quietly(_: str) -> None:
    """Say nothing."""


@pytest.fixture
def filed(tmp_path: Path) -> Workspace:
    workspace = copy_made_unit(tmp_path)
    assert file_year.record_filing(workspace, 2023, step=quietly).files == ["filed.yaml"]
    return workspace


def findings(workspace: Workspace, year: int, *codes: str) -> list[Finding]:
    return [one for one in check_year(workspace, year).findings if one.code in codes]


def test_a_year_as_filed_has_nothing_to_say_about_its_filing(filed: Workspace) -> None:
    assert findings(filed, 2023, "Y103", "Y104") == []


def test_the_record_names_every_part_and_the_final_accounts_as_printed(filed: Workspace) -> None:
    text = (filed.year(2023) / "filed.yaml").read_text("utf-8")
    labels = re.findall(r"标签: (.*)", text)
    assert labels == ["附件1", "附件2", *(f"附件3（{n}）" for n in range(1, 6)), "封面", "报告", "附件5"]
    assert "  - 引用: 附件1.公用经费.决算\n    实报: 66.92\n" in text


def test_a_later_edit_of_a_figure_is_found_in_the_parts_that_print_it(filed: Workspace) -> None:
    edit(filed.year(2023) / "annex1.yaml", "    决算: 31.47", "    决算: 31.74")
    assert [one.subject for one in findings(filed, 2023, "Y103")] == ["报送 附件1"]


def test_a_later_edit_of_the_report_is_found(filed: Workspace) -> None:
    edit(filed.year(2023) / "report" / "10-other.md", "无", "没有")
    assert [one.subject for one in findings(filed, 2023, "Y103")] == ["报送 报告"]


def test_an_edit_of_a_comment_is_no_edit_of_what_was_filed(filed: Workspace) -> None:
    edit(filed.year(2023) / "annex1.yaml", "# 年末数", "# 年末人数")
    assert findings(filed, 2023, "Y103") == []


def test_a_restatement_lets_a_part_differ(filed: Workspace) -> None:
    edit(filed.year(2023) / "annex1.yaml", "    决算: 31.47", "    决算: 31.74")
    (filed.year(2023) / "restatements.yaml").write_text(
        "更正:\n  - 位置: 附件1\n    更正内容: 水费、电费、差旅费决算 31.47 更正为 31.74\n    理由: 原数抄错\n", "utf-8"
    )
    assert findings(filed, 2023, "Y103") == []


def test_a_record_is_not_overwritten_unasked(filed: Workspace) -> None:
    with pytest.raises(UsageError, match="已有报送记录"):
        file_year.record_filing(filed, 2023, step=quietly)


def test_filing_again_records_the_corrected_year(filed: Workspace) -> None:
    edit(filed.year(2023) / "unit.yaml", "联系电话: 8000000", "联系电话: 8000001")
    assert file_year.record_filing(filed, 2023, step=quietly, again=True).files == ["filed.yaml"]
    assert findings(filed, 2023, "Y103") == []


def test_a_year_with_errors_cannot_be_filed(tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    edit(workspace.year(2023) / "control.yaml", "    数额: 1.92", "    数额: 1.99")
    outcome = file_year.record_filing(workspace, 2023, step=quietly)
    assert "T204" in {one.code for one in outcome.findings}
    assert not (workspace.year(2023) / "filed.yaml").exists()


def test_next_year_is_told_where_its_first_column_differs_from_what_was_filed(filed: Workspace) -> None:
    source, target = filed.year(2023), filed.year(2024)
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.name not in {"overrides.yaml", "waivers.yaml", "control.yaml", "filed.yaml"}:
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    edit(target / "unit.yaml", "年度: 2023", "年度: 2024")
    assert [one.subject for one in findings(filed, 2024, "Y104")] == ["附件1.公用经费.上年决算"]


@pytest.fixture
def without_shelving(filed: Workspace) -> Workspace:
    """Return the project with 2024 begun without one of the projects filed, and filled in."""
    last_year = last_year_of(filed, YEAR)
    assert isinstance(last_year, LastYear)
    write(filed, plan_year(last_year, drop=["shelving"]))
    fill_in(filed)
    return filed


def test_a_project_that_ended_leaves_what_was_filed_as_it_is(without_shelving: Workspace) -> None:
    assert [one.subject for one in findings(without_shelving, 2024, "Y104")] == ["附件1.公用经费.上年决算"]


def test_what_last_year_printed_as_filed_is_mended_by_printing_it_again(without_shelving: Workspace) -> None:
    (without_shelving.year(2024) / "overrides.yaml").write_text(
        "按原件列报:\n  - 位置: 附件1\n    引用: 附件1.公用经费.上年决算\n    数据算出: 67.86\n"
        "    实报: 66.92\n    理由: 照上年报送的附件1\n",
        "utf-8",
    )
    assert findings(without_shelving, 2024, "Y104", "A101", "A104", "O001", "O002", "O003") == []


def test_a_restatement_of_last_year_mends_it_too(without_shelving: Workspace) -> None:
    (without_shelving.year(2023) / "restatements.yaml").write_text(
        "更正:\n  - 位置: 附件1\n    更正内容: 公用经费决算由 66.92 更正为 67.86\n    理由: 与决算报表一致\n", "utf-8"
    )
    assert findings(without_shelving, 2024, "Y104") == []


def test_what_ended_is_named_where_last_years_column_is_asked_about(without_shelving: Workspace) -> None:
    desk = YearView(inspected(without_shelving, YEAR, draft=True))
    told = answer(desk, read_query(["附件1.项目支出.市级专项资金.上年决算"]), rules=False, step=quietly)
    assert "shelving 是“市档案馆库房密集架建设（上年列在这一类，本年不再列支）”" in answer_text(told)
    [one] = answer(desk, read_query(["市档案馆库房密集架建设.上年决算"]), rules=False, step=quietly).values
    assert one.value.path == "附件1.项目支出.shelving.上年决算"


def test_between_two_years_last_years_column_is_not_what_moved_most(without_shelving: Workspace) -> None:
    review = compare_versions(without_shelving, ["2023", "2024"], None, step=quietly).review
    assert review.biggest
    assert not any(one.name.endswith(".上年决算") for one in review.biggest)


def described(root: Path, form: str = FORM) -> Workspace:
    """Return a year on a described set as it was filed."""
    workspace = write_year(root, form)
    outcome = file_year.record_filing(workspace, 2030, step=quietly)
    assert outcome.files == ["filed.yaml"], outcome.findings
    return workspace


def test_a_year_on_a_described_set_is_recorded_part_by_part(tmp_path: Path) -> None:
    workspace = described(tmp_path)
    text = (workspace.year(2030) / "filed.yaml").read_text("utf-8")
    assert re.findall(r"标签: (.*)", text) == ["项目表"]
    assert text.endswith("\n决算数: []\n")
    assert findings(workspace, 2030, "K111", "L010") == []


def test_a_later_edit_of_a_described_form_is_found_until_it_is_recorded_again(tmp_path: Path) -> None:
    workspace = described(tmp_path)
    edit(workspace.year(2030) / "sample" / "project.yaml", "得分: 28", "得分: 27")
    assert [one.subject for one in findings(workspace, 2030, "K111")] == ["报送 项目表"]
    with pytest.raises(UsageError, match="已有报送记录"):
        file_year.record_filing(workspace, 2030, step=quietly)
    file_year.record_filing(workspace, 2030, step=quietly, again=True)
    assert findings(workspace, 2030, "K111") == []


def test_a_described_year_with_open_places_is_not_recorded(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, FORM.replace("得分: 28", "得分: 待填"))
    assert file_year.record_filing(workspace, 2030, step=quietly).files == []
    assert not (workspace.year(2030) / "filed.yaml").exists()


def test_a_form_may_be_called_as_it_likes(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, text=DESCRIPTION.replace("- 名称: 项目表", "- 名称: '项目表: 甲 # 乙'"))
    assert file_year.record_filing(workspace, 2030, step=quietly).files == ["filed.yaml"]
    assert {one.code for one in check_year(workspace, 2030).findings} <= {"T011"}  # empty cells of the sample form
