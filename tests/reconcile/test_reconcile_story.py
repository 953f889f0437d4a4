"""A returned file: every kind of change is written where its place is sure, else reported; nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao.build.packing import expectation_of
from jixiao.cli import main
from jixiao.errors import UsageError
from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.readback.content_differences import ContentComparer
from jixiao.reconcile.edit_words import returned_text
from jixiao.reconcile.edits import Returned, Target
from jixiao.reconcile.reconcile_story import reconcile
from tests.reconcile.changed_file import REVIEWER
from tests.support.docx import W, text_of
from tests.support.made_unit import MADE, copy_made_unit
from tests.support.office import Typing, typed
from tests.support.opened import inspected
from tests.support.package import silent
from tests.support.project import edit as edit_file
from tests.support.returned import Edited, made_case, made_documents, set_text, without_source_map

HERITAGE = "各项目.heritage"
INDICATOR = f"{HERITAGE}.绩效指标.产出指标.数量指标[1]"


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
    result = json.loads(capsys.readouterr().out)
    assert result["written"]
    assert len(result["changes"]) == 5
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
    assert returned_text(returned, "bare.docx").endswith("\n\n数据没有改动。\n\n没有看到文字以外的内容。\n")


def test_data_with_errors_come_first(file: Path, tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    edit_file(workspace.year(2023) / "annex1.yaml", "  决算: 80.63\n", "  决算: 八十\n")
    returned = reconcile(workspace, file, None, step=silent, write=True)
    assert [one.code for one in returned.findings] == ["M003"]
    assert returned.notes == ("数据或模板有错误，改好以后才能比对。",)


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


def test_what_stands_beside_the_body_is_reported(returned: Returned) -> None:
    [one] = found(returned, "H013")
    assert str(one.place) == "word/p1_footer1.xml:1:1"
    assert "页脚里有“——内部资料”" in one.found


# Ten cells and two paragraphs changed by hand: just these twelve changes come back.

# place, what, old, new: as reconcile must report them
TWELVE = [
    ("annex1.yaml:22:9", "附件1.三公经费.公务接待.预算", "2", "2.50"),
    ("annex1.yaml:23:9", "附件1.三公经费.公务接待.决算", "1.36", "1.46"),
    ("annex1.yaml:39:7", "附件1.政府采购金额.决算", "80.63", "81"),
    ("annex1.yaml:48:9", "附件1.楼堂馆所.批复规模", "0", "1200.5"),
    ("annex2.yaml:10:9", "附件2.收入.其他资金", "15", "16"),
    ("annex2.yaml:37:16", "附件2.绩效指标.产出指标.数量指标[1].实际完成值", "12次", "#11次: “含补学”"),
    ("basic.yaml:11:7", "基本支出.年中追加", "80.54", "90.54"),
    ("overrides.yaml:13:9", "附件1.公用经费.预算", "52.45", "53"),
    ("05-heritage.yaml:44:16", f"{INDICATOR}.年度指标值", "5集", "6集"),
    ("05-heritage.yaml:46:13", f"{INDICATOR}.分值", "7", "6.5"),
    ("05-heritage.yaml:48:15", f"{INDICATOR}.偏差原因", "无", "多拍一集"),
    ("02-general-budget.md:5:14", "报告正文", "正常运转", "平稳运转"),
]
CHANGED = [
    ("annex1.yaml", "    预算: 2\n", "    预算: 2.50\n"),
    ("annex1.yaml", "    决算: 1.36\n", "    决算: 1.46\n"),
    ("annex1.yaml", "  决算: 80.63\n", "  决算: 81\n"),
    ("annex1.yaml", "  批复规模: 0\n", "  批复规模: 1200.5\n"),
    ("annex2.yaml", "  其他资金: 15\n", "  其他资金: 16\n"),
    ("annex2.yaml", "        实际完成值: 12次\n", "        实际完成值: '#11次: “含补学”'\n"),
    ("basic.yaml", "年中追加: 80.54\n", "年中追加: 90.54\n"),
    ("overrides.yaml", "    实报: 52.45\n", "    实报: 53\n"),
    ("05-heritage.yaml", "        年度指标值: 5集\n", "        年度指标值: 6集\n"),
    ("05-heritage.yaml", "        分值: 7\n", "        分值: 6.5\n"),
    ("05-heritage.yaml", "        偏差原因: 无\n", "        偏差原因: 多拍一集\n"),
    ("02-general-budget.md", "正常运转", "平稳运转"),
]


def twelve(edited: Edited) -> None:
    edited.type_over("附件1", "附件1.三公经费.公务接待.决算", "1.46")
    edited.retype("附件1", "附件1.三公经费.公务接待.预算", "2.50")
    edited.type_over("附件1", "附件1.政府采购金额.决算", "81")
    edited.type_over("附件1", "附件1.楼堂馆所.批复规模", "１200.5")
    edited.retype("附件2", "附件2.收入.其他资金", "16")
    edited.type_over("附件2", "附件2.绩效指标.产出指标.数量指标[1].实际完成值", "#11次: “含补学”")
    edited.type_over("附件1", "附件1.公用经费.预算", "53")
    edited.type_over("附件3（5）", f"{INDICATOR}.年度指标值", "6集")
    edited.type_over("附件3（5）", f"{INDICATOR}.分值", "6")
    edited.type_beside("附件3（5）", f"{INDICATOR}.分值", ".5")
    edited.retype("附件3（5）", f"{INDICATOR}.偏差原因", "多拍一集")
    edited.type_over("报告 二", "基本支出.年中追加", "90.54")
    edited.replace("正常运转、完成日常", "平稳运转、完成日常")


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    edited = Edited.whole()
    twelve(edited)
    return edited.saved(tmp_path_factory.mktemp("returned") / "返回.docx")


@pytest.fixture(scope="module")
def from_libreoffice(by_hand: Path) -> tuple[Path, Path]:
    """Return the edited file as LibreOffice stores it, and one edited in LibreOffice itself."""
    words = {"1.36": "1.46", "80.54": "90.54", "330.89": "331.9", "正常运转、完成日常": "平稳运转、完成日常"}
    typing = Typing(words, {(0, "C9"): "2.50", (0, "D23"): "81"})
    stored, edited = typed([(by_hand.read_bytes(), Typing()), (made_documents().whole, typing)])
    paths = by_hand.with_name("stored.docx"), by_hand.with_name("edited.docx")
    paths[0].write_bytes(stored)
    paths[1].write_bytes(edited)
    return paths


@pytest.fixture(scope="module")
def by_libreoffice(from_libreoffice: tuple[Path, Path]) -> Path:
    return from_libreoffice[0]


def listed(returned: Returned) -> list[tuple[str, str, str, str]]:
    return [
        (str(one.place).rpartition("/")[2], one.subject, one.old, one.new)
        for one in sorted(returned.changes, key=lambda change: change.place)
    ]


def lines(workspace: Workspace) -> dict[str, list[str]]:
    files = (path for path in sorted(workspace.root.rglob("*")) if path.is_file() and path.suffix in (".yaml", ".md"))
    return {workspace.shown(path): path.read_bytes().decode().splitlines(keepends=True) for path in files}


def changed_lines(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    pairs = [(file, zip(old, after[file], strict=True)) for file, old in before.items()]
    return [(file.rpartition("/")[2], one, other) for file, both in pairs for one, other in both if one != other]


@pytest.mark.parametrize("how", ["by_hand", "by_libreoffice"])
def test_just_the_twelve_changes_come_back(how: str, request: pytest.FixtureRequest) -> None:
    returned = reconcile(MADE, request.getfixturevalue(how), None, step=silent, write=False)
    assert returned.findings == ()
    assert [one[:2] for one in listed(returned)] == [one[:2] for one in TWELVE]
    for (_, _, old, new), (_, _, expected_old, expected_new) in zip(listed(returned)[:-1], TWELVE[:-1], strict=True):
        assert (old, new) == (expected_old, expected_new)
    words = listed(returned)[-1]
    assert words[2].replace(TWELVE[-1][2], TWELVE[-1][3]) == words[3]
    assert not returned.written
    assert not returned.read_only, "the source map is still in the file"


def test_what_libreoffice_adds_when_it_saves_is_nothing_to_the_verification(
    from_libreoffice: tuple[Path, Path],
) -> None:
    expected = expectation_of(made_case())
    comparer = ContentComparer("返回.docx", expected.prints, expected.whole.passages)
    for path in from_libreoffice:
        assert list(comparer.compare(path.read_bytes(), made_documents().whole)) == []


def test_applied_they_change_these_lines_alone_and_the_package_prints_what_came_back(
    by_libreoffice: Path, tmp_path: Path
) -> None:
    workspace = copy_made_unit(tmp_path)
    before = lines(workspace)
    returned = reconcile(workspace, by_libreoffice, None, step=silent, write=True)
    assert returned.written
    found = changed_lines(before, lines(workspace))
    assert len(found) == len(CHANGED)
    for (file, old, new), (expected_file, expected_old, expected_new) in zip(
        sorted(found), sorted(CHANGED), strict=True
    ):
        assert file == expected_file
        assert old.replace(expected_old, expected_new) == new
    again = reconcile(workspace, by_libreoffice, None, step=silent, write=False)
    assert (again.changes, again.findings) == ((), ())
    printed = {(one.where, one.path): one.printed for one in inspected(workspace).inspection.prints}
    for _, path, _, new in TWELVE[:-1]:
        assert new in [words for (_, one), words in printed.items() if one == path]


def test_what_was_typed_in_libreoffice_itself_comes_back(from_libreoffice: tuple[Path, Path]) -> None:
    returned = reconcile(MADE, from_libreoffice[1], None, step=silent, write=False)
    assert returned.findings == ()
    assert listed(returned)[:5] == [
        ("annex1.yaml:22:9", "附件1.三公经费.公务接待.预算", "2", "2.50"),
        ("annex1.yaml:23:9", "附件1.三公经费.公务接待.决算", "1.36", "1.46"),
        ("annex1.yaml:39:7", "附件1.政府采购金额.决算", "80.63", "81"),
        ("basic.yaml:7:9", "基本支出.年初预算.人员经费", "330.89", "331.9"),
        ("basic.yaml:11:7", "基本支出.年中追加", "80.54", "90.54"),
    ]
    assert [str(one.place) for one in returned.changes[5:]] == ["data/2023/report/02-general-budget.md:5:14"]


def test_characters_that_only_look_alike_are_no_change_and_are_told(tmp_path: Path) -> None:
    edited = Edited.part("附件1")
    run = next(run for run in edited.body.iter(f"{W}r") if "人" in text_of(run))
    set_text(run, text_of(run).replace("人", "\u200b\u2f08"))
    edited.type_over("附件1", "附件1.财政供养人员.编制数", "2\u200b2")
    returned = reconcile(MADE, edited.saved(tmp_path / "附件1.docx"), None, step=silent, write=False)
    assert [(one.old, one.new) for one in returned.changes] == [("21", "22")]
    assert returned.findings == ()
    assert returned.notes == (
        "返回件里有只是看着一样的字符，按通行的字读取：看不见的字符（3 处）、“⼈”（U+2F08）→“人”（2 处）。",
    )
