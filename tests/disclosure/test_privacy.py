"""What is private: fields called like those of a person, what the form set names, and whatever only repeats it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.build.described_case import open_described_year
from jixiao.disclosure.privacy import Privacy, is_private_path, read_privacy
from jixiao.disclosure.private_words import PrivateWords
from jixiao.docx.redaction import HIDDEN
from jixiao.figures import Figure, total
from jixiao.findings import Place
from jixiao.model.public_norms import PublicNorms
from tests.support.described_year import MADE, YEAR
from tests.support.norms import public_norms

HERE = Place("a.yaml")


def amount(path: str) -> Figure:
    return Figure(Decimal(5), "万元", HERE, path)


def privacy(norms: PublicNorms) -> Privacy:
    return Privacy(norms, (), PrivateWords(frozenset()))


@pytest.mark.parametrize(
    "path", ["单位.填表人", "单位.联系电话", "项目表.reading.项目负责人", "负责人及电话", "人员[2].姓名"]
)
def test_a_field_called_like_one_of_a_person_is_private(path: str) -> None:
    assert is_private_path(path, PublicNorms())


@pytest.mark.parametrize("path", ["单位.单位名称", "年度", "附件1.三公经费.决算", ""])
def test_other_fields_are_public(path: str) -> None:
    assert not is_private_path(path, PublicNorms())


def test_an_amount_is_not_private_by_its_name_alone() -> None:
    assert not privacy(PublicNorms()).hides(amount("附件.培训负责人"))


def test_the_form_set_may_open_a_field_and_hide_others_with_all_below() -> None:
    norms = public_norms(
        open_fields=("单位.填表人",),
        private_fields=(
            "资金.*.预算",
            "工资",
        ),
    )
    assert not is_private_path("单位.填表人", norms)
    assert is_private_path("表.reading.资金.合计.预算", norms)
    assert is_private_path("工资.张三.决算", norms)
    assert not is_private_path("资金.预算", norms)


def test_what_only_repeats_a_private_figure_is_private_too() -> None:
    hidden, open_ = amount("工资.一"), amount("别的")
    told = privacy(public_norms(private_fields=("工资",)))
    assert told.hides(hidden.linked("附件2.一"))
    assert told.hides(hidden.rounded(1))
    assert told.hides(total([hidden]))
    assert not told.hides(total([hidden, open_]))


def test_a_part_is_hidden_by_its_label_all_of_its_kind_without_a_number() -> None:
    told = privacy(
        public_norms(
            private_parts=(
                "附件3",
                "附件5",
            )
        )
    )
    assert told.hides_part("附件3（2）")
    assert told.hides_part("附件5")
    assert not told.hides_part("附件1")
    assert not privacy(public_norms(private_parts=("附件3（2）",))).hides_part("附件3（1）")


def test_what_the_form_set_opens_is_printed_beside_its_label_too() -> None:
    case = open_described_year(MADE, YEAR, draft=False).cases[0]
    kept = read_privacy(case, ("填表人乙",)).words
    assert kept.redact("填表人乙") == HIDDEN
    opened = PrivateWords(frozenset(), open=frozenset({"5550000"}))
    assert opened.redact("联系电话：5550000、5550001") == "联系电话：5550000、5550001"
    assert opened.redact("联系电话：5550001") == f"联系电话：{HIDDEN}"
