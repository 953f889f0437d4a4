"""What an examiner would object to in described forms, by the roles of fields alone: no form's word is known here.

A check is silent where a form has no field of the role it asks for, and about what nobody knows yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from jixiao.derive.described_dossier import FilledForm, FilledTie
from jixiao.figures import Figure, Text, count_decimals, round_half_up
from jixiao.findings import Finding, Place, Severity, quoted
from jixiao.forms.described_set import FormField, FormList
from jixiao.lineage import amount_words
from jixiao.model.described_record import Value
from jixiao.model.form_roles import FieldKind, Presence, Role
from jixiao.model.formset import Relation
from jixiao.patterns import compile_late
from jixiao.rules.described_amounts import list_amount_faults
from jixiao.rules.described_balances import weigh_formula, weigh_points, weigh_tie
from jixiao.rules.described_fault import DescribedFault, place_of_value
from jixiao.rules.described_package import DescribedPackage
from jixiao.rules.described_row_checks import RowCheck
from jixiao.rules.described_writing import list_writing_faults
from jixiao.rules.level_weights import list_level_sums, squeeze_label, with_levels
from jixiao.rules.role_rules import judge_by_role

_ROUNDING = 2
_NUMBER = compile_late(r"[0-9][0-9,.]*\s*(?:万元|元|%)?")

# The places on paper that print a path.
Printed = Mapping[str, tuple[str, ...]]


def check_described(package: DescribedPackage) -> list[Finding]:
    """Return what is to be objected to in a package."""
    dossier, printed = package.dossier, package.printed
    hints = tuple(map(str, dossier.described.description.template_hints))
    return [
        make_finding(met, form, printed)
        for form in dossier.forms
        for met in (
            *_FormJudge(form).met(),
            *_left_hints(form, hints),
            *_same_project(form, dossier.forms),
            *list_writing_faults(form),
            *list_amount_faults(form),
        )
    ] + list(judge_by_role(package))


def make_finding(met: DescribedFault, form: FilledForm, printed: Printed) -> Finding:
    """Return the finding of a fault in a form."""
    name = ".".join(filter(None, (form.form.name, form.identifier)))
    return Finding(
        met.code,
        place=met.place,
        found=met.found,
        expected=met.expected,
        remedy=met.remedy,
        severity=met.severity,
        subject=f"{name} {met.about}",
        seen=met.seen,
        printed=printed.get(met.path, ()),
        basis=met.basis,
        waivable=True,
        balance=met.balance,
    )


class _FormJudge:
    """Checks one form; each method yields what it met on one matter."""

    def __init__(self, form: FilledForm) -> None:
        self.form = form

    def met(self) -> Iterator[DescribedFault]:
        yield from self._typed_otherwise()
        yield from self._ties()
        yield from self._execution_score()
        yield from self._goals()
        for path, rows in self.form.rows.items():
            listed = self.form.form.lists[path]
            yield from self._weights(listed, rows)
            unmeasured = {squeeze_label(str(name)) for name in listed.description.unmeasured}
            for number, (levels, row) in enumerate(with_levels(listed, rows), start=1):
                yield from RowCheck(listed, row, number, measured=not levels & unmeasured).met()

    def _typed_otherwise(self) -> Iterator[DescribedFault]:
        for way, computed in self.form.computed.items():
            typed, field = self._cell(way)
            if computed.literal == "":  # nothing to set it against, as where there is no year before
                if typed.literal == "" and field.description.presence is Presence.REQUIRED:
                    yield self._nothing(typed, way)
                continue
            if typed.entered and not typed.unknown and not computed.unknown and not _agree(typed, computed, field):
                yield DescribedFault(
                    "K101",
                    Severity.WARNING,
                    path=typed.path,
                    place=place_of_value(typed),
                    found=f"“{way}”填 {amount_words(typed)}，按公式算得 {amount_words(computed)}",
                    expected=self._formula_words(way),
                    remedy="核对公式用到的各数；确有原因的，在 waivers.yaml 写明理由。",
                    seen=(amount_words(typed), amount_words(computed)),
                    about=way,
                    balance=weigh_formula(typed, computed),
                )

    def _nothing(self, blank: Figure, way: str) -> DescribedFault:
        return DescribedFault(
            "K109",
            Severity.ERROR,
            path=blank.path,
            place=place_of_value(blank),
            found=f"“{way}”空着：公式要用的上年的数没有，也没有填",
            expected=self._formula_words(way).partition("；")[0],
            remedy="把这一项填上，或补上上年的数据。",
            seen=("",),
            about=way,
        )

    def _formula_words(self, way: str) -> str:
        listed, _, column = way.partition("]")
        target = f"{listed.partition('[')[0]}{column}"
        return f"{target} = {self.form.form.formulas[target].text}；可以不填，由程序计算"

    def _cell(self, way: str) -> tuple[Figure, FormField]:
        """Return what stands at a path and its field; 指标[2].得分 is of a list's second row."""
        listed, bracket, rest = way.partition("[")
        if not bracket:
            field = self.form.form.fields[way]
            return _as_figure(self.form.values[way]), field
        number, _, name = rest.partition("].")
        return _as_figure(self.form.rows[listed][int(number) - 1][name]), self.form.form.lists[listed].columns[name]

    def _ties(self) -> Iterator[DescribedFault]:
        for filled in self.form.ties:
            tie = filled.tie.description
            sides = (filled.left, filled.right)
            if any(side.unknown or side.literal == "" for side in sides) or _holds(filled):
                continue
            left, right = amount_words(filled.left), amount_words(filled.right)
            leaf = next((one for one in (*filled.left.leaves(), *filled.right.leaves()) if one.path), None)
            yield DescribedFault(
                "K103",
                tie.severity,
                path=leaf.path if leaf else "",
                place=place_of_value(leaf) if leaf else Place(self.form.file),
                found=f"{tie.name}：左边 {left}，右边 {right}",
                expected=f"{filled.tie.left.text} {tie.relation} {filled.tie.right.text}",
                remedy="核对两边所用的各数；确有原因的，在 waivers.yaml 写明理由。",
                seen=(left, right),
                about=str(tie.name),
                basis=str(tie.basis),
                balance=weigh_tie(filled),
            )

    def _goals(self) -> Iterator[DescribedFault]:
        """Yield goals that are nothing but a number: an amount that belongs elsewhere."""
        for field, value in (*self.form.by_role(Role.GOAL), *self.form.by_role(Role.ACHIEVEMENT)):
            if isinstance(value, Text) and _NUMBER.fullmatch(value.strip()):
                yield DescribedFault(
                    "K110",
                    Severity.WARNING,
                    path=value.path,
                    place=place_of_value(value),
                    found=f"“{field.path}”只有一个数：{quoted(str(value))}",
                    expected="写明目标或完成情况的文字",
                    remedy="是金额的，移到资金栏；这里写要做什么、做到什么程度。",
                    seen=(str(value),),
                    about=field.path,
                )

    def _execution_score(self) -> Iterator[DescribedFault]:
        """Yield a score of the execution rate, typed where no formula gives it, that is not rate times points."""
        roles = (Role.EXECUTION_RATE, Role.EXECUTION_POINTS, Role.EXECUTION_SCORE)
        fields = [self.form.by_role(role) for role in roles]
        if not all(fields):
            return
        (_, rate), (_, points), (field, score) = (found[0] for found in fields)
        rate, points, score = map(_as_figure, (rate, points, score))
        if field.path in self.form.form.formulas or any(one.literal is not None for one in (rate, points, score)):
            return
        full = (rate * points).capped(points)
        if not _agree(score, full, field):
            yield DescribedFault(
                "K107",
                Severity.WARNING,
                path=score.path,
                place=place_of_value(score),
                found=f"执行率 {amount_words(rate)}、分值 {amount_words(points)}，得分填 {amount_words(score)}",
                expected=f"执行率 × 分值，不超过分值：{amount_words(full)}",
                remedy="核对执行率和得分；分档计分的，在说明里写成公式。",
                seen=(amount_words(score), amount_words(full)),
                about=field.path,
            )

    def _weights(self, listed: FormList, rows: Iterable[Mapping[str, Value]]) -> Iterator[DescribedFault]:
        for one in list_level_sums(listed, rows):
            if one.points.unknown or one.points.amount == one.weight.amount:
                continue
            found, expected = amount_words(one.points), amount_words(one.weight)
            first = next((leaf for leaf in one.points.leaves()), None)
            yield DescribedFault(
                "K102",
                Severity.WARNING,
                path=first.path if first else "",
                place=place_of_value(first) if first else Place(self.form.file),
                found=f"“{one.name}”的分值合计 {found} 分" if first else f"“{listed.path}”里没有“{one.name}”",
                expected=f"{expected} 分",
                remedy="核对各行的分值和一级、二级指标的名称；本来可以自定的，在说明的“分值分配”里删去。",
                seen=(found, expected),
                about=f"{listed.path} {one.name}",
                balance=weigh_points(one),
            )


