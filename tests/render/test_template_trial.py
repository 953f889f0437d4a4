"""Faults of a template's structure that only filling in would bring out are findings of the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.build.stories import check_year
from jixiao.render.environment import marking_form_environment
from jixiao.render.template_trial import find_trial_faults
from tests.support.changed_docx import Change, changed, replaced
from tests.support.docx import form
from tests.support.made_unit import copy_made_unit

SHOWN = "templates/试验.docx"
STYLES, RELATIONS = "word/styles.xml", "word/_rels/document.xml.rels"


def codes(template: bytes) -> list[str]:
    return [one.code for one in find_trial_faults(template, SHOWN, marking_form_environment())]


def dropped(name: str) -> Change:
    def change(held: dict[str, bytes]) -> None:
        del held[name]

    return change


def emptied(name: str) -> Change:
    return lambda held: held.update({name: b""})


def test_a_sound_template_passes() -> None:
    assert codes(form("一段", cells=[["一格"]])) == []


@pytest.mark.parametrize(
    "change",
    [
        emptied(STYLES),
        emptied("word/settings.xml"),
        dropped("[Content_Types].xml"),
        replaced("<w:body>.*</w:body>", ""),
        replaced("<w:p>", '<w:p><w:r><w:commentReference w:id="9"/></w:r>'),
    ],
    ids=["empty styles", "empty settings", "no types", "no body", "a comment that is not there"],
)
def test_one_that_no_document_can_be_made_of_is_a_finding(change: Change) -> None:
    assert codes(changed(form("一段"), change)) == ["T008"]


def test_the_check_names_the_template(tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    [template] = workspace.templates.glob("yueyang-2023/annex5.docx")
    template.write_bytes(changed(template.read_bytes(), dropped("word/theme/theme1.xml")))
    found = check_year(workspace, 2023).findings
    assert {(one.code, one.place.file.rpartition("/")[2]) for one in found if one.code[0] == "T"} == {
        ("T008", "annex5.docx")
    }
