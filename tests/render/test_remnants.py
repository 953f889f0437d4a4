"""What of markup would be printed is found; signs and words that belong to sentences are not."""

from __future__ import annotations

import pytest

from jixiao.render.remnants import RemnantKind, find_remnants

LEFT = [
    ("本年｛｛ 年度 ｝｝年", RemnantKind.TAG, "｛｛ 年度 ｝｝"),
    ("{{ 年度 }}", RemnantKind.TAG, "{{ 年度 }}"),
    ("{ 附件1.三公经费.公务接待.决算 }", RemnantKind.TAG, "{ 附件1.三公经费.公务接待.决算 }"),
    ("｛年度｝", RemnantKind.TAG, "｛年度｝"),
    ("共{附件1.决算万元", RemnantKind.TAG, "{附件1.决算万元"),
    ("｛％ if 甲 ％｝", RemnantKind.TAG, "｛％ if 甲 ％｝"),
    ("｛＃ 注 ＃｝", RemnantKind.TAG, "｛＃ 注 ＃｝"),
    ("{% endif", RemnantKind.TAG, "{% endif"),
    ("甲<!-- 请核对 -->乙", RemnantKind.COMMENT, "<!-- 请核对 -->"),
    ("＜！—— 请核对", RemnantKind.COMMENT, "＜！——"),
    ("TODO 补数", RemnantKind.NOTE, "TODO"),
    ("数额ＴＯＤＯ。", RemnantKind.NOTE, "ＴＯＤＯ"),
    ("【待补充】", RemnantKind.NOTE, "【待补充】"),
    ("（待填）", RemnantKind.NOTE, "（待填）"),
    ("待填", RemnantKind.NOTE, "待填"),
    ("＃＃ 标题", RemnantKind.HEADING, "＃＃"),
]
RIGHT = [
    "占30%（其中：甲 <乙 >丙），见 #1 机组、＃2机组。",
    "## 标题\n### 小标题",
    "制度有待完善，待填报的表格已发出；支持（待改造小区）、（待补助对象名单）。",
    "TODOS、todorov、STOD、TBDX",
    "甲→乙、甲-->乙、a<!b、集合 A｜B、〔2023〕5号",
    "〔待填〕〔待改〕",
]


@pytest.mark.parametrize(("text", "kind", "shown"), LEFT)
def test_what_is_left_of_markup_is_found(text: str, kind: RemnantKind, shown: str) -> None:
    [found, *_] = find_remnants(text)
    assert (found.kind, found.shown) == (kind, shown)
    assert text[found.start : found.end].strip() == shown


@pytest.mark.parametrize("text", RIGHT)
def test_sentences_hold_none(text: str) -> None:
    assert [one.shown for one in find_remnants(text)] == []
