"""Y103–Y106: a year that was filed stays as filed."""

from __future__ import annotations

from jixiao.rules.filed_years import content_digests, final_figures
from tests.support.book import clean_book, found, printed_otherwise


def test_each_part_has_a_digest_and_the_report_one() -> None:
    assert {"附件1", "附件2", "附件3（1）", "报告"} <= set(content_digests(clean_book()))


def test_a_digest_changes_with_what_its_own_part_prints() -> None:
    before, after = (
        content_digests(clean_book()),
        content_digests(printed_otherwise(clean_book(), "附件1.公用经费.办公经费.决算", "11.6")),
    )
    assert {label for label in before if before[label] != after[label]} == {"附件1"}


def test_next_year_repeats_the_final_accounts_of_annex_1() -> None:
    paths = [one.path for one in final_figures(clean_book().dossier.annex1)]
    assert all(path.endswith(".决算") for path in paths)
    assert {"附件1.三公经费.决算", "附件1.公用经费.办公经费.决算", "附件1.项目支出.operation.决算"} <= set(paths)
    assert len(paths) == len(set(paths))


def test_a_year_that_was_not_filed_may_change() -> None:
    assert [one for code in ("Y103", "Y104", "Y105", "Y106") for one in found(code, clean_book())] == []
