"""What of one package is private: parts, values by their paths and marks, and the words that tell them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cached_property

from msgspec import Struct

from jixiao.build.described_case import DescribedCase, PackageCase
from jixiao.disclosure.private_words import FIELDS, PrivateWords, split_private
from jixiao.figures import Figure, Formula, Operator, Text
from jixiao.model.public_norms import PublicNorms
from jixiao.model.scalars import Day
from jixiao.patterns import compile_late
from jixiao.render.printing import Print

_ORDINAL = compile_late(r"\[[^\]]*\]")
_NUMBER = compile_late(r"（[^（）]*）$")
_SAME = (Operator.REFERENCE, Operator.ROUND, Operator.SUM)

Value = Figure | Text | Day | None


class Privacy(Struct, frozen=True, dict=True):
    """What may not be published of a package, by what its form set says and what names or numbers persons."""

    norms: PublicNorms
    prints: tuple[Print, ...]
    words: PrivateWords

    def hides_part(self, label: str) -> bool:
        """Return whether a part, or a section of one, is not for the public; 附件3 means each 附件3（n）."""
        names = {label, label.partition(" ")[0]} | {_NUMBER.sub("", label)}
        return any(str(part).replace("（{序号}）", "") in names for part in self.norms.private_parts)

    def hides(self, value: Value) -> bool:
        """Return whether a value is private: by its path, or because it only repeats one that is."""
        return _is_private(value, self.norms)

    @cached_property
    def marks(self) -> frozenset[str]:
        """The names of the bookmarks round private values."""
        return frozenset(one.mark for one in self.prints if _is_private_print(one, self.norms))


def read_privacy(case: PackageCase, named: Iterable[str]) -> Privacy:
    """Return what is private of a package; ``named`` are persons that stand in the data without being printed."""
    norms = norms_of(case)
    shown = {one.printed for one in case.inspection.prints if is_named_open(one.path, norms)}
    words = {part for told in (*named, *_private_texts(case, norms)) for part in split_private(told, case.unit_name)}
    terms = {str(one) for one in norms.private_terms}
    address = PrivateWords(frozenset()).address | frozenset(_address(case))
    return Privacy(
        norms,
        tuple(case.inspection.prints),
        PrivateWords(frozenset((words - shown) | terms), address, frozenset(shown)),
    )


def norms_of(case: PackageCase) -> PublicNorms:
    """Return what a package's form set says of publishing."""
    if isinstance(case, DescribedCase):
        return case.dossier.described.description.disclosure
    return case.dossier.form_set.disclosure


def is_private_path(path: str, norms: PublicNorms, *, is_amount: bool = False) -> bool:
    """Return whether a path is private: named so, or the text of a field that is called like one that names a person.

    The latter not where the form set says that it may be published.
    """
    steps = _steps(path)
    if any(_lies_in(steps, _steps(str(one))) for one in norms.private_fields):
        return True
    is_called_so = bool(steps) and not is_amount and steps[-1].endswith(FIELDS)
    return is_called_so and not is_named_open(path, norms)


def is_named_open(path: str, norms: PublicNorms) -> bool:
    """Return whether the form set says that a field may be published."""
    return any(_lies_in(_steps(path), _steps(str(one))) for one in norms.open_fields)


def _is_private(value: Value, norms: PublicNorms) -> bool:
    while value is not None:
        if value.path and is_private_path(value.path, norms, is_amount=isinstance(value, Figure)):
            return True
        origin = value.origin if isinstance(value, Figure) else None
        repeats = isinstance(origin, Formula) and origin.operator in _SAME and len(origin.operands) == 1
        value = origin.operands[0] if isinstance(origin, Formula) and repeats else None
    return False


def _is_private_print(one: Print, norms: PublicNorms) -> bool:
    is_amount = isinstance(one.value, Figure)
    return is_private_path(one.path, norms, is_amount=is_amount) or _is_private(one.value, norms)


def _private_texts(case: PackageCase, norms: PublicNorms) -> Iterator[str]:
    """Yield the private values, as typed and as printed, those that no form prints too."""
    for text in (case.dossier.unit.filled_by, case.dossier.unit.telephone):
        if is_private_path(text.path, norms):
            yield str(text)
    for one in case.inspection.prints:
        if _is_private_print(one, norms):
            yield from (one.printed, one.implied)
    for form in case.dossier.forms if isinstance(case, DescribedCase) else ():
        for value in form.all_values():
            if isinstance(value, Text) and _is_private(value, norms):
                yield str(value)


def _address(case: PackageCase) -> Iterator[str]:
    if not isinstance(case, DescribedCase):
        yield from map(str, case.dossier.form_set.checks.persons.forms_of_address)


def _steps(path: str) -> list[str]:
    return [_ORDINAL.sub("", step) for step in path.split(".") if step]


def _lies_in(steps: list[str], wanted: list[str]) -> bool:
    """Return whether the wanted steps stand in a row somewhere in a path."""
    return bool(wanted) and any(
        all(map(fnmatchcase, steps[start : start + len(wanted)], wanted))
        for start in range(len(steps) - len(wanted) + 1)
    )
