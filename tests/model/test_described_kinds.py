"""Values of each kind are read as forms print them, or refused with what is expected."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from jixiao.figures import RATE, Figure
from jixiao.findings import Place
from jixiao.model.described_kinds import reads_for
from jixiao.model.form_description import FieldDescription
from jixiao.model.form_roles import FieldKind, NumberSign, Presence
from jixiao.source.nodes import Items, Scalar

HERE = Place("project.yaml", 3, 5)


def field(kind: FieldKind, **more: Any) -> FieldDescription:
    return FieldDescription.model_construct(**{"kind": kind, **more})


def read(words: str | list[str], about: FieldDescription, unit: str = "") -> Any:
    if isinstance(words, str):
        return reads_for(about, unit).read(Scalar(words, HERE, "甲"))
    items = Items(HERE, "甲")
    items += [Scalar(word, HERE, f"甲[{number}]") for number, word in enumerate(words, start=1)]
    return reads_for(about, unit).read(items)


def test_a_per_cent_is_read_as_a_rate_and_printed_as_typed() -> None:
    rate = read("97.50", field(FieldKind.PERCENT), RATE)
    assert isinstance(rate, Figure)
    assert (rate.amount, rate.unit, rate.places) == (Decimal("0.9750"), RATE, 2)


def test_a_rate_of_nothing_is_read_as_printed() -> None:
    assert read("不适用", field(FieldKind.PERCENT), RATE).literal == "不适用"
    with pytest.raises(PydanticCustomError):
        read("不适用", field(FieldKind.AMOUNT), "万元")


@pytest.mark.parametrize(
    ("kind", "words", "printed"),
    [
        (FieldKind.DATE, "2024-06-27", "2024年6月27日"),
        (FieldKind.MONTH, "2024-06", "2024年6月"),
        (FieldKind.PERIOD, "2024-01 至 2024年12月", "2024年1月至2024年12月"),
        (FieldKind.PERIOD, "2024-01-05～2024-12-31", "2024年1月5日至2024年12月31日"),
        (FieldKind.YEAR, "2024年", "2024"),
        (FieldKind.TARGET, "≥96%", "≥96%"),
    ],
)
def test_words_are_printed_as_forms_have_them(kind: FieldKind, words: str, printed: str) -> None:
    assert read(words, field(kind)) == printed


@pytest.mark.parametrize(
    ("kind", "words"),
    [(FieldKind.MONTH, "2024-13"), (FieldKind.YEAR, "24"), (FieldKind.PERIOD, "2024-01"), (FieldKind.DATE, "昨天")],
)
def test_words_of_another_kind_are_refused(kind: FieldKind, words: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read(words, field(kind))
    assert refused.value.type == "M012"


def test_ticks_stand_before_all_choices() -> None:
    about = field(FieldKind.TICK, choices=["新增", "延续", "一次性"])
    assert read("延续", about) == "□新增 ☑延续 □一次性"
    assert read(["新增", "一次性"], about) == "☑新增 □延续 ☑一次性"


def test_a_word_that_is_no_choice_is_refused() -> None:
    for kind in (FieldKind.CHOICE, FieldKind.TICK):
        with pytest.raises(PydanticCustomError):
            read("其他", field(kind, choices=["新增"]))


def test_more_decimals_than_the_form_has_are_refused() -> None:
    assert read("1.50", field(FieldKind.SCORE, decimals=1), "分").amount == Decimal("1.5")
    with pytest.raises(PydanticCustomError):
        read("1.55", field(FieldKind.SCORE, decimals=1), "分")


def test_a_number_is_not_negative_unless_the_form_says_so() -> None:
    assert read("-3.5", field(FieldKind.AMOUNT, sign=NumberSign.ANY), "万元").amount == Decimal("-3.5")
    assert "minimum" not in reads_for(field(FieldKind.AMOUNT, sign=NumberSign.ANY), "万元").schema
    with pytest.raises(PydanticCustomError):
        read("-3.5", field(FieldKind.AMOUNT), "万元")


def test_what_may_be_left_empty_is_blank() -> None:
    figure = read("", field(FieldKind.AMOUNT, presence=Presence.ZERO), "万元")
    assert (figure.blank, figure.amount) == (True, 0)
    with pytest.raises(PydanticCustomError):
        read("", field(FieldKind.AMOUNT), "万元")


def test_the_schema_says_unit_and_guidance() -> None:
    schema = reads_for(field(FieldKind.AMOUNT, guidance="照批复填"), "万元").schema
    assert schema["description"] == "照批复填。单位：万元。只写数字。"
    choices = reads_for(field(FieldKind.CHOICE, choices=["甲", "乙"]), "").schema
    assert choices["enum"] == ["甲", "乙"]
