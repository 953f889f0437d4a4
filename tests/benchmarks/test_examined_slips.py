"""What a paper and its data have in common is counted by code and subject, projects by their names."""

from benchmarks.examined_slips import keys_of
from jixiao.findings import Finding, Place, Severity


def finding(code: str, subject: str, severity: Severity = Severity.ERROR, *, advice: bool = False) -> Finding:
    return Finding(code, Place("data/2024/a.yaml"), "甲", "乙", "丙", severity, subject=subject, advice=advice)


def test_projects_go_by_their_names_and_hints_advice_and_data_files_are_left_out() -> None:
    found = [
        finding("T201", "各项目.p2.资金.执行率"),
        finding("P502", "报告 六", advice=True),
        finding("W701", "报告 六", Severity.HINT),
        finding("T204", "核对数"),
    ]
    assert keys_of(found, {"p2": "乙项目"}) == {("T201", "各项目.乙项目.资金.执行率")}
