"""The entries of a data file: what is typed, what may be typed, and what tells whether it is still the same."""

from pathlib import Path

import pytest

from jixiao.model.data_files import model_of
from jixiao.serve.data_entries import EntryFile, read_entries
from tests.support.cases import BASE

FILE = "projects/01-reading.yaml"
PROJECT = """\
名称: 全民阅读
主管部门:
支出类别: 业务工作经费
资金:
  当年财政拨款: {年初预算数: 10, 全年预算数: 10, 全年执行数: 9}
  上年结转资金: 无
  其他资金: 待填
年度总体目标:
  预期目标: 甲
  实际完成情况: 乙
绩效指标:
  产出指标:
    数量指标:
      - 三级指标: 活动场次
        年度指标值: ≥6场
        实际完成值: 6场
        分值: 50
"""
HEAD = "各项目.reading"
ROW = f"{HEAD}.绩效指标.产出指标.数量指标[1]"


def read(text: str = PROJECT) -> EntryFile:
    return read_entries(text, FILE, HEAD, model_of(FILE))


def test_a_value_has_its_text_its_kind_and_its_unit() -> None:
    entry = read().entries[f"{HEAD}.资金.当年财政拨款.年初预算数"]
    assert entry.sort.reads is not None
    assert entry.sort.reads.number is not None
    assert (entry.text, entry.sort.kind, entry.sort.reads.number.unit) == ("10", "number", "万元")


def test_a_key_that_may_be_left_out_is_an_entry_without_a_node() -> None:
    entry = read().entries[f"{ROW}.得分"]
    assert entry.node is None
    assert not entry.sort.required
    assert entry.text == ""


@pytest.mark.parametrize(("group", "opened"), [("上年结转资金", False), ("其他资金", True)])
def test_a_word_for_a_whole_group_is_the_groups_values(group: str, opened: bool) -> None:
    entry = read().entries[f"{HEAD}.资金.{group}.全年执行数"]
    assert entry.group is not None
    assert entry.is_open is opened


def test_a_group_that_may_be_left_out_whole_has_its_values_all_the_same() -> None:
    from jixiao.serve.year_opening import open_served_year
    from tests.support.described_year import MADE

    missing = [one.entry for one in open_served_year(MADE, 2023).entries.values() if one.entry.below]
    assert missing
    assert all(one.node is None and not one.sort.required for one in missing)


def test_the_row_of_an_indicator_is_called_by_its_name() -> None:
    assert read().entries[f"{ROW}.分值"].row == "活动场次"


def test_a_stamp_changes_with_the_span_alone() -> None:
    path = f"{ROW}.分值"
    before, elsewhere = read(), read(PROJECT.replace("6场\n        实际", "8场\n        实际"))
    here = read(PROJECT.replace("分值: 50", "分值: 40"))
    assert before.stamp(before.entries[path]) == elsewhere.stamp(elsewhere.entries[path])
    assert before.stamp(before.entries[path]) != here.stamp(here.entries[path])


def test_a_stamp_tells_one_row_from_another_with_the_same_value() -> None:
    before, other = read(), read(PROJECT.replace("活动场次", "别的指标"))
    path = f"{ROW}.分值"
    assert before.stamp(before.entries[path]) != other.stamp(other.entries[path])


@pytest.mark.parametrize("path", sorted((BASE / "data/2023").glob("*.yaml")), ids=lambda path: path.name)
def test_every_scalar_of_a_file_is_an_entry(path: Path) -> None:
    from jixiao.source.scalar_text import scalars_of

    file = read_entries(path.read_text("utf-8"), path.name, "", model_of(path.name))
    typed = {str(one.node.place) for one in file.entries.values() if one.node is not None}
    assert {str(place) for place in scalars_of(file.tree)} == typed
