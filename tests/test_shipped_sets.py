"""The described form sets that are shipped: their templates are clean, and each has its page."""

from pathlib import Path

import pytest

from jixiao.render.form_words import judge_form_words
from jixiao.render.scan import scan_template
from tests.support.project import ROOT

SETS = sorted(path.parent for path in (ROOT / "templates").glob("*/description.yaml"))
TEMPLATES = [template for folder in SETS for template in sorted(folder.glob("*.docx"))]


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("template", TEMPLATES, ids=shown)
def test_a_template_is_made_well_and_brings_nothing_along(template: Path) -> None:
    scan = scan_template(template.read_bytes(), shown(template))
    findings = [*scan.faults, *judge_form_words(scan.words, shown(template))]
    assert [str(one) for one in findings] == []


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_a_set_has_its_page(folder: Path) -> None:
    page = ROOT / "docs" / "forms" / f"{folder.name}.md"
    assert page.is_file(), f"docs/forms/{folder.name}.md: whose form it is, and what the unit fills in"
    assert f"forms/{folder.name}.md" in (ROOT / "docs" / "form-sets.md").read_text(encoding="utf-8")
