"""A year's files as an import writes them: canonical, with the line that each value came to stand on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jixiao.importing.field_values import FieldValue
from jixiao.importing.import_result import ImportResult
from jixiao.importing.table_reader import FiledValue
from jixiao.source.nodes import parse_yaml
from tests.support.imported import scalars_of

SEEN = FiledValue("单位.填表人", "填表人甲 ", "报送件 附件2 第1行第2格")
KEYS = st.text("键a#-'\"{、", min_size=1, max_size=4)
TEXTS = st.text("甲:#-'\"{}|&!", min_size=1).map(lambda text: f"{text}: {text}\n{text}")


def result() -> ImportResult:
    return ImportResult(2024, "yueyang-2023")


def test_a_file_has_a_short_head_and_its_data_in_canonical_form() -> None:
    plan = result()
    plan.store("projects/01-p1.yaml", {"名称": FieldValue("甲：乙"), "资金": {"其他资金": FieldValue(None)}}, "题目。")
    head, *lines = plan.files["projects/01-p1.yaml"].decode().splitlines()
    assert head == "# yaml-language-server: $schema=../../../schemas/project.schema.json"
    assert lines == ["# 题目。", "名称: 甲：乙", "", "资金:", "  其他资金:"]


def test_what_was_taken_over_knows_its_line_and_what_could_not_be_is_named() -> None:
    plan = result()
    values = {"填表人": FieldValue("填表人甲", SEEN), "联系电话": FieldValue("待填", SEEN, problem="是空白")}
    plan.store("unit.yaml", values, "题目。")
    [taken] = plan.taken
    assert (taken.file, taken.line, taken.path, taken.filed) == ("data/2024/unit.yaml", 3, "填表人", SEEN)
    assert [(one.text, one.problem) for one in plan.unread] == [(SEEN.text, "是空白")]


def test_last_years_accounts_lie_in_last_years_folder() -> None:
    plan = result()
    plan.store_prior({"年度": FieldValue("2023", SEEN)})
    assert list(plan.prior) == ["final-accounts.yaml"]
    assert (
        plan.prior["final-accounts.yaml"].decode().splitlines()[1].startswith("# 2023 年度只有决算数，取自 2024 年度")
    )
    assert plan.taken[0].file == "data/2023/final-accounts.yaml"


@given(st.dictionaries(KEYS, TEXTS, max_size=4))
def test_whatever_the_words_they_are_read_back(words: dict[str, str]) -> None:
    plan = result()
    plan.store("unit.yaml", {"单位": {key: FieldValue(text) for key, text in words.items()}}, "题目。")
    source = parse_yaml(plan.files["unit.yaml"].decode(), "unit.yaml", "")
    assert scalars_of(source.tree) == {f"单位.{key}": text for key, text in words.items()}
