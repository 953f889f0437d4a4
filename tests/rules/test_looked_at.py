"""A line is let stand by a comment there, at its key, or right below it in the report."""

import pytest

from jixiao.findings import Place
from jixiao.rules.looked_at import is_seen
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import parse_yaml

DATA = "甲: 一  # 已核对 2024\n乙: 二  # 已核对 2023\n丙: |-  # 已核对 2024\n  三\n  四\n丁: 五\n"


@pytest.mark.parametrize(("line", "seen"), [(1, True), (2, False), (3, True), (4, True), (5, True), (6, False)])
def test_a_line_of_data_is_marked_there_or_at_its_key(line: int, seen: bool) -> None:
    source = parse_yaml(DATA, "data/2024/某.yaml", "")
    assert is_seen([source], Place(source.file, line), 2024) is seen
    assert not is_seen([], Place(source.file, line), 2024)


@pytest.mark.parametrize(("line", "seen"), [(1, True), (5, False), (7, False)])
def test_a_line_of_the_report_is_marked_by_the_comments_below_it(line: int, seen: bool) -> None:
    source = SourceText("data/2024/report/某.md", "一\n\n{# 说明 #}\n{# 已核对 2024 #}\n二\n\n三\n")
    assert is_seen([source], Place(source.file, line), 2024) is seen
