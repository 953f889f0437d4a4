"""What a form set asks for beside: typed, reckoned by formulas, summed over the year's projects, found fault with."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from jixiao.build.steps import inspect_year
from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier
from jixiao.figures import Figure
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from tests.support.cases import clean_project
from tests.support.dossiers import at, dossier_of
from tests.support.further import wider_project
from tests.support.project import edit

Asking = Callable[..., Workspace]


@pytest.fixture(scope="module")
def wider(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return dossier_of(wider_project(tmp_path_factory.mktemp("wider")))


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    """Return what gives the clean year on a set that asks for fields beside and reckons by formulas."""

    def make(fields: str, **formulas: str) -> Workspace:
        workspace = clean_project(tmp_path)
        lines = ["各项:", *(f"  {one}" for one in fields.split("\n"))]
        lines += ["公式:", *(f"  {path}: {text}" for path, text in formulas.items())] if formulas else []
        (workspace.form_set("yueyang-2023") / "further.yaml").write_text("\n".join(lines) + "\n", "utf-8")
        return workspace

    return make


def found(workspace: Workspace) -> list[str]:
    return [
        f"{one.code} {one.place.line}:{one.place.column} {one.found}"
        for one in inspect_year(workspace, 2023, draft=True).findings
    ]


@pytest.mark.parametrize(
    ("path", "amount"),
    [
        ("附件1.公用经费.劳务费.决算", "2.9"),
        ("附件1.三公经费.公务用车.调整预算", "5.5"),
        ("附件1.三公经费.调整预算", "7.3"),
        ("附件1.项目支出.service.调整预算", "160"),
        ("附件1.项目支出.市级专项资金.调整预算", "160"),
        ("附件1.项目支出.调整预算", "281"),
    ],
)
def test_every_cell_has_its_figure(wider: Dossier, path: str, amount: str) -> None:
    assert str(at(wider, path).amount) == amount


def test_a_reckoned_figure_rests_on_the_lines_typed(wider: Dossier) -> None:
    leaves = [figure.path for figure in at(wider, "附件1.三公经费.公务用车.调整预算").leaves()]
    assert leaves == ["附件1.三公经费.公车购置.调整预算", "附件1.三公经费.公车运行维护.调整预算"]


def test_last_year_is_blank_where_its_accounts_have_no_such_line(wider: Dossier) -> None:
    assert at(wider, "附件1.公用经费.劳务费.上年决算").blank


def test_last_year_comes_from_its_accounts(tmp_path: Path) -> None:
    workspace = wider_project(tmp_path)
    path = workspace.year(2022) / "final-accounts.yaml"
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n  劳务费: 2.7\n", "utf-8")
    figure = at(dossier_of(workspace), "附件1.公用经费.劳务费.上年决算")
    assert (str(figure.amount), figure.source.path) == ("2.7", "上年.公用经费.劳务费")


def test_a_formula_goes_before_what_the_program_reckons(asking: Asking) -> None:
    total = {"附件1.三公经费.决算": "合计(附件1.三公经费.{公车购置, 公车运行维护, 出国经费, 公务接待, 租车}.决算)"}
    workspace = asking("附件1.三公经费.租车.决算: {类型: 金额, 填写要求: 可空}", **total)
    annex = workspace.year(2023) / "annex1.yaml"
    annex.write_text(annex.read_text("utf-8").replace("\n公用经费:", "  租车:\n    决算: 0.5\n\n公用经费:"), "utf-8")
    dossier = dossier_of(workspace)
    assert str(at(dossier, "附件1.三公经费.决算").amount) == "7.05"
    assert isinstance(dossier.control_rates.three_public_control, Figure)
    assert "租车" in str([one.path for one in dossier.control_rates.three_public_control.leaves()])


BUDGET = "附件1.三公经费.预算"


@pytest.mark.parametrize(
    ("path", "formula", "words"),
    [
        ("附件1.备用", BUDGET, "没有“附件1.备用”"),
        ("附件1.比", f"{BUDGET} ÷", "公式读不下去"),
        ("附件1.比", "附件1.三公经费.预祘", "没有“附件1.三公经费.预祘”"),
        ("附件1.比", "附件1.比 + 1", "公式绕了一圈：附件1.比 → 附件1.比"),
        ("附件1.比", f"{BUDGET} + 附件1.财政供养人员.编制数", "单位不同的数不能相加减"),
        ("附件1.比", "附件1.财政供养人员.编制数", "算出的是人，这一项是金额（万元）"),
        ("附件1.比", "各项目.*.资金.年度资金总额.全年执行数", "是几项，不是一个数"),
        ("附件1.比", f"上年({BUDGET})", "不是填写的，取不到上年的"),
        ("附件1.比", f"另表(附件1, {BUDGET})", "这里没有 另表、另套"),
        ("附件1.比", "附件1.厉行节约保障措施", "不是数，不能计算"),
        ("附件1.三公经费.公务接待.预算", "附件1.三公经费.预算", "是填写的，不能计算"),
        ("附件1.三公经费.公务用车.预算", "附件1.三公经费.公车购置.预算", "“附件1.三公经费.预算”由它算出"),
    ],
)
def test_what_is_wrong_with_a_formula_is_found_at_its_place(
    asking: Asking, path: str, formula: str, words: str
) -> None:
    given = {"附件1.比": BUDGET, path: formula}
    [finding] = found(asking("附件1.比: 金额", **given))
    assert words in finding
    assert finding.split(" ")[1].startswith(f"{list(given).index(path) + 4}:")


def test_what_has_no_formula_and_no_place_in_the_data_is_found(asking: Asking) -> None:
    [finding] = found(asking("附件1.三公经费.*.调整数: {类型: 金额, 填写要求: 可空}"))
    assert finding == "B016 2:3 “附件1.三公经费.公务用车.调整数”没有公式，数据里也没有填它的地方"


def test_what_belongs_to_no_group_is_found(asking: Asking) -> None:
    [finding] = found(asking("附件1.四公经费.*.调整数: 金额"))
    assert finding == "B016 2:3 增加的项“附件1.四公经费.*.调整数”：没有它所在的一组"


def test_what_the_program_reckons_is_not_typed_too(asking: Asking) -> None:
    [finding] = found(asking("附件1.公用经费.预算: {类型: 金额, 填写要求: 可空}"))
    assert finding == "B016 2:3 增加的项“附件1.公用经费.预算”：程序已经有这一项"


SOURCE = """  政府性基金:
    年初预算数: 1
    全年预算数: 2
    全年执行数: 1.5
