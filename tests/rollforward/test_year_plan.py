"""A new year is last year without its figures: the same lines but for those meant.

Run as a program, it prints started-2024.txt.
"""

from difflib import unified_diff
from pathlib import Path

import pytest

from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.findings import Finding
from jixiao.model.data_files import PROJECT_FILE
from jixiao.paths import Workspace
from jixiao.rollforward.last_year import LastYear, UnreadableYear, last_year_of
from jixiao.rollforward.year_plan import write
from jixiao.source.nodes import load_yaml
from tests.rollforward.started import YEAR, names_of, plan_of, started
from tests.support.project import ROOT, copy_project, edit, edit_value

GOLDEN = Path(__file__).with_name("started-2024.txt")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_project(tmp_path)


def lines(text: bytes) -> list[str]:
    return text.decode("utf-8").split("\n")


def changes(workspace: Workspace) -> str:
    """Return the lines that differ between 2023's files and those planned for 2024, long ones cut."""
    folder, plan = workspace.year(2023), plan_of(workspace)
    told: list[str] = []
    for name, text in sorted(plan.files.items()):
        difference = list(unified_diff(lines((folder / name).read_bytes()), lines(text), n=0, lineterm=""))[2:]
        told += [f"{name} {line[:40]}" for line in difference if not line.startswith("@@")]
    return "".join(f"{line}\n" for line in told)


def test_only_the_lines_meant_differ_from_last_year(workspace: Workspace) -> None:
    assert changes(workspace) == GOLDEN.read_text(encoding="utf-8"), "look at the difference, then print it anew"


def test_the_report_is_taken_over_byte_for_byte(workspace: Workspace) -> None:
    plan = plan_of(workspace)
    reports = [name for name in names_of(workspace.year(2023)) if name.startswith("report/")]
    assert len(reports) == 11
    assert all(plan.files[name] == (workspace.year(2023) / name).read_bytes() for name in reports)


def test_what_belongs_to_last_year_alone_stays_there(workspace: Workspace) -> None:
    folder = workspace.year(2023)
    (folder / "waivers.yaml").write_text("豁免: []\n", encoding="utf-8")
    (folder / "README.md").write_text("说明", encoding="utf-8")
    (folder / ".notes").write_text("草稿", encoding="utf-8")
    plan = plan_of(workspace)
    assert {"README.md", "overrides.yaml", "waivers.yaml"} <= set(plan.left_behind)
    assert not {"README.md", ".notes", "overrides.yaml", "waivers.yaml"} & set(plan.files)
    assert ".notes" not in plan.left_behind


def test_scores_and_reasons_are_left_out_but_for_reasons_that_were_blank(workspace: Workspace) -> None:
    text = plan_of(workspace).files["projects/04-digital.yaml"].decode("utf-8")
    assert "        偏差原因:\n" in text
    assert "得分" not in text.split("绩效指标:")[1]
    assert "总分偏差原因:" not in text
    added = plan_of(workspace, add=("reading=全民阅读",)).files["projects/06-reading.yaml"].decode("utf-8")
    assert "偏差原因:" not in added


def test_line_ends_of_windows_stay(workspace: Workspace) -> None:
    path = workspace.year(2023) / "basic.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    text = plan_of(workspace).files["basic.yaml"]
    assert text.count(b"\r\n") == text.count(b"\n") > 10
    assert text.replace(b"\r\n", b"\n") == plan_of(Workspace(ROOT)).files["basic.yaml"]


def test_what_was_blank_is_to_be_filled_in_but_for_reasons(workspace: Workspace) -> None:
    path = workspace.year(2023) / "projects/01-building.yaml"
    edit_value(path, "全年执行数", lambda _: " # 留空")
    text = plan_of(workspace).files["projects/01-building.yaml"].decode("utf-8")
    assert "    全年执行数: 待填  # 留空\n" in text


def test_a_date_of_next_year_moves_on_too_and_an_older_year_does_not(workspace: Workspace) -> None:
    path = workspace.year(2023) / "projects/05-heritage.yaml"
    edit(path, "年度指标值: 2023年6月30日前", "年度指标值: '2023年7月至2024年6月，补2021年12月的'")
    text = plan_of(workspace).files["projects/05-heritage.yaml"].decode("utf-8")
    assert "年度指标值: '2024年7月至2025年6月，补2021年12月的'\n" in text


def test_a_year_that_is_no_date_stays(workspace: Workspace) -> None:
    path = workspace.year(2023) / "projects/05-heritage.yaml"
    edit(path, "年度指标值: 2023年6月30日前", "年度指标值: 整理2023年档案")
    assert "年度指标值: 整理2023年档案\n" in plan_of(workspace).files["projects/05-heritage.yaml"].decode("utf-8")


