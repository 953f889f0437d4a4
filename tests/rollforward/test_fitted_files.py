"""A file fitted to a model: what it lacks is asked for at its place, what has no place goes, all else stays."""

from pathlib import Path

import pytest

from jixiao.model.base import Record
from jixiao.paths import Workspace
from jixiao.rollforward.fitted_files import fit_file
from jixiao.submission.year_models import model_finder_of_set
from tests.support.cases import BASE

TEXT = (BASE / "data/2023/annex1.yaml").read_text("utf-8")


@pytest.fixture
def model(tmp_path: Path) -> type[Record]:
    """Return the model of Annex 1 on a set that asks for a column, a line and a value more."""
    (tmp_path / "templates/some-set").mkdir(parents=True)
    fields = ("附件1.三公经费.*.调整数", "附件1.公用经费.劳务费.决算", "附件1.备用数")
    text = "各项:\n" + "".join(f"  {one}: 金额\n" for one in fields)
    (tmp_path / "templates/some-set/further.yaml").write_text(text, "utf-8")
    return model_finder_of_set(Workspace(tmp_path), "some-set")("annex1.yaml")


def test_what_is_lacking_is_asked_for_where_it_belongs(model: type[Record]) -> None:
    fitted = fit_file(TEXT, model)
    assert "    决算: 1.35\n    调整数: 待填\n\n公用经费:" in fitted.text
    assert "    决算: 4.2\n  劳务费: 待填\n\n政府采购金额:" in fitted.text
    assert fitted.text.rstrip().endswith("\n备用数: 待填")
    assert fitted.fresh[-1] == "公用经费.劳务费"
    assert set(TEXT.split("\n")) <= set(fitted.text.split("\n"))


def test_what_has_no_place_goes(model: type[Record]) -> None:
    from jixiao.model.annex1 import Annex1

    fitted = fit_file(fit_file(TEXT, model).text, Annex1)
    assert fitted.text.rstrip() == TEXT.rstrip()
    assert fitted.unplaced[0] == "备用数"


def test_what_fits_is_returned_as_it_is(model: type[Record]) -> None:
    text = fit_file(TEXT, model).text
    assert fit_file(text, model).text == text


def test_a_line_in_braces_stays_one(model: type[Record]) -> None:
    text = TEXT.replace("  公务接待:\n    预算: 2\n    决算: 1.35\n", "  公务接待: {预算: 2, 决算: 1.35}\n")
    assert "  公务接待: {预算: 2, 决算: 1.35, 调整数: 待填}\n" in fit_file(text, model).text
