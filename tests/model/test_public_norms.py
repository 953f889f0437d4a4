"""A form set need not say anything of publishing; what it says is read by its official names."""

from __future__ import annotations

from jixiao.model.formset import FormSet
from jixiao.model.public_norms import PublicNorms


def test_without_a_word_nothing_is_named() -> None:
    norms = PublicNorms()
    assert (norms.private_parts, norms.private_fields, norms.open_fields, norms.private_terms) == ([], [], [], [])


def test_a_form_set_says_it_in_official_words() -> None:
    fields = {name: str(field.alias) for name, field in PublicNorms.model_fields.items()}
    assert fields["private_fields"] == "不公开的内容"
    assert FormSet.model_fields["disclosure"].alias == "公开"
