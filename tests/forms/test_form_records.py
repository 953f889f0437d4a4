"""How a form's data file is read: what each field is, and which may be left out."""

from __future__ import annotations

from pathlib import Path

from jixiao.forms.form_records import entry_kinds, make_form_record
from tests.support.described_year import derive_sample


def test_what_follows_from_the_rest_may_be_left_out_and_what_must_be_filled_in_may_not(tmp_path: Path) -> None:
    (filled,) = derive_sample(tmp_path).forms
    fields, lists = entry_kinds(filled.form)
    assert not fields["项目名称"].optional
    assert fields["总分"].optional
    assert not lists["指标"]["完成值"].optional


def test_the_model_has_a_group_for_each_step_of_a_path(tmp_path: Path) -> None:
    (filled,) = derive_sample(tmp_path).forms
    keys = {field.alias for field in make_form_record(filled.form).model_fields.values()}
    assert keys == {"项目名称", "资金", "总分", "指标"}
