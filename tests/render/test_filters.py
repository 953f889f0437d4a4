"""Words that follow the figures: the report says 降低 where the data says less."""

from __future__ import annotations

from decimal import Decimal

import pytest
from jinja2.exceptions import TemplateRuntimeError
from msgspec.structs import replace

from jixiao.derive.dossier import BudgetLine
from jixiao.figures import RATE, Figure
from jixiao.findings import Place
from jixiao.render.bookmarks import without_marks
from jixiao.render.environment import PRINTER, context_of, marking_text_environment
from jixiao.render.filters import against_last_year, amount_against_last_year, compared_with, kept_within
from jixiao.render.printing import Printer
from tests.support.book import derive_once

HERE = Place("data/2023/annex1.yaml", 3)


def money(amount: str, path: str = "附件1.三公经费.决算", unit: str = "万元") -> Figure:
    return Figure(Decimal(amount), unit, HERE, path)


def line(prior: str, final: str) -> BudgetLine:
    return BudgetLine(money(prior, "附件1.三公经费.上年决算"), money("5"), money(final))


@pytest.mark.parametrize(
    ("prior", "final", "by_rate", "by_amount"),
    [
        ("2.68", "1.92", "较上年降低28.36%", "较上年减少0.76万元"),
        ("2", "2.1", "较上年增长5%", "较上年增加0.1万元"),
        ("2.5", "2.5", "与上年持平", "与上年持平"),
        ("0", "1.36", "较上年增加1.36万元", "较上年增加1.36万元"),
        ("1.36", "0", "较上年降低100%", "较上年减少1.36万元"),
        ("0", "0", "与上年持平", "与上年持平"),
        ("100000", "100000.01", "较上年增加0.01万元", "较上年增加0.01万元"),
    ],
)
def test_a_line_is_told_against_last_year(prior: str, final: str, by_rate: str, by_amount: str) -> None:
    assert against_last_year(line(prior, final)).literal == by_rate
    assert amount_against_last_year(line(prior, final)).literal == by_amount


def test_the_decimals_of_the_rate_can_be_chosen() -> None:
    assert against_last_year(line("2.68", "1.92"), 0).literal == "较上年降低28%"


def test_the_words_know_the_figures_they_rest_on() -> None:
    told = against_last_year(line("2.68", "1.92"))
    assert told.path == "附件1.三公经费 | 较上年"
    assert told.unit == RATE
    assert {leaf.path for leaf in told.leaves()} == {"附件1.三公经费.上年决算", "附件1.三公经费.决算"}


@pytest.mark.parametrize(
    ("one", "other", "unit", "words"),
    [("19", "21", "人", "少于"), ("21", "21", "人", "等于"), ("22", "21", "人", "多于"), ("5", "6", "万元", "低于"),
     ("6", "5", "万元", "高于")],
)  # fmt: skip
def test_two_figures_are_compared_in_the_words_of_their_unit(one: str, other: str, unit: str, words: str) -> None:
    assert compared_with(money(one, "甲", unit), money(other, "乙", unit)).literal == words


@pytest.mark.parametrize(
    ("outturn", "words"),
    [("1048.7", "控制在预算总额以内"), ("900", "控制在预算总额以内"), ("1050.7", "超出预算总额")],
)
def test_a_limit_is_kept_or_exceeded(outturn: str, words: str) -> None:
    assert kept_within(money(outturn, "执行数"), money("1048.7", "预算数"), "预算总额").literal == words


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: against_last_year(money("1")),
        lambda: against_last_year(line("1", "2"), "两位"),
        lambda: amount_against_last_year("三公经费"),
        lambda: compared_with(money("1"), money("1", unit="人")),
        lambda: compared_with(money("1"), replace(money("0"), literal="不适用")),
        lambda: kept_within(money("1"), 3, "预算"),
        lambda: kept_within(money("1"), money("1"), money("1")),
        lambda: against_last_year(replace(line("0", "1"), prior_final=blank())),
    ],
)
def test_what_cannot_be_told_is_refused_in_a_sentence(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(TemplateRuntimeError, match=r"[一-鿿]"):
        wrong()


def blank() -> Figure:
    return replace(money("0", "附件1.三公经费.上年决算"), literal="")


def test_the_report_writes_them_as_filters() -> None:
    source = (
        "“三公”经费{{ 附件1.三公经费 | 较上年 }}，在职人员数"
        "{{ 附件1.财政供养人员.在职人数 | 比(附件1.财政供养人员.编制数) }}编制数，项目支出"
        "{{ 项目支出.决算 | 控制在(项目支出.全年收入, '预算') }}。"
    )
    printer = Printer("报告 六", ())
    context = context_of(derive_once()) | {PRINTER: printer}
    printed = without_marks(marking_text_environment().from_string(source).render(context))
    assert printed == "“三公”经费较上年降低28.36%，在职人员数等于编制数，项目支出控制在预算以内。"
    assert len(printer.prints) == 3


def test_their_words_count_as_printed_from_data() -> None:
    context = context_of(derive_once()) | {PRINTER: Printer("报告 六", ())}
    printed = marking_text_environment().from_string("{{ 附件1.三公经费 | 较上年 }}").render(context)
    assert printed.startswith("\ufdd0")


def test_an_indicator_is_reached_by_its_number() -> None:
    context = context_of(derive_once()) | {PRINTER: Printer("报告 六", ())}
    source = "{{ 各项目.digital.绩效指标.产出指标.数量指标[1].实际完成值 }}"
    assert without_marks(marking_text_environment().from_string(source).render(context)) == "200万页"


@pytest.mark.parametrize("name", ["原档案系统数据迁移服务", "2.原档案系统数据迁移服务", " 原档案系统数据 迁移服务"])
def test_an_indicator_is_reached_by_its_name(name: str) -> None:
    context = context_of(derive_once()) | {PRINTER: Printer("报告 六", ())}
    source = f'{{{{ 各项目.digital.绩效指标.产出指标.数量指标["{name}"].实际完成值 }}}}'
    assert without_marks(marking_text_environment().from_string(source).render(context)) == "190万条"
