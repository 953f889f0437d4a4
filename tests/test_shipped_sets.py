"""The described form sets that are shipped: their templates are clean, their made years too, and each has its page."""

from pathlib import Path

import pytest

from jixiao.findings import Finding
from jixiao.forms.load_sets import list_described_sets, load_described_sets
from jixiao.model.form_description import FormDescription
from jixiao.paths import Workspace
from jixiao.render.form_words import judge_form_words
from jixiao.render.scan import scan_template
from jixiao.render.unfed import find_unfed_cells
from jixiao.rules.described_checks import check_described
from jixiao.rules.described_package import DescribedPackage
from tests.support.filled_forms import made_dossier
from tests.support.project import ROOT

WORKSPACE = Workspace(ROOT)
SETS = list_described_sets(WORKSPACE)


@pytest.mark.parametrize("name", SETS)
def test_templates_are_made_well_and_bring_nothing_along(name: str) -> None:
    described = load_described_sets(WORKSPACE, [name])[name].described
    assert described is not None
    found = [one for form in described.description.forms for one in template_findings(name, form)]
    assert [str(one) for one in found] == []


def template_findings(name: str, form: FormDescription) -> list[Finding]:
    path = WORKSPACE.form_set(name) / form.template
    shown = WORKSPACE.shown(path)
    scan = scan_template(path.read_bytes(), shown)
    unfilled = tuple(form.unfilled_cells)
    return [*scan.faults, *judge_form_words(scan.words, shown), *find_unfed_cells(scan.cells, shown, unfilled)]


@pytest.mark.parametrize("name", SETS)
def test_a_set_has_a_made_year_with_nothing_to_object_to(name: str) -> None:
    dossier = made_dossier(name)
    assert [str(one) for one in check_described(DescribedPackage(dossier, {}))] == []


@pytest.mark.parametrize("name", SETS)
def test_a_set_has_its_page(name: str) -> None:
    page: Path = ROOT / "docs" / "forms" / f"{name}.md"
    assert page.is_file(), f"docs/forms/{name}.md: whose form it is, and what the unit fills in"
    assert f"forms/{name}.md" in (ROOT / "docs" / "form-sets.md").read_text(encoding="utf-8")
