"""How a line changed against last year, as figures that know their operands."""

from __future__ import annotations

from msgspec.structs import replace

from jixiao.derive.dossier import BudgetLine
from jixiao.figures import Figure


def derive_change(line: BudgetLine) -> Figure:
    """Return this year's final accounts less last year's; 不适用 where last year is not known."""
    difference = line.final - line.prior_final
    return replace(difference, literal="不适用") if line.prior_final.blank else difference


def derive_change_rate(line: BudgetLine) -> Figure:
    """Return the change as a share of last year's final accounts; 不适用 where these are 0 or not known."""
    return derive_change(line) / line.prior_final
