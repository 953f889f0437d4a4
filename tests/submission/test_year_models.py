"""What the files of a year are read as, with what its form set asks for beside; what is wrong with that."""

from pathlib import Path

import pytest

from jixiao.model.annex1 import Annex1
from jixiao.paths import Workspace
from jixiao.submission.year_models import FURTHER, model_finder, model_finder_of_set, read_further

SET = "some-set"


def findings(folder: Path, fields: str) -> list[str]:
    workspace = asking(folder, fields)
    reading = read_further(workspace, SET)
    assert reading is not None
    assert (reading.fields is None) is bool(reading.source.findings)
    return [f"{one.code} {one.place.line} {one.found}" for one in reading.source.findings]


def asking(folder: Path, fields: str) -> Workspace:
    """Return a project with a form set that asks for these fields beside."""
    (folder / "templates" / SET).mkdir(parents=True, exist_ok=True)
    (folder / "templates" / SET / FURTHER).write_text(f"各项:\n  {fields}: 金额\n", "utf-8")
    return Workspace(folder)


def test_what_has_no_meaning_here_is_found(tmp_path: Path) -> None:
    workspace = asking(tmp_path, "附件1.备用数")
    path = workspace.form_set(SET) / FURTHER
    path.write_text("各项:\n  附件1.备用数: {类型: 金额, 角色: 执行数}\n", "utf-8")
    reading = read_further(workspace, SET)
    assert reading is not None
    assert [one.found for one in reading.source.findings] == ["增加的项“附件1.备用数”：“角色”在这里没有用"]


def test_a_choice_has_words_to_choose(tmp_path: Path) -> None:
    workspace = asking(tmp_path, "附件1.备用数")
    (workspace.form_set(SET) / FURTHER).write_text("各项:\n  附件1.等级: 单选\n", "utf-8")
    reading = read_further(workspace, SET)
    assert reading is not None
    assert [one.found for one in reading.source.findings] == ["增加的项“附件1.等级”：没有写“选项”"]


def test_a_set_without_the_file_asks_for_nothing(tmp_path: Path) -> None:
    assert read_further(Workspace(tmp_path), SET) is None
    assert model_finder(Workspace(tmp_path), 2023)("annex1.yaml") is Annex1


def test_the_same_text_gives_the_same_models(tmp_path: Path) -> None:
    workspace = asking(tmp_path, "附件1.备用数")
    first, again = (model_finder_of_set(workspace, SET)("annex1.yaml") for _ in range(2))
    assert first is again is not Annex1
    assert "备用数" in first.model_fields


def test_a_further_line_is_kept_with_last_years_accounts_too(tmp_path: Path) -> None:
    group = model_finder_of_set(asking(tmp_path, "附件1.公用经费.劳务费.决算"), SET)("final-accounts.yaml")
    assert "劳务费" in group.model_fields["public_funds"].annotation.model_fields  # type: ignore[union-attr]


def test_projects_are_asked_by_their_files(tmp_path: Path) -> None:
    find = model_finder_of_set(asking(tmp_path, "各项目.*.资金.*.追加数"), SET)
    assert find("projects/03-any.yaml").__name__ == "Project"
    with pytest.raises(KeyError):
        find("notes.yaml")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("附件9.备用数", "B016 2 增加的项“附件9.备用数”：开头不对"),
        ("附件1.备用、数", "B016 2 增加的项“附件1.备用、数”：“备用、数”不能作一级名称"),
        (
            "附件1.三公经费.公务接待.预算",
            "B016 2 增加的项“附件1.三公经费.公务接待.预算”：数据里本来就有“附件1.三公经费.公务接待.预算”",
        ),
        ("附件1.三公经费", "B016 2 增加的项“附件1.三公经费”：数据里本来就有“附件1.三公经费”"),
        ("附件1.三公经费.*", "B016 2 增加的项“附件1.三公经费.*”：末尾是 *"),
        ("附件1.", "B016 2 增加的项“附件1.”：两个“.”之间、末尾没有名称"),
        (
            "附件1.甲项: 金额\n  附件1.甲项.乙项",
            "B016 2 增加的项“附件1.甲项”：“附件1.甲项.乙项”在它下面，它不能又是一个数",
        ),
    ],
)
def test_what_cannot_be_a_path_is_found_at_its_place(tmp_path: Path, path: str, words: str) -> None:
    assert findings(tmp_path, path) == [words]


@pytest.mark.parametrize("path", ["附件1.四公经费", "附件2.绩效指标", "各项目.*.名称", "附件1"])
def test_what_cannot_go_unused_is_found(tmp_path: Path, path: str) -> None:
    workspace = asking(tmp_path, "附件1.备用数")
    (workspace.form_set(SET) / FURTHER).write_text(f"不用的项:\n  - {path}\n", "utf-8")
    reading = read_further(workspace, SET)
    assert reading is not None
    assert [one.found for one in reading.source.findings] == [f"不用的项“{path}”：数据里没有，或不能不用"]


def test_last_years_accounts_do_without_what_goes_unused(tmp_path: Path) -> None:
    workspace = asking(tmp_path, "附件1.备用数")
    (workspace.form_set(SET) / FURTHER).write_text("不用的项: [附件1.三公经费.出国经费]\n", "utf-8")
    group = model_finder_of_set(workspace, SET)("final-accounts.yaml").model_fields["three_public"].annotation
    assert not group.model_fields["abroad"].is_required()  # type: ignore[union-attr]
