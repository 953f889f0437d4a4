"""New words for entries change their own span and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.serve.entry_writing import write_entries_into
from jixiao.serve.planned_change import AskedEdit
from jixiao.serve.year_session import YearSession
from jixiao.source.scalar_text import UnwritableError
from tests.serve.test_data_entries import HEAD, PROJECT, ROW, read
from tests.support.described_year import copy_described


def write(words: dict[str, str], text: str = PROJECT) -> str:
    return write_entries_into(read(text), words)


@pytest.mark.parametrize(
    ("path", "words", "old", "new"),
    [
        (f"{HEAD}.名称", "甲: 乙", "名称: 全民阅读", "名称: '甲: 乙'"),
        (f"{HEAD}.资金.当年财政拨款.全年执行数", "8.50", "全年执行数: 9}", "全年执行数: 8.50}"),
        (f"{HEAD}.主管部门", "文化局", "主管部门:\n", "主管部门: 文化局\n"),
        (f"{HEAD}.年度总体目标.预期目标", "一\n二", "预期目标: 甲", "预期目标: |-\n    一\n    二"),
        (f"{ROW}.得分", "45", "分值: 50\n", "分值: 50\n        得分: 45\n"),
        (f"{HEAD}.实施单位", "图书馆", "主管部门:\n", "主管部门:\n实施单位: 图书馆\n"),
        (f"{ROW}.实际完成值", "", "实际完成值: 6场", "实际完成值:"),
        (
            f"{HEAD}.资金.上年结转资金.全年执行数",
            "5",
            "上年结转资金: 无",
            "上年结转资金:\n    年初预算数: 0\n    全年预算数: 0\n    全年执行数: 5",
        ),
        (
            f"{HEAD}.资金.其他资金.年初预算数",
            "5",
            "其他资金: 待填",
            "其他资金:\n    年初预算数: 5\n    全年预算数: 待填\n    全年执行数: 待填",
        ),
    ],
)
def test_only_the_span_of_the_entry_changes(path: str, words: str, old: str, new: str) -> None:
    assert write({path: words}) == PROJECT.replace(old, new)


def test_a_key_that_cannot_stand_empty_goes_with_its_value() -> None:
    text = PROJECT.replace("        年度指标值: ≥6场\n", "")
    assert write({f"{ROW}.年度指标值": ""}) == text
    assert write({f"{ROW}.年度指标值": "≥6场"}, text) == PROJECT


def test_a_group_that_was_left_out_is_made_for_its_value(tmp_path: Path) -> None:
    session = YearSession(copy_described(tmp_path), 2023)
    session.refresh()
    held = next(one for one in session.year.entries.values() if one.entry.below and one.entry.sort.kind == "number")
    file = tmp_path / held.file.file
    before = file.read_text("utf-8")
    answer = session.edit([AskedEdit(held.id, held.stamp, "3")])
    assert answer["refused"] == answer["conflicts"] == []
    added = [one for one in file.read_text("utf-8").splitlines() if one not in before.splitlines()]
    assert [one.strip() for one in added] == [f"{held.entry.below[0]}:", f"{held.entry.key}: 3"]
    session.step_back()
    assert file.read_text("utf-8") == before


def test_many_at_once_are_as_one_after_the_other() -> None:
    words = {f"{HEAD}.名称": "乙", f"{ROW}.分值": "40", f"{ROW}.得分": "39", f"{HEAD}.资金.其他资金.年初预算数": "1"}
    one_by_one = PROJECT
    for path, one in words.items():
        one_by_one = write({path: one}, one_by_one)
    assert write(words) == one_by_one


def test_line_ends_of_windows_stay() -> None:
    text = PROJECT.replace("\n", "\r\n")
    written = write({f"{ROW}.得分": "45", f"{HEAD}.名称": "乙"}, text)
    assert written == text.replace("分值: 50\r\n", "分值: 50\r\n        得分: 45\r\n").replace("全民阅读", "乙")


def test_a_file_that_cannot_be_read_is_not_written() -> None:
    with pytest.raises((UnwritableError, KeyError)):
        write({f"{HEAD}.名称": "乙"}, f"{PROJECT}  坏的\n")


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1, max_size=30))
def test_any_text_reads_back_as_it_was_typed(words: str) -> None:
    typed = " ".join(words.split())
    if not typed:
        return
    path = f"{HEAD}.年度总体目标.预期目标"
    written = write({path: typed})
    assert read(written).entries[path].text == typed
    assert write({path: "甲"}, written) in (
        PROJECT,
        PROJECT.replace("预期目标: 甲", "预期目标: '甲'"),
        PROJECT.replace("预期目标: 甲", '预期目标: "甲"'),
    )
