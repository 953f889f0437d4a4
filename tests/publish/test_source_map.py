"""The source map: from every mark in a package to the line of data it comes from."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from typing import Any

from lxml import etree

from jixiao.build.steps import Judged
from jixiao.docx.custom_xml import custom_xml
from jixiao.docx.package import read_package, relationships
from jixiao.paths import Workspace
from jixiao.publish.source_map import NAMESPACE, SOURCE_MAP, git_digest
from tests.support.docx import body
from tests.support.marks import spans
from tests.support.opened import judged
from tests.support.package import built_package
from tests.support.project import ROOT

S = f"{{{NAMESPACE}}}"


@cache
def case() -> Judged:
    return judged(Workspace(ROOT))


@cache
def stored() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((built_package().folder / SOURCE_MAP).read_text("utf-8"))
    return content


def inside(docx: bytes) -> etree._Element:
    content = custom_xml(read_package(docx), NAMESPACE)
    assert content is not None
    return etree.fromstring(content)


def lines_of(entry: dict[str, Any]) -> str:
    lines = (ROOT / str(entry["file"])).read_text("utf-8").split("\n")
    return lines[int(entry["line"]) - 1]


def test_every_mark_in_the_package_is_in_the_map_and_no_other() -> None:
    marks = spans(body(built_package().whole))
    assert set(marks) == set(stored()["marks"]) | set(stored()["paragraphs"])


def test_the_map_says_what_each_mark_surrounds() -> None:
    marks = spans(body(built_package().whole))
    for name, entry in stored()["marks"].items():
        assert marks[name].split() == entry["printed"].split()


def test_a_typed_value_leads_to_its_line() -> None:
    [entry] = [
        one
        for one in stored()["marks"].values()
        if (one["where"], one["path"]) == ("附件1", "附件1.财政供养人员.编制数")
    ]
    assert (entry["where"], entry["row"], entry["cell"], entry["printed"]) == ("附件1", 2, 2, "21")
    assert lines_of(entry)[entry["column"] - 1 :].strip() == "21"


def test_a_computed_value_leads_through_its_formula_down_to_lines() -> None:
    figures = stored()["figures"]
    pending, leaves = ["附件1.财政供养人员.控制率"], []
    assert figures[pending[0]]["formula"]
    while pending:
        figure = figures[pending.pop()]
        pending += figure.get("operands", [])
        leaves += [figure] if "file" in figure else []
    assert {one["value"] for one in leaves} == {"21"}
    assert all("21" in lines_of(one) for one in leaves)


def test_every_operand_of_every_formula_is_in_the_map() -> None:
    figures = stored()["figures"]
    assert {operand for figure in figures.values() for operand in figure.get("operands", [])} <= set(figures)


def test_a_value_printed_as_filed_says_what_was_computed_and_why() -> None:
    overridden = [one for one in stored()["marks"].values() if "override" in one]
    assert len(overridden) == len(case().overridden) > 0
    assert all(one["override"]["file"].endswith("overrides.yaml") for one in overridden)
    assert all(one["override"]["reason"] for one in overridden)


def test_a_paragraph_of_the_report_leads_to_its_line_of_markdown() -> None:
    marks = spans(body(built_package().part("报告")))
    for name, entry in stored()["paragraphs"].items():
        line = lines_of(entry)
        if "{" not in line and "|" not in line:
            assert marks[name].endswith(line.strip().lstrip("#").strip())


def test_the_same_map_lies_in_the_document_without_the_revision() -> None:
    root = inside(built_package().whole)
    assert [one.get("name") for one in root.iter(f"{S}mark")] == list(stored()["marks"])
    assert {one.get("name") for one in root.iter(f"{S}figure")} == set(stored()["figures"])
    assert stored()["revision"] == ""  # the copy under test lies in no repository
    assert "revision" not in root.attrib


def test_a_part_holds_the_map_of_its_own_marks() -> None:
    part = built_package().part("附件1")
    root = inside(part)
    assert {one.get("name") for one in root.iter(f"{S}mark")} == set(spans(body(part)))
    named = {one.get("name") for one in root.iter(f"{S}figure")}
    assert {one.get("name") for one in root.iter(f"{S}operand")} <= named < set(stored()["figures"])


def test_the_map_is_bound_to_the_document_as_word_wants_it() -> None:
    held = read_package(built_package().whole)
    [line] = [one for one in relationships(held, "word/document.xml") if one.kind == "customXml"]
    [stated] = relationships(held, line.target)
    assert stated.kind == "customXmlProps"
    assert NAMESPACE.encode() in held[stated.target]
    assert b'PartName="/customXml/itemProps1.xml"' in held["[Content_Types].xml"]


def test_files_are_named_with_the_digest_git_gives_them() -> None:
    path = "data/2023/annex1.yaml"
    said = subprocess.run(["git", "hash-object", path], cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S607
    assert stored()["files"][path] == said.stdout.strip()
    assert git_digest(b"a\r\nb\n") == git_digest(b"a\nb\n")


def test_nothing_in_the_map_speaks_of_the_machine() -> None:
    assert str(built_package().workspace.root) not in json.dumps(stored(), ensure_ascii=False)
    assert not any(name.startswith("/") for name in stored()["files"])


def test_the_map_is_not_handed_in() -> None:
    assert SOURCE_MAP not in built_package().outcome.files


def test_texts_survive_the_way_into_xml() -> None:
    printed = {one.get("name"): one.get("printed") for one in inside(built_package().whole).iter(f"{S}mark")}
    assert printed == {name: entry["printed"] for name, entry in stored()["marks"].items()}
