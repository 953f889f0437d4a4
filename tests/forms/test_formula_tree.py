"""What a formula refers to."""

from jixiao.forms.formula import parse_formula
from jixiao.forms.formula_tree import list_references


def spoken(text: str) -> list[tuple[str, bool]]:
    return [(one.spoken, summed) for one, summed in list_references(parse_formula(text))]


def test_references_come_in_the_order_they_are_written() -> None:
    assert spoken("不超过(甲.一 × 乙, 丙) + 分档(丁, 60:5)") == [
        ("甲.一", False),
        ("乙", False),
        ("丙", False),
        ("丁", False),
    ]


def test_only_what_stands_directly_in_a_sum_may_be_several() -> None:
    assert spoken("合计(甲.{一, 二}, 乙 × 丙)") == [("甲.{一, 二}", True), ("乙", False), ("丙", False)]
