"""What a question asks about, however it is spelled."""

import pytest

from jixiao.errors import UsageError
from jixiao.why.query import CellQuestion, LineQuestion, Name, Query, choose_name, key, list_ending, nearest, read_query

PATHS = ["附件1.三公经费.决算", "附件1.三公经费.预算", "附件1.公用经费.决算"]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("annex1.yaml:28", LineQuestion("annex1.yaml", 28)),
        ("annex1.yaml 第28行", LineQuestion("annex1.yaml", 28)),
        ("annex1.yaml:28:5", LineQuestion("annex1.yaml", 28)),
        ("附件2 第3行第5格", CellQuestion("附件2", 3, 5)),
        ("附件2第三行", CellQuestion("附件2", 3, None)),
        ("附件１．三公经费", Name("附件１．三公经费")),
        ("报告 二（一）第3段", Name("报告 二（一）第3段")),
    ],
)
def test_a_line_a_cell_or_a_name_is_meant(words: str, query: Query) -> None:
    assert read_query(words.split()) == query


def test_nothing_is_no_question() -> None:
    with pytest.raises(UsageError, match="没有写要查什么"):
        read_query([" “” "])


def test_spellings_of_one_name_have_one_key() -> None:
    assert key("附件１．三公经费。决算") == key(" “附件1.三公经费.决算” ")
    assert choose_name("附件１．三公经费．决算", PATHS) == PATHS[0]
    assert choose_name("附件9", PATHS) is None


def test_last_words_find_the_paths_that_end_in_them() -> None:
    assert list_ending("三公经费 决算", PATHS) == PATHS[:1]
    assert list_ending("决算", PATHS) == [PATHS[0], PATHS[2]]
    assert list_ending("。", PATHS) == []


def test_the_nearest_names_come_first() -> None:
    assert nearest("附件1.三公经费.决祘", PATHS)[0] == PATHS[0]
    assert nearest("xyz", PATHS) == []
