"""What reads as it did last year, in lines of data and in the report's sentences."""

from __future__ import annotations

from jixiao.rules.unchanged import Matter, files_of, unchanged
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import parse_yaml

YEAR = 2024
GOALS = "年度总体目标:\n  预期目标: |-\n    {}\n  实际完成情况: |-\n    {}\n"


def found(name: str, now: str, before: str) -> list[tuple[Matter, int, str]]:
    """Return what reads alike in one file of two years: the matter, the line, the words."""
    sides = [(f"data/{YEAR}/{name}", now), (f"data/{YEAR - 1}/{name}", before)]
    sources = [parse_yaml(text, file, "") if name.endswith("yaml") else SourceText(file, text) for file, text in sides]
    return [(one.matter, one.place.line, one.words) for one in unchanged(files_of(sources, YEAR))]


def told(now: str, before: str) -> list[Matter]:
    return [matter for matter, _, _ in found("report/06.md", now, before)]


def test_a_paragraph_with_digits_that_is_as_it_was() -> None:
    assert found("report/06.md", "甲\n\n举办讲座3次。", "举办讲座3次。") == [(Matter.PARAGRAPH, 3, "举办讲座3次。")]


def test_another_number_before_it_or_another_width_hides_nothing() -> None:
    assert told("5.举办讲座3次,参加60人。", "（2）举办讲座3次，参加60人。") == [Matter.PARAGRAPH]


def test_what_was_done_for_the_first_time_is_not_done_so_again() -> None:
    assert told("实行了首次异地备份。", "实行了首次异地备份。") == [Matter.PARAGRAPH]


def test_words_without_a_fact_may_stay() -> None:
    assert told("严格执行财务制度。\n1.加强管理。", "严格执行财务制度。\n1.加强管理。") == []
    assert told("{{ 年度 }}年支出{{ 整体支出.决算 }}万元。", "{{ 年度 }}年支出{{ 整体支出.决算 }}万元。") == []


def test_sentences_taken_out_of_a_paragraph_are_told_with_their_words() -> None:
    before = "1.与纪念馆办展。我馆5名骨干力量被聘为该校客座教授或兼职教师，该校派2批次实习生来馆实习。"
    now = "3.合作共赢，我馆5名骨干力量被聘为该校客座教授或兼职教师，该校派2批次实习生来馆实习，效果好。"
    said = "我馆5名骨干力量被聘为该校客座教授或兼职教师，该校派2批次实习生来馆实习"
    assert found("report/06.md", now, before) == [(Matter.CLAUSES, 1, said)]


def test_what_may_be_said_again_by_chance_is_not_told() -> None:
    assert told("考评常抓不懈，公开招录2名年轻干部。", "持续考评，公开招录2名年轻干部，另有表彰。") == []
    assert told("制定制度15个，按《预算法》（2018年）执行。", "制定制度12个，按《预算法》（2018年）执行。") == []


def test_a_number_of_several_digits_is_hardly_the_same_again() -> None:
    assert told("今年修订完善制度136个，很好。", "在去年，修订完善制度136个。") == []  # not the same words
    assert told("很好，修订完善各项制度136个。", "在去年，修订完善各项制度136个。") == [Matter.CLAUSES]


def test_who_has_looked_says_so_below_the_paragraph() -> None:
    assert told("举办讲座3次。\n{# 事实数字：3次 #}\n{# 已核对 2024 #}", "举办讲座3次。") == []
    assert told("举办讲座3次。\n{# 已核对 2023 #}", "举办讲座3次。") == [Matter.PARAGRAPH]
    assert told("举办讲座3次。\n甲{# 已核对 2024 #}", "举办讲座3次。") == [Matter.PARAGRAPH]


def test_a_line_of_data_that_names_last_year_is_stale_and_one_that_names_this_year_may_be_right() -> None:
    sides = [
        SourceText(f"data/{year}/basic.yaml", "# 2023年批复\n# 2024年执行\n", tree={}) for year in (YEAR, YEAR - 1)
    ]
    assert [(one.words, one.stale) for one in unchanged(files_of(sides, YEAR))] == [
        ("# 2023年批复", True),
        ("# 2024年执行", False),
    ]


def test_achievements_of_last_year() -> None:
    now, before = GOALS.format("办展", "布展3个。"), GOALS.format("办展", "1.布展3个。")
    assert found("annex2.yaml", now, before) == [(Matter.ACHIEVEMENT, 5, "布展3个。")]


def test_an_achievement_that_repeats_this_years_goal_is_another_matter() -> None:
    text = GOALS.format("接待1200人次。", "接待1200人次。")
    assert found("annex2.yaml", text, text) == []


def test_one_line_of_several_is_told_if_it_could_not_be_the_same_by_chance() -> None:
    before = GOALS.format("办展", "1.布展3个。\n    2.接待参观群众12600人次。")
    now = GOALS.format("办展", "1.布展3个。\n    2.接待参观群众12600人次，无投诉。\n    3.另编书1本。")
    assert found("annex2.yaml", now, before) == [(Matter.ACHIEVEMENT, 6, "接待参观群众12600人次")]


def test_an_achievement_is_looked_at_beside_its_key() -> None:
    text = GOALS.format("办展", "布展3个。")
    assert found("annex2.yaml", text.replace("情况: |-", "情况: |-  # 已核对 2024"), text) == []


INDICATOR = "绩效指标:\n  产出指标:\n    数量指标:\n      - 三级指标: {}\n        偏差原因: {}\n"


def test_a_reason_of_last_year_beside_the_same_indicator() -> None:
    before = INDICATOR.format("1.编书", "招标工作开展较晚")
    assert found("annex2.yaml", INDICATOR.format("2.编书", "招标工作开展较晚"), before) == [
        (Matter.REASON, 5, "招标工作开展较晚")
    ]
    assert found("annex2.yaml", INDICATOR.format("2.办展", "招标工作开展较晚"), before) == []
    assert found("annex2.yaml", INDICATOR.format("1.编书", "无"), INDICATOR.format("1.编书", "无")) == []


def test_a_project_is_the_same_under_another_number() -> None:
    text = GOALS.format("办展", "布展3个。")
    sides = [
        parse_yaml(text, file, "") for file in ("data/2024/projects/02-a.yaml", "units/甲/data/2023/projects/03-a.yaml")
    ]
    assert [one.place.file for one in unchanged(files_of(sides, YEAR))] == ["data/2024/projects/02-a.yaml"]
