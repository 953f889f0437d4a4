"""What reading a year gave, and how much of it can be used in spite of findings."""

from __future__ import annotations

from msgspec import Struct, field

from jixiao.accounts.ledger import Ledger
from jixiao.findings import NOT_FILLED_IN, Finding, is_open_place
from jixiao.model.entered_year import Submission
from jixiao.source.decoding import SourceText

# Faults that reading goes past: what is meant is known.
READ_PAST = {"L004", "L005", "L006", "L017", "L018", "L021", "L022"}
_OF_ONE_VALUE = {
    *("L020", "M004", "M005", "M006", "M007", "M008", "M009", "M011", "M012", "M014", "M015", "M017", "M019"),
    *("M002", "M003", "M010", "M020", NOT_FILLED_IN, "M025", "M026"),
    *("N001", "N002", "N003", "N004", "N005", "N006", "N007", "N008", "N009"),
}


class YearReading(Struct):
    """What reading a year gave: all findings in order, the files read, and the submission.

    What is still to be filled in (待填) is unknown in it and a finding of its own. ``repaired`` has 〔待改〕 in place
    of flawed values too, and is None where not even that can be had. ``ledger`` are the year's workbooks.
    """

    repaired: Submission | None = None
    findings: list[Finding] = field(default_factory=list)
    sources: list[SourceText] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def submission(self) -> Submission | None:
        """The submission, None if the year has errors."""
        return self.repaired if all(map(is_open_place, self.findings)) else None

    @property
    def names_stay(self) -> bool:
        """Whether all that report and overrides may name is there, be its value known or not.

        Any fault but those of one value may have taken names away with it.
        """
        of_one = all(one.code in READ_PAST | _OF_ONE_VALUE for one in self.findings)
        return of_one and not any(source.lost_keys for source in self.sources)
