"""Waivers hold by code, subject and the values seen: where those stand on paper is no matter."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from docx.document import Document
from msgspec.structs import replace

from jixiao.build.stories import check_year
from jixiao.findings import Finding, Place
from jixiao.model.waivers import Waiver, Waivers
from jixiao.paths import Workspace
from jixiao.reporting.annotations import format_gitlab
from jixiao.reporting.sarif import format_sarif
from jixiao.reporting.waiver_skeleton import format_waivers_skeleton
from jixiao.rules.catalogue import all_rules
from jixiao.rules.waiving import apply_waivers, covers
from jixiao.source.nodes import parse_yaml
from jixiao.submission.validate import validate
from tests.reporting.test_waiver_skeleton import filled
from tests.support.docx import edit_document
from tests.support.project import ROOT, copy_project, edit

YEAR = 2023
TODAY = date(2024, 7, 1)
FOUND = Finding(
    "T201",
    Place("data/2023/annex1.yaml", 12, 7),
    "“公用经费”各处不一致：附件1 第19行第3格印作 52.4；报告 二（一）第3段印作 62.25",
    "各处印同一个数",
    "核对。",
    subject="公用经费",
    seen=("52.4", "62.25"),
    waivable=True,
)


def waiver(seen: str, *, subject: str = "公用经费", until: str = "2033-12-31") -> Waiver:
    source = parse_yaml(
        f"豁免:\n  - 规则: T201\n    对象: {subject}\n    所见: {seen}\n    理由: 原件如此\n    责任人: 甲\n"
        f"    有效期至: {until}\n",
        "waivers.yaml",
        "",
    )
    record = validate(source, Waivers)
    assert record, source.findings
    assert source.findings == []
    return record.waivers[0]


def add_fixed_words(document: Document) -> None:
    """Put a row of fixed words on top of every table, and a paragraph of them on top of the form."""
    for table in document.tables:
        # A copy of a row is in no width or border unlike the others.
        row = copy.deepcopy(table.rows[0]._tr)
        table._tbl.insert(list(table._tbl).index(table.rows[0]._tr), row)
        for text in row.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
            text.text = "填表说明"
    document.paragraphs[0].insert_paragraph_before("填表说明")


def shift_forms(workspace: Workspace) -> None:
    for path in sorted(workspace.templates.glob("*/*.docx")):
        if path.name != "report.docx":
            edit_document(path, add_fixed_words)


def shift_report(workspace: Workspace) -> None:
    for path in sorted(workspace.year(YEAR).glob("report/*.md")):
        if path.read_text("utf-8").strip():
            path.write_text("本部分情况如下。\n\n" + path.read_text("utf-8"), "utf-8")


def shift_lines(workspace: Workspace) -> None:
    for path in sorted(workspace.year(YEAR).rglob("*.yaml")):
        path.write_text("# 一行说明\n" * 3 + path.read_text("utf-8"), "utf-8")


SHIFTS: dict[str, Callable[[Workspace], None]] = {"forms": shift_forms, "report": shift_report, "lines": shift_lines}


def of_rules(workspace: Workspace) -> list[Finding]:
    return [one for one in check_year(workspace, YEAR).findings if one.waivable]


@cache
def as_it_is() -> list[Finding]:
    return of_rules(Workspace(ROOT))


def identities(findings: list[Finding]) -> list[tuple[object, ...]]:
    return sorted((one.code, one.subject, one.seen, one.waived) for one in findings)


@pytest.mark.parametrize("shift", SHIFTS.values(), ids=SHIFTS)
def test_what_moves_on_paper_stays_waived_and_keeps_its_fingerprints(
    shift: Callable[[Workspace], None], tmp_path: Path
) -> None:
    """The year's own waivers.yaml quotes sentences with their positions, as all did before values were seen."""
    workspace = copy_project(tmp_path)
    shift(workspace)
    after = of_rules(workspace)
    assert {one.printed for one in after} | {(one.place.line,) for one in after} != {
        one.printed for one in as_it_is()
    } | {(one.place.line,) for one in as_it_is()}, "nothing moved: the test proves nothing"
    assert identities(after) == identities(as_it_is())
    assert in_sarif(after) == in_sarif(as_it_is())
    assert in_gitlab(after) == in_gitlab(as_it_is())


def in_sarif(findings: list[Finding]) -> set[str]:
    results = json.loads(format_sarif(findings, all_rules()))["runs"][0]["results"]
    return {one["partialFingerprints"]["jixiao/v1"] for one in results}


def in_gitlab(findings: list[Finding]) -> set[str]:
    return {one["fingerprint"] for one in json.loads(format_gitlab(findings))}


