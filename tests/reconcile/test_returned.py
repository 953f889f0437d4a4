"""Ten cells and two paragraphs of the built package are changed by hand: just these twelve changes come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.reconcile.edits import Returned
from jixiao.reconcile.reconcile_story import reconcile
from tests.support.made_unit import MADE, copy_made_unit
from tests.support.office import Typing, typed
from tests.support.opened import inspected
from tests.support.package import silent
from tests.support.returned import Edited, made_documents

HERITAGE = "各项目.heritage"
INDICATOR = f"{HERITAGE}.绩效指标.产出指标.数量指标[1]"

# place, what, old, new: as reconcile must tell them
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


def edit(edited: Edited) -> None:
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
    edit(edited)
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


def told(returned: Returned) -> list[tuple[str, str, str, str]]:
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
    assert [one[:2] for one in told(returned)] == [one[:2] for one in TWELVE]
    for (_, _, old, new), (_, _, expected_old, expected_new) in zip(told(returned)[:-1], TWELVE[:-1], strict=True):
        assert (old, new) == (expected_old, expected_new)
    words = told(returned)[-1]
    assert words[2].replace(TWELVE[-1][2], TWELVE[-1][3]) == words[3]
    assert not returned.written
    assert not returned.read_only, "the source map is still in the file"


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
    assert told(returned)[:5] == [
        ("annex1.yaml:22:9", "附件1.三公经费.公务接待.预算", "2", "2.50"),
        ("annex1.yaml:23:9", "附件1.三公经费.公务接待.决算", "1.36", "1.46"),
        ("annex1.yaml:39:7", "附件1.政府采购金额.决算", "80.63", "81"),
        ("basic.yaml:7:9", "基本支出.年初预算.人员经费", "330.89", "331.9"),
        ("basic.yaml:11:7", "基本支出.年中追加", "80.54", "90.54"),
    ]
    assert [str(one.place) for one in returned.changes[5:]] == ["data/2023/report/02-general-budget.md:5:14"]
