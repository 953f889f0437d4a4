"""Files in the output folder held against the package made again."""

from pathlib import Path

from jixiao.build.described_case import open_described_year
from jixiao.build.output_comparison import compare_output
from jixiao.build.stories import build_package
from jixiao.publish.output_check import read_recorded
from tests.support.described_year import write_year


def test_a_changed_part_is_tampered_with_and_nothing_else_is_told(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    outcome = build_package(workspace, 2030, step=lambda _: None, pdf=False)
    folder = workspace.output(2030)
    (part,) = (name for name in outcome.files if name.startswith("分件/"))
    (folder / part).write_bytes(b"")
    (case,) = open_described_year(workspace, 2030, draft=False).cases
    recorded = read_recorded(folder, workspace.shown(folder))
    late, _ = compare_output(case, folder, recorded, step=lambda _: None)
    assert [(one.code, one.subject) for one in late] == [("V001", part)]
