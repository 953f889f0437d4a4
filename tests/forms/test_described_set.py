"""Description and template together make a form."""

from pathlib import Path

from jixiao.figures import MONEY, POINTS, RATE
from jixiao.forms.described_set import DescribedForm
from jixiao.model.form_roles import Role
from tests.support.described import load


def sample(root: Path) -> DescribedForm:
    described = load(root).described
    assert described is not None
    return described.forms["项目表"]


def test_a_pattern_makes_a_field_of_every_tag_that_fits_it(tmp_path: Path) -> None:
    fields = sample(tmp_path).fields
    assert [path for path in fields if path.endswith("预算")] == ["资金.合计.预算", "资金.财政.预算", "资金.其他.预算"]
    assert fields["资金.财政.预算"].description.role is Role.FULL_YEAR_BUDGET


def test_a_column_of_a_list_is_found_by_path_and_by_role(tmp_path: Path) -> None:
    form = sample(tmp_path)
    column = form.all_fields["指标.得分"]
    assert form.list_of("指标.得分") is form.lists["指标"]
    assert form.lists["指标"].by_role(Role.INDICATOR_SCORE) == column
    assert [field.path for field in form.by_role(Role.TOTAL_SCORE)] == ["总分"]


def test_a_fields_kind_says_its_unit(tmp_path: Path) -> None:
    form = sample(tmp_path)
    units = [form.unit_of(form.fields[f"资金.合计.{name}"]) for name in ("预算", "执行率", "得分")]
    assert units == [MONEY, RATE, POINTS]