def test_the_skeleton_waives_by_values_whatever_moves(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    waivers = workspace.year(YEAR) / "waivers.yaml"
    waivers.write_text(
        filled(format_waivers_skeleton([replace(one, waived="") for one in as_it_is()], everything=True))
    )
    assert "第3格" not in re.sub("#.*", "", waivers.read_text("utf-8"))
    for shift in SHIFTS.values():
        shift(workspace)
    assert [one for one in check_year(workspace, YEAR).findings if one.waivable and not one.waived] == []


def test_another_value_is_another_matter(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    before = of_rules(workspace)
    # A value as filed, on which nothing else rests.
    tied = next(one for one in before if one.code == "S304" and one.place.file.endswith("overrides.yaml"))
    path, line = workspace.root / tied.place.file, tied.place.line
    number = re.search(r"[0-9]+\.[0-9]+|[0-9]+$", path.read_text("utf-8").split("\n")[line - 1])
    assert number
    lines = path.read_text("utf-8").split("\n")
    lines[line - 1] = lines[line - 1].replace(number[0], f"{float(number[0]) + 1:.2f}")
    path.write_text("\n".join(lines), "utf-8")
    found = check_year(workspace, YEAR).findings
    again = next(one for one in found if (one.code, one.subject) == (tied.code, tied.subject))
    assert not again.waived
    assert any(one.code == "X901" and tied.subject in one.subject for one in found)


# one waiver


@pytest.mark.parametrize(
    "seen",
    [
        "[52.4, 62.25]",
        "[52.40, '62.250']",
        "各处不一致",
        "附件1 第19行第3格印作 52.4；报告 二（一）第3段印作 62.25",
        "附件1 第25行第4格印作 52.4；报告 二（一）第12段印作 62.25",
        "附件1 第25行第4格印作 52.4；报告 二（三）2.第1段印作 62.25",
        "附件1印作 52.4；报告 二印作 62.25",
        "第19行",
    ],
)
def test_values_and_sentences_are_met_wherever_they_stand(seen: str) -> None:
    assert covers(waiver(seen), FOUND)


@pytest.mark.parametrize(
    "seen",
    ["[52.4]", "[62.25, 52.4]", "[52.4, 62.25, 1]", "[]", "附件1 第19行第3格印作 52.5", "附件2 第19行第3格印作 52.4"],
)
def test_other_values_are_not_met(seen: str) -> None:
    assert not covers(waiver(seen), FOUND)


@pytest.mark.parametrize(
    "place", ["报告 六 第2段 人数", "报告 六（一）第12段 人数", "报告 六（一）2.标题 人数", "报告 六 人数"]
)
def test_a_subject_with_a_paragraph_is_met_without_it(place: str) -> None:
    assert covers(waiver("[52.4, 62.25]", subject=place), replace(FOUND, subject="报告 六 人数"))
    assert not covers(waiver("[52.4, 62.25]", subject=place), replace(FOUND, subject="报告 七 人数"))


def test_what_only_mending_helps_is_not_waived() -> None:
    assert not covers(waiver("[52.4, 62.25]"), replace(FOUND, waivable=False))


def test_a_waiver_without_match_says_what_there_is_now_and_bears_a_subject() -> None:
    [found, stale] = apply_waivers([FOUND], [waiver("[52.4, 64.4]")], TODAY)
    assert found.waived == ""
    assert (stale.code, stale.subject, stale.seen) == ("X901", "豁免 T201：公用经费", ("52.4", "64.4"))
    assert FOUND.found in stale.expected


def test_an_expired_waiver_waives_nothing_and_bears_a_subject() -> None:
    [found, expired] = apply_waivers([FOUND], [waiver("各处不一致", until="2024-06-30")], TODAY)
    assert found.waived == ""
    assert (expired.code, expired.subject, expired.seen) == ("X902", "豁免 T201：公用经费", ("各处不一致",))


def test_values_of_a_waiver_are_texts(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    path = workspace.year(YEAR) / "waivers.yaml"
    first = next(line for line in path.read_text("utf-8").split("\n") if line.startswith("    所见"))
    edit(path, f"{first}\n", "    所见: [甲, [乙]]\n")
    found = [one for one in check_year(workspace, YEAR).findings if one.place.file.endswith("waivers.yaml")]
    assert [one.code for one in found] == ["M003"]


def test_one_more_place_that_prints_the_same_value_lets_no_waiver_lapse() -> None:
    told = "“公用经费”各处不一致：报告 一第2段、报告 二（一）第3段印作 62.25；附件1 第19行第3格印作 52.4"
    assert covers(waiver(FOUND.found), replace(FOUND, found=told))
    assert covers(waiver("[52.40, 62.25]"), replace(FOUND, found=told))
    assert not covers(waiver(FOUND.found), replace(FOUND, found=told.replace("52.4", "52.5")))
    assert not covers(waiver(FOUND.found), replace(FOUND, found=f"{told}；报告 七第1段印作 62"))


def test_a_number_of_the_forms_may_stand_in_an_earlier_place_too() -> None:
    then = "报告 六 第4段写“退休人员12人”，退休人员为 9人（报告 二（一）第1段）"
    now = replace(FOUND, found=then.replace("二（一）第1段", "一第2段"))
    assert covers(waiver(then), now)
    assert not covers(waiver(then), replace(now, found=now.found.replace("9人", "8人")))
