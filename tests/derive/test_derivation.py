"""From what was entered in 2023 to everything the package prints."""

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier, ProjectForm
from jixiao.figures import Figure, Formula
from jixiao.findings import Place
from jixiao.model.entered_year import Submission
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from tests.support.dossiers import at, dossier_of
from tests.support.project import ROOT, copy_project


@pytest.fixture(scope="module")
def real() -> Dossier:
    return dossier_of(Workspace(ROOT))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_project(tmp_path)


def project_of(dossier: Dossier, identifier: str) -> ProjectForm:
    return dossier.projects.by_identifier()[identifier]


@pytest.mark.parametrize(
    ("path", "amount"),
    [
        ("附件1.三公经费.上年决算", "2.68"),
        ("附件1.三公经费.预算", "5"),
        ("附件1.三公经费.决算", "1.92"),
        ("附件1.三公经费.公务用车.上年决算", "1.66"),
        ("附件1.三公经费.公务用车.预算", "3"),
        ("附件1.三公经费.公务用车.决算", "0.56"),
        ("附件1.项目支出.上年决算", "122.95"),
        ("附件1.项目支出.预算", "654.95"),
        ("附件1.项目支出.决算", "588.56"),
        ("附件1.项目支出.市级专项资金.预算", "532"),
        ("附件1.项目支出.市级专项资金.决算", "466.99"),
        ("附件1.项目支出.市级专项资金.上年决算", "0"),
        ("附件1.公用经费.上年决算", "65.28"),
        ("附件1.财政供养人员.控制率", "1"),
        ("附件2.资金.年初预算数", "518.29"),
        ("附件2.资金.全年预算数", "1064.31"),
        ("附件2.资金.全年执行数", "1051.44"),
        ("附件2.资金.执行率", "0.9879"),
        ("附件2.资金.得分", "9.9"),
        ("附件2.总分.分值", "100"),
        ("附件2.总分.得分", "99.9"),
        ("各项目.building.资金.执行率", "0.9891"),
        ("各项目.building.资金.得分", "9.9"),
        ("各项目.digital.资金.执行率", "0.6397"),
        ("各项目.digital.资金.得分", "6.4"),
        ("各项目.digital.总分.得分", "92.8"),
        ("各项目.shelving.资金.执行率", "1.0011"),
        ("各项目.shelving.资金.得分", "10"),
        ("基本支出.年初预算.合计", "395.34"),
        ("基本支出.全年收入", "475.88"),
        ("基本支出.决算.合计", "462.88"),
        ("基本支出.决算.人员支出", "395.02"),
        ("基本支出.年末结余", "13"),
        ("项目支出.年初预算批复", "122.95"),
        ("项目支出.全年收入", "654.95"),
        ("项目支出.年末结余", "66.39"),
        ("整体支出.决算", "1051.44"),
        ("附件5.合计分值", "100"),
    ],
)
def test_derived_as_the_filed_package_has_it(real: Dossier, path: str, amount: str) -> None:
    assert at(real, path).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("path", "percent"),
    [
        ("附件2.资金.执行率", 99),
        ("各项目.building.资金.执行率", 99),
        ("各项目.digital.资金.执行率", 64),
        ("各项目.heritage.资金.执行率", 100),
        ("基本支出.占总支出", 44),
        ("项目支出.占总支出", 56),
        ("基本支出.人员支出占比", 85),
        ("基本支出.公用支出占比", 15),
    ],
)
def test_rates_as_the_forms_print_them(real: Dossier, path: str, percent: int) -> None:
    rate = at(real, path)
    assert rate.places == 0
    assert rate.rounded(2).amount * 100 == percent


def test_a_rate_without_divisor_does_not_apply(real: Dossier) -> None:
    assert at(real, "附件1.楼堂馆所.规模控制率").literal == "不适用"
    assert at(real, "附件1.楼堂馆所.投资概算控制率").literal == "不适用"


def test_the_years_are_texts_of_their_own(real: Dossier) -> None:
    assert (real.year, real.year.path) == ("2023", "年度")
    assert (real.prior_year, real.prior_year.path) == ("2022", "上年度")
    assert str(real.filled_on) == "2024年6月27日"


def test_the_sections_are_numbered_in_chinese(real: Dossier) -> None:
    assert [heading.number for heading in real.sections] == list("一二三四五六七八九十")


def test_annex_5_adds_up_its_groups(real: Dossier) -> None:
    starts = [row.level1 for row in real.annex5.criteria_rows if row.level1_starts]
    assert starts == ["布置工作\n\n10分", "实施评价\n\n20分", "自评报告\n\n70分"]
    assert [row.has_evidence for row in real.annex5.criteria_rows] == [True] * 3 + [False] * 5


def test_a_project_without_operator_is_carried_out_by_the_unit(real: Dossier) -> None:
    assert project_of(real, "building").implementer == "岳阳市档案馆"


# where figures come from


def test_an_entered_figure_knows_its_line(real: Dossier) -> None:
    figure = at(real, "附件1.三公经费.公务接待.决算")
    assert isinstance(figure.origin, Place)
    assert figure.origin.file == "data/2023/annex1.yaml"
    line = (ROOT / figure.origin.file).read_text("utf-8").split("\n")[figure.origin.line - 1]
    assert line[figure.origin.column - 1 :] == "1.36"


def test_a_total_rests_on_its_leaves_in_the_order_of_the_form(real: Dossier) -> None:
    figure = at(real, "附件1.三公经费.决算")
    assert [leaf.path for leaf in figure.leaves()] == [
        "附件1.三公经费.公车购置.决算",
        "附件1.三公经费.公车运行维护.决算",
        "附件1.三公经费.出国经费.决算",
        "附件1.三公经费.公务接待.决算",
    ]


def test_last_year_comes_from_last_years_file(real: Dossier) -> None:
    figure = at(real, "附件1.三公经费.公务接待.上年决算")
    assert figure.entered
    assert figure.source.path == "上年.三公经费.公务接待"
    assert isinstance(figure.source.origin, Place)
    assert figure.source.origin.file == "data/2022/final-accounts.yaml"


def test_a_project_in_annex_1_is_drawn_from_its_own_form(real: Dossier) -> None:
    drawn = at(real, "附件1.项目支出.building.决算")
    assert drawn.source.path == "各项目.building.资金.年度资金总额.全年执行数"
    assert [leaf.path for leaf in drawn.leaves()] == [
        "各项目.building.资金.当年财政拨款.全年执行数",
        "各项目.building.资金.上年结转资金.全年执行数",
        "各项目.building.资金.其他资金.全年执行数",
    ]


def test_a_score_is_computed_from_the_rate_that_is_printed(real: Dossier) -> None:
    funds = project_of(real, "digital").funds
    assert funds.execution_rate in operands(funds.score)


def operands(figure: Figure) -> list[Figure]:
    """Return all figures that a figure rests on, at any depth."""
    below = figure.origin.operands if isinstance(figure.origin, Formula) else ()
    return [*below, *(one for operand in below for one in operands(operand))]


def test_carried_over_funds_were_approved_last_year(real: Dossier) -> None:
    leaves = {leaf.path for leaf in at(real, "项目支出.年初预算批复").leaves()}
    assert "各项目.heritage.资金.当年财政拨款.年初预算数" in leaves
    assert not any("上年结转资金" in path for path in leaves)


def test_deriving_twice_gives_the_same(real: Dossier) -> None:
    assert derive(read_again()) == real


def read_again() -> Submission:
    submission = read_year(Workspace(ROOT), 2023).submission
    assert submission is not None
    return submission
