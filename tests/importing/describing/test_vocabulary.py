"""Words learned from a set: what each leads to, exactly or nearly."""

import pytest

from jixiao.importing.describing.vocabulary import (
    Vocabulary,
    find_counted,
    is_exact,
    learn_words,
    look_up,
    spellings,
)
from jixiao.model.form_roles import FieldKind, ListRole, Role
from jixiao.paths import Workspace
from tests.support.drawn_docx import draw_docx
from tests.support.paper import HEAD

_FORM = (
    HEAD
    + """同义标签:
  - [得分, 评定分]
各表:
  - 名称: 示例表
    标题: 示例表
    文件: form.yaml
    模板: form.docx
    各项:
      名称: {类型: 文字, 角色: 项目名称}
      资金.合计.预算: {类型: 金额, 角色: 全年预算}
      总分: {类型: 得分, 角色: 总分}
    列表:
      指标:
        角色: 绩效指标
        各项:
          三级指标: {类型: 文字, 角色: 三级指标}
          得分: {类型: 得分, 角色: 指标得分}
"""
)
_TEMPLATE = """
    | 工程名称 | {{ 名称 }}«2» |
    | 钱款（万元） | | 预算额 |
    | ^ | 总计 | {{ 资金.合计.预算 }} |
    | 各指标 | 内容 | 得分 |
    | ^ | | {%tr for 行 in 指标 %} |
    | ^ | {{ 行.三级指标 }} | {{ 行.得分 }} |
    | ^ | | {%tr endfor %} |
    填报说明
    经办人：{{ 单位.填表人 }}  总评：{{ 总分 }}
"""


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    root = tmp_path_factory.mktemp("words")
    for name in ("sample", "broken"):
        (root / "templates" / name).mkdir(parents=True)
        (root / "templates" / name / "description.yaml").write_text(_FORM, "utf-8")
    (root / "templates/sample/form.docx").write_bytes(draw_docx(_TEMPLATE))
    return learn_words(Workspace(root))


def test_a_label_leads_to_what_the_set_says_of_it(words: Vocabulary) -> None:
    meaning = look_up(words.beside, "工程名称：", None)
    assert meaning is not None
    assert (meaning.name, meaning.role) == ("名称", Role.PROJECT_NAME)


def test_a_heading_leads_to_the_last_step_and_a_group_to_the_first(words: Vocabulary) -> None:
    assert next(iter(words.pairs["总计", "预算额"])).role is Role.FULL_YEAR_BUDGET
    assert list(words.groups["钱款"]) == ["资金"]
    assert words.roles["总计"] == {Role.FULL_YEAR_BUDGET}


def test_a_list_has_a_name_and_a_role_by_its_label(words: Vocabulary) -> None:
    (name,) = words.lists["各指标"]
    assert (name.path, name.role) == ("指标", ListRole.INDICATORS)


def test_other_wordings_mean_the_same(words: Vocabulary) -> None:
    meaning = look_up(words.parts, "评定分", None)
    assert meaning is not None
    assert meaning.role is Role.INDICATOR_SCORE


def test_values_in_lines_are_known_and_lines_without_any(words: Vocabulary) -> None:
    assert look_up(words.beside, "经办人", None) is not None
    assert "填报说明" in words.lines


def test_a_label_that_ends_in_another_is_a_kind_of_it(words: Vocabulary) -> None:
    meaning = look_up(words.parts, "省厅得分", None)
    assert meaning is not None
    assert meaning.kind is FieldKind.SCORE
    assert not is_exact(words.parts, "省厅得分", None)
    assert find_counted(words.parts, "得分说明", None) is None


def test_what_a_text_is_known_as(words: Vocabulary) -> None:
    assert words.knows("工程名称", None)
    assert not words.knows("地址", None)
    assert words.heads("预算额", None)
    assert words.is_beside("工程名称", None)


def test_brackets_and_the_forms_own_year_may_be_missing() -> None:
    assert spellings("2030年决算数（万元）", 2030)[-1] == "决算数"
    assert "决算数" not in spellings("2029年决算数", 2030)
