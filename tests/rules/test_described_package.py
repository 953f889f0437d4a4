"""Described forms under the names that rules ask a package by."""

from pathlib import Path

from jixiao.rules.described_package import DescribedPackage
from tests.support.described_year import derive_sample


def test_it_knows_its_year_its_forms_and_where_paths_are_printed(tmp_path: Path) -> None:
    package = DescribedPackage(derive_sample(tmp_path), {"项目表.总分": ("项目表",)})
    assert package.year == 2030
    assert [sheet.where for sheet in package.evaluation_forms] == ["项目表"]
    assert (package.printed_in("项目表.总分"), package.printed_in("项目表.别的")) == (("项目表",), ())
