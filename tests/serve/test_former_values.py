"""What last year's data said, also where a project has another number and a row another place."""

from pathlib import Path

from jixiao.model.data_files import model_of
from jixiao.paths import Workspace
from jixiao.serve.data_entries import read_entries
from jixiao.serve.former_values import read_former_values
from tests.serve.test_data_entries import FILE, HEAD, PROJECT, ROW

MODELS = {"projects/02-reading.yaml": (HEAD, model_of(FILE))}


def test_a_value_is_found_by_path_and_row(tmp_path: Path) -> None:
    folder = tmp_path / "data/2022/projects"
    folder.mkdir(parents=True)
    row = "      - 三级指标: 别的\n        年度指标值: 1\n        实际完成值: 1\n        分值: 7\n"
    text = PROJECT.replace("    数量指标:\n", f"    数量指标:\n{row}").replace("分值: 50", "分值: 43")
    (folder / "01-reading.yaml").write_text(text, "utf-8")
    former = read_former_values(Workspace(tmp_path), 2023, MODELS)
    now = read_entries(PROJECT, FILE, HEAD, model_of(FILE))
    assert former.find(now.entries[f"{ROW}.分值"]) == "43"
    assert former.find(now.entries[f"{HEAD}.名称"]) == "全民阅读"
    assert former.find(now.entries[f"{HEAD}.资金.其他资金.全年执行数"]) is None


def test_without_a_year_before_there_is_nothing(tmp_path: Path) -> None:
    assert read_former_values(Workspace(tmp_path), 2023, MODELS).values == {}
