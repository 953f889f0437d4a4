"""The report's numbers and words against the forms: what is wrong is found, what is right is left alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.findings import Place, Severity
from jixiao.render.declared import Declaration, find_declarations, format_declaration, without_declarations
from jixiao.render.direction_words import against_last_year, amount_against_last_year
from jixiao.render.passages import PrintedPassage
from jixiao.rules.known import Kinship, Known, kinship
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.prose_numerals import free_numerals, numerals
from tests.support.book import book_of, book_with, found
from tests.support.project import copy_project, edit

PERFORMANCE = "data/2023/report/06-performance.md"


def said(text: str, *declared: str) -> PrintedPackage:
    """Return a Book whose report says this in section 六, with these numbers declared."""
    book = book_with(said=text)
    [paragraph] = book.paragraphs
    marks = tuple(Declaration(phrase, Place("report/06.md", 2)) for phrase in declared)
    return replace(book, paragraphs=(replace(paragraph, declared=marks),))


def phrases(text: str) -> list[str]:
    return [one.phrase for one in free_numerals(PrintedPassage("报告 六", text, number=1, place=Place("r.md")), ())]


# which numbers are figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新接收档案10多万卷，图书1.5万册", ["10多万卷", "1.5万册"]),
        ("移交1.8TB的成果，外出培训17人次", ["1.8TB", "17人次"]),
        ("全年支出１０５１．４４万元", ["１０５１．４４万元"]),
        ("经费1,200元", ["1,200元"]),
        ("群众满意度达96%以上", ["96%"]),
        ("装修库房1200㎥，新建400平方米", ["1200㎥", "400平方米"]),
    ],
)
def test_numbers_are_read_with_their_units(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1.装修库房，（2）整理档案；3、布展",
        "10.2023年，我馆组织培训",
        "12．修订制度",
        "2023年12月8日实施，12月31日前、1-6月、1至6月、3月份完成",
        "2021—2025年规划，2021年至2023年",
        "《岳阳市档案馆指南（1980-2022）》《新中国成立70年》",
        "“5个一”工程，坚守奋进“十律”",
        "财预〔2020〕10号、岳财绩[2023]3号、（2023）第8号",
        "第十三届、第3届、第1季",
        "附件3（4）、表2、图1-3",
        "一是严格用电管理；两个维护；三、四层库房",
        "A4纸、PM2.5、HTTP2、https://example.org/2023/1",
        "9:30开会，12345号令",
        "### 3.预算管理",
        "无",
    ],
)
def test_ordinals_dates_titles_and_document_numbers_are_no_figures(text: str) -> None:
    assert phrases(text) == []


def test_amounts_are_read_in_the_base_unit() -> None:
    [one] = numerals("共588.56万元")
    assert (one.amount, one.unit, one.scale, one.places, one.phrase) == (
        Decimal(5885600),
        "元",
        Decimal(10_000),
        2,
        "588.56万元",
    )


@pytest.mark.parametrize("text", ["约160万元", "160余万元", "160多万元", "160万元左右", "近160万元", "160万元以上"])
def test_approximations_are_known_as_such(text: str) -> None:
    [one] = numerals(text)
    assert one.approximate


# P501 and P503: undeclared and declared numbers


def test_undeclared_numbers_are_listed_once_per_paragraph_with_the_line_to_add() -> None:
    [finding] = found("P501", said("组织培训2天，100多人参训，外出2天，发表136篇。"))
    assert finding.severity is Severity.HINT
    assert (finding.subject, finding.printed) == ("报告 六", ("报告 六 第1段",))
    assert "2天、100多人、136篇" in finding.found
    assert "{# 事实数字：2天、100多人、136篇 #}" in finding.expected


def test_declared_numbers_are_no_finding() -> None:
    assert found("P501", said("组织培训2天，100多人参训。", "2天", "100多人")) == []


def test_a_declaration_does_not_cover_a_longer_number() -> None:
    [finding] = found("P501", said("外出培训12天。", "2天"))
    assert "12天" in finding.found


def test_wordings_of_the_form_set_need_no_declaration() -> None:
    book = said("开通12345热线5G专线。")
    checks = book.dossier.form_set.checks.model_copy(update={"plain_numbers": ["12345热线", "5G"]})
    form_set = book.dossier.form_set.model_copy(update={"checks": checks})
    assert found("P501", book)
    assert found("P501", replace(book, dossier=replace(book.dossier, form_set=form_set))) == []


def test_a_declaration_beside_another_number_points_at_the_paragraph() -> None:
    [finding] = found("P503", said("装修库房1200㎥。", "200㎥"))
    assert (finding.place, finding.severity) == (Place("report/06.md", 1), Severity.WARNING)
    assert "200㎥" in finding.found
    assert "1200㎥" in finding.found


@pytest.mark.parametrize("phrase", ["1200㎡", "若干"])
def test_a_declaration_that_meets_nothing_is_pointed_at(phrase: str) -> None:
    [finding] = found("P503", said("装修库房1200㎥。", phrase))
    assert finding.place == Place("report/06.md", 2)
    assert phrase in finding.found


def test_a_declaration_that_is_met_is_no_finding() -> None:
    assert found("P503", said("装修库房1200㎥。", "1200㎥")) == []


def test_a_declaration_speaks_of_the_paragraph_above_it() -> None:
    text = (
        "首段3次。\n\n{% for 项 in 各项目 %}\n第二段5集。\n{% endfor %}\n{# 事实数字：5集、60集，1,200人 #}\n\n尾段。"
    )
    assert {line: [one.phrase for one in those] for line, those in find_declarations(text, "r.md").items()} == {
        4: ["5集", "60集", "1,200人"]
    }


def test_a_declaration_above_everything_speaks_of_the_first_paragraph() -> None:
    assert list(find_declarations("{# 事实数字：3次 #}\n首段3次。\n次段。", "r.md")) == [2]


def test_declarations_leave_the_number_of_lines_alone() -> None:
    text = "甲 {# 事实数字：3次 #}\n{# 事实数字：\n5次 #}\n乙{# 别的注释 #}"
    assert without_declarations(text) == "甲 \n\n\n乙{# 别的注释 #}"


@given(st.lists(st.from_regex(r"[1-9][0-9]{0,4}(\.[0-9])?(万?[人册页])", fullmatch=True), min_size=1, unique=True))
def test_the_line_a_finding_proposes_is_read_back(numbers: list[str]) -> None:
    [those] = find_declarations(f"一段。\n{format_declaration(numbers)}", "r.md").values()
    assert [one.phrase for one in those] == numbers


def test_declarations_never_print(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    book = book_of(workspace)
    assert any(paragraph.declared for paragraph in book.paragraphs)
    assert not any("事实数字" in paragraph.text for paragraph in book.paragraphs)


# P502: figures typed by hand


@pytest.mark.parametrize(
    ("text", "kin", "reference"),
    [
        ("列支1051.44万元", Kinship.SAME, "整体支出.决算"),
        ("支出10514400元", Kinship.SAME, "整体支出.决算"),
        ("项目支出年末结余63.69万元", Kinship.SWAPPED, "项目支出.年末结余"),
        ("项目支出年末结余66.38万元", Kinship.NEXT, "项目支出.年末结余"),
        ("全年收入654.95元", Kinship.POINT, "项目支出.全年收入"),
        ("全年收入65.495万元", Kinship.POINT, "项目支出.全年收入"),
        ("全年收入664.95万元", Kinship.MISTYPED, "项目支出.全年收入"),
        ("装修库房1200㎥", Kinship.UNIT, '各项目.shelving.绩效指标.产出指标.数量指标["采购固定架、密集架"].实际完成值'),
        ("迁移190万条", Kinship.SAME, '各项目.digital.绩效指标.产出指标.数量指标["原档案系统数据迁移服务"].实际完成值'),
    ],
)
def test_a_figure_typed_by_hand_is_a_warning_that_says_what_to_write(text: str, kin: Kinship, reference: str) -> None:
    [finding] = found("P502", said(f"情况说明：{text}。"))
    assert finding.severity is Severity.WARNING
    assert kin.value in finding.found
    assert f"{{{{ {reference} }}}}" in finding.expected


@pytest.mark.parametrize(
    "text",
    [
        "有21人参加，设5个部门，3个组，共13万元",  # small whole numbers meet by chance
        "争取投资200万元，培训100人，完成率100%",  # round ones too
        "约1051.44万元，160多万元",  # approximations are not the figure
        "另有资金37.21万元，1050页",
        "满意度96%，占44%",
        "接待游客1200人",
    ],
)
def test_numbers_that_are_others_do_not_warn(text: str) -> None:
    assert found("P502", said(f"情况说明：{text}。")) == []


@pytest.mark.parametrize(
    ("typed", "kin"),
    [
        ("54.2万元", Kinship.SWAPPED),
        ("52.4万元", Kinship.SAME),
        ("5.24万元", Kinship.POINT),
        ("25.4万元", None),
        ("54.3万元", None),
        ("542万元", None),
    ],
)
def test_three_digits_tell_where_they_were_turned_across_the_point(typed: str, kin: Kinship | None) -> None:
    amount, ten_thousand = Decimal(524_000), Decimal(10_000)
    known = Known("支出", "支出", "52.4万元", "52.4", amount, amount, "元", ten_thousand)
    assert kinship(numerals(typed)[0], known) is kin


def test_a_declared_number_is_not_compared() -> None:
    assert found("P502", said("情况说明：装修库房1200㎥。", "1200㎥")) == []


@given(st.integers(1, 31), st.sampled_from(["人", "个", "万元", "家", "%", ""]))
def test_small_whole_numbers_never_resemble_a_figure(number: int, unit: str) -> None:
    [typed] = numerals(f"{number}{unit}")
    amount = Decimal(number) * typed.scale
    known = Known("路径", "路径", str(number), str(number), amount, amount, typed.unit, typed.scale)
    assert kinship(typed, known) is None


# P504 and P510: numbers right after a known name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("截止年底，实有在职人员19人，工勤人员1人。", "21"),
        ("全年预算执行率为95%，", "执行率"),
        ("项目支出590万元，", "588.56"),
        ("本单位退休人员22人。", "21"),
    ],
)
def test_a_number_said_of_a_known_matter_must_agree(text: str, told: str) -> None:
    findings = found("P504", said(text))
    assert findings
    assert told in findings[0].found
    assert all(one.severity is Severity.WARNING for one in findings)


def test_a_number_in_another_unit_is_listed_as_undeclared() -> None:
    book = said("三公经费30%。")
    assert found("P504", book) == []
    assert found("P501", book)


def test_a_number_that_agrees_is_to_be_written_as_a_reference() -> None:
    [finding] = found("P504", said("退休人员21人。"))
    assert "应写成引用" in finding.found
    assert finding.expected == "{{ 单位.人员.退休人员 }}"


@pytest.mark.parametrize(
    "text",
    [
        "新增在职人员2人，调出在职人员1人",
        "在职人员5人参加培训",
        "局机关在职人员19人",
        "上年三公经费2.68万元",
        "压减项目支出12万元",
        "大楼维护项目支出12万元",
        "下一步，争取项目支出700万元",
        "在职人员约20人",
    ],
)
def test_numbers_of_other_matters_are_left_alone(text: str) -> None:
    assert found("P504", said(f"{text}。")) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [("公开或内部出版5本书籍，完成初稿。", "1本"), ("摄制60集《湖湘独一档——镇馆之宝》短视频。", "40集")],
)
def test_counts_that_an_indicator_gives_otherwise_are_pointed_at(text: str, told: str) -> None:
    [finding] = found("P510", said(text))
    assert finding.severity is Severity.HINT
    assert told in finding.found


@pytest.mark.parametrize("text", ["出版1本书籍。", "出版5本杂志。", "举办5次书籍展览。", "出版10多本书籍。"])
def test_counts_that_agree_or_count_other_things_are_left_alone(text: str) -> None:
    assert found("P510", said(text)) == []


# P505 and P506: direction and comparison


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
        "三公经费与上年基本持平。",
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


# P507: all goals reached


@pytest.mark.parametrize("text", ["圆满完成了年度工作目标，", "全年各项任务全部完成，", "全面完成绩效指标。"])
def test_all_done_beside_a_lost_point_is_a_hint(text: str) -> None:
    book = book_of_real(text)
    [finding] = found("P507", book)
    assert finding.severity is Severity.HINT
    assert "附件3（4）" in finding.found


@pytest.mark.parametrize("text", ["确保全面完成目标。", "未能全部完成任务。", "已完成全部摄制。", "基本完成年度目标。"])
def test_plans_and_admissions_are_no_claim_of_completion(text: str) -> None:
    assert found("P507", book_of_real(text)) == []


def book_of_real(text: str) -> PrintedPackage:
    """Return the Book of the real package with another report."""
    from jixiao.paths import Workspace
    from tests.support.project import ROOT

    paragraph = PrintedPassage("报告 六", text, number=1, place=Place("report/06.md"))
    return replace(book_of(Workspace(ROOT)), paragraphs=(paragraph,))


# P508 and P509: sums and shares inside a sentence


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("年初预算395.34万元（其中人员经费支出330.89万元、公用经费支出64.54万元）。", Severity.WARNING),
        ("决算462.88万元，其中：工资福利支出312.59万元，商品和服务支出76.86万元和补助82.43万元。", Severity.WARNING),
        ("年初预算395.34万元，其中人员经费支出330.89万元、公用经费支出63.45万元。", Severity.HINT),
        ("安排165万元（其中：上年结转50万元，当年安排100万元，其他资金20万元）。", Severity.WARNING),
    ],
)
def test_parts_that_miss_their_total_are_found(text: str, severity: Severity) -> None:
    [finding] = found("P508", said(text))
    assert finding.severity is severity


@pytest.mark.parametrize(
    "text",
    [
        "年初预算395.34万元（其中人员经费支出330.89万元、公用经费支出64.45万元。），年中追加80.54万元。",
        "决算462.88万元，其中工资福利支出312.6万元、商品和服务支出67.9万元、补助82.4万元。",  # rounding
        "决算462.88万元，其中办公费3.8万元、差旅费31.47万元。",  # partial
        "支出1051.31万元，其中基本支出462.88万元，占总支出44%，人员支出395.02万元，公用支出67.86万元，项目支出588.43万元。",
        "支出100万元，其中甲60万元，较上年增加50万元。",
        "支出100万元，其中甲60万元。全年结余300万元。",
    ],
)
def test_lists_that_fit_or_are_no_plain_lists_are_left_alone(text: str) -> None:
    assert found("P508", said(text)) == []


def test_a_share_typed_by_hand_is_recomputed() -> None:
    [finding] = found("P509", said("整体支出1051.31万元，其中基本支出462.88万元，占总支出46%。"))
    assert "44.03%" in finding.found


def test_a_share_of_what_only_the_forms_name_is_recomputed() -> None:
    [finding] = found("P509", said("基本支出462.88万元，占总支出46%。"))
    assert "按此计算为 44.02%" in finding.found
    [finding] = found("P509", said("在职人员21人，占编制的90%。"))
    assert "编制 21人，按此计算为 100%" in finding.found


@pytest.mark.parametrize(
    "text",
    [
        "整体支出1051.31万元，其中基本支出462.88万元，占总支出44%。",
        "整体支出1051.31万元，其中基本支出462.88万元，占总支出的44.03%。",
        "2022年基本支出462.88万元，占总支出46%。",  # of another year the forms say nothing
        "一季度支出462.88万元，占总支出46%。",
        "在职人员21人，占编制的100%。",
        "整体支出1051.31万元，本年捐赠20万元，占捐赠总额46%。",
    ],
)
def test_shares_that_follow_or_cannot_be_told_are_left_alone(text: str) -> None:
    assert found("P509", said(text)) == []


# the real report


def test_the_real_report_shows_only_what_is_worth_reading(tmp_path: Path) -> None:
    book = book_of(copy_project(tmp_path))
    shown = {code: [one.subject for one in found(code, book)] for code in (f"P5{n:02d}" for n in range(1, 11))}
    assert {code: subjects for code, subjects in shown.items() if subjects} == {
        "P502": ["报告 六 1200㎥"],
        "P505": ["报告 六 在职人员数少于编制数", "报告 六 支出总额控制在预算总额以内"],
        "P507": ["报告 六 圆满完成了年度工作目标", "报告 六 圆满完成了当年的任务目标"],
        "P510": ["报告 六 5本", "报告 六 60集"],
    }


def test_a_reference_replaced_by_its_digits_is_found(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    general = tmp_path / "data/2023/report/02-general-budget.md"
    edit(general, "年末结余{{ 项目支出.年末结余 }}万元", "年末结余66.93万元")
    [finding] = [one for one in found("P502", book_of(workspace)) if one.place.file.endswith(general.name)]
    assert finding.subject.endswith("66.93万元")
    assert "{{ 项目支出.年末结余 }}" in finding.expected
