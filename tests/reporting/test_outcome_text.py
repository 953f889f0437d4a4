"""What was made, in a few lines, and what to do next."""

from __future__ import annotations

from pathlib import Path

from jixiao.build.stories import build_package, check_year
from jixiao.paths import Workspace
from jixiao.reporting.outcome import Deed, Outcome
from jixiao.reporting.outcome_text import files_text, outcome_text, overrides_text, verdict
from tests.reporting.samples import ERROR, HINT, WARNING
from tests.support.made_unit import MADE, copy_made_unit

FILES = ["材料.docx", "材料.pdf", *(f"分件/{number:02d}.docx" for number in range(10)), "材料.zip"]


def test_one_name_is_one_line_and_a_folder_below_is_one_line(tmp_path: Path) -> None:
    outcome = Outcome(folder=tmp_path / "output" / "2023", files=FILES, deed=Deed.BUILT)
    workspace = Workspace(tmp_path)
    assert files_text(outcome, workspace).split("\n") == [
        "已生成 output/2023/",
        "  材料.docx、.pdf、.zip",
        "  分件/  10 个文件",
    ]
    assert files_text(outcome, workspace, everything=True).split("\n")[1:] == [f"  {name}" for name in FILES]


def test_nothing_made_is_no_text(tmp_path: Path) -> None:
    assert files_text(Outcome(deed=Deed.BUILT), Workspace(tmp_path)) == ""


def test_overrides_are_counted_by_part_and_listed_whole_on_demand() -> None:
    overridden = check_year(MADE, 2023).overridden
    assert "\n" not in (line := overrides_text(overridden))
    assert f"按原件列报 {len(overridden)} 处" in line
    whole = overrides_text(overridden, everything=True)
    assert all(str(one.override.reason) in whole for one in overridden if one.override)
    assert overrides_text([]) == ""


def test_the_last_line_says_what_to_do_next(tmp_path: Path) -> None:
    made = {"folder": tmp_path, "files": FILES}
    assert "报送" in verdict(Outcome([HINT], deed=Deed.BUILT, **made))  # type: ignore[arg-type]
    assert verdict(Outcome([WARNING])).startswith("没有错误；警告 1 条")
    assert "没有生成材料" in verdict(Outcome([ERROR], deed=Deed.BUILT))
    assert "make draft" in verdict(Outcome([ERROR], deed=Deed.BUILT))
    assert verdict(Outcome([ERROR], deed=Deed.BUILT, **made)).endswith("DOCX 和 ZIP 已生成，没有 PDF。")  # type: ignore[arg-type]
    assert "make draft" not in verdict(Outcome([ERROR], deed=Deed.DRAFTED, **made))  # type: ignore[arg-type]
    assert "没有生成" not in verdict(Outcome([ERROR]))


def test_a_build_of_a_whole_year_fits_a_screen(tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    outcome = build_package(workspace, 2023, step=lambda _: None, pdf=False)
    assert outcome.folder is not None
    assert len(outcome_text(outcome, workspace).split("\n")) <= 40


def test_strict_makes_warnings_block_and_says_so() -> None:
    warned = Outcome([WARNING])
    assert verdict(warned) == "没有错误；警告 1 条。"
    assert "--strict" in verdict(warned, strict=True)
    assert verdict(Outcome([ERROR]), strict=True) == verdict(Outcome([ERROR]))


def test_overrides_are_listed_and_the_verdict_last() -> None:
    outcome = check_year(MADE, 2023)
    text = outcome_text(outcome, MADE)
    assert text.index("按原件列报") < text.rindex(verdict(outcome))
    assert text.rstrip("\n").endswith(verdict(outcome))
