"""Formulas read off a form: sums, rates, scores and totals."""

from tests.support.drafted import propose_drawn

FUNDS = """
    | 项目资金 | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
    | ^ | 合计 | {total} |
    | ^ | 其中：省级 | {first} |
    | ^ | 市级 | {second} |
"""
INDICATORS = """
    | 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 |
    | 产出 | 甲 | 3 | 3 | 50 | {one} |
    | 效益 | 乙 | 4 | 4 | 40 | {other} |
    | 总分«4» | {points} | {score} |
"""
EMPTY = " | ".join([""] * 6)


def formulas(drawing: str) -> dict[str, str]:
    return {one.path: one.text for one in propose_drawn(drawing).formulas}


def funds(total: str, first: str = "20 | 20 | 18 | / | | /", second: str = "10 | 12 | 12 | / | | /") -> dict[str, str]:
    return formulas(FUNDS.format(total=total, first=first, second=second))


def test_a_total_of_rows_is_their_sum_column_by_column() -> None:
    found = funds("30 | 32 | 30 | 10 | 93.75% | 9.38")
    assert found["资金.合计.全年执行数"] == "合计(资金.{省级, 市级}.全年执行数)"
    assert found["资金.合计.执行率"] == "资金.合计.全年执行数 ÷ 资金.合计.全年预算数"
    assert found["资金.合计.得分"] == "不超过(资金.合计.执行率 × 资金.合计.分值, 资金.合计.分值)"


def test_a_rate_of_another_number_and_a_score_by_steps_are_not_reckoned() -> None:
    assert "资金.合计.执行率" not in funds("30 | 32 | 30 | 10 | 91% | 9.1")
    assert "资金.合计.得分" not in funds("30 | 32 | 30 | 10 | 93.75% | 8")


def test_a_blank_form_has_the_formulas_that_its_labels_tell() -> None:
    found = funds(EMPTY, EMPTY, EMPTY)
    assert found["资金.合计.年初预算数"] == "合计(资金.{省级, 市级}.年初预算数)"
    assert found["资金.合计.执行率"] == "资金.合计.全年执行数 ÷ 资金.合计.全年预算数"
    assert "资金.合计.得分" not in found


def test_a_rate_has_the_decimals_that_it_is_printed_with() -> None:
    decimals = {
        printed: next(
            one.decimals
            for one in propose_drawn(FUNDS.format(total=total, first=EMPTY, second=EMPTY)).formulas
            if one.path == "资金.合计.执行率"
        )
        for printed, total in {
            "94%": "30 | 32 | 30 | 10 | 94% | 9.4",
            "93.75%": "30 | 32 | 30 | 10 | 93.75% | 9.38",
            "100%": "30 | 30 | 30 | 10 | 100% | 10",
        }.items()
    }
    assert decimals == {"94%": 0, "93.75%": 2, "100%": 2}


def test_the_total_score_is_what_its_numbers_add_up_to() -> None:
    table = FUNDS.format(total="30 | 32 | 30 | 10 | 93.75% | 9.38", first=EMPTY, second=EMPTY)
    drawn = INDICATORS.format(one="50", other="39", points="{points}", score="{score}")
    with_execution = formulas(table + drawn.format(points="100", score="98.38"))
    without = formulas(table + drawn.format(points="90", score="89"))
    neither = formulas(table + drawn.format(points="95", score="70"))
    assert with_execution["总分.得分"] == "资金.合计.得分 + 合计(绩效指标.得分)"
    assert without["总分.得分"] == "合计(绩效指标.得分)"
    assert "总分.得分" not in neither


def test_a_subtotal_below_a_list_is_the_sum_of_its_column() -> None:
    drawing = INDICATORS.format(one="50", other="39", points="90", score="89").replace("总分", "指标小计")
    assert formulas(drawing + "    | 总分«4» | 100 | 98 |")["指标小计.得分"] == "合计(绩效指标.得分)"


def test_rows_without_a_group_are_added_one_by_one() -> None:
    drawing = """
        | 来源 | 年初预算数 | 全年执行数 |
        | 合计 | 30 | 28 |
        | 省级 | 20 | 18 |
        | 市级 | 10 | 10 |
    """
    assert formulas(drawing)["合计.年初预算数"] == "省级.年初预算数 + 市级.年初预算数"


def test_a_rate_that_is_expected_is_that_of_what_is_expected_to_be_spent() -> None:
    drawing = """
        | 支出类别 | 年初预算数 | 1-6月执行数 | 执行进度 | 全年预计执行数 | 预计执行率 |
        | 基本支出 | | | | | |
        | 项目支出 | | | | | |
    """
    assert "基本支出.预计执行率" not in formulas(drawing) or "预计执行数" in formulas(drawing)["基本支出.预计执行率"]


def test_columns_of_one_heading_are_added_up_apart() -> None:
    drawing = """
        | 资金来源 | 计划安排«2» | 实际支出«2» |
        | ^ | 金额 | 占比 | 金额 | 支出率 |
        | 合计 | 50 | 100 | 48 | 96 |
        | 中央 | 20 | 40 | 19 | 95 |
        | 县级 | 30 | 60 | 29 | 96.67 |
    """
    assert formulas(drawing)["合计.计划安排.金额"] == "中央.计划安排.金额 + 县级.计划安排.金额"
    assert formulas(drawing)["合计.实际支出.金额"] == "中央.实际支出.金额 + 县级.实际支出.金额"
