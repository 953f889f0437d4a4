"""description.yaml as a first draft: what is unsure bears a question behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from jixiao.glossary import term
from jixiao.importing.describing.field_kinds import FieldGuess
from jixiao.importing.describing.proposals import ProposedField, ProposedForm, ProposedList, is_given
from jixiao.model.form_roles import Copies, FieldKind, ListRole, MoneyUnit, NumberSign, Owner, Presence, Role
from jixiao.patterns import compile_late

QUESTION = "# ？"
_PLAIN = compile_late(r"[^\W_][\w.（）、《》〔〕]*(?: [÷×+] [\w.()（）]+)*")
_NUMBER_LIKE = compile_late(r"[0-9.]+|(?i:true|false|null|yes|no|on|off|y|n)")
_FEWEST_ALIKE = 3
_STEPS_OF_A_MATRIX = 3


class FormNames(Struct, frozen=True):
    """What a new form set is called, and the file of its template; ``year`` is the one its form is of, if it says;
    ``prints_year`` is whether the template does.

    ``unfilled`` are the template's cells that nothing fills, as messages name them: 表1 第3行第2格.
    """

    title: str
    template: str
    year: int | None
    money: MoneyUnit
    unfilled: tuple[str, ...] = ()
    prints_year: bool = True


def draft_description(proposed: ProposedForm, names: FormNames) -> str:
    """Return the text of description.yaml; every line that a person should look at ends in a question."""
    lines = [*_head(names), "各表:", *_form(proposed, names)]
    return "\n".join(lines) + "\n"


def _head(names: FormNames) -> Iterator[str]:
    yield f"# 表样说明：{names.title}。由 make new-form 从一份表做成，是第一稿。"
    yield "# 每一项在表上的位置由模板里的标记定；这里写它是什么。写法见 docs/form-sets.md。"
    yield f"# 行末有“{QUESTION[2:]}”的请核对，核对后删去。"
    yield ""
    yield f"名称: {quote(names.title)}"
    yield f"主管机关: 未写明  {QUESTION}这套表是哪个机关定的"
    year, unsure = (names.year, "") if names.year else (2000, f"  {QUESTION}表上没有年度，写适用的年度")
    yield f"适用年度: [{year}]{unsure}"
    yield f"依据: 未写明  {QUESTION}写通知的文号"
    yield f"成套文件名: '{{单位名称}}{{年度}}年度{names.title.replace(chr(39), '')}'"
    yield ""


def _form(proposed: ProposedForm, names: FormNames) -> Iterator[str]:
    per_project = any(one.guess.role is Role.PROJECT_NAME for one in proposed.fields)
    yield f"  - 名称: {quote(names.title.replace('.', ''))}"
    yield f"    标题: {quote(names.title)}"
    if per_project:
        yield f"    份数: {Copies.PER_PROJECT}"
    yield f"    文件: {'projects' if per_project else 'form.yaml'}"
    yield f"    模板: {names.template}"
    if names.unfilled:
        yield f"    不填的格: [{', '.join(names.unfilled)}]"
    if names.money is not MoneyUnit.TEN_THOUSAND:
        yield f"    金额单位: {names.money}"
    yield "    各项:"
    if names.prints_year:
        yield f"      {term('year')}: {FieldKind.YEAR}"
    for path, guess in _described(proposed.fields):
        yield f"      {quote(path)}: {_said(guess)}"
    if proposed.lists:
        yield "    列表:"
    for one in proposed.lists:
        yield from _list(one)
    if proposed.formulas:
        yield "    公式:"
    for formula in proposed.formulas:
        told = "  # 表上填的是另一个数，请核对" if formula.differs else ""
        yield f"      {quote(formula.path)}: {quote(formula.text)}{told}"


def _described(fields: Sequence[ProposedField]) -> Iterator[tuple[str, FieldGuess]]:
    """Yield what is said of each field, and once of those in one column of a table that are alike."""
    own = [one for one in fields if not is_given(one.path)]
    columns: dict[str, Counter[FieldGuess]] = {}
    for one in own:
        if pattern := _pattern(one.path):
            columns.setdefault(pattern, Counter())[one.guess] += 1
    alike = {
        pattern: counted.most_common(1)[0][0]
        for pattern, counted in columns.items()
        if counted.most_common(1)[0][1] >= _FEWEST_ALIKE and not counted.most_common(1)[0][0].question
    }
    said = set()
    for one in own:
        pattern = _pattern(one.path)
        if alike.get(pattern) != one.guess:
            yield one.path, one.guess
        elif pattern not in said:
            said.add(pattern)
            yield pattern, one.guess


def _pattern(path: str) -> str:
    """Return the pattern of a table's column that a path is of; "" for a path of another kind."""
    steps = path.split(".")
    return f"{steps[0]}.*.{steps[2]}" if len(steps) == _STEPS_OF_A_MATRIX else ""


def _said(guess: FieldGuess) -> str:
    parts = [f"类型: {guess.kind}"]
    parts += [f"选项: [{', '.join(map(quote, guess.choices))}]"] if guess.choices else []
    parts += [f"角色: {guess.role}"] if guess.role else []
    parts += [f"小数位: {guess.decimals}"] if guess.decimals is not None else []
    parts += [f"正负: {NumberSign.ANY}"] if guess.may_fall_below_zero else []
    parts += [f"填写人: {guess.owner}"] if guess.owner is not Owner.UNIT else []
    parts += [f"填写要求: {guess.presence}"] if guess.presence is not Presence.REQUIRED else []
    said = str(guess.kind) if len(parts) == 1 else f"{{{', '.join(parts)}}}"
    return said + (f"  {QUESTION}{guess.question}" if guess.question else "")


def _list(one: ProposedList) -> Iterator[str]:
    yield f"      {quote(one.name.path)}:" + (f"  {QUESTION}{one.question}" if one.question else "")
    if one.name.role is not ListRole.OTHER:
        yield f"        角色: {one.name.role}"
    yield "        各项:"
    for part in one.parts:
        yield f"          {quote(part.name)}: {_said(part.guess)}"
    if one.weights and one.name.role is ListRole.INDICATORS:
        yield "        分值分配:"
        for name, points in one.weights:
            yield f"          - {{名称: {quote(name)}, 分值: {points}}}"


def quote(text: str) -> str:
    """Return a text as a YAML scalar."""
    if _PLAIN.fullmatch(text) and not _NUMBER_LIKE.fullmatch(text):
        return text
    return "'" + re.sub(r"\s+", " ", text).replace("'", "''") + "'"
