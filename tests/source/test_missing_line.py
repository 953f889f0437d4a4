"""What is missing belongs behind what should stand before it."""

from __future__ import annotations

import pytest

from jixiao.source.missing_line import place_of_missing
from jixiao.source.nodes import Entries, parse_yaml

ORDER = ("甲", "乙", "丙")


@pytest.mark.parametrize(
    ("text", "key", "nested", "line"),
    [
        ("甲: 1\n丙: 3\n", "乙", True, 2),
        ("甲: 1\n\n丙: 3\n", "乙", True, 2),
        ("甲: 1\n\n丙: 3\n", "乙", False, 3),
        ("甲: 1\n# 乙是什么\n丙: 3\n", "乙", True, 3),
        ("甲: 1\n# 丙是什么\n丙: 3\n", "乙", True, 2),
        ("# 开头\n乙: 2\n", "甲", True, 2),
        ("甲: |-\n  一\n  二\n丙: 3\n", "乙", True, 4),
        ("甲:\n  - 一\n  - 二: 2\n    三: 3\n丙: 3\n", "乙", True, 5),
        ("甲: 1\n乙: 2\n", "丙", True, 2),
        ("甲:\n丙: 3\n", "乙", True, 2),
        ("丙: 3\n", "乙", False, 1),
    ],
)
def test_the_line_is_where_it_once_stood(text: str, key: str, nested: bool, line: int) -> None:
    source = parse_yaml(text, "a.yaml", "")
    assert isinstance(source.tree, Entries)
    assert place_of_missing(source, source.tree, key, ORDER, nested=nested).line == line
