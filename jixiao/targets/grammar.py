"""From a cell's text to a typed target: a grammar that reads whole texts or leaves them words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from jixiao.patterns import compile_late
from jixiao.targets.dates import read_deadline
from jixiao.targets.kinds import BudgetLimit, Nothing, Quantity, Several, Sign, Target, Wording
from jixiao.targets.measures import RANKS, UNIT, find_base_unit
from jixiao.targets.number_words import ARABIC, CHINESE, MULTIPLIER, chinese, read_arabic, read_multiplier

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: "-", 0x301C: "~", 0x2A7E: "≥", 0x2A7D: "≤"}

_BEFORE = {
    **dict.fromkeys(("≥", "≧", ">=", "=>", "不少于", "不低于", "不小于", "不得少于", "不得低于", "大于等于"), "≥"),
    **dict.fromkeys(("大于或等于", "至少", "最少", "高于或等于", "达到或超过", "最低", "下限", "不下于"), "≥"),
    **dict.fromkeys((">", "大于", "高于", "超过", "多于"), ">"),
    **dict.fromkeys(("≤", "≦", "<=", "=<", "不超过", "不超", "不高于", "不大于", "不多于", "不得超过"), "≤"),
    **dict.fromkeys(("不得高于", "小于等于", "小于或等于", "至多", "最多", "低于或等于", "不突破"), "≤"),
    **dict.fromkeys(("最高", "上限", "封顶", "不超出"), "≤"),
    **dict.fromkeys(("<", "小于", "低于", "少于", "不足", "不到", "未达到", "未达", "未满"), "<"),
    **dict.fromkeys(("=", "等于"), "="),
}
_AFTER = {
    **dict.fromkeys(("及以上", "或以上", "含以上", "以上"), "≥"),
    **dict.fromkeys(("及以下", "或以下", "以下", "及以内", "以内", "之内", "内"), "≤"),
}


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_ABOUT = r"约|大约|近|将近|大概"
_NUMBER = rf"(?P<number>{ARABIC})(?P<more>余|多)?(?P<scale>{MULTIPLIER})?(?P<more2>余|多)?(?P<unit>{UNIT})?"
_TAIL = rf"(?P<about2>左右|上下)?(?P<after>{_any(_AFTER)})?(?P<rest>[^0-9]*)"
_HEAD = rf"(?P<noun>[^0-9]*?)(?P<before>{_any(_BEFORE)})?(?P<about>{_ABOUT})?"
_QUANTITY = compile_late(rf"{_HEAD}(?P<sign>(?<![^≥≤<>=])-)?{_NUMBER}{_TAIL}")
# What reads ranges takes a millisecond to compile: it waits for a text that has their words.
_TO = "(?:-|~|—|–|―|至|到)"
_MAY_BE_RANGE = compile_late(f"[^0-9]*[0-9].*{_TO}", re.DOTALL)
_MAY_BE_SPELLED_RANGE = compile_late(rf"(?:{_ABOUT})?{CHINESE}.*{_TO}")
_RANGE = compile_late(
    rf"(?P<noun>[^0-9]*?)(?P<about>{_ABOUT})?"
    rf"(?P<low>{ARABIC})(?P<low_scale>{MULTIPLIER})?(?P<low_unit>{UNIT})?{_TO}+"
    rf"(?P<number>{ARABIC})(?P<scale>{MULTIPLIER})?(?P<unit>{UNIT})?(?:之间)?(?P<rest>[^0-9]*)"
)
_SPELLED_RANGE = compile_late(
    rf"(?P<about>{_ABOUT})?(?P<low>{CHINESE})(?P<low_unit>{UNIT})?{_TO}+(?P<number>{CHINESE})(?P<unit>{UNIT})(?:之间)?"
)
# 90%≤满意度≤100% says the same as 90%-100%.
_ENCLOSED = compile_late(
    rf"(?P<low>{ARABIC}(?:{UNIT})?)(?:≤|<=)(?P<noun>[^0-9≤<>=]*)(?:≤|<=)(?P<high>{ARABIC}(?:{UNIT})?)"
)
_SPELLED = compile_late(
    rf"(?P<before>{_any(_BEFORE)})?(?P<about>{_ABOUT})?"
    rf"(?P<number>{CHINESE})(?P<unit>{UNIT})?(?P<about2>左右|上下)?(?P<after>{_any(_AFTER)})?"
)
_HUNDREDTHS = compile_late(rf"(?P<before>[^百]*)百分之(?P<number>{ARABIC}|{CHINESE})(?P<after>.*)")
_TENTHS = compile_late(
    rf"(?P<before>.*?)(?P<tens>[0-9]|[一二三四五六七八九])成(?P<ones>[0-9]|[一二三四五六七八九])?(?P<after>{_any(_AFTER)}|左右)?"
)

_BUDGET = compile_late(
    r"(?:支出|成本|费用)?(?:(?:严格)?控制在|不超过|不超出|不超|不突破|不高于|不大于|未超过|未超出|未超|未突破|没有超过|没有超|≤|<=)"
    r"(?:年初|年度|全年|项目|部门|批复|批准|下达|财政|的)*预算(?:控制)?(?:数|金额|总额|额|批复数|批复|指标|安排)?(?:范围)?(?:以内|之内|内)?"
    r"|(?:控制)?在?预算(?:数|金额|总额|额)?(?:范围)?(?:以内|之内|内)"
)
_WHOLE = {"全覆盖", "全面覆盖", "实现全覆盖"}
_NOTHING = {"", "无", "没有", "-", "--", "—", "——", "/", "\\", "无。"}
_SEPARATOR = compile_late(r"[;；、。\n]|,(?![0-9]{3}(?![0-9]))")
# Words that say how something was counted or that it was done, not what was counted.
_FILLER = compile_late(
    r"(?:全年|年度|本年度?|当年|累计|总计|共计|合计|总共|共|完成|已完成|实际完成|实现|达到|达|为|是|约|实际|已|计划|目标值?|控制在|保持在?|:|达标|到位)+"
)
_FILLERS_AT_END = ("达到", "达", "为", "是", "控制在", "保持在", "保持", "约", "共计", "共", ":")
_YEAR_AT_START = compile_late(r"20[0-9]{2}年度?(?:全年|内)?(?=[^0-9底末前内]*[^0-9底末前内月年])")
_PER = compile_late(r"每(年|个?月|季度?|周|天|日|人|户|个|次|批|家)$")
# 每月10日前 is a day that comes again and again, no span of days.
_RECURRING = compile_late(r"每(?:个?月|周|季度?|年)[^0-9]*[0-9]{1,2}[日号]")
_DENIED = compile_late(r"未|没有|尚|并无")
_OF_TIME = compile_late(r"[前后底末月]")
_LONGEST_NOUN = 24


@lru_cache(maxsize=4096)  # asked for six times a cell: 25 ms a package
def parse(text: str) -> Target:
    """Return what a target or an actual says; any text is read, as ``Wording`` if as nothing else."""
    words = text.strip()
    cleaned = re.sub(r"\s+", "", words.translate(_WIDTH)).rstrip("。;.,")
    if cleaned in _NOTHING:
        return Nothing(words)
    budget = BudgetLimit() if _BUDGET.fullmatch(cleaned) else None
    found = read_deadline(cleaned) or budget or _quantity(cleaned) or _several(cleaned)
    return Wording(words) if found is None else replace(found, text=words)


def _quantity(text: str) -> Quantity | None:
    text = _YEAR_AT_START.sub("", text)
    if "第" in text or _RECURRING.match(text):
        return None
    if text in _WHOLE:
        return _amount("100%")
    enclosed = _ENCLOSED.fullmatch(text) if text.count("≤") + text.count("<=") > 1 else None
    text = f"{enclosed['noun']}{enclosed['low']}-{enclosed['high']}" if enclosed else text
    return _percentage(text) or _range(text) or _amount(text) or _spelled_range(text) or _spelled(text)


def _percentage(text: str) -> Quantity | None:
    """Return 百分之九十六 and 九成五 as their per cent, read as if written so."""
    hundredths = _HUNDREDTHS.fullmatch(text) if "百分之" in text else None
    tenths = _TENTHS.fullmatch(text) if "成" in text else None
    if hundredths:
        number = _either(hundredths["number"])
        if number is not None:
            return _amount(f"{hundredths['before']}{number:f}%{hundredths['after']}")
    if tenths:
        tens, ones = (_either(tenths[name] or "0") or Decimal(0) for name in ("tens", "ones"))
        return _amount(f"{tenths['before']}{tens * 10 + ones:f}%{tenths['after'] or ''}")
    return None


def _either(digits: str) -> Decimal | None:
    return read_arabic(digits) if digits[0].isascii() else chinese(digits)


def _amount(text: str) -> Quantity | None:
    match = _QUANTITY.fullmatch(text)
    if match is None:
        return None
    number = read_arabic(match["number"]) * (-1 if match["sign"] else 1)
    comparison = _comparison(match["before"], match["after"])
    if comparison is None:
        return None
    approximate = any(match[name] for name in ("about", "more", "more2", "about2"))
    return _made(match, number, None, comparison, approximate=approximate)


def _range(text: str) -> Quantity | None:
    match = _RANGE.fullmatch(text) if _MAY_BE_RANGE.match(text) else None
    if match is None or (match["low_unit"] and match["low_unit"] != match["unit"]):
        return None
    # 3-5万 is 3万 to 5万, 3万-5 is nothing one writes.
    low_scale, scale = match["low_scale"] or "", match["scale"] or ""
    if low_scale not in ("", scale) or read_arabic(match["low"]) >= read_arabic(match["number"]):
        return None
    low, high = read_arabic(match["low"]), read_arabic(match["number"])
    return _made(match, low, high, Sign.BETWEEN, approximate=bool(match["about"]))


def _spelled_range(text: str) -> Quantity | None:
    """Return 十至十五家 as if written in digits."""
    match = _SPELLED_RANGE.fullmatch(text) if _MAY_BE_SPELLED_RANGE.match(text) else None
    low, high = (chinese(match["low"]), chinese(match["number"])) if match else (None, None)
    if match is None or low is None or high is None:
        return None
    return _range(f"{match['about'] or ''}{low:f}{match['low_unit'] or ''}-{high:f}{match['unit']}")


def _spelled(text: str) -> Quantity | None:
    """Return a number in Chinese, taken as one only before a counter or as a round amount (三万)."""
    match = _SPELLED.fullmatch(text)
    if match is None or not (match["unit"] or match["number"][-1] in "万亿"):
        return None
    number, comparison = chinese(match["number"]), _comparison(match["before"], match["after"])
    if number is None or comparison is None:
        return None
    unit, scale = find_base_unit(match["unit"] or "")
    approximate = bool(match["about"] or match["about2"])
    return Quantity(comparison, number * scale, unit, match["unit"] or "", scale=scale, approximate=approximate)


def _comparison(before: str | None, after: str | None) -> Sign | None:
    """Return the comparison of the words around a number; None if they contradict each other."""
    signs = {_BEFORE[before]} if before else set()
    if after:
        signs.add(_AFTER[after])
    # 控制在10次以内, 不超过10次以内: the same said twice; 超过10次以上 too.
    signs = {"≥"} if signs == {">", "≥"} else {"≤"} if signs == {"<", "≤"} else signs
    return None if len(signs) > 1 else Sign(signs.pop()) if signs else Sign.PLAIN


def _made(
    match: re.Match[str], number: Decimal, upper: Decimal | None, comparison: Sign, *, approximate: bool
) -> Quantity | None:
    named = _unit_and_noun(number, match["noun"], match["unit"], match["rest"])
    if named is None:
        return None
    unit_word, noun = named
    times = read_multiplier(match["scale"] or "")
    per_noun = _PER.search(noun)
    if per_noun:
        noun, unit_word = noun[: per_noun.start()], f"{unit_word}/{per_noun[1]}"
    unit, factor = find_base_unit(unit_word)
    scale = times * factor
    written, amount, upper = (
        (match["scale"] or "") + unit_word,
        number * scale,
        None if upper is None else upper * scale,
    )
    return Quantity(
        comparison, amount, unit, written, scale=scale, noun=_noun(noun), upper=upper, approximate=approximate
    )


def _unit_and_noun(number: Decimal, before: str, unit: str | None, rest: str) -> tuple[str, str] | None:
    """Return unit and noun; an unknown word behind the number is its unit. None where it is no amount."""
    before, rest = _noun(before), _noun(rest)
    if (before or rest) and not _names_something(before, rest):
        return None
    if _is_year(number, unit or rest):
        return None
    if unit is None and rest.startswith(RANKS):
        return None
    if unit is None:
        return rest, before
    if rest and before:
        return None if rest != before else (unit, before)
    return unit, before or rest


def _names_something(before: str, rest: str) -> bool:
    """Return whether the words around an amount can name what is counted; 未完成, 底前 and whole sentences cannot."""
    if _DENIED.search(before + rest) or _OF_TIME.match(rest):
        return False
    return max(len(before), len(rest)) <= _LONGEST_NOUN and not _SEPARATOR.search(before + rest)


def _is_year(number: Decimal, unit: str) -> bool:
    return unit in ("", "年", "年度") and number == int(number) and 2000 <= number < 2100


def _noun(words: str) -> str:
    words = words and words.strip("()[]“”\"'《》:")
    if not words or _FILLER.fullmatch(words):
        return ""
    while filler := next((filler for filler in _FILLERS_AT_END if words.endswith(filler)), ""):
        words = words.removesuffix(filler)
    return words


def _several(text: str) -> Several | None:
    pieces = [piece for piece in _SEPARATOR.split(text) if piece]
    parts = [_quantity(piece) for piece in pieces]
    known = tuple(part for part in parts if part is not None and (part.noun or part.unit))
    return Several(known, text=text) if len(known) == len(pieces) > 1 else None
