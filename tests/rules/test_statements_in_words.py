"""P505–P507: comparisons, changes and completion in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.findings import Place, Severity
from jixiao.render.declared import Declaration
from jixiao.render.filters import against_last_year, amount_against_last_year
from jixiao.render.passages import PrintedPassage
from jixiao.rules.printed_package import PrintedPackage
from tests.support.book import book_of, book_with, found


def said(text: str, *declared: str) -> PrintedPackage:
    """Return a Book whose report says this in section 六, with these numbers declared."""
    book = book_with(said=text)
    [paragraph] = book.paragraphs
    marks = tuple(Declaration(phrase, Place("report/06.md", 2)) for phrase in declared)
    return replace(book, paragraphs=(replace(paragraph, declared=marks),))


@pytest.mark.parametrize(
    "text",
    [
        "实际在职人员数少于编制数；",
        "支出总额控制在年初预算以内，",
        "“三公”经费支出总额较上年有所增长。",
        "三公经费支出1.92万元，较上年增加0.76万元。",
        "全年项目支出同比下降。",
        "公用经费未超预算。",
        "1.本年度公务接待费比去年明显减少。",
        "在职人员超编。",
        "三公经费决算数与上年持平。",
        "公务接待费较2022年度降低。",
        "公务接待费只减不增。",
    ],
)
def test_words_that_the_figures_contradict_are_found(text: str) -> None:
    [finding] = found("P505", said(text))
    assert finding.severity is Severity.WARNING
    assert finding.subject.startswith("报告 六 ")


@pytest.mark.parametrize(
    "text",
    [
        "“三公”经费支出总额较上年有所降低。",
        "财政供养人员控制在预算编制以内，在职人员数等于编制数，在职人员未超编。",
        "支出总额控制在预算总额以内。",
        "公用经费较上年增长。",
        "降低预算调整率，增加年初预算。",
        "下一步，三公经费较上年增加。",
        "力争三公经费较上年增长。",
        "三公经费没有较上年增长。",
        "公用经费与上年基本持平。",
        "三公经费与上年基本持平，减少0.76万元。",
        "下属单位三公经费较上年增长。",
        "三公经费中的会议支出较上年增长。",
        "档案保护项目支出较上年下降。",
        "## 三公经费较上年增长",
        "部门整体支出管理得到了提升。",
        "上半年三公经费同比增长。",
        "基本支出较上年下降。",  # nothing is known of last year's basic outlay
    ],
)
def test_words_that_are_right_or_not_about_the_year_are_left_alone(text: str) -> None:
    assert found("P505", said(text)) == []


def test_a_section_of_plans_is_not_judged() -> None:
    book = said("三公经费较上年增长。")
    plan = next(one for one in book.dossier.sections if "下一步" in one.title)
    moved = replace(book.paragraphs[0], where=f"报告 {plan.number}")
    assert found("P505", replace(book, paragraphs=(moved,))) == []


@pytest.mark.parametrize(
    ("text", "should"),
    [
        ("三公经费较上年降低30%。", "28.36%"),
        ("三公经费较上年降低了0.67万元。", "0.76万元"),
        ("公务接待费支出1.36万元，较上年增加3300元。", "3400"),
        ("三公经费较上年减少0.76万元，降低25.36%。", "28.36%"),
        ("三公经费较年初预算节约3.2万元。", "3.08万元"),
    ],
)
def test_changes_that_do_not_follow_are_found_with_what_they_should_be(text: str, should: str) -> None:
    [finding] = found("P506", said(text))
    assert should in finding.found


@pytest.mark.parametrize(
    "text",
    [
        "三公经费较上年降低28.36%。",
        "三公经费较上年降低28%。",
        "三公经费较上年减少0.76万元。",
        "三公经费较上年降低30%左右。",
        "三公经费较上年减少0.76万元，降低28.36%。",
    ],
)
def test_changes_that_follow_are_left_alone(text: str) -> None:
    assert found("P506", said(text)) == []


_CENTS = st.integers(0, 100_000).map(lambda cents: Decimal(cents) / 100)


@given(_CENTS, _CENTS)
def test_words_chosen_from_the_figures_are_never_contradicted(prior: Decimal, final: Decimal) -> None:
    book = said("无")
    three_public = book.dossier.annex1.three_public
    told = replace(
        three_public,
        prior_final=replace(three_public.prior_final, amount=prior),
        final=replace(three_public.final, amount=final),
    )
    annex1 = replace(book.dossier.annex1, three_public=told)
    text = f"“三公”经费支出{against_last_year(told).literal}；三公经费{amount_against_last_year(told).literal}。"
    paragraph = replace(book.paragraphs[0], text=text)
    changed = replace(book, dossier=replace(book.dossier, annex1=annex1), paragraphs=(paragraph,))
    assert found("P505", changed) == found("P506", changed) == []


@pytest.mark.parametrize("text", ["圆满完成了年度工作目标，", "全年各项任务全部完成，"])
def test_all_done_beside_a_lost_point_is_a_hint(text: str) -> None:
    book = book_of_real(text)
    [finding] = found("P507", book)
    assert finding.severity is Severity.HINT
    assert "附件3（4）" in finding.found


@pytest.mark.parametrize("text", ["全面完成绩效指标。", "各项绩效指标均已完成。", "指标均达到预期。"])
def test_all_indicators_done_beside_a_lost_point_is_a_warning(text: str) -> None:
    [finding] = found("P507", book_of_real(text))
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("text", ["确保全面完成目标。", "未能全部完成任务。", "已完成全部摄制。", "基本完成年度目标。"])
def test_plans_and_admissions_are_no_claim_of_completion(text: str) -> None:
    assert found("P507", book_of_real(text)) == []


def book_of_real(text: str) -> PrintedPackage:
    """Return the Book of the real package with another report."""
    from jixiao.paths import Workspace
    from tests.support.project import ROOT

    paragraph = PrintedPassage(text, where="报告 六", position="第1段", number=1, place=Place("report/06.md"))
    return replace(book_of(Workspace(ROOT)), paragraphs=(paragraph,))
