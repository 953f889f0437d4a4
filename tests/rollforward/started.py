"""New years begun in copies of the real project, and one filled in."""

from collections.abc import Callable
from pathlib import Path

from jixiao.build.stories import build_package
from jixiao.derive.derivation import derive
from jixiao.model.data_files import model_of
from jixiao.model.scalars import OPEN
from jixiao.model.yearly import fields_of
from jixiao.paths import Workspace
from jixiao.rollforward.last_year import LastYear, last_year_of
from jixiao.rollforward.year_plan import YearPlan, plan_year, write
from jixiao.source.nodes import load_yaml
from jixiao.source.rewrite import Manuscript, apply_edits
from jixiao.submission.read import read_year
from tests.support.figures import figures_in
from tests.support.project import copy_project

YEAR = 2024


def plan_of(workspace: Workspace, *, drop: tuple[str, ...] = (), add: tuple[str, ...] = ()) -> YearPlan:
    last_year = last_year_of(workspace, YEAR)
    assert isinstance(last_year, LastYear)
    return plan_year(last_year, drop=drop, add=add)


def started(target: Path, *, drop: tuple[str, ...] = (), add: tuple[str, ...] = ()) -> Workspace:
    """Return a copy of the real project with 2024 begun."""
    workspace = copy_project(target)
    write(workspace, plan_of(workspace, drop=drop, add=add))
    return workspace


def names_of(folder: Path) -> list[str]:
    """Return the names of a folder's files, at any depth."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# Five projects of 100 each; basic outlay 370 of 370; what was paid out is what was granted.
_FIGURES = {
    "人员.全额拨款编制": "20", "人员.工勤编制": "1", "人员.工勤人员": "1",
    "人员.政府购买服务人员": "3", "人员.退休人员": "21", "人员.内设机构数": "5",
    "财政供养人员.编制数": "21", "财政供养人员.在职人数": "20",
    "三公经费.公车运行维护.预算": "3", "三公经费.公车运行维护.决算": "0.5",
    "三公经费.公务接待.预算": "2", "三公经费.公务接待.决算": "1.2",
    "公用经费.办公经费.预算": "6", "公用经费.办公经费.决算": "5",
    "公用经费.水费、电费、差旅费.预算": "30", "公用经费.水费、电费、差旅费.决算": "28",
    "公用经费.会议费、培训费.预算": "2", "公用经费.会议费、培训费.决算": "1",
    "政府采购金额.预算": "40", "政府采购金额.决算": "38",
    "部门基本支出预算调整.预算": "10", "部门基本支出预算调整.决算": "10",
    "收入.一般公共预算": "870",
    "年初预算.人员经费": "300", "年初预算.公用经费": "60", "年中追加": "10",
    "决算.工资福利支出": "250", "决算.商品和服务支出": "55", "决算.对个人和家庭的补助": "65",
    "资金.当年财政拨款.年初预算数": "100", "资金.当年财政拨款.全年预算数": "100", "资金.当年财政拨款.全年执行数": "100",
}  # fmt: skip
_GROUPS = {"三公经费.公车购置", "三公经费.出国经费", "楼堂馆所", "资金.上年结转资金", "资金.其他资金"}
_TEXTS = {"填报日期": "2025-06-20", "偏差原因": "无", "实际完成情况": "各项目标均已完成。", "出处": "部门决算报表"}


def fill_in(workspace: Workspace) -> None:
    """Put a plausible value in every place left to fill in: targets met, full scores, figures that agree."""
    folder = workspace.year(YEAR)
    for name in names_of(folder):
        if name.endswith(".yaml") and name != "control.yaml":
            _fill_file(folder / name, name, _plausible)
    submission = read_year(workspace, YEAR).repaired
    assert submission is not None
    amounts = {one.path: one.amount for one in figures_in(derive(submission))}
    reference = ""

    def control(path: str, name: str, before: dict[str, str]) -> str:
        nonlocal reference
        reference = before["reference"]
        return format(amounts[reference].normalize(), "f") if name == "amount" else _TEXTS["出处"]

    _fill_file(folder / "control.yaml", "control.yaml", control)


def _plausible(path: str, name: str, before: dict[str, str]) -> str:
    if name == "actual":
        target = before["target"].removeprefix("≥").removeprefix("≤").removeprefix("约")
        return target.removesuffix("前").removesuffix("之").replace("年底前", "12月20日")
    if path == "资金.当年财政拨款":
        return "".join(f"\n    {name}: 100" for name in ("年初预算数", "全年预算数", "全年执行数"))
    if path in _GROUPS:
        return "无"
    return _FIGURES.get(path) or _TEXTS.get(path.rpartition(".")[2]) or _TEXTS.get(path) or "0"


def _fill_file(path: Path, name: str, value: Callable[[str, str, dict[str, str]], str]) -> None:
    manuscript = Manuscript(path.read_text(encoding="utf-8"))
    before: dict[str, str] = {}
    edits = []
    for field, _, scalar in fields_of(model_of(name), load_yaml(path, name, "").tree):
        if scalar == OPEN:
            edits.append(manuscript.replaced(scalar, value(scalar.path, field, before)))
        else:
            before[field] = str(scalar)
    path.write_text(apply_edits(manuscript.text, edits)[0], encoding="utf-8", newline="\n")


def draft_of(workspace: Workspace) -> Path:
    """Return the folder of a draft of 2024 without PDF."""
    outcome = build_package(workspace, YEAR, step=lambda _: None, draft=True, pdf=False)
    assert outcome.folder is not None
    return outcome.folder
