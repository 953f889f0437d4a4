"""What users write when YAML cannot be read, guessed from the line and from the parser's own words."""

from __future__ import annotations

import re
from collections.abc import Callable

_END = r"\s*(?:#.*)?$"
# Whether it applies to a line and the parser's words, what is wrong, how to mend it; the first that applies is told.
_HINTS: list[tuple[Callable[[str, str], bool], str, str]] = [
    (
        lambda line, _: "：" in line and not re.search(r":(\s|$)|[\"']", line),
        "用了中文冒号“：”",
        "键后用英文冒号加一个空格，例如“预算: 5”。",
    ),
    (
        lambda line, _: re.match(r"\s*(- )?[^\s'\"#:]+:[^\s:]", line) is not None,
        "冒号后面缺少空格",
        "英文冒号后留一个空格，例如“预算: 5”。",
    ),
    (
        lambda line, _: re.search(rf":\s+-{_END}", line) is not None,
        "值只有一个“-”",
        "Excel 里的“-”是 0：金额改成 0；文字确实没有的写“无”。",
    ),
    (
        lambda line, _: re.search(rf":\s+'[-+]?[0-9.,]+{_END}", line) is not None,
        "数字前面有一个单引号",
        "删去单引号，只写数字；Excel 里它表示按文本保存。",
    ),
    (
        lambda line, _: re.search(rf":\s+[-+]?[0-9.,]+:{_END}", line) is not None,
        "数字后面有冒号",
        "删去数字后面的冒号。",
    ),
    (
        lambda line, _: re.match(r"[ ]*[\u3000\u00a0]", line) is not None,
        "缩进用了全角空格",
        "把行首的全角空格改成半角空格，每级缩进两个。",
    ),
    (
        lambda line, _: re.match(r"[ ]*-[^\s-]", line) is not None,
        "“-”后面缺少空格",
        "列表的每一项以“- ”（减号加一个空格）开头。",
    ),
    (
        lambda line, _: re.match(r"[ ]*:(\s|$)", line) is not None,
        "冒号前面没有键",
        "补上键名，或删去这一行。",
    ),
    (
        lambda line, problem: "quoted scalar" in problem or ("end of stream" in problem and '"' in line),
        "引号没有成对",
        "补上另一半引号；文字里本来就有引号的，改用中文引号“ ”。",
    ),
    (
        lambda line, _: re.search(r":\s+(['\"]).*\1\s*[^\s#'\"]", line) is not None,
        "引号后面还有文字",
        "把整个值括在一对引号里，或改用中文引号“ ”。",
    ),
    (
        lambda line, _: re.search(r":\s+[\[{]", line) is not None,
        "值以 [ 或 { 开头",
        "这样的文字用引号括起来，例如“名称: '[附件]说明'”。",
    ),
    (
        lambda line, _: re.search(r":\s+[>|@`%!&*]", line) is not None,
        "值以 > | @ ` % ! & * 之一开头",
        "这样的值用引号括起来，例如“年度指标值: '>96%'”。",
    ),
    (
        lambda line, _: re.search(r":\s+- ", line) is not None,
        "列表的第一项写在了冒号后面",
        "每项另起一行，以“- ”开头；是文字的用引号括起来；是负数的，负号紧接数字。",
    ),
    (
        lambda line, problem: "mapping values are not allowed" in problem and line.count(": ") > 1,
        "一行里有两个冒号加空格",
        "含冒号的文字用引号括起来，或改用中文冒号。",
    ),
]

_ALIGNED = "同级的键左边对齐；下级比上级多缩进两个空格"


def explained(lines: list[str], number: int, problem: str) -> tuple[int, str, str, str]:
    """Return the line at fault (``number`` or the one above), what is wrong, what should be, how to mend it."""
    for candidate in (number, number - 1):
        line = lines[candidate - 1] if 1 <= candidate <= len(lines) else ""
        for applies, found, remedy in _HINTS:
            if applies(line, problem):
                return candidate, f"YAML 写法有误：{found}", "合乎 YAML 写法的一行", remedy
    if "mapping values are not allowed" in problem:
        return number, "YAML 写法有误：缩进和上一行对不齐", "同级对齐", f"{_ALIGNED}。"
    remedy = f"检查这一行和上一行的缩进（{_ALIGNED}）、冒号、引号和列表的“- ”。"
    return number, "YAML 写法有误，从这里起读不下去", "“键: 值”的写法，同级对齐", remedy
