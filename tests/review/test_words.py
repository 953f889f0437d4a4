"""Labels, places and lineage: how changes are told."""

import pytest

from jixiao.figures import Figure, total
from jixiao.render.printing import Print
from jixiao.review.consequences import lineage
from jixiao.review.fact_changes import FactChange
from jixiao.review.facts import Fact
from jixiao.review.figure_names import label, places
from tests.support.figures import entered

PROJECTS = {"custody": "档案保管保护费"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("附件1.三公经费.决算", "三公经费 决算"),
        ("附件1.三公经费.公务接待.决算", "公务接待 决算"),
        ("附件1.公用经费.水费、电费、差旅费.预算", "水费、电费、差旅费 预算"),
        ("附件1.项目支出.custody.上年决算", "档案保管保护费 上年决算"),
        ("附件1.厉行节约保障措施", "厉行节约保障措施"),
        ("附件2.资金.执行率", "附件2 执行率"),
        ("附件2.产出指标.数量指标「编纂.书籍」.得分", "附件2 数量指标「编纂.书籍」 得分"),
        ("各项目.custody.资金.年度资金总额.全年执行数", "档案保管保护费 年度资金总额 全年执行数"),
        ("各项目.custody.产出指标.数量指标「甲」.得分", "档案保管保护费 数量指标「甲」 得分"),
        ("各项目.gone.名称", "gone 名称"),
        ("控制指标.三公经费变动率", "三公经费变动率"),
        ("基本支出.决算.合计", "基本支出 决算 合计"),
        ("附件2", "附件2"),
    ],
)
def test_values_go_by_the_names_people_use(name: str, words: str) -> None:
    assert label(name, PROJECTS) == words


def printed(where: str, *, row: int = 0, paragraph: str = "") -> Print:
    return Print(where, "数", 1, "1", "1", row=row, cell=4, paragraph=paragraph)


def test_places_are_gathered_by_part_and_heading_and_put_in_order() -> None:
    prints = [
        printed("附件1", row=9),
        printed("附件1", row=4),
        printed("附件1", row=9),
        printed("报告 二", paragraph="（一）第3段"),
        printed("报告 二", paragraph="（一）第1段"),
        printed("报告 二", paragraph="（二）标题"),
        printed("报告 三", paragraph="第2段"),
        printed("封面"),
    ]
    assert places(prints) == (
        "附件1 第4、9行",
        "报告 二（一）第1、3段",
        "报告 二（二）标题",
        "报告 三 第2段",
        "封面",
    )


def change(old: Figure, new: Figure) -> FactChange:
    return FactChange(new.path, Fact(new.path, str(old.amount), old), Fact(new.path, str(new.amount), new))


def tree(amount: str) -> dict[str, Figure]:
    """Return two entered figures, their sum, a table's repetition of it, and a rate of the sum."""
    one, other = entered(amount, path="甲"), entered("2", path="乙")
    whole = _named(total([one, other]), "和")
    repeated = whole.linked("附件1.和")
    rate = _named(whole / entered("10", path="丙"), "率")
    return {figure.path: figure for figure in (one, other, whole, repeated, rate)}


def _named(figure: Figure, path: str) -> Figure:
    return Figure(figure.amount, figure.unit, figure.origin, path)


def test_what_follows_is_told_once_however_often_it_is_repeated() -> None:
    old, new = tree("1"), tree("3")
    changes = [change(old[path], new[path]) for path in old if old[path].amount != new[path].amount]
    found = lineage(changes)
    [root] = found.roots
    assert root.name == "甲"
    assert [one.name for one in found.consequences([root])] == ["和", "率"]


def test_a_total_that_nothing_entered_explains_stands_for_itself_and_explains_others() -> None:
    old, new = tree("1"), tree("3")
    found = lineage([change(old[path], new[path]) for path in ("和", "率")])
    [root] = found.roots
    assert root.name == "和"
    assert [one.name for one in found.consequences([root])] == ["率"]
