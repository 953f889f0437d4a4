"""The figures are told with their formulas, without what is private, and as no program's formula."""

from __future__ import annotations

import json
from decimal import Decimal

from jixiao.disclosure.privacy import Privacy
from jixiao.disclosure.private_words import PrivateWords
from jixiao.disclosure.public_figures import TYPED, figures_as_csv, figures_as_json, list_public_figures
from jixiao.docx.redaction import HIDDEN
from jixiao.figures import Figure, total
from jixiao.findings import Place
from jixiao.model.public_norms import PublicNorms
from jixiao.render.printing import Print
from tests.support.norms import public_norms

HERE = Place("a.yaml", 3)


def typed(path: str, value: str) -> Figure:
    return Figure(Decimal(value), "万元", HERE, path)


def printed(figure: Figure, shown: str = "") -> Print:
    implied = str(figure.amount)
    return Print("表1", figure.path, 1, implied, printed=shown or implied, value=figure, row=2, cell=3)


def privacy(*figures: Figure, hidden: str = "无此") -> Privacy:
    norms = public_norms(private_fields=(hidden,))
    return Privacy(norms, tuple(map(printed, figures)), PrivateWords(frozenset({"张三四"})))


ONE, TWO = typed("甲", "1.5"), typed("乙", "2")
SUM = total([ONE, TWO])
SUM = Figure(SUM.amount, SUM.unit, SUM.origin, "合计")


def test_a_sum_tells_its_operands_and_they_that_they_were_typed() -> None:
    whole, *operands = list_public_figures(privacy(SUM))
    assert (whole.name, whole.value, whole.how, whole.operands) == ("合计", "3.5", "2 个数相加", (2, 3))
    assert [(one.name, one.how) for one in operands] == [("甲", TYPED), ("乙", TYPED)]
    assert whole.printed_in == ("表1 第2行第3格",)


def test_a_sum_over_a_private_figure_does_not_tell_what_it_rests_on() -> None:
    figures = list_public_figures(privacy(SUM, ONE, hidden="乙"))
    assert [(one.name, one.how) for one in figures] == [("合计", HIDDEN), ("甲", TYPED)]


def test_a_value_printed_as_filed_says_so() -> None:
    told = Privacy(PublicNorms(), (printed(ONE, "1.6"),), PrivateWords(frozenset()))
    assert list_public_figures(told)[0].printed_in == ("表1 第2行第3格（照报送的原件印 1.6）",)


def test_names_are_taken_out_of_what_a_figure_is_called() -> None:
    assert list_public_figures(privacy(typed("补助.张三四", "3")))[0].name == f"补助.{HIDDEN}"


def test_a_name_is_no_formula_of_a_spreadsheet() -> None:
    written = figures_as_csv(list_public_figures(privacy(typed("=1+1", "3")))).decode("utf-8-sig")
    assert "1,'=1+1,3,万元" in written


def test_json_has_the_names_of_the_columns() -> None:
    figures = list_public_figures(privacy(SUM))
    told = json.loads(figures_as_json(figures, title="自评", unit="示例馆", year=2030))
    assert told["数"][0]["由哪些数得来"] == [2, 3]
