"""A question by path, by line or by place finds the same value, however it is spelled."""

from __future__ import annotations

from typing import Any

import pytest

from jixiao.figures import Figure
from jixiao.findings import Place
from jixiao.why.answer_json import answer_json
from jixiao.why.answer_text import answer_text
from tests.support.figures import figures_in
from tests.why.views import asked, made_view, refused

PATH = "附件1.三公经费.决算"
LINE = "data/2023/annex1.yaml:23"


def paths(*words: str) -> list[str]:
    return [one.value.path for one in asked(*words).values]


@pytest.mark.parametrize(
    "words",
    [
        [PATH],
        ["附件1", "三公经费", "决算"],
        ["附件１．三公经费．决算"],
        [" “附件1.三公经费.决算” "],
        ["附件1 第4行第4格"],
        ["附件1", "第4行", "第4列"],
        ["附件１第４行第４栏"],
        ["附件1第四行第四格"],
    ],
)
def test_all_spellings_of_a_path_or_a_cell_are_one(words: list[str]) -> None:
    assert paths(*words) == [PATH]


@pytest.mark.parametrize(
    "words",
    [
        ["各项目.custody.资金.执行率"],
        ["附件3（2）.资金.执行率"],
        ["附件3(2)", "第4行", "第7格"],
        ["档案保管保护费.资金.执行率"],
    ],
)
def test_a_project_is_found_by_identifier_number_or_name(words: list[str]) -> None:
    assert paths(*words) == ["各项目.custody.资金.执行率"]


@pytest.mark.parametrize("words", [[LINE], ["annex1.yaml：23"], ["2023/annex1.yaml", "第23行"], ["annex1.yaml:23:9"]])
def test_a_line_of_data_is_found_by_the_end_of_its_files_name(words: list[str]) -> None:
    assert paths(*words) == ["附件1.三公经费.公务接待.决算"]


def test_a_template_name_without_punctuation_is_the_path() -> None:
    assert paths("附件1.公用经费.水费电费差旅费.决算") == ["附件1.公用经费.水费、电费、差旅费.决算"]


def test_a_few_words_are_enough_where_only_one_path_has_them() -> None:
    assert paths("公务接待 决算") == ["附件1.三公经费.公务接待.决算"]


def test_several_paths_with_these_words_are_listed() -> None:
    told = refused("三公经费 决算")
    assert told.startswith("“三公经费 决算”不止一个，请写全：附件1.三公经费.决算；")
    assert told.endswith("。")


# what a line feeds


def test_a_typed_line_tells_all_that_follows_from_it() -> None:
    [told] = asked(LINE).values
    assert {one.path for one in told.users} == {PATH, "控制指标.三公经费变动率", "控制指标.三公经费控制率"}
    assert [one.print.spoken for one in told.seen] == ["附件1 第9行第4格"]


def test_a_line_of_a_text_in_several_lines_is_that_text() -> None:
    [told] = asked("annex1.yaml:56").values
    assert told.value.path == "附件1.厉行节约保障措施"


def test_a_line_of_the_report_is_its_paragraph() -> None:
    found = asked("02-general-budget.md:7")
    assert found.notes == ("印在报告 二（一）第3段。",)
    assert "基本支出.年初预算.合计" in [one.value.path for one in found.values]


@pytest.mark.parametrize(
    ("line", "note", "path"),
    [
        ("overrides.yaml:13", "这一条使附件1的“附件1.公用经费.预算”照原件印作“52.45”", "附件1.公用经费.预算"),
        ("control.yaml:15", "这是一个核对数：附件1.三公经费.决算 应为 1.92（报送件附件1），不印", PATH),
        (
            "waivers.yaml:14",
            "这是一条豁免，不印：Y101 附件1.三公经费.公车运行维护.决算",
            "附件1.三公经费.公车运行维护.决算",
        ),
    ],
)
def test_a_line_that_steers_tells_what_it_does(line: str, note: str, path: str) -> None:
    found = asked(line)
    assert found.notes[0].startswith(note)
    assert [one.value.path for one in found.values] == [path]


def test_a_line_without_a_value_says_so_and_names_the_nearest() -> None:
    assert asked("annex1.yaml:6").notes == (
        (
            "这一行是注释，没有会印出的值。"
            "最近的：第 8 行 附件1.财政供养人员.编制数、第 9 行 附件1.财政供养人员.在职人数。"
        ),
    )


# places


def test_a_paragraph_is_found_however_it_is_written() -> None:
    found = [asked(words) for words in ("报告 二（一）第3段", "报告二(一)第三段")]
    assert len({one.stands for one in found}) == 1
    assert found[0].stands.startswith("2023年年初预算批复的基本支出为395.34万元")
    assert found[0].notes[0].startswith("正文写在 data/2023/report/02-general-budget.md:7")


def test_a_row_and_a_section_list_their_values() -> None:
    assert paths("附件2 第3行")[:2] == ["附件2.资金.年初预算数", "附件2.资金.全年预算数"]
    assert "项目支出.决算" in paths("报告 二")


