"""K116: rows of lists without scores, as of county forms: what is missed loses no points and is to be explained."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings import Finding, Severity
from jixiao.rules.described_package import DescribedPackage
from jixiao.rules.earning import JudgedRow, list_judged_rows
from jixiao.targets import Missed


def find_unexplained_misses(package: DescribedPackage) -> Iterator[Finding]:
    """Yield rows whose target is missed and whose cell for reasons is blank, where no score would tell."""
    for judged in list_judged_rows(package):
        row = judged.row
        is_scored = row.score.amount is not None or row.score.unknown or row.points.amount is not None
        if is_scored or not row.deviation.path or row.deviation.unknown or row.deviation.is_reason:
            continue
        if isinstance(judged.outcome, Missed) and not judged.sheet.midyear:
            yield _finding(package, judged)


def _finding(package: DescribedPackage, judged: JudgedRow) -> Finding:
    row = judged.row
    return Finding(
        "K116",
        place=row.actual.place,
        found=f"{row.spoken}：{judged.words}，没有达到，没有写原因",
        expected="没有完成的写明原因；填错的改正",
        remedy="核对指标值和完成值；确实没有完成的，补上原因。",
        severity=Severity.WARNING,
        subject=row.path,
        seen=judged.cells,
        printed=package.printed_in(row.actual.path) or (row.where,),
        waivable=True,
    )
