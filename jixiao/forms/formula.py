"""The language of a description's formulas: read into a tree, every part with its place in the text.

    资金.年度资金总额.全年执行数 ÷ 资金.年度资金总额.全年预算数
    合计(资金.{本年财政拨款, 其他资金}.全年预算数)      分档(执行率, 100:10, 80:7)

It is small and total: numbers, paths, ``+ − × ÷``, brackets and the functions of ``Function``; no loops, no names of
its own. What an input method makes of its signs (（），：＋) is read as the sign meant.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from math import prod
from typing import NoReturn

from msgspec import Struct
from msgspec.structs import replace

from jixiao.figures import Operator
from jixiao.forms.formula_tree import (
    Banded,
    Capped,
    Constant,
    Expression,
    FieldReference,
    FormulaFault,
    Operation,
    Rounded,
    Summed,
    list_references,
    many_values,
)
from jixiao.glossary import nearest
from jixiao.model.field_patterns import ANY
from jixiao.patterns import compile_late

# A tree is as deep as its formula has signs, and is walked by calls.
MAX_LENGTH = 500
_MAX_PATHS = 200
_MAX_DEPTH = 20
_EVEN = str.maketrans("（）｛｝，：＋－−＊×／÷．％", "(){},:+--**//.%")
_TOKEN = compile_late(r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?%?)(?![^\s,:+\-*/(){}])|(?P<word>[^\s,.:+\-*/(){}%]+)|(.))")
_SPOKEN = {"*": "×", "/": "÷", "-": "−"}
_OPERATORS = {"+": Operator.PLUS, "-": Operator.MINUS, "*": Operator.TIMES, "/": Operator.DIVIDED_BY}


class Function(StrEnum):
    """What a formula can do beside arithmetic; the last three say where a path leads."""

    SUM = "合计"
    MEAN = "平均"
    AT_MOST = "不超过"
    ROUND = "四舍五入"
    BANDS = "分档"
    PRIOR = "上年"
    OTHER_FORM = "另表"
    OTHER_SET = "另套"


_SUMMING = (Function.SUM, Function.MEAN)


def parse_formula(text: str) -> Expression:
    """Return a formula as a tree; FormulaFault where it cannot be read."""
    if len(text) > MAX_LENGTH:
        raise FormulaFault(0, f"公式有 {len(text)} 个字", f"不超过 {MAX_LENGTH} 个字", "分成几项写。")
    parser = _Parser(text)
    tree = parser.sum()
    parser.end()
    for reference, summed in list_references(tree):
        if not summed and any(len(choices) > 1 for choices in reference.steps):
            raise many_values(reference)
    return tree


class _Token(Struct, frozen=True):
    kind: str
    text: str
    offset: int


def _tokens(text: str) -> list[_Token]:
    even, found, position = text.translate(_EVEN).rstrip(), [], 0
    while position < len(even):
        match = _TOKEN.match(even, position)
        if match is None:  # only a line end is left out by the dot
            break
        kind, start = match.lastgroup or "sign", match.end() - len(match[0].lstrip())
        found.append(_Token(kind, match[0].strip(), start))
        position = match.end()
    return [*found, _Token("end", "", len(even))]


class _Parser:
    """Reads one formula by recursive descent; each method returns what its part of the grammar is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.position = 0
        self.depth = 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.position]

    def end(self) -> None:
        if self.token.kind != "end":
            self._refuse("运算符 + − × ÷，或公式到此为止")

    def sum(self) -> Expression:
        left = self._product()
        while self.token.text in ("+", "-") and self.token.kind == "sign":
            sign = self._next()
            left = Operation(_OPERATORS[sign.text], left, self._product(), sign.offset)
        return left

    def _product(self) -> Expression:
        left = self._factor()
        while self.token.text in ("*", "/") and self.token.kind == "sign":
            sign = self._next()
            left = Operation(_OPERATORS[sign.text], left, self._factor(), sign.offset)
        return left

    def _factor(self) -> Expression:
        if self.token.kind == "number":
            return self._number()
        if self.token.text == "(":
            opening = self._next()
            inner = self._inside(opening)
            self._expect(")")
            return inner
        if self.token.kind == "word" and self.tokens[self.position + 1].text == "(":
            return self._call()
        return self._reference()

    def _inside(self, opening: _Token) -> Expression:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise FormulaFault(opening.offset, "括号套得太深", f"最多 {_MAX_DEPTH} 层", "分成几项写。")
        inner = self.sum()
        self.depth -= 1
        return inner

    def _number(self) -> Constant:
        token = self.token
        if token.kind != "number":
            self._refuse("一个数")
        self._next()
        percent = token.text.endswith("%")
        amount = Decimal(token.text.rstrip("%"))
        return Constant(amount.scaleb(-2) if percent else amount, percent, token.offset)

    # functions

    def _call(self) -> Expression:
        name = self._next()
        if name.text not in list(Function):
            guess = nearest(name.text, list(Function))
            remedy = f"是否应为“{guess}”？" if guess else "改成所列的一个。"
            raise FormulaFault(name.offset, f"没有函数“{name.text}”", "、".join(Function), remedy)
        self._expect("(")
        called = self._called(Function(name.text), name)
        self._expect(")")
        return called

    def _called(self, function: Function, name: _Token) -> Expression:
        if function in _SUMMING:
            return self._summed(name, mean=function is Function.MEAN)
        if function is Function.AT_MOST:
            part = self._inside(name)
            self._expect(",")
            return Capped(part, self._inside(name), name.offset)
        if function is Function.ROUND:
            part = self._inside(name)
            self._expect(",")
            return Rounded(part, self._decimals(), name.offset)
        if function is Function.BANDS:
            return self._banded(name)
        return self._elsewhere(function)

    def _summed(self, name: _Token, *, mean: bool) -> Summed:
        parts = [self._inside(name)]
        while self.token.text == ",":
            self._next()
            parts.append(self._inside(name))
        return Summed(tuple(parts), mean, name.offset)

    def _decimals(self) -> int:
        number = self._number()
        if number.percent or number.amount % 1 or number.amount > 8:
            raise FormulaFault(number.offset, "小数位数不对", "0 到 8 的整数", "写保留几位小数，如 2。")
        return int(number.amount)

    def _banded(self, name: _Token) -> Banded:
        part, bands = self._inside(name), []
        while self.token.text == ",":
            self._next()
            line = self._number()
            self._expect(":")
            bands.append((line, self._number()))
        if not bands:
            self._refuse("“, 界限:得分”，如 分档(执行率, 100:10, 80:7)")
        return Banded(part, tuple(sorted(bands, key=lambda band: -band[0].amount)), name.offset)

    def _elsewhere(self, function: Function) -> FieldReference:
        names = []
        for _ in range({Function.PRIOR: 0, Function.OTHER_FORM: 1, Function.OTHER_SET: 2}[function]):
            names.append(self._name())
            self._expect(",")
        way = self._reference()
        form_set, form = ["", "", *names][-2:]
        return replace(way, form=form, form_set=form_set, prior=function is Function.PRIOR)

    def _name(self) -> str:
        """Return the name of a form or a set, which may hold signs of arithmetic: national-2020."""
        first = self.token
        while self.token.text not in (",", ")") and self.token.kind != "end":
            self._next()
        name = self.text[first.offset : self.token.offset].strip()
        return name or self._refuse("一个表或表单集的名称")

    # paths

    def _reference(self) -> FieldReference:
        offset = self.token.offset
        steps = [self._step()]
        while self.token.text == ".":
            self._next()
            steps.append(self._step())
        if prod(map(len, steps)) > _MAX_PATHS:
            raise FormulaFault(offset, "花括号里的项太多", f"合起来不超过 {_MAX_PATHS} 项", "分成几项写。")
        return FieldReference(tuple(steps), offset)

    def _step(self) -> tuple[str, ...]:
        if self.token.text == ANY and self.tokens[self.position - 1].text == ".":
            return (self._next().text,)
        if self.token.text != "{":
            return (self._word(),)
        self._next()
        choices = [self._word()]
        while self.token.text == ",":
            self._next()
            choices.append(self._word())
        self._expect("}")
        return tuple(choices)

    def _word(self) -> str:
        if self.token.kind not in ("word", "number"):
            self._refuse("一个数、一项的名称或一个函数")
        return self._next().text

    # tokens

    def _next(self) -> _Token:
        token = self.token
        self.position += token.kind != "end"
        return token

    def _expect(self, sign: str) -> None:
        if self.token.text != sign:
            self._refuse(f"“{sign}”")
        self._next()

    def _refuse(self, expected: str) -> NoReturn:
        token = self.token
        found = f"“{_SPOKEN.get(token.text, token.text)}”" if token.text else "公式到这里就完了"
        raise FormulaFault(token.offset, f"公式读不下去：{found}", expected, "照手册“公式”一节改写。")