"""


@pytest.fixture
def fourth_source(asking: Asking) -> Workspace:
    """Return the clean year with a source of funds and a source of income more."""
    columns = ("年初预算数", "全年预算数", "全年执行数")
    fields = [f"各项目.*.资金.政府性基金.{column}: {{类型: 金额, 填写要求: 空为零}}" for column in columns]
    fields += [
        "各项目.*.资金.*.追加数: {类型: 金额, 正负: 可为负, 填写要求: 可空}",
        "附件2.收入.国有资本经营预算: 金额",
    ]
    added = {"各项目.*.资金.年度资金总额.追加数": "合计(各项目.*.资金.{当年财政拨款, 政府性基金}.追加数)"}
    workspace = asking("\n".join(fields), **added)
    edit(
        workspace.year(2023) / "projects/01-operation.yaml",
        "\n年度总体目标:",
        f"{SOURCE}    追加数: -0.5\n\n年度总体目标:",
    )
    edit(workspace.year(2023) / "annex2.yaml", "\n年度总体目标:", "  国有资本经营预算: 3\n\n年度总体目标:")
    for name in ("02-upkeep", "03-service"):
        edit(workspace.year(2023) / f"projects/{name}.yaml", "\n年度总体目标:", "  政府性基金: {}\n\n年度总体目标:")
    return workspace


@pytest.mark.parametrize(
    ("path", "amount"),
    [
        ("各项目.operation.资金.年度资金总额.全年预算数", "38"),
        ("各项目.operation.资金.年度资金总额.追加数", "-0.5"),
        ("各项目.upkeep.资金.年度资金总额.全年预算数", "85"),
        ("附件1.项目支出.operation.决算", "36.7"),
        ("附件2.资金.全年预算数", "776.8"),
        ("项目支出.年初预算批复", "217"),
    ],
)
def test_a_further_source_of_money_is_part_of_the_whole(fourth_source: Workspace, path: str, amount: str) -> None:
    assert str(at(dossier_of(fourth_source), path).amount) == amount


def test_a_line_of_last_year_alone_has_nothing_this_year(tmp_path: Path) -> None:
    workspace = wider_project(tmp_path)
    gone = "  - 标识: gone\n    名称: 已结束的项目\n    支出类别: 运行维护经费\n    决算: 5\n\n公用经费:"
    edit(workspace.year(2022) / "final-accounts.yaml", "\n公用经费:", gone)
    dossier = dossier_of(workspace)
    assert at(dossier, "附件1.项目支出.gone.调整预算").amount == 0
    assert str(at(dossier, "附件1.项目支出.运行维护经费.调整预算").amount) == "85"


def test_a_class_is_open_while_a_project_has_none(tmp_path: Path) -> None:
    workspace = wider_project(tmp_path)
    edit(workspace.year(2023) / "projects/03-service.yaml", "支出类别: 市级专项资金", "支出类别: 待填")
    reading = read_year(workspace, 2023)
    assert reading.repaired is not None
    dossier = derive(reading.repaired)
    assert at(dossier, "附件1.项目支出.运行维护经费.调整预算").unknown
    assert str(at(dossier, "附件1.项目支出.调整预算").amount) == "281"
    assert dossier.formula_findings == ()


def test_formulas_that_rest_on_each_other_without_end_are_told_and_not_followed(asking: Asking) -> None:
    names = [f"附件1.第{number}项" for number in range(200)]
    given = {name: f"{below} + 1" for name, below in pairwise(names)}
    told = found(asking("\n".join(f"{name}: 金额" for name in names), **given, **{names[-1]: BUDGET}))
    assert [one.partition("：")[0].split(" ", 2)[2] for one in told] == ["公式一层套一层，超过 60 层"] * len(told)
    assert told


def test_a_formula_for_words_is_found(asking: Asking) -> None:
    [finding] = found(asking("附件1.备注: 文字", **{"附件1.备注": BUDGET}))
    assert "这一项是文字" in finding
