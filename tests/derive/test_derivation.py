"""From what was entered in 2023 to everything the package prints."""

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier, ProjectForm
from jixiao.figures import Figure, Formula, Operator
from jixiao.findings import Place
from jixiao.model.entered_year import Submission
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from tests.support.figures import figures_in
from tests.support.project import ROOT, copy_project, edit


def dossier_of(workspace: Workspace, year: int = 2023) -> Dossier:
    reading = read_year(workspace, year)
    assert reading.submission is not None, reading.findings
    return derive(reading.submission)


@pytest.fixture(scope="module")
def real() -> Dossier:
    return dossier_of(Workspace(ROOT))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_project(tmp_path)


def at(dossier: Dossier, path: str) -> Figure:
    return next(figure for figure in figures_in(dossier) if figure.path == path)


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


# the lines of Annex 1


def lines(dossier: Dossier) -> list[str]:
    return [str(line.name) for line in dossier.annex1.project_outlay.project_lines]


def test_annex_1_lists_classes_and_projects_in_the_order_of_the_form(real: Dossier) -> None:
    assert lines(real) == [
        "1、业务工作经费",
        "    档案保管保护费",
        "2、运行维护经费",
        "    大楼运行维护费",
        "3、市级专项资金（一个专项一行）",
        "    档案保护开发和档案资源建设项目",
        "    市档案馆库房密集架建设",
        "    市档案馆智慧档案一期项目建设",
    ]
    in_order = [form.identifier for form in real.annex1.project_outlay.projects]
    assert in_order == ["custody", "building", "heritage", "shelving", "digital"]
    assert [form.identifier for form in real.projects] == ["building", "custody", "shelving", "digital", "heritage"]


def test_a_year_without_projects_has_classes_of_0(workspace: Workspace) -> None:
    for path in (workspace.year(2023) / "projects").iterdir():
        path.unlink()
    dossier = dossier_of(workspace)
    assert lines(dossier) == ["1、业务工作经费", "2、运行维护经费", "3、市级专项资金（一个专项一行）"]
    assert at(dossier, "附件1.项目支出.决算").amount == 0
    assert at(dossier, "项目支出.年末结余").amount == 0
    assert at(dossier, "整体支出.决算").amount == Decimal("462.88")


def test_fifteen_projects_are_fifteen_lines(workspace: Workspace) -> None:
    folder = workspace.year(2023) / "projects"
    text = (folder / "04-digital.yaml").read_text("utf-8")
    for number in range(6, 16):
        (folder / f"{number:02d}-more{number}.yaml").write_text(text, encoding="utf-8")
    dossier = dossier_of(workspace)
    assert len(lines(dossier)) == 15 + 3
    assert len(dossier.projects) == 15
    assert at(dossier, "附件1.项目支出.more15.决算").amount == Decimal("115.78")
    assert at(dossier, "附件1.项目支出.决算").amount == Decimal("588.56") + 10 * Decimal("115.78")


def test_a_project_new_this_year_had_0_last_year(real: Dossier) -> None:
    figure = at(real, "附件1.项目支出.digital.上年决算")
    assert (figure.amount, figure.literal) == (Decimal(0), None)
    assert figure.origin == Formula(Operator.ABSENT, reason="上年没有这个项目")


# last year


def test_without_last_year_its_column_is_blank(workspace: Workspace) -> None:
    (workspace.year(2022) / "final-accounts.yaml").unlink()
    workspace.year(2022).rmdir()
    dossier = dossier_of(workspace)
    column = [figure for figure in figures_in(dossier.annex1) if figure.path.endswith(".上年决算")]
    assert len(column) > 15
    assert all(figure.blank for figure in column)


def test_without_last_year_and_projects_its_column_is_blank_all_the_same(workspace: Workspace) -> None:
    (workspace.year(2022) / "final-accounts.yaml").unlink()
    workspace.year(2022).rmdir()
    for path in (workspace.year(2023) / "projects").iterdir():
        path.unlink()
    column = [figure for figure in figures_in(dossier_of(workspace).annex1) if figure.path.endswith(".上年决算")]
    assert all(figure.blank for figure in column)


def test_last_years_own_submission_gives_its_column(workspace: Workspace) -> None:
    for path in sorted(workspace.year(2023).rglob("*")):
        target = workspace.year(2024) / path.relative_to(workspace.year(2023))
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            target.write_bytes(path.read_bytes())
    edit(workspace.year(2024) / "unit.yaml", "年度: 2023\n", "年度: 2024\n")
    edit(workspace.year(2024) / "annex1.yaml", "    决算: 1.36\n", "    决算: 1.63\n")
    old = workspace.year(2024) / "projects" / "04-digital.yaml"
    old.rename(old.with_name("04-digital_two.yaml"))
    (workspace.year(2024) / "overrides.yaml").unlink()
    dossier = dossier_of(workspace, 2024)
    receptions = dossier.annex1.three_public.receptions
    assert (str(receptions.prior_final.amount), str(receptions.final.amount)) == ("1.36", "1.63")
    assert receptions.prior_final.source.path == "上年.附件1.三公经费.公务接待.决算"
    assert at(dossier, "附件1.公用经费.上年决算").amount == Decimal("67.86")
    assert at(dossier, "附件1.项目支出.shelving.上年决算").amount == Decimal("191.21")
    assert at(dossier, "附件1.项目支出.digital_two.上年决算").amount == 0


# every figure under a name of its own


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


def test_deriving_twice_gives_the_same(real: Dossier) -> None:
    assert derive(read_again()) == real


def read_again() -> Submission:
    submission = read_year(Workspace(ROOT), 2023).submission
    assert submission is not None
    return submission
