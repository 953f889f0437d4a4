"""What a package has to say is known without a document: cell by cell, with the line of each paragraph."""

from __future__ import annotations

from jixiao.readback.planned_passages import PlannedPassages, PlannedText
from jixiao.readback.story_text import parse_passages, story_text
from jixiao.render.passages import NOWHERE
from tests.readback.finished import expected
from tests.support.returned import made_case


def test_what_a_plan_says_as_one_text_is_what_its_passages_say() -> None:
    for plan in (expected().whole, *expected().parts.values()):
        assert [one.says for one in parse_passages(plan.text)] == [one.says for one in plan.passages]


def test_every_value_printed_on_a_page_is_planned() -> None:
    planned = {name for one in expected().whole.passages for name in one.values}
    assert planned == {one.mark for one in made_case().inspection.prints if story_text(one.printed)} | planned
    assert planned <= expected().prints.keys()


def test_a_paragraph_of_the_report_stands_at_its_line_and_a_cell_at_its_template() -> None:
    report = [one for one in expected().whole.passages if one.spoken.startswith("报告 ")]
    assert report
    assert all(one.place.file.endswith(".md") for one in report)
    assert {one.place.file for one in expected().parts["附件1"].passages} == {"templates/yueyang-2023/annex1.docx"}


def test_empty_cells_are_not_planned() -> None:
    cells = (PlannedText(text, "附件1", "", NOWHERE) for text in ("", "甲"))
    assert PlannedPassages(tuple(cells)).text == "甲"
