"""Paths of a year with further fields among them."""

from pathlib import Path

import pytest

from jixiao.derive.further_paths import FurtherPaths, find_paths, normal_path
from jixiao.glossary import term
from jixiao.submission.year_models import read_further
from tests.support.dossiers import dossier_of
from tests.support.further import wider_project


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> FurtherPaths:
    workspace = wider_project(Path(tmp_path_factory.mktemp("wider")))
    reading, dossier = read_further(workspace, "yueyang-2023"), dossier_of(workspace)
    assert reading is not None
    assert reading.fields is not None
    return find_paths(reading.fields, {name: getattr(dossier, name) for name in ("projects", "annex1")})


def test_a_star_stands_for_every_line_there_is(paths: FurtherPaths) -> None:
    lines = [path.split(".")[2] for path in paths.fields if path.startswith("附件1.项目支出.") and path.count(".") == 3]
    assert lines == ["业务工作经费", "operation", "运行维护经费", "upkeep", "市级专项资金", "service"]


def test_paths_are_known_without_the_punctuation_of_terms(paths: FurtherPaths) -> None:
    written = "附件1.公用经费.水费电费差旅费.决算"
    assert paths.matching(written) == [f"附件1.{term('public_funds')}.{term('utilities_travel')}.决算"]
    assert normal_path(paths.matching(written)[0]) == written
    assert len(paths.matching("各项目.*.资金.年度资金总额.执行率")) == 0
    assert len(paths.matching("各项目.*.资金.年度资金总额.全年执行数")) == 3


def test_the_nearest_path_is_proposed(paths: FurtherPaths) -> None:
    assert paths.nearest("附件1.公用经费.劳务费.决祘") == "附件1.公用经费.劳务费.决算"
