"""sources.yaml: the workbooks of the accounts that figures of a year are drawn from, each with its digest."""

from __future__ import annotations

from jixiao.model.base import Record
from jixiao.model.form_roles import MoneyUnit
from jixiao.model.scalars import FileName, Name, OptionalName, OptionalWhole


class AccountSource(Record):
    """One workbook in ``sources/``: what references call it, its file, the SHA-256 it was accepted with.

    ``year`` is the year its forms are of where it is not the data's own; ``unit_name`` is what they call the unit where
    that is not its name; ``money_unit`` is what amounts are in where a sheet does not say.
    """

    name: Name
    source_file: FileName
    source_digest: OptionalName = None
    year: OptionalWhole = None
    unit_name: OptionalName = None
    money_unit: MoneyUnit | None = None


class Sources(Record):
    """All workbooks of a year."""

    sources: list[AccountSource]