def test_twice_planned_is_the_same(workspace: Workspace) -> None:
    assert plan_of(workspace).files == plan_of(workspace).files


# projects that go and come


def projects_in(files: dict[str, bytes]) -> list[str]:
    return sorted(name for name in files if PROJECT_FILE.fullmatch(name))


def test_numbers_stay_while_nothing_leaves_a_gap(workspace: Workspace) -> None:
    plan = plan_of(workspace, drop=("heritage",))
    assert projects_in(plan.files) == [
        "projects/01-building.yaml",
        "projects/02-custody.yaml",
        "projects/03-shelving.yaml",
        "projects/04-digital.yaml",
    ]
    assert plan.renamed == {}


def test_a_gap_is_closed_and_the_heads_of_the_files_say_the_new_number(workspace: Workspace) -> None:
    plan = plan_of(workspace, drop=("shelving",))
    assert plan.renamed == {
        "projects/04-digital.yaml": "projects/03-digital.yaml",
        "projects/05-heritage.yaml": "projects/04-heritage.yaml",
    }
    old = (workspace.year(2023) / "projects/05-heritage.yaml").read_text("utf-8").split("\n")
    new = lines(plan.files["projects/04-heritage.yaml"])
    assert old[1].replace("附件3（5）", "附件3（4）").replace("05 是", "04 是") == new[1]
    assert [line for line in new if line.startswith("#")][2:] == [line for line in old if line.startswith("#")][2:]


def test_control_totals_of_a_dropped_project_go_with_it(workspace: Workspace) -> None:
    plan = plan_of(workspace, drop=("custody", "digital"))
    text = plan.files["control.yaml"].decode("utf-8")
    assert "附件1.项目支出.市级专项资金.决算" in text
    assert "custody" not in text
    assert "digital" not in text
    assert load_yaml(_written(workspace, text), "control.yaml", "").findings == []


def test_control_totals_of_dropped_projects_alone_are_not_carried(workspace: Workspace) -> None:
    entry = "  - 引用: 各项目.custody.资金.执行率\n    数额: 100\n    出处: 批复\n"
    (workspace.year(2023) / "control.yaml").write_text(f"核对数:\n{entry}", encoding="utf-8")
    assert "custody" not in plan_of(workspace, drop=("custody",)).files["control.yaml"].decode("utf-8")
    assert "custody" in plan_of(workspace).files["control.yaml"].decode("utf-8")


def test_control_totals_of_its_line_in_annex_1_go_too(workspace: Workspace) -> None:
    entries = "".join(
        f"  - 引用: 附件1.项目支出.{name}\n    数额: 1\n    出处: 批复\n"
        for name in ("custody.决算", "older（市级专项资金）.上年决算", "building.决算", "市级专项资金.决算", "上年决算")
    )
    (workspace.year(2023) / "control.yaml").write_text(f"核对数:\n{entries}", encoding="utf-8")
    text = plan_of(workspace, drop=("custody",)).files["control.yaml"].decode("utf-8")
    kept = [line.rpartition(" ")[2] for line in text.split("\n") if "引用" in line]
    assert kept[:2] == [f"附件1.项目支出.{name}" for name in ("市级专项资金.决算", "上年决算")]
    assert all("年初预算" in name for name in kept[2:])


@pytest.mark.parametrize("declared", [" [a, b]", "\n  a: 1.5\n  b:", " a", "\n  - a\n  - b", " [\n  a, b\n]"])
def test_what_a_project_came_from_is_said_once(workspace: Workspace, declared: str) -> None:
    path = workspace.year(2023) / "projects/02-custody.yaml"
    before = plan_of(workspace).files["projects/02-custody.yaml"]
    edit(path, "支出类别: 业务工作经费\n", f"支出类别: 业务工作经费\n上年决算来自:{declared}\n")
    assert plan_of(workspace).files["projects/02-custody.yaml"] == before


def _written(workspace: Workspace, text: str) -> Path:
    path = workspace.root / "some.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_project_comes_last_and_asks_for_nothing_that_others_do_not(workspace: Workspace) -> None:
    plan = plan_of(workspace, drop=("digital",), add=("archive_it=网络安全: 二期", "reading=全民阅读"))
    assert plan.added == ["projects/05-archive_it.yaml", "projects/06-reading.yaml"]
    new = lines(plan.files["projects/06-reading.yaml"])
    old = (workspace.year(2023) / "projects/01-building.yaml").read_text("utf-8").split("\n")
    assert new[1].startswith("# 附件3（6）")
    assert set(_keys(new)) <= set(_keys(old))
    assert "名称: 全民阅读" in new
    assert '名称: "网络安全: 二期"' in lines(plan.files["projects/05-archive_it.yaml"])