def test_fixed_text_of_the_form_says_that_it_is() -> None:
    found = asked("附件2 第1行第1格")
    assert (found.stands, found.values) == ("市级预算部门名称", ())
    assert found.notes == ("这一格是表样的固定文字，不取自数据；要改，改模板：templates/yueyang-2023/。（附件2）",)
    assert asked("附件2 第7行第3格").notes == ("这一格没有数据填入：表样上留空，或与上面的格合并成一格。",)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("附件1.三公经费.决", "是不是：附件1.三公经费.决算；"),
        ("附件9 第3行", "没有“附件9”这个部件。整套材料有：附件1、附件2、附件3（1）"),
        ("附件1 第99行", "附件1没有第 99 行；表格共 27 行"),
        ("附件1 第4行第9格", "附件1 第4行没有第 9 格；这一行共 4 格"),
        ("annex1.yaml:2300", "data/2023/annex1.yaml 没有第 2300 行，共 56 行"),
        ("annex9.yaml:3", "没有读过叫“annex9.yaml”的文件。可以写：data/2023/annex"),
        ("报告 二（九）第1段", "是不是：报告 二"),
        ("", "没有写要查什么"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(words: str, told: str) -> None:
    assert told in refused(words)


def test_every_print_of_the_package_leads_back_to_its_value() -> None:
    view = made_view()
    for one in view.prints:
        assert one.path in view.values, one
        if one.row:
            assert one.path in [span.print.path for block in view.row(one.where, one.row) for span in block.marks]


def test_every_figure_can_be_told() -> None:
    for figure in figures_in(made_view().dossier):
        if figure.path:
            assert isinstance(made_view().values[figure.path], Figure)


# words


def test_the_answer_reads_like_this() -> None:
    text = answer_text(asked("附件1.公用经费.决算"))
    origin, _, findings = text.partition("\n查出的问题\n")
    assert origin == EXPECTED
    assert findings.startswith("  错误 T201  “基本支出.决算.商品和服务支出”各处不一致")
    assert "\n      已豁免，理由：" in findings


def test_all_that_is_reckoned_from_it_is_listed_when_asked_for() -> None:
    origin, _, _ = answer_text(asked("附件1.公用经费.决算"), everything=True).partition("\n查出的问题\n")
    short, _, _ = EXPECTED.rpartition("  ……另有 3 个")
    assert origin == short + REST


EXPECTED = """\
附件1.公用经费.决算 = 67.86 万元

怎么来的
  67.86 万元  附件1.公用经费.决算  = 取自
  └─ 67.86 万元  基本支出.决算.商品和服务支出  data/2023/basic.yaml:17:12

印在哪里
  附件1 第19行第4格：公用经费 │ 65.28 │ 52.45 │【66.92】
      照原件印的；数据算出 67.86。理由：原件附件1与报告二（一）的商品和服务支出67.86万元不一致；数据取决算数\
（data/2023/overrides.yaml:18:9）
  报告 二（一）第1段：……支出395.02万元，占基本支出85%，公用支出【67.86】万元，占基本支出15%，项目支出588.43万元……
  报告 二（一）第4段：……中工资福利性支出312.59万元、商品和服务支出【67.86】万元、对个人和家庭的补助82.43万元。

用它算出的数
  98.79%  附件2.资金.执行率
  9.9 分  附件2.资金.得分
  1051.44 万元  附件2.资金.全年执行数
  462.88 万元  附件2.支出.基本支出
  99.9 分  附件2.总分.得分
  67.86 万元  基本支出.决算.公用支出
  462.88 万元  基本支出.决算.合计
  13 万元  基本支出.年末结余
  44.023435%  基本支出.占总支出
  85.339613%  基本支出.人员支出占比
  14.660387%  基本支出.公用支出占比
  55.976565%  项目支出.占总支出
  ……另有 3 个，全部列出：加 ARGS=--all
"""
REST = """\
  1051.44 万元  整体支出.决算
  105.290923%  控制指标.公用经费控制率
  92.979493%  控制指标.预算完成率
"""


def test_control_characters_of_the_data_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in answer_text(asked("报告 六 第1段"))
    assert "\x1b[1m" in answer_text(asked(PATH), colour=True)


def test_as_json_the_lineage_ends_in_places() -> None:
    answer: dict[str, Any] = dict(answer_json(asked(PATH)))
    [told] = answer["values"]
    steps = told["lineage"]
    assert steps[PATH]["operands"] == [
        "附件1.三公经费.公务用车.决算",
        "附件1.三公经费.出国经费.决算",
        "附件1.三公经费.公务接待.决算",
    ]
    assert Place(*(steps["附件1.三公经费.公务接待.决算"][name] for name in ("file", "line", "column"))) == Place(
        "data/2023/annex1.yaml", 23, 9
    )
    assert told["controls"][0]["met"] is True
    assert told["rules"] is None
