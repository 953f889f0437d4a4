"""Units of one dimension, which convert, and counters, which compare only with themselves."""

from __future__ import annotations

import re
from decimal import Decimal

# As written → the base unit of its dimension and how many of it. 千克, 千米 and 千元 are 千 and a unit.
_CONVERTED: dict[str, tuple[str, Decimal]] = {
    "元": ("元", Decimal(1)),
    "人民币元": ("元", Decimal(1)),
    "㎡": ("㎡", Decimal(1)),
    "平方米": ("㎡", Decimal(1)),
    "平米": ("㎡", Decimal(1)),
    "m²": ("㎡", Decimal(1)),
    "m2": ("㎡", Decimal(1)),
    "公顷": ("㎡", Decimal(10_000)),
    "平方公里": ("㎡", Decimal(1_000_000)),
    "㎥": ("㎥", Decimal(1)),
    "立方米": ("㎥", Decimal(1)),
    "m³": ("㎥", Decimal(1)),
    "m3": ("㎥", Decimal(1)),
    "米": ("米", Decimal(1)),
    "延米": ("延米", Decimal(1)),
    "公里": ("米", Decimal(1000)),
    "km": ("米", Decimal(1000)),
    "克": ("克", Decimal(1)),
    "公斤": ("克", Decimal(1000)),
    "kg": ("克", Decimal(1000)),
    "吨": ("克", Decimal(1_000_000)),
    "%": ("%", Decimal(1)),
    "‰": ("%", Decimal("0.1")),
    "成": ("%", Decimal(10)),
    "小时": ("秒", Decimal(3600)),
    "个小时": ("秒", Decimal(3600)),
    "分钟": ("秒", Decimal(60)),
    "秒": ("秒", Decimal(1)),
    "天": ("天", Decimal(1)),
    "日": ("天", Decimal(1)),
    "个月": ("个月", Decimal(1)),
    "个工作日": ("工作日", Decimal(1)),
    "工作日": ("工作日", Decimal(1)),
    "个百分点": ("百分点", Decimal(1)),
    "百分点": ("百分点", Decimal(1)),
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


def base_unit(written: str) -> tuple[str, Decimal]:
    """Return the base unit of a unit as written and the factor to it; a counter is its own."""
    return _CONVERTED.get(written, (written, Decimal(1)))
