"""The filters of the template language: wording of texts and figures, and words that follow the figures.

With the latter the report says 降低, 少于, 控制在…以内 as the data has it.
What they return is a figure with its operands, printed as words; the words are part of what came from data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2.exceptions import TemplateRuntimeError
from msgspec.structs import replace

from jixiao.derive.base_data import derive_change, derive_change_rate
from jixiao.derive.dossier import BudgetLine
from jixiao.figures import Figure, Text, round_half_up
from jixiao.plain import format_plain
from jixiao.render.printing import format_figure

_MAX_PLACES = 6
_COUNTED = ("人", "个")


def against_last_year(line: Any, places: Any = 2, *, amount_places: int | None = None) -> Figure:
    """Return a line of Annex 1 against last year, by the rate: 较上年降低28.36%, 较上年增长5%, 与上年持平.

    ``places`` are the most decimals of the per cent. Where last year was 0, or the rate too small to
    show, the amount stands instead: 较上年增加1.36万元, with the ``amount_places`` of the form set.
    """
    rate, difference = derive_change_rate(_known_line(line)), derive_change(line)
    _check_places(places)
    shown = round_half_up(abs(rate.amount) * 100, places)
    if rate.literal is not None or not shown:
        return _amount_words(line, difference, "较上年", amount_places)
    direction = "增长" if rate.amount > 0 else "降低"
    return _worded(rate, f"{_path(line)} | 较上年", f"较上年{direction}{format_plain(shown)}%")


def amount_against_last_year(line: Any, *, amount_places: int | None = None) -> Figure:
    """Return a line of Annex 1 against last year, by the amount: 较上年减少0.76万元, 与上年持平."""
    return _amount_words(line, derive_change(_known_line(line)), "较上年额", amount_places)


def _check_places(places: Any) -> None:
    if type(places) is not int or not 0 <= places <= _MAX_PLACES:
        raise TemplateRuntimeError(f"小数位数是 0 到 {_MAX_PLACES} 的整数")


def _known_line(line: Any) -> BudgetLine:
    if not isinstance(line, BudgetLine):
        raise TemplateRuntimeError("只能用在附件1有“上年决算”的一行上，如 附件1.三公经费")
    if line.prior_final.blank:
        raise TemplateRuntimeError("没有上年数据，写不出与上年的比较")
    return line


def _amount_words(line: BudgetLine, difference: Figure, name: str, amount_places: int | None) -> Figure:
    if not difference.amount:
        return _worded(difference, f"{_path(line)} | {name}", "与上年持平")
    direction = "增加" if difference.amount > 0 else "减少"
    amount = format_figure(replace(difference, amount=abs(difference.amount)), amount_places)
    return _worded(difference, f"{_path(line)} | {name}", f"较上年{direction}{amount}{difference.unit}")


def compared_with(one: Any, other: Any) -> Figure:
    """Return how a figure stands to another: 少于, 等于, 多于 for persons and things; 低于, 等于, 高于 for amounts."""
    difference = _difference(one, other)
    below, above = ("少于", "多于") if one.unit in _COUNTED else ("低于", "高于")
    words = "等于" if not difference.amount else above if difference.amount > 0 else below
    return _worded(difference, f"{one.path} | 比({other.path})", words)


def kept_within(one: Any, limit: Any, name: Any) -> Figure:
    """Return whether a figure kept to its limit, called ``name``: 控制在预算总额以内, or 超出预算总额."""
    if not isinstance(name, str):
        raise TemplateRuntimeError("第二项写限额的叫法，如 '预算总额'")
    difference = _difference(one, limit)
    words = f"超出{name}" if difference.amount > 0 else f"控制在{name}以内"
    return _worded(difference, f"{one.path} | 控制在({limit.path})", words)


def _difference(one: Any, other: Any) -> Figure:
    if not isinstance(one, Figure) or not isinstance(other, Figure):
        raise TemplateRuntimeError("只能比较两个数")
    if one.unit != other.unit:
        raise TemplateRuntimeError(f"单位不同，不能比较：{one.unit}与{other.unit}")
    if any(figure.literal is not None and not figure.unknown for figure in (one, other)):
        raise TemplateRuntimeError("有一个数空着或不适用，不能比较")
    return one - other


def _worded(figure: Figure, path: str, words: str) -> Figure:
    """Return a figure as words; one that is not known yet stays unknown."""
    return replace(figure, path=path, literal=figure.literal if figure.unknown else words)


def _path(line: BudgetLine) -> str:
    return line.final.path.rpartition(".")[0]


def _as_project(name: Any) -> Text:
    """Return a project's name so that it ends as a project: 大楼运行维护费 → 大楼运行维护费项目."""
    text = _entered_text(name)
    return text if "项目" in text else text.reworded(f"{text}项目")


def _one_sentence(text: Any) -> Text:
    """Return several lines as one sentence: lines joined by ；, closed by 。; nothing stays nothing."""
    stripped = [line.strip().rstrip("。；;.") for line in _entered_text(text).split("\n")]
    lines = [line for line in stripped if line]
    return _entered_text(text).reworded("；".join(lines) + "。" if lines else "")


def _entered_text(value: Any) -> Text:
    if not isinstance(value, Text):
        raise TemplateRuntimeError("只能用在数据里的文字上")
    return value


def _with_places(figure: Any, places: Any) -> Figure:
    """Return the figure to be printed with so many decimals (of a per cent, for a rate)."""
    if not isinstance(figure, Figure):
        raise TemplateRuntimeError("只能用在数上")
    _check_places(places)
    return figure.shown_with(places)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "称项目": _as_project,
    "连成一句": _one_sentence,
    "小数": _with_places,
    "较上年": against_last_year,
    "较上年额": amount_against_last_year,
    "比": compared_with,
    "控制在": kept_within,
}
