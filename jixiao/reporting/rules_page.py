"""docs/rules.md: every rule with what it checks, why, how to mend it, and an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from jixiao.rules.registry import Rule
from jixiao.rules.sentences_hold import list_sentence_kinds

RULES_PAGE = "docs/rules.md"

_SUBJECTS = {
    "A": "表内计算",
    "C": "完整和重复",
    "D": "时间",
    "G": "个人信息",
    "P": "报告文字里的数字",
    "S": "分值和得分",
    "T": "表与表、表与报告",
    "W": "文字写法",
    "X": "豁免",
    "Y": "与上年相比",
}

_HEAD = """\
# 核验规则一览

<!-- 本页由 make rules 从规则本身生成，请勿手改。 -->

`make check-data` 和 `make report` 按下列规则核验整套材料。规则判断的是**印出来的值**：按原件列报的，按原件的值判断。

- **错误**：不改好（或不写明理由豁免）就不生成材料。
- **警告**：照样生成；加 `--strict` 时和错误一样对待。
- **提示**：只供参考，如在四舍五入范围内的差额。

核对过、确有原因的，写进 `data/<年度>/waivers.yaml`；`make check-data ARGS=--waivers` 会列出可以填写的样子。
因机关、年度而异的权重、界限和勾稽关系，在表单集的 `forms.yaml` 里，不在程序里；那里写明级别的，以那里为准。
"""


def format_rules_page(rules: Iterable[Rule]) -> str:
    """Return the page in Markdown, by subject and code."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    groups = [(letter, list(group)) for letter, group in groupby(ordered, key=lambda rule: rule.code[0])]
    overview = ["| 规则 | 内容 | 级别 |", "| --- | --- | --- |"]
    overview += [f"| [{rule.code}](#{rule.code.lower()}) | {_text(rule.title)} | {rule.severity} |" for rule in ordered]
    sections = [_section(letter, group) for letter, group in groups]
    return "\n".join([_HEAD, *overview, "", *sections, *_sentences()])


def _sentences() -> Iterator[str]:
    """Yield the table of what the report may say wrong."""
    yield from (_SENTENCES, "| 哪一种 | 规则 | 错的 | 对的 |", "| --- | --- | --- | --- |")
    for one in list_sentence_kinds():
        yield f"| {_text(one.title)} | [{one.code}](#{one.code.lower()}) | {_text(one.wrong)} | {_text(one.right)} |"
    yield ""


_SENTENCES = """\
## 报告的句子：一种错一个例子

报告的每句话切成短句来读：说的是谁（表上的一行、项目、指标）、哪一栏、多少、怎样的关系。手写的、声明为事实的、引用来的数一样对待；
读不懂的不说。下面是一个虚构单位的话（“/”隔开两段），它的三公经费决算 6.55万元，上年 6.8万元，预算 8万元。
"""


def _section(letter: str, rules: list[Rule]) -> str:
    return "\n".join([f"## {letter}：{_SUBJECTS.get(letter, '其他')}", "", *map(_entry, rules)])


def _entry(rule: Rule) -> str:
    return "\n".join(
        [
            f'### <a id="{rule.code.lower()}"></a>{rule.code} {_text(rule.title)}',
            "",
            f"- 级别：{rule.severity}",
            f"- 依据：{_text(rule.basis)}",
            f"- 例：{_text(rule.example)}",
            f"- 改法：{_text(rule.remedy)}",
            "",
        ]
    )


def _text(words: str) -> str:
    """Return words that Markdown shows as they are."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in words)
