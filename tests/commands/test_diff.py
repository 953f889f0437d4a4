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
from tests.support.cases import clean_project
from tests.support.docx import rewritten, text
from tests.support.golden import assert_kept
from tests.support.project import edit
from tests.support.repository import commit, git, repository
from tests.support.sides import CLEAN, append, exchange, mirrored

TEST = "tests/commands/test_diff.py"
RECEPTIONS = "    预算: 2\n    决算: 1.35"
CONTROL = "核对数:\n  - 引用: 附件1.三公经费.决算\n    数额: {}\n    出处: 决算报表\n"
REASON = "变动原因:\n  - 引用: 附件1.三公经费.公务接待.决算\n    理由: 承办全省业务会议，接待批次增加\n"
TRAINING, VISITS = "组织业务培训", "受理来访和咨询"


def compared(workspace: Workspace, *words: str, year: int | None = None) -> Review:
    return diff.compare_versions(workspace, list(words), year, step=lambda _: None).review


def assert_told(name: str, found: str) -> None:
    """Assert that a text is the one kept, whatever the commits."""
    assert_kept(name, re.sub(r"（[0-9a-f]{7}）", "（0000000）", found), TEST)


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
    year = workspace.year(2023)
    (year / "control.yaml").write_text(CONTROL.format("6.55"), "utf-8")
    commit(workspace)
    git(workspace.root, "tag", "2022")
    git(workspace.root, "switch", "--quiet", "--create", "改动")
    edit(year / "annex1.yaml", RECEPTIONS, RECEPTIONS.replace("1.35", "1.53"))
    (year / "control.yaml").write_text(CONTROL.format("6.73"), "utf-8")
    (year / "movements.yaml").write_text(REASON, "utf-8")
    edit(year / "projects/02-upkeep.yaml", "名称: 办公楼运行维护费", "名称: 办公大楼运行维护费")
    edit(year / "report/08-improvements.md", "提前做好招标准备，按季度通报", "及早做好招标准备，按月通报")
    exchange(year / "annex2.yaml", TRAINING, VISITS)
    commit(workspace)
    return workspace


@pytest.fixture(scope="module")
def review(branch: Workspace) -> Review:
    return compared(branch, "main..HEAD")


# what a reviewer reads


def test_a_branch_is_told_in_exactly_these_words(review: Review) -> None:
    assert_told("review-branch.md", review_markdown(review))


def test_a_branch_is_told_on_a_terminal_in_exactly_these_words(review: Review) -> None:
    assert_told("review-branch.txt", review_text(review))


def test_the_figure_its_totals_and_their_rows_stand_in_one_line(review: Review) -> None:
    [line] = [line for line in review_markdown(review).splitlines() if line.startswith("- 公务接待")]
    assert line.startswith("- 公务接待 决算 1.35 → 1.53（+0.18，+13.33%）：三公经费 6.55 → 6.73，")
    assert "附件1 第4、9行" in line


def test_the_pages_that_look_different_are_those_that_hold_a_change(review: Review) -> None:
    assert [part.label for part in review.changed_parts] == ["附件1", "附件2", "附件3（2）", "报告"]


def test_last_year_against_this_year_reads_as_kept() -> None:
    found = compared(CLEAN, "2022", "2023")
    assert_told("review-years.md", review_markdown(found))
    assert_told("review-years.txt", review_text(found))
    assert not found.old.whole


def test_the_reasons_given_for_moves_between_years_are_told(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path / "项目")
    edit(workspace.year(2022) / "final-accounts.yaml", "公车运行维护: 5.4", "公车运行维护: 7.9")
    edit(workspace.year(2022) / "final-accounts.yaml", "公务接待: 1.4", "公务接待: 0.4")
    (workspace.year(2023) / "movements.yaml").write_text(REASON, "utf-8")
    reasons = {change.label: change.reason for change in compared(workspace).entered}
    assert reasons["公务接待 决算"] == "承办全省业务会议，接待批次增加"
    assert reasons["公车运行维护 决算"] == "没有写，应当写明"
    assert reasons["办公经费 决算"] == ""


def test_the_charts_hold_all_years(review: Review) -> None:
    trend = {trend.title: trend for trend in review.trends}
    assert trend["三公经费"].years == (2022, 2023)
    assert {line.name: [value and f"{value}" for value in line.values] for line in trend["三公经费"].lines} == {
        "预算": [None, "8"],
        "决算": ["6.8", "6.73"],
    }
    assert trend["预算执行率"].unit == "%"


