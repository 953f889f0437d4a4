"""Where the template language's tags stand in a text."""

import re

import pytest

from jixiao.source.tag_pattern import TAG


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("编制 {{ 编制数 }} 人", ["{{ 编制数 }}"]),
        (
            "{%tr for 行 in 明细 %}{{ 行.名称 }}{%tr endfor %}",
            ["{%tr for 行 in 明细 %}", "{{ 行.名称 }}", "{%tr endfor %}"],
        ),
        ("{# 说明 #}正文", ["{# 说明 #}"]),
        ("{{ 没有写完 {{ 编制数 }}", ["{{ 编制数 }}"]),
        ("没有标记 { } %", []),
    ],
)
def test_a_tag_ends_before_another_of_its_kind_begins(text: str, tags: list[str]) -> None:
    assert re.findall(TAG, text) == tags
