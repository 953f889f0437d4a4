"""Units of one dimension, which convert, and counters, which compare only with themselves."""

from __future__ import annotations

import re
from decimal import Decimal

# The base unit, how many of it a unit holds, the unit as written. 千克, 千米 and 千元 are 千 and a unit.
_CONVERTED = {
    written: (base, Decimal(size))
    for base, size, words in (
        ("元", 1, "元 人民币元"),
        ("㎡", 1, "㎡ 平方米 平米 m² m2"),
        ("㎡", 10_000, "公顷"),
        ("㎡", 1_000_000, "平方公里"),
        ("㎥", 1, "㎥ 立方米 m³ m3"),
        ("米", 1, "米"),
        ("延米", 1, "延米"),
        ("米", 1000, "公里 km"),
        ("克", 1, "克"),
        ("克", 1000, "公斤 kg"),
        ("克", 1_000_000, "吨"),
        ("%", 1, "%"),
        ("%", "0.1", "‰"),
        ("%", 10, "成"),
        ("秒", 3600, "小时 个小时"),
        ("秒", 60, "分钟"),
        ("秒", 1, "秒"),
        ("天", 1, "天 日"),
        ("个月", 1, "个月"),
        ("工作日", 1, "个工作日 工作日"),
        ("百分点", 1, "个百分点 百分点"),
    )
    for written in words.split()
}
DURATIONS = frozenset({"秒", "天", "个月", "工作日", "年", "周"})
MONEY, PERCENT = "元", "%"

_COUNTER_WORDS = """
    人次 批次 场次 台次 辆次 件次 卷次 课时 学时
    次 本 家 个 集 页 条 卷 件 册 篇 期 场 项 人 名 套 台 栋 幢 座 处 份 张 块 部 户 种 批 门 例 宗 起 辆 间 盘 亩
    段 节 所 支 班 村 镇 乡 县 点 只 头 株 棵 盏 组 轮 遍 分 岁 年 周 盒 箱 根 口 幅 枚 尊 艘 架 幕 首 则 字
    学期 TB GB MB
"""
_COUNTERS = _COUNTER_WORDS.split()


def _longest_first(words: list[str]) -> str:
    longer = sorted((word for word in words if len(word) > 1), key=lambda word: (-len(word), word))
    # One class of single characters compiles and matches faster than a branch for each.
    return "|".join([*map(re.escape, longer), f"[{''.join(sorted(word for word in words if len(word) == 1))}]"])


COUNTER = _longest_first(_COUNTERS)
# A character of Chinese: a class of twenty thousand would take Python milliseconds to compile, each time.
CHARACTER = r"[^\W\d_A-Za-zＡ-Ｚａ-ｚ]"
# 卷（件） and 次/年 are units of their own.
UNIT = rf"(?:{_longest_first([*_COUNTERS, *_CONVERTED])})(?:\((?:{COUNTER})\))?(?:/(?:{CHARACTER}{{1,2}}|[㎡㎥]))?"
# A number before these is a rank, not an amount.
RANKS = ("级", "等", "等级", "号", "类", "星级", "版", "季度", "层", "楼", "期工程", "等奖")


def find_base_unit(written: str) -> tuple[str, Decimal]:
    """Return the base unit of a unit as written and the factor to it; a counter is its own."""
    return _CONVERTED.get(written, (written, Decimal(1)))
