"""How a derived figure came about, step by step, in words a person can follow with a calculator."""

from __future__ import annotations

from jixiao.figures import RATE, Figure, Formula, Operator
from jixiao.lineage import amount_words


def steps(figure: Figure) -> str:
    """Return the figure's arithmetic with its amounts: 1051.44 ÷ 1064.31 = 98.7908%，保留 2 位小数为 98.79%.

    Operands that have a name of their own stand with their amount; "" for a figure that was entered.
    """
    origin = figure.source.origin
    if not isinstance(origin, Formula):
        return ""
    if origin.operator is Operator.ROUND:
        places = origin.decimals - (2 if figure.unit == RATE else 0)
        return f"{_inner(origin.operands[0])}，保留 {places} 位小数为 {amount_words(figure)}"
    if origin.operator is Operator.AT_MOST:
        score, limit = origin.operands
        return f"{_inner(score)}，以 {amount_words(limit)} 为限，得 {amount_words(figure)}"
    if origin.operator is Operator.BANDS:
        rate, *steps = origin.operands
        lines = "、".join(
            f"{amount_words(line)} 及以上 {amount_words(score)} 分"
            for line, score in zip(steps[::2], steps[1::2], strict=True)
        )
        return f"{amount_words(rate)}，按 {lines}，其余 0 分，得 {amount_words(figure)}"
    operator = " + " if origin.operator is Operator.SUM else f" {origin.operator.value} "
    return f"{operator.join(amount_words(one) for one in origin.operands) or '没有'} = {amount_words(figure)}"


def _inner(figure: Figure) -> str:
    return (not figure.path and steps(figure)) or amount_words(figure)
