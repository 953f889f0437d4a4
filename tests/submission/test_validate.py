"""Model errors become findings at their places; a flawed record is repaired without inventing anything."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from jixiao.model.annex1 import Annex1, ThreePublic
from jixiao.model.annex5 import Annex5, CriteriaGroup
from jixiao.model.base import Record
from jixiao.model.formset import FilingDeadline, Part
from jixiao.model.scalars import Name
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import Entries, Flawed, Items, Scalar, load_yaml
from jixiao.submission.validate import place_of, validate
from tests.support.project import ROOT
from tests.support.reading import listed

LINE = """\
公车购置: {预算: 0, 决算: 0}
公车运行维护: {预算: 3, 决算: 0.56}
出国经费: {预算: 0, 决算: 0}
公务接待: {预算: 2, 决算: 1.36}
"""


def load(tmp_path: Path, text: str) -> SourceText:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return load_yaml(path, "a.yaml", "")


def test_a_sound_record_has_no_findings(tmp_path: Path) -> None:
    source = load(tmp_path, LINE)
    record = validate(source, ThreePublic)
    assert listed(source.findings) == ""
    assert record is not None
    assert str(record.receptions.final.amount) == "1.36"


def test_a_misspelt_key_is_not_also_missing(tmp_path: Path) -> None:
    source = load(tmp_path, LINE.replace("公务接待", "公务招待"))
    validate(source, ThreePublic)
    assert listed(source.findings) == "M001 a.yaml:4:1 有不认识的键“公务招待”\n"
    assert source.findings[0].remedy == "是否应为“公务接待”？"


def test_an_unknown_key_like_one_that_is_there_is_no_guess(tmp_path: Path) -> None:
    source = load(tmp_path, LINE + "公务招待: 1\n")
    validate(source, ThreePublic)
    assert source.findings[0].expected == "只有这些键：公车购置、公车运行维护、出国经费、公务接待"


def test_a_missing_key_of_one_line_is_told_at_that_line(tmp_path: Path) -> None:
    source = load(tmp_path, LINE.replace(", 决算: 1.36", ""))
    validate(source, ThreePublic)
    assert listed(source.findings) == "M002 a.yaml:4:1 公务接待：缺少键“决算”\n"


def test_values_flawed_before_bring_no_second_finding(tmp_path: Path) -> None:
    source = load(tmp_path, LINE.replace("1.36", "*a").replace("{预算: 3, 决算: 0.56}", "!x {预算: 3}"))
    record = validate(source, ThreePublic)
    assert [one.code for one in source.findings] == ["L012", "L007"]
    assert record is not None
    assert record.receptions.final.literal == "〔待改〕"
    assert record.car_running.budget.literal == "〔待改〕"
    assert str(record.receptions.budget.amount) == "2"


def test_an_unreadable_file_gives_a_record_flawed_throughout() -> None:
    source = SourceText("a.yaml")
    record = validate(source, Annex1)
    assert source.findings == []
    assert record is not None
    assert record.buildings.actual_size.literal == "〔待改〕"
    assert record.thrift_measures == "〔待改〕"


def test_a_flawed_list_is_empty_so_that_no_item_is_invented() -> None:
    record = validate(SourceText("a.yaml"), Annex5)
    assert record is not None
    assert record.criteria == []


def test_an_item_that_is_no_mapping_is_flawed_alone(tmp_path: Path) -> None:
    source = load(
        tmp_path,
        "一级指标: 布置\n二级指标:\n  - 通知\n  - 名称: 小组\n    分值: 2\n    评分标准: 有\n    所需佐证材料:\n",
    )
    record = validate(source, CriteriaGroup)
    assert listed(source.findings) == "M003 a.yaml:3:5 二级指标 › 第 1 项：这里只有“通知”\n"
    assert record is not None
    assert [str(one.name) for one in record.level2] == ["〔待改〕", "小组"]


def test_a_word_outside_the_list_is_told_with_the_list(tmp_path: Path) -> None:
    source = load(tmp_path, "标签: 附件1\n标题: 表\n类型: 表\n模板: annex1.docx\n")
    assert validate(source, Part) is None
    assert listed(source.findings) == "M017 a.yaml:3:5 类型：“表”不是所列的词\n"
    assert source.findings[0].expected == "表格、每个项目一份、报告"


def test_a_list_of_the_wrong_length_is_told(tmp_path: Path) -> None:
    class Named(Record):
        parts: list[Name] = Field(min_length=1, max_length=2)

    for text, expected in (("组成: []\n", "至少有一项的列表"), ("组成: [一, 二, 三]\n", "不超过 99 项的列表")):
        source = load(tmp_path, text)
        validate(source, Named)
        assert (listed(source.findings), source.findings[0].expected) == ("M003 a.yaml:1:5 组成：项数不对\n", expected)


def test_an_unknown_key_of_a_group_that_may_be_left_out_is_told(tmp_path: Path) -> None:
    class Filing(Record):
        filing_deadline: FilingDeadline | None = None

    source = load(tmp_path, "报送期限:\n  最后一日: 07-31\n  依据: 通知\n  备注: 无\n")
    validate(source, Filing)
    assert listed(source.findings) == "M001 a.yaml:4:3 报送期限：有不认识的键“备注”\n"
    assert source.findings[0].expected == "只有这些键：最后一日、依据"


def test_a_whole_file_of_the_wrong_shape_is_one_finding(tmp_path: Path) -> None:
    for text, found in (
        ("- 1\n", "整个文件：这里是一个列表"),
        ("略\n", "整个文件：这里只有“略”"),
        ("预算：5\n", "整个文件：“预算：5”被读成了一段文字"),
    ):
        source = load(tmp_path, text)
        record = validate(source, ThreePublic)
        assert [one.found for one in source.findings] == [found]
        assert record is not None


def test_a_place_is_that_of_the_innermost_part_there_is(tmp_path: Path) -> None:
    source = load(tmp_path, LINE)
    assert str(place_of(source, ["公务接待", "决算"])) == "a.yaml:4:19"
    source.tree = Flawed()
    assert str(place_of(source, [])) == "a.yaml:1:1"


def test_long_texts_are_shortened_in_messages(tmp_path: Path) -> None:
    source = load(tmp_path, LINE.replace("1.36", "长" * 500))
    validate(source, ThreePublic)
    assert source.findings[0].found == f"公务接待 › 决算：“{'长' * 30}……”不是数"


# Trees that YAML may hold, as our loader gives them.
_WORDS = st.sampled_from(["预算", "决算", "公务接待", "三公经费", "楼堂馆所", "", "1.36", "１", "-1", "1e9", "无"])


def trees() -> st.SearchStrategy[object]:
    plain = _WORDS | st.none() | st.just(Flawed)
    return st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=4))


def as_loaded(value: object, source: SourceText, line: int = 1) -> object:
    place = place_of(source, [])
    if isinstance(value, list):
        items = Items(place, "")
        items.extend(as_loaded(one, source) for one in value)
        return items
    if isinstance(value, dict):
        entries = Entries(place, "")
        entries.update({key: as_loaded(one, source) for key, one in value.items()})
        entries.key_places = dict.fromkeys(value, place)
        return entries
    return Flawed() if value is Flawed else Scalar(str(value or ""), place, "", null=value is None)


@settings(max_examples=150, deadline=None)
@given(trees(), st.sampled_from(["三公经费", "财政供养人员", "厉行节约保障措施", ""]))
def test_any_tree_gives_a_record_and_findings(tree: object, key: str) -> None:
    source = SourceText("a.yaml")
    real = load_yaml(ROOT / "data/2023/annex1.yaml", "a.yaml", "附件1").tree
    assert isinstance(real, Entries)
    if key:
        real[key] = as_loaded(tree, source)
        source.tree = real
    else:
        source.tree = as_loaded(tree, source)
    record = validate(source, Annex1)
    assert isinstance(record, Annex1)
    assert all(one.found.isprintable() and one.expected and one.remedy for one in source.findings)
