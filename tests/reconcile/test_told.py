"""Every kind of change by hand is told for what it is: written where its place is sure, else with the reason."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from jixiao.cli import main
from jixiao.errors import UsageError
from jixiao.findings import Finding
from jixiao.reconcile.edit_words import returned_text
from jixiao.reconcile.edits import Returned, Target
from jixiao.reconcile.reconcile_story import reconcile
from tests.support.docx import W, text_of
from tests.support.made_unit import MADE, copy_made_unit
from tests.support.package import silent
from tests.support.project import edit as edit_file
from tests.support.returned import Edited, set_text, without_source_map

HERITAGE = "各项目.heritage"
INDICATORS = f"{HERITAGE}.绩效指标.产出指标.数量指标"
HOSTILE = "# 另有{{ 年度 }}一段，**不是**标记{# 的 #}。"
REVIEWER = "审核员乙"


def unmarked(element: Any, words: str) -> Any:
    """Return a copy of a paragraph or row that says ``words`` and has no marks."""
    new = copy.deepcopy(element)
    for one in [one for one in new.iter() if one.tag.startswith(f"{W}bookmark")]:
        one.getparent().remove(one)
    *others, run = list(new.iter(f"{W}r"))
    set_text(run, words)
    for other in others:
        set_text(other, "")
    return new


def tracked(edited: Edited, where: str, path: str, words: str) -> None:
    """Change a value as Word does while it tracks changes."""
    [run] = edited.runs(edited.mark(where, path))
    typed = copy.deepcopy(run)
    set_text(typed, words)
    inserted, deleted = (
        run.makeelement(f"{W}{name}", {f"{W}id": number, f"{W}author": REVIEWER})
        for name, number in (("ins", "9001"), ("del", "9002"))
    )
    run.addnext(inserted)
    run.addprevious(deleted)
    inserted.append(typed)
    deleted.append(run)
    for text in list(run.iter(f"{W}t")):
        text.tag = f"{W}delText"


def cases(edited: Edited) -> None:
    for where, path, words in [
        ("附件1", "附件1.三公经费.公务用车.决算", "0.66"),
        ("附件1", "附件1.三公经费.公务接待.预算", "3"),
        ("附件1", "附件1.三公经费.预算", "6"),
        ("附件1", "附件1.政府采购金额.预算", "188万元左右"),
        ("附件2", "单位.单位名称", "市馆"),
        ("附件3（5）", f"{HERITAGE}.资金.分值", "20"),
        ("附件3（5）", f"{INDICATORS}[2].分值", ""),
        ("报告 二", "项目支出.年初预算批复", "123.45"),
    ]:
        edited.type_over(where, path, words)
    edited.replace("厉行节约保障措施", "厉行节约措施")
    edited.replace("（一）结果应用情况", "（三）结果应用情况")
    tracked(edited, "附件1", "附件1.政府采购金额.决算", "81")
    edited.document.add_comment(edited.document.paragraphs[0].runs, text="请核对", author=REVIEWER)
    rows(edited)
    paragraphs(edited)
    edited.document.sections[0].footer.paragraphs[0].add_run("内部资料")


def rows(edited: Edited) -> None:
    for where, path in [("附件1", "附件1.三公经费.出国经费.预算"), ("附件3（5）", f"{INDICATORS}[3].年度指标值")]:
        row = edited.row(where, path)
        row.getparent().remove(row)
    row = edited.row("附件3（2）", "各项目.custody.绩效指标.产出指标.数量指标[1].年度指标值")
    row.addnext(unmarked(row, "新增的指标"))


def paragraphs(edited: Edited) -> None:
    last = edited.paragraph("承办市委办公室和上级交办的其他事项")
    edited.paragraph("馆机关本级内设机构有").addnext(unmarked(last, HOSTILE))
    last.getparent().remove(last)
    wages = edited.paragraph("其中工资福利性支出")
    words = text_of(wages).replace("其中工资福利性支出312.59万元", "其中工资300万元")
    wages.getparent().replace(wages, unmarked(wages, words))
    title = edited.document.paragraphs[1]._p
    title.addnext(unmarked(title, "表前加的一句"))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    edited = Edited.whole()
    cases(edited)
    return edited.saved(tmp_path_factory.mktemp("told") / "返回.docx")


@pytest.fixture(scope="module")
def returned(file: Path) -> Returned:
    return reconcile(MADE, file, None, step=silent, write=False)


def found(returned: Returned, code: str) -> list[Finding]:
    return [one for one in returned.findings if one.code == code]


def test_what_can_be_placed_is_a_change(returned: Returned) -> None:
    assert [(one.target, str(one.place).removeprefix("data/2023/"), one.note) for one in returned.changes] == [
        (Target.VALUE, "annex1.yaml:22:9", ""),
        (Target.VALUE, "annex1.yaml:39:7", ""),
        (Target.ROW, "projects/05-heritage.yaml:55:15", "删去一行"),
        (Target.PARAGRAPH, "report/01-overview.md:6:1", "新增一段"),
        (Target.PARAGRAPH, "report/01-overview.md:21:1", "删去一段"),
    ]


def test_tracked_changes_count_as_accepted_and_name_their_author(returned: Returned) -> None:
    [change] = [one for one in returned.changes if one.authors]
    assert (change.old, change.new, change.authors) == ("80.63", "81", (REVIEWER,))


def test_comments_come_with_author_and_anchor(returned: Returned) -> None:
    assert [(one.author, one.text, one.anchor) for one in returned.comments] == [(REVIEWER, "请核对", "附件1")]


def test_a_total_that_follows_from_the_changes_is_no_finding(returned: Returned) -> None:
    assert [(one.subject, one.old, one.new) for one in returned.followers] == [("附件1.三公经费.预算", "5", "6")]


@pytest.mark.parametrize(
    ("code", "place", "said"),
    [
        (
            "H001",
            "data/2023/annex1.yaml:14:9",
            "“附件1.三公经费.公务用车.决算”由“0.56”改为“0.66”，它是算出来的（2 个数相加）",
        ),
        ("H001", "data/2023/projects/01-building.yaml:15:12", "“项目支出.年初预算批复”由“122.95”改为“123.45”"),
        ("H002", "templates/yueyang-2023/annex1.docx:1:1", "固定文字由“厉行节约保障措施”改为“厉行节约措施”"),
        ("H003", "data/2023/unit.yaml:7:7", "“单位.单位名称”原为“示例市档案馆”，附件2 第1行第2格改为“市馆”"),
        (
            "H005",
            "data/2023/report/02-general-budget.md:9:1",
            "“万元，其中工资福利性支出312.59”改为",
        ),
        ("H006", "templates/yueyang-2023/annex3.docx:1:1", "新增一行：“新增的指标”"),
        ("H007", "data/2023/annex1.yaml:19:9", "删去一行：“2、出国经费｜0｜0｜0”"),
        ("H008", "templates/yueyang-2023/annex1.docx:1:1", "新增一段“表前加的一句”"),
        ("H009", "data/2023/annex1.yaml:38:7", "“附件1.政府采购金额.预算”由“188”改为“188万元左右”"),
        ("H010", "templates/yueyang-2023/forms.yaml", "“各项目.heritage.资金.分值”由“10”改为“20”"),
        ("H011", "data/2023/report/09-use-and-disclosure.md:1:1", "由“（一）结果应用情况。”改为“（三）结果应用情况。”"),
        ("H013", "word/p1_footer1.xml:1:1", "页脚里有“——内部资料”"),
        ("H014", "data/2023/projects/05-heritage.yaml:52:13", "由 7 改为 （无），写入后"),
    ],
)
def test_what_cannot_be_placed_is_told_with_its_reason(returned: Returned, code: str, place: str, said: str) -> None:
    assert any(str(one.place).startswith(place) and said in one.found for one in found(returned, code))


def test_nothing_else_is_found(returned: Returned) -> None:
    codes = sorted(one.code for one in returned.findings)
    assert " ".join(codes) == "H001 H001 H002 H003 H005 H006 H007 H008 H009 H010 H011 H013 H014"


def test_written_they_give_what_came_back_whatever_was_typed(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = copy_made_unit(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = (workspace.year(2023) / "report/01-overview.md").read_text("utf-8")
    assert main(["reconcile", str(file), "--apply", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["written"]
    assert len(told["changes"]) == 5
    report = (workspace.year(2023) / "report/01-overview.md").read_text("utf-8")
    typed = "# 另有{{ 年度 }}一段，**不是**标记{# 的 #}。"
    for plain, escaped in (("{{", "\\{\\{"), ("}}", "\\}\\}"), ("**", "\\*\\*"), ("{#", "\\{\\#"), ("#}", "\\#\\}")):
        typed = typed.replace(plain, escaped)
    added, gone = f"\\{typed}\n\n", "（6）承办市委办公室和上级交办的其他事项。\n\n"
    assert report == before.replace("## 部门（单位）年度", f"{added}## 部门（单位）年度").replace(gone, "")
    project_file = (workspace.year(2023) / "projects/05-heritage.yaml").read_text("utf-8")
    assert "整理洞庭湖档案资料" not in project_file


def test_where_the_data_have_moved_on_nothing_is_overwritten(file: Path, tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    edit_file(workspace.year(2023) / "annex1.yaml", "  决算: 80.63\n", "  决算: 82\n")
    edit_file(workspace.year(2023) / "report/01-overview.md", "（6）承办市委", "（6）完成市委")
    returned = reconcile(workspace, file, None, step=silent, write=True)
    assert [str(one.place) for one in found(returned, "H004")] == [
        "data/2023/annex1.yaml:39:7",
        "data/2023/report/01-overview.md:5:1",
        "data/2023/report/01-overview.md:21:1",
    ]
    assert "由“80.63”改为“81”（审核员乙修订），而数据在成册之后已改为“82”" in found(returned, "H004")[0].found
    assert "决算: 82\n" in (workspace.year(2023) / "annex1.yaml").read_text("utf-8")


def test_a_file_without_its_map_is_compared_with_the_data_and_never_written(file: Path, tmp_path: Path) -> None:
    bare = without_source_map(file, tmp_path / "bare.docx")
    workspace = copy_made_unit(tmp_path)
    returned = reconcile(workspace, bare, None, step=silent, write=True)
    assert len(returned.changes) == 5
    assert len(found(returned, "H012")) == 1
    assert not returned.written
    assert returned_text(returned, "bare.docx", workspace.root).endswith("\n\n数据没有改动。\n")


def test_data_with_errors_come_first(file: Path, tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    edit_file(workspace.year(2023) / "annex1.yaml", "  决算: 80.63\n", "  决算: 八十\n")
    returned = reconcile(workspace, file, None, step=silent, write=True)
    assert [one.code for one in returned.findings] == ["M003"]
    assert returned.notes == ("数据或模板有错误，改好、填完以后才能比对。",)


def test_another_units_file_is_refused(file: Path, tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    edit_file(workspace.year(2023) / "unit.yaml", "单位名称: 示例市档案馆", "单位名称: 示例市图书馆")
    with pytest.raises(UsageError, match="是“示例市档案馆”的材料，这里的数据是“示例市图书馆”的"):
        reconcile(workspace, file, None, step=silent, write=True)


def test_one_part_may_come_back_alone(tmp_path: Path) -> None:
    edited = Edited.part("附件1")
    edited.type_over("附件1", "附件1.财政供养人员.编制数", "22")
    path = edited.saved(tmp_path / "附件1.docx")
    returned = reconcile(MADE, path, None, step=silent, write=False)
    assert [(str(one.place), one.old, one.new) for one in returned.changes] == [
        ("data/2023/annex1.yaml:8:8", "21", "22")
    ]
    assert returned.findings == ()


def test_what_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    import docx

    stranger = tmp_path / "stranger.docx"
    document = docx.Document()
    document.add_paragraph("别的单位的文件")
    document.save(str(stranger))
    with pytest.raises(UsageError, match="不是本单位"):
        reconcile(MADE, stranger, None, step=silent, write=False)
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no zip")
    with pytest.raises(UsageError, match="读不了"):
        reconcile(MADE, broken, None, step=silent, write=False)
    with pytest.raises(UsageError, match="读不出"):
        reconcile(MADE, tmp_path / "nowhere.docx", None, step=silent, write=False)


def test_the_words_for_people(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy_made_unit(tmp_path).root)
    assert main(["reconcile", str(file)]) == 1
    told = capsys.readouterr().out
    assert told.startswith(
        "返回.docx（2023 年度）：可以写入数据的改动 5 处；要自己处理的：错误 12 条、警告 1 条；批注 1 条。\n"
    )
    assert "  data/2023/annex1.yaml:39:7  数据  附件1.政府采购金额.决算\n      80.63 → 81\n" in told
    assert "      修订人：审核员乙\n" in told
    assert told.endswith("数据没有改动。写入数据：同一命令加 --apply。\n")


def test_many_changes_take_a_line_each_and_very_many_are_counted(returned: Returned) -> None:
    many = replace(returned, changes=returned.changes * 40)
    short = returned_text(many, "返回.docx", MADE.root)
    whole = returned_text(many, "返回.docx", MADE.root, everything=True)
    assert f"另有 {len(many.changes) - 25} 处，全部列出：加 ARGS=--all" in short
    assert "全部列出" not in whole
    assert whole.count("印在：") > short.count("印在：")
