"""Targets drawn at random."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.targets import Quantity, Sign
from jixiao.targets.measures import find_base_unit

UNITS = ["", "次", "家", "页", "万页", "人次", "元", "万元", "亿元", "㎡", "平方米", "%", "公里", "卷(件)", "次/年"]
NOUNS = ["", "扫描", "著录条目", "培训", "投诉减少率"]
SIGNS = [one for one in Sign if one is not Sign.BETWEEN]
# A year without a unit is a year.
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2).filter(lambda one: not 2000 <= one < 2100)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    written = draw(st.sampled_from(UNITS))
    times = Decimal({"万": 10**4, "亿": 10**8}.get(written[:1], 1))
    unit, factor = find_base_unit(written[1:] if times > 1 else written)
    scale, amount = times * factor, draw(AMOUNTS)
    comparison: Sign = draw(st.sampled_from(SIGNS))
    upper = None
    if draw(st.booleans()) and "/" not in written:
        comparison, upper = Sign.BETWEEN, (amount + draw(st.integers(1, 1000))) * scale
        if amount >= 1000:  # 2000至2101 may be years
            amount, upper = amount + 2100, upper + 2100 * scale
    noun, about = draw(st.sampled_from(NOUNS)), draw(st.booleans())
    return Quantity(comparison, amount * scale, unit, written, scale, noun, upper, about)
