"""Which values belong to their year is said by the model: figures and outcomes do, names, targets and points go on."""

from jixiao.model.project import Project
from jixiao.model.yearly import fields_of, of_the_year
from jixiao.source.nodes import parse_yaml

TEXT = """\
名称: 甲项目
资金:
  当年财政拨款:
    全年执行数: 12.5
绩效指标:
  产出指标:
    数量指标:
      - 三级指标: 接待人次
        年度指标值: ≥12次
        实际完成值: 12次
        分值: 10
        得分: 10
        偏差原因: 无
总分偏差原因:
"""


def test_figures_and_outcomes_belong_to_their_year() -> None:
    fields = list(fields_of(Project, parse_yaml(TEXT, "甲.yaml", "").tree))
    own = {scalar.path.rpartition(".")[2] for name, kind, scalar in fields if of_the_year(name, kind, scalar)}
    assert own == {"全年执行数", "实际完成值", "得分", "偏差原因", "总分偏差原因"}


def test_every_scalar_of_the_model_is_met_once_in_order() -> None:
    names = [name for name, _, _ in fields_of(Project, parse_yaml(TEXT, "甲.yaml", "").tree)]
    assert names == [
        *("name", "outturn", "level3", "target", "actual", "points", "score", "deviation", "total_deviation"),
    ]
