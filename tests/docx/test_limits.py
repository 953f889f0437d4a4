"""What would exhaust the machine is refused before it is parsed or while it is read."""

from __future__ import annotations

import tracemalloc

import pytest

from jixiao.docx import limits
from jixiao.docx.block_reader import read_paper
from jixiao.docx.limits import Thing
from jixiao.docx.package import BadPackage
from tests.support.wml import cell, document, paragraph, row, run, table

BODY = paragraph(run("正文"))


def refused(data: bytes, message: str) -> None:
    with pytest.raises(BadPackage, match=message):
        read_paper(data)


def test_a_part_with_too_many_elements_is_refused_before_it_is_parsed() -> None:
    elements = document("<w:p/>" * 700_000, members={"word/noise.bin": bytes(range(256))})
    assert len(elements) < 100_000
    tracemalloc.start()
    refused(elements, "压缩炸弹|过于庞杂")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 1024 * 1024


def test_parts_are_measured_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SIGNS", 60)
    refused(document(BODY, header=BODY, footer=BODY * 10), "过于庞杂")
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    refused(document(BODY), "超过上限")


@pytest.mark.parametrize("thing", list(Thing))
def test_each_kind_of_thing_has_a_limit(thing: Thing) -> None:
    budget = limits.Budget()
    name, most = thing.value
    budget.spend(thing, most)
    with pytest.raises(BadPackage, match=name):
        budget.spend(thing)


def test_a_giant_table_stops_at_the_limit() -> None:
    rows = Thing.ROWS.value[1] + 1
    refused(document(table("<w:tr><w:tc><w:p/></w:tc></w:tr>" * rows)), "表格行超过上限|压缩炸弹")


def test_tables_in_tables_have_a_limit() -> None:
    nested = cell("底")
    for _ in range(limits.MAX_DEPTH + 1):
        nested = f"<w:tc>{table(row(nested))}</w:tc>"
    refused(document(table(row(nested))), "嵌套超过")


def test_bookmarks_that_never_end_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = "".join(f'<w:bookmarkStart w:id="{n}" w:name="m{n}"/>' for n in range(650))
    refused(document(paragraph(marks) + paragraph("") * 650), "书签和批注超过上限")
