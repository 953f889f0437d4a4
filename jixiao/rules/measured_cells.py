"""S323: numbers of targets and actuals that look mistyped, of any indicator, whether or not it has an actual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from jixiao.derive.described_dossier import FilledForm
from jixiao.figures import Text
from jixiao.findings import Severity
from jixiao.forms.described_set import FormField, FormList
from jixiao.model.described_record import Value
from jixiao.model.form_roles import ListRole, Role
from jixiao.patterns import compile_late
from jixiao.rules.actuals import is_share_of_those_there
from jixiao.rules.breach import Spot
from jixiao.rules.described_package import DescribedPackage, ScoredPackage
from jixiao.rules.described_sheets import read_measured
from jixiao.rules.form_tables import list_evaluation_forms
from jixiao.rules.level_weights import with_levels
from jixiao.rules.printed_package import listed_once
from jixiao.rules.registry import Breach, rule
from jixiao.targets import Quantity, Sign, Target, parse

_LEADING_ZERO = compile_late(r"(?<![0-9.])0[0-9]+")
_SATISFACTION = "满意"
# Nobody aims at half of those asked being content.
_LEAST_CONTENT = Decimal(50)
_WHOLE = 100
_LOWER_BOUNDS = (Sign.AT_LEAST, Sign.MORE, Sign.EQUAL, Sign.PLAIN)
_TARGETS = (Role.TARGET, Role.CHANGED_TARGET)
_MEASURED = (*_TARGETS, Role.ACTUAL, Role.EXPECTED_ACTUAL)


class MeasuredCell(Struct, frozen=True):
    """A target or an actual, read: the list and the indicator it is of, its role, its words, where it stands."""

    listed: str
    name: str
    role: Role
    words: str
    read: Target
    spot: Spot
    about: str
    row: str


@rule("S323", Severity.WARNING, by_role=True)
def measured_numbers_look_right(package: ScoredPackage) -> Iterator[Breach]:
    """Yield numbers with a 0 before them, targets of satisfaction below half, shares of more than the whole.

    Where indicators have actuals, S320 tells the last.
    """
    cells = list(list_measured_cells(package))
    answered = {cell.listed for cell in cells if cell.role is Role.ACTUAL}
    for cell in cells:
        if not isinstance(cell.read, Quantity):
            continue
        words, is_target = cell.words.replace("\n", " "), cell.role in _TARGETS
        told = f"{next(iter(cell.spot.printed), '')}“{cell.name}”{cell.role.value}“{words}”"
        if _LEADING_ZERO.search(words):
            yield cell.spot.breach(f"{told}的数以 0 开头", "不以 0 开头的数", seen=(words,))
        elif is_target and cell.read.unit == "%" and _SATISFACTION in cell.name and _is_low(cell.read):
            yield cell.spot.breach(f"{told}，满意度低于一半", "通常在 80% 以上", seen=(words,))
        elif is_target and cell.listed not in answered and _exceeds_whole(cell.name, cell.read):
            yield cell.spot.breach(f"{told}，超过 100%", "不超过 100%", seen=(words,))


def _exceeds_whole(name: str, read: Quantity) -> bool:
    return read.unit == "%" and (read.upper or read.amount) > _WHOLE and is_share_of_those_there(name)


def _is_low(read: Quantity) -> bool:
    return read.comparison in _LOWER_BOUNDS and 0 < read.amount < _LEAST_CONTENT


@listed_once
def list_measured_cells(package: ScoredPackage) -> Iterator[MeasuredCell]:
    """Yield the targets and actuals that are known, row by row; of described forms also where lists have no actuals."""
    if isinstance(package, DescribedPackage):
        for form in package.dossier.forms:
            for path, listed in form.form.lists.items():
                if listed.description.role is ListRole.INDICATORS:
                    yield from _of_list(form, listed, path)
        return
    for sheet in list_evaluation_forms(package):
        for row in sheet.rows:
            about = f"{row.level1}{row.level2}{row.level3.words}"
            for role, cell in ((Role.TARGET, row.target), (Role.ACTUAL, row.actual)):
                if not cell.unknown and not row.level3.unknown:
                    yield MeasuredCell(
                        sheet.path,
                        name=row.level3.words,
                        role=role,
                        words=cell.words,
                        read=parse(cell.words),
                        spot=cell.spot,
                        about=about,
                        row=row.path,
                    )


def _of_list(form: FilledForm, listed: FormList, path: str) -> Iterator[MeasuredCell]:
    names = listed.by_role(Role.LEVEL3) or listed.by_role(Role.LEVEL2)
    columns = [(role, field) for role in _MEASURED if (field := listed.by_role(role)) is not None]
    for number, (levels, row) in enumerate(with_levels(listed, form.rows[path]), start=1):
        name = str(row[names.name]) if names is not None else ""
        for role, field in columns:
            text = _entered(row, field)
            if text is not None:
                words = read_measured(listed, row, text, signed=role in _TARGETS)
                yield MeasuredCell(
                    path,
                    name=name.replace("\n", " "),
                    role=role,
                    words=words,
                    read=parse(words),
                    spot=Spot(text.path, text.place, (form.label,)),
                    about=f"{''.join(sorted(levels))}{name}",
                    row=f"{form.label} {path}[{number}]",
                )


def _entered(row: Mapping[str, Value], field: FormField) -> Text | None:
    value = row[field.name]
    return value if isinstance(value, Text) and value.strip() and not value.unknown else None