# which sides are meant


def test_without_words_the_newest_year_is_held_against_the_year_before() -> None:
    found = compared(CLEAN)
    assert (found.old.name, found.new.name) == ("2022 年度", "2023 年度")
    assert compared(CLEAN, "2023").comparison == found.comparison


def test_the_years_may_be_turned_round() -> None:
    there, back = compared(CLEAN, "2022", "2023"), compared(CLEAN, "2023", "2022")
    assert mirrored(there.comparison) == back.comparison


def test_a_year_of_data_wins_over_a_tag_of_the_same_name(branch: Workspace) -> None:
    assert compared(branch, "2022", "2023").old.name == "2022 年度"
    assert compared(branch, "refs/tags/2022", "HEAD").old.year == 2023


def test_a_revision_alone_is_held_against_the_working_tree(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    assert not compared(workspace, "HEAD").differs
    edit(workspace.year(2023) / "annex1.yaml", RECEPTIONS.replace("1.35", "1.53"), RECEPTIONS.replace("1.35", "1.7"))
    found = compared(workspace, "HEAD")
    assert found.new.name == "工作区"
    assert [change.new for change in found.entered] == ["1.7"]


def test_three_dots_begin_where_the_branches_parted(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    git(workspace.root, "switch", "--quiet", "main")
    edit(workspace.year(2023) / "unit.yaml", "8000001", "8000002")
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
        (["2019", "2023"], "没有 2019 年度的数据"),
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
    workspace = clean_project(tmp_path / "项目")
    with pytest.raises(UsageError, match="git rev-parse 失败"):
        compared(workspace, "main")


def test_two_years_of_final_accounts_alone_cannot_be_compared(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path / "项目")
    shutil.copytree(workspace.year(2022), workspace.year(2021))
    edit(workspace.year(2021) / "final-accounts.yaml", "年度: 2022", "年度: 2021")
    with pytest.raises(UsageError, match="都只有决算数"):
        compared(workspace, "2021", "2022")


# reading without touching


def test_a_dirty_working_tree_stays_byte_for_byte(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    append(workspace.year(2023) / "annex1.yaml", "# 没有提交的改动\n")
    (workspace.year(2023) / "草稿.txt").write_text("没有加入的文件", "utf-8")
    git(workspace.root, "add", "data/2023/annex1.yaml")
    before = states(workspace.root)
    assert compared(workspace, "main..改动").differs
    assert states(workspace.root) == before


def test_a_detached_head_is_a_revision_like_any_other(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    git(tmp_path / "副本", "switch", "--quiet", "--detach", "改动")
    assert [change.new for change in compared(Workspace(tmp_path / "副本"), "main..HEAD").entered] == ["1.53"]


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
    append(workspace.year(2023) / "annex1.yaml", "# 只是一句注释\n")
    edit(workspace.year(2023) / "unit.yaml", "单位名称: 示例单位", "单位名称: '示例单位'  # 全称")
    edit(workspace.year(2023) / "report/07-problems.md", "## 项目执行进度不均衡", "\n## 项目执行进度不均衡")
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
    assert [one.name for one in found.templates] == ["annex1.docx"]
    assert not found.visible
    assert "纸面没有变化" in review_text(found)


def test_a_side_with_errors_is_compared_as_a_draft_and_says_so(branch: Workspace, tmp_path: Path) -> None:
    shutil.copytree(branch.root, tmp_path / "副本")
    workspace = Workspace(tmp_path / "副本")
    edit(workspace.year(2023) / "annex1.yaml", RECEPTIONS.replace("1.35", "1.53"), RECEPTIONS.replace("1.35", "一块六"))
    found = compared(workspace, "HEAD")
    assert found.new.errors == 1
    assert "工作区还有 1 条错误没有改好，按草稿比较。" in review_markdown(found)
    assert [change.new for change in found.entered] == ["〔待改〕"]
    assert not found.resolved, "rules that were not asked say nothing"


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
    assert "公务接待 决算 1.35 → 1.53" in (folder / "review.md").read_text("utf-8")
    assert "办公大楼运行维护费" in text((folder / "tracked.docx").read_bytes())


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
