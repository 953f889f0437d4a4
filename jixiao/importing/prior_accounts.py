"""Last year's final accounts, as this year's Annex 1 states them in its first column."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.glossary import term
from jixiao.importing.field_values import Leaf, Tree, leaf, tree_of
from jixiao.importing.filed_package import Filing, path_of
from jixiao.importing.indicator_tables import leaves_of
from jixiao.importing.table_reader import SeenValue
from jixiao.model.final_accounts import ProjectAccounts, PublicFundsAccounts, ThreePublicAccounts
from jixiao.model.scalars import OPEN


def prior_accounts(filing: Filing, year: int) -> Tree | None:
    """Return the final accounts of ``year``, the year before the package's; None where it states none."""

    def column(group: str, path: str) -> SeenValue | None:
        inner = [] if path == term("total") else [path]
        return filing.find(".".join([path_of("annex1", group), *inner, term("prior_final")]))

    three = tree_of(ThreePublicAccounts, lambda path: column("three_public", path))
    public = tree_of(PublicFundsAccounts, lambda path: column("public_funds", path))
    if not any(one.seen and one.seen.text.strip() for one in leaves_of([three, public])):
        return None
    return {
        term("year"): Leaf(str(year)),
        term("three_public"): three,
        term("project_outlay"): list(_projects(filing)),
        term("public_funds"): public,
    }


def _projects(filing: Filing) -> Iterator[Tree]:
    for one in (one for one in filing.lines if not one.is_class and term("prior_final") in one.values):
        amount = leaf(ProjectAccounts.model_fields["final"], one.values[term("prior_final")])
        # A project that is new this year had no accounts then.
        if amount.text not in ("0", OPEN):
            tree: Tree = {term("identifier"): Leaf(one.identifier), term("name"): Leaf(one.name)}
            # By it Annex 1 finds the line of a project that is no more; the others have it in their own file.
            if one.ended and one.outlay_class:
                tree[term("outlay_class")] = Leaf(one.outlay_class, one.values.get(term("name")))
            yield tree | {term("final"): amount}
