"""Project files bear number and identifier, each once."""

from pathlib import Path

from jixiao.paths import Workspace
from jixiao.submission.project_files import list_project_files


def test_files_come_in_the_order_of_their_numbers_and_faulty_names_are_told(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("02-two.yaml", "01-one.yaml", "02-one.yaml", "x.yaml")]
    found = list_project_files(Workspace(tmp_path), paths)
    assert [(one.number, one.identifier) for one in found.files] == [(1, "one"), (2, "two"), (2, "one")]
    assert [one.code for one in found.findings] == ["M013", "M016", "L015"]
