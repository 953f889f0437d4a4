"""Every figure under a name of its own."""

from pathlib import Path

import pytest

from jixiao.derive.dossier import Dossier
from jixiao.figures import Figure
from jixiao.paths import Workspace
from tests.support.dossiers import dossier_of
from tests.support.figures import figures_in
from tests.support.project import ROOT, copy_project


@pytest.fixture(scope="module")
def real() -> Dossier:
    return dossier_of(Workspace(ROOT))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_project(tmp_path)


def test_no_two_different_figures_have_one_path(real: Dossier) -> None:
    seen: dict[str, Figure] = {}
    for figure in figures_in(real):
        assert figure.path, figure
        known = seen.setdefault(figure.path, figure)
        assert (known.amount, known.literal, known.source.path) == (figure.amount, figure.literal, figure.source.path)
    assert len(seen) > 300


def test_paths_are_made_of_the_terms_of_the_forms(real: Dossier) -> None:
    for figure in figures_in((real.annex1, real.annex2, real.projects, real.basic_outlay)):
        assert figure.path.startswith(("附件1.", "附件2.", "各项目.", "基本支出.", "表单."))
        assert not any(step == "" for step in figure.path.split("."))
