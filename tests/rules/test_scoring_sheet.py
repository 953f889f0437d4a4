"""C610–C612: the evidence Annex 5 asks for, and what of it a program can score."""

from __future__ import annotations

import re
from pathlib import Path

from jixiao.findings import Severity
from jixiao.rules.scoring_sheet import score_self_check
from tests.support.book import book_of
from tests.support.project import copy_project
from tests.support.texts import edited, findings, real_book, replaced, report_of, told

SATISFACTION = """  满意度指标:
    服务对象满意度指标:
      - 三级指标: 受益对象满意度
        年度指标值: ≥96%
        实际完成值: 96%
        分值: 10
        得分: 10
        偏差原因: 无
"""


ATTACHMENTS = """附件：
1.部门整体支出绩效评价基础数据表
2.部门整体支出绩效自评表
3.大楼运行维护费项目支出绩效自评表
4.档案保管保护费项目支出绩效自评表
5.市档案馆库房密集架建设项目支出绩效自评表
6.市档案馆智慧档案一期项目建设支出绩效自评表
7.档案保护开发和档案资源建设项目支出绩效自评表"""


def evidence(target: Path, names: str, **files: bytes) -> tuple[Path, list[tuple[str, Severity]]]:
    workspace = copy_project(target)
    path = workspace.year(2023) / "annex5.yaml"
    text = path.read_text("utf-8")
    key = "          绩效自评通知盖章的电子版\n"
    path.write_text(text.replace(key, f"{key}        佐证文件: {names}\n", 1), encoding="utf-8")
    folder = workspace.year(2023) / "evidence"
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return folder, [(one.found, one.severity) for one in findings("C610", book_of(workspace))]


def test_evidence_that_nothing_names_is_listed_as_missing() -> None:
    [found] = findings("C610", real_book())
    assert found.severity is Severity.HINT
    assert "还有 2 项" in found.found
    assert "自评通知" in found.found


def test_evidence_named_and_present_is_not_missing(tmp_path: Path) -> None:
    _, found = evidence(tmp_path, "[通知.pdf]", 通知=b"%PDF-1.7 ")
    assert len(found) == 2
    assert {severity for _, severity in found} == {Severity.HINT}


def test_evidence_named_and_absent_is_an_error_and_a_file_nobody_names_a_warning(tmp_path: Path) -> None:
    _, found = evidence(tmp_path, "[通知.pdf]", 别的=b"%PDF-1.7 ")
    assert ("附件5“自评通知”的佐证文件“通知.pdf”不在 evidence/ 里", Severity.ERROR) in found
    assert ("佐证材料“别的.pdf”没有哪一项用到，不会打包", Severity.WARNING) in found


def test_the_real_year_keeps_all_points_a_program_can_give() -> None:
    assert [f"{one.points}/{one.check.points.amount}" for one in score_self_check(real_book()).scores] == [
        "8.00/8",
        "7.00/7",
        "5.00/5",
        "5.00/5",
    ]
    assert "得 25/25 分，其余 75 分由人评" in score_self_check(real_book()).words
    assert told("C611", real_book()) == []


def test_missing_sections_attachments_weights_and_indicators_lose_points(tmp_path: Path) -> None:
    book = edited(tmp_path, "projects/01-building.yaml", replaced({SATISFACTION: "  满意度指标: {}\n"}))
    assert [str(one.points) for one in score_self_check(book).scores] == ["8.00", "7.00", "4.17", "4.17"]
    # Eight of the ten sections are missing: two points each, but not below none.
    bare = report_of(一="正文。", 二="正文。", 附件清单=re.sub("4.档案保管.*\n", "", ATTACHMENTS))
    assert [str(one.points) for one in score_self_check(bare).scores][:2] == ["0", "5.00"]
    assert [one.subject for one in findings("C611", bare)] == [
        "附件5：完整性：报告正文齐全",
        "附件5：完整性：报告附件齐全",
    ]
