"""One side of a comparison: all that was read, derived, printed and rendered of one year in one version."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier
from jixiao.findings import Finding
from jixiao.model.entered_year import Submission
from jixiao.model.final_accounts import FinalAccounts
from jixiao.render.passages import PrintedPassage
from jixiao.render.printing import Print
from jixiao.review.facts import Facts, facts_of, prior_facts, with_moved
from jixiao.review.review_types import SideName
from jixiao.submission.succession import succession_of


class Side(Struct, frozen=True):
    """A whole year as it was read.

    ``digests`` are those of its rendered parts by label, empty where parts cannot be compared; ``templates`` are the
    form set's DOCX files by name. ``judged`` says that the rules were asked, which errors in the data prevent.
    """

    name: SideName
    submission: Submission
    dossier: Dossier
    prints: tuple[Print, ...] = ()
    paragraphs: tuple[PrintedPassage, ...] = ()
    findings: tuple[Finding, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, bytes] = field(default_factory=dict)
    judged: bool = True

    @property
    def facts(self) -> Facts:
        """Everything the year states."""
        return facts_of(self.dossier)


class AccountsSide(Struct, frozen=True):
    """A year of which only the final accounts are kept."""

    name: SideName
    accounts: FinalAccounts

    def facts_beside(self, whole: Submission) -> Facts:
        """Return its facts laid out as the whole year beside it lays out its own."""
        after = replace(whole, year=self.name.year + 1, prior=self.accounts)
        projects = {str(accounts.identifier): (0, str(accounts.name)) for accounts in self.accounts.project_outlay}
        facts = with_moved(prior_facts(facts_of(derive(after))), succession_of(after))
        return replace(facts, projects=projects)


def facts_of_both(old: Side | AccountsSide, new: Side | AccountsSide) -> tuple[Facts, Facts]:
    """Return the facts of both sides; one of them at least must be whole, else ValueError."""
    if isinstance(old, Side):
        return old.facts, new.facts if isinstance(new, Side) else new.facts_beside(old.submission)
    if isinstance(new, Side):
        return old.facts_beside(new.submission), new.facts
    raise ValueError("neither side is whole")
