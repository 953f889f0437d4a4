"""Where places of a paper contradict each other, the values under which most of it agrees are taken for the year's.

Import takes a value from the place that the form set names first, and what is printed otherwise elsewhere is printed as
filed. If one number was mistyped there, all that hangs on it differs: taking the other number instead makes the paper
differ in one place, and the finding is said of that place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from jixiao.derive.balance import derive_balance
from jixiao.figures import Figure
from jixiao.importing.amounts import number_of
from jixiao.importing.filed_package import Filing
from jixiao.importing.import_result import ImportResult
from jixiao.importing.print_comparison import PrintComparison
from jixiao.plain import format_plain

# Each trial reads and prints the year anew, 0.15 s.
_MOST_TRIALS = 8
# A value that a single place speaks for is a slip of that place.
_FEWEST_VOTES = 2

PlanReading = Callable[[Filing], ImportResult]


def settle_values(filing: Filing, plan: PlanReading) -> ImportResult:
    """Return the plan of a package with the entered values under which the fewest places say something else."""
    best = plan(filing)
    tried: set[tuple[str, Decimal]] = set()
    for _ in range(_MOST_TRIALS):
        votes = Counter(vote for one in best.overridden for vote in _votes(one))
        common = (vote for vote, count in votes.most_common() if count >= _FEWEST_VOTES)
        candidate = next((vote for vote in common if vote not in tried), None)
        if candidate is None:
            return best
        tried.add(candidate)
        path, amount = candidate
        before = filing.find_value(path)
        if before is None or before.unit not in (None, "万元"):
            continue
        filing.take_instead(path, replace(before, text=format_plain(amount)))
        other = plan(filing)
        if len(other.overridden) < len(best.overridden):
            best = other
        else:
            filing.take_instead(path, before)
    return best


def _votes(one: PrintComparison) -> Iterator[tuple[str, Decimal]]:
    """Yield which entered value would print what was filed, all else as it is: the value's path and its amount."""
    figure, filed = one.print.value, number_of(one.filed.value.text)
    if not isinstance(figure, Figure) or filed is None or figure.unknown:
        return
    for operand in derive_balance([figure], [], None).operands:
        if operand.weight == 1 and operand.amount:
            yield operand.path, operand.amount + filed - figure.amount
