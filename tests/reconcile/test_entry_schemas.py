"""What a year's files may hold at a path."""

from jixiao.build.described_case import open_described_year
from jixiao.reconcile.entry_schemas import EntrySchemas
from tests.support.described_year import MADE as DESCRIBED
from tests.support.returned import made_case

OURS = EntrySchemas(made_case())
THEIRS = EntrySchemas(open_described_year(DESCRIBED, 2023, draft=False).cases[0])
INDICATOR = "各项目.heritage.绩效指标.产出指标.数量指标[1]"


def test_numbers_know_whether_they_are_whole_and_may_be_negative() -> None:
    assert "integer" in OURS.node_at("附件1.财政供养人员.编制数")["type"]
    assert OURS.node_at("附件1.三公经费.公务接待.决算")["minimum"] == 0
    assert "minimum" not in OURS.node_at("基本支出.追加")
    assert THEIRS.node_at("项目支出绩效自评表.reading.绩效指标[1].得分")["minimum"] == 0


def test_a_list_and_a_file_per_project_are_gone_through() -> None:
    assert "number" in OURS.node_at(f"{INDICATOR}.分值")["type"]
    assert OURS.node_at("单位.填报日期")["format"] == "date"


def test_a_group_has_its_keys_in_order() -> None:
    assert OURS.keys_at("附件1.三公经费.公务接待") == ("预算", "决算")
    assert OURS.keys_at("附件1.三公经费.公务接待.决算") == ()


def test_what_no_file_holds_is_not_known() -> None:
    for path in ("附件1.三公经费.决算.合计", "没有.这样的", "附件1", "", "附件1[1].编制数"):
        assert not OURS.node_at(path).get("type") or path == "附件1"
