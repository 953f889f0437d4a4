"""make fmt: mends writing and layout of a year, proves that nothing else changed, and writes all or nothing."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.cli import main
from jixiao.commands import fmt
from jixiao.errors import EnvironmentFailure
from jixiao.paths import Workspace
from jixiao.source.canonical import write_canonical
from jixiao.source.decoding import SourceText
from jixiao.source.punctuation import bones
from jixiao.source.store import replace_files
from jixiao.submission.read import read_year
from tests.support.figures import figures_in
from tests.support.made_unit import copy_made_unit
from tests.support.project import ROOT, edit, edit_value


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    workspace = copy_made_unit(tmp_path)
    replace_files(workspace.root, fmt.plan_formatting(workspace, 2023).changes, "make fmt")
    return workspace


def amounts(workspace: Workspace) -> list[tuple[str, str]]:
    submission = read_year(workspace, 2023).submission
    assert submission is not None
    return sorted((figure.path, str(figure.amount)) for figure in figures_in(submission))


def contents(workspace: Workspace) -> dict[str, bytes]:
    return {
        workspace.shown(path): path.read_bytes() for path in sorted(workspace.year(2023).rglob("*")) if path.is_file()
    }


def formatted(workspace: Workspace) -> dict[str, bytes]:
    """Return the files that formatting changed."""
    before = contents(workspace)
    replace_files(workspace.root, fmt.plan_formatting(workspace, 2023).changes, "make fmt")
    return {name: content for name, content in contents(workspace).items() if content != before[name]}


def test_the_filed_year_needs_mends_in_its_texts_only() -> None:
    plan = fmt.plan_formatting(Workspace(ROOT), 2023)
    assert plan.findings == []
    assert [change.file for change in plan.changes] == [
        "data/2023/annex2.yaml",
        "data/2023/report/06-performance.md",
        "data/2023/report/09-use-and-disclosure.md",
    ]


def test_what_is_in_order_is_not_touched(workspace: Workspace) -> None:
    assert fmt.plan_formatting(workspace, 2023).changes == []


def test_texts_are_mended_and_figures_stay(workspace: Workspace) -> None:
    before = amounts(workspace)
    edit(workspace.year(2023) / "projects/04-digital.yaml", "竣工验收未完成。", "竣工验收(二期)未完成,１２月补办 。")
    [(name, content)] = formatted(workspace).items()
    assert name == "data/2023/projects/04-digital.yaml"
    assert "偏差原因: 竣工验收（二期）未完成，12月补办。\n" in content.decode()
    assert amounts(workspace) == before


@pytest.mark.parametrize("key", ["年度指标值", "实际完成值"])
def test_digits_of_targets_and_actuals_are_left_to_the_rules(workspace: Workspace, key: str) -> None:
    path = workspace.year(2023) / "projects/05-heritage.yaml"
    path.write_text(path.read_text("utf-8").replace(f"{key}: 5集", f"{key}: ５集"), encoding="utf-8")
    assert formatted(workspace) == {}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("overrides.yaml", "实报: 保证档案馆正常机关工作展开。", "实报: 保证档案馆,正常 展开。"),
        ("annex5.yaml", "1、 转移支付项目单位名称和资 金情况清单", "1、 转移支付项目(单位)名称和资 金情况清单"),
        ("unit.yaml", "单位名称: 示例市档案馆", "单位名称: 示例市 档案馆"),
        ("projects/01-building.yaml", "名称: 大楼运行维护费", "名称: 大楼(运行)维护费"),
    ],
)
def test_names_official_wording_and_values_as_filed_stay_as_they_are(
    workspace: Workspace, file: str, old: str, new: str
) -> None:
    edit(workspace.year(2023) / file, old, new)
    assert formatted(workspace) == {}


def test_data_becomes_canonical_in_the_order_of_the_model(workspace: Workspace) -> None:
    path = workspace.year(2023) / "unit.yaml"
    lines = path.read_text("utf-8")
    edit(path, "填表人: ", "填表人:   ")
    text = path.read_text("utf-8")
    day = re.search("# 年-月-日\n填报日期: .*\n", text)
    assert day is not None
    path.write_text(text.replace(day.group(), "") + day.group() + "\n\n", encoding="utf-8")
    assert formatted(workspace)["data/2023/unit.yaml"].decode() == lines


def test_indicators_stand_in_the_order_of_the_form_set(workspace: Workspace) -> None:
    path = workspace.year(2023) / "projects/01-building.yaml"
    text = path.read_text("utf-8")
    quality = re.search(r"    质量指标:\n(?:      .*\n)+", text)
    assert quality is not None
    moved = text.replace(quality.group(), "").replace("    成本指标:", f"{quality.group()}    成本指标:")
    path.write_text(moved, encoding="utf-8")
    assert formatted(workspace)["data/2023/projects/01-building.yaml"].decode() == text


def test_what_notepad_leaves_behind_is_mended(workspace: Workspace) -> None:
    path = workspace.year(2023) / "basic.yaml"
    text = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n").replace(b"  ", b"\t", 1))
    assert formatted(workspace)["data/2023/basic.yaml"] == text


def test_the_report_is_mended_outside_its_tags(workspace: Workspace) -> None:
    path = workspace.year(2023) / "report/07-problems.md"
    path.write_text(
        '##  预算"细化"不够\n\n　　{{ 年度 }}年,指标(个别)不细; 详见[说明(一)](http://a.cn/x(1),y)。  \n'
        "{% for 项 in 各项目 %}\n| 甲 乙 | 丙,丁 |\n{{ 项.名称 | 称项目 }} ,按`a,b`办。\n{% endfor %}\n\n\n",
        encoding="utf-8",
    )
    assert formatted(workspace)["data/2023/report/07-problems.md"].decode() == (
        "## 预算“细化”不够\n\n{{ 年度 }}年，指标（个别）不细；详见[说明（一）](http://a.cn/x(1),y)。\n"
        "{% for 项 in 各项目 %}\n| 甲 乙 | 丙,丁 |\n{{ 项.名称 | 称项目 }} ,按`a,b`办。\n{% endfor %}\n"
    )


def test_references_by_number_become_references_by_name(workspace: Workspace) -> None:
    path = workspace.year(2023) / "report/07-problems.md"
    name = "各项目.digital.绩效指标.产出指标.数量指标"
    path.write_text(
        f"甲{{{{ {name}[1].实际完成值 }}}}，\n{{# {name}[1]。 #}}\n"
        f"| 乙 | {{{{ {name}[ 2 ].得分 }}}} |\n{{{{ 项目支出.决算 }}}}\n",
        encoding="utf-8",
    )
    assert formatted(workspace)["data/2023/report/07-problems.md"].decode() == (
        f'甲{{{{ {name}["纸质档案数字化完成量"].实际完成值 }}}}，\n{{# {name}[1]。 #}}\n'
        f'| 乙 | {{{{ {name}["原档案系统数据迁移服务"].得分 }}}} |\n{{{{ 项目支出.决算 }}}}\n'
    )
    assert formatted(workspace) == {}


def test_nothing_is_written_while_one_file_cannot_be_read(workspace: Workspace) -> None:
    edit(workspace.year(2023) / "unit.yaml", "填表人: ", "填表人:   ")
    edit_value(workspace.year(2023) / "basic.yaml", "年中追加", lambda value: f"[{value}")
    before = contents(workspace)
    assert main(["fmt", "2023"]) == 1
    assert contents(workspace) == before


def test_a_file_of_an_unusual_kind_is_named_and_nothing_written(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace.year(2023) / "basic.yaml"
    path.write_text("---\n" + path.read_text("utf-8"), encoding="utf-8")
    assert main(["fmt", "2023"]) == 1
    assert "F001" in capsys.readouterr().out


def test_a_change_that_reading_would_notice_is_refused(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        fmt, "write_canonical", lambda *given: write_canonical(*given).replace("年中追加: ", "年中追加: 1")
    )
    plan = fmt.plan_formatting(workspace, 2023)
    assert [one.place.file for one in plan.findings if one.code == "F001"] == ["data/2023/basic.yaml"]


def test_a_comment_that_would_be_lost_is_refused(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        fmt, "write_canonical", lambda *given: write_canonical(*given).replace("# 年初批复的预算\n", "")
    )
    assert [one.code for one in fmt.plan_formatting(workspace, 2023).findings] == ["F001"]


def test_a_file_changed_meanwhile_is_not_overwritten(workspace: Workspace) -> None:
    path = workspace.year(2023) / "unit.yaml"
    edit(path, "填表人: ", "填表人:   ")
    changes = fmt.plan_formatting(workspace, 2023).changes
    path.write_text(path.read_text("utf-8") + "# 刚加的注释\n", encoding="utf-8")
    with pytest.raises(EnvironmentFailure, match=r"unit\.yaml"):
        replace_files(workspace.root, changes, "make fmt")
    assert path.read_text("utf-8").endswith("# 刚加的注释\n")


def test_permissions_stay_and_nothing_is_left_beside(workspace: Workspace) -> None:
    path = workspace.year(2023) / "unit.yaml"
    edit(path, "填表人: ", "填表人:   ")
    path.chmod(0o640)
    formatted(workspace)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not list(path.parent.glob(".*"))


def test_a_link_is_left_alone_and_named(workspace: Workspace, tmp_path: Path) -> None:
    path = workspace.year(2023) / "basic.yaml"
    outside = tmp_path / "outside.yaml"
    path.rename(outside)
    outside.write_text(outside.read_text("utf-8").replace("年中追加: ", "年中追加:   "), encoding="utf-8")
    path.symlink_to(outside)
    formatting = fmt.plan_formatting(workspace, 2023)
    assert [(one.code, one.place.file) for one in formatting.findings] == [("L009", workspace.shown(path))]
    assert formatted(workspace) == {}


def test_check_and_diff_write_nothing_and_say_what_would_change(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace.year(2023) / "unit.yaml", "填表人: ", "填表人:   ")
    before = contents(workspace)
    assert main(["fmt", "2023", "--check"]) == 1
    assert "需要整理 1 个文件" in capsys.readouterr().out
    assert main(["fmt", "2023", "--diff"]) == 1
    assert "\n-填表人:   " in capsys.readouterr().out
    assert main(["fmt", "2023", "--check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["files"] == ["data/2023/unit.yaml"]
    assert contents(workspace) == before
    assert main(["fmt", "2023"]) == 0
    assert "已整理 1 个文件" in capsys.readouterr().out
    assert main(["fmt", "2023", "--check"]) == 0


LINES = st.text(alphabet="甲乙丙１2,;:()（），。“”\"' 　{}%#|-`[]\\", max_size=30)


@given(st.lists(LINES, min_size=1, max_size=4))
def test_a_report_is_mended_once_and_for_all(lines: list[str]) -> None:
    source = SourceText("report.md", "\n".join(lines))
    after = fmt._report_text(source)
    if after is not None:
        assert fmt._report_text(SourceText("report.md", after)) == after
        assert bones(after) == bones(source.text)
    assert after is not None or source.findings or not source.text.strip()


def test_a_tag_over_two_lines_stays_whole() -> None:
    source = SourceText("report.md", "甲,乙{{ 年度 |\n称项目('甲,乙') }}丙,丁\n")
    assert fmt._report_text(source) is None
    assert [one.code for one in source.findings] == ["F001"]


def test_look_alikes_and_hidden_characters_are_mended(workspace: Workspace) -> None:
    edit(workspace.year(2023) / "unit.yaml", "单位名称: 示例市", "单位名称: \u200b示例\u2f00\u202e市")
    edit(workspace.year(2023) / "report/10-other.md", "无\n", "冷\uf92e库、cafe\u0301。\n")
    changed = formatted(workspace)
    assert "单位名称: 示例一市" in changed["data/2023/unit.yaml"].decode()
    assert "冷冷库、café。" in changed["data/2023/report/10-other.md"].decode()
    assert all(not one.code.startswith("L") for one in read_year(workspace, 2023).findings)


def test_what_nobody_can_read_is_left_and_named(workspace: Workspace) -> None:
    edit(workspace.year(2023) / "unit.yaml", "单位名称: 示例市", "单位名称: \uf0b3示例市")
    plan = fmt.plan_formatting(workspace, 2023)
    assert [(one.code, one.place.file) for one in plan.findings] == [("L022", "data/2023/unit.yaml")]
    assert plan.changes == []


def test_tags_that_an_input_method_widened_become_tags(workspace: Workspace) -> None:
    typed = "本单位｛｛ 年度 ｝｝年，｛％ if 年度 ％｝甲｛％ endif ％｝｛＃ 注 ＃｝。\n"
    edit(workspace.year(2023) / "report/10-other.md", "无\n", typed)
    [content] = formatted(workspace).values()
    assert "本单位{{ 年度 }}年，{% if 年度 %}甲{% endif %}{# 注 #}。" in content.decode()