def _left_hints(form: FilledForm, hints: tuple[str, ...]) -> Iterator[DescribedFault]:
    values = [*form.values.items()]
    for path, rows in form.rows.items():
        values += [(f"{path}.{name}", value) for row in rows for name, value in row.items()]
    for path, value in values:
        left = next((hint for hint in hints if isinstance(value, Text) and hint in value), None)
        if left is not None:
            yield DescribedFault(
                "K108",
                Severity.WARNING,
                path=getattr(value, "path", ""),
                place=place_of_value(value),
                found=f"“{path}”里还留着表样的提示：{quoted(str(value))}",
                expected=f"没有“{left}”字样",
                remedy="换成要填的内容；确是内容的，改说明里的“表样提示语”。",
                seen=(left,),
                about=path,
            )


def _same_project(form: FilledForm, forms: Iterable[FilledForm]) -> Iterator[DescribedFault]:
    """Yield the name of a project that an earlier file of the same form bears already."""
    for field, name in form.by_role(Role.PROJECT_NAME):
        before = [one for one in forms if one.form.name == form.form.name and one.number < form.number]
        same = next((one for one in before if str(one.values[field.path]).strip() == str(name).strip()), None)
        if form.form.is_per_project and isinstance(name, Text) and name.strip() and same is not None:
            yield DescribedFault(
                "K112",
                Severity.WARNING,
                path=name.path,
                place=place_of_value(name),
                found=f"“{field.path}”{quoted(str(name))}与 {same.file} 的相同",
                expected="每个项目一个文件，名称各不相同",
                remedy="同一个项目填了两次的，删去一个文件；是两个项目的，把名称写得能区分。",
                seen=(str(name),),
                about=field.path,
            )


