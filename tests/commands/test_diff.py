"""``diff``: years and revisions as sides, read without touching the working tree, told as a reviewer needs it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from jixiao import cli
from jixiao.commands import diff
from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.review.pull_request import review_markdown
from jixiao.review.review_types import Review
from jixiao.review.terminal import review_text
from tests.support.docx import rewritten, text
from tests.support.project import ROOT, copy_project, edit
from tests.support.repository import commit, git, repository
from tests.support.sides import appended, exchange

GOLDEN = Path(__file__).parents[1] / "golden"
RECEPTIONS = "    预算: 2\n    决算: 1.36"
REASON = "变动原因:\n  - 引用: 附件1.三公经费.公务接待.决算\n    理由: 承办全省档案会议，接待批次增加\n"


def compared(workspace: Workspace, *words: str, year: int | None = None) -> Review:
    return diff.compared(workspace, list(words), year, step=lambda _: None).review


def matches(name: str, found: str, folder: Path) -> None:
    """Assert that a text is the one kept; where it is not, leave it beside for a look."""
    found = re.sub(r"（[0-9a-f]{7}）", "（0000000）", found)
    (folder / name).write_text(found, "utf-8")
    assert found == (GOLDEN / name).read_text("utf-8"), f"if that is right: cp {folder / name} {GOLDEN / name}"


def states(folder: Path) -> dict[str, str]:
    """Return the digest of every file of a working tree and of the repository below it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a repository whose branch changes a figure, a name, a paragraph and the order of two indicators."""
    workspace = repository(tmp_path_factory.mktemp("仓库") / "绩效 项目")
    git(workspace.root, "tag", "2022")
    git(workspace.root, "switch", "--quiet", "--create", "改动")
    year = workspace.year(2023)
    edit(year / "annex1.yaml", RECEPTIONS, RECEPTIONS.replace("1.36", "1.63"))
    edit(year / "control.yaml", "数额: 1.92", "数额: 2.19")
    text = (year / "waivers.yaml").read_text("utf-8")
    start = text.index("  - 规则: Y101\n    对象: 附件1.三公经费.公务接待.决算")
    (year / "waivers.yaml").write_text(text[:start] + text[text.index("  - 规则", start + 1) :], "utf-8")
    (year / "movements.yaml").write_text(REASON, "utf-8")
    edit(year / "projects/01-building.yaml", "名称: 大楼运行维护费", "名称: 档案大楼运行维护费")
    edit(
        year / "report/02-general-budget.md", "严控风险防范，保障资金安全和高效运行", "严防风险，保障资金安全、高效运行"
    )
    exchange(year / "annex2.yaml", "      - 三级指标: 1.理论中心组学习", "      - 三级指标: 2.编纂书籍")
    edit(year / "annex2.yaml", "2.编纂书籍", "1.编纂书籍")
    edit(year / "annex2.yaml", "1.理论中心组学习", "2.理论中心组学习")
    commit(workspace)
    return workspace


@pytest.fixture(scope="module")
def review(branch: Workspace) -> Review:
    return compared(branch, "main..HEAD")


# what a reviewer reads


def test_a_branch_is_told_in_exactly_these_words(review: Review, tmp_path: Path) -> None:
    matches("review-branch.md", review_markdown(review), tmp_path)


def test_a_branch_is_told_on_a_terminal_in_exactly_these_words(review: Review, tmp_path: Path) -> None:
    matches("review-branch.txt", review_text(review), tmp_path)


def test_the_figure_its_totals_and_their_rows_stand_in_one_line(review: Review) -> None:
    [line] = [line for line in review_markdown(review).splitlines() if line.startswith("- 公务接待")]
    assert line.startswith("- 公务接待 决算 1.36 → 1.63（+0.27，+19.85%）：三公经费 1.92 → 2.19，")
    assert line.endswith("附件1 第4、9行")


def test_the_pages_that_look_different_are_those_that_hold_a_change(review: Review) -> None:
    assert [part.label for part in review.changed_parts] == ["附件1", "附件2", "附件3（1）", "报告"]


def test_last_year_against_this_year_reads_as_kept(tmp_path: Path) -> None:
    found = compared(Workspace(ROOT), "2022", "2023")
    matches("review-years.md", review_markdown(found), tmp_path)
    matches("review-years.txt", review_text(found), tmp_path)
    assert not found.old.whole


def test_the_reasons_given_for_moves_between_years_are_told(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path / "项目")
    (workspace.year(2023) / "movements.yaml").write_text(REASON, "utf-8")
    told = {change.figure.label: change.figure.reason for change in compared(workspace).entered}
    assert told["公务接待 决算"] == "承办全省档案会议，接待批次增加"
    assert told["办公经费 决算"].startswith("没有写（已豁免：")
    assert told["大楼运行维护费 决算"] == ""


def test_the_charts_hold_all_years(review: Review) -> None:
    trend = {trend.title: trend for trend in review.trends}
    assert trend["三公经费"].years == (2022, 2023)
    assert {line.name: [value and f"{value}" for value in line.values] for line in trend["三公经费"].lines} == {
        "预算": [None, "5"],
        "决算": ["2.68", "2.19"],
    }
    assert trend["预算执行率"].unit == "%"


# which sides are meant


def test_without_words_the_newest_year_is_held_against_the_year_before() -> None:
    found = compared(Workspace(ROOT))
    assert (found.old.name, found.new.name) == ("2022 年度", "2023 年度")
    assert compared(Workspace(ROOT), "2023").comparison == found.comparison


def test_the_years_may_be_turned_round() -> None:
    there, back = compared(Workspace(ROOT), "2022", "2023"), compared(Workspace(ROOT), "2023", "2022")
    assert there.comparison.mirrored() == back.comparison


def test_a_year_of_data_wins_over_a_tag_of_the_same_name(branch: Workspace) -> None:
    assert compared(branch, "2022", "2023").old.name == "2022 年度"
    assert compared(branch, "refs/tags/2022", "HEAD").old.year == 2023


def test_a_revision_alone_is_held_against_the_working_tree(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    assert not compared(workspace, "HEAD").differs
    edit(workspace.year(2023) / "annex1.yaml", RECEPTIONS.replace("1.36", "1.63"), RECEPTIONS.replace("1.36", "1.7"))
    found = compared(workspace, "HEAD")
    assert found.new.name == "工作区"
    assert [change.figure.new for change in found.entered] == ["1.7"]


def test_three_dots_begin_where_the_branches_parted(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    git(workspace.root, "switch", "--quiet", "main")
    edit(workspace.year(2023) / "unit.yaml", "8220674", "8220675")
    commit(workspace)
    git(workspace.root, "switch", "--quiet", "改动")
    assert compared(workspace, "main..改动").texts
    assert not compared(workspace, "main...改动").texts


def test_a_year_that_is_new_on_the_branch_is_held_against_the_newest_there_was(
    branch: Workspace, tmp_path: Path
) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    year = tmp_path / "副本/data/2024"
    shutil.copytree(workspace.year(2023), year)
    edit(year / "unit.yaml", "年度: 2023", "年度: 2024")
    commit(workspace)
    found = compared(workspace, "main..HEAD")
    assert (found.old.year, found.new.year) == (2023, 2024)
    assert re.fullmatch(r"main（[0-9a-f]{7}） 2023 年度", found.old.name)
    assert compared(workspace, "main..HEAD", year=2023).new.year == 2023
    with pytest.raises(UsageError, match="没有 2024 年度的数据"):
        compared(workspace, "main..HEAD", year=2024)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["2019", "2023"], "一边是年度，一边不是"),
        (["2022"], "没有 2021 年度的数据"),
        (["无此分支"], "Git 里没有“无此分支”这个版本"),
        (["main..HEAD", "main"], "已经写了两边"),
        (["a", "b", "c"], "最多写两个"),
        (["--upload-pack=x"], "Git 里没有"),
    ],
)
def test_what_cannot_be_compared_is_said(branch: Workspace, words: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        compared(branch, *words)


def test_outside_git_only_years_can_be_compared(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path / "项目")
    with pytest.raises(UsageError, match="git rev-parse 失败"):
        compared(workspace, "main")


def test_two_years_of_final_accounts_alone_cannot_be_compared(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path / "项目")
    shutil.copytree(workspace.year(2022), workspace.year(2021))
    edit(workspace.year(2021) / "final-accounts.yaml", "年度: 2022", "年度: 2021")
    with pytest.raises(UsageError, match="都只有决算数"):
        compared(workspace, "2021", "2022")


# reading without touching


def test_a_dirty_working_tree_stays_byte_for_byte(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    appended(workspace.year(2023) / "annex1.yaml", "# 没有提交的改动\n")
    (workspace.year(2023) / "草稿.txt").write_text("没有加入的文件", "utf-8")
    git(workspace.root, "add", "data/2023/annex1.yaml")
    before = states(workspace.root)
    assert compared(workspace, "main..改动").differs
    assert states(workspace.root) == before


def test_a_detached_head_is_a_revision_like_any_other(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    git(tmp_path / "副本", "switch", "--quiet", "--detach", "改动")
    assert [change.figure.new for change in compared(Workspace(tmp_path / "副本"), "main..HEAD").entered] == ["1.63"]


def test_a_branch_known_only_on_origin_is_found(branch: Workspace, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--branch", "改动", str(branch.root), "克隆")
    assert compared(Workspace(tmp_path / "克隆"), "main..HEAD").old.name.startswith("main（")


def test_a_shallow_clone_says_what_to_fetch(branch: Workspace, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--branch", "改动", f"file://{branch.root}", "浅")
    with pytest.raises(UsageError, match="git fetch --unshallow"):
        compared(Workspace(tmp_path / "浅"), "main..HEAD")


# what is not visible, and what is broken


def test_comments_and_layout_of_the_data_leave_every_page_as_it_was(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    appended(workspace.year(2023) / "annex1.yaml", "# 只是一句注释\n")
    edit(workspace.year(2023) / "unit.yaml", "单位名称: 岳阳市档案馆", "单位名称: '岳阳市档案馆'  # 全称")
    edit(workspace.year(2023) / "report/07-problems.md", "## 预算调整率偏高", "\n## 预算调整率偏高")
    found = compared(workspace, "HEAD")
    assert found.parts
    assert not found.visible
    assert not found.differs


def test_a_template_that_prints_the_same_is_told_but_not_visible(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    template = workspace.form_set("yueyang-2023") / "annex1.docx"
    tag = "{{ 附件1.三公经费.预算 }}"
    changed = rewritten(template.read_bytes(), "word/document.xml", lambda xml: xml.replace(tag, tag.replace(" ", "")))
    template.write_bytes(changed)
    found = compared(workspace, "HEAD")
    assert [one.file for one in found.templates] == ["annex1.docx"]
    assert not found.visible
    assert "纸面没有变化" in review_text(found)


def test_a_side_with_errors_is_compared_as_a_draft_and_says_so(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    edit(workspace.year(2023) / "annex1.yaml", RECEPTIONS.replace("1.36", "1.63"), RECEPTIONS.replace("1.36", "一块六"))
    found = compared(workspace, "HEAD")
    assert found.new.errors == 1
    assert "工作区还有 1 条错误没有改好，按草稿比较。" in review_markdown(found)
    assert [change.figure.new for change in found.entered] == ["〔待改〕"]
    assert not found.went, "rules that were not asked say nothing"


def test_a_side_that_cannot_be_read_at_all_is_said(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    (workspace.form_set("yueyang-2023") / "forms.yaml").unlink()
    with pytest.raises(UsageError, match="连草稿也读不成"):
        compared(workspace, "HEAD")


# the command


@pytest.fixture
def inside(branch: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(branch.root)
    return branch


@pytest.mark.usefixtures("inside")
def test_the_exit_code_tells_of_differences_only_where_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "2022", "2023"]) == 0
    assert cli.main(["diff", "2022", "2023", "--exit-code"]) == 1
    assert cli.main(["diff", "2023", "2023", "--exit-code"]) == 0
    assert capsys.readouterr().out.startswith("变动对照：2022 年度 → 2023 年度\n")


@pytest.mark.usefixtures("inside")
def test_json_and_markdown_are_printed_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["differs"]
    assert cli.main(["diff", "--markdown", "--limit", "2000"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("### 变动对照")
    assert len(printed) <= 2000


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("limit", ["100", "many", "-1"])
def test_a_limit_too_small_for_a_summary_is_refused(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "main", "--markdown", f"--limit={limit}"]) == 2
    assert "应为不小于 2000 的整数" in capsys.readouterr().err


def test_the_output_folder_holds_every_form_of_the_review(
    inside: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "比对"
    folder.mkdir()
    (folder / "review.md").write_text("上一次的", "utf-8")
    assert cli.main(["diff", "main", "--output", str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["review.html", "review.json", "review.md", "tracked.docx"]
    assert capsys.readouterr().err == ""
    assert "公务接待 决算 1.36 → 1.63" in (folder / "review.md").read_text("utf-8")
    assert "档案大楼运行维护费" in text((folder / "tracked.docx").read_bytes())


def test_a_folder_that_holds_anything_else_is_not_replaced(
    inside: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = states(inside.root)
    assert cli.main(["diff", "main", "--output", "data"]) == 2
    assert "有别的文件" in capsys.readouterr().err
    assert states(inside.root) == before


@pytest.mark.usefixtures("inside")
def test_without_a_whole_package_on_both_sides_there_are_no_tracked_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["diff", "2022", "2023", "--output", str(tmp_path / "比对")]) == 0
    assert "没有修订对照" in capsys.readouterr().err
    assert not (tmp_path / "比对/tracked.docx").exists()