def _keys(text: list[str]) -> list[str]:
    return [line.partition(":")[0] for line in text if ":" in line and not line.lstrip().startswith("#")]


def test_all_projects_may_go(workspace: Workspace) -> None:
    plan = plan_of(workspace, drop=("building", "custody", "shelving", "digital", "heritage"), add=("first=第一个",))
    assert projects_in(plan.files) == ["projects/01-first.yaml"]


@pytest.mark.parametrize(
    ("drop", "add", "said"),
    [
        (("heritag",), (), "是否应为“heritage”？"),
        (("遗产",), (), "已有：building、custody、digital、heritage、shelving"),
        ((), ("新项目",), "标识=名称"),
        ((), ("new=",), "标识=名称"),
        ((), ("New=新",), "标识用小写英文"),
        ((), ("a/b=新",), "标识用小写英文"),
        ((), ("new=新\n行",), "标识=名称"),
        ((), ("building=大楼",), "已经用过"),
        ((), ("new=一", "new=二"), "已经用过"),
    ],
)
def test_projects_that_cannot_be_dropped_or_added_are_refused(
    workspace: Workspace, drop: tuple[str, ...], add: tuple[str, ...], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        plan_of(workspace, drop=drop, add=add)


# what stands in the way


def test_a_year_begun_is_never_begun_again(tmp_path: Path) -> None:
    workspace = started(tmp_path)
    before = {name: (workspace.year(YEAR) / name).read_bytes() for name in names_of(workspace.year(YEAR))}
    with pytest.raises(UsageError, match="data/2024/ 已经有了，不会覆盖"):
        last_year_of(workspace, YEAR)
    assert {name: (workspace.year(YEAR) / name).read_bytes() for name in names_of(workspace.year(YEAR))} == before


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_whatever_took_the_name_meanwhile_stays(workspace: Workspace, kind: str) -> None:
    plan, folder = plan_of(workspace), workspace.year(YEAR)
    if kind == "folder":
        folder.mkdir()
    elif kind == "file":
        folder.write_text("别人的")
    else:
        folder.symlink_to(workspace.root / "nowhere")
    with pytest.raises(UsageError, match="不会覆盖"):
        write(workspace, plan)
    assert [path.name for path in sorted(workspace.root.glob("data/*"))] == ["2022", "2023", "2024"]
    assert not folder.is_dir() or not names_of(folder)


def test_a_year_with_final_accounts_only_begins_nothing(workspace: Workspace) -> None:
    (workspace.root / "data/2023").rename(workspace.root / "data/1999")
    with pytest.raises(UsageError, match=r"2022 年度没有成套的数据.*2023 年度不能由它开始"):
        last_year_of(workspace, 2023)


def test_a_year_without_the_year_before_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match=r"没有 2029 年度的数据.*已有年度：2022、2023"):
        last_year_of(workspace, 2030)


def unreadable(workspace: Workspace) -> list[Finding]:
    found = last_year_of(workspace, YEAR)
    assert isinstance(found, UnreadableYear)
    return found.findings


def test_files_whose_places_are_not_sure_stop_it(workspace: Workspace) -> None:
    path = workspace.year(2023) / "basic.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    edit(workspace.year(2023) / "annex1.yaml", "  编制数: 21", "  编制数:21")
    assert [one.code for one in unreadable(workspace)] == ["L001", "L004"]


def test_a_missing_file_stops_it(workspace: Workspace) -> None:
    (workspace.year(2023) / "annex5.yaml").unlink()
    assert [one.place.file for one in unreadable(workspace)] == ["data/2023/annex5.yaml"]


def test_values_that_are_wrong_do_not(workspace: Workspace) -> None:
    edit_value(workspace.year(2023) / "basic.yaml", "人员经费", lambda _: "三百三十")
    last_year = last_year_of(workspace, YEAR)
    assert isinstance(last_year, LastYear)
    assert [one.code for one in last_year.findings] == ["M003"]
    assert "  人员经费: 待填" in lines(plan_of(workspace).files["basic.yaml"])


def test_what_cannot_be_written_leaves_nothing(workspace: Workspace) -> None:
    plan = plan_of(workspace)
    plan.files["projects/" + "x" * 300] = b""
    with pytest.raises(EnvironmentFailure, match="写不进"):
        write(workspace, plan)
    assert sorted(path.name for path in (workspace.root / "data").iterdir()) == ["2022", "2023"]


if __name__ == "__main__":
    print(changes(Workspace(ROOT)), end="")
