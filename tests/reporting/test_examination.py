"""核验报告: everything that was found, waived, recomputed and overridden, on a page that needs nothing else."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from jixiao.build.stories import build_package, check_year
from jixiao.figures import total
from jixiao.findings import Severity
from jixiao.reporting.examination import EXAMINATION, render_examination, steps
from jixiao.reporting.outcome import Outcome
from tests.reporting.samples import ALL, ERROR, NASTY, WAIVED
from tests.support.figures import entered
from tests.support.made_unit import MADE, copy_made_unit

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Collects a page's text and tags, and fails on tags that do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [str(value) for name, value in attrs if name in ("src", "href")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def made() -> Outcome:
    return check_year(MADE, 2023)


@pytest.fixture(scope="module")
def page(made: Outcome) -> Page:
    return Page(render_examination(made.title, made.findings, made.judgement, made.overridden))


def test_it_needs_no_other_file_and_runs_nothing(page: Page) -> None:
    assert page.addresses == []
    assert "script" not in page.tags


def test_every_finding_is_told_with_both_ends(made: Outcome, page: Page) -> None:
    assert made.findings
    for one in made.findings:
        assert one.found.replace("\n", "") in page.text
        assert all(where in page.text for where in one.printed)
        assert one.waived or str(one.place) in page.text


def test_findings_are_grouped_by_part_in_the_order_of_the_package(made: Outcome) -> None:
    errors = [
        replace(ERROR, printed=(where,), found=f"在{where}") for where in ("报告 二", "附件2", "附件3（1）", "附件1")
    ]
    page = Page(render_examination("题", [*errors, replace(ERROR, printed=(), found="在别处")], made.judgement, []))
    told = ["在附件1", "在附件2", "在附件3（1）", "在报告 二", "在别处"]
    assert sorted(told, key=page.text.index) == told


def test_errors_come_before_hints() -> None:
    hint = replace(ERROR, severity=Severity.HINT, found="提示的话")
    text = Page(render_examination("题", [hint, replace(ERROR, found="错误的话")], None, [])).text
    assert text.index("错误的话") < text.index("提示的话")


def test_waived_findings_stand_apart_with_the_reason() -> None:
    text = Page(render_examination("题", [WAIVED], None, [])).text
    assert text.index("已豁免的问题") < text.index(WAIVED.found) < text.index(WAIVED.waived)


def test_scores_are_recomputed_step_by_step(made: Outcome, page: Page) -> None:
    assert made.judgement is not None
    assert made.judgement.rescored is not None
    figures = [line.figure for form in made.judgement.rescored.forms for line in form.lines]
    assert figures
    assert all(steps(figure) in page.text for figure in figures)


def test_what_is_printed_stands_beside_what_was_computed(made: Outcome, page: Page) -> None:
    assert made.overridden
    for one in made.overridden:
        assert one.override is not None
        assert str(one.override.reason) in page.text


def test_control_totals_are_listed_with_their_result(made: Outcome, page: Page) -> None:
    assert made.judgement is not None
    assert made.judgement.rescored is not None
    assert made.judgement.rescored.controls
    for one in made.judgement.rescored.controls:
        assert str(one.control.reference) in page.text
    assert "相符" in page.text


def test_what_was_understood_of_the_report_is_told_and_what_was_not_is_listed(made: Outcome, page: Page) -> None:
    assert made.judgement is not None
    assert made.judgement.claims is not None
    read = made.judgement.claims
    assert f"报告正文共 {read.sentences} 句" in page.text
    assert all(sentence in page.text for _, sentence in read.unread)


def test_a_year_that_cannot_be_judged_says_so() -> None:
    text = Page(render_examination("2023 年度", [ERROR], None, [])).text
    assert "还不能核验" in text


def test_hostile_text_stays_text() -> None:
    page = Page(render_examination("<b>题</b>", [*ALL, replace(NASTY, waived="<i>理由</i>")], None, []))
    assert "script" not in page.tags
    assert {"i", "a"} & page.tags == set()
    assert "<script>alert(1)</script>" in page.text


def test_the_same_data_gives_the_same_bytes_and_the_build_stores_them_outside_the_submission(tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    outcome = build_package(workspace, 2023, step=lambda _: None, draft=True, pdf=False)
    assert outcome.folder is not None
    stored = (outcome.folder / EXAMINATION).read_text("utf-8")
    assert stored == render_examination(outcome.title, outcome.findings, outcome.judgement, outcome.overridden)
    assert EXAMINATION not in outcome.files


def test_steps_of_an_entered_figure_are_none() -> None:
    assert steps(entered("5")) == ""


def test_a_rate_is_divided_then_rounded_and_its_score_multiplied_rounded_and_limited() -> None:
    rate = (entered("2") / entered("3")).rounded(4).linked("执行率")
    score = (rate * entered("10", unit="分", path="分值")).rounded(1).capped(entered("10", unit="分"))
    assert steps(rate) == "2 ÷ 3 = 66.666667%，保留 2 位小数为 66.67%"
    assert steps(score) == "66.67% × 10 = 6.667，保留 1 位小数为 6.7，以 10 为限，得 6.7"


def test_a_sum_names_what_it_adds() -> None:
    assert steps(total([entered("1.5"), entered("2")])) == "1.5 + 2 = 3.5"
    assert steps(total([])) == "没有 = 0"
