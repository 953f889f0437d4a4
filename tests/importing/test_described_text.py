"""An import of described forms in words and for programs."""

from jixiao.importing.described_import import DescribedImport
from jixiao.importing.described_text import count_open, describe_import, format_described_text

PLAN = DescribedImport(
    2030, files={"unit.yaml": "单位名称: 示例局\n联系电话: 待填\n".encode()}, kept=["1.docx 总分：95"]
)


def test_it_says_what_was_made_what_differs_and_what_is_to_be_done() -> None:
    assert format_described_text(PLAN, []).strip().split("\n") == [
        "已写入 data/2030/：unit.yaml",
        "原件与由公式得出的不同，照原件写入 1 处，检查会逐处指出：",
        "  1.docx 总分：95",
        "还有 1 处待填：打开上面的文件，搜索“待填”。",
        "下一步：make check-data YEAR=2030",
    ]


def test_programs_get_the_same() -> None:
    described = describe_import(PLAN)
    assert (described["year"], described["files"], described["open"]) == (2030, ["unit.yaml"], 1)


def test_open_places_are_counted_as_written() -> None:
    assert count_open(DescribedImport(2030, files={"a": "甲: 待填\n乙: 不待填\n丙:\n  - 丁: 待填\n".encode()})) == 2
