"""The package as printed, laid open: figures and texts by path and place, cached results."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from jixiao.figures import Figure, Text
from jixiao.rules.printed_package import PrintedPackage, cached_by_package, leaves, listed_once, plain
from jixiao.rules.printed_statement import entered_place
from tests.support.book import clean_book, printed_otherwise


def test_a_result_is_cached_for_each_package_alone() -> None:
    asked: list[PrintedPackage] = []

    @cached_by_package
    def count(book: PrintedPackage) -> int:
        asked.append(book)
        return len(asked)

    book, other = replace(clean_book()), replace(clean_book())
    assert [count(book), count(book), count(other)] == [1, 1, 2]


def test_what_is_yielded_is_listed_once() -> None:
    @listed_once
    def paths(book: PrintedPackage) -> list[str]:
        return [one.path for one in book.prints[:3]]

    book = replace(clean_book())
    assert paths(book) is paths(book)
    assert len(paths(book)) == 3


def test_a_number_is_read_as_it_is_printed() -> None:
    book = printed_otherwise(clean_book(), "附件2.资金.执行率", "95%")
    assert book.stated("附件2.资金.执行率")[0].amount == Decimal("0.95")
    assert book.stated("附件1.三公经费.决算")[0].amount == Decimal("6.55")


def test_words_are_no_number() -> None:
    book = printed_otherwise(clean_book(), "附件1.三公经费.决算", "不适用")
    assert next(one for one in book.statements if one.figure.path == "附件1.三公经费.决算").amount is None


def test_a_figure_is_found_under_its_own_path_and_its_sources() -> None:
    assert clean_book().stated("附件1.三公经费.决算")
    assert clean_book().figures["基本支出.决算.工资福利支出"].amount == Decimal("330.2")


def test_a_derived_figure_stands_at_the_first_entry_it_rests_on() -> None:
    place = entered_place(clean_book().figures["附件1.三公经费.决算"])
    assert place.file == "data/2023/annex1.yaml"


def test_an_entry_knows_where_it_is_printed() -> None:
    unit = clean_book().submission.unit.unit_name
    spot = clean_book().spot(unit)
    assert (spot.subject, spot.place) == ("单位.单位名称", unit.place)
    assert spot.printed == clean_book().printed_in(unit.path) != ()


def test_leaves_are_the_figures_and_texts_a_record_holds_in_order() -> None:
    held = list(leaves(clean_book().submission.unit))
    assert {type(one) for one in held} <= {Figure, Text}
    assert next(one.path for one in held if isinstance(one, Figure)) == "单位.人员.全额拨款编制"


def test_without_a_whole_last_year_there_is_none() -> None:
    assert clean_book().last_year is None


def test_amounts_stand_in_sentences_without_needless_zeros() -> None:
    assert [plain(one) for one in (Decimal("1.50"), Decimal(100), None)] == ["1.5", "100", "空白"]
