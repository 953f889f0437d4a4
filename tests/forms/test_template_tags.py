"""What a template prints, and where."""

from jixiao.forms.template_tags import read_template_tags
from tests.support.docx import form


def test_tags_are_paths_with_their_cells() -> None:
    tags = read_template_tags(form("{{ 年度 }}", cells=[["资金", "{{ 资金.预算 }}"]])).values
    assert [(tag.path, tag.spoken) for tag in tags] == [("年度", "正文"), ("资金.预算", "表1 第1行第2格")]


def test_a_loops_variable_stands_for_its_list() -> None:
    cells = [["{%tr for 行 in 指标 %}"], ["{{ 行.得分 }}{{ loop.index }}"], ["{%tr endfor %}"], ["{{ 行 }}"]]
    tags = read_template_tags(form(cells=cells))
    assert [(tag.path, tag.within) for tag in tags.values] == [("指标.得分", "指标"), ("行", "")]
    assert [loop.path for loop in tags.loops] == ["指标"]


def test_tags_with_nothing_between_them_are_not_parted() -> None:
    tags = read_template_tags(form(cells=[["{{ 甲 }} {{ 乙 }}", "{{ 丙 }}：{{ 丁 }}"]])).values
    assert [tag.path for tag in tags if not tag.parted] == ["乙"]
