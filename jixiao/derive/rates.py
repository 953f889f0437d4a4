"""Control rates: how budgets were kept, changed and compared with last year."""

from __future__ import annotations

from msgspec.structs import astuple

from jixiao.derive.dossier import Annex1Form, Projects
from jixiao.derive.outlay_lines import BasicOutlayLines, ControlRates, ProjectOutlaySummary
from jixiao.figures import total


def derive_control_rates(
    annex1: Annex1Form, basic: BasicOutlayLines, outlay: ProjectOutlaySummary, projects: Projects, places: int
) -> ControlRates:
    """Return the rates, to be printed with ``places`` decimals of a per cent; 不适用 where there is no base."""
    three_public, public = annex1.three_public, annex1.public_funds
    available = basic.full_year_income + outlay.full_year_income
    left = basic.balance + outlay.balance
    carried_over = total(form.funds.carried_over.full_year_budget for form in projects)
    initial = basic.initial.total + outlay.approved_initial
    rates = ControlRates(
        three_public_change=(three_public.final - three_public.prior_final) / three_public.prior_final,
        three_public_control=three_public.final / three_public.budget,
        public_funds_control=public.final / public.budget,
        procurement_execution=annex1.procurement.final / annex1.procurement.budget,
        budget_completion=(available - left) / available,
        budget_adjustment=(available - carried_over - initial) / initial,
    )
    return ControlRates(*(rate.shown_with(places) for rate in astuple(rates)))