def _as_figure(value: Value) -> Figure:
    assert isinstance(value, Figure)  # noqa: S101 - the field's kind is a number
    return value


def _agree(typed: Figure, computed: Figure, field: FormField) -> bool:
    """Return whether what was typed is what a formula comes to, rounded as far as it was typed."""
    if computed.literal is not None:
        return computed.literal == typed.literal or (computed.literal == "" and typed.amount == 0)
    shift = 2 if field.description.kind is FieldKind.PERCENT else 0
    decimals = field.description.decimals
    if decimals is not None:
        return round_half_up(computed.amount, decimals + shift) == typed.amount
    places = max(_ROUNDING + shift, count_decimals(typed.amount))
    if field.description.kind is FieldKind.AMOUNT and count_decimals(computed.amount) <= places:
        return computed.amount == typed.amount
    return round_half_up(computed.amount, places) == round_half_up(typed.amount, places)


def _holds(filled: FilledTie) -> bool:
    tie = filled.tie.description
    left, right = filled.left.amount, filled.right.amount
    if tie.decimals is not None:
        left, right = (round_half_up(one, tie.decimals) for one in (left, right))
    return _related(left, right, tie.relation)


def _related(left: Decimal, right: Decimal, relation: Relation) -> bool:
    if relation is Relation.EQUAL:
        return left == right
    return left <= right if relation is Relation.AT_MOST else left >= right
