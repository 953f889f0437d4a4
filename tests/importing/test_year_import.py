"""The text of the package really filed, imported, against the data that people made of it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jixiao.importing.import_result import ImportResult
from jixiao.paths import Workspace
from jixiao.render.parts import inspect
from tests.support.docx import squeezed
from tests.support.imported import REFERENCE, YEAR, empty_project, imported, scalars
from tests.support.package import dossier_of, folders, real_dossier
from tests.support.project import ROOT

REAL = Workspace(ROOT)
# The names that people gave to projects cannot be told from the paper; those of last year's projects are known.
SAME = {"building": "building", "custody": "custody", "p3": "shelving", "p4": "digital", "p5": "heritage"}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return empty_project(tmp_path_factory.mktemp("import") / "project", prior=True)


@pytest.fixture(scope="module")
def plan(workspace: Workspace) -> ImportResult:
    return imported(workspace, REFERENCE)


def by_hand(words: str) -> str:
    """Return a file's name or a path with the projects' names as people gave them."""
    for given, name in SAME.items():
        words = words.replace(f"-{given}.", f"-{name}.").replace(f"各项目.{given}.", f"各项目.{name}.")
        words = words.replace(f"项目支出.{given}.", f"项目支出.{name}.")
    return words


def test_every_value_is_as_people_entered_it_but_where_the_paper_says_two_things(
    workspace: Workspace, plan: ImportResult
) -> None:
    def differences() -> Iterator[tuple[str, str, str | None, str | None]]:
        for name in sorted(name for name in plan.files if name.endswith(".yaml") and name != "overrides.yaml"):
            ours = scalars(workspace.year(YEAR) / name)
            theirs = scalars(REAL.year(YEAR) / by_hand(name))
            for path in {**ours, **theirs}:
                if ours.get(path) != theirs.get(path):
                    yield by_hand(name), path, ours.get(path), theirs.get(path)

    # Annex 3 (5) has 158.5, Annex 1 and the report 160; people took 160, import takes the project's own form.
    assert list(differences()) == [
        ("projects/05-heritage.yaml", f"资金.上年结转资金.{column}", "158.5", "160")
        for column in ("年初预算数", "全年预算数", "全年执行数")
    ]


def test_the_same_places_are_printed_as_filed_but_for_what_follows_from_that(
    workspace: Workspace, plan: ImportResult
) -> None:
    def entries(folder: Path) -> set[tuple[str | None, ...]]:
        held = scalars(folder / "overrides.yaml")
        keys = ("位置", "引用", "实报")
        count = sum(path.endswith(".位置") for path in held)
        return {tuple(by_hand(held[f"按原件列报[{n}].{key}"] or "") for key in keys) for n in range(1, count + 1)}

    ours, theirs = entries(workspace.year(YEAR)), entries(REAL.year(YEAR))
    heritage = "各项目.heritage.资金"
    # The same contradiction from the other end: Annex 3 (5) is the data, so Annex 1 and its sums are as filed.
    assert {(where, path, words) for where, path, words in ours - theirs} == {
        ("附件1", "附件1.项目支出.heritage.预算", "160"),
        ("附件1", "附件1.项目支出.heritage.决算", "160"),
        ("附件1", "附件1.项目支出.市级专项资金.预算", "532"),
        ("附件1", "附件1.项目支出.市级专项资金.决算", "466.99"),
        ("附件1", "附件1.项目支出.预算", "654.95"),
        ("附件1", "附件1.项目支出.决算", "588.56"),
        ("报告 二", "项目支出.全年收入", "654.95"),
        ("报告 二", "项目支出.决算", "588.56"),
        ("报告 二", f"{heritage}.年度资金总额.全年执行数", "160"),
    }
    # What people wrote as references to names and goals, import leaves as the text it is, but in lists.
    assert {(where, path) for where, path, _ in theirs - ours} == {
        *(("附件3（5）", f"{heritage}.{row}.{column}")
          for row in ("年度资金总额", "上年结转资金") for column in ("年初预算数", "全年预算数", "全年执行数")),
        ("报告 一", "各项目.building.年度总体目标.预期目标"),
        ("报告 二", "各项目.digital.名称"),
    }  # fmt: skip


def test_every_reason_is_left_for_people_to_check(workspace: Workspace, plan: ImportResult) -> None:
    held = scalars(workspace.year(YEAR) / "overrides.yaml")
    assert {words[:2] for path, words in held.items() if words and path.endswith(".理由")} == {"待核"}


def test_the_report_reads_as_the_one_people_wrote(workspace: Workspace, plan: ImportResult) -> None:
    dossier = dossier_of(workspace)
    ours = inspect(dossier, folders(workspace)).paragraphs
    theirs = inspect(real_dossier(), folders(REAL)).paragraphs
    assert [(one.where, squeezed(one.text)) for one in ours] == [(one.where, squeezed(one.text)) for one in theirs]


def test_nothing_of_the_paper_is_left_and_what_was_rewritten_is_told(plan: ImportResult) -> None:
    assert (plan.unread, plan.notes, plan.prior) == ([], [], {})
    assert [what for _, what in plan.normalised] == [
        "标题“1、 部门（单位）基本情况”编号改为 一、",
        "小标题“（2） 部门（单位）年度整体支出绩效目标”编号改为（二）",
        "标题“4、 国有资本经营预算支出情况”编号改为 四、",
        "标题“5、 社会保险基金预算支出情况”编号改为 五、",
        "标题“8、 下一步改进措施”编号改为 八、",
        "标题“9、 部门整体支出绩效自评结果拟应用和公开情况”编号改为 九、",
    ]


def test_each_value_taken_knows_both_its_places(workspace: Workspace, plan: ImportResult) -> None:
    [taken] = [one for one in plan.taken if (one.file, one.path) == ("data/2023/annex1.yaml", "三公经费.公务接待.决算")]
    assert taken.filed.place == "submission-2023.txt 附件1 第9行第4格"
    line = (workspace.root / taken.file).read_text("utf-8").splitlines()[taken.line - 1]
    assert line.strip() == f"决算: {taken.filed.text}"
