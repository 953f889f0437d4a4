"""Scalars are read from their own text, exactly or not at all."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from jixiao.findings import Place
from jixiao.model.base import Record
from jixiao.model.scalars import (
    Area,
    BlankableMoney,
    BlankableProse,
    Count,
    Date,
    Decimals,
    FileName,
    Money,
    Name,
    OptionalName,
    OptionalWhole,
    People,
    Points,
    Prose,
    SignedMoney,
    Whole,
)
from jixiao.source.nodes import Scalar

PLACE = Place("a.yaml", 3, 9)


class Sample(Record):
    """One field of each kind, all optional, so that a test names only its own."""

    budget: Money = None  # type: ignore[assignment]
    added: SignedMoney = None  # type: ignore[assignment]
    outturn: BlankableMoney = None  # type: ignore[assignment]
    on_duty: People = None  # type: ignore[assignment]
    departments: Count = None  # type: ignore[assignment]
    approved_size: Area = None  # type: ignore[assignment]
    points: Points = None  # type: ignore[assignment]
    year: Whole = None  # type: ignore[assignment]
    score_places: Decimals = None  # type: ignore[assignment]
    occurrence: OptionalWhole = None
    filled_on: Date = None  # type: ignore[assignment]
    name: Name = None  # type: ignore[assignment]
    implementer: OptionalName = None
    template: FileName = None  # type: ignore[assignment]
    standard: Prose = None  # type: ignore[assignment]
    evidence: BlankableProse = None  # type: ignore[assignment]


def read(term: str, text: str, *, null: bool = False) -> Sample:
    return Sample.model_validate({term: Scalar(text, PLACE, f"样.{term}", null=null)})


def refusal(term: str, text: str, *, null: bool = False) -> tuple[str, str]:
    with pytest.raises(ValidationError) as failure:
        read(term, text, null=null)
    error = failure.value.errors()[0]
    return error["type"], error["ctx"]["remedy"]


@pytest.mark.parametrize("text", ["0", "5", "5.00", "0.56", "-3.10", "+2", "123456789012", "0.12345678"])
def test_a_number_keeps_its_digits_place_and_path(text: str) -> None:
    figure = read("年中追加", text).added
    assert str(figure.amount) == text.removeprefix("+")
    assert (figure.origin, figure.path, figure.unit) == (PLACE, "样.年中追加", "万元")


@given(st.decimals(-999999999999, 999999999999, places=8))
def test_every_number_that_can_be_written_is_read_exactly(amount: Decimal) -> None:
    assert read("年中追加", format(amount, "f")).added.amount == amount


def test_minus_0_is_0() -> None:
    assert str(read("预算", "-0.00").budget.amount) == "0.00"


@given(st.text("0123456789０５.,，+-－eExo_:%万元 ", max_size=8))
def test_a_text_is_an_exact_number_or_refused(text: str) -> None:
    number = re.fullmatch(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?", text.strip(), re.ASCII)
    if number:
        assert read("年中追加", text).added.amount == Decimal(text.strip())
    else:
        assert refusal("年中追加", text)[0] in {"M003", "M004", "M005", "M006", "M007", "M010", "M011"}


@pytest.mark.parametrize(
    ("text", "code", "remedy"),
    [
        ("１２．５", "M004", "改成 12.5。"),
        ("－3", "M004", "改成 -3。"),
        ("−3", "M004", "改成 -3。"),
        ("12。5", "M004", "改成 12.5。"),
        ("1,234.5", "M005", "改成 1234.5。"),
        ("1，234.5", "M004", "改成 1234.5。"),
        ("1 234", "M005", "改成 1234。"),
        ("12.5万", "M006", "改成 12.5。"),
        ("12.5 万元", "M006", "改成 12.5。"),
        ("1,200万元", "M006", "改成 1200。"),
        ("12.5亿元", "M006", "删去“亿元”，换算成以万元为单位的数。"),
        ("1.2.3元", "M006", "删去“元”，换算成以万元为单位的数。"),
        ("96%", "M006", "删去“%”，只写数字；核对这里要填的是不是它。"),
        ("９６％", "M006", "删去“%”，只写数字；核对这里要填的是不是它。"),
        ("012", "M007", "去掉开头的 0 或冒号，写成普通的数。"),
        ("0X1F", "M007", "去掉开头的 0 或冒号，写成普通的数。"),
        ("1:30:00", "M007", "去掉开头的 0 或冒号，写成普通的数。"),
        (".NaN", "M008", "填写确定的数；没有发生的填 0。"),
        ("-Infinity", "M008", "填写确定的数；没有发生的填 0。"),
        ("1e5", "M011", "改成 100000；Excel 显示的科学计数可能略去了后几位，照单元格里的数核对。"),
        ("12345678901234", "M020", "核对是否多打了数字，单位是否看错。"),
        ("十二", "M003", "只写阿拉伯数字和小数点，例如 12.5；没有发生的填 0。"),
        ("7.50.", "M003", "改成 7.50。"),
    ],
)
def test_what_is_no_plain_number_is_refused_with_a_remedy(text: str, code: str, remedy: str) -> None:
    assert refusal("预算", text) == (code, remedy)


@pytest.mark.parametrize(
    ("term", "text", "remedy"),
    [
        ("在职人数", "21人", "改成 21。"),
        ("内设机构数", "5个", "改成 5。"),
        ("批复规模", "1200平方米", "改成 1200。"),
        ("批复规模", "1200㎡", "改成 1200。"),
        ("分值", "10分", "改成 10。"),
        ("年度", "2023个", "删去“个”，只写数字；核对这里要填的是不是它。"),
    ],
)
def test_the_unit_of_the_field_is_just_left_out(term: str, text: str, remedy: str) -> None:
    assert refusal(term, text) == ("M006", remedy)


def test_a_long_run_of_units_takes_no_time() -> None:
    assert refusal("预算", "1" + "万元" * 50_000)[0] == "M003"


@pytest.mark.parametrize("term", ["预算", "全年执行数", "在职人数", "分值", "年度"])
def test_negative_amounts_are_refused_where_none_can_be(term: str) -> None:
    assert refusal(term, "-1")[0] == "M009"


def test_negative_amounts_are_read_where_they_can_be() -> None:
    assert read("年中追加", "-1.5").added.amount == Decimal("-1.5")


@pytest.mark.parametrize("term", ["在职人数", "内设机构数", "年度"])
def test_counts_are_whole(term: str) -> None:
    assert refusal(term, "1.5")[0] == "M014"


def test_decimals_are_few() -> None:
    assert read("得分小数位", "8").score_places == 8
    assert refusal("得分小数位", "9")[0] == "M020"


@pytest.mark.parametrize("text", ["｜- 第一条", "丨\n第一条", "｜— 第一条"])
def test_a_text_that_begins_with_a_wide_bar_is_a_block_mistyped(text: str) -> None:
    assert refusal("评分标准", text)[0] == "M003"
    assert read("评分标准", "｜第一条").standard == "｜第一条"


@pytest.mark.parametrize(("text", "null"), [("", True), ("~", True), ("", False), ("　 ", False)])
def test_a_blank_is_0_where_it_may_be_and_refused_elsewhere(text: str, null: bool) -> None:
    assert read("全年执行数", text, null=null).outturn.blank
    for term in ("预算", "名称", "评分标准", "填报日期"):
        assert refusal(term, text, null=null)[0] == "M010"
    assert read("所需佐证材料", text, null=null).evidence == ""


def test_what_is_optional_may_be_left_empty() -> None:
    assert read("第几处", "", null=True).occurrence is None
    assert read("第几处", "2").occurrence == 2
    assert read("实施单位", "", null=True).implementer is None
    assert read("实施单位", "市档案馆").implementer == "市档案馆"


@pytest.mark.parametrize("text", ["2024-06-27", "2024/6/27", "2024.06.27", "2024年6月27日"])
def test_a_date_may_be_written_in_several_ways(text: str) -> None:
    assert str(read("填报日期", text).filled_on) == "2024年6月27日"


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2024-13-01", "24-06-27", "今天", "1924-06-27", "2024-06", "２０２４-06-27"]
)
def test_what_is_no_date_of_these_years_is_refused(text: str) -> None:
    assert refusal("填报日期", text)[0] == "M012"


def test_a_name_is_one_line() -> None:
    assert read("名称", "  大楼运行维护费  ").name == "大楼运行维护费"
    assert refusal("名称", "大楼\n运行")[0] == "M015"


@pytest.mark.parametrize("text", ["../a.md", "/etc/passwd", "a\\b.md", ".hidden"])
def test_a_file_name_does_not_lead_out_of_its_folder(text: str) -> None:
    assert refusal("模板", text)[0] == "M021"
    assert read("模板", "annex1.docx").template == "annex1.docx"


def test_prose_keeps_its_lines_place_and_path() -> None:
    text = read("评分标准", "一\n二\n").standard
    assert (text, text.place, text.path) == ("一\n二", PLACE, "样.评分标准")


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValidationError):
        read("名称", "一").name = "二"  # type: ignore[assignment]


def test_a_text_that_was_read_may_be_read_again() -> None:
    once = read("名称", "一")
    assert Sample.model_validate({"名称": once.name}).name is once.name


def test_the_kinds_say_what_they_accept_to_editors() -> None:
    fields = Sample.model_json_schema()["properties"]
    assert fields["预算"]["minimum"] == 0
    assert "minimum" not in fields["年中追加"]
    assert fields["全年执行数"]["type"] == ["number", "null", "string"]
    assert fields["在职人数"]["type"] == ["integer", "string"]
