"""A text that is no number asked for is answered with its code and the way to mend it."""

import pytest
from pydantic_core import PydanticCustomError

from jixiao.model.wanted_number import WantedNumber, read_number

MONEY = WantedNumber("以万元为单位的数", "万元", signed=False, whole=False)
PEOPLE = WantedNumber("以人为单位的整数", "人", signed=False, whole=True)


def refusal(text: str, wanted: WantedNumber = MONEY) -> tuple[str, str]:
    with pytest.raises(PydanticCustomError) as failure:
        read_number(text, wanted)
    assert failure.value.context is not None
    return failure.value.type, str(failure.value.context["remedy"])


@pytest.mark.parametrize(("text", "number"), [("12.50", "12.50"), ("-3", "-3"), ("-0", "0"), ("+7", "7")])
def test_a_plain_number_is_exact(text: str, number: str) -> None:
    assert str(read_number(text, MONEY)) == number


@pytest.mark.parametrize(
    ("text", "code", "remedy"),
    [
        ("１２．５", "M004", "改成 12.5。"),
        ("1,234.5", "M005", "改成 1234.5。"),
        ("3万元", "M006", "改成 3。"),
        ("3%", "M006", "删去“%”，只写数字"),
        ("3人", "M006", "换算成以万元为单位的数"),
        ("￥3", "M006", "删去货币符号"),
        ("007", "M007", "去掉开头的 0"),
        ("nan", "M008", "填写确定的数"),
        ("3.2E+02", "M011", "改成 320"),
        ("3 4", "M003", "只留这一栏的一个数"),
        ("三", "M003", "只写阿拉伯数字和小数点"),
        ("(31.5)", "M009", "此处不应为负"),
        ("1234567890123", "M020", "单位是否看错"),
    ],
)
def test_each_way_of_writing_has_its_answer(text: str, code: str, remedy: str) -> None:
    found, advice = refusal(text)
    assert found == code
    assert remedy in advice


def test_a_whole_number_is_not_proposed_with_decimals() -> None:
    assert refusal("１２．５", PEOPLE) == ("M004", "这一栏按整数填写，核对是不是填错了栏。")
    assert "例如 12；" in refusal("三", PEOPLE)[1]
